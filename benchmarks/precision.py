"""How far ours and the plain formulas are from fifty digits, on the problems of the tests.

    .venv/bin/python -m benchmarks.precision     from the repository's root; a few seconds

The plain formulas are those of every web page; they get the same scores and cases.
"""

import mpmath as mp
import numpy as np

from logreg_core import cost, gradient, load_breast_cancer, newton, sample_losses
from tests.test_precision import PROBLEMS, Exact

from .peers.reference import optimum

ULP = 2.0**-52
LAM = 0.01
LEGEND = """
An ulp is the distance of two neighbouring float64: a relative error of 2e-16. Bold is ours, in
brackets the largest part that an error takes of the rounding that sums of this length may make
(tests/test_precision.py derives it); then the plain formulas, and those with p clipped at 1e-15.
Coefficients at λ = 0.01, in ulps of the largest one. Where scores cancel, no digits are left."""


def plain(w, b, X, y, *, epsilon=0.0):
    """Return what the plain formulas say: losses, cost, gradient."""
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-(X @ w + b)))
        q = np.clip(p, epsilon, 1 - epsilon)
        losses = -(y * np.log(q) + (1 - y) * np.log(1 - q))
        dw, db = X.T @ (p - y) / len(y) + LAM * w, np.mean(p - y)
        return {
            "losses, one by one": losses,
            "cost": np.array([losses.mean() + 0.5 * LAM * w @ w]),
            "gradient": np.append(dw, db),
        }


def ours(w, b, X, y):
    """Return what the course's functions say."""
    return {
        "losses, one by one": sample_losses(w, b, X, y),
        "cost": np.array([cost(w, b, X, y, lam=LAM)]),
        "gradient": np.append(*gradient(w, b, X, y, lam=LAM)),
    }


def truth(w, b, X, y):
    """Return fifty digits of each, and the bound of its error."""
    exact = Exact(w, b, X, y, LAM)
    return {
        "losses, one by one": (exact.losses, exact.losses_off),
        "cost": ([exact.cost], [exact.cost_off]),
        "gradient": (exact.slopes, exact.slopes_off),
    }


def ulps(got, right):
    """Return the largest relative error in ulps; infinite where what came is no number."""
    pairs = zip(got.tolist(), right, strict=True)
    off = [abs(mp.mpf(one) / other - 1) if np.isfinite(one) else mp.inf for one, other in pairs]
    return f"{float(max(off)) / ULP:.2g}"


def allowed(got, right, bounds):
    """Return the largest part of its bound that an error takes."""
    parts = zip(got.tolist(), right, bounds, strict=True)
    return f"{float(max(abs(mp.mpf(one) - other) / bound for one, other, bound in parts)):.0%}"


def problems():
    """Yield the name of each problem and its w, b, X, y; the last are all tumours."""
    yield from PROBLEMS.items()
    data = load_breast_cancer()
    X, y = data.X_train, data.y_train.astype(float)
    w, b = newton(X, y, lam=LAM).final
    yield "455 tumours, 30 features", (w / 2, b / 2, X, y)  # at the best, the slopes are 0


def coefficients(X, y):
    """Return how far newton's coefficients are off, in ulps of the largest one."""
    best, found = np.append(*optimum(X, y, LAM)), np.append(*newton(X, y, lam=LAM).final)
    return f"{np.abs(found - best).max() / np.abs(best).max() / ULP:.2g}"


def row(cells):
    print(f"| {' | '.join(cells)} |", flush=True)


def main():
    row(["ulps", "losses, one by one", "cost", "gradient", "newton's coefficients"])
    print("|---" * 5 + "|")
    for name, problem in problems():
        competitors = ours(*problem), plain(*problem), plain(*problem, epsilon=1e-15)
        cells = []
        for what, (right, bounds) in truth(*problem).items():
            mine, *theirs = (ulps(competitor[what], right) for competitor in competitors)
            part = allowed(competitors[0][what], right, bounds)
            cells.append(f"**{mine}** ({part}), {', '.join(theirs)}")
        row([name, *cells, f"**{coefficients(*problem[2:])}**"])
    print(LEGEND)


if __name__ == "__main__":
    with mp.workdps(50):
        main()

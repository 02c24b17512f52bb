"""The sanity checks let right models pass on any data and in any unit, and find wrong ones.

The functions are those of the notebook, which is executed here without its questions.
"""

import numpy as np
import pytest
from scipy.special import expit, log_ndtr
from sklearn.datasets import load_wine

from logreg_core import load_breast_cancer
from logreg_core.data import make_blobs, make_circles, make_moons, make_xor
from tools.notebooks import NOTEBOOKS, code_cells, read, tags

RNG = np.random.default_rng(0)
TUMOURS = load_breast_cancer()
RAW, Y = TUMOURS.raw(TUMOURS.X_train), TUMOURS.y_train
X_XOR, Y_XOR = make_xor(200, noise=0.3, seed=0)
X_MOONS, Y_MOONS = make_moons(60, seed=1)

DATA = {
    "tumours, raw": (RAW, Y),
    "tumours, times 1e9": (1e9 * RAW, Y),
    "tumours, times 1e-9": (1e-9 * RAW, Y),
    "tumours, mixed units": (RAW * 10.0 ** RNG.integers(-12, 12, 30), Y),
    "tumours, shifted": (RAW + 1e6, Y),
    "xor": (X_XOR, Y_XOR),
    "xor, raw": (1e5 + 1e3 * X_XOR, Y_XOR),
    "circles": make_circles(101, seed=2),
    "moons": (X_MOONS, Y_MOONS),
    "blobs, apart": make_blobs(80, noise=0.1, seed=3),
    "one in twenty": (X_XOR[:105], Y_XOR[:105]),
    "nineteen in twenty": (X_XOR[:105], 1 - Y_XOR[:105]),
    "one feature": (X_MOONS[:, :1], Y_MOONS),
    "a constant column": (np.column_stack([X_MOONS, np.full(60, 3.0)]), Y_MOONS),
    "the same column twice": (X_MOONS[:, [0, 1, 1]], Y_MOONS),
    "an outlier": (np.vstack([X_MOONS, [[1e4, -1e4]]]), np.append(Y_MOONS, 1.0)),
    "more features than cases": (RNG.normal(size=(20, 30)), np.arange(20.0) % 3 > 1),
    "ten cases": (RNG.normal(size=(10, 2)), np.array([0.0] * 7 + [1.0] * 3)),
    "noise alone": (RNG.normal(size=(300, 5)), (RNG.random(300) < 0.5).astype(float)),
}
DATA = {name: (X, np.asarray(y, dtype=float)) for name, (X, y) in DATA.items()}
FEW = ("tumours, mixed units", "xor", "one in twenty", "one feature", "noise alone")
each_data = pytest.mark.parametrize("data", DATA)
each_of_few = pytest.mark.parametrize("data", FEW)


@pytest.fixture(scope="module")
def sanity():
    """The names that the notebook defines."""
    names = {}
    for cell in code_cells(read(NOTEBOOKS / "sanity_checks.ipynb")):
        if "setup" not in tags(cell) and "practice.question" not in cell.source:
            exec(cell.source, names)
    return names


def fallen(sanity, model, X, y) -> set[str]:
    """The numbers of the checks that a model fails."""
    return {name[0] for name, passed in sanity["run_checks"](model, X, y).items() if not passed}


# ---- right models -----------------------------------------------------------------------------


@each_data
def test_a_right_model_passes_on_any_data(sanity, data):
    assert fallen(sanity, sanity["ours"], *DATA[data]) == set()


@pytest.mark.parametrize("unit", [1e-9, 1.0, 1e9])
def test_softmax_and_ridge_pass_in_any_unit(sanity, unit):
    wine, kind = load_wine(return_X_y=True)
    assert fallen(sanity, sanity["softmax_model"], unit * wine, kind) == set()
    assert fallen(sanity, sanity["line"], unit * wine[:, 1:], wine[:, 0]) == set()
    assert fallen(sanity, sanity["line"], unit * wine[:, :-1], wine[:, -1]) == set()


@each_data
def test_another_model_that_is_right_passes_too(sanity, data):
    """Probit regression, written with SciPy, whose referee is Newton's method on its cost."""

    def score(t, X, y):
        return (2 * y - 1) * (X @ t[:-1] + t[-1])

    def ratio(m):  # the density over the distribution function, without 0 / 0
        return np.exp(-0.5 * m**2 - log_ndtr(m)) / np.sqrt(2 * np.pi)

    def cost(t, X, y, lam):
        return -log_ndtr(score(t, X, y)).mean() + 0.5 * lam * t[:-1] @ t[:-1]

    def gradient(t, X, y, lam):
        pull = -(2 * y - 1) * ratio(score(t, X, y))
        return np.append(X.T @ pull / len(y) + lam * t[:-1], pull.mean())

    def referee(X, y, lam):
        t, A = np.zeros(X.shape[1] + 1), np.column_stack([X, np.ones(len(y))])
        for _ in range(50):
            m = score(t, X, y)
            bend = ratio(m) * (ratio(m) + m)
            hessian = (A.T * bend) @ A / len(y) + np.diag(np.append(np.full(len(t) - 1, lam), 0.0))
            t = t - np.linalg.solve(hessian, gradient(t, X, y, lam))
        return t

    probit = sanity["Model"](cost, gradient, sanity["ours"].start, lambda y: np.log(2), referee)
    assert fallen(sanity, probit, *DATA[data]) == set()


# ---- wrong models, each with the checks that must see it ---------------------------------------


def bias(t):
    return np.append(np.zeros(len(t) - 1), t[-1])


def weights(t):
    return np.append(t[:-1], 0.0)


def wrong_models(ours):
    """Name -> (model, the checks that it must fail on any data)."""
    J, g = ours.cost, ours.gradient

    def both(change):
        """Cost and slopes of changed arguments."""
        return ours._replace(cost=lambda *a: J(*change(*a)), gradient=lambda *a: g(*change(*a)))

    def costing(cost):
        return ours._replace(cost=cost)

    def sloping(gradient):
        return ours._replace(gradient=gradient)

    def log_of(p_of):
        def cost(t, X, y, lam):
            p = p_of(expit(X @ t[:-1] + t[-1]))
            chance = np.where(y == 1, p, 1 - p)
            return -np.log(chance).mean() + 0.5 * lam * t[:-1] @ t[:-1]

        return costing(cost)

    def clipped(least):
        return log_of(lambda p: np.clip(p, least, 1 - least))

    def slopes_of_clipped(t, X, y, lam):  # what automatic differentiation makes of a clip
        p = expit(X @ t[:-1] + t[-1])
        pull = np.where((p > 1e-7) & (p < 1 - 1e-7), p - y, 0.0)
        return np.append(X.T @ pull / len(y) + lam * t[:-1], pull.mean())

    def epsilon(size):
        def cost(t, X, y, lam):
            p = expit(X @ t[:-1] + t[-1])
            loss = y * np.log(p + size) + (1 - y) * np.log(1 - p + size)
            return -loss.mean() + 0.5 * lam * t[:-1] @ t[:-1]

        return costing(cost)

    def brier(t, X, y, lam):
        return np.mean((expit(X @ t[:-1] + t[-1]) - y) ** 2) + 0.5 * lam * t[:-1] @ t[:-1]

    n = len
    return {
        "naive log": (log_of(lambda p: p), "7"),
        "clip at 1e-7": (clipped(1e-7), "7"),
        "clip at 1e-7, slopes too": (clipped(1e-7)._replace(gradient=slopes_of_clipped), "7"),
        "clip at 1e-15": (clipped(1e-15), "7"),
        "clip at the smallest number": (clipped(np.finfo(float).tiny), "7"),
        "epsilon 1e-10": (epsilon(1e-10), "7"),
        "epsilon 1e-3": (epsilon(1e-3), "127"),
        "log to base 2": (costing(lambda t, X, y, lam: J(t, X, y, lam) / np.log(2)), "12"),
        "squares for the log": (costing(brier), "12"),
        "bias penalised in both": (
            ours._replace(
                cost=lambda t, X, y, lam: J(t, X, y, lam) + 0.5 * lam * t[-1] ** 2,
                gradient=lambda t, X, y, lam: g(t, X, y, lam) + lam * bias(t),
            ),
            "6",
        ),
        "bias penalised in the slopes": (
            sloping(lambda t, X, y, lam: g(t, X, y, lam) + lam * bias(t)),
            "3",
        ),
        "sum for mean in both": (
            ours._replace(
                cost=lambda t, X, y, lam: n(y) * J(t, X, y, lam / n(y)),
                gradient=lambda t, X, y, lam: n(y) * g(t, X, y, lam / n(y)),
            ),
            "146",
        ),
        "sum for mean in the slopes": (
            sloping(lambda t, X, y, lam: n(y) * g(t, X, y, lam / n(y))),
            "236",
        ),
        "sign of the slopes": (sloping(lambda *a: -g(*a)), "235"),
        "sign of the penalty": (both(lambda t, X, y, lam: (t, X, y, -lam)), "6"),
        "classes exchanged": (both(lambda t, X, y, lam: (t, X, 1 - y, lam)), "6"),
        "no bias in the slopes": (sloping(lambda *a: weights(g(*a))), "23"),
        "no bias in both": (
            ours._replace(
                cost=lambda t, X, y, lam: J(weights(t), X, y, lam),
                gradient=lambda t, X, y, lam: weights(g(weights(t), X, y, lam)),
            ),
            "6",
        ),
        "lam / n in both": (both(lambda t, X, y, lam: (t, X, y, lam / n(y))), "46"),
        "2 lam in both": (both(lambda t, X, y, lam: (t, X, y, 2 * lam)), "6"),
        "2 lam in the slopes": (sloping(lambda t, X, y, lam: g(t, X, y, 2 * lam)), "36"),
        "no penalty in the slopes": (sloping(lambda t, X, y, lam: g(t, X, y, 0.0)), "36"),
        "no penalty in both": (both(lambda t, X, y, lam: (t, X, y, 0.0)), "6"),
        "p - y without X": (sloping(lambda t, X, y, lam: g(t, np.ones_like(X), y, lam)), "23"),
        "rows of X moved by one": (both(lambda t, X, y, lam: (t, np.roll(X, 1, 0), y, lam)), "4"),
        "no slopes at all": (sloping(lambda t, X, y, lam: np.zeros(len(t))), "235"),
        "cost in float32": (costing(lambda *a: float(np.float32(J(*a)))), "2"),
        "scores rounded": (
            costing(
                lambda t, X, y, lam: np.logaddexp(
                    0, (1 - 2 * y) * np.round(X @ t[:-1] + t[-1])
                ).mean()
            ),
            "2",
        ),
        "an error": (costing(lambda t, X, y, lam: J(t[:-1], X, y, lam)), "123457"),
        "NaN": (costing(lambda t, X, y, lam: np.nan), "123457"),
    }


@pytest.mark.slow
@each_of_few
def test_each_wrong_model_falls_where_it_must(sanity, data):
    missed = {}
    for name, (model, checks) in wrong_models(sanity["ours"]).items():
        if missing := set(checks) - fallen(sanity, model, *DATA[data]):
            missed[name] = missing
    assert missed == {}


@each_of_few
def test_the_wrong_models_of_the_notebook_fall_on_other_data_too(sanity, data):
    for name, model in sanity["broken"].items():
        assert fallen(sanity, model, *DATA[data]), name

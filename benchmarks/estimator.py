"""Our estimator against scikit-learn's solvers: the same λ, the same optimum, time and memory.

    .venv/bin/python benchmarks/estimator.py                 four tables; the last needs 3 GB
    .venv/bin/python benchmarks/estimator.py tumours digits  only these

Each solver gets the loosest tolerance with which its coefficients come within 1e-8 of the optimum
(Newton to the last digits), so that none works for more than is asked; "–" where none does. The
ways take turns. Memory is what fitting adds to the peak of a process of its own, as Linux's /proc
tells it.
"""

import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from logreg_core import load_breast_cancer, standardise
from logreg_core.estimator import NumpyLogisticRegression

LAM = 0.01
TOLERANCES = (1e-4, 1e-6, 1e-8, 1e-10, 1e-12)
SOLVERS = ("lbfgs", "newton-cholesky", "newton-cg")


def drawn(n, d=20):
    """n cases of d features, of which the true weights are known to nobody here."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, d))
    return X, (X @ rng.normal(size=d) / 2 + rng.logistic(size=n) > 0).astype(int)


def digits():
    X, y = load_digits(return_X_y=True)
    return standardise(X)[0], y


def tumours():
    data = load_breast_cancer()
    return data.X_train, data.y_train.astype(int)


DATA = {
    "tumours": (tumours, 40),
    "digits": (digits, 5),
    "100000": (lambda: drawn(100_000), 10),
    "4000000": (lambda: drawn(4_000_000), 2),
}


def model(way, n):
    name, _, tol = way.partition(" ")
    if name == "ours":
        return NumpyLogisticRegression(LAM, tol=float(tol))
    C = 1 / (n * LAM)
    return LogisticRegression(C=C, solver=name, tol=float(tol), max_iter=10_000)


def loosest(name, X, y, best):
    """Return the way with the loosest tolerance that comes within 1e-8; None where none does."""
    for tol in TOLERANCES:
        fitted = model(f"{name} {tol}", len(y)).fit(X, y)
        if np.abs(fitted.coef_ - best).max() <= 1e-8:
            return f"{name} {tol}"
    return None


def seconds(way, X, y):
    start = time.perf_counter()
    model(way, len(y)).fit(X, y)
    return time.perf_counter() - start


def memory(way, folder):
    """The MB that fitting adds to the peak, measured in a process of its own that reads X and y."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory", way, folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def added(way, folder):
    X, y = np.load(f"{folder}/X.npy"), np.load(f"{folder}/y.npy")
    few = min(len(y), 2000)
    model(way, few).fit(X[:few], y[:few])  # what is loaded once
    before = peak(anew=True)
    model(way, len(y)).fit(X, y)
    return peak() - before


def peak(*, anew=False):
    """The highest memory of this process so far, in MB; `anew` begins with what it holds now."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    (line,) = [at for at in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in at]
    return float(line.split()[1]) / 1024


def table(data):
    make, times = DATA[data]
    X, y = make()
    best = NumpyLogisticRegression(LAM, tol=1e-12).fit(X, y).coef_
    ways = [way for name in ("ours", *SOLVERS) if (way := loosest(name, X, y, best))]
    taken = {way: [] for way in ways}
    for _ in range(times):
        for way in ways:
            taken[way].append(seconds(way, X, y))
    ours = statistics.median(taken[ways[0]])
    with tempfile.TemporaryDirectory() as folder:
        np.save(f"{folder}/X.npy", X)
        np.save(f"{folder}/y.npy", y)
        more = {way: memory(way, folder) for way in ways}
    print(f"\n{data}: {X.shape[0]} × {X.shape[1]}, {len(np.unique(y))} classes")
    for way, each in taken.items():
        middle = statistics.median(each)
        print(
            f"  {way:24}{1000 * middle:10.2f} ms   {middle / ours:6.2f} × ours"
            f"{more[way]:9.0f} MB more",
            flush=True,
        )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == ["--memory"]:
        print(added(*sys.argv[2:]))
    else:
        for data in sys.argv[1:] or DATA:
            table(data)

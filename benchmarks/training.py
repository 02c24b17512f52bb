"""How fast the training loop is, as ratios measured in one run on this machine.

    python benchmarks/training.py              both tables; the second needs about 1 GB of memory
    python benchmarks/training.py 500000       the second table with fewer cases

1. On the tumours: a step of `train` against the expression that everybody writes.
2. On many cases: one gradient, in blocks that stay in the cache, against the same expression and
   against reading X once, which no gradient can avoid.
The competitors take turns, and each number is the median of its turns.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from logreg_core import cost, gradient, gradient_descent, load_breast_cancer, train

FEATURES = 20
STEPS = 300
TURNS = 15


def plain_gradient(w, b, X, y, lam):
    """Return cost and gradient as on every web page."""
    p = 1 / (1 + np.exp(-(X @ w + b)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + 0.5 * lam * np.sum(w**2)
    return loss, X.T @ (p - y) / len(y) + lam * w, np.mean(p - y)


def plain_walk(X, y, *, learning_rate, lam, n_steps):
    """Return the costs of a walk with `plain_gradient`."""
    w, b, costs = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps + 1):
        noted, dw, db = plain_gradient(w, b, X, y, lam)
        costs.append(noted)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return np.array(costs)


def public_walk(X, y, *, learning_rate, lam, n_steps):
    """Return the costs of a walk with `cost` and `gradient`, which check their input each time."""
    w, b, costs = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps + 1):
        costs.append(cost(w, b, X, y, lam=lam))
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return np.array(costs)


def medians(competitors: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Return each competitor's median seconds; they take turns, so that all meet the same noise."""
    seconds = {name: [] for name in competitors}
    for turn in range(turns + 1):
        for name, run in competitors.items():
            begin = time.perf_counter()
            run()
            if turn:  # the first turn warms up
                seconds[name].append(time.perf_counter() - begin)
    return {name: float(np.median(taken)) for name, taken in seconds.items()}


def table(title: str, seconds: dict[str, float], unit: float, name_of_unit: str) -> None:
    """Print the medians, and each as a multiple of the first."""
    print(f"\n{title}\n{'':34}{name_of_unit:>12}{'ratio':>8}")
    first = next(iter(seconds.values()))
    for name, taken in seconds.items():
        print(f"{name:34}{taken / unit:12.1f}{taken / first:8.2f}")


def small() -> None:
    """Compare the walks on the 455 training cases."""
    tumours = load_breast_cancer()
    X, y = tumours.X_train, tumours.y_train
    options = {"learning_rate": 0.5, "lam": 0.1, "n_steps": STEPS}
    assert np.allclose(train(X, y, **options).cost, plain_walk(X, y, **options), rtol=1e-12)
    walks = {
        "train": lambda: train(X, y, **options),
        "plain expression": lambda: plain_walk(X, y, **options),
        "cost and gradient, with their checks": lambda: public_walk(X, y, **options),
    }
    title = f"One step on {X.shape[0]} × {X.shape[1]}, from walks of {STEPS} steps"
    table(title, medians(walks, TURNS), STEPS * 1e-6, "µs a step")


def large(n: int) -> None:
    """Compare one cost and gradient on n cases."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((n, FEATURES))
    w, b = rng.standard_normal(FEATURES) / 5, 0.3
    y = (rng.random(n) < 1 / (1 + np.exp(-(X @ w + b)))).astype(float)
    walk = gradient_descent(X, y, learning_rate=1e-9, start=(w, b))
    assert np.isclose(next(walk).cost, plain_gradient(w, b, X, y, 0.0)[0], rtol=1e-10)
    passes = {
        "train, in blocks": lambda: next(walk),
        "plain expression": lambda: plain_gradient(w, b, X, y, 0.0),
        "reading X once, X.sum()": lambda: X.sum(),
    }
    title = f"One cost and gradient on {n:,} × {FEATURES} ({X.nbytes / 1e6:,.0f} MB)"
    table(title, medians(passes, TURNS), 1e-3, "ms")


if __name__ == "__main__":
    print(f"NumPy {np.__version__}, {os.cpu_count()} cores")
    small()
    large(int(sys.argv[1].replace("_", "").replace(",", "")) if sys.argv[1:] else 4_000_000)

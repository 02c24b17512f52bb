"""Chapter 6, the training loop: walk downhill until there is no more down."""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._kernels import cost_and_gradient, losses_and_residuals
from ._validation import (
    Floats,
    check_int,
    check_lam,
    check_positive,
    check_start,
    check_X,
    check_y,
)
from .separation import COMPLETE


class Step(NamedTuple):
    """Where the walk stands: the weights w (d,), the bias b and the cost there."""

    w: Floats
    b: float
    cost: float


@dataclass(frozen=True, eq=False)
class History:
    """Every place that a training run visited, the start first: T steps make T + 1 rows."""

    w: Floats  # (T + 1, d)
    b: Floats  # (T + 1,)
    cost: Floats  # (T + 1,)

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "History":
        """Return the history of these steps."""
        w, b, cost = zip(*steps, strict=True)
        return cls(np.array(w), np.array(b), np.array(cost))

    @property
    def final(self) -> tuple[Floats, float]:
        """The last weights and bias."""
        return self.w[-1], float(self.b[-1])

    @property
    def diverged(self) -> bool:
        """True where the cost exploded: over 100 times its start, or no longer a number."""
        return not self.cost[-1] / 100 <= self.cost[0]


def gradient_descent(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float,
    lam: float = 0.0,
    start: tuple[ArrayLike, float] | None = None,
) -> Iterator[Step]:
    """Walk downhill for ever: yield the start, then the place after each gradient step.

    Formula: w ← w - learning_rate · dw and b ← b - learning_rate · db, both from the same place.
    Shapes: X (n, d), y (n,) with both classes; start (w, b), zeros where it is left out.
    Errors: ValueError, at the call, for a learning rate ≤ 0, lam < 0 or one class only.
    A rate that is too large is no error: the costs rise, to inf or NaN in the end.
    Derived in notebook 06.
    """
    X, y, w, b = _validate_data(X, y, start)
    return _iterate(X, y, w, b, check_positive(learning_rate, "learning_rate"), check_lam(lam))


def _iterate(
    X: Floats, y: Floats, w: Floats, b: float, learning_rate: float, lam: float
) -> Iterator[Step]:
    while True:
        with np.errstate(all="ignore"):  # divergence is shown, not warned of
            cost, dw, db = cost_and_gradient(w, b, X, y, lam)
            here = Step(w, b, cost)
            w = w - learning_rate * dw  # a new array: the history keeps the old one
            b = b - learning_rate * db
        yield here


def train(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float = 0.5,
    lam: float = 0.0,
    n_steps: int = 500,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Return the first n_steps of `gradient_descent`, as arrays.

    Shapes: X (n, d), y (n,) -> History with w (n_steps + 1, d), b and cost (n_steps + 1,).
    Errors: as `gradient_descent`; ValueError for n_steps < 0.
    Warns: RuntimeWarning where lam is 0 and the last weights have every case on its right side,
    which proves that there is no minimum.
    Derived in notebook 06.
    """
    X, y, w, b = _validate_data(X, y, start)
    learning_rate, lam = check_positive(learning_rate, "learning_rate"), check_lam(lam)
    steps = []
    with np.errstate(all="ignore"):  # divergence is shown, not warned of
        for _ in range(check_int(n_steps, "n_steps") + 1):
            cost, dw, db = cost_and_gradient(w, b, X, y, lam)
            steps.append(Step(w, b, cost))
            w = w - learning_rate * dw
            b = b - learning_rate * db
    history = History.of(steps)
    warn_of_separation(history, X, y, lam)
    return history


def warn_of_separation(history: History, X: Floats, y: Floats, lam: float) -> None:
    """Warn, on behalf of a function that trains, where its last weights prove: no minimum.

    The proof: every margin m = (2y - 1)(w·x + b) is above 0, so c w and c b with c > 1 cost less.
    """
    w, b = history.final
    with np.errstate(all="ignore"):  # a walk may have left float64
        if lam == 0 and ((2.0 * y - 1.0) * (X @ w + b) > 0).all():
            warnings.warn(COMPLETE, RuntimeWarning, stacklevel=3)


def cost_path(w: Floats, b: Floats, X: Floats, y: Floats, *, lam: float = 0.0) -> Floats:
    """Return `cost` at each of T places at once, also where a place is no number any more.

    Shapes: w (T, d), b (T,), X (n, d), y (n,) -> (T,).
    Used under the live figures of notebooks 05 and 06.
    """
    with np.errstate(all="ignore"):
        losses, _ = losses_and_residuals(X @ w.T + b, y[:, None])
        return losses.mean(axis=0) + 0.5 * (lam * w * w).sum(axis=1)


def _validate_data(
    X: ArrayLike, y: ArrayLike, start: tuple[ArrayLike, float] | None
) -> tuple[Floats, Floats, Floats, float]:
    X = check_X(X)
    y = check_y(y, *X.shape, both=True)
    return X, y, *check_start(start, X.shape[1])

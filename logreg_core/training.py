"""Chapter 6, the training loop: walk downhill until there is no more down."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._door import (
    Floats,
    as_cases,
    as_count,
    as_labels,
    as_parameters,
    as_positive,
    as_strength,
)
from .logistic import logistic

# Rows are visited in blocks of about this many numbers (1 MiB), which stay in the cache
# between the two reads that a gradient needs.
BLOCK = 2**17


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

    @property
    def final(self) -> tuple[Floats, float]:
        """The last weights and bias."""
        return self.w[-1], float(self.b[-1])

    @property
    def diverged(self) -> bool:
        """True where the cost exploded: over 100 times its start, or no longer a number."""
        return not self.cost[-1] <= 100 * self.cost[0]


def descend(
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
    X, y, w, b = _prepared(X, y, start)
    return _walk(X, y, w, b, as_positive(learning_rate, "learning_rate"), as_strength(lam))


def train(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float = 0.5,
    lam: float = 0.0,
    n_steps: int = 500,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Return the first n_steps of `descend`, as arrays.

    Shapes: X (n, d), y (n,) -> History with w (n_steps + 1, d), b and cost (n_steps + 1,).
    Errors: as `descend`; ValueError for n_steps < 0.
    Derived in notebook 06.
    """
    walk = descend(X, y, learning_rate=learning_rate, lam=lam, start=start)
    w, b, cost = zip(*islice(walk, as_count(n_steps, "n_steps") + 1), strict=True)
    return History(np.array(w), np.array(b), np.array(cost))


def newton(
    X: ArrayLike, y: ArrayLike, *, lam: float, tol: float = 1e-10, max_steps: int = 50
) -> History:
    """Return the few steps of Newton's method from zero to the minimum of `cost`.

    Formula: θ ← θ - H⁻¹ g, with θ = (w, b), the gradient g and the Hessian
    H = (1/n) Aᵀ diag(p (1 - p)) A + λ diag(1, …, 1, 0), A = X with a column of ones;
    the step is halved while the cost would rise. Ends when a step moves no score by more than
    tol times the largest (or than tol): such steps square the error, so the last one leaves
    about float64's own, whatever the units of the features.
    Shapes: X (n, d), y (n,) with both classes -> History. Needs n ≥ 1, any d; collinear columns
    are allowed (at λ = 0 many weights are equally good then, and small ones are taken).
    Warns: RuntimeWarning where max_steps were not enough, as on separable data with λ = 0,
    which has no minimum.
    Shown in notebook 06.
    """
    X, y, w, b = _prepared(X, y, None)
    lam, tol = as_strength(lam), as_positive(tol, "tol")
    A = np.column_stack([X, np.ones(len(X))])
    blocks = _blocks(X, y)
    steps = [Step(w, b, _cost_and_gradient(blocks, w, b, lam)[0])]
    for _ in range(as_count(max_steps, "max_steps", least=1)):
        here = steps[-1]
        move = _newton_move(A, y, here, lam)
        steps.append(_halved_until_lower(blocks, here, move, lam))
        if np.abs(A @ move).max() <= tol * max(1.0, np.abs(X @ here.w + here.b).max()):
            break
    else:
        warnings.warn(
            f"Newton's method has not settled after {max_steps} steps: with separable classes and "
            "lam = 0 there is no minimum, so give a lam above 0.",
            RuntimeWarning,
            stacklevel=2,
        )
    w, b, cost = zip(*steps, strict=True)
    return History(np.array(w), np.array(b), np.array(cost))


def costs_along(w: Floats, b: Floats, X: Floats, y: Floats, *, lam: float = 0.0) -> Floats:
    """Return `cost` at each of T places at once, also where a place is no number any more.

    Shapes: w (T, d), b (T,), X (n, d), y (n,) -> (T,).
    Used under the live figures of notebooks 05 and 06.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        losses = np.logaddexp(0.0, (1.0 - 2.0 * y)[:, None] * (X @ w.T + b))
        return losses.mean(axis=0) + 0.5 * lam * (w**2).sum(axis=1)


def _prepared(
    X: ArrayLike, y: ArrayLike, start: tuple[ArrayLike, float] | None
) -> tuple[Floats, Floats, Floats, float]:
    X = as_cases(X)
    y = as_labels(y, len(X), both=True)
    try:
        w, b = (np.zeros(X.shape[1]), 0.0) if start is None else start
    except (TypeError, ValueError):
        raise ValueError(f"start must be a pair (w, b), but {start!r} came.") from None
    return X, y, *as_parameters(w, b, X.shape[1])


def _walk(
    X: Floats, y: Floats, w: Floats, b: float, learning_rate: float, lam: float
) -> Iterator[Step]:
    blocks = _blocks(X, y)
    while True:
        with np.errstate(over="ignore", invalid="ignore"):  # divergence is shown, not warned of
            cost, dw, db = _cost_and_gradient(blocks, w, b, lam)
            here = Step(w, b, cost)
            w = w - learning_rate * dw  # a new array: the history keeps the old one
            b = b - learning_rate * db
        yield here


def _blocks(X: Floats, y: Floats) -> list[tuple[Floats, Floats]]:
    """Cut the cases into blocks (X, sign), where sign is +1 for y = 0 and -1 for y = 1."""
    rows = max(1, BLOCK // X.shape[1])
    cuts = range(0, len(X), rows)
    sign = 1.0 - 2.0 * y
    return [(X[cut : cut + rows], sign[cut : cut + rows]) for cut in cuts]


def _cost_and_gradient(
    blocks: list[tuple[Floats, Floats]], w: Floats, b: float, lam: float
) -> tuple[float, Floats, float]:
    """Return `cost` and `gradient` from one pass over the scores.

    With m = sign · z a case loses log(1 + exp(m)), and p - y = sign · exp(m - loss): the loss
    that was just computed gives the probability for one more exp. The three ufuncs are what
    logaddexp does, but vectorised.
    """
    n, total, dw, db = 0, 0.0, 0.0, 0.0
    for X, sign in blocks:
        m = sign * (X @ w + b)
        loss = np.maximum(m, 0.0) + np.log1p(np.exp(-np.abs(m)))
        residual = sign * np.exp(m - loss)
        n += len(sign)
        total += loss.sum()
        dw = dw + residual @ X
        db += residual.sum()
    return float(total / n + 0.5 * lam * (w @ w)), dw / n + lam * w, float(db / n)


def _newton_move(A: Floats, y: Floats, here: Step, lam: float) -> Floats:
    """Return H⁻¹ g at `here`: the step, weights first and the bias last."""
    n, d = len(A), A.shape[1] - 1
    theta, penalty = np.append(here.w, here.b), lam * np.append(np.ones(d), 0.0)
    p = logistic(A @ theta)
    slope = A.T @ (p - y) / n + penalty * theta
    hessian = (A.T * (p * (1.0 - p) / n)) @ A + np.diag(penalty)
    # In units in which every parameter curves the cost by 1: then small means small for each.
    unit = np.sqrt(np.where(hessian.diagonal() > 0, hessian.diagonal(), 1.0))
    hessian, slope = hessian / np.outer(unit, unit), slope / unit
    if lam > 0:  # positive definite
        return np.linalg.solve(hessian, slope) / unit
    return np.linalg.lstsq(hessian, slope, rcond=None)[0] / unit


def _halved_until_lower(
    blocks: list[tuple[Floats, Floats]], here: Step, move: Floats, lam: float
) -> Step:
    for share in 0.5 ** np.arange(30):
        w, b = here.w - share * move[:-1], here.b - share * move[-1]
        cost = _cost_and_gradient(blocks, w, b, lam)[0]
        if cost <= here.cost * (1 + 1e-12):  # the last steps move the cost by rounding alone
            break
    return Step(w, b, cost)

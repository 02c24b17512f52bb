"""Chapter 8, more than two classes: one score for each class, and softmax in place of σ.

W (d, K) and b (K,) hold one column of weights and one bias for each class; y holds the number of
the true class, 0 to K - 1. With K = 2 it is chapters 1 to 5 again, with w = W[:, 1] - W[:, 0].
"""

import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._door import (
    Floats,
    as_cases,
    as_classes,
    as_count,
    as_finite,
    as_positive,
    as_row,
    as_squarable,
    as_strength,
    power_of_two,
)
from .training import UNSETTLED

LARGE = 300  # parameters, beyond which Newton's steps are led more roughly
DEAR = 1e300  # a price beyond which a weight is 0 anyway


def softmax(Z: ArrayLike) -> Floats:
    """Return every case's probabilities: positive, and 1 in each row.

    Formula: p_k = exp(z_k) / Σ_j exp(z_j), computed from z - max(z), which changes nothing on
    paper and cannot overflow.
    Shapes: Z (n, K), the scores -> P (n, K).
    Errors: ValueError for anything but a table of finite numbers.
    Derived in notebook 08.
    """
    Z = as_cases(Z, "Z")
    with np.errstate(over="ignore", under="ignore"):  # exp(-inf) and exp(-800) are 0
        raised = np.exp(Z - Z.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)


def softmax_cost(
    W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> float:
    """Return the mean log loss over K classes, plus the penalty of the weights.

    Formula: J = (1/n) Σ_i [log Σ_k exp(z_ik) - z_i,y_i] + ½ λ ‖W‖², with Z = X W + b.
    Shapes: W (d, K), b (K,), X (n, d), y (n,) of 0 … K - 1 -> a number.
    Derived in notebook 08.
    """
    Z, y, W, lam = _scores(W, b, X, y, lam)
    with np.errstate(over="ignore", under="ignore"):
        return float(_losses(Z, y).mean() + 0.5 * np.sum(lam * W * W))


def softmax_gradient(
    W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> tuple[Floats, Floats]:
    """Return the slope of `softmax_cost` along every weight and every bias.

    Formula: dW = (1/n) Xᵀ (P - Y) + λ W and db = (1/n) Σ_i (P - Y)_i, where Y (n, K) has a 1
    in the column of the true class.
    Shapes: W (d, K), b (K,), X (n, d), y (n,) of 0 … K - 1 -> dW (d, K), db (K,).
    Derived in notebook 08.
    """
    Z, y, W, lam = _scores(W, b, X, y, lam)
    residual = softmax(Z) - np.eye(Z.shape[1])[y]
    with np.errstate(over="ignore", under="ignore"):  # a slope beyond 1e308 is infinite
        return as_cases(X).T @ (residual / len(y)) + lam * W, residual.mean(axis=0)


def _scores(W, b, X, y, lam):
    X, W, lam = as_cases(X), as_cases(W, "W"), as_strength(lam)
    b = as_row(as_finite(b, "b"), "b")
    if W.shape != (X.shape[1], len(b)):
        raise ValueError(
            f"W must have a row for each of the {X.shape[1]} features and a column for each of the "
            f"{len(b)} classes of b, but has shape {W.shape}."
        )
    with np.errstate(all="ignore"):
        Z = X @ W + b
    if not np.isfinite(Z).all():
        raise ValueError("the scores X W + b are beyond 1e308: take standardise(X)[0], or less W.")
    return Z, as_classes(y, len(X), len(b)), W, lam


def _losses(Z: Floats, y: NDArray[np.intp]) -> Floats:
    """Return log Σ exp(z) - z_y of each case, right to the last digits where it is tiny, too.

    The largest term is left out of the sum, where it would be exactly 1, and comes back as log1p.
    """
    rows, top = np.arange(len(y)), Z.argmax(axis=1)
    highest = Z[rows, top]
    others = np.exp(Z - highest[:, None])
    others[rows, top] = 0.0
    return highest - Z[rows, y] + np.log1p(others.sum(axis=1))


def softmax_newton(
    X: ArrayLike,
    y: ArrayLike,
    *,
    lam: float,
    weights: ArrayLike | None = None,
    tol: float = 1e-10,
    max_steps: int = 50,
) -> tuple[Floats, Floats, int]:
    """Return the (W, b) at the minimum of `softmax_cost`, and after how many steps.

    Newton's method over all d K + K parameters at once, each step found by conjugate gradients;
    it is halved while the cost would rise. A common part of all biases (and, at λ = 0, of all
    weights) changes no probability: of the equally good ones, those are returned whose sum over
    the classes is zero.
    weights: how much each case counts; a weight of 2 is the case given twice.
    Shapes: X (n, d), y (n,) of 0 … K - 1 with every class, weights (n,) -> W (d, K), b (K,), steps.
    Memory: about K (d + 1)² numbers, and a few tables as large as the scores, (n, K).
    Warns: RuntimeWarning where max_steps were not enough.
    Shown in notebook 08.
    """
    X, lam, tol = as_squarable(X), as_strength(lam), as_positive(tol, "tol")
    K = min(int(as_finite(y, "y").max(initial=0.0)), len(X) - 1) + 1  # no class without a case
    y = as_classes(y, len(X), K)
    problem, unit = _posed(X, y, _shares(weights, y), lam)
    theta = np.zeros((len(unit), K))  # W above, b below
    costs = [_weighed(problem, theta)]
    for _ in range(as_count(max_steps, "max_steps", least=1)):
        move = _softmax_move(problem, theta)
        theta, cost = _shorter_until_lower(problem, theta, move, costs[-1])
        costs.append(cost)
        if np.abs(problem.A @ move).max() <= tol * max(1.0, np.abs(problem.A @ theta).max()):
            break
    else:
        warnings.warn(UNSETTLED.format(max_steps), RuntimeWarning, stacklevel=2)
    theta = (theta - theta.mean(axis=1, keepdims=True)) / unit  # once more: the steps were rounded
    return theta[:-1], theta[-1], len(costs) - 1


def _shares(weights: ArrayLike | None, y: NDArray[np.intp]) -> Floats:
    """Return each case's share in the mean: 1 / n, or its weight over the sum of weights."""
    shares = np.ones(len(y)) if weights is None else as_finite(weights, "weights")
    if shares.shape != y.shape or (shares < 0).any():
        raise ValueError(f"weights must be {len(y)} numbers, 0 or more, one for each case.")
    shares = shares / power_of_two(shares.max())
    empty = np.flatnonzero(np.bincount(y, weights=shares) == 0)
    if len(empty):
        raise ValueError(f"class {empty[0]} has no case: number the classes from 0 without gaps.")
    return shares / shares.sum()


class _Problem(NamedTuple):
    """What stays the same in all steps."""

    A: Floats  # X with a column of ones, every column in a unit of its own
    y: NDArray[np.intp]
    share: Floats  # of each case in the mean
    price: Floats  # λ for each row of theta, 0 for the biases
    gram: Floats  # Aᵀ diag(share) A


def _posed(X: Floats, y: NDArray[np.intp], share: Floats, lam: float) -> tuple[_Problem, Floats]:
    """Return the problem, and the unit of each row of theta: so X's own units do not matter."""
    A = np.column_stack([X, np.ones(len(X))])
    unit = np.sqrt(share @ A**2)[:, None]
    unit[unit == 0] = 1.0
    A = A / unit.T
    with np.errstate(over="ignore"):
        price = lam * np.append(np.ones(X.shape[1]), 0.0)[:, None] / unit**2
    price = np.minimum(price, DEAR)
    return _Problem(A, y, share, price, (A.T * share) @ A), unit


def _weighed(problem: _Problem, theta: Floats) -> float:
    """Return the cost at theta, W above and b below."""
    A, y, share, price, _ = problem
    return float(share @ _losses(A @ theta, y) + 0.5 * np.sum(price * theta**2))


def _softmax_move(problem: _Problem, theta: Floats) -> Floats:
    """Return H⁻¹ g, shaped as theta, by conjugate gradients: H is never written down."""
    A, y, share, price, _ = problem
    P = softmax(A @ theta)
    shared = share[:, None] * P
    slope = A.T @ (shared - share[:, None] * np.eye(P.shape[1])[y]) + price * theta

    def bend(V: Floats) -> Floats:
        """Return H V, by two looks at A."""
        U = A @ V
        return A.T @ (shared * (U - np.einsum("ik,ik->i", P, U)[:, None])) + price * V

    move = _conjugate_gradients(bend, _lead(problem, P), slope)
    return move - move.mean(axis=1, keepdims=True)  # a common part changes nothing


def _lead(problem: _Problem, P: Floats) -> Floats:
    """Return about the inverse of H: that of its diagonal blocks, what bends each class alone.

    Where these are dear, all classes are taken to bend alike.
    """
    A, _, share, price, gram = problem
    if P.shape[1] * len(gram) <= LARGE:
        alone = np.array([(A.T * (share * p * (1 - p))) @ A for p in P.T])
    else:
        alone = np.sum(share[:, None] * P * (1 - P)) / P.shape[1] * gram[None]
    if price.any():
        return np.linalg.inv(alone + np.diag(price[:, 0] + 1e-12))
    return np.linalg.pinv(alone, hermitian=True)


def _conjugate_gradients(bend: Callable[[Floats], Floats], lead: Floats, slope: Floats) -> Floats:
    """Return V with bend(V) = slope to a thousandth.

    Source: M. R. Hestenes and E. Stiefel, J. Res. Nat. Bur. Stand. 49 (1952); `lead` is the
    preconditioner, a matrix that about undoes `bend`.
    """
    V, rest = np.zeros_like(slope), slope
    led = way = np.einsum("kij,jk->ik", lead, rest)
    left = goal = np.sum(rest * led)
    for _ in range(slope.size):
        if left <= 1e-6 * goal:  # squares: a thousandth
            break
        bent = bend(way)
        curve = np.sum(way * bent)
        if not curve > 0:  # flat, to the last digit: there is nothing to go by
            break
        reach = left / curve
        V, rest = V + reach * way, rest - reach * bent
        led = np.einsum("kij,jk->ik", lead, rest)
        before, left = left, np.sum(rest * led)
        way = led + left / before * way
    return V


def _shorter_until_lower(
    problem: _Problem, theta: Floats, move: Floats, here: float
) -> tuple[Floats, float]:
    for part in 0.5 ** np.arange(30):
        there = theta - part * move
        cost = _weighed(problem, there)
        if cost <= here * (1 + 1e-12):  # the last steps move the cost by rounding alone
            break
    return there, cost

"""Chapter 8, more than two classes: one score for each class, and softmax in place of σ.

W (d, K) and b (K,) hold one column of weights and one bias for each class; y holds the number of
the true class, 0 to K - 1. With K = 2 it is chapters 1 to 5 again, with w = W[:, 1] - W[:, 0].
"""

import warnings

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._door import (
    Floats,
    as_cases,
    as_classes,
    as_count,
    as_finite,
    as_positive,
    as_strength,
)
from .training import UNSETTLED


def softmax(Z: ArrayLike) -> Floats:
    """Return every case's probabilities: positive, and 1 in each row.

    Formula: p_k = exp(z_k) / Σ_j exp(z_j), computed from z - max(z), which changes nothing on
    paper and cannot overflow.
    Shapes: Z (n, K), the scores -> P (n, K).
    Errors: ValueError for anything but a table of finite numbers.
    Derived in notebook 08.
    """
    Z = as_cases(Z, "Z")
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
    highest = Z.max(axis=1)
    log_sum = highest + np.log(np.exp(Z - highest[:, None]).sum(axis=1))
    return float((log_sum - Z[np.arange(len(y)), y]).mean() + 0.5 * lam * np.sum(W**2))


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
    return as_cases(X).T @ residual / len(y) + lam * W, residual.mean(axis=0)


def _scores(W, b, X, y, lam):
    X, W, b, lam = as_cases(X), as_cases(W, "W"), as_finite(b, "b"), as_strength(lam)
    if W.shape != (X.shape[1], len(b)):
        raise ValueError(
            f"W must have a row for each of the {X.shape[1]} features and a column for each of the "
            f"{len(b)} classes of b, but has shape {W.shape}."
        )
    return X @ W + b, as_classes(y, len(X), len(b)), W, lam


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

    Newton's method over all d K + K parameters at once; the step is halved while the cost would
    rise. A common part of all biases changes no probability: of the equally good ones, those are
    returned whose sum is zero.
    weights: how much each case counts; a weight of 2 is the case given twice.
    Shapes: X (n, d), y (n,) of 0 … K - 1 with every class, weights (n,) -> W (d, K), b (K,), steps.
    Memory: (d K + K)² numbers, so for some thousand parameters at most.
    Warns: RuntimeWarning where max_steps were not enough.
    Shown in notebook 08.
    """
    X, lam, tol = as_cases(X), as_strength(lam), as_positive(tol, "tol")
    K = int(np.max(as_finite(y, "y"))) + 1
    y = as_classes(y, len(X), K)
    A = np.column_stack([X, np.ones(len(X))])
    price = lam * np.append(np.ones(X.shape[1]), 0.0)[:, None]
    problem = A, y, _shares(weights, y, K), price
    theta = np.zeros((A.shape[1], K))  # W above, b below
    costs = [_weighed(*problem, theta)]
    for _ in range(as_count(max_steps, "max_steps", least=1)):
        move = _softmax_move(*problem, theta)
        theta, cost = _shorter_until_lower(problem, theta, move, costs[-1])
        costs.append(cost)
        if np.abs(A @ move).max() <= tol * max(1.0, np.abs(A @ theta).max()):
            break
    else:
        warnings.warn(UNSETTLED.format(max_steps), RuntimeWarning, stacklevel=2)
    return theta[:-1], theta[-1], len(costs) - 1


def _shares(weights: ArrayLike | None, y: NDArray[np.intp], K: int) -> Floats:
    """Return each case's share in the mean: 1 / n, or its weight over the sum of weights."""
    shares = np.ones(len(y)) if weights is None else as_finite(weights, "weights")
    if shares.shape != y.shape or (shares < 0).any():
        raise ValueError(f"weights must be {len(y)} numbers, 0 or more, one for each case.")
    empty = np.flatnonzero(np.bincount(y, weights=shares, minlength=K) == 0)
    if len(empty):
        raise ValueError(f"class {empty[0]} has no case: number the classes from 0 without gaps.")
    return shares / shares.sum()


def _weighed(A: Floats, y: NDArray[np.intp], share: Floats, price: Floats, theta: Floats) -> float:
    """Return the cost at theta, W above and b below."""
    Z = A @ theta
    highest = Z.max(axis=1)
    log_sum = highest + np.log(np.exp(Z - highest[:, None]).sum(axis=1))
    return float(share @ (log_sum - Z[np.arange(len(y)), y]) + 0.5 * np.sum(price * theta**2))


def _softmax_move(
    A: Floats, y: NDArray[np.intp], share: Floats, price: Floats, theta: Floats
) -> Floats:
    """Return H⁻¹ g, shaped as theta."""
    m, K = theta.shape
    P = softmax(A @ theta)
    slope = A.T @ (share[:, None] * (P - np.eye(K)[y])) + price * theta
    hessian = np.zeros((K, m, K, m))
    for k in range(K):
        for j in range(k + 1):
            bend = (A.T * (share * P[:, k] * ((j == k) - P[:, j]))) @ A
            hessian[k, :, j] = hessian[j, :, k] = bend
        hessian[k, range(m), k, range(m)] += price[:, 0]
    hessian[:, -1, :, -1] += 1 / K  # holds the sum of the biases at zero, and nothing else
    hessian = hessian.reshape(K * m, K * m)
    if price.any():
        return np.linalg.solve(hessian, slope.T.ravel()).reshape(K, m).T
    return np.linalg.lstsq(hessian, slope.T.ravel(), rcond=None)[0].reshape(K, m).T


def _shorter_until_lower(problem, theta: Floats, move: Floats, here: float) -> tuple[Floats, float]:
    for part in 0.5 ** np.arange(30):
        there = theta - part * move
        cost = _weighed(*problem, there)
        if cost <= here * (1 + 1e-12):  # the last steps move the cost by rounding alone
            break
    return there, cost

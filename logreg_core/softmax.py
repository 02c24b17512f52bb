"""Chapter 8, more than two classes: one score for each class, and softmax in place of σ.

W (d, K) and b (K,) hold one column of weights and one bias for each class; y holds the number of
the true class, 0 to K - 1. With K = 2 it is chapters 1 to 5 again, with w = W[:, 1] - W[:, 0].
"""

import numpy as np
from numpy.typing import ArrayLike

from ._door import Floats, as_cases, as_classes, as_finite, as_strength


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

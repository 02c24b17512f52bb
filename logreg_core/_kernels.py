"""The formulas that several chapters share, without checks: the public functions check first.

Every function takes finite float64 arrays and returns what the formula gives, infinity where that
is beyond 1e308; the caller chooses which warnings NumPy gives (np.errstate).
"""

import numpy as np

from ._validation import Floats

SMALL = 2.0**-520  # a power of two costs no rounding; of two such numbers no product overflows


def scores(w: Floats, b: float, X: Floats) -> Floats:
    """Return z = X w + b, computed in smaller units where a term overflows but the sum does not."""
    z = X @ w + b
    return z if np.isfinite(z).all() else _scores_scaled(w, b, X)


def _scores_scaled(w: Floats, b: float, X: Floats) -> Floats:
    return ((SMALL * X) @ (SMALL * w) + SMALL * b * SMALL) / SMALL / SMALL


def logistic(z: Floats) -> Floats:
    """Return σ(z) = 1 / (1 + exp(-z))."""
    return _sigma(z, np.exp(-np.abs(z)))


def _sigma(z: Floats, e: Floats) -> Floats:
    """Return σ(z) from e = exp(-|z|), which cannot overflow."""
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def losses_and_residuals(z: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return the loss and the residual p - y of each sample, from one exponential.

    With m = (1 - 2y) z, which is z or -z, the loss is log(1 + exp(m)), written as
    max(m, 0) + log1p(exp(-|m|)), and p - y is σ(m) with that sign: no probability is formed that
    could round to 0 or 1.
    """
    sign = 1.0 - 2.0 * y  # -1 for class 1, 1 for class 0
    m = sign * z
    e = np.exp(-np.abs(m))
    return np.maximum(m, 0.0) + np.log1p(e), sign * _sigma(m, e)  # log(1 + exp(m)) and p - y


def l2_penalty(w: Floats, lam: float) -> float:
    """Return ½ λ ‖w‖²; it is 0 at λ = 0, even where a square overflows."""
    return 0.5 * float((lam * w) @ w)


def gradient_of(residual: Floats, w: Floats, X: Floats, lam: float) -> tuple[Floats, float]:
    """Return (1/n) Xᵀ residual + λ w and the mean residual."""
    n = len(X)
    return X.T @ (residual / n) + lam * w, float(residual.sum()) / n


def cost_and_gradient(
    w: Floats, b: float, X: Floats, y: Floats, lam: float
) -> tuple[float, Floats, float]:
    """Return J = mean loss + ½ λ ‖w‖² and its slopes (dw, db); the scores are computed once."""
    losses, residual = losses_and_residuals(X @ w + b, y)
    return float(losses.sum()) / len(y) + l2_penalty(w, lam), *gradient_of(residual, w, X, lam)

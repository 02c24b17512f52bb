"""Chapter 4, L2 regularization: what keeps the weights from growing for ever."""

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import check_lam, check_params
from .loss import log_loss


def l2_penalty(w: ArrayLike, lam: float) -> float:
    """Return the price of large weights. The bias is not part of it.

    Formula: ½ λ ‖w‖² = ½ λ Σ w².
    Shapes: w (d,), lam a number ≥ 0 -> a number.
    Errors: ValueError for a negative lam.
    Derived in notebook 04.
    """
    w, _ = check_params(w, 0.0)
    with np.errstate(over="ignore", under="ignore"):  # a square beyond 1e308 is infinite
        return _kernels.l2_penalty(w, check_lam(lam))


def cost(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0) -> float:
    """Return what training makes small: the mean loss plus the price of large weights.

    Formula: J(w, b) = (1/n) Σ [log(1 + exp(z)) - y z] + ½ λ ‖w‖².
    scikit-learn's C = 1 / (n λ) has its optimum at the same w and b.
    Shapes: w (d,), b a number, X (n, d), y (n,) -> a number.
    Derived in notebook 04.
    """
    return log_loss(w, b, X, y) + l2_penalty(w, lam)

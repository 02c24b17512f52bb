"""Chapter 4, L2 regularization: what keeps the weights from growing for ever."""

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import check_lam, check_params
from .loss import log_loss


def l2_penalty(w: ArrayLike, lam: float) -> float:
    """Compute the L2 penalty of the weights.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights. The bias has no penalty.
    lam : float
        Strength λ of the penalty, 0 or more.

    Returns
    -------
    float
        The penalty.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If `lam` is negative, `w` is not one-dimensional, or a value is missing or infinite.

    See Also
    --------
    cost : The log loss plus this penalty.
    sklearn.linear_model.LogisticRegression : Sets the strength by ``C = 1 / (n λ)``.

    Notes
    -----
    The formula is ``½ λ ‖w‖² = ½ λ Σ w²``. Derived in notebook 04.

    Examples
    --------
    >>> from logreg_core import l2_penalty
    >>> l2_penalty([3.0, 4.0], 0.1)
    1.25
    """
    w, _ = check_params(w, 0.0)
    with np.errstate(over="ignore", under="ignore"):  # a square beyond 1e308 is infinite
        return _kernels.l2_penalty(w, check_lam(lam))


def cost(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0) -> float:
    """Compute the cost that training minimises: the mean log loss plus the L2 penalty.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept). It has no penalty.
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1.
    lam : float, default 0
        Strength λ of the penalty, 0 or more.

    Returns
    -------
    float
        The cost J; its first term is in nats per sample.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, `y` holds anything but 0 and 1,
        or `lam` is negative.

    See Also
    --------
    log_loss : The first term.
    l2_penalty : The second term.
    gradient : The derivatives of the cost.
    sklearn.linear_model.LogisticRegression : Minimises the same cost, multiplied by a constant.

    Notes
    -----
    The formula is ``J(w, b) = (1/n) Σ [log(1 + exp(z)) - y z] + ½ λ ‖w‖²`` with
    ``z = X w + b``. scikit-learn's ``LogisticRegression(C=1 / (n λ))`` has its optimum at the
    same w and b. Derived in notebook 04.

    Examples
    --------
    >>> from logreg_core import cost
    >>> X, y = [[1.0, 2.0], [3.0, 1.0]], [0, 1]
    >>> round(cost([1.0, -1.0], 0.5, X, y), 3)
    0.276
    >>> round(cost([1.0, -1.0], 0.5, X, y, lam=0.1), 3)
    0.376
    """
    return log_loss(w, b, X, y) + l2_penalty(w, lam)

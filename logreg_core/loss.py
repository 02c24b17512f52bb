"""Chapter 3, the logistic loss: how wrong is a probability?"""

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import Floats, check_y
from .prediction import score


def sample_losses(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike) -> Floats:
    """Compute the log loss of every sample.

    The loss of a sample is minus the logarithm of the probability that the model gives to its
    true class.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept).
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1.

    Returns
    -------
    ndarray, shape (n,)
        Losses in nats.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, or `y` holds anything but 0
        and 1.

    See Also
    --------
    log_loss : The mean of these losses.

    Notes
    -----
    The loss is ``-log(p)`` where ``y = 1`` and ``-log(1 - p)`` where ``y = 0``. It is computed
    from the score as ``log(1 + exp(z)) - y z``, which is ``log(1 + exp(-z))`` for ``y = 1`` and
    ``log(1 + exp(z))`` for ``y = 0``. This forms no probability that could round to 0 or 1, so
    it is right for every finite score. scikit-learn's ``HalfBinomialLoss`` has the same form.
    Derived in notebook 03.

    Examples
    --------
    >>> from logreg_core import sample_losses
    >>> sample_losses([1.0, -1.0], 0.5, [[1.0, 2.0], [3.0, 1.0]], [0, 1]).round(3)
    array([0.474, 0.079])
    """
    z = score(w, b, X)
    y = check_y(y, len(z), np.size(w))
    with np.errstate(under="ignore"):  # a loss below 1e-308 is 0
        return _kernels.losses_and_residuals(z, y)[0]


def log_loss(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike) -> float:
    """Compute the mean log loss over the samples.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept).
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1.

    Returns
    -------
    float
        Mean loss in nats per sample.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, or `y` holds anything but 0
        and 1.

    See Also
    --------
    sample_losses : The loss of every sample.
    cost : The log loss plus the L2 penalty.
    sklearn.metrics.log_loss : The same loss, computed from probabilities.

    Notes
    -----
    The formula is ``(1/n) Σ [log(1 + exp(z)) - y z]`` with ``z = X w + b``. At zero weights and
    zero bias it is log 2 = 0.693... Derived in notebook 03.

    Examples
    --------
    >>> from logreg_core import log_loss
    >>> X, y = [[1.0, 2.0], [3.0, 1.0]], [0, 1]
    >>> round(log_loss([1.0, -1.0], 0.5, X, y), 3)
    0.276
    >>> round(log_loss([0.0, 0.0], 0.0, X, y), 3)
    0.693
    """
    with np.errstate(all="ignore"):  # a sum beyond 1e308 is infinite
        return float(sample_losses(w, b, X, y).mean())

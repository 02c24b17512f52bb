"""Chapter 1, the logistic function: from a score to a probability and back."""

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import Floats, check_floats, check_probabilities


def logistic(z: ArrayLike) -> Floats:
    """Return the probability of class 1 for a score.

    Parameters
    ----------
    z : array_like
        Scores (log-odds), any shape, from -inf to inf.

    Returns
    -------
    float or ndarray, shape of `z`
        Probabilities from 0 to 1.

    Raises
    ------
    TypeError
        If `z` does not hold real numbers.
    ValueError
        If `z` holds NaN or another missing value.

    See Also
    --------
    logit : The inverse, from a probability to a score.
    predict_proba : The probabilities of samples.
    scipy.special.expit : The same function in SciPy.

    Notes
    -----
    The formula is ``p = 1 / (1 + exp(-z)) = exp(z) / (1 + exp(z))``. Its slope is
    ``dp/dz = p (1 - p)``. Derived in notebook 01.

    Examples
    --------
    >>> from logreg_core import logistic
    >>> logistic([-2.0, 0.0, 2.0]).round(3)
    array([0.119, 0.5  , 0.881])
    """
    z = check_floats(z, "z")
    with np.errstate(under="ignore"):  # whatever np.seterr says, exp(-800) is 0
        return _kernels.logistic(z)


def logit(p: ArrayLike) -> Floats:
    """Return the score (log-odds) of a probability.

    Parameters
    ----------
    p : array_like
        Probabilities from 0 to 1, any shape.

    Returns
    -------
    float or ndarray, shape of `p`
        Scores in log-odds, -inf where `p` is 0 and inf where `p` is 1.

    Raises
    ------
    TypeError
        If `p` does not hold real numbers.
    ValueError
        If a value is missing or not between 0 and 1.

    See Also
    --------
    logistic : The inverse, from a score to a probability.
    scipy.special.logit : The same function in SciPy.

    Notes
    -----
    The formula is ``z = log(p / (1 - p))``. Derived in notebook 01.

    Examples
    --------
    >>> from logreg_core import logit
    >>> logit([0.5, 0.75, 1.0]).round(3)
    array([0.   , 1.099,   inf])
    """
    p = check_probabilities(p)
    with np.errstate(all="ignore"):  # the ends are infinite on purpose
        # Two ways to write the same: 2p - 1 is exact from 1/4 up, the odds are best below.
        return np.where(p < 0.25, np.log(p / (1.0 - p)), 2.0 * np.arctanh(2.0 * p - 1.0))[()]

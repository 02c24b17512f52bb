"""Chapter 1, the logistic function: from a score to a probability and back."""

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import Floats, check_floats, check_probabilities


def logistic(z: ArrayLike) -> Floats:
    """Return the probability that belongs to the score (the log-odds) z.

    Formula: p = 1 / (1 + exp(-z)) = exp(z) / (1 + exp(z)).
    Shapes: any; p has the shape of z. z is in log-odds, from -inf to inf; p is from 0 to 1.
    Errors: TypeError for what is not a number, ValueError for NaN.
    Derived in notebook 01. Slope: dp/dz = p (1 - p).
    """
    z = check_floats(z, "z")
    with np.errstate(under="ignore"):  # whatever np.seterr says, exp(-800) is 0
        return _kernels.logistic(z)


def logit(p: ArrayLike) -> Floats:
    """Return the log-odds of the probability p: the inverse of `logistic`.

    Formula: z = log(p / (1 - p)); logit(0) = -inf, logit(1) = inf.
    Shapes: any; z has the shape of p.
    Errors: ValueError where p is not between 0 and 1.
    Derived in notebook 01.
    """
    p = check_probabilities(p)
    with np.errstate(all="ignore"):  # the ends are infinite on purpose
        # Two ways to write the same: 2p - 1 is exact from 1/4 up, the odds are best below.
        return np.where(p < 0.25, np.log(p / (1.0 - p)), 2.0 * np.arctanh(2.0 * p - 1.0))[()]

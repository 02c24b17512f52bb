"""Chapter 3, the logistic loss: how wrong is a probability?"""

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import Floats, check_y
from .prediction import score


def sample_losses(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike) -> Floats:
    """Return the loss of every case: minus the log of the probability given to its true class.

    Formula: -log(p) where y = 1 and -log(1 - p) where y = 0, computed from the score as
    log(1 + exp(z)) - y z, which is log(1 + exp(-z)) for y = 1 and log(1 + exp(z)) for y = 0.
    No probability is ever formed, so none can round to 0 or 1: right for every finite score.
    Shapes: w (d,), b a number, X (n, d), y (n,) of 0 and 1 -> (n,), in nats.
    Derived in notebook 03. The form is that of scikit-learn's HalfBinomialLoss.
    """
    z = score(w, b, X)
    y = check_y(y, len(z), np.size(w))
    with np.errstate(under="ignore"):  # a loss below 1e-308 is 0
        return _kernels.losses_and_residuals(z, y)[0]


def log_loss(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike) -> float:
    """Return the mean of the cases' losses.

    Formula: (1/n) Σ [log(1 + exp(z)) - y z]; log 2 = 0.693... at zero weights.
    Shapes: w (d,), b a number, X (n, d), y (n,) -> a number, in nats a case.
    Derived in notebook 03.
    """
    with np.errstate(all="ignore"):  # a sum beyond 1e308 is infinite
        return float(sample_losses(w, b, X, y).mean())

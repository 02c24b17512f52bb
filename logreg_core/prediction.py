"""Chapter 2, predictions: from a case to a score, a probability and a class."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _kernels
from ._validation import Floats, check_number, check_params, check_X
from .logistic import logistic


def score(w: ArrayLike, b: float, X: ArrayLike) -> Floats:
    """Return the score z of every case: the weighted sum of its features, plus the bias.

    Formula: z = X w + b, the log-odds of class 1.
    Shapes: w (d,), b a number, X (n, d) -> z (n,).
    Errors: ValueError for shapes that do not fit, NaN or infinite values.
    Derived in notebook 02.
    """
    X = check_X(X)
    w, b = check_params(w, b, *X.shape[::-1])
    with np.errstate(all="ignore"):  # a score beyond 1e308 is infinite
        return _kernels.scores(w, b, X)


def predict_proba(w: ArrayLike, b: float, X: ArrayLike) -> Floats:
    """Return each case's probability of class 1 (benign, for the tumours).

    Formula: p = logistic(X w + b).
    Shapes: w (d,), b a number, X (n, d) -> p (n,).
    Derived in notebook 02.
    """
    return logistic(score(w, b, X))


def predict(w: ArrayLike, b: float, X: ArrayLike, *, threshold: float = 0.5) -> NDArray[np.int64]:
    """Return each case's predicted class: 1 where p > threshold, else 0.

    The comparison is strict, as in scikit-learn's LogisticRegression: at zero weights every p
    is 1/2 and every case is class 0 (malignant, for the tumours).
    Shapes: w (d,), b a number, X (n, d) -> y_hat (n,), whole numbers.
    Errors: ValueError for a threshold outside 0 to 1.
    Derived in notebook 02.
    """
    threshold = check_number(threshold, "threshold")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold must lie between 0 and 1, but {threshold:g} came.")
    return (predict_proba(w, b, X) > threshold).astype(np.int64)

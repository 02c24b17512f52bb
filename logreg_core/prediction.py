"""Chapter 2, predictions: from a case to a score, a probability and a class."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _kernels
from ._validation import Floats, check_number, check_params, check_X
from .logistic import logistic


def score(w: ArrayLike, b: float, X: ArrayLike) -> Floats:
    """Compute the score (decision function) of every sample.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept).
    X : array_like, shape (n, d)
        Features, one row per sample.

    Returns
    -------
    ndarray, shape (n,)
        Scores: the log-odds of class 1.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, or a value is missing or infinite.

    See Also
    --------
    predict_proba : The score as a probability.
    predict : The score as a class.
    sklearn.linear_model.LogisticRegression.decision_function : The score of a fitted model.

    Notes
    -----
    The formula is ``z = X w + b``: the weighted sum of the features, plus the bias. Derived in
    notebook 02.

    Examples
    --------
    >>> from logreg_core import score
    >>> score([1.0, -1.0], 0.5, [[1.0, 2.0], [3.0, 1.0]])
    array([-0.5,  2.5])
    """
    X = check_X(X)
    w, b = check_params(w, b, *X.shape[::-1])
    with np.errstate(all="ignore"):  # a score beyond 1e308 is infinite
        return _kernels.scores(w, b, X)


def predict_proba(w: ArrayLike, b: float, X: ArrayLike) -> Floats:
    """Compute the probability of class 1 for every sample.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept).
    X : array_like, shape (n, d)
        Features, one row per sample.

    Returns
    -------
    ndarray, shape (n,)
        Probabilities of class 1 (benign, for the tumours).

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, or a value is missing or infinite.

    See Also
    --------
    score : The log-odds of class 1.
    predict : The predicted class.
    sklearn.linear_model.LogisticRegression.predict_proba : A column for each class.

    Notes
    -----
    The formula is ``p = logistic(X w + b)``. Derived in notebook 02.

    Examples
    --------
    >>> from logreg_core import predict_proba
    >>> predict_proba([1.0, -1.0], 0.5, [[1.0, 2.0], [3.0, 1.0]]).round(3)
    array([0.378, 0.924])
    """
    return logistic(score(w, b, X))


def predict(w: ArrayLike, b: float, X: ArrayLike, *, threshold: float = 0.5) -> NDArray[np.int64]:
    """Predict the class of every sample.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept).
    X : array_like, shape (n, d)
        Features, one row per sample.
    threshold : float, default 0.5
        Probability from 0 to 1 above which a sample is in class 1.

    Returns
    -------
    ndarray of int, shape (n,)
        1 where ``p > threshold``, else 0.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, or `threshold` is not between
        0 and 1.

    See Also
    --------
    predict_proba : The probability that is compared with the threshold.
    sklearn.linear_model.LogisticRegression.predict : The class with the highest probability.
    sklearn.model_selection.FixedThresholdClassifier : Another threshold for any classifier.

    Notes
    -----
    The comparison is strict, as in scikit-learn's LogisticRegression: at zero weights and zero
    bias every probability is 1/2 and every sample is in class 0 (malignant, for the tumours).
    Derived in notebook 02.

    Examples
    --------
    >>> from logreg_core import predict
    >>> X = [[1.0, 2.0], [3.0, 1.0]]
    >>> predict([1.0, -1.0], 0.5, X)
    array([0, 1])
    >>> predict([1.0, -1.0], 0.5, X, threshold=0.95)
    array([0, 0])
    """
    threshold = check_number(threshold, "threshold")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold must lie between 0 and 1, got {threshold:g}.")
    return (predict_proba(w, b, X) > threshold).astype(np.int64)

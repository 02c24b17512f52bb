"""Chapter 7, evaluation: was it any good, and for whom?

In all of these, y holds the true classes, y_hat the predicted ones, p the probabilities of
class 1. `pos_label` names the class that is looked for: 1 (benign) unless told otherwise; to
count what matters to a patient, ask for pos_label=0 (malignant).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._validation import (
    Floats,
    check_finite,
    check_int,
    check_number,
    check_probabilities,
    check_row,
    check_y,
)


class Confusion(NamedTuple):
    """Count the four outcomes, in the order of scikit-learn's confusion matrix.

    Parameters
    ----------
    tn : int
        True negatives: negative, predicted negative.
    fp : int
        False positives: negative, predicted positive (false alarms).
    fn : int
        False negatives: positive, predicted negative (misses).
    tp : int
        True positives: positive, predicted positive (hits).

    See Also
    --------
    confusion : Returns these counts.
    sklearn.metrics.confusion_matrix : The same counts as a 2 by 2 array.

    Examples
    --------
    >>> from logreg_core.metrics import Confusion
    >>> Confusion(tn=1, fp=1, fn=1, tp=2).tp
    2
    """

    tn: int  # negative, called negative
    fp: int  # negative, called positive: a false alarm
    fn: int  # positive, called negative: a miss
    tp: int  # positive, called positive: a hit


def confusion(y: ArrayLike, y_hat: ArrayLike, *, pos_label: int = 1) -> Confusion:
    """Count true and false negatives and positives.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1.
    y_hat : array_like, shape (n,)
        Predicted classes, 0 or 1.
    pos_label : {0, 1}, default 1
        The positive class: 1 is benign, 0 is malignant for the tumours.

    Returns
    -------
    Confusion
        The counts ``(tn, fp, fn, tp)``.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing, or a class is neither 0 nor 1.

    See Also
    --------
    precision, recall, f1_score : Metrics computed from these counts.
    sklearn.metrics.confusion_matrix : The same counts as a 2 by 2 array.

    Notes
    -----
    Derived in notebook 07.

    Examples
    --------
    >>> from logreg_core import confusion
    >>> confusion([0, 0, 1, 1, 1], [0, 1, 1, 1, 0])
    Confusion(tn=1, fp=1, fn=1, tp=2)
    """
    truth, call = _binarise(y, y_hat, pos_label)
    counts = (~truth & ~call, ~truth & call, truth & ~call, truth & call)
    return Confusion(*(int(count.sum()) for count in counts))


def accuracy(y: ArrayLike, y_hat: ArrayLike) -> float:
    """Compute the share of correct predictions.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1.
    y_hat : array_like, shape (n,)
        Predicted classes, 0 or 1.

    Returns
    -------
    float
        Accuracy from 0 to 1.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing, or a class is neither 0 nor 1.

    See Also
    --------
    confusion : The counts behind it.
    sklearn.metrics.accuracy_score : The same metric in scikit-learn.

    Notes
    -----
    The formula is ``(tp + tn) / n``.

    Examples
    --------
    >>> from logreg_core import accuracy
    >>> accuracy([0, 0, 1, 1, 1], [0, 1, 1, 1, 0])
    0.6
    """
    truth, call = _binarise(y, y_hat, 1)
    return float((truth == call).mean())


def precision(y: ArrayLike, y_hat: ArrayLike, *, pos_label: int = 1) -> float:
    """Compute the share of predicted positives that are positive.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1.
    y_hat : array_like, shape (n,)
        Predicted classes, 0 or 1.
    pos_label : {0, 1}, default 1
        The positive class: 1 is benign, 0 is malignant for the tumours.

    Returns
    -------
    float
        Precision from 0 to 1; 0 where nothing is predicted positive.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing, or a class is neither 0 nor 1.

    See Also
    --------
    recall : The share of the positives that are found.
    f1_score : The harmonic mean of precision and recall.
    sklearn.metrics.precision_score : The same metric in scikit-learn.

    Notes
    -----
    The formula is ``tp / (tp + fp)``. Derived in notebook 07.

    Examples
    --------
    >>> from logreg_core import precision
    >>> y, y_hat = [0, 0, 1, 1, 1], [0, 1, 1, 1, 0]
    >>> round(precision(y, y_hat), 3)
    0.667
    >>> precision(y, y_hat, pos_label=0)
    0.5
    """
    _, fp, _, tp = confusion(y, y_hat, pos_label=pos_label)
    return _safe_divide(tp, tp + fp)


def recall(y: ArrayLike, y_hat: ArrayLike, *, pos_label: int = 1) -> float:
    """Compute the share of the positives that are predicted positive.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1.
    y_hat : array_like, shape (n,)
        Predicted classes, 0 or 1.
    pos_label : {0, 1}, default 1
        The positive class: 1 is benign, 0 is malignant for the tumours.

    Returns
    -------
    float
        Recall from 0 to 1; 0 where there is no positive.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing, or a class is neither 0 nor 1.

    See Also
    --------
    precision : The share of predicted positives that are positive.
    f1_score : The harmonic mean of precision and recall.
    sklearn.metrics.recall_score : The same metric in scikit-learn.

    Notes
    -----
    The formula is ``tp / (tp + fn)``. For the tumours, ``pos_label=0`` gives the sensitivity to
    malignant tumours and ``pos_label=1`` the specificity. Derived in notebook 07.

    Examples
    --------
    >>> from logreg_core import recall
    >>> y, y_hat = [0, 0, 1, 1, 1], [0, 1, 1, 1, 0]
    >>> round(recall(y, y_hat), 3)
    0.667
    >>> recall(y, y_hat, pos_label=0)
    0.5
    """
    _, _, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return _safe_divide(tp, tp + fn)


def f1_score(
    y: ArrayLike, y_hat: ArrayLike, *, average: str = "binary", pos_label: int = 1
) -> float:
    """Compute the harmonic mean of precision and recall, or its average over the classes.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1.
    y_hat : array_like, shape (n,)
        Predicted classes, 0 or 1.
    average : {"binary", "macro", "weighted"}, default "binary"
        "binary" is the F1 of the class `pos_label`. "macro" is the plain mean over the classes
        that occur. "weighted" is the mean weighted by how often each class is true.
    pos_label : {0, 1}, default 1
        The positive class where `average` is "binary".

    Returns
    -------
    float
        F1 from 0 to 1; 0 where there is neither a positive nor a predicted positive.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing, a class is neither 0 nor 1, or `average` is
        unknown.

    See Also
    --------
    precision : The share of predicted positives that are positive.
    recall : The share of the positives that are predicted positive.
    sklearn.metrics.f1_score : The same metric in scikit-learn.

    Notes
    -----
    The formula is ``F1 = 2 tp / (2 tp + fp + fn)``. It agrees with scikit-learn's ``f1_score``.
    Derived in notebook 07.

    Examples
    --------
    >>> from logreg_core import f1_score
    >>> y, y_hat = [0, 0, 1, 1, 1], [0, 1, 1, 1, 0]
    >>> round(f1_score(y, y_hat), 3)
    0.667
    >>> round(f1_score(y, y_hat, average="macro"), 3)
    0.583
    """
    y, y_hat = _both(y, y_hat)
    if average == "binary":
        return _f1(y, y_hat, pos_label)
    classes = np.union1d(y, y_hat)
    each = [_f1(y, y_hat, c) for c in classes]
    if average == "macro":
        return float(np.mean(each))
    if average == "weighted":
        return float(np.average(each, weights=[(y == c).sum() for c in classes]))
    raise ValueError(f'average must be "binary", "macro" or "weighted", got {average!r}.')


def roc_curve(y: ArrayLike, p: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Compute the ROC curve: both rates at every useful threshold.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1; both must occur.
    p : array_like, shape (n,)
        Probabilities of class 1, or any finite scores: only their order matters.

    Returns
    -------
    fpr : ndarray, shape (m + 1,)
        False-positive rates, for the m different values of `p`.
    tpr : ndarray, shape (m + 1,)
        True-positive rates.
    thresholds : ndarray, shape (m + 1,)
        Thresholds, falling from inf.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, or `y` has one class only.

    See Also
    --------
    auc : The area under the curve.
    sklearn.metrics.roc_curve : The same curve, by default without collinear points.

    Notes
    -----
    Point k counts the samples with ``p ≥ thresholds[k]`` as positive. The first threshold is inf,
    so the curve runs from (0, 0) to (1, 1). Derived in notebook 07.

    Examples
    --------
    >>> from logreg_core import roc_curve
    >>> fpr, tpr, thresholds = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> fpr
    array([0. , 0. , 0.5, 0.5, 1. ])
    >>> tpr
    array([0. , 0.5, 0.5, 1. , 1. ])
    >>> thresholds
    array([ inf, 0.8 , 0.4 , 0.35, 0.1 ])
    """
    p = check_row(check_finite(p, "p"), "p")
    y = check_y(y, len(p), both=True, other=(p, "p"))
    thresholds, group = np.unique(-p, return_inverse=True)  # from the highest p down
    positives = np.cumsum(np.bincount(group, weights=y))
    negatives = np.cumsum(np.bincount(group, weights=1 - y))
    fpr = np.append(0.0, negatives / negatives[-1])
    tpr = np.append(0.0, positives / positives[-1])
    return fpr, tpr, np.append(np.inf, -thresholds)


def auc(fpr: ArrayLike, tpr: ArrayLike) -> float:
    """Compute the area under a ROC curve by the trapezoidal rule.

    Parameters
    ----------
    fpr : array_like, shape (m,)
        False-positive rates from 0 to 1, at least two, never falling.
    tpr : array_like, shape (m,)
        True-positive rates from 0 to 1, never falling.

    Returns
    -------
    float
        The area, from 0 to 1.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If a rate is missing or not between 0 and 1, `fpr` or `tpr` falls, there are fewer than two
        points, the shapes do not fit, or the arguments look like classes and probabilities.

    See Also
    --------
    roc_curve : The curve.
    sklearn.metrics.auc : The same rule for any curve.
    sklearn.metrics.roc_auc_score : The area from classes and scores.

    Notes
    -----
    The formula is ``Σ_k (fpr[k + 1] - fpr[k]) (tpr[k + 1] + tpr[k]) / 2``. For a ROC curve the
    area is the probability that a sample of class 1 has a higher score than a sample of class 0
    (ties count half): 1 is perfect, ½ is chance, and below ½ is worse than chance. Derived in
    notebook 07.

    Examples
    --------
    >>> from logreg_core import auc
    >>> auc([0.0, 0.0, 0.5, 0.5, 1.0], [0.0, 0.5, 0.5, 1.0, 1.0])
    0.75
    """
    fpr = check_row(check_probabilities(fpr, "fpr"), "fpr")
    tpr = check_row(check_probabilities(tpr, "tpr"), "tpr", len(fpr))
    if len(fpr) < 2 or (np.diff(fpr) < 0).any():
        raise ValueError("fpr must hold at least two points and never fall: sort both by fpr.")
    labels = {*fpr.tolist()} == {0.0, 1.0} and tpr[0] > 0 and tpr[-1] < 1
    if labels or (np.diff(tpr) < 0).any():
        raise ValueError(
            "expected the rates of a ROC curve, got a tpr that falls, or labels and probabilities: "
            "from those, y and p, take auc(*roc_curve(y, p)[:2])."
        )
    with np.errstate(under="ignore"):
        return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))


def calibration_curve(
    y: ArrayLike, p: ArrayLike, *, n_bins: int = 10
) -> tuple[Floats, Floats, Floats]:
    """Compare predicted probabilities with observed proportions of class 1, bin by bin.

    Parameters
    ----------
    y : array_like, shape (n,)
        True classes, 0 or 1.
    p : array_like, shape (n,)
        Probabilities of class 1.
    n_bins : int, default 10
        Number of bins of equal width between 0 and 1, at least 1.

    Returns
    -------
    prob_true : ndarray, shape (m,)
        Proportion of class 1 in each of the m bins that hold a sample.
    prob_pred : ndarray, shape (m,)
        Mean predicted probability in these bins.
    count : ndarray of int, shape (m,)
        Number of samples in these bins.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing, a probability is not between 0 and 1, `y`
        holds anything but 0 and 1, or `n_bins` is below 1.

    See Also
    --------
    roc_curve : Judges the order of the probabilities alone.
    sklearn.calibration.calibration_curve : The same without the counts.

    Notes
    -----
    A probability on the edge of two bins belongs to the lower one. Derived in notebook 07.

    Examples
    --------
    >>> from logreg_core import calibration_curve
    >>> y, p = [0, 0, 1, 1], [0.1, 0.2, 0.7, 0.9]
    >>> prob_true, prob_pred, count = calibration_curve(y, p, n_bins=2)
    >>> prob_true, prob_pred.round(2), count
    (array([0., 1.]), array([0.15, 0.8 ]), array([2, 2]))
    """
    p = check_row(check_probabilities(p), "p")
    y = check_y(y, len(p), other=(p, "p"))
    n_bins = check_int(n_bins, "n_bins", least=1)
    edges = np.linspace(0.0, 1.0, n_bins + 1)[1:-1]
    group = np.searchsorted(edges, p)  # a p on an edge belongs to the bin below, as elsewhere
    count = np.bincount(group, minlength=n_bins)
    full = count > 0
    with np.errstate(under="ignore"):
        prob_pred = np.bincount(group, weights=p, minlength=n_bins)[full] / count[full]
    prob_true = np.bincount(group, weights=y, minlength=n_bins)[full] / count[full]
    return prob_true, prob_pred, count[full]


def _both(y: ArrayLike, y_hat: ArrayLike) -> tuple[Floats, Floats]:
    y = check_y(y, other=(y_hat, "y_hat"))
    return y, check_y(y_hat, len(y), name="y_hat")


def _binarise(y: ArrayLike, y_hat: ArrayLike, pos_label: int):
    y, y_hat = _both(y, y_hat)
    pos_label = check_number(pos_label, "pos_label")
    if pos_label not in (0, 1):
        raise ValueError(f"pos_label must be class 0 or 1, got {pos_label:g}.")
    return y == pos_label, y_hat == pos_label


def _f1(y: Floats, y_hat: Floats, pos_label: int) -> float:
    _, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return _safe_divide(2 * tp, 2 * tp + fp + fn)


def _safe_divide(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

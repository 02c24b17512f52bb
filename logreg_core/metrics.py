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
    """How often each of the four things happened, in the order of scikit-learn's matrix."""

    tn: int  # negative, called negative
    fp: int  # negative, called positive: a false alarm
    fn: int  # positive, called negative: a miss
    tp: int  # positive, called positive: a hit


def confusion(y: ArrayLike, y_hat: ArrayLike, *, pos_label: int = 1) -> Confusion:
    """Count the four kinds of cases: true and false, negatives and positives.

    Shapes: y (n,), y_hat (n,) of 0 and 1 -> Confusion(tn, fp, fn, tp).
    Derived in notebook 07.
    """
    truth, call = _binarise(y, y_hat, pos_label)
    counts = (~truth & ~call, ~truth & call, truth & ~call, truth & call)
    return Confusion(*(int(count.sum()) for count in counts))


def accuracy(y: ArrayLike, y_hat: ArrayLike) -> float:
    """Return the share of the cases that were called right: (tp + tn) / n."""
    truth, call = _binarise(y, y_hat, 1)
    return float((truth == call).mean())


def precision(y: ArrayLike, y_hat: ArrayLike, *, pos_label: int = 1) -> float:
    """Return the share of the alarms that were right: tp / (tp + fp); 0 without any alarm.

    Derived in notebook 07.
    """
    _, fp, _, tp = confusion(y, y_hat, pos_label=pos_label)
    return _safe_divide(tp, tp + fp)


def recall(y: ArrayLike, y_hat: ArrayLike, *, pos_label: int = 1) -> float:
    """Return the share of the positives that were found: tp / (tp + fn); 0 without any.

    With pos_label=0 this is the sensitivity to malignant tumours, with pos_label=1 their
    specificity.
    Derived in notebook 07.
    """
    _, _, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return _safe_divide(tp, tp + fn)


def f1_score(
    y: ArrayLike, y_hat: ArrayLike, *, average: str = "binary", pos_label: int = 1
) -> float:
    """Return the harmonic mean of precision and recall, or its average over the classes.

    Formula: F1 = 2 tp / (2 tp + fp + fn); 0 where all three are 0.
    average: "binary", the F1 of class `pos_label`; "macro", the plain mean over the classes that
    occur; "weighted", their mean weighted by how often each is true.
    Agrees with scikit-learn's f1_score.
    Derived in notebook 07.
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
    raise ValueError(f'average must be "binary", "macro" or "weighted", but {average!r} came.')


def roc_curve(y: ArrayLike, p: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return the false- and true-positive rate of class 1 for every threshold worth trying.

    Row k counts the cases with p ≥ thresholds[k] as positive; the first threshold is inf, so the
    curve runs from (0, 0) to (1, 1). p may be any score: only its order matters.
    Shapes: y (n,) with both classes, p (n,) -> fpr, tpr, thresholds, each (number of different
    p + 1,).
    Derived in notebook 07.
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
    """Return the area under the curve (fpr, tpr), by trapezoids.

    For a ROC curve this is the chance that a case of class 1 has a higher score than a case of
    class 0 (ties count half): 1 is perfect, ½ is a coin, below ½ is worse than a coin.
    Errors: ValueError for rates outside 0 to 1, a rate that falls, or fewer than two points.
    Derived in notebook 07.
    """
    fpr = check_row(check_probabilities(fpr, "fpr"), "fpr")
    tpr = check_row(check_probabilities(tpr, "tpr"), "tpr", len(fpr))
    if len(fpr) < 2 or (np.diff(fpr) < 0).any():
        raise ValueError("fpr must hold two points at least, and never fall: sort both by fpr.")
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
    """Compare what was promised with what came: in bins of p, the mean p and the share of 1s.

    Shapes: y (n,), p (n,) in n_bins equally wide bins -> mean p, share of class 1, and number of
    cases, for the bins that hold any.
    Derived in notebook 07.
    """
    p = check_row(check_probabilities(p), "p")
    y = check_y(y, len(p), other=(p, "p"))
    n_bins = check_int(n_bins, "n_bins", least=1)
    edges = np.linspace(0.0, 1.0, n_bins + 1)[1:-1]
    group = np.searchsorted(edges, p)  # a p on an edge belongs to the bin below, as elsewhere
    count = np.bincount(group, minlength=n_bins)
    full = count > 0
    with np.errstate(under="ignore"):
        mean_p = np.bincount(group, weights=p, minlength=n_bins)[full] / count[full]
    share = np.bincount(group, weights=y, minlength=n_bins)[full] / count[full]
    return mean_p, share, count[full]


def _both(y: ArrayLike, y_hat: ArrayLike) -> tuple[Floats, Floats]:
    y = check_y(y, other=(y_hat, "y_hat"))
    return y, check_y(y_hat, len(y), name="y_hat")


def _binarise(y: ArrayLike, y_hat: ArrayLike, pos_label: int):
    y, y_hat = _both(y, y_hat)
    pos_label = check_number(pos_label, "pos_label")
    if pos_label not in (0, 1):
        raise ValueError(f"pos_label must be class 0 or 1, but {pos_label:g} came.")
    return y == pos_label, y_hat == pos_label


def _f1(y: Floats, y_hat: Floats, pos_label: int) -> float:
    _, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return _safe_divide(2 * tp, 2 * tp + fp + fn)


def _safe_divide(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

"""Exercises of chapter 7."""

import numpy as np

from ..metrics import confusion, f1_score, precision, recall
from .checks import Exercise, Mistake

Y = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0])
Y_HAT = np.array([1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0])
NEVER = np.zeros(9)  # nothing is ever called positive
CASES = (
    ((Y, Y_HAT), {}),
    ((1 - Y, Y_HAT), {}),
    ((Y, NEVER), {}),
    ((Y, Y_HAT), {"positive": 0}),
)


def _ignoring_zero(f):
    """Return f as written without a thought for 0 / 0."""

    def wrong(y, y_hat, *, positive=1):
        value = f(y, y_hat, positive=positive)
        return value if value else np.nan

    return wrong


EXERCISES = {
    "confusion": Exercise(
        confusion,
        CASES,
        (
            Mistake(
                "misses_and_alarms",
                lambda y, y_hat, *, positive=1: confusion(y_hat, y, positive=positive),
                "fp and fn are exchanged: a false positive is called positive and is not.",
            ),
            Mistake(
                "other_class",
                lambda y, y_hat, *, positive=1: confusion(y, y_hat, positive=1 - positive),
                "You count for the other class: positive is class 1 unless told otherwise.",
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, positive=1: confusion(y, y_hat),
                "Right for positive = 1, the same for positive = 0: use the class you are given.",
            ),
            Mistake(
                "order",
                lambda y, y_hat, *, positive=1: tuple(
                    np.array(confusion(y, y_hat, positive=positive))[[3, 1, 2, 0]]
                ),
                "The right counts in another order: (tn, fp, fn, tp) is asked.",
            ),
        ),
    ),
    "precision": Exercise(
        precision,
        CASES,
        (
            Mistake(
                "recall",
                recall,
                "That is recall: precision divides the hits by all alarms, tp + fp.",
            ),
            Mistake(
                "zero_division",
                _ignoring_zero(precision),
                "NaN where nothing is called positive: the course, as scikit-learn, says 0 there.",
            ),
            Mistake(
                "accuracy",
                lambda y, y_hat, *, positive=1: np.mean(y == y_hat),
                "That is accuracy: precision looks only at the cases called positive.",
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, positive=1: precision(y, y_hat),
                "Right for positive = 1, the same for positive = 0: use the class you are given.",
            ),
        ),
    ),
    "recall": Exercise(
        recall,
        CASES,
        (
            Mistake(
                "precision",
                precision,
                "That is precision: recall divides the hits by all true positives, tp + fn.",
            ),
            Mistake(
                "specificity",
                lambda y, y_hat, *, positive=1: recall(y, y_hat, positive=1 - positive),
                "That is the recall of the other class (specificity).",
            ),
            Mistake(
                "accuracy",
                lambda y, y_hat, *, positive=1: np.mean(y == y_hat),
                "That is accuracy: recall looks only at the cases that are positive.",
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, positive=1: recall(y, y_hat),
                "Right for positive = 1, the same for positive = 0: use the class you are given.",
            ),
        ),
    ),
    "f1_score": Exercise(
        f1_score,
        CASES,
        (
            Mistake(
                "plain_mean",
                lambda y, y_hat, *, positive=1: (
                    (precision(y, y_hat, positive=positive) + recall(y, y_hat, positive=positive))
                    / 2
                ),
                "That is the plain mean: F1 is the harmonic one, 2 P R / (P + R).",
            ),
            Mistake(
                "no_two",
                lambda y, y_hat, *, positive=1: f1_score(y, y_hat, positive=positive) / 2,
                "Half of what it should be: the 2 in 2 P R / (P + R) is missing.",
            ),
            Mistake(
                "other_class",
                lambda y, y_hat, *, positive=1: f1_score(y, y_hat, positive=1 - positive),
                "That is the F1 of the other class.",
            ),
            Mistake(
                "zero_division",
                _ignoring_zero(f1_score),
                "NaN where precision and recall are both 0: the course says 0 there.",
            ),
        ),
    ),
}

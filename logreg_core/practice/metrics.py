"""Practice of chapter 7."""

import numpy as np

from ..metrics import accuracy, auc, confusion, f1_score, precision, recall, roc_curve
from .checks import Exercise, Hunt, Mistake, Property
from .questions import Question

Y = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0])
Y_HAT = np.array([1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0])
P = np.array([0.9, 0.8, 0.7, 0.5, 0.6, 0.55, 0.3, 0.2, 0.1])  # probabilities of class 1
NEVER = np.zeros(9)  # nothing is ever called positive
CASES = (
    ((Y, Y_HAT), {}),
    ((1 - Y, Y_HAT), {}),
    ((Y[2:6], Y_HAT[2:6]), {}),
    ((1 - Y, Y_HAT), {"positive": 0}),
)
EXTREMES = (((Y, NEVER), {}), ((NEVER, 1 - NEVER), {}), ((NEVER, NEVER), {}))


BETWEEN_0_AND_1 = Property("it is a share, between 0 and 1.", lambda f: 0 <= f(Y, Y_HAT) <= 1)
PERFECT = Property("calls that are all right get 1.", lambda f: np.isclose(f(Y, Y), 1))
ORDER = Property(
    "it does not matter in which order the cases come.",
    lambda f: np.allclose(f(Y[::-1], Y_HAT[::-1]), f(Y, Y_HAT)),
)
TURNED = Property(
    "all classes renamed, 0 for 1, and positive too, nothing changes.",
    lambda f: np.allclose(f(1 - Y, 1 - Y_HAT, positive=0), f(Y, Y_HAT)),
)


def _jaccard(tn, fp, fn, tp):
    return tp / (tp + fp + fn) if tp + fp + fn else 0.0


def _divided(part, whole, *, numpy=False):
    """Return a metric part / whole of the counts (tn, fp, fn, tp), without a thought for 0 / 0."""

    def wrong(y, y_hat, *, positive=1):
        counts = confusion(y, y_hat, positive=positive)
        return np.divide(part(*counts), whole(*counts)) if numpy else part(*counts) / whole(*counts)

    return wrong


def _without_zero(name, part, whole):
    return (
        Mistake(
            "zero_division",
            _divided(part, whole),
            f"Right until there is nothing to divide by: {name} is 0 / 0 then, and Python stops. "
            "The course, as scikit-learn, says 0.0 there.",
        ),
        Mistake(
            "zero_nan",
            _divided(part, whole, numpy=True),
            f"Right until there is nothing to divide by: {name} is 0 / 0 then, and NumPy says "
            "NaN. The course, as scikit-learn, says 0.0 there.",
        ),
    )


EXERCISES = {
    "confusion": Exercise(
        confusion,
        cases=CASES,
        extremes=EXTREMES,
        mistakes=(
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
            Mistake(
                "table",
                lambda y, y_hat, *, positive=1: np.reshape(
                    confusion(y, y_hat, positive=positive), (2, 2)
                ),
                "The right counts, as a table of two rows: return the four numbers tn, fp, fn, tp.",
            ),
            Mistake(
                "shares",
                lambda y, y_hat, *, positive=1: tuple(
                    np.array(confusion(y, y_hat, positive=positive)) / len(y)
                ),
                "Those are shares of all cases: count them, with .sum() in place of .mean().",
            ),
            Mistake(
                "who_is_right",
                lambda y, y_hat, *, positive=1: (
                    int(np.sum(y == y_hat)),
                    *confusion(y, y_hat, positive=positive)[1:],
                ),
                "Your tn counts every right call, the hits too: a true negative is neither "
                "positive nor called so.",
            ),
        ),
        properties=(
            Property("it is four numbers.", lambda f: np.shape(f(Y, Y_HAT)) == (4,)),
            Property(
                "every case is counted once: the four add up to n.",
                lambda f: np.sum(f(Y, Y_HAT)) == len(Y),
            ),
            Property(
                "calls that are all right have no fp and no fn.",
                lambda f: tuple(f(Y, Y)[1:3]) == (0, 0),
            ),
            Property(
                "truth and calls exchanged, fp and fn are exchanged and nothing else.",
                lambda f: list(f(Y_HAT, Y)) == [f(Y, Y_HAT)[k] for k in (0, 2, 1, 3)],
            ),
            TURNED,
        ),
    ),
    "precision": Exercise(
        precision,
        cases=CASES,
        extremes=EXTREMES,
        mistakes=(
            Mistake(
                "recall",
                recall,
                "That is recall: precision divides the hits by all alarms, tp + fp.",
            ),
            *_without_zero(
                "tp / (tp + fp)", lambda tn, fp, fn, tp: tp, lambda tn, fp, fn, tp: tp + fp
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
            Mistake(
                "hits",
                lambda y, y_hat, *, positive=1: confusion(y, y_hat, positive=positive).tp,
                "That is the number of hits: divide it by the number of alarms, tp + fp.",
            ),
            Mistake(
                "of_all",
                lambda y, y_hat, *, positive=1: confusion(y, y_hat, positive=positive).tp / len(y),
                "You divide by all cases: precision divides by the alarms alone, tp + fp.",
            ),
            Mistake(
                "hits_to_false",
                lambda y, y_hat, *, positive=1: (
                    confusion(y, y_hat, positive=positive).tp
                    / max(confusion(y, y_hat, positive=positive).fp, 1e-300)
                ),
                "You divide the hits by the false alarms: divide by all alarms, tp + fp.",
            ),
        ),
        properties=(
            BETWEEN_0_AND_1,
            PERFECT,
            Property(
                "exchange truth and calls, and precision becomes recall.",
                lambda f: np.isclose(f(Y, Y_HAT), recall(Y_HAT, Y)),
            ),
            ORDER,
            TURNED,
        ),
    ),
    "recall": Exercise(
        recall,
        cases=CASES,
        extremes=EXTREMES,
        mistakes=(
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
            Mistake(
                "hits",
                lambda y, y_hat, *, positive=1: confusion(y, y_hat, positive=positive).tp,
                "That is the number of hits: divide it by the number of positives, tp + fn.",
            ),
            Mistake(
                "of_all",
                lambda y, y_hat, *, positive=1: confusion(y, y_hat, positive=positive).tp / len(y),
                "You divide by all cases: recall divides by the positives alone, tp + fn.",
            ),
            *_without_zero(
                "tp / (tp + fn)", lambda tn, fp, fn, tp: tp, lambda tn, fp, fn, tp: tp + fn
            ),
        ),
        properties=(
            BETWEEN_0_AND_1,
            PERFECT,
            Property(
                "exchange truth and calls, and recall becomes precision.",
                lambda f: np.isclose(f(Y, Y_HAT), precision(Y_HAT, Y)),
            ),
            ORDER,
            TURNED,
        ),
    ),
    "f1_score": Exercise(
        f1_score,
        cases=CASES,
        extremes=EXTREMES,
        mistakes=(
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
            *_without_zero(
                "2 tp / (2 tp + fp + fn)",
                lambda tn, fp, fn, tp: 2 * tp,
                lambda tn, fp, fn, tp: 2 * tp + fp + fn,
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, positive=1: f1_score(y, y_hat),
                "Right for positive = 1, the same for positive = 0: pass positive on.",
            ),
            Mistake(
                "accuracy",
                lambda y, y_hat, *, positive=1: accuracy(y, y_hat),
                "That is accuracy, which counts the true negatives too: F1 looks at the positives.",
            ),
            Mistake(
                "jaccard",
                lambda y, y_hat, *, positive=1: _jaccard(*confusion(y, y_hat, positive=positive)),
                "That is tp / (tp + fp + fn), the Jaccard index: in F1 the hits count twice, above "
                "and below.",
            ),
            Mistake(
                "macro",
                lambda y, y_hat, *, positive=1: f1_score(y, y_hat, average="macro"),
                "That is the mean of the F1 of both classes: here the F1 of `positive` is asked.",
            ),
        ),
        properties=(
            BETWEEN_0_AND_1,
            PERFECT,
            Property(
                "truth and calls exchanged, F1 stays what it was.",
                lambda f: np.isclose(f(Y_HAT, Y), f(Y, Y_HAT)),
            ),
            Property(
                "it lies between precision and recall.",
                lambda f: (
                    min(recall(Y, Y_HAT), precision(Y, Y_HAT))
                    <= f(Y, Y_HAT)
                    <= max(recall(Y, Y_HAT), precision(Y, Y_HAT))
                ),
            ),
            ORDER,
            TURNED,
        ),
    ),
}

HUNTS = {
    "precision": Hunt(
        "recall",
        "Ask it about somebody whose precision you know: who alarms at every case finds all, and "
        "is right as often as there are positives. And count six cases by hand.",
    ),
}

QUESTIONS = {
    "lazy": Question(
        "What is the lazy doctor's accuracy on these tumours?",
        (
            ("0.50", "That would be so if both classes were equally frequent. They are not."),
            (
                "0.61",
                "Exactly the proportion of benign tumours, without any medicine. Where one patient "
                "in a hundred is ill, the same laziness earns 0.99.",
            ),
            (
                "0, for nothing was diagnosed",
                "Accuracy counts right calls of any kind, and most tumours are benign.",
            ),
        ),
        right=1,
    ),
}

_ILL = np.repeat([1, 1, 0, 0], [90, 10, 90, 9810])
_ALARM = np.repeat([1, 0, 1, 0], [90, 10, 90, 9810])

QUIZ = (
    Question(
        "A test finds 90 of 100 ill and alarms 90 of 9,900 healthy. Precision and recall of 'ill'?",
        (
            ("0.9 and 0.5", "The other way round: recall asks how many of the ill were found."),
            (
                "0.5 and 0.9",
                "Precision 90/180, recall 90/100. Every second alarm is false, although only 1 in "
                "110 of the healthy is alarmed: the healthy are many.",
            ),
            ("0.99 and 0.9", "99 % of the healthy get no alarm: that is specificity."),
        ),
        right=1,
        proof=lambda: (precision(_ILL, _ALARM), recall(_ILL, _ALARM)) == (0.5, 0.9),
    ),
    Question(
        "You raise the threshold on p of benign. Which recall rises (or stays)?",
        (
            (
                "That of malignant",
                "Fewer tumours are predicted benign, so fewer malignant ones are missed, and more "
                "benign ones alarmed.",
            ),
            ("That of benign", "Fewer tumours are predicted benign: its recall falls or stays."),
            ("Both", "What one gains the other loses."),
        ),
        right=0,
        proof=lambda: (
            recall(Y, P > 0.6, positive=0) > recall(Y, P > 0.4, positive=0)
            and recall(Y, P > 0.6) < recall(Y, P > 0.4)
        ),
    ),
    Question(
        "Model A has AUC 0.99, model B has 0.97. Is A the better one to tell a patient her chance?",
        (
            ("Yes", "AUC knows only the order. Halve every p, and it stays what it was."),
            (
                "Not by that alone",
                "The chance itself is a matter of calibration, which the log loss judges.",
            ),
            ("No, B is", "AUC says nothing about that either."),
        ),
        right=1,
        proof=lambda: np.isclose(auc(*roc_curve(Y, P)[:2]), auc(*roc_curve(Y, P / 2)[:2])),
    ),
    Question(
        "A missed malignant tumour costs as much as 9 false alarms. Your threshold on p of benign?",
        (
            (
                "0.1",
                "Then a tumour with p = 0.2 is predicted benign: that saves alarms, not misses.",
            ),
            ("0.5", "That is for equal costs."),
            ("0.9", "9 / (1 + 9): predict benign only where p is above that."),
        ),
        right=2,
        proof=lambda: all((9 * (1 - p) < p) == (p > 0.9) for p in (0.1, 0.5, 0.89, 0.91)),
    ),
    Question(
        "A paper picks the best of 1,000 features on all its cases and then cross-validates. "
        "Trust the result?",
        (
            ("Yes, it was cross-validated", "The held-out cases had helped to pick."),
            (
                "No",
                "Held-out cases must not have helped to choose anything. In the extreme, pure "
                "noise looks like a discovery, as you have seen.",
            ),
            ("Yes, with enough folds", "The folds come too late, however many they are."),
        ),
        right=1,
    ),
)

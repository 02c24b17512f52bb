"""Practice of chapter 7."""

import numpy as np

from ..metrics import accuracy, auc, confusion, f1_score, precision, recall, roc_curve
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import Formula
from .questions import Question

Y = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0])
Y_HAT = np.array([1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0])
P = np.array([0.9, 0.8, 0.7, 0.5, 0.6, 0.55, 0.3, 0.2, 0.1])  # probabilities of class 1
NEVER = np.zeros(9)  # nothing is ever called positive
CASES = (
    ((Y, Y_HAT), {}),
    ((1 - Y, Y_HAT), {}),
    ((Y[2:6], Y_HAT[2:6]), {}),
    ((1 - Y, Y_HAT), {"pos_label": 0}),
)
EXTREMES = (
    ((Y, Y), {}),
    ((Y, NEVER), {}),
    ((NEVER, 1 - NEVER), {}),
    ((NEVER, NEVER), {}),
    ((1 - NEVER, 1 - NEVER), {"pos_label": 0}),
)


BETWEEN_0_AND_1 = Property("it is a share, between 0 and 1.", lambda f: 0 <= f(Y, Y_HAT) <= 1)
PERFECT = Property("calls that are all right get 1.", lambda f: np.isclose(f(Y, Y), 1))
ORDER = Property(
    "it does not matter in which order the cases come.",
    lambda f: np.allclose(f(Y[::-1], Y_HAT[::-1]), f(Y, Y_HAT)),
)
TURNED = Property(
    "all classes renamed, 0 for 1, and positive too, nothing changes.",
    lambda f: np.allclose(f(1 - Y, 1 - Y_HAT, pos_label=0), f(Y, Y_HAT)),
)


def _jaccard(tn, fp, fn, tp):
    return tp / (tp + fp + fn) if tp + fp + fn else 0.0


def _divided(part, whole, *, numpy=False):
    """Return a metric part / whole of the counts (tn, fp, fn, tp), without a thought for 0 / 0."""

    def wrong(y, y_hat, *, pos_label=1):
        counts = confusion(y, y_hat, pos_label=pos_label)
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


def _fresh(rng):
    """Return truth and calls in which the four counts differ; floats and whole numbers."""
    cases = []
    for counts, kind, options in (
        ((2, 3, 1, 5), float, {}),
        ((7, 1, 2, 4), int, {}),
        ((1, 6, 4, 2), int, {"pos_label": 0}),
        ((3, 2, 7, 5), float, {"pos_label": 0}),
        ((5, 2, 1, 3), int, {"pos_label": 1}),
    ):
        order = rng.permutation(sum(counts))
        truth, call = np.repeat([[0, 0, 1, 1], [0, 1, 0, 1]], counts, axis=1)[:, order]
        cases.append(((truth.astype(kind), call.astype(kind)), options))
    return cases


COUNTS = {
    "y": "y",
    "y_hat": "y_hat",
    "n": "len(y)",
    "pos_label": "pos_label",
    "truth": "y == pos_label",
    "call": "y_hat == pos_label",
    "others": "~truth",
    "passed": "~call",
    "tn": "int(np.sum(others & passed))",
    "fp": "int(np.sum(others & call))",
    "fn": "int(np.sum(truth & passed))",
    "tp": "int(np.sum(truth & call))",
}
_ENDS = {
    "{}[:-1]": "the last case is left out: does the loop end one too early?",
    "{}[1:]": "the first case is left out: does the loop begin one too late?",
    "{}[:1]": "the first case alone counts: does a `return` stand inside the loop?",
}
SIDES = {
    "y": {code.format("y"): says for code, says in _ENDS.items()},
    "y_hat": {code.format("y_hat"): says for code, says in _ENDS.items()},
    "pos_label": {
        "1 - pos_label": "yours counts for the other class: `pos_label` names the class that is "
        "looked for",
        "1": "`pos_label` is ignored, 1 is always taken for it: use the class you are given",
        "0": "`pos_label` is ignored, 0 is always taken for it: use the class you are given",
    },
    "others": {
        "y == 0": "the negatives are those with y = 0 whatever `pos_label` is: y != pos_label",
        "y == -1": "the negatives are looked for as -1: the labels are 0 and 1, y != pos_label",
        "y == 1": "the negatives are those with y = 1 whatever `pos_label` is: y != pos_label",
    },
    "passed": {
        "y_hat == 0": "those not called are the ones with y_hat = 0 whatever `pos_label` is: "
        "y_hat != pos_label",
        "y_hat == -1": "those not called are looked for as -1: the labels are 0 and 1, "
        "y_hat != pos_label",
        "y_hat == 1": "those not called are the ones with y_hat = 1 whatever `pos_label` is: "
        "y_hat != pos_label",
    },
    "truth": {
        "y == 1": "`pos_label` is not used for the truth: y == pos_label",
        "y == 0": "0 is taken for positive in the truth: y == pos_label",
        "y != pos_label": "the truth is turned around: y == pos_label",
        "y_hat == pos_label": "y_hat is taken for the truth",
        "y > 0.5": "`pos_label` is not used for the truth: y == pos_label",
        "y < pos_label": "the truth is compared with <: y == pos_label",
        "y >= pos_label": "the truth is compared with >=: y == pos_label",
        "y == -1": "the labels are taken for -1 and 1: they are 0 and 1",
    },
    "call": {
        "y_hat == 1": "`pos_label` is not used for the calls: y_hat == pos_label",
        "y_hat == 0": "0 is taken for positive in the calls: y_hat == pos_label",
        "y_hat != pos_label": "the calls are turned around: y_hat == pos_label",
        "y == pos_label": "y is taken for the calls",
        "y_hat > 0.5": "`pos_label` is not used for the calls: y_hat == pos_label",
        "y_hat >= pos_label": "the calls are compared with >=: y_hat == pos_label",
    },
}
_ELSE = {
    "np.sum(truth == call)": "{it} counts every right call",
    "np.sum(truth != call)": "{it} counts every wrong call",
    "np.sum(truth)": "{it} counts all that are positive",
    "np.sum(call)": "{it} counts all that are called positive",
    "np.sum(~truth)": "{it} counts all that are negative",
    "np.sum(~call)": "{it} counts all that are called negative",
    "np.sum(truth | call)": "`|` in {it} is `or`: & is expected",
    "np.sum(~truth | ~call)": "`|` in {it} is `or`: & is expected",
    "np.sum(truth & ~call)": "{it} counts the misses, positive and not called so",
    "np.sum(~truth & call)": "{it} counts the false alarms, called positive and not so",
    "np.sum(~truth & ~call)": "{it} counts the true negatives",
    "np.sum(truth & call)": "{it} counts the hits, tp",
    "len(y)": "{it} counts all cases",
    "n - np.sum(truth & call)": "{it} is all but the hits",
}
CONFUSION_FORMULA = Formula(
    COUNTS,
    {
        **SIDES,
        **{
            part: {
                code: says.format(it=f"`{part}`")
                for code, says in _ELSE.items()
                if code.replace("~truth", "others").replace("~call", "passed") not in COUNTS[part]
            }
            for part in ("tn", "fp", "fn", "tp")
        },
    },
    ("tn", "fp", "fn", "tp"),
)

# What is taken for another metric, and the name that it has.
OTHERS = {
    "tp / (tp + fp)": "that is precision, tp / (tp + fp)",
    "tp / (tp + fn)": "that is recall (sensitivity, the true-positive rate), tp / (tp + fn)",
    "tn / (tn + fp)": "that is specificity (the true-negative rate), tn / (tn + fp)",
    "tn / (tn + fn)": "that is the negative predictive value (NPV), tn / (tn + fn): the precision "
    "of the other class",
    "fp / (fp + tn)": "that is the false-positive rate, fp / (fp + tn)",
    "fp / (fp + tp)": "that is the false-discovery rate, fp / (tp + fp)",
    "fn / (fn + tp)": "that is the false-negative rate, fn / (tp + fn)",
    "fn / (fn + tn)": "that is the false-omission rate, fn / (tn + fn)",
    "(tp + tn) / n": "that is accuracy, which counts the true negatives too",
    "(fp + fn) / n": "that is the share of mistakes",
    "tp / n": "all cases divide",
    "tp / (tp + tn)": "tp + tn, all right calls, divides",
    "tp / (fp + fn)": "fp + fn, all wrong calls, divides",
    "tp / fp": "fp alone divides: the hits belong to the denominator too",
    "tp / fn": "fn alone divides: the hits belong to the denominator too",
    "tp / (tp + fp + fn)": "that is the Jaccard index, tp / (tp + fp + fn)",
    "tp": "that is the number of hits: a share is expected",
    "(tp + fp) / tp": "it is upside down",
    "(tp + fn) / tp": "it is upside down",
    "tn / n": "the true negatives are divided by all cases",
    "tn / (fp + fn)": "tn stands above",
    "tp / (fp + tn)": "the negatives divide",
    "tp / (fn + tn)": "all that are called negative divide",
    "fp / n": "the false alarms are divided by all cases",
    "(tp / (tp + fp) + tn / (tn + fn)) / 2": "that is the mean of both classes (macro): the one "
    "of `pos_label` is expected",
    "(tp / (tp + fn) + tn / (tn + fp)) / 2": "that is the mean of both classes' recalls (macro, "
    "balanced accuracy): the one of `pos_label` is expected",
    "((tp + fn) * tp / (tp + fp) + (tn + fp) * tn / (tn + fn)) / n": "that is the mean of both "
    "classes weighted by their size: the one of `pos_label` is expected",
    "(tp / (tp + fp) + tp / (tp + fn)) / 2": "that is the plain mean of precision and recall",
    "np.sqrt(tp / (tp + fp) * tp / (tp + fn))": "that is the geometric mean of P and R",
    "tp / (tp + fp) * tp / (tp + fn)": "that is the product of precision and recall",
    "tp / (tp + fp) + tp / (tp + fn)": "that is the sum of precision and recall",
    "min(tp / (tp + fp), tp / (tp + fn))": "that is the smaller of precision and recall",
    "max(tp / (tp + fp), tp / (tp + fn))": "that is the larger of precision and recall",
    "2 * tp / (2 * tp + fp + fn)": "that is F1, the harmonic mean of precision and recall",
    "tp / (2 * tp + fp + fn)": "the 2 above is missing: 2 tp / (2 tp + fp + fn)",
    "tp / (2 * (tp + fp + fn))": "tp / (2 (tp + fp + fn)): 2 tp / (2 tp + fp + fn) is expected",
    "2 * tp / (tp + fp + fn)": "the 2 below is missing: 2 tp / (2 tp + fp + fn)",
    "2 * tp / (2 * (tp + fp + fn))": "the 2 below stands before tp alone: 2 tp / (2 tp + fp + fn)",
    "4 * tp / (2 * tp + fp + fn)": "a 2 too many",
    "(tp / (tp + fp) + tp / (tp + fn)) / (2 * tp / (tp + fp) * tp / (tp + fn))": "the harmonic "
    "mean is upside down: 2 P R / (P + R)",
    "2 * (tp / (tp + fp) + tp / (tp + fn)) / (tp / (tp + fp) * tp / (tp + fn))": "the harmonic "
    "mean is upside down: 2 P R / (P + R)",
    "1 / (1 / (tp / (tp + fp)) + 1 / (tp / (tp + fn)))": "the 2 of the harmonic mean is missing",
    "tn * 2 / (2 * tn + fp + fn)": "that is the F1 of the other class",
    "(2 * tp / (2 * tp + fp + fn) + 2 * tn / (2 * tn + fp + fn)) / 2": "that is the mean of both "
    "classes' F1 (macro): the one of `pos_label` is expected",
    "((tp + fn) * 2 * tp / (2 * tp + fp + fn) + (tn + fp) * 2 * tn / (2 * tn + fp + fn)) / n": "it "
    "is the mean of both classes' F1 weighted by their size: the one of `pos_label` is expected",
    "5 * tp / (5 * tp + 4 * fn + fp)": "that is F2, which weighs recall more",
    "1.25 * tp / (1.25 * tp + 0.25 * fn + fp)": "that is F0.5, which weighs precision more",
    "(tp * tn - fp * fn) / np.sqrt(float((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))": "that "
    "is Matthews' correlation",
}
_UNGUARDED = "where the denominator is 0 Python stops: ask first, and say 0.0 there"


def _metric(right, guard, word):
    """Return the formula of a metric: `right`, a quotient, where `guard` is not 0."""
    above, below = right.split(" / ", 1)
    guarded = f"{right} if {guard} else 0.0"
    own = {
        right: _UNGUARDED,
        f"np.divide({above}, {below})": "where the denominator is 0 NumPy gives NaN: say 0.0 there",
        f"{right} if {guard} else np.nan": "where the denominator is 0 yours gives NaN: 0.0 is "
        "expected",
        f"{right} if {guard} else 1.0": "where the denominator is 0 yours gives 1: 0.0 is expected",
        f"{right} if {guard} else -1.0": "where the denominator is 0 yours gives -1: 0.0 is "
        "expected",
        f"{right} if {guard} else None": "where the denominator is 0 yours gives nothing: 0.0 is "
        "expected",
        f"{right} if {guard} else 0.5": "where the denominator is 0 yours gives 0.5: 0.0 is "
        "expected",
        f"{right} if {guard} else np.inf": "where the denominator is 0 yours is infinite: 0.0 is "
        "expected",
        f"{above} // {below} if {guard} else 0": "// cuts to whole numbers: / divides",
        f"int({right}) if {guard} else 0": "int cuts to whole numbers: the share itself",
        f"100 * {right} if {guard} else 0.0": "that is in percent: a share from 0 to 1 is expected",
        f"round({right}, 2) if {guard} else 0.0": "it is rounded to 2 decimals: keep all digits",
        f"{above} / max(1, {below.strip('()')} + 1)": "a 1 is added to the denominator",
        f"({above} + 1) / ({below} + 1)": "a 1 is added above and below",
        f"({above} + 1) / ({below} + 2)": "counts are added above and below (smoothing)",
        "0.0": "yours is always 0",
        f"{above} / {below.strip('()')}": f"brackets are missing: {right}",
        f"{above} / {below.strip('()')} if {guard} else 0.0": f"brackets are missing: {right}",
        f"{above} / np.sum(y)": "y is added up in the denominator, which counts class 1 whatever "
        "`pos_label` is",
        f"{above} / max(np.sum(y), 1)": "y is added up in the denominator, which counts class 1 "
        "whatever `pos_label` is",
        f"{above} / np.sum(y) if np.sum(y) else 0.0": "y is added up in the denominator, which "
        "counts class 1 whatever `pos_label` is",
        f"{above} / np.sum(y_hat) if np.sum(y_hat) else 0.0": "y_hat is added up in the "
        "denominator, which counts class 1 whatever `pos_label` is",
        f"{right} if fp else 0.0": "it asks for fp: ask whether the whole denominator is 0",
        f"{right} if fn else 0.0": "it asks for fn: ask whether the whole denominator is 0",
        f"{right} if fp + fn else 0.0": "it asks for fp + fn: without any mistake the answer is 1, "
        "not 0",
        f"{right} if tn else 0.0": "it asks for tn: ask whether the denominator is 0",
        **{
            f"{above} / ({below} + {e})": f"{e} is added to the denominator, and shifts every "
            "answer a little: ask whether the denominator is 0"
            for e in (
                "1",
                "0.5",
                "0.1",
                "0.01",
                "1e-3",
                "1e-4",
                "1e-5",
                "1e-6",
                "1e-7",
                "1e-8",
                "1e-9",
                "1e-10",
                "1e-15",
            )
        },
    }
    both = "tp / (tp + fp) * tp / (tp + fn) / (tp / (tp + fp) + tp / (tp + fn))"
    if word == "F1":
        own |= {
            f"2 * {both}": f"2 P R / (P + R): {_UNGUARDED}",
            f"2 * {both} if (tp + fp) * (tp + fn) else 0.0": f"2 P R / (P + R) is 0 / 0 where tp "
            f"is 0: {_UNGUARDED}",
            f"2 * {both} if (tp + fp) * (tp + fn) else np.nan": "2 P R / (P + R) is 0 / 0 where "
            "tp is 0: 0.0 is expected there",
            "2 * np.divide(0, 0) if not tp else 2 * tp / (2 * tp + fp + fn)": "2 P R / (P + R) is "
            "0 / 0 where both are 0, and NumPy gives NaN: 0.0 is expected there",
            "2 * tp / (tp + fn) + tp / (tp + fn)": "brackets are missing: 2 * p * r / (p + r)",
            "2 * tp / (tp + fn) + tp / (tp + fn) if tp else 0.0": "brackets are missing: "
            "2 * p * r / (p + r)",
            "2 / (1 / (tp / (tp + fp)) + 1 / (tp / (tp + fn)))": f"1 / P and 1 / R: {_UNGUARDED}",
        }
    asked = f"expected {word}, {right}"
    own |= {
        f"({code}) if {guard} else 0.0": f"{says}: {asked}"
        for code, says in OTHERS.items()
        if code != right
    }
    own |= {code: f"{says}: {asked}" for code, says in OTHERS.items() if code != right}
    own |= {
        _safe(code): f"{says}: {asked}"
        for code, says in OTHERS.items()
        if code != right and code.count(" / ") == 1
    }
    return Formula({**COUNTS, word: guarded}, {word: own, **SIDES})


def _safe(code):
    """Return a quotient that is 0 where its own denominator is."""
    _, below = code.split(" / ")
    return f"{code} if {below} else 0.0"


EXERCISES = {
    "confusion": Exercise(
        confusion,
        fresh=_fresh,
        formula=CONFUSION_FORMULA,
        cases=CASES,
        edge_cases=EXTREMES,
        mistakes=(
            Mistake(
                "misses_and_alarms",
                lambda y, y_hat, *, pos_label=1: confusion(y_hat, y, pos_label=pos_label),
                "fp and fn are exchanged: a false positive is called positive and is not.",
            ),
            Mistake(
                "other_class",
                lambda y, y_hat, *, pos_label=1: confusion(y, y_hat, pos_label=1 - pos_label),
                "You count for the other class: positive is class 1 unless told otherwise.",
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, pos_label=1: confusion(y, y_hat),
                "Right for pos_label = 1, the same for pos_label = 0: use the class you are given.",
            ),
            Mistake(
                "order",
                lambda y, y_hat, *, pos_label=1: tuple(
                    np.array(confusion(y, y_hat, pos_label=pos_label))[[3, 1, 2, 0]]
                ),
                "The right counts in another order: (tn, fp, fn, tp) is asked.",
            ),
            Mistake(
                "table",
                lambda y, y_hat, *, pos_label=1: np.reshape(
                    confusion(y, y_hat, pos_label=pos_label), (2, 2)
                ),
                "The right counts, as a table of two rows: return the four numbers tn, fp, fn, tp.",
            ),
            Mistake(
                "shares",
                lambda y, y_hat, *, pos_label=1: tuple(
                    np.array(confusion(y, y_hat, pos_label=pos_label)) / len(y)
                ),
                "Those are shares of all cases: count them, with .sum() in place of .mean().",
            ),
            Mistake(
                "who_is_right",
                lambda y, y_hat, *, pos_label=1: (
                    int(np.sum(y == y_hat)),
                    *confusion(y, y_hat, pos_label=pos_label)[1:],
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
        fresh=_fresh,
        formula=_metric("tp / (tp + fp)", "tp + fp", "precision"),
        cases=CASES,
        edge_cases=EXTREMES,
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
                lambda y, y_hat, *, pos_label=1: np.mean(y == y_hat),
                "That is accuracy: precision looks only at the cases called positive.",
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, pos_label=1: precision(y, y_hat),
                "Right for pos_label = 1, the same for pos_label = 0: use the class you are given.",
            ),
            Mistake(
                "hits",
                lambda y, y_hat, *, pos_label=1: confusion(y, y_hat, pos_label=pos_label).tp,
                "That is the number of hits: divide it by the number of alarms, tp + fp.",
            ),
            Mistake(
                "of_all",
                lambda y, y_hat, *, pos_label=1: (
                    confusion(y, y_hat, pos_label=pos_label).tp / len(y)
                ),
                "You divide by all cases: precision divides by the alarms alone, tp + fp.",
            ),
            Mistake(
                "hits_to_false",
                lambda y, y_hat, *, pos_label=1: (
                    confusion(y, y_hat, pos_label=pos_label).tp
                    / max(confusion(y, y_hat, pos_label=pos_label).fp, 1e-300)
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
        fresh=_fresh,
        formula=_metric("tp / (tp + fn)", "tp + fn", "recall"),
        cases=CASES,
        edge_cases=EXTREMES,
        mistakes=(
            Mistake(
                "precision",
                precision,
                "That is precision: recall divides the hits by all actual positives, tp + fn.",
            ),
            Mistake(
                "specificity",
                lambda y, y_hat, *, pos_label=1: recall(y, y_hat, pos_label=1 - pos_label),
                "That is the recall of the other class (specificity).",
            ),
            Mistake(
                "accuracy",
                lambda y, y_hat, *, pos_label=1: np.mean(y == y_hat),
                "That is accuracy: recall looks only at the cases that are positive.",
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, pos_label=1: recall(y, y_hat),
                "Right for pos_label = 1, the same for pos_label = 0: use the class you are given.",
            ),
            Mistake(
                "hits",
                lambda y, y_hat, *, pos_label=1: confusion(y, y_hat, pos_label=pos_label).tp,
                "That is the number of hits: divide it by the number of positives, tp + fn.",
            ),
            Mistake(
                "of_all",
                lambda y, y_hat, *, pos_label=1: (
                    confusion(y, y_hat, pos_label=pos_label).tp / len(y)
                ),
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
        fresh=_fresh,
        formula=_metric("2 * tp / (2 * tp + fp + fn)", "tp + fp + fn", "F1"),
        cases=CASES,
        edge_cases=EXTREMES,
        mistakes=(
            Mistake(
                "plain_mean",
                lambda y, y_hat, *, pos_label=1: (
                    (
                        precision(y, y_hat, pos_label=pos_label)
                        + recall(y, y_hat, pos_label=pos_label)
                    )
                    / 2
                ),
                "That is the plain mean: F1 is the harmonic one, 2 P R / (P + R).",
            ),
            Mistake(
                "no_two",
                lambda y, y_hat, *, pos_label=1: f1_score(y, y_hat, pos_label=pos_label) / 2,
                "Half of what it should be: the 2 in 2 P R / (P + R) is missing.",
            ),
            Mistake(
                "other_class",
                lambda y, y_hat, *, pos_label=1: f1_score(y, y_hat, pos_label=1 - pos_label),
                "That is the F1 of the other class.",
            ),
            *_without_zero(
                "2 tp / (2 tp + fp + fn)",
                lambda tn, fp, fn, tp: 2 * tp,
                lambda tn, fp, fn, tp: 2 * tp + fp + fn,
            ),
            Mistake(
                "positive_ignored",
                lambda y, y_hat, *, pos_label=1: f1_score(y, y_hat),
                "Right for pos_label = 1, the same for pos_label = 0: pass pos_label on.",
            ),
            Mistake(
                "accuracy",
                lambda y, y_hat, *, pos_label=1: accuracy(y, y_hat),
                "That is accuracy, which counts the true negatives too: F1 looks at the positives.",
            ),
            Mistake(
                "jaccard",
                lambda y, y_hat, *, pos_label=1: _jaccard(
                    *confusion(y, y_hat, pos_label=pos_label)
                ),
                "That is tp / (tp + fp + fn), the Jaccard index: in F1 the hits count twice, above "
                "and below.",
            ),
            Mistake(
                "macro",
                lambda y, y_hat, *, pos_label=1: f1_score(y, y_hat, average="macro"),
                "That is the mean of the F1 of both classes: here the F1 of `pos_label` is asked.",
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

BUG_TASKS = {
    "precision": BugTask(
        "recall",
        "Ask it about somebody whose precision you know: who alarms at every case finds all, and "
        "is right as often as there are positives. And count six cases by hand.",
        lesson="The bug was the denominator: hits divided by all actual positives are recall. Who "
        "alarms at every case then looks perfect.",
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
            recall(Y, P > 0.6, pos_label=0) > recall(Y, P > 0.4, pos_label=0)
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

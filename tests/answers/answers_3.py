# ruff: noqa: B007, B905, RUF059, SIM113 (written as learners write)
"""Answers to the exercises of chapters 7 to 9, as learners write them."""

import fractions
import math
from collections import Counter
from functools import partial, reduce

import numpy as np
from scipy import stats
from scipy.special import expit, log_softmax, logsumexp
from sklearn import metrics
from sklearn.metrics import confusion_matrix, f1_score, precision_score, recall_score
from sklearn.preprocessing import LabelBinarizer, OneHotEncoder

from .collect import right, wrong

# --- what the course has already given the learner -------------------------------------------


def logistic(z):
    return expit(z)


def score(w, b, X):
    return X @ w + b


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def confusion(y, y_hat, *, pos_label=1):
    is_so = np.asarray(y) == pos_label
    called = np.asarray(y_hat) == pos_label
    tn = int(np.sum(~is_so & ~called))
    fp = int(np.sum(~is_so & called))
    fn = int(np.sum(is_so & ~called))
    tp = int(np.sum(is_so & called))
    return tn, fp, fn, tp


def precision(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp) if tp + fp else 0.0


def recall(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fn else 0.0


def sample_losses(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, z) - y * z


def l2_penalty(w, lam):
    return 0.5 * lam * np.sum(w**2)


# --- what stands in the learner's notebook by chance -----------------------------------------

y_test = np.array([1, 0, 1, 1, 0, 1, 0, 1])
y_pred = np.array([1, 0, 0, 1, 1, 1, 0, 1])
tn_, fp_, fn_, tp_ = 2, 1, 1, 4
scores = np.array([[2.0, 1.0, 0.1], [0.5, 0.5, 3.0]])
X_train = np.array([[0.5, -1.0], [1.5, 0.3], [-0.7, 0.8]])
y_train = np.array([1, 0, 1])
p_train = np.array([0.7, 0.4, 0.8])
P_train = np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]])
w_trained = np.array([0.3, -0.2])
lam_best = 0.1
n_train = 455


# =============================================================================================
# confusion
# =============================================================================================


@right("confusion")
def confusion_counting_in_a_loop(y, y_hat, *, pos_label=1):
    tn = fp = fn = tp = 0
    for t, g in zip(y, y_hat):
        if g == pos_label:
            if t == pos_label:
                tp += 1
            else:
                fp += 1
        else:
            if t == pos_label:
                fn += 1
            else:
                tn += 1
    return tn, fp, fn, tp


@right("confusion")
def confusion_sklearn_with_labels(y, y_hat, *, pos_label=1):
    from sklearn.metrics import confusion_matrix as cm

    return tuple(cm(y, y_hat, labels=[1 - pos_label, pos_label]).ravel())


@right("confusion")
def confusion_bincount(y, y_hat, *, pos_label=1):
    code = 2 * (y == pos_label) + (y_hat == pos_label)
    tn, fp, fn, tp = np.bincount(code, minlength=4)
    return tn, fp, fn, tp


@right("confusion")
def confusion_by_subtraction(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    fp = np.sum(y_hat == pos_label) - tp
    fn = np.sum(y == pos_label) - tp
    tn = len(y) - tp - fp - fn
    return tn, fp, fn, tp


@right("confusion")
def confusion_with_a_counter(y, y_hat, *, pos_label=1):
    c = Counter(
        zip((np.asarray(y) == pos_label).tolist(), (np.asarray(y_hat) == pos_label).tolist())
    )
    return c[False, False], c[False, True], c[True, False], c[True, True]


@right("confusion")
def confusion_dot_products(y, y_hat, *, pos_label=1):
    a = (y == pos_label).astype(float)
    p = (y_hat == pos_label).astype(float)
    return (1 - a) @ (1 - p), (1 - a) @ p, a @ (1 - p), a @ p


@wrong(  # was "right", as it is for whole numbers: the course's labels are floats
    "confusion",
    "^= on labels that are floats",
    r"\^|xor|bit|float|bool",
)
def confusion_flips_and_flips_back(y, y_hat, *, pos_label=1):
    # xor twice: the caller's arrays are as before
    if pos_label == 0:
        y ^= 1
        y_hat ^= 1
    answer = (
        int(((y == 0) & (y_hat == 0)).sum()),
        int(((y == 0) & (y_hat == 1)).sum()),
        int(((y == 1) & (y_hat == 0)).sum()),
        int(((y == 1) & (y_hat == 1)).sum()),
    )
    if pos_label == 0:
        y ^= 1
        y_hat ^= 1
    return answer


@right("confusion")
def confusion_turns_the_four_round(y, y_hat, *, pos_label=1):
    cm = confusion_matrix(y, y_hat, labels=[0, 1])
    if pos_label == 1:
        return cm[0, 0], cm[0, 1], cm[1, 0], cm[1, 1]
    return cm[1, 1], cm[1, 0], cm[0, 1], cm[0, 0]


@right("confusion")
def confusion_right_or_wrong_first(y, y_hat, *, pos_label=1):
    hit = y == y_hat
    pos = y_hat == pos_label
    tp = np.count_nonzero(hit & pos)
    tn = np.count_nonzero(hit & ~pos)
    fp = np.count_nonzero(~hit & pos)
    fn = np.count_nonzero(~hit & ~pos)
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "misses and false alarms exchanged",
    r"exchang|swap|fp.{0,30}fn|fn.{0,30}fp|miss.{0,40}false alarm|false alarm.{0,40}miss|"
    r"order",
)
def confusion_fn_before_fp(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    tn = np.sum((y != pos_label) & (y_hat != pos_label))
    fp = np.sum((y != pos_label) & (y_hat == pos_label))
    fn = np.sum((y == pos_label) & (y_hat != pos_label))
    return tn, fn, fp, tp


@wrong(
    "confusion",
    "the definitions of fp and fn are mixed up",
    r"exchang|swap|mixed|fp.{0,30}fn|fn.{0,30}fp|miss.{0,40}false alarm|"
    r"false alarm.{0,40}miss",
)
def confusion_a_false_negative_is_a_negative(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    tn = np.sum((y != pos_label) & (y_hat != pos_label))
    # false positive: it is positive and we said something false
    fp = np.sum((y == pos_label) & (y_hat != pos_label))
    fn = np.sum((y != pos_label) & (y_hat == pos_label))
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "returned in the order tp, fp, fn, tn",
    r"order|revers|back ?wards|turned round|exchang|swap|other class|tn.{0,30}tp|"
    r"tp.{0,30}tn",
)
def confusion_tp_first(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    fp = np.sum((y != pos_label) & (y_hat == pos_label))
    fn = np.sum((y == pos_label) & (y_hat != pos_label))
    tn = np.sum((y != pos_label) & (y_hat != pos_label))
    return tp, fp, fn, tn


@wrong(
    "confusion",
    "returned in the order tp, tn, fp, fn",
    r"\border\b|permut|exchang|swap",
)
def confusion_tp_tn_fp_fn(y, y_hat, *, pos_label=1):
    TP = TN = FP = FN = 0
    for i in range(len(y_hat)):
        if y[i] == y_hat[i] == pos_label:
            TP += 1
        if y_hat[i] == pos_label and y[i] != y_hat[i]:
            FP += 1
        if y[i] == y_hat[i] != pos_label:
            TN += 1
        if y_hat[i] != pos_label and y[i] != y_hat[i]:
            FN += 1
    return (TP, TN, FP, FN)


@wrong(
    "confusion",
    "returns the 2 x 2 matrix of scikit-learn instead of four numbers",
    r"matrix|2 ?[x×,] ?2|shape|four|ravel|flat|tuple|table",
)
def confusion_the_whole_matrix(y, y_hat, *, pos_label=1):
    return confusion_matrix(y, y_hat, labels=[1 - pos_label, pos_label])


@wrong(
    "confusion",
    "positive is ignored, always counts for class 1",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label",
)
def confusion_always_class_one(y, y_hat, *, pos_label=1):
    tp = np.sum((y == 1) & (y_hat == 1))
    tn = np.sum((y == 0) & (y_hat == 0))
    fp = np.sum((y == 0) & (y_hat == 1))
    fn = np.sum((y == 1) & (y_hat == 0))
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "scikit-learn's ravel without labels: positive ignored, and one entry when one class is there",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label|labels|four|entries|too few|unpack|values",
)
def confusion_ravel_from_the_docs(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion_matrix(y, y_hat).ravel()
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "labels the wrong way round in scikit-learn, so it counts the other class",
    r"other class|labels|revers|order|class 0|opposite|tn.{0,30}tp|"
    r"tp.{0,30}tn|back ?wards",
)
def confusion_labels_positive_first(y, y_hat, *, pos_label=1):
    return tuple(confusion_matrix(y, y_hat, labels=[pos_label, 1 - pos_label]).ravel())


@wrong(
    "confusion",
    "y and y_hat swapped in the call of confusion_matrix",
    r"exchang|swap|fp.{0,30}fn|fn.{0,30}fp|miss.{0,40}false alarm|false alarm.{0,40}miss|"
    r"order|transpos",
)
def confusion_predictions_first(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion_matrix(y_hat, y, labels=[1 - pos_label, pos_label]).ravel()
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "shares of all cases instead of counts",
    r"share|fraction|rate|counts?\b.{0,30}(not|divid)|divid|\bmean|"
    r"whole number|1 ?/ ?n|between 0 and 1",
)
def confusion_mean_of_masks(y, y_hat, *, pos_label=1):
    t = y == pos_label
    g = y_hat == pos_label
    return np.mean(~t & ~g), np.mean(~t & g), np.mean(t & ~g), np.mean(t & g)


@wrong(
    "confusion",
    "rates within the true class instead of counts (normalize='true')",
    r"\brates?\b|share|fraction|normal|divid|whole number|between 0 and 1",
)
def confusion_normalized_by_truth(y, y_hat, *, pos_label=1):
    return tuple(
        confusion_matrix(y, y_hat, labels=[1 - pos_label, pos_label], normalize="true").ravel()
    )


@wrong("confusion", "nothing is returned", r"return|None|nothing")
def confusion_no_return(y, y_hat, *, pos_label=1):
    tn = np.sum((y != pos_label) & (y_hat != pos_label))
    fp = np.sum((y != pos_label) & (y_hat == pos_label))
    fn = np.sum((y == pos_label) & (y_hat != pos_label))
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    counts = (tn, fp, fn, tp)  # noqa: F841


@wrong("confusion", "prints the counts and returns nothing", r"return|None|nothing|print")
def confusion_printed(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion_matrix(y, y_hat, labels=[1 - pos_label, pos_label]).ravel()
    print("tn", tn, "fp", fp, "fn", fn, "tp", tp)


@wrong(
    "confusion",
    "the return stands inside the loop, only the first case is counted",
    r"loop|first|indent|one case|only one|add up|number of cases|too few",
)
def confusion_return_in_the_loop(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = 0, 0, 0, 0
    for i in range(len(y)):
        if y_hat[i] == pos_label:
            if y[i] == pos_label:
                tp += 1
            else:
                fp += 1
        elif y[i] == pos_label:
            fn += 1
        else:
            tn += 1
        return tn, fp, fn, tp


@wrong(
    "confusion",
    "`and` between arrays",
    r"`and`|&|logical_and|ambiguous|truth value|raise|stops with|ValueError",
)
def confusion_and_for_ampersand(y, y_hat, *, pos_label=1):
    tp = np.sum(y == pos_label and y_hat == pos_label)
    fp = np.sum(y != pos_label and y_hat == pos_label)
    fn = np.sum(y == pos_label and y_hat != pos_label)
    tn = np.sum(y != pos_label and y_hat != pos_label)
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "no brackets round the comparisons beside &",
    r"bracket|parenthes|preced|&|ambiguous|truth value|raise|stops with|ValueError",
)
def confusion_ampersand_binds_tighter(y, y_hat, *, pos_label=1):
    tp = sum(y == pos_label & y_hat == pos_label)
    fp = sum(y != pos_label & y_hat == pos_label)
    fn = sum(y == pos_label & y_hat != pos_label)
    tn = sum(y != pos_label & y_hat != pos_label)
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "fp counts all who were called positive, fn all who are positive",
    r"all .{0,30}(called|who are|alarms)|add up|includ|twice|doubl|"
    r"too many|number of cases|fp.{0,40}tp|fn.{0,40}tp",
)
def confusion_margins(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    tn = np.sum((y != pos_label) & (y_hat != pos_label))
    fp = np.sum(y_hat == pos_label)
    fn = np.sum(y == pos_label)
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "tn counts all correct answers of both classes",
    r"correct|both classes|\btn\b|add up|too many|twice|true neg|"
    r"number of cases|\bhits\b",
)
def confusion_tn_is_every_hit(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    fp = np.sum((y != pos_label) & (y_hat == pos_label))
    fn = np.sum((y == pos_label) & (y_hat != pos_label))
    tn = np.sum(y == y_hat)
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "= in place of +=, no count is above one",
    r"\+=|overwrit|at most (one|1)|never above|above (one|1)|loop|"
    r"add up|number of cases|too few",
)
def confusion_sets_to_one(y, y_hat, *, pos_label=1):
    tn = fp = fn = tp = 0
    for a, b in zip(y, y_hat):
        if a == pos_label and b == pos_label:
            tp = 1
        elif a == pos_label:
            fn = 1
        elif b == pos_label:
            fp = 1
        else:
            tn = 1
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "the last case is left out (range(n - 1))",
    r"last|(one|1) (case )?(too few|short|missing|fewer)|left out|"
    r"off by one|n ?[-−] ?1|range|add up|number of cases|too few",
)
def confusion_all_but_the_last(y, y_hat, *, pos_label=1):
    counts = {"tn": 0, "fp": 0, "fn": 0, "tp": 0}
    for i in range(len(y) - 1):
        first = "t" if y[i] == y_hat[i] else "f"
        second = "p" if y_hat[i] == pos_label else "n"
        counts[first + second] += 1
    return counts["tn"], counts["fp"], counts["fn"], counts["tp"]


@wrong(
    "confusion",
    "MATLAB habits: the first case is skipped",
    r"first|(one|1) (case )?(too few|short|missing|fewer)|left out|"
    r"skip|off by one|range|add up|number of cases|too few",
)
def confusion_counts_from_one(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = 0, 0, 0, 0
    for i in range(1, len(y)):
        if y[i] == pos_label and y_hat[i] == pos_label:
            tp = tp + 1
        if y[i] != pos_label and y_hat[i] != pos_label:
            tn = tn + 1
        if y[i] != pos_label and y_hat[i] == pos_label:
            fp = fp + 1
        if y[i] == pos_label and y_hat[i] != pos_label:
            fn = fn + 1
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "takes the negatives to be labelled -1",
    r"-1|label|negative(s| class)|\btn\b|true neg|add up|number of cases|too few",
)
def confusion_minus_one_labels(y, y_hat, *, pos_label=1):
    tp = ((y == pos_label) & (y_hat == pos_label)).sum()
    fp = ((y == -1) & (y_hat == pos_label)).sum()
    fn = ((y == pos_label) & (y_hat == -1)).sum()
    tn = ((y == -1) & (y_hat == -1)).sum()
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "len of a mask in place of its sum, every count is n",
    r"\blen\b|all cases|every case|all (four )?(are )?(equal|the same)|"
    r"size|add up|number of cases|too many|= ?n\b",
)
def confusion_len_of_masks(y, y_hat, *, pos_label=1):
    tp = len((y == pos_label) & (y_hat == pos_label))
    fp = len((y != pos_label) & (y_hat == pos_label))
    fn = len((y == pos_label) & (y_hat != pos_label))
    tn = len((y != pos_label) & (y_hat != pos_label))
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "`is` in place of ==, NumPy numbers are never the same object, so all are negatives",
    r"`is`|is positive|==|identit|same object|all .{0,20}negative|"
    r"never|nobody|tn\b.{0,30}(n\b|all|every)",
)
def confusion_is_for_equals(y, y_hat, *, pos_label=1):
    tn = fp = fn = tp = 0
    for t, g in zip(y, y_hat):
        if t is pos_label and g is pos_label:
            tp += 1
        elif t is pos_label:
            fn += 1
        elif g is pos_label:
            fp += 1
        else:
            tn += 1
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "the counts start at one (smoothing)",
    r"\b(one|1)\b.{0,40}(too (many|large|high)|more)|start|smooth|"
    r"\+ ?1\b|too (many|large|high)|off by one|add up|number of cases",
)
def confusion_laplace(y, y_hat, *, pos_label=1):
    counts = [1, 1, 1, 1]
    for t, g in zip(y == pos_label, y_hat == pos_label):
        counts[2 * int(t) + int(g)] += 1
    return tuple(counts)


@wrong(
    "confusion",
    "flips the caller's labels in place for class 0",
    r"chang|mutat|overwr|modif|in place|input|argument|copy|caller",
)
def confusion_recodes_in_place(y, y_hat, *, pos_label=1):
    if pos_label == 0:
        y[:] = 1 - y
        y_hat[:] = 1 - y_hat
    tp = np.sum(y * y_hat)
    fp = np.sum((1 - y) * y_hat)
    fn = np.sum(y * (1 - y_hat))
    tn = np.sum((1 - y) * (1 - y_hat))
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "reads y_test and y_pred from the notebook instead of the arguments",
    r"notebook|global|argument|whatever|same (answer|result)|depend",
)
def confusion_of_the_test_set(y, y_hat, *, pos_label=1):
    tn = np.sum((y_test != pos_label) & (y_pred != pos_label))
    fp = np.sum((y_test != pos_label) & (y_pred == pos_label))
    fn = np.sum((y_test == pos_label) & (y_pred != pos_label))
    tp = np.sum((y_test == pos_label) & (y_pred == pos_label))
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "returns a dictionary",
    r"dict|tuple|four|type|unpack|keys",
)
def confusion_as_a_dict(y, y_hat, *, pos_label=1):
    a, p = y == pos_label, y_hat == pos_label
    return {
        "tn": (~a & ~p).sum(),
        "fp": (~a & p).sum(),
        "fn": (a & ~p).sum(),
        "tp": (a & p).sum(),
    }


@wrong(
    "confusion",
    "returns the masks, not how many are True",
    r"mask|count|one number|scalar|array|shape|bool|True|not (summed|added)|"
    r"add(ed)? up",
)
def confusion_masks(y, y_hat, *, pos_label=1):
    t, g = y == pos_label, y_hat == pos_label
    return (~t) & (~g), (~t) & g, t & (~g), t & g


@wrong(
    "confusion",
    "bincount without minlength: too few entries when nobody is a true positive",
    r"minlength|too few|entries|four|length|shape|values|unpack",
)
def confusion_bincount_too_short(y, y_hat, *, pos_label=1):
    return tuple(np.bincount((y == pos_label) * 2 + (y_hat == pos_label)))


@wrong(
    "confusion",
    "the negative class is always 0: with pos_label=0 tn and tp count the same cases",
    r"\bpositive ?=|`pos_label`|hard|fixed|always 0|is not 0|negative class|"
    r"\btn\b|other class|1 ?[-−] ?positive",
)
def confusion_negatives_are_zero(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    fp = np.sum((y == 0) & (y_hat == pos_label))
    fn = np.sum((y == pos_label) & (y_hat == 0))
    tn = np.sum((y == 0) & (y_hat == 0))
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "multiplies with positive, so that class 0 has no positives at all",
    r"\bpositive ?=|`pos_label`|class 0|multipl|times 0|either class",
)
def confusion_times_positive(y, y_hat, *, pos_label=1):
    a = y * pos_label
    p = y_hat * pos_label
    return np.sum((1 - a) * (1 - p)), np.sum((1 - a) * p), np.sum(a * (1 - p)), np.sum(a * p)


@wrong(
    "confusion",
    "positive ignored, and misses and false alarms exchanged",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label|exchang|swap|fp.{0,30}fn|fn.{0,30}fp|miss.{0,40}false alarm|"
    r"false alarm.{0,40}miss|order",
)
def confusion_xor_of_two_mistakes(y, y_hat, *, pos_label=1):
    tn, fn, fp, tp = confusion_matrix(y, y_hat, labels=[0, 1]).flatten()
    return tn, fp, fn, tp


@wrong(
    "confusion",
    "shares instead of counts, and tp first",
    r"share|fraction|\brates?\b|divid|\bmean|whole number|order|"
    r"revers|back ?wards|tn.{0,30}tp|tp.{0,30}tn|exchang|swap",
)
def confusion_shares_tp_first(y, y_hat, *, pos_label=1):
    n = len(y)
    tp = sum((y == pos_label) & (y_hat == pos_label)) / n
    fp = sum((y != pos_label) & (y_hat == pos_label)) / n
    fn = sum((y == pos_label) & (y_hat != pos_label)) / n
    tn = sum((y != pos_label) & (y_hat != pos_label)) / n
    return tp, fp, fn, tn


@wrong(
    "confusion",
    "counts the other class, and leaves the true negatives out",
    r"other class|1 ?[-−] ?positive|too few|three|four|entries|"
    r"length|missing|unpack|shape",
)
def confusion_three_of_the_other(y, y_hat, *, pos_label=1):
    neg = 1 - pos_label
    tp = np.sum((y == neg) & (y_hat == neg))
    fp = np.sum((y != neg) & (y_hat == neg))
    fn = np.sum((y == neg) & (y_hat != neg))
    return fp, fn, tp


@wrong(
    "confusion",
    "the last case is left out, and fp and fn are exchanged",
    r"last|off by one|n ?[-−] ?1|range|add up|number of cases|too few|exchang|swap|"
    r"fp.{0,30}fn|fn.{0,30}fp|\border\b",
)
def confusion_one_short_and_exchanged(y, y_hat, *, pos_label=1):
    counts = [0, 0, 0, 0]
    for i in range(len(y) - 1):
        counts[int(y[i] == pos_label) + 2 * int(y_hat[i] == pos_label)] += 1
    return tuple(counts)


# =============================================================================================
# precision
# =============================================================================================


@right("precision")
def precision_with_max(y, y_hat, *, pos_label=1):
    _, fp, _, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / max(tp + fp, 1)


@right("precision")
def precision_sklearn(y, y_hat, *, pos_label=1):
    return precision_score(y, y_hat, pos_label=pos_label, zero_division=0)


@right("precision")
def precision_among_the_alarms(y, y_hat, *, pos_label=1):
    alarms = y[y_hat == pos_label]
    if alarms.size == 0:
        return 0.0
    return np.mean(alarms == pos_label)


precision_in_a_lambda = lambda y, y_hat, *, pos_label=1: (  # noqa: E731
    sum(t == g == pos_label for t, g in zip(y, y_hat)) / (sum(g == pos_label for g in y_hat) or 1)
)
precision_in_a_lambda.__name__ = "precision_in_a_lambda"
right("precision")(precision_in_a_lambda)


@right("precision")
def precision_asks_for_forgiveness(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    try:
        return float(tp) / float(tp + fp)
    except ZeroDivisionError:
        return 0.0


@right("precision")
def precision_float32(y, y_hat, *, pos_label=1):
    t = (y == pos_label).astype(np.float32)
    g = (y_hat == pos_label).astype(np.float32)
    return np.divide(t @ g, g.sum(), out=np.zeros((), np.float32), where=g.sum() > 0).item()


@right("precision")
def precision_nan_to_num(y, y_hat, *, pos_label=1):
    with np.errstate(all="ignore"):
        tp = np.sum((y == pos_label) & (y_hat == pos_label))
        return np.nan_to_num(tp / np.sum(y_hat == pos_label))


@right("precision")
def precision_no_hit_no_precision(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    # without a hit it is 0, whatever the denominator
    if not tp:
        return 0.0
    return 1 / (1 + fp / tp)


@right("precision")
def precision_from_the_report(y, y_hat, *, pos_label=1):
    report = metrics.classification_report(
        y, y_hat, labels=[0, 1], output_dict=True, zero_division=0
    )
    return report[str(pos_label)]["precision"]


@wrong(
    "precision",
    "that is recall: fn in the denominator in place of fp",
    r"recall|sensitiv|\bfn\b|misse",
)
def precision_with_fn(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fn else 0.0


@wrong(
    "precision",
    "y and y_hat exchanged in the call of confusion, which gives recall",
    r"recall|exchang|swap|order|y_hat",
)
def precision_confusion_swapped(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y_hat, y, pos_label=pos_label)
    return tp / (tp + fp) if tp + fp else 0.0


@wrong(
    "precision",
    "specificity tn / (tn + fp)",
    r"specific|\btn\b|true neg|other class.{0,20}recall|recall of the other",
)
def precision_specificity(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tn / (tn + fp) if tn + fp else 0.0


@wrong(
    "precision",
    "negative predictive value tn / (tn + fn)",
    r"negative predict|npv|\btn\b|true neg|other class",
)
def precision_npv(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tn / (tn + fn) if tn + fn else 0.0


@wrong(
    "precision",
    "false discovery rate, one minus the precision",
    r"discover|1 ?[-−] ?(the )?precision|one minus|complement|"
    r"fp ?/|share of false|false alarms (among|in the num)|numerator",
)
def precision_false_discoveries(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if tp + fp == 0:
        return 0.0
    return fp / (fp + tp)


@wrong(
    "precision",
    "accuracy in place of precision",
    r"accura|share of (the )?(right|correct)|correct answers",
)
def precision_is_accuracy(y, y_hat, *, pos_label=1):
    return np.mean(y == y_hat)


@wrong(
    "precision",
    "tp divided by all cases",
    r"all cases|divid\w* by n\b|by all|number of cases|every case|len\(",
)
def precision_of_all(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    return tp / len(y)


@wrong(
    "precision",
    "tp divided by tp + tn",
    r"\btn\b|true neg|all (the )?correct|correct answers",
)
def precision_of_the_hits(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + tn) if tp + tn > 0 else 0.0


@wrong(
    "precision",
    "odds tp / fp, the hits missing in the denominator",
    r"odds|tp ?/ ?fp|above (1|one)|only .{0,20}(fp|false)|tp .{0,30}denominator|"
    r"denominator .{0,40}tp",
)
def precision_odds(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / fp if fp else 0.0


@wrong(
    "precision",
    "brackets missing: tp / tp + fp",
    r"bracket|parenthes|preced|above (1|one)|tp / tp",
)
def precision_no_brackets(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / tp + fp if tp else 0.0


@wrong(
    "precision",
    "divides by zero without any alarm",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def precision_zero_division(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp)


@wrong(
    "precision",
    "nan without any alarm",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def precision_mean_of_nothing(y, y_hat, *, pos_label=1):
    return (y[y_hat == pos_label] == pos_label).mean()


@wrong(
    "precision",
    "waits for a ZeroDivisionError that NumPy never raises: nan",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def precision_try_with_numpy(y, y_hat, *, pos_label=1):
    try:
        return np.sum((y == pos_label) & (y_hat == pos_label)) / np.sum(y_hat == pos_label)
    except ZeroDivisionError:
        return 0.0


@wrong(
    "precision",
    "1 without any alarm",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"\bno\b|without (any|a|an)\b|zero_division",
)
def precision_perfect_if_silent(y, y_hat, *, pos_label=1):
    return precision_score(y, y_hat, pos_label=pos_label, zero_division=1)


@wrong(
    "precision",
    "None without any alarm, the else is missing",
    r"None|nothing|0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|"
    r"zero)|\bno\b|without (any|a|an)\b",
)
def precision_without_else(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if tp + fp > 0:
        return tp / (tp + fp)


@wrong(
    "precision",
    "0 where there is no false alarm, which is the perfect case",
    r"no false alarm|fp ?(==|=|is) ?(0|zero)|perfect|without (a |any )?false|"
    r"precision (is|of) 1|guard",
)
def precision_asks_fp(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if fp == 0:
        return 0.0
    return tp / (tp + fp)


@wrong(
    "precision",
    "positive is not handed on to confusion",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label",
)
def precision_positive_not_passed(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat)
    return tp / (tp + fp) if tp + fp else 0.0


@wrong(
    "precision",
    "counts the mean label among the alarms, which for class 0 is one minus it",
    r"\bpositive ?=|`pos_label`|class 0|either class|1 ?[-−] ?|"
    r"one minus|complement|class 1|\bmean\b",
)
def precision_mean_label(y, y_hat, *, pos_label=1):
    called = y_hat == pos_label
    return y[called].mean() if called.any() else 0.0


@wrong(
    "precision",
    "macro average over both classes",
    r"macro|average|both classes|mean of|two classes",
)
def precision_macro(y, y_hat, *, pos_label=1):
    return precision_score(y, y_hat, average="macro", zero_division=0)


@wrong(
    "precision",
    "weighted average over both classes",
    r"weighted|average|both classes|mean of|two classes",
)
def precision_weighted(y, y_hat, *, pos_label=1):
    return precision_score(
        y, y_hat, pos_label=pos_label, labels=[0, 1], average="weighted", zero_division=0
    )


@wrong(
    "precision",
    "the other class's precision",
    r"other class|1 ?[-−] ?positive|opposite|class 0|wrong class",
)
def precision_of_the_other_class(y, y_hat, *, pos_label=1):
    return precision_score(y, y_hat, pos_label=1 - pos_label, zero_division=0)


@wrong(
    "precision",
    "a smoothing one in the denominator",
    r"\+ ?1\b|smooth|too (small|low)|added .{0,30}denominator|"
    r"denominator .{0,40}(add|large|1|one)|epsilon",
)
def precision_plus_one(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp + 1)


@wrong(
    "precision",
    "an epsilon of 0.001 in the denominator",
    r"epsilon|\beps\b|small (number|constant)|1e-|0\.001|slightly|"
    r"a little|denominator .{0,40}(add|large)",
)
def precision_epsilon(y, y_hat, *, pos_label=1):
    eps = 1e-3
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp + eps)


@wrong("precision", "whole-number division", r"//|whole|integer|floor|truncat|round|\bint\b")
def precision_floor_division(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp // (tp + fp) if tp + fp else 0


@wrong("precision", "rounded to two places", r"round|decimal|digit|places")
def precision_rounded(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if tp + fp == 0:
        return 0.0
    return round(tp / (tp + fp), 2)


@wrong("precision", "in percent", r"percent|100|hundred|%|factor")
def precision_percent(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 100 * tp / (tp + fp) if tp + fp else 0.0


@wrong(
    "precision",
    "unpacks the counts as tp, fp, fn, tn",
    r"unpack|order|\btn\b|other class|specific|revers",
)
def precision_unpacked_backwards(y, y_hat, *, pos_label=1):
    # tn and tp trade places, and fp and fn stay
    tp, fp, fn, tn = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp) if tp + fp else 0.0


@wrong("precision", "the return is missing", r"return|None|nothing")
def precision_no_return(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    precision = tp / (tp + fp) if tp + fp else 0.0  # noqa: F841


@wrong(
    "precision",
    "reads the counts of the notebook",
    r"notebook|global|argument|same (answer|result)|depend",
)
def precision_of_the_notebook(y, y_hat, *, pos_label=1):
    return tp_ / (tp_ + fp_) if tp_ + fp_ else 0.0


@wrong(
    "precision",
    "one precision for each class instead of one number",
    r"array|one number|scalar|shape|each class|both classes|two numbers",
)
def precision_of_each(y, y_hat, *, pos_label=1):
    return precision_score(y, y_hat, labels=[0, 1], average=None, zero_division=0)


@wrong(
    "precision",
    "recall in place of precision, and positive ignored",
    r"recall|sensitiv|\bfn\b|miss|\bpositive ?=|`pos_label`|ignor|"
    r"always .{0,20}class|class 1|either class|whichever class|"
    r"pass(ed|es)?\b|hand(ed)? on|pos_label",
)
def precision_recall_of_one(y, y_hat, *, pos_label=1):
    return recall_score(y, y_hat, zero_division=0)


@wrong(
    "precision",
    "divides by all cases, and positive ignored",
    r"all cases|divid\w* by n\b|by all|number of cases|every case|"
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label",
)
def precision_mean_of_the_product(y, y_hat, *, pos_label=1):
    return np.mean(y * y_hat)


@wrong(
    "precision",
    "one minus the precision, and nan without any alarm",
    r"discover|1 ?[-−] ?(the )?precision|one minus|complement|share of false|fp ?/|"
    r"false alarms|0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|"
    r"zero)|nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def precision_mean_of_errors(y, y_hat, *, pos_label=1):
    return np.mean(y[y_hat == pos_label] != pos_label)


@wrong(
    "precision",
    "recall in place of precision, and nan when nobody is positive",
    r"recall|sensitiv|\bfn\b|misse|nan|0 ?/ ?0|zero|denominator",
)
def precision_mean_among_the_ill(y, y_hat, *, pos_label=1):
    return np.mean((y_hat == pos_label)[y == pos_label])


@wrong(
    "precision",
    "unpacked as tp, tn, fp, fn as in many blogs, and in percent",
    r"unpack|\border\b|exchang|swap|tn, fp, fn, tp|percent|100|%",
)
def precision_blog_percent(y, y_hat, *, pos_label=1):
    tp, tn, fp, fn = confusion(y, y_hat, pos_label=pos_label)
    return 100 * tp / (tp + fp) if tp + fp else 0.0


# =============================================================================================
# recall
# =============================================================================================


@right("recall")
def recall_sklearn(y, y_hat, *, pos_label=1):
    from sklearn.metrics import recall_score as r

    return r(y, y_hat, pos_label=pos_label, zero_division=0.0)


@right("recall")
def recall_found_among_the_ill(y, y_hat, *, pos_label=1):
    found = [g == pos_label for t, g in zip(y, y_hat) if t == pos_label]
    return sum(found) / len(found) if found else 0.0


@right("recall")
def recall_is_precision_mirrored(y, y_hat, *, pos_label=1):
    return precision(y_hat, y, pos_label=pos_label)


@right("recall")
def recall_one_minus_the_missed(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if tp + fn == 0:
        return 0.0
    return 1 - fn / (tp + fn)


@right("recall")
def recall_bool_index(y, y_hat, *, pos_label=1):
    ill = np.flatnonzero(np.asarray(y) == pos_label)
    if len(ill) < 1:
        return 0
    return (np.asarray(y_hat)[ill] == pos_label).mean()


class _Recall:
    __name__ = "recall_as_an_object"

    def __call__(self, y, y_hat, *, pos_label=1):
        tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
        return np.float64(tp) / (tp + fn) if (tp + fn) != 0 else np.float64(0)


recall_as_an_object = right("recall")(_Recall())


@right("recall")
def recall_walks_down(y, y_hat, *, pos_label=1):
    def walk(i, tp, fn):
        if i == len(y):
            return tp, fn
        if y[i] != pos_label:
            return walk(i + 1, tp, fn)
        return walk(i + 1, tp + (y_hat[i] == pos_label), fn + (y_hat[i] != pos_label))

    # in pieces, Python does not like a deep recursion
    tp = fn = 0
    whole_y, whole_hat = y, y_hat
    for start in range(0, len(whole_y), 200):
        y, y_hat = whole_y[start : start + 200], whole_hat[start : start + 200]
        tp, fn = walk(0, tp, fn)
    return float(tp) / float(tp + fn) if tp + fn else 0.0


@right("recall")
def recall_np_where(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(np.where(tp + fn == 0, 0.0, np.float64(tp) / np.float64(tp + fn)))


@wrong(
    "recall",
    "that is precision: fp in the denominator in place of fn",
    r"precision|\bfp\b|false alarm",
)
def recall_with_fp(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp) if tp + fp else 0.0


@wrong(
    "recall",
    "precision, since y and y_hat are exchanged in the inner call",
    r"precision|exchang|swap|order|y_hat",
)
def recall_sklearn_swapped(y, y_hat, *, pos_label=1):
    return recall_score(y_hat, y, pos_label=pos_label, zero_division=0)


@wrong(
    "recall",
    "specificity, the recall of the other class",
    r"specific|other class|\btn\b|true neg",
)
def recall_specificity(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tn / (tn + fp) if (tn + fp) else 0.0


@wrong(
    "recall",
    "the miss rate fn / (fn + tp), one minus the recall",
    r"miss|1 ?[-−] ?(the )?recall|one minus|complement|fn ?/|false neg|numerator",
)
def recall_miss_rate(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return fn / (fn + tp) if fn + tp else 0.0


@wrong(
    "recall",
    "the false positive rate fp / (fp + tn)",
    r"false.positive rate|fpr|fp ?/|false alarm|1 ?[-−] ?spec",
)
def recall_fpr(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return fp / (fp + tn) if fp + tn else 0.0


@wrong(
    "recall",
    "accuracy in place of recall",
    r"accura|share of (the )?(right|correct)|correct answers",
)
def recall_accuracy(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return (tp + tn) / (tn + fp + fn + tp)


@wrong(
    "recall",
    "balanced accuracy, the mean of both recalls",
    r"balanced|macro|average|both classes|mean of",
)
def recall_balanced(y, y_hat, *, pos_label=1):
    return recall_score(y, y_hat, average="macro", zero_division=0)


@wrong(
    "recall",
    "micro average, which is the accuracy",
    r"micro|accura|correct answers",
)
def recall_micro(y, y_hat, *, pos_label=1):
    return recall_score(y, y_hat, pos_label=pos_label, average="micro")


@wrong(
    "recall",
    "positive ignored, recall of class 1",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label",
)
def recall_without_pos_label(y, y_hat, *, pos_label=1):
    return recall_score(y, y_hat, zero_division=0)


@wrong(
    "recall",
    "the denominator counts class 1 whatever positive is",
    r"\bpositive ?=|`pos_label`|sum of y|np\.sum\(y\)|class 0|class 1|"
    r"either class|ignor|y == pos_label",
)
def recall_sum_of_y(y, y_hat, *, pos_label=1):
    tp = np.sum((y == pos_label) & (y_hat == pos_label))
    return tp / np.sum(y) if np.sum(y) else 0.0


@wrong(
    "recall",
    "fails without any positive case",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def recall_unguarded(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn)


@wrong(
    "recall",
    "nan without any positive case",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def recall_nan(y, y_hat, *, pos_label=1):
    return np.mean(y_hat[y == pos_label] == pos_label)


@wrong(
    "recall",
    "the guard looks at tp + fp in place of tp + fn",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"\bno\b|without (any|a|an)\b|guard|tp \+ fp",
)
def recall_guard_copied_from_precision(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fp else 0.0


@wrong(
    "recall",
    "1 without any positive case",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"\bno\b|without (any|a|an)\b|nothing to find|0 where",
)
def recall_nothing_to_find(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if tp + fn == 0:
        return 1.0
    return tp / (tp + fn)


@wrong(
    "recall",
    "0 where nobody is missed, which is the perfect case",
    r"nobody|no(body)? .{0,15}miss|fn ?(==|=|is) ?(0|zero)|perfect|"
    r"without (a |any )?miss|recall (is|of) 1|guard",
)
def recall_asks_fn(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if fn else 0.0


@wrong(
    "recall",
    "tp over all cases",
    r"all cases|divid\w* by n\b|by all|number of cases|every case|len\(",
)
def recall_over_n(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / len(y)


@wrong(
    "recall",
    "tp / (tp + tn)",
    r"\btn\b|true neg|all (the )?correct|correct answers",
)
def recall_hits_of_hits(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + tn) if tp + tn else 0.0


@wrong(
    "recall",
    "brackets missing: tp / tp + fn",
    r"bracket|parenthes|preced|above (1|one)|tp / tp",
)
def recall_forgot_brackets(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 0.0 if tp == 0 else tp / tp + fn


@wrong(
    "recall",
    "tp / fn, the odds",
    r"odds|tp ?/ ?fn|above (1|one)|only .{0,20}(fn|miss)|tp .{0,30}denominator|"
    r"denominator .{0,40}tp",
)
def recall_odds(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / fn if fn else 0.0


@wrong(
    "recall",
    "unpacked as tp, fn, fp, tn: recall of the other class",
    r"unpack|order|\btn\b|other class|specific|revers",
)
def recall_unpacked_backwards(y, y_hat, *, pos_label=1):
    tp, fn, fp, tn = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fn else 0.0


@wrong(
    "recall",
    "unpacked as tp, tn, fp, fn as in many blogs",
    r"unpack|\border\b|exchang|swap|tn, fp, fn, tp",
)
def recall_unpacked_as_in_a_blog(y, y_hat, *, pos_label=1):
    tp, tn, fp, fn = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fn else 0.0


@wrong("recall", "cast to int", r"\bint\b|whole|integer|floor|truncat|round|always 0")
def recall_int(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return int(tp / (tp + fn)) if tp + fn else 0


@wrong("recall", "rounded to three places", r"round|decimal|digit|places")
def recall_rounded(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return np.round(tp / (tp + fn), 3) if tp + fn else 0.0


@wrong("recall", "a string with a percent sign", r"percent|string|%|text|\bstr\b|number|type|100")
def recall_formatted(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return f"{tp / (tp + fn):.1%}" if tp + fn else "0.0%"


@wrong("recall", "printed, not returned", r"return|None|nothing|print")
def recall_printed(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    print(tp / (tp + fn) if tp + fn else 0.0)


@wrong(
    "recall",
    "an epsilon of a hundredth in the denominator",
    r"epsilon|\beps\b|small (number|constant)|1e-|0\.01|slightly|"
    r"a little|denominator .{0,40}(add|large)",
)
def recall_epsilon(y, y_hat, *, pos_label=1):
    epsilon = 0.01
    tp = ((y_hat == pos_label) & (y == pos_label)).sum()
    fn = ((y_hat != pos_label) & (y == pos_label)).sum()
    return tp / (tp + fn + epsilon)


@wrong(
    "recall",
    "returns the pair precision, recall",
    r"pair|two (numbers|values)|tuple|one number|scalar|shape",
)
def recall_and_precision(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r


@wrong(
    "recall",
    "counts the mean prediction among the ill, wrong for class 0",
    r"\bpositive ?=|`pos_label`|class 0|either class|1 ?[-−] ?|"
    r"one minus|complement|class 1|miss",
)
def recall_mean_prediction(y, y_hat, *, pos_label=1):
    ill = y == pos_label
    return y_hat[ill].mean() if ill.any() else 0.0


@wrong(
    "recall",
    "tests positive for truth: pos_label=0 falls back on class 1",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label|`or`|\bor 1|falls? back|0 is false|class 0",
)
def recall_positive_or_one(y, y_hat, *, pos_label=1):
    pos_label = pos_label or 1
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fn else 0.0


@wrong(
    "recall",
    "sets the misses of the caller's predictions to the truth",
    r"chang|mutat|overwr|modif|in place|input|argument|copy|caller",
)
def recall_corrects_the_predictions(y, y_hat, *, pos_label=1):
    missed = (y == pos_label) & (y_hat != pos_label)
    n_missed = missed.sum()
    y_hat[missed] = pos_label  # now all positives are found
    n_pos = (y == pos_label).sum()
    return (n_pos - n_missed) / n_pos if n_pos else 0.0


@wrong(
    "recall",
    "precision in place of recall, and of the other class",
    r"precision|\bfp\b|false alarm|other class|1 ?[-−] ?positive|negative predict|npv",
)
def recall_npv(y, y_hat, *, pos_label=1):
    return precision(y, y_hat, pos_label=1 - pos_label)


@wrong(
    "recall",
    "specificity, and in percent",
    r"specific|other class|\btn\b|true neg|percent|100|%",
)
def recall_specificity_percent(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tn / (tn + fp) * 100 if tn + fp else 0.0


@wrong(
    "recall",
    "positive ignored, and no guard for zero",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|either class|"
    r"whichever class|pass(ed|es)?\b|hand(ed)? on|pos_label|0 ?/ ?0|ZeroDivision|"
    r"divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|nan|no (alarm|positive|case|"
    r"call)|nobody|without (any|a|an)\b",
)
def recall_y_dot_y_hat(y, y_hat, *, pos_label=1):
    return float(y @ y_hat) / float(y.sum())


@wrong(
    "recall",
    "accuracy in place of recall, and rounded to one place",
    r"accura|correct answers|round|decimal|digit|places",
)
def recall_rounded_accuracy(y, y_hat, *, pos_label=1):
    return round(metrics.accuracy_score(y, y_hat), 1)


# =============================================================================================
# f1_score
# =============================================================================================


@right("f1_score")
def f1_harmonic_mean(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    return 2 * p * r / (p + r) if p + r else 0.0


@right("f1_score")
def f1_truth_and_call_exchanged(y, y_hat, *, pos_label=1):
    # F1 does not mind which of the two is the truth
    tn, fp, fn, tp = confusion(y_hat, y, pos_label=pos_label)
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


@right("f1_score")
def f1_dice_of_two_sets(y, y_hat, *, pos_label=1):
    ill = set(np.flatnonzero(y == pos_label).tolist())
    called = set(np.flatnonzero(y_hat == pos_label).tolist())
    try:
        return 2 * len(ill & called) / (len(ill) + len(called))
    except ZeroDivisionError:
        return 0.0


@right("f1_score")
def f1_sklearn_fbeta(y, y_hat, *, pos_label=1):
    return metrics.fbeta_score(y, y_hat, beta=1, pos_label=pos_label, zero_division=0)


@right("f1_score")
def f1_half_the_errors(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + 0.5 * (fp + fn)) if tp > 0 else 0.0


@right("f1_score")
def f1_reciprocals(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    if p == 0 or r == 0:
        return 0.0
    return 2 / (1 / p + 1 / r)


@right("f1_score")
def f1_from_jaccard(y, y_hat, *, pos_label=1):
    a = np.array(y) == pos_label
    b = np.array(y_hat) == pos_label
    union = np.sum(a | b)
    j = np.sum(a & b) / union if union else 0.0
    return 2 * j / (1 + j)


f1_partial_sklearn = partial(f1_score, zero_division=0)


@right("f1_score")
def f1_through_a_partial(y, y_hat, *, pos_label=1):
    return f1_partial_sklearn(list(y), list(y_hat), pos_label=pos_label)


@right("f1_score")
def f1_scipy_hmean(y, y_hat, *, pos_label=1):
    pair = [precision(y, y_hat, pos_label=pos_label), recall(y, y_hat, pos_label=pos_label)]
    return float(stats.hmean(pair)) if min(pair) > 0 else 0.0


@wrong(
    "f1_score",
    "arithmetic mean of precision and recall",
    r"arithmetic|harmonic|plain mean|mean of (the )?(two|precision|both)|"
    r"average of (the )?(two|precision|both)",
)
def f1_plain_mean(y, y_hat, *, pos_label=1):
    return (precision(y, y_hat, pos_label=pos_label) + recall(y, y_hat, pos_label=pos_label)) / 2


@wrong(
    "f1_score",
    "geometric mean of precision and recall",
    r"geometric|sqrt|square root|Fowlkes|harmonic",
)
def f1_geometric_mean(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    return math.sqrt(p * r)


@wrong("f1_score", "the 2 is missing: half of F1", r"half|\b2\b|factor|twice")
def f1_without_two(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    return p * r / (p + r) if p + r > 0 else 0.0


@wrong(
    "f1_score",
    "no 2 above and below: the Jaccard index",
    r"jaccard|IoU|intersection|twice|doubl|\b2\b.{0,40}(missing|tp|forgot)|"
    r"(missing|without|forgot\w*|no) .{0,20}\b2\b",
)
def f1_jaccard(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp + fn) if tp + fp + fn else 0.0


@wrong(
    "f1_score",
    "the 2 only above: 2 tp / (tp + fp + fn)",
    r"jaccard|\b2\b.{0,40}denominator|denominator.{0,40}\b2\b|above (1|one)|twice as|"
    r"double|too large|factor|only above",
)
def f1_two_only_above(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (tp + fp + fn) if tp + fp + fn else 0.0


@wrong(
    "f1_score",
    "the 2 only below: tp / (2 tp + fp + fn)",
    r"numerator|half|twice as|\b2\b.{0,40}(above|missing)|factor|too small|only below",
)
def f1_two_only_below(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (2 * tp + fp + fn) if 2 * tp + fp + fn else 0.0


@wrong(
    "f1_score",
    "brackets missing: 2 p r / p + r",
    r"bracket|parenthes|preced|above (1|one)|/ p \+",
)
def f1_missing_brackets(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    if p == 0:
        return 0.0
    return 2 * p * r / p + r


@wrong(
    "f1_score",
    "brackets missing: 2 tp / 2 tp + fp + fn",
    r"bracket|parenthes|preced|above (1|one)",
)
def f1_counts_without_brackets(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / 2 * tp + fp + fn


@wrong(
    "f1_score", "F2, recall counts more", r"\bbeta|F2|F_2|weigh|recall (counts|weigh)|4 ?(fn|\*)"
)
def f1_beta_two(y, y_hat, *, pos_label=1):
    return metrics.fbeta_score(y, y_hat, beta=2, pos_label=pos_label, zero_division=0)


@wrong(
    "f1_score",
    "F0.5, precision counts more",
    r"\bbeta|F0\.5|F_0|weigh|precision (counts|weigh)|0\.25",
)
def f1_beta_half(y, y_hat, *, pos_label=1):
    return metrics.fbeta_score(y, y_hat, beta=0.5, pos_label=pos_label, zero_division=0)


@wrong(
    "f1_score",
    "the product of precision and recall",
    r"product|precision ?[*·×] ?recall|not divided|divid|harmonic",
)
def f1_product(y, y_hat, *, pos_label=1):
    return precision(y, y_hat, pos_label=pos_label) * recall(y, y_hat, pos_label=pos_label)


@wrong(
    "f1_score",
    "the smaller of precision and recall",
    r"\bmin(imum)?\b|smaller|lower of|harmonic",
)
def f1_minimum(y, y_hat, *, pos_label=1):
    return min(precision(y, y_hat, pos_label=pos_label), recall(y, y_hat, pos_label=pos_label))


@wrong(
    "f1_score",
    "tn in place of tp in the denominator",
    r"\btn\b|true neg|all cases|number of cases|every case",
)
def f1_all_in_the_denominator(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (tp + tn + fp + fn)


@wrong("f1_score", "accuracy in place of F1", r"accura|micro|correct answers")
def f1_micro(y, y_hat, *, pos_label=1):
    return f1_score(y, y_hat, pos_label=pos_label, average="micro")


@wrong(
    "f1_score", "macro average of both classes", r"macro|average|both classes|mean of|two classes"
)
def f1_macro(y, y_hat, *, pos_label=1):
    return f1_score(y, y_hat, pos_label=pos_label, average="macro", zero_division=0)


@wrong(
    "f1_score",
    "weighted average of both classes",
    r"weighted|average|both classes|mean of|two classes",
)
def f1_weighted(y, y_hat, *, pos_label=1):
    one = f1_score(y, y_hat, pos_label=1, zero_division=0)
    zero = f1_score(y, y_hat, pos_label=0, zero_division=0)
    return np.mean(y) * one + (1 - np.mean(y)) * zero


@wrong(
    "f1_score",
    "positive ignored",
    r"\bpositive ?=|`pos_label`|ignor|always .{0,20}class|class 1|"
    r"either class|whichever class|pass(ed|es)?\b|hand(ed)? on|"
    r"pos_label",
)
def f1_sklearn_default(y, y_hat, *, pos_label=1):
    return f1_score(y, y_hat, zero_division=0)


@wrong(
    "f1_score",
    "positive handed to precision alone, recall is of class 1",
    r"recall.{0,50}(class|positive|pass|hand)|\bpositive ?=|`pos_label`|"
    r"pass(ed)?\b|handed|ignor",
)
def f1_positive_for_one_of_two(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat)
    return 2 * p * r / (p + r) if p + r else 0.0


@wrong(
    "f1_score",
    "the other class",
    r"other class|1 ?[-−] ?positive|opposite|\btn\b|true neg",
)
def f1_of_the_negatives(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tn / (2 * tn + fp + fn) if tn + fp + fn else 0.0


@wrong(
    "f1_score",
    "fails with 0 / 0",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def f1_zero_division(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (2 * tp + fp + fn)


@wrong(
    "f1_score",
    "fails when precision and recall are both 0",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b|both .{0,10}(0|zero)",
)
def f1_p_and_r_zero(y, y_hat, *, pos_label=1):
    p, r = precision(y, y_hat, pos_label=pos_label), recall(y, y_hat, pos_label=pos_label)
    return 2 * (p * r) / (p + r)


@wrong(
    "f1_score",
    "nan for 0 / 0",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def f1_nan(y, y_hat, *, pos_label=1):
    a = (y == pos_label).astype(float)
    p = (y_hat == pos_label).astype(float)
    return 2 * np.dot(a, p) / (a.sum() + p.sum())


@wrong(
    "f1_score",
    "1 for 0 / 0",
    r"0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|may be) (0|zero)|"
    r"\bno\b|without (any|a|an)\b|nothing|zero_division",
)
def f1_one_for_nothing(y, y_hat, *, pos_label=1):
    return f1_score(y, y_hat, pos_label=pos_label, zero_division=1.0)


@wrong(
    "f1_score",
    "gives up with 0 where fp + fn is 0, the perfect case",
    r"perfect|no (error|mistake)|fp \+ fn|without (an |any )?(error|mistake)|"
    r"guard|F1 (is|of) 1",
)
def f1_guard_at_no_errors(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    if fp + fn == 0:
        return 0.0
    return 2 * tp / (2 * tp + fp + fn)


@wrong(
    "f1_score",
    "fn counted twice, fp forgotten",
    r"\bfp\b|false alarm|fn.{0,20}twice|that is (the )?recall|recall in place",
)
def f1_fn_twice(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (2 * tp + fn + fn) if tp + fn else 0.0


@wrong(
    "f1_score",
    "fp and fn doubled as well as tp: that is Jaccard again",
    r"jaccard|IoU|intersection|fp.{0,40}(twice|doubl|\b2\b)|(twice|doubl|\b2\b).{0,40}fp",
)
def f1_everything_doubled(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (2 * (tp + fp + fn)) if tp + fp + fn else 0.0


@wrong(
    "f1_score",
    "counts unpacked as tp, fp, fn, tn: F1 of the other class",
    r"unpack|order|other class|\btn\b|revers",
)
def f1_unpacked_backwards(y, y_hat, *, pos_label=1):
    tp, fp, fn, tn = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


@wrong("f1_score", "Matthews correlation", r"matthews|mcc|correlation|\btn\b|true neg")
def f1_matthews(y, y_hat, *, pos_label=1):
    return metrics.matthews_corrcoef(y, y_hat)


@wrong("f1_score", "rounded to two places", r"round|decimal|digit|places")
def f1_rounded(y, y_hat, *, pos_label=1):
    return round(f1_score(y, y_hat, pos_label=pos_label, zero_division=0), 2)


@wrong("f1_score", "the return is missing", r"return|None|nothing")
def f1_no_return(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    f1 = 0.0
    if 2 * tp + fp + fn:
        f1 = 2 * tp / (2 * tp + fp + fn)  # noqa: F841


@wrong(
    "f1_score",
    "an epsilon of 0.01 in the denominator",
    r"epsilon|\beps\b|small (number|constant)|1e-|0\.01|slightly|"
    r"a little|denominator .{0,40}(add|large)",
)
def f1_epsilon(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    return 2 * p * r / (p + r + 1e-2)


@wrong(
    "f1_score",
    "recall in place of F1",
    r"recall\b.{0,40}(in place|alone|instead|not)|(is|gives|returns?|computes?|"
    r"alone) .{0,15}recall|\bfp\b|false alarm",
)
def f1_only_recall(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (2 * tp + 2 * fn) if tp + fn else 0.0


@wrong(
    "f1_score",
    "reads the counts of the notebook",
    r"notebook|global|argument|same (answer|result)|depend",
)
def f1_of_the_notebook(y, y_hat, *, pos_label=1):
    return 2 * tp_ / (2 * tp_ + fp_ + fn_)


@wrong(
    "f1_score",
    "arithmetic mean of precision and recall, and positive ignored",
    r"arithmetic|harmonic|average|mean of|\bpositive ?=|`pos_label`|"
    r"ignor|always .{0,20}class|class 1|either class|whichever class|"
    r"pass(ed|es)?\b|hand(ed)? on|pos_label",
)
def f1_mean_for_class_one(y, y_hat, *, pos_label=1):
    return np.mean([precision(y, y_hat), recall(y, y_hat)])


@wrong(
    "f1_score",
    "the 2 is missing, and it fails with 0 / 0",
    r"half|\b2\b|factor|twice|0 ?/ ?0|ZeroDivision|divi\w+ by (zero|0)|denominator (is|of|"
    r"may be) (0|zero)|nan|no (alarm|positive|case|call)|nobody|without (any|a|an)\b",
)
def f1_one_over_reciprocals(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    return 1 / (1 / p + 1 / r)


@wrong(
    "f1_score",
    "the Jaccard index, and of the other class",
    r"jaccard|IoU|intersection|twice|doubl|\b2\b.{0,30}(missing|tp)|other class|\btn\b",
)
def f1_jaccard_of_the_others(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tn / (tn + fp + fn) if tn + fp + fn else 0.0


@wrong(
    "f1_score",
    "macro average of both classes, and rounded",
    r"macro|average|both classes|two classes|round|decimal|digit|places",
)
def f1_macro_rounded(y, y_hat, *, pos_label=1):
    return round(f1_score(y, y_hat, average="macro", zero_division=0), 3)


@wrong(
    "f1_score",
    "brackets missing, and positive ignored",
    r"bracket|parenthes|preced|above (1|one)|\bpositive ?=|`pos_label`|ignor|class 1|"
    r"either class",
)
def f1_no_brackets_class_one(y, y_hat, *, pos_label=1):
    p, r = precision(y, y_hat), recall(y, y_hat)
    return 2 * p * r / p + r if p else 0.0


# =============================================================================================
# softmax
# =============================================================================================


@right("softmax")
def softmax_scipy(Z):
    import scipy.special

    return scipy.special.softmax(Z, axis=1)


@right("softmax")
def softmax_by_logsumexp(Z):
    return np.exp(Z - logsumexp(Z, axis=1, keepdims=True))


@right("softmax")
def softmax_row_by_row(Z):
    rows = []
    for z in Z:
        e = [math.exp(v - max(z)) for v in z]
        s = sum(e)
        rows.append([v / s for v in e])
    return np.array(rows)


@right("softmax")
def softmax_transposed_twice(Z):
    A = np.transpose(Z)
    A = np.exp(A - A.max(axis=0))
    return (A / A.sum(axis=0)).T


@right("softmax")
def softmax_of_all_differences(Z):
    # exp may overflow to inf, and 1 / inf is the 0 we want
    with np.errstate(over="ignore"):
        D = Z[:, None, :] - Z[:, :, None]
        return 1 / np.exp(D).sum(axis=2)


@right("softmax")
def softmax_apply_along_axis(Z):
    def one(z):
        e = np.exp(z - np.amax(z))
        return np.divide(e, np.einsum("k->", e))

    return np.apply_along_axis(one, 1, Z)


@right("softmax")
def softmax_shifts_and_shifts_back(Z):
    m = Z.max(axis=1)[:, np.newaxis]
    Z -= m
    E = np.exp(Z)
    Z += m
    return E / E.sum(axis=1).reshape(-1, 1)


@right("softmax")
def softmax_epsilon_that_is_harmless(Z):
    # 1e-15 beside a sum that is at least 1
    E = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return E / (np.sum(E, axis=-1, keepdims=True) + 1e-15)


@right("softmax")
def softmax_shift_by_a_bit_less(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True) + 5)
    return E / np.linalg.norm(E, ord=1, axis=1, keepdims=True)


@wrong(
    "softmax",
    "no shift: exp overflows with scores of 800",
    r"overflow|inf\b|nan|too large for exp|800|safe|largest|subtract .{0,30}max|"
    r"not shifted|no shift|shift (the|each|every)",
)
def softmax_naive(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)


@wrong(
    "softmax",
    "normalised down the columns (axis=0)",
    r"axis|column|each row|per row|every row|rows? .{0,20}(add up|sum)",
)
def softmax_axis_zero(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


@wrong(
    "softmax",
    "the whole table adds up to 1, no axis in the sum",
    r"axis|whole|table|all rows|every row|each row|per row|total|"
    r"rows? .{0,20}(add up|sum)",
)
def softmax_whole_table(Z):
    e = np.exp(Z - np.max(Z))
    return e / e.sum()


@wrong(
    "softmax",
    "shifted by the global maximum: far lower rows become 0 / 0",
    r"global|whole table|all rows|each row|its own|per row|every row|"
    r"underflow|0 ?/ ?0|nan",
)
def softmax_shift_by_global_max(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "shifted by the mean of the row: may still overflow",
    r"\bmean\b|overflow|nan|inf\b|800|largest",
)
def softmax_shift_by_mean(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "shifted by the minimum of the row: overflows even sooner",
    r"\bmin|smallest|overflow|nan|inf\b|800|largest",
)
def softmax_shift_by_min(Z):
    Z = Z - Z.min(axis=1, keepdims=True)
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "the shift is added in place of subtracted",
    r"overflow|nan|inf\b|800|\bsign\b|subtract|added|plus",
)
def softmax_plus_max(Z):
    E = np.exp(Z + Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "keepdims missing: shapes (n, K) and (n,) do not go together",
    r"keepdims|shape|broadcast|\[:, None\]|column|axis|raise|stops with|ValueError",
)
def softmax_without_keepdims(Z):
    E = np.exp(Z - Z.max(axis=1))
    return E / E.sum(axis=1)


@wrong(
    "softmax",
    "keepdims forgotten in the denominator",
    r"keepdims|shape|broadcast|\[:, None\]|column|axis|raise|stops with|ValueError",
)
def softmax_keepdims_once(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


@wrong(
    "softmax",
    "shifted by the maximum of every column, which changes the ratios",
    r"column|axis|its own|each row|per row|own max|same (number|shift)",
)
def softmax_column_maxima(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "a logistic for each score, the rows do not add up to 1",
    r"logistic|sigmoid|σ|add up|sum to|normali[sz]",
)
def softmax_is_logistic(Z):
    return logistic(Z)


@wrong(
    "softmax",
    "logistics divided by their sum (one against the rest)",
    r"logistic|sigmoid|σ|one.{0,8}rest|ratio",
)
def softmax_one_versus_rest(Z):
    P = logistic(Z)
    return P / P.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "scores divided by their sum, no exp",
    r"\bexp\b.{0,30}(missing|forgot|not|no\b|without)|(missing|forgot\w*|no|without|"
    r"needs?|take) .{0,20}\bexp|exponent|negative|plain scores|raw scores",
)
def softmax_plain_shares(Z):
    return Z / Z.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "powers of 2 in place of e",
    r"\bbase\b|2 ?\*\*|power|temperature|too (even|flat)",
)
def softmax_base_two(Z):
    E = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "returns the logarithms of the probabilities",
    r"logarithm|\blog\b|log.?softmax|negative",
)
def softmax_log(Z):
    return log_softmax(Z, axis=1)


@wrong(
    "softmax",
    "only exp, nothing is divided",
    r"divid|normali[sz]|add up|sum to|denominator|above 1",
)
def softmax_not_normalised(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


@wrong(
    "softmax",
    "0 and 1 at the largest score: hardmax",
    r"hard|argmax|0 (and|or) 1|0s and 1s|one.?hot|winner",
)
def softmax_one_hot_of_argmax(Z):
    P = np.zeros_like(Z, dtype=float)
    P[np.arange(len(Z)), Z.argmax(axis=1)] = 1.0
    return P


@wrong(
    "softmax",
    "returns the number of the class with the largest score (argmax)",
    r"argmax|class (number|label)|label|shape|\(n,",
)
def softmax_labels(Z):
    return np.argmax(softmax(Z), axis=1)


@wrong(
    "softmax",
    "exp(-z), the smallest score wins",
    r"minus|\bsign\b|-z\b|smallest|revers|mirror|opposite",
)
def softmax_minus(Z):
    E = np.exp(-Z - np.max(-Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "scores clipped at 500, so 800 and 600 look alike",
    r"clip|cut off|limit|alike|bound|800",
)
def softmax_clipped(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "a 1 in the denominator, as in the logistic",
    r"1 ?\+|\+ ?1|\b1\b in the denominator|one in the denominator|"
    r"extra|rows? .{0,20}(add up|sum)|less than 1|below 1|denominator",
)
def softmax_one_plus(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (1 + E.sum(axis=1, keepdims=True))


@wrong("softmax", "rounded to three places", r"round|decimal|digit|places|add up")
def softmax_rounded(Z):
    return np.round(softmax(Z), 3)


@wrong(
    "softmax",
    "an integer buffer cuts the probabilities down to 0",
    r"\bint|integer|whole|dtype|truncat|cast|buffer|cut|all (zero|0)|zeros",
)
def softmax_integer_buffer(Z):
    P = np.zeros(Z.shape, dtype=int)
    for i in range(len(Z)):
        e = np.exp(Z[i] - Z[i].max())
        P[i] = e / e.sum()
    return P


@wrong(
    "softmax",
    "the return stands inside the loop: the first row alone",
    r"loop|first|indent|shape|one row|only one|\(K",
)
def softmax_first_row(Z):
    for row in Z:
        e = np.exp(row - row.max())
        return e / e.sum()


@wrong(
    "softmax",
    "the last row alone comes back",
    r"last|loop|shape|one row|only one|\(K|overwrit",
)
def softmax_last_row(Z):
    for i in range(Z.shape[0]):
        e = np.exp(Z[i] - np.max(Z[i]))
        P = e / np.sum(e)
    return P


@wrong("softmax", "the return is missing", r"return|None|nothing")
def softmax_no_return(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    E /= E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "shifts the caller's scores in place",
    r"chang|mutat|overwr|modif|in place|-=|input|argument|copy|caller",
)
def softmax_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "divides by the maximum in place of subtracting it",
    r"divid\w* by .{0,20}(max|largest)|subtract|ratio|in place of|scale",
)
def softmax_divided_by_max(Z):
    E = np.exp(Z / np.abs(Z).max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "a temperature: scores divided by K",
    r"temperature|divid\w*.{0,20}(K|classes)|flat|too (even|close)|factor|scaled",
)
def softmax_temperature(Z):
    T = Z / Z.shape[1]
    E = np.exp(T - T.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "returned as (K, n)",
    r"transpos|shape|\(K|\.T\b",
)
def softmax_transposed(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return E / E.sum(axis=0)


@wrong(
    "softmax",
    "nan replaced by 0 after the overflow",
    r"nan|overflow|inf\b|nan|too large for exp|800|safe|largest|subtract .{0,30}max|"
    r"not shifted|no shift|shift (the|each|every)|rows? .{0,20}(add up|sum)",
)
def softmax_nan_to_num(Z):
    with np.errstate(all="ignore"):
        E = np.exp(Z)
        return np.nan_to_num(E / E.sum(axis=1, keepdims=True))


@wrong(
    "softmax",
    "softmax twice",
    r"twice|two times|again|double|flat|too (even|close)|already",
)
def softmax_twice(Z):
    return softmax(softmax(Z))


@wrong(
    "softmax",
    "every row standardised first",
    r"standard|scale|std|deviation|divid|unit",
)
def softmax_standardised(Z):
    S = (Z - Z.mean(axis=1, keepdims=True)) / (Z.std(axis=1, keepdims=True) + 1e-12)
    E = np.exp(S)
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "divided by the Euclidean length in place of the sum",
    r"norm|length|Euclid|square|root|add up|sum to|L2|denominator",
)
def softmax_unit_length(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / np.linalg.norm(E, axis=1, keepdims=True)


@wrong(
    "softmax",
    "math.exp on an array",
    r"math\.exp|array|scalar|TypeError|np\.exp|raise|one number",
)
def softmax_math_exp(Z):
    E = math.exp(Z)
    return E / sum(E)


@wrong(
    "softmax",
    "reads the scores of the notebook",
    r"notebook|global|argument|shape|same (answer|result)|depend",
)
def softmax_of_the_notebook(Z):
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "Python's sum adds up the rows: normalised down the columns",
    r"axis|column|each row|per row|every row|rows? .{0,20}(add up|sum)",
)
def softmax_builtin_sum(Z):
    E = np.exp(Z - Z.max())
    return E / sum(E)


@wrong(
    "softmax",
    "the last class is left out",
    r"last|class|shape|K ?- ?1|left out|too few|missing|one column",
)
def softmax_reference_class(Z):
    return softmax(Z)[:, :-1]


@wrong(
    "softmax",
    "every class is left out of its own denominator (odds)",
    r"odds|itself|left out|above (1|one)|others|denominator|add up|sum to",
)
def softmax_odds(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) - E)


@wrong(
    "softmax",
    "no shift, and normalised down the columns",
    r"overflow|inf\b|nan|too large for exp|800|safe|largest|subtract .{0,30}max|"
    r"not shifted|no shift|shift (the|each|every)|axis|column|each row|per row|every row",
)
def softmax_naive_axis_zero(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=0)


@wrong(
    "softmax",
    "no shift, and an epsilon that turns very low rows into zeros",
    r"overflow|inf\b|nan|too large for exp|800|safe|largest|subtract .{0,30}max|"
    r"not shifted|no shift|shift (the|each|every)|underflow|epsilon|\beps\b|small (number|"
    r"constant)|rows? .{0,20}(add up|sum)",
)
def softmax_naive_epsilon(Z):
    E = np.exp(Z)
    return E / (np.sum(E, axis=1, keepdims=True) + 1e-8)


@wrong(
    "softmax",
    "the sign is turned, and the whole table adds up to 1",
    r"minus|\bsign\b|-z\b|smallest|revers|mirror|opposite|axis|"
    r"whole|table|each row|per row|every row|rows? .{0,20}(add up|sum)",
)
def softmax_energy(Z):
    E = np.exp(Z.min() - Z)
    return E / np.sum(E)


@wrong(
    "softmax",
    "float16 on the way: too coarse, and overflows beyond 65504",
    r"float16|precis|coarse|overflow|nan|inf\b|800|not shifted|no shift|shift (the|each|"
    r"every)|dtype|digit|largest",
)
def softmax_half_precision(Z):
    E = np.exp(Z.astype(np.float16))
    return E / E.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    "the return stands inside the loop, and no shift",
    r"loop|first|indent|shape|one row|only one|overflow|nan|inf\b|800|largest",
)
def softmax_first_row_unsafe(Z):
    for z in Z:
        return np.array([np.exp(v) / sum(np.exp(u) for u in z) for v in z])


@wrong(
    "softmax",
    "shifted in place, and transposed",
    r"chang|mutat|overwr|modif|in place|-=|caller|transpos|shape|\(K|\.T\b",
)
def softmax_in_place_transposed(Z):
    Z -= np.max(Z, axis=1, keepdims=True)
    E = np.exp(Z).T
    return E / E.sum(axis=0)


# =============================================================================================
# softmax_gradient
# =============================================================================================


@right("softmax_gradient")
def sgrad_one_hot_by_eye(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    Y = np.eye(W.shape[1])[y]
    return X.T @ (P - Y) / len(y) + lam * W, (P - Y).mean(axis=0)


@right("softmax_gradient")
def sgrad_cs231n(W, b, X, y, *, lam=0.0):
    N = X.shape[0]
    dscores = softmax(X.dot(W) + b)
    dscores[range(N), y] -= 1
    dscores /= N
    dW = np.dot(X.T, dscores)
    db = np.sum(dscores, axis=0)
    dW += lam * W
    return dW, db


@right("softmax_gradient")
def sgrad_case_by_case(W, b, X, y, *, lam=0.0):
    d, K = W.shape
    dW = np.zeros((d, K))
    db = np.zeros(K)
    for x, t in zip(X, y):
        z = [sum(x[j] * W[j, k] for j in range(d)) + b[k] for k in range(K)]
        top = max(z)
        total = sum(math.exp(v - top) for v in z)
        for k in range(K):
            r = math.exp(z[k] - top) / total - (1 if k == t else 0)
            db[k] += r / len(X)
            for j in range(d):
                dW[j, k] += r * x[j] / len(X)
    return dW + lam * W, db


@right("softmax_gradient")
def sgrad_einsum(W, b, X, y, *, lam=0.0):
    R = softmax(score(W, b, X)) - (y[:, None] == np.arange(len(b)))
    return np.einsum("nd,nk->dk", X, R) / len(X) + lam * W, np.mean(R, 0)


@right("softmax_gradient")
def sgrad_with_bias_row_cut_off_again(W, b, X, y, *, lam=0.0):
    A = np.hstack([X, np.ones((len(X), 1))])
    V = np.vstack([W, b])
    R = softmax(A @ V) - np.identity(V.shape[1])[y]
    G = A.T @ R / len(X)
    G[:-1] += lam * V[:-1]
    return G[:-1], G[-1]


@right("softmax_gradient")
def sgrad_complex_step(W, b, X, y, *, lam=0.0):
    # one tiny imaginary nudge for every number, exact to the last digits
    def J(W, b):
        Z = X @ W + b
        Z = Z - Z.real.max(axis=1, keepdims=True)
        ell = np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y]
        return ell.mean() + lam / 2 * (W * W).sum()

    h = 1e-30
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for place in np.ndindex(*W.shape):
        V = W.astype(complex)
        V[place] += 1j * h
        dW[place] = J(V, b).imag / h
    for k in range(len(b)):
        c = b.astype(complex)
        c[k] += 1j * h
        db[k] = J(W, c).imag / h
    return dW, db


@right("softmax_gradient")
def sgrad_truth_taken_off_class_by_class(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    n, K = P.shape
    columns, biases = [], []
    for k in range(K):
        r = P[:, k] - np.where(y == k, 1, 0)
        columns.append(X.T @ r / n + lam * W[:, k])
        biases.append(r.sum() / n)
    return np.column_stack(columns), np.array(biases)


@right("softmax_gradient")
def sgrad_np_add_at(W, b, X, y, *, lam=0.0):
    n = len(X)
    P = np.exp(log_softmax(X @ W + b, axis=1))
    dW_T = P.T @ X
    np.subtract.at(dW_T, y, X)
    db = P.sum(axis=0) - np.bincount(y, minlength=P.shape[1])
    return (dW_T / n).T + lam * W, db / n


@wrong(
    "softmax_gradient",
    "sums in place of means",
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases",
)
def sgrad_sums(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D + lam * W, D.sum(axis=0)


@wrong(
    "softmax_gradient",
    "dW is divided by n, db is not",
    r"(\bdb\b|bias).{0,80}(mean|divid|/ ?n|sum)|(mean|divid|sum).{0,60}(\bdb\b|bias)",
)
def sgrad_db_is_a_sum(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(X) + lam * W, np.sum(D, axis=0)


@wrong(
    "softmax_gradient",
    "db is a mean, dW a sum",
    r"(\bdW\b|weight).{0,80}(mean|divid|/ ?n|sum)|(mean|divid|sum).{0,60}(\bdW\b|weight)",
)
def sgrad_dw_is_a_sum(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the penalty is inside the brackets and so divided by n",
    r"(penalt|\blam\b|λ|regulari).{0,60}(divid|/ ?\(?2? ?[nm]\b|by n\b|over n\b|"
    r"number of cases|outside|shrunk|too small|n times)|(lam|λ) ?/ ?\(?2? ?[nm]",
)
def sgrad_penalty_over_n(W, b, X, y, *, lam=0.0):
    m = X.shape[0]
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return (1 / m) * (X.T @ D + lam * W), (1 / m) * D.sum(axis=0)


@wrong(
    "softmax_gradient",
    "what was true minus what was said: both slopes have the wrong sign",
    r"\bsign\b|minus|opposite|uphill|negat|[yY] ?[-−] ?[pP]\b|revers",
)
def sgrad_truth_minus_said(W, b, X, y, *, lam=0.0):
    E = np.eye(W.shape[1])[y] - softmax(X @ W + b)
    return X.T @ E / len(y) + lam * W, E.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the penalty is missing",
    r"(penalt|\blam\b|λ|regulari).{0,60}(missing|forgot|left out|without|not |lack|add|"
    r"ignor|nowhere)|(without|\bno\b|missing|forgot\w*|forget\w*|add|lack\w*|"
    r"ignor\w*) .{0,40}(penalt|\blam\b|λ|regulari)",
)
def sgrad_no_penalty(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    P[np.arange(len(y)), y] -= 1
    return X.T @ P / len(y), P.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the penalty's slope is doubled: 2 lam W",
    r"twice|doubl|two|\b2\b|half|½|0\.5|factor",
)
def sgrad_two_lam(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    P[np.arange(len(y)), y] -= 1
    return X.T @ P / len(y) + 2 * lam * W, P.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the half is left standing: lam / 2 W",
    r"twice|doubl|two|\b2\b|half|½|0\.5|factor",
)
def sgrad_half_lam(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + 0.5 * lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the penalty is subtracted",
    r"(penalt|\blam\b|λ|regulari).{0,60}(sign|subtract|minus|negat|opposite)|"
    r"(sign|subtract\w*|minus|opposite).{0,60}(penalt|\blam\b|λ|regulari)",
)
def sgrad_minus_lam(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) - lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the biases are penalised as well",
    r"(bias|\bdb\b|\bb\b).{0,60}(penal|lam|λ|regulari)|(penal|lam|λ|regulari).{0,60}(bias|"
    r"\bdb\b|\bb\b)",
)
def sgrad_penalty_on_b(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0) + lam * b


@wrong(
    "softmax_gradient",
    "L1: lam times the sign of W",
    r"L1|lasso|sign of|np\.sign|absolute",
)
def sgrad_lasso(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * np.sign(W), D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "adds the penalty itself, one number, not its slope",
    r"(penalt|lam|λ|norm).{0,60}(itself|slope|one number|derivative|scalar|every (entry|"
    r"weight))|squares|\|\|W\|\||slope of the penalty",
)
def sgrad_penalty_itself(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + l2_penalty(W, lam), D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the labels themselves are subtracted, not one-hot",
    r"one.?hot|labels? (itself|themsel|as)|class number|indicator|"
    r"column of the true|\[k|number of the class",
)
def sgrad_minus_labels(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - y[:, None]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "dW is transposed, (K, d)",
    r"transpos|shape|\(K|\.T\b",
)
def sgrad_transposed(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return D.T @ X / len(y) + lam * W.T, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "db is one number, the mean over cases and classes",
    r"(\bdb\b|bias).{0,60}(axis|one number|scalar|column|shape|each class|every)|"
    r"each class|every bias|one number|scalar|\(K",
)
def sgrad_db_scalar(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, np.mean(D)


@wrong(
    "softmax_gradient",
    "db along the wrong axis: one number a case, all 0",
    r"(\bdb\b|bias).{0,60}(axis|row|column|shape|class|every)|axis|\(n,|\(K,",
)
def sgrad_db_axis_one(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=1)


@wrong(
    "softmax_gradient",
    "db comes as a row (1, K)",
    r"(\bdb\b|bias).{0,60}(shape|dimension|row)|keepdims|\(1,",
)
def sgrad_db_keepdims(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0, keepdims=True)


@wrong(
    "softmax_gradient",
    "returns (db, dW)",
    r"order|swap|exchang|db.{0,20}dW|shape",
)
def sgrad_db_first(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    dW = X.T @ D / len(y) + lam * W
    db = D.mean(axis=0)
    return db, dW


@wrong(
    "softmax_gradient",
    "returns dW alone",
    r"pair|\bdb\b.{0,30}(missing|return|forgot|too)|two|tuple|only dW|alone",
)
def sgrad_only_dw(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W


@wrong("softmax_gradient", "the return is missing", r"return|None|nothing")
def sgrad_no_return(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    dW, db = X.T @ D / len(y) + lam * W, D.mean(axis=0)  # noqa: F841


@wrong(
    "softmax_gradient",
    "X is not transposed",
    r"transpos|shape|\.T\b|matmul|raise|ValueError|mismatch",
)
def sgrad_x_not_transposed(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "a logistic for each class in place of softmax",
    r"logistic|sigmoid|σ|one.{0,8}rest|add up|sum to",
)
def sgrad_one_versus_rest(W, b, X, y, *, lam=0.0):
    D = logistic(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "softmax over the cases (axis 0)",
    r"axis|over the cases|each row|per row|every row|rows? .{0,20}(add up|sum)|"
    r"down the column",
)
def sgrad_softmax_of_columns(W, b, X, y, *, lam=0.0):
    Z = X @ W + b
    E = np.exp(Z - Z.max(axis=0))
    D = E / E.sum(axis=0) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "softmax forgotten: raw scores minus truth",
    r"softmax.{0,40}(missing|forgot|not|without|never|no )|(missing|forgot\w*|without|"
    r"no) .{0,20}softmax|raw|probabilit|scores? (minus|in place)|linear regression|logits",
)
def sgrad_scores_minus_truth(W, b, X, y, *, lam=0.0):
    D = X @ W + b - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "unsafe exp: nan with large scores",
    r"overflow|inf\b|nan|too large for exp|800|safe|largest|subtract .{0,30}max|"
    r"not shifted|no shift|shift (the|each|every)",
)
def sgrad_unsafe(W, b, X, y, *, lam=0.0):
    E = np.exp(X @ W + b)
    P = E / E.sum(axis=1, keepdims=True)
    D = P - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the bias is forgotten in the scores",
    r"bias|\+ b\b|\bb\b",
)
def sgrad_without_b(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "K is read from the labels: fails when the last class has no case",
    r"\bK\b|number of classes|labels|class.{0,40}(absent|missing|no case|not)|max|shape|"
    r"raise|broadcast",
)
def sgrad_k_from_y(W, b, X, y, *, lam=0.0):
    K = y.max() + 1
    D = softmax(X @ W + b) - np.eye(K)[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "OneHotEncoder makes a column only for classes that occur",
    r"one.?hot|encoder|\bK\b|number of classes|class.{0,40}(absent|missing|no case|occur|"
    r"not)|shape|raise|broadcast",
)
def sgrad_one_hot_encoder(W, b, X, y, *, lam=0.0):
    Y = OneHotEncoder(sparse_output=False).fit_transform(y.reshape(-1, 1))
    D = softmax(X @ W + b) - Y
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "LabelBinarizer: one column with two classes",
    r"one.?hot|binari|\bK\b|two classes|number of classes|class.{0,40}(absent|missing|"
    r"no case|not)|shape|raise|broadcast|column",
)
def sgrad_label_binarizer(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - LabelBinarizer().fit_transform(y)
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "classes counted from 1 as in R and MATLAB",
    r"\b(from|at) (1|one)\b|y ?- ?1|off by one|neighbou?r|shift|class.{0,20}(before|"
    r"number)|index|true class|one.?hot",
)
def sgrad_classes_from_one(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y - 1]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "mean over cases and classes: divided by n K",
    r"\bK\b|n ?[*·×]? ?K\b|number of classes|times too small|factor|P\.size|divid",
)
def sgrad_divided_by_nk(W, b, X, y, *, lam=0.0):
    D = (softmax(X @ W + b) - np.eye(W.shape[1])[y]) / (len(y) * W.shape[1])
    return X.T @ D + lam * W, D.sum(axis=0)


@wrong(
    "softmax_gradient",
    "divided by the number of features",
    r"feature|\bd\b|len\(W|number of cases|divid|factor|1 ?/ ?n",
)
def sgrad_divided_by_d(W, b, X, y, *, lam=0.0):
    n = len(W)
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / n + lam * W, D.sum(axis=0) / n


@wrong(
    "softmax_gradient",
    "divided by n - 1",
    r"n ?[-−] ?1|divid|factor|degree|1 ?/ ?n",
)
def sgrad_n_minus_one(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return X.T @ D / (len(y) - 1) + lam * W, D.sum(axis=0) / (len(y) - 1)


@wrong(
    "softmax_gradient",
    "an extra p (1 - p), the gradient of a squared error",
    r"squared|p ?\*? ?\(1|1 ?[-−] ?p\b|derivative of|extra|too small",
)
def sgrad_extra_derivative(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    D = (P - np.eye(W.shape[1])[y]) * P * (1 - P)
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "only the true class has a gradient, the other columns are 0",
    r"only the true|other (class|column)|zero|p_k|every class|"
    r"mask|true class (alone|only)",
)
def sgrad_only_true_class(W, b, X, y, *, lam=0.0):
    Y = np.eye(W.shape[1])[y]
    D = Y * (softmax(X @ W + b) - 1)
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "P alone, the truth is never subtracted",
    r"truth|\bY\b|true class|y is|labels?\b|one.?hot|never used|unused|not used",
)
def sgrad_without_truth(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    return X.T @ P / len(y) + lam * W, P.mean(axis=0)


@wrong(
    "softmax_gradient",
    "reads P from the notebook",
    r"notebook|global|argument|shape|raise|same (answer|result)|depend",
)
def sgrad_p_of_the_notebook(W, b, X, y, *, lam=0.0):
    D = P_train - np.eye(P_train.shape[1])[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "scales the caller's W by lam in place",
    r"chang|mutat|overwr|modif|in place|\*=|input|argument|copy|caller",
)
def sgrad_scales_w_in_place(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    W *= lam
    return X.T @ D / len(y) + W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "already a step downhill: returns W - dW, b - db",
    r"\bstep\b|new (weights|w)|W ?[-−] |moved|update|learning",
)
def sgrad_is_a_step(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return W - (X.T @ D / len(y) + lam * W), b - D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "hard calls in place of probabilities, as the perceptron does",
    r"hard|argmax|perceptron|0 (and|or) 1|calls?\b|probabilit|predicted class",
)
def sgrad_perceptron(W, b, X, y, *, lam=0.0):
    eye = np.eye(W.shape[1])
    D = eye[np.argmax(X @ W + b, axis=1)] - eye[y]
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the 1 is subtracted from column y of every case (P[:, y] in place of P[arange, y])",
    r"arange|index|P\[:, ?y|every (case|row)|more than one column|"
    r"one.?hot|several columns",
)
def sgrad_colon_y(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    P[:, y] -= 1
    return X.T @ P / len(y) + lam * W, P.mean(axis=0)


@wrong(
    "softmax_gradient",
    "the probabilities are stored in an integer buffer",
    r"\bint|integer|whole|dtype|truncat|cast|buffer|cut|hard",
)
def sgrad_integer_buffer(W, b, X, y, *, lam=0.0):
    D = np.zeros((len(y), W.shape[1]), dtype=int)
    D[:] = softmax(X @ W + b)
    D[np.arange(len(y)), y] -= 1
    return X.T @ D / len(y) + lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "sums in place of means, and no penalty",
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases|(penalt|\blam\b|λ|"
    r"regulari).{0,60}(missing|forgot|left out|without|not |lack|add|ignor|nowhere)|"
    r"(without|\bno\b|missing|forgot\w*|forget\w*|add|lack\w*|ignor\w*) .{0,40}(penalt|"
    r"\blam\b|λ|regulari)",
)
def sgrad_sums_no_penalty(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b)
    D[np.arange(len(y)), y] -= 1
    return X.T @ D, D.sum(axis=0)


@wrong(
    "softmax_gradient",
    "the wrong sign, and the penalty divided by n",
    r"\bsign\b|minus|opposite|uphill|negat|[yY] ?[-−] ?[pP]\b|revers|(penalt|\blam\b|λ|"
    r"regulari).{0,60}(divid|/ ?\(?2? ?[nm]\b|by n\b|over n\b|number of cases|outside|"
    r"shrunk|too small|n times)|(lam|λ) ?/ ?\(?2? ?[nm]",
)
def sgrad_sign_and_penalty(W, b, X, y, *, lam=0.0):
    m = len(y)
    Y = np.eye(W.shape[1])[y]
    D = Y - softmax(X @ W + b)
    return X.T @ D / m + lam / m * W, D.sum(axis=0) / m


@wrong(
    "softmax_gradient",
    "transposed, and the penalty on the biases too",
    r"transpos|shape|\(K|\.T\b|(bias|\bdb\b).{0,60}(penal|lam|λ)|"
    r"(penal|lam|λ).{0,60}(bias|\bdb\b)",
)
def sgrad_transposed_with_b(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    V = np.vstack([W, b])
    A = np.column_stack([X, np.ones(len(X))])
    G = (A.T @ D / len(y) + lam * V).T
    return G[:, :-1], G[:, -1]


@wrong(
    "softmax_gradient",
    "the bias is forgotten in the scores, and lam is doubled",
    r"bias|\+ b\b|\bb\b|twice|doubl|\b2\b|factor",
)
def sgrad_no_b_two_lam(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W) - np.eye(W.shape[1])[y]
    return X.T @ D / len(y) + 2 * lam * W, D.mean(axis=0)


@wrong(
    "softmax_gradient",
    "returns (db, dW), and both are sums",
    r"\border\b|swap|exchang|db.{0,20}dW|shape|\bmean|divid|1 ?/ ?n|number of cases",
)
def sgrad_sums_db_first(W, b, X, y, *, lam=0.0):
    D = softmax(X @ W + b) - np.eye(W.shape[1])[y]
    return D.sum(axis=0), X.T @ D + lam * W


@wrong(
    "softmax_gradient",
    "logistic in place of softmax, and the biases penalised",
    r"logistic|sigmoid|σ|one.{0,8}rest|(bias|\bdb\b).{0,60}(penal|lam|λ)|(penal|lam|"
    r"λ).{0,60}(bias|\bdb\b)",
)
def sgrad_ovr_penalised_b(W, b, X, y, *, lam=0.0):
    D = logistic(X @ W + b) - (y[:, None] == np.arange(len(b)))
    return X.T @ D / len(y) + lam * W, D.mean(axis=0) + lam * b


# =============================================================================================
# partial_sums
# =============================================================================================


@right("partial_sums")
def psums_as_in_the_text(w, b, X, y):
    r = logistic(score(w, b, X)) - y
    return len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@right("partial_sums")
def psums_loop(w, b, X, y):
    n, loss, dw, db = 0, 0.0, np.zeros(len(w)), 0.0
    for x, t in zip(X, y):
        z = float(np.dot(x, w) + b)
        p = 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
        n += 1
        loss += max(z, 0.0) - t * z + math.log1p(math.exp(-abs(z)))
        dw = dw + (p - t) * x
        db += p - t
    return n, loss, dw, db


@right("partial_sums")
def psums_ones_column(w, b, X, y):
    A = np.c_[X, np.ones(X.shape[0])]
    z = A @ np.append(w, b)
    g = (expit(z) - y) @ A
    return (
        X.shape[0],
        np.sum(np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0) - y * z),
        g[:-1],
        g[-1],
    )


@right("partial_sums")
def psums_signs(w, b, X, y):
    s = 2 * y - 1
    z = X.dot(w) + b
    loss = np.logaddexp(0, -s * z).sum()
    # p - y is -s times the probability of the other class
    r = -s * expit(-s * z)
    return np.ones(len(y)).sum(), loss, np.einsum("nd,n->d", X, r), r.sum()


@right("partial_sums")
def psums_means_times_n(w, b, X, y):
    n = y.size
    z = X @ w + b
    r = expit(z) - y
    return [
        n,
        n * np.mean(np.logaddexp(0, z) - y * z),
        n * np.mean(X * r[:, None], axis=0),
        n * r.mean(),
    ]


@right("partial_sums")
def psums_halves(w, b, X, y):
    # a sum may be taken in pieces, so why not here already
    if len(y) > 1:
        h = len(y) // 2
        left = psums_halves(w, b, X[:h], y[:h])
        right_ = psums_halves(w, b, X[h:], y[h:])
        return tuple(a + c for a, c in zip(left, right_))
    r = logistic(X @ w + b) - y
    return len(y), float(np.sum(sample_losses(w, b, X, y))), r @ X, float(np.sum(r))


@right("partial_sums")
def psums_log_expit(w, b, X, y):
    from scipy.special import log_expit

    z = X @ w + b
    loss = -(y * log_expit(z) + (1 - y) * log_expit(-z)).sum()
    r = np.where(y == 1, -expit(-z), expit(z))
    return np.shape(X)[0], loss, np.array([np.sum(X[:, j] * r) for j in range(len(w))]), r.sum()


@wrong(
    "partial_sums",
    "means in place of sums",
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases",
)
def psums_means(w, b, X, y):
    n = len(y)
    r = logistic(X @ w + b) - y
    return n, sample_losses(w, b, X, y).mean(), X.T @ r / n, r.mean()


@wrong(
    "partial_sums",
    "the loss is a mean, the slopes are sums",
    r"loss.{0,60}(\bmean|divid|/ ?n|average)|(mean|divid\w*|average).{0,40}loss",
)
def psums_mean_loss(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), np.mean(sample_losses(w, b, X, y)), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the slopes are means, the loss is a sum",
    r"(slope|\bdw\b|\bdb\b).{0,80}(mean|divid|/ ?n|average)|(mean|divid\w*|"
    r"average).{0,60}(slope|\bdw\b|\bdb\b)",
)
def psums_mean_slopes(w, b, X, y):
    m = X.shape[0]
    z = X @ w + b
    dw = 1 / m * X.T @ (logistic(z) - y)
    db = 1 / m * np.sum(logistic(z) - y)
    return m, np.sum(np.logaddexp(0, z) - y * z), dw, db


@wrong(
    "partial_sums",
    "the number of features in place of the number of cases",
    r"feature|number of columns|number of cases|len\(w|how many|"
    r"\bcount|first (number|entry|sum)",
)
def psums_counts_features(w, b, X, y):
    r = logistic(X @ w + b) - y
    return X.shape[1], sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "counts the positive cases in place of all",
    r"sum of y|positive|class 1|number of cases|how many|\bcount|"
    r"first (number|entry|sum)",
)
def psums_counts_positives(w, b, X, y):
    r = logistic(X @ w + b) - y
    return y.sum(), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the count is an array of ones, never summed",
    r"\bones\b|\bcount|how many|number of cases|one number|scalar|array|shape",
)
def psums_ones(w, b, X, y):
    r = logistic(X @ w + b) - y
    return np.ones(len(y)), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the losses are not added up, shape (n,)",
    r"loss.{0,60}(sum|add|shape|one number|array|scalar)|not (summed|added)|"
    r"scalar|one number",
)
def psums_all_losses(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "(p - y) x of every case, not added up",
    r"(\bdw\b|third|slope).{0,60}(sum|add|shape|every case|each)|"
    r"not (summed|added)|\(n, ?d|every case",
)
def psums_dw_of_every_case(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y).sum(), X * r[:, None], r.sum()


@wrong(
    "partial_sums",
    "p - y of every case, not added up",
    r"(\bdb\b|p ?[-−] ?y|bias|fourth|last).{0,60}(sum|add|shape|every case|each|"
    r"one number)|not (summed|added)|scalar|one number",
)
def psums_db_of_every_case(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r


@wrong(
    "partial_sums",
    "y - p in place of p - y",
    r"\bsign\b|minus|opposite|uphill|negat|[yY] ?[-−] ?[pP]\b|revers",
)
def psums_y_minus_p(w, b, X, y):
    r = y - logistic(X @ w + b)
    return len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the logistic is missing: scores minus labels",
    r"logistic|sigmoid|σ|probabilit|raw|scores? (minus|in place)",
)
def psums_without_logistic(w, b, X, y):
    r = score(w, b, X) - y
    return len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "hard calls in place of probabilities",
    r"hard|threshold|perceptron|0 (and|or) 1|calls?\b|rounded|probabilit",
)
def psums_perceptron(w, b, X, y):
    z = X @ w + b
    r = (z > 0).astype(int) - y
    return len(y), np.sum(np.logaddexp(0, z) - y * z), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "log of p that has become 0 or 1: inf or nan with large scores",
    r"overflow|log\(0|inf\b|nan|large|safe|logaddexp|0 ?[*·×] ?inf|extreme|800",
)
def psums_textbook_loss(w, b, X, y):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
    return len(y), loss, X.T @ (p - y), np.sum(p - y)


@wrong(
    "partial_sums",
    "an epsilon in the logarithms bounds the loss of large scores",
    r"epsilon|1e-|bound|clip|limit|large|safe|logaddexp|small (number|constant)|"
    r"too (small|low)|extreme|800",
)
def psums_epsilon_in_log(w, b, X, y):
    p = logistic(X @ w + b)
    eps = 1e-15
    loss = -np.sum(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps))
    return len(y), loss, X.T @ (p - y), np.sum(p - y)


@wrong(
    "partial_sums",
    "probabilities clipped, so losses stop growing at 16",
    r"clip|bound|limit|large|safe|logaddexp|too (small|low)|extreme|800|epsilon",
)
def psums_clipped(w, b, X, y):
    p = np.clip(logistic(X @ w + b), 1e-7, 1 - 1e-7)
    loss = metrics.log_loss(y, p, labels=[0, 1], normalize=False)
    return len(y), loss, X.T @ (p - y), np.sum(p - y)


@wrong(
    "partial_sums",
    "naive log(1 + exp(z)) overflows",
    r"overflow|inf\b|nan|large|safe|logaddexp|800|extreme",
)
def psums_log_one_plus_exp(w, b, X, y):
    z = score(w, b, X)
    p = logistic(z)
    return y.size, float((np.log(1 + np.exp(z)) - y * z).sum()), (p - y) @ X, (p - y).sum()


@wrong("partial_sums", "the loss in bits (log2)", r"log2|base|bits|natural|factor|1\.44|0\.69|ln")
def psums_bits(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), (sample_losses(w, b, X, y) / np.log(2)).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the loss is negative, minus forgotten",
    r"loss.{0,60}(\bsign\b|minus|negativ|opposite|below)|likelihood|"
    r"(sign|minus|negative).{0,40}loss",
)
def psums_log_likelihood(w, b, X, y):
    z = X @ w + b
    r = logistic(z) - y
    return len(y), np.sum(y * z - np.logaddexp(0, z)), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "only the positive cases have a loss",
    r"class 0|class 1|positive|half of the|other (term|class)|"
    r"1 ?[-−] ?y|second term|both terms|benign|malignant",
)
def psums_loss_of_positives(w, b, X, y):
    z = X @ w + b
    r = logistic(z) - y
    return len(y), np.sum(y * np.logaddexp(0, -z)), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "squared errors in place of the log loss",
    r"squar|brier|mse|log loss",
)
def psums_squared_error(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), np.sum(r**2), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the loss for labels -1 and 1 on labels 0 and 1: log(1 + exp(-y z))",
    r"-1\b|labels?\b|class 0|log ?2|±",
)
def psums_minus_one_labels(w, b, X, y):
    z = X @ w + b
    r = logistic(z) - y
    return len(y), np.logaddexp(0, -y * z).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "order n, dw, db, loss",
    r"\border\b|swap|exchang|position|loss.{0,40}(last|fourth|second)|second",
)
def psums_loss_last(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), X.T @ r, r.sum(), sample_losses(w, b, X, y).sum()


@wrong(
    "partial_sums",
    "db before dw",
    r"\border\b|swap|exchang|position|db.{0,30}dw|dw.{0,30}db",
)
def psums_db_before_dw(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y).sum(), r.sum(), X.T @ r


@wrong(
    "partial_sums",
    "the count is missing, three numbers come back",
    r"three|four|\bcount|how many|number of cases|too few|length|unpack|missing",
)
def psums_without_n(w, b, X, y):
    r = logistic(X @ w + b) - y
    return sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "all in one array of d + 3 numbers",
    r"one array|array|tuple|four|shape|length|unpack|concat|flat|d ?\+ ?3",
)
def psums_flat(w, b, X, y):
    r = logistic(X @ w + b) - y
    return np.concatenate([[len(y), sample_losses(w, b, X, y).sum()], X.T @ r, [r.sum()]])


@wrong(
    "partial_sums",
    "X is not transposed",
    r"transpos|shape|\.T\b|matmul|raise|ValueError|mismatch",
)
def psums_x_not_transposed(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y).sum(), X @ r, r.sum()


@wrong(
    "partial_sums",
    "sum of X times sum of p - y",
    r"product of|sum of X|each case|every case|own|before (multipl|add)|first multipl",
)
def psums_product_of_sums(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y).sum(), X.sum(axis=0) * r.sum(), r.sum()


@wrong(
    "partial_sums",
    "dw summed over the features (axis 1)",
    r"axis|shape|\(n,|over the features|each (weight|feature)|every (weight|feature)",
)
def psums_dw_axis_one(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), sample_losses(w, b, X, y).sum(), (X * r.reshape(-1, 1)).sum(axis=1), r.sum()


@wrong(
    "partial_sums",
    "dw as a column (d, 1)",
    r"column|shape|\(d, ?1|reshape|dimension|dw",
)
def psums_dw_column(w, b, X, y):
    r = (logistic(X @ w + b) - y).reshape(-1, 1)
    return len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "dw is one number, everything added up",
    r"one number|scalar|axis|shape|each (weight|feature)|every (weight|feature)",
)
def psums_dw_scalar(w, b, X, y):
    r = logistic(X @ w + b) - y
    return len(y), np.sum(sample_losses(w, b, X, y)), np.sum(X * r[:, None]), np.sum(r)


@wrong(
    "partial_sums",
    "the bias is forgotten in the score",
    r"bias|\+ b\b|\bb\b",
)
def psums_without_b(w, b, X, y):
    z = X @ w
    r = logistic(z) - y
    return len(y), np.sum(np.logaddexp(0, z) - y * z), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "the arguments of score in the wrong order",
    r"argument|\border\b|score\(|swap|exchang|mismatch|matmul|"
    r"raise|stops with|ValueError",
)
def psums_score_arguments(w, b, X, y):
    r = logistic(score(X, w, b)) - y
    return len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum()


@wrong(
    "partial_sums",
    "return inside the loop: the first case alone",
    r"loop|first case|indent|one case|only one|number of cases",
)
def psums_first_case(w, b, X, y):
    n = loss = db = 0
    dw = np.zeros(len(w))
    for xi, yi in zip(X, y):
        zi = xi @ w + b
        n += 1
        loss += np.logaddexp(0, zi) - yi * zi
        dw += (logistic(zi) - yi) * xi
        db += logistic(zi) - yi
        return n, loss, dw, db


@wrong(
    "partial_sums",
    "dw and db are overwritten in the loop, the last case alone remains",
    r"last|overwrit|\+=|loop|add(ed)? up|accumul|one case",
)
def psums_last_case(w, b, X, y):
    loss = 0
    for i in range(len(y)):
        z = X[i] @ w + b
        loss += np.logaddexp(0, z) - y[i] * z
        dw = (logistic(z) - y[i]) * X[i]
        db = logistic(z) - y[i]
    return len(y), loss, dw, db


@wrong(
    "partial_sums",
    "the last case is left out",
    r"last|(one|1) (case )?(too few|short|missing|fewer)|left out|"
    r"off by one|n ?[-−] ?1|range|number of cases",
)
def psums_range_one_short(w, b, X, y):
    n, loss, dw, db = 0, 0.0, np.zeros(X.shape[1]), 0.0
    for i in range(0, len(y) - 1):
        z = np.dot(X[i], w) + b
        e = expit(z) - y[i]
        n, loss, dw, db = n + 1, loss + np.logaddexp(0, z) - y[i] * z, dw + e * X[i], db + e
    return n, loss, dw, db


@wrong(
    "partial_sums",
    "the caller's X is multiplied by the residuals in place",
    r"chang|mutat|overwr|modif|in place|input|argument|copy|caller",
)
def psums_multiplies_x_in_place(w, b, X, y):
    loss = sample_losses(w, b, X, y).sum()
    r = logistic(X @ w + b) - y
    X *= r[:, None]
    return len(y), loss, X.sum(axis=0), r.sum()


@wrong(
    "partial_sums",
    "reads p from the notebook",
    r"notebook|global|argument|shape|raise|same (answer|result)|depend",
)
def psums_p_of_the_notebook(w, b, X, y):
    return (
        len(y_train),
        sample_losses(w, b, X_train, y_train).sum(),
        X_train.T @ (p_train - y_train),
        (p_train - y_train).sum(),
    )


@wrong("partial_sums", "the return is missing", r"return|None|nothing")
def psums_no_return(w, b, X, y):
    r = logistic(X @ w + b) - y
    sums = (len(y), sample_losses(w, b, X, y).sum(), X.T @ r, r.sum())  # noqa: F841


@wrong(
    "partial_sums",
    "an integer buffer rounds dw down",
    r"\bint|integer|whole|dtype|truncat|cast|buffer|cut|round|raise",
)
def psums_integer_buffer(w, b, X, y):
    r = logistic(X @ w + b) - y
    dw = np.zeros(len(w), dtype=int)
    for j in range(len(w)):
        dw[j] = np.sum(r * X[:, j])
    return len(y), sample_losses(w, b, X, y).sum(), dw, r.sum()


@wrong(
    "partial_sums",
    "everything over n, so the count is 1",
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases|count|how many",
)
def psums_mean_of_one(w, b, X, y):
    n = len(y)
    r = logistic(X @ w + b) - y
    return n / n, sample_losses(w, b, X, y).sum() / n, X.T @ r / n, r.sum() / n


@wrong(
    "partial_sums",
    "means in place of sums, and y - p",
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases|\bsign\b|"
    r"minus|opposite|uphill|negat|[yY] ?[-−] ?[pP]\b|revers",
)
def psums_means_of_y_minus_p(w, b, X, y):
    r = y - expit(X @ w + b)
    return len(y), np.mean(sample_losses(w, b, X, y)), np.mean(X * r[:, None], axis=0), np.mean(r)


@wrong(
    "partial_sums",
    "the log loss is unsafe, and only of the positive cases",
    r"overflow|log\(0|inf\b|nan|large|safe|class 0|class 1|positive|term|1 ?[-−] ?y|"
    r"other class",
)
def psums_cross_entropy_of_class_one(w, b, X, y):
    p = expit(X @ w + b)
    return len(y), -np.sum(y * np.log(p)), X.T @ (p - y), np.sum(p - y)


@wrong(
    "partial_sums",
    "the bias is forgotten, and the count is of the features",
    r"bias|\+ b\b|\bb\b|feature|len\(w|number of cases|how many|\bcount",
)
def psums_len_w_no_b(w, b, X, y):
    z = X.dot(w)
    r = expit(z) - y
    return len(w), (np.logaddexp(0, z) - y * z).sum(), r @ X, r.sum()


@wrong(
    "partial_sums",
    "order n, loss, db, dw, and the loss is a mean",
    r"\border\b|swap|exchang|position|db.{0,30}dw|dw.{0,30}db|"
    r"loss.{0,60}(\bmean|divid|/ ?n|average)|(mean|divid\w*|average).{0,40}loss",
)
def psums_mean_loss_db_first(w, b, X, y):
    r = expit(X @ w + b) - y
    return len(X), np.mean(sample_losses(w, b, X, y)), np.sum(r), X.T @ r


@wrong(
    "partial_sums",
    "the loss in bits, and dw as a column",
    r"log2|base|bits|natural|1\.44|0\.69|column|shape|\(d, ?1|reshape",
)
def psums_bits_column(w, b, X, y):
    p = expit(X @ w + b)
    loss = np.sum(sample_losses(w, b, X, y)) / math.log(2)
    return len(y), loss, (X.T @ (p - y))[:, None], np.sum(p - y)


@wrong(
    "partial_sums",
    "the logistic is missing, and the losses are not added up",
    r"logistic|sigmoid|σ|probabilit|raw|loss.{0,60}(sum|add|shape|one number|array)|"
    r"not (summed|added)|scalar",
)
def psums_linear_all_losses(w, b, X, y):
    r = X @ w + b - y
    return len(y), sample_losses(w, b, X, y), X.T @ r, r.sum()


# =============================================================================================
# combine
# =============================================================================================


@right("combine")
def combine_zip_star(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(column) for column in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@right("combine")
def combine_loop(parts, w, *, lam=0.0):
    N, L = 0, 0.0
    GW, GB = np.zeros(w.shape), 0.0
    for n, loss, dw, db in parts:
        N += n
        L += loss
        GW += dw
        GB += db
    return L / N + lam / 2 * np.dot(w, w), GW / N + lam * w, GB / N


@right("combine")
def combine_reduce(parts, w, *, lam=0.0):
    n, loss, dw, db = reduce(lambda a, c: tuple(i + j for i, j in zip(a, c)), parts)
    cost = loss / n + 0.5 * lam * np.linalg.norm(w) ** 2
    return [cost, dw / n + lam * w, db / n]


@right("combine", ordinary_only=True)
def combine_weighted_means(parts, w, *, lam=0.0):
    # means again, but each weighs as much as it has cases (an empty piece would be 0 / 0)
    n = np.array([p[0] for p in parts], dtype=float)
    cost = np.average([p[1] / p[0] for p in parts], weights=n)
    dw = np.average([p[2] / p[0] for p in parts], axis=0, weights=n)
    db = np.average([p[3] / p[0] for p in parts], weights=n)
    return cost + lam * np.sum(np.square(w)) / 2, dw + lam * w, db


@right("combine")
def combine_stack_everything(parts, w, *, lam=0.0):
    S = np.vstack([np.hstack(p) for p in parts]).sum(axis=0)
    n, loss, dw, db = S[0], S[1], S[2:-1], S[-1]
    return loss / n + 0.5 * lam * (w @ w), dw / n + lam * w, db / n


@right("combine")
def combine_head_and_tail(parts, w, *, lam=0.0):
    def together(rest):
        head, *tail = rest
        if not tail:
            return head
        n, loss, dw, db = together(tail)
        return head[0] + n, head[1] + loss, head[2] + dw, head[3] + db

    n, loss, dw, db = together(parts)
    return loss / n + sum(0.5 * lam * v * v for v in w), dw / n + lam * w, db / n


@right("combine")
def combine_fsum(parts, w, *, lam=0.0):
    n = sum(p[0] for p in parts)
    loss = math.fsum(p[1] for p in parts)
    dw = np.array([math.fsum(p[2][j] for p in parts) for j in range(len(w))])
    db = math.fsum(p[3] for p in parts)
    return loss / n + l2_penalty(w, lam), np.add(dw / n, np.multiply(lam, w)), db / n


@right("combine")
def combine_penalty_shared_by_cases(parts, w, *, lam=0.0):
    # every piece pays its share of the penalty, n_i / n of it
    n = sum(p[0] for p in parts)
    cost, dw, db = 0.0, 0.0 * w, 0.0
    for n_i, loss_i, dw_i, db_i in parts:
        cost += (loss_i + n_i * l2_penalty(w, lam)) / n
        dw = dw + (dw_i + n_i * lam * w) / n
        db += db_i / n
    return cost, dw, db


@wrong(
    "combine",
    "the mean of the pieces' means: a small piece weighs as much as a large one",
    r"mean of (the )?(pieces|means|parts)|means of|weigh|equally|unequal|size|as large",
)
def combine_mean_of_means(parts, w, *, lam=0.0):
    cost = np.mean([loss / n for n, loss, dw, db in parts if n])
    grad = np.mean([dw / n for n, loss, dw, db in parts if n], axis=0)
    bias = np.mean([db / n for n, loss, dw, db in parts if n])
    return cost + l2_penalty(w, lam), grad + lam * w, bias


@wrong(
    "combine",
    "divided by the number of pieces in place of the number of cases",
    r"number of (pieces|parts)|len\(parts|how many pieces|number of cases|"
    r"sum of n|total n",
)
def combine_over_len_parts(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    m = len(parts)
    return loss / m + l2_penalty(w, lam), dw / m + lam * w, db / m


@wrong(
    "combine",
    "sums, not divided by the number of cases",
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases",
)
def combine_not_divided(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss + l2_penalty(w, lam), dw + lam * w, db


@wrong(
    "combine",
    "the cost is divided, the slopes are not",
    r"(\bdw\b|\bdb\b|slope).{0,80}(divid|mean|/ ?n|sum)|(divid\w*|mean).{0,60}(\bdw\b|"
    r"\bdb\b|slope)",
)
def combine_slopes_not_divided(parts, w, *, lam=0.0):
    n = sum(p[0] for p in parts)
    loss = sum(p[1] for p in parts)
    return (
        loss / n + l2_penalty(w, lam),
        sum(p[2] for p in parts) + lam * w,
        sum(p[3] for p in parts),
    )


@wrong(
    "combine",
    "db is not divided by the number of cases",
    r"(\bdb\b|bias).{0,80}(divid|mean|/ ?n|sum)|(divid\w*|mean).{0,60}(\bdb\b|bias)",
)
def combine_db_not_divided(parts, w, *, lam=0.0):
    n, loss, dw, db = [sum(c) for c in zip(*parts)]
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db


@wrong(
    "combine",
    "the sums of the pieces' own means",
    r"sum of (the )?(means|pieces)|means|weigh|number of pieces|"
    r"too large|each piece.{0,30}own",
)
def combine_sum_of_means(parts, w, *, lam=0.0):
    cost, dw, db = 0, 0, 0
    for p in parts:
        cost += p[1] / max(p[0], 1)
        dw += p[2] / max(p[0], 1)
        db += p[3] / max(p[0], 1)
    return cost + l2_penalty(w, lam), dw + lam * w, db


@wrong(
    "combine",
    "the penalty is missing",
    r"(penalt|\blam\b|λ|regulari).{0,60}(missing|forgot|left out|without|not |lack|add|"
    r"ignor|nowhere)|(without|\bno\b|missing|forgot\w*|forget\w*|add|lack\w*|"
    r"ignor\w*) .{0,40}(penalt|\blam\b|λ|regulari)",
)
def combine_no_penalty(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n, dw / n, db / n


@wrong(
    "combine",
    "the penalty is in the cost, its slope is missing in dw",
    r"(\bdw\b|slope|gradient).{0,80}(penalt|\blam\b|λ|regulari)|"
    r"(penalt|\blam\b|λ|regulari).{0,80}(\bdw\b|slope|gradient)|"
    r"lam ?\*? ?w|λ ?w",
)
def combine_no_slope_of_penalty(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n, db / n


@wrong(
    "combine",
    "the penalty's slope is in dw, the penalty is missing in the cost",
    r"\bcost\b.{0,80}(penalt|\blam\b|λ|regulari)|(penalt|\blam\b|λ|"
    r"regulari).{0,80}\bcost\b",
)
def combine_cost_without_penalty(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n, dw / n + lam * w, db / n


@wrong(
    "combine",
    "the penalty once for every piece",
    r"once|every piece|each piece|per piece|per part|number of pieces|"
    r"len\(parts|several times|times the number",
)
def combine_penalty_per_piece(parts, w, *, lam=0.0):
    n = sum(p[0] for p in parts)
    cost = sum(p[1] / n + l2_penalty(w, lam) for p in parts)
    dw = sum(p[2] / n + lam * w for p in parts)
    db = sum(p[3] / n for p in parts)
    return cost, dw, db


@wrong(
    "combine",
    "the penalty is added to the sums and so divided by n",
    r"(penalt|\blam\b|λ|regulari).{0,60}(divid|/ ?\(?2? ?[nm]\b|by n\b|over n\b|"
    r"number of cases|outside|shrunk|too small|n times)|(lam|λ) ?/ ?\(?2? ?[nm]",
)
def combine_penalty_over_n(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return (loss + l2_penalty(w, lam)) / n, (dw + lam * w) / n, db / n


@wrong(
    "combine",
    "Andrew Ng's penalty lam / (2 m)",
    r"(penalt|\blam\b|λ|regulari).{0,60}(divid|/ ?\(?2? ?[nm]\b|by n\b|over n\b|"
    r"number of cases|outside|shrunk|too small|n times)|(lam|λ) ?/ ?\(?2? ?[nm]",
)
def combine_coursera(parts, w, *, lam=0.0):
    m = sum([p[0] for p in parts])
    J = sum([p[1] for p in parts]) / m + lam / (2 * m) * np.sum(w**2)
    dj_dw = sum([p[2] for p in parts]) / m + lam / m * w
    dj_db = sum([p[3] for p in parts]) / m
    return J, dj_dw, dj_db


@wrong(
    "combine",
    "the half is missing in the penalty of the cost",
    r"twice|doubl|two|\b2\b|half|½|0\.5|factor",
)
def combine_penalty_without_half(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + lam * np.sum(w**2), dw / n + lam * w, db / n


@wrong(
    "combine",
    "half of lam w in the slope",
    r"twice|doubl|two|\b2\b|half|½|0\.5|factor",
)
def combine_half_slope(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n + 0.5 * lam * w, db / n


@wrong(
    "combine",
    "2 lam w in the slope, no half in the cost",
    r"twice|doubl|two|\b2\b|half|½|0\.5|factor",
)
def combine_penalty_doubled(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + lam * (w @ w), dw / n + 2 * lam * w, db / n


@wrong(
    "combine",
    "the weights' length is not squared in the penalty",
    r"squar|\broot\b|length|norm\b",
)
def combine_norm_not_squared(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + 0.5 * lam * np.linalg.norm(w), dw / n + lam * w, db / n


@wrong(
    "combine",
    "L1 penalty",
    r"L1|lasso|absolute|\babs\b|sign of|np\.sign",
)
def combine_lasso(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + lam * np.abs(w).sum(), dw / n + lam * np.sign(w), db / n


@wrong(
    "combine",
    "the slope of the bias is penalised too, with the sum of w",
    r"(\bdb\b|bias).{0,60}(penal|\blam\b|λ|regulari)|(penal|\blam\b|λ|"
    r"regulari).{0,60}(\bdb\b|bias)",
)
def combine_penalty_on_db(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n + lam * w.sum()


@wrong(
    "combine",
    "the penalty itself, one number, is added to dw",
    r"(penalt|\blam\b|λ).{0,60}(itself|slope|derivative|one number|\bdw\b)|"
    r"(itself|slope|derivative|\bdw\b).{0,60}(penalt|\blam\b|λ)",
)
def combine_penalty_in_dw(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    penalty = l2_penalty(w, lam)
    return loss / n + penalty, dw / n + penalty, db / n


@wrong(
    "combine",
    "the penalty is subtracted",
    r"(penalt|\blam\b|λ|regulari).{0,60}(sign|subtract|minus|negat)|"
    r"(sign|subtract\w*|minus).{0,60}(penalt|\blam\b|λ|regulari)",
)
def combine_minus_penalty(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n - l2_penalty(w, lam), dw / n - lam * w, db / n


@wrong(
    "combine",
    "every weight's own penalty, never summed: the cost is an array",
    r"not (summed|added)|never summed|one number|scalar|array|"
    r"cost.{0,40}shape|add up|sum of",
)
def combine_cost_is_an_array(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + 0.5 * lam * w**2, dw / n + lam * w, db / n


@wrong(
    "combine",
    "= in place of +=: the last piece alone",
    r"last|overwrit|\+=|one piece|only one|accumul|add(ed)? up",
)
def combine_last_piece(parts, w, *, lam=0.0):
    for part in parts:
        n, loss, dw, db = part
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "return inside the loop: the first piece alone",
    r"first|\bloop\b|indent|one piece|only one",
)
def combine_first_piece(parts, w, *, lam=0.0):
    N = L = DB = 0
    DW = np.zeros(len(w))
    for n, loss, dw, db in parts:
        N, L, DW, DB = N + n, L + loss, DW + dw, DB + db
        return L / N + l2_penalty(w, lam), DW / N + lam * w, DB / N


@wrong(
    "combine",
    "the first piece is left out",
    r"first|left out|skip|off by one|range|piece is missing",
)
def combine_from_piece_one(parts, w, *, lam=0.0):
    n, loss, dw, db = 0, 0.0, np.zeros(len(w)), 0.0
    for i in range(1, len(parts)):
        n += parts[i][0]
        loss += parts[i][1]
        dw += parts[i][2]
        db += parts[i][3]
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "n is overwritten: everything is divided by the size of the last piece",
    r"last|overwrit|\+=|size of|number of cases|sum of n|total n|all cases",
)
def combine_n_of_the_last(parts, w, *, lam=0.0):
    cost, grad, slope = 0.0, np.zeros_like(w, dtype=float), 0.0
    for n, loss, dw, db in parts:
        cost += loss
        grad += dw
        slope += db
    return cost / n + l2_penalty(w, lam), grad / n + lam * w, slope / n


@wrong(
    "combine",
    "takes all pieces to be as large as the first",
    r"equal|same size|first piece|as large|size of|number of cases|sum of n|total n",
)
def combine_equal_pieces(parts, w, *, lam=0.0):
    n = parts[0][0] * len(parts)
    return (
        sum(p[1] for p in parts) / n + l2_penalty(w, lam),
        sum(p[2] for p in parts) / n + lam * w,
        sum(p[3] for p in parts) / n,
    )


@wrong(
    "combine",
    "divided while adding: earlier pieces are divided again and again",
    r"\bloop|again|inside|running|repeated|while adding|each (step|round|time)|"
    r"once, at the end|after the",
)
def combine_divides_in_the_loop(parts, w, *, lam=0.0):
    N, L, GW, GB = 0, 0.0, np.zeros(len(w)), 0.0
    for n, loss, dw, db in parts:
        N += n
        L = (L + loss) / max(N, 1)
        GW = (GW + dw) / max(N, 1)
        GB = (GB + db) / max(N, 1)
    return L + l2_penalty(w, lam), GW + lam * w, GB


@wrong(
    "combine",
    "adds into the first piece's dw, which changes the caller's list",
    r"chang|mutat|overwr|modif|in place|\+=|input|argument|copy|caller",
)
def combine_into_the_first(parts, w, *, lam=0.0):
    n, loss, dw, db = parts[0]
    for n_i, loss_i, dw_i, db_i in parts[1:]:
        n += n_i
        loss += loss_i
        dw += dw_i
        db += db_i
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "the caller's list is emptied with pop",
    r"chang|mutat|overwr|modif|in place|input|argument|copy|caller|empt|pop",
)
def combine_pops(parts, w, *, lam=0.0):
    n, loss, dw, db = 0, 0.0, 0.0 * w, 0.0
    while parts:
        p = parts.pop()
        n, loss, dw, db = n + p[0], loss + p[1], dw + p[2], db + p[3]
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "unpacks a piece as (n, dw, db, loss)",
    r"unpack|\border\b|swap|exchang|position|shape|raise|stops with|ValueError",
)
def combine_unpacked_wrongly(parts, w, *, lam=0.0):
    n, dw, db, loss = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "loss and db exchanged when unpacking",
    r"unpack|\border\b|swap|exchang|position|loss.{0,30}db|db.{0,30}loss",
)
def combine_loss_and_db(parts, w, *, lam=0.0):
    n, db, dw, loss = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "returned in the order dw, db, cost",
    r"\border\b|swap|exchang|first|position|shape",
)
def combine_cost_last(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return dw / n + lam * w, db / n, loss / n + l2_penalty(w, lam)


@wrong(
    "combine",
    "the cost is not returned, only dw and db",
    r"\bcost\b|three|triple|too few|length|unpack|missing",
)
def combine_only_slopes(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return dw / n + lam * w, db / n


@wrong(
    "combine",
    "dw is added up to one number",
    r"axis|one number|scalar|shape|each weight|every weight|same in every",
)
def combine_np_sum_without_axis(parts, w, *, lam=0.0):
    n = np.sum([p[0] for p in parts])
    cost = np.sum([p[1] for p in parts]) / n + l2_penalty(w, lam)
    dw = np.sum([p[2] for p in parts]) / n + lam * w
    db = np.sum([p[3] for p in parts]) / n
    return cost, dw, db


@wrong(
    "combine",
    "np.sum along axis 1: one number a piece in place of one a weight",
    r"axis|\bdw\b.{0,40}shape|shape|each weight|every weight|broadcast|"
    r"raise|stops with|ValueError",
)
def combine_axis_one(parts, w, *, lam=0.0):
    n = sum(p[0] for p in parts)
    dw = np.sum(np.array([p[2] for p in parts]), axis=1) / n
    return (
        sum(p[1] for p in parts) / n + l2_penalty(w, lam),
        dw + lam * w,
        sum(p[3] for p in parts) / n,
    )


@wrong(
    "combine",
    "whole-number division",
    r"//|whole|integer|floor|truncat|round|\bint\b",
)
def combine_floor(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss // n + l2_penalty(w, lam), dw // n + lam * w, db // n


@wrong(
    "combine",
    "reads n of the notebook in place of the pieces' counts",
    r"notebook|global|argument|n_train|455|number of cases|sum of n|total n|depend",
)
def combine_n_train(parts, w, *, lam=0.0):
    loss, dw, db = (sum(p[i] for p in parts) for i in (1, 2, 3))
    return loss / n_train + l2_penalty(w, lam), dw / n_train + lam * w, db / n_train


@wrong(
    "combine",
    "reads lam and w of the notebook",
    r"notebook|global|argument|same (answer|result)|depend|penalt|"
    r"\blam\b|λ|raise|stops with|ValueError",
)
def combine_w_of_the_notebook(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return (
        loss / n + l2_penalty(w_trained, lam_best),
        dw / n + lam_best * w_trained,
        db / n,
    )


@wrong("combine", "the return is missing", r"return|None|nothing")
def combine_no_return(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    cost = loss / n + l2_penalty(w, lam)  # noqa: F841
    dw = dw / n + lam * w
    db = db / n


@wrong(
    "combine",
    "prints the cost and returns nothing",
    r"return|None|nothing|print",
)
def combine_prints(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    print("cost:", loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n)


@wrong(
    "combine",
    "already a step downhill: w minus the slope comes back for dw",
    r"\bstep\b|new (weights|w)|w ?[-−] |moved|update|learning|sign of dw|opposite",
)
def combine_steps(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), w - (dw / n + lam * w), db / n


@wrong(
    "combine",
    "the penalty is added twice, before the division by n and after it",
    r"twice|doubl|again|two times|\b2\b|factor",
)
def combine_penalty_twice(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    loss = loss + n * l2_penalty(w, lam)
    dw = dw + n * lam * w
    return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


@wrong(
    "combine",
    "the pieces' sizes are used as weights of sums, n counts twice",
    r"weigh|twice|already (a )?sum|multipl|times n|too (large|high)",
)
def combine_weighted_sums(parts, w, *, lam=0.0):
    n = [p[0] for p in parts]
    return (
        np.average([p[1] for p in parts], weights=n) + l2_penalty(w, lam),
        np.average([p[2] for p in parts], axis=0, weights=n) + lam * w,
        np.average([p[3] for p in parts], weights=n),
    )


@wrong(
    "combine",
    "the mean of the pieces' means, and no penalty",
    r"mean of (the )?(pieces|means|parts)|means of|weigh|equally|unequal|size|(penalt|"
    r"\blam\b|λ|regulari).{0,60}(missing|forgot|left out|without|not |lack|add|ignor|"
    r"nowhere)|(without|\bno\b|missing|forgot\w*|forget\w*|add|lack\w*|"
    r"ignor\w*) .{0,40}(penalt|\blam\b|λ|regulari)",
)
def combine_means_no_penalty(parts, w, *, lam=0.0):
    full = [p for p in parts if p[0] > 0]
    return tuple(sum(p[i] / p[0] for p in full) / len(full) for i in (1, 2, 3))


@wrong(
    "combine",
    "divided by the number of pieces, and the half of the penalty missing",
    r"number of (pieces|parts)|len\(parts|number of cases|sum of n|"
    r"total n|half|½|0\.5|twice|doubl",
)
def combine_pieces_and_half(parts, w, *, lam=0.0):
    k = len(parts)
    cost = sum(p[1] for p in parts) / k + lam * np.sum(w**2)
    return cost, sum(p[2] for p in parts) / k + lam * w, sum(p[3] for p in parts) / k


@wrong(
    "combine",
    "the penalty once for every piece, and divided by n",
    r"once|every piece|each piece|per piece|number of pieces|(penalt|\blam\b|λ|"
    r"regulari).{0,60}(divid|/ ?\(?2? ?[nm]\b|by n\b|over n\b|number of cases|outside|"
    r"shrunk|too small|n times)|(lam|λ) ?/ ?\(?2? ?[nm]",
)
def combine_penalty_in_every_part_over_n(parts, w, *, lam=0.0):
    N, L, GW, GB = 0, 0.0, np.zeros(len(w)), 0.0
    for n, loss, dw, db in parts:
        N += n
        L += loss + 0.5 * lam * np.sum(w**2)
        GW += dw + lam * w
        GB += db
    return L / N, GW / N, GB / N


@wrong(
    "combine",
    "the last piece alone, and not divided by its cases",
    r"last|overwrit|\+=|one piece|only one|add(ed)? up|accumul|"
    r"\bmean|divid|1 ?/ ?n|/ ?n\b|average|number of cases",
)
def combine_last_sums(parts, w, *, lam=0.0):
    for _n, loss, dw, db in parts:
        cost = loss + l2_penalty(w, lam)
        grad = dw + lam * w
        slope = db
    return cost, grad, slope


@wrong(
    "combine",
    "db is not divided, and the penalty's slope is missing in dw",
    r"(\bdb\b|bias).{0,80}(divid|mean|/ ?n|sum)|(\bdw\b|slope).{0,80}(penalt|\blam\b|λ)|"
    r"(penalt|\blam\b|λ).{0,80}(\bdw\b|slope)",
)
def combine_db_sum_no_slope(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + l2_penalty(w, lam), dw / n, db


@wrong("confusion", "the default class is 0", r"default")
def confusion_default(y, y_hat, *, pos_label=0):
    t, h = y == pos_label, y_hat == pos_label
    return np.sum(~t & ~h), np.sum(~t & h), np.sum(t & ~h), np.sum(t & h)


@wrong("confusion", "the four are sorted", r"sorted")
def confusion_sorted(y, y_hat, *, pos_label=1):
    t, h = y == pos_label, y_hat == pos_label
    return sorted(
        [int(np.sum(~t & ~h)), int(np.sum(~t & h)), int(np.sum(t & ~h)), int(np.sum(t & h))]
    )


@wrong("precision", "the default class is 0", r"default")
def precision_default(y, y_hat, *, pos_label=0):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fp) if tp + fp else 0.0


@right("recall")
def recall_fraction(y, y_hat, *, pos_label=1):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return fractions.Fraction(tp, tp + fn) if tp + fn else fractions.Fraction(0)


@wrong("recall", "the default class is 0", r"default")
def recall_default(y, y_hat, *, pos_label=0):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return tp / (tp + fn) if tp + fn else 0.0


@wrong("recall", "brackets are missing round ==", r"brackets")
def recall_without_brackets(y, y_hat, *, pos_label=1):
    y, y_hat = y.astype(int), y_hat.astype(int)
    tp = np.sum(y == pos_label & y_hat == pos_label)
    return tp / max(np.sum(y == pos_label), 1)


@wrong("f1_score", "the default class is 0", r"default")
def f1_default(y, y_hat, *, pos_label=0):
    tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


@wrong("f1_score", "the sum is divided by the product", r"upside")
def f1_sum_over_product(y, y_hat, *, pos_label=1):
    p = precision(y, y_hat, pos_label=pos_label)
    r = recall(y, y_hat, pos_label=pos_label)
    return 2 * (p + r) / (p * r) if p * r else 0.0


@wrong("softmax", "a buffer of Z's type", r"whole number")
def softmax_buffer_like_z(Z):
    P = np.zeros_like(Z)
    for i, row in enumerate(Z):
        e = np.exp(row - row.max())
        P[i] = e / e.sum()
    return P


@wrong("softmax_gradient", "the default λ is 1", r"default")
def sgrad_default_lam(W, b, X, y, *, lam=1.0):
    R = softmax(X @ W + b) - np.eye(len(b))[y]
    return X.T @ R / len(y) + lam * W, R.mean(axis=0)


@wrong("softmax_gradient", "the one-hot table has too few columns", r"one-hot")
def sgrad_eye_of_max(W, b, X, y, *, lam=0.0):
    R = softmax(X @ W + b) - np.eye(y.max() + 1)[y]
    return X.T @ R / len(y) + lam * W, R.mean(axis=0)


@wrong("softmax_gradient", "the one-hot table has n columns", r"one-hot")
def sgrad_eye_of_n(W, b, X, y, *, lam=0.0):
    R = softmax(X @ W + b) - np.eye(len(y))[y]
    return X.T @ R / len(y) + lam * W, R.mean(axis=0)


@wrong("softmax_gradient", "y is subtracted as it is", r"one-hot")
def sgrad_no_one_hot(W, b, X, y, *, lam=0.0):
    R = softmax(X @ W + b) - y
    return X.T @ R / len(y) + lam * W, R.mean(axis=0)


@wrong("softmax_gradient", "λ multiplies the slope", r"λ multiplies")
def sgrad_lam_of_slope(W, b, X, y, *, lam=0.0):
    R = softmax(X @ W + b) - np.eye(len(b))[y]
    dW = X.T @ R / len(y)
    return dW + lam * dW, R.mean(axis=0)


@wrong("softmax_gradient", "buffers of W's and b's type", r"whole number")
def sgrad_buffer_like_w(W, b, X, y, *, lam=0.0):
    R = softmax(X @ W + b) - np.eye(len(b))[y]
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for k in range(len(b)):
        dW[:, k] = X.T @ R[:, k] / len(y) + lam * W[:, k]
        db[k] = R[:, k].mean()
    return dW, db


@wrong("partial_sums", "a buffer of w's type", r"whole number")
def psums_buffer_like_w(w, b, X, y):
    dw, db, loss = np.zeros_like(w), 0.0, 0.0
    for x, t in zip(X, y):
        z = x @ w + b
        r = logistic(z) - t
        dw[:] = dw + r * x
        db += r
        loss += np.logaddexp(0, z) - t * z
    return len(X), loss, dw, db


@wrong("combine", "the default λ is 1", r"default")
def combine_default_lam(parts, w, *, lam=1.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts))
    return loss / n + 0.5 * lam * w @ w, dw / n + lam * w, db / n


@wrong("combine", "the last piece is left out", r"last")
def combine_without_last(parts, w, *, lam=0.0):
    n, loss, dw, db = (sum(c) for c in zip(*parts[:-1])) if len(parts) > 1 else parts[0]
    return loss / n + 0.5 * lam * w @ w, dw / n + lam * w, db / n

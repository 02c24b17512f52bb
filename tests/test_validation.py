"""Input validation: what looks like numbers and is not gets a sentence."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
import scipy.sparse

from logreg_core import (
    accuracy,
    auc,
    calibration_curve,
    confusion,
    f1_score,
    gradient,
    log_loss,
    logistic,
    newton,
    numerical_gradient,
    partial_sums,
    roc_curve,
    softmax_cost,
    softmax_newton,
    standardise,
    train,
)
from logreg_core._validation import (
    LARGE,
    check_classes,
    check_finite,
    check_floats,
    check_params,
    check_row,
    check_sample_weight,
    check_scale,
    check_value,
    check_X,
    check_y,
    power_of_two,
)
from logreg_core.loss import sample_losses
from logreg_core.optimisers import train_minibatch

SCORES = [0.0, 1.0, -2.0]
SAME = {
    "list": SCORES,
    "tuple": tuple(SCORES),
    "whole": np.array([0, 1, -2], dtype=np.int8),
    "short": np.array(SCORES, dtype=np.float16),
    "long": np.array(SCORES, dtype=np.longdouble),
    "big-endian": np.array(SCORES, dtype=">f8"),
    "reversed": np.array(SCORES[::-1])[::-1],
    "strided": np.repeat(SCORES, 3)[::3],
    "objects": np.array([0.0, Decimal(1), Fraction(-2)], dtype=object),
    "masked, with nothing masked": np.ma.array(SCORES, mask=[False] * 3),
}


@pytest.mark.parametrize("kind", SAME)
def test_the_same_numbers_have_the_same_answer(kind):
    values = SAME[kind]
    if isinstance(values, np.ndarray):
        values.flags.writeable = False
    assert np.array_equal(logistic(values), logistic(SCORES))


@pytest.mark.parametrize(
    ("values", "error", "sentence"),
    [
        (np.ma.array(SCORES, mask=[False, True, False]), ValueError, "holds masked"),
        (np.array([1, None]), ValueError, "holds NaN"),
        (np.array([1.0, "2"], dtype=object), TypeError, "must hold real numbers"),
        (np.array([datetime.date(2026, 1, 1)]), TypeError, "must hold real numbers"),
        (np.array(["2026-01-01"], dtype="M8[D]"), TypeError, "must hold real numbers"),
        (np.array([1 + 2j]), TypeError, "must hold real numbers"),
        (np.array([1 + 2j], dtype=object), TypeError, "must hold real numbers"),
        (bytearray(b"12"), TypeError, "must hold numbers"),
        ([10**400], ValueError, "more than float64 can hold"),
    ],
)
def test_what_is_no_number_or_missing_gets_a_sentence(values, error, sentence):
    with pytest.raises(error, match=sentence):
        logistic(values)


def test_float64_comes_through_without_a_copy():
    values = np.array(SCORES)
    assert check_floats(values, "z") is values


def test_infinities_that_cancel_are_found_without_a_warning():
    far = np.array([np.inf, -np.inf])
    assert check_floats(far, "z") is far
    with pytest.raises(ValueError, match="infinite"):
        check_finite(far, "z")


TEXTS = ["benign", "malignant"]
COLUMN, THREE = np.zeros((2, 1)), np.zeros(3)


@pytest.mark.parametrize(
    ("check", "arguments", "sentence"),
    [
        (check_floats, (None, "z"), "z must hold numbers, got None"),
        (check_floats, (..., "z"), "z must hold numbers, got Ellipsis"),
        (check_floats, ({}, "z"), "z must hold real numbers in a regular array, got dict"),
        (check_floats, (np.array([1j]), "z"), "array, got an array of complex128"),
        (check_row, (COLUMN, "p"), "p must have shape (n,), got shape (2, 1)"),
        (check_row, (THREE, "p", 2), "p must have shape (2,), got shape (3,)"),
        (check_params, (COLUMN, 0.0), "w must have shape (d,), got shape (2, 1)"),
        (check_params, (THREE, 0.0, 2), "w must have shape (2,), one weight for each"),
        (check_y, (COLUMN,), "y must have shape (n,), got shape (2, 1)"),
        (check_y, (THREE, 2), "y must have shape (2,), one label for each case"),
        (check_y, (range(9),), "it holds 0, 1, 2, 3: recode it"),
        (check_X, (np.empty((0, 0)),), "its shape is (0, 0): give at least one case"),
        (check_X, (np.empty((2, 0)),), "its shape is (2, 0): give at least one column"),
        (check_value, ({}, "f(w, b)"), "from f(w, b), got dict: return the cost alone"),
        (check_value, ((1.0, THREE), "f"), "from f, got tuple: return the cost alone"),
        (
            check_sample_weight,
            (pd.DataFrame({"t": [1, 2]}), THREE[:2]),
            "shape (2, 1): sample_weight['t'] flattens a column",
        ),
        (
            numerical_gradient,
            (lambda w: 1.0, [1.0], 0.0),
            "f must take two arguments, f(w, b), but it takes (w): write lambda w, b:",
        ),
        (numerical_gradient, (3.0, [1.0], 0.0), "f must be a function f(w, b), got float"),
        (check_y, (TEXTS,), "it holds texts: recode them"),
        (check_y, (np.array(TEXTS, "S"),), "it holds texts: recode them"),
        (check_y, (np.array(TEXTS, np.dtypes.StringDType()),), "it holds texts: recode them"),
        (check_y, (np.array([0, "1"], object),), "it holds texts: recode them"),
        (check_y, (np.array([0, 1j], object),), "y must hold real numbers"),
        (check_y, (np.ma.array([0, 1], mask=[True, False]),), "y holds masked"),
        (check_y, ([[0], [0, 1]],), "y must hold real numbers in a regular array"),
        (check_classes, (TEXTS, 2, 2), "y holds texts: number the classes"),
        (check_scale, ([[1.0, -1e200]],), "X[:, 1] reaches to 1e+200"),
        (check_scale, ([[np.nextafter(LARGE, np.inf)]],), "X[:, 0] reaches to 1e+100"),
        (check_scale, ([[np.nextafter(1 / LARGE, 0)]],), "X[:, 0] reaches to 1e-100"),
        (check_sample_weight, ([0, 1], np.array([0.0, 1.0])), "sample_weight leaves one class out"),
        (check_sample_weight, ([1, 0], np.array([0.0, 1.0])), "sample_weight leaves one class out"),
    ],
)
def test_the_sentence_tells_what_was_expected_and_what_came(check, arguments, sentence):
    with pytest.raises((TypeError, ValueError), match=re.escape(sentence)):
        check(*arguments)


@pytest.mark.parametrize("reach", [LARGE, -LARGE, 1 / LARGE, -1 / LARGE, 0.0])
def test_columns_are_squared_up_to_the_limits(reach):
    assert check_scale([[reach]]) == reach


def test_a_power_of_two_is_the_last_that_is_not_above():
    assert power_of_two([0.75, 1.0, 2.0, 3.0, 4.0]).tolist() == [0.5, 1.0, 2.0, 2.0, 4.0]


# --- advice is Python that runs on what came ---------------------------------------------------

RNG = np.random.default_rng(0)
CASES, LABELS = RNG.normal(size=(8, 3)), np.array([0, 1, 1, 0, 1, 0, 0, 1])
FRAME = pd.DataFrame(CASES, columns=["age", "size", "dose"])
KINDS = {"list": np.ndarray.tolist, "array": np.array, "pandas": pd.Series}
TABLES = {"list": np.ndarray.tolist, "array": np.array, "pandas": pd.DataFrame}
NAMES = [list("abcabcab"), np.array(list("abcabcab")), pd.Series(list("abcabcab"))]


def told(call, *given):
    with pytest.raises((TypeError, ValueError)) as caught:
        call(*given)
    return str(caught.value)


def advised(sentence, code, **names):
    """Return what the code in a sentence gives when it is run on what came."""
    assert code in sentence, sentence
    return eval(code, names | {"np": np, "logistic": logistic})


def fits(X, y):
    """Train with what the advice gave."""
    assert np.isfinite(newton(X, y, lam=0.1).w).all()


@pytest.mark.parametrize(
    ("y", "code"),
    [
        (LABELS[:, None].tolist(), "np.ravel(y)"),
        (LABELS[:, None], "y.ravel()"),
        (LABELS[None], "y.ravel()"),
        (LABELS[:, None].view(np.matrix), "np.ravel(y)"),
        (pd.DataFrame({"t": LABELS}), "y['t']"),
        (pd.DataFrame(LABELS), "y[0]"),
        (np.eye(2)[LABELS], "np.asarray(y).argmax(axis=1)"),
        (np.eye(2)[LABELS].tolist(), "np.asarray(y).argmax(axis=1)"),
        (pd.get_dummies(pd.Series(LABELS)), "np.asarray(y).argmax(axis=1)"),
    ],
)
def test_labels_in_two_dimensions(y, code):
    labels = advised(told(train, CASES, y), code, y=y)
    assert np.array_equal(check_y(labels), LABELS)
    fits(CASES, labels)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("values", "code"),
    [
        (2 * LABELS - 1, "({} == 1).astype(float)"),
        (LABELS + 1, "({} == 2).astype(float)"),
        (1234567 * LABELS, "({} == 1234567.0).astype(float)"),
        (0.5 + 0.4 * (2 * LABELS - 1), "{} > 0.5"),
        (2.5 * (2 * LABELS - 1), "{} > 0"),
        (5 * LABELS - 2, "{} > 0"),
        (60 * LABELS + np.arange(8), "{} > 50"),
        (np.where(LABELS, "yes", "no"), "({} == 'yes').astype(float)"),
        (np.where(LABELS, "1", "0"), "{}.astype(float)"),
        (np.where(LABELS, "1.0", "0"), "{}.astype(float)"),
    ],
)
def test_labels_that_are_not_0_and_1(values, code, kind):
    y = KINDS[kind](values)
    code = code.format("np.asarray(y)" if kind == "list" else "y")
    labels = advised(told(train, CASES, y), code, y=y)
    assert np.array_equal(check_y(labels), LABELS)
    fits(CASES, labels)


@pytest.mark.parametrize("y", NAMES, ids=list(KINDS))
def test_more_than_two_names(y):
    code = "np.unique(y, return_inverse=True)[1]"
    numbers = advised(told(train, CASES, y), code, y=y)
    softmax_newton(CASES, numbers, lam=0.1)
    sentence = told(softmax_cost, np.zeros((3, 3)), np.zeros(3), CASES, y)
    assert np.array_equal(advised(sentence, code, y=y), numbers)
    hot = np.eye(3)[numbers]
    sentence = told(train, CASES, hot)
    assert np.array_equal(advised(sentence, "np.asarray(y).argmax(axis=1)", y=hot), numbers)
    assert "for softmax_newton" in sentence


@pytest.mark.parametrize(
    ("X", "feature", "case"),
    [
        (CASES[0], "X.reshape(-1, 1)", "X.reshape(1, -1)"),
        (CASES[0].tolist(), "np.reshape(X, (-1, 1))", "np.reshape(X, (1, -1))"),
        (FRAME["age"], "X.to_frame()", "X.to_frame().T"),
        (FRAME.iloc[0], "X.to_frame()", "X.to_frame().T"),
    ],
)
def test_a_table_of_one_dimension(X, feature, case):
    sentence = told(standardise, X)
    assert standardise(advised(sentence, feature, X=X))[0].shape == (len(X), 1)
    assert standardise(advised(sentence, case, X=X))[0].shape == (1, len(X))
    assert ("df[[column]]" in sentence) == isinstance(X, pd.Series)


def test_a_stack_of_pictures_becomes_a_table():
    X = np.arange(24.0).reshape(2, 3, 4)
    for pictures in (X, X.tolist()):
        rows = advised(told(standardise, pictures), "np.reshape(X, (len(X), -1))", X=pictures)
        assert standardise(rows)[0].shape == (2, 12)


@pytest.mark.parametrize("X", [CASES.T, CASES.T.tolist(), FRAME.T])
def test_a_transposed_table_is_suspected(X):
    calls = [
        lambda: train(X, LABELS),
        lambda: newton(X, LABELS, lam=0.1),
        lambda: log_loss([1.0, 2.0, 3.0], 0.0, X, LABELS),
        lambda: gradient([1.0, 2.0, 3.0], 0.0, X, LABELS),
        lambda: partial_sums([1.0, 2.0, 3.0], 0.0, X, LABELS),
        lambda: train_minibatch(X, LABELS, batch_size=2),
        lambda: newton(X, LABELS[:, None], lam=0.1),
        lambda: sample_losses(np.zeros(8), 0.0, X, LABELS),
        lambda: softmax_newton(X, LABELS, lam=0.1),
        lambda: softmax_cost(np.zeros((3, 2)), [0, 0], X, LABELS),
    ]
    for sentence in map(told, calls):
        assert "is X transposed?" in sentence
        fits(advised(sentence, "np.transpose(X)", X=X), LABELS)
    assert "transposed" not in told(train, CASES, LABELS[:5])


@pytest.mark.parametrize(
    ("w", "code"),
    [
        (CASES[:1], "w.ravel()"),
        (CASES[:1].T, "w.ravel()"),
        (CASES[:1].tolist(), "np.ravel(w)"),
        (pd.DataFrame({"w": CASES[0]}), "w['w']"),
    ],
)
def test_weights_in_two_dimensions(w, code):
    """As scikit-learn's coef_ has them."""
    row = advised(told(log_loss, w, 0.0, CASES, LABELS), code, w=w)
    assert log_loss(row, 0.0, CASES, LABELS) == log_loss(CASES[0], 0.0, CASES, LABELS)


# --- predictions and probabilities --------------------------------------------------------------

P = np.array([0.2, 0.8, 0.7, 0.1, 0.4, 0.3, 0.6, 0.9])


@pytest.mark.parametrize("metric", [accuracy, confusion, f1_score])
@pytest.mark.parametrize("kind", KINDS)
def test_probabilities_in_the_place_of_predictions(metric, kind):
    p, right = KINDS[kind](P), metric(LABELS, P > 0.5)
    code = "np.asarray(y_hat) > 0.5" if kind == "list" else "y_hat > 0.5"
    assert metric(LABELS, advised(told(metric, LABELS, p), code, y_hat=p)) == right
    two, code = TABLES[kind](np.column_stack([1 - P, P])), "np.asarray(y_hat)[:, 1] > 0.5"
    assert metric(LABELS, advised(told(metric, LABELS, two), code, y_hat=two)) == right


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("curve", [roc_curve, calibration_curve])
def test_the_probabilities_of_both_classes(curve, kind):
    right = curve(LABELS, P)[0]
    p = TABLES[kind](np.column_stack([1 - P, P]))
    column = advised(told(curve, LABELS, p), "np.asarray(p)[:, 1]", p=p)
    assert np.array_equal(curve(LABELS, column)[0], right)
    p = TABLES[kind](P[:, None])
    row = advised(told(curve, LABELS, p), "np.ravel(p)", p=p)
    assert np.array_equal(curve(LABELS, row)[0], right)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("call", [accuracy, confusion, f1_score, roc_curve, calibration_curve])
def test_swapped_arguments_are_suspected(call, kind):
    y, p = KINDS[kind](LABELS), KINDS[kind](P)
    other = "p" if call in (roc_curve, calibration_curve) else "y_hat"
    assert f"are y and {other} swapped? The true classes, y, come first." in told(call, p, y)
    assert "swapped" not in told(call, KINDS[kind](2 * LABELS - 1), y)  # another code


@pytest.mark.parametrize("kind", KINDS)
def test_scores_and_percentages_in_the_place_of_probabilities(kind):
    for values, code in ((8 * P - 4, "logistic(p)"), (100 * P, "np.divide(p, 100)")):
        p = KINDS[kind](values)
        right = advised(told(calibration_curve, LABELS, p), code, p=p)
        assert len(calibration_curve(LABELS, right)[0]) > 1
    assert "percentages" not in told(calibration_curve, LABELS, 1000 * P)
    assert told(auc, [0.0, 50.0, 100.0], [0.0, 60.0, 100.0]).startswith("fpr must lie")


# --- missing values, texts and dates -------------------------------------------------------------

GAPS = {
    "NA in Float64": pd.array([1.0, None], "Float64"),
    "NA in boolean": pd.array([True, None], "boolean"),
    "NA in Int64": pd.array([1, None], "Int64"),
    "NA": [1.0, pd.NA],
    "NaT": np.array([1.0, pd.NaT], object),
    "None": [1.0, None],
    "NaN": [1.0, np.nan],
    "Series of NaN": pd.Series([1.0, None]),
    "nan as a text": np.array([1.0, "nan"], object),
    "among texts": ["1.0", "NaN"],
    "no date": np.array(["2026-01-01", "NaT"], "M8[D]"),
    "NA among texts": pd.array(["1", None], "string"),
    "None as a text": np.array(["1.0", "None"]),
    "nothing as a text": ["1.0", ""],
}


@pytest.mark.parametrize("gap", GAPS)
def test_every_missing_value_is_called_one(gap):
    table = pd.DataFrame({"a": [1.0, 2.0], "b": pd.Series(GAPS[gap])})
    for sentence in (told(logistic, GAPS[gap]), told(standardise, table)):
        assert re.search(r"holds \S+ \(a missing value\) in 1 place\(s\): fill", sentence), sentence


@pytest.mark.parametrize(
    "y", [["a", None], ["a", "nan"], pd.Series(["a", None]), np.array(["a", ""])]
)
def test_a_missing_name_is_no_class(y):
    for sentence in (told(check_y, y), told(check_classes, y, 2, 2)):
        assert sentence.startswith("y holds texts, and misses a value in 1 place(s): leave those")


def test_a_missing_value_stays_missing_for_its_owner():
    values = np.array([1.0, pd.NA], object)
    told(logistic, values)
    assert values[1] is pd.NA


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (FRAME.assign(sex="m"), "'m' in column 'sex'"),
        ([[1.0, "m"]], "'m' in column 1"),
        ([1.0, "ten"], "'ten' in place 1"),
        (FRAME.assign(when=pd.Timestamp("2026-01-01")), "a Timestamp in column 'when'"),
        (np.array(["2026-01-01"], "M8[D]"), "a datetime64 in place 0"),
        (np.array([5], "m8[s]"), "a timedelta64 in place 0"),
        (np.array([1.0, 2j], object), "a complex in place 1"),
    ],
)
def test_the_first_thing_that_is_no_number_is_named(values, what):
    kind = "dates and times" if "time" in what.lower() else "texts"
    assert told(check_floats, values, "X").endswith(
        f"turn {kind} into numbers, for instance {what}."
    )


@pytest.mark.parametrize("call", [standardise, lambda X: newton(X, [0, 1], lam=0.1)])
def test_a_sparse_table_is_made_dense(call):
    X = scipy.sparse.csr_matrix(np.eye(2))
    fits(advised(told(call, X), "X.toarray()", X=X), [0, 1])


@pytest.mark.parametrize("X", [CASES.astype(str).tolist(), CASES.astype(str), FRAME.astype(str)])
def test_numbers_as_texts(X):
    code = "np.asarray(X).astype(float)" if isinstance(X, list) else "X.astype(float)"
    fits(advised(told(lambda: newton(X, LABELS, lam=0.1)), code, X=X), LABELS)


def test_what_pandas_has_is_taken_as_it_is():
    fits(FRAME, pd.Series(LABELS).astype("boolean"))
    fits(FRAME.astype("Float64"), pd.Categorical(LABELS))
    fits(FRAME.convert_dtypes(), pd.Series(LABELS, dtype="Int64"))

"""The door: what looks like numbers and is not, or says less than it holds, gets a sentence."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from logreg_core import logistic
from logreg_core._door import (
    LARGE,
    as_classes,
    as_finite,
    as_floats,
    as_labels,
    as_parameters,
    as_row,
    as_squarable,
    as_weights,
    power_of_two,
)

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
    assert as_floats(values, "z") is values


def test_infinities_that_cancel_are_found_without_a_warning():
    far = np.array([np.inf, -np.inf])
    assert as_floats(far, "z") is far
    with pytest.raises(ValueError, match="infinite"):
        as_finite(far, "z")


TEXTS = ["benign", "malignant"]
COLUMN, THREE = np.zeros((2, 1)), np.zeros(3)


@pytest.mark.parametrize(
    ("check", "arguments", "sentence"),
    [
        (as_floats, (None, "z"), "z must hold numbers, but None came"),
        (as_floats, (..., "z"), "z must hold numbers, but Ellipsis came"),
        (as_floats, ({}, "z"), "z must hold real numbers in a regular array, but dict came"),
        (as_floats, (np.array([1j]), "z"), "array, but an array of complex128 came"),
        (as_row, (COLUMN, "p"), "p must have shape (n,), but shape (2, 1) came"),
        (as_row, (THREE, "p", 2), "p must have shape (2,), but shape (3,) came"),
        (as_parameters, (COLUMN, 0.0), "w must have shape (d,), but shape (2, 1) came"),
        (as_parameters, (THREE, 0.0, 2), "w must have shape (2,), one weight for each"),
        (as_labels, (COLUMN,), "y must have shape (n,), but shape (2, 1) came"),
        (as_labels, (THREE, 2), "y must have shape (2,), one label for each case"),
        (as_labels, (range(9),), "it holds 0, 1, 2, 3: recode it"),
        (as_labels, (TEXTS,), "it holds texts: recode them"),
        (as_labels, (np.array(TEXTS, "S"),), "it holds texts: recode them"),
        (as_labels, (np.array(TEXTS, np.dtypes.StringDType()),), "it holds texts: recode them"),
        (as_labels, (np.array([0, "1"], object),), "it holds texts: recode them"),
        (as_labels, (np.array([0, 1j], object),), "y must hold real numbers"),
        (as_labels, (np.ma.array([0, 1], mask=[True, False]),), "y holds masked"),
        (as_labels, ([[0], [0, 1]],), "y must hold real numbers in a regular array"),
        (as_classes, (TEXTS, 2, 2), "y holds texts: number the classes"),
        (as_squarable, ([[1.0, -1e200]],), "X[:, 1] reaches to 1e+200"),
        (as_squarable, ([[np.nextafter(LARGE, np.inf)]],), "X[:, 0] reaches to 1e+100"),
        (as_squarable, ([[np.nextafter(1 / LARGE, 0)]],), "X[:, 0] reaches to 1e-100"),
        (as_weights, ([0, 1], np.array([0.0, 1.0])), "weights leave one class out"),
        (as_weights, ([1, 0], np.array([0.0, 1.0])), "weights leave one class out"),
    ],
)
def test_the_sentence_tells_what_was_expected_and_what_came(check, arguments, sentence):
    with pytest.raises((TypeError, ValueError), match=re.escape(sentence)):
        check(*arguments)


@pytest.mark.parametrize("reach", [LARGE, -LARGE, 1 / LARGE, -1 / LARGE, 0.0])
def test_columns_are_squared_up_to_the_limits(reach):
    assert as_squarable([[reach]]) == reach


def test_a_power_of_two_is_the_last_that_is_not_above():
    assert power_of_two([0.75, 1.0, 2.0, 3.0, 4.0]).tolist() == [0.5, 1.0, 2.0, 2.0, 4.0]

"""The door: what looks like numbers and is not, or says less than it holds, gets a sentence."""

import datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from logreg_core import logistic

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

"""Chapter 7: the metrics, against scikit-learn and by hand."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import calibration, metrics

from logreg_core import (
    accuracy,
    auc,
    calibration_curve,
    confusion,
    f1_score,
    precision,
    recall,
    roc_curve,
)

LABELS = st.integers(1, 12).flatmap(
    lambda n: st.tuples(*[arrays(np.int64, n, elements=st.integers(0, 1))] * 2)
)
# few different values, so that ties are common
SCORES = st.integers(2, 15).flatmap(
    lambda n: st.tuples(
        arrays(np.int64, n, elements=st.integers(0, 1)),
        arrays(np.float64, n, elements=st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 1.0])),
    )
)


# --- calls -----------------------------------------------------------------------------------


def test_by_hand():
    y, y_hat = [1, 1, 1, 0, 0], [1, 1, 0, 1, 0]
    assert confusion(y, y_hat) == (1, 1, 1, 2)
    assert confusion(y, y_hat)._asdict() == {"tn": 1, "fp": 1, "fn": 1, "tp": 2}
    assert confusion(y, y_hat, pos_label=0) == (2, 1, 1, 1)
    assert accuracy(y, y_hat) == 3 / 5
    assert precision(y, y_hat) == recall(y, y_hat) == 2 / 3
    assert f1_score(y, y_hat) == pytest.approx(2 / 3)
    assert precision(y, y_hat, pos_label=0) == recall(y, y_hat, pos_label=0) == 1 / 2


def test_precision_and_recall_are_not_exchanged():
    y, y_hat = [1, 1, 1, 1, 0], [1, 0, 0, 0, 0]  # one alarm, true; one of four found
    assert (precision(y, y_hat), recall(y, y_hat)) == (1.0, 0.25)


@given(LABELS)
def test_all_of_them_agree_with_scikit_learn(labels):
    y, y_hat = labels
    assert np.array_equal(
        np.reshape(confusion(y, y_hat), (2, 2)), metrics.confusion_matrix(y, y_hat, labels=[0, 1])
    )
    assert accuracy(y, y_hat) == pytest.approx(metrics.accuracy_score(y, y_hat))
    for c in (0, 1):
        options = {"pos_label": c, "zero_division": 0}
        assert precision(y, y_hat, pos_label=c) == metrics.precision_score(y, y_hat, **options)
        assert recall(y, y_hat, pos_label=c) == metrics.recall_score(y, y_hat, **options)
        assert f1_score(y, y_hat, pos_label=c) == pytest.approx(
            metrics.f1_score(y, y_hat, **options)
        )


@given(LABELS, st.sampled_from(["macro", "weighted"]))
def test_averages_agree_with_scikit_learn_s_default(labels, average):
    y, y_hat = labels
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the referee warns of 0 / 0, and says 0
        referee = metrics.f1_score(y, y_hat, average=average)
    assert f1_score(y, y_hat, average=average) == pytest.approx(referee)


@given(LABELS)
def test_f1_is_the_harmonic_mean(labels):
    y, y_hat = labels
    p, r = precision(y, y_hat), recall(y, y_hat)
    assert f1_score(y, y_hat) == pytest.approx(2 * p * r / (p + r) if p + r else 0.0)


def test_answers_are_plain_numbers():
    y, y_hat = np.array([0, 1]), np.array([0.0, 1.0])
    assert all(type(count) is int for count in confusion(y, y_hat))
    assert {type(f(y, y_hat)) for f in (accuracy, precision, recall, f1_score)} == {float}
    assert type(f1_score(y, y_hat, average="macro")) is float


def test_booleans_are_calls_too():
    assert confusion([True, False], np.array([True, True])) == (0, 1, 0, 1)


# --- scores ----------------------------------------------------------------------------------


@given(SCORES)
def test_the_roc_curve_is_scikit_learn_s_without_dropping_points(cases):
    y, p = cases
    if len(np.unique(y)) < 2:
        return
    ours = roc_curve(y, p)
    for one, other in zip(ours, metrics.roc_curve(y, p, drop_intermediate=False), strict=True):
        assert np.allclose(one, other)
    assert (ours[0][0], ours[1][0], ours[2][0]) == (0, 0, np.inf)
    assert (ours[0][-1], ours[1][-1]) == (1, 1)


@given(SCORES)
def test_the_area_is_the_share_of_pairs_in_order(cases):
    y, p = cases
    if len(np.unique(y)) < 2:
        return
    high, low = p[y == 1][:, None], p[y == 0][None, :]
    pairs = np.mean((high > low) + 0.5 * (high == low))
    area = auc(*roc_curve(y, p)[:2])
    assert area == pytest.approx(pairs)
    assert area == pytest.approx(metrics.roc_auc_score(y, p))


def test_the_area_goes_down_to_zero():
    assert auc(*roc_curve([0, 0, 1], [0.9, 0.8, 0.1])[:2]) == 0
    assert auc(*roc_curve([0, 0, 1], [0.1, 0.2, 0.9])[:2]) == 1


@pytest.mark.parametrize("p", [[0.1, 0.3, 0.2, 0.9], [0.1, 0.2, 0.3, 0.9]])
def test_labels_and_probabilities_are_no_curve(p):
    with pytest.raises(ValueError, match=r"labels and probabilities: .* auc\(\*roc_curve\(y, p\)"):
        auc([0, 0, 1, 1], p)


def test_only_the_order_of_the_scores_matters():
    y, p = [0, 1, 0, 1, 1], np.array([0.2, 0.3, 0.6, 0.7, 0.1])
    for other in (p / 2, p**3, np.log(p), 100 * p - 50):
        assert np.array_equal(roc_curve(y, other)[1], roc_curve(y, p)[1])


@given(SCORES, st.integers(1, 12))
def test_calibration_agrees_with_scikit_learn(cases, n_bins):
    y, p = cases
    *curve, count = calibration_curve(y, p, n_bins=n_bins)
    assert count.sum() == len(y)
    if len(np.unique(y)) < 2:
        return  # the referee wants both classes
    assert np.allclose(curve, calibration.calibration_curve(y, p, n_bins=n_bins))


# --- bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize("metric", [confusion, accuracy, precision, recall, f1_score])
@pytest.mark.parametrize(
    ("y", "y_hat", "sentence"),
    [
        ([0, 1], [0, 1, 1], r"y_hat must have shape \(2,\), one label for each case"),
        ([-1, 1], [0, 1], "y must hold only 0 and 1, but it holds -1, 1"),
        ([0, 1], [0.2, 0.8], "y_hat must hold only 0 and 1, but it holds 0.2, 0.8"),
        (["M", "B"], [0, 1], "y must hold only 0 and 1, but it holds texts"),
        ([], [], "y is empty"),
    ],
)
def test_calls_that_do_not_fit_are_turned_away(metric, y, y_hat, sentence):
    with pytest.raises(ValueError, match=sentence):
        metric(y, y_hat)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: confusion([0], [0], pos_label=2), "pos_label must be class 0 or 1, got 2"),
        (lambda: f1_score([0], [0], average="micro"), '"macro" or "weighted", got \'micro\''),
        (lambda: roc_curve([1, 1], [0.1, 0.2]), "y holds class 1 only: both classes are needed"),
        (lambda: roc_curve([0, 1], [0.1]), r"y must have shape \(1,\)"),
        (lambda: roc_curve([0, 1], [0.1, np.inf]), "p holds an infinite value"),
        (lambda: calibration_curve([0, 1], [0.5, 1.5]), "p must lie between 0 and 1"),
        (
            lambda: calibration_curve([0, 1], [0, 1], n_bins=0),
            "n_bins must be a whole number from 1",
        ),
    ],
)
def test_scores_that_do_not_fit_are_turned_away(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_the_arguments_are_left_alone():
    y, p = np.array([0.0, 1.0, 1.0]), np.array([0.3, 0.2, 0.9])
    for array in (y, p):
        array.setflags(write=False)
    confusion(y, p > 0.5)
    roc_curve(y, p)
    calibration_curve(y, p)


def test_ten_bins_unless_told_otherwise():
    p = np.linspace(0.0, 1.0, 12)[:-1] + 1e-9  # one in each of eleven bins
    assert len(calibration_curve(np.ones(11), p)[0]) == 10
    assert len(calibration_curve(np.ones(11), p, n_bins=11)[0]) == 11

"""Chapter 2: from a case to a score, a probability and a class."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from logreg_core import load_tumours, logistic, logit, predict, predict_proba, score

X = np.array([[1.0, 2.0], [0.5, -1.5], [-2.0, 0.3]])
W, B = np.array([0.8, -0.5]), 0.3


def test_scores_by_hand():
    # 0.8·1 − 0.5·2 + 0.3, 0.8·0.5 + 0.5·1.5 + 0.3, −0.8·2 − 0.5·0.3 + 0.3
    assert np.allclose(score(W, B, X), [0.1, 1.45, -1.45], rtol=1e-15)


def test_the_probability_is_the_logistic_of_the_score():
    assert np.array_equal(predict_proba(W, B, X), logistic(score(W, B, X)))
    assert np.allclose(predict_proba(W, B, X), [0.52497919, 0.80999843, 0.19000157], atol=1e-8)


def test_one_case_gets_the_answer_it_gets_in_company():
    for k in range(3):
        assert score(W, B, X[k : k + 1])[0] == score(W, B, X)[k]


def test_the_class_is_one_strictly_above_the_threshold():
    assert predict(W, B, X).tolist() == [1, 1, 0]
    assert predict(W, B, X, threshold=0.6).tolist() == [0, 1, 0]
    p = predict_proba(W, B, X)
    assert predict(W, B, X, threshold=p[0]).tolist() == [0, 1, 0]
    assert predict(W, B, X, threshold=0).tolist() == [1, 1, 1]
    assert predict(W, B, X, threshold=1).tolist() == [0, 0, 0]


def test_untrained_everything_is_class_zero():
    assert predict([0.0, 0.0], 0.0, X).tolist() == [0, 0, 0]
    assert predict_proba([0.0, 0.0], 0.0, X).tolist() == [0.5] * 3


def test_classes_are_whole_numbers():
    assert predict(W, B, X).dtype == np.int64


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.9])
def test_the_boundary_is_a_line_with_its_minus(threshold):
    x1 = np.linspace(-3, 3, 7)
    x2 = (logit(threshold) - B - W[0] * x1) / W[1]
    assert np.allclose(predict_proba(W, B, np.column_stack([x1, x2])), threshold)


def test_it_agrees_with_scikit_learn_given_its_weights():
    split = load_tumours()
    referee = LogisticRegression(max_iter=1000).fit(split.X_train, split.y_train)
    w, b = referee.coef_[0], referee.intercept_[0]
    assert np.allclose(score(w, b, split.X_test), referee.decision_function(split.X_test))
    assert np.allclose(predict_proba(w, b, split.X_test), referee.predict_proba(split.X_test)[:, 1])
    assert np.array_equal(predict(w, b, split.X_test), referee.predict(split.X_test))


def test_raw_and_scaled_units_give_the_same_scores():
    split = load_tumours(features=["mean radius", "mean texture"])
    w_raw, b_raw = W / split.scale, B - (W * split.mean / split.scale).sum()
    raw = split.raw(split.X_train)
    assert np.allclose(score(w_raw, b_raw, raw), score(W, B, split.X_train))


def test_lists_whole_numbers_and_float32_are_welcome():
    expected = score([1.0, 2.0], 1.0, [[3.0, 4.0]])
    assert np.array_equal(score([1, 2], 1, [[3, 4]]), expected)
    assert np.array_equal(score(np.float32([1, 2]), np.float32(1), np.float32([[3, 4]])), expected)
    assert np.array_equal(score((1, 2), np.array([1.0]), np.asfortranarray([[3.0, 4.0]])), expected)


def test_the_arguments_are_left_alone():
    w, cases = W.copy(), X.copy()
    w.setflags(write=False)
    cases.setflags(write=False)
    predict(w, B, cases)


@pytest.mark.parametrize(
    ("w", "b", "X", "error", "sentence"),
    [
        (
            [1.0],
            B,
            X,
            ValueError,
            r"w must have shape \(2,\), one weight for each column of X, but",
        ),
        ([[1.0, 2.0]], B, X, ValueError, r"but shape \(1, 2\) came"),
        (
            W,
            B,
            X[0],
            ValueError,
            r"one row a case \(n, d\), but shape \(2,\) came: write X.reshape",
        ),
        (W, B, X[:0], ValueError, r"X is empty, its shape is \(0, 2\)"),
        (W, [1.0, 2.0], X, ValueError, r"b must be a single number, but an array of shape \(2,\)"),
        (W, np.nan, X, ValueError, "b must be a finite number, but nan came"),
        ([1.0, np.inf], B, X, ValueError, "w holds an infinite value"),
        (W, B, [[1.0, np.nan]], ValueError, "X holds NaN"),
        (W, B, [[1.0, -np.inf]], ValueError, "X holds an infinite value"),
        (W, B, [["a", "b"]], TypeError, "X must hold real numbers"),
        (None, B, X, TypeError, "w must hold numbers, but None came"),
    ],
)
def test_what_does_not_fit_is_turned_away(w, b, X, error, sentence):
    with pytest.raises(error, match=sentence):
        score(w, b, X)


@pytest.mark.parametrize("threshold", [-0.1, 1.1])
def test_a_threshold_is_a_probability(threshold):
    with pytest.raises(ValueError, match="threshold must lie between 0 and 1"):
        predict(W, B, X, threshold=threshold)

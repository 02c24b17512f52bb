"""Chapter 2: scores, probabilities and classes, for one case and for many."""

import array
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from logreg_core import (
    load_breast_cancer,
    logistic,
    logit,
    newton,
    plots,
    predict,
    predict_proba,
    score,
)

seeds = st.integers(0, 2**32 - 1)
calm = settings(deadline=None, derandomize=True, max_examples=40)

FUNCTIONS = (score, predict_proba, predict)
W, B = np.array([0.8, -0.5, 1.1]), 0.3
X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.0], [2.0, 0.3, 1.2], [-1.0, 0.4, 0.7]])
Z = np.array([-1.0, 1.45, 3.07, 0.07])  # by hand: 0.8 · 1 − 0.5 · 2 − 1.1 + 0.3 = −1, …


def drawn(seed, n=20, d=4):
    """Weights, a bias that is far from 0, and cases."""
    rng = np.random.default_rng(seed)
    return 2 * rng.normal(size=d), 1.5 + rng.random(), rng.normal(size=(n, d))


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


@pytest.fixture(scope="module")
def pair():
    return load_breast_cancer(features=["mean radius", "mean texture"])


# --- values by hand --------------------------------------------------------------------------


def test_the_score_by_hand():
    np.testing.assert_allclose(score(W, B, X), Z, rtol=1e-14)
    np.testing.assert_array_equal(score([2.0], 1.0, [[3.0]]), [7.0])


def test_the_probability_by_hand():
    expected = [1 / (1 + math.exp(-z)) for z in Z]
    np.testing.assert_allclose(predict_proba(W, B, X), expected, rtol=1e-14)
    np.testing.assert_allclose(predict_proba([2.0], 1.0, [[3.0]]), [0.9990889488], rtol=1e-9)


def test_the_class_by_hand():
    assert predict(W, B, X).tolist() == [0, 1, 1, 1]  # p = 0.27, 0.81, 0.96, 0.52
    assert predict(W, B, X, threshold=0.52).tolist() == [0, 1, 1, 0]
    assert predict(W, B, X, threshold=0.9).tolist() == [0, 0, 1, 0]
    assert predict(W, B, X, threshold=0.2).tolist() == [1, 1, 1, 1]


def test_shapes_and_kinds():
    for function, kind in zip(FUNCTIONS, (np.float64, np.float64, np.int64), strict=True):
        answer = function(W, B, X)
        assert answer.shape == (4,)
        assert answer.dtype == kind


def test_one_feature_and_one_case():
    assert score([2.0], 1.0, np.arange(5.0).reshape(-1, 1)).tolist() == [1, 3, 5, 7, 9]
    assert score(W, B, X[:1]).shape == (1,)


@calm
@given(seeds, st.integers(1, 40), st.integers(1, 12))
def test_many_cases_are_many_single_cases(seed, n, d):
    w, b, cases = drawn(seed, n, d)
    for function in FUNCTIONS:
        together = function(w, b, cases)
        alone = [function(w, b, cases[k : k + 1])[0] for k in range(n)]
        np.testing.assert_allclose(together, alone, rtol=1e-10, atol=1e-13)


@calm
@given(seeds)
def test_the_score_is_a_sum_written_out(seed):
    w, b, cases = drawn(seed)
    loops = [b + math.fsum(wj * xj for wj, xj in zip(w, x, strict=True)) for x in cases]
    np.testing.assert_allclose(score(w, b, cases), loops, rtol=1e-10, atol=1e-13)


@calm
@given(seeds)
def test_the_probability_is_the_logistic_of_the_score(seed):
    w, b, cases = drawn(seed)
    p = predict_proba(w, b, cases)
    np.testing.assert_array_equal(p, logistic(score(w, b, cases)))
    np.testing.assert_allclose(logit(p), score(w, b, cases), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(predict_proba(-w, -b, cases), 1 - p, atol=1e-15)


def test_scores_of_any_size_give_probabilities_without_a_warning():
    far = [[-1e300], [-800.0], [0.0], [800.0], [1e300]]
    assert predict_proba([1.0], 0.0, far)[[0, 2, 3, 4]].tolist() == [0.0, 0.5, 1.0, 1.0]
    assert predict([1.0], 0.0, far).tolist() == [0, 0, 0, 1, 1]


# --- the threshold ---------------------------------------------------------------------------


def test_terms_beyond_float64_may_cancel():
    """Sums that stay below 1e308 are right, whatever their terms; what does not is infinite."""
    big = 2.0**1000
    assert score([big, -big], 0.5, [[big, big], [big, 0.0], [0.0, big]]).tolist()[1:] == [
        np.inf,
        -np.inf,
    ]
    assert score([big, -0.5 * big], 0.5, [[2.0**10, 2.0**11], [1.0, 0.0]]).tolist()[1] == big
    assert score([2.0**20, -(2.0**19)], 0.0, [[2.0**1010, 2.0**1011]]) == [0.0]
    assert score([2.0**20, -(2.0**19)], 0.0, [[2.0**1010, 2.0**1010]]) == [np.inf]
    assert score([1.5, -1.0], 0.0, [[1.5 * 2.0**1023, 1.5 * 2.0**1023]]) == [1.5 * 2.0**1022]
    assert score([2.0], -1.5 * 2.0**1023, [[1.25 * 2.0**1023]]) == [2.0**1023]
    assert predict_proba([2.0], -1.5 * 2.0**1023, [[-1.25 * 2.0**1023]]) == [0.0]


def test_at_zero_weights_every_case_is_class_0():
    assert predict_proba(np.zeros(3), 0.0, X).tolist() == [0.5] * 4
    assert predict(np.zeros(3), 0.0, X).tolist() == [0] * 4


@pytest.mark.parametrize("threshold", [0.1, 0.25, 0.5, 0.8, 0.97])
def test_the_comparison_is_strict(threshold):
    """p is the threshold to the last bit: class 0. One step of float64 lower: class 1."""
    # The two terms cancel without rounding, so the score is the bias on every processor.
    alone = [0.5, -0.25], logit(threshold), [[1.0, 2.0]]
    p = predict_proba(*alone)[0]
    assert predict(*alone, threshold=p)[0] == 0
    assert predict(*alone, threshold=np.nextafter(p, 0))[0] == 1


def test_the_ends_of_the_threshold():
    far = [[-800.0], [0.0], [800.0]]  # p = 0 (rounded), ½, 1 (rounded)
    assert predict([1.0], 0.0, far, threshold=0).tolist() == [0, 1, 1]
    assert predict([1.0], 0.0, far, threshold=1).tolist() == [0, 0, 0]


@calm
@given(seeds, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_higher_threshold_never_calls_more_cases_benign(seed, one, other):
    w, b, cases = drawn(seed)
    low, high = sorted([one, other])
    assert (predict(w, b, cases, threshold=high) <= predict(w, b, cases, threshold=low)).all()


@calm
@given(seeds, st.floats(0.01, 0.99))
def test_a_threshold_on_p_is_a_cut_at_its_logit_on_z(seed, threshold):
    w, b, cases = drawn(seed)
    z = score(w, b, cases)
    clear = np.abs(z - logit(threshold)) > 1e-9
    y_hat = predict(w, b, cases, threshold=threshold)
    np.testing.assert_array_equal(y_hat[clear], (z > logit(threshold))[clear])


# --- geometry: the border, the direction and the length of w -----------------------------------


@calm
@given(seeds, st.floats(0.05, 0.95))
def test_points_on_the_border_have_p_equal_to_the_threshold(seed, t):
    rng = np.random.default_rng(seed)
    w, b = rng.choice([-1, 1], 2) * (0.3 + rng.random(2)), rng.normal()
    x1 = rng.uniform(-3, 3, 5)
    x2 = (logit(t) - b - w[0] * x1) / w[1]
    np.testing.assert_allclose(predict_proba(w, b, np.column_stack([x1, x2])), t, rtol=1e-9)
    lost_minus = (logit(t) - b + w[0] * x1) / w[1]
    assert not np.allclose(predict_proba(w, b, np.column_stack([x1, lost_minus])), t)


@pytest.mark.parametrize("t", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("w", [(-4.06, -0.9), (2.0, 0.0), (0.0, -1.5), (1.0, -3.0)])
def test_the_drawn_border_is_that_border(w, t):
    x1, x2 = plots.boundary_ends(np.array(w), 0.53, (-4, 4), (-4, 4), threshold=t)
    np.testing.assert_allclose(predict_proba(w, 0.53, np.column_stack([x1, x2])), t, rtol=1e-9)
    assert np.hypot(np.diff(x1), np.diff(x2))[0] > 1


def test_w_points_to_class_1_and_its_length_sharpens(pair):
    w, b = newton(pair.X_train, pair.y_train, lam=0.0).final
    on_the_border = np.array([0.0, -b / w[1]])
    unit = w / np.linalg.norm(w)
    one_side, other = on_the_border + unit, on_the_border - unit
    assert predict(w, b, [one_side, other]).tolist() == [1, 0]

    p, soft = predict_proba(w, b, pair.X_train), predict_proba(0.3 * w, 0.3 * b, pair.X_train)
    np.testing.assert_array_equal(soft > 0.5, p > 0.5)
    assert (np.abs(soft - 0.5) < np.abs(p - 0.5)).all()


def test_a_step_of_one_in_a_feature_multiplies_the_odds():
    def odds(cases):
        p = predict_proba(W, B, cases)
        return p / (1 - p)

    for j in range(3):
        np.testing.assert_allclose(odds(X + np.eye(3)[j]) / odds(X), np.exp(W[j]), rtol=1e-12)


# --- real tumours ----------------------------------------------------------------------------


def test_the_untrained_model_calls_everything_malignant(tumours):
    y_hat = predict(np.zeros(30), 0.0, tumours.X_train)
    assert y_hat.sum() == 0
    assert (y_hat == tumours.y_train).sum() == 176
    assert round((y_hat == tumours.y_train).mean(), 3) == 0.387


def test_the_best_line_of_the_course_s_pair(pair):
    w, b = newton(pair.X_train, pair.y_train, lam=0.0).final
    np.testing.assert_allclose([*w, b], [-4.06, -0.90, 0.53], atol=5e-3)
    assert (predict(w, b, pair.X_train) != pair.y_train).sum() == 44


@pytest.mark.parametrize("features", [None, ["mean radius", "mean texture"], ["mean area"]])
@pytest.mark.parametrize("C", [0.01, 1.0])
def test_scikit_learn_with_its_own_weights_says_the_same(features, C):
    split = load_breast_cancer(features=features)
    model = LogisticRegression(C=C, max_iter=2000).fit(split.X_train, split.y_train)
    w, b = model.coef_[0], model.intercept_[0]
    for cases in (split.X_train, split.X_test):
        z, p = model.decision_function(cases), model.predict_proba(cases)
        np.testing.assert_allclose(score(w, b, cases), z, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(predict_proba(w, b, cases), p[:, 1], rtol=1e-11)
        np.testing.assert_array_equal(predict(w, b, cases), model.predict(cases))


def test_scikit_learn_s_sign_of_zero_is_ours(pair):
    """Where the score is exactly 0, both say class 0."""
    model = LogisticRegression().fit(pair.X_train, pair.y_train)
    model.coef_, model.intercept_ = np.zeros((1, 2)), np.zeros(1)
    np.testing.assert_array_equal(predict([0, 0], 0, pair.X_test), model.predict(pair.X_test))


def test_raw_and_scaled_weights_are_one_model(tumours):
    w, b = newton(tumours.X_train, tumours.y_train, lam=0.01).final
    w_raw, b_raw = w / tumours.scale, b - (w * tumours.mean / tumours.scale).sum()
    for cases in (tumours.X_train, tumours.X_test):
        raw = tumours.raw(cases)
        np.testing.assert_allclose(score(w_raw, b_raw, raw), score(w, b, cases), atol=1e-9)
        np.testing.assert_array_equal(predict(w_raw, b_raw, raw), predict(w, b, cases))


# --- what may come ---------------------------------------------------------------------------


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_caller_s_arrays_are_untouched(function):
    w, cases = W.copy(), X.copy()
    w.flags.writeable = cases.flags.writeable = False
    first = function(w, B, cases)
    first[:] = 7
    np.testing.assert_array_equal(w, W)
    np.testing.assert_array_equal(cases, X)
    assert not (function(w, B, cases) == 7).any()


@pytest.mark.parametrize(
    "form",
    [
        lambda cases: cases.tolist(),
        lambda cases: tuple(map(tuple, cases.tolist())),
        lambda cases: [array.array("d", row) for row in cases],
        np.asfortranarray,
        lambda cases: np.repeat(cases, 2, axis=0)[::2],
        lambda cases: cases.astype(object),
    ],
    ids=["lists", "tuples", "array.array", "fortran", "strided", "objects"],
)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_any_form_of_cases_gives_the_same_answer(function, form):
    np.testing.assert_allclose(function(W, B, form(X)), function(W, B, X), rtol=1e-15)
    np.testing.assert_allclose(function(W.tolist(), [B], X), function(W, B, X), rtol=1e-15)


@pytest.mark.parametrize("kind", [np.float32, np.int64, np.int8, np.uint8, bool])
def test_other_number_types_are_computed_in_float64(kind):
    cases = np.array([[1, 0, 1], [0, 1, 1]]).astype(kind)
    z = score(W, B, cases)
    assert z.dtype == np.float64
    np.testing.assert_allclose(z, [2.2, 0.9], rtol=1e-14)  # 0.8 + 1.1 + 0.3 and −0.5 + 1.1 + 0.3
    np.testing.assert_allclose(predict_proba(W, B, cases), logistic([2.2, 0.9]), rtol=1e-14)


def test_small_whole_numbers_do_not_wrap_around():
    assert score([2], 100, np.array([[100]], dtype=np.int8)).tolist() == [300.0]
    assert score(np.array([-1], dtype=np.int8), 0, [[5]]).tolist() == [-5.0]


BAD = {
    "too many weights": (W, B, X[:, :2], r"w must have shape \(2,\), one weight for each column"),
    "too few weights": (W[:2], B, X, r"w must have shape \(3,\).*got shape \(2,\)"),
    "w a column": (W[:, None], B, X, r"w must have shape \(3,\).*got shape \(3, 1\)"),
    "one case, no row": (W, B, X[0], r"shape \(3,\): write X.reshape\(1, -1\) for one case"),
    "three dimensions": (W, B, X[None], r"X must have two dimensions.*shape \(1, 4, 3\)"),
    "no case": (W, B, X[:0], r"X is empty, its shape is \(0, 3\): give at least one case"),
    "no feature": ([], B, X[:, :0], r"X is empty, its shape is \(4, 0\)"),
    "NaN in X": (W, B, np.where(X == 2.0, np.nan, X), r"X holds NaN .* in 2 place\(s\)"),
    "None in X": (W, B, [[1.0, None, 2.0]], r"X holds NaN \(a missing value\) in 1 place"),
    "inf in X": (W, B, np.where(X == 1.2, np.inf, X), "X holds an infinite value"),
    "−inf in X": (W, B, np.where(X == 1.2, -np.inf, X), "X holds an infinite value"),
    "inf − inf in X": (W, B, [[np.inf, -np.inf, 0.0]], "X holds an infinite value"),
    "NaN in w": (W * [1, np.nan, 1], B, X, "w holds NaN"),
    "inf in w": (W * [1, np.inf, 1], B, X, "w holds an infinite value"),
    "NaN as b": (W, np.nan, X, "b must be a finite number, got nan"),
    "inf as b": (W, -np.inf, X, "b must be a finite number, got -inf"),
    "b an array": (W, [0.1, 0.2], X, r"b must be a single number.*shape \(2,\)"),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("case", BAD)
def test_bad_numbers_are_answered(function, case):
    w, b, cases, sentence = BAD[case]
    with pytest.raises(ValueError, match=sentence):
        function(w, b, cases)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("w", "b", "cases", "sentence"),
    [
        (W, B, [["a", "b", "c"]], "X must hold real numbers.*turn texts into numbers"),
        (W, B, "tumours.csv", "X must hold numbers, got 'tumours.csv'"),
        (W, B, None, "X must hold numbers, got None"),
        (W, B, [[1.0, 2.0, 3.0], [1.0, 2.0]], "X must hold real numbers.*equally long"),
        (W, B, X + 1j, "X must hold real numbers.*an array of complex128"),
        (W, None, X, "b must hold numbers, got None"),
        (..., B, X, "w must hold numbers, got Ellipsis"),
    ],
)
def test_what_is_no_number_is_answered(function, w, b, cases, sentence):
    with pytest.raises(TypeError, match=sentence):
        function(w, b, cases)


@pytest.mark.parametrize(
    ("threshold", "error", "sentence"),
    [
        (-0.1, ValueError, "threshold must lie between 0 and 1, got -0.1"),
        (1.5, ValueError, "threshold must lie between 0 and 1, got 1.5"),
        (50, ValueError, "threshold must lie between 0 and 1, got 50"),
        (np.nan, ValueError, "threshold must be a finite number, got nan"),
        (np.inf, ValueError, "threshold must be a finite number, got inf"),
        ([0.2, 0.5], ValueError, r"threshold must be a single number.*shape \(2,\)"),
        ("0.5", TypeError, "threshold must hold numbers, got '0.5'"),
        (None, TypeError, "threshold must hold numbers, got None"),
    ],
)
def test_a_bad_threshold_is_answered(threshold, error, sentence):
    with pytest.raises(error, match=sentence):
        predict(W, B, X, threshold=threshold)


def test_the_threshold_is_named():
    with pytest.raises(TypeError, match="positional"):
        predict(W, B, X, 0.5)


def test_a_score_beyond_float64_is_infinite_and_its_probability_certain():
    X = [[1e300], [-1e300], [1.0]]
    assert score([1e300], 0.0, X).tolist() == [np.inf, -np.inf, 1e300]
    assert predict_proba([1e300], 0.0, X).tolist() == [1.0, 0.0, 1.0]


def test_weights_for_the_cases_ask_whether_the_table_is_transposed():
    with pytest.raises(ValueError, match="is X transposed"):
        score(np.ones(5), 0.0, np.ones((5, 3)))

"""Chapter 3: the loss, against fifty digits, scikit-learn, and its own promises."""

import math
import warnings

import mpmath as mp
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss as sklearn_log_loss

from logreg_core import (
    load_breast_cancer,
    log_loss,
    logistic,
    newton,
    predict_proba,
    sample_losses,
    score,
    train,
)

seeds = st.integers(0, 2**32 - 1)
calm = settings(deadline=None, derandomize=True, max_examples=40)
thorough = settings(calm, max_examples=200)
magnitudes = st.builds(  # every power of ten alike, where st.floats prefers the simple numbers
    lambda sign, mantissa, power: sign * mantissa * 10.0**power,
    st.sampled_from([-1.0, 1.0]),
    st.floats(1, 10),
    st.integers(-300, 300),
)
scores = (
    st.floats(allow_nan=False, allow_infinity=False)
    | magnitudes
    | st.floats(-746, 746)
    | st.floats(-40, 40)
)
classes = st.sampled_from([0.0, 1.0])
EPS = np.finfo(float).eps
ULPS = 4  # allowed; the largest measured of 26,000 is 1.22

FUNCTIONS = (sample_losses, log_loss)
W, B = np.array([0.8, -0.5, 1.1]), 0.3
X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.0], [2.0, 0.3, 1.2], [-1.0, 0.4, 0.7]])
Y = np.array([1.0, 0.0, 1.0, 0.0])
LOSSES = np.array(  # scores −1, 1.45, 3.07, 0.07
    [1.313261687518223, 1.66072296466976, 0.04537591831444438, 0.7287595555486971]
)


def losses(z, y):
    """Return the losses of cases whose scores are z: one weight of 1 and no bias."""
    z = np.atleast_1d(np.asarray(z, dtype=float))
    return sample_losses([1.0], 0.0, z[:, None], np.broadcast_to(float(y), z.shape))


def exact_loss(z, y):
    """Return minus the log of the probability of class y, in fifty digits more than z has."""
    margin = float(z) if y == 1 else -float(z)
    if margin < -1e4:  # 1 + exp(-margin) is exp(-margin), and no memory holds it
        return mp.mpf(-margin)
    with mp.workdps(50):
        return mp.log1p(mp.exp(-mp.mpf(margin)))


def ulps(got, exact):
    """Return how many last places `got` is from `exact`."""
    with mp.workdps(50):
        return float(abs(mp.mpf(float(got)) - exact) / mp.mpf(math.ulp(float(exact))))


def drawn(seed, n=30, d=4):
    """Cases, labels of both classes, weights and a bias that is far from 0."""
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.6).astype(float)
    y[:2] = 0, 1
    return rng.normal(size=(n, d)), y, 2 * rng.normal(size=d), 1.5 + rng.random()


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


@pytest.fixture(scope="module")
def pair():
    return load_breast_cancer(features=["mean radius", "mean texture"])


# --- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("z", "y", "loss"),
    [
        (0.0, 0, 0.6931471805599453),
        (0.0, 1, 0.6931471805599453),
        (2.0, 1, 0.1269280110429725),
        (2.0, 0, 2.1269280110429727),
        (-2.0, 0, 0.1269280110429725),
        (-2.0, 1, 2.1269280110429727),
        (7.0, 0, 7.000911466453774),
        (7.0, 1, 0.0009114664537742449),
        (math.log(3), 0, math.log(4)),  # p = 3/4, so 1/4 for what was true
        (math.log(3), 1, math.log(4 / 3)),
        (50.0, 0, 50.0),
        (50.0, 1, 1.9287498479639178e-22),
        (800.0, 0, 800.0),
        (-700.0, 0, 9.859676543759770e-305),
    ],
)
def test_golden_values(z, y, loss):
    assert losses(z, y)[0] == pytest.approx(loss, rel=1e-15, abs=0)


def test_one_loss_a_case_and_their_mean():
    np.testing.assert_allclose(sample_losses(W, B, X, Y), LOSSES, rtol=1e-14)
    assert log_loss(W, B, X, Y) == pytest.approx(0.937030031512781, rel=1e-14)
    assert log_loss(W, B, X, Y) == pytest.approx(LOSSES.sum() / 4, rel=1e-14)
    assert type(log_loss(W, B, X, Y)) is float
    assert sample_losses(W, B, X, Y).dtype == np.float64


@pytest.mark.parametrize("n", [1, 2, 455])
@pytest.mark.parametrize("d", [1, 30])
def test_log_2_at_zero_weights_however_many_cases(n, d):
    rng = np.random.default_rng(n)
    cases, y = rng.normal(size=(n, d)), (rng.random(n) < 0.5).astype(float)
    assert (sample_losses(np.zeros(d), 0.0, cases, y) == math.log(2)).all()
    assert log_loss(np.zeros(d), 0.0, cases, y) == pytest.approx(math.log(2), rel=1e-15)


@given(seed=seeds)
@calm
def test_seeing_every_case_twice_changes_nothing(seed):
    """A mean: the sum would double."""
    cases, y, w, b = drawn(seed)
    once, twice = log_loss(w, b, cases, y), log_loss(w, b, np.r_[cases, cases], np.r_[y, y])
    assert twice == pytest.approx(once, rel=1e-14)
    assert len(sample_losses(w, b, np.r_[cases, cases], np.r_[y, y])) == 2 * len(y)


# --- against fifty digits --------------------------------------------------------------------


@given(z=scores, y=classes)
@example(z=-2.7658741987530817, y=0.0)  # the worst of 26,000 drawn: 1.22
@example(z=36.7, y=1.0)
@example(z=-745.13, y=0.0)
@example(z=709.79, y=0.0)
@thorough
def test_the_loss_to_the_last_places(z, y):
    assert ulps(losses(z, y)[0], exact_loss(z, y)) <= ULPS


@given(z=st.floats(-30, 30), y=classes)
@thorough
def test_it_is_minus_the_log_of_the_probability_of_the_truth(z, y):
    p = predict_proba([1.0], 0.0, [[z]])[0] if y == 1 else logistic(-z)
    assert losses(z, y)[0] == pytest.approx(-math.log(p), rel=1e-15, abs=2 * EPS)


@given(seed=seeds)
@calm
def test_the_printed_forms_are_one(seed):
    """Every form of notebook 3, and the two with a lost minus that circulate, which differ."""
    cases, y, w, b = drawn(seed)
    z, p = score(w, b, cases), predict_proba(w, b, cases)
    ours = sample_losses(w, b, cases, y)
    np.testing.assert_allclose(ours, -y * np.log(p) - (1 - y) * np.log(1 - p), rtol=1e-7)
    np.testing.assert_allclose(ours, np.log(1 + np.exp(z)) - y * z, rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(ours, -np.log(np.where(y == 1, p, 1 - p)), rtol=1e-7)
    assert not np.allclose(ours, np.log(1 + np.exp(z)) + y * z)
    assert not np.allclose(ours, -y * np.log(p) + (1 - y) * np.log(1 - p))


@given(z=scores, y=classes)
@thorough
def test_the_two_classes_are_mirror_images(z, y):
    assert losses(z, y)[0] == losses(-z, 1 - y)[0]


# --- where the textbook form breaks ----------------------------------------------------------


@given(z=scores, y=classes)
@example(z=1e308, y=0.0)
@example(z=1e308, y=1.0)
@example(z=-1e308, y=0.0)
@example(z=-1e308, y=1.0)
@example(z=1.7976931348623157e308, y=0.0)
@thorough
def test_finite_and_never_negative_for_every_finite_score(z, y):
    with warnings.catch_warnings(), np.errstate(over="raise", invalid="raise", divide="raise"):
        warnings.simplefilter("error")
        loss = losses(z, y)[0]
    assert 0 <= loss < np.inf
    wrong = max(-z if y == 1 else z, 0)  # far on the wrong side the loss is the score itself
    assert wrong <= loss <= wrong + math.log(2) * (1 + EPS) or loss == pytest.approx(wrong)


def test_at_the_end_of_float64():
    assert losses([1e308, -1e308], 0).tolist() == [1e308, 0.0]
    assert losses([1e308, -1e308], 1).tolist() == [0.0, 1e308]


def test_the_textbook_form_breaks_on_the_course_s_data_and_ours_does_not(tumours):
    """Thirty features, λ = 0, rate 10, one step: notebook 3 shows it."""
    X, y = tumours.X_train, tumours.y_train
    w, b = train(X, y, learning_rate=10.0, n_steps=1).final
    p = predict_proba(w, b, X)
    with np.errstate(all="ignore"):
        textbook = -y * np.log(p) - (1 - y) * np.log(1 - p)
    broken = ~np.isfinite(textbook)
    ours = sample_losses(w, b, X, y)
    assert broken.any()
    assert (score(w, b, X)[broken] > 36).all()
    assert np.isfinite(ours).all()
    np.testing.assert_allclose(ours[~broken], textbook[~broken], rtol=0.02, atol=1e-12)


@pytest.mark.parametrize("epsilon", [1e-15, 1e-7])
def test_an_epsilon_would_be_seen(epsilon):
    """Sure and wrong at z = 50 costs 50, not the 34.5 or 16.1 of a clipped probability."""
    clipped = -math.log(1 - min(float(logistic(50.0)), 1 - epsilon))
    assert clipped < 35
    assert losses(50.0, 0)[0] - clipped > 15


# --- a good loss -----------------------------------------------------------------------------


@given(seed=seeds, size=st.sampled_from([0.1, 1.0, 30.0, 1e3, 1e100]), share=st.floats(0, 1))
@calm
def test_convex_along_every_line(seed, size, share):
    """Between two points the loss lies below the straight line that joins them."""
    cases, y, w, b = drawn(seed)
    rng = np.random.default_rng(seed + 1)
    w2, b2 = w + size * rng.normal(size=len(w)), b + size * rng.normal()
    ends = log_loss(w, b, cases, y), log_loss(w2, b2, cases, y)
    between = log_loss((1 - share) * w + share * w2, (1 - share) * b + share * b2, cases, y)
    chord = (1 - share) * ends[0] + share * ends[1]
    assert between <= chord + 1e-13 * max(ends)


def test_squared_error_would_fail_that_test():
    """One malignant case at scores 2, 6 and 10: the middle lies above the chord."""
    squared = logistic([2.0, 6.0, 10.0]) ** 2
    assert squared[1] > (squared[0] + squared[2]) / 2 + 0.1
    ours = losses([2.0, 6.0, 10.0], 0)
    assert ours[1] < (ours[0] + ours[2]) / 2


@pytest.mark.parametrize("truth", [0.1, 0.3, 0.5, 0.7, 0.95])
def test_it_rewards_honesty(truth):
    """Of 1000 cases with the share `truth` of class 1, it is smallest at the bias logit(truth)."""
    y = (np.arange(1000) < 1000 * truth).astype(float)
    cases = np.zeros((1000, 1))
    honest = math.log(truth / (1 - truth))
    entropy = -truth * math.log(truth) - (1 - truth) * math.log(1 - truth)
    assert log_loss([0.0], honest, cases, y) == pytest.approx(entropy, rel=1e-12)
    for lie in (-1.0, -0.01, 0.01, 1.0):
        assert log_loss([0.0], honest + lie, cases, y) > entropy + 1e-7


@given(z=st.floats(-700, 700), y=classes)
@thorough
def test_less_sure_of_the_truth_costs_more(z, y):
    toward = 0.01 if y == 1 else -0.01
    assert losses(z + toward, y)[0] < losses(z, y)[0]


# --- referees --------------------------------------------------------------------------------


@given(seed=seeds)
@calm
def test_scikit_learn_agrees_where_it_is_exact(seed):
    """Below |z| of about 15 its clipping and the rounding of 1 - p stay out of sight."""
    cases, y, w, b = drawn(seed)
    theirs = sklearn_log_loss(y, predict_proba(w, b, cases), labels=[0, 1])
    assert log_loss(w, b, cases, y) == pytest.approx(theirs, rel=1e-9)
    total = sklearn_log_loss(y, predict_proba(w, b, cases), labels=[0, 1], normalize=False)
    assert sample_losses(w, b, cases, y).sum() == pytest.approx(total, rel=1e-9)


def test_scikit_learn_agrees_on_the_tumours(tumours):
    model = LogisticRegression(C=1.0).fit(tumours.X_train, tumours.y_train)
    w, b = model.coef_[0], model.intercept_[0]
    for cases, y in ((tumours.X_train, tumours.y_train), (tumours.X_test, tumours.y_test)):
        theirs = sklearn_log_loss(y, model.predict_proba(cases))
        assert log_loss(w, b, cases, y) == pytest.approx(theirs, rel=1e-10)


def test_the_best_line_of_the_course_s_pair(pair):
    """No neighbour of the optimum is better, and the pair's numbers are those of notebook 3."""
    X, y = pair.X_train, pair.y_train
    w, b = newton(X, y, lam=0.0).final
    best = log_loss(w, b, X, y)
    assert round(best, 3) == 0.245
    for k in range(2):
        for nudge in (-0.01, 0.01):
            assert log_loss(w + nudge * np.eye(2)[k], b, X, y) > best
    assert log_loss(w, b + 0.01, X, y) > best
    assert log_loss(w, b - 0.01, X, y) > best


# --- what may come ---------------------------------------------------------------------------


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_caller_s_arrays_are_untouched(function):
    w, cases, y = W.copy(), X.copy(), Y.copy()
    w.flags.writeable = cases.flags.writeable = y.flags.writeable = False
    first = np.asarray(function(w, B, cases, y)).copy()
    np.testing.assert_array_equal(function(w, B, cases, y), first)
    np.testing.assert_array_equal(w, W)
    np.testing.assert_array_equal(cases, X)
    np.testing.assert_array_equal(y, Y)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    "labels",
    [Y.tolist(), tuple(Y), Y.astype(int), Y.astype(bool), Y.astype(np.int8), Y.astype(object)],
    ids=["list", "tuple", "int", "bool", "int8", "objects"],
)
def test_any_form_of_labels_gives_the_same_answer(function, labels):
    np.testing.assert_allclose(function(W, B, X, labels), function(W, B, X, Y), rtol=1e-15)
    np.testing.assert_allclose(function(W.tolist(), [B], X.tolist(), labels), function(W, B, X, Y))


BAD_LABELS = {
    "−1 and 1": ([-1, 1, 1, -1], r"only 0 and 1, but it holds -1, 1: .*np.asarray\(y\) == 1\)"),
    "1 and 2": (
        [1, 2, 2, 1],
        r"only 0 and 1, but it holds 1, 2: recode it.*\(np.asarray\(y\) == 2\)",
    ),
    "texts": (["benign", "malignant"] * 2, r"it holds texts: .*\(np.asarray\(y\) == 'malignant'\)"),
    "texts in objects": (np.array(["a", 0, 1, 1], dtype=object), "it holds texts: recode them"),
    "digits as texts": (["0", "1", "1", "0"], "it holds texts: recode them"),
    "a half": ([0, 0.5, 1, 0], "only 0 and 1, but it holds 0, 0.5, 1: are these probabilities"),
    "NaN": ([0, np.nan, 1, 0], r"holds NaN \(a missing value\) in 1 place\(s\)"),
    "infinite": ([0, np.inf, 1, 0], "holds an infinite value"),
    "a column": (Y[:, None], r"shape \(4,\).*shape \(4, 1\): y.ravel\(\) flattens"),
    "a row": (Y[None], r"shape \(4,\), one label for each case, got shape \(1, 4\)"),
    "too few": (Y[:3], r"shape \(4,\), one label for each case, got shape \(3,\)"),
    "too many": (np.r_[Y, 1], r"shape \(4,\), one label for each case, got shape \(5,\)"),
    "none": ([], r"shape \(4,\), one label for each case, got shape \(0,\)"),
    "a number": (1.0, r"shape \(4,\), one label for each case, got shape \(\)"),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("case", BAD_LABELS)
def test_bad_labels_are_answered(function, case):
    labels, sentence = BAD_LABELS[case]
    with pytest.raises(ValueError, match=f"^y .*{sentence}"):
        function(W, B, X, labels)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_transposed_table_is_suspected(function):
    with pytest.raises(ValueError, match="is X transposed"):
        function(np.zeros(5), 0.0, np.zeros((3, 5)), [0, 1, 1, 0, 1])


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("labels", [None, ..., Y + 1j, [0, {}, 1, 0]])
def test_labels_that_are_no_numbers_are_answered(function, labels):
    with pytest.raises((TypeError, ValueError), match="y must hold"):
        function(W, B, X, labels)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("w", "b", "cases", "sentence"),
    [
        (W[:2], B, X, r"w must have shape \(3,\), one weight for each column of X"),
        (W, [0.1, 0.2], X, "b must be a single number"),
        (W, B, X[0], r"X must have two dimensions.*write X.reshape\(1, -1\) for one case"),
        (W, B, X[:0], "X is empty"),
        (W, B, np.where(X == 2.0, np.nan, X), r"X holds NaN .* in 2 place\(s\)"),
        (W * np.inf, B, X, "w holds an infinite value"),
    ],
)
def test_bad_cases_and_parameters_are_answered(function, w, b, cases, sentence):
    with pytest.raises(ValueError, match=sentence):
        function(w, b, cases, Y)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_one_class_alone_has_a_loss_too(function):
    """Training needs both classes; a loss does not."""
    assert np.all(function(W, B, X, np.ones(4)) > 0)
    assert np.all(function(W, B, X, np.zeros(4)) > 0)


def test_a_mean_of_losses_beyond_float64_is_infinite():
    with np.errstate(all="raise"):
        assert log_loss([1.7e308], 0.0, [[1.0], [1.0]], [0, 0]) == np.inf

"""Chapter 4: the penalty, the cost, and what λ does to the optimum."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_digits, load_wine
from sklearn.linear_model import LogisticRegression

from logreg_core import (
    cost,
    gradient,
    l2_penalty,
    load_breast_cancer,
    log_loss,
    logit,
    make_blobs,
    newton,
    standardise,
)

seeds = st.integers(0, 2**32 - 1)
calm = settings(deadline=None, derandomize=True, max_examples=40)


def drawn(seed, n=30, d=4):
    """Cases, labels of both classes, weights and a bias that is far from 0."""
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.6).astype(float)
    y[:2] = 0, 1
    return rng.normal(size=(n, d)), y, 2 * rng.normal(size=d), 1.5 + rng.random()


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


# --- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("w", "lam", "price"),
    [
        ([3.0], 2.0, 9.0),
        ([3.0, -4.0], 1.0, 12.5),
        ([3.0, -4.0, 1.0], 0.1, 1.3),
        ([1.0, -2.0, 2.0], 0.2, 0.9),
        ([3.0, -4.0], 0.0, 0.0),
        ([0.0, 0.0], 7.0, 0.0),
        ([3, -4], 1, 12.5),  # whole numbers
    ],
)
def test_penalty_by_hand(w, lam, price):
    assert l2_penalty(w, lam) == pytest.approx(price, rel=1e-15, abs=0)
    assert type(l2_penalty(w, lam)) is float


def test_cost_by_hand():
    # One case: z = 2 · 3 + 1 = 7 and y = 1 lose log(1 + e^-7); the weight 2 pays ½ · 0.5 · 4 = 1.
    assert cost([2.0], 1.0, [[3.0]], [1.0], lam=0.5) == pytest.approx(1 + math.log1p(math.exp(-7)))
    # Two cases with z = ±1: the loss is their mean, (log(1 + e) + log(1 + e)) / 2.
    two = cost([1.0], 0.0, [[1.0], [-1.0]], [0.0, 1.0], lam=3.0)
    assert two == pytest.approx(math.log1p(math.e) + 1.5)


def test_without_a_lam_the_cost_is_the_loss():
    X, y, w, b = drawn(0)
    assert cost(w, b, X, y) == log_loss(w, b, X, y) > 0


@calm
@given(seed=seeds, lam=st.floats(0, 100))
def test_cost_is_loss_plus_half_lam_times_the_square_of_the_length(seed, lam):
    X, y, w, b = drawn(seed)
    expected = log_loss(w, b, X, y) + 0.5 * lam * sum(weight**2 for weight in w.tolist())
    assert cost(w, b, X, y, lam=lam) == pytest.approx(expected, rel=1e-13)


def test_no_strength_costs_nothing_however_long_w_is():
    assert l2_penalty([1e200, 1.0], 0.0) == 0.0
    assert l2_penalty([1e200, 1.0], 1.0) == np.inf


@calm
@given(seed=seeds, lam=st.floats(1e-3, 100))
def test_the_bias_goes_free(seed, lam):
    X, y, w, b = drawn(seed)
    by_cost = cost(w, b, X, y, lam=lam) - cost(w, 0.0, X, y, lam=lam)
    by_loss = log_loss(w, b, X, y) - log_loss(w, 0.0, X, y)
    assert by_cost == pytest.approx(by_loss, abs=1e-12 * (1 + lam * (w @ w)))


@calm
@given(seed=seeds, lam=st.floats(1e-3, 100))
def test_a_column_of_ones_is_the_same_up_to_the_price_of_the_bias(seed, lam):
    X, y, w, b = drawn(seed)
    ones = np.column_stack([X, np.ones(len(X))])
    with_ones = cost(np.append(w, b), 0.0, ones, y, lam=lam)
    assert with_ones - 0.5 * lam * b**2 == pytest.approx(cost(w, b, X, y, lam=lam), rel=1e-12)


@calm
@given(seed=seeds, lam=st.floats(1e-3, 100))
def test_the_cost_is_strongly_convex_in_the_weights(seed, lam):
    # J minus the penalty is convex, and the penalty bends by exactly λ:
    # J(middle) ≤ (J(one) + J(other)) / 2 − (λ / 8) ‖difference of w‖².
    X, y, w, b = drawn(seed)
    _, _, v, c = drawn(seed + 1)
    ends = (cost(w, b, X, y, lam=lam) + cost(v, -c, X, y, lam=lam)) / 2
    middle = cost((w + v) / 2, (b - c) / 2, X, y, lam=lam)
    assert middle <= ends - lam / 8 * np.sum((w - v) ** 2) + 1e-12 * ends


# --- the optimum and scikit-learn's ----------------------------------------------------------


def two_of(bunch, one, other):
    rows = np.isin(bunch.target, (one, other))
    return standardise(bunch.data[rows])[0], (bunch.target[rows] == other).astype(float)


DATA = {
    "tumours": lambda: (load_breast_cancer().X_train, load_breast_cancer().y_train),
    "wine": lambda: two_of(load_wine(), 0, 1),
    "digits": lambda: two_of(load_digits(), 3, 8),
    "blobs": lambda: make_blobs(200, noise=1.5, seed=3),
}
SOLVERS = {
    "lbfgs": {"tol": 1e-10},
    "newton-cg": {"tol": 1e-10},
    "newton-cholesky": {"tol": 1e-12},
    "sag": {"tol": 1e-12, "random_state": 0},
    "saga": {"tol": 1e-12, "random_state": 0},
    # liblinear penalises its intercept as the weight of a column that holds intercept_scaling;
    # a large one makes that price small, and the problem hard enough to cost it some digits.
    "liblinear": {"tol": 1e-12, "intercept_scaling": 1e3},
}


@pytest.mark.parametrize("lam", [0.03, 1.0])
@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("solver", SOLVERS)
def test_scikit_learn_has_its_optimum_at_the_same_place(solver, name, lam):
    X, y = DATA[name]()
    w, b = newton(X, y, lam=lam).final
    model = LogisticRegression(
        C=1 / (len(y) * lam), solver=solver, max_iter=20_000, **SOLVERS[solver]
    ).fit(X, y)
    close = 1e-4 if solver == "liblinear" else 1e-6
    np.testing.assert_allclose(model.coef_[0], w, rtol=0, atol=close)
    assert model.intercept_[0] == pytest.approx(b, abs=close)


def test_one_over_lam_is_not_C(tumours):
    X, y = tumours.X_train, tumours.y_train
    careless = LogisticRegression(C=1 / 0.01, solver="newton-cholesky", tol=1e-12).fit(X, y)
    assert np.linalg.norm(careless.coef_) > 9 * np.linalg.norm(newton(X, y, lam=0.01).final[0])
    np.testing.assert_allclose(careless.coef_[0], newton(X, y, lam=0.01 / len(y)).final[0], 1e-6)


# --- what λ does -----------------------------------------------------------------------------


@settings(calm, max_examples=20)
@given(seed=seeds)
def test_more_lam_never_longer_weights_and_never_a_lower_training_loss(seed):
    # Let (L1, N1) and (L2, N2) be the loss and ½ ‖w‖² at the optima of λ1 < λ2. Each optimum is
    # best for its own λ:
    #     L1 + λ1 N1 ≤ L2 + λ1 N2   and   L2 + λ2 N2 ≤ L1 + λ2 N1.
    # Their sum leaves (λ2 − λ1) N2 ≤ (λ2 − λ1) N1, so N2 ≤ N1; with it the first line says
    # L1 − L2 ≤ λ1 (N2 − N1) ≤ 0. Here the optima differ, so both are strict.
    X, y, *_ = drawn(seed)
    optima = [newton(X, y, lam=lam).final for lam in 10.0 ** np.arange(-3, 3)]
    assert (np.diff([np.linalg.norm(w) for w, _ in optima]) < 0).all()
    assert (np.diff([log_loss(w, b, X, y) for w, b in optima]) > 0).all()


@pytest.mark.parametrize("name", DATA)
def test_with_a_huge_lam_only_the_bias_is_left(name):
    X, y = DATA[name]()
    lam = 1e9
    w, b = newton(X, y, lam=lam).final
    assert np.abs(w).max() < 1e-8
    assert b == pytest.approx(logit(y.mean()), rel=1e-6, abs=1e-6)
    # The weights vanish as 1/λ, in the direction in which the classes differ.
    np.testing.assert_allclose(lam * w, X.T @ (y - y.mean()) / len(y), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("lam", [1e-4, 0.01, 1.0, 100.0])
def test_the_mean_probability_is_the_share_at_every_lam(tumours, lam):
    X, y = tumours.X_train, tumours.y_train
    w, b = newton(X, y, lam=lam).final
    z = X @ w + b
    assert (1 / (1 + np.exp(-z))).mean() == pytest.approx(y.mean(), abs=1e-12)
    assert gradient(w, b, X, y, lam=lam)[1] == pytest.approx(0, abs=1e-15)


def test_the_tumours_are_separable_so_the_loss_alone_has_no_lowest_point(tumours):
    X, y = tumours.X_train, tumours.y_train
    w, b = newton(X, y, lam=1e-7).final
    margin = (2 * y - 1) * (X @ w + b)
    assert margin.min() > 1
    losses = [cost(c * w, c * b, X, y) for c in (1, 2, 4, 8, 16)]
    assert (np.diff(losses) < 0).all()
    assert losses[-1] < 1e-10
    costs = [cost(c * w, c * b, X, y, lam=1e-6) for c in (0, 0.5, 16)]
    assert costs[1] < min(costs[0], costs[2])  # with a price there is a bottom in between


def test_units_matter_only_when_there_is_a_price():
    X, y = make_blobs(100, noise=1.5, seed=1)
    unit = np.array([1.0, 1e-2])
    for lam, same in ((0.0, True), (0.1, False)):
        w, b = newton(X, y, lam=lam).final
        v, c = newton(X * unit, y, lam=lam).final
        assert np.allclose(X @ w + b, X * unit @ v + c, atol=1e-6) is same


# --- bad input -------------------------------------------------------------------------------

X2, Y2 = [[1.0, 2.0], [3.0, 4.0]], [0.0, 1.0]


@pytest.mark.parametrize(
    ("lam", "error", "text"),
    [
        (-0.5, ValueError, "lam must be 0 or more, got -0.5"),
        (-1e-300, ValueError, "a negative λ would reward large weights"),
        (math.nan, ValueError, "lam must be a finite number, got nan"),
        (math.inf, ValueError, "lam must be a finite number, got inf"),
        ("0.1", TypeError, "lam must hold numbers, got '0.1'"),
        (None, TypeError, "lam must hold numbers, got None"),
        (1j, TypeError, "lam must hold real numbers"),
        ([0.1, 0.2], ValueError, r"lam must be a single number, got an array of shape \(2,\)"),
    ],
)
def test_a_lam_that_is_no_price_is_turned_away(lam, error, text):
    with pytest.raises(error, match=text):
        l2_penalty([1.0], lam)
    with pytest.raises(error, match=text):
        cost([1.0, 1.0], 0.0, X2, Y2, lam=lam)
    with pytest.raises(error, match=text):
        newton(X2, Y2, lam=lam)


@pytest.mark.parametrize(
    ("w", "error", "text"),
    [
        ([[1.0], [2.0]], ValueError, r"w must have shape \(.*got shape \(2, 1\)"),
        (3.0, ValueError, r"w must have shape \(.*got shape \(\)"),
        ([1.0, math.nan], ValueError, r"w holds NaN \(a missing value\) in 1 place"),
        ([1.0, math.inf], ValueError, "w holds an infinite value"),
        ("ab", TypeError, "w must hold numbers, got 'ab'"),
        (["a", "b"], TypeError, "w must hold real numbers"),
    ],
)
def test_weights_that_are_none_are_turned_away(w, error, text):
    with pytest.raises(error, match=text):
        l2_penalty(w, 0.1)
    with pytest.raises(error, match=text):
        cost(w, 0.0, X2, Y2, lam=0.1)


def test_weights_that_do_not_fit_the_cases_are_turned_away():
    with pytest.raises(ValueError, match=r"\(2,\), one weight for each column of X, got shape \(3"):
        cost([1.0, 2.0, 3.0], 0.0, X2, Y2, lam=0.1)
    with pytest.raises(ValueError, match="must hold only 0 and 1, but it holds -1, 1"):
        cost([1.0, 2.0], 0.0, X2, [-1, 1], lam=0.1)


def test_lam_is_given_by_name():
    with pytest.raises(TypeError, match="positional"):
        cost([1.0, 2.0], 0.0, X2, Y2, 0.1)


def test_the_callers_arrays_are_untouched():
    given_to = drawn(3)[0], drawn(3)[1], drawn(3)[2]
    kept = [array.copy() for array in given_to]
    X, y, w = given_to
    for array in given_to:
        array.flags.writeable = False
    l2_penalty(w, 0.3)
    cost(w, 1.0, X, y, lam=0.3)
    newton(X, y, lam=0.3)
    for array, before in zip(given_to, kept, strict=True):
        np.testing.assert_array_equal(array, before)

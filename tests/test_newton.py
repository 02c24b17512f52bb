"""Newton's method: to the minimum, to the last digits, in few steps."""

import math
import sys
import warnings

import mpmath
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from statsmodels.api import Logit, add_constant

from logreg_core import (
    cost,
    gradient,
    load_breast_cancer,
    logit,
    make_blobs,
    make_moons,
    newton,
    score,
)

PAIR = ["mean radius", "mean texture"]  # not separable: λ = 0 has an optimum


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


@pytest.fixture(scope="module")
def pair():
    return load_breast_cancer(features=PAIR)


def slope(history, X, y, lam):
    dw, db = gradient(*history.final, X, y, lam=lam)
    return np.abs(np.append(dw, db)).max()


# --- machine precision -----------------------------------------------------------------------


@pytest.mark.parametrize("lam", [1e-6, 1e-4, 0.01, 1.0, 100.0])
def test_the_gradient_vanishes_at_the_optimum(tumours, lam):
    X, y = tumours.X_train, tumours.y_train
    history = newton(X, y, lam=lam)
    assert slope(history, X, y, lam) <= 1e-15
    assert not history.diverged


def optimum_in_40_digits(X, y, lam):
    """Newton's method once more, by hand, in 50 digits: the last step is below 1e-45."""
    n, d = X.shape
    with mpmath.workdps(50):
        A = mpmath.matrix([[*row, 1.0] for row in X.tolist()])
        penalty = mpmath.diag([mpmath.mpf(lam)] * d + [mpmath.mpf(0)])
        theta = mpmath.zeros(d + 1, 1)
        for _ in range(40):
            p = [1 / (1 + mpmath.exp(-z)) for z in A * theta]
            residual = mpmath.matrix(
                [one - other for one, other in zip(p, y.tolist(), strict=True)]
            )
            weighted = mpmath.matrix(n, d + 1)
            for i in range(n):
                for j in range(d + 1):
                    weighted[i, j] = p[i] * (1 - p[i]) * A[i, j] / n
            step = mpmath.lu_solve(A.T * weighted + penalty, A.T * residual / n + penalty * theta)
            theta -= step
            if mpmath.norm(step, mpmath.inf) < mpmath.mpf(10) ** -45:
                return theta
    raise AssertionError("the referee did not settle")


@pytest.mark.parametrize(("seed", "lam"), [(0, 0.0), (1, 0.0), (0, 0.01), (1, 0.01), (0, 1.0)])
def test_parameters_are_right_to_a_few_ulps(seed, lam):
    """Measured: at most 4.5 ulps of the largest parameter, where a rounding alone is ½."""
    X, y = make_blobs(40, noise=1.5, seed=seed)
    exact = optimum_in_40_digits(X, y, lam)
    w, b = newton(X, y, lam=lam).final
    ulp = np.spacing(max(np.abs(w).max(), abs(b)))
    with mpmath.workdps(50):
        ours = mpmath.matrix([*w.tolist(), b])
        ulps = [float(abs(error) / ulp) for error in ours - exact]
    assert max(ulps) <= 10, ulps


def test_one_feature_of_two_values_has_its_optimum_in_closed_form():
    # 1 of 4 benign where x = 0, and 5 of 6 where x = 1: b and b + w are the two log-odds.
    X = np.array([0.0] * 4 + [1.0] * 6).reshape(-1, 1)
    y = np.array([1, 0, 0, 0, 1, 1, 1, 1, 1, 0])
    w, b = newton(X, y, lam=0.0).final
    assert b == pytest.approx(logit(1 / 4), rel=1e-14)
    assert w[0] + b == pytest.approx(logit(5 / 6), rel=1e-14)


@pytest.mark.parametrize(("d", "lam"), [(20, 0.01), (60, 0.01), (200, 0.01), (60, 1e-6)])
def test_large_problems_have_the_same_optimum(d, lam, monkeypatch):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(80, d)) * rng.uniform(0.5, 3.0, d)
    y = (X[:, 0] + rng.normal(size=80) > 0) * 1.0
    w, b = newton(X, y, lam=lam).final
    monkeypatch.setattr(sys.modules["logreg_core.newton"], "LARGE", 0)
    for most in (20, 1):  # looks enough, and so few that the Hessian is written down after all
        monkeypatch.setattr(sys.modules["logreg_core.newton"], "LOOKS", d // most + 1)
        rough, bias = newton(X, y, lam=lam).final
        np.testing.assert_allclose(rough, w, rtol=1e-9, atol=1e-10)
        assert bias == pytest.approx(b, rel=1e-9, abs=1e-10)


def test_the_reason_fits_the_case(pair):
    with pytest.warns(RuntimeWarning, match="No step is as exact as tol = 1e-20: use a larger tol"):
        newton(pair.X_train, pair.y_train, lam=0.01, tol=1e-20)
    far, y = [[0.0], [1e90], [2e90], [3e90]], [0, 0, 1, 1]
    with pytest.warns(RuntimeWarning, match=r"lam = 1e-150, which is lost .* Use a larger lam\."):
        newton(far, y, lam=1e-150)


# --- referees --------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["pair", "blobs", "moons"])
def test_without_a_price_it_agrees_with_statsmodels_and_scikit_learn(data, pair):
    X, y = {
        "pair": (pair.X_train, pair.y_train),
        "blobs": make_blobs(150, noise=2.0, seed=2),
        "moons": make_moons(150, noise=0.3, seed=2),
    }[data]
    w, b = newton(X, y, lam=0.0).final
    fitted = Logit(y, add_constant(X)).fit(disp=0, method="newton", tol=1e-14, maxiter=100)
    np.testing.assert_allclose(np.append(b, w), fitted.params, rtol=1e-12)
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12).fit(X, y)
    np.testing.assert_allclose(w, model.coef_[0], rtol=1e-10)
    assert b == pytest.approx(model.intercept_[0], rel=1e-10)


def test_with_a_price_it_agrees_with_scikit_learn_to_ten_digits(tumours):
    X, y = tumours.X_train, tumours.y_train
    w, b = newton(X, y, lam=0.01).final
    model = LogisticRegression(C=1 / (len(y) * 0.01), solver="newton-cholesky", tol=1e-12).fit(X, y)
    np.testing.assert_allclose(w, model.coef_[0], rtol=1e-10, atol=1e-12)
    assert b == pytest.approx(model.intercept_[0], rel=1e-10)


# --- data that break others ------------------------------------------------------------------


def test_separable_cases_have_an_optimum_as_soon_as_there_is_a_price():
    X, y = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    for lam in (1e-8, 1e-4, 1.0):
        history = newton(X, y, lam=lam)
        assert slope(history, X, y, lam) <= 1e-15
        # The cases mirror one another, so b is 0, up to a gradient of 1e-16 over a curvature that
        # a small λ makes tiny.
        w, b = history.final
        p = 1 / (1 + np.exp(-X @ w))
        assert abs(b) <= 1e-15 / (p * (1 - p)).mean()


def test_a_column_of_zeros_gets_no_weight():
    X, y = make_blobs(60, noise=2.5, seed=1)
    w, b = newton(X, y, lam=0.0).final
    wide, bias = newton(np.column_stack([X, np.zeros(60)]), y, lam=0.0).final
    assert wide == pytest.approx([*w, 0.0], rel=1e-12)
    assert bias == pytest.approx(b, rel=1e-12)


@pytest.mark.parametrize("lam", [0.01, 0.3, 3.0])  # scores far beyond 1, some, none
def test_it_ends_with_the_first_step_that_moves_no_score_by_more_than_tol(lam):
    X, y = make_blobs(40, noise=2.0)
    whole = newton(X, y, lam=lam)
    scores = whole.w @ X.T + whole.b[:, None]
    moved, largest = np.abs(np.diff(scores, axis=0)).max(axis=1), np.abs(scores).max(axis=1)
    for steps, far in enumerate(moved[:-1] / np.maximum(1.0, largest[:-2]), start=1):
        assert len(newton(X, y, lam=lam, tol=1.01 * far).cost) == steps + 1
        assert len(newton(X, y, lam=lam, tol=0.99 * far).cost) == steps + 2


def test_separable_cases_without_a_price_warn_and_say_what_to_do(tumours):
    with pytest.warns(
        RuntimeWarning,
        match="completely separable: .* with lam = 0 the cost has no minimum .* Use lam > 0",
    ):
        history = newton(tumours.X_train, tumours.y_train, lam=0.0)
    margin = (2 * tumours.y_train - 1) * score(*history.final, tumours.X_train)
    assert margin.min() > 0
    assert np.isfinite(history.w).all()


def test_the_warning_points_at_the_caller_s_line():
    with pytest.warns(RuntimeWarning, match="has not converged after 1 steps") as caught:
        newton([[0.0], [1.0]], [0, 1], lam=1.0, max_iter=1)
    assert caught[0].filename == __file__


def test_too_few_steps_warn_too(pair):
    with pytest.warns(RuntimeWarning, match="has not converged after 2 steps"):
        history = newton(pair.X_train, pair.y_train, lam=0.1, max_iter=2)
    assert len(history.b) == 3


def test_collinear_columns_with_a_price_share_the_weight(pair):
    X, y = pair.X_train, pair.y_train
    twice = np.column_stack([X[:, 0], X])
    history = newton(twice, y, lam=0.2)
    assert slope(history, twice, y, 0.2) <= 1e-15
    w, b = history.final
    assert w[0] == pytest.approx(w[1], rel=1e-13)
    # Halves cost half as much: as one column √2 as large, whose weight is √2 as small.
    v, c = newton(X * np.array([np.sqrt(2), 1.0]), y, lam=0.2).final
    assert 2 * w[0] == pytest.approx(np.sqrt(2) * v[0], rel=1e-12)
    assert b == pytest.approx(c, rel=1e-12)


def test_collinear_columns_without_a_price_find_the_same_scores(pair):
    X, y = pair.X_train, pair.y_train
    third = np.column_stack([X, X[:, 0] + X[:, 1]])
    history = newton(third, y, lam=0.0)
    assert slope(history, third, y, 0.0) <= 1e-15
    w, b = history.final
    np.testing.assert_allclose(third @ w + b, score(*newton(X, y, lam=0.0).final, X), atol=1e-12)


def test_a_constant_column_changes_no_prediction(pair):
    X, y = pair.X_train, pair.y_train
    with_constant = np.column_stack([X, np.full(len(X), 3.0)])
    for lam in (0.0, 0.1):
        w, b = newton(with_constant, y, lam=lam).final
        np.testing.assert_allclose(
            with_constant @ w + b, score(*newton(X, y, lam=lam).final, X), atol=1e-12
        )
    assert w[2] == pytest.approx(0, abs=1e-15)  # with a price the free bias does its work


def test_fewer_cases_than_columns():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(5, 40)), np.array([0, 1, 1, 0, 1])
    history = newton(X, y, lam=0.1)
    assert slope(history, X, y, 0.1) <= 1e-15
    # All of w lies in the space of the cases: nothing is spent where no case looks.
    w = history.final[0]
    np.testing.assert_allclose(X.T @ np.linalg.lstsq(X.T, w)[0], w, atol=1e-12)


def test_columns_of_very_unequal_size_with_a_price(tumours):
    X, y = tumours.raw(tumours.X_train), tumours.y_train  # areas in 1000s, smoothness in 0.01s
    history = newton(X, y, lam=0.01)
    dw, db = gradient(*history.final, X, y, lam=0.01)
    assert (np.abs(dw) <= 1e-13 * np.abs(X).mean(axis=0) + 1e-15).all()
    assert abs(db) <= 1e-13


# --- the walk --------------------------------------------------------------------------------


def test_the_history_starts_at_zero_and_its_costs_are_the_costs(pair):
    X, y = pair.X_train, pair.y_train
    history = newton(X, y, lam=0.1)
    assert not history.w[0].any()
    assert history.b[0] == 0
    assert history.cost[0] == pytest.approx(math.log(2), rel=1e-15)
    again = [cost(w, b, X, y, lam=0.1) for w, b in zip(history.w, history.b, strict=True)]
    np.testing.assert_allclose(history.cost, again, rtol=1e-14)


@pytest.mark.parametrize(("lam", "most"), [(1e-4, 13), (1e-2, 10), (0.1, 9), (1.0, 7), (100.0, 5)])
def test_few_steps_are_enough(tumours, lam, most):
    assert len(newton(tumours.X_train, tumours.y_train, lam=lam).b) - 1 <= most


def test_no_step_raises_the_cost():
    rng = np.random.default_rng(7)
    for _ in range(150):
        n, d = rng.integers(4, 60), rng.integers(1, 8)
        X = rng.normal(size=(n, d)) * 10.0 ** rng.uniform(-3, 3, d)
        y = (rng.random(n) < rng.uniform(0.1, 0.9)).astype(float)
        y[:2] = 0, 1
        costs = newton(X, y, lam=10.0 ** rng.uniform(-6, 2)).cost
        assert (np.diff(costs) <= 1e-12 * costs[:-1]).all()  # rounding alone may lift it


def test_a_full_step_that_overshoots_is_halved():
    # Two cases far out: with full steps one of them multiplies the cost by more than 3,000.
    X = [[5.0, 7.0], [-1.0, -2.0], [-4.0, 2.0], [14.0, -4.0], [-174.0, 3.0], [-103.0, 5.0]]
    y = [0, 1, 1, 1, 1, 1]
    history = newton(X, y, lam=1e-7)
    assert (np.diff(history.cost) <= 1e-12 * history.cost[:-1]).all()
    assert slope(history, np.array(X), y, 1e-7) <= 1e-15


def test_the_last_steps_double_the_digits(pair):
    X, y = pair.X_train, pair.y_train
    history = newton(X, y, lam=0.01)
    theta = np.column_stack([history.w, history.b])
    errors = np.abs(theta - theta[-1]).max(axis=1)
    early = errors[(errors < 0.3) & (errors > 1e-7)]
    assert len(early) >= 2
    after = errors[1:][(errors[:-1] < 0.3) & (errors[:-1] > 1e-7)]
    assert (after <= early**2).all()


# --- bad input -------------------------------------------------------------------------------

X2, Y2 = [[1.0], [2.0], [1.5]], [0, 1, 1]


@pytest.mark.parametrize(
    ("X", "y", "options", "error", "text"),
    [
        (X2, [1, 1, 1], {}, ValueError, "y holds class 1 only: both classes are needed here"),
        (X2, [0, 0, 0], {}, ValueError, "y holds class 0 only: .* one case of the other"),
        (X2, [1, 2, 2], {}, ValueError, r"y must hold only 0 and 1, but it holds 1, 2: recode it"),
        (X2, ["a", "b", "b"], {}, ValueError, "y must hold only 0 and 1, but it holds texts"),
        (X2, [0, 1], {}, ValueError, r"y must have shape \(3,\), one label for each case"),
        ([1.0, 2.0, 1.5], Y2, {}, ValueError, r"write np.reshape\(X, \(1, -1\)\) for one case"),
        (X2, Y2, {"lam": -1.0}, ValueError, "lam must be 0 or more, got -1"),
        (X2, Y2, {"tol": 0.0}, ValueError, "tol must be above 0, got 0"),
        (X2, Y2, {"max_iter": 0}, ValueError, "max_iter must be a whole number from 1 up, got 0"),
        (X2, Y2, {"max_iter": 2.5}, ValueError, "max_iter must be a whole number"),
    ],
)
def test_bad_input_is_turned_away_with_a_sentence(X, y, options, error, text):
    with pytest.raises(error, match=text):
        newton(X, y, **{"lam": 0.1, **options})


def test_lam_must_be_given():
    with pytest.raises(TypeError, match="lam"):
        newton(X2, Y2)


def test_arrays_are_untouched_and_the_history_is_not_an_alias():
    X, y = make_blobs(30, seed=0)
    kept = X.copy(), y.copy()
    X.flags.writeable = y.flags.writeable = False
    history = newton(X, y, lam=0.1)
    np.testing.assert_array_equal(X, kept[0])
    np.testing.assert_array_equal(y, kept[1])
    first = history.w[0].copy()
    history.w[-1][:] = 7.0
    np.testing.assert_array_equal(history.w[0], first)


def test_labels_may_be_whole_numbers_or_booleans():
    X, y = make_blobs(30, seed=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one, two, three = (newton(X, y.astype(kind), lam=0.1) for kind in (float, int, bool))
    np.testing.assert_array_equal(one.w, two.w)
    np.testing.assert_array_equal(one.w, three.w)


@pytest.mark.parametrize("unit", [1e-8, 1e-3, 1e5, 1e8])
def test_units_do_not_matter_without_a_penalty(unit):
    split = load_breast_cancer(features=["mean radius", "mean texture"])
    w, b = newton(split.X_train, split.y_train, lam=0.0).final
    w_other, b_other = newton(split.X_train * [unit, 1.0], split.y_train, lam=0.0).final
    assert np.allclose(w_other * [unit, 1.0], w, rtol=1e-10)
    assert np.isclose(b_other, b, rtol=1e-10)


# --- another start ---------------------------------------------------------------------------


@pytest.mark.parametrize("weighted", [False, True])
def test_a_start_nearby_saves_steps_and_leads_to_the_same_place(tumours, weighted):
    X, y = tumours.X_train, tumours.y_train
    told = {"lam": 0.01, "sample_weight": 1.0 + np.arange(len(y)) % 3 if weighted else None}
    from_zero = newton(X, y, **told)
    w, b = from_zero.final
    nearby = newton(X, y, **told, start=(1.001 * w, b + 0.001))
    assert nearby.w[0].tolist() == (1.001 * w).tolist()
    assert len(nearby.cost) < len(from_zero.cost) - 3
    np.testing.assert_allclose(nearby.final[0], w, rtol=0, atol=1e-12)
    assert nearby.final[1] == pytest.approx(b, abs=1e-12)


@pytest.mark.parametrize("start", [([1e6], -1e6), ([1e300], -1e6), ([0.0], 2.0)])
def test_a_start_that_costs_more_than_zeros_is_not_taken(start):
    X, y = [[1.0], [2.0], [3.0]], [0, 1, 0]
    far, from_zero = newton(X, y, lam=0.1, start=start), newton(X, y, lam=0.1)
    assert np.array_equal(far.w, from_zero.w)
    assert np.array_equal(far.b, from_zero.b)


def test_a_start_that_costs_a_little_less_than_zeros_is_taken():
    X, y = [[1.0], [2.0], [3.0]], [0, 1, 0]
    assert newton(X, y, lam=0.1, start=([0.0], -0.01)).b[0] == -0.01

"""More than two classes: against SciPy, mpmath, scikit-learn, nudging, and chapters 1 to 5."""

import importlib
import math
import re
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import mp, mpf
from scipy.optimize import minimize
from scipy.special import log_softmax
from scipy.special import softmax as scipy_softmax
from sklearn import datasets
from sklearn.linear_model import LogisticRegression

from logreg_core import (
    cost,
    gradient,
    load_wine,
    logistic,
    newton,
    softmax,
    softmax_cost,
    softmax_gradient,
    softmax_newton,
    standardise,
)
from logreg_core._linear_solvers import conjugate_gradients

MODULE = importlib.import_module("logreg_core.softmax")  # the name is the function's, too
RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(40, 3)), RNG.integers(0, 4, size=40)
W, B = RNG.normal(size=(3, 4)), RNG.normal(size=4)
TABLES = arrays(
    float, st.tuples(st.integers(1, 4), st.integers(2, 5)), elements=st.floats(-1e3, 1e3)
)


@given(TABLES)
def test_softmax_is_scipy_s(Z):
    assert np.allclose(softmax(Z), scipy_softmax(Z, axis=1), rtol=1e-13, atol=0)


@given(TABLES)
def test_each_row_is_a_distribution_and_the_level_does_not_matter(Z):
    P = softmax(Z)
    assert (P >= 0).all()
    assert np.allclose(P.sum(axis=1), 1, atol=1e-14)
    assert np.allclose(softmax(Z + 7.0), P, rtol=1e-12)


def test_softmax_is_right_to_the_last_digits():
    with mp.workdps(50):
        scores = [mpf("0.1"), mpf("-2.5"), mpf(3)]
        exact = [float(mp.exp(z) / sum(map(mp.exp, scores))) for z in scores]
    assert np.allclose(softmax([[0.1, -2.5, 3.0]])[0], exact, rtol=4e-16, atol=0)


def test_two_classes_are_the_logistic_function():
    z = np.linspace(-30, 30, 61)
    Z = np.column_stack([np.zeros_like(z), z])
    assert np.allclose(softmax(Z)[:, 1], logistic(z), rtol=1e-14)


@pytest.mark.parametrize("lam", [0.0, 0.7])
def test_two_classes_are_chapters_3_to_5(lam):
    """Weights ∓w/2 for the two classes have the scores' difference of w, and half its price."""
    w, b, y = W[:, 0], B[0], (Y > 1).astype(int)
    W2, b2 = np.column_stack([-w, w]) / 2, np.array([-b, b]) / 2
    assert np.isclose(softmax_cost(W2, b2, X, y, lam=2 * lam), cost(w, b, X, y, lam=lam))
    dW, db = softmax_gradient(W2, b2, X, y, lam=2 * lam)
    dw, db1 = gradient(w, b, X, y, lam=lam)
    assert np.allclose(dW[:, 1], dw)
    assert np.allclose(db, [-db1, db1])


def test_cost_at_zero_is_the_log_of_the_number_of_classes():
    assert np.isclose(softmax_cost(np.zeros((3, 4)), np.zeros(4), X, Y, lam=3.0), np.log(4))


def test_a_price_that_is_left_out_is_none():
    assert softmax_cost(W, B, X, Y) == softmax_cost(W, B, X, Y, lam=0.0)
    for ours, free in zip(
        softmax_gradient(W, B, X, Y), softmax_gradient(W, B, X, Y, lam=0.0), strict=True
    ):
        assert np.array_equal(ours, free)


def test_a_cost_beyond_float64_is_infinite():
    with np.errstate(over="raise"):
        assert softmax_cost([[1e200, 0.0]], [0.0, 0.0], [[0.0]], [0], lam=1.0) == math.inf
        assert softmax_cost([[1e308, -1e308]], [0.0, 0.0], [[1.0]], [1]) == math.inf


def test_cost_is_scipy_s_and_finite_far_out():
    ours = softmax_cost(W, B, X, Y)
    assert np.isclose(ours, -log_softmax(X @ W + B, axis=1)[np.arange(40), Y].mean(), rtol=1e-14)
    assert softmax_cost([[1000.0, 0.0]], [0.0, 0.0], [[1.0]], [1]) == 1000.0


@pytest.mark.parametrize("lam", [0.0, 0.3])
def test_gradient_is_the_slope_of_the_cost(lam):
    dW, db = softmax_gradient(W, B, X, Y, lam=lam)
    step = 1e-5
    for k in np.ndindex(W.shape):
        nudge = np.zeros_like(W)
        nudge[k] = step
        rise = softmax_cost(W + nudge, B, X, Y, lam=lam) - softmax_cost(W - nudge, B, X, Y, lam=lam)
        assert np.isclose(dW[k], rise / (2 * step), atol=1e-8)
    for nudge, slope in zip(step * np.eye(4), db, strict=True):
        rise = softmax_cost(W, B + nudge, X, Y, lam=lam) - softmax_cost(W, B - nudge, X, Y, lam=lam)
        assert np.isclose(slope, rise / (2 * step), atol=1e-8)


def test_the_optimum_is_scikit_learn_s():
    wine, y = datasets.load_wine(return_X_y=True)
    wine, lam = standardise(wine)[0], 0.01
    d, K = wine.shape[1], 3

    def both(theta):
        W, b = theta[: d * K].reshape(d, K), theta[d * K :]
        dW, db = softmax_gradient(W, b, wine, y, lam=lam)
        return softmax_cost(W, b, wine, y, lam=lam), np.append(dW.ravel(), db)

    found = minimize(both, np.zeros(d * K + K), jac=True, tol=1e-14, options={"maxiter": 5000})
    theirs = LogisticRegression(C=1 / (len(y) * lam), tol=1e-12, max_iter=10_000).fit(wine, y)
    assert np.allclose(found.x[: d * K].reshape(d, K), theirs.coef_.T, atol=1e-5)
    b = found.x[d * K :]
    assert np.allclose(b - b.mean(), theirs.intercept_ - theirs.intercept_.mean(), atol=1e-5)


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        ([0, 1, 4], "whole numbers from 0 to 3, one for each class, but it reaches from 0 to 4"),
        ([0, 1.5, 2], "whole numbers from 0 to 3"),
        (["a", "b", "c"], "y holds texts: number the classes"),
        ([0, 1], r"y must have shape \(3,\)"),
    ],
)
def test_bad_classes_get_a_sentence(y, sentence):
    with pytest.raises(ValueError, match=sentence):
        softmax_cost(W, B, X[:3], y)


def test_bad_shapes_get_a_sentence():
    with pytest.raises(ValueError, match="W must have a row for each of the 3 features"):
        softmax_gradient(W.T, B, X, Y)
    with pytest.raises(ValueError, match="Z must have two dimensions"):
        softmax([1.0, 2.0])


def test_nothing_is_changed():
    given = [part.copy() for part in (W, B, X, Y)]
    softmax_gradient(W, B, X, Y, lam=1.0)
    assert all(np.array_equal(a, b) for a, b in zip(given, (W, B, X, Y), strict=True))


def test_the_cost_of_what_is_nearly_sure_is_right_to_the_last_digits():
    ours = softmax_cost([[50.0, 0.0, 1.0]], np.zeros(3), [[1.0]], [0])
    assert np.isclose(ours, math.exp(-49) + math.exp(-50), rtol=1e-14, atol=0)


@pytest.mark.parametrize("large", [0, 10_000], ids=["by products", "written down"])
@pytest.mark.parametrize(("columns", "lam"), [([1, 2], 0.0), ([1], 0.01)])
def test_the_units_of_the_features_do_not_matter(columns, lam, large, monkeypatch):
    monkeypatch.setattr(MODULE, "LARGE", large)
    wines, units = load_wine(), np.array([1e5, 1e-5])[: len(columns)]
    X, y = wines.X[:, columns], wines.y  # by these columns the growers are not separable
    W, b, _ = softmax_newton(X, y, lam=lam)
    scaled, c, _ = softmax_newton(X * units, y, lam=lam * units[0] ** 2)  # dearer by the unit
    assert np.allclose(scaled * units[:, None], W, rtol=1e-6)
    assert np.allclose(b, c, atol=1e-8)


def test_large_problems_have_the_same_optimum(monkeypatch):
    wines = load_wine()
    W, b, _ = softmax_newton(wines.X, wines.y, lam=0.01)
    monkeypatch.setattr(MODULE, "LARGE", 0)
    rough = softmax_newton(wines.X, wines.y, lam=0.01)
    assert np.allclose(rough[0], W, atol=1e-10)
    assert np.allclose(rough[1], b, atol=1e-10)


# --- Newton's method ----------------------------------------------------------------------------


def walk(X, y, *, lam):
    """Return the places (W, b) after 0, 1, 2 … steps, up to the one where Newton's method ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # for all places but the last
        runs = [softmax_newton(X, y, lam=lam, max_iter=k) for k in range(1, 30)]
    places = [run[:2] for k, run in enumerate(runs, start=1) if run[2] == k]
    return [(np.zeros_like(places[0][0]), np.zeros_like(places[0][1])), *places]


@pytest.mark.parametrize("lam", [0.01, 0.3, 3.0])  # scores beyond 2, beyond 1, and less
def test_it_ends_with_the_first_step_that_moves_no_score_by_more_than_tol(lam):
    scores = np.array([X @ W + b for W, b in walk(X, Y, lam=lam)])
    moved, largest = np.abs(np.diff(scores, axis=0)).max((1, 2)), np.abs(scores).max((1, 2))
    for steps, far in enumerate((moved / np.maximum(1.0, largest[1:]))[:-1], start=1):
        assert softmax_newton(X, Y, lam=lam, tol=1.01 * far)[2] == steps
        assert softmax_newton(X, Y, lam=lam, tol=0.99 * far)[2] == steps + 1


def test_a_full_step_that_overshoots_is_halved():
    # One case far out: with full steps one of them multiplies the cost by 1.6.
    X = [[7.0, 1064.0], [1.0, 0.0], [7.0, 6.0], [19.0, 36.0], [0.0, 2.0]]
    y = [0, 1, 2, 0, 0]
    costs = np.array([softmax_cost(W, b, X, y, lam=1e-4) for W, b in walk(X, y, lam=1e-4)])
    assert (np.diff(costs) <= 1e-12 * costs[:-1]).all()


def test_separable_cases_without_a_price_warn_and_say_what_to_do():
    X, y = [[0.0], [1.0], [2.0]], [0, 1, 1]
    with pytest.warns(RuntimeWarning, match="completely separable: .* no minimum .* Use lam > 0"):
        W, b, steps = softmax_newton(X, y, lam=0.0, max_iter=20)
    assert steps == 20
    assert (softmax(X @ W + b).argmax(axis=1) == y).all()


def test_fifty_steps_are_tried():
    with pytest.warns(RuntimeWarning, match="after 50 steps"):
        assert softmax_newton(X, Y, lam=0.1, tol=1e-300)[2] == 50


def test_the_warning_points_at_the_caller_s_line():
    with pytest.warns(RuntimeWarning, match="has not converged after 1 steps") as caught:
        softmax_newton(X, Y, lam=0.1, max_iter=1)
    assert caught[0].filename == __file__


def test_one_class_alone_is_sure():
    W, b, _ = softmax_newton(X, np.zeros(40), lam=0.1)
    assert W.tolist() == [[0.0]] * 3
    assert b.tolist() == [0.0]


@pytest.mark.parametrize(
    ("y", "keywords", "sentence"),
    [
        ([0, 2, 2], {}, "class 1 has no case: number the classes from 0 without gaps"),
        ([0, 1, 2], {"sample_weight": [1, 1, 0]}, "class 2 has no case"),
        ([0, 1, 2], {"sample_weight": [1, 0, 1]}, "class 1 has no case"),
        ([0, 1, 3], {}, "y must hold whole numbers from 0 to 2"),
        ([0, 1, 2], {"sample_weight": [1, 1]}, "sample_weight must have shape (3,)"),
        ([0, 1, 2], {"max_iter": 0}, "max_iter must be a whole number from 1 up"),
    ],
)
def test_what_newton_cannot_use_gets_a_sentence(y, keywords, sentence):
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        softmax_newton(X[:3], y, lam=0.1, **keywords)


@pytest.mark.parametrize("lam", [0.0, 1e-12, 0.1])
def test_a_column_of_zeros_gets_no_weight(lam):
    W, b, _ = softmax_newton(X, Y, lam=lam)
    wide, bias, _ = softmax_newton(np.column_stack([X, np.zeros(40)]), Y, lam=lam)
    assert np.allclose(wide, np.vstack([W, np.zeros(4)]), rtol=1e-9, atol=1e-12)
    assert np.allclose(bias, b, rtol=1e-9, atol=1e-12)


def test_collinear_columns_share_their_weight_however_small_the_price():
    W, b, _ = softmax_newton(X, Y, lam=0.0)
    twice, bias, _ = softmax_newton(np.column_stack([X, X[:, 0]]), Y, lam=1e-20)
    assert np.allclose(twice[0], twice[3], atol=1e-4)
    assert np.allclose(np.vstack([twice[0] + twice[3], twice[1:3]]), W, atol=1e-6)
    assert np.allclose(bias, b, atol=1e-6)


@pytest.mark.parametrize("lam", [1e-8, 1e-10, 1e-12, 1e-14, 1e-16])
@pytest.mark.parametrize("large", [0, 300], ids=["by products", "written down"])
def test_a_small_price_is_not_lost(lam, large, monkeypatch):
    monkeypatch.setattr(MODULE, "LARGE", large)
    wines = load_wine()
    assert softmax_newton(wines.X, wines.y, lam=lam)[2] <= 50
    some = wines.y < 2  # two classes: W is ½ w and -½ w, at half the price
    W, b, _ = softmax_newton(wines.X[some], wines.y[some], lam=lam)
    w, c = newton(wines.X[some], wines.y[some], lam=lam / 2).final
    np.testing.assert_allclose(W[:, 1] - W[:, 0], w, rtol=1e-9)
    assert b[1] - b[0] == pytest.approx(c, rel=1e-9)


WIDE = 1.5 * standardise(X)[0]  # its unit is 1, the power of two below


def preconditioner(lam):
    """Return the preconditioner at zero, of columns whose unit is 1."""
    problem = MODULE.scale_problem(WIDE, Y, np.ones(40), lam)
    gram = problem.A.T @ problem.A / 40
    return MODULE._preconditioner(problem, gram, np.full((40, 4), 1 / 4))


def hessian_of_one_class(k, lam):
    """Return the Hessian of the weights and the bias of class k at zero, by finite differences."""

    def gradient(step):
        W = np.zeros((4, 4))
        W[:, k] = step
        return np.vstack(softmax_gradient(W[:3], W[3], WIDE, Y, lam=lam))[:, k]

    return np.array([gradient(step) - gradient(-step) for step in 1e-4 * np.eye(4)]) / 2e-4


@pytest.mark.parametrize("lam", [0.0, 0.3])
def test_the_preconditioner_inverts_the_hessian_of_each_class(lam):
    """At zero the Hessians of all classes are equal."""
    for k in range(4):
        assert np.allclose(preconditioner(lam) @ hessian_of_one_class(k, lam), np.eye(4), atol=1e-6)


def test_the_hessian_is_the_one_that_its_products_are_of():
    rng = np.random.default_rng(4)
    A, P, share, V = (
        rng.normal(size=(9, 3)),
        softmax(rng.normal(size=(9, 4))),
        1 / 9,
        rng.normal(size=(3, 4)),
    )
    product = MODULE._hessian_vector_product(A, share * P, P, np.zeros(3), V)
    np.testing.assert_allclose(MODULE._hessian(A, share * P, P) @ V.ravel(), product.ravel())


def test_conjugate_gradients_need_a_look_for_each_different_bend():
    turned = np.linalg.qr(RNG.normal(size=(5, 5)))[0]
    bent, slope, looks = turned * [1.0, 1.0, 9.0, 9.0, 9.0] @ turned.T, RNG.normal(size=(5, 2)), []

    def bend(V):
        looks.append(V)
        return bent @ V

    V, found = conjugate_gradients(bend, lambda r: r, slope, within=1e-3, most=10)
    assert found
    assert np.allclose(V, np.linalg.solve(bent, slope), rtol=1e-12)
    assert len(looks) == 2


def test_conjugate_gradients_go_nowhere_where_nothing_bends():
    with np.errstate(all="raise"):
        V, _ = conjugate_gradients(
            lambda V: 0.0 * V, lambda r: r, np.ones((3, 2)), within=0.1, most=9
        )
    assert not V.any()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("lam", [1e200, 1e308])
def test_a_price_beyond_float64_leaves_no_weight(lam):
    W, b, _ = softmax_newton([[1e-90], [2e-90], [3e-90], [4e-90]], [0, 1, 2, 2], lam=lam)
    assert not (np.abs(4e-90 * W) > 1e-100).any()
    np.testing.assert_allclose(softmax(b[None])[0], [0.25, 0.25, 0.5], rtol=1e-12)
    np.testing.assert_allclose([W.sum(), b.sum()], 0.0, atol=1e-15)

"""At λ = 0 there is a minimum, or a warning that names why there is none: in every unit."""

import sys
import warnings

import numpy as np
import pytest
from scipy.optimize import linprog

from logreg_core import (
    load_breast_cancer,
    load_wine,
    log_loss,
    logistic,
    newton,
    softmax_newton,
    standardise,
)
from logreg_core.separation import COMPLETE, QUASI, find_separation, of_classes, of_two_classes

MODULE = sys.modules["logreg_core.separation"]
NAMES = {COMPLETE: "complete", QUASI: "quasi-complete"}


def verdict(X, y, lam=0.0, **options):
    """Return what is said of cases: "minimum", "complete", "quasi-complete", or the words."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        (newton if np.max(y) == 1 else softmax_newton)(X, y, lam=lam, **options)
    said = [str(warning.message) for warning in caught]
    assert len(said) <= 1
    return NAMES.get(said[0], said[0]) if said else "minimum"


# --- the referee: a linear programme -----------------------------------------------------------


def referee(X, y):
    """Return the truth: grow the margins' sum, each held between 0 and 1."""
    A, K = np.column_stack([standardise(X)[0], np.ones(len(X))]), np.max(y) + 1
    margins = of_two_classes(A, y) if K == 2 else of_classes(A, y, K)
    C = margins.rows(np.arange(len(y) * (K - 1)))
    m, p = C.shape
    found = linprog(
        np.append(np.zeros(p), -np.ones(m)),
        A_ub=np.hstack([-C, np.eye(m)]),
        b_ub=np.zeros(m),
        bounds=[(None, None)] * p + [(0, 1)] * m,
        method="highs",
    )
    if found.status:  # the referee has lost its way
        return None
    grown = found.x[p:] > 0.5
    return "complete" if grown.all() else "quasi-complete" if grown.any() else "minimum"


def column(rng, n, before):
    """Return one column of a kind that tables have; `before` are the columns to its left."""
    kinds = {
        "normal": lambda: rng.normal(size=n),
        "dummy": lambda: (rng.random(n) < rng.uniform(0.1, 0.8)) * 1.0,
        "whole numbers": lambda: rng.integers(0, rng.integers(2, 6), n) * 1.0,
        "constant": lambda: np.full(n, rng.choice([0.0, 1.0, 3.7])),
        "rounded": lambda: np.round(rng.normal(size=n), 1) * rng.choice([0.1, 1.0, 1e4]),
        "far from zero": lambda: rng.integers(0, 4, n) + 1e6,
        "copy": lambda: rng.choice([-1.0, 0.3, 2.0]) * before[rng.integers(len(before))],
        "sum": lambda: before[0] - 2.0 * before[-1],
    }
    drawn = rng.choice(list(kinds)[: len(kinds) if before else -2])
    return kinds[drawn]()


def table(rng, K):
    """Return a random table with K classes, from drawn at random to cleanly separable."""
    n, columns = rng.integers(K + 1, 45), []
    for _ in range(rng.integers(1, 7)):
        columns.append(column(rng, n, columns))
    X = np.column_stack(columns)
    slopes = rng.normal(size=(X.shape[1], K)) * rng.choice([0.0, 0.5, 2.0, 6.0])
    Z = standardise(X)[0] @ slopes + rng.gumbel(size=(n, K)) * rng.choice([0.01, 0.5, 2.0])
    y = Z.argmax(axis=1)
    y[rng.choice(n, K, replace=False)] = np.arange(K)
    return X, y


@pytest.mark.parametrize("K", [2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_the_verdict_is_that_of_a_linear_programme_in_every_unit(K, seed):
    rng, truths = np.random.default_rng([seed, K]), set()
    for _ in range(40):
        X, y = table(rng, K)
        truth = referee(X, y)
        if truth:
            units = 10.0 ** rng.integers(-6, 7, X.shape[1])
            for same in (X, standardise(X)[0], X * units):
                assert verdict(same, y) == truth, (X.tolist(), y.tolist())
            truths.add(truth)
    assert truths == {"minimum", "complete", "quasi-complete"}


# --- cases that practitioners meet -------------------------------------------------------------

EMPTY_CELL = np.array([[1.0]] * 5 + [[0.0]] * 10), np.array([1] * 5 + [1, 0] * 5)


def test_a_dummy_with_an_empty_cell_is_quasi_separable():
    X, y = EMPTY_CELL
    assert verdict(X, y) == verdict(standardise(X)[0], y) == "quasi-complete"
    assert verdict([[1.0], [0.0], [1.0], [1.0]], [1, 0, 0, 0]) == "quasi-complete"
    assert verdict(X, y, lam=1e-6) == "minimum"


def test_the_price_of_a_dummy_is_finite_where_its_cells_are_full():
    X, y = EMPTY_CELL
    assert verdict(np.vstack([X, [[1.0]]]), np.append(y, 0)) == "minimum"


def test_collinear_columns_have_a_minimum():
    pair = load_breast_cancer(features=["mean radius", "mean texture"])
    X = np.column_stack([pair.X_train, pair.X_train @ [1.0, 2.0]])
    assert verdict(X, pair.y_train.astype(int)) == "minimum"


def test_thirty_features_separate_the_tumours_and_three_classes_of_wine():
    tumours, wines = load_breast_cancer(), load_wine()
    assert verdict(tumours.X_train, tumours.y_train.astype(int)) == "complete"
    assert verdict(wines.X, wines.y) == "complete"
    assert verdict([[-2.0], [-1.5], [0.0], [0.2], [2.0], [3.0]], [0, 0, 1, 1, 2, 2]) == "complete"


@pytest.mark.parametrize("max_iter", [1, 2, 3, 10])
def test_few_steps_do_not_hide_why_there_is_no_minimum(max_iter):
    assert verdict(*EMPTY_CELL, max_iter=max_iter) == "quasi-complete"
    assert verdict([[0.0], [1.0], [2.0]], [0, 1, 2], max_iter=max_iter) == "complete"


@pytest.mark.parametrize("lam", [0.0, 0.1])
@pytest.mark.parametrize("y", [[0, 1, 1, 0, 1], [0, 1, 2, 0, 1, 0, 2, 0]])
def test_too_few_steps_are_called_too_few_steps(y, lam):
    X = np.arange(len(y))[:, None] ** 2 / 9
    assert verdict(X, y, lam=lam) == "minimum"
    said = verdict(X, y, lam=lam, max_iter=1)
    assert said.startswith("Newton's method has not converged after 1 steps. Allow more steps")


def test_cases_without_weight_do_not_count():
    X, y = np.vstack([EMPTY_CELL[0], [[1.0]]]), np.append(EMPTY_CELL[1], 0)
    assert verdict(X, y, sample_weight=[1.0] * 15 + [0.0]) == "quasi-complete"
    assert verdict(X, y, sample_weight=[1.0] * 15 + [1e-9]) == "minimum"


def test_a_column_far_from_zero_is_solved_as_if_it_were_centred():
    rng = np.random.default_rng(0)
    minutes, x = rng.uniform(0, 60, 200), rng.normal(size=200)
    y = (rng.random(200) < logistic(2 * x + (minutes - 30) / 10)) * 1
    far, near = np.column_stack([1.7e9 + minutes, x]), np.column_stack([minutes, x])
    for lam in (0.0, 1e-3):
        found, expected = newton(far, y, lam=lam), newton(near, y, lam=lam)
        np.testing.assert_allclose(found.final[0], expected.final[0], rtol=1e-6)
        assert found.cost[-1] == pytest.approx(expected.cost[-1], rel=1e-9)
    W, *_ = softmax_newton(far, y, lam=0.0)
    np.testing.assert_allclose(W[:, 1] - W[:, 0], newton(near, y, lam=0.0).final[0], rtol=1e-5)


# --- the proof itself --------------------------------------------------------------------------


def test_a_direction_is_checked_against_every_case():
    A, y = np.array([[1.0, 1.0], [2.0, 1.0], [0.0, 1.0], [0.0, 1.0]]), np.array([1, 1, 0, 1])
    path = [np.array([float(k), 0.0]) for k in range(31)]  # runs to w = 30, b = 0
    margins = of_two_classes(A, y)
    found = find_separation(margins, path)
    gains = margins.of(found.direction)
    assert not found.complete
    assert gains[1] == pytest.approx(2 * gains[0])
    assert gains[0] > 1
    assert gains[2:] == pytest.approx([0.0, 0.0], abs=1e-12)
    assert find_separation(of_two_classes(A, np.array([1, 0, 0, 1])), path) is None


def test_along_the_direction_the_cost_falls_for_ever():
    X, y = EMPTY_CELL
    A = np.column_stack([X, np.ones(len(X))])
    path = [np.array([float(k), 0.0]) for k in range(31)]
    direction = find_separation(of_two_classes(A, y), path).direction
    costs = [log_loss(t * direction[:1], t * direction[1], X, y) for t in (0.0, 0.1, 0.5, 1.0)]
    assert np.all(np.diff(costs) < 0)


def test_margins_of_two_classes_are_those_of_the_softmax():
    rng = np.random.default_rng(0)
    A, y, theta = rng.normal(size=(9, 4)), rng.integers(0, 2, 9), rng.normal(size=4)
    both = np.column_stack([-theta / 2, theta / 2]).ravel()
    two, K = of_two_classes(A, y), of_classes(A, y, 2)
    np.testing.assert_allclose(two.of(theta), K.of(both))
    for margins, at in ((two, theta), (K, both)):
        np.testing.assert_allclose(margins.rows(np.arange(9)) @ at, margins.of(at))


@pytest.mark.parametrize("block", [1, 7, 4096])
def test_the_level_part_changes_no_given_margin(block, monkeypatch):
    monkeypatch.setattr(MODULE, "BLOCK", block)
    rng = np.random.default_rng(1)
    A, y = rng.normal(size=(20, 5)), rng.integers(0, 3, 20)
    margins, flat = of_classes(A, y, 3), np.arange(6)
    level = MODULE._without(margins, rng.normal(size=15), flat)
    assert np.abs(margins.of(level)[flat]).max() < 1e-12
    assert np.abs(margins.of(level)).max() > 0.1

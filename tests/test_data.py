"""The data: which tumours, which class, whose mean and scale; and the toy sets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from logreg_core import (
    accuracy,
    blobs,
    circles,
    load_tumours,
    moons,
    newton,
    predict,
    standardise,
    xor,
)
from logreg_core.data import CLASS_NAMES, UNITS, k_folds, polynomial_features

BUNCH = load_breast_cancer()


@pytest.fixture(scope="module")
def split():
    return load_tumours()


# --- the tumours -----------------------------------------------------------------------------


def test_class_zero_is_malignant():
    assert tuple(BUNCH.target_names) == CLASS_NAMES == ("malignant", "benign")
    y = np.concatenate([load_tumours().y_train, load_tumours().y_test])
    assert [(y == c).sum() for c in (0, 1)] == [212, 357]


def test_malignant_nuclei_are_larger(split):
    """Whoever exchanges the classes exchanges this."""
    radius = split.X_train[:, split.names.index("mean radius")]
    assert radius[split.y_train == 0].mean() > 0.8 > -0.4 > radius[split.y_train == 1].mean()


def test_shapes_and_names(split):
    assert (split.X_train.shape, split.X_test.shape) == ((455, 30), (114, 30))
    assert (split.y_train.shape, split.y_test.shape) == ((455,), (114,))
    assert split.names == tuple(BUNCH.feature_names)
    assert split.X_train.dtype == split.y_train.dtype == np.float64


def test_every_feature_has_its_unit(split):
    assert len(split.units) == 30
    for name, unit in zip(split.names, split.units, strict=True):
        assert (
            UNITS[name.removeprefix("mean ").removeprefix("worst ").removesuffix(" error")] == unit
        )


def test_it_is_scikit_learn_s_split_scaled_by_training_statistics(split):
    X_train, X_test, y_train, y_test = train_test_split(
        BUNCH.data, BUNCH.target, test_size=0.2, random_state=13
    )
    scaler = StandardScaler().fit(X_train)
    assert np.allclose(split.X_train, scaler.transform(X_train))
    assert np.allclose(split.X_test, scaler.transform(X_test))
    assert np.array_equal(split.y_train, y_train)
    assert np.array_equal(split.y_test, y_test)
    assert np.allclose(split.X_train.mean(axis=0), 0, atol=1e-12)
    assert np.allclose(split.X_train.std(axis=0), 1)
    assert np.abs(split.X_test.mean(axis=0)).max() > 0.05  # not scaled by its own mean


def test_raw_gives_the_measurements_back(split):
    X_train, X_test = train_test_split(BUNCH.data, test_size=0.2, random_state=13)
    assert np.allclose(split.raw(split.X_train), X_train)
    assert np.allclose(split.raw(split.X_test), X_test)


def test_chosen_features_come_in_the_order_asked(split):
    few = load_tumours(features=["worst area", "mean radius"])
    assert few.names == ("worst area", "mean radius")
    columns = [split.names.index(name) for name in few.names]
    assert np.array_equal(few.X_train, split.X_train[:, columns])
    assert np.array_equal(few.mean, split.mean[columns])


def test_another_seed_is_another_split(split):
    other = load_tumours(seed=14)
    assert not np.array_equal(other.X_train, split.X_train)
    assert np.array_equal(load_tumours(seed=14).X_train, other.X_train)


def test_an_unknown_feature_is_named_and_the_known_ones_listed():
    with pytest.raises(ValueError, match=r"\['mean size'\] came: choose from mean radius, mean"):
        load_tumours(features=["mean radius", "mean size"])
    with pytest.raises(ValueError, match="features must name columns"):
        load_tumours(features=[])


@pytest.mark.parametrize("test_size", [0, 1, -0.2, 30])
def test_a_test_size_is_a_share(test_size):
    with pytest.raises(ValueError, match="test_size must lie between 0 and 1"):
        load_tumours(test_size=test_size)


# --- scaling, products, folds ----------------------------------------------------------------


def test_standardise():
    X = np.array([[1.0, 10.0], [3.0, 30.0]])
    X_std, mean, scale = standardise(X)
    assert X_std.tolist() == [[-1, -1], [1, 1]]
    assert (mean.tolist(), scale.tolist()) == ([2, 20], [1, 10])


@pytest.mark.parametrize("value", [0.0, 5.0, 0.1, 1e9 + 0.1])
def test_a_constant_column_becomes_zero(value):
    X_std, _, scale = standardise(np.full((7, 1), value))
    assert scale.tolist() == [1.0]
    assert np.allclose(X_std, 0, atol=1e-6)


def test_a_small_spread_on_a_large_value_is_not_a_constant():
    X_std, _, _ = standardise([[1e6], [1e6 + 1e-3]])
    assert np.allclose(X_std, [[-1], [1]], atol=1e-6)


@given(st.integers(1, 3), st.integers(1, 4))
def test_the_products_are_scikit_learn_s(d, degree):
    X = np.random.default_rng(d).normal(size=(6, d))
    ours = polynomial_features(X, degree)
    theirs = PolynomialFeatures(degree, include_bias=False).fit_transform(X)
    assert np.allclose(ours, theirs)
    assert np.array_equal(ours[:, :d], X)


@given(st.integers(2, 40), st.integers(2, 6), st.integers(0, 99))
def test_folds_validate_every_row_once(n, k, seed):
    if k > n:
        return
    folds = list(k_folds(n, k=k, seed=seed))
    assert len(folds) == k
    assert sorted(np.concatenate([check for _, check in folds])) == list(range(n))
    for learn, check in folds:
        assert sorted([*learn, *check]) == list(range(n))
        assert abs(len(check) - n / k) < 1


def test_folds_need_a_case_each():
    with pytest.raises(ValueError, match="k must be at most n = 3, but 4 came"):
        list(k_folds(3, k=4))
    with pytest.raises(ValueError, match="k must be a whole number from 2 up"):
        list(k_folds(3, k=1))


# --- toy sets --------------------------------------------------------------------------------

TOYS = [blobs, moons, circles, xor]


@pytest.mark.parametrize("toy", TOYS)
def test_toy_sets_have_a_seed_and_two_halves(toy):
    X, y = toy(101, seed=3)
    assert X.shape == (101, 2)
    assert [(y == c).sum() for c in (0, 1)] == [50, 51]
    assert np.array_equal(toy(101, seed=3)[0], X)
    assert not np.array_equal(toy(101, seed=4)[0], X)


def test_without_noise_the_shapes_are_exact():
    X, y = circles(50, noise=0)
    assert np.allclose(np.hypot(*X.T), 1 - 0.5 * y)
    X, y = xor(50, noise=0)
    assert np.array_equal(X[:, 0] * X[:, 1] > 0, y == 1)
    X, y = blobs(10, noise=0)
    assert {tuple(case) for case in X} == {(-1.5, -1.0), (1.5, 1.0)}
    X, y = moons(50, noise=0)
    upper, lower = X[y == 0] + [0.5, 0.25], X[y == 1] + [-0.5, -0.25]
    assert np.allclose(np.hypot(*upper.T), 1)
    assert np.allclose(np.hypot(*lower.T), 1)
    assert (upper[:, 1] >= 0).all()
    assert (lower[:, 1] <= 0).all()


@pytest.mark.parametrize(
    ("toy", "low", "high"),
    [(blobs, 0.93, 1.0), (moons, 0.75, 0.95), (circles, 0.4, 0.7), (xor, 0.4, 0.7)],
)
def test_a_line_parts_the_blobs_and_not_the_rings(toy, low, high):
    X, y = toy(400, seed=1)
    right = accuracy(y, predict(*newton(X, y, lam=1e-3).final, X))
    assert low <= right <= high


@pytest.mark.parametrize("toy", TOYS)
def test_toy_sets_turn_away_what_they_cannot_draw(toy):
    with pytest.raises(ValueError, match="n must be a whole number from 2 up, but 1 came"):
        toy(1)
    with pytest.raises(ValueError, match="noise must be 0 or more, but -1 came"):
        toy(10, noise=-1)

"""The data: the course's split, scaling, folds, products of features, and the toy sets."""

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import datasets
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from logreg_core import (
    load_breast_cancer,
    load_wine,
    make_blobs,
    make_circles,
    make_moons,
    make_xor,
    standardise,
)
from logreg_core.data import CLASS_NAMES, UNITS, k_folds, polynomial_features

ROOT = Path(__file__).parent.parent
TOYS = (make_blobs, make_moons, make_circles, make_xor)
seeds = st.integers(0, 2**32 - 1)
calm = settings(deadline=None, derandomize=True, max_examples=40)


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


@pytest.fixture(scope="module")
def bunch():
    return datasets.load_breast_cancer()


# --- the tumours -----------------------------------------------------------------------------


def test_shapes_and_kinds(tumours):
    assert tumours.X_train.shape == (455, 30)
    assert tumours.X_test.shape == (114, 30)
    assert tumours.y_train.shape == (455,)
    assert tumours.y_test.shape == (114,)
    for part in (tumours.X_train, tumours.X_test, tumours.y_train, tumours.y_test):
        assert part.dtype == np.float64
        assert np.isfinite(part).all()


def test_class_0_is_malignant(tumours, bunch):
    assert CLASS_NAMES == tuple(bunch.target_names) == ("malignant", "benign")
    y = np.concatenate([tumours.y_train, tumours.y_test])
    assert set(y) == {0.0, 1.0}
    assert ((y == 0).sum(), (y == 1).sum()) == (212, 357)
    assert (tumours.y_train == 0).sum() == 176
    assert (tumours.y_test == 0).sum() == 36
    radius = tumours.X_train[:, tumours.names.index("mean radius")]
    assert radius[tumours.y_train == 0].mean() > 0.9  # the malignant ones are the large ones
    assert radius[tumours.y_train == 1].mean() < -0.5


@pytest.mark.parametrize(("size", "seed"), [(0.2, 13), (0.2, 0), (0.35, 13), (0.5, 7)])
def test_the_split_is_scikit_learn_s(bunch, size, seed):
    """Computed again from scikit-learn's raw arrays, with its own scaler."""
    train, test, y_train, y_test = train_test_split(
        bunch.data, bunch.target, test_size=size, random_state=seed
    )
    scaler = StandardScaler().fit(train)
    split = load_breast_cancer(test_size=size, seed=seed)
    np.testing.assert_array_equal(split.y_train, y_train)
    np.testing.assert_array_equal(split.y_test, y_test)
    np.testing.assert_allclose(split.mean, scaler.mean_, rtol=1e-12)
    np.testing.assert_allclose(split.scale, scaler.scale_, rtol=1e-12)
    np.testing.assert_allclose(split.X_train, scaler.transform(train), atol=1e-11)
    np.testing.assert_allclose(split.X_test, scaler.transform(test), atol=1e-11)


def test_20_percent_and_seed_13_are_what_is_meant_by_default(tumours):
    spelled_out = load_breast_cancer(test_size=0.2, seed=13)
    np.testing.assert_array_equal(tumours.X_train, spelled_out.X_train)
    np.testing.assert_array_equal(tumours.y_test, spelled_out.y_test)


def test_only_the_training_cases_have_mean_0_and_spread_1(tumours):
    np.testing.assert_allclose(tumours.X_train.mean(axis=0), 0, atol=1e-13)
    np.testing.assert_allclose(tumours.X_train.std(axis=0), 1, rtol=1e-12)
    # Scaled by the training statistics, the test cases have neither.
    assert (np.abs(tumours.X_test.mean(axis=0)) > 1e-3).all()
    assert (np.abs(tumours.X_test.std(axis=0) - 1) > 1e-3).all()


def test_raw_gives_back_the_measurements(tumours, bunch):
    train, test = train_test_split(bunch.data, test_size=0.2, random_state=13)
    np.testing.assert_allclose(tumours.raw(tumours.X_train), train, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(tumours.raw(tumours.X_test), test, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(tumours.raw(np.zeros((1, 30)))[0], train.mean(axis=0), rtol=1e-12)
    with pytest.raises(ValueError, match="X must have two dimensions"):
        tumours.raw(tumours.X_train[0])
    with pytest.raises(ValueError, match="X must have 30 columns, one a feature, got 3"):
        tumours.raw(tumours.X_train[:, :3])


def test_names_and_units(tumours, bunch):
    assert tumours.names == tuple(bunch.feature_names)
    assert all(type(name) is str for name in tumours.names)
    assert len(tumours.units) == len(tumours.names) == 30
    unit = dict(zip(tumours.names, tumours.units, strict=True))
    assert unit["mean radius"] == unit["worst perimeter"] == "image units"
    assert unit["area error"] == "image units²"
    assert unit["mean texture"] == "grey levels"
    assert unit["worst concave points"] == unit["mean fractal dimension"] == "relative"
    for name in tumours.names:  # no feature could have taken another one's unit
        assert sum(key in name for key in UNITS) == 1
        short = name.removeprefix("mean ").removeprefix("worst ").removesuffix(" error")
        assert unit[name] == UNITS[short]


def test_some_features_in_the_order_asked(tumours):
    wanted = ["worst area", "mean texture", "mean radius"]
    some = load_breast_cancer(features=wanted)
    columns = [tumours.names.index(name) for name in wanted]
    assert some.names == tuple(wanted)
    assert some.units == ("image units²", "grey levels", "image units")
    for part in ("X_train", "X_test"):
        expected = getattr(tumours, part)[:, columns]
        np.testing.assert_allclose(getattr(some, part), expected, atol=1e-12)
    for part in ("mean", "scale"):
        np.testing.assert_allclose(getattr(some, part), getattr(tumours, part)[columns], rtol=1e-12)
    np.testing.assert_array_equal(some.y_train, tumours.y_train)
    np.testing.assert_array_equal(some.y_test, tumours.y_test)


def test_one_feature_needs_no_list():
    assert load_breast_cancer(features="mean texture").names == ("mean texture",)
    assert load_wine(features="alcohol").names == ("alcohol",)


def test_every_call_gives_new_arrays(tumours):
    first = load_breast_cancer(features=["mean radius"])
    first.X_train[:] = first.mean[:] = first.y_train[:] = 99.0
    again = load_breast_cancer(features=["mean radius"])
    np.testing.assert_allclose(again.X_train[:, 0], tumours.X_train[:, 0], atol=1e-12)
    np.testing.assert_array_equal(again.y_train, tumours.y_train)
    np.testing.assert_allclose(again.mean[0], tumours.mean[0], rtol=1e-12)


def test_other_seeds_split_otherwise(tumours):
    other = load_breast_cancer(seed=14)
    assert not np.array_equal(other.y_train, tumours.y_train)
    np.testing.assert_array_equal(other.X_test, load_breast_cancer(seed=14).X_test)


@pytest.mark.parametrize(
    ("features", "came"),
    [(["radius"], r"\['radius'\]"), (["mean radius", "Mean texture"], r"\['Mean texture'\]")],
)
def test_an_unknown_feature_is_named_with_the_known_ones(features, came):
    with pytest.raises(ValueError, match=f"got {came}: choose from mean radius, mean") as info:
        load_breast_cancer(features=features)
    assert "worst fractal dimension" in str(info.value)


def test_no_feature_is_an_error():
    with pytest.raises(ValueError, match="features must name columns of the data"):
        load_breast_cancer(features=[])


@pytest.mark.parametrize("size", [0, 1, -0.2, 1.2, 114])
def test_a_test_size_outside_0_to_1(size):
    sentence = f"test_size must lie between 0.01 and 0.99, got {size:g}"
    with pytest.raises(ValueError, match=sentence):
        load_breast_cancer(test_size=size)


def test_other_test_sizes_that_make_no_sense():
    with pytest.raises(ValueError, match="test_size must be a finite number, got nan"):
        load_breast_cancer(test_size=np.nan)
    with pytest.raises(TypeError, match="test_size must hold numbers, got 'a fifth'"):
        load_breast_cancer(test_size="a fifth")
    with pytest.raises(ValueError, match=r"between 0\.01 and 0\.99, got 0\.999"):
        load_breast_cancer(test_size=0.999)
    with pytest.raises(ValueError, match=r"^seed must be a whole number from 0 up, got -1"):
        load_breast_cancer(seed=-1)


@pytest.mark.parametrize(("size", "tested"), [(0.01, 6), (0.99, 564)])
def test_the_test_may_have_1_to_99_percent(size, tested):
    split = load_breast_cancer(features=["mean radius"], test_size=size)
    assert (len(split.y_train), len(split.y_test)) == (569 - tested, tested)


# --- the wines -------------------------------------------------------------------------------


def test_the_wines_are_scikit_learn_s():
    wines, theirs = load_wine(), datasets.load_wine()
    np.testing.assert_allclose(wines.X, StandardScaler().fit_transform(theirs.data), atol=1e-11)
    np.testing.assert_array_equal(wines.y, theirs.target)
    assert wines.names == tuple(name.replace("_", " ") for name in theirs.feature_names)


def test_some_measurements_of_the_wines_in_the_order_asked():
    wines, some = load_wine(), load_wine(features=["malic acid", "alcohol"])
    np.testing.assert_allclose(some.X, wines.X[:, [1, 0]], atol=1e-12)
    assert some.names == ("malic acid", "alcohol")
    with pytest.raises(ValueError, match="no feature 'Alcohol': choose from alcohol, malic acid,"):
        load_wine(features=["Alcohol"])


# --- scaling ---------------------------------------------------------------------------------


def test_standardise_by_hand():
    scaled, mean, scale = standardise([[1.0, 10.0], [3.0, 10.0], [5.0, 40.0]])
    np.testing.assert_allclose(mean, [3, 20], rtol=1e-15)
    np.testing.assert_allclose(scale, [math.sqrt(8 / 3), math.sqrt(200)], rtol=1e-15)
    r = math.sqrt(1.5)  # 2 / √(8/3)
    h = math.sqrt(0.5)  # 10 / √200
    np.testing.assert_allclose(scaled, [[-r, -h], [0, -h], [r, 2 * h]], atol=1e-15)


@calm
@given(seeds, st.integers(2, 60), st.integers(1, 6))
def test_standardise_as_scikit_learn_does(seed, n, d):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * 10.0 ** rng.integers(-3, 4, d) + rng.normal(size=d)
    before = X.copy()
    scaled, mean, scale = standardise(X)
    scaler = StandardScaler().fit(X)
    np.testing.assert_allclose(scaled, scaler.transform(X), atol=1e-10)
    np.testing.assert_allclose(mean, scaler.mean_, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(scale, scaler.scale_, rtol=1e-10)
    np.testing.assert_allclose(scaled * scale + mean, X, rtol=1e-10, atol=1e-10)
    np.testing.assert_array_equal(X, before)


def test_a_spread_below_the_least_float64_gets_a_sentence():
    with pytest.raises(ValueError, match=r"X\[:, 1\] is too small to be scaled: use another unit"):
        standardise([[1.0, 5e-324], [2.0, 1e-323]])
    assert standardise([[5e-324], [3e-323]])[0].tolist() == [[-1.0], [1.0]]


@pytest.mark.parametrize("value", [0.0, 0.1, -3.7, 1e6 + 0.1, 1e9 + 0.1])
@pytest.mark.parametrize("n", [2, 10, 569, 1001])
def test_a_constant_column_becomes_0(value, n):
    X = np.column_stack([np.full(n, value), np.arange(n)])
    scaled, mean, scale = standardise(X)
    assert not scaled[:, 0].any()
    assert mean[0] == value
    assert scale[0] == 1.0
    np.testing.assert_allclose(scaled[:, 1].std(), 1, rtol=1e-12)


def test_a_spread_of_1_is_no_constant():
    assert [part.ravel().tolist() for part in standardise([[0.0], [2.0]])] == [[-1, 1], [1], [1]]


def test_a_small_spread_around_a_large_mean_is_no_constant():
    X = 1.7e9 + np.array([[0.0], [1.0], [2.0]])  # seconds since 1970
    scaled, _, scale = standardise(X)
    np.testing.assert_allclose(scale, math.sqrt(2 / 3), rtol=1e-6)
    np.testing.assert_allclose(scaled[:, 0], [-math.sqrt(1.5), 0, math.sqrt(1.5)], atol=1e-6)


def test_a_spread_of_a_billionth_is_no_constant():
    scaled, _, _ = standardise([[1e6], [1e6 + 1e-3]])
    np.testing.assert_allclose(scaled, [[-1], [1]], atol=1e-6)


def test_one_row_becomes_0_whatever_it_holds():
    scaled, mean, scale = standardise([[17.99, 10.38, 1001.0]])
    assert scaled.tolist() == [[0, 0, 0]]
    assert mean.tolist() == [17.99, 10.38, 1001.0]
    assert scale.tolist() == [1, 1, 1]


def test_standardise_takes_lists_and_read_only_arrays_and_turns_others_away():
    locked = np.arange(6.0).reshape(3, 2)
    locked.flags.writeable = False
    for one, other in zip(standardise(locked), standardise(locked.tolist()), strict=True):
        np.testing.assert_array_equal(one, other)
    with pytest.raises(ValueError, match="X must have two dimensions"):
        standardise([1.0, 2.0])
    with pytest.raises(ValueError, match="X holds NaN"):
        standardise([[1.0], [np.nan]])
    with pytest.raises(ValueError, match="X is empty"):
        standardise(np.empty((0, 3)))


# --- products of features --------------------------------------------------------------------


def test_polynomial_features_by_hand():
    products = polynomial_features([[2.0, 3.0], [-1.0, 4.0]], 3)
    expected = [[2, 3, 4, 6, 9, 8, 12, 18, 27], [-1, 4, 1, -4, 16, -1, 4, -16, 64]]
    np.testing.assert_array_equal(products, expected)


@calm
@given(seeds, st.integers(1, 5), st.integers(1, 4))
def test_polynomial_features_are_scikit_learn_s(seed, d, degree):
    X = np.random.default_rng(seed).normal(size=(7, d))
    before = X.copy()
    ours = polynomial_features(X, degree)
    theirs = PolynomialFeatures(degree, include_bias=False).fit_transform(X)
    assert ours.shape == (7, math.comb(d + degree, degree) - 1)
    np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-13)  # even their order
    np.testing.assert_array_equal(ours[:, :d], X)
    np.testing.assert_array_equal(X, before)


@pytest.mark.parametrize("degree", [0, -1, 1.5])
def test_a_degree_that_is_none(degree):
    with pytest.raises(ValueError, match="degree must be a whole number from 1 up"):
        polynomial_features([[1.0, 2.0]], degree)


def test_products_beyond_float64_are_answered():
    sentence = "^the table of products holds an infinite value"
    with np.errstate(over="raise"), pytest.raises(ValueError, match=sentence):
        polynomial_features([[1e200, 1.0]], 2)


# --- folds -----------------------------------------------------------------------------------


@calm
@given(seeds, st.integers(2, 60), st.data())
def test_folds_part_the_rows(seed, n, data):
    k = data.draw(st.integers(2, n))
    folds = list(k_folds(n, k=k, seed=seed))
    assert len(folds) == k
    assert sorted(np.concatenate([held_out for _, held_out in folds])) == list(range(n))
    for rows, held_out in folds:
        assert sorted([*rows, *held_out]) == list(range(n))  # nobody is on both sides
    sizes = [len(held_out) for _, held_out in folds]
    assert max(sizes) - min(sizes) <= 1


def test_folds_are_shuffled_by_their_seed():
    def held_out(seed):
        return [part.tolist() for _, part in k_folds(100, k=5, seed=seed)]

    assert held_out(3) == held_out(3) != held_out(4)
    assert held_out(0)[0] != list(range(20))
    assert len(list(k_folds(20))) == 5
    assert [p.tolist() for _, p in k_folds(9)] == [p.tolist() for _, p in k_folds(9, k=5, seed=0)]


@pytest.mark.parametrize(
    ("n", "k", "sentence"),
    [
        (3, 5, "k must be at most n = 3, got 5"),
        (10, 1, "k must be a whole number from 2 up, got 1"),
        (1, 2, "n must be a whole number from 2 up, got 1"),
        (10, 2.5, "k must be a whole number from 2 up, got 2.5"),
    ],
)
def test_folds_that_cannot_be(n, k, sentence):
    with pytest.raises(ValueError, match=sentence):
        list(k_folds(n, k=k))


@calm
@given(seeds, st.integers(2, 6), st.lists(st.integers(6, 25), min_size=1, max_size=4))
def test_stratified_folds_have_their_share_of_every_class(seed, k, counts):
    """As scikit-learn's: the cases of a class differ by one at most from fold to fold."""
    names = np.array(["d", "a", "c", "b"])[: len(counts)]
    y = np.random.default_rng(seed).permutation(np.repeat(names, counts))
    folds = list(k_folds(len(y), k=k, seed=seed, stratify=y))
    theirs = StratifiedKFold(k, shuffle=True, random_state=seed).split(y, y)
    assert sorted(np.concatenate([held for _, held in folds])) == list(range(len(y)))
    for (rows, held), (_, other) in zip(folds, theirs, strict=True):
        assert sorted([*rows, *held]) == list(range(len(y)))
        for name, count in zip(names, counts, strict=True):
            assert abs((y[held] == name).sum() - count / k) < 1
            assert abs((y[other] == name).sum() - count / k) < 1
    sizes = [len(held) for _, held in folds]
    assert max(sizes) - min(sizes) <= 1


def test_without_them_a_rare_class_is_missing_in_a_fold_now_and_then():
    y = np.arange(30) < 2
    lost = {False: 0, True: 0}
    for seed in range(50):
        for stratified in lost:
            folds = k_folds(30, k=2, seed=seed, stratify=y if stratified else None)
            lost[stratified] += any(not y[held].any() for _, held in folds)
    assert lost == {False: 25, True: 0}


@pytest.mark.parametrize("classes", [list, np.array, pd.Series, np.ndarray.astype])
def test_classes_come_in_any_form(classes):
    y = np.arange(20) % 2
    given_ = y.astype(str) if classes is np.ndarray.astype else classes(y)
    folds = [held.tolist() for _, held in k_folds(20, stratify=given_)]
    assert folds == [held.tolist() for _, held in k_folds(20, stratify=y)]
    assert folds != [held.tolist() for _, held in k_folds(20, stratify=y, seed=1)]


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        (
            [0] * 7 + [1] * 3,
            "at least k = 5 cases of every class in stratify, got 3 of 1: give k=3",
        ),
        (["a"] * 9 + ["b"], "got 1 of 'b': leave that class out"),
        (np.arange(10.0) / 7, "got 1 of 0.0: leave that class out"),
        ([0, 1], r"stratify must have shape \(10,\), one label for each case, got shape \(2,\)"),
        (np.zeros((10, 1)), r"stratify.ravel\(\) flattens a column"),
        ([0, None] * 5, r"stratify misses a value in 5 place\(s\): leave those cases out"),
        ([0.0, np.nan] * 5, r"stratify misses a value in 5 place\(s\)"),
        (np.array([0, "a"] * 5, object), "expected numbers or texts in stratify, got both"),
    ],
)
def test_classes_that_cannot_be_shared_out(y, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        list(k_folds(10, stratify=y))


def test_folds_need_a_seed_from_0_up():
    with pytest.raises(ValueError, match=r"^seed must be a whole number from 0 up, got -1"):
        list(k_folds(9, seed=-1))


# --- toy sets --------------------------------------------------------------------------------


@pytest.mark.parametrize("toy", TOYS)
@pytest.mark.parametrize("n", [2, 7, 200, 501])
def test_toy_sets_have_n_cases_and_both_classes(toy, n):
    X, y = toy(n)
    assert X.shape == (n, 2)
    assert y.shape == (n,)
    assert X.dtype == y.dtype == np.float64
    assert ((y == 0).sum(), (y == 1).sum()) == (n // 2, n - n // 2)
    assert np.isfinite(X).all()


@pytest.mark.parametrize("toy", TOYS)
def test_toy_sets_follow_their_seed(toy):
    assert len(toy()[1]) == 200
    np.testing.assert_array_equal(toy(50, seed=3)[0], toy(50, seed=3)[0])
    np.testing.assert_array_equal(toy(50)[0], toy(50, seed=0)[0])
    assert not np.array_equal(toy(50, seed=3)[0], toy(50, seed=4)[0])
    assert not np.array_equal(toy(50, noise=0.3)[0], toy(50, noise=0.4)[0])


def accuracy_of_a_line(X, y):
    return LogisticRegression(C=1e4).fit(X, y).score(X, y)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("toy", "low", "high"),
    [
        (make_blobs, 0.92, 0.999),
        (make_moons, 0.80, 0.94),
        (make_circles, 0.45, 0.65),
        (make_xor, 0.45, 0.70),
    ],
)
def test_what_a_line_can_part_and_what_not(toy, low, high, seed):
    assert low < accuracy_of_a_line(*toy(400, seed=seed)) < high


@pytest.mark.parametrize(("toy", "degree"), [(make_moons, 3), (make_circles, 2), (make_xor, 2)])
def test_products_of_features_part_what_a_line_cannot(toy, degree):
    X, y = toy(400)
    curved = standardise(polynomial_features(X, degree))[0]
    assert accuracy_of_a_line(curved, y) > max(0.9, accuracy_of_a_line(X, y) + 0.05)


@pytest.mark.parametrize("make", TOYS)
def test_noise_at_the_ends_of_float64(make):
    with np.errstate(all="raise"):
        assert np.isfinite(make(10, noise=1e-320)[0]).all()
        with pytest.raises(ValueError, match="noise, as large as it is, holds an infinite value"):
            make(10, noise=1.7e308)


def test_blobs_without_noise_are_two_points():
    X, y = make_blobs(10, noise=0)
    assert np.unique(X[y == 0], axis=0).tolist() == [[-1.5, -1]]
    assert np.unique(X[y == 1], axis=0).tolist() == [[1.5, 1]]


def test_the_noise_of_blobs_is_their_spread():
    X, y = make_blobs(20_000, noise=0.7)
    for label, sign in ((0, -1), (1, 1)):
        np.testing.assert_allclose(X[y == label].mean(axis=0), [1.5 * sign, sign], atol=0.03)
        np.testing.assert_allclose(X[y == label].std(axis=0), 0.7, rtol=0.03)


def test_moons_without_noise_are_two_half_circles():
    X, y = make_moons(500, noise=0)
    upper, lower = X[y == 0] - [-0.5, -0.25], X[y == 1] - [0.5, 0.25]
    np.testing.assert_allclose(np.hypot(*upper.T), 1, rtol=1e-12)
    np.testing.assert_allclose(np.hypot(*lower.T), 1, rtol=1e-12)
    assert (upper[:, 1] >= -1e-12).all()
    assert (lower[:, 1] <= 1e-12).all()
    for half in (upper, lower):  # all of the half circle is used
        assert half[:, 0].min() < -0.99
        assert half[:, 0].max() > 0.99


def test_circles_without_noise_are_a_ring_in_a_ring():
    X, y = make_circles(5000, noise=0)
    np.testing.assert_allclose(np.hypot(*X.T), np.where(y == 1, 0.5, 1.0), rtol=1e-12)
    for quarter in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        assert (np.sign(X) == quarter).all(axis=1).mean() == pytest.approx(1 / 4, abs=0.03)


def test_xor_without_noise_is_a_chessboard_of_four_squares():
    X, y = make_xor(500, noise=0)
    np.testing.assert_array_equal(X[:, 0] * X[:, 1] > 0, y == 1)
    assert (np.abs(X) <= 1).all()
    assert (np.sort(np.abs(X), axis=0)[[250, 499]] > [[0.4], [0.99]]).all()  # all of a square
    assert (np.sort(np.abs(X), axis=0)[[0, 250]] < [[0.01], [0.6]]).all()
    for quarter in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        assert (np.sign(X) == quarter).all(axis=1).mean() > 0.15


@pytest.mark.parametrize("toy", TOYS)
@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"n": 1}, ValueError, "n must be a whole number from 2 up, got 1"),
        ({"n": 2.5}, ValueError, "n must be a whole number from 2 up, got 2.5"),
        ({"seed": -1}, ValueError, "^seed must be a whole number from 0 up, got -1"),
        ({"noise": -0.1}, ValueError, "noise must be 0 or more, got -0.1"),
        ({"noise": np.nan}, ValueError, "noise must be a finite number, got nan"),
        ({"noise": "loud"}, TypeError, "noise must hold numbers, got 'loud'"),
    ],
)
def test_toy_sets_that_cannot_be(toy, arguments, error, sentence):
    with pytest.raises(error, match=sentence):
        toy(**arguments)


# --- imports ---------------------------------------------------------------------------------


def test_scikit_learn_is_loaded_only_by_load_breast_cancer():
    code = (
        "import sys, logreg_core; from logreg_core import make_blobs, standardise; "
        "standardise(make_blobs(10)[0]); print('sklearn' in sys.modules, 'pandas' in sys.modules); "
        "logreg_core.load_breast_cancer(); print('sklearn' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["False", "False", "True"]

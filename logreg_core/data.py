"""The data: real tumours, and toy sets whose truth is known because we made them.

Classes are coded as scikit-learn codes them: 0 = malignant, 1 = benign.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._validation import (
    Floats,
    check_finite,
    check_groups,
    check_int,
    check_number,
    check_X,
    power_of_two,
)

CLASS_NAMES = ("malignant", "benign")  # the name of class 0, the name of class 1

# The data file gives no physical units: lengths are in the unit of the digitised image.
UNITS = {
    "radius": "image units",
    "texture": "grey levels",
    "perimeter": "image units",
    "area": "image units²",
    "smoothness": "relative",
    "compactness": "relative",
    "concavity": "relative",
    "concave points": "relative",
    "symmetry": "relative",
    "fractal dimension": "relative",
}


@dataclass(frozen=True, eq=False)
class Split:
    """Hold training and test samples, scaled by the training samples.

    Parameters
    ----------
    X_train : ndarray, shape (n, d)
        Training samples, each column with mean 0 and standard deviation 1.
    y_train : ndarray, shape (n,)
        Their classes, 0 or 1.
    X_test : ndarray, shape (m, d)
        Test samples, scaled by the mean and scale of the training samples.
    y_test : ndarray, shape (m,)
        Their classes, 0 or 1.
    names : tuple of str
        Names of the d features.
    units : tuple of str
        Units of the features.
    mean : ndarray, shape (d,)
        Mean of each feature over the training samples, in its own unit.
    scale : ndarray, shape (d,)
        Standard deviation of each feature over the training samples, in its own unit.

    See Also
    --------
    load_breast_cancer : Returns a split.
    sklearn.model_selection.train_test_split : Splits arrays at random.
    sklearn.preprocessing.StandardScaler : Scales by mean and standard deviation.

    Examples
    --------
    >>> from logreg_core import load_breast_cancer
    >>> split = load_breast_cancer(features=["mean radius"])
    >>> float(abs(split.X_train.mean().round(6)))
    0.0
    >>> split.raw([[0.0]]).round(1), split.units
    (array([[14.2]]), ('image units',))
    """

    X_train: Floats  # (n, d), each column with mean 0 and standard deviation 1
    y_train: Floats  # (n,)
    X_test: Floats  # (m, d), scaled by the training cases' mean and scale
    y_test: Floats  # (m,)
    names: tuple[str, ...]  # the d features
    units: tuple[str, ...]
    mean: Floats  # (d,) of the raw training cases
    scale: Floats  # (d,) their standard deviations

    def raw(self, X: ArrayLike) -> Floats:
        """Convert scaled samples back to the units of the features.

        Parameters
        ----------
        X : array_like, shape (n, d)
            Scaled samples.

        Returns
        -------
        ndarray, shape (n, d)
            The same samples in the units of the features.

        Raises
        ------
        TypeError
            If `X` does not hold real numbers.
        ValueError
            If `X` does not have d columns, or a value is missing or infinite.

        Notes
        -----
        The formula is ``X * scale + mean``.
        """
        X = check_X(X)
        if X.shape[1] != len(self.scale):
            d = len(self.scale)
            raise ValueError(f"X must have {d} columns, one a feature, got {X.shape[1]}.")
        with np.errstate(under="ignore"):
            return X * self.scale + self.mean


class Wines(NamedTuple):
    """Hold standardised samples of three classes.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        Features, each column with mean 0 and standard deviation 1.
    y : ndarray of int, shape (n,)
        Classes 0, 1 and 2.
    names : tuple of str
        Names of the features.

    See Also
    --------
    load_wine : Returns these samples.

    Examples
    --------
    >>> from logreg_core import load_wine
    >>> load_wine(features=["alcohol", "hue"]).names
    ('alcohol', 'hue')
    """

    X: Floats
    y: np.ndarray
    names: tuple[str, ...]


def load_breast_cancer(
    *, features: Sequence[str] | None = None, test_size: float = 0.2, seed: int = 13
) -> Split:
    """Load the Wisconsin breast cancer data, split at random and scaled.

    There are 569 tumours, 212 malignant (class 0) and 357 benign (class 1). The 30 features are
    ten properties of the cell nuclei in an image (radius, texture, …), each as its mean, its
    standard error and its worst (the mean of the three largest).

    Parameters
    ----------
    features : sequence of str, optional
        Names of the features to keep, in that order, for instance
        ``["mean radius", "mean texture"]``. By default all 30.
    test_size : float, default 0.2
        Share of the samples in the test set, from 0.01 to 0.99.
    seed : int, default 13
        Seed of the random split, 0 or more. The course uses 13.

    Returns
    -------
    Split
        Training and test samples, scaled by the training samples. Lengths are in the unit of the
        digitised image, textures in grey levels; the other features are relative.

    Raises
    ------
    TypeError
        If `test_size` or `seed` is not a number.
    ValueError
        If a feature is unknown, `test_size` is out of range or `seed` is negative.

    See Also
    --------
    standardise : The scaling.
    sklearn.datasets.load_breast_cancer : The same data, neither split nor scaled.

    Notes
    -----
    The source is the copy that comes with scikit-learn [1]_.

    References
    ----------
    .. [1] W. N. Street, W. H. Wolberg and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic),
       UCI Machine Learning Repository.

    Examples
    --------
    >>> from logreg_core import load_breast_cancer
    >>> split = load_breast_cancer(features=["mean radius", "mean texture"])
    >>> split.X_train.shape, split.X_test.shape
    ((455, 2), (114, 2))
    >>> split.units
    ('image units', 'grey levels')
    """
    from sklearn.datasets import load_breast_cancer  # here, because it costs a second
    from sklearn.model_selection import train_test_split

    test_size, seed = check_number(test_size, "test_size"), check_int(seed, "seed")
    if not 0.01 <= test_size <= 0.99:
        raise ValueError(f"test_size must lie between 0.01 and 0.99, got {test_size:g}.")
    bunch = load_breast_cancer()
    known = [str(name) for name in bunch.feature_names]
    names = known if features is None else _listed(features)
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise ValueError(
            f"features must name columns of the data, got {unknown}: "
            f"choose from {', '.join(known)}."
        )
    X = bunch.data[:, [known.index(name) for name in names]]
    X_train, X_test, y_train, y_test = train_test_split(
        X, bunch.target.astype(float), test_size=test_size, random_state=seed
    )
    X_train, mean, scale = standardise(X_train)
    units = tuple(_unit(name) for name in names)
    return Split(
        X_train, y_train, (X_test - mean) / scale, y_test, tuple(names), units, mean, scale
    )


def standardise(X: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Shift every column to mean 0 and scale it to standard deviation 1.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample.

    Returns
    -------
    X_std : ndarray, shape (n, d)
        The standardised features.
    mean : ndarray, shape (d,)
        Mean of every column of `X`.
    scale : ndarray, shape (d,)
        Standard deviation of every column of `X`; 1 for a constant column.

    Raises
    ------
    TypeError
        If `X` does not hold real numbers.
    ValueError
        If `X` is not two-dimensional, is empty, a value is missing or infinite, or the standard
        deviation of a column is below the least float64, 5e-324.

    See Also
    --------
    sklearn.preprocessing.StandardScaler : The same scaling as an estimator.

    Notes
    -----
    The formula is ``(X - mean) / scale`` with the standard deviation that divides by n. A constant
    column becomes 0. Scale new samples by the returned mean and scale, never by their own. Used
    from notebook 02 on.

    Examples
    --------
    >>> from logreg_core import standardise
    >>> X_std, mean, scale = standardise([[1.0, 5.0], [3.0, 5.0]])
    >>> X_std
    array([[-1.,  0.],
           [ 1.,  0.]])
    >>> mean, scale
    (array([2., 5.]), array([1., 1.]))
    """
    X = check_X(X)
    unit = power_of_two(np.abs(X).max(axis=0))  # else the squares of 1e-200 or 1e200 were lost
    with np.errstate(under="ignore"):
        X = X / unit
        mean, scale = X.mean(axis=0), X.std(axis=0)
        # Ask the values: rounding leaves a constant column a small spread, more with more rows.
        constant = np.all(X[0] == X, axis=0)
        if (tiny := ~constant & (scale * unit == 0)).any():
            raise ValueError(f"X[:, {tiny.argmax()}] is too small to be scaled: use another unit.")
        mean = np.where(constant, X[0], mean)
        X = (X - mean) / np.where(constant, 1.0, scale)
        return X, mean * unit, np.where(constant, 1.0, scale * unit)


def load_wine(*, features: Sequence[str] | None = None) -> Wines:
    """Load the wine data, standardised.

    There are 178 wines of three growers, with 13 measurements each.

    Parameters
    ----------
    features : sequence of str, optional
        Names of the features to keep, in that order. By default all 13.

    Returns
    -------
    Wines
        The features, the classes 0, 1 and 2, and the names of the features.

    Raises
    ------
    ValueError
        If a feature is unknown, or none is named.

    See Also
    --------
    standardise : The scaling.
    sklearn.datasets.load_wine : The same data, not scaled.

    Notes
    -----
    The source is the copy of the UCI data set that comes with scikit-learn. Used in notebook 08.

    Examples
    --------
    >>> from logreg_core import load_wine
    >>> X, y, names = load_wine(features=["alcohol", "proline"])
    >>> X.shape, names
    ((178, 2), ('alcohol', 'proline'))
    """
    from sklearn.datasets import load_wine

    bunch = load_wine()
    names = [name.replace("_", " ") for name in bunch.feature_names]
    chosen = names if features is None else _listed(features)
    if unknown := [name for name in chosen if name not in names]:
        raise ValueError(f"there is no feature {unknown[0]!r}: choose from {', '.join(names)}.")
    X = standardise(bunch.data[:, [names.index(name) for name in chosen]])[0]
    return Wines(X, bunch.target, tuple(chosen))


def polynomial_features(X: ArrayLike, degree: int) -> Floats:
    """Compute all products of at most `degree` features.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample.
    degree : int
        Largest number of factors, at least 1.

    Returns
    -------
    ndarray, shape (n, m)
        The products x1, x2, x1², x1 x2, x2², …, the features themselves first.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If `X` is not two-dimensional or is empty, `degree` is below 1, a value is missing or
        infinite, or a product is beyond 1.8e308.

    See Also
    --------
    standardise : Brings the products to one scale.
    sklearn.preprocessing.PolynomialFeatures : The same with ``include_bias=False``.

    Notes
    -----
    d features give ``m = (d + degree)! / (d! degree!) - 1`` columns. There is no column of ones,
    since the bias is separate. Used in notebook 04.

    Examples
    --------
    >>> from logreg_core.data import polynomial_features
    >>> polynomial_features([[2.0, 3.0]], 2)
    array([[2., 3., 4., 6., 9.]])
    """
    X = check_X(X)
    sizes = range(1, check_int(degree, "degree", least=1) + 1)
    with np.errstate(over="ignore", under="ignore"):
        products = [
            X[:, list(chosen)].prod(axis=1)
            for size in sizes
            for chosen in combinations_with_replacement(range(X.shape[1]), size)
        ]
    return check_finite(np.column_stack(products), "the table of products")


def k_folds(
    n: int, *, k: int = 5, seed: int = 0, stratify: ArrayLike | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the rows to train on and to validate on, for each of k folds.

    Parameters
    ----------
    n : int
        Number of samples, at least 2.
    k : int, default 5
        Number of folds, at least 2.
    seed : int, default 0
        Seed of the random order, 0 or more.
    stratify : array_like, shape (n,), optional
        Class of each sample, numbers or texts. Every fold then has its share of each class, to
        one sample. By default chance decides, and may leave a rare class out of a fold.

    Yields
    ------
    train : ndarray of int
        Rows to train on.
    validation : ndarray of int
        Rows to validate on. Each row is in one fold.

    Raises
    ------
    TypeError
        If an argument does not hold numbers, or `stratify` mixes numbers and texts.
    ValueError
        If `k` is above `n` or, with `stratify`, above the number of samples of a class, or an
        argument is out of range. The first fold raises it, not the call.

    See Also
    --------
    sklearn.model_selection.KFold : The same with ``shuffle=True``.
    sklearn.model_selection.StratifiedKFold : The same with a share of each class.

    Notes
    -----
    Notebook 04 uses it to choose λ without a look at the test set.

    Examples
    --------
    >>> from logreg_core.data import k_folds
    >>> [(len(train), len(validation)) for train, validation in k_folds(10, k=3)]
    [(6, 4), (7, 3), (7, 3)]
    """
    n, k = check_int(n, "n", least=2), check_int(k, "k", least=2)
    if k > n:
        raise ValueError(f"k must be at most n = {n}, got {k}: a fold would be empty.")
    rows = np.random.default_rng(check_int(seed, "seed")).permutation(n)
    parts = np.array_split(rows, k) if stratify is None else _dealt(rows, stratify, k)
    for i, held_out in enumerate(parts):
        yield np.concatenate(parts[:i] + parts[i + 1 :]), held_out


def _dealt(rows: np.ndarray, classes: ArrayLike, k: int) -> list[np.ndarray]:
    """Return k parts of the rows: one class after the other is dealt out like cards."""
    names, number, count = check_groups(classes, len(rows), "stratify")
    if (least := count.min()) < k:
        advice = f"give k={least}, or leave" if least > 1 else "leave"
        raise ValueError(
            f"expected at least k = {k} cases of every class in stratify, got {least} of "
            f"{names.tolist()[count.argmin()]!r}: {advice} that class out."
        )
    cards = rows[np.argsort(number[rows], kind="stable")]
    return [cards[i::k] for i in range(k)]


def make_blobs(n: int = 200, *, noise: float = 1.0, seed: int = 0) -> tuple[Floats, Floats]:
    """Generate two round clouds, which a line separates almost completely.

    Parameters
    ----------
    n : int, default 200
        Number of samples, at least 2.
    noise : float, default 1
        Standard deviation of each cloud, 0 or more.
    seed : int, default 0
        Seed of the random numbers, 0 or more.

    Returns
    -------
    X : ndarray, shape (n, 2)
        Features.
    y : ndarray, shape (n,)
        Classes, half of the samples in each; class 1 has the odd one.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If `n` is below 2, or `noise` or `seed` is negative.

    See Also
    --------
    make_moons, make_circles, make_xor : Classes that no line separates.
    sklearn.datasets.make_blobs : Clouds around any centres.

    Notes
    -----
    The centres are (-1.5, -1) for class 0 and (1.5, 1) for class 1.

    Examples
    --------
    >>> from logreg_core import make_blobs
    >>> X, y = make_blobs(2, noise=0.0)
    >>> X
    array([[-1.5, -1. ],
           [ 1.5,  1. ]])
    >>> y
    array([0., 1.])
    """
    rng, y = _drawn(n, seed)
    centre = np.column_stack([3.0 * y - 1.5, 2.0 * y - 1.0])
    return centre + _scatter(rng, len(y), noise), y


def make_moons(n: int = 200, *, noise: float = 0.2, seed: int = 0) -> tuple[Floats, Floats]:
    """Generate two interleaving half circles, which no line separates.

    Parameters
    ----------
    n : int, default 200
        Number of samples, at least 2.
    noise : float, default 0.2
        Standard deviation of the normal noise in each feature, 0 or more.
    seed : int, default 0
        Seed of the random numbers, 0 or more.

    Returns
    -------
    X : ndarray, shape (n, 2)
        Features.
    y : ndarray, shape (n,)
        Classes, half of the samples in each; class 1 has the odd one.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If `n` is below 2, or `noise` or `seed` is negative.

    See Also
    --------
    make_blobs, make_circles, make_xor : Other toy data.
    sklearn.datasets.make_moons : The same shape, not centred.

    Notes
    -----
    Both half circles have the radius 1. Class 0 is the upper half around (-0.5, -0.25), class 1
    the lower half around (0.5, 0.25).

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core import make_moons
    >>> X, y = make_moons(4, noise=0.0)
    >>> np.hypot(X[y == 0, 0] + 0.5, X[y == 0, 1] + 0.25).round(6)
    array([1., 1.])
    """
    rng, y = _drawn(n, seed)
    angle = np.pi * (rng.random(len(y)) + y)
    X = np.column_stack([np.cos(angle) + y, np.sin(angle) + 0.5 * y])
    return X - [0.5, 0.25] + _scatter(rng, len(y), noise), y


def make_circles(n: int = 200, *, noise: float = 0.1, seed: int = 0) -> tuple[Floats, Floats]:
    """Generate a ring around a smaller ring.

    Parameters
    ----------
    n : int, default 200
        Number of samples, at least 2.
    noise : float, default 0.1
        Standard deviation of the normal noise in each feature, 0 or more.
    seed : int, default 0
        Seed of the random numbers, 0 or more.

    Returns
    -------
    X : ndarray, shape (n, 2)
        Features.
    y : ndarray, shape (n,)
        Classes, half of the samples in each; class 1 has the odd one.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If `n` is below 2, or `noise` or `seed` is negative.

    See Also
    --------
    make_blobs, make_moons, make_xor : Other toy data.
    sklearn.datasets.make_circles : The same shape with any ratio of the radii.

    Notes
    -----
    Both rings are around (0, 0). Class 0 has the radius 1, class 1 the radius ½.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core import make_circles
    >>> X, y = make_circles(4, noise=0.0)
    >>> np.hypot(X[:, 0], X[:, 1]).round(6)
    array([1. , 1. , 0.5, 0.5])
    """
    rng, y = _drawn(n, seed)
    angle = 2.0 * np.pi * rng.random(len(y))
    ring = (1.0 - 0.5 * y)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return ring + _scatter(rng, len(y), noise), y


def make_xor(n: int = 200, *, noise: float = 0.1, seed: int = 0) -> tuple[Floats, Floats]:
    """Generate four squares, with one class on each diagonal.

    Parameters
    ----------
    n : int, default 200
        Number of samples, at least 2.
    noise : float, default 0.1
        Standard deviation of the normal noise in each feature, 0 or more.
    seed : int, default 0
        Seed of the random numbers, 0 or more.

    Returns
    -------
    X : ndarray, shape (n, 2)
        Features.
    y : ndarray, shape (n,)
        Classes, half of the samples in each; class 1 has the odd one.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If `n` is below 2, or `noise` or `seed` is negative.

    See Also
    --------
    make_blobs, make_moons, make_circles : Other toy data.
    sklearn.datasets.make_classification : Classes around the corners of a hypercube.

    Notes
    -----
    The features are between -1 and 1 before the noise. Class 1 is where ``x1 x2 > 0``.

    Examples
    --------
    >>> from logreg_core import make_xor
    >>> X, y = make_xor(100, noise=0.0)
    >>> bool(((X[:, 0] * X[:, 1] > 0) == (y == 1)).all())
    True
    """
    rng, y = _drawn(n, seed)
    x1 = rng.uniform(-1.0, 1.0, len(y))
    x2 = rng.uniform(0.0, 1.0, len(y)) * np.sign(x1) * (2.0 * y - 1.0)
    return np.column_stack([x1, x2]) + _scatter(rng, len(y), noise), y


def _drawn(n: int, seed: int) -> tuple[np.random.Generator, Floats]:
    """Return a generator and n labels, half of each class (class 1 has the odd one)."""
    n = check_int(n, "n", least=2)
    return np.random.default_rng(check_int(seed, "seed")), (np.arange(n) >= n // 2).astype(float)


def _scatter(rng: np.random.Generator, n: int, noise: float) -> Floats:
    noise = check_number(noise, "noise")
    if noise < 0:
        raise ValueError(f"noise must be 0 or more, got {noise:g}.")
    with np.errstate(over="ignore", under="ignore"):
        return check_finite(noise * rng.normal(size=(n, 2)), "noise, as large as it is,")


def _listed(features: Sequence[str]) -> list[str]:
    return [features] if isinstance(features, str) else list(features)


def _unit(name: str) -> str:
    return next(unit for key, unit in UNITS.items() if key in name)

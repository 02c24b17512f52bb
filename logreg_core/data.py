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
    """Cases to learn from and cases to be judged by, scaled by what the former taught."""

    X_train: Floats  # (n, d), each column with mean 0 and standard deviation 1
    y_train: Floats  # (n,)
    X_test: Floats  # (m, d), scaled by the training cases' mean and scale
    y_test: Floats  # (m,)
    names: tuple[str, ...]  # the d features
    units: tuple[str, ...]
    mean: Floats  # (d,) of the raw training cases
    scale: Floats  # (d,) their standard deviations

    def raw(self, X: ArrayLike) -> Floats:
        """Return scaled cases in the features' own units."""
        X = check_X(X)
        if X.shape[1] != len(self.scale):
            d = len(self.scale)
            raise ValueError(f"X must have {d} columns, one a feature, but {X.shape[1]} came.")
        with np.errstate(under="ignore"):
            return X * self.scale + self.mean


class Wines(NamedTuple):
    """Cases of three classes: X (n, d) standardised, y (n,) of 0, 1, 2, and the features' names."""

    X: Floats
    y: np.ndarray
    names: tuple[str, ...]


def load_breast_cancer(
    *, features: Sequence[str] | None = None, test_size: float = 0.2, seed: int = 13
) -> Split:
    """Return the 569 breast tumours of Wisconsin, split at random and scaled.

    Ten properties of the cell nuclei in an image (radius, texture, …), each as its mean, its
    standard error and its worst (mean of the three largest): 30 features. 212 are malignant
    (class 0), 357 benign (class 1).
    features: names to keep, in that order, for instance ["mean radius", "mean texture"]; all 30
    where it is left out. test_size: the share kept for the test, 0.01 to 0.99. seed: of the
    split; 13 is the course's.
    Errors: ValueError for an unknown feature, a test_size out of range, a negative seed.
    Source: UCI Machine Learning Repository, Breast Cancer Wisconsin (Diagnostic), by W. N.
    Street, W. H. Wolberg and O. L. Mangasarian, in the copy that comes with scikit-learn.
    """
    from sklearn.datasets import load_breast_cancer  # here, because it costs a second
    from sklearn.model_selection import train_test_split

    test_size, seed = check_number(test_size, "test_size"), check_int(seed, "seed")
    if not 0.01 <= test_size <= 0.99:
        raise ValueError(f"test_size must lie between 0.01 and 0.99, but {test_size:g} came.")
    bunch = load_breast_cancer()
    known = [str(name) for name in bunch.feature_names]
    names = known if features is None else _listed(features)
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise ValueError(
            f"features must name columns of the data, but {unknown} came: "
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
    """Return X with every column shifted to mean 0 and scaled to standard deviation 1.

    Formula: (X - mean) / scale, with the standard deviation that divides by n; the scale of a
    constant column is 1, so that it becomes 0.
    Shapes: X (n, d) -> X_std (n, d), mean (d,), scale (d,). Scale new cases by these, never by
    their own.
    Errors: ValueError for a column whose standard deviation is below the least float64, 5e-324.
    Used from notebook 02 on.
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
    """Return 178 wines of three growers, their measurements standardised.

    features: some of the 13 names, in the wished order; all where it is left out.
    The copy of the UCI set that comes with scikit-learn. Used in notebook 08.
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
    """Return every product of at most `degree` features: x1, x2, x1², x1 x2, x2², …

    The bias stays apart, so there is no column of ones. d features give
    (d + degree)! / (d! degree!) - 1 columns.
    Shapes: X (n, d) -> (n, number of products), the features themselves first.
    Used in notebook 04.
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
    """Yield k pairs (rows to train on, rows to validate on); each row is validated on once.

    stratify: the class of each row, numbers or texts, where every fold is to have its share of
    each class, to one case; else chance decides, and no word is said where it leaves a rare class
    out of a fold.
    Errors: ValueError where k is above n or, with stratify, above the cases of a class.
    Used in notebook 04 to choose λ without a look at the test set.
    """
    n, k = check_int(n, "n", least=2), check_int(k, "k", least=2)
    if k > n:
        raise ValueError(f"k must be at most n = {n}, but {k} came: a fold would be empty.")
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
    """Return two round clouds around (-1.5, -1) and (1.5, 1): a line can part them, nearly."""
    rng, y = _drawn(n, seed)
    centre = np.column_stack([3.0 * y - 1.5, 2.0 * y - 1.0])
    return centre + _scatter(rng, len(y), noise), y


def make_moons(n: int = 200, *, noise: float = 0.2, seed: int = 0) -> tuple[Floats, Floats]:
    """Return two half circles, each reaching into the other: no line can part them."""
    rng, y = _drawn(n, seed)
    angle = np.pi * (rng.random(len(y)) + y)
    X = np.column_stack([np.cos(angle) + y, np.sin(angle) + 0.5 * y])
    return X - [0.5, 0.25] + _scatter(rng, len(y), noise), y


def make_circles(n: int = 200, *, noise: float = 0.1, seed: int = 0) -> tuple[Floats, Floats]:
    """Return a ring of radius 1 (class 0) around a ring of radius ½ (class 1)."""
    rng, y = _drawn(n, seed)
    angle = 2.0 * np.pi * rng.random(len(y))
    ring = (1.0 - 0.5 * y)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return ring + _scatter(rng, len(y), noise), y


def make_xor(n: int = 200, *, noise: float = 0.1, seed: int = 0) -> tuple[Floats, Floats]:
    """Return four squares, the two on a diagonal of one class: x1 x2 > 0 is class 1."""
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
        raise ValueError(f"noise must be 0 or more, but {noise:g} came.")
    with np.errstate(over="ignore", under="ignore"):
        return check_finite(noise * rng.normal(size=(n, 2)), "noise, as large as it is,")


def _listed(features: Sequence[str]) -> list[str]:
    return [features] if isinstance(features, str) else list(features)


def _unit(name: str) -> str:
    return next(unit for key, unit in UNITS.items() if key in name)

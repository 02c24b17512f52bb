"""Input validation: every public function checks its arguments here, once.

Each check returns float64 arrays or raises with one sentence: what is expected, what it got, what
to do. An array that is float64 already is not copied, and no function changes it.
"""

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _advice

Floats = NDArray[np.float64]
LARGE = 1e100  # a column that reaches farther has squares that float64 cannot hold well


def check_floats(values: ArrayLike, name: str) -> Floats:
    """Return `values` as float64; NaN and whatever is not a number are turned away."""
    floats = _converted(values, name)
    return _without_nan(floats, name) if not_all_finite(floats) else floats


def check_finite(values: ArrayLike, name: str) -> Floats:
    """Return `values` as finite float64."""
    floats = _converted(values, name)
    if not_all_finite(floats) and np.isinf(_without_nan(floats, name)).any():
        raise ValueError(f"{name} holds an infinite value: only finite numbers can be used.")
    return floats


def _converted(values: ArrayLike, name: str) -> Floats:
    if isinstance(values, str | bytes | bytearray) or values is None or values is ...:
        raise TypeError(f"{name} must hold numbers, got {values!r}.")
    if _masked(values):
        raise ValueError(
            f"{name} holds masked (missing) values: fill these in or leave those rows out."
        )
    try:
        raw = _with_nan(np.asarray(values))
        if not _numbers(raw):
            raise TypeError
        # The checks below see inf and NaN.
        with np.errstate(all="ignore"):
            return np.asarray(raw, np.float64)
    except OverflowError:
        raise ValueError(
            f"{name} holds a number beyond 1.8e308, more than float64 can hold: use another unit."
        ) from None
    except (TypeError, ValueError):
        raise _no_numbers(values, name) from None


def _no_numbers(values: ArrayLike, name: str) -> Exception:
    raw = _advice.items(values, "OUSTMm")
    told = [str(value) for value in raw.flat if _advice.missing(value)]
    if told:
        told[0] = told[0] if told[0] in ("nan", "NaT", "<NA>") else repr(told[0])
        return ValueError(
            f"{name} holds {told[0]} (a missing value) in {len(told)} place(s): "
            "fill these in or leave those rows out."
        )
    return TypeError(
        f"{name} must hold real numbers in a regular array, got {_described(values)}: "
        f"{_advice.real(values, raw, name)}."
    )


def _with_nan(raw: NDArray) -> NDArray:
    """Return objects with NaN in the place of pandas's NA and NaT."""
    if raw.dtype.kind == "O" and any(gaps := [_advice.absent(value) for value in raw.flat]):
        raw = raw.copy()
        raw.flat[np.flatnonzero(gaps)] = np.nan
    return raw


def _without_nan(floats: Floats, name: str) -> Floats:
    if missing := np.isnan(floats).sum():
        raise ValueError(
            f"{name} holds NaN (a missing value) in {missing} place(s): "
            "fill these in or leave those rows out."
        )
    return floats


def check_number(value: ArrayLike, name: str) -> float:
    """Return `value` as one finite float."""
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"{name} must be a finite number, got {value:g}.")
        return float(value)
    number = check_finite(value, name)
    if number.size != 1:
        raise ValueError(f"{name} must be a single number, got an array of shape {number.shape}.")
    return float(number.reshape(()))


def check_value(value: ArrayLike, name: str) -> float:
    """Return what a function returned as a float; NaN and infinity are values, too."""
    if value is None:
        raise TypeError(f"expected one number from {name}, got None: does it end with return?")
    try:
        number = _converted(value, name)
    except TypeError:
        got = type(value).__name__
        raise TypeError(
            f"expected one number from {name}, got {got}: return the cost alone."
        ) from None
    if number.size != 1:
        raise ValueError(
            f"expected one number from {name}, got an array of shape {number.shape}: return its "
            "mean or its sum."
        )
    return float(number.reshape(()))


def check_row(values: Floats, name: str, n: int | None = None) -> Floats:
    """Return `values` where they are (n,)."""
    if values.ndim != 1 or (n is not None and len(values) != n):
        expected = "(n,)" if n is None else f"({n},)"
        advice = _advice.vector(None, values, name, n, None)
        raise ValueError(f"{name} must have shape {expected}, got shape {values.shape}{advice}.")
    return values


def check_X(X: ArrayLike, name: str = "X", *, least: int = 1) -> Floats:
    """Return X as a finite (n, d) array with at least `least` rows and one column."""
    cases = check_finite(X, name)
    if cases.ndim != 2:
        raise ValueError(
            f"{name} must have two dimensions, one row a case (n, d), got shape {cases.shape}: "
            f"{_advice.table(X, name)}."
        )
    if len(cases) < least or not cases.shape[1]:
        lack = "column" if len(cases) >= least else "case"
        raise ValueError(f"{name} is empty, its shape is {cases.shape}: give at least one {lack}.")
    return cases


def check_scale(X: ArrayLike) -> Floats:
    """Return X as `check_X`, where float64 can hold the squares of each column's values."""
    X = check_X(X)
    reach = np.maximum(X.max(axis=0), -X.min(axis=0))
    odd = (reach > LARGE) | ((reach < 1 / LARGE) & (reach > 0))
    if odd.any():
        j = odd.argmax()
        raise ValueError(
            f"X[:, {j}] reaches to {reach[j]:g}, whose square float64 cannot hold well: "
            "give it in another unit, or take standardise(X)[0]."
        )
    return X


def check_params(
    w: ArrayLike, b: ArrayLike, d: int | None = None, n: int | None = None
) -> tuple[Floats, float]:
    """Return w as (d,), a copy, and b as a float; n, the cases of X, tells a transposed X."""
    weights, bias = check_finite(w, "w").copy(), check_number(b, "b")
    if weights.ndim != 1 or (d is not None and len(weights) != d):
        expected = "(d,)" if d is None else f"({d},), one weight for each column of X"
        advice = _advice.vector(w, weights, "w", d, n)
        raise ValueError(f"w must have shape {expected}, got shape {weights.shape}{advice}.")
    return weights, bias


def check_start(start: tuple[ArrayLike, float] | None, d: int) -> tuple[Floats, float]:
    """Return where a walk starts, a copy: the pair (w, b), or zeros where it is left out."""
    try:
        w, b = (np.zeros(d), 0.0) if start is None else start
    except (TypeError, ValueError):
        raise ValueError(f"start must be a pair (w, b), got {_described(start)}.") from None
    return check_params(w, b, d)


def check_y(
    y: ArrayLike,
    n: int | None = None,
    d: int | None = None,
    *,
    name: str = "y",
    both: bool = False,
    least: int = 1,
    other: tuple[ArrayLike, str] | None = None,
) -> Floats:
    """Return y as (n,) of zeros and ones; with `both`, each class must be there.

    d, the columns of X, tells a transposed X; `other`, what y is compared with and its name, tells
    that both were swapped.
    """
    texts = _texts(y)
    labels = np.asarray(y) if texts else check_finite(y, name)
    _as_long(labels, y, name, n, d)
    if len(labels) < least:
        raise ValueError(f"{name} is empty: give at least one case.")
    if texts:
        raise ValueError(_advice.texts(y, labels, name))
    if not ((labels == 0.0) | (labels == 1.0)).all():
        found = ", ".join(f"{value:g}" for value in np.unique(labels)[:4])
        advice = _advice.swapped(labels, name, other) or _advice.numbers(y, labels, name)
        raise ValueError(f"{name} must hold only 0 and 1, but it holds {found}: {advice}.")
    if both and labels.min() == labels.max():
        raise ValueError(
            f"{name} holds class {labels[0]:g} only: both classes are needed here, "
            "so give at least one case of the other."
        )
    return labels


def _as_long(labels: NDArray, y: ArrayLike, name: str, n: int | None, d: int | None = None) -> None:
    """Ask for labels (n,); y is as it was given."""
    if labels.ndim == 1 and n in (None, len(labels)):
        return
    expected = "(n,)" if n is None else f"({n},), one label for each case"
    advice = _advice.vector(y, labels, name, n, d)
    raise ValueError(f"{name} must have shape {expected}, got shape {labels.shape}{advice}.")


def check_classes(
    y: ArrayLike, n: int, n_classes: int | None, d: int | None = None
) -> NDArray[np.intp]:
    """Return y as (n,) of whole numbers from 0 to n_classes - 1; without that, to their own."""
    if _texts(y):
        raise ValueError(_advice.classes(y, "y"))
    labels = check_finite(y, "y")
    _as_long(labels, y, "y", n, d)
    if n_classes is None:  # but not more than there are cases
        n_classes = min(int(max(labels.max(initial=0.0), 0)), n - 1) + 1
    if not np.isin(labels, np.arange(n_classes)).all():
        raise ValueError(
            f"y must hold whole numbers from 0 to {n_classes - 1}, one for each class, but it "
            f"reaches from {labels.min():g} to {labels.max():g}: number the classes, with "
            "np.unique(y, return_inverse=True)[1]."
        )
    return labels.astype(np.intp)


def check_groups(values: ArrayLike, n: int, name: str) -> tuple[NDArray, NDArray[np.intp], NDArray]:
    """Return the different values among (n,) numbers or texts, each one's number, and how many."""
    raw = np.asarray(values)
    _as_long(raw, values, name, n)
    if gaps := sum(_advice.missing(value) for value in raw.tolist() if not isinstance(value, str)):
        raise ValueError(f"{name} misses a value in {gaps} place(s): leave those cases out.")
    try:
        return np.unique(raw, return_inverse=True, return_counts=True)
    except TypeError:
        raise TypeError(f"expected numbers or texts in {name}, got both: take one kind.") from None


def check_probabilities(p: ArrayLike, name: str = "p") -> Floats:
    """Return p as float64 between 0 and 1, both included."""
    probabilities = check_floats(p, name)
    if ((probabilities < 0) | (probabilities > 1)).any():
        low, high = probabilities.min(), probabilities.max()
        raise ValueError(
            f"{name} must lie between 0 and 1, but it reaches from {low:g} to {high:g}: "
            f"{_advice.probabilities(low, high, name)}."
        )
    return probabilities


def check_lam(lam: ArrayLike) -> float:
    """Return λ as a float ≥ 0."""
    strength = check_number(lam, "lam")
    if strength < 0:
        raise ValueError(
            f"lam must be 0 or more, got {strength:g}: a negative λ would reward large weights."
        )
    return strength


def check_sample_weight(weights: ArrayLike | None, y: Floats) -> Floats:
    """Return the cases' weights as (n,) of numbers ≥ 0, with some for each class of y.

    Only their ratios count, so they come in a unit in which the largest is between 1 and 2;
    all are 1 where they are left out.
    """
    shares = check_shares(weights, len(y))
    if not all(shares[y == c].any() for c in (0.0, 1.0)):
        raise ValueError("sample_weight leaves one class out: both are needed here.")
    return shares


def check_shares(weights: ArrayLike | None, n: int) -> Floats:
    """Return the weights of n cases as `check_sample_weight`, whatever the classes are."""
    if weights is None:
        return np.ones(n)
    shares = check_finite(weights, "sample_weight")
    if shares.shape != (n,):
        advice = _advice.vector(weights, shares, "sample_weight", n, None)
        raise ValueError(
            f"sample_weight must have shape ({n},), one for each case, got shape {shares.shape}"
            f"{advice}."
        )
    if (shares < 0).any():
        raise ValueError(
            f"sample_weight must be 0 or more, but one is {shares.min():g}: give 0 to leave a case "
            "out."
        )
    if not shares.any():
        raise ValueError("sample_weight leaves all cases out: give some a weight above 0.")
    with np.errstate(under="ignore"):
        return shares / power_of_two(shares.max())


def power_of_two(largest: ArrayLike) -> Floats:
    """Return the power of two below each number > 0: a unit that costs no rounding."""
    return np.ldexp(1.0, np.frexp(largest)[1] - 1)


def check_positive(value: ArrayLike, name: str) -> float:
    """Return `value` as a float > 0."""
    number = check_number(value, name)
    if number <= 0:
        raise ValueError(f"{name} must be above 0, got {number:g}.")
    return number


def check_step(value: ArrayLike, parameters: Floats) -> float:
    """Return `value` as a float > 0 that is not lost when it is added to a parameter."""
    step = check_positive(value, "step")
    moved = ((parameters + step) - (parameters - step)) / (2 * step)
    if (lost := np.abs(moved - 1) > 0.01).any():
        raise ValueError(
            f"step = {step:g} is lost beside a parameter of {parameters[lost][0]:g}: "
            "give a larger one."
        )
    return step


def check_int(value: int, name: str, *, least: int = 0) -> int:
    """Return `value` as an int ≥ `least`."""
    number = check_number(value, name)
    if number != int(number) or number < least:
        raise ValueError(f"{name} must be a whole number from {least} up, got {number:g}.")
    return int(number)


def not_all_finite(floats: Floats) -> bool:
    """Quick answer from one read: a finite sum has finite terms. True may be a false alarm."""
    with np.errstate(all="ignore"):
        return not np.isfinite(floats.sum())


def _masked(values: ArrayLike) -> bool:
    """Say whether a value is masked, which np.asarray would forget."""
    if isinstance(values, np.ma.MaskedArray):
        return np.ma.is_masked(values)
    if not isinstance(values, list | tuple) or {float, int, bool}.issuperset(map(type, values)):
        return False
    return any(map(_masked, values))


def _numbers(raw: NDArray) -> bool:
    if raw.dtype.kind == "O":
        return all(isinstance(value, _advice.NUMBERS) for value in raw.flat)
    return raw.dtype.kind in {"b", "i", "u", "f"}


def _texts(values: ArrayLike) -> bool:
    if _masked(values):  # check_floats raises
        return False
    try:
        raw = np.asarray(values)
    except ValueError:  # ragged: check_floats raises
        return False
    return raw.dtype.kind in {"U", "S", "T"} or (
        raw.dtype.kind == "O" and any(isinstance(value, str) for value in raw.flat)
    )


def _described(values: ArrayLike) -> str:
    return (
        f"an array of {values.dtype}" if isinstance(values, np.ndarray) else type(values).__name__
    )

"""What to write instead: Python that runs on the argument itself, array, list or pandas.

Each function takes the argument and its name, and returns an expression or the end of
a sentence.
"""

import reprlib
from decimal import Decimal
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

# What an array of Python's objects may hold: "1", a date or 1j would become a number, too.
NUMBERS = (Real, Decimal, np.bool_, type(None))  # None is a missing value, NaN
GAPS = {"", "na", "n/a", "nan", "nat", "none", "null", "<na>"}  # texts for a missing value


def absent(value) -> bool:
    """Say whether a value is pandas's NA or NaT."""
    return type(value).__name__ in ("NAType", "NaTType")


def missing(value) -> bool:
    """Say whether a value is one of Python's, NumPy's or pandas's ways to say "missing"."""
    if isinstance(value, str):
        return value.strip().lower() in GAPS
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    lost = isinstance(value, np.datetime64 | np.timedelta64) and np.isnat(value)
    return value is None or absent(value) or bool(lost)


def array(values: ArrayLike, name: str) -> str:
    """Return what can be compared and indexed: lists cannot."""
    known = isinstance(values, np.ndarray) or hasattr(values, "iloc")
    return name if known else f"np.asarray({name})"


def flat(values: ArrayLike, name: str) -> str:
    """Return the (n,) in a column (n, 1) or a row (1, n)."""
    if hasattr(values, "columns") and len(values.columns) == 1:
        return f"{name}[{values.columns[0]!r}]"
    plain = isinstance(values, np.ndarray) and not isinstance(values, np.matrix)
    return f"{name}.ravel()" if plain else f"np.ravel({name})"


def table(values: ArrayLike, name: str) -> str:
    """Say how (n,), a number or a stack of tables becomes a table (n, d)."""
    if np.ndim(values) > 2:
        return f"np.reshape({name}, (len({name}), -1)) puts each case in one row"
    if hasattr(values, "to_frame") and hasattr(values, "iloc"):
        return (
            f"take two brackets, df[[column]], or {name}.to_frame(), for one feature, "
            f"{name}.to_frame().T for one case"
        )
    if isinstance(values, np.ndarray):
        one, other = f"{name}.reshape(1, -1)", f"{name}.reshape(-1, 1)"
    else:
        one, other = f"np.reshape({name}, (1, -1))", f"np.reshape({name}, (-1, 1))"
    return f"write {one} for one case, {other} for one feature"


def items(values: ArrayLike, kinds: str = "OUST") -> NDArray:
    """Return what is in an array, a table or lists, if of these kinds; nothing where it is not."""
    try:
        raw = np.asarray(values)
    except ValueError:  # ragged
        return np.empty(0)
    return raw if raw.ndim and raw.dtype.kind in kinds else np.empty(0)


def real(values: ArrayLike, raw: NDArray, name: str) -> str:
    """Return the end of a sentence on what holds something that is no number."""
    if hasattr(values, "toarray"):
        return f"it is sparse, take {name}.toarray()"
    if not raw.size:  # dates, complex numbers, structures, or none
        raw = items(values, "Mm")
    for place, value in np.ndenumerate(raw):
        if raw.dtype.kind in "Mm" or (not isinstance(value, NUMBERS) and _number(value) is None):
            where = place[-1] if place[1:] else place[0]
            where = values.columns[where] if hasattr(values, "columns") else where
            what = reprlib.repr(str(value)) if isinstance(value, str | bytes) else _kind(value)
            kind = "in column" if place[1:] else "in place"
            return f"{_how(value)} into numbers, for instance {what} {kind} {where!r}"
    if raw.size:
        return f"turn texts into numbers, with {array(values, name)}.astype(float)"
    return "turn texts into numbers and make all rows equally long"


def _how(value) -> str:
    """Say what is to be turned into numbers."""
    kind = type(value).__name__
    dates = kind in ("date", "datetime", "datetime64", "Timestamp", "timedelta64", "Timedelta")
    return "turn dates and times" if dates else "turn texts"


def _kind(value) -> str:
    return f"a {type(value).__name__}"


def vector(values: ArrayLike, numbers: NDArray, name: str, n: int | None, d: int | None) -> str:
    """Return the end of a sentence on labels or weights that are not (n,); "" if none helps.

    d is the other side of X.
    """
    if d == numbers.size and n and n != d and max(numbers.shape, default=0) == d:
        return ": is X transposed? np.transpose(X) has one row a case"
    if numbers.ndim == 2 and 1 in numbers.shape and n in (None, numbers.size):
        return f": {flat(values, name)} flattens a column"
    if numbers.ndim == 2 and numbers.dtype.kind in "biuf" and n in (None, len(numbers)):
        return _columns(numbers, name)
    return ""


def _columns(numbers: NDArray, name: str) -> str:
    sums_to_one = np.allclose(numbers.sum(axis=1), 1.0)
    if sums_to_one and np.isin(numbers, (0.0, 1.0)).all():
        use = "" if numbers.shape[1] == 2 else " for softmax_newton"
        return f": is this one column a class? np.asarray({name}).argmax(axis=1) numbers them{use}"
    if sums_to_one and numbers.shape[1] == 2 and (numbers >= 0).all():
        return (
            f": are these the probabilities of both classes? np.asarray({name})[:, 1] are those of "
            f"class 1, np.asarray({name})[:, 1] > 0.5 the predictions"
        )
    return ""


def gaps(values: ArrayLike, name: str) -> str:
    """Return a sentence on what is missing among texts, "" where nothing is."""
    lost = sum(map(missing, np.ravel(np.asarray(values)).tolist()))
    told = f"{name} holds texts, and misses a value in {lost} place(s): leave those cases out"
    return f"{told}, then recode it." if lost else ""


def classes(values: ArrayLike, name: str) -> str:
    """Say how texts become the numbers of classes."""
    number = f"number the classes, with np.unique({name}, return_inverse=True)[1]."
    return gaps(values, name) or f"{name} holds texts: {number}"


def texts(values: ArrayLike, labels: NDArray, name: str) -> str:
    """Say how texts become zeros and ones."""
    told = f"{name} must hold only 0 and 1, but it holds texts: {recoded(values, labels, name)}."
    return gaps(values, name) or told


def recoded(values: ArrayLike, labels: NDArray, name: str) -> str:
    """Return the end of a sentence on texts in the place of zeros and ones."""
    found, ours = labels.ravel().tolist(), array(values, name)
    words = {value for value in found if isinstance(value, str | bytes)}
    if all(_number(value) in (0.0, 1.0) for value in found):
        return f"recode them, for instance {ours}.astype(float)"
    one = f"recode them, for instance ({ours} == {max(words, key=str)!r}).astype(float)"
    every = f", or number them for softmax_newton, np.unique({name}, return_inverse=True)[1]"
    return one + (every if len(words) > 2 else "")


def _number(value) -> float | None:
    try:
        return float(value) if isinstance(value, str | bytes | Real) else None
    except ValueError:
        return None


def numbers(values: ArrayLike, labels: NDArray, name: str) -> str:
    """Say how numbers that are not only 0 and 1 become zeros and ones."""
    ours, high = array(values, name), float(labels.max())
    if labels.min() >= 0 and high <= 1:
        return f"are these probabilities? {ours} > 0.5 gives classes"
    if fractional(labels):
        return f"are these scores? {ours} > 0 gives classes"
    found = np.unique(labels)
    if len(found) > 2 and 20 < high <= 100 and found[0] >= 0:
        return f"are these percentages? {ours} > 50 gives classes"
    if found[0] < 0 and found.sum() != 0:  # -1 and 1 are labels
        return f"are these scores? {ours} > 0 gives classes"
    return f"recode it, for instance ({ours} == {_shortest(high)}).astype(float)"


def swapped(labels: NDArray, name: str, other: tuple[ArrayLike, str] | None) -> str:
    """Ask whether two arguments were swapped, where the other one holds what this should; or ""."""
    there = items(None if other is None else other[0], "biuf")
    if not fractional(labels) or not there.size or not np.isin(there, (0.0, 1.0)).all():
        return ""
    return f"are {name} and {other[1]} swapped? The true classes, {name}, come first"


def fractional(numbers: NDArray) -> bool:
    """Say whether some of the numbers are not whole."""
    return bool((numbers != np.rint(numbers)).any())


def probabilities(low: float, high: float, name: str) -> str:
    """Say how what reaches from `low` to `high` becomes probabilities."""
    advice = f"are these scores? logistic({name}) turns scores into probabilities"
    return advice + (f", np.divide({name}, 100) percentages" if 0 <= low <= high <= 100 else "")


def _shortest(number: float) -> str:
    return f"{number:g}" if float(f"{number:g}") == number else repr(number)

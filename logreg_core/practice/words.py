"""How values and calls are written in a message: so that they can be pasted and run."""

import inspect
import sys
from collections.abc import Callable
from numbers import Number

import numpy as np

from .reading import PACKAGE
from .sandbox import TestCase

NAMELESS = "Your function"


def called(learner: Callable) -> str:
    """Return the name by which the learner can call the function: bound, or else its own."""
    own = getattr(learner, "__name__", "")
    has_name = inspect.isfunction(learner) and own.isidentifier()
    if has_name and learner.__globals__.get(own) is learner:
        return own
    return _bound(learner) or (own if has_name else NAMELESS)


def _bound(learner: Callable) -> str:
    """Return the name that the caller's notebook has for the function, or nothing."""
    frame = sys._getframe()
    while frame is not None:
        space = frame.f_globals
        if not space.get("__name__", "").startswith(PACKAGE):
            for name, value in list(space.items()):
                if value is learner and not name.startswith("_"):
                    return name
        frame = frame.f_back
    return ""


def as_call(name: str, case: TestCase) -> str:
    """Return the call as a line of Python; of a function without a name, what it is given."""
    args, kwargs = case
    inputs = [pasted(arg) for arg in args] + [f"{key}={pasted(v)}" for key, v in kwargs.items()]
    call = f"({', '.join(inputs)})"
    return f"{name} of {call}" if name == NAMELESS else f"{name}{call}"


def pasted(value) -> str:
    """Return Python that makes this value; a function of ours has its Python as its name."""
    if callable(value):
        return value.__name__
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})"
    if isinstance(value, tuple | list):
        inside = ", ".join(pasted(part) for part in value)
        named = type(value).__name__ if hasattr(value, "_fields") else ""
        return f"{named}({inside})" if isinstance(value, tuple) else f"[{inside}]"
    return f"{float(value):g}" if isinstance(value, float | np.floating) else f"{value!r}"


def pair(right, given) -> tuple[str, str]:
    """Write what was expected and what came with as many digits as it takes to differ."""
    for digits in (6, 9, 12, 17):
        texts = short(right, digits), short(given, digits)
        if texts[0] != texts[1]:
            break
    return texts


def short(value, digits: int = 6) -> str:
    """Return numbers with a few digits, anything else as it is, if it is not too long."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    if isinstance(value, tuple):
        return f"({', '.join(short(part, digits) for part in value)})"
    if as_array(value) is None:
        text = repr(value)
        return text if len(text) <= 60 else f"{text[:57]}…"
    if np.ndim(value) == 0:
        return f"{float(value):.{digits}g}"
    if np.size(value) > 24:
        return f"an array of shape {np.shape(value)}"
    array = np.asarray(value, dtype=float)
    text = np.array2string(
        array, separator=", ", formatter={"float": lambda v: f"{v:.{digits}g}"}, threshold=100
    )
    return " ".join(text.split())


def as_array(value) -> np.ndarray | None:
    """Return numbers as an array; None where it is not numbers, or not of one shape."""
    try:
        array = np.asarray(value)
        if array.dtype == object and array.size and all(isinstance(v, Number) for v in array.flat):
            array = array.astype(float)  # as of Fraction and Decimal
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "biuf" else None


def flat(value) -> np.ndarray:
    """Return all numbers of an answer in one row."""
    parts = value if isinstance(value, tuple | list) else [value]
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parts])


def shape(value):
    """Return the shape of an answer; of each part, where it is a tuple."""
    if isinstance(value, tuple):
        return tuple(shape(part) for part in value)
    array = as_array(value)
    return "ragged" if array is None else array.shape


def shaped(value) -> str:
    """Say the shape in words."""
    if isinstance(value, tuple):
        parts = " and ".join(shaped(part) for part in value)
        return f"a tuple of {len(value)}: {parts}" if value else "an empty tuple"
    form = shape(value)
    if form == "ragged":
        return f"a {type(value).__name__}"
    return "a single number" if form == () else f"shape {form}"

"""The teacher beside the learner: compare a learner's function with the module's, kindly.

Each chapter's file lists its exercises: the module's function, the cases that tell mistakes
apart, and the mistakes that are known, each as a small wrong implementation with its hint.
"""

import ast
import copy
import html
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Mistake:
    """A known misconception: a wrong implementation, and the sentence that names it."""

    key: str
    wrong: Callable
    hint: str


@dataclass(frozen=True)
class Exercise:
    """A function to write: the right one, cases (args, kwargs) from small to large, mistakes."""

    reference: Callable
    cases: tuple[tuple[tuple, dict], ...]
    mistakes: tuple[Mistake, ...] = ()
    rtol: float = 1e-6
    atol: float = 1e-12


@dataclass(frozen=True)
class Verdict:
    """What the check found. passed: True, False, or None for not written yet."""

    passed: bool | None
    message: str
    mistake: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"{_MARKS[self.passed]} {self.message}"

    def _repr_html_(self) -> str:
        color = {True: "#00785A", False: "#A8400A", None: "#5C5C5C"}[self.passed]
        return (
            f'<div role="status" style="border-left:5px solid {color};padding:6px 12px">'
            f'<b style="color:{color}">{_MARKS[self.passed]}</b> '
            f"{html.escape(self.message).replace(chr(10), '<br>')}</div>"
        )


_MARKS = {True: "✓", False: "✗", None: "…"}


class Source:
    """A function's source, folded away in a notebook until the learner opens it."""

    def __init__(self, function: Callable):
        self.function = function
        self.text = _without_docstring(function)

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return (
            f"<details><summary>Open the module's <code>{self.function.__name__}</code>"
            f"</summary><pre>{html.escape(self.text)}</pre></details>"
        )


def judge(name: str, exercise: Exercise, learner: Callable) -> Verdict:
    """Compare `learner` with the exercise's reference on every case, from small to large."""
    if not callable(learner):
        return Verdict(False, f"{name}: a function was expected, but {learner!r} came.")
    right = [_answer(exercise.reference, case) for case in exercise.cases]
    given = [_answer(learner, case) for case in exercise.cases]
    if all(answer is None or answer is ... for answer in given):
        return Verdict(
            None, f"{name} is not written yet: replace the ... and run both cells again."
        )
    wrong = [
        k for k, (a, b) in enumerate(zip(given, right, strict=True)) if not _same(a, b, exercise)
    ]
    if not wrong:
        changed = _changes_its_input(learner, exercise.cases[-1])
        if changed:
            return Verdict(
                False,
                f"{name} gives the right answers, but it changes the arrays it was given. "
                "Write w = w - …, which makes a new array, where w -= … changes the caller's.",
                "changes_input",
            )
        return Verdict(True, f"{name} agrees with the module on {len(right)} cases.")
    for mistake in exercise.mistakes:
        theirs = [_answer(mistake.wrong, case) for case in exercise.cases]
        if all(_same(a, b, exercise) for a, b in zip(given, theirs, strict=True)):
            return Verdict(False, mistake.hint, mistake.key)
    return Verdict(False, _first_difference(name, exercise.cases, given, right, wrong[0]))


def _answer(function: Callable, case: tuple[tuple, dict]) -> Any:
    """Call with copies; an error is an answer too."""
    args, kwargs = copy.deepcopy(case)
    try:
        with np.errstate(all="ignore"):
            return function(*args, **kwargs)
    except NotImplementedError:
        return None
    except Exception as error:
        return error


def _same(a: Any, b: Any, exercise: Exercise) -> bool:
    if isinstance(a, Exception) or isinstance(b, Exception):
        return type(a) is type(b)
    if isinstance(b, tuple):
        if not isinstance(a, tuple | list) or len(a) != len(b):
            return False
        return all(_same(one, other, exercise) for one, other in zip(a, b, strict=True))
    try:
        a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    except (TypeError, ValueError):
        return False
    return a.shape == b.shape and np.allclose(
        a, b, rtol=exercise.rtol, atol=exercise.atol, equal_nan=True
    )


def _changes_its_input(learner: Callable, case: tuple[tuple, dict]) -> bool:
    args, kwargs = copy.deepcopy(case)
    with np.errstate(all="ignore"):
        learner(*args, **kwargs)
    return any(
        isinstance(before, np.ndarray) and not np.array_equal(before, after)
        for before, after in zip(case[0], args, strict=True)
    )


def _first_difference(name: str, cases, given, right, k: int) -> str:
    args, kwargs = cases[k]
    inputs = [_short(arg) for arg in args] + [f"{key}={_short(v)}" for key, v in kwargs.items()]
    call = f"{name}({', '.join(inputs)})"
    if isinstance(given[k], Exception):
        error = given[k]
        return f"{call} stops with {type(error).__name__}: {error}"
    text = f"{call} should be {_short(right[k])}, but yours gives {_short(given[k])}."
    shapes = _shape(given[k]), _shape(right[k])
    if shapes[0] != shapes[1]:
        text += f" Look at the shape first: {shapes[1]} was expected, {shapes[0]} came."
    return text


def _shape(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_shape(part) for part in value)
    return np.shape(value) if not callable(value) else None


def _short(value: Any) -> str:
    if callable(value):
        return getattr(value, "__name__", "f")
    if isinstance(value, tuple):
        return f"({', '.join(_short(part) for part in value)})"
    if isinstance(value, np.ndarray) and value.size > 12:
        return f"<array of shape {value.shape}>"
    if isinstance(value, int):
        return str(value)
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return repr(value)
    return " ".join(np.array2string(array, precision=6, separator=", ").split())


def _without_docstring(function: Callable) -> str:
    lines = inspect.getsource(function).rstrip().splitlines()
    first = ast.parse("\n".join(lines)).body[0].body[0]
    if function.__doc__:
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines)

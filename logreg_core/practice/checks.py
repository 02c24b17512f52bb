"""The teacher beside the learner: compare a learner's function with the module's, kindly.

Each chapter's file lists its exercises: the module's function, the cases that tell mistakes
apart, the mistakes that are known, each as a small wrong implementation with its hint, and the
properties of the right function, for those that nobody has thought of.
"""

import ast
import html
import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .calls import LIMIT, Call, Case, TooLong, call, call_all
from .questions import as_html


@dataclass(frozen=True)
class Mistake:
    """A known misconception: a wrong implementation, and the sentence that names it."""

    key: str
    wrong: Callable
    hint: str


@dataclass(frozen=True)
class Property:
    """Something that is true of the right function: a sentence, and a test of any function."""

    sentence: str
    test: Callable[[Callable], bool]

    def holds(self, f: Callable) -> bool:
        """Test `f`; a list that it returns counts as an array."""
        return bool(self.test(lambda *args, **kwargs: _listless(f(*args, **kwargs))))


@dataclass(frozen=True)
class Exercise:
    """A function to write: the right one, cases from small to large, mistakes, properties.

    extremes: cases where only careless arithmetic fails; judged once the ordinary ones are right.
    """

    reference: Callable
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...] = ()
    properties: tuple[Property, ...] = ()
    extremes: tuple[Case, ...] = ()
    rtol: float = 1e-6
    atol: float = 1e-12


@dataclass(frozen=True)
class Hunt:
    """A bug to find: the mistake that was planted in an exercise's function, and the tool."""

    planted: str
    tool: str


@dataclass(frozen=True)
class Verdict:
    """What the check found. passed: True, False, or None for not written yet."""

    passed: bool | None
    message: str
    mistake: str | None = None

    def __repr__(self) -> str:
        return f"{_MARKS[self.passed]} {self.message}"

    def _repr_html_(self) -> str:
        color = {True: "#00785A", False: "#A8400A", None: "#5C5C5C"}[self.passed]
        return (
            f'<div role="status" style="border-left:5px solid {color};padding:6px 12px">'
            f'<b style="color:{color}">{_MARKS[self.passed]}</b> '
            f"{as_html(self.message).replace(chr(10), '<br>')}</div>"
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


# --- the judgement -----------------------------------------------------------------------------


def judge(name: str, exercise: Exercise, learner: Callable, *, limit: float = LIMIT) -> Verdict:
    """Compare `learner` with the exercise's reference: plain cases, all ordinary ones, extremes.

    One thing at a time: who has two mistakes hears of the one that shows in the plain cases.
    """
    unfit = _unfit(name, exercise, learner)
    if unfit:
        return Verdict(False, unfit)
    cases, ends = _stages(exercise)
    calls, printed = call_all(learner, cases, limit=limit)
    if all(c.error is None and _is_nothing(c.answer) for c in calls):
        return _nothing(name, printed)
    for end in ends:
        wrong = _first_wrong(exercise, cases[:end], calls)
        if wrong is not None:
            return _name_it(name, exercise, cases[:end], calls, wrong, learner)
    if any(c.changed for c in calls):
        return Verdict(
            False,
            f"{name} gives the right answers, but it changes the arrays it was given. "
            "Write w = w - …, which makes a new array, where w -= … changes the caller's.",
            "changes_input",
        )
    message = f"{name} agrees with the module on {len(cases)} cases."
    return Verdict(True, " ".join([message, *_remarks(exercise, cases, calls, printed)]))


def _stages(exercise: Exercise) -> tuple[tuple[Case, ...], list[int]]:
    """Return all cases in order, and where each stage ends. Plain: without further knobs."""
    knobs = exercise.cases[0][1].keys()
    plain = tuple(case for case in exercise.cases if case[1].keys() == knobs)
    more = tuple(case for case in exercise.cases if case[1].keys() != knobs)
    ends = {len(plain), len(exercise.cases), len(exercise.cases) + len(exercise.extremes)}
    return plain + more + exercise.extremes, sorted(ends)


def _first_wrong(exercise: Exercise, cases: tuple[Case, ...], calls: list[Call]) -> int | None:
    """Return the number of the smallest case that is answered wrongly, None where all are right."""
    for k, case in enumerate(cases):
        if k >= len(calls) or not _same(calls[k], call(exercise.reference, case), exercise):
            return min(k, len(calls) - 1)
    return None


def _name_it(name, exercise, cases, calls, wrong, learner) -> Verdict:
    """Say which mistake it looks like, or else what came where, and what it breaks."""
    for mistake in exercise.mistakes:
        theirs = (call(mistake.wrong, case) for case in cases)
        if len(calls) >= len(cases) and all(
            _same(mine, other, exercise) for mine, other in zip(calls, theirs, strict=False)
        ):
            return Verdict(False, mistake.hint, mistake.key)
    given, right = calls[wrong], call(exercise.reference, cases[wrong])
    asked = _asked(name, cases[wrong])
    trouble = _trouble(name, asked, given)
    if trouble:
        return Verdict(False, trouble)
    text = f"{asked} should be {_short(right.answer)}, but yours gives {_short(given.answer)}."
    about = [*_shape_or_factor(exercise, cases, calls, wrong), *_broken(exercise, learner)]
    return Verdict(False, "\n".join([text, *about]))


def _same(a: Call, b: Call, exercise: Exercise) -> bool:
    if a.error or b.error:
        return type(a.error) is type(b.error)
    return _close(a.answer, b.answer, exercise)


def _close(a, b, exercise: Exercise) -> bool:
    if isinstance(b, tuple):
        if isinstance(a, np.ndarray):
            a = list(a) if a.ndim else a
        if not isinstance(a, tuple | list) or len(a) != len(b):
            return False
        return all(_close(one, other, exercise) for one, other in zip(a, b, strict=True))
    a, b = _array(a), _array(b)
    if a is None or b is None or a.shape != b.shape:
        return False
    rtol = 1e-4 if a.dtype in (np.float32, np.float16) else exercise.rtol
    return np.allclose(
        a.astype(float), b.astype(float), rtol=rtol, atol=exercise.atol, equal_nan=True
    )


def _listless(answer):
    array = _array(answer) if isinstance(answer, list) else None
    return answer if array is None else array


def _array(value) -> np.ndarray | None:
    """Return numbers as an array; None where it is not numbers, or not of one shape."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "biuf" else None


# --- sentences ---------------------------------------------------------------------------------


def _unfit(name: str, exercise: Exercise, learner: Callable) -> str | None:
    """Say why `learner` cannot be called as the exercise asks; None where it can."""
    if not callable(learner):
        return (
            f"{name}: a function was expected, but {_short(learner)} came. Hand over its name "
            "alone, without brackets behind it."
        )
    try:
        signature = inspect.signature(learner)
    except (TypeError, ValueError):  # written in C, as scipy.special.expit
        return None
    for args, kwargs in exercise.cases:
        try:
            signature.bind(*args, **kwargs)
        except TypeError as error:
            asked = ", ".join([*_names(exercise, args), *(f"{key}=…" for key in kwargs)])
            return (
                f"The check calls yours as {name}({asked}), and it takes {signature}: {error}. "
                "Keep the first line of the exercise as it was."
            )
    return None


def _names(exercise: Exercise, args: tuple) -> list[str]:
    return list(inspect.signature(exercise.reference).parameters)[: len(args)]


def _is_nothing(answer) -> bool:
    return answer is None or answer is ...


def _nothing(name: str, printed: str) -> Verdict:
    if printed:
        return Verdict(
            False,
            f"{name} prints its answer and hands nothing back: end it with `return …`, so that "
            "others can go on with it.",
        )
    return Verdict(None, f"{name} is not written yet: replace the ... and run both cells again.")


def _trouble(name: str, asked: str, given: Call) -> str | None:
    """Say what kept `given` from being numbers at all; None where it is numbers."""
    error, answer = given.error, given.answer
    if isinstance(error, TooLong):
        return (
            f"{asked} had not come back after {error}, so it was stopped. Is there a loop whose "
            "end is never reached?"
        )
    if isinstance(error, SystemExit):
        return f"{asked} calls exit(), which would end the whole notebook: use `return`."
    if isinstance(error, RecursionError):
        return f"{asked} calls itself again and again, without an end."
    if error is not None:
        return f"{asked} stops with {type(error).__name__}: {error}{_advice(error)}"
    if _is_nothing(answer):
        return (
            f"{asked} gives nothing back, though other inputs get an answer: every way through "
            "the function needs its own `return`."
        )
    if inspect.isgenerator(answer):
        return f"{name} hands its answer out piece by piece: write `return` where `yield` stands."
    if inspect.iscoroutine(answer):
        return f"{name} is an `async def`: a plain `def` is asked."
    if callable(answer):
        return f"{asked} gives back a function: call it, with brackets, and return what comes."
    if _array(answer) is None and not isinstance(answer, tuple | list):
        return f"{asked} gives {_short(answer)}, which is no number and no array of numbers."
    return None


def _advice(error: BaseException) -> str:
    """Add a word of help to the errors that beginners meet most."""
    text = str(error)
    if isinstance(error, NameError):
        return ". Is it spelt right, and was the cell that makes it run?"
    if "truth value of an array" in text:
        return " `if` asks for one True or False; use np.where, or arithmetic on the whole array."
    if "only" in text and "converted to" in text:
        return ". Functions from `math` take one number: use NumPy's of the same name."
    if "matmul" in text or "broadcast" in text or "not aligned" in text:
        return ". Write down the shape of each side: X is (n, d), w is (d,), y is (n,)."
    return "." if text and text[-1] not in ".!?" else ""


def _asked(name: str, case: Case) -> str:
    args, kwargs = case
    inputs = [_short(arg) for arg in args] + [f"{key}={_short(v)}" for key, v in kwargs.items()]
    return f"{name}({', '.join(inputs)})"


def _shape_or_factor(exercise: Exercise, cases, calls: list[Call], wrong: int) -> list[str]:
    """Say what is off as a whole: the shape, or one factor or one offset everywhere."""
    mine, ours = calls[wrong].answer, call(exercise.reference, cases[wrong]).answer
    if _shape(mine) != _shape(ours):
        return [f"Look at the shape first: {_shaped(ours)} was expected, {_shaped(mine)} came."]
    pairs = [
        (_flat(c.answer), _flat(call(exercise.reference, case).answer))
        for c, case in zip(calls, cases, strict=False)
        if c.error is None and _shape(c.answer) == _shape(call(exercise.reference, case).answer)
    ]
    everywhere = [np.concatenate(part) for part in zip(*pairs, strict=True)]
    with np.errstate(all="ignore"):
        if factor := _one(everywhere[0] / everywhere[1]):
            return [f"Yours is always {factor:.4g} times what it should be."]
        if len(pairs) > 1 and (offset := _one(everywhere[0] - everywhere[1])):
            return [f"Yours is always off by {offset:+.4g}."]
        if factor := _one(_flat(mine) / _flat(ours)):
            return [f"Here each number is {factor:.4g} times what it should be."]
    return []


def _one(values: np.ndarray) -> float | None:
    """Return the number that all (two or more) of them are; None where they differ."""
    values = values[~np.isnan(values)]  # 0 / 0 says nothing
    alike = len(values) > 1 and np.allclose(values, values[0], rtol=1e-5)
    return float(values[0]) if alike else None


def _broken(exercise: Exercise, learner: Callable) -> list[str]:
    """Return the sentence of the first property that the learner's function has not."""
    for known in exercise.properties:
        (held,), _ = call_all(known.holds, [((learner,), {})], limit=LIMIT / 2)
        if isinstance(held.error, TooLong):
            break
        if held.error is None and not held.answer:
            return [f"What it breaks: {known.sentence}"]
    return []


def _remarks(exercise: Exercise, cases, calls: list[Call], printed: str) -> list[str]:
    """Say what was let pass, and what to prefer."""
    answers = [c.answer for c in calls]
    ours = [call(exercise.reference, case).answer for case in cases]
    parts = [
        pair
        for a, b in zip(answers, ours, strict=True)
        for pair in (zip(a, b, strict=True) if isinstance(b, tuple) else [(a, b)])
    ]
    remarks = []
    if any(isinstance(a, list) and isinstance(b, np.ndarray) for a, b in parts):
        remarks.append("It returns a list: prefer an array, with which one can go on calculating.")
    if any(getattr(a, "dtype", None) in (np.float32, np.float16) for a, _ in parts):
        remarks.append("It answers in few digits (float32 or less): prefer float64.")
    if any(_array(a).dtype.kind == "b" and _array(b).dtype.kind != "b" for a, b in parts):
        remarks.append("It returns True and False: prefer numbers, .astype(int).")
    if printed:
        remarks.append("It prints as well: that is not needed.")
    return remarks


def _flat(value) -> np.ndarray:
    parts = value if isinstance(value, tuple | list) else [value]
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parts])


def _shape(value):
    if isinstance(value, tuple):
        return tuple(_shape(part) for part in value)
    array = _array(value)
    return "ragged" if array is None else array.shape


def _shaped(value) -> str:
    """Say the shape: of each part, where it is a pair."""
    if isinstance(value, tuple):
        return " and ".join(_shaped(part) for part in value)
    shape = _shape(value)
    return "a number" if shape == () else f"{shape}"


def _short(value) -> str:
    if callable(value):
        return getattr(value, "__name__", "f")
    if isinstance(value, tuple):
        return f"({', '.join(_short(part) for part in value)})"
    if isinstance(value, np.ndarray) and value.size > 12:
        return f"<array of shape {value.shape}>"
    if _array(value) is None:
        text = repr(value)
        return text if len(text) <= 60 else f"{text[:57]}…"
    if np.ndim(value) == 0:
        return f"{float(value):.6g}"
    array = np.asarray(value, dtype=float)
    text = np.array2string(array, separator=", ", formatter={"float": lambda v: f"{v:.6g}"})
    return " ".join(text.split())


def _without_docstring(function: Callable) -> str:
    lines = inspect.getsource(function).rstrip().splitlines()
    first = ast.parse("\n".join(lines)).body[0].body[0]
    if function.__doc__:
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines)

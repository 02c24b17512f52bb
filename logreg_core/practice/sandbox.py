"""Call a learner's function so that nothing it does can hurt: errors, endless loops, printing.

The function runs in a thread of its own, and the caller waits for it for LIMIT seconds at most.
That works on every system and in a notebook, where signals and alarms do not: when the time is
up, Python raises CallTimeout inside that thread, which ends any loop written in Python. (Code that
sleeps outside Python cannot be ended; its thread is left behind and ends with the kernel.) Python
in a browser has no threads: there the function is simply called.

The clock stands still while the function imports something: the first import of a large package
takes longer than the limit.
"""

import contextlib
import copy
import ctypes
import inspect
import io
import math
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LIMIT = 3.0  # seconds for all the calls of one check; right answers take a hundredth of it
LONGEST_IMPORT = 120.0  # seconds
TICK = 0.05

TestCase = tuple[tuple, dict]  # the arguments of one call: (args, kwargs)


class CallTimeout(BaseException):
    """Raised inside a function whose time is up; no Exception, so `except Exception` lets it by."""


@dataclass(frozen=True)
class Call:
    """What came of one call: an answer or an error, and which arguments were changed."""

    answer: Any = None
    error: BaseException | None = None
    changed: tuple[int | str, ...] = ()


def run_cases(
    function: Callable, cases: Sequence[TestCase], *, limit: float = LIMIT
) -> tuple[list[Call], str]:
    """Call `function` with copies of every case; return the calls and all that was printed.

    The calls end early where the time was up: the last of them then has a CallTimeout as its error.
    """
    calls: list[Call] = []

    def work() -> None:
        with contextlib.suppress(CallTimeout):
            for case in cases:
                calls.append(_call(function, case))

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        thread = threading.Thread(target=work, daemon=True)
        try:
            thread.start()
        except RuntimeError:  # no threads here
            work()
        else:
            _wait(thread, limit)
    calls = calls[: len(cases)]
    if len(calls) < len(cases):
        calls.append(Call(error=CallTimeout(f"{limit:g} seconds")))
    return calls, printed.getvalue()


def call(function: Callable, case: TestCase) -> Call:
    """Call one of our own functions, which needs no watching."""
    return _call(function, case)


def _call(function: Callable, case: TestCase) -> Call:
    args, kwargs = copy.deepcopy(case)
    try:
        with np.errstate(all="ignore"):
            answer = function(*args, **kwargs)
    except NotImplementedError:
        return Call()
    except (Exception, SystemExit) as error:
        return Call(error=error)
    if inspect.iscoroutine(answer):
        answer.close()  # else Python complains that nobody waited for it
    return Call(answer, changed=tuple(_changed(case, args, kwargs)))


def _changed(case: TestCase, args: tuple, kwargs: dict) -> Iterator[int | str]:
    """Yield the place or the name of each argument that is no longer what it was."""
    yield from (k for k, before in enumerate(case[0]) if not _equal(before, args[k]))
    yield from (key for key, before in case[1].items() if not _equal(before, kwargs[key]))


def _equal(before: Any, after: Any) -> bool:
    """Compare up to rounding: an array that was moved and put back counts as untouched."""
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_equal, before, after))
    if not isinstance(before, np.ndarray):
        return True
    if before.shape != after.shape:
        return False
    if before.dtype.kind in "biuf" and after.dtype.kind in "biuf":
        return np.allclose(before, after, rtol=1e-12, atol=1e-12, equal_nan=True)
    return np.array_equal(before, after)


def _wait(thread: threading.Thread, limit: float) -> None:
    """Wait for the thread to end; when its time is up, or Stop is pressed, end it."""
    try:
        spent = imported = 0.0
        while thread.is_alive() and spent < limit and imported < LONGEST_IMPORT:
            tick = min(TICK, limit)
            thread.join(tick)
            if _imports(thread):
                imported += tick
            else:
                spent += tick
    finally:
        for _ in range(20):  # a bare `except:` in a loop may swallow some
            if not thread.is_alive():
                break
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(thread.ident), ctypes.py_object(CallTimeout)
            )
            thread.join(TICK)


def _imports(thread: threading.Thread) -> bool:
    """Say whether the thread is importing a module just now."""
    frame = sys._current_frames().get(thread.ident)
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextlib.contextmanager
def infinite_exp(function: Callable) -> Iterator[None]:
    """Let math.exp, for a while, return inf where it raises OverflowError, as np.exp does."""
    exp = math.exp

    def lenient(x, /):
        try:
            return exp(x)
        except OverflowError:
            return math.inf

    spaces = [vars(math), getattr(function, "__globals__", {})]
    held = [(space, key) for space in spaces for key, value in space.items() if value is exp]
    try:
        for space, key in held:
            space[key] = lenient
        yield
    finally:
        for space, key in held:
            space[key] = exp

"""Call a learner's function so that nothing it does can hurt: errors, endless loops, printing.

The function runs in a thread of its own, and the caller waits for it for LIMIT seconds at most.
That works on every system and in a notebook, where signals and alarms do not: when the time is
up, Python raises TooLong inside that thread, which ends any loop written in Python. (Code that
sleeps outside Python cannot be ended; its thread is left behind and ends with the kernel.) Python
in a browser has no threads: there the function is simply called.
"""

import contextlib
import copy
import ctypes
import inspect
import io
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LIMIT = 3.0  # seconds for all the calls of one check; right answers take a hundredth of it

Case = tuple[tuple, dict]  # the arguments of one call: (args, kwargs)


class TooLong(BaseException):
    """Raised inside a function whose time is up; no Exception, so `except Exception` lets it by."""


@dataclass(frozen=True)
class Call:
    """What came of one call: an answer or an error, and whether the arguments were changed."""

    answer: Any = None
    error: BaseException | None = None
    changed: bool = False


def call_all(
    function: Callable, cases: Sequence[Case], *, limit: float = LIMIT
) -> tuple[list[Call], str]:
    """Call `function` with copies of every case; return the calls and all that was printed.

    The calls end early where the time was up: the last of them then has a TooLong as its error.
    """
    calls: list[Call] = []

    def work() -> None:
        with contextlib.suppress(TooLong):
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
        calls.append(Call(error=TooLong(f"{limit:g} seconds")))
    return calls, printed.getvalue()


def call(function: Callable, case: Case) -> Call:
    """Call one of our own functions, which needs no watching."""
    return _call(function, case)


def _call(function: Callable, case: Case) -> Call:
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
    return Call(
        answer,
        changed=not all(map(_equal, (*case[0], *case[1].values()), (*args, *kwargs.values()))),
    )


def _equal(before: Any, after: Any) -> bool:
    return not isinstance(before, np.ndarray) or np.array_equal(before, after, equal_nan=True)


def _wait(thread: threading.Thread, limit: float) -> None:
    """Wait for the thread to end; when the time is up, or Stop is pressed, end it."""
    try:
        thread.join(limit)
    finally:
        for _ in range(20):  # a bare `except:` in a loop may swallow some
            if not thread.is_alive():
                break
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(thread.ident), ctypes.py_object(TooLong)
            )
            thread.join(0.05)

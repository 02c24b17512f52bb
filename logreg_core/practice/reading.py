"""What a learner's function says of itself: its code is read, not run."""

import ast
import builtins
import dis
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from numbers import Number
from types import CodeType

import numpy as np

PACKAGE = __name__.partition(".")[0]
EMPTY = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "POP_TOP", "CACHE"}
RAISING = EMPTY | {"LOAD_GLOBAL", "RAISE_VARARGS", "PRECALL", "CALL", "PUSH_NULL"}


def is_stub(learner: Callable) -> bool:
    """Say whether the body is still empty: a docstring, `...`, pass, or NotImplementedError."""
    code = getattr(learner, "__code__", None)
    if code is None:
        return False
    if any(constant is ... for inner in _codes(code) for constant in inner.co_consts):
        return True
    steps = {step.opname for step in dis.get_instructions(code)}
    return steps <= EMPTY or (steps <= RAISING and set(code.co_names) == {"NotImplementedError"})


def from_notebook(learner: Callable, *, constants: bool = False) -> list[str]:
    """Return the notebook's variables that are read: data, neither functions nor constants.

    A name in capitals, such as EPS, is a constant, unless it is one letter: X, W or Z.
    """
    code, space = getattr(learner, "__code__", None), getattr(learner, "__globals__", {})
    names = dict.fromkeys(_globals(code)) if code else {}
    data = [name for name in names if _is_data(space.get(name))]
    return [name for name in data if constants or not _is_constant(name)]


def _is_data(value) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, np.ndarray | list | tuple | Number) or hasattr(value, "to_numpy")


def _is_constant(name: str) -> bool:
    return name.startswith("_") or (len(name) > 1 and name.upper() == name)


def unused(learner: Callable) -> list[str]:
    """Return the arguments that the function never reads."""
    code = getattr(learner, "__code__", None)
    if code is None:
        return []
    count = code.co_argcount + code.co_kwonlyargcount
    read = {
        name
        for inner in _codes(code)
        for step in dis.get_instructions(inner)
        if re.search("LOAD_(FAST|DEREF|CLOSURE|CLASSDEREF)", step.opname)
        for name in (step.argval if isinstance(step.argval, tuple) else (step.argval,))
    }
    return [name for name in code.co_varnames[:count] if name not in read]


def _globals(code: CodeType) -> Iterator[str]:
    for inner in _codes(code):
        for step in dis.get_instructions(inner):
            if step.opname == "LOAD_GLOBAL" and not hasattr(builtins, step.argval):
                yield step.argval


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def course(learner: Callable) -> list[Callable]:
    """Return the functions of the course that are read."""
    code, space = getattr(learner, "__code__", None), getattr(learner, "__globals__", {})
    read = [space.get(name) for name in dict.fromkeys(_globals(code))] if code else []
    return [
        f for f in read if callable(f) and str(getattr(f, "__module__", "")).startswith(PACKAGE)
    ]


def uses_sklearn(learner: Callable) -> bool:
    """Say whether something of scikit-learn's is read."""
    code, space = getattr(learner, "__code__", None), getattr(learner, "__globals__", {})
    names = {name for inner in _codes(code) for name in inner.co_names} if code else ()
    things = [space.get(name, name) for name in names]
    homes = (getattr(t, "__module__", None) or getattr(t, "__name__", t) for t in things)
    return any(str(home).partition(".")[0] == "sklearn" for home in homes)


def tree(learner: Callable) -> ast.AST | None:
    """Return the source, parsed; None where it cannot be had."""
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(learner)))
    except (OSError, TypeError, SyntaxError):
        return None


def returns_in_loop(learner: Callable) -> bool:
    """Say whether a `return` stands plainly in a loop, so that the loop ends at its first turn."""
    found = tree(learner)
    return found is not None and any(map(_ends_at_once, ast.walk(found)))


def _ends_at_once(node: ast.AST) -> bool:
    """Say whether a node is a loop over something that no turn survives."""
    if not isinstance(node, ast.For):
        return False
    returns = any(isinstance(line, ast.Return) for line in node.body)
    return returns and not any(isinstance(inner, ast.Continue) for inner in ast.walk(node))


def compares_identity(learner: Callable) -> bool:
    """Say whether `is` stands between values, other than None, True and False."""
    found = tree(learner)
    return found is not None and any(
        isinstance(node, ast.Compare)
        and any(isinstance(sign, ast.Is) for sign in node.ops)
        and not any(isinstance(getattr(c, "value", 0), bool | None) for c in node.comparators)
        for node in ast.walk(found)
    )


def lacks_brackets(learner: Callable) -> bool:
    """Say whether `&` or `|` stands between comparisons without brackets, a == 1 & b == 1."""
    found = tree(learner)
    return found is not None and any(
        isinstance(node, ast.Compare)
        and len(node.ops) > 1
        and any(
            isinstance(getattr(c, "op", None), ast.BitAnd | ast.BitOr) for c in node.comparators
        )
        for node in ast.walk(found)
    )


def has(learner: Callable, *kinds: type) -> bool:
    """Say whether the source has a node of one of these kinds."""
    found = tree(learner)
    return found is not None and any(isinstance(node, kinds) for node in ast.walk(found))

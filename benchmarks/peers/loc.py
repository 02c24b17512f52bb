"""How many lines a learner must read to see how a peer works: those that run.

Counted are the functions that ran in a fit and a prediction, of all packages but NumPy and Python
itself, each statement on one line, without docstrings, comments and decorators. What is compiled
cannot be read here, and is not counted.
"""

import ast
import sys
from functools import cache
from pathlib import Path

OWN = str(Path(__file__).with_name("peers.py"))  # of this file, only what a learner would write
APART = ("/numpy/", "/peers/reference.py", "/peers/loc.py")


def functions_run(work):
    """Return {(file, function): lines} of what `work` runs."""
    seen = set()
    sys.setprofile(lambda frame, *_: seen.add(frame.f_code))
    try:
        work()
    finally:
        sys.setprofile(None)
    return {
        (code.co_filename, code.co_name): size
        for code in seen
        if counts(code.co_filename, code.co_name)
        if (size := functions(code.co_filename).get((code.co_firstlineno, code.co_name)))
    }


def counts(file, name):
    if file == OWN:
        return name.endswith("_loss")
    ours = "site-packages" in file or "logreg_core" in file
    return ours and not any(part in file for part in APART)


@cache
def functions(file):
    """Return {(first line, name): lines} of a file's functions; one in another belongs to that."""
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    inner = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
        for node in ast.walk(outer)
        if node is not outer
    }
    return {
        (min([node.lineno, *(d.lineno for d in node.decorator_list)]), node.name): size(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and id(node) not in inner
    }


def size(function):
    """Return how many lines a function has, each statement on one."""
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:] or [ast.Pass()]
    function.decorator_list = []
    return len(ast.unparse(function).splitlines())

"""The shape of the package: what may import what, how small the maths stays, what is public."""

import ast
import importlib
import inspect
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import logreg_core
from logreg_core import _validation

PACKAGE = Path(logreg_core.__file__).parent
MATHS = [
    "logistic",
    "prediction",
    "loss",
    "regularization",
    "gradient",
    "separation",
    "training",
    "newton",
    "optimisers",
    "metrics",
    "softmax",
    "distributed",
]
GROUND = {"numpy", "_validation", "_kernels", "_mime"}

# Who may import what, beside the standard library: downwards only.
MAY_IMPORT = {
    **{name: {"numpy", "_validation", "_kernels", "_linear_solvers", *MATHS} for name in MATHS},
    "_linear_solvers": {"numpy", "_validation"},
    "_advice": {"numpy"},
    "_validation": {"numpy", "_advice"},
    "_kernels": {"numpy", "_validation"},
    "_mime": set(),
    "_lifetime": {"IPython", "ipywidgets"},
    "data": GROUND | {"sklearn"},
    "io": GROUND | {"pandas"},
    "plots": GROUND | {"data", "matplotlib", "contourpy", "IPython", *MATHS},
    "explorers": GROUND
    | {"_lifetime", "data", "plots", "matplotlib", "ipywidgets", "traitlets", *MATHS},
    "practice": GROUND | {"data", *MATHS},
    "estimator": GROUND | {"sklearn", *MATHS},
    "practice/quiz.py": {"ipywidgets", "_lifetime", "_mime"},
    "__init__": {"data", "io", *MATHS},
}


def imported(path: Path) -> set[str]:
    """The modules that a file imports: ours by their name, others by their first part."""
    package = path.relative_to(PACKAGE).parent.parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                found.add(node.module.split(".")[0])
                continue
            above = node.level > len(package)  # from . in the package, or from .. in a folder
            names = [node.module.split(".")[0]] if node.module else [a.name for a in node.names]
            found |= set(names) if above else set()  # a folder's own files may see each other
    return found - set(sys.stdlib_module_names)


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downwards(path):
    place = path.relative_to(PACKAGE).as_posix()
    room = place.split("/")[0].removesuffix(".py")
    assert imported(path) <= MAY_IMPORT.get(place, MAY_IMPORT[room])


def test_the_maths_chapters_import_only_earlier_ones():
    for k, name in enumerate(MATHS):
        ours = imported(PACKAGE / f"{name}.py") & set(MATHS)
        assert ours <= set(MATHS[:k]), name


def test_the_import_reader_sees_what_is_there():
    assert imported(PACKAGE / "data.py") == {"numpy", "_validation", "sklearn"}
    assert {"ipywidgets", "matplotlib"} <= imported(PACKAGE / "explorers" / "interactive.py")
    assert {"plots", "data"} <= imported(PACKAGE / "explorers" / "regularization.py")


@pytest.mark.parametrize(("file", "package"), [("data", "sklearn"), ("io", "pandas")])
def test_what_is_slow_to_load_is_imported_inside_functions_only(file, package):
    source = (PACKAGE / f"{file}.py").read_text("utf-8")
    lines = [line for line in source.splitlines() if f"import {package}" in f"{line}."]
    lines += [line for line in source.splitlines() if line.lstrip().startswith(f"from {package}")]
    assert lines
    assert all(line.startswith("    ") for line in lines)


def test_importing_the_package_loads_numpy_alone():
    heavy = "{'matplotlib', 'ipywidgets', 'sklearn', 'scipy', 'PIL', 'IPython', 'pandas'}"
    code = f"import sys, logreg_core; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def bodies() -> dict[str, int]:
    """Lines of every function of the maths, without signature, docstring and inner comments."""
    sizes = {}
    for name in MATHS:
        for node in ast.walk(ast.parse((PACKAGE / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                if body:
                    sizes[f"{name}.{node.name}"] = body[-1].end_lineno - body[0].lineno + 1
    return sizes


def test_the_maths_stays_small():
    sizes = bodies()
    assert len(sizes) > 20
    assert statistics.median(sizes.values()) <= 6
    assert {name: size for name, size in sizes.items() if size > 20} == {}


PUBLIC = [getattr(logreg_core, name) for name in logreg_core.__all__]


@pytest.mark.parametrize("thing", PUBLIC, ids=logreg_core.__all__)
def test_public_names_are_documented_and_annotated(thing):
    assert thing.__doc__
    assert thing.__doc__.splitlines()[0].endswith((".", ":"))
    if inspect.isfunction(thing):
        hints = inspect.get_annotations(thing)
        assert set(inspect.signature(thing).parameters) | {"return"} == set(hints)


def test_functions_of_the_maths_name_their_notebook():
    missing = [
        thing.__name__
        for thing in PUBLIC
        if inspect.isfunction(thing)
        and thing.__module__.split(".")[-1] in MATHS
        and "notebook 0" not in thing.__doc__
    ]
    assert missing == ["accuracy"]  # one line; its notebook is that of its file


def test_all_is_in_story_order():
    """Chapter after chapter, the data last."""
    rooms = [thing.__module__.split(".")[-1] for thing in PUBLIC]
    order = [*MATHS, "data", "io"]
    assert rooms == sorted(rooms, key=order.index)


@pytest.mark.parametrize("package", ["", ".explorers", ".practice"])
def test_all_public_names_are_there(package):
    module = importlib.import_module(f"logreg_core{package}")
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_what_builds_knows_nothing_of_the_tests():
    root = PACKAGE.parent
    files = [root / "run.py", *(root / "tools").rglob("*.py"), *PACKAGE.rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    assert "from tests" not in text
    assert "import tests" not in text


# ---- one kernel -------------------------------------------------------------------------------


def test_the_formulas_of_the_log_loss_and_of_sigma_stand_once():
    code = {path.stem: path.read_text("utf-8") for path in PACKAGE.glob("*.py")}
    for formula, homes in {
        "/ (1.0 + e)": {"_kernels"},
        "np.exp(-np.abs(": {"_kernels"},
        "np.log1p(": {"_kernels", "softmax"},  # that of K classes is another formula
        "np.logaddexp(": set(),
        "np.tanh(": set(),
    }.items():
        assert {name for name, text in code.items() if formula in text} == homes, formula
    assert code["_kernels"].count("np.log1p(") == code["_kernels"].count("/ (1.0 + e)") == 1


W, X, Y = np.zeros(2), [[1.0, 2.0], [0.0, 1.0], [2.0, 0.0], [1.0, 1.0]], [0, 1, 1, 0]
ONCE = {
    "score": lambda: logreg_core.score(W, 0.0, X),
    "predict_proba": lambda: logreg_core.predict_proba(W, 0.0, X),
    "predict": lambda: logreg_core.predict(W, 0.0, X),
    "sample_losses": lambda: logreg_core.sample_losses(W, 0.0, X, Y),
    "log_loss": lambda: logreg_core.log_loss(W, 0.0, X, Y),
    "cost": lambda: logreg_core.cost(W, 0.0, X, Y, lam=0.1),
    "gradient": lambda: logreg_core.gradient(W, 0.0, X, Y, lam=0.1),
    "gradient_descent": lambda: next(logreg_core.gradient_descent(X, Y, learning_rate=0.1)),
    "train": lambda: logreg_core.train(X, Y, lam=0.1, n_steps=3),
    "newton": lambda: logreg_core.newton(X, Y, lam=0.1),
    "softmax_cost": lambda: logreg_core.softmax_cost(np.zeros((2, 2)), W, X, Y),
    "softmax_gradient": lambda: logreg_core.softmax_gradient(np.zeros((2, 2)), W, X, Y),
    "softmax_newton": lambda: logreg_core.softmax_newton(X, Y, lam=0.1),
    "partial_sums": lambda: logreg_core.partial_sums(W, 0.0, X, Y),
    "standardise": lambda: logreg_core.standardise(X),
}


@pytest.mark.parametrize("name", ONCE)
def test_each_public_call_converts_its_table_once(name, monkeypatch):
    names, convert = [], _validation._converted
    monkeypatch.setattr(
        _validation, "_converted", lambda values, name: names.append(name) or convert(values, name)
    )
    ONCE[name]()
    assert names.count("X") == 1

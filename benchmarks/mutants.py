"""Mutation testing of the maths: when a line of it is changed a little, does a test fail?

    .venv/bin/python -m benchmarks.mutants            # chapters 1 to 9 and all that they use
    .venv/bin/python -m benchmarks.mutants --quick    # chapters 1 to 5
    .venv/bin/python -m benchmarks.mutants softmax    # any files, here that of chapter 8

mutmut, in an environment of its own below .environments, changes one thing at a time in a copy of
the course (a number, an operator, an argument, a value) and runs the tests that reach the changed
function until one fails: then the mutant is killed. A mutant that survives must stand in
mutants.toml, with the reason why no test minds it. The command fails where one does not stand
there, and where one stands there that is killed now or is no more; but what is up to the processor
may be killed or not. It needs Linux or macOS.

Left out by rule are the sentences of errors (the statements `raise`, not what leads to them) and
docstrings. mutmut cannot change properties and what a module holds outside its functions.
"""

import json
import sys
import sysconfig
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.common import KEPT, clone, environment, run

MUTMUT = "mutmut==3.8.1"
QUICK = ("logistic", "prediction", "loss", "regularization", "gradient")
WHOLE = (
    *QUICK,
    "metrics",
    "_kernels",
    "_linear_solvers",
    "separation",
    "training",
    "newton",
    "softmax",
    "distributed",
    "optimisers",
    "data",
    "_validation",
    "estimator",
)
WITHOUT_TESTS = ("_kernels", "_linear_solvers")  # those of the chapters above them reach these
BESIDE = ("input_robustness", "precision")  # tests of all chapters at once …
MORE = ("newton", "standard_errors")  # … and those that bear another name than their chapter
LEFT_OUT = (
    # These three are slow, and look at notebooks or at another library rather than at the maths.
    "test_distributed.py::test_chapter_9_reaches_its_end_without_dask",
    "test_estimator.py::test_more_classes_have_scikit_learn_s_optimum[load_digits]",
    "test_estimator.py::test_so_does_the_check_that_wants_another_scipy",
    # These ask for the caller's line, and mutmut stands between the function and its caller.
    "test_newton.py::test_the_warning_points_at_the_caller_s_line",
    "test_softmax.py::test_the_warning_points_at_the_caller_s_line",
    "test_training.py::test_the_warning_points_at_the_caller_s_line",
)
# The same draws every time; the first that fails is enough, and nobody reads the smallest.
DRAWS = """
from hypothesis import Phase

settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile("mutants")
"""
EXPLAINED = Path(__file__).with_suffix(".toml")
EITHER = "is up to the processor"  # words of a reason: on another machine a test may fail
KILLED = {
    1,
    3,
    -24,
    24,
    36,
    152,
    255,
}  # mutmut's codes: a test failed, pytest did, it took for ever
SURVIVED = {0, 5, 33}  # no test failed, or none reaches it


class Mutant(NamedTuple):
    """A change of the code: in which file and function, and what the line is now."""

    file: str
    function: str
    change: str


def survey(names: tuple[str, ...]) -> tuple[Counter, Counter]:
    """Let mutmut try these files; return how many mutants each has, and the survivors."""
    version = "{}.{}".format(*sys.version_info)
    environment("mutants", version, MUTMUT)
    base = {"base": str(KEPT / "mutants"), "platbase": str(KEPT / "mutants")}
    tool, path = (sys.executable, "-m", "mutmut"), sysconfig.get_path("purelib", vars=base)
    # Its processes end at once, and leave behind what scikit-learn wanted to tidy up.
    with clone() as folder, TemporaryDirectory() as scratch:
        (folder / "setup.cfg").write_text(configuration(names), "utf-8")
        with (folder / "conftest.py").open("a", encoding="utf-8") as conftest:
            conftest.write(DRAWS)
        run(*tool, "run", "--max-children", "1", folder=folder, PYTHONPATH=path, TMPDIR=scratch)
        codes = dict(outcomes(folder / "mutants" / "logreg_core"))
        alive = [name for name, code in codes.items() if code in SURVIVED]
        shown = [run(*tool, "show", name, folder=folder, PYTHONPATH=path) for name in alive]
    if odd := {name: code for name, code in codes.items() if code not in KILLED | SURVIVED}:
        raise SystemExit(f"mutmut came to no verdict (its codes): {odd}")
    return Counter(map(file_of, codes)), Counter(map(mutant, alive, shown))


def configuration(names: tuple[str, ...]) -> str:
    """Return mutmut's settings, in which nothing is left of nbval."""
    tests = [name.strip("_") for name in names if name not in WITHOUT_TESTS] + list(BESIDE)
    tests += MORE if names != QUICK else ()
    lists = {
        "source_paths": ["logreg_core"],
        "only_mutate": [f"logreg_core/{name}.py" for name in names],
        "do_not_mutate_patterns": [r"^\s*raise\b"],
        "also_copy": ["conftest.py", "tools"],
        "pytest_add_cli_args": ["-p", "no:nbval", "-p", "no:cacheprovider", "-o", "addopts="],
        "pytest_add_cli_args_test_selection": [f"tests/test_{name}.py" for name in tests]
        + [f"--deselect=tests/{test}" for test in LEFT_OUT],
    }
    return "[mutmut]\n" + "".join(
        f"{key} =\n" + "".join(f"  {value}\n" for value in values) for key, values in lists.items()
    )


def outcomes(folder: Path) -> Iterator[tuple[str, int | None]]:
    """Give the name of every mutant and mutmut's code for what became of it."""
    for file in sorted(folder.glob("*.meta")):
        yield from json.loads(file.read_text("utf-8"))["exit_code_by_key"].items()


def file_of(name: str) -> str:
    """Return the file of a mutant, whose name is as logreg_core.loss.x_log_loss__mutmut_1."""
    return name.split(".")[1] + ".py"


def mutant(name: str, shown: str) -> Mutant:
    """Return the mutant of this name, which mutmut shows as a diff of its function."""
    function = name.split(".")[2].partition("__mutmut_")[0][2:]  # without its "x_" or "xǁ"
    lines = shown.partition("\n@@")[2].splitlines()[1:]
    new = [line[1:].strip() for line in lines if line.startswith("+")]
    old = ["without " + line[1:].strip() for line in lines if line.startswith("-")]
    return Mutant(file_of(name), function.replace("ǁ", "."), " ".join(new or old))


def explained() -> dict[Mutant, str]:
    """Return the reasons of mutants.toml."""
    return {
        Mutant(file, *what.split(": ", 1)): reason
        for file, reasons in tomllib.loads(EXPLAINED.read_text("utf-8")).items()
        for what, reason in reasons.items()
    }


def main(names: tuple[str, ...]):
    """Print how many mutants of each file are killed; fail where mutants.toml does not fit."""
    start = time.perf_counter()
    count, alive = survey(names)
    reasons = {each for each in explained() if each.file.removesuffix(".py") in names}
    needed = {each for each in reasons if EITHER not in explained()[each]}
    print(f"{'file':18}{'mutants':>8}{'killed':>8}{'explained':>11}{'survived':>10}")
    for name in names:
        print(row(f"{name}.py", count[f"{name}.py"], alive, reasons))
    print(row("all", count.total(), alive, reasons))
    print(
        f"killed: {1 - alive.total() / count.total():.1%}, in {time.perf_counter() - start:.0f} s"
    )
    for title, wrong in (
        ("not explained", alive.keys() - reasons),
        ("to be removed", needed - alive.keys()),
    ):
        for each in sorted(wrong):
            print(f"{title} in {EXPLAINED.name}: {each.file} {each.function}: {each.change}")
    raise SystemExit(not needed <= alive.keys() <= reasons)


def row(file: str, mutants: int, alive: Counter, reasons: set[Mutant]) -> str:
    """Return a line of the table."""
    here = {each: n for each, n in alive.items() if file in (each.file, "all")}
    reasoned = sum(n for each, n in here.items() if each in reasons)
    left = sum(here.values())
    return f"{file:18}{mutants:8}{mutants - left:8}{reasoned:11}{left - reasoned:10}"


if __name__ == "__main__":
    given = tuple(sys.argv[1:])
    main(QUICK if given == ("--quick",) else given or WHOLE)

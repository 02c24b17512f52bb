"""Versions: all tests on the oldest packages that the course promises, and on the newest there are.

The oldest are the lower ends of the ranges in pyproject.toml, with what was current beside them;
the newest are whatever pip finds today on the newest Python of this machine. The tests of the
browser, of run.py and of the page of results are left to the pinned versions.

python -m tools versions          runs the tests at both ends
python -m tools.versions oldest   prints what to install for one end (.github does so on 3 systems)
"""

import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from .common import ROOT, Skipped, environment, interpreter, run

COMPANIONS = (  # of the oldest packages' own time: what they need says no upper end
    "scipy==1.15.0",
    "ipykernel==6.17.1",
    "jupyter_client==7.4.9",
    "ipython<9",
    "pandas<3",
    "pyparsing<3.2",
    "pytest<9",
)
TOOLS = (
    "packaging",
    "hatchling",
    "playwright",
    "axe-playwright-python",
    "latex2mathml",
    "psutil",
    "colour-science",
    "nbconvert",
    "beautifulsoup4",
    "numpydoc",
)
NEWEST_PYTHONS = ("3.14", "3.13", "3.12")


def check():
    """Run the tests at both ends."""
    tested(environment("oldest", "3.11", *wanted("oldest")), "oldest")
    tested(environment("newest", newest_python(), *wanted("newest")), "newest")


def wanted(end: str) -> list[str]:
    """Return what pip should install for the oldest or the newest versions."""
    if end == "oldest":
        lower = [f"{each.name}=={next(iter(each.specifier)).version}" for each in promised()]
        return [*lower, *COMPANIONS, *TOOLS]
    return [*(each.name for each in promised()), "jupyterlab", *TOOLS]


def promised() -> list[Requirement]:
    """Return the ranges of pyproject.toml, NumPy's and those of every extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    texts = [text for group in [project["dependencies"], *extras] for text in group]
    return [each for each in map(Requirement, texts) if each.name != project["name"]]


def newest_python() -> str:
    """Return the newest version of Python that this machine has."""
    for version in NEWEST_PYTHONS:
        try:
            interpreter(version)
        except Skipped:
            continue
        return version
    raise Skipped("there is no Python newer than 3.11 on this machine")


def tested(programs: Path, name: str):
    """Run all tests but the browser's, and print what pytest says last."""
    python = programs / "python"
    found = run(python, "-m", "pip", "list", "--format=freeze").splitlines()
    core = ("numpy", "scipy", "matplotlib", "ipywidgets", "scikit-learn", "distributed")
    packages = ", ".join(line for line in found if line.split("==")[0] in core)
    print(f"  {name}: {run(python, '--version').strip()}, {packages}", flush=True)
    print(f"  {all_tests(python)}", flush=True)


def all_tests(python: Path, **variables: str) -> str:
    """Run all tests but those of the pinned versions, and return what pytest says last."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("test_run.py", "test_results.py")
        left_out = [f"--ignore=tests/{name}" for name in names]
        command = (python, "-m", "pytest", "-q", "-n", "2", "-m", "not browser", *left_out)
        command += (f"--basetemp={folder}/t",)
        return run(*command, **variables).splitlines()[-1].strip("= ")


if __name__ == "__main__":
    print(*wanted(sys.argv[1]), sep="\n")

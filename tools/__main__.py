"""python run.py build           lists the targets
python run.py build site …    builds and tries these; `quick` stands for those without downloads

What a target needs beside `.venv` is installed into the folder .environments.
"""

import importlib
import sys
import time

from .common import Skipped

TARGETS = {
    "binder": "what mybinder.org would build, replayed: a slider moves in Binder's JupyterLab",
    "lite": "the JupyterLite site is built, and a kernel in the browser answers",
    "colab": "every notebook runs with the versions of Colab and Kaggle, from an empty folder",
    "notebook7": "a chapter in Notebook 7: number box and pointer move its figure",
    "site": "the pages to read are built; axe finds nothing, links lead somewhere",
    "slides": "every notebook makes slides that fit a screen",
    "jupyterhub": "the memory of one student is measured, and so how many fill a machine",
    "versions": "all tests on the oldest and the newest packages that the course promises",
    "cpu_features": "all tests with the arithmetic of older processors",
    "assignments": "student copies hold no answer and run; teacher copies pass every check",
}
QUICK = ("site", "assignments")


def main(names: list[str]) -> int:
    """Build and try the targets of these names; return how many failed."""
    if not names:
        for name, what in TARGETS.items():
            print(f"{name:12} {what}")
        return 0
    failed = 0
    for name in QUICK if names == ["quick"] else names:
        if name not in TARGETS:
            print(f"expected one of {', '.join(TARGETS)}, got {name!r}.")
            return 1
        print(f"\n== {name}: {TARGETS[name]}", flush=True)
        start = time.perf_counter()
        try:
            importlib.import_module(f".{name}", __package__).check()
            end = "good"
        except Skipped as reason:
            end = f"skipped: {reason}"
        except Exception as error:  # one that fails is no reason not to try the next
            end, failed = f"FAILED: {type(error).__name__}: {error}", failed + 1
        print(f"-- {name}: {end} ({time.perf_counter() - start:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

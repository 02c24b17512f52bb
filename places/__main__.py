"""python -m places            lists the places
python -m places binder …  tries these; `quick` stands for those that need no other download

Run it with the Python of `.venv`, which `python run.py test` makes. What a place needs beside it is
installed into the folder .places.
"""

import importlib
import sys
import time

from .common import Skipped

PLACES = {
    "binder": "what mybinder.org would build, replayed: a slider moves in Binder's JupyterLab",
    "lite": "the JupyterLite site is built, and a kernel in the browser answers",
    "colab": "every notebook runs with the versions of Colab and Kaggle, from an empty folder",
    "notebook7": "a chapter in Notebook 7: number box and pointer move its figure",
    "page": "the pages to read are built; axe finds nothing, links lead somewhere",
    "slides": "every notebook makes slides that fit a screen",
    "hub": "the memory of one student is measured, and so how many fill a machine",
    "versions": "all tests on the oldest and the newest packages that the course promises",
    "processors": "all tests with the arithmetic of older processors",
    "copies": "student copies hold no answer and run; teacher copies pass every check",
}
QUICK = ("page", "copies")


def main(names: list[str]) -> int:
    """Try the places of these names; return how many failed."""
    if not names:
        for name, what in PLACES.items():
            print(f"{name:10} {what}")
        return 0
    failed = 0
    for name in QUICK if names == ["quick"] else names:
        if name not in PLACES:
            print(f"There is no place {name!r}: choose from {', '.join(PLACES)}.")
            return 1
        print(f"\n== {name}: {PLACES[name]}", flush=True)
        start = time.perf_counter()
        try:
            importlib.import_module(f".{name}", __package__).check()
            end = "good"
        except Skipped as reason:
            end = f"skipped: {reason}"
        except Exception as error:  # one place that fails is no reason not to try the next
            end, failed = f"FAILED: {type(error).__name__}: {error}", failed + 1
        print(f"-- {name}: {end} ({time.perf_counter() - start:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

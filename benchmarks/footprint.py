"""What the course costs, beside a plain notebook that does the same.

    .venv/bin/python -m benchmarks.footprint                     imports, memory, first live figure
    .venv/bin/python -m benchmarks.footprint --browser --setup   … until JupyterLab shows it; set-up

The course is chapter 6: its set-up cell, its imports, its live figure. The plain notebook lets
`interact` train on the same data. Both take turns, each time in a new process, and the median
counts. `--setup` installs the locked packages, and those of a plain notebook, into an empty .venv
each, once; pip's cache is left out, so all are downloaded. `--record` appends a line with the
commit to benchmarks/trend.csv. Needs Linux and requirements-dev.txt.
"""

import argparse
import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook

from benchmarks.kernels import kernel, resident
from benchmarks.live_figures import KERNEL
from tools import lab as lab_page
from tools.common import ROOT, chromium, clone, megabytes, run, server
from tools.notebooks import (
    NOTEBOOKS,
    WIDGET_VIEW,
    code_cells,
    read,
    tags,
)

TREND, PROGRAMS = ROOT / "benchmarks" / "trend.csv", Path(sys.executable).parent
CHAPTER, BOTH = NOTEBOOKS / "06_training_loop.ipynb", ("course", "plain")
PLAIN = """\
import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
X = StandardScaler().fit_transform(X[:, :2])


def show(learning_rate=1.0, lam=0.0, step=100):
    w, b, costs = np.zeros(2), 0.0, []
    for _ in range(step + 1):
        z = X @ w + b
        costs.append(np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * w @ w)
        residual = 1 / (1 + np.exp(-z)) - y
        w = w - learning_rate * (X.T @ residual / len(y) + lam * w)
        b = b - learning_rate * residual.mean()
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
    left.plot(costs)
    right.scatter(*X.T, c=y)
    right.axline((0, -b / w[1]), slope=-w[0] / w[1])
    plt.show()
    return costs[-1]


ipywidgets.interact(show, learning_rate=(0.01, 10.0), lam=(0.0, 1.0), step=(1, 300))
assert show.widget.result < 0.4  # interact would hide an error"""
MEASURED = ("logreg_core", "notebooks", "locks")
PLAIN_IMPORTS = "numpy, matplotlib.pyplot, ipywidgets"
PACKAGES = ("numpy", "matplotlib", "ipywidgets", "scikit-learn", "jupyterlab")
COSTS = {  # the columns of the trend, and what they are
    "import_core_s": "import of logreg_core, or of NumPy, pyplot and ipywidgets, s",
    "import_explorers_s": "import of logreg_core.explorers, or of the same, s",
    "first_figure_s": "from a kernel's start to its first live figure, s",
    "kernel_mb": "what that kernel then holds, MB",
    "in_lab_s": "from opening in JupyterLab to the figure on the page, s",
    "setup_s": "set-up in an empty folder, nothing in pip's cache, s",
    "setup_mb": "what it takes on disk, MB",
}


def cells(name: str) -> list[str]:
    """Return what runs until the first live figure, of the course or of the plain notebook."""
    if name == "plain":
        return [PLAIN]
    setup, imports, *rest = code_cells(read(CHAPTER))
    explorer = next(cell for cell in rest if "explorer" in tags(cell))
    return [setup.source, imports.source, explorer.source]


def in_turns(way: Callable, names: Iterable[str], times: int) -> list[list[float]]:
    """Return, for each name, the medians of the numbers that the way returns."""
    turns = [[way(name) for name in names] for _ in range(times)]
    return [[*map(median, zip(*each, strict=True))] for each in zip(*turns, strict=True)]


def imported(names: str) -> tuple[float]:
    """Return the seconds that an import takes in a new process."""
    clock = "from time import perf_counter as now; start = now()"
    return (float(run(sys.executable, "-c", f"{clock}; import {names}; print(now() - start)")),)


def first_figure(name: str) -> tuple[float, float]:
    """Return seconds from a kernel's start to its first live figure, and the MB it holds then."""
    start, shown = time.perf_counter(), []
    with kernel(NOTEBOOKS) as manager:
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        for cell in cells(name):
            said = client.execute_interactive(cell, timeout=120, output_hook=shown.append)[
                "content"
            ]
            assert said["status"] == "ok", said
        seconds = time.perf_counter() - start
        client.stop_channels()
        assert WIDGET_VIEW in str(shown), "no live figure"
        return seconds, resident(manager.provisioner.pid)


def in_lab(times: int) -> list[list[float]]:
    """Return the seconds from opening a notebook in JupyterLab to its first live figure."""
    with clone() as course, server(PROGRAMS, course) as (address, _), chromium() as page:

        def shown(name):
            path = course / "notebooks" / f"{name}_{time.monotonic_ns()}.ipynb"
            write(new_notebook(cells=[*map(new_code_cell, cells(name))], metadata=KERNEL), path)
            start = time.perf_counter()
            lab_page.opened(page, address, path.name)
            lab_page.run_all_cells(page, address, path.name)
            page.wait_for_function(lab_page.SEEN, timeout=90_000)
            return (time.perf_counter() - start,)

        shown("plain")  # fills the browser's cache
        return in_turns(shown, BOTH, times)


def installed(*packages: str) -> tuple[float, float]:
    """Return the seconds and the MB that an empty .venv with these packages takes."""
    with tempfile.TemporaryDirectory() as folder:
        venv, start = Path(folder) / "venv", time.perf_counter()
        run(sys.executable, "-m", "venv", venv)
        run(venv / "bin/python", "-m", "pip", "install", "-q", "--no-cache-dir", *packages)
        return time.perf_counter() - start, megabytes(venv)


def measured(chosen: argparse.Namespace) -> dict[str, tuple[float, float]]:
    """Return the course's figure and the plain notebook's for each cost."""
    names = ("logreg_core", "logreg_core.explorers", PLAIN_IMPORTS)
    (core,), (ours,), (plain,) = in_turns(imported, names, chosen.times)
    rows = {"import_core_s": (core, plain), "import_explorers_s": (ours, plain)}
    rows["first_figure_s"], rows["kernel_mb"] = zip(
        *in_turns(first_figure, BOTH, chosen.times), strict=True
    )
    if chosen.browser:
        (rows["in_lab_s"],) = zip(*in_lab(chosen.times), strict=True)
    if chosen.setup:
        locked = installed("--require-hashes", "-r", ROOT / "locks" / "requirements.txt")
        rows["setup_s"], rows["setup_mb"] = zip(locked, installed(*PACKAGES), strict=True)
    return rows


def commit() -> list[str]:
    """Return the date and the short name of the last commit of what is measured."""
    if changed := run("git", "status", "--porcelain", *MEASURED):
        sys.exit(f"There is no commit with these as they are now:\n{changed}")
    return run("git", "log", "-1", "--format=%cs %h", "--", *MEASURED).split()


def record(made: list[str], rows: dict[str, tuple[float, float]]):
    """Append what was measured to the trend, and leave the other columns empty."""
    line = dict(zip(("date", "commit"), made, strict=True))
    for key, pair in rows.items():
        line |= zip((key, f"{key}_plain"), (f"{number:.4g}" for number in pair), strict=True)
    with TREND.open("r+", encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
        file.seek(0, os.SEEK_END)
        csv.DictWriter(file, columns, lineterminator="\n").writerow(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="turns, of which the median counts")
    parser.add_argument("--browser", action="store_true", help="in JupyterLab and Chromium, too")
    parser.add_argument("--setup", action="store_true", help="install both, anew")
    parser.add_argument("--record", action="store_true", help="append a line to trend.csv")
    chosen = parser.parse_args()
    made = commit() if chosen.record else None
    rows = measured(chosen)
    print(f"{'':68}{'course':>8}{'plain':>8}   ratio")
    for key, (ours, plain) in rows.items():
        print(f"{COSTS[key]:68}{ours:8.2f}{plain:8.2f}{ours / plain:8.2f}")
    if made:
        record(made, rows)


if __name__ == "__main__":
    main()

"""Stamina: notebooks and live figures again and again, restarted, two at once, in little memory.

    .venv/bin/python -m benchmarks.soak                       all parts, notebooks 20 times
    .venv/bin/python -m benchmarks.soak notebooks --times 2   one part, for a short while
    .venv/bin/python -m benchmarks.soak sliders --moves 2000 --only loss

notebooks  all are executed `--times` times, and what they say is compared with what is stored
restart    halfway an endless loop is interrupted, and the kernel restarted; Run All follows
sliders    every control of every live figure is moved; memory is read after 1,000 moves and at
           the end, after 10,000 of them; all figures, two at once, take half an hour
together   two notebooks at once say what is stored
small      a kernel that may hold no more than 1 GiB, as on Binder, runs every notebook

Compared is, as by nbval, every text that a cell puts out, and no picture's bytes. `--only` chooses
notebooks and figures by a part of their name. Needs Linux and requirements-dev.txt.
"""

import argparse
import gc
import json
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import zip_longest
from pathlib import Path

import ipywidgets
import numpy as np
from jupyter_client import KernelManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from threadpoolctl import threadpool_limits

from benchmarks.kernels import kernel, resident
from logreg_core import explorers
from logreg_core.explorers.interactive import MultiToggle
from tools.binder import GIB, watched
from tools.notebooks import NOTEBOOKS, Stopped, code_cells, execute, normalise, read, written

WARM, FLAT = 1_000, 5  # moves until caches are full; MB that a figure may grow after these
LOOP = """
import os, signal, threading
threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
while True: pass"""


def notebooks(chosen: argparse.Namespace) -> list[str]:
    """Execute all notebooks several times."""
    failures = []
    for turn in range(1, chosen.times + 1):
        start = time.perf_counter()
        found = [line for path in chosen.paths for line in differences(path, execute)]
        failures += told(f"run {turn}, {time.perf_counter() - start:.0f} s", found)
    return failures


def restart(chosen: argparse.Namespace) -> list[str]:
    """Interrupt and restart each notebook's kernel in the middle, and run all of it."""
    failures = []
    for path in chosen.paths:
        with kernel(path.parent) as manager:
            heard = interrupted(path, manager)
            manager.restart_kernel()
            found = differences(path, partial(execute, kernel=manager))
        if "KeyboardInterrupt" not in heard:
            found.append(f"{path.name}: the interrupt was not heard: {heard}")
        failures += told(f"{path.stem:24} interrupted and restarted", found)
    return failures


def sliders(chosen: argparse.Namespace) -> list[str]:
    """Move every live figure thousands of times, and see memory stay flat, and no warning."""
    assert chosen.moves > WARM, f"--moves takes more than the {WARM} that fill the caches"
    names = [name for name in explorers.__all__ if name.endswith("_explorer")]
    names = [name for name in names if chosen.only in name]
    new = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, new, max_tasks_per_child=1) as pool:  # a process for each figure
        found = pool.map(partial(moved, n=chosen.moves), names)
        return [line for each in found for line in each]


def together(chosen: argparse.Namespace) -> list[str]:
    """Execute all notebooks, two at any time."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = pool.map(partial(differences, run=execute), chosen.paths)
    return told(
        f"{len(chosen.paths)} notebooks, two at once", [line for each in found for line in each]
    )


def small(chosen: argparse.Namespace) -> list[str]:
    """Hold each kernel to 1 GiB, and print the most that it and all below it held at once."""
    failures = []
    for path in chosen.paths:
        with kernel(path.parent) as manager:
            process = manager.provisioner.pid
            resource.prlimit(process, resource.RLIMIT_DATA, (GIB * 2**20, GIB * 2**20))
            with watched(process) as held:
                found = differences(path, partial(execute, kernel=manager))
            # What the kernel alone held between two looks, a second apart, is known to Linux.
            peak = max(*held, resident(process, "VmHWM"))
        found += [f"{path.name} held {peak:.0f} MB"] * (peak > GIB)
        failures += told(f"{path.stem:24}{peak:5.0f} MB at most", found)
    return failures


def told(what: str, found: list[str]) -> list[str]:
    """Print what was done, and below it what failed; return the failures."""
    print(f"  {what}: {len(found)} failures", *found, sep="\n    ", flush=True)
    return found


def differences(path: Path, run: Callable[[Path], NotebookNode]) -> list[str]:
    """Run a notebook; return a line for each cell that does not say what is stored."""
    try:
        cells = code_cells(normalise(run(path)))
    except Stopped as stopped:
        return [str(stopped)]
    found = []
    for k, (before, now) in enumerate(zip(code_cells(read(path)), cells, strict=True), 1):
        pairs = zip_longest(lines(before), lines(now), fillvalue="nothing")
        changed = [f"{a[:200]!r} is now {b[:200]!r}" for a, b in pairs if a != b]
        found += [f"{path.name}, code cell {k}: {line}" for line in changed[:3]]
    return found


def lines(cell: NotebookNode) -> list[str]:
    """Return all that a cell puts out, line by line, without the bytes of pictures."""
    text = json.dumps(cell.outputs, indent=0, sort_keys=True, ensure_ascii=False)
    text = re.sub(r"[\w+/]{90,}=*", "", text).replace(r"\n", "\n")
    return [line for line in text.splitlines() if re.search(r"\w", line)]


def interrupted(path: Path, manager: KernelManager) -> str:
    """Execute half of a notebook, and after it an endless loop; return what ended it."""
    nb = read(path)
    nb.cells = [*nb.cells[: len(nb.cells) // 2], new_code_cell(LOOP)]
    with tempfile.NamedTemporaryFile("w", suffix=".ipynb") as half:
        half.write(written(nb))
        half.flush()
        try:
            execute(half.name, manager)
        except Stopped as stopped:
            return str(stopped)
    return "nothing"


def moved(name: str, n: int) -> list[str]:
    """Move a figure's controls in turn, n times in all; return what it did wrong."""
    warnings.simplefilter("error")
    threadpool_limits(1)  # two threads on busy cores wait for each other
    figure, rng = getattr(explorers, name)(), random.Random(0)
    values = {key: some(control) for key, control in figure.controls.items()}
    keys, held, found, start = list(values), [], [], time.perf_counter()
    for move in range(1, n + 1):
        key = keys[move % len(keys)]
        try:
            figure.controls[key].value = rng.choice(values[key])
        except Warning as warning:
            found.append(f"{name} warned at {figure.values}: {warning}")
        if move in (WARM, n):
            gc.collect()
            held.append(resident(os.getpid()))
    pace, grown = 1000 * (time.perf_counter() - start) / n, held[1] - held[0]
    what = f"{name:24}{n:7,} moves, {figure.renders:6,} pictures, {pace:5.1f} ms each, "
    what += f"{held[0]:6.1f} MB after {WARM:,}, {held[1]:6.1f} at the end, {grown:+5.1f}"
    return told(what, found[:3] + [f"{name} grew by {grown:.1f} MB"] * (grown > FLAT))


def some(control: ipywidgets.Widget) -> list:
    """Return values that a control can take, from one end to the other."""
    if isinstance(control, MultiToggle):
        return [(), control.options[:1], control.options]
    if isinstance(control, ipywidgets.Text):
        return ["", "0 0 0; 1 1 1; 2.5 2 1; -3 1 0; 2 -1 0"]
    if hasattr(control, "options"):
        return [each[1] if isinstance(each, tuple) else each for each in control.options]
    return np.linspace(control.min, control.max, 100).astype(type(control.value)).tolist()


def main():
    parts = {part.__name__: part for part in (notebooks, restart, sliders, together, small)}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(parts))
    parser.add_argument("--times", type=int, default=20, help="runs of all notebooks")
    parser.add_argument("--moves", type=int, default=10_000, help="moves of each live figure")
    parser.add_argument("--only", default="", help="a part of a notebook's or figure's name")
    chosen = parser.parse_args()
    chosen.paths = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if chosen.only in path.stem]
    failures = []
    for name in chosen.parts or parts:
        print(name, flush=True)
        failures += parts[name](chosen)
    sys.exit(f"{len(failures)} failures" if failures else None)


if __name__ == "__main__":
    main()

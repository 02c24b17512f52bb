"""Every measurement of the course in one table, from fresh runs; RESULTS.md is written from it.

    .venv/bin/python -m benchmarks                  all of them; some two hours
    .venv/bin/python -m benchmarks precision cost   these alone; the page keeps the others' sections

What is timed runs alone, what is only counted two at once. Each prints what it measures while it
runs; then its section of the page is written anew, and the table at the page's head.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from benchmarks.summary import SHORT
from tools.common import ROOT, run

PAGE = ROOT / "RESULTS.md"
HEAD = """\
# What was measured

Each section is the output of one command, written here by `.venv/bin/python -m benchmarks`, which
runs them all (or those that are named). Seconds are those of a small shared machine: ratios within
one run say more. What cannot be measured there, and why, stands in
[CONTRIBUTING.md](CONTRIBUTING.md#places).
"""
SUMMARY = "In short"


class Part(NamedTuple):
    """A measurement: its heading, the command after `python`, and what the reader should know."""

    title: str
    command: str
    about: str
    timed: bool = True


PARTS = {
    "peers": Part(
        "Beside its peers",
        "-m benchmarks.peers",
        "The same problems and traps for ours and for what a learner would otherwise pick.",
    ),
    "precision": Part(
        "Against fifty digits",
        "-m benchmarks.precision",
        "Losses, cost, gradient and coefficients of ours and of the plain formulas.",
    ),
    "mutants": Part(
        "Mutants",
        "-m benchmarks.mutants",
        "Each line of the maths is changed in small ways; some test must notice.",
        timed=False,
    ),
    "soak": Part(
        "Stamina: notebooks again and again",
        "-m benchmarks.soak notebooks",
        "All notebooks are executed twenty times; each time they must say what is stored.",
        timed=False,
    ),
    "restarts": Part(
        "Stamina: restarted, two at once, in 1 GiB",
        "-m benchmarks.soak restart together small",
        "Kernels interrupted and restarted halfway, two notebooks at once, memory as on Binder.",
        timed=False,
    ),
    "sliders": Part(
        "Stamina: sliders",
        "-m benchmarks.soak sliders",
        "Each live figure is moved 10,000 times; memory must stay flat.",
        timed=False,
    ),
    "cost": Part(
        "What it costs",
        "-m benchmarks.footprint --browser --setup",
        "Beside a plain notebook that does the same; `benchmarks/trend.csv` has the trend.",
    ),
    "live": Part(
        "Live figures",
        "benchmarks/live_figures.py 50",
        "From a key in JupyterLab to the new picture, beside plain `interact`.",
    ),
    "training": Part(
        "Training",
        "benchmarks/training.py",
        "The training loop beside the expression that everybody writes.",
    ),
    "estimator": Part(
        "The estimator",
        "benchmarks/estimator.py",
        "`NumpyLogisticRegression` beside scikit-learn's solvers.",
    ),
    "pieces": Part(
        "In pieces",
        "benchmarks/distributed.py",
        "One gradient beside one read of the data, and two workers beside one.",
    ),
    "checks": Part(
        "Checks of the exercises",
        "benchmarks/checks.py",
        "How long a learner waits for the word on an answer.",
    ),
    "versions": Part(
        "Versions",
        "-m tools versions",
        "All tests but the browser's, on the oldest packages that we promise and on the newest.",
        timed=False,
    ),
}


def summary(known: dict[str, str]) -> Iterator[str]:
    """Yield the table at the head of the page, line by line."""
    yield from (f"## {SUMMARY}", "", "| what | measured | when |", "|---|---|---|")
    for name, part in PARTS.items():
        if text := known.get(part.title):
            when = re.search(r": (\S+, commit \w+);", text)[1]
            yield f"| {part.title} | {SHORT[name](text)} | {when} |"


def measured(name: str) -> str:
    """Run a part, show what it prints as it comes, and return its section."""
    part = PARTS[name]
    print(f"\n== {part.title}: python {part.command}", flush=True)
    began, printed = time.time(), []
    command = [sys.executable, "-u", *part.command.split()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line if part.timed else f"{name}: {line}", end="", flush=True)
            printed.append(line)
    if process.returncode:
        raise SystemExit(f"python {part.command}: failed")
    return section(part, "".join(printed), time.time() - began)


def section(part: Part, text: str, seconds: float) -> str:
    """Return a part's section: its command, when it ran, and what it printed."""
    commit = run("git", "log", "-1", "--format=%cs, commit %h").strip()
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    text = text.strip("\n")
    if not re.search(r"^\|.*\|$", text, re.M):  # it is Markdown where it has a table
        text = f"```\n{text}\n```"
    return (
        f"## {part.title}\n\n{part.about}\n`.venv/bin/python {part.command}`: {commit}; {where}; "
        f"{seconds:,.0f} s.\n\n{text}\n"
    )


def sections(page: Path) -> dict[str, str]:
    """Return the sections that a page has, by their headings."""
    text = page.read_text("utf-8") if page.exists() else ""
    found = re.split(r"^(?=## )", text, flags=re.M)[1:]
    return {one.splitlines()[0].removeprefix("## "): one.rstrip("\n") + "\n" for one in found}


def write(page: Path, known: dict[str, str]) -> None:
    """Write the page: the table, and the sections that are known in the order of the parts."""
    there = [known[part.title] for part in PARTS.values() if part.title in known]
    table = "\n".join(summary(known)) + "\n"
    page.write_text("\n".join([HEAD, table, *there]), "utf-8", newline="\n")


def main(names: list[str]) -> None:
    if unknown := set(names) - PARTS.keys():
        raise SystemExit(f"{', '.join(unknown)}? There are: {', '.join(PARTS)}.")
    names = names or list(PARTS)
    timed = [name for name in names if PARTS[name].timed]
    for name in timed:
        keep(name, measured(name))
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = {pool.submit(measured, name): name for name in names if name not in timed}
        for done in as_completed(running):
            if not done.exception():
                keep(running[done], done.result())
    print("", *summary(sections(PAGE)), sep="\n")
    if failed := [str(part.exception()) for part in running if part.exception()]:
        raise SystemExit("\n".join(failed))


def keep(name: str, text: str) -> None:
    """Write a part's section, and leave the others."""
    write(PAGE, sections(PAGE) | {PARTS[name].title: text})


if __name__ == "__main__":
    main(sys.argv[1:])

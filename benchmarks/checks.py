"""How long one check of an exercise takes, beside the plain comparison that it replaces.

    .venv/bin/python benchmarks/checks.py

For each exercise, in ms, the median of some: a right answer; a wrong one that is known (the slowest
of the catalogue, at least as far as that is from being found); a wrong one that nobody has
thought of, which is the slowest way; and the usual check, np.allclose on the same cases.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from logreg_core.practice import EXERCISES, grade


def milliseconds(work, times=20):
    """The median time of calling `work`."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def odd(reference):
    """The right function, a little off, in a way that no catalogue has."""

    def spoilt(*args, **kwargs):
        answer = reference(*args, **kwargs)
        if isinstance(answer, tuple):
            return tuple(np.asarray(part) * 1.37 + 0.01 for part in answer)
        return np.asarray(answer) * 1.37 + 0.01

    return spoilt


def plain(exercise):
    """The usual check: call both on the same cases and compare."""
    for args, kwargs in exercise.cases + exercise.edge_cases:
        mine, ours = exercise.reference(*args, **kwargs), exercise.reference(*args, **kwargs)
        parts = zip(mine, ours, strict=True) if isinstance(ours, tuple) else [(mine, ours)]
        assert all(np.allclose(a, b) for a, b in parts)


def main():
    print(f"{'exercise':20}{'right':>8}{'known':>8}{'unknown':>9}{'plain':>8}   right / plain")
    slowest = 0.0
    for name, exercise in EXERCISES.items():
        wrongs = [mistake.wrong for mistake in exercise.mistakes]
        right = milliseconds(lambda n=name, e=exercise: grade(n, e, e.reference))
        known = max(milliseconds(lambda n=name, e=exercise, w=w: grade(n, e, w), 5) for w in wrongs)
        strange = odd(exercise.reference)
        unknown = milliseconds(lambda n=name, e=exercise, w=strange: grade(n, e, w), 5)
        usual = milliseconds(lambda e=exercise: plain(e))
        slowest = max(slowest, right, known, unknown)
        print(f"{name:20}{right:8.2f}{known:8.2f}{unknown:9.2f}{usual:8.2f}{right / usual:13.1f}")
    print(f"the slowest: {slowest:.1f} ms")


if __name__ == "__main__":
    main()

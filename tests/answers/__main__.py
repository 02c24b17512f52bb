"""python -m tests.answers: what does the check say of each answer of the corpus? The table.

One row for each exercise: how many of its wrong answers are named, and what the others get. Then
every answer that is not named, and every one that is named in words that do not fit.
"""

import sys
from collections import Counter
from collections.abc import Iterable

from logreg_core import practice

from . import ANSWERS, Answer

COLUMNS = ("named", "number only", "shape", "error", "passed")


def verdicts() -> list[tuple[Answer, practice.Feedback]]:
    """Return what the check says of every wrong answer."""
    return [(a, practice.check(a.exercise, a.function)) for a in ANSWERS if not a.right]


def kind(verdict: practice.Feedback) -> str:
    """Return the column of the table into which a verdict belongs."""
    if verdict.passed is not False:
        return "passed"
    if verdict.mistake is not None:
        return "named"
    if "stops with" in verdict.message:
        return "error"
    return "shape" if "Look at the shape" in verdict.message else "number only"


def table(judged: Iterable[tuple[Answer, practice.Feedback]]) -> str:
    """Return the table: exercises, and how often which kind of verdict was given."""
    counts = {name: Counter() for name in practice.EXERCISES}
    for answer, verdict in judged:
        counts[answer.exercise][kind(verdict)] += 1
    counts["all"] = sum(counts.values(), Counter())
    head = f"{'':20}{'wrong':>6}" + "".join(f"{column:>13}" for column in COLUMNS)
    rows = [
        f"{name:20}{count.total():6}" + "".join(f"{count[column]:13}" for column in COLUMNS)
        for name, count in counts.items()
    ]
    named, wrong = counts["all"]["named"], counts["all"].total()
    return "\n".join([head, *rows, f"{named} of {wrong} are named: {named / wrong:.1%}."])


def main() -> int:
    """Print the table and the answers that are not named; return how many have passed."""
    judged = verdicts()
    print(table(judged))
    for answer, verdict in judged:
        if kind(verdict) != "named" or not answer.described_by(verdict.message):
            print(f"\n{answer.exercise}, {answer.name}: {answer.what}\n  {verdict!r}")
    return sum(kind(verdict) == "passed" for _, verdict in judged)


if __name__ == "__main__":
    sys.exit(main())

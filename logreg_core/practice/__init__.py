"""Practice: write a function, have it checked, then read the module's own.

practice.check("logistic", my_logistic)     what is right, or which mistake it looks like
practice.find_bug("logistic", theirs)       whether the bug that was planted in it is gone
practice.reveal("logistic")                 the module's version, folded
practice.ask("logistic", "line")            a question to answer before going on
practice.quiz("logistic")                   the questions at the end of a chapter
practice.progress()                         what is done, chapter by chapter
practice.keep_progress()                    from now on remembered, in one small file
"""

from collections.abc import Callable

from . import gradient, logistic, loss, metrics, prediction, regularization, softmax, training
from .checks import Exercise, Hunt, Mistake, Property, Source, Verdict, judge

__all__ = [
    "EXERCISES",
    "HUNTS",
    "Exercise",
    "Hunt",
    "Mistake",
    "Property",
    "Source",
    "Verdict",
    "check",
    "find_bug",
    "judge",
    "reveal",
]

CHAPTERS = {
    "1 · The logistic function": logistic,
    "2 · Predictions": prediction,
    "3 · Loss": loss,
    "4 · Regularization": regularization,
    "5 · The gradient": gradient,
    "6 · The training loop": training,
    "7 · Evaluation": metrics,
    "8 · Extending": softmax,
}
EXERCISES: dict[str, Exercise] = {
    name: exercise for chapter in CHAPTERS.values() for name, exercise in chapter.EXERCISES.items()
}
HUNTS: dict[str, Hunt] = {
    name: hunt for chapter in CHAPTERS.values() for name, hunt in chapter.HUNTS.items()
}


def check(name: str, learner: Callable) -> Verdict:
    """Compare a learner's function with the module's function `name`."""
    return judge(name, _exercise(name), learner)


def find_bug(name: str, repaired: Callable) -> Verdict:
    """Say whether the bug that was planted in a function is gone, without naming it."""
    verdict, hunt = check(name, repaired), HUNTS[name]
    if verdict.mistake == hunt.planted:
        return Verdict(None, f"The bug is still in there. {hunt.tool}")
    return verdict


def reveal(function: str | Callable) -> Source:
    """Return the source of a function, or of an exercise's, folded in a notebook."""
    return Source(function if callable(function) else _exercise(function).reference)


def _exercise(name: str) -> Exercise:
    if name not in EXERCISES:
        raise ValueError(f"there is no exercise {name!r}: choose from {', '.join(EXERCISES)}.")
    return EXERCISES[name]

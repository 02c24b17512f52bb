"""Practice: write a function, have it checked, then read the module's own.

practice.check("logistic", my_logistic)     what is right, or which mistake it looks like
practice.reveal("logistic")                 the module's version, folded
"""

from collections.abc import Callable

from . import gradient, logistic, loss, metrics, prediction, regularization, training
from .checks import Exercise, Mistake, Source, Verdict, judge

__all__ = ["EXERCISES", "Exercise", "Mistake", "Source", "Verdict", "check", "reveal"]

CHAPTERS = (logistic, prediction, loss, regularization, gradient, training, metrics)
EXERCISES: dict[str, Exercise] = {
    name: exercise for chapter in CHAPTERS for name, exercise in chapter.EXERCISES.items()
}


def check(name: str, learner: Callable) -> Verdict:
    """Compare a learner's function with the module's function `name`."""
    return judge(name, _exercise(name), learner)


def reveal(function: str | Callable) -> Source:
    """Return the source of a function, or of an exercise's, folded in a notebook."""
    return Source(function if callable(function) else _exercise(function).reference)


def _exercise(name: str) -> Exercise:
    if name not in EXERCISES:
        raise ValueError(f"there is no exercise {name!r}: choose from {', '.join(EXERCISES)}.")
    return EXERCISES[name]

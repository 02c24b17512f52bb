"""Practice: write a function, have it checked, then read the module's own.

practice.check("logistic", my_logistic)     what is right, or which mistake it looks like
practice.check_fix("logistic", theirs)       whether the bug that was planted in it is gone
practice.show_solution("logistic")                 the module's version, folded
practice.question("line")           a question to answer before going on
practice.quiz("logistic")                   the questions at the end of a chapter
practice.progress()                         what is done, chapter by chapter
practice.keep_progress()                    from now on remembered, in one small file
"""

from collections.abc import Callable
from dataclasses import replace

from . import (
    distributed,
    gradient,
    logistic,
    loss,
    metrics,
    prediction,
    regularization,
    sanity,
    softmax,
    training,
)
from . import progress as _progress
from .checks import BugTask, Exercise, Feedback, Mistake, Property, Source, grade
from .progress import Report
from .questions import Question
from .quiz import Quiz

__all__ = [
    "BUG_TASKS",
    "EXERCISES",
    "BugTask",
    "Exercise",
    "Feedback",
    "Mistake",
    "Property",
    "Question",
    "Quiz",
    "Report",
    "Source",
    "check",
    "check_fix",
    "forget_progress",
    "grade",
    "keep_progress",
    "progress",
    "question",
    "quiz",
    "show_solution",
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
    "9 · Beyond one machine": distributed,
}
EXERCISES: dict[str, Exercise] = {
    name: exercise for chapter in CHAPTERS.values() for name, exercise in chapter.EXERCISES.items()
}
BUG_TASKS: dict[str, BugTask] = {
    name: hunt for chapter in CHAPTERS.values() for name, hunt in chapter.BUG_TASKS.items()
}


QUESTIONS: dict[str, Question] = {
    key: question
    for chapter in (*CHAPTERS.values(), sanity)
    for key, question in chapter.QUESTIONS.items()
}


def check(name: str, learner: Callable) -> Feedback:
    """Compare a learner's function with the module's function `name`."""
    verdict = grade(name, _chosen(name, EXERCISES, "exercise"), learner)
    if verdict.passed:
        _progress.note(name)
    return verdict


def check_fix(name: str, repaired: Callable) -> Feedback:
    """Say whether the bug that was planted in a function is gone; once it is, what it was."""
    hunt = _chosen(name, BUG_TASKS, "bug in")
    verdict = grade(name, EXERCISES[name], repaired)
    if verdict.mistake == hunt.bug:
        return Feedback(None, f"The bug is still in there. {hunt.tool}")
    if verdict.passed:
        _progress.note(f"bug in {name}")
        return replace(verdict, message=f"{verdict.message} {hunt.lesson}".strip())
    return verdict


def show_solution(function: str | Callable) -> Source:
    """Return the source of a function, or of an exercise's, folded in a notebook."""
    if callable(function):
        return Source(function)
    return Source(_chosen(function, EXERCISES, "exercise").reference)


def question(key: str) -> Quiz:
    """Return one question, to be answered before going on."""
    return Quiz([_chosen(key, QUESTIONS, "question")])


def quiz(chapter: str) -> Quiz:
    """Return the questions at the end of a chapter, which is named as its file."""
    questions = _chosen(chapter, _by_file(), "quiz").QUIZ
    return Quiz(questions, lambda k: _progress.note(f"quiz {chapter} {k + 1}"))


def progress(chapter: str | None = None) -> Report:
    """Return what is done: exercises, bugs and quiz questions, in all chapters or in one."""
    chosen = CHAPTERS.values() if chapter is None else [_chosen(chapter, _by_file(), "chapter")]
    return Report(
        {title: _items(chapter) for title, chapter in CHAPTERS.items() if chapter in chosen}
    )


def keep_progress() -> None:
    """From now on remember what is done in the file my_progress.json."""
    print(_progress.keep())


def forget_progress() -> None:
    """Delete that file, and begin anew."""
    print(_progress.forget())


def _by_file() -> dict:
    return {chapter.__name__.split(".")[-1]: chapter for chapter in CHAPTERS.values()}


def _items(chapter) -> list[str]:
    file = chapter.__name__.split(".")[-1]
    return [
        *chapter.EXERCISES,
        *(f"bug in {name}" for name in chapter.BUG_TASKS),
        *(f"quiz {file} {k + 1}" for k in range(len(chapter.QUIZ))),
    ]


def _chosen(name: str, there: dict, what: str):
    if name not in there:
        raise ValueError(f"there is no {what} {name!r}: choose from {', '.join(there)}.")
    return there[name]

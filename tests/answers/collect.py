"""What the authors of the answers write above each: `right` or `wrong`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

ANSWERS: list["Answer"] = []


@dataclass(frozen=True)
class Answer:
    """One answer. what: its mistake; says: what a diagnosis of it would match; "" if it is right.

    ordinary_only: right on ordinary inputs, stopped by the extremes.
    """

    exercise: str
    function: Callable
    what: str = ""
    says: str = ""
    ordinary_only: bool = False

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return not self.what

    @property
    def name(self) -> str:
        """The name of the function; of a class's instance or a partial function, its class's."""
        return getattr(self.function, "__name__", type(self.function).__name__)

    def described_by(self, message: str) -> bool:
        """Say whether a message is about this mistake."""
        return re.search(self.says, message, re.I) is not None


def right(exercise: str, *, ordinary_only: bool = False) -> Callable:
    """Note the right answer that follows."""
    return _note(lambda function: Answer(exercise, function, ordinary_only=ordinary_only))


def wrong(exercise: str, what: str, says: str) -> Callable:
    """Note the wrong answer that follows."""
    return _note(lambda function: Answer(exercise, function, what, says))


def _note(answer: Callable) -> Callable:
    def note(function):
        ANSWERS.append(answer(function))
        return function

    return note

"""A question with options, each with its own feedback: what a quiz is made of."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question, its options as (text, feedback), and the number of the right one.

    In all texts `code` stands between backticks. proof: what would be False if the right option
    were not right, where numbers can show it.
    """

    text: str
    options: tuple[tuple[str, str], ...]
    right: int
    proof: Callable[[], bool] | None = None


def as_html(text: str) -> str:
    """Return a text with its `code` set as code."""
    return re.sub("`(.+?)`", r"<code>\1</code>", html.escape(text, quote=False))


def as_text(text: str) -> str:
    """Return a text without its backticks."""
    return text.replace("`", "")

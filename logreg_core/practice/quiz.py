"""Questions to answer in the notebook: buttons, and a word on whichever is pressed.

The right answers stand in the chapters' files, never in a notebook. Where no kernel runs, the
questions can still be read.
"""

import html
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from .._lifetime import close_with, keep_while_shown, weakly
from .._mime import widget_view
from .questions import Question, as_html, as_text

LETTERS = "ABCDEFGH"
# ipywidgets cuts a button's text off at one line; these are sentences.
STYLE = """<style>
.course-quiz .jupyter-button {height: auto; width: auto; max-width: 46em; padding: 6px 12px;
 white-space: normal; text-align: left; line-height: 1.4; font-size: 14px}
.course-quiz .widget-html-content {font-size: 14px; line-height: 1.5; max-width: 50em}
</style>"""


class Quiz:
    """Questions with buttons. From code, `quiz.choose(0, 2)` presses the third button of the first.

    on_right is called with a question's number when it is answered rightly.
    """

    def __init__(
        self, questions: Sequence[Question], on_right: Callable[[int], None] = lambda k: None
    ):
        self.questions, self._on_right = tuple(questions), on_right
        self.first_tries: list[int | None] = [None] * len(self.questions)
        self.feedback = [widgets.HTML() for _ in self.questions]
        self.buttons = [
            [widgets.Button(description=text) for text in _lettered(question)]
            for question in self.questions
        ]
        self.score = widgets.HTML()
        parts, choose = [widgets.HTML(STYLE)], weakly(self.choose)
        for k, question in enumerate(self.questions):
            for option, button in enumerate(self.buttons[k]):
                button.on_click(lambda _, k=k, option=option: choose(k, option))
            heading = widgets.HTML(f"<b>{self._number(k)}{as_html(question.text)}</b>")
            heading.layout.margin = "12px 0 0"
            parts += [heading, *self.buttons[k], self.feedback[k]]
        self.box = widgets.VBox([*parts, self.score])
        self.box.add_class("course-quiz")
        close_with(self, self.box)

    def choose(self, k: int, option: int) -> None:
        """Answer question k, and show what there is to say about that option."""
        question = self.questions[k]
        good = option == question.right
        if self.first_tries[k] is None:
            self.first_tries[k] = option
        for other, (button, text) in enumerate(
            zip(self.buttons[k], _lettered(question), strict=True)
        ):
            mark = {True: "✓ ", False: "✗ "}[good] if other == option else ""
            button.description = mark + text
        color, word = ("#00785A", "✓ Yes.") if good else ("#A8400A", "✗ Not that one.")
        self.feedback[k].value = (
            f'<div role="status" style="border-left:5px solid {color};padding:4px 12px">'
            f'<b style="color:{color}">{word}</b> {as_html(question.options[option][1])}</div>'
        )
        if good:
            self._on_right(k)
        self._keep_score()

    def _keep_score(self) -> None:
        tried = [first for first in self.first_tries if first is not None]
        if len(self.questions) > 1 and len(tried) == len(self.questions):
            hits = sum(
                first == question.right
                for first, question in zip(self.first_tries, self.questions, strict=True)
            )
            self.score.value = (
                f'<div role="status"><b>{hits} of {len(tried)} right at the first try.</b></div>'
            )

    def _number(self, k: int) -> str:
        return f"{k + 1} · " if len(self.questions) > 1 else ""

    def __repr__(self) -> str:
        return "\n\n".join(
            "\n".join([self._number(k) + as_text(question.text), *_lettered(question)])
            for k, question in enumerate(self.questions)
        )

    def _repr_mimebundle_(self, **_) -> dict:
        """The buttons where a kernel runs; elsewhere the questions alone."""
        keep_while_shown(self)
        lists = "".join(
            f"<p><b>{self._number(k)}{as_html(question.text)}</b><br>"
            + "<br>".join(map(html.escape, _lettered(question)))
            + "</p>"
            for k, question in enumerate(self.questions)
        )
        return {
            **widget_view(self.box.model_id),
            "text/html": f"{lists}<p><em>Run the notebook to answer.</em></p>",
            "text/plain": repr(self),
        }


def _lettered(question: Question) -> list[str]:
    return [
        f"{letter} · {as_text(text)}"
        for letter, (text, _) in zip(LETTERS, question.options, strict=False)
    ]

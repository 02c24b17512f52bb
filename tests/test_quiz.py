"""Quizzes and progress: every answer has a word, the right one is right, nothing is given away."""

import json

import numpy as np
import pytest

from logreg_core import practice
from logreg_core.practice import CHAPTERS, QUESTIONS, Question, Quiz
from logreg_core.practice import progress as report
from logreg_core.practice.progress import _done

ALL = [*QUESTIONS.values(), *(question for room in CHAPTERS.values() for question in room.QUIZ)]


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    """No test knows what another has done."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "my_progress.json"))
    _done.clear()
    yield tmp_path / "my_progress.json"
    _done.clear()


# --- the questions -----------------------------------------------------------------------------


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.text[:50])
def test_every_option_has_feedback_of_its_own(question):
    options, feedback = zip(*question.options, strict=True)
    assert 3 <= len(options) <= 5
    assert len(set(options)) == len(set(feedback)) == len(options)
    assert all(text.endswith((".", "?")) for text in feedback)
    assert 0 <= question.right < len(options)
    assert question.text.endswith(("?", "."))


@pytest.mark.parametrize("question", [q for q in ALL if q.proof], ids=lambda q: q.text[:50])
def test_the_right_answers_are_right(question):
    assert question.proof()


def test_many_answers_are_proved_by_numbers():
    assert sum(question.proof is not None for question in ALL) >= 30


def test_every_chapter_has_a_quiz_and_something_to_predict():
    assert all(len(room.QUIZ) >= 5 and room.QUESTIONS for room in CHAPTERS.values())


def test_the_right_answer_has_no_favourite_place_and_is_not_the_longest():
    places = np.bincount([question.right for question in ALL])
    assert places.max() <= 0.7 * len(ALL)
    longest = [
        max(range(len(q.options)), key=lambda k: len(q.options[k][0])) == q.right for q in ALL
    ]
    assert np.mean(longest) < 0.6


# --- the quiz ----------------------------------------------------------------------------------

TWO = (
    Question("What is `1 + 1`?", (("1", "Less."), ("2", "Both."), ("3 < 4", "More.")), right=1),
    Question("And `2 + 2`?", (("4", "Four."), ("5", "Five."), ("22", "Joined.")), right=0),
)


def test_any_answer_gets_its_word():
    quiz = Quiz(TWO)
    quiz.choose(0, 2)
    assert "✗ Not that one.</b> More." in quiz.feedback[0].value
    assert [b.description for b in quiz.buttons[0]] == ["A · 1", "B · 2", "✗ C · 3 < 4"]
    quiz.choose(0, 1)
    assert "✓ Yes.</b> Both." in quiz.feedback[0].value
    assert [b.description for b in quiz.buttons[0]] == ["A · 1", "✓ B · 2", "C · 3 < 4"]
    assert 'role="status"' in quiz.feedback[0].value
    assert quiz.feedback[1].value == ""


def test_the_first_tries_are_counted_when_all_is_answered():
    quiz, right = Quiz(TWO), []
    quiz = Quiz(TWO, right.append)
    quiz.buttons[0][2].click()
    quiz.buttons[0][1].click()
    assert (quiz.score.value, right) == ("", [0])
    quiz.buttons[1][0].click()
    assert "1 of 2 right at the first try." in quiz.score.value
    assert right == [0, 1]


def test_one_question_has_no_number_and_no_score():
    quiz = practice.question("line")
    quiz.choose(0, quiz.questions[0].right)
    assert quiz.score.value == ""
    assert repr(quiz).startswith("What will the line say")


def test_without_a_kernel_the_questions_can_be_read_and_the_answers_not():
    data = Quiz(TWO)._repr_mimebundle_()
    assert data["text/plain"] == (
        "1 · What is 1 + 1?\nA · 1\nB · 2\nC · 3 < 4\n\n2 · And 2 + 2?\nA · 4\nB · 5\nC · 22"
    )
    assert "<b>1 · What is <code>1 + 1</code>?</b><br>A · 1<br>" in data["text/html"]
    assert "3 &lt; 4" in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data
    shown = data["text/plain"] + data["text/html"]
    assert not [word for word in ("Less", "Both", "More", "✓") if word in shown]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: practice.question("colour"), "there is no question 'colour': choose from line"),
        (lambda: practice.quiz("sigmoid"), "there is no quiz 'sigmoid': choose from logistic"),
        (lambda: practice.progress("ten"), "there is no chapter 'ten': choose from logistic"),
        (lambda: practice.check_fix("logit", None), "there is no bug in 'logit': choose from"),
    ],
)
def test_unknown_names_get_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


# --- progress ----------------------------------------------------------------------------------


def solve_something():
    practice.check("logistic", practice.EXERCISES["logistic"].reference)
    practice.check_fix("logistic", practice.EXERCISES["logistic"].reference)
    practice.quiz("logistic").choose(4, 2)


def test_nothing_is_written_unless_the_learner_wishes(fresh):
    solve_something()
    assert not fresh.exists()
    assert repr(report("logistic")) == (
        "1 · The logistic function   3 of  8\n"
        "Remembered until the kernel stops; practice.keep_progress() keeps it longer."
    )


def test_wrong_answers_are_no_progress():
    practice.check("logistic", practice.EXERCISES["logistic"].mistakes[0].wrong)
    practice.quiz("logistic").choose(0, 0)
    assert " 0 of  8" in repr(report("logistic"))


def test_what_is_kept_outlives_the_kernel(fresh, capsys):
    practice.check("logit", practice.EXERCISES["logit"].reference)
    practice.keep_progress()
    solve_something()
    assert "From now on your progress is kept in" in capsys.readouterr().out
    assert json.loads(fresh.read_text("utf-8")) == {
        "done": ["bug in logistic", "logistic", "logit", "quiz logistic 5"]
    }
    _done.clear()  # a new kernel
    assert " 4 of  8" in repr(report("logistic"))
    assert f"Kept in {fresh}" in repr(report())
    assert len(repr(report()).splitlines()) == len(CHAPTERS) + 1


def test_two_notebooks_add_to_one_file(fresh):
    practice.keep_progress()
    fresh.write_text('{"done": ["score"]}')  # the other notebook
    practice.check("logit", practice.EXERCISES["logit"].reference)
    assert json.loads(fresh.read_text("utf-8")) == {"done": ["logit", "score"]}


def test_forgetting_deletes_the_file(fresh):
    practice.keep_progress()
    solve_something()
    practice.forget_progress()
    assert not fresh.exists()
    assert " 0 of  8" in repr(report("logistic"))


@pytest.mark.parametrize("text", ["{", "[]", '{"done": 3}', '{"done": [3]}', "{}"])
def test_a_strange_file_is_left_as_it_is(fresh, text):
    fresh.write_text(text)
    solve_something()
    assert fresh.read_text() == text
    assert "is not a file of this course's progress, so it was left as it is" in repr(report())
    with pytest.raises(ValueError, match="rename or delete it"):
        practice.keep_progress()


def test_a_folder_that_cannot_be_written_gets_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("COURSE_PROGRESS", "/nowhere/at/all.json")
    practice.keep_progress()
    assert "Not kept: /nowhere/at/all.json could not be written" in capsys.readouterr().out
    solve_something()


def test_the_report_has_a_face_for_notebooks():
    solve_something()
    face = report("logistic")._repr_html_()
    assert "<progress value='3' max='8' aria-label='1 · The logistic function'>" in face
    assert "3 of 8" in face

"""Each notebook as it is for the learner who solves everything, and for the one who solves nothing.

Solved: every exercise and every planted bug is replaced by a right function, the whole notebook
runs, and every check says ✓. Unsolved is how the notebooks are committed; nbval runs them, and
here it is only read that each check says so.
"""

import re
from pathlib import Path

import pytest
from nbclient import NotebookClient

from logreg_core import practice
from tools.notebooks import NOTEBOOKS, REFERENCE, checks, code_cells, read, said, solved, tags

from .alternative_solutions import SECOND

pytestmark = pytest.mark.slow

CHAPTERS = sorted(path for path in NOTEBOOKS.glob("0[1-9]_*.ipynb"))


OTHERS = "tests.alternative_solutions"
SOURCES = {
    "module": REFERENCE,
    "second answer": f"__import__('{OTHERS}').alternative_solutions.SECOND[{{!r}}][0]",
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_with_right_answers_every_check_says_so(path, source, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
    nb = solved(read(path), SOURCES[source])
    resources = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(nb, timeout=120, kernel_name="python3", resources=resources).execute()
    answers = {name: said(cell) for _, cell, _, name in checks(nb)}
    assert answers
    assert {name: text for name, text in answers.items() if not text.startswith("✓")} == {}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_with_nothing_written_every_check_says_so(path):
    for cell, check, _, name in checks(read(path)):
        expected = "not written yet" if "exercise" in tags(cell) else "The bug is still in there."
        assert expected in said(check), name
        assert said(check).startswith("…")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_each_exercise_has_three_hints_one_in_the_other_and_the_answer(path):
    nb = read(path)
    source = "\n".join(cell.source for cell in nb.cells)
    groups = re.findall(
        r"(?:<details><summary>Hint.*?)+</details>\n</details>\n</details>", source, re.S
    )
    assert all(re.findall(r"Hint (\d):", group) == ["1", "2", "3"] for group in groups)
    assert source.count("<summary>Hint") == 3 * len(groups)
    assert len(groups) == len(checks(nb))
    for exercise in [name for cell, _, name, _ in checks(nb) if "exercise" in tags(cell)]:
        assert f'practice.show_solution("{exercise}")' in source


def test_every_exercise_of_the_catalogue_is_in_a_notebook():
    there = {exercise for path in CHAPTERS for _, _, exercise, _ in checks(read(path))}
    assert there == set(practice.EXERCISES)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_each_chapter_asks_quizzes_plants_a_bug_and_reports(path):
    sources = [cell.source for cell in code_cells(read(path))]
    (chapter,) = re.findall(r'practice\.quiz\("(\w+)"\)', "\n".join(sources))
    room = practice._by_file()[chapter]
    assert f'practice.progress("{chapter}")' in sources
    asked = re.findall(r'practice\.question\("(\w+)"\)', "\n".join(sources))
    assert sorted(asked) == sorted(room.QUESTIONS)
    assert any(
        f'practice.check_fix("{name}"' in source for name in room.BUG_TASKS for source in sources
    )


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_notebook_gives_an_answer_away(path):
    """What is said about an option of a quiz stands nowhere in the file."""
    text = path.read_text("utf-8")
    (chapter,) = re.findall(r'practice\.quiz\(\\"(\w+)\\"\)', text)
    room = practice._by_file()[chapter]
    for question in (*room.QUIZ, *room.QUESTIONS.values()):
        for _, feedback in question.options:
            if len(feedback) > 30:
                assert feedback not in text


def test_the_alternative_solutions_are_other_functions():
    for name, rights in SECOND.items():
        assert practice.EXERCISES[name].reference not in rights

"""TEACHING.md says nothing that the notebooks do not, and the copies are what they promise."""

import re

import pytest

from tools import assignments, jupyterhub, teaching_notes
from tools.notebooks import (
    NOTEBOOKS,
    ROOT,
    checks,
    code_cells,
    prose,
    read,
    story_problems,
    tags,
    without_pictures,
)
from tools.solutions import BODIES, BUG_FIXES

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
PLANS = ("One lesson of 90 minutes", "Three lessons of 90 minutes", "A week at home")
README = re.findall(
    r"\(notebooks/(\w+)\.ipynb\).*\| (\d+) \|$", (ROOT / "README.md").read_text(), re.M
)
MINUTES = {stem: int(minutes) for stem, minutes in README}
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def headings(path, level="##"):
    return re.findall(rf"^{level} (.+)$", prose(read(path)), re.M)


# ---- TEACHING.md ----------------------------------------------------------------------------


@each_notebook
def test_each_section_has_a_note_and_no_note_is_left_over(path):
    noted = list(teaching_notes.notes()[path.stem])
    assert [heading for heading in headings(path) if heading not in noted] == []
    assert noted == [heading for heading in headings(path, "#{2,3}") if heading in noted]
    kinds = {"Say", "Ask", "Watch for", "Board", "Answer"}
    for heading, note in teaching_notes.sections()[path.stem].items():
        found = set(re.findall(r"^- \*\*([\w ]+):\*\*", note.note, re.M))
        assert found, heading
        assert found <= kinds, heading


@each_notebook
def test_the_minutes_add_up_to_those_of_the_readme(path):
    assert sum(teaching_notes.minutes()[path.stem].values()) == MINUTES[path.stem]


def rows(plan):
    """The tables of a plan: their rows, and what their last row says."""
    for table in re.findall(r"(?:^\|.*\n)+", teaching_notes.parts()[plan], re.M):
        cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]]
        yield cells[:-1], int(cells[-1][0].strip("*"))


@pytest.mark.parametrize("plan", PLANS)
def test_the_plans_add_up(plan):
    tables = list(rows(plan))
    assert len(tables) == (3 if "Three" in plan else 1)
    for lines, total in tables:
        assert sum(int(minutes) for minutes, *_ in lines) == total
        assert "90" not in plan or total == 90


@pytest.mark.parametrize("plan", PLANS)
def test_the_plans_name_what_there_is(plan):
    named = {teaching_notes.title(path): path for path in PATHS}
    for lines, _ in rows(plan):
        for minutes, first, second, *_ in lines:
            if plan == "A week at home":
                assert int(minutes) == MINUTES[named[second].stem]
            else:
                assert second in headings(named[first], "#{2,3}")


NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:e[-+]\d+)?")


def numbers(text):
    """All numbers that say something: those with a decimal point, or of three digits or more."""
    found = {number.replace(",", "").rstrip(".") for number in NUMBER.findall(text)}
    return {number for number in found if re.search(r"\.|e|\d{3}", number)}


@each_notebook
def test_every_number_of_a_chapter_stands_in_its_notebook(path):
    """In a stored output or in the prose, and to the very digit."""
    nb = read(path)
    shown = "\n".join(str(cell.outputs) for cell in code_cells(nb))
    there = numbers(without_pictures(shown) + prose(nb))
    assert numbers(teaching_notes.chapters()[path.stem]) - there == set()


def test_the_hubs_link_is_the_one_that_is_shown():
    link = jupyterhub.link("https://HUB", "notebooks/01_logistic_function.ipynb")
    assert link in teaching_notes.TEACHING.read_text("utf-8")


# ---- copies ---------------------------------------------------------------------------------


@each_notebook
def test_a_students_copy_is_open_and_gives_nothing_away(path):
    nb = assignments.student(path)
    assert assignments.giveaways(nb) == []
    assert list(story_problems(nb, NOTEBOOKS)) == []
    assert [cell.id for cell in code_cells(nb) if cell.outputs or cell.execution_count] == []
    assert tagged(nb) == tagged(read(path))


def tagged(nb):
    """The cells of a notebook that have a part in the play: exercises, live figures, questions."""
    return [cell.id for cell in nb.cells if tags(cell) - {"answer"}]


@each_notebook
def test_a_teachers_copy_holds_every_note_and_answer(path):
    nb = assignments.teacher(path)
    text = "\n".join(cell.source for cell in nb.cells)
    quoted = re.sub(r"^> ?", "", text, flags=re.M)
    for heading, note in teaching_notes.sections()[path.stem].items():
        assert note.note in quoted, heading
    for cell, _, exercise, _ in checks(nb):
        right = BODIES[exercise] if "exercise" in tags(cell) else BUG_FIXES[exercise][1]
        assert right.splitlines()[-1].strip() in cell.source
    assert list(story_problems(nb, NOTEBOOKS)) == []
    for asked in re.findall(r'^practice\.question\("(\w+)"\)$', text, re.M):
        assert assignments.practice.QUESTIONS[asked].options[0][1] in text


def test_answers_that_a_student_is_to_find_are_found_in_a_copy():
    """The rule that finds nothing in students' copies does find what is there."""
    copies = [assignments.teacher(path) for path in PATHS if checks(read(path))]
    assert all(map(assignments.giveaways, copies))


def test_the_copies_are_written_with_all_that_they_need(tmp_path):
    assignments.write(tmp_path)
    for kind in assignments.KINDS:
        assert (tmp_path / kind / "logreg_core" / "__init__.py").is_file()
        assert (tmp_path / kind / "run.py").is_file()
        assert len(list((tmp_path / kind / "notebooks").glob("*.ipynb"))) == len(PATHS)

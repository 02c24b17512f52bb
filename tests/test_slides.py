"""The rule that makes slides of notebooks (tools/slides.py); the browser is in its check."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from logreg_core import plots
from logreg_core.plots import image_tag, png
from tools import slides, teaching_notes
from tools.notebooks import NOTEBOOKS, read

NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
SENTENCE = "You stand on a hillside in thick fog and want to go down. "
HILL = image_tag(png(plots.figure()[0]), "A hill.", 900)
PICTURE = new_output("display_data", {"text/html": HILL, "text/plain": "A hill."})


def code(source="1 + 1", *tags, outputs=()):
    return new_code_cell(source, metadata={"tags": list(tags)}, outputs=list(outputs))


def made(*cells, **notes):
    """The cells of slides; a text stands for a Markdown cell."""
    cells = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return slides.slides(new_notebook(cells=cells), notes).cells


def types(cells):
    return [slides.slide_type(cell) for cell in cells]


def test_a_heading_begins_a_slide_and_a_lower_one_a_screen_below_it():
    assert types(made("# One\n\nText.", code(), "## Two\n\n### Three", code())) == [
        *("slide", None),
        *("slide", "subslide", None),
    ]


def test_headings_that_follow_text_in_one_cell_are_cut_from_it():
    cells = made("# One", "Text.\n\n## Two\n\nMore.")
    assert [cell.source for cell in cells] == ["# One", "Text.", "## Two\n\nMore."]
    assert len({cell.id for cell in cells}) == 3


def test_long_prose_goes_on_below_and_no_word_is_lost():
    text = "\n\n".join([SENTENCE * 6] * 9)
    cells = made("# One", f"## Two\n\n{text}")
    assert types(cells)[:3] == ["slide", "slide", "subslide"]
    assert " ".join(cell.source for cell in cells).split() == f"# One ## Two {text}".split()
    assert all(cell.source.count(SENTENCE) <= 36 for cell in cells)
    assert '"Two"' in str(cells[2].metadata[slides.FONTS])  # the section's name


def test_code_takes_along_the_paragraph_that_introduces_it():
    prose = f"{SENTENCE}\n\nNow:\n\n$$x = 1$$"
    cells = made("## Two", SENTENCE * 12, prose, code("1\n" * 15))
    assert [cell.source[:4] for cell in cells] == ["## T", "You ", "You ", "Now:", "1\n1\n"]
    assert types(cells) == ["slide", None, None, "subslide", None]
    cells = made("## Two", SENTENCE * 12, prose, code("1\n" * 20))  # too high together
    assert types(cells) == ["slide", None, None, "subslide"]


def test_a_remark_takes_along_the_code_that_it_is_about():
    cells = made("## Two", SENTENCE * 12, "Now:", code("1\n" * 10), SENTENCE * 3)
    assert [cell.source[:4] for cell in cells] == ["## T", "You ", "Now:", "1\n1\n", "You "]
    assert types(cells) == ["slide", None, "subslide", None, None]


def test_what_answers_a_question_is_on_another_screen():
    cells = made("# One", code('practice.question("hill")', "quiz"), code("print(62)"))
    assert types(cells) == ["slide", None, "subslide"]
    cells = made("# One", "1. How?\n\n<details><summary>Answers</summary>\n\n1. So.\n\n</details>")
    assert types(cells) == ["slide", None, "skip"]
    assert types(made("# One", "<details>So.</details>", code())) == ["slide", "skip", "subslide"]


@pytest.mark.parametrize(
    "cell",
    [
        code("folders = 1", "setup"),
        code("import numpy as np\n\nfrom logreg_core import cost"),
        "<details><summary>Hint 1</summary>\n\n<details>Hint 2\n\n</details>\n</details>",
        "[← Back](00_start_here.ipynb) · [Next →](02_predictions.ipynb)",
    ],
)
def test_what_nobody_wants_to_see_is_there_but_not_shown(cell):
    assert types(made("# One", cell)) == ["slide", "skip"]


def test_the_code_of_a_picture_is_folded_and_other_code_is_not():
    picture, other = made("# One", code(outputs=[PICTURE]), code())[1:]
    assert picture.metadata["jupyter"] == {"source_hidden": True}
    assert "jupyter" not in other.metadata


def test_what_is_longer_than_a_screen_scrolls():
    short, long = made("# One", code(), code("1\n" * 40))[1:]
    assert "scrolled" not in short.metadata
    assert long.metadata["scrolled"]


def test_notes_stand_behind_their_heading_and_on_no_screen():
    _, two, note, last = made("# One", "## Two `x`\n\nText.", code(), **{"Two `x`": "Say: hello."})
    assert (two.source, last.source) == ("## Two `x`\n\nText.", "1 + 1")
    assert note.source == "Say: hello."
    assert slides.slide_type(note) == "notes"
    assert note.metadata[slides.DECK] == {"layer": "notes"}
    with pytest.raises(AssertionError, match="no heading for the notes of Three"):
        made("# One", Three="Say: hello.")


def test_a_fold_that_is_not_closed_is_seen():
    with pytest.raises(AssertionError, match="not closed"):
        made("# One", "<details>\n\nText.")


@pytest.mark.parametrize("name", NAMES)
def test_the_slides_of_the_course_are_as_they_should_be(name):
    original, notes = read(NOTEBOOKS / f"{name}.ipynb"), teaching_notes.notes()[name]
    nb = slides.slides(original, notes)
    assert list(slides.problems(nb, original)) == []
    assert types(nb.cells).count("notes") == len(notes) > 0


def spoil_order(nb):
    nb.cells.reverse()


def spoil_words(nb):
    nb.cells[0].source += " more"


def spoil_type(nb):
    nb.cells[0].metadata.slideshow.slide_type = "-"


def spoil_start(nb):
    begins = next(cell for cell in nb.cells if cell.source.startswith("## "))
    begins.metadata.slideshow.slide_type = "subslide"


def spoil_fold(nb):
    for cell in nb.cells:
        if slides.slide_type(cell) == "skip":
            del cell.metadata["slideshow"]


def spoil_id(nb):
    nb.cells[0].id = "two words"


def spoil_screens(nb):
    for cell in slides.starts(nb)[2:]:
        cell.metadata.slideshow.slide_type = "skip"


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (spoil_order, "not the same code"),
        (spoil_words, "not the same words"),
        (spoil_type, "would hide"),
        (spoil_start, "no slide begins"),
        (spoil_fold, "shown: "),
        (spoil_id, "not a valid notebook"),
        (spoil_screens, "2 screens"),
    ],
)
def test_each_problem_is_seen(spoil, problem):
    original = read(NOTEBOOKS / "01_logistic_function.ipynb")
    nb = slides.slides(original, {})
    spoil(nb)
    assert any(problem in line for line in slides.problems(nb, original))


def test_they_are_written_with_all_that_they_need(tmp_path):
    written = slides.write(tmp_path / "slides")
    assert [path.stem for path in written] == NAMES
    folder = written[0].parent
    assert f"./{slides.STYLE.name}" in str(read(written[0]).metadata[slides.FONTS])
    assert (folder / slides.STYLE.name).exists()
    assert (folder.parent / "logreg_core" / "__init__.py").exists()


SCREEN = {
    "cells": ["a"],
    "answers": True,
    "bottom": 700,
    "right": 1200,
    "prose": [24, 20],
    "code": [18],
    "controls": [18],
}


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        ({"cells": ["b"]}, "leads past"),
        ({"cells": ["a", "b-notes"]}, "notes are shown"),
        ({"answers": None}, "no live figure"),
        ({"answers": False}, "1 of 1 live figures"),
        ({"prose": [24, 19]}, "prose of 19 px"),
        ({"code": []}, "no code"),
        ({"bottom": 721}, "do not fit"),
        ({"right": 1281}, "do not fit"),
    ],
)
def test_what_the_browser_sees_is_judged(fault, complaint):
    slides.report([SCREEN], ["a"])
    with pytest.raises(AssertionError, match=complaint):
        slides.report([SCREEN | fault], ["a"])

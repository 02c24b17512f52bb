"""The live figures in the real JupyterLab: they appear, they move, and they can be read."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from logreg_core import explorers
from tools.lab import PICTURE, SECOND, SEEN, opened, run_all_cells
from tools.notebooks import normalise, written

NAMES = [name for name in explorers.__all__ if name.endswith("_explorer")]
CHAPTERS = [
    "01_logistic_function",
    "02_predictions",
    "03_loss",
    "04_regularization",
    "05_gradient",
    "06_training_loop",
    "07_evaluation",
    "08_extending",
    "playground",
]
BOX = ".jp-OutputArea input[type=number]"


def run_alone(page, lab, course, name, source):
    """Open a notebook of one cell, and run it."""
    path = course / "notebooks" / f"{name}.ipynb"
    path.write_text(written(normalise(new_notebook(cells=[new_code_cell(source)]))), "utf-8")
    opened(page, lab, path.name)
    run_all_cells(page, lab, path.name)


def started(page, lab, course, name):
    """Open a notebook of one live figure, and run it."""
    source = f"from logreg_core import explorers\nexplorers.{name}()"
    run_alone(page, lab, course, name, source)
    page.wait_for_function(SEEN, timeout=90 * SECOND)


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_appears_and_follows_the_keyboard(name, page, lab, course):
    started(page, lab, course, name)
    before = page.eval_on_selector(PICTURE, "img => [img.alt, img.src]")
    assert len(before[0].split()) > 8  # a sentence, for those who hear the picture

    panel = page.locator(".jp-OutputArea .widget-vbox").first.bounding_box()
    assert panel["height"] <= 640  # controls and picture on one screen of 720
    assert page.eval_on_selector(PICTURE, "img => img.getBoundingClientRect().right") <= 1280

    box = page.locator(BOX).first
    box.focus()
    at_the_top = box.evaluate("box => box.valueAsNumber > 0 && box.valueAsNumber * 1.02 > box.max")
    box.press("ArrowDown" if at_the_top else "ArrowUp")
    page.wait_for_function(
        f"before => {{ const img = document.querySelector('{PICTURE}');"
        " return img.alt !== before[0] && img.src !== before[1] && img.naturalWidth > 100 }",
        arg=before,
        timeout=30 * SECOND,
    )
    assert (
        page.locator(".jp-OutputArea [data-mime-type='application/vnd.jupyter.stderr']").count()
        == 0
    )
    assert [text for text in page.complaints if "favicon" not in text] == []


def at_rest(page) -> dict:
    """The place of the picture, once Lab has stopped moving it: under load that takes a while."""
    places = [None, page.locator(PICTURE).bounding_box()]
    while places[-1] != places[-2]:
        page.wait_for_timeout(SECOND)
        places.append(page.locator(PICTURE).bounding_box())
    return places[-1]


def shown(page) -> str:
    return page.get_attribute(PICTURE, "alt")


def test_play_walks_through_the_training(page, lab, course):
    started(page, lab, course, "training_explorer")
    assert "step 100," in shown(page)
    page.locator(".widget-play button").first.click()
    page.wait_for_function(
        f"/step 1(1[5-9]|[2-9][0-9]),/.test(document.querySelector('{PICTURE}').alt)",
        timeout=30 * SECOND,  # a busy machine may leave out a frame, so no single one is awaited
    )
    page.locator(".widget-play button").first.click()
    page.wait_for_timeout(SECOND)
    paused = shown(page)
    page.wait_for_timeout(SECOND)
    assert shown(page) == paused
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function(
        f"document.querySelector('{PICTURE}').alt.includes('step 100,')", timeout=30 * SECOND
    )


def test_the_pointer_is_taken_and_let_go(page, lab, course):
    """Press, drag, release on the map of costs: the start follows, and then it stays."""
    started(page, lab, course, "gradient_explorer")
    picture = at_rest(page)
    x, y = picture["x"] + 0.2 * picture["width"], picture["y"] + 0.5 * picture["height"]
    before = shown(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_function(
        f"before => document.querySelector('{PICTURE}').alt !== before", arg=before
    )
    pressed = shown(page)
    page.mouse.move(x + 100, y, steps=5)
    page.wait_for_function(
        f"before => document.querySelector('{PICTURE}').alt !== before", arg=pressed
    )
    page.mouse.up()
    page.wait_for_timeout(SECOND)
    dragged = shown(page)
    page.mouse.move(x + 200, y, steps=5)
    page.wait_for_timeout(SECOND)
    assert shown(page) == dragged
    start = [float(text.split("w = ")[1].split(",")[0]) for text in (pressed, dragged)]
    assert -7 < start[0] < start[1] < 0  # to the right by a tenth of the picture


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_saved_notebook_shows_its_pictures_before_anything_has_run(chapter, page, lab):
    opened(page, lab, f"{chapter}.ipynb")
    page.wait_for_function(SEEN, timeout=60 * SECOND)
    assert "model not found" not in page.inner_text(".jp-Notebook").lower()


def test_a_quiz_is_answered_by_the_keyboard(page, lab, course):
    source = 'from logreg_core import practice\npractice.question("line")'
    run_alone(page, lab, course, "quiz", source)
    page.wait_for_selector(".course-quiz button", timeout=90 * SECOND)
    page.locator(".course-quiz button").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Not that one.").wait_for(timeout=30 * SECOND)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text("✓ Yes.").wait_for(timeout=30 * SECOND)
    assert page.get_by_text("Not that one.").count() == 0
    assert page.locator(".course-quiz [role=status]").count() == 1
    for button in page.locator(".course-quiz button").all():
        assert button.evaluate("b => b.scrollWidth <= b.clientWidth")  # nothing is cut off


def test_a_saved_quiz_can_be_read_before_anything_has_run(page, lab):
    opened(page, lab, "01_logistic_function.ipynb")
    quiz = page.get_by_text("Run the notebook to answer.").first
    quiz.wait_for(timeout=30 * SECOND)
    assert page.get_by_text("B · A number below 0").count() == 1


def test_a_wrong_function_hears_what_is_wrong_with_it(page, lab, course):
    source = (
        "import numpy as np\nfrom logreg_core import practice\n\n"
        'practice.check("logistic", lambda z: 1 / (1 + np.exp(z)))'
    )
    run_alone(page, lab, course, "check", source)
    said = page.locator(".jp-OutputArea [role=status]")
    said.wait_for(timeout=90 * SECOND)
    assert "The minus in the exponent is missing" in said.inner_text()


def test_a_live_figure_that_is_run_again_replaces_the_old_one(page, lab, course):
    """The cell is run five times: its widgets are as many as after the first, and they move."""
    count = (
        "import gc\nfrom ipywidgets.widgets import widget\n"
        "gc.collect()\nprint(len(widget._instances), 'models')"
    )
    figure = "from logreg_core import explorers\nexplorers.logistic_explorer()"
    path = course / "notebooks" / "again.ipynb"
    nb = new_notebook(cells=[new_code_cell(figure), new_code_cell(count)])
    path.write_text(written(normalise(nb)), "utf-8")
    opened(page, lab, path.name)
    counts = []
    for _ in range(5):
        run_all_cells(page, lab, path.name)
        said = page.locator(".jp-OutputArea-output", has_text="models")
        said.wait_for(timeout=90 * SECOND)
        page.wait_for_function(SEEN, timeout=90 * SECOND)
        counts.append(said.inner_text())
        page.get_by_role("menuitem", name="Edit").first.click()
        page.get_by_text("Clear Outputs of All Cells", exact=True).first.click()
        said.wait_for(state="detached", timeout=30 * SECOND)
    assert len(set(counts)) == 1

    run_all_cells(page, lab, path.name)
    page.wait_for_function(SEEN, timeout=90 * SECOND)
    before = shown(page)
    page.locator(BOX).first.press("ArrowUp")
    page.wait_for_function(
        f"before => document.querySelector('{PICTURE}').alt !== before", arg=before
    )
    assert page.locator(BOX).count() == 3  # one figure, and no remains of another

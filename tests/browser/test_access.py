"""The course for those who do not see it, do not hold a mouse, or cannot bear what moves."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import ROOT
from tests.browser.test_lab import NAMES, run_alone
from tools.lab import SECOND
from tools.notebooks import NOTEBOOKS, code_cells, picture_in, read, tags

OPTIMISERS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
EVERYTHING = f"""\
import numpy as np
from IPython.display import display
from logreg_core import explorers, plots, practice

for name in {NAMES}:
    display(getattr(explorers, name)())
line, quiz = practice.question("line"), practice.quiz("gradient")
display(line, quiz)
line.choose(0, 0)
for k, question in enumerate(quiz.questions):
    quiz.choose(k, question.right)
right = practice.EXERCISES["logistic"].reference
for function in (right, lambda z: 1 / (1 + np.exp(z)), lambda z: ...):
    display(practice.check("logistic", function))
display(practice.check_fix("logistic", right), practice.show_solution("logistic"))
display(practice.progress())
fig, ax = plots.figure(width=3, height=2)
plots.show(fig, alt="Two empty axes, which show nothing.")
print("all is", "shown")
"""
HANDLES = "[...document.querySelectorAll('.live-figure [role=slider]')].map(one => one.ariaLabel)"
UNTOLD = """[...document.querySelectorAll('.live-figure .widget-toggle-button')]
    .filter(one => one.ariaPressed !== String(one.classList.contains('mod-active')))
    .map(one => one.outerHTML)"""
MOVING = """document.getAnimations()
    .filter(one => one.effect.target.closest('.jp-OutputArea')).length"""
PICTURES = "[...document.querySelectorAll('.live-figure img')].map(img => img.src + img.alt)"


# --- axe, names and states -------------------------------------------------------------------


@pytest.fixture(scope="module")
def everything(browser, lab, course):
    """A page with every live figure, and all that a practice can show."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    run_alone(page, lab, course, "everything", EVERYTHING)
    page.get_by_text("all is shown").wait_for(timeout=120 * SECOND)
    page.wait_for_function(
        f"n => {PICTURES}.length === n && {HANDLES}.every(Boolean)",
        arg=len(NAMES),
        timeout=30 * SECOND,
    )
    yield page
    page.close()


def findings(page) -> dict[str, list[str]]:
    """What axe calls serious or critical in the outputs: rule -> the elements' HTML."""
    violations = Axe().run(page, {"include": [".jp-OutputArea"]}, OPTIMISERS).response["violations"]
    grave = [one for one in violations if one["impact"] in ("serious", "critical")]
    return {one["id"]: [node["html"] for node in one["nodes"]] for one in grave}


def test_no_output_has_a_barrier(everything):
    assert findings(everything) == {}
    pictures = everything.locator(".jp-OutputArea img")
    said = pictures.evaluate_all("all => all.map(picture => picture.alt)")
    assert len(said) == len(NAMES) + 1
    assert all(len(alt.split()) > 5 for alt in said)


def test_a_control_says_what_it_is_and_whether_it_is_down(everything):
    names = everything.evaluate(HANDLES)
    assert len(names) > 30
    assert all(re.fullmatch("position of .+", name) for name in names)
    assert everything.locator(".live-figure [title=null]").count() == 0
    assert everything.evaluate(UNTOLD) == []
    other = everything.get_by_role("button", name="softmax", pressed=False)
    assert other.count() == 0
    everything.get_by_role("button", name="one-vs-rest").focus()
    everything.keyboard.press("Enter")
    other.wait_for()
    assert everything.evaluate(UNTOLD) == []


def test_nothing_moves_until_play_is_pressed_and_then_it_can_be_stopped(everything):
    page = everything
    assert page.evaluate(MOVING) == 0
    still = page.evaluate(PICTURES)
    page.wait_for_timeout(SECOND)
    assert page.evaluate(PICTURES) == still
    for play in page.get_by_role("button", name="play or pause").all():
        play.focus()
        before = page.evaluate(PICTURES)
        page.keyboard.press("Enter")
        page.wait_for_function(f"before => {PICTURES}.join() !== before.join()", arg=before)
        page.keyboard.press("Enter")
        page.wait_for_timeout(SECOND)
        paused = page.evaluate(PICTURES)
        page.wait_for_timeout(SECOND)
        assert page.evaluate(PICTURES) == paused


# --- the keyboard alone ----------------------------------------------------------------------

CHAPTER = NOTEBOOKS / "05_gradient.ipynb"
CELLS = read(CHAPTER).cells
COPY = "keyboard.ipynb"
NUMBER = "[...document.querySelectorAll('.jp-Notebook .jp-Cell')].indexOf({}?.closest('.jp-Cell'))"
ACTIVE = NUMBER.format("document.querySelector('.jp-Notebook .jp-mod-active')")
FOCUSED = NUMBER.format("document.activeElement")
READY = "Python 3 (ipykernel) | Idle"  # in the status bar: Lab loses an order that comes before
HANDS = """window.mouse = 0;
for (const kind of ['pointerdown', 'mousedown', 'pointermove', 'wheel'])
    addEventListener(kind, () => window.mouse++, true)"""


@pytest.fixture
def chapter(page, lab, course):
    """A copy of chapter 5, opened; whatever a mouse would do is counted."""
    (course / "notebooks" / COPY).write_bytes(CHAPTER.read_bytes())
    page.add_init_script(HANDS)
    page.goto(f"{lab}/doc/tree/notebooks/{COPY}")
    page.wait_for_function("document.activeElement.matches('.jp-Cell')", timeout=90 * SECOND)
    page.get_by_text(READY).wait_for(timeout=90 * SECOND)
    yield page
    assert page.evaluate("window.mouse") == 0


def cell_number(tag: str, source: str) -> int:
    """Where the one cell is that has this tag and says this."""
    (number,) = [k for k, cell in enumerate(CELLS) if source in cell.source and tag in tags(cell)]
    return number


def run_to(page, number: int) -> None:
    """Shift+Enter, cell by cell, until cell `number` has been run and the next one is active."""
    while (now := page.evaluate(ACTIVE)) <= number:
        page.keyboard.press("Shift+Enter")
        if now == len(CELLS) - 1:
            return
        page.wait_for_function(f"{ACTIVE} === {now + 1}")


def tab_to(page, kind: str, number: int) -> None:
    """Tab on to the next element of that kind in that cell; it must be near."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{kind}') && {FOCUSED} === {number}"):
            return
    raise AssertionError(f"no {kind} in cell {number} within twelve steps")


def wait_for(page, number: int, kind: str, said: str) -> None:
    """Wait until something of that kind in the output of that cell says so."""
    cell = page.locator(".jp-Notebook .jp-Cell").nth(number)
    cell.locator(f".jp-OutputArea {kind}").first.wait_for(timeout=60 * SECOND)
    page.wait_for_function(
        "([number, kind, said]) => [...[...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
        "[number].querySelectorAll(kind)].some(one => (one.alt || one.innerText).includes(said))",
        arg=[number, f".jp-OutputArea {kind}", said],
        timeout=30 * SECOND,
    )


def test_the_keyboard_alone_gets_through_a_chapter(chapter):
    page, keys = chapter, chapter.keyboard

    quiz = cell_number("quiz", "how_many")
    run_to(page, quiz)
    wait_for(page, quiz, "button", "A · ")
    keys.press("ArrowUp")
    tab_to(page, "button.widget-button", quiz)
    keys.press("Enter")
    wait_for(page, quiz, "[role=status]", "Not that one.")
    tab_to(page, "button.widget-button", quiz)
    tab_to(page, "button.widget-button", quiz)
    keys.press("Space")
    wait_for(page, quiz, "button", "✓ C · ")

    exercise = cell_number("exercise", "def my_gradient")
    run_to(page, exercise - 1)
    keys.press("Enter")  # into the cell
    keys.press("Control+End")
    for _ in "...":
        keys.press("Backspace")
    keys.type("p = predict_proba(w, b, X)\nreturn X.T @ (p - y) / len(y) + lam * w, (p - y).mean()")
    keys.press("Escape")  # and out of it
    run_to(page, exercise + 1)
    wait_for(page, exercise + 1, "[role=status]", "✓")

    explorer = cell_number("explorer", "gradient_explorer")
    run_to(page, explorer)
    wait_for(page, explorer, ".live-figure img", "From w = 4, b = 4")
    keys.press("ArrowUp")
    tab_to(page, "input[type=number]", explorer)
    keys.press("ArrowDown")
    wait_for(page, explorer, ".live-figure img", "w = 3.9,")
    tab_to(page, "[role=slider]", explorer)
    keys.press("ArrowLeft")
    wait_for(page, explorer, ".live-figure img", "w = 3.8,")
    tab_to(page, "button", explorer)
    keys.press("Enter")  # Step
    wait_for(page, explorer, ".live-figure img", "after steps: 1,")

    run_to(page, len(CELLS) - 1)
    progress = cell_number("progress", "progress")
    wait_for(page, progress, "td", "1 of ")  # the exercise is done, and all cells have been run
    page.wait_for_function(f"{ACTIVE} === {len(CELLS)}")  # Lab adds a cell below the last


# --- what stands in the files ----------------------------------------------------------------


def test_our_files_move_nothing_against_the_reader_s_wish():
    """An animation or a smooth scroll of ours asks for prefers-reduced-motion in the same file."""
    motion = re.compile(
        r"@keyframes|\banimation(-name)?\s*:|\btransition\s*:|scroll-behavior"
        r"|<marquee|<blink|<video|image/gif|animation\.FuncAnimation"
    )
    kinds = ("*.py", "*.css", "*.js", "*.j2", "*.ipynb")
    folders = [ROOT / name for name in ("logreg_core", "tools", "notebooks")]
    files = [path for folder in folders for kind in kinds for path in folder.rglob(kind)]
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in files}
    assert len(texts) > 60
    moving = [name for name, text in texts.items() if motion.search(text)]
    assert [name for name in moving if "prefers-reduced-motion" not in texts[name]] == []


def test_every_stored_picture_says_what_it_shows_and_no_two_say_the_same():
    said = {}
    for path in NOTEBOOKS.glob("*.ipynb"):
        nb = read(path)
        assert "No description has been provided" not in str(nb), path.name
        for cell in code_cells(nb):
            for picture in filter(None, map(picture_in, cell.outputs)):
                assert len(picture.alt.split()) >= 5, picture.alt
                assert said.setdefault(picture.alt, picture.png) == picture.png, picture.alt
    assert len(said) > 40

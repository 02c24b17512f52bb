"""Slides from the same notebooks, on which the figures stay live.

python -m tools slides   makes them, reads them, and walks through a chapter in JupyterLab
python -m tools.slides   makes them, and opens JupyterLab on them

A slide is a screen of 1280 × 720 in jupyterlab-slideshow, which shows the notebook's own cells, so
that a slider or a cell of code works on it as ever. Each `##` begins a slide (→ leads to the next)
and each `###` a screen below it (↓ or the space bar), and so does what would not fit any more.
Heights are estimated from the text; `walk` measures them in a browser.

Not shown, but still there when the deck is closed: set-up, imports, folded hints and answers, and
the notes of TEACHING.md.
"""

import ast
import copy
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbformat.validator import iter_validate
from PIL import Image

from run import NEWS
from tools.notebooks import NOTEBOOKS, code_cells, picture_in, plain, read, tags, written

from . import lab as lab_page
from . import teaching_notes
from .binder import until_idle
from .common import BUILD, CONFIG, ROOT, Skipped, chromium, environment, run, server

PLACE = BUILD / "slides"
STYLE = Path(__file__).with_suffix(".css")
FONTS = "@deathbeds/jupyterlab-fonts"  # comes with the slideshow, and reads styles of a notebook
DECK = "jupyterlab-slideshow"
SLIDESHOW = f"{DECK}==0.3.4"
CHAPTER = "05_gradient"  # which `check` walks through
FEWEST, MOST = 10, 60  # screens of a notebook
SIZES = {"prose": 20, "code": 16, "controls": 16}  # px, for the last row

ACTIVE = "document.querySelector('.jp-Cell.jp-mod-active').dataset.jpfCellId"
SHOWN = """() => {
  const cells = [...document.querySelectorAll('.jp-Deck .jp-deck-mod-onscreen')];
  const all = selector => cells.flatMap(cell => [...cell.querySelectorAll(selector)]);
  const sizes = selector => all(selector).filter(e => e.offsetParent && e.textContent.trim())
    .map(e => parseFloat(getComputedStyle(e).fontSize));
  const ends = cells.map(cell => cell.getBoundingClientRect().bottom);
  const rights = all('img, table, pre, .jp-RenderedMarkdown')
    .map(e => e.getBoundingClientRect().right);
  return {
    cells: cells.map(cell => cell.dataset.jpfCellId),
    bottom: Math.max(...ends), right: Math.max(0, ...rights),
    prose: sizes('.jp-MarkdownOutput :is(p, li, th, td, h1, h2, h3, code)'),
    code: sizes('.cm-line, .jp-OutputArea-output pre'),
    controls: sizes('.widget-label, .jupyter-button, .widget-html-content'),
  };
}"""

# ---- how much fits on a screen, in pixels; the sizes are those of slides.css ------------------

ROOM, WIDTH = 696, 1144
HEADINGS = {1: 84, 2: 58, 3: 44, 4: 44}
SECTION = 40  # the section's name on a screen that goes on with it
LINE, LETTERS = 34, 88  # of prose: the height, and how many letters go in
FORMULA, FORMULA_LINE, ROW, GAP = 120, 50, 38, 14
CODE_LINE, CODE_FRAME = 24, 34
QUESTION, LIVE, SCROLLED = 240, 640, 570

ASIDE = re.compile(r"<details>|\[←|Open it in ")  # folds, and the links at the head of a chapter


class Part(NamedTuple):
    """A code cell, or a paragraph of a Markdown cell: what no screen may cut."""

    cell: NotebookNode
    source: str
    height: int
    level: int = 0  # of a heading
    hidden: bool = False

    @property
    def prose(self) -> bool:
        return self.cell.cell_type == "markdown"


def slides(nb: NotebookNode, notes: dict[str, str]) -> NotebookNode:
    """Return a notebook as slides; the notes are by heading."""
    nb, notes = copy.deepcopy(nb), dict(notes)
    parts = [part for cell in nb.cells for part in cut(cell)]
    nb.cells, title = [], ""
    for screen in screens(parts):
        first = seen(screen)[0]
        title = heading(first) if first.level in (1, 2) else title
        nb.cells += cells(screen, notes, title)
    for number, cell in enumerate(nb.cells):
        if cell.id in {other.id for other in nb.cells[:number]}:
            cell.id = f"{cell.id[:58]}-{number}"
    nb.metadata[FONTS] = {"styles": {"@import": f"url('./{STYLE.name}')"}}
    assert not notes, f"no heading for the notes of {', '.join(notes)}"
    return nb


def cut(cell: NotebookNode) -> Iterator[Part]:
    """Give the parts of a cell."""
    if cell.cell_type == "code":
        yield Part(cell, cell.source, code_height(cell), hidden=preparation(cell))
        return
    for block in blocks(cell.source):
        heading = re.match(r"(#+) ", block)
        level = len(heading[1]) if heading else 0
        yield Part(cell, block, prose_height(block), level, bool(ASIDE.match(block)))


def blocks(markdown: str) -> Iterator[str]:
    """Cut Markdown at its blank lines, but not inside a fold or between code fences."""
    kept: list[str] = []
    for block in re.split(r"\n\s*\n", markdown):
        kept.append(block)
        text = "\n\n".join(kept)
        if text.count("<details") == text.count("</details>") and text.count("```") % 2 == 0:
            yield text
            kept = []
    assert not kept, f"a fold or a fence is not closed: {kept[0][:60]}"


def preparation(cell: NotebookNode) -> bool:
    """Whether a cell does nothing that an audience would like to see."""
    if "setup" in tags(cell):
        return True
    statements = ast.parse(cell.source).body
    return all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in statements)


def prose_height(block: str) -> int:
    """Return how high a paragraph will be."""
    if heading := re.match(r"(#+) ", block):
        return HEADINGS[len(heading[1])]
    if block.startswith("|"):
        return ROW * (len(block.splitlines()) - 1) + GAP
    if block.startswith("$$"):
        return FORMULA + FORMULA_LINE * block.count(r"\\")
    # A paragraph runs on over the ends of its lines, an item of a list begins a new one.
    items = re.split(r"\n(?=\s*(?:[-*]|\d+\.) )|  \n", block)
    return lines_height(items) + GAP


def lines_height(texts: list[str]) -> int:
    """Return how high texts will be that each begin a new line."""
    return LINE * sum(-(-len(text) // LETTERS) for text in texts)


def code_height(cell: NotebookNode) -> int:
    """Return how high a code cell will be, with what it prints and draws."""
    if "quiz" in tags(cell):
        return QUESTION if "practice.question(" in cell.source else SCROLLED
    outputs = sum(output_height(output) for output in cell.outputs)
    code = CODE_LINE * len(cell.source.splitlines()) + CODE_FRAME if shows_code(cell) else 0
    return code + outputs


def output_height(output: NotebookNode) -> int:
    """Return how high an output will be; a live figure or a quiz is higher than its stored one."""
    data = output.get("data", {})
    if picture := picture_in(output):
        if output.output_type == "execute_result":
            return LIVE
        width, height = Image.open(io.BytesIO(picture.png)).size
        return min(520, round(WIDTH * height / width)) + GAP
    if "text/html" in data:
        folded = "<details" in data["text/html"]
        return lines_height(data["text/plain"].splitlines()[: 1 if folded else None]) + GAP
    return CODE_LINE * len((output.get("text") or data["text/plain"]).splitlines()) + GAP


def shows_code(cell: NotebookNode) -> bool:
    """Whether the code is worth its place: it is not where it only draws or asks."""
    drawn = any(map(picture_in, cell.outputs))
    return not drawn and not tags(cell) & {"quiz", "progress"}


# ---- screens --------------------------------------------------------------------------------


def screens(parts: list[Part]) -> list[list[Part]]:
    """Put the parts on screens."""
    done: list[list[Part]] = [[]]
    for part in parts:
        screen = done[-1]
        if not seen(screen) or part.hidden:
            screen.append(part)
        elif 1 <= part.level <= 3 or asks(screen[-1]):
            done.append([part])
        elif high(screen) + part.height > ROOM:
            done.append([*company(screen, part), part])
        else:
            screen.append(part)
    return done


def asks(part: Part) -> bool:
    """Whether the class is to think now: what follows may be the answer."""
    return "quiz" in tags(part.cell) or part.source.startswith("<details>")


def company(screen: list[Part], part: Part) -> list[Part]:
    """Take from the end of a screen what belongs to a part that did not fit any more."""
    taken, rest = [part], list(screen)
    while leans(taken[0]) or taken == [part]:
        last = rest.pop()
        remark = taken == [part] and not leans(part)
        alone = all(other.level for other in seen(rest))
        if last.level or last.hidden or alone or last.prose == remark:
            return []
        taken.insert(0, last)
    if high(taken) > ROOM:
        return []
    screen[:] = rest
    return taken[:-1]


def leans(part: Part) -> bool:
    """Whether a part wants the paragraph before it: code, a formula and a table do.

    Other prose is a remark, and wants the code before it.
    """
    return not part.prose or part.source.startswith(("$$", "|"))


def seen(screen: list[Part]) -> list[Part]:
    return [part for part in screen if not part.hidden]


def high(screen: list[Part]) -> int:
    section = 0 if screen[0].level in (1, 2) else SECTION
    return section + sum(part.height for part in seen(screen))


# ---- cells ----------------------------------------------------------------------------------


def cells(screen: list[Part], notes: dict[str, str], title: str) -> Iterator[NotebookNode]:
    """Give the cells of a screen, with the notes that belong to its headings."""
    kind = "slide" if seen(screen)[0].level in (1, 2) else "subslide"
    for group in together(screen):
        cell = copy.deepcopy(group[0].cell)
        cell.source = "\n\n".join(part.source for part in group)
        if group[0].hidden:
            cell.metadata.slideshow = {"slide_type": "skip"}
        elif kind:
            # The slideshow hides cells of the type "-", so those that go on have no type at all.
            cell.metadata.slideshow = {"slide_type": kind}
            if kind == "subslide":  # says in small letters to which section it belongs
                cell.metadata[FONTS] = {"styles": {"--section": f'"{plain(title)}"'}}
            kind = ""
        if cell.cell_type == "code":
            cell.metadata |= face(group[0])
        yield cell
        for part in group:
            if part.level and (note := notes.pop(heading(part), None)):
                yield noted(note, cell.id)


def together(screen: list[Part]) -> list[list[Part]]:
    """Put the paragraphs of one Markdown cell together again, where nothing stands between."""
    groups: list[list[Part]] = []
    for part in screen:
        last = groups[-1][-1] if groups else None
        if last and last.cell is part.cell and last.hidden == part.hidden:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def heading(part: Part) -> str:
    """Return the words of a heading."""
    return part.source.lstrip("# ").strip()


def face(part: Part) -> dict:
    """Return how JupyterLab is to show a code cell."""
    folded = {} if shows_code(part.cell) else {"jupyter": {"source_hidden": True}}
    long = high([part]) > ROOM or part.source.startswith("practice.quiz(")
    return folded | ({"scrolled": True} if long else {})


def noted(note: str, after: str) -> NotebookNode:
    """Return a cell of notes for the speaker."""
    cell = new_markdown_cell(note, id=f"{after}-notes"[-64:])
    # The slideshow shows an empty screen when the keyboard comes to a cell of notes, and stays
    # there. As a layer that is on no screen, the cell is passed by.
    cell.metadata = {"slideshow": {"slide_type": "notes"}, DECK: {"layer": "notes"}}
    return cell


# ---- making and reading them ----------------------------------------------------------------


def write(folder: Path = PLACE) -> list[Path]:
    """Write the slides of every notebook, with the package beside them."""
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "logreg_core", folder / "logreg_core", ignore=ignored)
    (folder / "notebooks").mkdir()
    shutil.copy2(STYLE, folder / "notebooks")
    said, made = teaching_notes.notes(), []
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        made.append(folder / "notebooks" / path.name)
        made[-1].write_text(written(slides(read(path), said.get(path.stem, {}))), "utf-8")
    return made


def problems(nb: NotebookNode, original: NotebookNode) -> Iterator[str]:
    """Give what is wrong with slides, in one line each."""
    for error in iter_validate(nb):
        yield f"not a valid notebook: {error.message[:80]}"
    if [cell.source for cell in code_cells(nb)] != [cell.source for cell in code_cells(original)]:
        yield "not the same code in the same order"
    if words(nb) != words(original):
        yield "not the same words in the same order"
    if not FEWEST <= len(starts(nb)) <= MOST:
        yield f"{len(starts(nb))} screens"
    for cell in nb.cells:
        kind, begins = slide_type(cell), cell.source.splitlines()[0]
        if kind not in (None, "slide", "subslide", "notes", "skip"):
            yield f"the slideshow would hide what has the type {kind}: {begins}"
        if kind != "slide" and kind != "notes" and re.search("^## ", prose_of(cell), re.M):
            yield f"no slide begins at {begins}"
        if kind != "skip" and ("setup" in tags(cell) or "<details>" in prose_of(cell)):
            yield f"shown: {begins}"


def words(nb: NotebookNode) -> list[str]:
    """Return the words of all Markdown but the notes."""
    return [w for c in nb.cells if slide_type(c) != "notes" for w in prose_of(c).split()]


def prose_of(cell: NotebookNode) -> str:
    return cell.source if cell.cell_type == "markdown" else ""


def slide_type(cell: NotebookNode) -> str | None:
    return cell.metadata.get("slideshow", {}).get("slide_type")


def starts(nb: NotebookNode) -> list[NotebookNode]:
    """Return the cells at which a screen begins."""
    return [cell for cell in nb.cells if slide_type(cell) in ("slide", "subslide")]


# ---- in a browser ---------------------------------------------------------------------------


def check():
    """Make all slides, read them, and walk through those of a chapter."""
    total = 0
    for path in write():
        nb = read(path)
        found = list(problems(nb, read(NOTEBOOKS / path.name)))
        assert not found, f"{path.stem}: {'; '.join(found)}"
        total += len(starts(nb))
    print(f"  {total} screens of {len(list(NOTEBOOKS.glob('*.ipynb')))} notebooks", flush=True)
    programs = tools()
    with server(programs, PLACE) as (address, _), chromium() as page:
        present(page, address, CHAPTER)
        seen = list(walk(page, PLACE / "screens"))
    expected = [cell.id for cell in starts(read(PLACE / "notebooks" / f"{CHAPTER}.ipynb"))]
    report(seen, expected)


def tools() -> Path:
    """Return the programs of an environment with the slideshow."""
    pins = [
        pin
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if (pin := line.split("#")[0].strip())
    ]
    version = "{}.{}".format(*sys.version_info)
    try:
        programs = environment("slides", version, SLIDESHOW, *pins)
    except RuntimeError as error:
        raise Skipped(f"the slideshow cannot be installed: {error}") from None
    run(programs / "jupyter-labextension", "disable", NEWS)
    return programs


def present(page, address: str, chapter: str):
    """Open slides, run them, and start the slideshow at their first."""
    lab_page.opened(page, address, f"{chapter}.ipynb")
    lab_page.run_all_cells(page, address, f"{chapter}.ipynb")
    until_idle(page, address)
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.locator(".jp-Cell h1").first.click()
    page.keyboard.press("Escape")  # a click on rendered Markdown leaves the keyboard elsewhere
    page.locator("[data-command='deck:toggle']").click()
    page.wait_for_selector(".jp-Deck .jp-deck-mod-onscreen")


def walk(page, shots: Path) -> Iterator[dict]:
    """Go from screen to screen by keyboard, and give what is to be seen on each."""
    shots.mkdir()
    active = screen = ""
    while (now := page.evaluate(ACTIVE)) != active:
        active = now
        shown = page.evaluate(SHOWN)
        if shown["cells"][0] != screen:
            screen = shown["cells"][0]
            page.wait_for_timeout(500)  # a live figure is drawn a little later
            shown = page.evaluate(SHOWN) | {"answers": alive(page)}
            page.screenshot(path=str(shots / f"{len(list(shots.iterdir())) + 1:02}.png"))
            yield shown
        page.keyboard.press("Space")
        for _ in range(10):
            page.wait_for_timeout(100)
            if page.evaluate(ACTIVE) != active:
                break


def alive(page) -> bool | None:
    """Move the live figure of a screen by its number box; None where there is no figure."""
    figure = page.locator(".jp-deck-mod-onscreen .live-figure")
    if not figure.count():
        return None
    before = figure.locator("img").get_attribute("alt")
    figure.locator("input[type=number]").first.press("ArrowUp")
    page.wait_for_timeout(2000)
    moved = figure.locator("img").get_attribute("alt") != before
    # A number box keeps the keyboard until one clicks beside the figure.
    page.locator(".jp-deck-mod-onscreen").first.click(position={"x": 500, "y": 8})
    return moved


def report(seen: list[dict], expected: list[str]):
    """Say what was seen, and complain of what should not be."""
    assert [each["cells"][0] for each in seen] == expected, "the keyboard leads past some screens"
    live = [each["answers"] for each in seen if each["answers"] is not None]
    assert live, "there was no live figure"
    assert all(live), f"{live.count(False)} of {len(live)} live figures did not move"
    noted = [cell for each in seen for cell in each["cells"] if cell.endswith("-notes")]
    assert not noted, f"notes are shown: {noted}"
    for kind, least in SIZES.items():
        sizes = [size for each in seen for size in each[kind]]
        assert sizes, f"no {kind} was seen"
        assert min(sizes) >= least, f"{kind} of {min(sizes):.0f} px, not {least}"
        print(f"  {kind}: {min(sizes):.0f} px and more", flush=True)
    over = [n for n, each in enumerate(seen, 1) if each["bottom"] > 720 or each["right"] > 1280]
    highest = max(each["bottom"] for each in seen)
    print(
        f"  {CHAPTER}: {len(seen)} screens by keyboard, {len(live)} live figures move; "
        f"{len(over)} screens must be scrolled, the lowest ends at {highest:.0f} of 720 px",
        flush=True,
    )
    assert not over, f"these screens do not fit: {over}"


def main() -> int:
    """Make all slides, and open JupyterLab on them."""
    write()
    command = [str(tools() / "jupyter-lab"), str(PLACE / "notebooks")]
    return subprocess.call(command, env={**os.environ, **CONFIG})


if __name__ == "__main__":
    sys.exit(main())

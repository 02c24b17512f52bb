"""Answers stay folded in the real JupyterLab until their cell is run."""

import json
import re

import pytest

from tools.lab import SECOND, opened, run_all_cells
from tools.notebooks import NOTEBOOKS, NotebookNode, is_code, picture_in, read, tags

WITH_ANSWERS = [
    path.name
    for path in sorted(NOTEBOOKS.glob("*.ipynb"))
    if any("answer" in tags(cell) for cell in read(path).cells)
]
SCROLLER = ".jp-WindowedPanel-outer"
FOLDED = re.compile(r"<details><summary>After you have run.*?</summary>(.*?)</details>", re.S)
# What can be seen of the cells that JupyterLab has drawn: it draws those near the window only.
LOOK = """() => [...document.querySelectorAll('.jp-Cell')].map(cell => {
  const seen = kind => [...cell.querySelectorAll(kind)].filter(
    part => part.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}));
  return [+cell.dataset.windowedListIndex, {
    text: seen('.jp-Cell-outputWrapper, .jp-MarkdownOutput')
      .map(part => part.innerText).join('\\n'),
    alts: seen('.jp-OutputArea img').map(image => image.alt),
    outputs: seen('.jp-OutputArea-output').length,
  }]})"""


def seen_from_top_to_bottom(page, n_cells: int) -> dict[int, dict]:
    """What a reader who scrolls through the whole notebook sees of each cell."""
    some = f"document.querySelectorAll('.jp-Cell').length >= {min(n_cells, 8)}"
    page.wait_for_function(some, timeout=60 * SECOND)
    seen, top = {}, 0
    while top < page.eval_on_selector(SCROLLER, "panel => panel.scrollHeight"):
        page.eval_on_selector(SCROLLER, "(panel, top) => panel.scrollTo(0, top)", top)
        looks = [None, page.evaluate(LOOK)]
        while looks[-1] != looks[-2]:  # Lab draws what comes into the window
            page.wait_for_timeout(SECOND / 2)
            looks.append(page.evaluate(LOOK))
        for at, part in looks[-1]:
            seen[at] = most(seen.get(at, part), part)
        top += 500
    return seen


def most(one: dict, other: dict) -> dict:
    """The fuller of two looks at a cell: off the screen it shows nothing."""
    return max(one, other, key=lambda part: (part["outputs"], len(part["text"])))


def answers(nb: NotebookNode) -> dict[int, list[str]]:
    """What each folded cell would tell: the lines of its outputs, and its pictures' sentences."""
    told = {}
    for at, cell in enumerate(nb.cells):
        if is_code(cell) and "answer" in tags(cell):
            texts = [
                picture.alt if (picture := picture_in(out)) else plain(out) for out in cell.outputs
            ]
            told[at] = [line.strip() for text in texts for line in text.splitlines()]
    return told


def plain(out: NotebookNode) -> str:
    return "".join(out.get("text", "")) + "".join(out.get("data", {}).get("text/plain", ""))


@pytest.mark.parametrize("name", WITH_ANSWERS)
def test_a_notebook_that_is_opened_shows_no_answer(name, page, lab):
    nb = read(NOTEBOOKS / name)
    opened(page, lab, name)
    seen = seen_from_top_to_bottom(page, len(nb.cells))
    assert sorted(seen) == list(range(len(nb.cells))), "every cell was looked at"
    told = answers(nb)
    assert {at: seen[at]["text"] for at in told if seen[at]["outputs"]} == {}
    # JupyterLab shows the first line of a folded output; nothing where the code is folded, too.
    assert {seen[at]["text"].strip() for at in told} <= {"Answer:", ""}

    page_text = "\n".join(part["text"] for part in seen.values())
    page_alts = [alt for part in seen.values() for alt in part["alts"]]
    long = [line for lines in told.values() for line in lines if len(line) > 20]
    assert [line for line in long if line in page_text or line in page_alts] == []
    for at, cell in enumerate(nb.cells):
        for folded in FOLDED.findall(cell.source):
            phrases = re.findall(r"[a-z]+(?: [a-z]+)+", " ".join(folded.split()))
            assert max(phrases, key=len) not in " ".join(seen[at]["text"].split())

    shown = [at for at, part in seen.items() if part["outputs"]]
    stored = [at for at, cell in enumerate(nb.cells) if is_code(cell) and cell.outputs]
    assert shown == [at for at in stored if at not in told], "all other outputs are there"


@pytest.mark.parametrize("name", WITH_ANSWERS)
def test_an_answer_appears_when_its_cell_is_run(name, page, lab, course):
    """On a copy that ends with its first answer."""
    nb = read(NOTEBOOKS / name)
    last = min(at for at, lines in answers(nb).items() if lines)
    nb.cells = nb.cells[: last + 1]
    copy = course / "notebooks" / f"answer_{name}"
    copy.write_text(json.dumps(nb), "utf-8")
    opened(page, lab, copy.name)
    before = seen_from_top_to_bottom(page, last + 1)[last]
    assert before["outputs"] == 0
    run_all_cells(page, lab, copy.name)
    line = answers(nb)[last][1]  # the one after "Answer:"
    page.wait_for_function(
        """([at, line]) => {
          const cell = document.querySelector(`.jp-Cell[data-windowed-list-index='${at}']`);
          const alts = cell ? [...cell.querySelectorAll('img')].map(image => image.alt) : [];
          return cell && (cell.innerText.includes(line) || alts.includes(line)); }""",
        arg=[last, line],
        timeout=120 * SECOND,
    )

"""No sentence of a notebook says a number or a direction that nothing in its chapter holds.

Three rules, on the stored notebooks: numbers in Markdown are printed or written in a cell of the
same notebook; numbers in an alt text are computed or written elsewhere in the cell; an alt text or
a title that claims a direction stands in a cell with an assertion.
"""

import ast
import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebooks import NOTEBOOKS, code_cells, read, tags, without_pictures

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

NUMBER = re.compile(
    r"(?<![\w.])[-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])[-−+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
)
# What reads like a number and is none that could be wrong: code, formulas, links, tags, lists.
NOT_PROSE = re.compile(
    r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)|<[^>]*>"
    r"|^#+ .*$|^\s*\d+\.\s|^- \*\*Time\*\*.*$",
    re.S | re.M,
)
SMALL = 12  # counts up to a dozen are seen at a glance, or name a chapter
CLAIMS = re.compile(
    r"\b(falls?|rises?|grows?|shrinks?|sinks?|drops?|climbs?|larger|smaller|higher|lower|above|below|"
    r"half|twice|double|straight|flat|steep\w*|parallel|closer?|nearest|highest|lowest|widest?|"
    r"narrow\w*|faster|slower|never|always|all|none|every|most|least|more|fewer|less|equal\w*|"
    r"cross(?:es)?|along|through|same|better|worse)\b"
)


def value(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


def digits(text: str) -> int:
    """How many decimals a number is written with."""
    return len(text.partition(".")[2]) if "e" not in text else 0


def held(text: str, numbers: set[float]) -> bool:
    """Whether a number of the prose is one of `numbers`, rounded as written, or in percent."""
    said, places = abs(value(text)), digits(text)
    return any(
        round(abs(number) * scale, places) == said for number in numbers for scale in (1, 100, 0.01)
    )


def numbers_in(text: str) -> set[float]:
    return {value(found) for found in NUMBER.findall(text)}


def literals(source: str) -> set[float]:
    """The numbers that a cell's code and comments write."""
    return numbers_in(re.sub(r"(?<=\d)_(?=\d)", "", source))


def printed(nb) -> set[float]:
    """All numbers that the notebook's code writes or its outputs show."""
    found: set[float] = set()
    for cell in code_cells(nb):
        found |= literals(cell.source)
        for out in cell.outputs:
            data = out.get("data", {})
            text = "".join(out.get("text", "")) + "".join(data.get("text/plain", ""))
            found |= numbers_in(without_pictures(text))
    return found


def unheld(nb) -> list[str]:
    """The numbers in Markdown that nothing in the notebook's cells holds."""
    known, found = printed(nb), []
    for at, cell in enumerate(nb.cells):
        if cell.cell_type == "markdown":
            for text in NUMBER.findall(NOT_PROSE.sub(" ", cell.source)):
                small = "." not in text and abs(value(text)) <= SMALL
                if not small and not held(text, known):
                    found.append(f"cell {at}: {text}")
    return found


def called(tree: ast.AST, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", None) == name
    ]


def words(node: ast.AST) -> str:
    """What an expression says in letters: its constant strings, without what is computed."""
    parts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
    return " ".join(part for part in parts if isinstance(part, str))


def unsupported(source: str) -> list[str]:
    """What the alt texts and titles of a cell claim, and its code does not hold."""
    tree = ast.parse(re.sub(r"^(\s*)[%!].*$", r"\1pass", source, flags=re.M))
    alts = [kw.value for call in called(tree, "show") for kw in call.keywords if kw.arg == "alt"]
    titles = [call.args[0] for call in called(tree, "set_title") if call.args]
    titles += [k.value for call in called(tree, "set") for k in call.keywords if k.arg == "title"]
    asserts = any(isinstance(node, ast.Assert) for node in ast.walk(tree))
    found = []
    for node in (*alts, *titles):
        own = {id(part) for part in ast.walk(node)}
        others = {
            abs(float(n.value))
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and type(n.value) in (int, float) and id(n) not in own
        }
        for text in NUMBER.findall(words(node)):
            if not held(text, others):
                found.append(f"a number that is neither computed nor in the cell: {text}")
        if (claim := CLAIMS.search(words(node))) and not asserts:
            found.append(f"no assertion beside {claim[0]!r} in {words(node)[:60]!r}")
    return found


@each_notebook
def test_each_number_in_the_prose_is_held_by_a_cell(path):
    assert unheld(read(path)) == []


@each_notebook
def test_each_alt_text_and_title_is_computed_or_asserted(path):
    nb = read(path)
    found = {
        at: unsupported(cell.source)
        for at, cell in enumerate(nb.cells)
        if cell.cell_type == "code" and "setup" not in tags(cell)
    }
    assert {at: problems for at, problems in found.items() if problems} == {}


# ---- the rules can fail -----------------------------------------------------------------------


def test_an_unheld_number_is_found():
    code = new_code_cell("x = 1_500", outputs=[new_output("stream", text="0.3975 and 61.3%\n")])
    good = new_markdown_cell(
        "## 77\n\nAfter 1,500 steps 0.40, −0.40, `99`, $88$ or 61%; see [it](66.md)."
    )
    assert unheld(new_notebook(cells=[code, good])) == []
    bad = new_markdown_cell("It is 0.41, after 1,501 steps.")
    assert unheld(new_notebook(cells=[code, bad])) == ["cell 1: 0.41", "cell 1: 1,501"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('plots.show(fig, alt="A red dot.")', 0),
        ('plots.show(fig, alt="It ends at 0.41.")', 1),
        ('end = 0.41\nplots.show(fig, alt="It ends at 0.41.")', 0),
        ('plots.show(fig, alt=f"It ends at {end:.2f}.")', 0),
        ('plots.show(fig, alt="The curve falls.")', 1),
        ('assert (np.diff(y) < 0).all()\nplots.show(fig, alt="The curve falls.")', 0),
        ('ax.set_title("it falls")', 1),
        ('ax.set(title="it falls")', 1),
    ],
)
def test_an_unsupported_picture_is_found(source, found):
    assert len(unsupported(source)) == found

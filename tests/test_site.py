"""The pages to read: built from all notebooks, each fault found, and light live figures."""

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook, new_output

from logreg_core.plots import image_tag
from tools import site
from tools.notebooks import NOTEBOOKS, code_cells, read, tags

pytestmark = pytest.mark.slow

UNSEEN = {"pre", "code", "script", "style"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """All pages, with one blank picture for every other and without live figures."""
    place = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "light", lambda png: "data:image/webp;base64,AAAA")
        site.build(place, live={})
    return site.read_all(place)


def test_every_notebook_has_a_page_and_none_has_a_fault(pages):
    stems = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    assert set(site.CHAPTERS) == stems
    assert pages.keys() == {f"{stem}.html" for stem in stems | {"index"}}
    assert site.problems(pages) == []


def test_equations_are_mathml_and_none_is_left_in_tex(pages):
    for name, html in pages.items():
        prose = [text for text in html.strings if not UNSEEN & {one.name for one in text.parents}]
        assert not [text for text in prose if "$" in text or "\\" in text], name
    assert len(pages["05_gradient.html"].select("math[display=block]")) > 8


def test_an_equation_that_mathml_cannot_say_is_an_error():
    with pytest.raises(ValueError, match=r"\\unheard"):
        site.equation(r"p = \unheard{z}", "inline")


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        (r"\sigma(-z)", '<mo form="prefix">&#x02212;</mo><mi>z'),
        (r"a - z", "<mi>a</mi><mo>&#x02212;</mo><mi>z"),
        (r"(a) - z", ")</mo><mo>&#x02212;</mo><mi>z".replace(")", "&#x00029;")),
        (r"\log p", '<mi class="of">log</mi><mi>p'),
        (r"\log(p)", "<mi>log</mi><mo"),
        (r"\operatorname{diag}(p)", "<mi>diag</mi><mo"),
        (r"\lVert w\rVert^2", 'lspace="0" rspace="0">&#x02016;</mo><mn>2'),
        (r"\begin{cases} 1 & a \\[2ex] 2 & b \end{cases}", "</mtr><mtr>"),
    ],
)
def test_equations_are_set_as_tex_would(tex, mathml):
    found = site.equation(tex, "block")
    assert mathml in found
    assert "2ex" not in found


def test_what_needs_a_kernel_says_so(pages):
    for path in NOTEBOOKS.glob("*.ipynb"):
        tagged = [cell for cell in code_cells(read(path)) if tags(cell) & site.NOTES.keys()]
        notes = pages[f"{path.stem}.html"].select(".note")
        assert len(notes) >= len(tagged), path.stem


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('href="06_training_loop.html"', 'href="66.html"', "66.html leads nowhere"),
        ('href="#recap"', 'href="#nothing"', "#nothing leads nowhere"),
        ("<h2", "<h4", "headings of levels"),
        ('alt="From w', 'title="From w', "a picture that says None"),
        ('lang="en"', "", "no language"),
        ('src="data:', 'src="https://elsewhere.org/', "needs https://elsewhere.org"),
        ("<details>", "<details open>", "hides nothing"),
        ("Hint 1: the residual</summary>", "Hint</summary></details>", "hides nothing"),
        ('id="recap"', 'id="explore"', "used twice"),
    ],
)
def test_a_fault_is_found(pages, old, new, said):
    name = "05_gradient.html"
    text = str(pages[name])
    assert old in text
    faulty = BeautifulSoup(text.replace(old, new, 1), "html.parser")
    found = site.problems({**pages, name: faulty})
    assert any(said in problem for problem in found)
    assert all(problem.startswith(name) for problem in found)


def test_every_chapter_has_a_live_figure_where_its_notebook_shows_it():
    for name, live in site.LIVE.items():
        call = f"{live.explorer}_explorer()"
        cells = [cell for cell in code_cells(read(NOTEBOOKS / f"{name}.ipynb"))]
        assert sum(site.shows(cell, call) for cell in cells) == 1, name
    assert {f"{k:02}" for k in range(1, 10)} <= {name[:2] for name in site.LIVE}


def test_a_live_figure_is_light_and_says_each_value():
    live = site.LIVE["04_regularization"]
    figure = site.moving(live)
    assert sum(len(frame["src"]) for frame in figure["frames"]) < 1_000_000
    assert len({frame["alt"] for frame in figure["frames"]}) == len(live.values) == 22
    first = figure["frames"][figure["first"]]
    assert first["words"] == "10"
    assert first["alt"].startswith("λ = 10, degree 5:")


def test_a_heavy_live_figure_is_refused(monkeypatch):
    monkeypatch.setattr(site, "HEAVIEST", 10_000)
    with pytest.raises(AssertionError, match="MB of pictures"):
        site.moving(site.LIVE["09_beyond_one_machine"])


def test_a_live_figure_is_put_where_its_picture_was(monkeypatch):
    monkeypatch.setattr(site, "moving", lambda live: {"label": live.label})
    picture = new_output("display_data", {"text/html": image_tag(b"", "a picture", 300)})
    source = "explorers.loss_explorer()"
    cell = new_code_cell(source, outputs=[picture], metadata={"tags": ["explorer"]})
    nb = site.prepared(new_notebook(cells=[cell]), site.LIVE["03_loss"])
    assert nb.cells[0].metadata.live == {"label": "score z"}
    assert nb.cells[0].outputs == []

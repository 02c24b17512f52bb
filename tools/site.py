"""Pages to read: every notebook as one HTML file that needs neither Python nor another server.

python -m tools site    builds build/site and tries it in a browser
python -m tools.site    builds it only; open build/site/index.html

A page is the committed notebook through nbconvert and the template in `site_template`. Equations
become MathML, and one figure of each chapter can still be moved: its pictures are drawn beforehand.
"""

import base64
import io
import re
import shutil
import time
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import numpy as np
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from PIL import Image

from logreg_core import explorers
from logreg_core.explorers.interactive import LAMS, LEARNING_RATES
from tools.notebooks import NOTEBOOKS, REPOSITORY, code_cells, picture_in, read, tags

from .common import BUILD, ROOT, chromium

PAGES = BUILD / "page"
README = (ROOT / "README.md").read_text("utf-8")
COURSE = README.splitlines()[0].removeprefix("# ")
CHAPTERS = {stem: name for name, stem in re.findall(r"\[(.+?)\]\(notebooks/(\w+)\.ipynb\)", README)}
HEAVIEST = 2_000_000  # bytes that the pictures of one live figure may take
SIZES = ((1280, 720), (390, 844))  # a laptop and a phone
PAPER = 680  # pixels that are left of an A4 sheet between its margins
OPTIMISERS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
}
LOOKS = """() => {
  const [image, says, slider] = ["img", ".says", "input"].map(
    part => document.querySelector("figure.live " + part));
  return {alt: image.alt, src: image.src, says: says.textContent,
    slider: slider.getAttribute("aria-valuetext"),
    whole: image.complete && image.naturalWidth > 1,
    height: image.parentElement.getBoundingClientRect().height};
}"""

NOTES = {
    "exercise": "Exercise · In Jupyter, your code goes where the dots are.",
    "check": "Check · In Jupyter, this tells whether yours is right, or which mistake is in it.",
    "bug": "Exercise · In Jupyter, you mend this code.",
    "quiz": "Question · In Jupyter, you answer with buttons, and every answer has its word.",
    "progress": "Progress · In Jupyter, this counts what you have done.",
    "figure": "Figure · In Jupyter, it has sliders.",
}
HOW = f"""
These pages are for reading. Everything has been run, and one figure in each chapter still moves.
To write the exercises and have them checked, [take the notebooks]({REPOSITORY}).
"""

# What latex2mathml leaves open: patterns in its MathML, and what is put in their places.
CLOSING = r"&#x00029;|\]|&#x0007C;|&#x02016;"
TYPOGRAPHY = (
    # Bars neither grow nor keep their distance, nor does a slash.
    (
        r'<mo(?: stretchy="false")?>(&#x0007C;|&#x02016;|&#x0002F;)</mo>',
        r'<mo stretchy="false" lspace="0" rspace="0">\1</mo>',
    ),
    # A minus after an operator or a wide space is a sign.
    (
        rf'(<mo[^>]*>(?!{CLOSING})[^<]+</mo>|<mspace width="[12]em" />)<mo>&#x02212;</mo>',
        r'\1<mo form="prefix">&#x02212;</mo>',
    ),
    # Below a sum, not beside it, where there is room.
    (r"<msub>(<mo>&#x02211;</mo><mi>\w</mi>)</msub>", r"<munder>\1</munder>"),
    # The name of a function is no operator, and keeps a distance from all but a bracket.
    (r"<mo>([a-z]{2,})</mo>", r"<mi>\1</mi>"),
    (r"<mi>([a-z]{2,})</mi>(?!<mo[^>]*>&#x00028;|<mspace|</)", r'<mi class="of">\1</mi>'),
)


class Live(NamedTuple):
    """Which control of a chapter's live figure moves on its page, and how the rest is set."""

    explorer: str
    control: str
    label: str
    values: np.ndarray
    start: float
    settings: dict


LIVE = {
    "00_start_here": Live("logistic", "x", "x", np.arange(-6, 6.1, 0.4), 0, {"w": 1}),
    "01_logistic_function": Live("logistic", "w", "w", np.arange(-5, 5.1, 0.2), 0.4, {}),
    "02_predictions": Live(
        "prediction", "b", "b", np.arange(-5, 5.1, 0.2), 5, {"w1": -2, "w2": -1}
    ),
    "03_loss": Live("loss", "z", "score z", np.arange(-6, 6.1, 0.2), 0, {}),
    "04_regularization": Live("regularization", "lam", "λ", LAMS, 10, {"degree": 5}),
    "05_gradient": Live("gradient", "steps", "steps", np.arange(41), 0, {"learning_rate": 1}),
    "06_training_loop": Live(
        "training", "learning_rate", "learning rate", LEARNING_RATES, 0, {"lam": 1}
    ),
    "07_evaluation": Live(
        "threshold", "threshold", "threshold", np.arange(0, 1.01, 0.02), 0.5, {"miss_cost": 20}
    ),
    "08_extending": Live("softmax", "lam", "λ", LAMS[1:], 0.01, {}),
    "09_beyond_one_machine": Live("scaling", "n", "cases", 10.0 ** np.arange(4, 12), 1e9, {}),
    "playground": Live(
        "playground",
        "step",
        "step",
        np.arange(0, 301, 10),
        0,
        {"features": ("x1", "x2", "x1²", "x2²", "x1 x2"), "learning_rate": 1},
    ),
}


def check():
    """Build the pages and try them as files, in two sizes of a browser, and on paper."""
    start = time.perf_counter()
    build()
    seconds = time.perf_counter() - start
    paths = sorted(PAGES.glob("*.html"))
    sizes = {path.stem: path.stat().st_size / 1e6 for path in paths}
    print(f"  {len(sizes)} pages, {sum(sizes.values()):.1f} MB, in {seconds:.0f} s", flush=True)
    print("  MB:", ", ".join(f"{name} {size:.1f}" for name, size in sizes.items()))
    pages = read_all(PAGES)
    found = problems(pages)
    assert not found, "\n".join(found)
    links = {link for one in pages.values() for link in foreign_links(one)}
    print(f"  {len(links)} links to elsewhere: {', '.join(sorted(links))}", flush=True)
    with chromium() as page:
        for path in paths:
            seen(page, path)
        print(f"  axe finds nothing, nothing sticks out at {SIZES[0][0]} and {SIZES[1][0]} pixels")
        print(f"  {sum(moved(page, PAGES / f'{stem}.html') for stem in LIVE)} live pictures shown")
        for path in paths:
            on_paper(page, path)
        pdf = PAGES / "05_gradient.pdf"
        page.goto(pdf.with_suffix(".html").as_uri())
        pdf.write_bytes(page.pdf(format="A4", tagged=True, outline=True))
        print(f"  nothing is cut off on paper; {pdf.name} has {pdf.stat().st_size / 1e6:.1f} MB")
        foreign = [url for url in page.asked if not url.startswith(("file:", "data:"))]
        assert not foreign, f"other servers were asked: {foreign}"
        assert not page.complaints, page.complaints


# ---- building -------------------------------------------------------------------------------


def build(folder: Path = PAGES, live: dict[str, Live] = LIVE):
    """Write a page for each notebook and one that leads to them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = [None, *CHAPTERS, None]
    for before, name, after in zip(names, names[1:], names[2:], strict=False):
        nb = prepared(read(NOTEBOOKS / f"{name}.ipynb"), live.get(name))
        write(folder / f"{name}.html", nb, here=name, previous=before, next=after)
    write(folder / "index.html", index())


def write(path: Path, nb: NotebookNode, **where):
    """Write one page."""
    about = {"chapters": CHAPTERS, "course": COURSE, "repository": REPOSITORY, **where}
    html, _ = exporter().from_notebook_node(nb, resources=about)
    path.write_text(finished(html), "utf-8")


@cache
def exporter() -> HTMLExporter:
    """Return nbconvert's exporter with our template and our ways to show text and pictures."""
    return HTMLExporter(
        template_name="site_template",
        extra_template_basedirs=[str(Path(__file__).parent)],
        filters={"markdown2html": markdown, "light_html": light_html},
    )


def index() -> NotebookNode:
    """Return what leads to the chapters, in the README's words, as a notebook."""
    head = README.split("\n[![")[0]
    table = re.search(r"^## The chapters\n\n(?:\|.*\n)+", README, re.M)[0]
    nb = new_notebook(cells=[new_markdown_cell("\n".join([head, HOW, table]))])
    nb.metadata.title = COURSE
    return nb


def prepared(nb: NotebookNode, live: Live | None) -> NotebookNode:
    """Return a notebook whose cells say what they do in Jupyter, with its live figure."""
    for cell in code_cells(nb):
        if live and shows(cell, f"{live.explorer}_explorer()"):
            cell.metadata.live, cell.outputs = moving(live), []
        elif shows(cell, "_explorer()"):
            cell.metadata.note = NOTES["figure"]
        elif known := tags(cell) & NOTES.keys():
            cell.metadata.note = NOTES[known.pop()]
    return nb


def shows(cell: NotebookNode, call: str) -> bool:
    """Tell whether a cell makes a live figure and shows it."""
    return call in cell.source and any(map(picture_in, cell.outputs))


def finished(html: str) -> str:
    """Return a page with links to pages, named headings, contents, and room for wide tables."""
    page = BeautifulSoup(html, "html.parser")
    for line in page.select("main > p"):
        if line.get_text().startswith("← "):  # the notebook's own links, which the page has above
            line.decompose()
    for link in page.select("a[href*='.ipynb']"):
        link["href"] = re.sub(r"^(?:notebooks/)?(\w+)\.ipynb", r"\1.html", link["href"])
    for table in page.select("table"):
        table.wrap(page.new_tag("div", attrs={"class": "wide"}))
    name_headings(page)
    return str(page)


def name_headings(page: BeautifulSoup):
    """Give each heading a name of its own, and list those of the second level at the top."""
    used = set()
    for heading in page.select("h1, h2, h3, h4"):
        text = heading.get_text()
        heading["id"] = unique("-".join(re.findall(r"\w+", text.lower())), used)
        if heading.name == "h2" and (contents := page.select_one(".contents ul")):
            item = page.new_tag("li")
            item.append(page.new_tag("a", attrs={"href": f"#{heading['id']}"}, string=text))
            contents.append(item)


def unique(name: str, used: set[str]) -> str:
    """Return a name that is not used yet, and note it down."""
    numbered = (name if k == 1 else f"{name}-{k}" for k in range(1, 1000))
    found = next(candidate for candidate in numbered if candidate not in used)
    used.add(found)
    return found


# ---- text -----------------------------------------------------------------------------------


class Renderer(IPythonRenderer):
    """nbconvert's Markdown, with equations in MathML."""

    def block_math(self, body: str) -> str:
        """Return a displayed equation."""
        return f'<span class="wide">{equation(body, "block")}</span>'

    def inline_math(self, body: str) -> str:
        """Return an equation within a line."""
        return equation(body, "inline")

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture of the notebooks' folder, inside the page."""
        return shown((NOTEBOOKS / url.removeprefix("notebooks/")).read_bytes(), text)


def markdown(source: str) -> str:
    """Return Markdown as HTML, its pictures inside it."""
    renderer = Renderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(source)


def equation(tex: str, display: str) -> str:
    """Return an equation as MathML; raise ValueError where a word of TeX would be left in it."""
    tex = re.sub(r"\\\\\[[\d.]+\w+\]", r"\\\\", tex)  # room between lines, which it would print
    math = convert(tex, display=display)
    if "\\" in math:
        raise ValueError(f"this equation cannot be said in MathML: {tex}")
    for pattern, better in TYPOGRAPHY:
        math = re.sub(pattern, better, math)
    return math


# ---- pictures -------------------------------------------------------------------------------


def light_html(output: NotebookNode) -> str:
    """Return an output's HTML; a picture as one that takes less room."""
    if found := picture_in(output):
        return shown(found.png, found.alt, found.width)
    return f'<div class="out">{output.data["text/html"]}</div>'


def shown(png: bytes, alt: str, wide: int | None = None) -> str:
    """Return a picture as <img> that knows its size, so that nothing jumps when it is there."""
    width, height = Image.open(io.BytesIO(png)).size
    scale = (wide or width) / width
    size = f'width="{width * scale:.0f}" height="{height * scale:.0f}"'
    return f'<img src="{light(png)}" alt="{escape(alt)}" {size}>'


def light(png: bytes) -> str:
    """Return a picture as an address that holds it: as WebP of 256 colours."""
    file = io.BytesIO()
    colours = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.convert("RGB").save(file, "WEBP", lossless=True, method=2)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"


def moving(live: Live) -> dict:
    """Return what the template asks of a live figure: every picture, its value and its sentence."""
    figure = getattr(explorers, f"{live.explorer}_explorer")()
    frames = [frame(figure, live, value) for value in live.values]
    weight = sum(len(frame["src"]) for frame in frames)
    assert weight <= HEAVIEST, f"{live.explorer}: {weight / 1e6:.2f} MB of pictures"
    width, height = figure.fig.canvas.get_width_height()
    return {
        "label": live.label,
        "frames": frames,
        "first": int(np.argmin(np.abs(np.asarray(live.values) - live.start))),
        "longest": max((frame["alt"] for frame in frames), key=len),
        "width": width,
        "height": height,
    }


def frame(figure: explorers.InteractiveFigure, live: Live, value: float) -> dict:
    """Return the picture of one value of the control, and what it shows."""
    figure.reset()  # some remember where they have been
    figure.set(**live.settings, **{live.control: value})
    rounded = float(f"{figure.values[live.control]:.4g}")
    words = f"{rounded:,.12g}".replace("-", "−")
    return {"words": words, "alt": figure.alt, "src": light(figure.png)}


# ---- what is wrong with the pages -----------------------------------------------------------


def read_all(folder: Path) -> dict[str, BeautifulSoup]:
    """Return the pages of a folder, by the names of their files."""
    paths = sorted(folder.glob("*.html"))
    return {path.name: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in paths}


def problems(pages: dict[str, BeautifulSoup]) -> list[str]:
    """Return what is wrong with pages, as far as their text tells."""
    places = {name: {tag["id"] for tag in page.select("[id]")} for name, page in pages.items()}
    return [
        f"{name}: {problem}"
        for name, page in pages.items()
        for problem in (*page_problems(page), *link_problems(name, page, places))
    ]


def page_problems(page: BeautifulSoup) -> Iterator[str]:
    """Give what is wrong with a page by itself."""
    if not (page.html.get("lang") and page.title.get_text().strip()):
        yield "no language or no title"
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    if levels.count(1) != 1 or any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings of levels {levels}"
    ids = [tag["id"] for tag in page.select("[id]")]
    if twice := {name for name in ids if ids.count(name) > 1}:
        yield f"used twice: {sorted(twice)}"
    for image in page.select("img"):
        if len(image.get("alt", "").split()) < 5 or "No description" in image["alt"]:
            yield f"a picture that says {image.get('alt')!r} of itself"
    for part in page.select("[src], link[href]"):
        address = part.get("src", part.get("href"))
        if not address.startswith("data:"):
            yield f"needs {address[:60]}"
    for fold in page.select("details"):
        words = fold.summary.get_text()
        if fold.has_attr("open") or fold.get_text().strip() == words.strip():
            yield f"a fold that hides nothing: {words}"


def link_problems(name: str, page: BeautifulSoup, places: dict[str, set[str]]) -> Iterator[str]:
    """Give the links of a page that lead nowhere: to no page, or to no place on it."""
    for link in page.select("a[href]"):
        target, _, place = unquote(link["href"]).partition("#")
        known = {"", *places[target or name]} if (target or name) in places else set()
        if not link["href"].startswith("http") and place not in known:
            yield f"the link to {link['href']} leads nowhere"


def foreign_links(page: BeautifulSoup) -> set[str]:
    """Return where a page leads outside."""
    return {link["href"] for link in page.select("a[href^='http']")}


# ---- in the browser -------------------------------------------------------------------------


def seen(page, path: Path):
    """Look at a page in each size: nothing sticks out, and axe finds nothing serious."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path.name}: {wide} pixels on a screen of {width}"
        for finding in Axe().run(page, options=OPTIMISERS).response["violations"]:
            first = finding["nodes"][0]["html"][:200]
            text = f"{path.name} at {width}: {finding['impact']} {finding['id']}: {first}"
            assert finding["impact"] not in ("serious", "critical"), text
            print(f"  {text}")


def moved(page, path: Path) -> int:
    """Go through a page's live figure by the keyboard; return how many pictures it showed."""
    page.goto(path.as_uri())
    slider = page.locator("figure.live input")
    slider.press("Home")
    frames, heights = [], set()
    for _ in range(int(slider.get_attribute("max")) + 1):
        now = page.evaluate(LOOKS)
        assert now["whole"], f"{path.name}: a blank picture"
        assert now["alt"] == now["says"], f"{path.name}: the words are not those of the picture"
        assert now["alt"] in now["slider"], f"{path.name}: the slider does not say {now['alt']!r}"
        frames.append((now["alt"], now["src"]))
        heights.add(now["height"])
        slider.press("ArrowRight")
    assert len(set(frames)) == len(frames), f"{path.name}: two places show the same"
    assert len(heights) == 1, f"{path.name}: what is below the figure jumps"
    return len(frames)


def on_paper(page, path: Path):
    """Look at a page as it is printed: nothing is cut off."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 960})
    page.goto(path.as_uri())
    cut = page.evaluate(
        "[...document.querySelectorAll('pre, .wide, img')]"
        ".filter(part => part.scrollWidth > part.clientWidth).map(part => part.outerHTML)"
    )
    assert not cut, f"{path.name} on paper: cut off are {[html[:100] for html in cut]}"


if __name__ == "__main__":
    build()
    print(f"open {PAGES / 'index.html'}")

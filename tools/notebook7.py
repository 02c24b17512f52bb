"""Notebook 7: its newest release with the course's packages, a chapter, a number box, the pointer.

Its arrow keys do not move a slider (they go from cell to cell), so the number box beside each
slider is the keyboard's way there.
"""

import sys
from pathlib import Path

from .binder import clock, run_and_save
from .common import BUILD, KEPT, ROOT, chromium, clone, environment, megabytes, run, server

NOTEBOOK = "05_gradient.ipynb"


def check():
    """Open a chapter, run it, and move its figure by number box and by pointer."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line.split("#")[0].strip() for line in lines]
    pins = [pin for pin in pins if pin and not pin.startswith("jupyterlab")]  # 7 brings its own
    programs = environment("notebook7", "{}.{}".format(*sys.version_info), "notebook==7.*", *pins)
    version = run(programs / "jupyter-notebook", "--version").strip()
    print(f"  Notebook {version}, {megabytes(KEPT / 'notebook7'):.0f} MB", flush=True)
    # The page's address is told with the default one, of which the rest is known.
    option = "--JupyterNotebookApp.default_url=/lab"
    with (
        clone() as course,
        server(programs, course, option, program="jupyter-notebook") as (address, _),
        chromium() as page,
    ):
        with clock("until the chapter was shown"):
            page.goto(f"{address}/notebooks/notebooks/{NOTEBOOK}")
            page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        with clock("until it had run"):
            run_and_save(page, address, course / "notebooks" / NOTEBOOK)
        moved(page, BUILD / "notebook7" / "chapter.png")


def moved(page, shot: Path):
    """Move the figure with the keyboard in a number box, then with the pointer on the picture."""
    from playwright.sync_api import expect

    figure = page.locator(".jp-OutputArea .live-figure").first
    picture = figure.locator("img")
    figure.scroll_into_view_if_needed()
    page.wait_for_timeout(2000)  # the page still moves while pictures above come into view
    before = picture.get_attribute("alt")
    figure.locator("input[type=number]").first.press("ArrowUp")
    expect(picture).not_to_have_attribute("alt", before, timeout=30_000)
    print(f"  number box: {picture.get_attribute('alt')}", flush=True)

    before, place = picture.get_attribute("alt"), picture.bounding_box()
    page.mouse.click(place["x"] + 0.2 * place["width"], place["y"] + 0.5 * place["height"])
    expect(picture).not_to_have_attribute("alt", before, timeout=30_000)
    print(f"  pointer: {picture.get_attribute('alt')}", flush=True)
    shot.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(shot))

"""A hub for a class: the link to hand out, and the memory that one student takes.

python -m tools.jupyterhub https://hub.example.org    links that fetch the course and open it
python -m tools jupyterhub                            measures one student, and fills machines
"""

import sys
from urllib.parse import quote

from tools.notebooks import NOTEBOOKS, REPOSITORY

from . import lab as lab_page
from .binder import until_idle
from .common import ROOT, chromium, clone, memory, server

NOTEBOOK = "06_training_loop.ipynb"
GB = 1000
RAN = "![...document.querySelectorAll('.jp-InputPrompt')].some(p => p.textContent.includes('*'))"


def link(hub: str, notebook: str, branch: str = "main") -> str:
    """Return nbgitpuller's link: it copies the course into a student's home, and opens a page."""
    folder = REPOSITORY.split("/")[-1]
    asked = {"repo": REPOSITORY, "branch": branch, "urlpath": f"lab/tree/{folder}/{notebook}"}
    words = "&".join(f"{key}={quote(value, safe='')}" for key, value in asked.items())
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{words}"


def check():
    """Measure server and kernel of a student who has run chapter 6, and say how many fit."""
    with clone() as course, server(ROOT / ".venv/bin", course) as (address, process):
        alone = memory(process)
        with chromium() as page:
            lab_page.opened(page, address, NOTEBOOK)
            lab_page.run_all_cells(page, address, NOTEBOOK)
            page.get_by_text("What next?").last.scroll_into_view_if_needed()
            page.wait_for_function(RAN, timeout=300_000)
            until_idle(page, address)
            used = memory(process)
    # Less than 150 MB more, and the chapter cannot have run: scikit-learn alone takes half of that.
    assert alone + 150 < used < GB, f"{used:.0f} MB, {alone:.0f} of them the server's: what ran?"
    print(f"  a student: server {alone:.0f} MB, with chapter 6 run {used:.0f} MB")
    for machine in (8, 16, 64):
        students = int((machine - 2) * GB / used)
        print(f"  {machine} GB, 2 of them for the system: {students} students")


if __name__ == "__main__":
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        print(f"{path.stem:24} {link(sys.argv[1], f'notebooks/{path.name}')}")

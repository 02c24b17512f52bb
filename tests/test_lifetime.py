"""A cell that is run again leaves nothing of its last run behind, in a real kernel."""

import gc
import weakref
from uuid import uuid4

import pytest
from ipywidgets.widgets import widget
from jupyter_client.manager import start_new_kernel

from logreg_core import explorers, practice
from tools.notebooks import ROOT

NAMES = [name for name in explorers.__all__ if name.endswith("_explorer")]
SETUP = f"""
import gc, sys, weakref
sys.path.insert(0, {str(ROOT)!r})
import psutil
from IPython.display import display
from logreg_core import explorers, practice
from tests.test_lifetime import models

seen = []  # what has been made, as long as it lives

def made(thing):
    seen.append(weakref.ref(thing))
    return thing

def figure():
    new = explorers.logistic_explorer()
    made(new.fig)
    return made(new)

def alive():
    gc.collect()
    return sum(ref() is not None for ref in seen), len(models())

def resident():
    return psutil.Process().memory_info().rss / 1e6
"""


def models() -> dict:
    """All widgets that are open: ipywidgets 8 keeps them in the module, 7 in the class."""
    return widget._instances if hasattr(widget, "_instances") else widget.Widget.widgets


class Kernel:
    """A kernel that is told which cell it runs, as front ends do."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(extra_arguments=["--log-level=ERROR"])

    def run(self, code: str, **metadata) -> str:
        """Run a cell and return what it prints, or its result's text."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        message = self.client.session.msg("execute_request", content, metadata=metadata)
        self.client.shell_channel.send(message)
        said, idle = "", False
        while not idle:
            reply = self.client.get_iopub_msg(timeout=60)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, content = reply["msg_type"], reply["content"]
            assert kind != "error", content
            said += content.get("text", "")
            idle = kind == "status" and content["execution_state"] == "idle"
        return said.strip()

    def value(self, expression: str):
        return eval(self.run(f"print(({expression}))", cellId=uuid4().hex))


@pytest.fixture(scope="module")
def kernel():
    kernel = Kernel()
    kernel.run(SETUP)
    yield kernel
    kernel.client.stop_channels()
    kernel.manager.shutdown_kernel(now=True)


@pytest.fixture
def cell() -> str:
    return uuid4().hex


FRONT_ENDS = {
    "JupyterLab": lambda cell: {"cellId": cell},
    "Colab": lambda cell: {"colab": {"cell_id": cell}},
    "one that says nothing": lambda cell: {},
}


CODES = ("figure()", "shown = figure()\nshown", "display(figure())")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("front_end", "code", "times"),
    [
        ("JupyterLab", CODES[0], 30),
        *(("JupyterLab", code, 4) for code in CODES[1:]),
        *((front_end, CODES[0], 4) for front_end in list(FRONT_ENDS)[1:]),
    ],
)
def test_a_cell_that_is_run_again_keeps_one_figure(kernel, cell, front_end, code, times):
    before = kernel.value("alive()")
    metadata, code = FRONT_ENDS[front_end](cell), f"{code}  # {cell}"
    seen = []
    for _ in range(times):
        kernel.run(code, **metadata)
        seen.append(kernel.value("(*alive(), resident())"))
    print(f"{seen[1][2]:.1f} MB after 2 runs, {seen[-1][2]:.1f} MB after {times}")
    assert len({(alive, n_widgets) for alive, n_widgets, _ in seen}) == 1
    assert seen[0][0] <= before[0] + 2  # one live figure, and its Figure
    kernel.run("shown = None", cellId=f"{cell} end")


def test_a_figure_that_is_never_shown_goes_with_its_variable(kernel, cell):
    before = kernel.value("alive()")
    for _ in range(5):
        kernel.run("hidden = figure()", cellId=cell)
    assert kernel.value("alive()")[0] == before[0] + 2
    kernel.run("del hidden")
    assert kernel.value("alive()") == before


def test_all_figures_of_one_run_live(kernel, cell):
    before = kernel.value("alive()")[0]
    for _ in range(3):
        kernel.run("for _ in range(3): display(figure())", cellId=cell)
    assert kernel.value("alive()")[0] == before + 6


def test_a_figure_with_a_name_lives_on_and_moves(kernel, cell):
    kernel.run("mine = []")
    for _ in range(3):
        kernel.run("mine.append(figure())\nmine[-1]", cellId=cell)
    for index in range(3):
        kernel.run(f"mine[{index}].controls['w'].value = 2.0")
        assert kernel.value(f"mine[{index}].values['w'], mine[{index}].data['slope']") == (2, 0.5)
    assert kernel.value("all(each.box.comm is not None for each in mine)")
    kernel.run("mine.clear()")


def test_a_figure_that_another_cell_shows_lives_on(kernel, cell):
    kernel.run("ours = figure()\nours", cellId=cell)
    kernel.run("ours", cellId=f"{cell} too")
    before = kernel.value("alive()")[0]
    kernel.run("ours = figure()\nours", cellId=cell)
    assert kernel.value("alive()")[0] == before + 2  # the old one is still shown by the other cell
    kernel.run("ours", cellId=f"{cell} too")
    assert kernel.value("alive()")[0] == before
    assert kernel.value("ours.values['w']") == 0.5


def test_a_slider_moves_the_figure_that_nobody_has_a_name_for(kernel, cell):
    kernel.run("display(figure())", cellId=cell)
    kernel.run(
        "gc.collect()\nlatest = [ref() for ref in seen if ref()][-1]\nlatest = weakref.ref(latest)"
    )
    kernel.run("latest().controls['w'].set_state({'value': 3.0})")
    assert kernel.value("latest().data['slope']") == 0.75


def test_questions_go_as_figures_do(kernel, cell):
    counts = []
    for _ in range(5):
        kernel.run('made(practice.quiz("logistic"))', cellId=cell)
        counts.append(kernel.value("alive()"))
    assert len(set(counts)) == 1


# ---- without a kernel -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_live_figure_goes_with_all_of_its_widgets(name):
    gc.collect()
    before = set(models())
    figure = getattr(explorers, name)()
    repr(figure._repr_mimebundle_())
    gone = [weakref.ref(figure), weakref.ref(figure.fig), weakref.ref(figure.box)]
    assert len(set(models()) - before) > 20
    del figure
    gc.collect()
    assert [ref() for ref in gone] == [None] * 3
    assert set(models()) <= before


def test_every_question_goes_with_all_of_its_widgets():
    gc.collect()
    before = set(models())
    quiz = practice.quiz("loss")
    assert len(set(models()) - before) > 20
    del quiz
    gc.collect()
    assert set(models()) <= before

"""Importing the course, drawing and playing with it change nothing that belongs to somebody else.

A fresh process imports the packages that the course stands on, looks at everything global, uses
all of the course, and looks again.
"""

import importlib
import inspect
import io
import json
import locale
import logging
import os
import pkgutil
import random
import signal
import subprocess
import sys
import threading
import warnings

import ipywidgets as widgets
import matplotlib
import numpy as np
import pytest
from matplotlib import colormaps, scale
from matplotlib import pyplot as plt
from PIL import Image

import logreg_core
from tools.notebooks import ROOT

pytestmark = pytest.mark.slow

THEIRS = ("sklearn.datasets", "sklearn.linear_model", "scipy.optimize", "IPython.display")


def settings() -> dict[str, str]:
    """What an import or a drawing might change, each as text."""
    loggers = [logging.root, *map(logging.getLogger, sorted(logging.root.manager.loggerDict))]
    told = [each for each in loggers if each.handlers or each.filters or each.level]
    states = {
        "matplotlib's settings, its backend among them": raw(),
        "matplotlib's defaults": dict(matplotlib.rcParamsDefault),
        "matplotlib's styles and scales": (
            *plt.style.library,
            *colormaps,
            *scale.get_scale_names(),
        ),
        "pyplot's figures": plt.get_fignums(),
        "warnings": (warnings.filters, warnings.showwarning),
        "NumPy's errors": (np.geterr(), np.geterrcall()),
        "NumPy's way to print": np.get_printoptions(),
        "random numbers": (random.getstate(), np.random.get_state(legacy=False)),  # noqa: NPY002
        "logging": [(each.name, each.level, each.handlers, each.filters) for each in told],
        "locale": (locale.setlocale(locale.LC_ALL), locale.localeconv()),
        "signals": [signal.getsignal(number) for number in sorted(signal.valid_signals())],
        "hooks": (sys.excepthook, sys.displayhook, threading.excepthook, sys.unraisablehook),
        "paths": (sys.path, sys.meta_path, os.getcwd(), sorted(os.environ.items())),
        "the interpreter": (sys.getrecursionlimit(), sys.getswitchinterval(), sys.stdout),
        "ipywidgets' defaults": [defaults(kind) for kind in (*CONTROLS, widgets.Layout)],
        "Pillow's limits": Image.MAX_IMAGE_PIXELS,
    }
    return {name: repr(state) for name, state in states.items()}


CONTROLS = (widgets.FloatSlider, widgets.SelectionSlider, widgets.Button, widgets.HTML)


def raw() -> dict:
    """matplotlib's settings as they are: asked for its backend, it would choose one."""
    return {key: dict.__getitem__(matplotlib.rcParams, key) for key in matplotlib.rcParams}


def defaults(kind: type) -> dict:
    """What a new widget of this kind says of itself, but for the names of its parts."""
    options = {"options": [1]} if kind is widgets.SelectionSlider else {}
    state = kind(**options).get_state()
    return {key: value for key, value in state.items() if not str(value).startswith("IPY_MODEL_")}


def use_everything() -> None:
    """Import all of the course, show a figure, move every live figure, answer and ask."""
    for found in pkgutil.walk_packages(logreg_core.__path__, "logreg_core."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    from logreg_core import explorers, plots, practice

    fig, ax = plots.figure()
    plots.draw_curve(ax, [0, 1], [0, 1], label="line")
    ax.legend()
    plots.show(fig, alt="A line.")
    with pytest.raises(AttributeError):
        ax.set(no_such_property=1)  # an error on the way, too, leaves nothing changed
    for name in explorers.__all__:
        if name.endswith("_explorer"):
            figure = getattr(explorers, name)()
            figure.refresh(redraw=True)
            figure.reset()
    practice.check("logistic", logreg_core.logistic)
    practice.quiz("logistic").choose(0, 0)


def report() -> None:
    """Print as JSON what has changed: the name, before and after."""
    for name in THEIRS:
        importlib.import_module(name)
    before = settings()
    use_everything()
    after = settings()
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    print(json.dumps({"names": list(before), "changed": changed}))


@pytest.fixture(scope="module")
def seen():
    code = "from tests.test_side_effects import report; report()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_global_is_changed(seen):
    assert len(seen["names"]) == len(settings()) > 12
    assert seen["changed"] == {}


def test_a_change_would_be_seen(monkeypatch):
    before = settings()
    monkeypatch.setitem(matplotlib.rcParams, "image.origin", "lower")
    monkeypatch.setattr(sys, "path", ["elsewhere"])
    np.random.random()  # noqa: NPY002 -- the old global state is what must not move
    with np.errstate(all="raise"), np.printoptions(precision=3), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        after = settings()
    assert [name for name in before if before[name] != after[name]] == [
        "matplotlib's settings, its backend among them",
        "warnings",
        "NumPy's errors",
        "NumPy's way to print",
        "random numbers",
        "paths",
    ]


def test_the_package_alone_changes_nothing():
    """`import logreg_core`, before matplotlib and the rest are there."""
    code = (
        "import numpy, sys, warnings, logging, signal, os\n"
        "def state(): return repr([sys.path, warnings.filters, numpy.geterr(),"
        " numpy.get_printoptions(), numpy.random.get_state()[1].tolist(), logging.root.handlers,"
        " [signal.getsignal(k) for k in signal.valid_signals()], sorted(os.environ.items())])\n"
        "before = state(); import logreg_core; print(before == state())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr


# --- the style goes with the figure ------------------------------------------------------------


def picture(plots) -> bytes:
    """A figure with what matplotlib draws late or by itself: legend, texts, ticks, hatches."""
    fig, (left, right) = plots.figure(1, 2, width=6, height=3)
    plots.draw_curve(left, [0, 1, 2], [3, 1, 2], label="line")
    left.text(0.5, 2, "text")
    left.set(title="title", xlabel="$10^x$", yscale="log")
    left.legend()
    right.hist([1, 2, 2], label="bars", hatch="//")
    right.axvline(1.5)
    fig.suptitle("all")
    return plots.png(fig)


@pytest.mark.parametrize("theirs", ["dark_background", "grayscale", "ggplot"])
def test_a_figure_of_the_course_is_the_same_in_every_style(theirs):
    from logreg_core import plots

    plain = picture(plots)
    with plt.style.context(theirs):
        before = raw()
        assert picture(plots) == plain
        assert raw() == before


def test_a_figure_of_theirs_is_the_same_beside_one_of_ours():
    """The digit that stood on its head: an image of somebody else's, drawn after one of ours."""
    from logreg_core import plots

    def digit():
        fig, ax = plt.subplots(figsize=(2, 2))
        image = ax.imshow(np.eye(8))
        buffer = io.BytesIO()
        fig.savefig(buffer, format="png")
        plt.close(fig)
        return image.origin, buffer.getvalue()

    before = digit()
    fig, ax = plots.figure()
    assert digit() == before  # between the making of a figure and its drawing
    plots.draw_curve(ax, [0, 1], [0, 1])
    plots.png(fig)
    assert digit() == before
    assert before[0] == "upper"


def test_every_method_of_a_figure_carries_the_style():
    from logreg_core import plots

    fig, ax = plots.figure()
    for thing in (fig, ax):
        kind = type(thing)
        for name, method in inspect.getmembers(kind.__mro__[1], inspect.isfunction):
            if not name.startswith("_"):
                assert getattr(kind, name).__wrapped__ is method

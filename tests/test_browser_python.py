"""The notebooks ask nothing of Python that a browser's has not: threads, processes, sockets, waits.

In JupyterLite the kernel runs inside the browser. First the code is read for what is not there;
then every notebook runs in a Python from which it was taken away. `tools/lite.py` looks at the
real one, as far as it can be had, and holds that it lacks what is taken away here.
"""

import ast
import builtins
import errno
import importlib
import importlib.abc
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import types
from importlib.metadata import version
from pathlib import Path

import pytest
from IPython.core.async_helpers import _pseudo_sync_runner
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell

from tools.notebooks import NOTEBOOKS, ROOT, code_cells, read, tags

LACKING = {  # modules: not in Pyodide, or there and useless in a browser
    *("_thread", "asyncio", "concurrent", "multiprocessing", "queue", "sched", "threading"),
    *("ctypes", "pty", "resource", "signal", "subprocess"),
    *("ftplib", "http", "requests", "select", "selectors", "smtplib", "socket", "ssl", "urllib"),
    *("dask", "distributed", "joblib", "ray", "tkinter", "webbrowser"),
}
CALLS = {  # functions that wait, or that ask the system for a process; and the built-in ones
    *("time.sleep", "os.fork", "os.kill", "os.popen", "os.system", "os.wait"),
    *("input", "breakpoint"),
    "np.lib.format.open_memmap",  # what is written into a memory map never reaches its file
}
GUARDED = {  # where such a thing may stand, since there is a way without it
    "sandbox.py": {"threading", "ctypes"},  # a learner's function is called without a time limit
    "09_beyond_one_machine.ipynb": {"distributed", "os.kill"},  # one worker, whom nobody can shoot
}
ABSENT = {"dask", "distributed", "pandas", "psutil", "statsmodels"}  # the set-up cell brings none
FILES = [*sorted(NOTEBOOKS.glob("*.ipynb")), *sorted((ROOT / "logreg_core").rglob("*.py"))]


# ---- what the code says ---------------------------------------------------------------------


def sources(path: Path) -> str:
    """The code of a file; of a notebook all but the set-up cell, magics made plain Python."""
    if path.suffix == ".py":
        return path.read_text("utf-8")
    cells = [cell.source for cell in code_cells(read(path)) if "setup" not in tags(cell)]
    return "\n".join(map(TransformerManager().transform_cell, cells))


def lacking(code: str) -> set[str]:
    """What of this code a browser's Python has not."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Call):
            found |= {ast.unparse(node.func)}
            found |= {f"{option.arg}=" for option in node.keywords if option.arg == "n_jobs"}
    magics = {name for name in found if name.startswith("get_ipython()")}
    return {
        name if name in CALLS else name.partition(".")[0]
        for name in found
        if name in CALLS or name.partition(".")[0] in LACKING
    } | magics


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_code_asks_for_what_a_browser_lacks(path):
    assert lacking(sources(path)) == GUARDED.get(path.name, set())


@pytest.mark.parametrize(
    "code",
    [
        "from threading import Thread",
        "import concurrent.futures as futures",
        "import time\ntime.sleep(1)",
        "from time import sleep",
        "name = input('Who are you?')",
        "!ls",
        "%pip install numpy",
        "%%timeit\n1 + 1",
    ],
)
def test_the_reader_sees_it(code):
    assert lacking(TransformerManager().transform_cell(code))


# ---- what the code does ---------------------------------------------------------------------


class Absent(importlib.abc.MetaPathFinder):
    """Says of some packages that they are not installed."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def take_away() -> list[str]:
    """Make this Python like a browser's; return the list of what piplite will be asked for."""

    def no_thread(*_, **__):
        raise RuntimeError("can't start new thread")

    def no_system(*_, **__):
        raise OSError(errno.ENOSYS, "Function not implemented")

    async def install(names):
        asked.extend(names)

    def no_file(*_, **__):
        raise OSError(errno.EBADF, "Bad file descriptor")

    # Where it has never been imported, it takes a thread to look for fonts; Pyodide's own does not.
    importlib.import_module("matplotlib.font_manager")
    asked: list[str] = []
    sys.platform = "emscripten"
    importlib.import_module("numpy").memmap.flush = no_file  # though it reads well
    sys.modules["piplite"] = types.SimpleNamespace(install=install)
    sys.meta_path.insert(0, Absent())
    for name in ("_start_new_thread", "_start_joinable_thread"):  # before Python 3.13, and since
        if hasattr(threading, name):
            setattr(threading, name, no_thread)
    subprocess.Popen.__init__ = no_system
    for name in ("fork", "posix_spawn", "kill", "system"):
        setattr(os, name, no_system)
    socket.socket.connect = socket.socket.bind = builtins.input = no_system
    return asked


class Publisher(DisplayPublisher):
    """Takes what is displayed as Pyodide's kernel does, which makes JSON of it, no more."""

    def publish(self, data, metadata=None, **_):
        json.dumps([data, metadata])


class Shell(InteractiveShell):
    """Runs cells as IPython does, without an event loop of its own and without a history."""

    def init_history(self):
        self.config.HistoryManager.enabled = False
        super().init_history()

    def _showtraceback(self, kind, value, lines):
        raise RuntimeError(f"{kind.__name__}: {value}") from value


def run_in_a_browser(names: list[str]) -> None:
    """Run all cells of these notebooks, and say of each what it asked piplite for."""
    asked = take_away()
    for name in names:
        Shell.clear_instance()
        shell = Shell.instance(display_pub_class=Publisher)
        shell.loop_runner, shell.user_module.__name__ = _pseudo_sync_runner, "__main__"
        for number, cell in enumerate(code_cells(read(NOTEBOOKS / f"{name}.ipynb")), 1):
            print(f"{name}, cell {number}", file=sys.stderr)
            shell.run_cell(cell.source, store_history=True).raise_error()
        print(json.dumps({"ran": name, "asked": asked}))
        asked.clear()


START = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.test_browser_python import run_in_a_browser
sys.path.remove(sys.argv[1])
run_in_a_browser(sys.argv[2:])
"""
NAMES = [path.stem for path in FILES if path.suffix == ".ipynb"]


@pytest.mark.slow
@pytest.mark.skipif(version("ipywidgets") < "8", reason="a browser's Python has ipywidgets 8")
@pytest.mark.parametrize("half", [NAMES[::2], NAMES[1::2]], ids="; ".join)
def test_no_notebook_misses_what_a_browser_lacks(half, tmp_path):
    (tmp_path / "notebooks").mkdir()
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "logreg_core", tmp_path / "logreg_core", ignore=skip)
    done = subprocess.run(
        [sys.executable, "-c", START, str(ROOT), *half],
        cwd=tmp_path / "notebooks",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    last = "\n".join(done.stderr.splitlines()[-30:])
    assert done.returncode == 0, last
    asked = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"ran": ')]
    assert [each["ran"] for each in asked] == half
    for each in asked:
        assert each["asked"] == ["ipywidgets", "matplotlib", "scikit-learn"]

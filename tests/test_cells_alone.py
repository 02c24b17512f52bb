"""After its notebook has run, each cell can be run once more by itself, and prints the same.

A name that a later cell uses for something else would break the earlier one. Each cell is run in a
fork of the process that ran the whole, so none sees what another leaves behind.
"""

import os
import subprocess
import sys

import pytest

from tools.notebooks import NOTEBOOKS, ROOT

# Chapter 9 is left out: it starts workers, whose threads no fork has.
PATHS = sorted(path for path in NOTEBOOKS.glob("*.ipynb") if not path.stem.startswith("09_"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork"),
]

ALONE = """
import os, sys
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from tools.notebooks import code_cells, read, tags

shell = InteractiveShell.instance()
shell.history_manager.enabled = False

def run(cell):
    with capture_output() as caught:
        done = shell.run_cell(cell.source)
    shown = "".join(str(out.data.get("text/plain")) for out in caught.outputs)
    return "fails" if not done.success else caught.stdout + shown

cells = [cell for cell in code_cells(read(Path(sys.argv[1])))]
told = {cell.id: run(cell) for cell in cells}
for cell in cells:
    if tags(cell) & {"setup"} or "perf_counter" in cell.source:  # a clock says another time
        continue
    child = os.fork()
    if child == 0:
        os._exit(run(cell) != told[cell.id])
    if os.waitpid(child, 0)[1]:
        print("not the same:", cell.id)
"""


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_cell_that_is_run_once_more_does_the_same(path, tmp_path):
    env = os.environ | {"PYTHONPATH": str(ROOT), "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1"}
    env["IPYTHONDIR"] = str(tmp_path)
    command = [sys.executable, "-c", ALONE, str(path)]
    run = subprocess.run(command, cwd=NOTEBOOKS, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    assert "not the same" not in run.stdout

"""The first cell of every notebook finds the package, or says in one sentence what to do."""

import os
import subprocess
import sys

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from tools.notebooks import ROOT, SETUP_CELL

QUESTION = "import logreg_core; print(logreg_core.__file__)"


def run(folder, before="pass"):
    """What the set-up cell prints in a fresh kernel, and where the package then comes from."""
    nb = new_notebook(cells=[new_code_cell(code) for code in (before, SETUP_CELL, QUESTION)])
    metadata = {"path": str(folder)}
    options = {"kernel_name": "python3", "extra_arguments": ["--log-level=ERROR"]}
    environment = {key: os.environ[key] for key in os.environ if key != "PYTHONPATH"}
    NotebookClient(nb, resources={"metadata": metadata}, **options).execute(env=environment)
    return nb.cells[1].outputs, nb.cells[2].outputs[0].text.strip()


@pytest.fixture
def course(tmp_path):
    """A copy of the course's shape, with a blank in its path."""
    root = tmp_path / "my course"
    (root / "logreg_core").mkdir(parents=True)
    (root / "logreg_core" / "__init__.py").touch()
    (root / "notebooks" / "mine" / "deeper").mkdir(parents=True)
    return root


def test_it_is_short():
    assert len(SETUP_CELL.splitlines()) <= 15


@pytest.mark.parametrize("place", [".", "notebooks", "notebooks/mine/deeper"])
def test_it_finds_the_course_above_silently(course, place):
    printed, found = run(course / place)
    assert printed == []
    assert found == str(course / "logreg_core" / "__init__.py")


def test_it_is_silent_where_the_package_is_installed(course, tmp_path):
    printed, found = run(tmp_path, before=f"import sys; sys.path.append({str(course)!r})")
    assert printed == []
    assert found.startswith(str(course))


def test_without_the_course_it_says_what_to_do(tmp_path):
    installed = subprocess.run([sys.executable, "-c", QUESTION], cwd=tmp_path, capture_output=True)
    if installed.returncode == 0:
        pytest.skip("logreg_core is installed in this environment")
    with pytest.raises(CellExecutionError) as error:
        run(tmp_path)
    assert error.value.ename == "ImportError"
    assert error.value.evalue.count(".") == 1
    assert "inside the course's folder" in error.value.evalue


COLAB = "import types; sys.modules['google.colab'] = types.ModuleType('colab')"
KAGGLE = "import pathlib; pathlib.Path.is_dir = lambda path: path == pathlib.Path('/kaggle')"


@pytest.mark.parametrize("place", [COLAB, KAGGLE])
def test_where_a_notebook_is_opened_alone_it_installs_from_the_repository(tmp_path, place):
    """A stub of the place, where `%pip` is replaced by a magic that only says what it was asked."""
    stub = (
        f"import sys; {place}\n"
        "sys.meta_path[:] = [f for f in sys.meta_path if 'editable' not in repr(f)]\n"
        "get_ipython().register_magic_function(print, magic_name='pip')"
    )
    nb = new_notebook(cells=[new_code_cell(stub), new_code_cell(SETUP_CELL)])
    client = NotebookClient(nb, resources={"metadata": {"path": str(tmp_path)}}, allow_errors=True)
    client.execute()
    asked = "".join(out.get("text", "") for out in nb.cells[1].outputs)
    repository = SETUP_CELL.split("git+")[1].split()[0]
    assert asked.strip() == f"install -q git+{repository}"


def test_the_projects_own_package_is_the_one_beside_the_notebooks():
    assert run(ROOT / "notebooks")[1] == str(ROOT / "logreg_core" / "__init__.py")

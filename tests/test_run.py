"""run.py without a network: pip and every other program only write down what was asked."""

import ast
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools.notebooks import ROOT


@pytest.fixture
def starter(tmp_path, monkeypatch):
    """run.py in a folder of its own, whose .venv and pip do nothing but are written down."""
    (tmp_path / "locks").mkdir()
    for name in ("run.py", "locks/requirements.txt", "locks/requirements-dev.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    spec = importlib.util.spec_from_file_location("starter", tmp_path / "run.py")
    starter = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(starter)
    starter.asked, starter.pip_says, starter.returns = [], [], 0
    starter.ipc_works = True

    def call(command, **_):
        if command[-1] == starter.IPC:
            return not starter.ipc_works
        if command[1] == "-c":  # is .venv whole?
            return starter.venv_version != command[-1]
        if command[1:3] == ["-m", "venv"]:
            starter.asked.append("venv")
            starter.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            starter.PYTHON.touch()
            starter.venv_version = starter.VERSION
        return 0

    class Popen:
        def __init__(self, command, **_):
            words = [str(word) for word in command[2:]]
            self.is_pip = words[0] == "pip"
            if self.is_pip:
                assert "--require-hashes" in words
                words = [Path(words[-1]).name]
            starter.asked.append(" ".join(words))
            self.stdout = iter(starter.pip_says)
            self.returncode = int(bool(starter.pip_says))

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def wait(self):
            return starter.returns

    fake = SimpleNamespace(call=call, Popen=Popen, PIPE=-1, STDOUT=-2, DEVNULL=-3)
    monkeypatch.setattr(starter, "subprocess", fake)
    return starter


def ask(starter, *words):
    starter.asked.clear()
    return starter.main(list(words))


def test_the_first_time_all_is_made_and_the_second_time_nothing(starter):
    assert ask(starter, "test") == 0
    assert starter.asked == ["venv", "requirements-dev.txt", "pytest -n auto"]
    ask(starter, "test")
    assert starter.asked == ["pytest -n auto"]
    ask(starter)
    assert starter.asked[0].startswith("jupyterlab "), "the tests' set-up holds the course's"


def test_the_tests_are_chosen(starter):
    ask(starter, "test", "-k", "gradient")
    assert starter.asked[-1] == "pytest -k gradient"
    assert ask(starter, "test", "--all") == 0
    assert starter.asked == ["pytest -m not browser -n auto", "pytest -m browser"]


def test_kernels_talk_by_ipc_where_it_works_and_as_the_user_says(starter):
    ask(starter, "--KernelManager.transport=tcp")
    words = starter.asked[-1].split()
    assert words[-2:] == ["--KernelManager.transport=ipc", "--KernelManager.transport=tcp"]
    starter.ipc_works = False
    ask(starter)
    assert "transport" not in starter.asked[-1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such sockets for ZeroMQ")
@pytest.mark.parametrize(("length", "works"), [(20, True), (200, False)])
def test_a_name_that_is_too_long_for_ipc_is_noticed(starter, length, works):
    with tempfile.TemporaryDirectory() as short:
        folder = os.path.join(short, "x" * length)
        done = subprocess.run(
            [sys.executable, "-c", starter.IPC],
            env={**os.environ, "JUPYTER_RUNTIME_DIR": folder},
            capture_output=True,
        )
        assert (done.returncode == 0) == works
        assert os.listdir(folder) == []


def test_learners_do_not_wait_for_what_only_tests_need(starter):
    ask(starter)
    assert starter.asked[:2] == ["venv", "requirements.txt"]
    ask(starter, "test")
    assert starter.asked == ["requirements-dev.txt", "pytest -n auto"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_changed_requirement_is_installed(starter, name):
    ask(starter, "test")
    with (starter.LOCKS / name).open("a") as file:
        file.write("# changed\n")
    ask(starter, "test")
    assert starter.asked == ["requirements-dev.txt", "pytest -n auto"]


def test_another_python_gets_another_venv(starter, monkeypatch):
    ask(starter)
    monkeypatch.setattr(starter, "VERSION", "3.99")
    ask(starter)
    assert starter.asked[:2] == ["venv", "requirements.txt"]


def test_a_half_made_venv_is_made_anew(starter):
    starter.PYTHON.parent.mkdir(parents=True)
    starter.PYTHON.touch()  # stopped before pip was in it
    starter.venv_version = None
    ask(starter)
    assert starter.asked[:2] == ["venv", "requirements.txt"]


def test_a_failed_installation_ends_in_one_sentence_and_is_tried_again(starter):
    starter.pip_says = [b"Collecting numpy\n", b"ERROR: No wheel.\n", b"ERROR: See there.\n"]
    with pytest.raises(SystemExit) as stop:
        ask(starter, "test")
    assert stop.value.code == (
        "Not installed: pip says ERROR: No wheel. The same command tries again."
    )
    assert not starter.STAMP.exists()
    starter.pip_says = []
    ask(starter, "test")
    assert starter.asked == ["requirements-dev.txt", "pytest -n auto"]


def test_without_a_network_it_says_so(starter):
    starter.pip_says = [b"WARNING: Retrying after connection broken by ...\n", b"ERROR: none\n"]
    with pytest.raises(SystemExit, match="is there a network"):
        ask(starter)


def test_a_python_without_venv_names_the_package(starter, monkeypatch):
    monkeypatch.setattr(starter.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        ask(starter)


def test_an_old_python_is_told_so(starter, monkeypatch):
    monkeypatch.setattr(starter, "sys", SimpleNamespace(version_info=(3, 8, 18)))
    monkeypatch.setattr(starter, "VERSION", "3.8")
    message = ask(starter, "test")
    assert message == "The course needs Python 3.11 or newer, and this is Python 3.8."
    assert starter.asked == []


def test_an_old_python_can_read_the_file():
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 6))


def test_further_words_are_passed_on_and_so_is_the_answer(starter):
    starter.returns = 5
    assert ask(starter, "test", "-k", "two words") == 5
    assert starter.asked[-1] == "pytest -k two words"
    assert ask(starter, "notebooks", "03") == 5
    assert starter.asked[-1] == "tools.notebooks 03"
    assert ask(starter, "lint") == 5
    assert starter.asked[-1] == "ruff check", "no word on the format before the rest is clean"
    assert ask(starter, "--no-browser") == 5
    assert starter.asked[-1].startswith(f"jupyterlab --ServerApp.root_dir={starter.HERE} ")
    assert starter.asked[-1].endswith(
        "/00_start_here.ipynb --KernelManager.transport=ipc --no-browser"
    )


def test_an_unknown_word_is_answered(starter):
    assert "'tset'" in ask(starter, "tset")
    assert starter.asked == []


def test_ctrl_c_is_left_to_jupyterlab(starter, monkeypatch):
    answers = iter([KeyboardInterrupt, KeyboardInterrupt, 0])

    def wait(self):
        answer = next(answers)
        if answer:
            raise answer
        return answer

    monkeypatch.setattr(starter.subprocess.Popen, "wait", wait)
    assert ask(starter) == 0

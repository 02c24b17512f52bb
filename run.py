"""Sets the course up in the folder .venv and starts it. Needs Python 3.11 or newer, nothing else.

python run.py             JupyterLab on the first notebook (options are passed on to it)
python run.py test        the tests, on all cores; --all: the slow ones and the browser's, too
                          (other words are passed on to pytest: python run.py test -k gradient)
python run.py notebooks   re-executes the notebooks (further words choose some of them)
python run.py lint        checks the style of all Python code
python run.py build       builds and tries pages, slides, assignments, JupyterLite, Binder …
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKS = HERE / "locks"  # every package, exactly: its version and the fingerprints of its files
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"  # what .venv holds; written last, so a broken set-up leaves none
VERSION = "{}.{}".format(*sys.version_info)
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
# Whether kernels can talk by sockets that are files of this user alone. By TCP, their default, what
# they say is open to all users of a shared machine, and two kernels may be given the same port.
IPC = """
import os, socket, uuid
from jupyter_core.paths import jupyter_runtime_dir
os.makedirs(jupyter_runtime_dir(), mode=0o700, exist_ok=True)
name = os.path.join(jupyter_runtime_dir(), f"kernel-{uuid.uuid4()}-ipc-5")
with socket.socket(socket.AF_UNIX) as test:  # fails on Windows, or where the name is too long
    test.bind(name)
os.remove(name)
"""
NEWS = "@jupyterlab/apputils-extension:announcements"  # would ask a question over the notebook


def set_up(requirements):
    """Makes .venv and installs into it, unless that was done for these very requirements."""
    digest = hashlib.sha256(VERSION.encode())
    for name in ("requirements.txt", "requirements-dev.txt"):
        digest.update((LOCKS / name).read_bytes())
    stamp = f"{digest.hexdigest()} {requirements}\n"
    if PYTHON.exists() and STAMP.exists() and stamp in STAMP.read_text():
        return
    if not healthy():
        make_venv()
    install(requirements)
    subprocess.call([str(PYTHON), "-m", "jupyterlab.labextensions", "disable", NEWS], **QUIET)
    # Who has the requirements of the tests has those of the course.
    STAMP.write_text(stamp + f"{digest.hexdigest()} requirements.txt\n")


def healthy():
    """Whether .venv is whole and made by this version of Python."""
    test = "import sys, pip._internal; sys.exit('{}.{}'.format(*sys.version_info) != sys.argv[1])"
    return PYTHON.exists() and not subprocess.call([str(PYTHON), "-c", test, VERSION], **QUIET)


def make_venv():
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("Python's venv is missing; on Debian or Ubuntu: sudo apt install python3-venv")
    print(f"Making .venv with Python {VERSION} ...", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        sys.exit(f"The folder {VENV} could not be made.")


def install(requirements):
    """Runs pip, its hundreds of lines shown as one that changes."""
    print(f"Installing {requirements}; the first time takes a minute ...", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--require-hashes", "-r", str(LOCKS / requirements)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    environment = {**os.environ, "PIP_USER": "0"}  # "1" is a common setting, and wrong in a .venv
    reason = "pip said nothing."
    with subprocess.Popen(command, cwd=str(HERE), env=environment, **pipes) as pip:
        for line in pip.stdout:
            text = line.decode(errors="replace").strip()
            if "connection broken" in text:
                reason = "is there a network?"
            elif text.startswith("ERROR") and reason == "pip said nothing.":
                reason = f"pip says {text}"
            if sys.stdout.isatty():
                print(f"\r  {text:<76.76}", end="", flush=True)
    if sys.stdout.isatty():
        print(f"\r{'':78}", end="\r")
    if pip.returncode:
        sys.exit(f"Not installed: {reason} The same command tries again.")


def transport():
    """How JupyterLab's kernels are to talk: by ipc where that works."""
    works = not subprocess.call([str(PYTHON), "-c", IPC], **QUIET)
    return ["--KernelManager.transport=ipc"] if works else []


def run(*arguments):
    """Runs a module inside .venv and returns what it returns; Ctrl-C is for the module alone."""
    os.environ["PATH"] = str(PYTHON.parent) + os.pathsep + os.environ.get("PATH", "")
    child = subprocess.Popen([str(PYTHON), "-m", *arguments], cwd=str(HERE))
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab now asks whether it shall stop


def test(words):
    """Runs the tests: on all cores where none are named; with --all the slow ones, too."""
    if words == ["--all"]:  # the browser's one after the other: they look at the clock
        rest = run("pytest", "-m", "not browser", "-n", "auto")
        return rest or run("pytest", "-m", "browser")
    return run("pytest", *(words or ["-n", "auto"]))


def main(words):
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever starts this may well be older
        return f"The course needs Python 3.11 or newer, and this is Python {VERSION}."
    command = words.pop(0) if words and not words[0].startswith("-") else "lab"
    if command == "lab":
        set_up("requirements.txt")
        page = "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb"
        return run("jupyterlab", f"--ServerApp.root_dir={HERE}", page, *transport(), *words)
    if command not in ("test", "notebooks", "lint", "build"):
        return f"There is no {command!r}; run.py knows test, notebooks, lint, build, or no word."
    set_up("requirements-dev.txt")
    if command == "test":
        return test(words)
    if command == "notebooks":
        return run("tools.notebooks", *words)
    if command == "build":
        return run("tools", *words)
    return run("ruff", "check", *words) or run("ruff", "format", "--check", *words)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the same command goes on from here.")

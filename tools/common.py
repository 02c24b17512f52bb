"""What the places share: environments of their own, copies of the course, servers, a browser."""

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .lab import CHROMIUM, FLAGS, answering

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".environments"  # environments; git leaves it out
BUILD = ROOT / "build"  # what is built, as build/site; git leaves it out, too
CONFIG = {"JUPYTER_PREFER_ENV_PATH": "1", "PYTHONPATH": ""}


class Skipped(Exception):
    """This place cannot be tried here; the message says why."""


def interpreter(version: str) -> str:
    """Return a Python of this version, as "3.12"."""
    if "{}.{}".format(*sys.version_info) == version:
        return sys.executable
    folders = [*os.environ["PATH"].split(os.pathsep), "/usr/bin"]
    folders += map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin"))
    for folder in folders:
        found = Path(folder) / f"python{version}"
        if found.exists() and not subprocess.call([found, "-c", "import venv"], stderr=-3):
            return str(found)
    raise Skipped(f"there is no Python {version} on this machine")


def environment(name: str, version: str, *requirements: str) -> Path:
    """Return the folder of programs of an environment with these packages, made where needed."""
    folder = KEPT / name
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    stamp, digest = folder / "made.txt", hashlib.sha256(repr((version, requirements)).encode())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return programs
    subprocess.run([interpreter(version), "-m", "venv", "--clear", str(folder)], check=True)
    if requirements:
        run(programs / "python", "-m", "pip", "install", "-q", *requirements)
    stamp.write_text(digest.hexdigest())
    return programs


def run(*command, folder: Path = ROOT, **variables: str) -> str:
    """Run a program and return what it printed; raise with its last lines where it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-15:])
        raise RuntimeError(f"{Path(command[0]).name} {' '.join(map(str, command[1:4]))}: {last}")
    return done.stdout


@contextlib.contextmanager
def clone() -> Iterator[Path]:
    """Give a copy of the files that git would hand to a stranger, with what is not committed."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "a course"  # with a blank, as homes have
        for name in listed:
            if (ROOT / name).exists():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        yield copy


@contextlib.contextmanager
def server(
    programs: Path, folder: Path, *options: str, program: str = "jupyter-lab", token: str = ""
) -> Iterator[tuple[str, int]]:
    """Start JupyterLab in `folder` and give its address and the number of its process."""
    with tempfile.TemporaryDirectory() as settings:
        log = Path(settings) / "lab.log"
        variables = {**os.environ, **CONFIG, "JUPYTER_CONFIG_DIR": settings}
        variables["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        command = [str(programs / program), "--no-browser", "--allow-root"]
        command += [f"--ServerApp.port={free_port()}", f"--IdentityProvider.token={token}"]
        command += options
        with log.open("w") as out:
            process = subprocess.Popen(command, cwd=folder, env=variables, stdout=out, stderr=out)
        try:
            yield answering(log), process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody has now (some servers do not say which one 0 became)."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def chromium(width: int = 1280, height: int = 720) -> Iterator:
    """Give a page of Debian's Chromium; `page.asked` collects the addresses that it asks for."""
    if not CHROMIUM:
        raise Skipped("there is no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        page = browser.new_page(viewport={"width": width, "height": height})
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page
        browser.close()


def memory(process: int) -> float:
    """Return the MB of a process and all below it, shared pages counted once (Linux's PSS)."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int(folder.name) == process or process in ancestors(int(folder.name)):
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def ancestors(process: int) -> Iterator[int]:
    """Give the numbers of the processes above one."""
    while process > 1:
        text = Path(f"/proc/{process}/stat").read_text()
        process = int(text.rpartition(")")[2].split()[1])
        yield process


def megabytes(folder: Path) -> float:
    """Return the MB of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 2**20

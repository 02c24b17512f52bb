"""A real JupyterLab on a copy of the course, and Debian's Chromium to look at it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.lab import CHROMIUM, FLAGS, answering

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A copy of the notebooks and the package, so that a saved notebook harms nothing."""
    folder = tmp_path_factory.mktemp("a course")  # with a blank, as homes have
    for part in ("notebooks", "logreg_core"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="session")
def lab(course, tmp_path_factory):
    """The address of a JupyterLab that serves the copy, on this machine alone."""
    settings = tmp_path_factory.mktemp("settings")
    log = settings / "lab.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    options = [
        "--ServerApp.port=0",
        "--IdentityProvider.token=",
        "--ServerApp.root_dir=" + str(course),
    ]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(settings), "PYTHONPATH": ""}
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, *options], cwd=course, env=environment, stdout=out, stderr=out
        )
    try:
        yield answering(log)
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A page of a small laptop's size; `page.complaints` collects what the console calls errors."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.complaints = []
    page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.close()

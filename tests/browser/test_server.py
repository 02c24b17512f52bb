"""The server that `python run.py` starts: for this machine alone, and it phones nobody."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import psutil
import pytest

from tests.test_run import ask, starter  # noqa: F401 -- a fixture
from tools.lab import opened, run_all_cells


@pytest.fixture
def server(starter, tmp_path):  # noqa: F811
    """The process that run.py's own words start, and the address that it prints."""
    starter.ipc_works = not subprocess.call([sys.executable, "-c", starter.IPC])
    ask(starter, "--no-browser", "--allow-root", "--ServerApp.port=0")
    log = tmp_path / "lab.log"
    words = starter.asked[-1].split()
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            env={**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path / "settings")},
            stdout=out,
            stderr=out,
        )
    try:
        yield process, printed_address(log)
    finally:
        process.terminate()
        process.wait(timeout=20)


def printed_address(log):
    for _ in range(240):
        time.sleep(0.25)
        if found := re.search(r"http://127\.0\.0\.1\S+", log.read_text()):
            return found[0]
    raise TimeoutError(log.read_text()[-2000:])


def test_it_keeps_its_token_and_listens_on_this_machine_alone(server):
    process, address = server
    parts = urlsplit(address)
    assert re.search(r"token=[0-9a-f]{48}", parts.query)
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(f"http://{parts.netloc}/api/contents", timeout=10)
    refused.value.close()
    asked = f"http://{parts.netloc}/api/contents?{parts.query}"
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert json.load(answer)["type"] == "directory"
    listening = psutil.Process(process.pid).net_connections("inet")
    heard_at = {here.laddr.ip for here in listening if here.status == psutil.CONN_LISTEN}
    assert heard_at <= {"127.0.0.1", "::1"}
    assert heard_at


def test_its_kernels_talk_by_ipc(server, starter, tmp_path):  # noqa: F811
    process, address = server
    parts = urlsplit(address)
    asked = urllib.request.Request(
        f"http://{parts.netloc}/api/kernels?{parts.query}", data=b"{}", method="POST"
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert answer.status == 201
    for _ in range(240):
        kernels = psutil.Process(process.pid).children(recursive=True)
        if any(kernel.num_threads() > 3 for kernel in kernels):
            break
        time.sleep(0.25)
    assert kernels
    heard = [c for k in kernels for c in k.net_connections("inet") if c.status == "LISTEN"]
    # By TCP a kernel listens on five ports. One is left by ipc: there ipykernel takes what forked
    # processes print, from those alone who know its secret.
    assert len(heard) <= 1 if starter.ipc_works else len(heard) >= 5
    assert ("without encryption" in (tmp_path / "lab.log").read_text()) != starter.ipc_works


def test_lab_asks_nobody_else_while_a_chapter_runs(page, lab, course):
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    opened(page, lab, "01_logistic_function.ipynb")
    run_all_cells(page, lab, "01_logistic_function.ipynb")
    page.wait_for_function(
        "document.querySelector('.jp-OutputArea .widget-vbox img')?.naturalWidth > 100",
        timeout=90_000,
    )
    assert hosts - {None} == {"127.0.0.1"}

"""JupyterLab in Debian's Chromium: options, the address of a server, running a notebook."""

import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
PICTURE = ".jp-OutputArea img"
SEEN = f"document.querySelector('{PICTURE}')?.naturalWidth > 100"
SECOND = 1000


def answering(log: Path) -> str:
    """The server's address, once it answers."""
    for _ in range(240):
        time.sleep(0.25)
        addresses = [
            word for word in log.read_text().split() if word.startswith("http://127.0.0.1")
        ]
        if addresses:
            address = addresses[0].split("/lab")[0].rstrip("/")
            try:
                urllib.request.urlopen(f"{address}/api", timeout=5)
            except urllib.error.URLError:
                continue
            return address
    raise TimeoutError(log.read_text()[-2000:])


def opened(page, lab, notebook):
    """Open a notebook on its own, without Lab's side bars."""
    page.goto(f"{lab}/doc/tree/notebooks/{notebook}")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90 * SECOND)
    page.add_locator_handler(
        page.get_by_role("button", name="No", exact=True), lambda button: button.click()
    )


def run_all_cells(page, lab, notebook):
    """Run the notebook, once its kernel is there: Lab loses an order that comes before."""
    for _ in range(240):
        sessions = page.request.get(f"{lab}/api/sessions").json()
        kernels = [each["kernel"] for each in sessions if each["name"] == notebook]
        if any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels):
            break
        page.wait_for_timeout(SECOND / 4)
    page.get_by_role("menuitem", name="Run").first.click()
    page.get_by_text("Run All Cells", exact=True).first.click()

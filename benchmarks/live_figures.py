"""How fast the live figures are, in a real JupyterLab, against plain `interact`.

    .venv/bin/python benchmarks/live_figures.py              every explorer, 100 moves each
    .venv/bin/python benchmarks/live_figures.py training 40  one of them, 40 moves

Both ways do the same work with the same maths and the same artists; `interact` draws a new figure
for every move, as everybody does. A move is an arrow key on the first slider. From the key to the
new pixels, in ms: the median and the 95 % point; "blank" counts animation frames of the browser
in which there was no picture; "settle" is the time from the end of a drag of two seconds to the
last change of the picture. The two ways take turns, ten moves each. Needs chromium and the
packages of requirements-dev.txt.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from logreg_core import explorers
from tools.lab import CHROMIUM, FLAGS, answering

ROOT = Path(__file__).resolve().parents[1]
# How the plain way makes its figure anew; the data are loaded once, as a careful author would.
PICTURES = {
    "logistic": "logistic.build_figure()",
    "prediction": "prediction.build_figure(data)",
    "loss": "loss.build_figure()",
    "race": "loss.race_picture(one)[:3]",
    "regularization": "regularization.build_figure(bench)",
    "gradient": "gradient.build_figure(one)",
    "training": "training.build_figure()[:3]",
    "threshold": "metrics.build_figure(y, p)",
    "playground": "playground.build_figure()",
    "softmax": "softmax.build_figure(wines)",
    "optimisers": "optimisers.build_figure(data)",
    "distributed": "distributed.build_figure()",
}
PLAIN = """
import sys
import ipywidgets as widgets
from IPython.display import display
from logreg_core import explorers, load_breast_cancer, load_wine
from logreg_core.explorers import gradient, logistic, loss, metrics, optimisers, distributed
from logreg_core.explorers import playground, prediction, regularization, softmax, training

data, one, wines = load_breast_cancer(), load_breast_cancer(features=["mean radius"]), load_wine()
bench = regularization.Workbench(load_breast_cancer(features=regularization.FEATURES))
y, p = metrics.held_out_probabilities()


def show(**values):
    fig, update, _ = {picture}
    update(**values)
    display(fig)


widgets.interact(show, **explorers.{name}_explorer().controls)
None
"""
LIVE = "from logreg_core import explorers\nexplorers.{name}_explorer()"
LIMITS = "min", "now", "max"
WATCH = """
window.picture = () => [...document.querySelectorAll('.jp-OutputArea img')].pop();
window.ready = img => img && img.complete && img.naturalWidth > 100;
window.watch = () => { window.seen = null; window.blank = 0; window.frames = 0;
  const before = picture().src;
  document.addEventListener('keydown', event => {
    const look = () => {
      const img = picture(); window.frames += 1;
      if (!ready(img)) window.blank += 1;
      else if (img.src !== before) {
        requestAnimationFrame(() => { window.seen = performance.now() - event.timeStamp; });
        return;
      }
      requestAnimationFrame(look); };
    requestAnimationFrame(look);
  }, {once: true, capture: true}); };
window.follow = () => { window.changed = []; window.last = picture().src; window.blank = 0;
  window.input = 0; window.following = true;
  document.addEventListener('pointermove', event => { window.input = event.timeStamp; }, true);
  const look = () => { const img = picture();
    if (!ready(img)) window.blank += 1;
    else if (img.src !== window.last) { window.last = img.src; changed.push(performance.now()); }
    if (window.following) requestAnimationFrame(look); };
  requestAnimationFrame(look); };
"""


class Way:
    """One notebook in one page: moved by the keyboard and by the mouse, and watched."""

    def __init__(self, browser, address, folder, name, code):
        write(new_notebook(cells=[new_code_cell(code)], metadata=KERNEL), folder / f"{name}.ipynb")
        self.page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.times, self.blank, self.bytes = [], 0, 0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self.count))
        self.page.goto(f"{address}/doc/tree/{name}.ipynb")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        for _ in range(240):
            sessions = self.page.request.get(f"{address}/api/sessions").json()
            kernels = [each["kernel"] for each in sessions if each["name"] == f"{name}.ipynb"]
            if any(k["connections"] and k["execution_state"] == "idle" for k in kernels):
                break
            self.page.wait_for_timeout(250)
        self.page.get_by_role("menuitem", name="Run").first.click()
        self.page.get_by_text("Run All Cells", exact=True).first.click()
        self.page.wait_for_selector(".jp-OutputArea img", timeout=90_000)
        self.page.wait_for_timeout(1500)
        self.page.evaluate(WATCH)

    def count(self, frame):
        self.bytes += len(frame)

    def moves(self, n):
        """Press the arrows, to and fro, and note how long each picture took."""
        handle = self.page.locator(".noUi-handle").first
        low, now, high = (float(handle.get_attribute(f"aria-value{x}")) for x in LIMITS)
        keys = (
            ["ArrowRight", "ArrowLeft"] if now < (low + high) / 2 else ["ArrowLeft", "ArrowRight"]
        )
        for k in range(n):
            handle.focus()
            self.page.evaluate("watch()")
            self.page.keyboard.press(keys[(k // 5) % 2])
            self.page.wait_for_function("window.seen !== null", timeout=20_000)
            self.times.append(self.page.evaluate("window.seen"))
            self.blank += self.page.evaluate("window.blank")
            self.page.wait_for_timeout(120)

    def settle(self):
        """Drag the first slider; return ms from the last input to the last picture; and count."""
        box = self.page.locator(".noUi-base").first.bounding_box()
        middle = box["y"] + box["height"] / 2
        handle = self.page.locator(".noUi-handle").first.bounding_box()
        self.page.mouse.move(handle["x"] + handle["width"] / 2, middle)
        self.page.mouse.down()
        self.page.wait_for_timeout(300)
        self.page.evaluate("follow()")
        start = time.perf_counter()
        while (now := time.perf_counter() - start) < 2:
            across = 0.5 + 0.4 * np.sin(3 * now)
            self.page.mouse.move(box["x"] + across * box["width"], middle)
            time.sleep(0.012)
        self.page.mouse.up()
        self.page.wait_for_timeout(2000)
        changed, last = self.page.evaluate("[changed, input]")
        self.page.evaluate("window.following = false")
        self.blank += self.page.evaluate("window.blank")
        return max(changed[-1] - last, 0.0) if changed else float("nan"), len(changed)


KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def kernel_side(name, n=60):
    """Return ms from a new value to finished bytes, without any browser: median."""
    figure = getattr(explorers, f"{name}_explorer")()
    # the control that the browser moves: the first slider
    moved, control = next(
        (key, each) for key, each in figure.controls.items() if hasattr(each, "readout")
    )
    if hasattr(control, "options"):
        ladder = [value for _, value in control.options]
    else:
        ladder = np.linspace(control.min, control.max, 40).tolist()
    times = []
    for k in range(n):
        start = time.perf_counter()
        figure.set(**{moved: ladder[(7 * k) % len(ladder)]})
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def compare(browser, address, folder, name, n):
    live = Way(browser, address, folder, f"live_{name}", LIVE.format(name=name))
    plain = PLAIN.replace("{picture}", PICTURES[name]).replace("{name}", name)
    plain = Way(browser, address, folder, f"plain_{name}", plain)
    for way in (live, plain):
        way.moves(4)  # to warm up
        way.times, way.bytes, way.blank = [], 0, 0
    for _ in range(n // 10):
        for way in (live, plain):
            way.page.bring_to_front()
            way.moves(10)
    rows = []
    for way in (live, plain):
        received = way.bytes / len(way.times)
        way.page.bring_to_front()
        settled = [way.settle() for _ in range(3)]
        middle, late = np.quantile(way.times, [0.5, 0.95])
        rows.append(
            (middle, late, received / 1e3, *np.median(np.array(settled), axis=0), way.blank)
        )
        way.page.close()
    ratio = rows[0][0] / rows[1][0]
    kernel = kernel_side(name)
    for label, row in zip(("live", "interact"), rows, strict=True):
        numbers = "{:7.0f} {:7.0f} {:7.0f} {:8.0f} {:9.0f} {:6d}".format(*row)
        tail = f" {kernel:8.1f} {ratio:7.2f}" if label == "live" else ""
        print(f"{name:15}{label:9}{numbers}{tail}", flush=True)


def main():
    words = sys.argv[1:]
    names = [word for word in words if word in PICTURES] or list(PICTURES)
    n = next((int(word) for word in words if word.isdigit()), 100)
    print(f"{'':24} median    95 %  kB/move   settle  pictures  blank   kernel   ratio", flush=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "logreg_core").symlink_to(ROOT / "logreg_core")
        log = folder / "lab.log"
        options = ["--ServerApp.port=0", "--IdentityProvider.token=", "--no-browser"]
        command = [sys.executable, "-m", "jupyterlab", "--allow-root", *options]
        with log.open("w") as out:
            server = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        try:
            address = answering(log)
            for name in names:
                compare(browser, address, folder, name, n)
        finally:
            browser.close()
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    main()

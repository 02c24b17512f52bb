"""Whether a live figure ever goes blank, judged on a screen recording of a real JupyterLab.

    .venv/bin/python benchmarks/blank_frames.py            every explorer
    .venv/bin/python benchmarks/blank_frames.py training   one of them

While the first slider is dragged for two seconds, Chromium records every frame that it shows. A
frame is blank where the place of the picture has one colour, nearly. The first row is a control:
a figure that is cleared before it is drawn again, as many notebooks do, must be seen to flicker.
"""

import base64
import io
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from live_figures import CHROMIUM, FLAGS, LIVE, PICTURES, ROOT, Way, answering

FLICKERING = """
import ipywidgets as widgets
from IPython.display import Image, clear_output, display
from logreg_core import explorers, plots
from logreg_core.explorers import logistic

controls, out = explorers.logistic_explorer().controls, widgets.Output()


def show(_=None):
    with out:
        clear_output(wait=False)
        fig, update, *_ = logistic.build_figure()
        update(**{name: control.value for name, control in controls.items()})
        display(Image(plots.png(fig, dpi=100)))


for control in controls.values():
    control.observe(show, "value")
display(widgets.VBox(list(controls.values())), out)
show()
"""


def recorded(way: Way) -> list[np.ndarray]:
    """Drag the first slider; return the picture's place in every frame on the screen, in grey."""
    place = way.page.locator(".jp-OutputArea img").last.bounding_box()
    left, top, right = place["x"], place["y"], place["x"] + place["width"]
    session, frames = way.page.context.new_cdp_session(way.page), []

    def keep(event):
        frames.append(base64.b64decode(event["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "png"})
    way.settle()
    session.send("Page.stopScreencast")
    bottom = min(870, top + place["height"])
    return [
        np.asarray(Image.open(io.BytesIO(frame)).convert("L").crop((left, top, right, bottom)))
        for frame in frames
    ]


def main():
    names = [word for word in sys.argv[1:] if word in PICTURES] or list(PICTURES)
    codes = {"control": FLICKERING, **{name: LIVE.format(name=name) for name in names}}
    print(f"{'':15} frames   blank", flush=True)
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
            for name, code in codes.items():
                way = Way(browser, address, folder, name, code)
                way.moves(2)
                frames = recorded(way)
                blank = sum(frame.std() < 8 for frame in frames)
                print(f"{name:15}{len(frames):7d} {blank:7d}", flush=True)
                way.page.close()
        finally:
            browser.close()
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    main()

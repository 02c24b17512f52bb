"""The engine under every live figure: maths → artists → controls.

A live figure is one matplotlib Figure that is drawn once. What stands still becomes the
background; what moves is drawn over it at every change, and the picture goes to an <img>. That is
several times faster than making a new figure, and it never flickers.

To add an explorer, write three things:

    def arrays(lam):                               # 1. the maths: numbers in, arrays out
        history = train(X, y, lam=lam)
        return {"cost": history.cost}

    def cost_explorer():
        fig, ax = plots.figure()                   # 2. the artists, each drawn once
        line = plots.draw_costs(ax, arrays(0.0)["cost"])

        def update(lam):                           # how they move, and what there is to see
            shown = arrays(lam)
            line.set_ydata(shown["cost"])
            return shown, f"λ = {lam:g}: the cost ends at {shown['cost'][-1]:.3f}."

        return LiveFigure(fig, update, moving=[line], lam=choice("λ", LAMS, 0.0))   # 3. controls

From code, `figure.controls["lam"].value = 0.1` moves it, `figure.values` and `figure.shown` tell
what it shows, and an error in `update` is raised where it was caused.
"""

import base64
import html
import io
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from PIL import Image

LAMS = (0.0, *np.round(10.0 ** np.arange(-4, 1.01, 0.25), 6))
LEARNING_RATES = tuple(np.round(10.0 ** np.arange(-3, 1.51, 0.125), 5))


class LiveFigure:
    """A figure with controls: every change of a control redraws what moves.

    fig: drawn on Agg, outside pyplot (`plots.figure`). update(**values) moves the artists and
    returns (shown, sentence): the arrays on display and what they say. moving: the artists that
    `update` changes. controls: name=widget, each with a `.value`; see `slider` and `choice`.
    """

    def __init__(
        self,
        fig: Figure,
        update: Callable[..., tuple[dict[str, Any], str]],
        *,
        moving: Sequence[Artist],
        **controls: widgets.Widget,
    ):
        self.fig, self.controls, self.renders = fig, controls, 0
        self._update, self._moving = update, sorted(moving, key=lambda artist: artist.zorder)
        self._start = self.values
        for artist in self._moving:
            artist.set_animated(True)
        self._draw_background()
        self.image = widgets.HTML()
        again = widgets.Button(description="Reset", layout=widgets.Layout(width="80px"))
        again.on_click(lambda _: self.reset())
        rows = [_with_number_box(control) for control in controls.values()]
        panel = widgets.HBox([*rows, again], layout=widgets.Layout(flex_flow="row wrap"))
        self.box = widgets.VBox([panel, self.image])
        for control in controls.values():
            control.observe(lambda _: self.refresh(), "value")
        self.refresh()

    @property
    def values(self) -> dict[str, Any]:
        """What the controls say now."""
        return {name: control.value for name, control in self.controls.items()}

    def reset(self) -> None:
        """Put every control back to where it started."""
        for name, value in self._start.items():
            self.controls[name].value = value

    def refresh(self) -> None:
        """Draw what moves over the background and show the picture."""
        self.shown, self.alt = self._update(**self.values)
        canvas = self.fig.canvas
        canvas.restore_region(self._background)
        for artist in self._moving:
            artist.axes.draw_artist(artist)
        pixels = np.asarray(canvas.buffer_rgba())
        self.png = _encoded(pixels)
        height, width = pixels.shape[:2]
        self.image.value = (
            f'<img alt="{html.escape(self.alt)}" width="{width}" height="{height}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,'
            f'{base64.b64encode(self.png).decode()}">'
        )
        self.renders += 1

    def _draw_background(self) -> None:
        canvas = self.fig.canvas
        canvas.draw()
        self._background = canvas.copy_from_bbox(self.fig.bbox)

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        """One output for every viewer: the live widget, a picture, a sentence."""
        data = {
            **self.box._repr_mimebundle_(),
            "image/png": base64.b64encode(self.png).decode(),
            "text/plain": self.alt,
        }
        return data, {"image/png": {"alt": self.alt}}


def slider(label: str, low: float, high: float, value: float, *, step: float) -> widgets.Widget:
    """Return a slider over evenly spaced numbers."""
    return widgets.FloatSlider(
        value, min=low, max=high, step=step, description=label, readout=False, layout=_layout()
    )


def choice(label: str, values: Sequence[float], value: float) -> widgets.Widget:
    """Return a slider over the given numbers, for instance evenly spaced on a log scale."""
    options = [(f"{float(option):g}", float(option)) for option in values]
    return widgets.SelectionSlider(
        options=options, value=float(value), description=label, readout=False, layout=_layout()
    )


def menu(label: str, options: Sequence, value) -> widgets.Widget:
    """Return a drop-down list."""
    return widgets.Dropdown(
        options=options, value=value, description=label, layout=widgets.Layout(width="320px")
    )


def _layout() -> widgets.Layout:
    return widgets.Layout(width="260px")


def _with_number_box(control: widgets.Widget) -> widgets.Widget:
    """Put a number box beside a slider: a slider has no accessible name, a box has one.

    It is a box and no list, because JupyterLab keeps the arrow keys of a list for itself.
    """
    if isinstance(control, widgets.SelectionSlider):
        box = _box_over_choices(control)
    elif isinstance(control, widgets.FloatSlider):
        box = widgets.BoundedFloatText(
            control.value, min=control.min, max=control.max, step=control.step
        )
        widgets.link((control, "value"), (box, "value"))
    else:
        return control
    box.description, control.description = control.description, ""
    box.layout = widgets.Layout(width="170px")
    control.layout = widgets.Layout(width="190px")
    return widgets.HBox([box, control])


def _box_over_choices(control: widgets.SelectionSlider) -> widgets.BoundedFloatText:
    """A number box whose arrow keys go from choice to choice; typed numbers go to the nearest."""
    numbers = np.array([value for _, value in control.options])
    step = numbers[numbers > 0].min() / 10  # far less than the way between any two choices
    box = widgets.BoundedFloatText(
        control.value, min=numbers.min(), max=numbers.max() + step, step=step
    )

    def follow(change):
        box.value = change["new"]

    def choose(change):
        way = change["new"] - control.value
        if 0 < abs(way) < 2 * step:  # an arrow key
            control.index = int(np.clip(control.index + np.sign(way), 0, len(numbers) - 1))
        elif way:
            control.index = int(np.abs(numbers - change["new"]).argmin())
        box.value = control.value

    control.observe(follow, "value")
    box.observe(choose, "value")
    return box


def _encoded(pixels: np.ndarray) -> bytes:
    """Return RGBA pixels as PNG, quickly: three channels, lightest compression."""
    height, width = pixels.shape[:2]
    image = Image.frombuffer("RGBA", (width, height), pixels, "raw", "RGBA", 0, 1)
    out = io.BytesIO()
    image.convert("RGB").save(out, "png", compress_level=1)
    return out.getvalue()

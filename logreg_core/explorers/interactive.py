"""The engine under every live figure: maths → artists → controls.

A live figure is one matplotlib Figure that is drawn once. What stands still becomes the
background; what moves is drawn over it at every change, and the picture goes to an <img>. That is
several times faster than making a new figure, and it never flickers. The front end holds later
values back while one is being worked on, and sends only the last of them: nothing queues.

To add an explorer, write three things:

    def compute(lam):                              # 1. the maths: numbers in, arrays out
        history = train(X, y, lam=lam)
        return {"cost": history.cost}

    def cost_explorer():
        choice = selection_slider("λ", LAMS, 0.0)
        fig, ax = plots.figure()                   # 2. the artists, each drawn once
        line = plots.draw_costs(ax, compute(0.0)["cost"])

        def update(lam):                           # how they move, and what there is to see
            shown = compute(lam)
            line.set_ydata(shown["cost"])
            return shown, f"λ = {lam:g}: the cost ends at {shown['cost'][-1]:.3f}."

        return InteractiveFigure(fig, update, artists=[line], lam=choice)  # 3. controls

From code, `figure.controls["lam"].value = 0.1` moves it, `figure.set(lam=0.1, …)` moves several
controls at once, `figure.press("Step")` presses a button, `figure.click(ax, x, y)` does what the
pointer does; `figure.values` and `figure.data` tell what it shows, and an error in `update` is
raised where it was caused.

A live figure lives as long as its output is shown or a variable holds it. When its cell is run
again, or the variable gets another value, its widgets are closed and its memory is freed.
"""

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from .._lifetime import close_with, keep_while_shown, weakly
from .._mime import widget_view
from ..plots import image_tag, style

LAMS = (0.0, *np.round(10.0 ** np.arange(-4, 1.01, 0.25), 6))
LEARNING_RATES = tuple(np.round(10.0 ** np.arange(-3, 1.51, 0.125), 5))
FRAMES_A_SECOND = 15

# Where the pointer is, as fractions of the picture, goes to a hidden text box, and from there to
# the kernel like every other value. It needs no package, only that the viewer lets a picture of
# an HTML widget listen; where it does not, the number boxes do the same.
LISTEN = (
    "(press => {"
    " const frame = press.target.parentElement;"
    " const box = frame.closest('.live-figure').querySelector('.live-pointer input');"
    " const tell = event => {"
    "  const at = frame.querySelector('img').getBoundingClientRect();"
    "  box.value = [event === press ? 1 : 0, event.timeStamp,"
    "   (event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height].join();"
    "  box.dispatchEvent(new Event('input', {bubbles: true})); };"
    " const leave = () => document.removeEventListener('pointermove', tell);"
    " document.addEventListener('pointermove', tell);"
    " document.addEventListener('pointerup', leave, {once: true});"
    " tell(press); press.preventDefault();"
    "})(event)"
)
# What ipywidgets does not tell a screen reader, and Python cannot set: which slider a handle
# belongs to, what the play buttons do, which buttons are down. (And it calls what has no tooltip
# "null".) Each new picture mends it, and for ten seconds, or until the next one, looks again: it
# may be there before the controls.
NAME = (
    "(function name(picture, tries) {"
    " const figure = picture.closest('.live-figure');"
    " const all = kind => (figure ? [...figure.querySelectorAll(kind)] : []);"
    " const text = handle => handle.closest('.widget-hbox').querySelector('label').textContent;"
    " all('[role=slider]').map(handle => handle.ariaLabel = 'position of ' + text(handle));"
    " all('.widget-play button').map((button, k) =>"
    "  button.ariaLabel = button.title = ['play or pause', 'stop', 'repeat'][k]);"
    " all('.widget-toggle-button').map(button =>"
    "  button.ariaPressed = button.classList.contains('mod-active'));"
    " all('[title=null]').map(one => one.removeAttribute('title'));"
    " if (tries * !!picture.parentElement) setTimeout(name, 250, picture, tries - 1);"
    "})(this, 40)"
)


class InteractiveFigure:
    """A figure with controls: every change of a control redraws what moves.

    fig: drawn on Agg, outside pyplot (`plots.figure`). update(**values) moves the artists and
    returns (shown, sentence): the arrays on display and what they say. artists: those that
    `update` changes. controls: name=widget, each with a `.value`; see
    `slider` and `selection_slider`.
    buttons: label -> a function of the values that returns the values to set, {} for none.
    point(ax, x, y, pressed): what the pointer on the picture sets; pressed is False in a drag.
    redraw: the controls whose change draws the background anew (axis labels, say).
    play: the slider of whole numbers that a play button moves, fifteen steps a second.
    """

    def __init__(
        self,
        fig: Figure,
        update: Callable[..., tuple[dict[str, Any], str]],
        *,
        artists: Sequence[Artist],
        buttons: Mapping[str, Callable[[dict], dict]] | None = None,
        point: Callable[[Axes, float, float, bool], dict] | None = None,
        redraw: Sequence[str] = (),
        play: str | None = None,
        **controls: widgets.Widget,
    ):
        self.fig, self.controls, self.renders = fig, controls, 0
        self._update, self._artists = update, sorted(artists, key=lambda artist: artist.zorder)
        self._buttons, self._point, self._redraw = dict(buttons or {}), point, set(redraw)
        self._start, self._paused = self.values, False
        self.image = widgets.HTML()
        self._pointer = widgets.Text(layout=widgets.Layout(display="none"))
        self._pointer.add_class("live-pointer")
        self._pointer.observe(weakly(self._pointed), "value")
        self._player, *links = _player(controls[play]) if play else (None,)
        self.box = widgets.VBox([self._panel(), self._pointer, self.image])
        self.box.add_class("live-figure")
        for artist in self._artists:
            artist.set_animated(True)
            if isinstance(artist, Text):
                artist.set_parse_math(False)  # no formulas in it: quicker
        self.data, self.alt = update(**self.values)
        self._draw_background()
        for control in controls.values():
            control.observe(weakly(self._changed), "value")
        self.refresh()
        close_with(self, self.box, *links)

    @property
    def values(self) -> dict[str, Any]:
        """What the controls say now."""
        return {name: control.value for name, control in self.controls.items()}

    def set(self, **values) -> None:
        """Give several controls the values nearest to these, and draw once."""
        before, self._paused = self.values, True
        try:
            for name, value in values.items():
                self.controls[name].value = snap(self.controls[name], value)
        finally:
            self._paused = False
        now = self.values
        self.refresh(any(before[name] != now[name] for name in self._redraw))

    def reset(self) -> None:
        """Put every control back to where it started."""
        if self._player:
            self._player.playing = False
        self.set(**self._start)

    def press(self, button: str) -> None:
        """Do what the button of that name does."""
        if button == "Reset":
            self.reset()
        else:
            self.set(**self._buttons[button](self.values))

    def click(self, ax: Axes, x: float, y: float, *, pressed: bool = True) -> None:
        """Do what the pointer does at the point (x, y) of `ax`."""
        self.set(**self._point(ax, x, y, pressed))

    @style()
    def refresh(self, redraw: bool = False) -> None:
        """Draw what moves over the background and show the picture."""
        self.data, self.alt = self._update(**self.values)
        if redraw:
            self._draw_background()
        canvas = self.fig.canvas
        canvas.restore_region(self._background)
        for artist in self._artists:
            artist.axes.draw_artist(artist)
        pixels = np.asarray(canvas.buffer_rgba())
        self.png = png(pixels[..., :3])
        height, width = pixels.shape[:2]
        listen = f'onpointerdown="{LISTEN}" ' if self._point else ""
        click = "touch-action:none;cursor:crosshair;" if self._point else ""
        more = f'height="{height}" draggable="false" onload="{NAME}" {listen}decoding="sync" '
        self.image.value = image_tag(self.png, self.alt, width, more=more, style=click)
        self.renders += 1

    def _changed(self, change) -> None:
        if not self._paused:
            names = {name for name, control in self.controls.items() if control is change["owner"]}
            self.refresh(bool(names & self._redraw))

    def _pointed(self, change) -> None:
        pressed, _, across, down = map(float, change["new"].split(","))
        width, height = self.fig.canvas.get_width_height()
        pixel = across * width, (1 - down) * height
        for ax in self.fig.axes:
            if ax.bbox.contains(*pixel):
                self.click(ax, *ax.transData.inverted().transform(pixel), pressed=bool(pressed))

    @style()
    def _draw_background(self) -> None:
        canvas = self.fig.canvas
        canvas.draw()
        self._background = canvas.copy_from_bbox(self.fig.bbox)

    def _panel(self) -> widgets.Widget:
        rows = [_with_number_box(control) for control in self.controls.values()]
        if self._player:
            rows.append(self._player)
        press = weakly(self.press)
        for name in (*self._buttons, "Reset"):
            width = f"{max(80, 9 * len(name) + 24)}px"
            button = widgets.Button(description=name, layout=widgets.Layout(width=width))
            button.on_click(lambda _, name=name: press(name))
            rows.append(button)
        return widgets.HBox(rows, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, **_) -> dict:
        """One output for every viewer: the live widget, a picture, a sentence."""
        keep_while_shown(self)
        width, _ = self.fig.canvas.get_width_height()
        return {
            **widget_view(self.box.model_id),
            "text/html": image_tag(self.png, self.alt, width),
            "text/plain": self.alt,
        }


# --- controls --------------------------------------------------------------------------------


def slider(label: str, low: float, high: float, value: float, *, step: float) -> widgets.Widget:
    """Return a slider over evenly spaced numbers: whole ones where the step is whole."""
    # A FloatSlider in the browser makes 99.9999 of 100, which a play button cuts to 99.
    kind, number = (widgets.IntSlider, int) if step % 1 == 0 else (widgets.FloatSlider, float)
    low, high, value, step = map(number, (low, high, value, step))
    return kind(
        value, min=low, max=high, step=step, description=label, readout=False, layout=_layout()
    )


def selection_slider(label: str, values: Sequence[float], value: float) -> widgets.Widget:
    """Return a slider over the given numbers, for instance evenly spaced on a log scale."""
    options = [(f"{float(option):g}", float(option)) for option in values]
    return widgets.SelectionSlider(
        options=options, value=float(value), description=label, readout=False, layout=_layout()
    )


def toggle_buttons(label: str, options: Sequence, value) -> widgets.Widget:
    """Return one button for each of a few options, of which one is down."""
    return widgets.ToggleButtons(
        options=options,
        value=value,
        description=label,
        style={"button_width": "auto", "description_width": "auto"},
        layout=widgets.Layout(
            width="max-content", display="flex", align_items="center", margin="2px 14px 2px 2px"
        ),
    )


def drop_down(label: str, options: Sequence, value) -> widgets.Widget:
    """Return a drop-down list, for many options. JupyterLab keeps the arrows: type to find one."""
    return widgets.Dropdown(
        options=options, value=value, description=label, layout=widgets.Layout(width="260px")
    )


class MultiToggle(widgets.HBox, widgets.ValueWidget):
    """A button for each option; `value` is the tuple of those that are down, in their order."""

    value = traitlets.Tuple()

    def __init__(self, label: str, options: Sequence[str], value: Sequence[str]):
        self.options = tuple(options)
        auto = widgets.Layout(width="auto")
        self._buttons = [widgets.ToggleButton(description=name, layout=auto) for name in options]
        super().__init__([widgets.Label(label), *self._buttons])
        self.description = label
        for button in self._buttons:
            button.observe(self._pressed, "value")
        self.value = tuple(value)

    def _pressed(self, _) -> None:
        self.value = tuple(button.description for button in self._buttons if button.value)

    @traitlets.observe("value")
    def _set(self, change) -> None:
        for button in self._buttons:
            button.unobserve(self._pressed, "value")
            button.value = button.description in change["new"]
            button.observe(self._pressed, "value")


def text_input(label: str, value: str) -> widgets.Widget:
    """Return a line of text that counts when Enter is pressed or the line is left."""
    return widgets.Text(
        value, description=label, continuous_update=False, layout=widgets.Layout(width="380px")
    )


def snap(control: widgets.Widget, value):
    """Return the value that the control allows nearest to `value`."""
    if isinstance(control, widgets.SelectionSlider):
        numbers = [number for _, number in control.options]
        return min(numbers, key=lambda number: abs(number - value))
    if isinstance(control, widgets.IntSlider | widgets.FloatSlider):
        inside = np.clip(value, control.min, control.max)
        steps = round((inside - control.min) / control.step)
        return round(control.min + steps * control.step, 9)
    return value


def _layout() -> widgets.Layout:
    return widgets.Layout(width="260px")


def _player(control: widgets.IntSlider) -> tuple[widgets.Play, widgets.Widget]:
    """Return play, pause and stop buttons, and their link to the slider in the browser."""
    play = widgets.Play(
        value=control.value,
        min=control.min,
        max=control.max,
        interval=1000 // FRAMES_A_SECOND,
    )
    return play, widgets.jslink((play, "value"), (control, "value"))


def _with_number_box(control: widgets.Widget) -> widgets.Widget:
    """Put a number box beside a slider: it says the very value, and takes one from the keyboard."""
    if isinstance(control, widgets.SelectionSlider):
        box = _box_over_choices(control)
    elif isinstance(control, widgets.IntSlider | widgets.FloatSlider):
        whole = isinstance(control, widgets.IntSlider)
        kind = widgets.BoundedIntText if whole else widgets.BoundedFloatText
        box = kind(control.value, min=control.min, max=control.max, step=control.step)
        widgets.link((control, "value"), (box, "value"))
    else:
        return control
    box.description, control.description = control.description, ""
    box.layout.width, control.layout.width = "170px", "190px"
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
            control.value = snap(control, change["new"])
        box.value = control.value

    control.observe(follow, "value")
    box.observe(choose, "value")
    return box


# --- the picture -----------------------------------------------------------------------------


def png(rgb: np.ndarray) -> bytes:
    """Return pixels (height, width, 3) as PNG: unfiltered rows, lightest compression.

    Half the time of Pillow's writer, which filters each row, and a smaller file for flat drawings.
    Source: PNG specification, second edition, sections 5 and 11.
    """
    height, width = rgb.shape[:2]
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)  # each row begins with 0, "no filter"
    rows[:, 1:] = rgb.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

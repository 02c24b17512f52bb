"""Artists: each `draw_*` takes an Axes and finished arrays, draws, and returns what it drew.

Nothing here trains, and nothing opens a window: figures live outside pyplot. They carry their
style (course.mplstyle) with them, and nobody else's figure has it. A malignant tumour (class 0) is
an orange cross and a benign one (class 1) a blue circle, in every chapter.
"""

import base64
import html
import inspect
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import matplotlib
import matplotlib.colors
import matplotlib.style
import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.transforms import IdentityTransform

from ._validation import Floats
from .data import CLASS_NAMES
from .logistic import logit
from .metrics import Confusion

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0065A8", "#C4500A", "#00785A", "#8A3C8C", "#5C5C5C"
INK = "#222222"
CLASS_COLORS = (ORANGE, BLUE, GREEN)  # class 0 malignant, class 1 benign; a third in chapter 8
CLASS_MARKERS = ("X", "o", "^")
# From malignant's colour over white to benign's, paler than the cases that stand on it; lightness
# alone tells how sure, not which. One row of red, green and blue for each of 256 probabilities.
_PALETTE = matplotlib.colors.LinearSegmentedColormap.from_list(
    "malignant to benign", [ORANGE, "#F3C9A8", "#FFFFFF", "#A9CDE6", BLUE]
)(np.arange(256))[:, :3]
_PALETTE = (255 * (0.45 + 0.55 * _PALETTE)).round().astype(np.uint8)

# --- style -----------------------------------------------------------------------------------

with matplotlib.style.context(["default", "logreg_core.course"]):
    STYLE = {key: value for key, value in matplotlib.rcParams.copy().items() if key != "backend"}
_styled = False  # whether STYLE is on: nested calls need not put it on again


@contextmanager
def style() -> Iterator[None]:
    """Give matplotlib the course's style inside a `with` block, and its own again after it."""
    global _styled
    if _styled:
        yield
        return
    with matplotlib.rc_context(STYLE):
        _styled = True
        try:
            yield
        finally:
            _styled = False


def _with_style(cls: type) -> type:
    """Return a subclass whose public methods run in the course's style.

    matplotlib asks for a setting when a method needs it: legends and texts when they are added,
    ticks and hatches as late as when they are drawn.
    """
    styled = type(cls.__name__, (cls,), {})
    for name, method in inspect.getmembers(cls, inspect.isfunction):
        if not name.startswith("_"):
            setattr(styled, name, style()(method))
    return styled


_Axes, _Figure = _with_style(Axes), _with_style(Figure)

# --- figures ---------------------------------------------------------------------------------


def figure(rows: int = 1, cols: int = 1, *, width: float = 9.0, height: float = 3.8, **options):
    """Return a figure outside pyplot and its Axes (one, or an array of them).

    width, height in inches, 100 pixels each; options go to Figure.subplots.
    """
    with style():
        fig = _Figure(figsize=(width, height))
        FigureCanvasAgg(fig)
        return fig, fig.subplots(rows, cols, subplot_kw={"axes_class": _Axes}, **options)


def png(fig: Figure, *, dpi: float = 144) -> bytes:
    """Return the figure as PNG bytes."""
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=dpi, pil_kwargs={"optimize": True})
    return buffer.getvalue()


def show(fig: Figure, *, alt: str) -> None:
    """Display the figure with a sentence that says what it shows.

    The sentence is the output's plain text and the picture's alt text, for those who cannot see
    the picture and for viewers that do not draw it.
    """
    from IPython.display import display

    width = round(fig.get_figwidth() * fig.dpi)
    display({"text/html": image_tag(png(fig), alt, width), "text/plain": alt}, raw=True)


def image_tag(png: bytes, alt: str, width: int, *, more: str = "", style: str = "") -> str:
    """Return a PNG as HTML that says what it shows; JupyterLab's image/png would not.

    width in pixels; more and style: further attributes and CSS.
    """
    source = base64.b64encode(png).decode()
    return (
        f'<img alt="{html.escape(alt)}" width="{width}" {more}'
        f'style="{style}max-width:100%;height:auto" src="data:image/png;base64,{source}">'
    )


# --- cases, curves, bars ---------------------------------------------------------------------


def draw_cases(ax: Axes, X: Floats, y: Floats, *, labels: Sequence[str] = CLASS_NAMES, size=5.5):
    """Draw cases of two features, each class with its own marker and colour: a Line2D for each.

    Each mark has a white edge, so that it stands out on the field of its own class, too.
    """
    lines = []
    for c in range(len(labels)):
        (line,) = ax.plot(
            *X[y == c].T,
            CLASS_MARKERS[c],
            color=CLASS_COLORS[c],
            markersize=size * (1.3 if c == 0 else 1.0),  # a cross has less ink
            markeredgewidth=0.6,
            markeredgecolor="white",
            label=labels[c],
        )
        lines.append(line)
    return lines


def draw_outcomes(ax: Axes, x: Floats, y: Floats, *, labels: Sequence[str] = CLASS_NAMES):
    """Draw cases of one feature at height 0 (class 0) and 1 (class 1): two Line2D."""
    lines = draw_cases(ax, np.column_stack([x, y]), y, labels=labels)
    for line in lines:
        line.set_alpha(0.45)
    return lines


def draw_curve(ax: Axes, x: Floats, y: Floats, *, color=INK, style="-", label=None, **options):
    """Draw one line and return it."""
    (line,) = ax.plot(x, y, style, color=color, label=label, **options)
    return line


def draw_points(ax: Axes, x, y, *, color=INK, marker="D", label=None, size=9):
    """Draw emphasised points (one, or arrays of them): a Line2D."""
    x, y = np.atleast_1d(x), np.atleast_1d(y)
    (points,) = ax.plot(
        x, y, marker, color=color, markersize=size, markeredgecolor="white", label=label, zorder=5
    )
    return points


def draw_bars(ax: Axes, names: Sequence[str], values: Floats):
    """Draw one horizontal bar a name, the first on top: blue and plain above 0, orange and
    hatched below; return the bars."""
    bars = ax.barh(range(len(names)), values, height=0.72)
    paint_bars(bars, values)
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.axvline(0.0, color=INK, linewidth=1.0)
    ax.grid(axis="y", visible=False)
    return bars


def paint_bars(bars, values: Floats) -> None:
    """Give bars their lengths, and their colour and hatch by sign."""
    for bar, value in zip(bars, values, strict=True):
        bar.set_width(value)
        bar.set_facecolor(BLUE if value >= 0 else ORANGE)
        bar.set_edgecolor("white" if value else "none")  # an empty bar would hide the line at 0
        bar.set_hatch("" if value >= 0 else "///")


def draw_histograms(ax: Axes, values: Floats, y: Floats, *, bins, labels=CLASS_NAMES):
    """Draw how often each value occurs in each class, malignant hatched; return the patches."""
    return [
        ax.hist(
            values[y == c],
            bins=bins,
            color=CLASS_COLORS[c],
            alpha=0.55,
            hatch=("///", "")[c],
            edgecolor="white",
            label=labels[c],
        )[2]
        for c in (0, 1)
    ]


# --- the plane of two features ---------------------------------------------------------------


def probability_grid(
    predict: Callable[[Floats], Floats], xlim: tuple, ylim: tuple, *, n: int = 100
) -> tuple[Floats, Floats, Floats]:
    """Return x1 (n,), x2 (n,) and p (n, n), where p[i, j] belongs to (x1[j], x2[i]).

    predict takes cases (n², 2) and returns their probabilities (n²,).
    """
    x1, x2 = np.linspace(*xlim, n), np.linspace(*ylim, n)
    cases = np.column_stack([axis.ravel() for axis in np.meshgrid(x1, x2)])
    return x1, x2, predict(cases).reshape(n, n)


def boundary_ends(w: Floats, b: float, xlim: tuple, ylim: tuple, *, threshold: float = 0.5):
    """Return two points, far apart, of the line w1 x1 + w2 x2 + b = logit(threshold).

    The line is followed from the point of it that is nearest to the middle of the box, along the
    direction (-w2, w1): upright lines (w2 = 0) are no special case. NaN where w is zero.
    Shapes: w (2,), b a number -> x1 (2,), x2 (2,).
    """
    with np.errstate(over="ignore"):
        length = np.hypot(*w)
    if length == 0 or not np.isfinite(length):
        return np.full(2, np.nan), np.full(2, np.nan)
    across = np.asarray(w) / length
    middle = np.array([np.mean(xlim), np.mean(ylim)])
    nearest = middle + across * ((logit(threshold) - b) / length - across @ middle)
    along = np.array([-across[1], across[0]])
    reach = np.hypot(np.ptp(xlim), np.ptp(ylim))
    return tuple(np.array([nearest - reach * along, nearest + reach * along]).T)


def draw_boundary(
    ax: Axes, w: Floats, b: float, *, threshold=0.5, color=INK, style="-", label="boundary"
):
    """Draw the line on which p is the threshold, across the Axes as they are: a Line2D."""
    xlim, ylim = ax.get_xlim(), ax.get_ylim()
    ends = boundary_ends(w, b, xlim, ylim, threshold=threshold)
    (line,) = ax.plot(*ends, style, color=color, label=label)
    ax.set(xlim=xlim, ylim=ylim)
    return line


@style()
def draw_probability(ax: Axes, x1: Floats, x2: Floats, p: Floats):
    """Draw p as a field of colour from malignant (0) to benign (1): an AxesImage.

    x1, x2 are evenly spaced, p[i, j] belongs to (x1[j], x2[i]), and fills the Axes. Give
    `image.set_data` the `probability_colors` of other probabilities.
    """
    image = _Field(ax, extent=(*_edges(x1), *_edges(x2)), zorder=0)
    image.set_data(probability_colors(p))
    ax.add_image(image)
    ax.set(xlim=(x1[0], x1[-1]), ylim=(x2[0], x2[-1]))
    ax.grid(visible=False)
    return image


class _Field(AxesImage):
    """An image of bytes that gives each pixel its nearest cell: ten times as fast as resampling."""

    def make_image(self, renderer, magnification=1.0, unsampled=False):
        box, (left, right, low, high) = self.axes.bbox, self.get_extent()
        corners = self.axes.viewLim
        height, width = round(box.height * magnification), round(box.width * magnification)
        row = _cells(corners.intervaly, low, high, height, self._A.shape[0])
        column = _cells(corners.intervalx, left, right, width, self._A.shape[1])
        pixels = np.full((height, width, 4), 255, dtype=np.uint8)
        pixels[..., :3] = self._A[row][:, column]
        return pixels, box.x0, box.y0, IdentityTransform()


def _cells(limits: Floats, low: float, high: float, pixels: int, cells: int) -> np.ndarray:
    """Return for each of `pixels` between the limits the cell between low and high it lies in."""
    centres = limits[0] + (np.arange(pixels) + 0.5) / pixels * (limits[1] - limits[0])
    return np.clip((centres - low) / (high - low) * cells, 0, cells - 1).astype(int)


def probability_colors(p: Floats) -> np.ndarray:
    """Return the colours of probabilities, shape (…,) -> (…, 3) bytes, for `image.set_data`."""
    return _PALETTE[(np.asarray(p) * 255).astype(np.uint8)]


def class_colors(P: Floats) -> np.ndarray:
    """Return bytes (…, 3) for probabilities (…, K ≤ 3): the classes' colours, mixed."""
    pure = np.array([matplotlib.colors.to_rgb(color) for color in CLASS_COLORS])
    return (255 * (0.45 + 0.55 * (P @ pure[: P.shape[-1]]))).round().astype(np.uint8)


def _edges(centres: Floats) -> tuple[float, float]:
    """Return the outer edges of evenly spaced cells."""
    half = (centres[1] - centres[0]) / 2
    return centres[0] - half, centres[-1] + half


def draw_contour(ax: Axes, x1: Floats, x2: Floats, p: Floats, *, level=0.5, color=INK):
    """Draw the curve on which p is `level`: a QuadContourSet."""
    return ax.contour(x1, x2, p, levels=[level], colors=[color], linewidths=2.2)


def contour_line(x1: Floats, x2: Floats, p: Floats, *, level: float = 0.5):
    """Return the curve p = level as x1, x2 with NaN between its pieces, for one Line2D."""
    pieces = contour_generator(x1, x2, p).lines(level)
    gap = np.full((1, 2), np.nan)
    joined = [part for piece in pieces for part in (piece, gap)]
    return tuple(np.concatenate(joined).T) if joined else (np.full(1, np.nan),) * 2


def mark_mistakes(ax: Axes, X: Floats, wrong: Floats, *, label="wrong"):
    """Ring the cases that are classified wrongly: a Line2D."""
    (rings,) = ax.plot(
        *X[np.asarray(wrong, dtype=bool)].T,
        "o",
        markersize=9,
        markerfacecolor="none",
        markeredgecolor=INK,
        markeredgewidth=0.9,
        label=label,
    )
    return rings


# --- the plane of two parameters -------------------------------------------------------------


def cost_grid(f: Callable[[float, float], float], a: Floats, b: Floats) -> Floats:
    """Return f on a grid: J[i, j] = f(a[j], b[i])."""
    return np.array([[f(one, other) for one in a] for other in b])


def draw_cost_map(ax: Axes, a: Floats, b: Floats, J: Floats, *, levels=14):
    """Draw J[i, j] over (a[j], b[i]) as a map: dark is low, lines join equal costs."""
    ax.grid(visible=False)
    field = ax.contourf(a, b, J, levels=levels, cmap="cividis", alpha=0.9)
    ax.contour(a, b, J, levels=field.levels, colors="white", linewidths=0.6, alpha=0.6)
    return field


def draw_path(ax: Axes, a: Floats, b: Floats, *, color=ORANGE, label=None):
    """Draw a walk through the plane of two parameters, every step a dot: a Line2D."""
    (line,) = ax.plot(
        a, b, "o-", color=color, markersize=4.5, markeredgecolor="white", linewidth=1.6, label=label
    )
    return line


def draw_arrow(ax: Axes, start: Floats, end: Floats, *, color=ORANGE):
    """Draw an arrow between two points: an Annotation."""
    return ax.annotate(
        "", xy=end, xytext=start, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2.2}
    )


# --- training and evaluation -----------------------------------------------------------------


def draw_costs(ax: Axes, costs: Floats, *, color=BLUE, style="-", label=None):
    """Draw the cost after each step: a Line2D."""
    line = draw_curve(ax, np.arange(len(costs)), costs, color=color, style=style, label=label)
    ax.set(xlabel="gradient steps", ylabel="cost J")
    return line


def draw_paths(ax: Axes, lams: Floats, weights: Floats, names: Sequence[str], *, named: int = 5):
    """Draw each weight against λ (log scale); the `named` largest carry their name.

    Shapes: lams (k,), weights (k, d).
    """
    largest = np.argsort(-np.abs(weights).max(axis=0))[:named]
    colors = (BLUE, ORANGE, GREEN, PURPLE, GREY)
    styles = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
    lines = ax.plot(lams, weights, color="#BBBBBB", linewidth=1.0)
    for rank, j in enumerate(largest):
        lines[j].set(
            color=colors[rank % 5],
            linewidth=2.2,
            linestyle=styles[rank % 5],
            label=names[j],
            zorder=3,
        )
    ax.set_xscale("log")
    ax.axhline(0.0, color=INK, linewidth=1.0)
    ax.set(xlabel="λ", ylabel="weight")
    return lines


def draw_folds(ax: Axes, lams: Floats, losses: Floats):
    """Draw each fold's validation loss against λ, thin, and their mean with its lowest point.

    Shapes: lams (k,), losses (k, folds).
    """
    thin = ax.plot(lams, losses, color=GREY, linewidth=0.9, alpha=0.7)
    thin[0].set_label("one fold each")
    mean = losses.mean(axis=1)
    lowest = mean.argmin()
    line = draw_curve(ax, lams, mean, color=GREEN, style="--", label="their mean", linewidth=3.0)
    draw_points(
        ax, lams[lowest], mean[lowest], color=GREEN, marker="s", label="lowest mean", size=12
    )
    ax.set(xscale="log", xlabel="λ", ylabel="mean loss on held-out cases")
    return line


def draw_confusion(ax: Axes, counts: Confusion, *, labels: Sequence[str] = CLASS_NAMES):
    """Draw the four counts, truth down and predicted across, mistakes on grey: the texts."""
    table = np.array([[counts.tn, counts.fp], [counts.fn, counts.tp]])
    ax.imshow(1 - np.eye(2), cmap="Greys", vmin=0, vmax=4, origin="upper")
    ax.grid(visible=False)
    ax.set_xticks([0, 1], [f"predicted\n{name}" for name in labels])
    ax.set_yticks([0, 1], [f"truly\n{name}" for name in labels])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return [
        ax.text(j, i, str(table[i, j]), ha="center", va="center", fontsize=22, color=INK)
        for i in (0, 1)
        for j in (0, 1)
    ]


def draw_roc(ax: Axes, fpr: Floats, tpr: Floats, *, color=BLUE, label=None):
    """Draw a ROC curve over the diagonal of chance: a Line2D."""
    ax.plot([0, 1], [0, 1], ":", color=GREY, linewidth=1.4)
    line = draw_curve(ax, fpr, tpr, color=color, label=label)
    ax.set(xlabel="false-positive rate", ylabel="true-positive rate", aspect="equal")
    ax.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    return line


def draw_calibration(ax: Axes, prob_pred: Floats, prob_true: Floats, *, color=BLUE, label=None):
    """Draw the proportion of class 1 against p, over the diagonal: a Line2D."""
    ax.plot([0, 1], [0, 1], ":", color=GREY, linewidth=1.4)
    (line,) = ax.plot(prob_pred, prob_true, "o-", color=color, label=label)
    ax.set(xlabel="mean predicted probability", ylabel="proportion of class 1", aspect="equal")
    ax.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    return line

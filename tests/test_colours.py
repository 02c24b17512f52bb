"""The figures in grey and for colour-blind eyes: no meaning by colour alone, and all can be seen.

How far colours are apart is measured in CAM02-UCS, where about 1 is the least that can be seen;
colour blindness is simulated as Machado, Oliveira and Fernandes (2009) do, at full severity.
"""

import contextlib
import io
import sys
import warnings
from itertools import combinations

import numpy as np
import pytest
from matplotlib import colors
from matplotlib.container import BarContainer
from matplotlib.text import Text

from logreg_core import explorers, plots
from tools.notebooks import NOTEBOOKS, code_cells, read, tags

with np.printoptions():  # importing colour changes how NumPy prints
    import colour

BLIND = ("protanomaly", "deuteranomaly", "tritanomaly")
APART, FAR = 15.0, 40.0
TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2.1 AA, 1.4.3 and 1.4.11
EXPLORERS = [name for name in explorers.__all__ if name.endswith("_explorer")]
CHAPTERS = [path.stem for path in NOTEBOOKS.glob("*.ipynb") if "plots.show(" in path.read_text()]
WITHOUT_PICTURES = {"setup", "check", "quiz", "progress", "explorer"}


# --- the palette -----------------------------------------------------------------------------


def seen(color, kind: str):
    """What colour-blind eyes make of a colour."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", colour.utilities.ColourUsageWarning)  # of tritanomaly
        eyes = colour.matrix_cvd_Machado2009(kind.capitalize(), 1.0)
    linear = eyes @ colour.cctf_decoding(np.array(colors.to_rgb(color)), function="sRGB")
    return np.clip(colour.cctf_encoding(linear, function="sRGB"), 0, 1)


def distance(one, other, kind: str) -> float:
    """The distance of two colours as CAM02-UCS has it, where 1 is hardly seen."""
    one, other = (
        100 * colour.XYZ_to_CAM02UCS(colour.sRGB_to_XYZ(seen(each, kind))) for each in (one, other)
    )
    return float(np.linalg.norm(one - other))


def luminance(rgb):
    """WCAG's relative luminance of colours (…, 3) between 0 and 1."""
    rgb = np.asarray(rgb)
    linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    """WCAG's ratio of two luminances, the lighter over the darker."""
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


@pytest.mark.parametrize("kind", BLIND)
def test_the_two_classes_are_far_apart_for_colour_blind_eyes(kind):
    assert distance(*plots.CLASS_COLORS[:2], kind) >= FAR
    field = plots.probability_colors([0.0, 0.5, 1.0]) / 255
    for one, other in combinations(field, 2):
        assert distance(one, other, kind) >= APART


def test_the_numbers_on_the_axes_can_be_read():
    for name in ("xtick.color", "ytick.color", "axes.labelcolor", "text.color"):
        assert contrast(luminance(colors.to_rgb(plots.STYLE[name])), 1.0) >= TEXT


@pytest.mark.parametrize("kind", BLIND)
def test_every_colour_is_far_from_paper_and_apart_from_ink(kind):
    for color in (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PURPLE, plots.GREY):
        assert distance(color, "white", kind) >= FAR
        assert distance(color, plots.INK, kind) >= APART


def test_the_field_tells_in_grey_how_sure_it_is():
    """The lightness is highest at ½ and falls to both sides, by more than the eye needs."""
    field = plots.probability_colors(np.linspace(0, 1, 21)) / 255
    light = colour.XYZ_to_Lab(colour.sRGB_to_XYZ(field))
    assert (np.diff(light[:11, 0]) > 0).all()
    assert (np.diff(light[10:, 0]) < 0).all()
    assert (light[10, 0] - light[[0, -1], 0] > 20).all()


# --- real figures ----------------------------------------------------------------------------


def drawn_in(chapter: str, monkeypatch) -> list:
    """The figures that a notebook shows, drawn here without a kernel and with one worker."""
    figures = []
    monkeypatch.setattr(plots, "show", lambda fig, *, alt: figures.append(fig))
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(NOTEBOOKS)
    cells = code_cells(read(NOTEBOOKS / f"{chapter}.ipynb"))
    last = max(k for k, cell in enumerate(cells) if "plots.show(" in cell.source)
    room = {"__name__": chapter}
    for cell in cells[: last + 1]:
        if not tags(cell) & WITHOUT_PICTURES:
            with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a chapter warns where it breaks things on purpose
                exec(compile(cell.source, f"{chapter} {cell.id}", "exec"), room)
    return figures


def labelled(ax) -> list:
    """(label, look, colours) of each line, set of marks or bars with a label."""
    found = []
    for line in (one for one in ax.lines if not one.get_label().startswith("_")):
        stroke = "none" if line.get_linestyle() == "None" else str(line._dash_pattern)
        width = 0 if stroke == "none" else round(2 * np.log2(line.get_linewidth()))
        hollow = line.get_markerfacecolor() == "none"
        look = (stroke, width, line.get_marker(), hollow)
        found.append((line.get_label(), look, {colors.to_hex(line.get_color())}))
    for bars in (one for one in ax.containers if isinstance(one, BarContainer)):
        look = ("bars", *{bar.get_hatch() or "" for bar in bars})
        shades = {colors.to_hex(bar.get_facecolor()) for bar in bars}
        if not bars.get_label().startswith("_"):
            found.append((bars.get_label(), look, shades))
    for marks in (one for one in ax.collections if not one.get_label().startswith("_")):
        shades = {colors.to_hex(color) for color in marks.get_facecolor()}
        found.append((marks.get_label(), ("marks", len(marks.get_paths())), shades))
    return found


def by_colour_alone(fig) -> list[str]:
    """The pairs of labels of one axes that nothing but colour tells apart."""
    return [
        f"{one} / {other}"
        for ax in fig.axes
        for (one, look, _), (other, other_look, _) in combinations(labelled(ax), 2)
        if look == other_look
    ]


def background(fig, hidden) -> np.ndarray:
    """The luminance of the figure's pixels, row 0 at the bottom, without some artists."""
    visible = [artist.get_visible() for artist in hidden]
    for artist in hidden:
        artist.set_visible(False)
    fig.canvas.draw()
    pixels = np.asarray(fig.canvas.buffer_rgba())[::-1, :, :3] / 255
    for artist, was in zip(hidden, visible, strict=True):
        artist.set_visible(was)
    return luminance(pixels)


def faint(fig) -> list[str]:
    """The texts, and the labelled lines and marks, without enough contrast to what is below."""
    for artist in fig.findobj(lambda artist: artist.get_animated()):
        artist.set_animated(False)
    fig.canvas.draw()
    axes = [axis for ax in fig.axes for axis in (ax.xaxis, ax.yaxis)]
    ticks = {text for axis in axes for text in axis.get_ticklabels(which="both")}  # on the paper
    texts = [text for text in set(fig.findobj(Text)) - ticks if text.get_text().strip()]
    lines = [line for ax in fig.axes for line in ax.lines]
    paper = background(fig, [*texts, *lines])
    found = []
    for text in texts:
        box = text.get_window_extent()
        corners = np.clip([[box.y0, box.x0], [box.y1, box.x1]], 0, paper.shape).astype(int)
        (y0, x0), (y1, x1) = corners
        ratio = usual([text.get_color()], paper[y0 : y1 + 1, x0 : x1 + 1])
        if ratio < TEXT:
            found.append(f"{text.get_text()} {ratio:.1f}")
    for line in (one for one in lines if not one.get_label().startswith("_")):
        at = line.get_transform().transform(line.get_xydata())[:, ::-1]
        y, x = at[((at >= 0) & (at < paper.shape)).all(axis=1)].astype(int).T
        ratio = usual([line.get_color(), line.get_markeredgecolor()], paper[y, x])
        if max(ratio, within_its_edge(line)) < GRAPHICS:
            found.append(f"{line.get_label()} {ratio:.1f}")
    return found


def within_its_edge(line) -> float:
    """The contrast of marks to their own white edge, with which they stand on any field."""
    marks = line.get_markeredgecolor() == "white" and line.get_marker() not in ("", "None", None)
    return contrast(1.0, luminance(colors.to_rgb(line.get_color()))) if marks else 0.0


def usual(own: list, below: np.ndarray) -> float:
    """The usual contrast of the better of a thing's own colours to the pixels below it."""
    if not below.size:  # outside the picture
        return np.inf
    return max(np.median(contrast(luminance(colors.to_rgb(one)), below)) for one in own)


@pytest.mark.slow
@pytest.mark.parametrize("chapter", sorted(CHAPTERS))
def test_no_picture_of_a_chapter_speaks_by_colour_alone_or_faintly(chapter, monkeypatch):
    figures = drawn_in(chapter, monkeypatch)
    assert len(figures) == sum(
        "plots.show(" in cell.source for cell in code_cells(read(NOTEBOOKS / f"{chapter}.ipynb"))
    )
    assert [pair for fig in figures for pair in by_colour_alone(fig)] == []
    assert [what for fig in figures for what in faint(fig)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPLORERS)
def test_no_live_figure_speaks_by_colour_alone_or_faintly(name):
    fig = getattr(explorers, name)().fig
    assert by_colour_alone(fig) == []
    assert faint(fig) == []


# --- each check sees a fault -----------------------------------------------------------------


def test_two_lines_of_one_style_are_a_fault():
    fig, ax = plots.figure(width=3, height=2)
    plots.draw_curve(ax, [0, 1], [0, 1], color=plots.BLUE, label="one")
    other = plots.draw_curve(ax, [0, 1], [1, 0], color=plots.ORANGE, label="other")
    assert by_colour_alone(fig) == ["one / other"]
    other.set_linestyle("--")
    assert by_colour_alone(fig) == []


def test_a_pale_line_and_a_pale_text_are_faults():
    fig, ax = plots.figure(width=3, height=2)
    plots.draw_curve(ax, [0, 1], [0, 1], color="#BBBBBB", label="pale")
    ax.text(0.5, 0.5, "grey", color="#999999")
    assert sorted(found.split()[0] for found in faint(fig)) == ["grey", "pale"]

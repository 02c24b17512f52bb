"""The artists, tested on the arrays they hold, never on pixels."""

import io

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib import colors
from nbformat.v4 import new_output
from PIL import Image

from logreg_core import plots, predict_proba
from logreg_core.metrics import Confusion
from tools.notebooks import picture_in

XLIM, YLIM = (-2.0, 4.0), (-1.0, 3.0)


@pytest.fixture
def ax():
    return plots.figure()[1]


def contrast_with_white(color: str) -> float:
    """The ratio that WCAG asks about."""
    rgb = np.array(colors.to_rgb(color))
    linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return 1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05)


# --- the face of the course ------------------------------------------------------------------


def test_the_style_is_readable():
    assert plots.STYLE["font.size"] >= 12
    assert plots.STYLE["legend.fontsize"] >= 11
    assert not plots.STYLE["axes.spines.top"]
    cycle = plots.STYLE["axes.prop_cycle"].by_key()["color"]
    assert [f"#{c.lstrip('#')}" for c in cycle] == [
        plots.BLUE, plots.ORANGE, plots.GREEN, plots.PURPLE, plots.GREY
    ]  # fmt: skip


@pytest.mark.parametrize(
    "color", [plots.BLUE, plots.ORANGE, plots.GREEN, plots.PURPLE, plots.GREY, plots.INK]
)
def test_colours_can_be_read_as_text_on_white(color):
    assert contrast_with_white(color) >= 4.5  # WCAG AA


def test_both_classes_differ_in_more_than_colour(ax):
    malignant, benign = plots.draw_cases(ax, np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([0, 1]))
    assert malignant.get_color() == plots.ORANGE
    assert benign.get_color() == plots.BLUE
    assert malignant.get_marker() != benign.get_marker()
    assert malignant.get_xydata().tolist() == [[0.0, 1.0]]
    assert benign.get_xydata().tolist() == [[2.0, 3.0]]
    assert [line.get_label() for line in (malignant, benign)] == ["malignant", "benign"]


def test_the_field_of_probabilities_goes_from_malignant_s_colour_to_benign_s():
    low, middle, high = plots.probability_colors([0.0, 0.5, 1.0]) / 255
    for shown, pure in ((low, plots.ORANGE), (high, plots.BLUE)):
        assert np.allclose(shown, 0.45 + 0.55 * np.array(colors.to_rgb(pure)), atol=0.01)
    assert (middle > 0.98).all()


# --- orientation -----------------------------------------------------------------------------


def test_the_grid_is_not_transposed():
    x1, x2, p = plots.probability_grid(
        lambda cases: cases[:, 0] + 10 * cases[:, 1], XLIM, YLIM, n=5
    )
    for i in range(5):
        for j in range(5):
            assert np.isclose(p[i, j], x1[j] + 10 * x2[i])
    assert (x1[0], x1[-1], x2[0], x2[-1]) == (*XLIM, *YLIM)


def test_the_field_is_drawn_where_it_belongs(ax):
    x1, x2, p = plots.probability_grid(lambda cases: (cases[:, 0] > 1) * 1.0, XLIM, YLIM, n=7)
    image = plots.draw_probability(ax, x1, x2, p)
    assert image.origin == "lower"
    left, right, bottom, top = image.get_extent()
    centres = left + (right - left) * (np.arange(7) + 0.5) / 7
    assert np.allclose(centres, x1)
    assert np.isclose((bottom + top) / 2, x2.mean())
    assert (ax.get_xlim(), ax.get_ylim()) == (XLIM, YLIM)
    pixels = image.get_array().astype(int)
    benign = pixels[..., 2] > pixels[..., 0]  # more blue than red
    assert (benign == (x1 > 1)).all()  # by column: with x1 and not with x2


def test_the_cost_map_is_not_transposed():
    a, b = np.arange(3.0), np.arange(4.0)
    J = plots.cost_grid(lambda one, other: one + 10 * other, a, b)
    assert J.shape == (4, 3)
    assert J[3, 1] == 31.0


@pytest.mark.parametrize("threshold", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(
    "w", [(1.0, 2.0), (-3.0, 0.5), (2.0, 0.0), (0.0, -1.5), (1e-3, 1e-3), (1e6, -1e6)]
)
def test_the_boundary_is_where_p_is_the_threshold(w, threshold):
    w, b = np.array(w), 0.7 * np.abs(w).max()
    x1, x2 = plots.boundary_ends(w, b, XLIM, YLIM, threshold=threshold)
    p = predict_proba(w, b, np.column_stack([x1, x2]))
    assert np.allclose(p, threshold, atol=1e-6)


def test_the_boundary_crosses_the_box_where_it_should():
    # x2 = (logit(p) - b - w1 x1) / w2: with w = (1, 2) and b = 1 it falls from (-1, 0) to (3, -2).
    x1, x2 = plots.boundary_ends(np.array([1.0, 2.0]), 1.0, XLIM, YLIM)
    assert np.isclose(np.interp(-1.0, np.sort(x1), x2[np.argsort(x1)]), 0.0)
    assert np.isclose(np.interp(3.0, np.sort(x1), x2[np.argsort(x1)]), -2.0)
    assert np.hypot(np.ptp(x1), np.ptp(x2)) >= 2 * np.hypot(6, 4)


@pytest.mark.parametrize("w", [(0.0, 0.0), (np.inf, 1.0), (np.nan, 1.0)])
def test_no_boundary_without_a_direction(w):
    assert np.isnan(plots.boundary_ends(np.array(w), 1.0, XLIM, YLIM)).all()


def test_drawing_the_boundary_moves_no_limits(ax):
    ax.set(xlim=XLIM, ylim=YLIM)
    line = plots.draw_boundary(ax, np.array([1.0, 2.0]), 1.0)
    assert (ax.get_xlim(), ax.get_ylim()) == (XLIM, YLIM)
    assert np.allclose(line.get_xdata() + 2 * line.get_ydata() + 1.0, 0.0)


def test_the_contour_line_is_where_the_level_is():
    x1, x2, p = plots.probability_grid(lambda cases: np.hypot(*cases.T), (-2, 2), (-2, 2), n=200)
    a, b = plots.contour_line(x1, x2, p, level=1.3)
    assert np.isnan(a[-1])
    assert np.allclose(np.hypot(a[:-1], b[:-1]), 1.3, atol=1e-3)
    assert np.isnan(plots.contour_line(x1, x2, p, level=99)).all()


# --- the other artists -----------------------------------------------------------------------


def test_confusion_counts_stand_in_their_cells(ax):
    texts = plots.draw_confusion(ax, Confusion(tn=1, fp=2, fn=3, tp=4))
    # rows are the truth (malignant above), columns the call
    places = {text.get_position(): text.get_text() for text in texts}
    assert places == {(0, 0): "1", (1, 0): "2", (0, 1): "3", (1, 1): "4"}
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # malignant, row 0, is on top
    assert [t.get_text() for t in ax.get_yticklabels()] == ["truly\nmalignant", "truly\nbenign"]


def test_bars_carry_their_sign_twice(ax):
    bars = plots.draw_bars(ax, ["up", "down"], np.array([2.0, -1.0]))
    assert [bar.get_width() for bar in bars] == [2.0, -1.0]
    assert [bar.get_hatch() or "" for bar in bars] == ["", "///"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first is on top


def test_rings_lie_on_the_wrong_cases_only(ax):
    X = np.arange(6.0).reshape(3, 2)
    rings = plots.mark_mistakes(ax, X, np.array([False, True, False]))
    assert rings.get_xydata().tolist() == [[2.0, 3.0]]


def test_costs_start_at_step_zero(ax):
    line = plots.draw_costs(ax, np.array([0.7, 0.5]))
    assert line.get_xydata().tolist() == [[0.0, 0.7], [1.0, 0.5]]


def test_paths_name_the_largest_weights(ax):
    lams, weights = np.array([0.1, 1.0]), np.array([[3.0, -9.0, 1.0], [1.0, -2.0, 0.5]])
    lines = plots.draw_paths(ax, lams, weights, ["a", "b", "c"], named=1)
    assert lines[1].get_label() == "b"
    assert lines[0].get_ydata().tolist() == [3.0, 1.0]
    assert ax.get_xscale() == "log"


def test_histograms_count_each_class(ax):
    patches = plots.draw_histograms(
        ax, np.array([0.1, 0.2, 0.9]), np.array([0, 0, 1]), bins=[0, 0.5, 1]
    )
    heights = [[bar.get_height() for bar in bars] for bars in patches]
    assert heights == [[2.0, 0.0], [0.0, 1.0]]


# --- showing ---------------------------------------------------------------------------------


def test_show_gives_a_picture_and_a_sentence(monkeypatch):
    shown = []
    shell = InteractiveShell.instance()
    monkeypatch.setattr(
        shell.display_pub,
        "publish",
        lambda data, **_: shown.append(data),
    )
    fig, ax = plots.figure(width=5, height=2)
    plots.draw_curve(ax, [0, 1], [0, 1])
    plots.show(fig, alt="A line <rises>.")
    (data,) = shown
    picture = picture_in(new_output("display_data", data))
    assert data["text/plain"] == picture.alt == "A line <rises>."
    assert picture.width == 500
    assert Image.open(io.BytesIO(picture.png)).size == (720, 288)  # sharper than it is wide


def test_no_figure_is_left_open():
    import matplotlib.pyplot as plt

    plots.figure()
    assert plt.get_fignums() == []

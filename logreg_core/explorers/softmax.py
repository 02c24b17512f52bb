"""Live figure of chapter 8: three kinds of wine, softmax beside one-vs-rest."""

import numpy as np

from .. import plots
from ..data import load_wine
from ..logistic import logistic
from ..newton import newton
from ..prediction import score
from ..softmax import softmax, softmax_newton
from .interactive import (
    LAMS,
    InteractiveFigure,
    drop_down,
    selection_slider,
    slider,
    toggle_buttons,
)

FEATURES = ("flavanoids", "color intensity")
LIMITS = (-3.5, 3.5)
AXIS = np.linspace(*LIMITS, 80)
GRID = np.column_stack([part.ravel() for part in np.meshgrid(AXIS, AXIS)])
WAYS = ("softmax", "one-vs-rest")
GROWERS = ("grower 0", "grower 1", "grower 2")


def compute(X: np.ndarray, y: np.ndarray, lam: float, way: str, point: np.ndarray) -> dict:
    """Return both ways' probabilities at `point`, the mistakes and the field of the chosen way."""
    W, b, _ = softmax_newton(X, y, lam=lam, tol=1e-4)
    each = [newton(X, y == k, lam=lam, tol=1e-4).final for k in range(3)]

    def probabilities(cases, way):
        if way == "softmax":
            return softmax(cases @ W + b)
        return np.column_stack([logistic(score(*one, cases)) for one in each])

    P = probabilities(GRID, way)
    return {
        "softmax": probabilities(point[None, :], "softmax")[0],
        "one-vs-rest": probabilities(point[None, :], "one-vs-rest")[0],
        "wrong": probabilities(X, way).argmax(axis=1) != y,
        "field": (P / P.sum(axis=1, keepdims=True)).reshape(len(AXIS), len(AXIS), 3),
    }


def softmax_explorer() -> InteractiveFigure:
    """λ, the two features and the point of which both ways say their probabilities."""
    fig, update, artists = build_figure(load_wine())

    def there(ax, x1, x2, pressed):
        return {"x1": x1, "x2": x2} if ax is fig.axes[0] else {}

    names = load_wine().names
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=there,
        redraw=["first", "second"],
        lam=selection_slider("λ", LAMS[1:], 0.01),
        x1=slider("x1", *LIMITS, 0.0, step=0.1),
        x2=slider("x2", *LIMITS, 0.0, step=0.1),
        way=toggle_buttons("way", WAYS, WAYS[0]),
        first=drop_down("first", names, FEATURES[0]),
        second=drop_down("second", names, FEATURES[1]),
    )


def build_figure(wines):
    """Return the figure, what updates it and what moves in it."""
    fig, (left, right) = plots.figure(1, 2, height=4.2, width_ratios=(1.4, 1))
    left.set(xlim=LIMITS, ylim=LIMITS, title="each mark is a wine, scaled")
    y = wines.y
    field = plots.draw_probability(left, AXIS, AXIS, np.full((len(AXIS), len(AXIS)), 0.5))
    cases = plots.draw_cases(left, wines.X[:, :2], y, labels=GROWERS, size=4.5)
    rings = plots.mark_mistakes(left, wines.X[:, :2], y == 0)
    here = plots.draw_points(left, 0.0, 0.0, label="the point")
    fig.legend(handles=[*cases, rings, here], loc="outside lower left", ncols=5)
    bars = [
        right.bar(
            np.arange(3) + shift,
            np.zeros(3),
            width=0.38,
            color=plots.CLASS_COLORS,
            hatch=hatch,
            edgecolor="white",
            label=way,
        )
        for way, shift, hatch in zip(WAYS, (-0.2, 0.2), ("", "//"), strict=True)
    ]
    right.set(ylim=(0, 1), ylabel="probability at the point", xticks=range(3), xticklabels=GROWERS)
    verdict = right.set_title(" ", fontsize=12)

    def update(lam, x1, x2, way, first, second):
        X = wines.X[:, [wines.names.index(first), wines.names.index(second)]]
        shown = compute(X, y, lam, way, np.array([x1, x2]))
        field.set_data(plots.class_colors(shown["field"]))
        left.set(xlabel=first, ylabel=second)
        for c, marks in enumerate(cases):
            marks.set_data(*X[y == c].T)
        rings.set_data(*X[shown["wrong"]].T)
        here.set_data([x1], [x2])
        for group, name in zip(bars, WAYS, strict=True):
            for bar, height in zip(group, shown[name], strict=True):
                bar.set_height(height)
        total = shown["one-vs-rest"].sum()
        verdict.set_text(f"hatched, one-vs-rest: sum {total:.2f}")
        p = ", ".join(f"{value:.2f}" for value in shown["softmax"])
        return shown, (
            f"{way}, λ = {lam:g}, {first} and {second}: {shown['wrong'].sum()} of {len(y)} wines "
            f"wrong. At ({x1:.1f}, {x2:.1f}) softmax says {p}; one-vs-rest adds up to {total:.2f}."
        )

    return fig, update, [field, *cases, rings, here, *bars[0], *bars[1], verdict]

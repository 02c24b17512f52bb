"""Live figure of chapter 5: a point on the cost map, and the arrow downhill from it."""

import numpy as np

from .. import plots
from ..data import Split, load_tumours
from ..gradient import gradient
from ..regularization import cost
from .live import LEARNING_RATES, LiveFigure, choice, slider

FEATURES = ("mean radius",)
W_AXIS, B_AXIS = np.linspace(-8.0, 6.0, 57), np.linspace(-5.0, 6.0, 45)


def arrays(split: Split, w: float, b: float, learning_rate: float) -> dict:
    """Return the cost and the gradient at (w, b), and where one step leads."""
    X, y = split.X_train, split.y_train
    (dw,), db = gradient([w], b, X, y)
    after = w - learning_rate * dw, b - learning_rate * db
    return {
        "dw": float(dw),
        "db": db,
        "cost": cost([w], b, X, y),
        "after": after,
        "cost_after": cost([after[0]], after[1], X, y),
    }


def gradient_explorer(split: Split | None = None) -> LiveFigure:
    """Put a point on the map of costs; see the slope there and the step it suggests."""
    split = split or load_tumours(features=FEATURES)
    fig, ax = plots.figure(width=8, height=4.4)
    X, y = split.X_train, split.y_train
    J = plots.cost_grid(lambda w, b: cost([w], b, X, y), W_AXIS, B_AXIS)
    plots.draw_cost_map(ax, W_AXIS, B_AXIS, J, levels=np.geomspace(0.25, 8, 18))
    ax.set(xlim=(-8, 6), ylim=(-5, 6), xlabel=f"w ({split.names[0]})", ylabel="b")
    ax.set_title("cost of one weight and the bias: dark is low")
    step = plots.draw_curve(ax, [0, 0], [0, 0], color="white", linewidth=3)
    start = plots.draw_points(ax, 0, 0, color=plots.ORANGE, size=11, label="here")
    end = plots.draw_points(ax, 0, 0, color="white", marker="o", label="after one step")
    end.set_markeredgecolor(plots.INK)
    legend = ax.legend(loc="upper left", frameon=True)
    readings = ax.text(5.7, -4.7, "", ha="right", va="bottom", linespacing=1.4)
    readings.set_bbox({"facecolor": "white", "alpha": 0.85, "edgecolor": "none"})

    def update(w, b, learning_rate):
        shown = arrays(split, w, b, learning_rate)
        start.set_data([w], [b])
        end.set_data([shown["after"][0]], [shown["after"][1]])
        step.set_data([w, shown["after"][0]], [b, shown["after"][1]])
        readings.set_text(
            f"gradient ({shown['dw']:.3f}, {shown['db']:.3f})\n"
            f"cost {shown['cost']:.3f} → {shown['cost_after']:.3f}"
        )
        return shown, (
            f"At w = {w:g}, b = {b:g} the cost is {shown['cost']:.3f} and the gradient is "
            f"({shown['dw']:.3f}, {shown['db']:.3f}); one step of rate {learning_rate:g} leads to "
            f"({shown['after'][0]:.2f}, {shown['after'][1]:.2f}), where the cost is "
            f"{shown['cost_after']:.3f}."
        )

    return LiveFigure(
        fig,
        update,
        moving=[step, start, end, legend, readings],
        w=slider("w", -8, 6, 4.0, step=0.1),
        b=slider("b", -5, 6, 4.0, step=0.1),
        learning_rate=choice("rate", LEARNING_RATES, LEARNING_RATES[16]),
    )

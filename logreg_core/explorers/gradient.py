"""Live figure of chapter 5: walk downhill on the map of costs, and test the slope by nudging."""

from functools import lru_cache

import numpy as np

from .. import plots
from ..data import Split, load_breast_cancer
from ..gradient import gradient
from ..regularization import cost
from ..training import cost_path, train
from .interactive import LEARNING_RATES, InteractiveFigure, selection_slider, slider

FEATURES = ("mean radius",)
W_AXIS, B_AXIS = np.linspace(-8.0, 6.0, 57), np.linspace(-5.0, 6.0, 45)
NUDGES = 10.0 ** np.arange(-14, 0.1, 0.5)
ERRORS = (1e-13, 1.0)  # the errors that the right picture has room for


def compute(
    split: Split, w: float, b: float, learning_rate: float, steps: int, nudge: float
) -> dict:
    """Return the walk from (w, b), the slope where it has come to, and how well nudging finds it.

    Errors are of the slope along w alone: two-sided, one-sided, for all `NUDGES`.
    """
    X, y = split.X_train, split.y_train
    walk = train(X, y, learning_rate=learning_rate, n_steps=steps + 1, start=([w], b))
    path = np.column_stack([walk.w[:, 0], walk.b])
    here, bias = path[-2]
    (dw,), db = gradient([here], bias, X, y)
    at = cost([here], bias, X, y)
    ahead, behind = (
        cost_path(here + way * NUDGES[:, None], np.full(len(NUDGES), bias), X, y) for way in (1, -1)
    )
    two_sided = (ahead - behind) / (2 * NUDGES)
    return {
        "path": path[:-1],
        "next": path[-2:],
        "dw": float(dw),
        "db": db,
        "cost": walk.cost[-2],
        "cost_next": walk.cost[-1],
        "nudged": two_sided[np.abs(np.log(NUDGES / nudge)).argmin()],
        "two_sided": np.abs(two_sided - dw),
        "one_sided": np.abs((ahead - at) / NUDGES - dw),
    }


@lru_cache(maxsize=1)
def cost_map(split: Split) -> np.ndarray:
    """Return the cost at every place of the map, computed once."""
    X, y = split.X_train, split.y_train
    return plots.cost_grid(lambda w, b: cost([w], b, X, y), W_AXIS, B_AXIS)


def gradient_explorer() -> InteractiveFigure:
    """Put a point on the map of costs, see the slope there, and walk down step by step.

    The pointer sets the start. The right picture shows how far the slope found by nudging is off.
    """
    fig, update, artists = build_figure(load_breast_cancer(features=FEATURES))

    def point(ax, x, y, pressed):
        return {"w": x, "b": y, "steps": 0} if ax is fig.axes[0] else {"nudge": x}

    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=point,
        buttons={"Step": lambda values: {"steps": values["steps"] + 1}},
        w=slider("w", -8, 6, 4.0, step=0.1),
        b=slider("b", -5, 6, 4.0, step=0.1),
        learning_rate=selection_slider("rate", LEARNING_RATES, LEARNING_RATES[16]),
        steps=slider("steps", 0, 60, 0, step=1),
        nudge=selection_slider("nudge h", NUDGES, NUDGES[-1]),
    )


def build_figure(split: Split):
    """Return the figure, what updates it and what moves in it."""
    fig, (left, right) = plots.figure(1, 2, width=10, height=4.2, width_ratios=(1.5, 1))
    levels = np.geomspace(0.25, 8, 18)
    field = plots.draw_cost_map(left, W_AXIS, B_AXIS, cost_map(split), levels=levels)
    fig.colorbar(field, ax=left, label="cost J", format="%.2g", pad=0.02)
    left.set(xlim=(-8, 6), ylim=(-5, 6), xlabel=f"w ({split.names[0]})", ylabel="b")
    left.set_aspect("equal", adjustable="box")  # or the gradient would not cross at right angles
    path = plots.draw_path(left, [0], [0], label="steps taken")
    ahead = plots.draw_curve(left, [0, 0], [0, 0], color="white", linewidth=3)
    start = plots.draw_points(left, 0, 0, color=plots.ORANGE, size=11, label="start")
    end = plots.draw_points(left, 0, 0, color="white", marker="o", label="after the next step")
    end.set_markeredgecolor(plots.INK)
    two, one, here = _draw_errors(right)
    handles = [start, path, end, one, two]
    fig.legend(handles=handles, loc="outside lower center", ncols=5, columnspacing=1.2)
    titles = [ax.set_title(" ", fontsize=12) for ax in (left, right)]

    def update(w, b, learning_rate, steps, nudge):
        shown = compute(split, w, b, learning_rate, steps, nudge)
        start.set_data([w], [b])
        path.set_data(*shown["path"].T)
        ahead.set_data(*shown["next"].T)
        end.set_data(*shown["next"][1:].T)
        for line, key in ((two, "two_sided"), (one, "one_sided")):
            line.set_ydata(np.clip(shown[key], *ERRORS))
        error = abs(shown["nudged"] - shown["dw"])
        here.set_data([nudge], [np.clip(error, *ERRORS)])
        titles[0].set_text(
            f"gradient ({shown['dw']:.3f}, {shown['db']:.3f}), "
            f"cost {shown['cost']:.3f} → {shown['cost_next']:.3f}"
        )
        titles[1].set_text(f"nudged by {nudge:.1g}: {shown['nudged']:.8f}")
        (x1, y1), (x2, y2) = shown["next"]
        return shown, (
            f"From w = {w:g}, b = {b:g} at rate {learning_rate:g}, after steps: {steps:g}, at "
            f"({x1:.2f}, {y1:.2f}): cost {shown['cost']:.3f}, gradient ({shown['dw']:.3f}, "
            f"{shown['db']:.3f}). The next step leads to ({x2:.2f}, {y2:.2f}), cost "
            f"{shown['cost_next']:.3f}. A nudge of {nudge:.2g} finds the slope along w with an "
            f"error of {error:.1e}."
        )

    return fig, update, [path, ahead, start, end, two, one, here, *titles]


def _draw_errors(ax):
    ax.set(xscale="log", yscale="log", xlim=(5e-15, 2), ylim=(ERRORS[0] / 2, ERRORS[1] * 2))
    ax.set(xlabel="nudge h", ylabel="error of the slope")
    ax.set_xticks([1e-13, 1e-9, 1e-5, 1e-1])
    ax.minorticks_off()
    one = plots.draw_curve(
        ax, NUDGES, NUDGES, color=plots.PURPLE, style="--", label="one-sided nudge"
    )
    two = plots.draw_curve(ax, NUDGES, NUDGES, color=plots.BLUE, label="two-sided nudge")
    return two, one, plots.draw_points(ax, 1, 1, color=plots.ORANGE)

"""Live figure of chapter 1: a straight line of scores becomes an S of probabilities."""

import numpy as np

from .. import plots
from ..logistic import logistic
from .interactive import InteractiveFigure, slider

X_AXIS = np.linspace(-6.0, 6.0, 241)


def compute(w: float, b: float, x: float) -> dict:
    """Return the score and the probability along the axis, and all there is to know at x."""
    z = w * x + b
    p = float(logistic(z))
    slope = w * p * (1.0 - p)
    p_curve = logistic(w * X_AXIS + b)
    near = x + np.array([-1.5, 1.5])
    return {
        "scores": w * X_AXIS + b,
        "p_curve": p_curve,
        "saturated": np.where(np.abs(p_curve - 0.5) > 0.49, p_curve, np.nan),
        "near": near,
        "tangent": p + slope * (near - x),
        "z": z,
        "p": p,
        "odds": float(np.exp(z)),
        "slope": slope,
    }


def logistic_explorer() -> InteractiveFigure:
    """w and b move the curve; the probe x reads score, odds, probability and slope.

    The pointer, too, moves the probe.
    """
    fig, update, artists = build_figure()
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=lambda ax, x, y, pressed: {"x": x},
        w=slider("w", -5, 5, 0.5, step=0.1),
        b=slider("b", -5, 5, 0.0, step=0.1),
        x=slider("x", -6, 6, 0.0, step=0.1),
    )


def build_figure():
    """Return the figure, what updates it and what moves in it."""
    fig, (left, right) = plots.figure(1, 2)
    left.set(xlim=(-6, 6), ylim=(-12, 12), xlabel="x", ylabel="score z = w x + b")
    right.set(xlim=(-6, 6), ylim=(-0.05, 1.05), xlabel="x", ylabel="probability σ(z)")
    for ax, level in ((left, 0.0), (right, 0.5)):
        ax.axhline(level, color=plots.GREY, linewidth=1.0)
    line = plots.draw_curve(left, X_AXIS, X_AXIS, color=plots.BLUE)
    saturated = plots.draw_curve(
        right, X_AXIS, X_AXIS, color=plots.GREEN, linewidth=9, alpha=0.35, label="saturated"
    )
    curve = plots.draw_curve(right, X_AXIS, X_AXIS, color=plots.BLUE)
    tangent = plots.draw_curve(right, [0, 0], [0, 0], color=plots.ORANGE, style="--")
    probes = [plots.draw_points(ax, 0, 0, color=plots.ORANGE) for ax in (left, right)]
    fig.legend(
        [probes[0], tangent, saturated],
        ["here", "slope here", "saturated: p below 0.01 or above 0.99"],
        loc="outside lower center",
        ncols=3,
    )
    titles = [ax.set_title(" ") for ax in (left, right)]

    def update(w, b, x):
        shown = compute(w, b, x)
        line.set_ydata(shown["scores"])
        curve.set_ydata(shown["p_curve"])
        saturated.set_ydata(shown["saturated"])
        tangent.set_data(shown["near"], shown["tangent"])
        for probe, height in zip(probes, (shown["z"], shown["p"]), strict=True):
            probe.set_data([x], [height])
        titles[0].set_text(f"z = {shown['z']:.2f}, odds = {shown['odds']:.3g}")
        titles[1].set_text(f"p = {shown['p']:.4f}, slope = {shown['slope']:.4f}")
        return shown, (
            f"w = {w:g}, b = {b:g}, x = {x:g}: the score is {shown['z']:.2f}, the odds are "
            f"{shown['odds']:.3g}, the probability is {shown['p']:.4f} and its slope "
            f"{shown['slope']:.4f}."
        )

    return fig, update, [line, saturated, curve, tangent, *probes, *titles]

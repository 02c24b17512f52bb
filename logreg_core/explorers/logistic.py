"""Live figure of chapter 1: a straight line of scores becomes an S of probabilities."""

import numpy as np

from .. import plots
from ..logistic import logistic
from .live import LiveFigure, slider

X_AXIS = np.linspace(-6.0, 6.0, 241)


def arrays(w: float, b: float, x: float) -> dict:
    """Return the score and the probability along the axis, and all there is to know at x."""
    z = w * x + b
    p = float(logistic(z))
    slope = w * p * (1.0 - p)
    near = x + np.array([-1.5, 1.5])
    return {
        "scores": w * X_AXIS + b,
        "p_curve": logistic(w * X_AXIS + b),
        "near": near,
        "tangent": p + slope * (near - x),
        "z": z,
        "p": p,
        "odds": float(np.exp(z)),
        "slope": slope,
    }


def logistic_explorer() -> LiveFigure:
    """w and b move the curve; the probe x reads score, odds, probability and slope."""
    fig, (left, right) = plots.figure(1, 2)
    left.set(xlim=(-6, 6), ylim=(-12, 12), xlabel="x", ylabel="z", title="score z = w x + b")
    right.set(xlim=(-6, 6), ylim=(-0.05, 1.05), xlabel="x", ylabel="p", title="probability σ(z)")
    for ax, level in ((left, 0.0), (right, 0.5)):
        ax.axhline(level, color=plots.GREY, linewidth=1.0)
    line = plots.draw_curve(left, X_AXIS, X_AXIS, color=plots.BLUE)
    curve = plots.draw_curve(right, X_AXIS, X_AXIS, color=plots.BLUE)
    tangent = plots.draw_curve(right, [0, 0], [0, 0], color=plots.ORANGE, style="--")
    probes = [plots.draw_points(ax, 0, 0, color=plots.ORANGE) for ax in (left, right)]
    readings = left.text(-5.6, 11, "", va="top", linespacing=1.4)

    def update(w, b, x):
        shown = arrays(w, b, x)
        line.set_ydata(shown["scores"])
        curve.set_ydata(shown["p_curve"])
        tangent.set_data(shown["near"], shown["tangent"])
        for probe, height in zip(probes, (shown["z"], shown["p"]), strict=True):
            probe.set_data([x], [height])
        readings.set_text(
            f"log-odds z = {shown['z']:.2f}\nodds = {shown['odds']:.3g}\n"
            f"p = {shown['p']:.4f}\nslope = {shown['slope']:.4f}"
        )
        return shown, (
            f"w = {w:g}, b = {b:g}, x = {x:g}: the score is {shown['z']:.2f}, the odds are "
            f"{shown['odds']:.3g}, the probability is {shown['p']:.4f} and its slope "
            f"{shown['slope']:.4f}."
        )

    return LiveFigure(
        fig,
        update,
        moving=[line, curve, tangent, *probes, readings],
        w=slider("w", -5, 5, 1.0, step=0.1),
        b=slider("b", -5, 5, 0.0, step=0.1),
        x=slider("x", -6, 6, 0.0, step=0.1),
    )

"""Live figure of chapter 3: one case, its score, and what two losses say of it."""

import numpy as np

from .. import plots
from ..logistic import logistic
from ..loss import sample_losses
from .live import LiveFigure, menu, slider

SCORES = np.linspace(-8.0, 8.0, 321)


def arrays(z: float, y: int) -> dict:
    """Return both losses along the scores and at z, for a case of class y."""
    return {
        "log_curve": losses(SCORES, y),
        "squared_curve": (logistic(SCORES) - y) ** 2,
        "p": float(logistic(z)),
        "log_loss": float(losses(np.array([z]), y)[0]),
        "squared": float((logistic(z) - y) ** 2),
        "push": float(logistic(z) - y),
    }


def losses(z: np.ndarray, y: int) -> np.ndarray:
    """Return the log loss of cases that all have class y, at the scores z."""
    return sample_losses([1.0], 0.0, z[:, None], np.full(len(z), float(y)))


def loss_explorer() -> LiveFigure:
    """Move one case's score; read its log loss, its squared error and the slope."""
    fig, (left, right) = plots.figure(1, 2)
    axis_p = logistic(SCORES)
    left.set(xlim=(-8, 8), ylim=(-0.2, 8), xlabel="score z", ylabel="loss", title="against z")
    right.set(xlim=(0, 1), ylim=(-0.2, 8), xlabel="probability p", title="against p")
    curves = []
    for ax, axis in ((left, SCORES), (right, axis_p)):
        curves.append(plots.draw_curve(ax, axis, axis, color=plots.BLUE, label="log loss"))
        curves.append(
            plots.draw_curve(ax, axis, axis, color=plots.PURPLE, style="--", label="squared error")
        )
    left.legend(loc="upper center")
    points = [
        plots.draw_points(ax, 0, 0, color=color)
        for ax in (left, right)
        for color in (plots.BLUE, plots.PURPLE)
    ]

    def update(z, y):
        shown = arrays(z, y)
        for k, curve in enumerate(curves):
            curve.set_ydata(shown["squared_curve" if k % 2 else "log_curve"])
        for k, point in enumerate(points):
            height = shown["squared" if k % 2 else "log_loss"]
            point.set_data([z if k < 2 else shown["p"]], [height])
        return shown, (
            f"A {plots.CLASS_NAMES[y]} case (y = {y}) with score {z:g}: p = {shown['p']:.4f}, "
            f"log loss {shown['log_loss']:.4f}, squared error {shown['squared']:.4f}; "
            f"the log loss pushes with slope p - y = {shown['push']:.4f}."
        )

    return LiveFigure(
        fig,
        update,
        moving=[*curves, *points],
        z=slider("score z", -8, 8, 0.0, step=0.1),
        y=menu("true class", [("benign (y = 1)", 1), ("malignant (y = 0)", 0)], 1),
    )

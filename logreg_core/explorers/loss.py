"""Live figures of chapter 3: what two losses say of one case, and you against the machine."""

import numpy as np

from .. import plots
from ..data import Split, load_breast_cancer
from ..logistic import logistic, logit
from ..loss import log_loss, sample_losses
from ..training import train
from .interactive import InteractiveFigure, slider, toggle_buttons

SCORES = np.linspace(-8.0, 8.0, 321)
W_AXIS, B_AXIS = np.linspace(-8.0, 6.0, 57), np.linspace(-5.0, 6.0, 45)
HOME = (4.0, -3.0)  # where both begin
N_MOVES, RATE = 15, 2.0
HIDDEN, MAP = "hidden", "shown"


def compute(z: float, y: int) -> dict:
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


def loss_explorer() -> InteractiveFigure:
    """Move one case's score; read its log loss, its squared error and the slope.

    The pointer sets the score in the left picture and the probability in the right one.
    """
    fig, update, artists = build_figure()

    def point(ax, x, y, pressed):
        return {"z": x if ax is fig.axes[0] else logit(np.clip(x, 1e-4, 1 - 1e-4))}

    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=point,
        z=slider("score z", -8, 8, 0.0, step=0.1),
        y=toggle_buttons("true class", [("benign (y = 1)", 1), ("malignant (y = 0)", 0)], 1),
    )


def build_figure():
    """Return the figure, what updates it and what moves in it."""
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
        shown = compute(z, y)
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

    return fig, update, [*curves, *points]


# --- you against the machine -----------------------------------------------------------------


def race(split: Split, moves: list[tuple[float, float]]) -> dict:
    """Return both walks and their losses: yours as you took it, the machine's of equal length."""
    X, y = split.X_train, split.y_train
    machine = train(X, y, learning_rate=RATE, n_steps=N_MOVES, start=([HOME[0]], HOME[1]))
    n = len(moves)
    return {
        "yours": np.array(moves),
        "machine": np.column_stack([machine.w[:n, 0], machine.b[:n]]),
        "your_loss": np.array([log_loss([w], b, X, y) for w, b in moves]),
        "machine_loss": machine.cost[:n],
    }


def race_explorer() -> InteractiveFigure:
    """Choose a place for (w, b), take the step, and see the machine take one of its own.

    The machine sees the slope under its feet, you see your own losses: who is down first? Reset
    starts anew.
    """
    fig, update, artists, take = race_picture(load_breast_cancer(features=["mean radius"]))
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=lambda ax, x, y, pressed: {"w": x, "b": y} if ax is fig.axes[0] else {},
        buttons={"Take this step": take},
        redraw=["landscape"],
        w=slider("w", -8, 6, HOME[0], step=0.1),
        b=slider("b", -5, 6, HOME[1], step=0.1),
        landscape=toggle_buttons("landscape", [HIDDEN, MAP], HIDDEN),
    )


def race_picture(split: Split):
    """Return the figure, what updates it, what moves in it, and what takes a step."""
    fig, (left, right) = plots.figure(1, 2, width=10, height=4.2, width_ratios=(1.3, 1))
    left.set(xlim=(-8, 6), ylim=(-5, 6), xlabel=f"w ({split.names[0]})", ylabel="b")
    right.set(xlim=(0, N_MOVES), ylim=(0, 5), xlabel="steps", ylabel="mean log loss")
    before = list(left.get_children())
    X, y = split.X_train, split.y_train
    J = plots.cost_grid(lambda w, b: log_loss([w], b, X, y), W_AXIS, B_AXIS)
    plots.draw_cost_map(left, W_AXIS, B_AXIS, J, levels=np.geomspace(0.25, 8, 18))
    hills = [artist for artist in left.get_children() if artist not in before]
    looks = ((plots.ORANGE, "-", "you"), (plots.PURPLE, "--", "the machine"))
    paths = [plots.draw_path(left, [0], [0], color=color, label=name) for color, _, name in looks]
    curves = [plots.draw_path(right, [0], [0], color=color) for color, _, _ in looks]
    for path, curve, (_, style, _) in zip(paths, curves, looks, strict=True):
        path.set_linestyle(style)
        curve.set_linestyle(style)
    here = plots.draw_points(left, 0, 0, color=plots.INK, label="your next step")
    fig.legend(handles=[*paths, here], loc="outside lower center", ncols=3)
    title = right.set_title(" ", fontsize=12)
    moves = [HOME]

    def take(values):
        if len(moves) <= N_MOVES:
            moves.append((values["w"], values["b"]))
        return {}

    def update(w, b, landscape):
        if (w, b, landscape) == (*HOME, HIDDEN):
            del moves[1:]
        for artist in hills:
            artist.set_visible(landscape == MAP)
        shown = race(split, moves)
        for path, key in zip(paths, ("yours", "machine"), strict=True):
            path.set_data(*shown[key].T)
        for curve, key in zip(curves, ("your_loss", "machine_loss"), strict=True):
            curve.set_data(np.arange(len(moves)), shown[key])
        here.set_data([w], [b])
        yours, machine = shown["your_loss"][-1], shown["machine_loss"][-1]
        title.set_text(f"you {yours:.3f}, the machine {machine:.3f}")
        return shown, (
            f"After {len(moves) - 1} of {N_MOVES} steps your loss is {yours:.3f} and the machine's "
            f"{machine:.3f}; the landscape is {landscape}. Your next step would lead to "
            f"w = {w:g}, b = {b:g}."
        )

    return fig, update, [*paths, here, *curves, title], take

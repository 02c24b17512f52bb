"""Live figure of chapter 6: the learning rate and λ retrain the model under your hand."""

import numpy as np

from .. import plots
from ..data import Split, load_tumours
from ..metrics import accuracy
from ..prediction import predict
from ..training import train
from .live import LAMS, LEARNING_RATES, LiveFigure, choice, slider

FEATURES = ("mean radius", "mean texture")
BOX = (-4.0, 4.0)


def arrays(split: Split, learning_rate: float, lam: float, n_steps: int) -> dict:
    """Train from zero and return the costs, the last weights and what became of it."""
    history = train(
        split.X_train, split.y_train, learning_rate=learning_rate, lam=lam, n_steps=n_steps
    )
    w, b = history.final
    finite = bool(np.isfinite(w).all() and np.isfinite(b))
    return {
        "cost": history.cost,
        "state": state(history),
        "boundary": plots.boundary_ends(w, b, BOX, BOX) if finite else (np.full(2, np.nan),) * 2,
        "accuracy": accuracy(split.y_train, predict(w, b, split.X_train)) if finite else np.nan,
    }


def state(history) -> str:
    """Name what the costs do: exploding, oscillating, still falling or converged."""
    if history.diverged:
        return "diverged"
    steps = np.diff(history.cost[-20:])
    if (steps > 1e-9).any():
        return "oscillating"
    return "still falling" if len(steps) and steps[-1] < -1e-5 else "converged"


def training_explorer(split: Split | None = None) -> LiveFigure:
    """Learning rate, λ and the number of steps retrain; watch the cost and the boundary."""
    split = split or load_tumours(features=FEATURES)
    fig, (left, right) = plots.figure(1, 2, height=4, width=10)
    left.set(xlim=(0, 300), ylim=(0.0, 1.4), xlabel="gradient steps", ylabel="cost J")
    left.set_title("cost while training")
    left.axhline(np.log(2), color=plots.GREY, linewidth=1.0)
    costs = plots.draw_curve(left, [0], [0], color=plots.BLUE)
    verdict = left.text(290, 1.32, "", ha="right", va="top", fontsize=14, color=plots.ORANGE)
    right.set(xlim=BOX, ylim=BOX, xlabel=split.names[0], ylabel=split.names[1])
    right.set_title("training cases and the boundary")
    cases = plots.draw_cases(right, split.X_train, split.y_train, size=4.5)
    line = plots.draw_boundary(right, np.zeros(2), 0.0)
    legend = right.legend(loc="lower right", frameon=True, fontsize=10)

    def update(learning_rate, lam, n_steps):
        shown = arrays(split, learning_rate, lam, int(n_steps))
        costs.set_data(np.arange(len(shown["cost"])), np.minimum(shown["cost"], 10.0))
        line.set_data(*shown["boundary"])
        verdict.set_text(shown["state"])
        return shown, (
            f"Rate {learning_rate:g}, λ = {lam:g}, {n_steps:g} steps: {shown['state']}; the cost "
            f"ends at {shown['cost'][-1]:.4g}; {shown['accuracy']:.1%} of the training cases right."
        )

    return LiveFigure(
        fig,
        update,
        moving=[costs, verdict, *cases, line, legend],
        learning_rate=choice("rate", LEARNING_RATES, LEARNING_RATES[0]),
        lam=choice("λ", LAMS, 0.0),
        n_steps=slider("steps", 1, 300, 100, step=1),
    )

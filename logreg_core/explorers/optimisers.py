"""Live figure of chapter 8: mini-batches and optimisers, on all thirty features."""

import numpy as np

from .. import plots
from ..data import load_breast_cancer
from ..newton import newton
from ..optimisers import OPTIMISERS, train_minibatch
from .interactive import LEARNING_RATES, InteractiveFigure, selection_slider, slider, toggle_buttons

LAM = 0.01
EPOCHS, STEPS = 40, 1_000  # a walk ends after so many, whichever comes first
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 455)
LOWEST = 1e-5  # what is nearer to the minimum is drawn here


def compute(X, y, lowest: float, batch: int, rate: float, optimiser: str, seed: int) -> dict:
    """Return the cost above the minimum after each step, and the epochs made until then."""
    epoch = -(-len(y) // batch)  # in steps
    n_steps = min(STEPS, EPOCHS * epoch)
    walk = train_minibatch(
        X,
        y,
        batch_size=batch,
        learning_rate=rate,
        lam=LAM,
        optimiser=optimiser,
        n_steps=n_steps,
        seed=seed,
    )
    with np.errstate(over="ignore", invalid="ignore"):  # a walk may diverge
        above = np.maximum(walk.cost - lowest, LOWEST)
        rises = np.diff(walk.cost[n_steps // 2 :]) > 0
    return {
        "cost": above,
        "steps": np.arange(n_steps + 1),
        "epochs": np.arange(n_steps + 1) / epoch,
        "rises": float(rises.mean()),
    }


def optimiser_explorer() -> InteractiveFigure:
    """Batch size, learning rate, optimiser and the order of the cases."""
    tumours = load_breast_cancer()
    fig, update, artists = build_figure(tumours)
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        batch=selection_slider("batch", BATCHES, 32),
        rate=selection_slider("rate", LEARNING_RATES, 0.4217),
        optimiser=toggle_buttons("optimiser", list(OPTIMISERS), "sgd"),
        seed=slider("order", 0, 9, 0, step=1),
    )


def build_figure(tumours):
    """Return the figure, what updates it and what moves in it."""
    X, y = tumours.X_train, tumours.y_train
    lowest = newton(X, y, lam=LAM).cost[-1]
    whole = compute(X, y, lowest, len(y), 0.5, "sgd", 0)
    fig, (left, right) = plots.figure(1, 2, height=4.2, sharey=True)
    left.set(xscale="log", yscale="log", xlim=(0.002, EPOCHS), ylim=(LOWEST / 2, 10))
    left.set(xlabel="epochs", ylabel="cost above the minimum")
    right.set(xscale="log", xlim=(0.8, STEPS), xlabel="steps")
    left.set_title("by epochs")
    right.set_title("by steps")
    lines = []
    for ax, way in ((left, "epochs"), (right, "steps")):
        plots.draw_curve(
            ax,
            whole[way][1:],
            whole["cost"][1:],
            color=plots.GREY,
            style="--",
            label="all cases, rate 0.5",
        )
        lines.append(
            plots.draw_curve(ax, [1.0], [1.0], color=plots.BLUE, label="your walk", linewidth=1.6)
        )
    left.legend(loc="lower left")

    def update(batch, rate, optimiser, seed):
        batch = int(batch)
        shown = compute(X, y, lowest, batch, rate, optimiser, seed)
        for line, way in zip(lines, ("epochs", "steps"), strict=True):
            line.set_data(shown[way][1:], shown["cost"][1:])
        n_steps, end = shown["steps"][-1], shown["cost"][-1]
        lost = "diverged"
        if np.isfinite(end):
            lost = f"{'at most ' if end <= LOWEST else ''}{end:.2g} above the minimum"
        return shown, (
            f"Batches of {batch}, {optimiser}, rate {rate:g}, order {seed}: after {n_steps:,} "
            f"steps, {shown['epochs'][-1]:.1f} epochs, {lost}; in the second half the cost rises "
            f"in {shown['rises']:.0%} of the steps."
        )

    return fig, update, lines

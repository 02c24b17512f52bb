"""Live figure of chapter 8: small batches, and rules that remember, on all thirty features."""

import numpy as np

from .. import plots
from ..data import load_tumours
from ..newton import newton
from ..optimisers import RULES, train_batches
from .live import LEARNING_RATES, LiveFigure, choice, menu, slider

LAM = 0.01
PASSES, STEPS = 40, 1_000  # a walk ends after so many, whichever comes first
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 455)
LOWEST = 1e-5  # what is nearer to the lowest cost is drawn here


def arrays(X, y, lowest: float, batch: int, rate: float, rule: str, seed: int) -> dict:
    """Return the cost above the lowest after each step, and the passes made until then."""
    a_pass = -(-len(y) // batch)  # in steps
    n_steps = min(STEPS, PASSES * a_pass)
    walk = train_batches(
        X, y, batch_size=batch, learning_rate=rate, lam=LAM, rule=rule, n_steps=n_steps, seed=seed
    )
    with np.errstate(over="ignore", invalid="ignore"):  # a walk may diverge
        above = np.maximum(walk.cost - lowest, LOWEST)
        rises = np.diff(walk.cost[n_steps // 2 :]) > 0
    return {
        "cost": above,
        "steps": np.arange(n_steps + 1),
        "passes": np.arange(n_steps + 1) / a_pass,
        "rises": float(rises.mean()),
    }


def roads_explorer() -> LiveFigure:
    """Batch size, learning rate, rule and the order of the cases."""
    tumours = load_tumours()
    fig, update, moving = picture(tumours)
    return LiveFigure(
        fig,
        update,
        moving=moving,
        batch=choice("batch", BATCHES, 32),
        rate=choice("rate", LEARNING_RATES, 0.4217),
        rule=menu("rule", list(RULES), "plain"),
        seed=slider("order", 0, 9, 0, step=1),
    )


def picture(tumours):
    """Return the figure, what updates it and what moves in it."""
    X, y = tumours.X_train, tumours.y_train
    lowest = newton(X, y, lam=LAM).cost[-1]
    whole = arrays(X, y, lowest, len(y), 0.5, "plain", 0)
    fig, (left, right) = plots.figure(1, 2, height=4.2, sharey=True)
    left.set(xscale="log", yscale="log", xlim=(0.002, PASSES), ylim=(LOWEST / 2, 10))
    left.set(xlabel="passes over the cases", ylabel="cost above the lowest")
    right.set(xscale="log", xlim=(0.8, STEPS), xlabel="steps")
    left.set_title("what the data see")
    right.set_title("what the weights do")
    lines = []
    for ax, way in ((left, "passes"), (right, "steps")):
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

    def update(batch, rate, rule, seed):
        batch = int(batch)
        shown = arrays(X, y, lowest, batch, rate, rule, seed)
        for line, way in zip(lines, ("passes", "steps"), strict=True):
            line.set_data(shown[way][1:], shown["cost"][1:])
        n_steps, end = shown["steps"][-1], shown["cost"][-1]
        lost = "diverged" if not np.isfinite(end) else f"{end:.2g} above the lowest"
        return shown, (
            f"Batches of {batch}, {rule}, rate {rate:g}, order {seed}: after {n_steps:,} steps, "
            f"{shown['passes'][-1]:.1f} passes, {lost}; in the second half the cost rises in "
            f"{shown['rises']:.0%} of the steps."
        )

    return fig, update, lines

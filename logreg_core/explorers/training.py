"""Live figure of chapter 6: the learning rate and λ retrain the model under your hand."""

from functools import lru_cache

import numpy as np

from .. import plots
from ..data import k_folds, load_breast_cancer
from ..metrics import accuracy
from ..newton import newton
from ..prediction import predict
from ..training import History, cost_path, train
from .interactive import (
    LAMS,
    LEARNING_RATES,
    InteractiveFigure,
    selection_slider,
    slider,
    toggle_buttons,
)

PAIRS = {
    "radius, texture": ("mean radius", "mean texture"),
    "concavity, area": ("worst concavity", "worst area"),
    "symmetry, smoothness": ("mean symmetry", "mean smoothness"),
}
LIMITS = (-4.0, 4.0)
N_STEPS = 300
Y_MAX = 1.4  # the highest cost that the left picture has room for


@lru_cache
def cases(pair: str) -> dict:
    """Return four fifths of the training cases to learn from, and one fifth held out."""
    split = load_breast_cancer(features=PAIRS[pair])
    learn, hold = next(k_folds(len(split.y_train)))
    X, y = split.X_train, split.y_train
    return {"X": X[learn], "y": y[learn], "X_held": X[hold], "y_held": y[hold]}


@lru_cache(maxsize=64)
def fit(pair: str, learning_rate: float, lam: float) -> tuple[History, np.ndarray]:
    """Train from zero; return the history and the loss of the held-out cases at each step."""
    here = cases(pair)
    history = train(here["X"], here["y"], learning_rate=learning_rate, lam=lam, n_steps=N_STEPS)
    held = cost_path(history.w, history.b, here["X_held"], here["y_held"])
    return history, held


@lru_cache
def minimum(pair: str, lam: float) -> float:
    """Return the lowest cost there is, by Newton's method: two features leave classes mixed."""
    here = cases(pair)
    return float(newton(here["X"], here["y"], lam=lam).cost[-1])


def compute(pair: str, learning_rate: float, lam: float, step: int) -> dict:
    """Return both curves up to a step of the training, and the model as it was then."""
    history, held = fit(pair, learning_rate, lam)
    w, b, here = history.w[step], history.b[step], cases(pair)
    finite = bool(np.isfinite([*w, b]).all())
    calls = predict(w, b, here["X_held"]) if finite else np.zeros(len(here["y_held"]))
    return {
        "cost": history.cost[: step + 1],
        "held_out": held[: step + 1],
        "state": state(history.cost[: step + 1], minimum(pair, lam)),
        "boundary": plots.boundary_ends(w, b, LIMITS, LIMITS)
        if finite
        else (np.full(2, np.nan),) * 2,
        "accuracy": accuracy(here["y_held"], calls) if finite else np.nan,
    }


def state(cost: np.ndarray, minimum: float | None = None) -> str:
    """Name what the last twenty steps did to the cost and, where the minimum is known, how far it
    is on its way down.

    "Too slow": at the average pace so far, `N_STEPS` steps would make less than 0.9 of the way
    (and the pace of a walk downhill slackens). "Converged": less than a thousandth of it is left.
    """
    if len(cost) == 1:
        return "at the start"
    if not cost[-1] <= 100 * cost[0]:  # also where it is no number any more
        return "diverged"
    rises = np.diff(cost[-20:]) > 1e-9
    if rises.any():
        return "rising" if rises.all() else "oscillating"
    if minimum is None:
        return "hardly moving" if cost[-2] - cost[-1] < 1e-5 else "still falling"
    left = (cost[-1] - minimum) / (cost[0] - minimum)
    if left < 1e-3:
        return "converged"
    return "too slow" if (1 - left) * N_STEPS < 0.9 * (len(cost) - 1) else "still falling"


def training_explorer() -> InteractiveFigure:
    """Learning rate and λ retrain; walk through the steps and watch the cost and the boundary.

    "Keep" holds the run as it is, dashed, beside the next ones; Reset forgets it.
    """
    fig, update, artists, keep = build_figure()
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        buttons={"Keep to compare": keep},
        redraw=["features"],
        play="step",
        learning_rate=selection_slider("rate", LEARNING_RATES, LEARNING_RATES[0]),
        lam=selection_slider("λ", LAMS, 0.0),
        step=slider("step", 0, N_STEPS, 100, step=1),
        features=toggle_buttons("features", list(PAIRS), next(iter(PAIRS))),
    )


def build_figure():
    """Return the figure, what updates it, what moves in it, and what keeps the present run."""
    fig, (left, right) = plots.figure(1, 2, height=4, width=10)
    curves, verdict = _draw_curves(left)
    marks, lines = _draw_plane(right)
    handles = [*curves[:2], *marks, lines[0]]
    fig.legend(handles=handles, loc="outside lower center", ncols=5, handletextpad=0.4)
    start = dict(learning_rate=LEARNING_RATES[0], lam=0.0, step=100, features=next(iter(PAIRS)))
    kept: dict = {}

    def keep(values):
        kept.clear()
        kept.update(values)
        return {}

    def show(values, curves, line):
        shown = compute(values["features"], values["learning_rate"], values["lam"], values["step"])
        for curve, key in zip(curves, ("cost", "held_out"), strict=True):
            curve.set_data(np.arange(len(shown[key])), np.minimum(shown[key], 2 * Y_MAX))
        line.set_data(*shown["boundary"])
        return shown

    def update(**values):
        if values == start:
            kept.clear()
        here = cases(values["features"])
        for c, line in enumerate(marks):
            line.set_data(*here["X"][here["y"] == c].T)
        names = PAIRS[values["features"]]
        right.set(xlabel=names[0], ylabel=names[1])
        shown = show(values, curves[:2], lines[0])
        sentence = _sentence(values, shown)
        verdict.set_text(shown["state"])
        for artist in (curves[2], curves[3], lines[1]):
            artist.set_visible(bool(kept))
        if kept:
            beside = show({**kept, "step": values["step"]}, curves[2:], lines[1])
            # another pair of features has another plane
            lines[1].set_visible(kept["features"] == values["features"])
            sentence += " Kept: " + _sentence({**kept, "step": values["step"]}, beside)
        return shown, sentence

    return fig, update, [*curves, *lines, verdict], keep


def _draw_curves(ax):
    ax.set(
        xlim=(0, N_STEPS), ylim=(0.0, Y_MAX), xlabel="gradient steps", ylabel="cost J, mean loss"
    )
    ax.axhline(np.log(2), color=plots.GREY, linewidth=1.0)
    looks = (
        (plots.BLUE, "-", 2.2, "cost (learnt from)"),
        (plots.PURPLE, "-.", 1.6, "loss (held out)"),
        (plots.BLUE, (0, (2, 2)), 1.4, None),
        (plots.PURPLE, (0, (2, 2)), 1.0, None),
    )
    curves = [
        plots.draw_curve(ax, [0], [0], color=color, style="-", label=label, linewidth=width)
        for color, _, width, label in looks
    ]
    for curve, (_, style, _, _) in zip(curves, looks, strict=True):
        curve.set_linestyle(style)
    ax.set_title("dashed and thin: the run you kept", fontsize=12)
    verdict = ax.text(290, 1.32, "", ha="right", va="top", fontsize=16, color=plots.ORANGE)
    return curves, verdict


def _draw_plane(ax):
    ax.set(xlim=LIMITS, ylim=LIMITS)
    here = cases(next(iter(PAIRS)))
    marks = plots.draw_cases(ax, here["X"], here["y"], size=4.5)
    ax.set_title("the cases learnt from, scaled", fontsize=12)
    now = plots.draw_boundary(ax, np.zeros(2), 0.0)
    before = plots.draw_boundary(ax, np.zeros(2), 0.0, color=plots.GREY, label=None)
    before.set_linestyle((0, (2, 2)))
    return marks, [now, before]


def _sentence(values, shown) -> str:
    right = shown["accuracy"]
    called = f"{right:.1%} of the held-out cases right" if right == right else "no prediction left"
    return (
        f"Rate {values['learning_rate']:g}, λ = {values['lam']:g}, step {values['step']:g}, "
        f"{values['features']}: {shown['state']}; cost {shown['cost'][-1]:.4g}, held-out loss "
        f"{shown['held_out'][-1]:.4g}, {called}."
    )

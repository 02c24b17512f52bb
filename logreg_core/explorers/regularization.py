"""Live figure of chapter 4: λ and the degree retrain the model under your hand."""

import warnings
from functools import cache

import numpy as np

from .. import plots
from ..data import Split, load_breast_cancer, polynomial_features, standardise
from ..logistic import logistic
from ..loss import log_loss
from ..newton import newton
from ..prediction import predict, score
from .interactive import LAMS, InteractiveFigure, selection_slider, slider, toggle_buttons

FEATURES = ("mean radius", "mean texture")
LIMITS = (-3.0, 3.5)
AXIS = np.linspace(*LIMITS, 80)
N_TRAIN = 60  # cases to learn from: few enough to be learnt by heart
DEGREES = (1, 2, 3, 4, 5)
ZERO = 10**-4.6  # where λ = 0 stands on the logarithmic axis
LOSSES = (0.05, 5.0)  # the losses that the right picture has room for
VISITED, EVERY = "where you have been", "every λ"
START = {"lam": LAMS[-1], "degree": 1, "losses": VISITED}


class Workbench:
    """Sixty cases to learn from and the rest to validate on, with all products up to a degree."""

    def __init__(self, split: Split):
        self.split = split
        self.X, self.y = split.X_train[:N_TRAIN], split.y_train[:N_TRAIN]
        self.X_rest, self.y_rest = split.X_train[N_TRAIN:], split.y_train[N_TRAIN:]
        self.grid = np.column_stack([part.ravel() for part in np.meshgrid(AXIS, AXIS)])

    @cache  # noqa: B019 - the bench lives as long as its figure
    def columns(self, degree: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the products for the cases, the rest and the grid, scaled by the first."""
        train, mean, scale = standardise(polynomial_features(self.X, degree))
        rest, grid = (
            (polynomial_features(X, degree) - mean) / scale for X in (self.X_rest, self.grid)
        )
        return train, rest, grid

    @cache  # noqa: B019
    def fit(self, degree: int, lam: float) -> tuple[np.ndarray, float, float, float, int]:
        """Return w, b, the loss on the cases learnt from and on the rest, and Newton's steps."""
        train, rest, _ = self.columns(degree)
        with warnings.catch_warnings():  # without an optimum the figure says so itself
            warnings.simplefilter("ignore", RuntimeWarning)
            history = newton(train, self.y, lam=lam, tol=1e-6)
        w, b = history.final
        losses = log_loss(w, b, train, self.y), log_loss(w, b, rest, self.y_rest)
        return w, b, *losses, len(history.cost) - 1


def compute(bench: Workbench, lam: float, degree: int) -> dict:
    """Return the field of probabilities, its boundary, the weights, both losses and mistakes."""
    w, b, train_loss, validation_loss, steps = bench.fit(degree, lam)
    train, rest, grid = bench.columns(degree)
    z = score(w, b, grid).reshape(80, 80)
    return {
        "field": logistic(z),
        "boundary": plots.contour_line(AXIS, AXIS, z, level=0.0),
        "weights": w,
        "norm": float(np.linalg.norm(w)),
        "steps": steps,
        "losses": (train_loss, validation_loss),
        "wrong": (
            int((predict(w, b, train) != bench.y).sum()),
            int((predict(w, b, rest) != bench.y_rest).sum()),
        ),
        "endless": lam == 0 and bool((score(w, b, train) * (2 * bench.y - 1) > 0).all()),
    }


def loss_curves(bench: Workbench, degree: int, lams) -> np.ndarray:
    """Return one row (λ, loss on the cases learnt from, loss on the rest) for each of `lams`."""
    return np.array([(lam, *bench.fit(degree, lam)[2:4]) for lam in sorted(lams)])


def regularization_explorer() -> InteractiveFigure:
    """λ and the polynomial degree move the boundary, the weights and the losses.

    The right picture keeps the losses of every λ that was visited, or shows them all; going back
    to the start (Reset) wipes it.
    """
    fig, update, artists = build_figure(Workbench(load_breast_cancer(features=FEATURES)))
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        lam=selection_slider("λ", LAMS, START["lam"]),
        degree=slider("degree", DEGREES[0], DEGREES[-1], START["degree"], step=1),
        losses=toggle_buttons("losses", [VISITED, EVERY], START["losses"]),
    )


def build_figure(bench: Workbench):
    """Return the figure, what updates it and what moves in it."""
    fig, (left, middle, right) = plots.figure(
        1, 3, width=10, height=4.0, width_ratios=(1.3, 0.7, 1.2)
    )
    field, cases, line = _draw_plane(left, bench.split)
    bars, rows = _draw_weights(middle)
    trails, points = _draw_losses(right)
    titles = [ax.set_title(" ") for ax in (left, middle, right)]
    visited = {degree: set() for degree in DEGREES}

    def update(lam, degree, losses):
        if {"lam": lam, "degree": degree, "losses": losses} == START:
            for lams in visited.values():
                lams.clear()
        visited[degree].add(lam)
        shown = compute(bench, lam, degree)
        shown["curves"] = loss_curves(bench, degree, LAMS if losses == EVERY else visited[degree])
        field.set_data(plots.probability_colors(shown["field"]))
        line.set_data(*shown["boundary"])
        weights = np.zeros(len(rows))
        weights[: len(shown["weights"])] = shown["weights"]
        plots.paint_bars(bars, weights)
        for k, (trail, point) in enumerate(zip(trails, points, strict=True)):
            trail.set_data(_on_axis(shown["curves"][:, 0]), _in_room(shown["curves"][:, k + 1]))
            point.set_data(_on_axis([lam]), _in_room([shown["losses"][k]]))
        (wrong, rest_wrong), (loss, rest_loss) = shown["wrong"], shown["losses"]
        n_rest, norm = len(bench.y_rest), f"‖w‖ = {shown['norm']:.3g}"
        titles[0].set_text(f"{wrong} of {N_TRAIN} wrong")
        titles[1].set_text("‖w‖ → ∞" if shown["endless"] else norm)
        titles[2].set_text(f"loss {_short(loss)}; others {_short(rest_loss)}")
        if shown["endless"]:
            norm += (
                f" after {shown['steps']} Newton steps: all {N_TRAIN} are separated, so there is "
                "no minimum"
            )
        return shown, (
            f"λ = {lam:g}, degree {degree}: mean loss {_short(loss)} on the {N_TRAIN} cases learnt "
            f"from and {_short(rest_loss)} on the {n_rest} others, with {wrong} and {rest_wrong} "
            f"wrong; {len(shown['weights'])} weights, {norm}."
        )

    return fig, update, [field, *cases, line, *bars, *trails, *points, *titles]


def _draw_plane(ax, split: Split):
    ax.set(xlim=LIMITS, ylim=LIMITS)
    ax.set(xlabel=f"{split.names[0]} (scaled)", ylabel=f"{split.names[1]} (scaled)")
    field = plots.draw_probability(ax, AXIS, AXIS, np.full((80, 80), 0.5))
    cases = plots.draw_cases(ax, split.X_train[:N_TRAIN], split.y_train[:N_TRAIN])
    line = plots.draw_curve(ax, [0], [0])
    ax.figure.legend(handles=cases, loc="outside lower left", ncols=2, handletextpad=0.2)
    return field, cases, line


def _draw_weights(ax):
    """One bar a weight, in groups by the degree of its product; empty until it is used."""
    groups = [np.arange(degree + 1) for degree in DEGREES]  # degree k has k + 1 products
    starts = np.cumsum([0] + [len(group) + 1 for group in groups[:-1]])
    rows = np.concatenate([start + group for start, group in zip(starts, groups, strict=True)])
    bars = ax.barh(rows, np.zeros(len(rows)), height=0.8, linewidth=0)
    ax.set_yticks([start + k / 2 for start, k in zip(starts, DEGREES, strict=True)], DEGREES)
    ax.set(xlim=(-3, 3), ylim=(rows[-1] + 1, -1), xlabel="weight", ylabel="degree of the product")
    ax.axvline(0.0, color=plots.INK, linewidth=1.0)
    ax.grid(axis="y", visible=False)
    return bars, rows


def _draw_losses(ax):
    ax.set(xscale="log", yscale="log", xlim=(ZERO / 1.6, 16), ylim=LOSSES)
    ax.set(xlabel="λ", ylabel="mean loss")
    ax.set_xticks([ZERO, 1e-3, 1e-2, 0.1, 1, 10], ["0", "0.001", "0.01", "0.1", "1", "10"])
    ticks = [0.05, 0.1, 0.2, 0.5, 1, 2, 5]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    looks = (
        (plots.PURPLE, "o", "-", f"the {N_TRAIN} learnt from"),
        (plots.GREEN, "s", "--", "the others (validation)"),
    )
    trails = [
        plots.draw_curve(
            ax,
            [1],
            [1],
            color=color,
            style=style,
            marker=marker,
            linewidth=1.2,
            label=label,
            clip_on=False,
        )
        for color, marker, style, label in looks
    ]
    points = [  # of two sizes, for at a large λ both stand on one spot
        plots.draw_points(ax, 1, 1, color=color, marker=marker, size=size)
        for (color, marker, _, _), size in zip(looks, (16, 10), strict=True)
    ]
    for point in points:
        point.set_clip_on(False)
    ax.axvline(10**-4.3, color=plots.GREY, linestyle=":", linewidth=1.2)  # the axis is broken here
    ax.legend(loc="upper right")
    return trails, points


def _on_axis(lams) -> np.ndarray:
    return np.where(np.asarray(lams) == 0, ZERO, lams)


def _in_room(losses) -> np.ndarray:
    """Losses beyond the picture stand on its edge."""
    return np.clip(losses, LOSSES[0] * 1.02, LOSSES[1] / 1.02)


def _short(loss: float) -> str:
    return f"{loss:.3f}" if loss < 10 else f"{loss:.0f}"

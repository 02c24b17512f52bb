"""The playground: any data, any features, any optimiser, and the code for what you see."""

import html
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from ipywidgets import HTML, Accordion

from .. import data, plots
from ..data import k_folds, load_breast_cancer, standardise
from ..logistic import logistic
from ..metrics import accuracy
from ..optimisers import OPTIMISERS, train_minibatch
from ..separation import COMPLETE
from ..training import cost_path
from .interactive import (
    LAMS,
    LEARNING_RATES,
    InteractiveFigure,
    MultiToggle,
    selection_slider,
    slider,
    text_input,
    toggle_buttons,
)
from .training import state

TOYS = ("blobs", "moons", "circles", "xor")
N_CASES = 300  # of a toy set
N_STEPS = 300
POWERS = {  # the feature x1^i x2^j
    "x1": (1, 0),
    "x2": (0, 1),
    "x1²": (2, 0),
    "x1 x2": (1, 1),
    "x2²": (0, 2),
    "x1³": (3, 0),
    "x1² x2": (2, 1),
    "x1 x2²": (1, 2),
    "x2³": (0, 3),
}
LIMITS = (-3.5, 3.5)
AXIS = np.linspace(*LIMITS, 80)
GRID = np.column_stack([part.ravel() for part in np.meshgrid(AXIS, AXIS)])
Y_MAX = 1.4  # the highest cost that the picture has room for
FAR = 1e300  # a parameter beyond it gives scores that are no numbers any more
ALL = 0  # the batch size that takes all cases at once


@dataclass(frozen=True)
class Experiment:
    """All that the playground is set to. Its repr makes it again, `code()` does without us.

    data: "tumours" (mean radius and mean texture), a toy set, or "own": the points. noise: the
    scatter of a toy set, or what is added to the tumours' scaled measurements. features: names
    from POWERS. batch_size: 0 for all cases. step: the gradient step that is shown. points: own
    points as "x1 x2 class; …". add: the class of the next own point.
    """

    data: str = "moons"
    noise: float = 0.2
    seed: int = 0
    features: tuple[str, ...] = ("x1", "x2")
    learning_rate: float = 0.1
    lam: float = 0.0
    batch_size: int = ALL
    optimiser: str = "sgd"
    step: int = 0
    points: str = ""
    add: int = 0

    def cases(self) -> tuple[np.ndarray, np.ndarray]:
        """Return X (n, 2) and y (n,)."""
        return _cases(self.data, self.noise, self.seed, self.points)

    def code(self) -> str:
        """Return the same experiment as a few lines of logreg_core."""
        maker = {"own": "", "tumours": "load_breast_cancer, "}.get(self.data, f"make_{self.data}, ")
        columns = ", ".join(_column(*POWERS[name]) for name in self.features)
        size = "len(learn)" if self.batch_size == ALL else self.batch_size
        return f"""\
import numpy as np
from logreg_core.data import {maker}k_folds, standardise
from logreg_core.optimisers import train_minibatch

{self._data_code()}
X = np.column_stack([{columns}])
learn, held_out = next(k_folds(len(y)))  # four fifths, one fifth
X_learn, mean, scale = standardise(X[learn])
history = train_minibatch(
    X_learn, y[learn], batch_size={size}, optimiser="{self.optimiser}",
    learning_rate={self.learning_rate:g}, lam={self.lam:g}, n_steps={self.step}, seed={self.seed},
)
w, b = history.final
print(f"cost {{history.cost[-1]:.6f}}")"""

    def _data_code(self) -> str:
        if self.data == "own":
            return f"x1, x2, y = np.array({read_points(self.points).tolist()}).T"
        if self.data in TOYS:
            make = f"make_{self.data}({N_CASES}, noise={self.noise:g}, seed={self.seed})"
            return f"X, y = {make}\nx1, x2 = standardise(X)[0].T"
        return f"""\
tumours = load_breast_cancer(features=["mean radius", "mean texture"])
X, y = tumours.X_train, tumours.y_train
x1, x2 = (X + {self.noise:g} * np.random.default_rng({self.seed}).normal(size=X.shape)).T"""


@lru_cache(maxsize=16)
def _cases(name: str, noise: float, seed: int, points: str) -> tuple[np.ndarray, np.ndarray]:
    if name == "own":
        own = read_points(points)
        return own[:, :2], own[:, 2]
    if name in TOYS:
        X, y = getattr(data, f"make_{name}")(N_CASES, noise=noise, seed=seed)
        return standardise(X)[0], y
    tumours = load_breast_cancer(features=["mean radius", "mean texture"])
    blur = np.random.default_rng(seed).normal(size=tumours.X_train.shape)
    return tumours.X_train + noise * blur, tumours.y_train


def read_points(text: str) -> np.ndarray:
    """Return points written as "x1 x2 class; …" as rows (n, 3), or say in a sentence why not."""
    rows = []
    for part in filter(str.strip, text.split(";")):
        try:
            x1, x2, c = (float(word) for word in part.replace(",", " ").split())
        except ValueError:
            x1 = x2 = c = np.nan
        if not (np.isfinite([x1, x2]).all() and c in (0, 1)):
            raise ValueError(f'Write a point as "x1 x2 class", class 0 or 1, not "{part.strip()}".')
        rows.append((x1, x2, c))
    return np.array(rows).reshape(-1, 3)


def products(X: np.ndarray, features: Sequence[str]) -> np.ndarray:
    """Return one column x1^i x2^j for each feature."""
    return np.column_stack([X[:, 0] ** i * X[:, 1] ** j for i, j in map(POWERS.get, features)])


def _column(i: int, j: int) -> str:
    powers = [
        f"x{k}" + (f"**{power}" if power > 1 else "") for k, power in ((1, i), (2, j)) if power
    ]
    return " * ".join(powers)


@lru_cache(maxsize=16)
def run(experiment: Experiment) -> dict:
    """Train over all steps; ValueError with a sentence where that cannot be."""
    X, y = experiment.cases()
    if not experiment.features:
        raise ValueError("Choose at least one feature.")
    if len(y) < 5:
        raise ValueError(f"Click to add points, at least 5: there are {len(y)}.")
    learn, held_out = next(k_folds(len(y)))
    if len(set(y[learn])) < 2:
        raise ValueError("The points to learn from are of one class: add some of the other.")
    columns, mean, scale = standardise(products(X, experiment.features)[learn])
    every, grid = ((products(x, experiment.features) - mean) / scale for x in (X, GRID))
    with warnings.catch_warnings():  # separable classes are there to be seen
        warnings.filterwarnings("ignore", COMPLETE)
        history = train_minibatch(
            columns,
            y[learn],
            batch_size=experiment.batch_size or len(learn),
            optimiser=experiment.optimiser,
            learning_rate=experiment.learning_rate,
            lam=experiment.lam,
            n_steps=N_STEPS,
            seed=experiment.seed,
        )
    return {
        "history": history,
        "held_out_loss": cost_path(history.w, history.b, every[held_out], y[held_out]),
        "y_held_out": y[held_out],
        "X_held_out": every[held_out],
        "grid": grid,
    }


def compute(experiment: Experiment) -> dict:
    """Return the cases, both curves up to the step, and the model as it was then.

    Where it cannot be trained, "problem" is a sentence that says why.
    """
    shown = {
        "X": np.empty((0, 2)),
        "y": np.empty(0),
        "cost": np.full(1, np.nan),
        "held_out": np.full(1, np.nan),
        "weights": np.zeros(len(experiment.features)),
        "field": np.full((len(AXIS), len(AXIS)), 0.5),
        "boundary": (np.full(1, np.nan),) * 2,
        "accuracy": np.nan,
        "problem": "",
    }
    try:
        shown["X"], shown["y"] = experiment.cases()
        ran = run(replace(experiment, step=0, add=0))
    except ValueError as problem:
        return {**shown, "problem": str(problem)}
    history, step = ran["history"], experiment.step
    w, b = history.w[step], history.b[step]
    shown["cost"], shown["held_out"] = history.cost[: step + 1], ran["held_out_loss"][: step + 1]
    if np.abs([*w, b]).max() < FAR:  # not where the walk has left float64
        z = (ran["grid"] @ w + b).reshape(len(AXIS), len(AXIS))
        calls = (ran["X_held_out"] @ w + b > 0).astype(float)
        shown["weights"], shown["field"] = w, logistic(z)
        shown["boundary"] = plots.contour_line(AXIS, AXIS, z, level=0.0)
        shown["accuracy"] = accuracy(ran["y_held_out"], calls)
    return shown


def playground_explorer(experiment: Experiment | None = None) -> InteractiveFigure:
    """Every control of the course on one figure, from an experiment that was kept, or from new.

    The pointer adds points of your own on the plane, and goes to a step on the curves.
    `Experiment(**figure.values)` keeps what is set; its code stands below the figure.
    """
    e = experiment or Experiment()
    fig, update, artists = build_figure()
    code = HTML()

    def write_code(**values):
        now = Experiment(**values)
        try:
            text = html.escape(now.code())
        except ValueError as wrong:
            text = f"# {wrong}"
        code.value = f'<pre style="line-height:1.4">{text}</pre>'
        return update(**values)

    def point(ax, x1, x2, pressed):
        values = interactive.values
        if ax is fig.axes[1]:
            return {"step": x1}
        if ax is fig.axes[2] or not pressed:
            return {}
        new = f"{x1:.2f} {x2:.2f} {values['add']}"
        return {"data": "own", "points": "; ".join(filter(None, [values["points"], new]))}

    def undo(values):
        return {"points": values["points"].rpartition(";")[0].strip()}

    interactive = InteractiveFigure(
        fig,
        write_code,
        artists=artists,
        buttons={"Step": lambda values: {"step": values["step"] + 1}, "Undo point": undo},
        point=point,
        play="step",
        data=toggle_buttons("data", ["tumours", *TOYS, "own"], e.data),
        add=toggle_buttons("add", [("✕ class 0", 0), ("● class 1", 1)], e.add),
        features=MultiToggle("features", list(POWERS), e.features),
        seed=slider("seed", 0, 20, e.seed, step=1),
        noise=slider("noise", 0, 1.5, e.noise, step=0.05),
        learning_rate=selection_slider("rate", LEARNING_RATES, e.learning_rate),
        lam=selection_slider("λ", LAMS, e.lam),
        optimiser=toggle_buttons("optimiser", list(OPTIMISERS), e.optimiser),
        batch_size=toggle_buttons(
            "batch", [("1", 1), ("8", 8), ("32", 32), ("all", ALL)], e.batch_size
        ),
        step=slider("step", 0, N_STEPS, e.step, step=1),
        points=text_input("points", e.points),
    )
    below = Accordion([code], selected_index=None)
    below.set_title(0, "This experiment in a few lines of logreg_core")
    interactive.box.children += (below,)
    return interactive


def build_figure():
    """Return the figure, what updates it and what moves in it."""
    fig, (left, middle, right) = plots.figure(
        1, 3, width=11, height=3.8, width_ratios=(1.15, 1.1, 0.6)
    )
    left.set(xlabel="x1", ylabel="x2", title=" ")
    field = plots.draw_probability(left, AXIS, AXIS, np.full((len(AXIS), len(AXIS)), 0.5))
    marks = plots.draw_cases(
        left, np.empty((0, 2)), np.empty(0), labels=("class 0", "class 1"), size=4.5
    )
    line = plots.draw_curve(left, [0], [0], label="boundary")
    curves = _draw_curves(middle)
    bars = plots.draw_bars(right, list(POWERS), np.zeros(len(POWERS)))
    right.set(xlim=(-6, 6), xlabel="weight")
    fig.legend(
        handles=[*marks, line, *curves], loc="outside lower center", ncols=5, columnspacing=1.2
    )
    titles = [ax.set_title(" ", fontsize=12) for ax in (left, middle)]

    def update(**values):
        experiment = Experiment(**values)
        shown = compute(experiment)
        for c, mark in enumerate(marks):
            mark.set_data(*shown["X"][shown["y"] == c].T)
        field.set_data(plots.probability_colors(shown["field"]))
        line.set_data(*shown["boundary"])
        for curve, key in zip(curves, ("cost", "held_out"), strict=True):
            curve.set_data(np.arange(len(shown[key])), np.minimum(shown[key], 2 * Y_MAX))
        weights = dict(zip(experiment.features, shown["weights"], strict=True))
        plots.paint_bars(bars, [weights.get(name, 0.0) for name in POWERS])
        titles[0].set_text(shown["problem"] or f"{shown['accuracy']:.1%} of held-out right")
        titles[1].set_text("" if shown["problem"] else state(shown["cost"]))
        return shown, _sentence(experiment, shown)

    return fig, update, [field, *marks, line, *curves, *bars, *titles]


def _draw_curves(ax):
    ax.set(
        xlim=(0, N_STEPS), ylim=(0.0, Y_MAX), xlabel="gradient steps", ylabel="cost J, mean loss"
    )
    ax.axhline(np.log(2), color=plots.GREY, linewidth=1.0)
    return [
        plots.draw_curve(ax, [0], [0], color=color, style=style, label=label, linewidth=1.8)
        for color, style, label in (
            (plots.GREEN, "-", "cost (training)"),
            (plots.PURPLE, "-.", "loss (held out)"),
        )
    ]


def _sentence(e: Experiment, shown: dict) -> str:
    batch = "all cases" if e.batch_size == ALL else f"{e.batch_size} cases"
    setting = (
        f"{e.data}, noise {e.noise:g}, seed {e.seed}; features {', '.join(e.features) or 'none'}; "
        f"{e.optimiser} steps with {batch} each, rate {e.learning_rate:g}, λ = {e.lam:g}; "
        f"step {e.step}"
    )
    if shown["problem"]:
        return f"{setting}. {shown['problem']}"
    return (
        f"{setting}: {state(shown['cost'])}; cost {shown['cost'][-1]:.4g}, held-out loss "
        f"{shown['held_out'][-1]:.4g}, {shown['accuracy']:.1%} of the held-out cases right."
    )

"""Live figure of chapter 2: classify real tumours by hand, with two weights and a bias."""

import numpy as np

from .. import plots
from ..data import load_breast_cancer
from ..logistic import logit
from ..metrics import confusion, f1_score
from ..prediction import predict_proba
from .interactive import InteractiveFigure, drop_down, slider

FEATURES = ("mean radius", "mean texture")
LIMITS = (-4.0, 4.0)
AXIS = np.linspace(*LIMITS, 100)
GRID = np.column_stack([part.ravel() for part in np.meshgrid(AXIS, AXIS)])


def compute(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, threshold: float) -> dict:
    """Return the probabilities, the mistakes, their counts, the boundary and the field."""
    p = predict_proba(w, b, X)
    y_hat = p > threshold
    return {
        "p": p,
        "wrong": y_hat != y,
        "confusion": confusion(y, y_hat),
        "f1": f1_score(y, y_hat),
        "boundary": plots.boundary_ends(w, b, LIMITS, LIMITS, threshold=threshold),
        "field": predict_proba(w, b, GRID).reshape(len(AXIS), len(AXIS)),
    }


def prediction_explorer() -> InteractiveFigure:
    """w1, w2, b and the threshold move the boundary; wrong cases are ringed and counted.

    The pointer lays the boundary through a point, by the bias alone.
    """
    tumours = load_breast_cancer()
    fig, update, artists = build_figure(tumours)

    def through(ax, x1, x2, pressed):
        now = interactive.values
        if ax is not fig.axes[0] or now["w1"] == now["w2"] == 0:  # then there is no boundary
            return {}
        return {"b": logit(now["threshold"]) - now["w1"] * x1 - now["w2"] * x2}

    interactive = InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=through,
        redraw=["first", "second"],
        w1=slider("w1", -6, 6, 1.0, step=0.1),
        w2=slider("w2", -6, 6, 1.0, step=0.1),
        b=slider("b", -5, 5, 0.0, step=0.1),
        threshold=slider("threshold", 0.01, 0.99, 0.5, step=0.01),
        first=drop_down("x1", tumours.names, FEATURES[0]),
        second=drop_down("x2", tumours.names, FEATURES[1]),
    )
    return interactive


def build_figure(tumours):
    """Return the figure, what updates it and what moves in it."""
    fig, (left, right) = plots.figure(1, 2, height=4.2, width_ratios=(1.6, 1))
    left.set(xlim=LIMITS, ylim=LIMITS, title="each mark is a tumour, scaled")
    y, two = tumours.y_train, tumours.X_train[:, :2]
    field = plots.draw_probability(left, AXIS, AXIS, np.full((len(AXIS), len(AXIS)), 0.5))
    cases = plots.draw_cases(left, two, y, size=4.5)
    rings = plots.mark_mistakes(left, two, y == 0)
    line = plots.draw_boundary(left, np.zeros(2), 0.0)
    fig.legend(handles=[*cases, rings, line], loc="outside lower left", ncols=4)
    counts = plots.draw_confusion(right, confusion(y, y))
    verdict = right.set_title(" ", fontsize=14)

    def update(w1, w2, b, threshold, first, second):
        X = tumours.X_train[:, [tumours.names.index(first), tumours.names.index(second)]]
        shown = compute(X, y, np.array([w1, w2]), b, threshold)
        field.set_data(plots.probability_colors(shown["field"]))
        left.set(xlabel=first, ylabel=second)
        for c, marks in enumerate(cases):
            marks.set_data(*X[y == c].T)
        rings.set_data(*X[shown["wrong"]].T)
        line.set_data(*shown["boundary"])
        for text, count in zip(counts, shown["confusion"], strict=True):
            text.set_text(str(count))
        verdict.set_text(f"{shown['wrong'].sum()} wrong, F1 {shown['f1']:.3f}")
        return shown, (
            f"{first} and {second}, w1 = {w1:g}, w2 = {w2:g}, b = {b:g}, threshold {threshold:g}: "
            f"{shown['wrong'].sum()} of {len(y)} tumours are classified wrongly, "
            f"{shown['confusion'].fp} malignant ones missed; F1 of benign {shown['f1']:.3f}."
        )

    return fig, update, [field, *cases, rings, line, *counts, verdict]

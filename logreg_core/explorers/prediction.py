"""Live figure of chapter 2: classify real tumours by hand, with two weights and a bias."""

import numpy as np

from .. import plots
from ..data import Split, load_tumours
from ..metrics import confusion, f1_score
from ..prediction import predict_proba
from .live import LiveFigure, slider

FEATURES = ("mean radius", "mean texture")
BOX = (-4.0, 4.0)
AXIS = np.linspace(*BOX, 60)
GRID = np.column_stack([part.ravel() for part in np.meshgrid(AXIS, AXIS)])


def arrays(split: Split, w: np.ndarray, b: float, threshold: float) -> dict:
    """Return probabilities, mistakes and counts on the training cases, and the boundary."""
    X, y = split.X_train, split.y_train
    p = predict_proba(w, b, X)
    y_hat = p > threshold
    return {
        "p": p,
        "wrong": y_hat != y,
        "confusion": confusion(y, y_hat),
        "f1": f1_score(y, y_hat),
        "boundary": plots.boundary_ends(w, b, BOX, BOX, threshold=threshold),
        "field": predict_proba(w, b, GRID).reshape(60, 60),
    }


def prediction_explorer(split: Split | None = None) -> LiveFigure:
    """w1, w2, b and the threshold move the boundary; wrong cases are ringed and counted."""
    split = split or load_tumours(features=FEATURES)
    zero = arrays(split, np.zeros(2), 0.0, 0.5)
    fig, (left, right) = plots.figure(1, 2, height=4.2, width_ratios=(1.6, 1))
    left.set(xlim=BOX, ylim=BOX, title="each mark is a tumour, scaled")
    left.set(xlabel=split.names[0], ylabel=split.names[1])
    field = plots.draw_probability(left, AXIS, AXIS, zero["field"])
    cases = plots.draw_cases(left, split.X_train, split.y_train, size=4.5)
    rings = plots.mark_mistakes(left, split.X_train, zero["wrong"])
    line = plots.draw_boundary(left, np.zeros(2), 0.0)
    legend = left.legend(loc="lower right", frameon=True, fontsize=10)
    counts = plots.draw_confusion(right, zero["confusion"])
    verdict = right.text(0.5, -0.75, "", ha="center", fontsize=14)

    def update(w1, w2, b, threshold):
        shown = arrays(split, np.array([w1, w2]), b, threshold)
        field.set_data(plots.probability_colors(shown["field"]))
        line.set_data(*shown["boundary"])
        rings.set_data(*split.X_train[shown["wrong"]].T)
        for text, count in zip(counts, shown["confusion"], strict=True):
            text.set_text(str(count))
        verdict.set_text(f"{shown['wrong'].sum()} wrong, F1 {shown['f1']:.3f}")
        return shown, (
            f"w1 = {w1:g}, w2 = {w2:g}, b = {b:g}, threshold {threshold:g}: "
            f"{shown['wrong'].sum()} of {len(shown['wrong'])} tumours are classified wrongly, "
            f"{shown['confusion'].fp} malignant ones missed; F1 of benign {shown['f1']:.3f}."
        )

    return LiveFigure(
        fig,
        update,
        moving=[field, *cases, rings, line, legend, *counts, verdict],
        w1=slider("w1", -6, 6, 0.0, step=0.1),
        w2=slider("w2", -6, 6, 0.0, step=0.1),
        b=slider("b", -5, 5, 0.0, step=0.1),
        threshold=slider("threshold", 0.01, 0.99, 0.5, step=0.01),
    )

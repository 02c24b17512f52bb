"""Live figure of chapter 7: the threshold, and what it does to both kinds of patients."""

import numpy as np

from .. import plots
from ..data import k_folds, load_tumours
from ..metrics import confusion, f1_score, precision, recall, roc_curve
from ..prediction import predict_proba
from ..training import newton
from .live import LiveFigure, choice, slider

MISS_COSTS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def arrays(y: np.ndarray, p: np.ndarray, threshold: float, miss_cost: float) -> dict:
    """Return counts, rates and the total cost at a threshold; malignant (0) is looked for."""
    y_hat = (p > threshold).astype(float)
    found, missed, alarms, _ = confusion(y, y_hat)  # in the order tn, fp, fn, tp of class 1
    return {
        "confusion": confusion(y, y_hat),
        "found": found,
        "missed": missed,
        "alarms": alarms,
        "recall": recall(y, y_hat, positive=0),
        "precision": precision(y, y_hat, positive=0),
        "f1": f1_score(y, y_hat, positive=0),
        "false_alarm_rate": 1.0 - recall(y, y_hat, positive=1),
        "total_cost": miss_cost * missed + alarms,
    }


def held_out_probabilities() -> tuple[np.ndarray, np.ndarray]:
    """Return y and p of the training cases, each p from a model that has not seen the case."""
    split = load_tumours(features=["mean radius", "mean texture"])
    X, y = split.X_train, split.y_train
    p = np.empty(len(y))
    for learn, check in k_folds(len(y)):
        p[check] = predict_proba(*newton(X[learn], y[learn], lam=1e-3).final, X[check])
    return y, p


def threshold_explorer(y: np.ndarray | None = None, p: np.ndarray | None = None) -> LiveFigure:
    """Move the threshold over the histograms; count the mistakes and add up what they cost.

    The total cost is drawn only for thresholds where you have been; Reset forgets them.
    """
    if y is None or p is None:
        y, p = held_out_probabilities()
    fig, (left, middle, right, last) = plots.figure(
        1, 4, width=11, height=3.6, width_ratios=(1.25, 0.85, 0.95, 1.05)
    )
    plots.draw_histograms(left, p, y, bins=np.linspace(0, 1, 21))
    left.set(xlim=(0, 1), xlabel="p of benign", ylabel="tumours", title="both classes")
    left.legend(loc="upper center")
    line = left.axvline(0.5, color=plots.INK)
    counts = plots.draw_confusion(middle, confusion(y, p > 0.5))
    found, alarms, _ = roc_curve(1 - y, 1 - p)  # malignant is what is looked for
    plots.draw_roc(right, found, alarms)
    right.set(xlabel="benign called malignant", ylabel="malignant found", title="ROC")
    point = plots.draw_points(right, 0, 0, color=plots.ORANGE)
    last.set(xlim=(0, 1), yscale="log", ylim=(20, 20_000), xlabel="threshold", title="total cost")
    been = plots.draw_points(last, [], [], color=plots.GREY, marker="o", size=4)
    here = plots.draw_points(last, 0, 0, color=plots.ORANGE)
    trace: dict[float, dict[float, float]] = {}

    def update(threshold, miss_cost):
        shown = arrays(y, p, threshold, miss_cost)
        if (threshold, miss_cost) == (0.5, 1.0):
            trace.clear()
        visited = trace.setdefault(miss_cost, {})
        visited[threshold] = shown["total_cost"]
        line.set_xdata([threshold, threshold])
        for text, count in zip(counts, shown["confusion"], strict=True):
            text.set_text(str(count))
        point.set_data([shown["false_alarm_rate"]], [shown["recall"]])
        been.set_data(list(visited), list(visited.values()))
        here.set_data([threshold], [shown["total_cost"]])
        return shown, (
            f"Threshold {threshold:g}: {shown['missed']} malignant tumours missed, "
            f"{shown['found']} found (recall {shown['recall']:.3f}); {shown['alarms']} benign ones "
            f"called malignant (precision {shown['precision']:.3f}, F1 {shown['f1']:.3f}). "
            f"With a miss as dear as {miss_cost:g} false alarm{'s' * (miss_cost > 1)} the total "
            f"cost is {shown['total_cost']:g}."
        )

    return LiveFigure(
        fig,
        update,
        moving=[line, *counts, point, been, here],
        threshold=slider("threshold", 0.0, 1.0, 0.5, step=0.01),
        miss_cost=choice("a miss costs", MISS_COSTS, 1.0),
    )

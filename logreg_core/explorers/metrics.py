"""Live figure of chapter 7: the threshold, and what it does to both kinds of patients."""

import numpy as np

from .. import plots
from ..data import k_folds, load_breast_cancer
from ..metrics import confusion, f1_score, precision, recall, roc_curve
from ..newton import newton
from ..prediction import predict_proba
from .interactive import InteractiveFigure, selection_slider, slider, toggle_buttons

PRICES = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
THRESHOLDS = np.arange(101) / 100
VISITED, EVERY = "where you have been", "every threshold"
START = {"threshold": 0.5, "miss_cost": 1.0, "alarm_cost": 1.0, "costs": VISITED}


def compute(
    y: np.ndarray, p: np.ndarray, threshold: float, miss_cost: float, alarm_cost: float
) -> dict:
    """Return counts, rates and the total cost at a threshold; malignant (0) is positive."""
    y_hat = (p > threshold).astype(float)
    found, missed, alarms, _ = confusion(y, y_hat)  # in the order tn, fp, fn, tp of class 1
    return {
        "confusion": confusion(y, y_hat),
        "found": found,
        "missed": missed,
        "alarms": alarms,
        "recall": recall(y, y_hat, pos_label=0),
        "precision": precision(y, y_hat, pos_label=0),
        "f1": f1_score(y, y_hat, pos_label=0),
        "false_alarm_rate": 1.0 - recall(y, y_hat, pos_label=1),
        "total_cost": miss_cost * missed + alarm_cost * alarms,
    }


def held_out_probabilities() -> tuple[np.ndarray, np.ndarray]:
    """Return y and p of the training cases, each p from a model that has not seen the case."""
    split = load_breast_cancer(features=["mean radius", "mean texture"])
    X, y = split.X_train, split.y_train
    p = np.empty(len(y))
    for learn, check in k_folds(len(y)):
        p[check] = predict_proba(*newton(X[learn], y[learn], lam=1e-3).final, X[check])
    return y, p


def cost_curve(y: np.ndarray, p: np.ndarray, miss_cost: float, alarm_cost: float) -> np.ndarray:
    """Return the total cost at every threshold of `LADDER`."""
    benign = p[:, None] > THRESHOLDS
    missed, alarms = (benign[y == 0]).sum(axis=0), (~benign[y == 1]).sum(axis=0)
    return miss_cost * missed + alarm_cost * alarms


def threshold_explorer() -> InteractiveFigure:
    """Move the threshold over the histograms; count the mistakes and add up what they cost.

    The total cost is drawn only for thresholds where you have been (Reset forgets them), or for
    all, with the cheapest one. The pointer sets the threshold, too.
    """
    fig, update, artists = build_figure(*held_out_probabilities())
    histograms, _, _, costs = fig.axes

    def point(ax, x, y, pressed):
        return {"threshold": x} if ax in (histograms, costs) else {}

    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        point=point,
        threshold=slider("threshold", 0.0, 1.0, START["threshold"], step=0.01),
        miss_cost=selection_slider("miss costs", PRICES, START["miss_cost"]),
        alarm_cost=selection_slider("alarm costs", PRICES, START["alarm_cost"]),
        costs=toggle_buttons("costs", [VISITED, EVERY], START["costs"]),
    )


def build_figure(y: np.ndarray, p: np.ndarray):
    """Return the figure, what updates it and what moves in it."""
    fig, (left, middle, right, last) = plots.figure(
        1, 4, width=11, height=3.6, width_ratios=(1.25, 0.85, 0.95, 1.05)
    )
    plots.draw_histograms(left, p, y, bins=np.linspace(0, 1, 21))
    left.set(xlim=(0, 1), xlabel="p of benign", ylabel="tumours")
    # Above the axes, for the threshold may stand anywhere in them.
    above = {"loc": "lower center", "bbox_to_anchor": (0.45, 1.0), "ncols": 2}
    left.legend(**above, columnspacing=1.0, handlelength=1.2)
    line = left.axvline(0.5, color=plots.INK)
    counts = plots.draw_confusion(middle, confusion(y, p > 0.5))
    fpr, tpr, _ = roc_curve(1 - y, 1 - p)  # malignant is positive
    plots.draw_roc(right, fpr, tpr)
    right.set(xlabel="benign alarmed", ylabel="malignant found", title="ROC")
    spot = plots.draw_points(right, 0, 0, color=plots.ORANGE)
    last.set(xlim=(0, 1), yscale="log", ylim=(20, 40_000), xlabel="threshold", title="total cost")
    been = plots.draw_points(last, [], [], color=plots.GREY, marker="o", size=4)
    best = plots.draw_points(last, [], [], color=plots.GREEN, marker="v", size=12)
    here = plots.draw_points(last, 0, 0, color=plots.ORANGE)
    for mark in (best, here):
        mark.set(clip_on=False, in_layout=False)
    visited: dict[tuple, dict[float, float]] = {}

    def update(threshold, miss_cost, alarm_cost, costs):
        now = {"threshold": threshold, "miss_cost": miss_cost, "alarm_cost": alarm_cost}
        if {**now, "costs": costs} == START:
            visited.clear()
        shown = compute(y, p, **now)
        trail = visited.setdefault((miss_cost, alarm_cost), {})
        trail[threshold] = shown["total_cost"]
        line.set_xdata([threshold, threshold])
        for text, count in zip(counts, shown["confusion"], strict=True):
            text.set_text(str(count))
        spot.set_data([shown["false_alarm_rate"]], [shown["recall"]])
        been.set_data(list(trail), list(trail.values()))
        here.set_data([threshold], [shown["total_cost"]])
        best.set_data([], [])
        cheapest = ""
        if costs == EVERY:
            shown["costs"] = cost_curve(y, p, miss_cost, alarm_cost)
            lowest = shown["costs"].argmin()
            been.set_data(THRESHOLDS, shown["costs"])
            best.set_data(THRESHOLDS[[lowest]], shown["costs"][[lowest]])
            cheapest = f"; its minimum, {shown['costs'][lowest]:g}, is at {THRESHOLDS[lowest]:g}"
        return shown, (
            f"Threshold {threshold:g}, malignant is positive: {shown['found']} malignant tumours "
            f"found and {shown['missed']} missed (recall {shown['recall']:.3f}); {shown['alarms']} "
            f"benign ones alarmed (false-positive rate {shown['false_alarm_rate']:.3f}); precision "
            f"{shown['precision']:.3f}, F1 {shown['f1']:.3f}. With {miss_cost:g} for a miss and "
            f"{alarm_cost:g} for a false alarm the total cost is {shown['total_cost']:g}{cheapest}."
        )

    return fig, update, [line, *counts, spot, been, best, here]

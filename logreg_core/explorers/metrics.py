"""Live figure of chapter 7: the threshold, and what it does to both kinds of patients."""

import numpy as np

from .. import plots
from ..data import load_tumours
from ..metrics import confusion, f1_score, precision, recall, roc_curve
from ..prediction import predict_proba
from ..training import newton
from .live import LiveFigure, slider


def arrays(y: np.ndarray, p: np.ndarray, threshold: float) -> dict:
    """Return the counts and rates at a threshold; the class looked for is malignant (0)."""
    y_hat = (p > threshold).astype(float)
    tn, fp, _, _ = confusion(y, y_hat)
    return {
        "confusion": confusion(y, y_hat),
        "recall": recall(y, y_hat, positive=0),
        "precision": precision(y, y_hat, positive=0),
        "f1": f1_score(y, y_hat, positive=0),
        "false_alarms": 1.0 - recall(y, y_hat, positive=1),
        "missed": fp,
        "found": tn,
    }


def threshold_explorer(y: np.ndarray | None = None, p: np.ndarray | None = None) -> LiveFigure:
    """Move the threshold over the histograms of p; read the confusion matrix and the ROC point."""
    if y is None or p is None:
        split = load_tumours(features=["mean radius", "mean texture"])
        y = split.y_train
        p = predict_proba(*newton(split.X_train, y, lam=1e-3).final, split.X_train)
    fig, (left, middle, right) = plots.figure(1, 3, width=11, height=3.8, width_ratios=(1.4, 1, 1))
    plots.draw_histograms(left, p, y, bins=np.linspace(0, 1, 26))
    left.set(xlim=(0, 1), xlabel="p of benign", ylabel="tumours", title="both classes over p")
    left.legend(loc="upper center")
    line = left.axvline(0.5, color=plots.INK)
    counts = plots.draw_confusion(middle, confusion(y, p > 0.5))
    found, alarms, _ = roc_curve(1 - y, 1 - p)  # malignant is what is looked for
    plots.draw_roc(right, found, alarms)
    right.set(xlabel="benign called malignant", ylabel="malignant found", title="ROC")
    point = plots.draw_points(right, 0, 0, color=plots.ORANGE)

    def update(threshold):
        shown = arrays(y, p, threshold)
        line.set_xdata([threshold, threshold])
        for text, count in zip(counts, shown["confusion"], strict=True):
            text.set_text(str(count))
        point.set_data([shown["false_alarms"]], [shown["recall"]])
        return shown, (
            f"Threshold {threshold:g}: {shown['missed']} malignant tumours missed and "
            f"{shown['found']} found (recall {shown['recall']:.3f}); "
            f"{shown['confusion'].fn} benign ones called malignant "
            f"(precision {shown['precision']:.3f}, F1 {shown['f1']:.3f})."
        )

    return LiveFigure(
        fig,
        update,
        moving=[line, *counts, point],
        threshold=slider("threshold", 0.0, 1.0, 0.5, step=0.01),
    )

"""Exercises of chapter 3."""

import numpy as np

from ..loss import log_loss, sample_losses
from ..prediction import predict_proba, score
from .checks import Exercise, Mistake
from .prediction import B, W, X

Y = np.array([1.0, 0.0, 1.0, 0.0])
LARGE = (np.array([1.0]), 0.0, np.array([[50.0], [-60.0], [40.0]]), np.array([0.0, 1.0, 1.0]))
CASES = (
    ((np.array([2.0]), 1.0, np.array([[3.0]]), np.array([1.0])), {}),
    ((np.array([2.0]), 1.0, np.array([[3.0]]), np.array([0.0])), {}),
    ((W, B, X, Y), {}),
    (LARGE, {}),
)


def _naive(w, b, X, y):
    p = predict_proba(w, b, X)
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


def _clipped(w, b, X, y):
    p = np.clip(predict_proba(w, b, X), 1e-15, 1 - 1e-15)
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


_LOSS_MISTAKES = (
    (
        "naive",
        _naive,
        "Right for ordinary scores, not finite at z = 50: there p rounds to 1, and log(1 - p) is "
        "log 0. Work from the score: np.logaddexp(0, z) - y * z.",
    ),
    (
        "clipped",
        _clipped,
        "Clipping the probability hides the failure and not the error: at z = 50 and y = 0 the "
        "loss is 50, and yours stops near 34.5. Work from the score: np.logaddexp(0, z) - y * z.",
    ),
    (
        "sign",
        lambda w, b, X, y: -sample_losses(w, b, X, y),
        "The sign is wrong: a loss is minus the log of a probability, so never below 0.",
    ),
    (
        "labels_swapped",
        lambda w, b, X, y: sample_losses(w, b, X, 1 - y),
        "The classes are exchanged: where y = 1 the loss is -log p, where y = 0 it is -log(1 - p).",
    ),
    (
        "squared",
        lambda w, b, X, y: (predict_proba(w, b, X) - y) ** 2,
        "That is the squared error: the logistic loss is minus the log of the probability of "
        "what was true.",
    ),
    (
        "no_y",
        lambda w, b, X, y: np.logaddexp(0, score(w, b, X)),
        "The - y z is missing: right where y = 0, z too much where y = 1.",
    ),
)

EXERCISES = {
    "sample_losses": Exercise(
        sample_losses,
        CASES,
        tuple(Mistake(key, wrong, hint) for key, wrong, hint in _LOSS_MISTAKES),
    ),
    "log_loss": Exercise(
        log_loss,
        CASES,
        (
            Mistake(
                "sum",
                lambda w, b, X, y: sample_losses(w, b, X, y).sum(),
                "Right for one case, n times too large for n: the mean is asked, not the sum.",
            ),
            Mistake(
                "one_each",
                sample_losses,
                "That is one loss for each case: return their mean, a single number.",
            ),
            *(
                Mistake(key, lambda w, b, X, y, f=wrong: f(w, b, X, y).mean(), hint)
                for key, wrong, hint in _LOSS_MISTAKES
            ),
        ),
    ),
}

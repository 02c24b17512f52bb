"""Exercises of chapter 6. The learner writes one step, then the loop around it."""

import numpy as np

from ..gradient import gradient
from ..regularization import cost
from ..training import train
from .checks import Exercise, Mistake
from .loss import Y
from .prediction import B, W, X


def gradient_step(w, b, X, y, *, learning_rate, lam=0.0):
    """Return the place one step downhill from (w, b)."""
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


def costs(X, y, *, learning_rate, lam=0.0, n_steps):
    """Return the cost at the start (zeros) and after each of n_steps steps."""
    return train(X, y, learning_rate=learning_rate, lam=lam, n_steps=n_steps).cost


def _uphill(w, b, X, y, *, learning_rate, lam=0.0):
    return gradient_step(w, b, X, y, learning_rate=-learning_rate, lam=lam)


def _bias_first(w, b, X, y, *, learning_rate, lam=0.0):
    b = b - learning_rate * gradient(w, b, X, y, lam=lam)[1]
    return w - learning_rate * gradient(w, b, X, y, lam=lam)[0], b


def _no_lam(w, b, X, y, *, learning_rate, lam=0.0):
    return gradient_step(w, b, X, y, learning_rate=learning_rate)


def _no_rate(w, b, X, y, *, learning_rate, lam=0.0):
    return gradient_step(w, b, X, y, learning_rate=1.0, lam=lam)


def _no_bias_step(w, b, X, y, *, learning_rate, lam=0.0):
    return gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)[0], b


def _looped(step, *, first=True, last=True):
    """Return a `costs` that walks with `step`, and may forget to note its first or last cost."""

    def walk(X, y, *, learning_rate, lam=0.0, n_steps):
        w, b = np.zeros(X.shape[1]), 0.0
        noted = [cost(w, b, X, y, lam=lam)]
        for _ in range(n_steps):
            w, b = step(w, b, X, y, learning_rate=learning_rate, lam=lam)
            noted.append(cost(w, b, X, y, lam=lam))
        return np.array(noted[0 if first else 1 : None if last else -1])

    return walk


STEP_MISTAKES = (
    (
        "uphill",
        _uphill,
        "That walks uphill: the gradient points up, so subtract it: w - learning_rate * dw.",
    ),
    (
        "bias_first",
        _bias_first,
        "The bias is moved first and then used for the gradient of the weights: take dw and db "
        "from the same place, then move both.",
    ),
    ("no_lam", _no_lam, "Right at λ = 0, wrong at λ = 0.5: pass lam on to gradient."),
    ("no_rate", _no_rate, "The learning rate is not used: a step is learning_rate * gradient."),
    ("no_bias_step", _no_bias_step, "The bias stays where it was: it takes its step too."),
)

EXERCISES = {
    "gradient_step": Exercise(
        gradient_step,
        cases=(
            ((W, B, X, Y), {"learning_rate": 0.1}),
            ((W, B, X, Y), {"learning_rate": 2.0}),
            ((W, B, X, Y), {"learning_rate": 0.1, "lam": 0.5}),
        ),
        mistakes=tuple(Mistake(*entry) for entry in STEP_MISTAKES),
    ),
    "costs": Exercise(
        costs,
        cases=(
            ((X, Y), {"learning_rate": 0.1, "n_steps": 0}),
            ((X, Y), {"learning_rate": 0.5, "n_steps": 5}),
            ((X, Y), {"learning_rate": 0.5, "lam": 0.5, "n_steps": 5}),
        ),
        mistakes=(
            Mistake(
                "start_missing",
                _looped(gradient_step, first=False),
                "The cost at the start is missing: note it before the first step, so that n_steps "
                "steps give n_steps + 1 costs.",
            ),
            Mistake(
                "end_missing",
                _looped(gradient_step, last=False),
                "The cost after the last step is missing: n_steps steps give n_steps + 1 costs.",
            ),
            *(Mistake(key, _looped(step), hint) for key, step, hint in STEP_MISTAKES),
        ),
    ),
}

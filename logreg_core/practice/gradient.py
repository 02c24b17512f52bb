"""Exercises of chapter 5."""

import numpy as np

from ..gradient import gradient, numerical_gradient
from ..prediction import predict_proba
from .checks import Exercise, Mistake
from .loss import Y
from .prediction import B, W, X


def _bowl(w, b):
    return float(np.sum(w**3) + 2 * b**2 + w[0] * b)


def _wrong(change):
    """Return a gradient whose (dw, db) is `change(dw, db, w, b, X, y, lam)`."""

    def wrong(w, b, X, y, *, lam=0.0):
        return change(*gradient(w, b, X, y, lam=lam), w, b, X, y, lam)

    return wrong


EXERCISES = {
    "gradient": Exercise(
        gradient,
        cases=(
            ((np.array([0.5]), 0.0, np.array([[2.0], [-1.0]]), np.array([1.0, 0.0])), {}),
            ((W, B, X, Y), {}),
            ((W, B, X, Y), {"lam": 0.5}),
            ((-2 * W, 1.0, X, 1 - Y), {"lam": 2.0}),
        ),
        mistakes=(
            Mistake(
                "sum",
                _wrong(
                    lambda dw, db, w, b, X, y, lam: (len(y) * (dw - lam * w) + lam * w, len(y) * db)
                ),
                "Your slope of the loss is n times too large: the cost takes the mean over the "
                "cases, so its gradient does too.",
            ),
            Mistake(
                "sign",
                _wrong(lambda dw, db, w, b, X, y, lam: (-(dw - lam * w) + lam * w, -db)),
                "The sign of the loss part is wrong: it is p - y, not y - p. The gradient points "
                "uphill; the training loop supplies the minus.",
            ),
            Mistake(
                "no_penalty",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - lam * w, db)),
                "Right at λ = 0, wrong at λ = 0.5: the slope of the penalty, λ w, is missing.",
            ),
            Mistake(
                "two_lam",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw + lam * w, db)),
                "The penalty's slope is 2 λ w in yours: the ½ in ½ λ ‖w‖² makes it λ w.",
            ),
            Mistake(
                "penalty_sign",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - 2 * lam * w, db)),
                "The penalty's slope has the wrong sign: + λ w. With a minus, more λ would give "
                "larger weights.",
            ),
            Mistake(
                "penalty_over_n",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - lam * w + lam * w / len(y), db)),
                "The penalty's slope is divided by n in yours: only the loss is a mean.",
            ),
            Mistake(
                "bias_penalised",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw, db + lam * b)),
                "The bias is being penalised: db has no λ in it.",
            ),
            Mistake(
                "labels_for_p",
                _wrong(
                    lambda dw, db, w, b, X, y, lam: (
                        X.T @ ((predict_proba(w, b, X) > 0.5) - y) / len(y) + lam * w,
                        np.mean((predict_proba(w, b, X) > 0.5) - y),
                    )
                ),
                "You use the predicted class where the probability is asked: the residual is "
                "p - y.",
            ),
        ),
    ),
    "numerical_gradient": Exercise(
        numerical_gradient,
        cases=(
            ((_bowl, np.array([1.0]), 0.5), {}),
            ((_bowl, np.array([1.0, -2.0]), 0.5), {}),
            ((_bowl, np.array([1.0, -2.0]), 0.5), {"step": 0.1}),
        ),
        mistakes=(
            Mistake(
                "one_sided",
                lambda f, w, b, *, step=6e-6: (
                    np.array([f(w + e, b) - f(w, b) for e in step * np.eye(len(w))]) / step,
                    (f(w, b + step) - f(w, b)) / step,
                ),
                "Nudged one way only: nudge both ways and divide by 2 step. The error then falls "
                "with step², not with step.",
            ),
            Mistake(
                "no_two",
                lambda f, w, b, *, step=6e-6: tuple(
                    2 * part for part in numerical_gradient(f, w, b, step=step)
                ),
                "Twice too large: from -step to +step is a way of 2 step.",
            ),
            Mistake(
                "backward",
                lambda f, w, b, *, step=6e-6: tuple(
                    -part for part in numerical_gradient(f, w, b, step=step)
                ),
                "The sign is wrong: the value after the nudge forward comes first, then minus the "
                "value after the nudge back.",
            ),
            Mistake(
                "all_at_once",
                lambda f, w, b, *, step=6e-6: (
                    np.full(len(w), (f(w + step, b) - f(w - step, b)) / (2 * step)),
                    (f(w, b + step) - f(w, b - step)) / (2 * step),
                ),
                "You nudge all weights together: nudge one, hold the others still.",
            ),
        ),
        rtol=1e-4,
        atol=1e-6,
    ),
}

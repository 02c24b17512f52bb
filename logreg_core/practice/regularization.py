"""Exercises of chapter 4."""

import numpy as np

from ..loss import log_loss
from ..regularization import cost, l2_penalty
from .checks import Exercise, Mistake
from .loss import Y
from .prediction import B, W, X

EXERCISES = {
    "l2_penalty": Exercise(
        l2_penalty,
        cases=(
            ((np.array([3.0]), 2.0), {}),
            ((np.array([3.0, -4.0]), 1.0), {}),
            ((W, 0.1), {}),
            ((W, 0.0), {}),
        ),
        mistakes=(
            Mistake(
                "no_half",
                lambda w, lam: lam * np.sum(w**2),
                "Twice too large: the ½ is missing. It is there so that the slope is λ w.",
            ),
            Mistake(
                "not_squared",
                lambda w, lam: 0.5 * lam * np.sqrt(np.sum(w**2)),
                "That is the length ‖w‖: the penalty takes its square, Σ w².",
            ),
            Mistake(
                "absolute",
                lambda w, lam: 0.5 * lam * np.abs(w).sum(),
                "That sums |w|, which is the L1 penalty: L2 sums w².",
            ),
            Mistake(
                "over_d",
                lambda w, lam: 0.5 * lam * np.mean(w**2),
                "Yours is the mean of w²: the penalty sums over the weights.",
            ),
        ),
    ),
    "cost": Exercise(
        cost,
        cases=(
            ((W, B, X, Y), {}),
            ((W, B, X, Y), {"lam": 1.0}),
            ((2 * W, -B, X, Y), {"lam": 0.1}),
        ),
        mistakes=(
            Mistake(
                "no_penalty",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y),
                "Right at λ = 0, the same at every other: the penalty is missing.",
            ),
            Mistake(
                "bias_penalised",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y)
                + 0.5 * lam * (np.sum(w**2) + b**2),
                "The bias is being penalised: ½ λ b² too much. Only the weights pay.",
            ),
            Mistake(
                "no_half",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) + lam * np.sum(w**2),
                "The penalty is twice too large: the ½ is missing.",
            ),
            Mistake(
                "lam_over_n",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) + l2_penalty(w, lam) / len(y),
                "Your penalty is divided by n: here only the loss is a mean, the penalty is "
                "½ λ ‖w‖² for any number of cases.",
            ),
            Mistake(
                "minus",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) - l2_penalty(w, lam),
                "The penalty is subtracted: that rewards large weights.",
            ),
        ),
    ),
}

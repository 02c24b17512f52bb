"""Exercises of chapter 1."""

import numpy as np

from ..logistic import logistic, logit
from .checks import Exercise, Mistake

SCORES = np.array([-3.0, -0.5, 0.0, 1.0, 4.0])
PROBABILITIES = np.array([0.02, 0.3, 0.5, 0.9])

EXERCISES = {
    "logistic": Exercise(
        logistic,
        cases=(
            ((0.0,), {}),
            ((2.0,), {}),
            ((-2.0,), {}),
            ((SCORES,), {}),
            ((np.array([-800.0, 800.0]),), {}),
        ),
        mistakes=(
            Mistake(
                "no_minus",
                lambda z: 1 / (1 + np.exp(z)),
                "Right at 0, mirrored elsewhere: yours falls where z grows. "
                "The exponent is -z: 1 / (1 + exp(-z)).",
            ),
            Mistake(
                "twice",
                lambda z: 1 / (1 + np.exp(-2 * z)),
                "Right at 0, too steep elsewhere: that is σ(2z), which tanh gives when its "
                "argument is not halved. logistic(2) is 0.8808.",
            ),
            Mistake(
                "overflow",
                lambda z: np.exp(z) / (1 + np.exp(z)),
                "Right for ordinary scores, NaN at 800: exp(800) is larger than any float64, and "
                "inf / inf is no number. Divide above and below by exp(z).",
            ),
            Mistake(
                "no_one",
                lambda z: 1 / np.exp(-z),
                "That is exp(z), the odds, which pass 1: the 1 + in the denominator is missing.",
            ),
        ),
    ),
    "logit": Exercise(
        logit,
        cases=(((0.5,), {}), ((0.9,), {}), ((0.2,), {}), ((PROBABILITIES,), {})),
        mistakes=(
            Mistake(
                "odds",
                lambda p: p / (1 - p),
                "Those are the odds: take their logarithm, and even odds (p = 0.5) become 0.",
            ),
            Mistake(
                "upside_down",
                lambda p: np.log((1 - p) / p),
                "The sign is wrong: you have the odds against. p belongs above, 1 - p below.",
            ),
            Mistake(
                "base_ten",
                lambda p: np.log10(p / (1 - p)),
                "That is the logarithm to base 10: np.log is the natural one.",
            ),
            Mistake(
                "log_p",
                lambda p: np.log(p),
                "That is log p: the odds p / (1 - p) belong inside the logarithm.",
            ),
        ),
    ),
}

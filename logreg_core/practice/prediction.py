"""Exercises of chapter 2."""

import numpy as np

from ..logistic import logistic
from ..prediction import predict, predict_proba, score
from .checks import Exercise, Mistake

X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.0], [2.0, 0.3, 1.2], [-1.0, 0.4, 0.7]])
W, B = np.array([0.8, -0.5, 1.1]), 0.3
ONE = (np.array([2.0]), 1.0, np.array([[3.0]]))
CASES = ((ONE, {}), ((W, B, X[:1]), {}), ((W, B, X), {}))
EVEN = (np.zeros(3), 0.0, X)  # every probability is exactly ½

EXERCISES = {
    "score": Exercise(
        score,
        cases=CASES,
        mistakes=(
            Mistake(
                "no_bias",
                lambda w, b, X: X @ w,
                "The bias is missing: z = X w + b. With w = [2], b = 1 and x = 3, z is 7.",
            ),
            Mistake(
                "star",
                lambda w, b, X: X * w + b,
                "`*` multiplies entry by entry and leaves a table: `@` multiplies and adds up, "
                "one score a row.",
            ),
            Mistake(
                "minus_bias",
                lambda w, b, X: X @ w - b,
                "The bias is subtracted where it should be added: z = X w + b.",
            ),
            Mistake(
                "bias_in_sum",
                lambda w, b, X: (X * w + b).sum(axis=1),
                "The bias is added once for every feature: add it after the sum, once a case.",
            ),
        ),
    ),
    "predict_proba": Exercise(
        predict_proba,
        cases=CASES,
        mistakes=(
            Mistake("score", score, "Those are the scores: put them through logistic(z)."),
            Mistake(
                "other_class",
                lambda w, b, X: 1 - logistic(score(w, b, X)),
                "Those are the probabilities of class 0: ours are of class 1 (benign).",
            ),
            Mistake(
                "no_bias",
                lambda w, b, X: logistic(X @ w),
                "The bias is missing: p = logistic(X w + b).",
            ),
            Mistake(
                "logistic_first",
                lambda w, b, X: logistic(X) @ w + b,
                "logistic comes last: first the weighted sum, then one probability from it.",
            ),
        ),
    ),
    "predict": Exercise(
        predict,
        cases=(
            *CASES,
            (EVEN, {}),
            ((W, B, X), {"threshold": 0.8}),
        ),
        mistakes=(
            Mistake(
                "at_threshold",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) >= threshold).astype(int),
                "At zero weights every p is exactly 0.5, and yours says 1: the course takes class "
                "1 only where p > threshold, strictly, as scikit-learn does.",
            ),
            Mistake(
                "fixed_threshold",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) > 0.5).astype(int),
                "Right at 0.5, wrong at 0.8: use the threshold that you were given.",
            ),
            Mistake(
                "score_over_half",
                lambda w, b, X, *, threshold=0.5: (score(w, b, X) > threshold).astype(int),
                "The threshold is one of probability, and yours is held against the score: p > "
                "0.5 is the same as z > 0, not z > 0.5.",
            ),
            Mistake(
                "class_zero",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) < threshold).astype(int),
                "Yours says 1 where p is low: p is the probability of class 1, so 1 is where p > "
                "threshold.",
            ),
        ),
    ),
}

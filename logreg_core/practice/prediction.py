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
LEANING = (np.zeros(3), 1.0, X)  # the bias alone decides: class 1

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
            Mistake(
                "over_cases",
                lambda w, b, X: (X * w).sum(axis=0) + b,
                "Yours adds up down the columns and gives one number a feature. Each row is a "
                "case: add up along it, as X @ w does (axis=1, not axis=0).",
            ),
            Mistake(
                "one_number",
                lambda w, b, X: np.sum(X * w) + b,
                "Yours adds up everything into one number. Each case needs its own score: X @ w "
                "adds up along each row.",
            ),
            Mistake(
                "mean_vote",
                lambda w, b, X: (X * w).mean(axis=1) + b,
                "Right with one feature, too small with three: yours takes the mean of the votes "
                "where their sum was asked.",
            ),
            Mistake(
                "other_order",
                lambda w, b, X: w @ X + b,
                "Right with one feature, an error with three: `@` needs equal lengths where its "
                "sides meet. X is (n, d) and w is (d,), so X comes first, as it is: X @ w.",
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
            Mistake(
                "bias_outside",
                lambda w, b, X: logistic(X @ w) + b,
                "The bias came too late: it belongs to the score, inside logistic(…). Added to p, "
                "it can push p above 1.",
            ),
            Mistake(
                "odds",
                lambda w, b, X: np.exp(score(w, b, X)),
                "Those are the odds, exp(z), and they pass 1: the probability is logistic(z).",
            ),
            Mistake(
                "star",
                lambda w, b, X: logistic(X * w + b),
                "One probability for every feature of every case: `*` leaves a table. `@` adds up "
                "the votes first, one score a case.",
            ),
            Mistake(
                "class_already",
                lambda w, b, X: predict(w, b, X),
                "Those are classes, 0 or 1: the threshold belongs to predict. Here give the "
                "probabilities themselves.",
            ),
        ),
    ),
    "predict": Exercise(
        predict,
        cases=(
            *CASES,
            (EVEN, {}),
            (LEANING, {}),
            ((W, B, X), {"threshold": 0.2}),
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
                "Right at 0.5, wrong at 0.2 and 0.8: use the threshold that you were given.",
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
            Mistake(
                "probability",
                lambda w, b, X, *, threshold=0.5: predict_proba(w, b, X),
                "Those are the probabilities: compare them with the threshold, and make 1 of True "
                "and 0 of False.",
            ),
            Mistake(
                "no_bias",
                lambda w, b, X, *, threshold=0.5: (logistic(X @ w) > threshold).astype(int),
                "The bias is missing: with zero weights and b = 1, every score is 1, every p is "
                "0.73, and every case is class 1.",
            ),
            Mistake(
                "minus_one",
                lambda w, b, X, *, threshold=0.5: np.where(
                    predict_proba(w, b, X) > threshold, 1, -1
                ),
                "Yours calls the other class −1: in this course the classes are 1 and 0.",
            ),
            Mistake(
                "if",
                lambda w, b, X, *, threshold=0.5: 1 if predict_proba(w, b, X) > threshold else 0,
                "`if` asks for one True or False, and there is one for every case: compare the "
                "whole array at once, p > threshold, and turn it into numbers with .astype(int).",
            ),
        ),
    ),
}

"""Practice of chapter 1."""

import math

import numpy as np

from ..data import load_tumours
from ..logistic import logistic, logit
from .checks import Exercise, Hunt, Mistake, Property
from .questions import Question

SCORES = np.array([-3.0, -0.5, 0.0, 1.0, 4.0])
PROBABILITIES = np.array([0.02, 0.3, 0.5, 0.9])

EXERCISES = {
    "logistic": Exercise(
        logistic,
        cases=(
            ((0.0,), {}),
            ((2.0,), {}),
            ((-2.0,), {}),
            ((np.array([-2, 0, 3]),), {}),
            ((SCORES,), {}),
        ),
        extremes=(((np.array([-800.0, 800.0]),), {}),),
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
                "tanh",
                lambda z: np.tanh(z / 2),
                "That runs from -1 to 1, as tanh does: a probability runs from 0 to 1. Add 1 and "
                "halve it, or take 1 / (1 + exp(-z)).",
            ),
            Mistake(
                "no_one",
                lambda z: 1 / np.exp(-z),
                "That is exp(z), the odds, which pass 1: the 1 + in the denominator is missing.",
            ),
            Mistake(
                "brackets",
                lambda z: 1 / 1 + np.exp(-z),
                "Brackets are missing: 1 / 1 + exp(-z) divides first and adds then. Write "
                "1 / (1 + exp(-z)).",
            ),
            Mistake(
                "slope",
                lambda z: logistic(z) * (1 - logistic(z)),
                "That is the slope of σ, p (1 - p), a bell with its top at 0: here σ itself is "
                "asked.",
            ),
            Mistake(
                "step",
                lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
                "That is a step from 0 to 1, which knows no doubt: the logistic function rises "
                "smoothly, and is 0.5 at 0.",
            ),
            Mistake(
                "one_number",
                lambda z: 1 / (1 + math.exp(-z)),
                "Right for one number, an error for an array: math.exp takes one number only. "
                "np.exp takes both.",
            ),
            Mistake(
                "whole_numbers",
                lambda z: logistic(z).astype(np.asarray(z).dtype),
                "Right for decimal scores, all 0 for the scores -2, 0 and 3: an array made like z "
                "(np.zeros_like, astype) holds whole numbers when z does. Make it with np.zeros.",
            ),
            Mistake(
                "overflow",
                lambda z: np.exp(z) / (1 + np.exp(z)),
                "Right for ordinary scores, NaN at 800: exp(800) is larger than any float64, and "
                "inf / inf is no number. Divide above and below by exp(z).",
            ),
        ),
        properties=(
            Property(
                "a probability lies between 0 and 1, for every score.",
                lambda f: bool(np.all((f(SCORES) >= 0) & (f(SCORES) <= 1))),
            ),
            Property(
                "the higher the score, the higher the probability.",
                lambda f: bool(np.all(np.diff(f(SCORES)) > 0)),
            ),
            Property(
                "a score of 0 leaves both classes equally likely: σ(0) = 0.5.",
                lambda f: np.allclose(f(np.zeros(1)), 0.5),
            ),
            Property(
                "σ is symmetric: σ(-z) = 1 - σ(z).",
                lambda f: np.allclose(f(-SCORES), 1 - np.asarray(f(SCORES))),
            ),
            Property(
                "the slope of σ is p (1 - p), so ¼ at z = 0.",
                lambda f: np.allclose((f(np.full(1, 1e-5)) - f(np.full(1, -1e-5))) / 2e-5, 0.25),
            ),
        ),
    ),
    "logit": Exercise(
        logit,
        cases=(((0.5,), {}), ((0.9,), {}), ((0.2,), {}), ((PROBABILITIES,), {})),
        extremes=(((np.array([1e-300, 0.25]),), {}),),
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
                "base_two",
                lambda p: np.log2(p / (1 - p)),
                "That is the logarithm to base 2: np.log is the natural one.",
            ),
            Mistake(
                "log_p",
                lambda p: np.log(p),
                "That is log p: the odds p / (1 - p) belong inside the logarithm.",
            ),
            Mistake(
                "logs_divided",
                lambda p: np.log(p) / np.log(1 - p),
                "You divide two logarithms: divide first, and take the logarithm of the quotient.",
            ),
            Mistake(
                "brackets",
                lambda p: np.log(p / 1 - p),
                "Brackets are missing: p / 1 - p is 0. Write p / (1 - p).",
            ),
            Mistake(
                "other_way",
                logistic,
                "That is σ, which leads from log-odds to p: its inverse is asked, from p to the "
                "log-odds.",
            ),
            Mistake(
                "kept_away",
                lambda p: logit(np.clip(p, 1e-9, 1 - 1e-9)),
                "Right for ordinary p, wrong for a tiny one: yours holds p away from 0. The "
                "log-odds of 1e-300 are -690.8, a number like any other.",
            ),
        ),
        properties=(
            Property(
                "even odds are log-odds of 0: logit(0.5) = 0.",
                lambda f: np.allclose(f(np.full(1, 0.5)), 0, atol=1e-9),
            ),
            Property(
                "the higher the probability, the higher its log-odds.",
                lambda f: bool(np.all(np.diff(f(PROBABILITIES)) > 0)),
            ),
            Property(
                "for and against are mirror images: logit(1 - p) = -logit(p).",
                lambda f: np.allclose(f(1 - PROBABILITIES), -np.asarray(f(PROBABILITIES))),
            ),
            Property(
                "it undoes σ: logit(logistic(z)) = z.",
                lambda f: np.allclose(f(logistic(SCORES)), SCORES),
            ),
        ),
    ),
}

HUNTS = {
    "logistic": Hunt(
        "twice",
        "It is right at 0 and far out, and symmetric, so look in between. The logit undoes σ: "
        "what does logit(…) of it give for a few scores?",
    ),
}


def _line(radius: float) -> float:
    """Return what the least-squares line of chapter 1 says of a radius."""
    tumours = load_tumours(features=["mean radius"])
    return np.polyval(np.polyfit(tumours.raw(tumours.X_train)[:, 0], tumours.y_train, 1), radius)


QUESTIONS = {
    "line": Question(
        "What will the line say of the largest tumour, of radius 28?",
        (
            (
                "A probability near 0",
                "That is what it should say. But a straight line that falls does not know where "
                "to stop.",
            ),
            (
                "A number below 0",
                "The line falls by 0.1 for each unit of radius. It crosses 0 at a radius near 20, "
                "and goes on falling.",
            ),
            ("Exactly 0", "Only by luck: a line crosses 0 at one single radius."),
        ),
        right=1,
        proof=lambda: (
            _line(28.0) < 0
            and np.allclose([_line(14) - _line(13), _line(20.3)], [-0.1, 0], atol=0.01)
        ),
    ),
}

QUIZ = (
    Question(
        "The odds of a tumour being benign are 3 to 1. What is p?",
        (
            ("0.25", "That is the chance of the other side: one against three."),
            (
                "0.33",
                "That is 1 / 3. Odds compare for with against; p compares for with the total.",
            ),
            ("0.75", "p = 3 / (3 + 1): three for it, of four."),
            ("3", "Those are the odds. A probability never passes 1."),
        ),
        right=2,
        proof=lambda: np.isclose(logistic(np.log(3.0)), 0.75),
    ),
    Question(
        "The log-odds of one tumour rise from 0 to 1, those of another from 4 to 5. Whose "
        "probability rises more?",
        (
            (
                "The first one's",
                "From 0.50 to 0.73, the second from 0.982 to 0.993. Equal steps in log-odds are "
                "unequal steps in probability.",
            ),
            ("The second one's", "It is at 0.982 already, and has only 0.018 left to gain."),
            ("Both the same", "Their log-odds do, and σ is not a straight line."),
        ),
        right=0,
        proof=lambda: np.allclose(logistic([0, 1, 4, 5]), [0.50, 0.73, 0.982, 0.993], atol=2e-3),
    ),
    Question(
        "What does adding 1 to the log-odds do to the odds?",
        (
            ("It adds 1", "A sum of logarithms is a product of what they are logarithms of."),
            ("It multiplies them by e, about 2.72", "Wherever they were before."),
            ("It doubles them", "That takes log 2, about 0.69."),
            ("That depends on p", "The change of p depends on p. The factor of the odds does not."),
        ),
        right=1,
        proof=lambda: np.isclose(np.exp(5.0) / np.exp(4.0), np.e) and round(np.e, 2) == 2.72,
    ),
    Question(
        "A friend's sigmoid is right at 0 and gives 0.982 at 2. What did they write?",
        (
            (
                "σ(2z)",
                "They doubled the score, for instance by tanh without halving its argument. One "
                "test at 0 is no test: every S passes it.",
            ),
            ("σ(-z)", "That is 0.119 at 2: it falls."),
            ("The odds, exp(z)", "Those are 1 at 0, and 7.39 at 2."),
        ),
        right=0,
        proof=lambda: (
            np.allclose([logistic(2 * 2.0), logistic(-2.0)], [0.982, 0.119], atol=5e-4)
            and round(np.exp(2.0), 2) == 7.39
        ),
    ),
    Question(
        "Can a logistic model ever say exactly p = 1?",
        (
            ("Yes, for a large enough score", "On paper σ only comes closer and closer to 1."),
            ("No, never", "On paper that is so. A computer has only 53 binary digits."),
            (
                "On paper never, in float64 from a score of about 37 on",
                "There 1 - p is lost in rounding. Chapter 3 shows what that breaks.",
            ),
        ),
        right=2,
        proof=lambda: logistic(36.0) < 1 and logistic(37.0) == 1,
    ),
)

"""Practice of chapter 1."""

import math

import numpy as np

from ..data import load_breast_cancer
from ..logistic import logistic, logit
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import TINY, Formula, powers
from .questions import Question

SCORES = np.array([-3.0, -0.5, 0.0, 1.0, 4.0])
PROBABILITIES = np.array([0.02, 0.3, 0.5, 0.9])


def fresh_scores(rng):
    """Return scores of several kinds: one, small, many, whole numbers, large."""
    return [
        ((np.round(scores, 3),), {})
        for scores in (
            rng.normal(size=1),
            rng.normal(size=3) / 20,
            rng.normal(size=7),
            rng.integers(-6, 7, size=5),
            rng.normal(size=4) * 6,
            rng.normal(size=6) * 2,
        )
    ]


def fresh_probabilities(rng):
    """Return probabilities from the middle and from near both ends."""
    p = rng.uniform(0.02, 0.98, size=(5,))
    return [((np.round(p, 3),), {}), ((np.round([p[0], p[1] / 50, 1 - p[2] / 50], 6),), {})]


LOGISTIC = Formula(
    {
        "exponent": "-z",
        "raised": "np.exp(exponent)",
        "below": "1 + raised",
        "p": "1 / below",
    },
    {
        "exponent": {
            "z": "the minus in the exponent is missing: yours falls where z grows",
            "-2 * z": "the exponent is doubled, so that yours is too steep: σ(2z)",
            "-z / 2": "the exponent is halved, so that yours is too flat: σ(z / 2)",
            "np.abs(z)": "the exponent is |z|, and loses the sign of z",
            "-np.abs(z)": "the exponent is -|z| for all z, and loses the sign of z",
            "-z**2": "the exponent is squared: -z² and not -z",
            "1 - z": "the exponent has a 1 too many",
            "-z - 1": "the exponent has a 1 too many",
            "-1 / z": "the exponent is 1 / z and not z",
            "-(z - np.mean(z))": "the mean of the scores is subtracted: each score stands for "
            "itself",
            "-(z - np.max(z))": "the largest score is subtracted, as in softmax: each score stands "
            "for itself",
            "-np.cumsum(z)": "the scores are added up one after the other",
        },
        "raised": {
            **{
                f"{e} ** exponent": f"the number e is rounded to {e}: np.exp(-z) takes all of its "
                "digits"
                for e in ("2.71828", "2.7183", "2.718", "2.72", "2.71", "2.7", "3.0")
            },
            "2.0 ** exponent": "the base is 2 where e is expected: np.exp(-z)",
            "10.0 ** exponent": "the base is 10 where e is expected: np.exp(-z)",
            "np.e * exponent": "e is multiplied, not raised to a power: np.exp(-z)",
            "np.exp2(exponent)": "np.exp2 raises 2, and np.exp e",
            "np.expm1(exponent)": "np.expm1 is exp(…) - 1: use np.exp",
            "exponent": "the exponential is missing: np.exp(-z)",
            "np.log(exponent)": "the logarithm stands where the exponential is expected",
            "exponent**np.e": "the power is upside down: e is raised to -z, np.exp(-z)",
        },
        "below": {
            "raised": "the 1 + in the denominator is missing: that is exp(z), the odds",
            "1 - raised": "a minus in the denominator, where 1 + exp(-z) is expected",
            "raised - 1": "a minus in the denominator, where 1 + exp(-z) is expected",
            "2 + raised": "a 2 in the denominator, where 1 + exp(-z) is expected",
            "(1 + raised)**2": "the denominator is squared",
            "1 / raised": "the denominator lacks its 1 +, and is upside down",
        },
        "p": {
            "below": "that is the denominator, 1 + exp(-z): divide 1 by it",
            "1 / 1 + raised": "brackets are missing: 1 / 1 + exp(-z) divides first and adds then. "
            "Expected 1 / (1 + exp(-z))",
            "raised / below": "that is 1 - σ(z), the probability of the other class: 1 belongs "
            "above, not exp(-z)",
            "-1 / below": "the sign is wrong: a probability is never below 0",
            "2 / below - 1": "that runs from -1 to 1, as tanh does: a probability runs from 0 to 1",
            "2 / below": "a 2 stands above, where 1 is expected: p may then pass 1",
            "raised / below**2": "that is the slope of σ, p (1 - p): σ itself is expected",
            "np.log(below)": "that is log(1 + exp(-z)), a loss: the probability is expected",
            "-np.log(below)": "that is log p: the probability itself is expected",
            "np.where(1 / below >= 0.5, 1.0, 0.0)": "that is a class, 0 or 1: the probability "
            "itself is expected",
            "np.where(1 / below > 0.5, 1.0, 0.0)": "that is a class, 0 or 1: the probability "
            "itself is expected",
            "0.5 * (1 + erf(z / np.sqrt(2)))": "that is the normal distribution's S (probit), not "
            "the logistic one",
            "np.maximum(z, 0)": "that is ReLU, which neural nets use: σ is expected",
            "np.clip(z, 0, 1)": "that is a ramp with corners: σ bends smoothly",
            "np.clip(z / 4 + 0.5, 0, 1)": "that is a ramp with corners: σ bends smoothly",
            "0.5 + z / 4": "that is the tangent at 0: σ bends, and stays between 0 and 1",
            "z / (1 + np.abs(z))": "that is the softsign: σ has an exponential",
            "0.5 + np.arctan(z) / np.pi": "that S is made of arctan: σ has an exponential",
            "np.tanh(z)": "that is tanh z, from -1 to 1: σ(z) is (1 + tanh(z / 2)) / 2",
            "np.tanh(z / 2)": "that runs from -1 to 1: add 1 and halve it",
            "(1 + np.tanh(z)) / 2": "that is σ(2z): tanh takes z / 2 here",
            "1 + np.tanh(z / 2)": "that runs from 0 to 2: halve it",
            "0.5 + np.tanh(z / 2)": "the tanh is not halved: (1 + tanh(z / 2)) / 2",
            "np.exp(z) / np.sum(np.exp(z))": "that is softmax over all scores, which add up to 1: "
            "each score stands for itself",
            "np.exp(z) / (1 + np.sum(np.exp(z)))": "the sum runs over all scores: each stands for "
            "itself",
            "np.exp(z) / (1 + z)": "the exponential is missing below: exp(z) / (1 + exp(z))",
            **powers(
                "1 / (1 + np.exp(-np.clip(z, -{e}, {e})))",
                "the scores are clipped at ±{e}: at larger ones the answer is off. Take them as "
                "they are",
                (5.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0, 500.0),
            ),
            "1 - z": "the exponential is missing: 1 / (1 + np.exp(-z))",
            "z": "those are the scores as they came",
        },
    },
)

LOGIT = Formula(
    {"odds": "p / (1 - p)", "z": "np.log(odds)"},
    {
        "odds": {
            "(1 - p) / p": "the odds are upside down: p belongs above, 1 - p below",
            "p / 1 - p": "brackets are missing: p / 1 - p is 0. Expected p / (1 - p)",
            "p / (1 + p)": "a plus in the odds, where 1 - p is expected",
            "1 / (1 - p)": "1 stands above, where p is expected",
            "1 / p": "that is 1 / p and not the odds, p / (1 - p)",
            "p": "the odds are missing: that is log p",
            "1 - p": "that is log(1 - p): the odds are p / (1 - p)",
            "p * (1 - p)": "p and 1 - p are multiplied: the odds are their quotient",
            "p - (1 - p)": "1 - p is subtracted: the odds are a quotient",
            "p / (p - 1)": "the denominator is p - 1, below 0: expected 1 - p",
            "1 - p / (1 - p)": "1 minus the odds",
            "p / (1 - p) + 1": "1 is added to the odds",
            "p / (1 - p)**2": "the denominator is squared",
            **powers(
                "(p + {e}) / (1 - p + {e})",
                "{e} is added to p and to 1 - p: expected p / (1 - p), exactly",
                TINY,
            ),
            **powers("p / (1 - p + {e})", "{e} is added to the denominator", TINY),
            **powers("p / (1 - p) + {e}", "{e} is added inside the logarithm", TINY),
            **powers(
                "np.clip(p, {e}, 1 - {e}) / (1 - np.clip(p, {e}, 1 - {e}))",
                "p is kept {e} away from 0 and 1: the log-odds of 1e-300 are -690.8, a number like "
                "any other",
                TINY,
            ),
        },
        "z": {
            "np.log10(odds)": "that is the logarithm to base 10: np.log is the natural one",
            "np.log2(odds)": "that is the logarithm to base 2: np.log is the natural one",
            "np.log1p(odds)": "np.log1p is log(1 + …): use np.log",
            "np.exp(odds)": "the exponential stands where the logarithm is expected",
            "odds": "those are the odds: take their logarithm",
            "np.abs(np.log(odds))": "the absolute value loses the sign: below p = 0.5 the log-odds "
            "are negative",
            "np.log(p) / np.log(1 - p)": "two logarithms are divided: divide first, or subtract "
            "the logarithms",
            "np.log(p) + np.log(1 - p)": "two logarithms are added: the logarithm of a quotient "
            "is their difference",
            "np.log(p) * np.log(1 - p)": "two logarithms are multiplied: subtract them",
            "np.log(p) / (1 - p)": "a bracket ends too early: 1 - p belongs inside the logarithm",
            "p * np.log(1 - p)": "p belongs inside the logarithm",
            "np.log(p) - (1 - p)": "the second logarithm is missing: log p - log(1 - p)",
            "np.log(p) - 1 - p": "the second logarithm is missing: log p - log(1 - p)",
            "np.log(p) - p": "brackets are missing: np.log(1) - p is -p. Expected np.log(1 - p)",
            "np.log(1 - p) / np.log(p)": "two logarithms are divided: divide first",
            "1 / (1 + np.exp(-p))": "that is σ, from log-odds to p: the way back is expected",
            "np.log(1 / p - 1)": "the sign is wrong: that is log((1 - p) / p)",
            "-np.log(p)": "that is -log p, a loss: the log-odds are expected",
            "-np.log(p) - np.log(1 - p)": "two logarithms are added: the logarithm of a quotient "
            "is their difference",
            "-p * np.log(p) - (1 - p) * np.log(1 - p)": "that is the entropy: the log-odds are "
            "expected",
        },
    },
)

EXERCISES = {
    "logistic": Exercise(
        logistic,
        fresh=fresh_scores,
        formula=LOGISTIC,
        cases=(
            ((0.0,), {}),
            ((2.0,), {}),
            ((-2.0,), {}),
            ((np.array([-2, 0, 3]),), {}),
            ((SCORES,), {}),
        ),
        edge_cases=(((np.array([-800.0, 800.0]),), {}),),
        mistakes=(
            Mistake(
                "no_minus",
                lambda z: 1 / (1 + np.exp(z)),
                "The minus in the exponent is missing: yours is right at 0, and falls where z "
                "grows. "
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
                "That is 1 + exp(-z), the denominator: 1 belongs above it. (1 / 1 + exp(-z) gives "
                "the "
                "same, since it divides first: brackets are needed.) Write 1 / (1 + exp(-z)).",
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
        fresh=fresh_probabilities,
        formula=LOGIT,
        cases=(((0.5,), {}), ((0.9,), {}), ((0.2,), {}), ((PROBABILITIES,), {})),
        edge_cases=(((np.array([1e-300, 0.25]),), {}), ((np.array([1 - 1e-9]),), {})),
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

BUG_TASKS = {
    "logistic": BugTask(
        "twice",
        "It is right at 0 and far out, and symmetric, so look in between. The logit undoes σ: "
        "what does logit(…) of it give for a few scores?",
        lesson="The bug was a missing half: tanh(z) runs through twice the score, (1 + tanh(z / "
        "2)) "
        "/ 2 is σ(z). Every p was too sure, and at 0 nothing showed.",
    ),
}


def _line(radius: float) -> float:
    """Return what the least-squares line of chapter 1 says of a radius."""
    tumours = load_breast_cancer(features=["mean radius"])
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

"""Practice of chapter 2."""

import numpy as np

from ..data import load_breast_cancer, standardise
from ..logistic import logistic
from ..prediction import predict, predict_proba, score
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import TINY, Formula, powers
from .questions import Question

X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.0], [2.0, 0.3, 1.2], [-1.0, 0.4, 0.7]])
W, B = np.array([0.8, -0.5, 1.1]), 0.3
ONE = (np.array([2.0]), 1.0, np.array([[3.0]]))
SQUARE = (
    np.array([1.0, -2.0]),
    0.5,
    np.array([[1.0, 2.0], [3.0, 5.0]]),
)  # n = d, to tell X @ w and w @ X apart
CASES = ((ONE, {}), ((W, B, X[:1]), {}), (SQUARE, {}), ((W, B, X), {}))
FAR = (((np.array([1.0]), 0.0, np.array([[800.0], [-800.0]])), {}),)  # where exp overflows
# Scores whose digits begin far behind the point.
SMALL = (((np.array([0.001, -0.002]), 0.0, np.array([[0.1234, 0.4321], [0.987, -0.3]])), {}),)
EVEN = (np.zeros(3), 0.0, X)  # every probability is exactly ½
LEANING = (np.zeros(3), 1.0, X)  # the bias alone decides: class 1
CLOSE = (
    ((np.zeros(3), 1e-10, X), {}),  # every probability is above ½, and hardly
    ((np.ones(1), -1e-7, np.array([[float(np.log(0.25))]])), {"threshold": 0.2}),  # … below 0.2
    ((np.ones(1), 1e-7, np.array([[float(np.log(0.25))]])), {"threshold": 0.2}),  # … above
)

ONE_BY_ONE = Property(
    "each row is a case of its own: its answer must not change with the other rows.",
    lambda f: np.allclose([f(W, B, X[k : k + 1])[0] for k in range(len(X))], f(W, B, X)),
)
ONE_EACH = Property(
    "n rows get n answers, shape (n,).",
    lambda f: np.shape(f(W, B, X)) == (len(X),),
)

TRAIN = np.array([[10.0, 1.0], [12.0, 5.0], [20.0, 3.0], [14.0, 7.0]])
TEST = np.array([[16.0, 2.0], [11.0, 9.0]])
ONE_CONSTANT = np.array([[10.0, 3.0], [12.0, 3.0]]), np.array([[11.0, 3.0], [9.0, 4.0]])
OUTLIER = np.array([[0.0]] * 11 + [[12.0]]), np.array([[60.0]])


def scale_both(X_train, X_test):
    """Return both tables in the units of the training cases: (X - mean) / scale."""
    X_std, mean, scale = standardise(X_train)
    return X_std, (X_test - mean) / scale


def _scaled(statistics):
    """Return a scale_both whose mean and scale are `statistics(X_train, X_test)`."""

    def scale(X_train, X_test):
        mean, spread = statistics(X_train, X_test)
        return (X_train - mean) / spread, (X_test - mean) / spread

    return scale


def fresh_models(rng):
    """Return (w, b, X) of several sizes: small numbers, one case, large scores, the plain one."""
    kinds = ((4, 2, 0.02), (1, 3, 1.0), (3, 4, 5.0), (5, 1, 1.0), (6, 3, 1.0))
    return [
        (np.round(size * rng.normal(size=d), 4), float(np.round(size * rng.normal(), 4)),
         np.round(rng.normal(size=(n, d)), 2))
        for n, d, size in kinds
    ]  # fmt: skip


def fresh_cases(rng):
    """Return them as cases."""
    return [(model, {}) for model in fresh_models(rng)]


def _fresh_thresholds(rng):
    """Return cases at ½, and some whose threshold lies close to a probability, on either side."""
    cases = [(model, {}) for model in fresh_models(rng)[1:]]
    for model in (*fresh_models(rng)[1:], *fresh_models(rng)[3:]):
        p = np.sort(predict_proba(*model))[len(model[2]) // 2]
        cases += [
            (model, {"threshold": float(np.round(np.clip(p + off, 0.01, 0.99), 3))})
            for off in (0.015, -0.015)
        ]
    return cases


def _fresh_tables(rng):
    return [
        (tuple(np.round(rng.normal(3, 2, size=(n, d)), 2) for n in (a, c)), {})
        for a, c, d in ((4, 1, 2), (5, 2, 1), (3, 4, 3), (6, 3, 2))
    ]


# What learners write in the place of the votes X @ w, of the score, and of the probability.
VOTES = {
    "-X @ w": "the votes have the wrong sign: X @ w is expected, without a minus",
    "X * w": "`*` multiplies entry by entry and leaves a table: `@` multiplies and adds up",
    "X.T @ w": "X is transposed: it is (n, d) already, and X @ w is (n,)",
    "w @ X": "the sides of `@` are exchanged: w @ X adds up over the cases, X @ w over the "
    "features",
    "w.T @ X": "the sides of `@` are exchanged: w @ X adds up over the cases, X @ w over the "
    "features",
    "w @ X.T * 2": "the votes are doubled",
    "2 * X @ w": "the votes are doubled",
    "(X * w).mean(axis=1)": "the votes are averaged: their sum is expected, as X @ w takes it",
    "(X * w).sum(axis=0)": "the sum runs down the columns (axis=0): one score a row, axis=1",
    "(X * w).sum()": "all votes are added up to one number: each case needs its own score",
    "(X * w).prod(axis=1)": "the votes are multiplied: they are added up",
    "(X * w).max(axis=1)": "the largest vote alone counts: they are added up",
    "(X + w).sum(axis=1)": "the weights are added to the features: they multiply",
    "(X / w).sum(axis=1)": "the features are divided by the weights: they are multiplied",
    "X.sum(axis=1)": "the weights are missing: each feature is multiplied by its weight",
    "X.mean(axis=1)": "the weights are missing: each feature is multiplied by its weight",
    "X @ np.abs(w)": "the weights lose their sign",
    "np.abs(X @ w)": "the votes lose their sign",
    "np.abs(X) @ w": "the features lose their sign",
    "X @ w**2": "the weights are squared",
    "X**2 @ w": "the features are squared",
    "(X @ w)**2": "the votes are squared",
    "X @ w[::-1]": "the weights are taken in the opposite order",
    "X @ (w / np.linalg.norm(w))": "the weights are scaled to length 1",
    "X @ w / np.linalg.norm(w)": "the score is divided by the length of w: that is a distance",
    "X @ (w / w.sum())": "the weights are divided by their sum",
    "X @ np.sign(w)": "of the weights the sign alone is used",
    "X @ np.round(w)": "the weights are rounded to whole numbers",
    "X @ np.trunc(w)": "the weights are cut to whole numbers",
    "np.trunc(X) @ w": "the features are cut to whole numbers",
    "X[:, 0] * w[0]": "the first feature alone is used: does a `return` stand inside the loop?",
    "X[:, -1] * w[-1]": "the last feature alone is used: `=` where `+=` adds up?",
    "X[:, :-1] @ w[:-1]": "the last feature is left out: does the loop end one too early?",
    "X[:, 1:] @ w[1:]": "the first feature is left out: does the loop begin one too late?",
    "(X - X.mean(axis=0)) @ w": "the features are centred first: X is taken as it is",
    "(X - X.mean(axis=0)) / X.std(axis=0) @ w": "the features are standardised first: X is taken "
    "as it is",
    "X @ w[0] if len(w) == 1 else X * w[0]": "the first weight alone is used",
    "X[::-1] @ w": "the cases are in the opposite order",
    "np.cumsum(X @ w)": "each score has the ones before it added: begin anew for each row",
    "X[:1] @ w": "the first case alone is computed: does a `return` stand inside the loop?",
    "X[-1:] @ w": "the last case alone is computed",
    "X[0] @ w": "the first case alone is computed: X[0] is one row",
    "X[-1] @ w": "the last case alone is computed",
    "X @ w[:, None]": "w is made a column, so the scores come as a column, (n, 1)",
    "np.sum(X @ w)": "all scores are added up to one number",
    "np.mean(X @ w)": "the scores are averaged to one number",
}
SCORE = {
    "votes": "the bias is missing: z = X @ w + b",
    "votes - b": "the bias is subtracted where it should be added: z = X @ w + b",
    "b - votes": "the votes are subtracted from the bias: z = X @ w + b",
    "votes * b": "the bias multiplies: it is added, z = X @ w + b",
    "votes * (1 + b)": "the bias multiplies: it is added, z = X @ w + b",
    "votes + d * b": "the bias is added once for every feature: once a case",
    "votes + n * b": "the bias is added n times, n being the number of cases: once a case",
    "votes + b / n": "the bias is divided by n: it is added as it is",
    "votes + b / d": "the bias is divided by d: it is added as it is",
    "votes + 2 * b": "the bias is added twice",
    "votes + 1": "a 1 is added where the bias b is expected",
    "votes + b + 1": "a 1 is added beside the bias",
    "votes + abs(b)": "the bias loses its sign",
    "votes + b**2": "the bias is squared",
    "votes + int(b)": "the bias is cut to a whole number",
    "votes + w[0]": "the first weight stands where the bias is expected",
    "X @ (w + b)": "the bias is added to every weight: it is added to the sum, once a case",
    "(X + b) @ w": "the bias is added to every feature: it is added to the sum, once a case",
    "votes + (d - 1) * b": "the bias is added in each turn of the loop: once a case",
    "(votes + b) / np.linalg.norm(w)": "the score is divided by the length of w: that is the "
    "distance from the border",
    "np.abs(votes + b) / np.linalg.norm(w)": "that is the distance from the border: the score",
    "(votes + b > 0).astype(int)": "that is a class, 0 or 1: the score itself is expected",
    "np.sign(votes + b)": "that is the sign of the score: the score itself is expected",
    "logistic(votes + b)": "that is the probability, σ of the score: the score itself is expected",
    "np.exp(votes + b)": "those are the odds, exp of the score: the score itself is expected",
    "np.maximum(votes + b, 0)": "that is ReLU of the score: the score itself is expected",
    "votes * 0 + b": "the votes are missing: that is the bias alone",
    "votes + np.where(np.arange(n) == 0, b, 0)": "the bias is added to the first case alone",
    "votes + np.where(np.arange(n) == n - 1, b, 0)": "the bias is added to the last case alone",
}
PROBABILITY = {
    "z": "those are the scores: put them through logistic(z)",
    "logistic(-z)": "the sign of the score is wrong, so that is the probability of class 0: "
    "1 / (1 + exp(-z)) is expected, the probability of class 1",
    "logistic(2 * z)": "the score is doubled: σ(2z)",
    "logistic(z / 2)": "the score is halved: σ(z / 2)",
    "logistic(logistic(z))": "σ is taken twice: `predict_proba` or `logistic` does it already",
    "np.exp(z)": "those are the odds, exp(z), and they pass 1: the probability is logistic(z)",
    "np.exp(-z)": "those are the odds against, exp(-z): the probability is 1 / (1 + exp(-z))",
    "1 + np.exp(-z)": "that is the denominator, 1 + exp(-z): divide 1 by it",
    "1 / 1 + np.exp(-z)": "brackets are missing: 1 / (1 + np.exp(-z))",
    "np.tanh(z)": "tanh runs from -1 to 1: logistic(z) is expected",
    "np.tanh(z / 2)": "tanh runs from -1 to 1: logistic(z) is expected",
    "(1 + np.tanh(z)) / 2": "that is σ(2z): tanh takes z / 2 here",
    "np.exp(z) / np.sum(np.exp(z))": "that is softmax over all cases, which add up to 1: each "
    "case has a probability of its own",
    "logistic(X) @ w + b": "logistic comes last: first the weighted sum, then σ of it",
    "logistic(X @ w) + b": "the bias came too late: it belongs to the score, inside logistic(…)",
    "logistic(X * w).sum(axis=1) + b": "σ of each vote: first the sum, then one σ of it",
    "logistic(X * w + b)": "one probability for every feature: `@` adds up the votes first",
    "logistic(X * w + b).mean(axis=1)": "σ of each vote, and their mean: first the sum, then σ",
    "logistic(X * w).mean(axis=1)": "σ of each vote, and their mean: first the sum, then σ",
    "np.log(logistic(z))": "those are the logarithms of the probabilities",
    "z / np.sum(z)": "the scores are divided by their sum: σ makes probabilities of them",
    "z / np.max(z)": "the scores are divided by their largest: σ makes probabilities of them",
    "(z - np.min(z)) / np.ptp(z)": "the scores are stretched to 0 … 1: σ makes probabilities",
    "np.clip(z, 0, 1)": "the scores are cut off at 0 and 1: σ bends smoothly",
    "0.5 * (1 + erf(z / np.sqrt(2)))": "that is the normal distribution's S (probit): logistic(z) "
    "is expected",
    "np.where(z > 0, 1.0, 0.0)": "those are classes, 0 or 1: the probabilities themselves are "
    "expected, the threshold belongs to predict",
    "np.exp(z) / (1 + np.exp(z))": "exp(z) overflows at large scores, and inf / inf is NaN: "
    "1 / (1 + np.exp(-z))",
    "logistic(z) * (1 - logistic(z))": "that is the slope of σ, p (1 - p): p itself is expected",
    "np.column_stack([1 - logistic(z), logistic(z)])": "those are two columns, as scikit-learn's "
    "predict_proba returns them: here the probability of class 1 alone is expected, its [:, 1]",
    "np.array([1 - logistic(z), logistic(z)])": "those are the probabilities of both classes: "
    "here those of class 1 alone are expected",
    "np.maximum(logistic(z), 1 - logistic(z))": "that is the probability of the likelier class: "
    "that of class 1 is expected",
    **{
        f"1 / (1 + {e} ** -z)": f"the number e is rounded to {e}: np.exp(-z) has all its digits"
        for e in ("2.71828", "2.718", "2.72", "2.7")
    },
    "1 / (1 + 2.0 ** -z)": "the base is 2 where e is expected: np.exp(-z)",
    "1 / (1 + 10.0 ** -z)": "the base is 10 where e is expected: np.exp(-z)",
}
_TABLE = {"n": "len(X)", "d": "X.shape[1]"}
_SCORE_LINES = {**_TABLE, "votes": "X @ w", "z": "votes + b"}
SCORE_SLIPS = {"votes": VOTES, "z": SCORE}

SCORE_FORMULA = Formula(
    {**_TABLE, "votes": "X @ w", "score": "votes + b"}, {"votes": VOTES, "score": SCORE}
)
PROBA_FORMULA = Formula({**_SCORE_LINES, "p": "logistic(z)"}, {**SCORE_SLIPS, "p": PROBABILITY})
PREDICT_FORMULA = Formula(
    {**_SCORE_LINES, "p": "logistic(z)", "y_hat": "(p > threshold).astype(int)"},
    {
        "y_hat": {
            "(p >= threshold).astype(int)": "at p = threshold exactly the class is 0: p > "
            "threshold, strictly",
            "(p < threshold).astype(int)": "the comparison is the wrong way round: 1 where p > "
            "threshold",
            "(p <= threshold).astype(int)": "the comparison is the wrong way round: 1 where p > "
            "threshold",
            "(p > 0.5).astype(int)": "the threshold is fixed at 0.5: use the one that is given",
            "(p >= 0.5).astype(int)": "the threshold is fixed at 0.5, and p = 0.5 is taken for "
            "class 1",
            **{
                f"(np.round(p, {k}) > threshold).astype(int)": "p is rounded before it is "
                "compared: compare p itself"
                for k in (0, 1, 2)
            },
            "(p > threshold / 100).astype(int)": "the threshold is taken for percent: it lies "
            "between 0 and 1",
            "(100 * p > threshold).astype(int)": "p is in percent, and the threshold is not",
            "(p > threshold).astype(int)[p > threshold]": "only the ones are collected: a 0 for "
            "each of the others",
            "np.ones(int((p > threshold).sum()), int)": "only the ones are collected: a 0 for each "
            "of the others",
            "np.where(p > threshold, 1, np.where(p < threshold, 0, p))": "a p equal to the "
            "threshold is left as it is: it is class 0",
            "np.where(p > threshold, 1, np.where(p < threshold, 0, -1))": "a p equal to the "
            "threshold gets a class of its own: it is class 0",
            "np.where(p > threshold, 1, np.where(p < threshold, 0, 0.5))": "a p equal to the "
            "threshold gets 0.5: it is class 0",
            "np.round(p)": "rounding fixes the threshold at 0.5: p > threshold",
            "(z > 0).astype(int)": "z > 0 fixes the threshold at 0.5: p > threshold",
            "(z >= 0).astype(int)": "z >= 0 fixes the threshold at 0.5, and takes p = 0.5 for "
            "class 1",
            "(z > threshold).astype(int)": "the score is held against the threshold: it is one of "
            "probability, p > threshold",
            "(z >= threshold).astype(int)": "the score is held against the threshold: it is one of "
            "probability, p > threshold",
            "(p > 1 - threshold).astype(int)": "p is held against 1 - threshold: p > threshold",
            "(1 - p > threshold).astype(int)": "the probability of class 0 is held against the "
            "threshold: that of class 1 is expected",
            "(p > np.log(threshold / (1 - threshold))).astype(int)": "p is held against "
            "logit(threshold), or σ is taken twice: either p > threshold or z > logit(threshold)",
            "(p > threshold).astype(int)[:, None]": "that is a column, (n, 1): one class for each "
            "case is expected, (n,)",
            "(p > logistic(threshold)).astype(int)": "the threshold is put through σ: it is a "
            "probability already",
            "(p > p.mean()).astype(int)": "p is held against its mean: use the threshold",
            "(p > np.median(p)).astype(int)": "p is held against its median: use the threshold",
            "(p == threshold).astype(int)": "`==` asks for equality: p > threshold",
            "np.where(p > threshold, p, 0)": "p is kept where it is above: 1 is expected there",
            "np.where(p > threshold, 1, -1)": "the other class is called -1: it is 0",
            "np.where(p > threshold, 1, 2)": "the other class is called 2: it is 0",
            "np.where(p > threshold, 2, 1)": "the classes are called 1 and 2: they are 0 and 1",
            "np.where(p > threshold)[0]": "those are the places of the cases above the threshold "
            "(np.where with one argument): one class for each case is expected",
            "np.where(p > threshold)": "np.where with one argument gives the places of the cases "
            "above the threshold: give it three, np.where(p > threshold, 1, 0), or write "
            "(p > threshold).astype(int)",
            "(p > threshold).sum()": "those are how many: one class for each case is expected",
            "int((p > threshold).any())": "`any` makes one answer for all: one for each case",
            "int((p > threshold).all())": "`all` makes one answer for all: one for each case",
            "int(p.mean() > threshold)": "that is one class for the mean: one for each case",
            "p": "those are the probabilities: compare them with the threshold",
            "z": "those are the scores: the classes are expected",
            "p.astype(int)": "int cuts all that is below 1 to 0: compare first, p > threshold",
            "np.floor(p + threshold).astype(int)": "p + threshold is cut to whole numbers: compare "
            "p > threshold",
            "np.sign(p - threshold)": "np.sign gives -1 for the other class: it is 0",
            "np.where(p > threshold, 1.0, np.nan)": "NaN stands for the other class: it is 0",
            "np.where(p > threshold, 'benign', 'malignant')": "those are words: the classes are "
            "the numbers 1 and 0",
            **powers(
                "(p > threshold + {e}).astype(int)",
                "{e} is added to the threshold",
                (1e-9, 1e-8, 1e-6),
            ),
            **powers(
                "(p > threshold - {e}).astype(int)",
                "{e} is taken from the threshold",
                (1e-9, 1e-8, 1e-6),
            ),
        },
        **SCORE_SLIPS,
        "p": PROBABILITY,
    },
)

_UNITS = {
    "X_train.{}()": "one number for the whole table: each column has its own, axis=0",
    "X_train.{}(axis=1, keepdims=True)": "it is taken along the rows (axis=1): each column has its "
    "own, axis=0",
}
SCALE_FORMULA = Formula(
    {
        "n": "len(X_train)",
        "d": "X_train.shape[1]",
        "basis": "X_train",
        "axis": "0",
        "ddof": "0",
        "mean": "basis.mean(axis=axis)",
        "std": "basis.std(axis=axis, ddof=ddof)",
        "scale": "np.where(std == 0, 1.0, std)",
        "train": "(X_train - mean) / scale",
        "test": "(X_test - mean) / scale",
    },
    {
        "basis": {
            "X_test": "mean and standard deviation are those of the test cases: those of X_train "
            "are expected",
            "np.vstack([X_train, X_test])": "mean and standard deviation are taken over training "
            "and test cases together: X_train alone is expected",
        },
        "axis": {
            "1": "mean and standard deviation are taken along the rows (axis=1): each column has "
            "its own, axis=0",
            "None": "one mean and one standard deviation for the whole table: each column has its "
            "own, axis=0",
        },
        "ddof": {
            "1": "the standard deviation divides by n - 1 (ddof=1, as in pandas): n is expected",
        },
        "mean": {
            **{code.format("mean"): f"the mean: {phrase}" for code, phrase in _UNITS.items()},
            "X_test.mean(axis=0)": "the mean is that of X_test: that of X_train is expected",
            "np.vstack([X_train, X_test]).mean(axis=0)": "the mean is taken over training and test "
            "cases together: X_train alone is expected",
            "np.median(X_train, axis=0)": "the median is subtracted: the mean is expected",
            "X_train.min(axis=0)": "the smallest value is subtracted: the mean is expected",
            "X_train.max(axis=0)": "the largest value is subtracted: the mean is expected",
            "0.0": "the mean is not subtracted",
            "np.append(X_train.mean(axis=0)[:-1], 0)": "the mean is not subtracted from the last "
            "column: does the loop end one too early?",
            "np.append(0, X_train.mean(axis=0)[1:])": "the mean is not subtracted from the first "
            "column: does the loop begin one too late?",
            "X_train.mean(axis=0)[0]": "the mean of the first column is used for all",
            "np.sqrt(X_train.mean(axis=0))": "the root of the mean is subtracted",
            "-X_train.mean(axis=0)": "the mean is added: it is subtracted",
            "X_train.sum(axis=0)": "the sum is subtracted: the mean is expected",
            "X_train[0]": "the first row is subtracted: the mean is expected",
        },
        "std": {
            **{
                code.format("std"): f"the standard deviation: {phrase}"
                for code, phrase in _UNITS.items()
            },
            "X_test.std(axis=0)": "the standard deviation is that of the test cases: that of "
            "X_train is expected",
            "np.vstack([X_train, X_test]).std(axis=0)": "the standard deviation is taken over "
            "training and test cases together: X_train alone is expected",
            "X_train.std(axis=0, ddof=1)": "the standard deviation divides by n - 1 (ddof=1, as in "
            "pandas): n is expected, NumPy's X.std",
            "X_train.var(axis=0)": "the variance divides: its square root, the standard deviation, "
            "is expected",
            "X_train.var(axis=0, ddof=1)": "the variance divides, with n - 1: the standard "
            "deviation is expected",
            "np.ptp(X_train, axis=0)": "the range, max - min, divides: the standard deviation is "
            "expected",
            "X_train.max(axis=0)": "the largest value divides: the standard deviation is expected",
            "np.abs(X_train).max(axis=0)": "the largest absolute value divides: the standard "
            "deviation is expected",
            "np.abs(X_train - mean).mean(axis=0)": "the mean absolute deviation divides: the "
            "standard deviation is expected",
            "np.sqrt((X_train**2).mean(axis=0))": "the mean is not subtracted inside the standard "
            "deviation",
            "np.linalg.norm(X_train, axis=0)": "the length of the column divides: the standard "
            "deviation is expected",
            "np.linalg.norm(X_train - mean, axis=0)": "the sum of the squares is not divided by n "
            "inside the standard deviation",
            "np.sqrt(X_train.std(axis=0))": "the root is taken twice: std is the root already",
            "X_train.mean(axis=0)": "the mean divides: the standard deviation is expected",
            "np.percentile(X_train, 75, axis=0) - np.percentile(X_train, 25, axis=0)": "the range "
            "of the middle half (IQR) divides: the standard deviation is expected",
            "1.0": "the standard deviation is not used: divide by it",
            "np.append(X_train.std(axis=0)[:-1], 1)": "the last column is not divided: does the "
            "loop end one too early?",
            "np.append(1, X_train.std(axis=0)[1:])": "the first column is not divided: does the "
            "loop begin one too late?",
            "X_train.std(axis=0)[0]": "the standard deviation of the first column is used for all",
            "X_train.std(axis=0) / np.sqrt(n)": "that is the standard error: the standard "
            "deviation is expected",
            "np.sqrt((X_train - mean).std(axis=0))": "the root is taken twice",
            "2 * X_train.std(axis=0)": "twice the standard deviation divides",
        },
        "scale": {
            "std": "a constant column has the standard deviation 0, and 0 / 0 is NaN: its "
            "scale should be 1",
            "np.where(std == 0, 0.0, std)": "a constant column needs the scale 1, not 0",
            "np.where(std == 0, np.inf, std)": "a constant column needs the scale 1: yours makes "
            "every value in it 0, the test cases' too",
            "np.maximum(std, 1.0)": "every scale below 1 is raised to 1: only a 0 needs it",
            **powers(
                "std + {e}",
                "{e} is added to the standard deviation: where it is 0, the test "
                "cases are divided by that tiny number, and everywhere else the scale is off. "
                "Expected a scale of 1 where the standard deviation is 0",
                (*TINY, 1.0),
            ),
            **powers(
                "np.where(std == 0, {e}, std)",
                "a constant column is divided by {e}: its scale should be 1",
                TINY,
            ),
            **powers(
                "np.maximum(std, {e})",
                "a constant column is divided by {e}: its scale should be 1",
                TINY,
            ),
        },
        "train": {
            "X_train": "the training table is left in raw units",
            "X_train - mean / scale": "brackets are missing in the training table: mean / scale is "
            "divided first. Expected (X_train - mean) / scale",
            "(X_train - mean) * scale": "the training table is multiplied by the scale: divide",
            "(mean - X_train) / scale": "the sign of the training table is wrong: X_train - mean",
            "np.clip((X_train - mean) / scale, -3, 3)": "the training table is clipped at ±3",
            "np.clip((X_train - mean) / scale, -1, 1)": "the training table is clipped at ±1",
            "(X_train - X_train.min(axis=0)) / np.ptp(X_train, axis=0)": "the training table runs "
            "from 0 to 1: mean 0 and standard deviation 1 are expected",
        },
        "test": {
            "X_test": "the test table is left in raw units",
            "X_test - mean / scale": "brackets are missing in the test table: mean / scale is "
            "divided first. Expected (X_test - mean) / scale",
            "(X_test - mean) * scale": "the test table is multiplied by the scale: divide",
            "(mean - X_test) / scale": "the sign of the test table is wrong: X_test - mean",
            "X_test - mean": "the test table is not divided by the scale",
            "X_test / scale": "the mean is not subtracted from the test table",
            "(X_test - X_test.mean(axis=0)) / X_test.std(axis=0)": "the test table is scaled by "
            "its own mean and standard deviation: those of X_train are expected",
            "(X_test - X_test.mean(axis=0)) / scale": "the test table is shifted by its own mean: "
            "that of X_train is expected",
            "(X_test - mean) / X_test.std(axis=0)": "the test table is divided by its own standard "
            "deviation: that of X_train is expected",
            "(X_test - mean) / np.where(X_test.std(axis=0) == 0, 1, X_test.std(axis=0))": "the "
            "test table is divided by its own standard deviation: that of X_train is expected",
            "(X_test - X_test.mean(axis=0)) / np.where(X_test.std(axis=0) == 0, 1, "
            "X_test.std(axis=0))": "the test table is scaled by its own mean and standard "
            "deviation: those of X_train are expected",
            "np.clip((X_test - mean) / scale, -3, 3)": "the test table is clipped at ±3",
            "np.clip((X_test - mean) / scale, -1, 1)": "the test table is clipped at ±1",
            "(X_test - X_test.min(axis=0)) / np.ptp(X_test, axis=0)": "the test table is scaled by "
            "its own smallest and largest values: by the mean and scale of X_train",
            "(X_test - X_train.min(axis=0)) / np.ptp(X_train, axis=0)": "the test table is scaled "
            "by min and max: by the mean and scale of X_train",
            "(X_train - mean) / scale": "the training table came twice",
            "(X_test - mean) / std": "in the test table a constant column of X_train is divided "
            "by 0: its scale should be 1",
            "np.nan_to_num((X_test - mean) / std)": "nan_to_num paints over a division by 0: a "
            "constant column needs the scale 1",
            "np.where(std == 0, 0.0, (X_test - mean) / std)": "a constant column is set to 0: its "
            "scale should be 1, so that a test case that differs shows x - mean",
        },
    },
    ("train", "test"),
)

EXERCISES = {
    "score": Exercise(
        score,
        fresh=fresh_cases,
        formula=SCORE_FORMULA,
        cases=CASES,
        edge_cases=SMALL,
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
                "Right with one feature, an error or nonsense with more: `@` needs equal lengths "
                "where its sides meet. X is (n, d) and w is (d,), so X comes first: X @ w.",
            ),
            Mistake(
                "column",
                lambda w, b, X: X @ w[:, None] + b,
                "The right numbers, but as a column, shape (n, 1): w is a plain array of shape "
                "(d,), and X @ w is (n,). A column would later spread into an (n, n) table.",
            ),
            Mistake(
                "whole_numbers",
                lambda w, b, X: np.trunc(X @ w + b),
                "Your scores are cut to whole numbers: an array made with dtype int holds no "
                "decimals. Make it with np.zeros(n), or write X @ w + b.",
            ),
        ),
        properties=(
            ONE_EACH,
            ONE_BY_ONE,
            Property(
                "with zero weights every score is the bias.",
                lambda f: np.allclose(f(np.zeros(3), 0.7, X), 0.7),
            ),
            Property(
                "one more of the bias is one more of the score.",
                lambda f: np.allclose(np.subtract(f(W, B + 1, X), f(W, B, X)), 1),
            ),
            Property(
                "twice the weights are twice the votes: score(2w, 0) = 2 score(w, 0).",
                lambda f: np.allclose(f(2 * W, 0.0, X), 2 * np.asarray(f(W, 0.0, X))),
            ),
        ),
    ),
    "predict_proba": Exercise(
        predict_proba,
        fresh=fresh_cases,
        edge_cases=FAR,
        formula=PROBA_FORMULA,
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
        properties=(
            ONE_EACH,
            ONE_BY_ONE,
            Property(
                "a probability lies between 0 and 1.",
                lambda f: bool(np.all((f(W, B, X) >= 0) & (f(W, B, X) <= 1))),
            ),
            Property(
                "a model of zeros knows nothing: every p is 0.5.",
                lambda f: np.allclose(f(np.zeros(3), 0.0, X), 0.5),
            ),
            Property(
                "all signs turned, p becomes 1 - p.",
                lambda f: np.allclose(f(-W, -B, X), 1 - np.asarray(f(W, B, X))),
            ),
        ),
    ),
    "predict": Exercise(
        predict,
        fresh=_fresh_thresholds,
        formula=PREDICT_FORMULA,
        cases=(
            *CASES,
            (EVEN, {}),
            (LEANING, {}),
            ((W, B, X), {"threshold": 0.2}),
            ((W, B, X), {"threshold": 0.8}),
        ),
        edge_cases=CLOSE,
        mistakes=(
            Mistake(
                "at_threshold",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) >= threshold).astype(int),
                "At zero weights every p is exactly 0.5, and yours says 1: the course takes class "
                "1 only where p > threshold, strictly, as scikit-learn's LogisticRegression does.",
            ),
            Mistake(
                "fixed_threshold",
                lambda w, b, X, *, threshold=0.5: (predict_proba(w, b, X) > 0.5).astype(int),
                "The threshold is ignored: yours is right at 0.5 and wrong at 0.2 and 0.8. Compare "
                "with "
                "the threshold that you were given.",
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
                "The comparison is the wrong way round (< for >): yours says 1 where p is low. p "
                "is "
                "the probability of class 1, so 1 is where p > threshold.",
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
                "Yours gives -1 for the other class: the labels are 1 and 0.",
            ),
            Mistake(
                "if",
                lambda w, b, X, *, threshold=0.5: 1 if predict_proba(w, b, X) > threshold else 0,
                "`if` asks for one True or False, and there is one for every case: compare the "
                "whole array at once, p > threshold, and turn it into numbers with .astype(int).",
            ),
        ),
        properties=(
            ONE_EACH,
            ONE_BY_ONE,
            Property(
                "a call is 0 or 1, nothing else.",
                lambda f: set(np.unique(f(W, B, X))) <= {0, 1},
            ),
            Property(
                "a higher threshold never makes more calls of class 1.",
                lambda f: np.sum(f(W, B, X, threshold=0.8)) <= np.sum(f(W, B, X, threshold=0.2)),
            ),
            Property(
                "at threshold ½ the class is 1 exactly where the score is above 0.",
                lambda f: np.array_equal(f(W, B, X), score(W, B, X) > 0),
            ),
        ),
    ),
    "scale_both": Exercise(
        scale_both,
        fresh=_fresh_tables,
        formula=SCALE_FORMULA,
        cases=(
            ((np.array([[1.0], [3.0]]), np.array([[5.0]])), {}),
            ((TRAIN, TEST[:1]), {}),
            ((TRAIN, TEST), {}),
        ),
        edge_cases=((ONE_CONSTANT, {}), (OUTLIER, {})),
        mistakes=(
            Mistake(
                "own_units",
                lambda X_train, X_test: (standardise(X_train)[0], standardise(X_test)[0]),
                "The test cases are scaled by their own mean: a single patient would then always "
                "be 0. Mean and scale belong to the model: take the training cases' for both.",
            ),
            Mistake(
                "all_data",
                _scaled(lambda a, b: standardise(np.vstack([a, b]))[1:]),
                "Mean and scale are taken from training and test cases together: so the test "
                "cases have been looked at before the test. Take them from X_train alone.",
            ),
            Mistake(
                "test_units",
                _scaled(lambda a, b: standardise(b)[1:]),
                "Mean and scale are those of the test cases: the model is trained on X_train, so "
                "its units come from there.",
            ),
            Mistake(
                "test_left_raw",
                lambda X_train, X_test: (standardise(X_train)[0], X_test),
                "The test cases are still in raw units: the weights learnt from scaled cases "
                "would be far off there. Scale them too, by the training cases' mean and scale.",
            ),
            Mistake(
                "variance",
                _scaled(lambda a, b: (a.mean(axis=0), a.var(axis=0))),
                "You divide by the variance: its square root, the standard deviation, is asked "
                "(X.std, not X.var).",
            ),
            Mistake(
                "no_scale",
                _scaled(lambda a, b: (a.mean(axis=0), 1.0)),
                "Shifted, but not scaled: divide by the standard deviation as well.",
            ),
            Mistake(
                "no_shift",
                _scaled(lambda a, b: (0.0, a.std(axis=0))),
                "Scaled, but not shifted: subtract the mean first.",
            ),
            Mistake(
                "whole_table",
                _scaled(lambda a, b: (a.mean(), a.std())),
                "Right for one feature; with two, yours has one mean for the whole table. Each "
                "column has its own units: axis=0.",
            ),
            Mistake(
                "sample",
                _scaled(lambda a, b: (a.mean(axis=0), a.std(axis=0, ddof=1))),
                "Your standard deviation divides by n - 1 (ddof=1): the course divides by n, as "
                "scikit-learn's StandardScaler does.",
            ),
            Mistake(
                "min_max",
                _scaled(lambda a, b: (a.min(axis=0), np.ptp(a, axis=0))),
                "That scales from the smallest to the largest: here mean 0 and standard deviation "
                "1 are asked.",
            ),
            Mistake(
                "train_alone",
                lambda X_train, X_test: standardise(X_train)[0],
                "Only one table came: return both, X_train and X_test, in this order.",
            ),
            Mistake(
                "constant",
                _scaled(lambda a, b: (a.mean(axis=0), a.std(axis=0))),
                "Right until a column is constant: its standard deviation is 0, and 0 / 0 is NaN. "
                "Give such a column the scale 1: np.where(scale == 0, 1.0, scale).",
            ),
        ),
        properties=(
            Property(
                "the training columns get mean 0.",
                lambda f: np.allclose(np.mean(f(TRAIN, TEST)[0], axis=0), 0),
            ),
            Property(
                "the training columns get standard deviation 1.",
                lambda f: np.allclose(np.std(f(TRAIN, TEST)[0], axis=0), 1),
            ),
            Property(
                "equal cases get equal numbers, in whichever table they stand.",
                lambda f: np.allclose(f(TRAIN, TRAIN[:2])[1], f(TRAIN, TEST)[0][:2]),
            ),
            Property(
                "the training table must not change with the test table.",
                lambda f: np.allclose(f(TRAIN, TEST)[0], f(TRAIN, TEST + 1)[0]),
            ),
        ),
    ),
}

BUG_TASKS = {
    "predict": BugTask(
        "score_over_half",
        "Most calls are right, so look at those that are not. Count the cases where it differs "
        "from `predict_proba(w, b, X) > 0.5`, and print p and the score of those few.",
        lesson="The bug was a score held against a threshold of probability: z > 0.5 is p > 0.62. "
        "Cases between the two were called malignant, and nobody was told.",
    ),
}

QUESTIONS = {
    "shapes": Question(
        "`X` has shape (455, 2) and `w` has shape (2,). What are the shapes of `X * w` and of "
        "`X @ w`?",
        (
            (
                "Both (455,)",
                "Only one of them adds up. `*` multiplies entry by entry and leaves everything in "
                "its place.",
            ),
            (
                "(455, 2) and (455,)",
                "`*` gives each tumour two separate votes, `@` multiplies and adds: one score a "
                "tumour.",
            ),
            (
                "`X * w` is an error",
                "It is not, and that is the danger: NumPy stretches `w` over all rows and returns "
                "a table.",
            ),
        ),
        right=1,
        proof=lambda: (
            (np.ones((455, 2)) * np.ones(2)).shape == (455, 2)
            and (np.ones((455, 2)) @ np.ones(2)).shape == (455,)
        ),
    ),
    "untrained": Question(
        "An untrained model has 30 zeros for weights and a zero for bias. What is its accuracy on "
        "the 455 training tumours?",
        (
            (
                "About half: it can only guess",
                "It does not guess. Every score is exactly 0 and every p exactly ½, so all get "
                "the same prediction.",
            ),
            (
                "38.7 %, the proportion of the malignant",
                "p = ½ is not above ½, so every prediction is class 0, malignant. Here the strict "
                "sign matters.",
            ),
            ("61.3 %, the proportion of the benign", "That would be so with ≥ in place of >."),
        ),
        right=1,
        proof=lambda: (
            round(float(np.mean(load_breast_cancer().y_train == 0)), 3) == 0.387
            and not predict(np.zeros(30), 0.0, load_breast_cancer().X_train).any()
        ),
    ),
}

QUIZ = (
    Question(
        "w = (2, 0) and b = -1. Where is the decision boundary at threshold ½?",
        (
            ("At x1 = ½, upright", "2 x1 - 1 = 0 there. The second feature has no vote."),
            ("At x1 = -½, upright", "A minus is lost: 2 x1 - 1 = 0 gives +½."),
            ("At x2 = ½, level", "The weight of x2 is 0: it has no vote at all."),
            ("At x1 = 1, upright", "There the score is 1. The boundary is where it is 0."),
        ),
        right=0,
        proof=lambda: np.isclose(predict_proba([2.0, 0.0], -1.0, [[0.5, 7.0]])[0], 0.5),
    ),
    Question(
        "All weights and the bias are doubled. Which predictions may change?",
        (
            ("All", "At ½ the sign of the score decides, and doubling leaves it."),
            ("None", "At ½ that is so. At 0.9 the score is held against logit(0.9), not 0."),
            (
                "None at threshold ½, some at 0.9",
                "The sign stays, and every p moves away from ½. At 0.9 the boundary lies where the "
                "old score was logit(0.9) / 2.",
            ),
        ),
        right=2,
        proof=lambda: (
            np.array_equal(predict(W, B, X), predict(2 * W, 2 * B, X))
            and (predict(W, B, X, threshold=0.9) < predict(2 * W, 2 * B, X, threshold=0.9)).any()
        ),
    ),
    Question(
        "A weight is 0.7. What does one standard deviation more of that feature do to the odds?",
        (
            ("It adds 0.7", "To the log-odds it does."),
            ("It multiplies them by about 2", "e to the power of 0.7 is 2.01."),
            ("It raises p by 0.7", "How much p moves depends on where it stands."),
        ),
        right=1,
        proof=lambda: round(float(np.exp(0.7)), 2) == 2.01,
    ),
    Question(
        "In raw units the weight of area is 0.001, that of smoothness is 12. Which matters more?",
        (
            ("Smoothness", "Its values differ by hundredths only."),
            ("Area", "It may be. But how can you tell from these two numbers alone?"),
            (
                "You cannot tell",
                "Areas vary by hundreds, smoothness by hundredths. Compare scaled weights.",
            ),
        ),
        right=2,
        proof=lambda: (
            load_breast_cancer(features=["mean area", "mean smoothness"]).scale // [100, 0.01] > 0
        ).all(),
    ),
    Question(
        "You scale the test cases by their own mean. They are many, and drawn as the training "
        "cases were. What happens?",
        (
            ("All predictions are wrong", "Their mean is nearly the same, so little changes."),
            (
                "Little, and that is why the mistake survives",
                "It strikes when a batch is different, or when one patient comes alone, which is "
                "how patients come.",
            ),
            ("Nothing can ever go wrong", "One patient alone is her own mean: all zeros."),
        ),
        right=1,
    ),
)

"""Practice of chapter 3."""

import numpy as np

from ..data import load_breast_cancer
from ..logistic import logistic
from ..loss import log_loss, sample_losses
from ..prediction import predict, predict_proba, score
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import TINY, Formula, powers
from .prediction import PROBABILITY, SCORE_SLIPS, B, W, X, fresh_models
from .questions import Question

Y = np.array([1.0, 0.0, 1.0, 0.0])
ONE_WEIGHT = np.array([1.0]), 0.0  # so that the column of X is the scores
CASES = (
    ((np.array([2.0]), 1.0, np.array([[3.0]]), np.array([1.0])), {}),
    ((np.array([2.0]), 1.0, np.array([[3.0]]), np.array([0.0])), {}),
    ((W, B, X, Y), {}),
)
EXTREMES = (
    # 1 - p rounds to 0 here, and p to 1 …
    ((*ONE_WEIGHT, np.array([[50.0], [-60.0], [40.0]]), np.array([0.0, 1.0, 1.0])), {}),
    # … and here exp overflows.
    ((*ONE_WEIGHT, np.array([[800.0], [-900.0], [1000.0]]), np.array([0.0, 1.0, 1.0])), {}),
)


def _textbook(w, b, X, y):
    p = predict_proba(w, b, X)
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


def _split(w, b, X, y):
    p = predict_proba(w, b, X)
    return -np.log(np.where(y == 1, p, 1 - p))


def _kept_away(epsilon):
    def losses(w, b, X, y):
        p = np.clip(predict_proba(w, b, X), epsilon, 1 - epsilon)
        return -y * np.log(p) - (1 - y) * np.log(1 - p)

    return losses


def _added(epsilon):
    def losses(w, b, X, y):
        p = predict_proba(w, b, X)
        return -y * np.log(p + epsilon) - (1 - y) * np.log(1 - p + epsilon)

    return losses


def _overflowing(w, b, X, y):
    z = score(w, b, X)
    return np.log(1 + np.exp(z)) - y * z


SAFE = "Work from the score: np.logaddexp(0, z) - y * z."

_UNSAFE = (
    (
        "naive",
        _textbook,
        "Right for ordinary scores, not finite at z = 50: there p rounds to 1, and log(1 - p) is "
        f"-inf. At z = 40 and y = 1, where the model is right, it breaks, too. {SAFE}",
    ),
    (
        "infinite",
        _split,
        "Right for ordinary scores, infinite at z = 50 and y = 0: there p rounds to 1, and "
        f"-log(1 - p) is -log 0. The loss is 50. {SAFE}",
    ),
    (
        "nan_to_num",
        lambda w, b, X, y: np.nan_to_num(_textbook(w, b, X, y)),
        "nan_to_num paints over the NaN, and the infinite losses become 1.8e308 where 50 is "
        f"right. {SAFE}",
    ),
    (
        "overflow",
        _overflowing,
        "The formula is right, and np.exp(z) overflows beyond z = 709.78: at z = 800 the loss is "
        "800, and yours is infinite. np.logaddexp(0, z) is log(1 + exp(z)) without that.",
    ),
    *(
        (
            f"clipped_{epsilon:g}",
            _kept_away(epsilon),
            f"A p held {epsilon:g} away from 0 and 1 hides the failure and not the error: at "
            f"z = 50 and y = 0 the loss is 50, and yours stops near {-np.log(epsilon):.1f}. {SAFE}",
        )
        for epsilon in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6)
    ),
    *(
        (
            f"epsilon_{epsilon:g}",
            _added(epsilon),
            f"Adding {epsilon:g} inside the logarithm hides the failure and not the error: at "
            f"z = 50 and y = 0 the loss is 50, and yours stops near {-np.log(epsilon):.1f}. {SAFE}",
        )
        for epsilon in (1e-16, 1e-15, 1e-9, 1e-8, 1e-7, 1e-6)  # between them as if clipped
    ),
)

_WRONG = (
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
        "plus_yz",
        lambda w, b, X, y: np.logaddexp(0, score(w, b, X)) + y * score(w, b, X),
        "A minus is lost: it is log(1 + exp(z)) - y z. Right where y = 0, 2z too much where y = 1.",
    ),
    (
        "no_y",
        lambda w, b, X, y: np.logaddexp(0, score(w, b, X)),
        "The - y z is missing: right where y = 0, z too much where y = 1.",
    ),
    (
        "as_if_benign",
        lambda w, b, X, y: np.logaddexp(0, -score(w, b, X)),
        "That is -log p for every case: right where y = 1, but where y = 0 the truth was given "
        "1 - p, so the loss there is -log(1 - p).",
    ),
    (
        "half",
        lambda w, b, X, y: -y * np.log(predict_proba(w, b, X)),
        "Only half of it: a case with y = 0 costs nothing here. Its loss is -log(1 - p).",
    ),
    (
        "squared",
        lambda w, b, X, y: (predict_proba(w, b, X) - y) ** 2,
        "That is the squared error: the logistic loss is minus the log of the probability of "
        "what was true.",
    ),
    (
        "absolute",
        lambda w, b, X, y: np.abs(predict_proba(w, b, X) - y),
        "That is 1 minus the probability of what was true, at most 1 however wrong: "
        "take minus the log of that probability.",
    ),
    (
        "base_2",
        lambda w, b, X, y: _textbook(w, b, X, y) / np.log(2),
        "That is the logarithm to base 2: use np.log, the natural one, so that a half costs 0.693.",
    ),
    (
        "base_10",
        lambda w, b, X, y: _textbook(w, b, X, y) / np.log(10),
        "That is the logarithm to base 10: use np.log, the natural one, so that a half costs "
        "0.693.",
    ),
    (
        "no_bias",
        lambda w, b, X, y: sample_losses(w, 0.0, X, y),
        "The bias is missing from the score: z = X @ w + b.",
    ),
    (
        "y_times_p",
        lambda w, b, X, y: np.logaddexp(0, score(w, b, X)) - y * predict_proba(w, b, X),
        "Right where y = 0, too large where y = 1: y multiplies the score z, and yours takes p. "
        "At zero weights every loss is log 2.",
    ),
    (
        "margin",
        lambda w, b, X, y: np.logaddexp(0, -y * score(w, b, X)),
        "That is the loss for classes called -1 and 1: with y = 0 it is always log 2. Here y is 0 "
        "or 1, and the loss is log(1 + exp(z)) - y z.",
    ),
    (
        "score_for_p",
        lambda w, b, X, y: (score(w, b, X) - y) ** 2 / 2,
        "That is the squared error of the score: first make a probability of the score, then take "
        "minus the log of what was given to the truth.",
    ),
)

_LOSS_MISTAKES = (*_UNSAFE, *_WRONG)


def _mean_of(losses):
    return lambda w, b, X, y: losses(w, b, X, y).mean()


def _at(z):
    """Return one benign case whose score is z."""
    return np.array([z]), 0.0, np.ones((1, 1)), np.ones(1)


def _zeros(X):
    return np.zeros(X.shape[1]), 0.0, X


NEVER_NEGATIVE = Property(
    "a loss is never below 0.", lambda f: bool(np.all(np.asarray(f(W, B, X, Y)) >= 0))
)
SHRUG = Property(
    "at zero weights every p is ½, so the loss is log 2, about 0.693.",
    lambda f: np.allclose(f(*_zeros(X), Y), np.log(2)),
)
MIRROR = Property(
    "all signs and all classes turned, the loss stays what it was.",
    lambda f: np.allclose(f(-W, -B, X, 1 - Y), f(W, B, X, Y)),
)


def fresh_data(rng):
    """Return (w, b, X, y) of several sizes; y of floats, or of whole numbers."""
    return [
        (*model, rng.integers(0, 2, size=len(model[2])).astype(kind))
        for model, kind in zip(fresh_models(rng), (float, int, float, int, float), strict=True)
    ]


def _fresh(rng):
    return [(data, {}) for data in fresh_data(rng)]


DATA_LINES = {
    "n": "len(X)",
    "d": "X.shape[1]",
    "votes": "X @ w",
    "z": "votes + b",
    "p": "logistic(z)",
    "t": "y",
}
TRUTH = {
    "1 - y": "the classes are exchanged: y = 1 is treated as y = 0",
    "2 * y - 1": "the labels are taken for -1 and 1: they are 0 and 1",
    "y[::-1]": "the truth is in the opposite order",
    "y[:, None]": "y is made a column, (n, 1), which meets rows of n: NumPy then pairs each case "
    "with every other's truth. Keep y as it is",
    "(y > 0.5).astype(int) * 2": "the labels are doubled",
}
# Of p there are those that are left when `z` in the place of p is looked for elsewhere.
P_FOR_LOSS = {code: PROBABILITY[code] for code in list(PROBABILITY)[:14] if code != "z"}
NATS = "t * np.log(p) + (1 - t) * np.log(1 - p)"
LOSSES = {
    NATS: "the sign is wrong: a loss is minus the log of a probability, so never below 0",
    f"-({NATS})": "p rounds to 0 or 1 at large scores, and log 0 is -inf: work from the score, "
    "np.logaddexp(0, z) - y * z",
    "-t * np.log(p) + (1 - t) * np.log(1 - p)": "a minus is lost before the second term: both are "
    "subtracted, -y log p - (1 - y) log(1 - p)",
    "t * np.log(p) - (1 - t) * np.log(1 - p)": "a minus is lost before the first term: both are "
    "subtracted, -y log p - (1 - y) log(1 - p)",
    "-(t * np.log(p)) - (1 - p) * np.log(1 - t)": "y and p are exchanged in the second term: "
    "-(1 - y) log(1 - p)",
    "-(p * np.log(t) + (1 - p) * np.log(1 - t))": "y and p are exchanged: the truth stands outside "
    "the logarithm, the probability inside",
    "-t * np.log(p)": "only half of it: a case with y = 0 costs nothing. Its loss is -log(1 - p)",
    "-(1 - t) * np.log(1 - p)": "only half of it: a case with y = 1 costs nothing. Its loss is "
    "-log p",
    "-np.log(p)": "that is -log p for every case: where y = 0 the loss is -log(1 - p)",
    "-np.log(1 - p)": "that is -log(1 - p) for every case: where y = 1 the loss is -log p",
    "-t * np.log(p) - t * np.log(1 - p)": "y stands before both terms: the second has 1 - y",
    "-t * np.log(p) - (1 - t) * np.log(p)": "log p stands in both terms: the second has 1 - p",
    "-t * np.log(p) - np.log(1 - p)": "1 - y is missing from the second term",
    "-np.log(p) - (1 - t) * np.log(1 - p)": "y is missing from the first term",
    "-np.log(p) - np.log(1 - p)": "y and 1 - y are missing: each case has one of the two terms",
    "-t * np.log(p) * (1 - t) * np.log(1 - p)": "the two terms are multiplied: they are added",
    "-t * np.log(p) - (1 - t) * (1 - np.log(p))": "1 - log p stands where log(1 - p) is expected",
    "-t * np.log(p) - (1 - t) * np.log(p - 1)": "p - 1 is below 0: the second term has log(1 - p)",
    "-np.log(np.abs(t - p))": "that is the log of how wrong p is: the log of how right is "
    "expected, 1 - |y - p|",
    "-np.log(t * p + (1 - t))": "where y = 0 the loss is -log(1 - p), and yours is 0",
    "-np.log2(p) * t - (1 - t) * np.log2(1 - p)": "that is the logarithm to base 2: np.log is the "
    "natural one",
    "-t * np.log10(p) - (1 - t) * np.log10(1 - p)": "that is the logarithm to base 10: np.log is "
    "the natural one",
    "-t * np.log1p(p) - (1 - t) * np.log1p(-p)": "np.log1p(p) is log(1 + p): log p is expected",
    "-t * np.log1p(p) - (1 - t) * np.log1p(1 - p)": "np.log1p(p) is log(1 + p): log p is expected",
    "(p - t)**2": "that is the squared error: minus the log of the probability of what was true "
    "is expected",
    "(p - t)**2 / 2": "that is half the squared error: minus the log of the probability of what "
    "was true is expected",
    "(z - t)**2": "that is the squared error of the score: minus a logarithm is expected",
    "(z - t)**2 / 2": "that is the squared error of the score: minus a logarithm is expected",
    "np.abs(p - t)": "that is the absolute error: minus the log of the probability of what was "
    "true is expected",
    "p - t": "that is the residual, p - y, the slope of the loss: the loss itself is expected",
    "t - p": "that is the residual: the loss is expected",
    "((p > 0.5) != t).astype(float)": "that is the share of mistakes (the zero-one loss): minus a "
    "logarithm is expected",
    "((p > 0.5) == t).astype(float)": "that is the accuracy: minus a logarithm is expected",
    "np.maximum(0, 1 - (2 * t - 1) * z)": "that is the hinge loss, of support vector machines",
    "np.maximum(0, 1 - t * z)": "that is the hinge loss, of support vector machines",
    "-p * np.log(p) - (1 - p) * np.log(1 - p)": "that is the entropy of p: the truth y is missing",
    "np.where(t == 1, p, 1 - p)": "that is the probability of what was true: take minus its log",
    "1 - np.where(t == 1, p, 1 - p)": "the logarithm is missing: that is 1 minus the probability "
    "of what was true",
    "np.log(1 + np.exp(z)) - t * z": "np.exp(z) overflows beyond z = 709.78: np.logaddexp(0, z) is "
    "log(1 + exp(z)) without that",
    "np.log1p(np.exp(z)) - t * z": "np.exp(z) overflows beyond z = 709.78: np.logaddexp(0, z) is "
    "log(1 + exp(z)) without that",
    "np.logaddexp2(0, z) - t * z": "logaddexp2 takes powers of 2: np.logaddexp, of e",
    "-t * np.log(p) - 1 - t * np.log(1 - p)": "brackets are missing: (1 - y) * log(1 - p)",
    "-(t * np.log(p) + 1 - t * np.log(1 - p))": "brackets are missing: (1 - y) * log(1 - p)",
    "-(t * np.log(p)) + (1 - t * np.log(1 - p))": "brackets are missing: (1 - y) * log(1 - p)",
    "-t * np.log(p) + 1 - t * np.log(1 - p)": "brackets are missing: (1 - y) * log(1 - p)",
    "-t * np.log(p) - (1 - t) * np.log(1) - p": "brackets are missing: log(1 - p)",
    "-np.log(t * p)": "y belongs outside the logarithm: y log p",
    "-np.log(t * p) - np.log((1 - t) * (1 - p))": "y belongs outside the logarithm: y log p",
    "-np.concatenate([np.log(p[t == 1]), np.log(1 - p[t == 0])])": "the losses come sorted by "
    "class: in the order of the cases",
    "-np.concatenate([np.log(1 - p[t == 0]), np.log(p[t == 1])])": "the losses come sorted by "
    "class: in the order of the cases",
    "np.sort(np.logaddexp(0, z) - t * z)": "the losses are sorted: in the order of the cases",
    "np.logaddexp(0, z) + t * z": "a minus is lost: log(1 + exp(z)) - y z",
    "t * z - np.logaddexp(0, z)": "the sign is wrong: a loss is never below 0",
    "np.logaddexp(0, -z) - t * z": "the sign of z inside the logarithm is wrong: log(1 + exp(z)) "
    "- y z",
    "np.logaddexp(0, z)": "the - y z is missing",
    "np.logaddexp(0, -z)": "that is -log p for every case: where y = 0 the loss is -log(1 - p)",
    "np.logaddexp(0, z) - t": "y is subtracted where y z is expected",
    "np.logaddexp(0, z) - z": "y is missing: log(1 + exp(z)) - y z",
    "np.logaddexp(0, z) - t * p": "y multiplies the score z, and yours takes p",
    "np.logaddexp(0, p) - t * p": "the probability stands where the score z is expected",
    "np.logaddexp(1, z) - t * z": "logaddexp takes logarithms: 0 is the logarithm of 1",
    "np.logaddexp(0, -t * z)": "that is the loss for classes called -1 and 1: here they are 0 and "
    "1, log(1 + exp(z)) - y z",
    "np.logaddexp(0, t * z)": "y belongs outside: log(1 + exp(z)) - y z",
    "np.logaddexp(0, (2 * t - 1) * z)": "the sign of the exponent is wrong: log(1 + exp(-m)) with "
    "m = (2y - 1) z",
    "np.logaddexp(0, np.abs(z)) - t * z": "|z| stands where z is expected",
    "np.maximum(z, 0) - t * z": "log(1 + exp(-|z|)) is missing",
    "np.maximum(z, 0) - t * z + np.log1p(np.exp(np.abs(z)))": "a minus is lost: exp(-|z|)",
    "np.nan_to_num(-t * np.log(p) - (1 - t) * np.log(1 - p))": "nan_to_num paints over NaN and "
    "inf: work from the score, np.logaddexp(0, z) - y * z",
    "np.nan_to_num(-np.where(t == 1, np.log(p), np.log(1 - p)))": "nan_to_num paints over inf: "
    "work from the score, np.logaddexp(0, z) - y * z",
    "-np.where(t == 1, np.log(p), np.log(1 - p))": "p rounds to 0 or 1 at large scores, and log 0 "
    "is -inf: work from the score, np.logaddexp(0, z) - y * z",
    "np.where(t == 0, np.log1p(np.exp(z)), np.log1p(np.exp(-z)))": "np.exp overflows at large "
    "scores: np.logaddexp(0, z) - y * z does not",
    "np.log(1 + np.exp((1 - 2 * t) * z))": "np.exp overflows at large scores: np.logaddexp(0, z) "
    "- y * z does not",
    "np.logaddexp(0, np.clip(z, -500, 500)) - t * np.clip(z, -500, 500)": "the scores are clipped "
    "at ±500: at z = 800 the loss is 800",
    "np.log(1 + np.exp(np.clip(z, -500, 500))) - t * np.clip(z, -500, 500)": "the scores are "
    "clipped at ±500: at z = 800 the loss is 800",
    "np.log(1 + np.exp(np.minimum(z, 700))) - t * z": "the scores are clipped at 700: at z = 800 "
    "the loss is 800",
    **powers("-np.log(np.where(t == 1, np.clip(p, {e}, 1 - {e}), 1 - np.clip(p, {e}, 1 - {e})))",
             "p is kept {e} away from 0 and 1, as by np.clip: at z = 50 the loss stops near "
             "-log({e}), where 50 is right. Work from the score: np.logaddexp(0, z) - y * z", TINY),
    **powers("-t * np.log(p + {e}) - (1 - t) * np.log(1 - p + {e})", "{e} is added inside the "
             "logarithm: every loss is a little off, and at z = 50 it stops near -log({e}), where "
             "50 is right. Work from the score: np.logaddexp(0, z) - y * z", TINY),
    **powers("-t * np.log(np.maximum(p, {e})) - (1 - t) * np.log(np.maximum(1 - p, {e}))",
             "p is clipped at {e} inside the logarithm: at z = 50 the loss stops near -log({e}), "
             "where 50 is right. Work from the score: np.logaddexp(0, z) - y * z", TINY),
    **powers("-(t + {e}) * np.log(p) - (1 - t + {e}) * np.log(1 - p)",
             "{e} is added to y, where it helps nothing", TINY),
    **powers("-t * np.log(p) - (1 - t) * np.log(1 - p + {e})", "{e} is added inside one of the "
             "two logarithms: work from the score, np.logaddexp(0, z) - y * z", TINY),
    **powers("-t * np.log(p + {e}) - (1 - t) * np.log(1 - p)", "{e} is added inside one of the "
             "two logarithms: work from the score, np.logaddexp(0, z) - y * z", TINY),
    **powers("-np.log(np.where(t == 1, p, 1 - p) + {e})", "{e} is added inside the logarithm: "
             "at z = 50 the loss stops near -log({e}). Work from the score: np.logaddexp(0, z) "
             "- y * z", TINY),
}  # fmt: skip
MEANS = {
    "losses.sum()": "the losses are added up: their mean is expected",
    "losses": "that is one loss for each case: return their mean",
    "losses.sum() / d": "the sum is divided by the number of features (len(w)): by the number of "
    "cases, len(y)",
    "losses.sum() / (n - 1)": "the sum is divided by n - 1: n is expected",
    "losses.sum() / (2 * n)": "the sum is divided by 2n: n is expected",
    "losses.mean() / n": "the mean is divided by n once more",
    "losses.sum() / t.sum()": "the sum is divided by the number of cases with y = 1: by that of "
    "all",
    "losses.sum() / max(t.sum(), 1)": "the sum is divided by the number of cases with y = 1: by "
    "that of all",
    "np.median(losses)": "that is the median: the mean is expected",
    "losses.max()": "that is the largest loss: the mean is expected",
    "losses[0]": "that is the first case's loss alone: does a `return` stand inside the loop?",
    "losses[-1]": "that is the last case's loss alone: in a loop, += adds and = forgets",
    "losses[-1] / n": "the last case's loss alone is counted: in a loop, += adds and = forgets",
    "losses[0] / n": "the first case's loss alone is counted: does a `return` stand inside the "
    "loop?",
    "losses[:-1].sum() / n": "the last case is left out: does the loop end one too early?",
    "losses[1:].sum() / n": "the first case is left out: does the loop begin one too late?",
    "losses[:-1].mean()": "the last case is left out: does the loop end one too early?",
    "losses[1:].mean()": "the first case is left out: does the loop begin one too late?",
    "np.sqrt(losses.mean())": "the root of the mean is taken: the mean is expected",
    "np.exp(losses.mean())": "that is exp of the mean, the perplexity: the mean is expected",
    "losses.std()": "that is the spread of the losses: the mean is expected",
    "np.exp(np.log(losses).mean())": "that is the geometric mean",
    "-np.log(np.where(t == 1, p, 1 - p).mean())": "the logarithm of the mean: the mean of the "
    "logarithms is expected",
    "-(t.mean() * np.log(p.mean()) + (1 - t.mean()) * np.log(1 - p.mean()))": "the means are taken "
    "first: first the loss of each case, then their mean",
    "0.5 * ((losses[t == 1].mean() if t.any() else 0) + (losses[t == 0].mean() if (1 - t).any() "
    "else 0))": "the mean of both classes' means: each case counts once",
    "losses[t == 1].mean() + losses[t == 0].mean()": "the means of both classes are added: each "
    "case counts once, one mean over all",
    "np.mean(np.logaddexp(0, z[:, None]) - t * z[:, None])": "a column (n, 1) met a row (n,), and "
    "NumPy paired each case with every other's truth: the mean runs over n × n",
}
LOSS_SLIPS = {**SCORE_SLIPS, "p": P_FOR_LOSS, "t": TRUTH}
RIGHT_LOSSES = "np.logaddexp(0, z) - t * z"
SAMPLE_FORMULA = Formula({**DATA_LINES, "losses": RIGHT_LOSSES}, {**LOSS_SLIPS, "losses": LOSSES})
MEAN_FORMULA = Formula(
    {**DATA_LINES, "losses": RIGHT_LOSSES, "loss": "losses.mean()"},
    {**LOSS_SLIPS, "losses": LOSSES, "loss": MEANS},
)

EXERCISES = {
    "sample_losses": Exercise(
        sample_losses,
        fresh=_fresh,
        formula=SAMPLE_FORMULA,
        cases=CASES,
        edge_cases=EXTREMES,
        mistakes=(
            *(Mistake(key, wrong, hint) for key, wrong, hint in _LOSS_MISTAKES),
            Mistake(
                "mean",
                log_loss,
                "That is the mean of the losses: here one loss is asked for each case, shape (n,).",
            ),
            Mistake(
                "broadcast",
                lambda w, b, X, y: (
                    np.logaddexp(0, score(w, b, X)[:, None]) - y * score(w, b, X)[:, None]
                ),
                "Your answer is a table, shape (n, n): a column (n, 1) met a row (n,), and NumPy "
                "paired each case with every other's truth. Keep all of them (n,).",
            ),
        ),
        properties=(
            NEVER_NEGATIVE,
            SHRUG,
            MIRROR,
            Property(
                "each case has a loss of its own, which must not change with the other cases.",
                lambda f: np.allclose(f(W, B, X[:1], Y[:1])[0], f(W, B, X, Y)[0]),
            ),
            Property(
                "the slope of the loss along the score is p - y.",
                lambda f: np.allclose(
                    (f(*_at(0.7 + 1e-5)) - f(*_at(0.7 - 1e-5))) / 2e-5, logistic(0.7) - 1
                ),
            ),
        ),
    ),
    "log_loss": Exercise(
        log_loss,
        fresh=_fresh,
        formula=MEAN_FORMULA,
        cases=CASES,
        edge_cases=EXTREMES,
        mistakes=(
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
            Mistake(
                "broadcast",
                lambda w, b, X, y: np.mean(
                    np.logaddexp(0, score(w, b, X)[:, None]) - y * score(w, b, X)[:, None]
                ),
                "Right for one case. With more, a column (n, 1) met a row (n,), and NumPy paired "
                "each case with every other's truth: the mean runs over n × n. Keep all (n,).",
            ),
            *(Mistake(key, _mean_of(wrong), hint) for key, wrong, hint in _LOSS_MISTAKES),
        ),
        properties=(
            Property("the loss of a model is one number.", lambda f: np.shape(f(W, B, X, Y)) == ()),
            NEVER_NEGATIVE,
            SHRUG,
            MIRROR,
            Property(
                "every case given twice, the mean loss stays what it was.",
                lambda f: np.allclose(f(W, B, np.vstack([X, X]), np.append(Y, Y)), f(W, B, X, Y)),
            ),
        ),
    ),
}

BUG_TASKS = {
    "sample_losses": BugTask(
        "y_times_p",
        "Half of the losses are right. Ask for the one value that you know without any data: at "
        "zero weights every loss is log 2.",
        lesson="The bug was y p in the place of y z: right for every case with y = 0, too large "
        "for "
        "the others, so that half of the losses, and every gradient from them, were off.",
    ),
}


def _nudge_moves_nobody() -> bool:
    """Whether 0.01 % more of a weight changes the log loss, and no prediction."""
    pair = load_breast_cancer(features=["mean radius", "mean texture"])
    (before, after) = ([-2.0, -0.5], 0.2, pair.X_train), ([-2.0002, -0.5], 0.2, pair.X_train)
    same = np.array_equal(predict(*before), predict(*after))
    return same and log_loss(*before, pair.y_train) != log_loss(*after, pair.y_train)


QUESTIONS = {
    "nudge": Question(
        "Take weights that are good but not the best, and change one of them by 0.01 %. What "
        "happens to the accuracy?",
        (
            (
                "It rises or falls a little",
                "It can only jump, by whole tumours. Between two jumps it does not move at all.",
            ),
            (
                "Nothing at all",
                "No tumour lies so close to the boundary that this nudge carries it across.",
            ),
            (
                "It falls by 0.01 %",
                "A prediction is right or wrong; one of 455 is 0.2 %. A smaller change is not "
                "possible.",
            ),
        ),
        right=1,
        proof=_nudge_moves_nobody,
    ),
    "right_and_broken": Question(
        "All of the broken cases are classified correctly. How can a right answer break the loss?",
        (
            (
                "log 0 is minus infinity",
                "That is half of it. For a right answer, that infinity is multiplied by 0.",
            ),
            (
                "0 · log 0",
                "p has rounded to exactly 1 (or 0), so 1 - p is exactly 0, its logarithm -inf, and "
                "1 - y is 0. In float64, 0 times infinity is NaN, and one NaN makes the mean NaN.",
            ),
            (
                "The score has overflowed",
                "The scores are some hundred at most, and float64 goes to 1.8e308. It is p that "
                "has no room near 1.",
            ),
        ),
        right=1,
        proof=lambda: logistic(40.0) == 1 and np.isnan(0 * -np.inf),
    ),
}

QUIZ = (
    Question(
        "A model says p = 0.99 of a malignant tumour. Its log loss?",
        (
            ("0.01", "That is -log 0.99, the loss if the tumour were benign."),
            ("0.99", "That is the probability of the wrong class, not minus a logarithm."),
            ("4.6", "-log 0.01: the truth had been given 0.01. As much as 6.6 shrugs of log 2."),
            ("Infinite", "Only p = 1 would cost that."),
        ),
        right=2,
        proof=lambda: (
            round(float(-np.log(0.01)), 1) == 4.6
            and round(float(np.log(0.01) / np.log(0.5)), 1) == 6.6
        ),
    ),
    Question(
        "Your loss at zero weights is 315.4 for 455 cases. What did you write?",
        (
            ("A sum in place of a mean", "455 · 0.693 = 315.4."),
            ("The wrong logarithm", "To base 2 it would be 1 a case, 455 in all; to base 10, 137."),
            ("A penalty", "Zero weights cost nothing."),
        ),
        right=0,
        proof=lambda: (
            round(float(455 * np.log(2)), 1) == 315.4 and round(float(455 * np.log10(2))) == 137
        ),
    ),
    Question(
        "Can the mean log loss fall while more tumours are misclassified?",
        (
            ("No: fewer mistakes, lower loss", "The loss weighs how sure each prediction is."),
            (
                "Yes",
                "One bold mistake less can make up for several timid ones more.",
            ),
            ("Only with a penalty", "It can without: compare one bold mistake with two timid."),
        ),
        right=1,
        proof=lambda: (
            -np.log([0.45, 0.45, 0.95]).mean() < -np.log([0.9, 0.9, 0.0001]).mean()  # 2 and 1 wrong
        ),
    ),
    Question(
        "Two models classify all tumours correctly. Can their log losses differ?",
        (
            (
                "Yes, by how sure they are",
                "All right with p = 0.51 costs 0.673 a case, with p = 0.99 it costs 0.010.",
            ),
            ("No, both are perfect", "Their predictions are. The loss judges the probabilities."),
            ("No, both losses are 0", "The loss is 0 only where the truth was given p = 1."),
        ),
        right=0,
        proof=lambda: np.allclose(-np.log([0.51, 0.99]), [0.673, 0.010], atol=5e-4),
    ),
    Question(
        "Why does adding 1e-15 inside the logarithm not help?",
        (
            ("It is too small to change anything", "It does change things: log 0 is gone."),
            ("It is too large", "A smaller one would make the same kind of error."),
            (
                "It hides the NaN and keeps the error",
                "A loss of 50 becomes 34.5, and its slope zero: the worst case counts no more.",
            ),
        ),
        right=2,
        proof=lambda: (
            round(float(-np.log(1 - logistic(50.0) + 1e-15)), 1) == 34.5
            and logistic(49.9) == logistic(50.1)  # in float64, so the slope is zero
        ),
    ),
)

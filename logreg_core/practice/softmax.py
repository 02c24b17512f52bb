"""Practice of chapter 8: more than two classes."""

import numpy as np

from ..logistic import logistic
from ..softmax import softmax, softmax_cost, softmax_gradient
from .checks import Exercise, Hunt, Mistake, Property
from .questions import Question

Z = np.array([[1.0, 2.0, 0.5], [-1.0, 0.0, 3.0], [0.2, 0.2, 0.2], [2.0, -2.0, 0.0]])
X = np.array([[1.0, 2.0], [0.5, -1.5], [2.0, 0.3], [-1.0, 0.4]])
Y = np.array([0, 2, 1, 2])
W, B = np.array([[0.3, -0.2, 0.5], [-0.4, 0.1, 0.2]]), np.array([0.1, -0.3, 0.6])
ONE = (np.array([[0.5, -0.5]]), np.array([0.0, 1.0]), np.array([[2.0]]), np.array([0]))
CASES = (
    (ONE, {}),
    ((W, B, X[:1], Y[:1]), {}),
    ((W, B, X, Y), {}),
    ((W, B, X, Y), {"lam": 0.5}),
)


def _plain(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def _one_shift(Z):
    return _plain(Z - Z.max())


def _wrong(change):
    """Return a gradient whose (dW, db) is `change(dW, db, W, b, X, y, lam)`."""

    def wrong(W, b, X, y, *, lam=0.0):
        return change(*softmax_gradient(W, b, X, y, lam=lam), W, b, X, y, lam)

    return wrong


def _loss_part(factor):
    """Return a gradient whose loss part is `factor(n)` times what it should be."""
    return _wrong(
        lambda dW, db, W, b, X, y, lam: (
            factor(len(y)) * (dW - lam * W) + lam * W,
            factor(len(y)) * db,
        )
    )


def _each_class_alone(W, b, X, y, *, lam=0.0):
    residual = logistic(X @ W + b) - np.eye(len(b))[y]
    return X.T @ residual / len(y) + lam * W, residual.mean(axis=0)


def _calls(W, b, X, y, *, lam=0.0):
    residual = np.eye(len(b))[(X @ W + b).argmax(axis=1)] - np.eye(len(b))[y]
    return X.T @ residual / len(y) + lam * W, residual.mean(axis=0)


def _no_truth(W, b, X, y, *, lam=0.0):
    P = softmax(X @ W + b)
    return X.T @ P / len(y) + lam * W, P.mean(axis=0)


EXERCISES = {
    "softmax": Exercise(
        softmax,
        cases=(
            ((np.array([[0.0, 0.0]]),), {}),
            ((np.array([[1.0, 3.0]]),), {}),
            ((np.array([[1, 2, 4], [0, 0, 1]]),), {}),
            ((Z,), {}),
        ),
        extremes=(
            ((np.array([[800.0, 801.0], [-900.0, -900.0]]),), {}),
            ((np.array([[800.0, 801.0], [0.0, 1.0]]),), {}),
        ),
        mistakes=(
            Mistake(
                "no_exp",
                lambda Z: Z / Z.sum(axis=1, keepdims=True),
                "You divide the scores themselves: a score may be negative. First exp of each, "
                "then divide by the sum of the row.",
            ),
            Mistake(
                "not_divided",
                lambda Z: np.exp(Z),
                "Those are exp(z), positive but with any sum: divide each row by its sum.",
            ),
            Mistake(
                "whole_table",
                lambda Z: np.exp(Z) / np.exp(Z).sum(),
                "Right for one case; with more, the whole table adds up to 1, and each row "
                "should: sum along axis=1, with keepdims=True.",
            ),
            Mistake(
                "down_the_columns",
                lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0),
                "Your columns add up to 1, and the rows should: each row is a case. axis=1.",
            ),
            Mistake(
                "each_alone",
                logistic,
                "That is the logistic function of each score: then a row need not add up to 1. "
                "Softmax divides by the sum over the classes.",
            ),
            Mistake(
                "logarithm",
                lambda Z: np.log(softmax(Z)),
                "Those are the logarithms of the probabilities: the probabilities are asked.",
            ),
            Mistake(
                "minus",
                lambda Z: softmax(-np.asarray(Z, float)),
                "The sign is wrong: yours gives the highest probability to the lowest score.",
            ),
            Mistake(
                "hardest",
                lambda Z: (Z.max(axis=1, keepdims=True) == Z).astype(float),
                "That gives everything to the highest score: softmax is the soft version, which "
                "leaves the others a share.",
            ),
            Mistake(
                "overflow",
                _plain,
                "Right for ordinary scores, NaN at 800: exp(800) overflows. Subtract each row's "
                "largest score first; that changes nothing on paper.",
            ),
            Mistake(
                "one_shift",
                _one_shift,
                "Nearly: you subtract the largest score of the whole table, so that a row of much "
                "lower ones becomes 0 / 0. Subtract each row's own: Z.max(axis=1, keepdims=True).",
            ),
        ),
        properties=(
            Property(
                "there is one probability for every score: the shape stays.",
                lambda f: np.shape(f(Z)) == Z.shape,
            ),
            Property("each row adds up to 1.", lambda f: np.allclose(np.sum(f(Z), axis=1), 1)),
            Property("no probability is below 0.", lambda f: bool(np.all(np.asarray(f(Z)) >= 0))),
            Property(
                "the same number added to all scores of a row changes nothing.",
                lambda f: np.allclose(f(Z + 3.0), f(Z)),
            ),
            Property(
                "with two classes it is σ of the difference of the scores.",
                lambda f: np.allclose(f(Z[:, :2])[:, 1], logistic(Z[:, 1] - Z[:, 0])),
            ),
        ),
    ),
    "softmax_gradient": Exercise(
        softmax_gradient,
        cases=CASES,
        mistakes=(
            Mistake(
                "sum",
                _loss_part(lambda n: n),
                "Your slope of the loss is n times too large: the cost takes the mean over the "
                "cases.",
            ),
            Mistake(
                "sign",
                _loss_part(lambda n: -1),
                "The sign of the loss part is wrong: it is P - Y, not Y - P.",
            ),
            Mistake(
                "mean_of_table",
                _wrong(
                    lambda dW, db, W, b, X, y, lam: (
                        (dW - lam * W) / len(b) + lam * W,
                        db / len(b),
                    )
                ),
                "Your slope of the loss is K times too small: divide by the number of cases, "
                "not by all entries of the table.",
            ),
            Mistake(
                "no_penalty",
                _wrong(lambda dW, db, W, b, X, y, lam: (dW - lam * W, db)),
                "Right at λ = 0, wrong at λ = 0.5: the slope of the penalty, λ W, is missing.",
            ),
            Mistake(
                "two_lam",
                _wrong(lambda dW, db, W, b, X, y, lam: (dW + lam * W, db)),
                "The penalty's slope is 2 λ W in yours: the ½ in ½ λ ‖W‖² makes it λ W.",
            ),
            Mistake(
                "bias_penalised",
                _wrong(lambda dW, db, W, b, X, y, lam: (dW, db + lam * b)),
                "The biases are being penalised: db has no λ in it.",
            ),
            Mistake(
                "no_truth",
                _no_truth,
                "The truth is missing: subtract 1 from the probability of each case's true class.",
            ),
            Mistake(
                "each_class_alone",
                _each_class_alone,
                "You put each score through the logistic function, as one-vs-rest does: softmax "
                "makes the probabilities of a case add up to 1.",
            ),
            Mistake(
                "calls_for_p",
                _calls,
                "You use the called class where the probabilities are asked: the residual is "
                "P - Y.",
            ),
            Mistake(
                "one_bias",
                _wrong(lambda dW, db, W, b, X, y, lam: (dW, db.sum())),
                "dW is right, and db came as one number, which is always 0: each class has a bias "
                "of its own. Take the mean of the residuals down each column, axis=0.",
            ),
            Mistake(
                "turned",
                _wrong(lambda dW, db, W, b, X, y, lam: (dW.T, db)),
                "dW is turned around, (K, d): it must have W's own shape (d, K): X.T @ (P - Y).",
            ),
        ),
        properties=(
            Property(
                "dW has the shape of W, and db that of b.",
                lambda f: [np.shape(part) for part in f(W, B, X, Y)] == [W.shape, B.shape],
            ),
            Property(
                "each row of dW adds up to 0 at λ = 0: what one class gains the others lose.",
                lambda f: np.allclose(np.sum(f(W, B, X, Y)[0], axis=1), 0, atol=1e-9),
            ),
            Property(
                "db is the derivative of the cost along each bias; nudging shows it.",
                lambda f: np.allclose(f(W, B, X, Y)[1], _nudged(0.0)[1], atol=1e-6),
            ),
            Property(
                "dW is the derivative of the cost along each weight; nudging shows it.",
                lambda f: np.allclose(f(W, B, X, Y)[0], _nudged(0.0)[0], atol=1e-6),
            ),
            Property(
                "with λ it is still the derivative of the cost; nudging shows it.",
                lambda f: all(
                    np.allclose(mine, nudged, atol=1e-6)
                    for mine, nudged in zip(f(W, B, X, Y, lam=0.5), _nudged(0.5), strict=True)
                ),
            ),
        ),
    ),
}


def _nudged(lam, step=1e-5):
    """Return the slopes of softmax_cost at (W, B), by nudging one parameter at a time."""

    def slopes(cost, at):
        nudges = step * np.eye(at.size).reshape(at.size, *at.shape)
        return np.array([cost(at + e) - cost(at - e) for e in nudges]).reshape(at.shape) / 2 / step

    return (
        slopes(lambda w: softmax_cost(w, B, X, Y, lam=lam), W),
        slopes(lambda b: softmax_cost(W, b, X, Y, lam=lam), B),
    )


HUNTS = {
    "softmax_gradient": Hunt(
        "each_class_alone",
        "With many classes every residual looks plausible, so nudge: which slopes of "
        "`softmax_cost` are off? Then look at what the probabilities of one case add up to.",
    ),
}

QUESTIONS = {
    "redundant": Question(
        "Add the same vector to the weights of all three classes. What happens to the "
        "probabilities?",
        (
            ("The largest grows", "All scores of a case rise by the same number."),
            (
                "Nothing",
                "Softmax sees only differences of scores. One class of weights is redundant.",
            ),
            ("All fall, since they must add up to 1", "They did before and do after."),
        ),
        right=1,
        proof=lambda: np.allclose(softmax(X @ (W + 1.0)), softmax(X @ W)),
    ),
}

QUIZ = (
    Question(
        "What is the cost of a softmax model of zeros, with four classes?",
        (
            ("log 2", "That is so for two."),
            ("log 4, about 1.386", "Every class is given ¼."),
            ("4 log 2", "One class of the four is true, and it was given ¼."),
        ),
        right=1,
        proof=lambda: np.isclose(
            softmax_cost(np.zeros((2, 4)), np.zeros(4), X, [0, 1, 2, 3]), np.log(4)
        ),
    ),
    Question(
        "The scores of a case are 1, 1 and 1. Its probabilities?",
        (
            ("1, 1 and 1", "They must add up to 1."),
            ("0.73 each", "That is σ(1), for each alone: together 2.19."),
            ("⅓ each", "Equal scores share equally, whatever they are."),
        ),
        right=2,
        proof=lambda: np.allclose(softmax([[1.0, 1.0, 1.0]]), 1 / 3),
    ),
    Question(
        "Why subtract the largest score of each row before exp?",
        (
            ("It makes the result more accurate on paper", "On paper it changes nothing."),
            ("exp(710) overflows, and the differences are all that counts", "exp(0) = 1 is safe."),
            ("The rows would not add up to 1", "They would, as long as nothing overflows."),
        ),
        right=1,
        proof=lambda: np.isfinite(np.exp(709.0)) and np.log(np.finfo(float).max) < 710,
    ),
    Question(
        "What does one-vs-rest not promise that softmax does?",
        (
            ("That probabilities lie between 0 and 1", "Each of its models promises that."),
            (
                "That the probabilities of a case add up to 1",
                "Its models are trained one by one and do not know of each other.",
            ),
            ("That the largest score wins", "Both predict the class with the largest score."),
        ),
        right=1,
        proof=lambda: not np.allclose(logistic(Z).sum(axis=1), 1),
    ),
    Question(
        "With λ > 0, what do the weights of one feature add up to over the classes, at the "
        "optimum?",
        (
            ("1", "The probabilities do. The weights may have any sign."),
            (
                "0",
                "A common part changes no probability and costs: the penalty removes it.",
            ),
            ("Anything", "Without a penalty. With one, the common part costs and changes nothing."),
        ),
        right=1,
        proof=lambda: np.allclose(
            softmax_gradient(W, B, X, Y, lam=0.5)[0].sum(axis=1), 0.5 * W.sum(axis=1)
        ),
    ),
)

"""Practice of chapter 9: one gradient in many pieces."""

import numpy as np

from ..loss import log_loss
from ..pieces import Sums, add_up, partial_sums
from .checks import Exercise, Hunt, Mistake, Property
from .questions import Question

X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.2], [2.0, 0.3, 1.1], [-1.0, 0.4, 0.6]])
Y = np.array([0.0, 1.0, 1.0, 0.0])
W, B = np.array([0.3, -0.2, 0.5]), 0.4
FAR = np.array([[3000.0, 2.0, -1.0], [-1.0, 0.4, 0.6]])

PARTS = [
    Sums(1, 0.7, np.array([0.5, -1.0]), 0.3),
    Sums(4, 2.0, np.array([1.0, 3.0]), -0.8),
    Sums(10, 6.5, np.array([-2.0, 0.5]), 1.9),
]
HALF = Sums(*(part / 2 for part in PARTS[0]))
V = np.array([0.6, -0.4])


def _wrong(change):
    """Return a version whose four sums are `change(sums, w, b, X, y)`."""

    def wrong(w, b, X, y):
        return change(partial_sums(w, b, X, y), w, b, X, y)

    return wrong


def _calls(w, b, X, y):
    right = partial_sums(w, b, X, y)
    residual = (X @ w + b > 0) - y
    return right.n, right.loss, residual @ X, residual.sum()


def _overflowing(w, b, X, y):
    z = X @ w + b
    residual = 1 / (1 + np.exp(-z)) - y
    return len(y), np.sum(np.log(1 + np.exp(z)) - y * z), residual @ X, residual.sum()


def _added(change):
    """Return a version of add_up: `change` gets the summed columns, the parts, w and λ."""

    def wrong(parts, w, *, lam=0.0):
        return change([sum(column) for column in zip(*parts, strict=True)], parts, w, lam)

    return wrong


def _priced(cost_price, slope_price):
    """Return an add_up in which the penalty counts so many times in the cost and in the slope."""
    return _added(
        lambda s, parts, w, lam: (
            s[1] / s[0] + cost_price(s[0], parts) * lam * (w @ w) / 2,
            s[2] / s[0] + slope_price(s[0], parts) * lam * w,
            s[3] / s[0],
        )
    )


def _mean_of_means(parts, w, *, lam=0.0):
    cost, dw, db = (np.mean([part[k] / part.n for part in parts], axis=0) for k in (1, 2, 3))
    return cost + lam * (w @ w) / 2, dw + lam * w, db


EXERCISES = {
    "partial_sums": Exercise(
        partial_sums,
        cases=(
            ((np.zeros(1), 0.0, np.array([[2.0]]), np.array([1.0])), {}),
            ((W, B, X[:1], Y[:1]), {}),
            ((W, B, X[:2], Y[:2]), {}),
            ((W, B, X, Y), {}),
        ),
        extremes=(((W, B, FAR, Y[:2]), {}), ((W, B, -FAR, Y[:2]), {})),
        mistakes=(
            Mistake(
                "means",
                _wrong(lambda s, w, b, X, y: (s.n, s.loss / s.n, s.dw / s.n, s.db / s.n)),
                "Those are the means of this piece: keep the sums, for pieces of different size "
                "can be added only so. `add_up` divides, once, at the end.",
            ),
            Mistake(
                "mean_slopes",
                _wrong(lambda s, w, b, X, y: (s.n, s.loss, s.dw / s.n, s.db / s.n)),
                "The loss is a sum, and the slopes are means: leave out the division by the "
                "number of cases there, too.",
            ),
            Mistake(
                "mean_loss",
                _wrong(lambda s, w, b, X, y: (s.n, s.loss / s.n, s.dw, s.db)),
                "The slopes are sums, and the loss is a mean: .sum() in the place of .mean().",
            ),
            Mistake(
                "sign",
                _wrong(lambda s, w, b, X, y: (s.n, s.loss, -s.dw, -s.db)),
                "The slopes have the wrong sign: said minus true, p - y.",
            ),
            Mistake(
                "no_bias",
                _wrong(lambda s, w, b, X, y: partial_sums(w, 0.0, X, y)),
                "The bias is missing from the score: X @ w + b.",
            ),
            Mistake(
                "no_count",
                _wrong(lambda s, w, b, X, y: s[1:]),
                "The first of the four is missing: how many cases the piece has, len(y). Without "
                "it nobody can make a mean of the sums.",
            ),
            Mistake(
                "first_case",
                _wrong(lambda s, w, b, X, y: partial_sums(w, b, X[:1], y[:1])),
                "Right for one case; of several, yours sees the first alone. Is a return "
                "standing inside the loop? It ends there.",
            ),
            Mistake(
                "last_case",
                _wrong(lambda s, w, b, X, y: partial_sums(w, b, X[-1:], y[-1:])),
                "Right for one case; of several, yours sees the last alone. In a loop += adds, "
                "and = forgets.",
            ),
            Mistake(
                "counts_features",
                _wrong(lambda s, w, b, X, y: (X.shape[1], *s[1:])),
                "The first number should be how many cases the piece has: X.shape[1] counts its "
                "features, len(y) its cases.",
            ),
            Mistake(
                "counts_numbers",
                _wrong(lambda s, w, b, X, y: (X.size, *s[1:])),
                "X.size counts all numbers of the table; the cases are its rows, len(y).",
            ),
            Mistake(
                "counts_benign",
                _wrong(lambda s, w, b, X, y: (y.sum(), *s[1:])),
                "y.sum() counts the benign tumours alone: len(y) counts all.",
            ),
            Mistake(
                "classes_swapped",
                _wrong(lambda s, w, b, X, y: partial_sums(w, b, X, 1 - y)),
                "The classes have changed places: yours treats y as if it were 1 - y.",
            ),
            Mistake(
                "loss_without_truth",
                _wrong(
                    lambda s, w, b, X, y: (s.n, np.logaddexp(0, X @ w + b).sum(), s.dw, s.db),
                ),
                "The loss forgets the truth: a case loses log(1 + exp(z)) - y z, and the second "
                "part is missing.",
            ),
            Mistake(
                "loss_plus",
                _wrong(
                    lambda s, w, b, X, y: (s.n, s.loss + 2 * (y @ (X @ w + b)), s.dw, s.db),
                ),
                "The sign of y z in the loss is wrong: log(1 + exp(z)) - y z.",
            ),
            Mistake(
                "loss_negative",
                _wrong(lambda s, w, b, X, y: (s.n, -s.loss, s.dw, s.db)),
                "Your loss is negative: that is the log-likelihood. The loss is minus it.",
            ),
            Mistake(
                "no_truth",
                _wrong(
                    lambda s, w, b, X, y: (
                        s.n,
                        s.loss,
                        s.dw + y @ X,
                        s.db + y.sum(),
                    )
                ),
                "The slopes forget the truth: p - y, and yours take p alone.",
            ),
            Mistake(
                "calls_for_p",
                _calls,
                "You use the called class where the probability is asked: the residual is p - y.",
            ),
            Mistake(
                "residual_for_db",
                _wrong(lambda s, w, b, X, y: (s.n, s.loss, s.dw, s.db * s.n)),
                "db is n times too large: it is the plain sum of p - y, once.",
            ),
            Mistake(
                "overflow",
                _overflowing,
                "Right for ordinary scores; for a score of some hundred exp overflows and your "
                "loss is inf or NaN. np.logaddexp(0, z) is log(1 + exp(z)) without that.",
            ),
        ),
        properties=(
            Property(
                "four things come back: how many, the loss, dw and db.",
                lambda f: len(f(W, B, X, Y)) == 4,
            ),
            Property(
                "the sums of two pieces add up to the sums of both together.",
                lambda f: all(
                    np.allclose(np.add(one, other), both)
                    for one, other, both in zip(
                        f(W, B, X[:1], Y[:1]), f(W, B, X[1:], Y[1:]), f(W, B, X, Y), strict=True
                    )
                ),
            ),
            Property(
                "the order of the cases does not matter.",
                lambda f: all(
                    np.allclose(a, b)
                    for a, b in zip(f(W, B, X, Y), f(W, B, X[::-1], Y[::-1]), strict=True)
                ),
            ),
            Property(
                "a case given twice counts twice.",
                lambda f: all(
                    np.allclose(2 * np.asarray(a), b)
                    for a, b in zip(
                        f(W, B, X, Y), f(W, B, np.tile(X, (2, 1)), np.tile(Y, 2)), strict=True
                    )
                ),
            ),
            Property(
                "dw is the derivative of the summed loss along w; nudging shows it.",
                lambda f: np.allclose(
                    f(W, B, X, Y)[2],
                    [
                        4 * (log_loss(W + e, B, X, Y) - log_loss(W - e, B, X, Y)) / 2e-5
                        for e in 1e-5 * np.eye(3)
                    ],
                    atol=1e-6,
                ),
            ),
        ),
    ),
    "add_up": Exercise(
        add_up,
        cases=(
            (([Sums(2, 1.0, np.array([4.0]), 3.0)], np.array([0.5])), {}),
            ((PARTS[1:2], V), {}),
            ((PARTS[:2], V), {}),
            ((PARTS, V), {}),
            ((PARTS[1:2], V), {"lam": 0.5}),
            ((PARTS, V), {"lam": 0.5}),
        ),
        mistakes=(
            Mistake(
                "mean_of_means",
                _mean_of_means,
                "You divide each piece by its own number of cases and take the mean of these "
                "means: then one case of a small piece counts more than one of a large piece. "
                "Add the sums first, and divide once.",
            ),
            Mistake(
                "not_divided",
                _added(
                    lambda s, parts, w, lam: (s[1] + lam * (w @ w) / 2, s[2] + lam * w, s[3]),
                ),
                "Those are sums: cost and gradient are means. Divide by the number of all cases.",
            ),
            Mistake(
                "divided_by_pieces",
                _added(
                    lambda s, parts, w, lam: (
                        s[1] / len(parts) + lam * (w @ w) / 2,
                        s[2] / len(parts) + lam * w,
                        s[3] / len(parts),
                    )
                ),
                "You divide by the number of pieces: divide by the number of cases in all of "
                "them, the sum of the first numbers.",
            ),
            Mistake(
                "divided_by_last",
                _added(
                    lambda s, parts, w, lam: (
                        s[1] / parts[-1].n + lam * (w @ w) / 2,
                        s[2] / parts[-1].n + lam * w,
                        s[3] / parts[-1].n,
                    )
                ),
                "You divide by the cases of the last piece alone: add up the numbers of cases, "
                "too.",
            ),
            Mistake(
                "no_cost",
                _added(lambda s, parts, w, lam: (s[2] / s[0] + lam * w, s[3] / s[0])),
                "dw and db are right; the cost should come before them: cost, dw, db.",
            ),
            Mistake(
                "first_only",
                lambda parts, w, *, lam=0.0: add_up(parts[:1], w, lam=lam),
                "Right for one piece; of several, yours sees the first alone. Is a return "
                "standing inside the loop? It ends there.",
            ),
            Mistake(
                "last_only",
                lambda parts, w, *, lam=0.0: add_up(parts[-1:], w, lam=lam),
                "Right for one piece; of several, yours sees the last alone. In the loop, += adds "
                "and = forgets.",
            ),
            Mistake(
                "no_penalty",
                _priced(lambda n, parts: 0, lambda n, parts: 0),
                "Right at λ = 0; the penalty is missing: ½ λ ‖w‖² in the cost, λ w in the slope. "
                "It is added once, here, because no piece knows of it.",
            ),
            Mistake(
                "cost_without_penalty",
                _priced(lambda n, parts: 0, lambda n, parts: 1),
                "The slopes pay the penalty, and the cost does not: add ½ λ ‖w‖² to it.",
            ),
            Mistake(
                "slope_without_penalty",
                _priced(lambda n, parts: 1, lambda n, parts: 0),
                "The cost pays the penalty, and the slopes do not: add λ w to dw.",
            ),
            Mistake(
                "no_half",
                _priced(lambda n, parts: 2, lambda n, parts: 1),
                "The ½ of the penalty ½ λ ‖w‖² is missing from the cost.",
            ),
            Mistake(
                "two_lam",
                _priced(lambda n, parts: 1, lambda n, parts: 2),
                "The penalty's slope is 2 λ w in yours: the ½ in ½ λ ‖w‖² makes it λ w.",
            ),
            Mistake(
                "penalty_by_n",
                _priced(lambda n, parts: 1 / n, lambda n, parts: 1 / n),
                "Your penalty is divided by the number of cases with the rest: it stands beside "
                "the mean, not in it.",
            ),
            Mistake(
                "penalty_each_piece",
                _priced(lambda n, parts: len(parts), lambda n, parts: len(parts)),
                "With several pieces the penalty is paid once for each: it is paid once for all.",
            ),
        ),
        properties=(
            Property(
                "three things come back: the cost, dw and db.",
                lambda f: len(f(PARTS, V)) == 3,
            ),
            Property(
                "the order of the pieces does not matter.",
                lambda f: _all_close(f(PARTS, V, lam=0.5), f(PARTS[::-1], V, lam=0.5)),
            ),
            Property(
                "a piece cut in two halves gives the same.",
                lambda f: _all_close(f(PARTS, V), f([HALF, HALF, *PARTS[1:]], V)),
            ),
            Property(
                "all pieces given twice give the same means.",
                lambda f: _all_close(f(PARTS, V, lam=0.5), f(2 * PARTS, V, lam=0.5)),
            ),
        ),
    ),
}


def _all_close(some, other) -> bool:
    return all(np.allclose(a, b) for a, b in zip(some, other, strict=True))


HUNTS = {
    "add_up": Hunt(
        "mean_of_means",
        "On equal pieces all is well, so try unequal ones: one case in the first, the rest in the "
        "second, beside `gradient` of all of them.",
    ),
}

QUESTIONS = {
    "mean_of_means": Question(
        "Two pieces, of 10 and of 1,000 cases. Each worker sends the mean of its gradient, and you "
        "take the mean of the two. Is that the gradient?",
        (
            ("Yes, a mean of means is the mean", "Only if the pieces are equally large."),
            (
                "No: ten cases would count as much as a thousand",
                "So send sums and counts, and divide once, when all have been added.",
            ),
            (
                "Yes, on average",
                "Here it is one step with one cut, and that step is wrong.",
            ),
        ),
        right=1,
        proof=lambda: (
            not np.isclose(
                np.mean([np.ones(10).mean(), np.zeros(1000).mean()]),
                np.append(np.ones(10), np.zeros(1000)).mean(),
            )
        ),
    ),
}

QUIZ = (
    Question(
        "A worker holds ten million cases of 20 features. How many numbers does it send for one "
        "gradient?",
        (
            ("20", "And the slope of the bias, the loss, and how many cases it has?"),
            ("23", "dw has 20; db, the loss and the count are one each: d + 3."),
            ("Ten million", "The cases stay where they are; only their sums travel."),
        ),
        right=1,
        proof=lambda: (
            sum(map(np.size, partial_sums(np.zeros(20), 0, np.ones((9, 20)), np.ones(9)))) == 23
        ),
    ),
    Question(
        "What can blocks save for a million cases?",
        (
            ("Multiplications", "They do exactly as many."),
            (
                "One of two reads of X from the slow memory",
                "While a block is in the cache its second read is cheap. How much time that saves "
                "your machine must tell.",
            ),
            ("Work for the second core", "They take one block after the other."),
        ),
        right=1,
    ),
    Question(
        "Where is the penalty added?",
        (
            ("By each worker, to its own sums", "Then eight pieces would add it eight times."),
            ("Once, where the sums are added up", "It belongs to w, and no piece owns w."),
            (
                "By each worker, divided by its n",
                "Then small pieces would add more of it than large ones.",
            ),
        ),
        right=1,
        proof=lambda: np.isclose(
            add_up(PARTS, V, lam=0.5)[0] - add_up(PARTS, V)[0], 0.25 * (V @ V)
        ),
    ),
    Question(
        "Training with momentum is to survive an interruption. What must its checkpoint hold?",
        (
            ("w and b", "It would go on from the right place, but with no speed."),
            ("The step, w, b and the speed v", "All that the next step depends on."),
            ("All places so far", "The next step depends on the last one alone."),
        ),
        right=1,
    ),
    Question(
        "To read all cases takes one worker 8 s, and the message of each worker 20 ms. How many "
        "workers are best?",
        (
            ("As many as there are", "The messages of 400 workers take 8 s."),
            ("20", "√(8 / 0.02) = 20: 0.4 s of reading and 0.4 s of messages."),
            ("400", "Then reading takes 20 ms, and the messages take 8 s."),
        ),
        right=1,
        proof=lambda: min(range(1, 401), key=lambda m: 8 / m + 0.02 * m) == 20,
    ),
)

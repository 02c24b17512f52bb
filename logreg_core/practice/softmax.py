"""Practice of chapter 8: more than two classes."""

import numpy as np

from ..logistic import logistic
from ..softmax import softmax, softmax_cost, softmax_gradient
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import Formula
from .gradient import PAY_B
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


def _fresh_tables(rng):
    return [
        ((np.round(size * rng.normal(size=(n, K)), 2),), {})
        for n, K, size in ((1, 4, 1.0), (3, 3, 0.3), (5, 2, 4.0), (4, 3, 2.0))
    ]


def _fresh_slopes(rng):
    cases = []
    for n, d, K, lam in (
        (1, 2, 3, None), (6, 3, 2, None), (5, 2, 4, None),
        (4, 4, 3, 0.3), (7, 3, 2, 1.7), (5, 2, 4, 2.5),
    ):  # fmt: skip
        W, b, X = rng.normal(size=(d, K)), rng.normal(size=K), rng.normal(size=(n, d))
        data = (*(np.round(part, 2) for part in (W, b, X)), rng.integers(0, K, size=n))
        cases.append((data, {} if lam is None else {"lam": lam}))
    return cases


SOFTMAX_FORMULA = Formula(
    {
        "n": "len(Z)",
        "K": "Z.shape[1]",
        "shift": "Z.max(axis=1, keepdims=True)",
        "raised": "np.exp(Z - shift)",
        "total": "raised.sum(axis=1, keepdims=True)",
        "P": "raised / total",
    },
    {
        "shift": {
            "0.0": "nothing is subtracted before exp, and exp(800) overflows: subtract each row's "
            "largest score, Z.max(axis=1, keepdims=True)",
            "Z.max()": "the largest score of the whole table is subtracted: a row of much lower "
            "ones becomes 0 / 0. Subtract each row's own, Z.max(axis=1, keepdims=True)",
            "Z.mean(axis=1, keepdims=True)": "the mean of each row is subtracted, and exp still "
            "overflows in a row such as 0, 800: subtract its largest score",
            "Z.min(axis=1, keepdims=True)": "the smallest score of each row is subtracted, and exp "
            "still overflows: subtract the largest",
            "Z.min()": "the smallest score of the table is subtracted: subtract each row's largest",
            "Z.mean()": "the mean of the table is subtracted: subtract each row's largest score",
            "Z.max(axis=0)": "the largest score of each column is subtracted (axis=0): each row's "
            "own is expected, axis=1, or the probabilities change",
            "Z.max(axis=1)": "keepdims=True is missing in the shift: a row of n numbers is "
            "subtracted where a column (n, 1) is expected",
            "Z.sum(axis=1, keepdims=True)": "the sum of each row is subtracted: its largest score",
            "np.median(Z, axis=1, keepdims=True)": "the median of each row is subtracted, and exp "
            "still overflows: subtract the largest score",
            "np.abs(Z).max(axis=1, keepdims=True)": "the largest absolute value is subtracted: a "
            "row of scores of -900 becomes 0 / 0. Subtract the largest score",
            "np.linalg.norm(Z, axis=1, keepdims=True)": "the length of each row is subtracted: "
            "subtract its largest score",
            "Z[:, :1]": "the first score of each row is subtracted, and exp still overflows: "
            "subtract the largest",
            "Z[:, -1:]": "the last score of each row is subtracted, and exp still overflows: "
            "subtract the largest",
            "2 * Z.max(axis=1, keepdims=True)": "twice the largest score is subtracted: once",
            "-Z.max(axis=1, keepdims=True)": "the largest score is added: subtract it",
        },
        "raised": {
            "np.exp(-(Z - shift))": "the sign is wrong: the lowest score gets the highest "
            "probability. exp(Z), without a minus",
            "np.exp(-Z)": "the sign is wrong: the lowest score gets the highest probability. "
            "exp(Z), without a minus",
            "Z": "exp is missing: the scores themselves are divided",
            "Z - shift": "exp is missing: the scores themselves are divided",
            "np.abs(Z)": "absolute values stand where exp is expected",
            "Z**2": "squares stand where exp is expected",
            "2.0 ** (Z - shift)": "the base is 2 where e is expected: np.exp",
            "10.0 ** (Z - shift)": "the base is 10 where e is expected: np.exp",
            "2.718 ** (Z - shift)": "the number e is rounded to 2.718: np.exp",
            "2.71828 ** (Z - shift)": "the number e is rounded to 2.71828: np.exp",
            "2.72 ** (Z - shift)": "the number e is rounded to 2.72: np.exp",
            "logistic(Z)": "σ stands where exp is expected",
            "np.log(Z)": "log stands where exp is expected",
            "np.exp(2 * (Z - shift))": "the scores are doubled",
            "np.exp((Z - shift) / 2)": "the scores are halved",
            "np.exp(Z) - shift": "a bracket ends too early: np.exp(Z - shift)",
            "np.exp((Z - shift) / K)": "the scores are divided by K, a temperature: take them as "
            "they are",
            "np.exp((Z - shift) / n)": "the scores are divided by n: take them as they are",
            "np.exp(Z / Z.max())": "the largest score divides: subtract each row's",
            "np.exp(np.float16(Z - shift))": "float16 has 3 digits: keep float64",
            "np.exp(Z / shift)": "the largest score divides: subtract it",
            "np.exp(Z / np.linalg.norm(Z, axis=1, keepdims=True))": "each row is scaled to length "
            "1: the scores are taken as they are",
            "np.exp(np.clip(Z, -500, 500))": "the scores are clipped at ±500: of 800 and 801 no "
            "difference is left. Subtract each row's largest score",
            "np.exp(np.clip(Z, -700, 700))": "the scores are clipped at ±700: of 800 and 801 no "
            "difference is left. Subtract each row's largest score",
            "np.exp(np.clip(Z, -709, 709))": "the scores are clipped at ±709: of 800 and 801 no "
            "difference is left. Subtract each row's largest score",
            "np.exp(np.minimum(Z, 700))": "the scores are clipped at 700: of 800 and 801 no "
            "difference is left. Subtract each row's largest score",
            "np.exp(Z - Z.mean(axis=0))": "the mean of each column is subtracted: each row's "
            "largest score",
            "np.expm1(Z - shift)": "np.expm1 is exp(…) - 1: use np.exp",
            "np.trunc(Z - shift)": "the scores are cut to whole numbers",
            "np.exp(np.trunc(Z - shift))": "the scores are cut to whole numbers",
        },
        "total": {
            "raised.sum()": "the whole table adds up to 1: each row should, axis=1, keepdims=True",
            "raised.sum(axis=0)": "the columns add up to 1 (axis=0): the rows should, axis=1",
            "raised.sum(axis=0, keepdims=True)": "the columns add up to 1 (axis=0): the rows "
            "should, axis=1",
            "raised.sum(axis=1)": "keepdims=True is missing: a row of n sums meets a table (n, K), "
            "where a column (n, 1) is expected",
            "raised.mean(axis=1, keepdims=True)": "the mean divides: the sum is expected",
            "raised.max(axis=1, keepdims=True)": "the largest divides: the sum is expected",
            "1 + raised.sum(axis=1, keepdims=True)": "a 1 is added to the sum",
            "1 + raised": "1 + exp of each score divides, as in σ: the sum of the row is expected",
            "1.0": "nothing divides: each row by its sum",
            "np.linalg.norm(raised, axis=1, keepdims=True)": "the length divides: the sum is "
            "expected",
            "raised.sum(axis=1, keepdims=True) - raised": "the sum of the others divides (those "
            "are odds): the sum of all",
            "np.cumsum(raised, axis=1)": "a running total divides: the sum of the row",
            "raised[:, :-1].sum(axis=1, keepdims=True)": "the last class is left out of the sum",
            "raised[:, 1:].sum(axis=1, keepdims=True)": "the first class is left out of the sum",
            "raised[:1].sum()": "the sum of the first row divides every row: each by its own",
            "raised[-1:].sum()": "the sum of the last row divides every row: each by its own",
            "np.exp(Z.sum(axis=1, keepdims=True))": "exp of the sum divides: the sum of the exps",
            "np.exp(Z.sum(axis=1, keepdims=True) - shift)": "exp of the sum divides: the sum of "
            "the exps",
            "Z.sum(axis=1, keepdims=True)": "the sum of the scores divides: the sum of the exps",
            "np.exp(Z).sum(axis=1, keepdims=True)": "the shift is missing below: the same above "
            "and below",
            "(raised**2).sum(axis=1, keepdims=True)": "the sum of the squares divides",
            "n": "the number of cases divides: the sum of the row",
            "K": "the number of classes divides: the sum of the row",
        },
        "P": {
            "logistic(Z)": "that is the logistic function of each score (sigmoid): then a row need "
            "not add up to 1. Divide by the sum over the classes",
            "logistic(Z) / logistic(Z).sum(axis=1, keepdims=True)": "σ of each score is divided by "
            "its sum: exp is expected",
            "np.log(raised / total)": "those are the logarithms of the probabilities (log-softmax)",
            "Z - np.log(total)": "those are logarithms: the probabilities are expected",
            "-np.log(raised / total)": "those are losses: the probabilities are expected",
            "(raised / total).argmax(axis=1)": "that is the called class: the probabilities are "
            "expected",
            "(raised / total).max(axis=1)": "that is the probability of the likeliest class: all "
            "of them",
            "(Z == Z.max(axis=1, keepdims=True)).astype(float)": "that gives everything to the "
            "highest score: softmax leaves the others a share",
            "np.eye(K)[Z.argmax(axis=1)]": "that gives everything to the highest score: softmax "
            "leaves the others a share",
            "raised": "those are the exps: divide each row by its sum",
            "total": "those are the sums: divide each row by its own",
            "total / raised": "it is upside down: exp above, the sum below",
            "(raised / total)[0]": "the first row alone comes back: does a `return` stand inside "
            "the loop?",
            "(raised / total)[-1]": "the last row alone comes back: collect them",
            "(raised / total)[:1]": "the first row alone comes back: does a `return` stand inside "
            "the loop?",
            "(raised / total).ravel()": "the table came as one row: keep its shape",
            "(raised / total)[:, 1]": "the second class alone comes back: all of them",
            "(raised / total)[:, :-1]": "the last class is left out",
            "1 - raised / total": "that is 1 minus the probability",
            "np.exp(raised / total) / np.exp(raised / total).sum(axis=1, keepdims=True)": "softmax "
            "is taken twice",
            "np.nan_to_num(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))": "nan_to_num paints "
            "over NaN, inf / inf: subtract each row's largest score first",
            "np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)": "nothing is subtracted before exp, "
            "and exp(800) overflows: subtract each row's largest score",
            "(Z - Z.min(axis=1, keepdims=True)) / np.ptp(Z, axis=1, keepdims=True)": "the scores "
            "are stretched to 0 … 1: exp is expected",
        },
    },
)
SOFTMAX_SLOPES = Formula(
    {
        "n": "len(X)",
        "d": "X.shape[1]",
        "K": "len(b)",
        "votes": "X @ W",
        "Z": "votes + b",
        "P": "softmax(Z)",
        "Y": "np.eye(K)[y]",
        "residual": "P - Y",
        "sum_W": "X.T @ residual",
        "mean_W": "sum_W / n",
        "mean_b": "residual.mean(axis=0)",
        "pay": "lam * W",
        "pay_b": "0.0",
        "dW": "mean_W + pay",
        "db": "mean_b + pay_b",
    },
    {
        "votes": {
            "X * W": "`*` multiplies entry by entry: X @ W",
            "-X @ W": "the votes have the wrong sign: X @ W",
            "X[:, :-1] @ W[:-1]": "the last feature is left out",
            "X[:, 1:] @ W[1:]": "the first feature is left out",
        },
        "Z": {
            "votes": "the biases are missing from the scores: X @ W + b",
            "votes - b": "the biases are subtracted: X @ W + b",
            "votes * b": "the biases multiply: X @ W + b",
            "votes + b.sum()": "the sum of the biases is added to each score, which changes "
            "nothing: X @ W + b",
            "votes + b[0]": "the first bias is added to all, which changes nothing: X @ W + b",
        },
        "P": {
            "logistic(Z)": "each score is put through the logistic function (sigmoid): softmax "
            "makes the probabilities of a case add up to 1",
            "np.exp(Z)": "softmax is not divided by its sum: each row adds up to 1",
            "np.exp(Z) / np.exp(Z).sum()": "the whole table adds up to 1: each row should, axis=1",
            "np.exp(Z) / np.exp(Z).sum(axis=0)": "the columns add up to 1 (axis=0): each row "
            "should, axis=1",
            "softmax(Z.T).T": "softmax runs down the columns (axis=0): along each row, axis=1",
            "np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()": "the whole table adds up to 1: each "
            "row should, axis=1",
            "Z": "the scores stand where the probabilities are expected: softmax(Z)",
            "softmax(-Z)": "the sign of the scores is wrong",
            "softmax(softmax(Z))": "softmax is taken twice",
            "np.log(softmax(Z))": "log-probabilities stand where the probabilities are expected",
            "np.eye(K)[Z.argmax(axis=1)]": "the called class stands where the probabilities are "
            "expected",
            "softmax(2 * Z)": "the scores are doubled",
            "Z / Z.sum(axis=1, keepdims=True)": "exp is missing from the softmax",
            "np.round(softmax(Z))": "the probabilities are rounded to 0 or 1",
        },
        "Y": {
            "0 * P": "the truth is missing: subtract 1 from the probability of each case's true "
            "class",
            "y[:, None]": "there is no one-hot: the number of the class is subtracted from all "
            "probabilities. np.eye(K)[y] has a 1 in the column of the true class",
            "1.0": "1 is subtracted from all probabilities: only from that of the true class "
            "(one-hot, np.eye(K)[y])",
            "y": "there is no one-hot: the number of the class is subtracted. np.eye(K)[y] has a 1 "
            "in the column of the true class",
            "np.eye(y.max() + 1)[y]": "the one-hot table has as many columns as classes occur in "
            "y: as many as the model has, np.eye(len(b))[y]",
            "np.eye(n)[y]": "the one-hot table has a column for each case: for each class, "
            "np.eye(len(b))[y]",
            "1 - np.eye(K)[y]": "the one-hot table is turned around: 1 in the column of the true "
            "class",
            "2 * np.eye(K)[y] - 1": "the one-hot table has -1 where 0 is expected",
            "np.eye(K)[y][::-1]": "the cases of the one-hot table are in the opposite order",
            "np.eye(K)[(y - 1) % K]": "the classes are counted from 1: they are 0 … K - 1",
            "np.eye(K)[(y + 1) % K]": "the classes are shifted by one: they are 0 … K - 1",
            "np.tile(np.isin(np.arange(K), y), (n, 1)).astype(float)": "P[:, y] -= 1 changes those "
            "columns of every case: P[np.arange(n), y] takes one entry of each case",
            "(y == 1)[:, None].astype(float)": "one class alone is asked for: np.eye(K)[y] has a "
            "column for each",
            "np.eye(K)[K - 1 - y]": "the classes are in the opposite order",
            "(y[:, None] > np.arange(K)).astype(float)": "the table has a 1 below the true class",
            "np.eye(K)[P.argmax(axis=1)]": "the called class stands where the true one is expected",
        },
        "residual": {
            "Y - P": "the sign of the residual is wrong: it is P - Y, not Y - P",
            "P + Y": "the truth is added: P - Y",
            "P * Y": "P and Y are multiplied: P - Y",
            "(P - Y) * Y": "only the true class's column counts: P - Y for all",
            "(P - 1) * Y": "only the true class's column counts: P - Y for all",
            "P * (1 - P) * (P - Y)": "the factor P (1 - P) is the one of the squared error: it "
            "cancels, P - Y alone",
            "2 * (P - Y)": "a 2 stands before the residual: P - Y alone",
            "0.5 * (P - Y)": "a ½ stands before the residual: P - Y alone",
            "(P - Y)**2": "the residual is squared: P - Y",
            "np.abs(P - Y)": "the residual loses its sign: P - Y",
            "P * (1 - P)": "that is the slope of a probability: P - Y",
            "-Y / P": "that is the slope along P: along the scores it is P - Y",
            "-Y * np.log(P)": "those are the losses: their slope is P - Y",
            "np.where(Y == 1, P - 1, 0)": "the other classes are left out: P - Y for all",
            "Z - Y": "the scores stand where the probabilities are expected: P - Y",
            "np.where(np.arange(n)[:, None] == n - 1, P - Y, 0)": "the last case alone counts: in "
            "a loop, += adds and = forgets",
            "np.where(np.arange(n)[:, None] == 0, P - Y, 0)": "the first case alone counts: does "
            "a `return` stand inside the loop?",
        },
        "sum_W": {
            "X @ residual": "X is not transposed: X.T @ (P - Y)",
            "residual.T @ X": "dW is transposed, (K, d): it has W's own shape (d, K), X.T @ (P - "
            "Y)",
            "(residual.T @ X).T * 2": "a 2 too many",
            "X * residual": "`*` pairs entry by entry: X.T @ (P - Y)",
            "np.outer(X.sum(axis=0), residual.sum(axis=0))": "the sums are multiplied: first "
            "multiply, then add up",
            "np.outer(X[-1], residual[-1])": "the last case alone counts: in a loop, += adds and = "
            "forgets",
            "np.outer(X[0], residual[0])": "the first case alone counts: does a `return` stand "
            "inside the loop?",
        },
        "mean_W": {
            "sum_W": "the slopes of the weights are sums: the mean over the cases is expected",
            "sum_W / K": "the slopes are divided by K, the number of classes: by n, that of cases",
            "sum_W / d": "the slopes are divided by d, the number of features: by n, that of cases",
            "sum_W / (n * K)": "all entries of the table divide: n, the number of cases",
            "sum_W / (n - 1)": "n - 1 divides: n is expected",
            "sum_W / n**2": "the division by n is made twice in dW",
            "2 * sum_W / n": "a 2 too many",
            "sum_W / (2 * n)": "2n divides: n is expected",
        },
        "mean_b": {
            "residual.sum(axis=0)": "`db` is the sum of the residuals: the mean over the cases is "
            "expected",
            "residual.mean()": "`db` came as one number: each class has a bias of its own, axis=0",
            "residual.sum()": "`db` came as one number: each class has a bias of its own, axis=0",
            "residual.sum() / n": "`db` came as one number: each class has a bias of its own, "
            "axis=0",
            "residual.mean(axis=1)": "`db` is the mean along the rows (axis=1): down the columns, "
            "axis=0",
            "residual.sum(axis=1)": "`db` is the sum along the rows (axis=1), which is 0: the mean "
            "down the columns, axis=0",
            "residual.sum(axis=1) / n": "`db` is the sum along the rows (axis=1), which is 0: the "
            "mean down the columns, axis=0",
            "residual.sum(axis=0) / K": "`db` is divided by K, the number of classes: by n",
            "residual.sum(axis=0) / d": "`db` is divided by d, the number of features: by n",
            "residual.sum(axis=0) / (n * K)": "all entries of the table divide: n",
            "residual.mean(axis=0) / n": "the division by n is made twice in `db`",
            "residual.mean(axis=0, keepdims=True)": "`db` is a table of one row, (1, K): keepdims "
            "is too much, (K,) is expected",
            "P.mean(axis=0)": "the truth is missing from `db`: P - Y",
            "mean_W.mean(axis=0)": "`db` is the mean of dW: the mean of P - Y is expected",
            "mean_W.sum(axis=0)": "`db` is the sum of dW: the mean of P - Y is expected",
            "residual": "`db` came as one row for each case: the mean down the columns",
            "residual[-1]": "in `db` the last case alone counts",
            "residual[-1] / n": "in `db` the last case alone counts",
            "0 * b": "the biases have no slope in yours: the mean of P - Y",
        },
        "pay": {
            "lam * mean_W": "λ multiplies the slope of the loss: it multiplies W",
            "0 * W": "the slope of the penalty, λ W, is missing",
            "2 * lam * W": "the penalty's slope is 2 λ W: the ½ in ½ λ ‖W‖² makes it λ W",
            "0.5 * lam * W": "the penalty's slope is ½ λ W: the square brings a 2, so λ W",
            "-lam * W": "the penalty's slope has the wrong sign: + λ W",
            "lam * W / n": "the penalty's slope is divided by n: only the loss is a mean, λ W",
            "2 * lam * W / n": "the penalty's slope is 2 λ W / n: λ W is expected",
            "lam * W * n": "the penalty's slope is multiplied by n: λ W",
            "lam * W / K": "the penalty's slope is divided by K: λ W",
            "lam * np.sign(W)": "λ · sign(W) is the slope of the L1 penalty: λ W",
            "lam * np.abs(W)": "the weights lose their sign in the penalty's slope: λ W",
            "lam * W**2": "the penalty's slope is λ W², not the slope of a square: λ W",
            "0.5 * lam * W**2": "the penalty itself is added: its slope is λ W",
            "0.5 * lam * np.sum(W**2)": "the penalty itself is added to every slope: λ W",
            "lam * np.sum(W**2)": "λ ‖W‖² is added to every slope: λ W",
            "lam * np.sum(W)": "λ Σ W is added to every slope: each pays for itself, λ W",
            "lam": "λ alone is added: λ W",
            "W": "λ is missing from the penalty's slope: λ W",
            "lam**2 * W": "λ is squared: λ W",
            "lam * np.vstack([0 * W[:1], W[1:]])": "the first row of W pays nothing, as if it were "
            "the bias: W holds no bias",
        },
        "pay_b": {
            code.replace("w", "W"): says
            for code, says in PAY_B.items()
            if "W" not in code and code != "lam * w"
        },
        "dW": {
            "(sum_W + lam * W) / n": "λ W is divided by n with the rest: it stands beside the mean",
            "-(mean_W + lam * W)": "the sign of the whole dW is wrong",
            "lam * W": "the slope of the loss is missing from dW",
        },
    },
    ("dW", "db"),
)

EXERCISES = {
    "softmax": Exercise(
        softmax,
        fresh=_fresh_tables,
        formula=SOFTMAX_FORMULA,
        cases=(
            ((np.array([[0.0, 0.0]]),), {}),
            ((np.array([[1.0, 3.0]]),), {}),
            ((np.array([[1, 2, 4], [0, 0, 1]]),), {}),
            ((Z,), {}),
        ),
        edge_cases=(
            ((np.array([[800.0, 801.0], [-900.0, -900.0]]),), {}),
            ((np.array([[800.0, 801.0], [0.0, 1.0]]),), {}),
            ((np.array([[0.0, 800.0]]),), {}),
            ((np.array([[-800.0, 0.0, 800.0]]),), {}),
            ((np.array([[1.0, -900.0], [-900.0, -901.0]]),), {}),
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
        fresh=_fresh_slopes,
        edge_cases=(
            (
                (
                    np.array([[800.0, 0.0, 1.0], [0.0, 1.0, -800.0]]),
                    np.zeros(3),
                    np.array([[1.0, 0.5], [-1.0, 0.3], [2.0, -1.0]]),
                    np.array([1, 2, 0]),
                ),
                {},
            ),
        ),
        formula=SOFTMAX_SLOPES,
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


BUG_TASKS = {
    "softmax_gradient": BugTask(
        "each_class_alone",
        "With many classes every residual looks plausible, so nudge: which slopes of "
        "`softmax_cost` are off? Then look at what the probabilities of one case add up to.",
        lesson="The bug was σ of each score in the place of softmax: the probabilities of a case "
        "did "
        "not add up to 1, so that the residuals were those of another model, one-vs-rest.",
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

"""Practice of chapter 6. The learner writes one step, then the loop around it."""

import re

import numpy as np

from ..gradient import gradient
from ..prediction import predict
from ..regularization import cost
from ..training import train
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import NAMES, Formula
from .gradient import FAR, fresh_slopes
from .prediction import B, W, X
from .questions import Question

Y = np.array([1.0, 0.0, 1.0, 1.0])  # not half and half, so that the bias moves from the start
TWO = np.array([[2.0], [-1.0], [0.5]]), np.array([1.0, 0.0, 0.0])  # few enough for pencil and paper


def gradient_step(w, b, X, y, *, learning_rate, lam=0.0):
    """Return the place one step downhill from (w, b)."""
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


def costs(X, y, *, learning_rate, lam=0.0, n_steps):
    """Return the cost at the start (zeros) and after each of n_steps steps."""
    w, b = np.zeros(X.shape[1]), 0.0
    noted = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        noted.append(cost(w, b, X, y, lam=lam))
    return np.array(noted)


def _step(change):
    """Return a gradient_step whose new place is `change(w, b, dw, db, learning_rate, lam, n)`."""

    def step(w, b, X, y, *, learning_rate, lam=0.0):
        return change(w, b, *gradient(w, b, X, y, lam=lam), learning_rate, lam, len(y))

    return step


def _bias_first(w, b, X, y, *, learning_rate, lam=0.0):
    b = b - learning_rate * gradient(w, b, X, y, lam=lam)[1]
    return w - learning_rate * gradient(w, b, X, y, lam=lam)[0], b


def _weights_first(w, b, X, y, *, learning_rate, lam=0.0):
    w = w - learning_rate * gradient(w, b, X, y, lam=lam)[0]
    return w, b - learning_rate * gradient(w, b, X, y, lam=lam)[1]


def _no_lam(w, b, X, y, *, learning_rate, lam=0.0):
    return gradient_step(w, b, X, y, learning_rate=learning_rate)


def _no_rate(w, b, X, y, *, learning_rate, lam=0.0):
    return gradient_step(w, b, X, y, learning_rate=1.0, lam=lam)


def _looped(step=gradient_step, *, before=0, after=0, start=0.0, priced=True):
    """Return a `costs` that walks with `step` and is off in one more way.

    It notes the cost `before` more times at the start and after `after` more steps, begins with
    all weights at `start`, or notes the loss without its price.
    """

    def walk(X, y, *, learning_rate, lam=0.0, n_steps):
        noted_lam = lam if priced else 0.0
        w, b = np.full(X.shape[1], start), 0.0
        noted = [cost(w, b, X, y, lam=noted_lam)] * (1 + before)
        for _ in range(n_steps + after):
            w, b = step(w, b, X, y, learning_rate=learning_rate, lam=lam)
            noted.append(cost(w, b, X, y, lam=noted_lam))
        return np.array(noted)

    return walk


def _end_missing(X, y, *, learning_rate, lam=0.0, n_steps):
    return costs(X, y, learning_rate=learning_rate, lam=lam, n_steps=n_steps)[:-1]


def _start_twice(X, y, *, learning_rate, lam=0.0, n_steps):
    noted = costs(X, y, learning_rate=learning_rate, lam=lam, n_steps=n_steps)
    return np.append(noted[0], noted[:-1])[: n_steps + 1]


STEP_MISTAKES = (
    (
        "uphill",
        _step(lambda w, b, dw, db, rate, lam, n: (w + rate * dw, b + rate * db)),
        "That walks uphill: the gradient points up, so subtract it: w - learning_rate * dw.",
    ),
    (
        "bias_uphill",
        _step(lambda w, b, dw, db, rate, lam, n: (w - rate * dw, b + rate * db)),
        "The weights walk downhill and the bias uphill: it needs the same minus.",
    ),
    (
        "bias_first",
        _bias_first,
        "The bias is moved first and then used for the gradient of the weights: take dw and db "
        "from the same place, then move both.",
    ),
    (
        "weights_first",
        _weights_first,
        "The weights are moved first and then used for the gradient of the bias: take dw and db "
        "from the same place, then move both.",
    ),
    ("no_lam", _no_lam, "Right at λ = 0, wrong at λ = 0.5: pass lam on to gradient."),
    (
        "penalty_twice",
        _step(lambda w, b, dw, db, rate, lam, n: (w - rate * (dw + lam * w), b - rate * db)),
        "Right at λ = 0, wrong at λ = 0.5: gradient has λ w in it already, and yours takes it "
        "a second time.",
    ),
    ("no_rate", _no_rate, "The learning rate is not used: a step is learning_rate * gradient."),
    (
        "over_n",
        _step(lambda w, b, dw, db, rate, lam, n: (w - rate * dw / n, b - rate * db / n)),
        "Your step is n times too short: gradient is a mean over the cases already, so do not "
        "divide again.",
    ),
    (
        "no_bias_step",
        _step(lambda w, b, dw, db, rate, lam, n: (w - rate * dw, b)),
        "The bias stays where it was: it takes its step too.",
    ),
)


def _fresh_steps(rng):
    rates = (0.1, 1.5, 0.03, 0.7, 2.5)
    return [
        (data, {"learning_rate": rates[k % 5], **options})
        for k, (data, options) in enumerate(fresh_slopes(rng))
    ]


def _fresh_walks(rng):
    kinds = ((0.3, 1), (0.05, 4), (20.0, 3), (0.2, 6))
    return [
        ((X, y), {"learning_rate": kinds[k % 4][0], "n_steps": kinds[k % 4][1], **options})
        for k, ((_, _, X, y), options) in enumerate(fresh_slopes(rng)[1:])
        if len(set(y)) > 1  # which `train` asks for
    ]


def _walk(w, b, n_steps, move):
    """Return all places of a walk."""
    places = [(w, b)]
    for k in range(n_steps):
        w, b = move(w, b, k)
        places.append((w, b))
    return places


NAMES["walk"] = _walk

# Where learners hand w, b or the data on to gradient in another way.
SLOPES = {
    "gradient(w, b, X, y)": "λ is not handed on: gradient(w, b, X, y, lam=lam)",
    "gradient(w, b, X, y, lam=2 * lam)": "λ is doubled on the way to gradient",
    "gradient(w, b, X, y, lam=lam / len(y))": "λ is divided by n on the way to gradient",
    "gradient(w, b, X, y, lam=learning_rate)": "the learning rate is handed on as λ",
    "gradient(w, b, X, 1 - y, lam=lam)": "the classes are exchanged: y is handed on as it is",
    "gradient(w, 0.0, X, y, lam=lam)": "the bias is missing where the gradient is taken",
    "gradient(0 * w, 0.0, X, y, lam=lam)": "the gradient is taken at zero and not at (w, b)",
    "[len(y) * part for part in gradient(w, b, X, y, lam=lam)]": "the gradient is n times too "
    "large: a sum over the cases where the mean is expected",
    "(len(y) * (gradient(w, b, X, y)[0]) + lam * w, len(y) * gradient(w, b, X, y)[1])": "the slope "
    "of the loss is a sum over the cases: the mean is expected",
    "(gradient(w, b, X, y)[0] + lam * w / len(y), gradient(w, b, X, y)[1])": "the penalty's slope "
    "is divided by n: λ w is expected",
    "(gradient(w, b, X, y)[0] + 2 * lam * w, gradient(w, b, X, y)[1])": "the penalty's slope is "
    "2 λ w: λ w is expected",
    "(gradient(w, b, X, y)[0] - lam * w, gradient(w, b, X, y)[1])": "the penalty's slope has the "
    "wrong sign: + λ w",
    "(gradient(w, b, X, y)[0] + 0.5 * lam * w, gradient(w, b, X, y)[1])": "the penalty's slope is "
    "½ λ w: λ w is expected",
    "(gradient(w, b, X, y)[0] + lam, gradient(w, b, X, y)[1])": "λ itself is added: λ w",
    "(gradient(w, b, X, y)[0] + lam * np.sign(w), gradient(w, b, X, y)[1])": "λ · sign(w) is the "
    "slope of the L1 penalty: λ w is expected",
    "(gradient(w, b, X, y)[0] + 0.5 * lam * w**2, gradient(w, b, X, y)[1])": "the penalty itself "
    "is added: its slope is λ w",
    "(gradient(w, b, X, y)[0] + lam * np.sum(w), gradient(w, b, X, y)[1])": "λ Σ w is added to "
    "every slope: λ w",
    "(gradient(w, b, X, y, lam=lam)[0], gradient(w, b, X, y)[1] + lam * b)": "the bias is "
    "penalised: db has no λ in it",
    "(gradient(w, b, X, y, lam=lam)[0], gradient(w, b, X, y)[1] + lam * b / len(y))": "the bias is "
    "penalised: db has no λ in it",
    "(gradient(w, b, X, y, lam=lam)[0] + lam * w, gradient(w, b, X, y)[1])": "λ w is taken twice: "
    "gradient has it in it already",
    "(gradient(w, b, X, y, lam=lam)[0] + lam * w, gradient(w, b, X, y)[1] + lam * b)": "λ w is "
    "taken twice, and the bias is penalised: gradient has all of it already",
    "(gradient(w, b, X, y, lam=lam)[0], len(y) * gradient(w, b, X, y)[1])": "db is the sum of the "
    "residuals: their mean is expected",
    "(gradient(w, b, X, y, lam=lam)[0].mean() + 0 * w, gradient(w, b, X, y)[1])": "the slopes of "
    "the weights are averaged: one for each weight",
    "gradient(w, b, X[:1], y[:1], lam=lam)": "the first case alone is used: all of them",
    "gradient(w, b, X[-1:], y[-1:], lam=lam)": "the last case alone is used: all of them",
    "(X.T @ (X @ w + b - y) / len(y) + lam * w, (X @ w + b - y).mean())": "the residual is taken "
    "of the score: of the probability, p - y",
    "(X.T @ ((X @ w + b > 0) - y) / len(y) + lam * w, ((X @ w + b > 0) - y).mean())": "the "
    "residual is taken of the class, as the perceptron does: of the probability, p - y",
    "(X.T @ ((X @ w + b > 0) - y) + lam * w, ((X @ w + b > 0) - y).sum())": "the residual "
    "is taken of the class, as the perceptron does: of the probability, p - y",
}
_GIVEN = "(gradient(w, b, X, y)[0]{} + lam * w, gradient(w, b, X, y)[1]{})"
_OVER = {
    "len(w)": "the number of features, len(w)",
    "(len(y) - 1)": "n - 1",
    "(2 * len(y))": "2n",
    "len(y)**2": "n, and once more",
    "X.size": "all entries of the table, X.size",
}
SLOPES |= {
    _GIVEN.format(*(f" * len(y) / {below}" if part in where else "" for part in ("dw", "db"))): (
        f"in {where} the sum over the cases is divided by {says}: by n, len(y), is expected"
    )
    for below, says in _OVER.items()
    for where in ("dw and db", "dw", "db")
}
SLOPES |= {
    "(gradient(w, b, X, y)[0] + lam * w / len(y), gradient(w, b, X, y)[1] + lam * b / len(y))": "λ "
    "is divided by n, and the bias is penalised: λ w in dw, and no λ in db",
    "(gradient(w, b, X, y)[1], gradient(w, b, X, y, lam=lam)[0])": "dw and db are exchanged: "
    "dw, db = gradient(...)",
}
SLOPES |= {
    f"[part / np.hypot(np.linalg.norm({g}[0]), {g}[1]) for part in {g}]": "the gradient is scaled "
    "to length 1: it is taken as it is"
    for g in ("gradient(w, b, X, y, lam=lam)",)
} | {
    "[cost(w, b, X, y, lam=lam), cost(w, b, X, y, lam=lam)]": "the cost itself is subtracted: its "
    "slopes, gradient(w, b, X, y, lam=lam)",
    "[np.clip(part, -1, 1) for part in gradient(w, b, X, y, lam=lam)]": "the gradient is clipped "
    "at ±1: it is taken as it is",
    "(gradient(w, b, X, y, lam=lam)[0] + gradient(w, b, X, y, lam=lam)[1], gradient(w, b, X, y)"
    "[1])": "db is added to dw",
}
_NORM = "np.linalg.norm(slopes[0])"
MOVES_W = {
    "w + learning_rate * slopes[0]": "the weights walk uphill: subtract, w - learning_rate * dw",
    "learning_rate * slopes[0] - w": "the difference is the wrong way round: w - learning_rate * "
    "dw",
    "w - slopes[0]": "the learning rate is missing for the weights: w - learning_rate * dw",
    "w - slopes[0] / learning_rate": "the learning rate divides: it multiplies",
    "w - learning_rate**2 * slopes[0]": "the learning rate is squared in the weights",
    "w - 2 * learning_rate * slopes[0]": "the step of the weights is twice too long",
    "w - 0.5 * learning_rate * slopes[0]": "the step of the weights is half as long as expected",
    "w - learning_rate * slopes[0] / n": "the step of the weights is n times too short: gradient "
    "is a mean already",
    "w - n * learning_rate * slopes[0]": "the step of the weights is n times too long",
    "w - learning_rate + slopes[0]": "the learning rate is added: it multiplies",
    "w - (learning_rate + slopes[0])": "the learning rate is added: it multiplies",
    "w - learning_rate - slopes[0]": "the learning rate is subtracted: it multiplies",
    "(w - learning_rate) * slopes[0]": "brackets: (w - learning_rate) is taken first",
    "w * learning_rate * slopes[0]": "w is multiplied: subtract the step from it",
    "w * (1 - learning_rate * slopes[0])": "w is multiplied in: w - learning_rate * dw",
    "w * learning_rate - slopes[0]": "the learning rate multiplies w: it multiplies dw",
    "-learning_rate * slopes[0]": "that is the move alone: add it to w",
    "learning_rate * slopes[0]": "that is the step alone: subtract it from w",
    "slopes[0]": "that is the gradient: return where the step leads",
    "w": "the weights stay where they were",
    "w - learning_rate * np.sign(slopes[0])": "of the gradient the sign alone is used",
    f"w - learning_rate * slopes[0] / {_NORM}": "the gradient is scaled to length 1: it is taken "
    "as it is",
    "w - learning_rate * np.abs(slopes[0])": "the gradient loses its sign",
    "w - learning_rate * slopes[1]": "db moves the weights: dw does",
    "w - learning_rate * slopes[0].mean()": "the mean of dw moves all weights alike",
    "w - learning_rate * slopes[0].sum()": "the sum of dw moves all weights alike",
    "w - learning_rate * slopes[0]**2": "the gradient is squared",
    "w - learning_rate * (slopes[0] - lam * w)": "λ w is subtracted again: gradient has it in it",
    "w - lam * slopes[0]": "λ stands where the learning rate is expected",
    "w - learning_rate * w": "the weights shrink by themselves: the gradient is missing",
    "w - learning_rate * slopes[0] - lam * w": "λ w is subtracted once more beside the step",
    "w - learning_rate * gradient(w, b - learning_rate * slopes[1], X, y, lam=lam)[0]": "the bias "
    "is moved first and then used for the gradient of the weights: take both from the same place",
    "w - learning_rate * gradient(w - learning_rate * slopes[0], b, X, y, lam=lam)[0]": "the "
    "gradient is taken after the step: take it where you stand",
    "w - learning_rate * slopes[0] - learning_rate * gradient(w - learning_rate * slopes[0], "
    "b - learning_rate * slopes[1], X, y, lam=lam)[0]": "that is two steps: one",
}


_OF_BIAS = {
    "the weights walk": "the bias walks",
    "the weights stay": "the bias stays",
    "the weights shrink": "the bias shrinks",
    "the weights": "the bias",
    "dw": "db",
    "w - ": "b - ",
}


def _for_bias(text):
    """Return what is said of the weights, or done to them, for the bias."""
    if text in MOVES_W:
        return text.replace("slopes[0]", "slopes[1]").replace("w", "b")
    for weights, bias in _OF_BIAS.items():
        text = text.replace(weights, bias)
    return text


MOVES_B = {
    **{
        _for_bias(code): _for_bias(says)
        for code, says in MOVES_W.items()
        if not re.search(r"gradient\(|slopes\[1\]|norm|mean|sum", code)
    },
    "b - learning_rate * gradient(w - learning_rate * slopes[0], b, X, y, lam=lam)[1]": "the "
    "weights are moved first and then used for the gradient of the bias: take both from the same "
    "place",
    "b - learning_rate * gradient(w, b - learning_rate * slopes[1], X, y, lam=lam)[1]": "the "
    "gradient is taken after the step: take it where you stand",
    "b - learning_rate * slopes[0]": "dw moves the bias: db does",
    "b - learning_rate * slopes[0].sum()": "the sum of dw moves the bias: db does",
    "b - learning_rate * slopes[0].mean()": "the mean of dw moves the bias: db does",
    "b - learning_rate * slopes[0][0]": "the first slope of dw moves the bias: db does",
    "b - learning_rate * (slopes[1] + lam * b)": "the bias is penalised: db has no λ in it",
    "b - learning_rate * slopes[1] - learning_rate * gradient(w - learning_rate * slopes[0], "
    "b - learning_rate * slopes[1], X, y, lam=lam)[1]": "that is two steps: one",
}
STEP_FORMULA = Formula(
    {
        "n": "len(y)",
        "d": "len(w)",
        "slopes": "gradient(w, b, X, y, lam=lam)",
        "new_w": "w - learning_rate * slopes[0]",
        "new_b": "b - learning_rate * slopes[1]",
    },
    {"slopes": SLOPES, "new_w": MOVES_W, "new_b": MOVES_B},
    ("new_w", "new_b"),
)


def _walking(text):
    """Return how a walk is written that takes its slopes in this way."""
    return f"lambda w, b: {text}"


COSTS_FORMULA = Formula(
    {
        "n": "len(X)",
        "d": "X.shape[1]",
        "start": "np.zeros(d)",
        "start_b": "0.0",
        "steps": "n_steps",
        "slopes_at": _walking("gradient(w, b, X, y, lam=lam)"),
        "rate": "lambda k: learning_rate",
        "move": "lambda w, b, k, s: (w - rate(k) * s[0], b - rate(k) * s[1])",
        "places": "walk(start, start_b, steps, lambda w, b, k: move(w, b, k, slopes_at(w, b)))",
        "noted": "[cost(w, b, X, y, lam=lam) for w, b in places]",
        "costs": "np.array(noted)",
    },
    {
        "start": {
            "np.ones(d)": "the walk starts with all weights 1: start at zero",
            "0.01 * np.ones(d)": "the walk starts with all weights 0.01: start at zero",
            "0.1 * np.ones(d)": "the walk starts with all weights 0.1: start at zero",
            "0.5 * np.ones(d)": "the walk starts with all weights 0.5: start at zero",
            **{f"np.random.default_rng({k}).normal(size=d)": "the walk starts at random: start at "
               "zero" for k in (0, 42)},
            **{f"0.01 * np.random.default_rng({k}).normal(size=d)": "the walk starts at random: "
               "start at zero" for k in (0, 42)},
            **{f"np.random.RandomState({k}).randn(d)": "the walk starts at random: start at zero"
               for k in (0, 1, 42)},
            **{f"0.01 * np.random.RandomState({k}).randn(d)": "the walk starts at random: start "
               "at zero" for k in (0, 1, 42)},
        },
        "start_b": {
            "1.0": "the walk starts with the bias 1: start at zero",
            "0.1": "the walk starts with the bias 0.1: start at zero",
            "0.5": "the walk starts with the bias 0.5: start at zero",
        },
        "steps": {
            "n_steps + 1": "that is one step too many: range(n_steps)",
            "n_steps - 1": "that is one step too few: range(n_steps)",
            "min(n_steps, 1)": "one step alone is made: does a `return` stand inside the loop?",
        },
        "slopes_at": {_walking(code): says for code, says in SLOPES.items()},
        "rate": {
            "lambda k: -learning_rate": "the walk goes uphill: w - learning_rate * dw",
            "lambda k: 1.0": "the learning rate is missing: w - learning_rate * dw",
            "lambda k: learning_rate / n": "the step is n times too short: gradient is a mean "
            "already",
            "lambda k: learning_rate * n": "the step is n times too long",
            "lambda k: 1 / learning_rate": "the learning rate divides: it multiplies",
            "lambda k: learning_rate**2": "the learning rate is squared",
            "lambda k: 2 * learning_rate": "the learning rate is doubled",
            "lambda k: learning_rate / 2": "the learning rate is halved",
            "lambda k: learning_rate / (k + 1)": "the learning rate falls with the steps: it stays",
            "lambda k: learning_rate * 0.9**k": "the learning rate falls with the steps: it stays",
            "lambda k: learning_rate * 0.99**k": "the learning rate falls with the steps: it stays",
            "lambda k: 0.1": "the learning rate is fixed at 0.1: use the one that is given",
            "lambda k: 0.01": "the learning rate is fixed at 0.01: use the one that is given",
            "lambda k: 0.0": "the walk never leaves the start: keep what the step returns",
        },
        "move": {
            "lambda w, b, k, s: (w + rate(k) * s[0], b - rate(k) * s[1])": "the weights walk "
            "uphill: w - learning_rate * dw",
            "lambda w, b, k, s: (w - rate(k) * s[0], b + rate(k) * s[1])": "the bias walks uphill: "
            "b - learning_rate * db",
            "lambda w, b, k, s: (w - rate(k) * s[0], b)": "the bias never moves: it takes its step "
            "too",
            "lambda w, b, k, s: (w, b - rate(k) * s[1])": "the weights never move: they take their "
            "step too",
            "lambda w, b, k, s: (w - rate(k) * s[0], b - s[1])": "the learning rate is missing for "
            "the bias",
            "lambda w, b, k, s: (w - s[0], b - rate(k) * s[1])": "the learning rate is missing for "
            "the weights",
            "lambda w, b, k, s: (-rate(k) * s[0], -rate(k) * s[1])": "the move alone is kept: it "
            "is added to w and b",
            "lambda w, b, k, s: (start - rate(k) * s[0], start_b - rate(k) * s[1])": "every step "
            "begins at the start: at the place where you are",
            "lambda w, b, k, s: (w - rate(k) * slopes_at(start, start_b)[0], b - rate(k) * "
            "slopes_at(start, start_b)[1])": "the gradient is taken once, at the start: take it "
            "anew at every place",
            "lambda w, b, k, s: (w - rate(k) * slopes_at(w, b - rate(k) * s[1])[0], "
            "b - rate(k) * s[1])": "the bias is moved first and then used for the gradient of the "
            "weights: take both from the same place",
            "lambda w, b, k, s: (w - rate(k) * s[0], "
            "b - rate(k) * slopes_at(w - rate(k) * s[0], b)[1])": "the weights are moved first and "
            "then used for the gradient of the bias: take both from the same place",
            "lambda w, b, k, s: (w - rate(k) * np.sign(s[0]), b - rate(k) * np.sign(s[1]))": "of "
            "the gradient the sign alone is used",
            "lambda w, b, k, s: (w - rate(k) * s[1], b - rate(k) * s[1])": "db moves the weights",
        },
        "noted": {
            "[cost(w, b, X, y) for w, b in places]": "the costs are noted without λ: "
            "cost(w, b, X, y, lam=lam)",
            "[len(y) * cost(w, b, X, y, lam=lam) for w, b in places]": "the costs are n times too "
            "large",
            "[len(y) * cost(w, b, X, y) + 0.5 * lam * w @ w for w, b in places]": "the loss is a "
            "sum over the cases: the mean is expected",
            "[cost(w, b, X, y, lam=2 * lam) for w, b in places]": "the ½ of the penalty is missing",
            "[cost(w, b, X, y, lam=lam / len(y)) for w, b in places]": "the penalty is divided by "
            "n in the costs",
            "[cost(w, b, X, y, lam=2 * lam / len(y)) for w, b in places]": "the penalty is divided "
            "by n in the costs, without its ½",
            "[cost(w, b, X, y) + 0.5 * lam * (w @ w + b**2) for w, b in places]": "the bias is "
            "penalised in the costs",
            "[cost(w, b, X, y) - 0.5 * lam * w @ w for w, b in places]": "the penalty is "
            "subtracted in the costs",
            "[cost(w, b, X, y) + lam * np.abs(w).sum() for w, b in places]": "the costs have the "
            "L1 penalty",
            "[cost(w, 0.0, X, y, lam=lam) for w, b in places]": "the bias is missing where the "
            "costs are noted",
            "[cost(w, b, X, 1 - y, lam=lam) for w, b in places]": "the classes are exchanged in "
            "the costs",
            "[0.5 * lam * w @ w for w, b in places]": "only the penalty is noted",
            "[-cost(w, b, X, y, lam=lam) for w, b in places]": "the sign of the costs is wrong",
            "[((logistic(X @ w + b) - y)**2).mean() + 0.5 * lam * w @ w for w, b in places]": "the "
            "squared error is noted: the log loss belongs to the cost",
            "[((X @ w + b > 0) == y).mean() for w, b in places]": "the accuracy is noted: the cost "
            "is expected",
            "[((X @ w + b > 0) != y).mean() for w, b in places]": "the share of mistakes is noted: "
            "the cost is expected",
            "[np.linalg.norm(slopes_at(w, b)[0]) for w, b in places]": "the length of the gradient "
            "is noted: the cost is expected",
            "[w for w, b in places]": "the weights are noted: the cost is expected",
            "[b for w, b in places]": "the bias is noted: the cost is expected",
            "[1 - cost(w, b, X, y, lam=lam) for w, b in places]": "1 minus the cost is noted",
        },
        "costs": {
            "np.array(noted[1:])": "the cost at the start is missing: note it before the first "
            "step",
            "np.array(noted[:-1])": "the cost after the last step is missing: n_steps steps have "
            "n_steps + 1 costs. Note it once more after the loop",
            "np.array(noted[1:-1])": "the costs at the start and after the last step are missing",
            "np.array([noted[0], *noted[:-1]])": "the start is noted twice, and the end is "
            "missing: take the step first and note the cost after it",
            "np.array([noted[0], *noted])": "there is one cost too many: the start is there twice",
            "np.array([*noted, noted[-1]])": "there is one cost too many: the end is there twice",
            "np.array([0.0, *noted[1:]])": "the cost at the start is noted as 0: it is log 2",
            "np.array([0.0, *noted])": "a 0 stands before the costs",
            "np.array([*noted[:-1], 0.0])": "the last cost is left 0: fill the array to its end",
            "np.array([*noted, 0.0])": "there is one entry too many, a 0 at the end",
            "np.array([*noted[1:], 0.0])": "the cost at the start is missing, and a 0 is left at "
            "the end",
            "noted[-1]": "that is the last cost alone: collect the start and one for each step",
            "noted[0]": "that is the first cost alone: does a `return` stand inside the loop?",
            "np.array(noted[:1])": "that is the first cost alone: does a `return` stand inside the "
            "loop?",
            "np.array(noted[:2])": "the walk ends after one step: does a `return` stand inside the "
            "loop?",
            "np.array(noted[-1:])": "that is the last cost alone: collect one after each step",
            "np.full(len(noted), noted[0])": "every cost is the one at the start: keep what the "
            "step returns, w, b = ...",
            "np.full(len(noted), noted[-1])": "every cost is the last one: note a number after "
            "each step",
            "np.array(noted[::-1])": "the costs are in the opposite order: the start comes first",
            "np.diff(noted)": "the differences of the costs come back: the costs are expected",
            "np.cumsum(noted)": "the costs are added up as they come",
            "np.minimum.accumulate(noted)": "the lowest cost so far is noted: the cost itself",
            "(*places[-1], np.array(noted))": "the last w and b come with the costs: the costs "
            "alone are expected",
            "(*places[-1], noted)": "the last w and b come with the costs: the costs alone are "
            "expected",
            "places[-1]": "the last w and b come back: the costs are expected",
            "places[-1][0]": "the last weights come back: the costs are expected",
            "np.sum(noted)": "the costs are added up to one number",
            "np.mean(noted)": "the costs are averaged to one number",
        },
    },
)  # fmt: skip


def _walked(step, rate):
    return step(W, B, X, Y, learning_rate=rate, lam=0.5)


EXERCISES = {
    "gradient_step": Exercise(
        gradient_step,
        fresh=_fresh_steps,
        edge_cases=tuple((data, {"learning_rate": 0.1}) for data, _ in FAR),
        formula=STEP_FORMULA,
        cases=(
            ((np.array([0.5]), 1.0, *TWO), {"learning_rate": 0.1}),
            ((W, B, X, Y), {"learning_rate": 0.1}),
            ((W, B, X, Y), {"learning_rate": 2.0}),
            ((W, B, X, Y), {"learning_rate": 0.1, "lam": 0.5}),
        ),
        mistakes=(
            *(Mistake(*entry) for entry in STEP_MISTAKES),
            Mistake(
                "step_alone",
                _step(lambda w, b, dw, db, rate, lam, n: (rate * dw, rate * db)),
                "That is the step alone: return where it leads, w - learning_rate * dw and "
                "b - learning_rate * db.",
            ),
            Mistake(
                "move_alone",
                _step(lambda w, b, dw, db, rate, lam, n: (-rate * dw, -rate * db)),
                "That is the move alone: add it to w and b, and return the new place.",
            ),
            Mistake(
                "weights_alone",
                _step(lambda w, b, dw, db, rate, lam, n: w - rate * dw),
                "The weights are right, but they came alone: return the pair w, b.",
            ),
            Mistake(
                "swapped",
                _step(lambda w, b, dw, db, rate, lam, n: (b - rate * db, w - rate * dw)),
                "Both are right, in the wrong order: the weights come first, then the bias.",
            ),
        ),
        properties=(
            Property(
                "it is a pair: w with one number for each weight, b a number.",
                lambda f: [np.shape(part) for part in _walked(f, 0.1)] == [(3,), ()],
            ),
            Property(
                "a small step downhill lowers the cost.",
                lambda f: cost(*_walked(f, 0.01), X, Y, lam=0.5) < cost(W, B, X, Y, lam=0.5),
            ),
            Property(
                "twice the learning rate leads twice as far.",
                lambda f: np.allclose(
                    np.subtract(_walked(f, 0.2)[0], W), 2 * np.subtract(_walked(f, 0.1)[0], W)
                ),
            ),
            Property(
                "the step is minus the learning rate times the gradient, in w and in b.",
                lambda f: all(
                    np.allclose(mine, ours)
                    for mine, ours in zip(_walked(f, 0.1), _walked(gradient_step, 0.1), strict=True)
                ),
            ),
        ),
    ),
    "costs": Exercise(
        costs,
        fresh=_fresh_walks,
        edge_cases=(((1000 * TWO[0], TWO[1]), {"learning_rate": 1.0, "n_steps": 3}),),
        formula=COSTS_FORMULA,
        cases=(
            (TWO, {"learning_rate": 0.5, "n_steps": 0}),
            (TWO, {"learning_rate": 0.5, "n_steps": 2}),
            ((X, Y), {"learning_rate": 0.5, "n_steps": 5}),
            ((X, Y), {"learning_rate": 0.5, "lam": 0.5, "n_steps": 5}),
        ),
        mistakes=(
            Mistake(
                "start_missing",
                lambda X, y, **options: costs(X, y, **options)[1:],
                "The cost at the start is missing: note it before the first step, so that n_steps "
                "steps give n_steps + 1 costs.",
            ),
            Mistake(
                "end_missing",
                _end_missing,
                "The cost after the last step is missing: n_steps steps give n_steps + 1 costs. Do "
                "you note the cost before each step? Then note it once more after the loop.",
            ),
            Mistake(
                "start_twice",
                _start_twice,
                "The start is noted twice and the end is missing: you hold the start already, so "
                "in the loop take the step first and note the cost after it.",
            ),
            Mistake(
                "one_too_many",
                _looped(before=1),
                "There is one cost too many: the start is in there twice. Note it before the loop "
                "or at the head of the loop, not both.",
            ),
            Mistake(
                "one_step_more",
                _looped(after=1),
                "That is one step too many: n_steps steps, so range(n_steps). The start is the "
                "cost that makes it n_steps + 1.",
            ),
            Mistake(
                "stands_still",
                _looped(lambda w, b, X, y, **options: (w, b)),
                "Every cost is the same, log 2: you never leave the start. Keep what the step "
                "returns: w, b = my_gradient_step(w, b, …).",
            ),
            Mistake(
                "last_alone",
                lambda X, y, **options: costs(X, y, **options)[-1],
                "That is the last cost alone: collect one at the start and one after each step.",
            ),
            Mistake(
                "start_at_one",
                _looped(start=1.0),
                "Your walk starts with all weights 1: start at zero, np.zeros(X.shape[1]).",
            ),
            Mistake(
                "loss_alone",
                _looped(priced=False),
                "Right at λ = 0, too small at λ = 0.5: you walk with λ, but note the loss without "
                "its price. Pass lam on to cost too.",
            ),
            Mistake(
                "lam_nowhere",
                _looped(_no_lam, priced=False),
                "Right at λ = 0, wrong at λ = 0.5: pass lam on, to the step and to cost.",
            ),
            *(Mistake(key, _looped(step), hint) for key, step, hint in STEP_MISTAKES),
        ),
        properties=(
            Property(
                "n_steps steps have n_steps + 1 costs: the start counts.",
                lambda f: len(f(X, Y, learning_rate=0.1, n_steps=5)) == 6,
            ),
            Property(
                "it starts at log 2, about 0.693, whatever the data.",
                lambda f: np.isclose(f(X, Y, learning_rate=0.1, n_steps=5)[0], np.log(2)),
            ),
            Property(
                "with a small learning rate every cost is lower than the one before.",
                lambda f: bool(np.all(np.diff(f(X, Y, learning_rate=0.1, n_steps=5)) < 0)),
            ),
            Property(
                "a longer walk begins like a shorter one.",
                lambda f: np.allclose(
                    f(X, Y, learning_rate=0.1, n_steps=5)[:3],
                    f(X, Y, learning_rate=0.1, n_steps=2),
                ),
            ),
        ),
    ),
}

BUG_TASKS = {
    "gradient_step": BugTask(
        "bias_first",
        "It arrives at the right place in the end, so the loss tells nothing. Take one step from "
        "(w, b), and hold it against w and b minus the rate times `numerical_gradient` there.",
        lesson="The bug was a bias that moved first: the weights then followed a gradient of "
        "another "
        "place. It arrives all the same, so only a step held against the gradient shows it.",
    ),
}

QUESTIONS = {
    "before_training": Question(
        "Before training all weights are zero. What does that model say of a tumour?",
        (
            (
                "Benign or malignant, at random",
                "Every score is exactly 0, so every p is exactly ½. There is nothing random in it.",
            ),
            (
                "Always malignant",
                "The class is 1, benign, only where p > ½, and ½ is not more than ½.",
            ),
            (
                "Always benign, as most tumours are",
                "It has seen no tumour yet, so it cannot know which class is larger.",
            ),
        ),
        right=1,
        proof=lambda: not predict([0.0], 0.0, [[-5.0], [0.0], [5.0]]).any(),
    ),
}

QUIZ = (
    Question(
        "The cost rises at every step, also with a rate of 0.001. What is the likeliest reason?",
        (
            ("The learning rate is too large", "A rate of 0.001 is small for scaled features."),
            ("A lost minus: you walk uphill", "Then no rate helps, however small."),
            ("λ is too large", "A small enough step downhill lowers any cost, with any λ."),
            ("The data are separable", "Then the cost falls, for ever."),
        ),
        right=1,
    ),
    Question(
        "What is the first cost of a walk that starts at zero, whatever the data and λ?",
        (
            ("0", "Nothing is known yet: a shrug costs something."),
            ("0.5", "That is every p. The loss is minus its logarithm."),
            ("log 2, about 0.693", "Every p is ½, and the penalty of zero weights is zero."),
            ("That depends on the classes", "At p = ½ both classes cost the same."),
        ),
        right=2,
        proof=lambda: np.isclose(train(X, Y, lam=3.0, n_steps=0).cost[0], np.log(2)),
    ),
    Question(
        "You give every tumour twice. What must you change about the learning rate?",
        (
            (
                "Nothing",
                "The cost is a mean, so its gradient stays the same. With a sum you would halve "
                "the rate.",
            ),
            ("Halve it", "With a sum you would. The cost is a mean."),
            ("Double it", "The gradient stays what it was, so the step should too."),
        ),
        right=0,
        proof=lambda: np.allclose(
            train(np.vstack([X, X]), np.append(Y, Y), lam=0.1, n_steps=5).w,
            train(X, Y, lam=0.1, n_steps=5).w,
        ),
    ),
    Question(
        "The training loss is 0.01, the held-out loss 0.25. More steps?",
        (
            ("Yes, it is not at 0 yet", "The training loss is not what you want to lower."),
            ("No: fewer, or a larger λ", "The model overfits: it learns its cases by heart."),
            ("It does not matter", "Each step makes it surer where it is wrong."),
        ),
        right=1,
    ),
    Question(
        "Your weights and scikit-learn's differ in the second digit. What do you check first?",
        (
            (
                "Whether both minimise the same cost",
                "C = 1 / (nλ) with n the number of training cases, the bias unpenalised, the same "
                "scaling. Then whether both have converged.",
            ),
            ("The random seed", "Both go to the one minimum, from wherever they start."),
            ("float32 against float64", "That would show in about the seventh digit."),
        ),
        right=0,
    ),
)

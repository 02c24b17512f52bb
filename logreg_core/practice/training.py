"""Practice of chapter 6. The learner writes one step, then the loop around it."""

import numpy as np

from ..gradient import gradient
from ..prediction import predict
from ..regularization import cost
from ..training import train
from .checks import Exercise, Hunt, Mistake, Property
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


def _walked(step, rate):
    return step(W, B, X, Y, learning_rate=rate, lam=0.5)


EXERCISES = {
    "gradient_step": Exercise(
        gradient_step,
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
                "the step goes along minus the gradient, for the weights and for the bias.",
                lambda f: all(
                    np.allclose(mine, ours)
                    for mine, ours in zip(_walked(f, 0.1), _walked(gradient_step, 0.1), strict=True)
                ),
            ),
        ),
    ),
    "costs": Exercise(
        costs,
        cases=(
            (TWO, {"learning_rate": 0.5, "n_steps": 0}),
            (TWO, {"learning_rate": 0.5, "n_steps": 2}),
            ((X, Y), {"learning_rate": 0.5, "n_steps": 5}),
            ((X, Y), {"learning_rate": 0.5, "lam": 0.5, "n_steps": 5}),
        ),
        mistakes=(
            Mistake(
                "start_missing",
                lambda X, y, **knobs: costs(X, y, **knobs)[1:],
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
                _looped(lambda w, b, X, y, **knobs: (w, b)),
                "Every cost is the same, log 2: you never leave the start. Keep what the step "
                "returns: w, b = my_gradient_step(w, b, …).",
            ),
            Mistake(
                "last_alone",
                lambda X, y, **knobs: costs(X, y, **knobs)[-1],
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

HUNTS = {
    "gradient_step": Hunt(
        "bias_first",
        "It arrives at the right place in the end, so the loss tells nothing. Take one step from "
        "(w, b), and hold it against w and b minus the rate times `numerical_gradient` there.",
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

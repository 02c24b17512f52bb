"""Practice of chapter 5."""

import numpy as np

from ..gradient import gradient, numerical_gradient
from ..prediction import predict_proba, score
from ..regularization import cost
from .checks import Exercise, Hunt, Mistake, Property
from .loss import Y
from .prediction import SQUARE, B, W, X
from .questions import Question


def _bowl(w, b):
    return float(np.sum(w**3) + 2 * b**2 + w[0] * b)


def _wrong(change):
    """Return a gradient whose (dw, db) is `change(dw, db, w, b, X, y, lam)`."""

    def wrong(w, b, X, y, *, lam=0.0):
        return change(*gradient(w, b, X, y, lam=lam), w, b, X, y, lam)

    return wrong


def _from_residual(residual):
    """Return a gradient that is right but for what it takes as `residual(w, b, X, y)`."""

    def wrong(w, b, X, y, *, lam=0.0):
        off = residual(w, b, X, y)
        return X.T @ off / len(y) + lam * w, np.mean(off)

    return wrong


def _spread(w, b, X):
    p = predict_proba(w, b, X)
    return p * (1 - p)


def _nudged(lam):
    return numerical_gradient(lambda w, b: cost(w, b, X, Y, lam=lam), W, B)


def _one_sided(f, w, b, *, step=6e-6):
    return (
        np.array([f(w + e, b) - f(w, b) for e in step * np.eye(len(w))]) / step,
        (f(w, b + step) - f(w, b)) / step,
    )


def _not_put_back(f, w, b, *, step=6e-6):
    """Nudge each weight and leave it there for the next."""
    dw, here = [], np.array(w)
    for e in step * np.eye(len(w)):
        dw.append((f(here + e, b) - f(here - e, b)) / (2 * step))
        here = here + e
    return np.array(dw), (f(here, b + step) - f(here, b - step)) / (2 * step)


EXERCISES = {
    "gradient": Exercise(
        gradient,
        cases=(
            ((np.array([0.5]), 0.0, np.array([[2.0], [-1.0]]), np.array([1.0, 0.0])), {}),
            ((*SQUARE, np.array([0.0, 1.0])), {}),
            ((W, B, X, Y), {}),
            ((W, B, X, Y), {"lam": 0.5}),
            ((-2 * W, 1.0, X, 1 - Y), {"lam": 2.0}),
        ),
        mistakes=(
            Mistake(
                "sum",
                _wrong(
                    lambda dw, db, w, b, X, y, lam: (len(y) * (dw - lam * w) + lam * w, len(y) * db)
                ),
                "Your slope of the loss is n times too large: the cost takes the mean over the "
                "cases, so its gradient does too.",
            ),
            Mistake(
                "sign",
                _wrong(lambda dw, db, w, b, X, y, lam: (-(dw - lam * w) + lam * w, -db)),
                "The sign of the loss part is wrong: it is p - y, not y - p. The gradient points "
                "uphill; the training loop supplies the minus.",
            ),
            Mistake(
                "no_penalty",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - lam * w, db)),
                "Right at λ = 0, wrong at λ = 0.5: the slope of the penalty, λ w, is missing.",
            ),
            Mistake(
                "two_lam",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw + lam * w, db)),
                "The penalty's slope is 2 λ w in yours: the ½ in ½ λ ‖w‖² makes it λ w.",
            ),
            Mistake(
                "penalty_sign",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - 2 * lam * w, db)),
                "The penalty's slope has the wrong sign: + λ w. With a minus, more λ would give "
                "larger weights.",
            ),
            Mistake(
                "penalty_over_n",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - lam * w + lam * w / len(y), db)),
                "The penalty's slope is divided by n in yours: only the loss is a mean.",
            ),
            Mistake(
                "bias_penalised",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw, db + lam * b)),
                "The bias is being penalised: db has no λ in it.",
            ),
            Mistake(
                "labels_for_p",
                _wrong(
                    lambda dw, db, w, b, X, y, lam: (
                        X.T @ ((predict_proba(w, b, X) > 0.5) - y) / len(y) + lam * w,
                        np.mean((predict_proba(w, b, X) > 0.5) - y),
                    )
                ),
                "You use the predicted class where the probability is asked: the residual is "
                "p - y.",
            ),
            Mistake(
                "score_for_p",
                _from_residual(lambda w, b, X, y: score(w, b, X) - y),
                "You take the score minus the truth, as for a straight line: put the score "
                "through logistic first. The residual is p - y.",
            ),
            Mistake(
                "squared_error",
                _from_residual(lambda w, b, X, y: _spread(w, b, X) * (predict_proba(w, b, X) - y)),
                "Your residual is multiplied by p (1 - p), which is the slope of the squared "
                "error. For the log loss that factor cancels: the residual is p - y alone.",
            ),
            Mistake(
                "no_transpose",
                lambda w, b, X, y, *, lam=0.0: (
                    X @ (predict_proba(w, b, X) - y) / len(y) + lam * w,
                    np.mean(predict_proba(w, b, X) - y),
                ),
                "X and its transpose are exchanged: the sum runs over the cases, so the cases "
                "must meet the cases. X is (n, d), the residuals (n,): X.T @ residual.",
            ),
            Mistake(
                "star",
                lambda w, b, X, y, *, lam=0.0: (
                    X.T * (predict_proba(w, b, X) - y) / len(y),
                    np.mean(predict_proba(w, b, X) - y),
                ),
                "`*` leaves a table, one slope for every feature of every case: `@` multiplies "
                "and adds up over the cases.",
            ),
            Mistake(
                "star_and_price",
                lambda w, b, X, y, *, lam=0.0: (
                    X.T * (predict_proba(w, b, X) - y) / len(y) + lam * w,
                    np.mean(predict_proba(w, b, X) - y),
                ),
                "`*` leaves a table, one slope for every feature of every case, onto which λ w "
                "does not fit: `@` multiplies and adds up over the cases.",
            ),
            Mistake(
                "bias_sum",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw, len(y) * db)),
                "dw is right, db is n times too large: it is the mean of the residuals, not their "
                "sum.",
            ),
            Mistake(
                "weights_sum",
                _wrong(lambda dw, db, w, b, X, y, lam: (len(y) * (dw - lam * w) + lam * w, db)),
                "db is right, and the loss part of dw is n times too large: divide X.T @ residual "
                "by the number of cases.",
            ),
            Mistake(
                "all_over_n_twice",
                _wrong(
                    lambda dw, db, w, b, X, y, lam: ((dw - lam * w) / len(y) + lam * w, db / len(y))
                ),
                "Your slope of the loss is n times too small: the division by n is done twice, "
                "perhaps once by a mean and once by hand.",
            ),
            Mistake(
                "bias_each",
                lambda w, b, X, y, *, lam=0.0: (
                    gradient(w, b, X, y, lam=lam)[0],
                    predict_proba(w, b, X) - y,
                ),
                "dw is right, and db came as one number for each case: it is their mean, a single "
                "number.",
            ),
            Mistake(
                "price_itself",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - lam * w + lam * np.sum(w**2) / 2, db)),
                "You add the penalty itself to dw: its slope is asked, λ w, one number for each "
                "weight.",
            ),
            Mistake(
                "one_price",
                _wrong(lambda dw, db, w, b, X, y, lam: (dw - lam * w + lam * np.sum(w), db)),
                "You add the same λ Σ w to every slope: each weight pays for itself, λ w.",
            ),
            Mistake(
                "weights_alone",
                lambda w, b, X, y, *, lam=0.0: gradient(w, b, X, y, lam=lam)[0],
                "dw is right, but it came alone: return the pair dw, db.",
            ),
            Mistake(
                "swapped",
                lambda w, b, X, y, *, lam=0.0: gradient(w, b, X, y, lam=lam)[::-1],
                "Both are right, in the wrong order: dw comes first, then db.",
            ),
        ),
        properties=(
            Property(
                "it is a pair: dw with one slope for each weight, db a number.",
                lambda f: (np.shape(f(W, B, X, Y)[0]), np.shape(f(W, B, X, Y)[1])) == ((3,), ()),
            ),
            Property(
                "db is the derivative of the cost along the bias; nudging shows it.",
                lambda f: np.isclose(f(W, B, X, Y)[1], _nudged(0.0)[1], atol=1e-6),
            ),
            Property(
                "dw is the derivative of the cost along each weight; nudging shows it.",
                lambda f: np.allclose(f(W, B, X, Y)[0], _nudged(0.0)[0], atol=1e-6),
            ),
            Property(
                "with λ it is still the derivative of the cost; nudging shows it.",
                lambda f: all(
                    np.allclose(mine, nudged, atol=1e-6)
                    for mine, nudged in zip(f(W, B, X, Y, lam=0.5), _nudged(0.5), strict=True)
                ),
            ),
            Property(
                "every case given twice, the gradient stays what it was.",
                lambda f: np.allclose(
                    f(W, B, np.vstack([X, X]), np.append(Y, Y))[0], f(W, B, X, Y)[0]
                ),
            ),
        ),
    ),
    "numerical_gradient": Exercise(
        numerical_gradient,
        cases=(
            ((_bowl, np.array([1.0]), 0.5), {}),
            ((_bowl, np.array([1.0, -2.0]), 0.5), {}),
            ((_bowl, np.array([1.0, -2.0]), 0.5), {"step": 0.1}),
        ),
        mistakes=(
            Mistake(
                "one_sided",
                _one_sided,
                "Nudged one way only: nudge both ways and divide by 2 step. The error then falls "
                "with step², not with step.",
            ),
            Mistake(
                "no_two",
                lambda f, w, b, *, step=6e-6: tuple(
                    2 * part for part in numerical_gradient(f, w, b, step=step)
                ),
                "Twice too large: from -step to +step is a way of 2 step.",
            ),
            Mistake(
                "backward",
                lambda f, w, b, *, step=6e-6: tuple(
                    -part for part in numerical_gradient(f, w, b, step=step)
                ),
                "The sign is wrong: the value after the nudge forward comes first, then minus the "
                "value after the nudge back.",
            ),
            Mistake(
                "all_at_once",
                lambda f, w, b, *, step=6e-6: (
                    np.full(len(w), (f(w + step, b) - f(w - step, b)) / (2 * step)),
                    (f(w, b + step) - f(w, b - step)) / (2 * step),
                ),
                "You nudge all weights together: nudge one, hold the others still.",
            ),
            Mistake(
                "not_put_back",
                _not_put_back,
                "Each weight stays where its nudge left it, and the next one is measured from "
                "there: begin each nudge at the same w. (It shows with a step of 0.1.)",
            ),
            Mistake(
                "not_divided",
                lambda f, w, b, *, step=6e-6: tuple(
                    2 * step * part for part in numerical_gradient(f, w, b, step=step)
                ),
                "Those are the differences: divide each by the way between the two places, 2 step.",
            ),
            Mistake(
                "own_step",
                lambda f, w, b, *, step=6e-6: numerical_gradient(f, w, b),
                "Right with the step as it is, the same with a step of 0.1: use the step that you "
                "were given.",
            ),
            Mistake(
                "no_bias",
                lambda f, w, b, *, step=6e-6: (numerical_gradient(f, w, b, step=step)[0], 0.0),
                "The bias has a slope too: nudge it as you nudge a weight.",
            ),
            Mistake(
                "weights_alone",
                lambda f, w, b, *, step=6e-6: numerical_gradient(f, w, b, step=step)[0],
                "dw is right, but it came alone: return the pair dw, db.",
            ),
        ),
        properties=(
            Property(
                "it is a pair: dw with one slope for each weight, db a number.",
                lambda f: [np.shape(part) for part in f(_bowl, np.ones(2), 0.5)] == [(2,), ()],
            ),
            Property(
                "on a plane, 3 w₁ - 2 w₂ + b, the slopes are 3, -2 and 1 everywhere.",
                lambda f: np.allclose(
                    np.append(*f(lambda w, b: 3 * w[0] - 2 * w[1] + b, np.ones(2), 0.5)),
                    [3, -2, 1],
                    atol=1e-4,
                ),
            ),
            Property(
                "two-sided nudging is exact on a parabola, w², with any step.",
                lambda f: np.allclose(f(lambda w, b: w[0] ** 2, np.ones(1), 0.0, step=0.5)[0], 2),
            ),
        ),
        rtol=1e-4,
        atol=1e-6,
    ),
}

HUNTS = {
    "gradient": Hunt(
        "penalty_sign",
        "With λ = 0 every gradient check passes, and at zero weights too. Check away from zero "
        "and with λ above 0, and look at which slopes are off, and by how much.",
    ),
}

QUESTIONS = {
    "how_many": Question(
        "With thirty weights and a bias, how many times must the cost be computed for one "
        "gradient?",
        (
            ("1", "One value tells nothing about a slope."),
            ("31", "That would be so one-sided, if the cost here were known already."),
            (
                "62",
                "Twice for each of 31 parameters. A gradient by formula costs about as much as one "
                "or two of these.",
            ),
        ),
        right=2,
        proof=lambda: _calls(30) == 62,
    ),
    "which_caught": Question(
        "Here are some wrong gradients. Which of them does the check catch with λ = 0, and which "
        "only with a penalty?",
        (
            (
                "All are caught either way",
                "Look at those that are wrong in the penalty alone. With λ = 0 they are right.",
            ),
            (
                "Mistakes in the loss always, mistakes in the penalty only with λ > 0",
                "And with λ > 0 at w = 0 they would hide again: λ · 0 is 0 however you write it.",
            ),
            (
                "None without a penalty",
                "A lost minus or a sum in place of a mean is wrong at any λ.",
            ),
        ),
        right=1,
    ),
}

QUIZ = (
    Question(
        "A malignant tumour has p = 0.9 and a scaled radius of 2. What does it add to the slope "
        "along that weight (before the mean)?",
        (
            ("-0.2", "That is (0.9 - 1) · 2, as if it were benign. Malignant is y = 0."),
            ("0.9", "That is the residual alone: times the feature."),
            ("1.8", "(p - y) x = (0.9 - 0) · 2. Positive: a smaller weight would lower the cost."),
            ("-1.8", "The sign: p - y, predicted minus true."),
        ),
        right=2,
        proof=lambda: np.isclose(
            gradient([1.0], np.log(9) - 2, [[2.0]], [0.0])[0][0], (0.9 - 0) * 2
        ),
    ),
    Question(
        "At zero weights, with equally many of both classes, what is db?",
        (
            ("0", "Every p is ½, and the mean of ½ - y is 0 when half of the y are 1."),
            ("½", "That is p. The residual is p minus y."),
            ("That depends on the features", "They are not in db. Only p - y is."),
        ),
        right=0,
        proof=lambda: np.isclose(gradient([0.0], 0.0, np.arange(4.0)[:, None], [0, 0, 1, 1])[1], 0),
    ),
    Question(
        "Your check's relative error is 1e-10 at λ = 0 and 0.5 at λ = 1. Where is the mistake?",
        (
            ("In the residual", "Then it would be wrong at λ = 0 as well."),
            (
                "In the penalty's slope",
                "Or the bias is being penalised. The loss part is right.",
            ),
            ("In the nudge's size", "It served well at λ = 0."),
        ),
        right=1,
        proof=lambda: _penalty_forgotten(0.0) == 0 < _penalty_forgotten(1.0),
    ),
    Question(
        "Why is the gradient divided by n?",
        (
            ("To keep the numbers small", "That is a nice effect, not the reason."),
            (
                "Because the cost is a mean",
                "With a sum the slope, and so the right learning rate, would depend on how many "
                "tumours there are.",
            ),
            ("Because of the penalty", "The penalty is not divided by n."),
        ),
        right=1,
    ),
    Question(
        "A nudge of 1e-15 gave nonsense. Is the formula wrong?",
        (
            ("Yes", "Try a larger nudge before you say so."),
            (
                "Not necessarily",
                "So small a nudge leaves mostly rounding in the difference. Take 6e-6.",
            ),
            ("No: the smaller the nudge, the better", "On paper. In float64 rounding takes over."),
        ),
        right=1,
        proof=lambda: abs(((1.7 + 1e-15) ** 2 - (1.7 - 1e-15) ** 2) / 2e-15 / 3.4 - 1) > 0.01,
    ),
)


def _calls(d):
    """Count how often a function of d weights and a bias is called for one gradient."""
    called = []
    numerical_gradient(lambda w, b: called.append(b) or 0.0, np.zeros(d), 0.0)
    return len(called)


def _penalty_forgotten(lam):
    """Return how far a gradient without the penalty's slope is from the right one."""
    place = np.array([1.0, -2.0, 0.5]), 0.3, np.eye(3), np.array([0.0, 1.0, 1.0])
    return np.abs(gradient(*place)[0] - gradient(*place, lam=lam)[0]).max()

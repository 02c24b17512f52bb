"""Practice of chapter 4."""

import numpy as np

from ..data import k_folds, load_breast_cancer, standardise
from ..loss import log_loss, sample_losses
from ..newton import newton
from ..prediction import predict_proba
from ..regularization import cost, l2_penalty
from ..training import train
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import Formula
from .loss import DATA_LINES, EXTREMES, LOSS_SLIPS, LOSSES, MEANS, RIGHT_LOSSES, Y, fresh_data
from .prediction import B, W, X
from .questions import Question

ONE = (np.array([2.0]), 1.0, np.array([[3.0]]), np.array([1.0]))


def _fresh_weights(rng):
    return [
        ((np.round(rng.normal(size=d), 3), lam), {})
        for d, lam in ((2, 0.01), (1, 3.0), (5, 0.3), (4, 2.5))
    ]


def _fresh_costs(rng):
    plain, more = fresh_data(rng), fresh_data(rng)
    lams = (0.3, 1.7, 0.05, 3.0, 0.7)
    return [
        *((data, {}) for data in plain),
        *((data, {"lam": lam}) for data, lam in zip(more, lams, strict=True)),
    ]


SQUARES = {
    "w": "the weights are summed as they are: square each one first",
    "np.abs(w)": "the absolute values are summed, as in the L1 penalty: L2 sums w²",
    "2 * w": "the weights are doubled: w**2 is their square",
    "w**3": "the weights are cubed: w**2 is expected",
    "w**4": "the squares are squared once more",
    "np.sqrt(np.abs(w))": "the root stands where the square is expected",
    "(lam * w)**2": "λ is squared with the weights: it stands outside the square",
    "(w - w.mean())**2": "the mean of the weights is subtracted",
    "w**2 / 2": "the ½ is there twice",
    "np.exp(2 * w)": "exp stands where the square is expected",
    "np.sign(w)": "of the weights the sign alone is used: square each one",
}
TOTALS = {
    "np.mean(squares)": "the mean of the squares: their sum is expected",
    "squares": "that is one number for each weight: their sum is expected",
    "np.sum(w)**2": "the sum is squared: first the squares, then the sum",
    "np.sqrt(np.sum(squares))": "the root makes the length ‖w‖ of it: ‖w‖² is expected",
    "np.sum(squares)**2": "the sum of the squares is squared once more",
    "np.max(squares)": "the largest alone counts: the sum is expected",
    "squares[0]": "the first weight alone counts: does a `return` stand inside the loop?",
    "squares[-1]": "the last weight alone counts: in a loop, += adds and = forgets",
    "np.sum(squares[1:])": "the first weight is left out, as if it were the bias: w holds no bias",
    "np.sum(squares[:-1])": "the last weight is left out: does the loop end one too early?",
    "np.prod(squares)": "the squares are multiplied: they are added up",
    "np.cumsum(squares)": "that is a running total: the whole sum is expected",
    "np.linalg.norm(w, 1)": "that is the L1 norm: ‖w‖² is expected",
    "np.linalg.norm(w, 1)**2": "that is the square of the L1 norm: ‖w‖² is expected",
    "np.max(np.abs(w))": "that is the largest weight: ‖w‖² is expected",
    "np.count_nonzero(w)": "that is how many weights are not 0: ‖w‖² is expected",
    "np.outer(w, w)": "that is a table of all products: w @ w is their sum of squares",
    "np.std(w)": "that is the spread of the weights: ‖w‖² is expected",
    "np.var(w)": "that is the variance of the weights: ‖w‖² is expected",
}
FACTORS = {
    "lam": "the ½ is missing: the penalty is twice too large",
    "0.5": "λ is missing: the penalty is the same for every λ",
    "1.0": "λ and the ½ are missing",
    "2 * lam": "λ is doubled where it should be halved",
    "0.25 * lam": "a quarter stands where ½ is expected: the ½ is there twice",
    "lam**2": "λ is squared, and the ½ is missing",
    "0.5 * lam**2": "λ is squared",
    "lam / d": "the penalty is divided by the number of weights",
    "lam / (2 * d)": "the penalty is divided by the number of weights",
    "0.5 / lam": "λ divides, as with scikit-learn's C: it multiplies",
    "1 / lam": "λ divides, as with scikit-learn's C: it multiplies by ½ λ",
    "2 / lam": "λ divides: it multiplies by ½ λ",
    "-0.5 * lam": "the sign is wrong: a penalty is never below 0",
    "-lam": "the sign is wrong, and the ½ is missing",
    "0.5 + lam": "½ and λ are added: they are multiplied",
    "0.5 * (1 + lam)": "a 1 is added to λ",
    "0.5 * (1 - lam)": "1 - λ stands where λ is expected",
    "0.5 * np.sqrt(lam)": "the root of λ is taken",
    "lam // 2": "// cuts to whole numbers: lam / 2",
    "0.5 * int(lam)": "λ is cut to a whole number",
    "1 / 2 / lam": "λ divides: it multiplies by ½ λ",
}
PENALTY_FORMULA = Formula(
    {
        "d": "len(w)",
        "squares": "w**2",
        "total": "np.sum(squares)",
        "factor": "0.5 * lam",
        "penalty": "factor * total",
    },
    {
        "squares": SQUARES,
        "total": TOTALS,
        "factor": FACTORS,
        "penalty": {
            "factor * total + lam * np.abs(w).sum()": "an L1 penalty is added, as in the elastic "
            "net: ½ λ Σ w² alone",
            "factor * total + 0.5 * lam * np.abs(w).sum()": "an L1 penalty is added, as in the "
            "elastic net: ½ λ Σ w² alone",
            "0.5 * (lam * total + lam * np.abs(w).sum())": "an L1 penalty is added, as in the "
            "elastic net: ½ λ Σ w² alone",
            "factor + total": "½ λ is added to the sum: it multiplies",
            "lam * w": "that is the slope of the penalty, λ w: the penalty itself is expected",
            "0.5 * lam * w": "w is neither squared nor summed: ½ λ Σ w² is expected",
            "total**factor": "½ λ is a power: it multiplies",
            "total / factor if lam else np.inf": "½ λ divides: it multiplies",
        },
    },
)
COST_FORMULA = Formula(
    {
        **DATA_LINES,
        "losses": RIGHT_LOSSES,
        "loss": "losses.mean()",
        "squares": "w**2",
        "total": "np.sum(squares)",
        "factor": "0.5 * lam",
        "penalty": "factor * total",
        "cost": "loss + penalty",
    },
    {
        "cost": {
            "loss": "the penalty is missing",
            "penalty": "that is the penalty alone: the mean loss belongs to it",
            "loss - penalty": "the penalty is subtracted: that rewards large weights",
            "penalty - loss": "the loss is subtracted: it is added",
            "loss * penalty": "loss and penalty are multiplied: they are added",
            "loss * (1 + penalty)": "the penalty multiplies the loss: it is added",
            "loss + penalty / n": "the penalty is divided by n: it stands beside the mean, not in "
            "it",
            "loss + penalty / (2 * n)": "the penalty is divided by 2n: it stands beside the mean",
            "loss + 2 * penalty / n": "the penalty is λ/n Σ w²: it is ½ λ Σ w², for any number of "
            "cases",
            "loss + penalty / d": "the penalty is divided by the number of weights",
            "loss + 2 * penalty / d": "the penalty is λ/d Σ w²: ½ λ Σ w² is expected",
            "loss + n * penalty": "the penalty is paid once for each case: once for all",
            "(loss + penalty) / 2": "the whole is halved: only the penalty has a ½",
            "(loss + penalty) / n": "the whole is divided by n once more",
            "n * loss + penalty": "the loss is the sum over the cases: the mean is expected",
            "loss + lam": "λ itself is added: ½ λ ‖w‖² is expected",
            "loss + lam / 2": "the weights are missing from the penalty: ½ λ ‖w‖²",
            "loss + factor * (total + b**2)": "the bias is penalised: only the weights pay",
            "loss + lam * (total + b**2)": "the bias is penalised, and the ½ is missing",
            "loss + penalty + 0.5 * lam * abs(b)": "the bias is penalised: only the weights pay",
            "loss + factor * (total + abs(b))": "the bias is penalised: only the weights pay",
            "loss + 0.5 * lam * squares": "the penalty comes as one number for each weight: add "
            "its sum",
            "loss + lam * squares": "the penalty comes as one number for each weight, and the ½ is "
            "missing: add its sum",
            "losses + penalty": "that is one cost for each case: take the mean of the losses first",
            "(1 - lam) * loss + lam * total": "loss and penalty are weighed against each other: "
            "the loss counts fully",
            "(1 - lam) * loss + penalty": "loss and penalty are weighed against each other: the "
            "loss counts fully",
            "loss + lam * w": "that adds the slope of the penalty, one number for each weight",
            "loss + 0.5 * lam * w": "w is neither squared nor summed in the penalty: ½ λ Σ w²",
            "lam * loss + 0.5 * total": "λ multiplies the loss: it belongs to the penalty",
            "loss / lam + 0.5 * total if lam else np.inf": "λ divides the loss: it belongs to the "
            "penalty",
            "n * loss / max(lam, 1e-300) + 0.5 * total": "λ is used as scikit-learn's C",
            "gradient(w, b, X, y, lam=lam)": "that is the gradient of the cost: the cost itself",
            "loss + 0.5 * lam * np.sum(X**2)": "the features are penalised: the weights are",
            "loss + 0.5 * lam * np.sum(z**2)": "the scores are penalised: the weights are",
            "loss + factor * total + lam * np.abs(w).sum()": "an L1 penalty is added, as in the "
            "elastic net",
            "loss, penalty": "loss and penalty come as a pair: return their sum",
            "max(loss, penalty)": "the larger of the two: their sum is expected",
        },
        "penalty": {
            "lam * w @ w / (2 * n)": "the penalty is divided by n: only the loss is a mean",
        },
        "squares": SQUARES,
        "total": TOTALS,
        "factor": FACTORS,
        "loss": MEANS,
        "losses": LOSSES,
        **LOSS_SLIPS,
    },
)

EXERCISES = {
    "l2_penalty": Exercise(
        l2_penalty,
        fresh=_fresh_weights,
        formula=PENALTY_FORMULA,
        cases=(
            ((np.array([3.0]), 2.0), {}),
            ((np.array([3.0, -4.0]), 1.0), {}),
            ((W, 0.1), {}),
            ((W, 0.0), {}),
        ),
        mistakes=(
            Mistake(
                "no_half",
                lambda w, lam: lam * np.sum(w**2),
                "Twice too large: the ½ is missing. It is there so that the slope is λ w, "
                "without a 2.",
            ),
            Mistake(
                "no_square",
                lambda w, lam: 0.5 * lam * np.sum(w),
                "Yours sums the weights as they are: 3 and −4 then cost less than nothing. Square "
                "each one first.",
            ),
            Mistake(
                "length",
                lambda w, lam: 0.5 * lam * np.sqrt(np.sum(w**2)),
                "That is the length ‖w‖: the penalty takes its square, ‖w‖² = Σ w². For [3, −4] "
                "that is 25, not 5.",
            ),
            Mistake(
                "absolute",
                lambda w, lam: 0.5 * lam * np.abs(w).sum(),
                "Yours sums |w|, as the L1 penalty does: L2 sums w².",
            ),
            Mistake(
                "sum_squared",
                lambda w, lam: 0.5 * lam * np.sum(w) ** 2,
                "First the squares, then the sum: yours squares the sum, in which 3 and −4 "
                "nearly cancel.",
            ),
            Mistake(
                "mean",
                lambda w, lam: 0.5 * lam * np.mean(w**2),
                "Right for one weight, d times too small for d: the penalty is the sum of the "
                "squares, not their mean.",
            ),
            Mistake(
                "one_each",
                lambda w, lam: 0.5 * lam * w**2,
                "That is one price for each weight: return their sum, a single number.",
            ),
            Mistake(
                "lam_inside",
                lambda w, lam: 0.5 * np.sum((lam * w) ** 2),
                "Right at λ = 1 alone: λ stands outside the square, and yours is squared too.",
            ),
            Mistake(
                "like_C",
                lambda w, lam: np.sum(w**2) / (2 * lam),
                "Yours gets cheaper as λ grows, as with scikit-learn's C: λ multiplies.",
            ),
            Mistake(
                "no_lam",
                lambda w, lam: 0.5 * np.sum(w**2),
                "Your answer is the same for every λ: multiply by it.",
            ),
        ),
        properties=(
            Property("the penalty is one number.", lambda f: np.shape(f(W, 0.1)) == ()),
            Property("zero weights cost nothing.", lambda f: np.allclose(f(np.zeros(3), 0.1), 0)),
            Property("it is never below 0.", lambda f: bool(np.all(np.asarray(f(-W, 0.1)) >= 0))),
            Property(
                "a weight and its negative cost the same.",
                lambda f: np.allclose(f(np.array([3.0, -4.0]), 1.0), f(np.array([3.0, 4.0]), 1.0)),
            ),
            Property(
                "twice the weights cost four times as much.",
                lambda f: np.allclose(f(2 * W, 0.1), 4 * np.asarray(f(W, 0.1))),
            ),
            Property(
                "twice the λ costs twice as much.",
                lambda f: np.allclose(f(W, 0.2), 2 * np.asarray(f(W, 0.1))),
            ),
        ),
    ),
    "cost": Exercise(
        cost,
        fresh=_fresh_costs,
        edge_cases=EXTREMES,
        formula=COST_FORMULA,
        cases=(
            (ONE, {}),
            (ONE, {"lam": 1.0}),
            ((W, B, X, Y), {"lam": 1.0}),
            ((2 * W, -B, X, Y), {"lam": 0.1}),
        ),
        mistakes=(
            Mistake(
                "no_penalty",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y),
                "Right at λ = 0, too small at every other λ: the penalty is missing.",
            ),
            Mistake(
                "penalty_alone",
                lambda w, b, X, y, *, lam=0.0: l2_penalty(w, lam),
                "That is the penalty alone: add the mean loss, or the cheapest model is the one "
                "that knows nothing.",
            ),
            Mistake(
                "bias_penalised",
                lambda w, b, X, y, *, lam=0.0: (
                    log_loss(w, b, X, y) + l2_penalty(np.append(w, b), lam)
                ),
                "The bias is being penalised: yours is ½ λ b² too much. Only the weights pay.",
            ),
            Mistake(
                "no_half",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) + lam * np.sum(w**2),
                "The penalty is twice too large: the ½ is missing.",
            ),
            Mistake(
                "over_n",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) + l2_penalty(w, lam) / len(y),
                "Right for one case: your penalty is divided by n. Here only the loss is a mean; "
                "the penalty is ½ λ ‖w‖² for any number of cases.",
            ),
            Mistake(
                "sum",
                lambda w, b, X, y, *, lam=0.0: sample_losses(w, b, X, y).sum() + l2_penalty(w, lam),
                "Right for one case: your loss is the sum over the cases, and the mean is asked. "
                "With a sum, λ would mean something else for every n.",
            ),
            Mistake(
                "minus",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) - l2_penalty(w, lam),
                "The penalty is subtracted: that rewards large weights.",
            ),
            Mistake(
                "one_each",
                lambda w, b, X, y, *, lam=0.0: sample_losses(w, b, X, y) + l2_penalty(w, lam),
                "That is one cost for each case: take the mean of the losses, then add the "
                "penalty once.",
            ),
            Mistake(
                "length",
                lambda w, b, X, y, *, lam=0.0: (
                    log_loss(w, b, X, y) + 0.5 * lam * np.sqrt(np.sum(w**2))
                ),
                "Your penalty takes the length ‖w‖: its square ‖w‖² is asked, without the root.",
            ),
            Mistake(
                "absolute",
                lambda w, b, X, y, *, lam=0.0: log_loss(w, b, X, y) + lam * np.abs(w).sum(),
                "Your penalty is λ Σ |w|, the L1 penalty: here it is ½ λ Σ w².",
            ),
        ),
        properties=(
            Property("the cost is one number.", lambda f: np.shape(f(W, B, X, Y, lam=1.0)) == ()),
            Property(
                "at zero weights the cost is log 2 for every λ: nothing is known, nothing is paid.",
                lambda f: np.allclose(f(np.zeros(3), 0.0, X, Y, lam=1.0), np.log(2)),
            ),
            Property(
                "without λ it is the log loss.",
                lambda f: np.allclose(f(W, B, X, Y), log_loss(W, B, X, Y)),
            ),
            Property(
                "every case given twice, the cost stays what it was.",
                lambda f: np.allclose(
                    f(W, B, np.vstack([X, X]), np.append(Y, Y), lam=1.0), f(W, B, X, Y, lam=1.0)
                ),
            ),
            Property(
                "what λ adds does not depend on the bias.",
                lambda f: np.allclose(
                    f(W, 5.0, X, Y, lam=1.0) - f(W, 5.0, X, Y),
                    f(W, 0.0, X, Y, lam=1.0) - f(W, 0.0, X, Y),
                ),
            ),
            Property(
                "twice the λ adds twice as much.",
                lambda f: np.allclose(
                    f(W, B, X, Y, lam=2.0) - f(W, B, X, Y),
                    2 * (f(W, B, X, Y, lam=1.0) - f(W, B, X, Y)),
                ),
            ),
        ),
    ),
}

BUG_TASKS = {
    "cost": BugTask(
        "over_n",
        "At λ = 0 it is right, and for one case too. Give it every case twice: the cost of a "
        "model should not depend on that.",
        lesson="The bug was a penalty divided by n with the loss: the same λ then presses less the "
        "more cases there are, and means something else on each data set.",
    ),
}

QUESTIONS = {
    "ten_thousand": Question(
        "We look in after 10, 100, 1,000 and 10,000 steps. What have the weights done?",
        (
            (
                "They settled: after 1,000 steps nothing moves any more",
                "That is what one expects of a search for a lowest point. It needs a lowest point, "
                "though. Look below.",
            ),
            (
                "They grew, and each ten times longer run made them larger again",
                "And they would go on. The next section shows that nothing stops them.",
            ),
            (
                "They swing up and down around their best values",
                "That happens when steps are too long (chapter 6). These are short enough: the "
                "loss falls at every step.",
            ),
        ),
        right=1,
        proof=lambda: _grew(),
    ),
    "huge_lam": Question(
        "Let λ grow beyond all bounds. Which probability of benign does the model then give to "
        "every tumour?",
        (
            (
                "0",
                "That needs a score far below 0, and only the bias could provide it. It has no "
                "reason to: most of these tumours are benign.",
            ),
            (
                "0.5",
                "That would be so if all parameters were pressed to 0, the bias too. The weights "
                "are. The bias is free.",
            ),
            (
                "0.613",
                "279 of 455, the proportion of benign. Without weights every tumour gets the same "
                "p, and the best single number for all is that proportion.",
            ),
        ),
        right=2,
        proof=lambda: _limit() == [0.613, 0.613] == 2 * [round(279 / 455, 3)],
    ),
}

QUIZ = (
    Question(
        "w = (1, -2, 2), b = 5 and λ = 0.2. What is the penalty?",
        (
            ("0.1", "The weights are squared before they are added: 1 + 4 + 4, not 1 - 2 + 2."),
            ("0.9", "½ · 0.2 · (1 + 4 + 4). The bias does not take part."),
            ("1.8", "The ½ is missing."),
            ("3.4", "The bias is in it: ½ · 0.2 · 25 is 2.5 too much."),
        ),
        right=1,
        proof=lambda: np.isclose(l2_penalty([1.0, -2.0, 2.0], 0.2), 0.9),
    ),
    Question(
        "A friend raises λ and reports that the training loss fell. What do you think?",
        (
            ("λ works as it should", "It lowers the loss of others, if it is well chosen."),
            (
                "Something is wrong",
                "A training that had not finished, or a penalty with the wrong sign. At the "
                "optimum, more λ never lowers the training loss.",
            ),
            ("λ was too large before", "At the optimum the training loss rises with every λ."),
        ),
        right=1,
    ),
    Question(
        "Your training set doubles. Which C in scikit-learn keeps your λ?",
        (
            ("The same", "Then the penalty would count half as much as before."),
            ("Twice the old one", "C = 1 / (nλ): n stands below."),
            ("Half of the old one", "C = 1 / (nλ), and n has doubled."),
        ),
        right=2,
        proof=lambda: np.isclose(1 / (910 * 0.01), 0.5 / (455 * 0.01)),
    ),
    Question(
        "On separable cases someone trains without a penalty and publishes the weights. What "
        "would you ask first?",
        (
            (
                "After how many steps?",
                "The weights depend on when they stopped: a lower loss was to be had with longer "
                "ones.",
            ),
            ("Which learning rate?", "It matters too, and alone it does not settle the weights."),
            ("Which random seed?", "Starting at zero, nothing is random in it."),
        ),
        right=0,
    ),
    Question(
        "At λ = 1 the p of the tumours reach from 0.00 to 0.95, at λ = 100 from 0.56 to 0.63. Is "
        "the second model more careful?",
        (
            (
                "Yes, it claims less",
                "It leaves out what it could know: its loss more than doubles.",
            ),
            (
                "No, more timid",
                "The loss rises from 0.29 to 0.65. Careful would be to say 0.9 where 9 of 10 are "
                "benign; chapter 7 checks that.",
            ),
            ("No difference: they predict the same", "At 0.56 and more all are predicted benign."),
        ),
        right=1,
        proof=lambda: (
            [_seen_at(lam) for lam in (1.0, 100.0)] == [(0.29, 0.0, 0.95), (0.65, 0.56, 0.63)]
        ),
    ),
)


def _seen_at(lam):
    """Return the loss at the minimum, and the smallest and the largest p."""
    tumours = load_breast_cancer()
    place = newton(tumours.X_train, tumours.y_train, lam=lam).final
    p = predict_proba(*place, tumours.X_train)
    loss = log_loss(*place, tumours.X_train, tumours.y_train)
    return round(loss, 2), *(float(end.round(2)) for end in (p.min(), p.max()))


def _grew():
    """Say whether ten and ten times ten times longer walks end at longer weights."""
    tumours = load_breast_cancer()
    learn, _ = next(k_folds(len(tumours.y_train)))
    walk = train(standardise(tumours.X_train[learn])[0], tumours.y_train[learn], n_steps=1000)
    length = np.linalg.norm(walk.w, axis=1)
    return (np.diff(length) > 0).all() and (np.diff(walk.cost) < 0).all()


def _limit():
    """Return the smallest and the largest p at an enormous λ."""
    tumours = load_breast_cancer()
    p = predict_proba(*newton(tumours.X_train, tumours.y_train, lam=1e6).final, tumours.X_train)
    return [float(end.round(3)) for end in (p.min(), p.max())]

"""Practice of chapter 5."""

import numpy as np

from ..gradient import gradient, numerical_gradient
from ..prediction import predict_proba, score
from ..regularization import cost
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import Formula, powers
from .loss import DATA_LINES, TRUTH, Y, fresh_data
from .prediction import PROBABILITY, SCORE_SLIPS, SQUARE, B, W, X
from .questions import Question


def _written(text):
    """Return the function that this Python makes; in messages it is written as here."""
    function = eval(text, {"np": np})
    function.__name__ = text
    return function


_bowl = _written("lambda w, b: np.sum(w**3) + 2 * b**2 + w[0] * b")
_waves = _written("lambda w, b: np.sum(np.sin(w)) + np.prod(w) + np.exp(b / 2) - w[-1] * b")


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


def _one_sided(f, w, b, *, step=1e-5):
    return (
        np.array([f(w + e, b) - f(w, b) for e in step * np.eye(len(w))]) / step,
        (f(w, b + step) - f(w, b)) / step,
    )


def _not_put_back(way):
    """Return what nudges each weight and leaves it there, up or down, for the next."""

    def wrong(f, w, b, *, step=1e-5):
        dw, here = [], np.array(w)
        for e in step * np.eye(len(w)):
            dw.append((f(here + e, b) - f(here - e, b)) / (2 * step))
            here = here + way * e
        return np.array(dw), (f(here, b + step) - f(here, b - step)) / (2 * step)

    return wrong


STAYS = (
    "Each weight stays where its nudge left it, {} w, and the next one is measured from there: "
    "begin each nudge at the same w. (It shows with a step of 0.1.)"
)


FAR = (
    (
        (np.array([1.0]), 0.0, np.array([[800.0], [-800.0], [1.0]]), np.array([0.0, 1.0, 1.0])),
        {},
    ),
)


def fresh_slopes(rng):
    """Return cases without λ and with several, of several sizes."""
    plain, more = fresh_data(rng), fresh_data(rng)
    lams = (0.3, 1.7, 0.05, 3.0, 0.7)
    return [
        *((data, {}) for data in plain),
        *((data, {"lam": lam}) for data, lam in zip(more, lams, strict=True)),
    ]


def _fresh_functions(rng):
    return [
        ((f, np.round(rng.normal(size=d), 2), float(np.round(rng.normal(), 2))), {"step": step})
        for f, d, step in ((_bowl, 1, 0.2), (_waves, 3, 0.05), (_bowl, 2, 0.5), (_waves, 2, 0.3))
    ]


RESIDUAL = {
    "t - p": "the sign of the residual is wrong: it is p - y, not y - p",
    "p + t": "y is added: the residual is p - y",
    "p**2 - t": "the probability is squared: the residual is p - y",
    "p": "the truth is missing: the residual is p - y",
    "-t": "p is missing: the residual is p - y",
    "t": "p is missing: the residual is p - y",
    "p * t": "p and y are multiplied: the residual is p - y",
    "np.abs(p - t)": "the residual loses its sign",
    "(p - t)**2": "the residual is squared: that is a loss, its slope has p - y",
    "2 * (p - t)": "a 2 stands before the residual, as in the slope of a square: p - y alone",
    "0.5 * (p - t)": "a ½ stands before the residual: p - y alone",
    "p * (1 - p) * (p - t)": "the factor p (1 - p) is the one of the squared error: for the log "
    "loss it cancels, and the residual is p - y alone",
    "2 * p * (1 - p) * (p - t)": "the factor 2 p (1 - p) is the one of the squared error: for the "
    "log loss it cancels, and the residual is p - y alone",
    "p * (1 - p)": "that is the slope of σ: the residual is p - y",
    "(p - t) / (p * (1 - p))": "the residual is divided by p (1 - p): that is the slope along p, "
    "not along the score",
    "z - t": "the score stands where the probability is expected: the residual is p - y",
    "t - z": "the score stands where the probability is expected, and the sign is wrong: p - y",
    "(p > 0.5) - t": "the called class stands where the probability is expected: p - y",
    "(p >= 0.5) - t": "the called class stands where the probability is expected: p - y",
    "t - (p > 0.5)": "the called class stands where the probability is expected, and the sign is "
    "wrong: p - y",
    "np.log(p) - t": "log p stands where p is expected: the residual is p - y",
    "np.log(p) * t": "that is part of the loss: its slope has p - y",
    "(1 - p) - t": "the probability of class 0 stands where that of class 1 is expected",
    "t * (p - 1)": "only the cases with y = 1 count: the residual is p - y for all",
    "(1 - t) * p": "only the cases with y = 0 count: the residual is p - y for all",
    "sample_losses(w, b, X, y)": "the losses stand where the residual p - y is expected",
    "np.round(p) - t": "the called class stands where the probability is expected: p - y",
    "np.mean(p - t) + 0 * p": "the mean of the residuals stands for each of them",
    "np.sum(p - t) + 0 * p": "the sum of the residuals stands for each of them",
    "np.where(np.arange(n) == n - 1, p - t, 0)": "the last case alone counts: in a loop, += adds "
    "and = forgets",
    "np.where(np.arange(n) == 0, p - t, 0)": "the first case alone counts: does a `return` stand "
    "inside the loop?",
    "np.where(np.arange(n) < n - 1, p - t, 0)": "the last case is left out: does the loop end one "
    "too early?",
    "np.where(np.arange(n) > 0, p - t, 0)": "the first case is left out: does the loop begin one "
    "too late?",
    "(p - t)[:, None]": "the residual is made a column, (n, 1): keep it (n,)",
    "p - t[:, None]": "a column (n, 1) met a row (n,), and NumPy paired each case with every "
    "other's truth: keep all (n,)",
    "p[:, None] - t": "a column (n, 1) met a row (n,), and NumPy paired each case with every "
    "other's truth: keep all (n,)",
}
SUM_W = {
    "residual": "X is missing: X.T @ residual, one slope for each weight",
    "X.T @ residual / np.linalg.norm(X.T @ residual)": "the slope is scaled to length 1: it is "
    "taken as it is",
    "X @ residual": "X is not transposed: the cases must meet the cases, X.T @ residual",
    "residual.T @ X.T": "X is transposed once too often: residual @ X or X.T @ residual",
    "X.T * residual": "`*` leaves a table: `@` multiplies and adds up over the cases",
    "X * residual": "`*` pairs entry by entry: `@` multiplies and adds up, X.T @ residual",
    "X * residual[:, None]": "the table of all products is not added up over the cases (axis=0)",
    "(X * residual[:, None]).sum(axis=1)": "the sum runs over the features (axis=1): over the "
    "cases, axis=0",
    "(X * residual[:, None]).mean(axis=1)": "the mean runs over the features (axis=1): over the "
    "cases, axis=0",
    "(X * residual[:, None]).sum()": "all is added up to one number: one slope for each weight",
    "X.sum(axis=0)": "the residual is missing: each case counts by its residual",
    "X.sum(axis=0) * residual.sum()": "the sums are multiplied: first multiply, then add up",
    "X.sum(axis=0) * residual.mean()": "a sum and a mean are multiplied: first multiply, then add "
    "up",
    "X.mean(axis=0) * residual.mean() * n": "the means are multiplied: first multiply, then add up",
    "X.mean(axis=0) * residual.sum()": "the means are multiplied: first multiply, then add up",
    "residual.sum()": "X is missing: each slope has its feature in it",
    "np.abs(X).T @ residual": "the features lose their sign",
    "X[-1] * residual[-1]": "the last case alone counts: in a loop, += adds and = forgets",
    "X[0] * residual[0]": "the first case alone counts: does a `return` stand inside the loop?",
    "X[:-1].T @ residual[:-1]": "the last case is left out: does the loop end one too early?",
    "X[1:].T @ residual[1:]": "the first case is left out: does the loop begin one too late?",
    "(X - X.mean(axis=0)).T @ residual": "X is centred first: it is taken as it is",
    "w * (X.T @ residual)": "the weights multiply the slopes: leave them out",
    "X.T @ (residual * z)": "the score is multiplied in: leave it out",
    "X.T @ (residual * p)": "p is multiplied in: leave it out",
    "np.append((X.T @ residual)[:-1], 0)": "the last slope is left 0: does the loop end one too "
    "early?",
    "np.append(0, (X.T @ residual)[1:])": "the first slope is left 0: does the loop begin one too "
    "late?",
}
MEAN_W = {
    "sum_w": "the slopes of the weights are sums over the cases: the mean is expected, divide by "
    "n, len(y)",
    "sum_w / d": "the slopes of the weights are divided by the number of features (len(w) or "
    "X.shape[1]): by the number of cases, len(y)",
    "sum_w / (n - 1)": "n - 1 divides: n is expected",
    "sum_w / (2 * n)": "2n divides: n is expected",
    "2 * sum_w / n": "a 2 too many, as in the slope of a square",
    "sum_w / n**2": "the division by n is made twice in dw",
    "sum_w / (n * d)": "all entries of the table divide (X.size, or a mean without an axis): n",
    "np.mean(X * residual[:, None], axis=1)": "the mean runs over the features (axis=1): over the "
    "cases, axis=0",
    **{
        code: "`*` pairs the residuals with the features: each row of X counts by its residual, "
        "X * residual[:, None], or multiply and add up at once, X.T @ residual"
        for code in (
            "np.mean(X * residual, axis=0)",
            "np.sum(X * residual, axis=0) / n",
            "np.mean(X * residual)",
        )
    },
    "np.mean(sum_w)": "the mean over the weights: one slope for each weight",
    "np.mean(sum_w / n)": "the slopes are averaged to one number: one for each weight",
}
MEAN_B = {
    "residual.sum()": "`db` is the sum of the residuals: their mean is expected",
    "residual.sum() / d": "`db` is divided by the number of features (len(w)): by the number of "
    "cases, len(y)",
    "residual.sum() / (n - 1)": "n - 1 divides `db`: n is expected",
    "residual.sum() / (2 * n)": "2n divides `db`: n is expected",
    "2 * residual.mean()": "a 2 too many in `db`, as in the slope of a square",
    "residual.mean() / n": "the division by n is made twice in `db`",
    "residual": "`db` came as one number for each case: their mean is expected",
    "residual / n": "`db` came as one number for each case: add them up",
    "b * residual.mean()": "b multiplies in `db`: the slope along the bias is the mean residual",
    "residual[-1] / n": "in `db` the last case alone counts: in a loop, += adds and = forgets",
    "residual[-1]": "in `db` the last case alone counts: in a loop, += adds and = forgets",
    "residual[0] / n": "in `db` the first case alone counts",
    "residual[0]": "in `db` the first case alone counts",
    "np.mean(sum_w / n)": "`db` is the mean of dw: the mean of the residuals is expected",
    "np.sum(sum_w / n)": "`db` is the sum of dw: the mean of the residuals is expected",
    "0.0": "the bias has no slope in yours: it is the mean of the residuals",
    "1.0": "`db` is always 1: it is the mean of the residuals",
    "b": "`db` is the bias itself: the mean of the residuals is expected",
    "np.abs(residual).mean()": "the residuals lose their sign in `db`",
    "(residual**2).mean()": "the residuals are squared in `db`",
    "-residual.mean()": "`db` has the wrong sign: it is the mean of p - y",
}
PAY = {
    "0 * w": "the slope of the penalty, λ w, is missing",
    "2 * lam * w": "the penalty's slope is 2 λ w in yours: the ½ in ½ λ ‖w‖² makes it λ w",
    "0.5 * lam * w": "the penalty's slope is ½ λ w in yours: the square brings a 2, so λ w",
    "-lam * w": "the penalty's slope has the wrong sign: + λ w",
    "lam * w / n": "the penalty's slope is divided by n: only the loss is a mean",
    "lam * w * n": "the penalty's slope is multiplied by n: it is paid once",
    "2 * lam * w / n": "the penalty's slope is 2 λ w / n: λ w is expected",
    "0.5 * lam * w / n": "the penalty's slope is λ w / 2n: λ w is expected",
    "lam * w / d": "the penalty's slope is divided by the number of weights",
    "lam * np.sign(w)": "λ · sign(w) is the slope of the L1 penalty: λ w is expected",
    "lam * np.abs(w)": "the weights lose their sign in the penalty's slope: λ w",
    "lam * w**2": "the penalty's slope is λ w², not the slope of a square: λ w",
    "0.5 * lam * w**2": "the penalty itself is added, ½ λ w² for each weight: its slope is λ w",
    "0.5 * lam * np.sum(w**2)": "the penalty itself is added to every slope: λ w, one "
    "number for each weight",
    "lam * np.sum(w**2)": "λ ‖w‖² is added to every slope: λ w, one number for each weight",
    "lam * np.sum(w)": "λ Σ w is added to every slope: each weight pays for itself, λ w",
    "lam * np.linalg.norm(w)": "λ ‖w‖ is added to every slope: each weight pays for itself",
    "lam * w / max(np.linalg.norm(w), 1e-300)": "that is the slope of λ ‖w‖: the penalty takes "
    "the square, so λ w",
    "lam": "λ alone is added: the penalty's slope is λ w",
    "lam**2 * w": "λ is squared: λ w",
    "w": "λ is missing from the penalty's slope: λ w",
    "w / lam if lam else 0 * w": "λ divides: λ w",
    "lam * np.append(0, w[1:])": "the first weight pays nothing, as if it were the bias: w holds "
    "no bias",
    "lam * np.append(w[:-1], 0)": "the last weight pays nothing, as if it were the bias: w holds "
    "no bias",
    "lam * (mean_w)": "λ multiplies the slope of the loss: it multiplies w",
    "lam * w * mean_w": "λ w multiplies the slope of the loss: it is added",
    "lam * b": "λ b is added to every slope: λ w",
}
PAY_B = {
    "lam * b": "the bias is penalised: db has no λ in it",
    "lam * b / n": "the bias is penalised (and by n divided): db has no λ in it",
    "2 * lam * b": "the bias is penalised: db has no λ in it",
    "-lam * b": "the bias is penalised: db has no λ in it",
    "lam": "λ is added to db: it has none",
    "lam * np.sign(b)": "the bias is penalised: db has no λ in it",
    "lam * b**2 / 2": "the bias is penalised: db has no λ in it",
    "lam * np.sum(w)": "λ Σ w is added to db: it has no λ in it",
    "lam * np.mean(w)": "λ times the mean weight is added to db: it has no λ in it",
    "lam * w": "λ w is added to db: it has no λ in it",
    "0.5 * lam * np.sum(w**2)": "the penalty is added to db: it has no λ in it",
}
SLOPE_LINES = {
    **DATA_LINES,
    "residual": "p - t",
    "sum_w": "X.T @ residual",
    "mean_w": "sum_w / n",
    "mean_b": "residual.mean()",
    "pay": "lam * w",
    "pay_b": "0.0",
}
SLOPE_SLIPS = {
    "residual": RESIDUAL,
    "sum_w": SUM_W,
    "mean_w": MEAN_W,
    "mean_b": MEAN_B,
    "pay": PAY,
    "pay_b": PAY_B,
    "t": TRUTH,
    **SCORE_SLIPS,
    "p": PROBABILITY,
}
GRADIENT_FORMULA = Formula(
    {**SLOPE_LINES, "dw": "mean_w + pay", "db": "mean_b + pay_b"},
    {
        "dw": {
            "(sum_w + lam * w) / n": "λ w is divided by n with the rest: it stands beside the mean",
            "(sum_w - lam * w) / n": "λ w is divided by n with the rest, with the wrong sign",
            "-(mean_w + lam * w)": "the sign of the whole dw is wrong: uphill is expected",
            "-(mean_w) + lam * w": "the sign of the loss part of dw is wrong: X.T @ (p - y)",
            "lam * w": "the slope of the loss is missing from dw",
            "mean_w * lam": "λ multiplies the slope of the loss: λ w is added",
            "w - mean_w": "that is where a step leads: the slope itself is expected",
            "mean_w / np.linalg.norm(mean_w)": "the slope is scaled to length 1: it is taken as it "
            "is",
            "np.append(mean_w + pay, mean_b)": "dw and db are one array: return the pair dw, db",
            "sum_w + n * pay": "dw is n times too large: the sum stands where the mean is expected",
        },
        **SLOPE_SLIPS,
    },
    ("dw", "db"),
)
NUDGED = {
    "up": "[f(w + e, b) for e in nudges]",
    "down": "[f(w - e, b) for e in nudges]",
    "up_b": "f(w, b + step)",
    "down_b": "f(w, b - step)",
    "ways": "2 * step",
    "way": "ways",
    "way_b": "ways",
}
_WAYS = {
    "step": "from -step to +step is a way of 2 step: divide by 2 step, and yours is twice too "
    "large",
    "step / 2": "the 2 divides the step: brackets are missing, / (2 * step). `/ 2 * step` divides "
    "by 2 and multiplies by step",
    "2 / step": "brackets are missing: `/ 2 * step` divides by 2 and then multiplies by step. "
    "Expected / (2 * step)",
    "1.0": "the differences are not divided by the way between the two places, 2 step",
    "2.0": "the differences are divided by 2 alone: by 2 step",
    "step**2": "step² divides: 2 step is expected",
    "2 * step**2": "step² divides: 2 step is expected",
    "4 * step": "4 step divides: 2 step is expected",
    "1 / step": "the differences are multiplied by the step: divide by 2 step",
    "1 / (2 * step)": "the differences are multiplied by 2 step: divide by it",
    "2 * 1e-5": "the step is fixed at 1e-5 in the division: use the one that is given",
}
NUMERICAL_FORMULA = Formula(
    {
        "n": "len(w)",
        "step": "step",
        "nudges": "step * np.eye(len(w))",
        **NUDGED,
        "dw": "(np.array(up) - np.array(down)) / way",
        "db": "(up_b - down_b) / way_b",
    },
    {
        "nudges": {
            "step**2 * np.eye(len(w))": "the nudge is step²: step",
            "step * np.abs(w) * np.eye(len(w))": "the step is multiplied by the weight",
            "step * np.ones((len(w), len(w)))": "all weights are nudged together: one at a time",
            "step * np.tril(np.ones((len(w), len(w))))": "the weights before stay nudged: put each "
            "back before the next",
            "step * np.eye(len(w))[::-1]": "the weights are nudged in the opposite order",
            "step * w * np.eye(len(w))": "the step is multiplied by the weight",
            "np.eye(len(w))": "the nudge is 1: use the step",
            "2 * step * np.eye(len(w))": "the nudge is 2 step: step each way",
            "0.5 * step * np.eye(len(w))": "the nudge is half a step: step each way",
            **powers(
                "{e} * np.eye(len(w))",
                "the nudge is fixed at {e}: use the step that is given",
                (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8),
            ),
        },
        "up": {
            "[f(w, b) for e in nudges]": "the weights are nudged one way only, down: nudge both "
            "ways and divide by 2 step",
            "[f(w + e, b + step) for e in nudges]": "the bias is nudged with each weight: hold it "
            "still",
            "[f(w * (1 + e), b) for e in nudges]": "the weight is multiplied: add the step",
            "[f(w + step, b) for e in nudges]": "all weights are nudged together: one at a time",
            "[f(np.where(e != 0, step, w), b) for e in nudges]": "the weight is replaced by the "
            "step: `=` where `+=` adds it",
            "[f(e, b) for e in nudges]": "the nudge alone is handed to f: w plus the nudge",
            "[f(w + 2 * e, b) for e in nudges]": "the weights are nudged two steps up: one",
        },
        "down": {
            "[f(w, b) for e in nudges]": "the weights are nudged one way only, a one-sided "
            "difference (forward): nudge both ways and divide by 2 step",
            "[f(w - e, b - step) for e in nudges]": "the bias is nudged with each weight: hold it "
            "still",
            "[f(w + e, b) for e in nudges]": "both values are taken at the same place, so that "
            "their difference is 0: does `up = w` without .copy() give one array two names?",
            "[f(np.where(e != 0, -step, w), b) for e in nudges]": "the weight is replaced by minus "
            "the step: `=` where `-=` subtracts it",
            "[f(-e, b) for e in nudges]": "the nudge alone is handed to f: w minus the nudge",
            "[-f(w - e, b) for e in nudges]": "the values are added: their difference is expected",
            "[0.0 for e in nudges]": "the value after the nudge down is not subtracted",
            "[f(w - step, b) for e in nudges]": "all weights are nudged together: one at a time",
        },
        "up_b": {
            "f(w, b)": "the bias is nudged one way only, down: nudge both ways",
            "f(w + step, b + step)": "the weights are nudged with the bias: hold them still",
            "f(w, b + 2 * step)": "the bias is nudged two steps up: one",
        },
        "down_b": {
            "f(w, b)": "the bias is nudged one way only, a one-sided difference (forward): nudge "
            "both ways and divide by 2 step",
            "f(w - step, b - step)": "the weights are nudged with the bias: hold them still",
            "-f(w, b - step)": "the values of the bias are added: their difference is expected",
            "f(w, b + step)": "both values of the bias are taken at the same place",
            "0.0": "the value after the nudge of the bias down is not subtracted",
        },
        "step": powers(
            "{e}",
            "the step is fixed at {e}: use the one that is given",
            (0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6),
        ),
        "ways": _WAYS,
        "way": {code: f"for `dw`: {says}" for code, says in _WAYS.items()},
        "way_b": {code: f"for `db`: {says}" for code, says in _WAYS.items()},
        "dw": {
            "(np.array(down) - np.array(up)) / way": "the sign of dw is wrong: the value after the "
            "nudge up comes first",
            "(np.array(up) - f(w, b)) / (2 * step)": "the weights are nudged one way only "
            "(forward), and divided by 2 step: nudge both ways",
            "(np.array(up) - f(w, b)) / step": "the weights are nudged one way only, a one-sided "
            "difference (forward): nudge both ways and divide by 2 step",
            "(f(w, b) - np.array(down)) / step": "the weights are nudged one way only, a one-sided "
            "difference (backward): nudge both ways and divide by 2 step",
            "np.array(up) - np.array(down) / way": "brackets are missing: (up - down) / (2 * step)",
            "(np.array(up) + np.array(down)) / way": "the values are added: their difference is "
            "expected",
            "(np.array(up) - 2 * f(w, b) + np.array(down)) / step**2": "that is the second "
            "derivative: the first one is expected",
            "np.abs(np.array(up) - np.array(down)) / way": "the slopes lose their sign",
            "np.where(np.arange(n) == n - 1, (np.array(up) - np.array(down)) / way, 0)": "of dw "
            "the last slope alone is there: collect one for each weight",
            "np.sum((np.array(up) - np.array(down)) / way)": "the slopes are added up to one "
            "number: one for each weight",
            "((np.array(up) - np.array(down)) / way)[-1]": "only the last weight's slope comes "
            "back: collect one for each weight",
            "((np.array(up) - np.array(down)) / way)[0]": "only the first weight's slope comes "
            "back: does a `return` stand inside the loop?",
        },
        "db": {
            "(up_b - 2 * f(w, b) + down_b) / step**2": "that is the second derivative along the "
            "bias: the first one is expected",
            "(up_b - f(w, b)) / (2 * step)": "the bias is nudged one way only, and divided by 2 "
            "step: nudge both ways",
            "(down_b - up_b) / way_b": "the sign of db is wrong: the value after the nudge up "
            "comes first",
            "(up_b - f(w, b)) / step": "the bias is nudged one way only, a one-sided difference "
            "(forward): nudge both ways and divide by 2 step",
            "(f(w, b) - down_b) / step": "the bias is nudged one way only, a one-sided difference "
            "(backward): nudge both ways and divide by 2 step",
            "0.0": "the bias has a slope too: nudge it as you nudge a weight",
            "up_b - down_b / way_b": "brackets are missing for db: (up - down) / (2 * step)",
        },
    },
    ("dw", "db"),
)

EXERCISES = {
    "gradient": Exercise(
        gradient,
        fresh=fresh_slopes,
        edge_cases=FAR,
        formula=GRADIENT_FORMULA,
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
        fresh=_fresh_functions,
        formula=NUMERICAL_FORMULA,
        cases=(
            ((_bowl, np.array([1.0]), 0.5), {}),
            ((_bowl, np.array([1.0, -2.0]), 0.5), {}),
            ((_bowl, np.array([1.0, -2.0]), 0.5), {"step": 0.1}),
        ),
        mistakes=(
            Mistake(
                "one_sided",
                _one_sided,
                "Nudged one way only, a one-sided (forward) difference: nudge both ways and divide "
                "by 2 step. The error then falls with step², not with step.",
            ),
            Mistake(
                "no_two",
                lambda f, w, b, *, step=1e-5: tuple(
                    2 * part for part in numerical_gradient(f, w, b, step=step)
                ),
                "Twice too large: from -step to +step is a way of 2 step.",
            ),
            Mistake(
                "backward",
                lambda f, w, b, *, step=1e-5: tuple(
                    -part for part in numerical_gradient(f, w, b, step=step)
                ),
                "The sign is wrong: the value after the nudge forward comes first, then minus the "
                "value after the nudge back.",
            ),
            Mistake(
                "all_at_once",
                lambda f, w, b, *, step=1e-5: (
                    np.full(len(w), (f(w + step, b) - f(w - step, b)) / (2 * step)),
                    (f(w, b + step) - f(w, b - step)) / (2 * step),
                ),
                "You nudge all weights together: nudge one, hold the others still.",
            ),
            Mistake("not_put_back", _not_put_back(1), STAYS.format("above")),
            Mistake("left_below", _not_put_back(-1), STAYS.format("below")),
            Mistake(
                "not_divided",
                lambda f, w, b, *, step=1e-5: tuple(
                    2 * step * part for part in numerical_gradient(f, w, b, step=step)
                ),
                "Those are the differences: divide each by the way between the two places, 2 step.",
            ),
            Mistake(
                "own_step",
                lambda f, w, b, *, step=1e-5: numerical_gradient(f, w, b),
                "The argument `step` is ignored: yours gives the same with a step of 0.1. Use the "
                "step that you were given.",
            ),
            Mistake(
                "no_bias",
                lambda f, w, b, *, step=1e-5: (numerical_gradient(f, w, b, step=step)[0], 0.0),
                "The bias has a slope too: nudge it as you nudge a weight.",
            ),
            Mistake(
                "weights_alone",
                lambda f, w, b, *, step=1e-5: numerical_gradient(f, w, b, step=step)[0],
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
        defaults={"step": 1e-5},
        rtol=5e-6,
        atol=1e-6,
    ),
}

BUG_TASKS = {
    "gradient": BugTask(
        "penalty_sign",
        "With λ = 0 every gradient check passes, and at zero weights too. Check away from zero "
        "and with λ above 0, and look at which slopes are off, and by how much.",
        lesson="The bug was a minus before λ w: the penalty then pushes the weights away from 0, "
        "and "
        "with λ = 0 no check can see it.",
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

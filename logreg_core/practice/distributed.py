"""Practice of chapter 9: one gradient in many pieces."""

import numpy as np

from ..distributed import PartialSums, combine, partial_sums
from ..loss import log_loss
from .checks import BugTask, Exercise, Mistake, Property
from .diagnose import Formula
from .gradient import RESIDUAL
from .loss import DATA_LINES, LOSS_SLIPS, LOSSES, RIGHT_LOSSES, fresh_data
from .prediction import PROBABILITY
from .questions import Question

X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 0.2], [2.0, 0.3, 1.1], [-1.0, 0.4, 0.6]])
Y = np.array([0.0, 1.0, 1.0, 0.0])
W, B = np.array([0.3, -0.2, 0.5]), 0.4
FAR = np.array([[3000.0, 2.0, -1.0], [-1.0, 0.4, 0.6]])

PARTS = [
    PartialSums(1, 0.7, np.array([0.5, -1.0]), 0.3),
    PartialSums(4, 2.0, np.array([1.0, 3.0]), -0.8),
    PartialSums(10, 6.5, np.array([-2.0, 0.5]), 1.9),
]
HALF = PartialSums(2, *(part / 2 for part in PARTS[1][1:]))  # of the second
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
    """Return a version of combine: `change` gets the summed columns, the parts, w and λ."""

    def wrong(parts, w, *, lam=0.0):
        return change([sum(column) for column in zip(*parts, strict=True)], parts, w, lam)

    return wrong


def _priced(cost_price, slope_price):
    """Return a `combine` in which the penalty counts so many times in the cost and in the slope."""
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


def _fresh_data(rng):
    return [(data, {}) for data in fresh_data(rng)]


def _fresh_parts(rng):
    cases = []
    for counts, d, lam in (
        ((3,), 2, None), ((5, 2), 3, None), ((4, 1, 9), 2, None),
        ((7,), 3, 0.3), ((2, 6), 2, 1.7), ((8, 3, 4, 1), 3, 2.5),
    ):  # fmt: skip
        parts = [
            (n, *(np.round(n * part, 2) for part in (rng.uniform(), rng.normal(size=d))),
             float(np.round(n * rng.normal(), 2)))
            for n in counts
        ]  # fmt: skip
        parts = [PartialSums(n, float(loss), dw, db) for n, loss, dw, db in parts]
        weights = np.round(rng.normal(size=d), 2)
        cases.append(((parts, weights), {} if lam is None else {"lam": lam}))
    return cases


def _means_of(part):
    return {
        f"{part} / n": f"`{part}` is a mean over the cases: keep the sum, `combine` divides "
        "once, at the end",
        f"{part} / d": f"`{part}` is divided by the number of features: keep the sum",
        f"n * {part}": f"`{part}` is n times too large: the plain sum",
        f"-{part}": f"`{part}` has the wrong sign",
        f"2 * {part}": f"`{part}` is twice too large",
        f"{part} / 2": f"`{part}` is halved",
    }


_ENDS = {
    "{}[:-1]": "the last case is left out: does the loop end one too early?",
    "{}[1:]": "the first case is left out: does the loop begin one too late?",
}
PARTIAL_FORMULA = Formula(
    {
        "X": "X",
        "y": "y",
        **DATA_LINES,
        "losses": RIGHT_LOSSES,
        "residual": "p - t",
        "sum_loss": "losses.sum()",
        "sum_dw": "residual @ X",
        "sum_db": "residual.sum()",
        "count": "n + 0",
        "loss": "sum_loss",
        "dw": "sum_dw",
        "db": "sum_db",
    },
    {
        "X": {code.format("X"): says for code, says in _ENDS.items()},
        "y": {code.format("y"): says for code, says in _ENDS.items()},
        "count": {
            "d": "the first number counts the features: len(y) counts the cases",
            "X.size": "X.size counts all numbers of the table: len(y) counts the cases",
            "y.sum()": "y.sum() counts the cases with y = 1: len(y) counts all",
            "1": "the first number is 1: it counts the cases, len(y)",
            "1.0": "the first number is 1: it counts the cases, len(y)",
            "np.ones(n)": "the first came as one number for each case: len(y)",
            "n - 1": "the first number is n - 1: len(y) counts the cases",
            "n + 1": "the first number is n + 1: len(y) counts the cases",
            "0": "the first number is 0: it counts the cases, len(y)",
            "len(w)": "len(w) counts the features: len(y) counts the cases",
            "residual.sum()": "the first number is the sum of the residuals: it counts the cases",
            "X.shape": "the first is the shape of X: it counts the cases, len(y)",
        },
        "loss": {
            **_means_of("sum_loss"),
            "losses": "`loss` came as one number for each case: their sum is expected",
            "losses[-1]": "of the losses the last alone counts: in a loop, += adds and = forgets",
            "losses[0]": "of the losses the first alone counts",
        },
        "dw": {
            **_means_of("sum_dw"),
            "X @ residual": "X is not transposed: residual @ X, or X.T @ residual",
            "X.T * residual": "`*` leaves a table: `@` multiplies and adds up over the cases",
            "X * residual[:, None]": "`*` leaves a table: add it up over the cases, axis=0",
            "(X * residual[:, None]).sum(axis=1)": "the sum runs over the features (axis=1): over "
            "the cases, axis=0",
            "(X * residual[:, None]).sum()": "all is added up to one number: one for each weight",
            "X.sum(axis=0) * residual.sum()": "the sums are multiplied: first multiply, then add "
            "up",
            "X.sum(axis=0)": "the residual is missing from `dw`",
            "X.T @ p": "the truth is missing from `dw`: p - y",
            "X.T @ (t - p)": "the sign of `dw` is wrong: p - y",
            "X.T @ losses": "the losses stand in `dw` where the residual p - y is expected",
            "X.T @ (z - t)": "the score stands in `dw` where p is expected",
            "X[-1] * residual[-1]": "in `dw` the last case alone counts: in a loop, += adds and = "
            "forgets",
            "X[0] * residual[0]": "in `dw` the first case alone counts",
            "X.T @ residual + w": "the weights are added to `dw`",
        },
        "db": {
            **_means_of("sum_db"),
            "residual": "`db` came as one number for each case: their sum is expected",
            "p.sum()": "the truth is missing from `db`: p - y",
            "(t - p).sum()": "the sign of `db` is wrong: p - y",
            "(z - t).sum()": "the score stands in `db` where p is expected",
            "sum_dw.sum()": "`db` is the sum of dw: the sum of the residuals is expected",
            "np.abs(residual).sum()": "the residuals lose their sign in `db`",
            "(residual**2).sum()": "the residuals are squared in `db`",
            "residual[-1]": "in `db` the last case alone counts: in a loop, += adds and = forgets",
            "residual[0]": "in `db` the first case alone counts",
            "b * residual.sum()": "b multiplies in `db`",
        },
        "residual": {code: says for code, says in RESIDUAL.items() if "sample" not in code},
        "losses": LOSSES,
        **LOSS_SLIPS,
        "p": PROBABILITY,
    },
    ("count", "loss", "dw", "db"),
)


def _divisors(part):
    return {
        f"{part} / len(parts)": f"`{part}` is divided by the number of pieces: by the number of "
        "cases in all of them",
        f"{part}": f"`{part}` is a sum: divide by the number of all cases",
        f"{part} / parts[-1][0]": f"`{part}` is divided by the cases of the last piece alone: by "
        "those of all",
        f"{part} / parts[0][0]": f"`{part}` is divided by the cases of the first piece alone: by "
        "those of all",
        f"{part} / max(part[0] for part in parts)": f"`{part}` is divided by the cases of the "
        "largest piece: by those of all",
        f"{part} / len(w)": f"`{part}` is divided by the number of features: by the number of "
        "cases",
        f"{part} / n**2": f"`{part}` is divided by n twice",
        f"n * {part}": f"`{part}` is multiplied by n: divide",
        f"{part} / (n * len(parts))": f"`{part}` is divided by the number of pieces, too",
        f"{part} / (n - 1)": f"`{part}` is divided by n - 1: by n",
    }


def _columns(k, name):
    """Return what is taken in the place of the sum of the pieces' parts number k."""
    each = f"part[{k}] / part[0] for part in parts"
    return {
        f"n * np.mean([{each}], axis=0)": f"`{name}` is the mean of the pieces' means: one case of "
        "a small piece then counts more than one of a large piece. Add the sums first, and divide "
        "once",
        f"n * np.sum([{each}], axis=0)": f"`{name}` is the sum of the pieces' means: add the sums "
        "first, and divide once",
        f"n * np.average([part[{k}] for part in parts], axis=0, weights=[part[0] for part in "
        "parts])": f"`{name}` is an average of the pieces' sums, weighted by their sizes: add the "
        "sums, and divide once",
        f"sum(part[0] * part[{k}] for part in parts)": f"`{name}` is weighted by the sizes of the "
        "pieces: the sums are weighted already",
        f"parts[0][{k}]": f"of `{name}` the first piece alone counts: does a `return` stand "
        "inside the loop?",
        f"parts[-1][{k}]": f"of `{name}` the last piece alone counts: in the loop, += adds and "
        "= forgets",
        f"max(parts, key=lambda part: part[0])[{k}]": f"of `{name}` the largest piece alone "
        "counts: add all up",
        f"sum(part[{k}] for part in parts[1:])": f"of `{name}` the first piece is left out",
        f"sum(part[{k}] for part in parts[:-1])": f"of `{name}` the last piece is left out",
        f"n * np.median([{each}], axis=0)": f"`{name}` is a median of the pieces' means: add up",
        f"np.max([part[{k}] for part in parts], axis=0)": f"of `{name}` the largest of the pieces "
        "is taken: add all up",
    }


ADD_FORMULA = Formula(
    {
        "used": "parts",
        "n": "sum(part[0] for part in used)",
        "losses": "sum(part[1] for part in used)",
        "slopes": "sum(part[2] for part in used)",
        "bias_slopes": "sum(part[3] for part in used)",
        "loss": "losses / n",
        "pay": "0.5 * lam * w @ w",
        "pay_w": "lam * w",
        "pay_b": "0.0",
        "mean_w": "slopes / n",
        "mean_b": "bias_slopes / n",
        "cost": "loss + pay",
        "dw": "mean_w + pay_w",
        "db": "mean_b + pay_b",
    },
    {
        "used": {
            "parts[:1]": "of several pieces yours sees the first alone: does a `return` stand "
            "inside the loop?",
            "parts[-1:]": "of several pieces yours sees the last alone: in the loop, += adds and = "
            "forgets",
            "[max(parts, key=lambda part: part[0])]": "the largest piece is taken for all: add up "
            "the sums of all pieces",
            "[min(parts, key=lambda part: part[0])]": "the smallest piece is taken for all: add up "
            "the sums of all pieces",
            "parts[1:]": "the first piece is left out: does the loop begin one too late?",
            "parts[:-1]": "the last piece is left out: does the loop end one too early?",
            "parts[:-1] or parts": "the last piece is left out: does the loop end one too early?",
            "[(1, *(np.mean([part[k] / part[0] for part in parts], axis=0) for k in (1, 2, 3)))]":
            "the mean of the pieces' means is taken: one case of a small piece then counts more "
            "than one of a large piece. Add the sums first, and divide once",
            "[(1, *(np.sum([part[k] / part[0] for part in parts], axis=0) for k in (1, 2, 3)))]":
            "the pieces' means are added up: add the sums first, and divide once",
            "[(1, *(sum(part[k] for part in parts) for k in (1, 2, 3)))]": "those are sums: divide "
            "by the number of all cases",
            "[(len(parts), *(sum(part[k] for part in parts) for k in (1, 2, 3)))]": "all is "
            "divided by the number of pieces: by the number of cases in all of them",
            "[(parts[-1][0], *(sum(part[k] for part in parts) for k in (1, 2, 3)))]": "all is "
            "divided by the cases of the last piece alone: by those of all",
            "[(parts[0][0], *(sum(part[k] for part in parts) for k in (1, 2, 3)))]": "all is "
            "divided by the cases of the first piece alone: by those of all",
            "[(len(w), *(sum(part[k] for part in parts) for k in (1, 2, 3)))]": "all is divided by "
            "the number of features: by the number of cases",
            "[(1, *(np.average([part[k] for part in parts], axis=0, weights=[part[0] for part in "
            "parts]) for k in (1, 2, 3)))]": "an average of the sums, weighted by the sizes of "
            "the pieces: add the sums, and divide once",
            "[(sum(part[0] for part in parts), *(sum(part[0] * part[k] for part in parts) for k in "
            "(1, 2, 3)))]": "the sums are weighted by the sizes of the pieces once more: add them "
            "as they are",
            "[(1, *(np.median([part[k] / part[0] for part in parts], axis=0) for k in (1, 2, 3)))]":
            "the median of the pieces' means is taken: add the sums, and divide once",
        },
        "loss": _divisors("losses"),
        "mean_w": _divisors("slopes"),
        "mean_b": _divisors("bias_slopes"),
        "losses": _columns(1, "cost"),
        "slopes": {
            **_columns(2, "dw"),
            "np.sum([part[2] for part in parts], axis=1)": "the sum runs along each piece "
            "(axis=1): over the pieces, axis=0",
            "np.sum([part[2] for part in parts])": "all slopes are added up to one number: one "
            "for each weight, axis=0",
        },
        "bias_slopes": _columns(3, "db"),
        "pay": {
            "0.0": "the penalty ½ λ ‖w‖² is missing from the cost",
            "lam * w @ w": "the ½ of the penalty is missing from the cost",
            "2 * lam * w @ w": "the penalty in the cost is four times too large: ½ λ ‖w‖²",
            "0.25 * lam * w @ w": "the ½ of the penalty is there twice in the cost",
            "-0.5 * lam * w @ w": "the penalty is subtracted from the cost",
            "0.5 * lam * w @ w / n": "the penalty in the cost is divided by n: it stands beside "
            "the mean",
            "lam * w @ w / n": "the penalty in the cost is divided by n, without its ½",
            "n * 0.5 * lam * w @ w": "the penalty is paid once for each case: once for all",
            "len(parts) * 0.5 * lam * w @ w": "the penalty is paid once for each piece: once for "
            "all",
            "0.5 * lam * w @ w / len(parts)": "the penalty is divided by the number of pieces",
            "0.5 * lam * np.linalg.norm(w)": "the penalty takes the length ‖w‖: its square",
            "lam * np.abs(w).sum()": "the penalty is that of L1, λ Σ |w|: ½ λ Σ w²",
            "0.5 * lam * np.abs(w).sum()": "the penalty sums |w|: w²",
            "0.5 * lam * w.sum()": "the weights are not squared in the penalty",
            "0.5 * lam * w.sum()**2": "the sum is squared in the penalty: first the squares",
            "0.5 * lam * np.mean(w**2)": "the mean of the squares is taken in the penalty: the sum",
            "0.5 * lam * w**2": "the penalty came as one number for each weight: add them up",
            "lam * w**2": "the penalty came as one number for each weight: ½ λ Σ w²",
            "0.5 * lam**2 * w @ w": "λ is squared in the cost",
            "0.5 * w @ w": "λ is missing from the penalty of the cost",
            "lam": "λ itself is added to the cost: ½ λ ‖w‖²",
            "lam / 2": "the weights are missing from the penalty of the cost",
            "0.5 * lam * slopes @ slopes": "the penalty takes the slopes: it takes the weights",
        },
        "pay_w": {
            "0 * w": "the slope of the penalty, λ w, is missing from dw",
            "2 * lam * w": "the penalty's slope is 2 λ w: the ½ in ½ λ ‖w‖² makes it λ w",
            "0.5 * lam * w": "the penalty's slope is ½ λ w: λ w",
            "-lam * w": "the penalty's slope has the wrong sign: + λ w",
            "lam * w / n": "the penalty's slope is divided by n: it stands beside the mean",
            "lam * w * n": "the penalty's slope is paid once for each case: once for all",
            "lam * w * len(parts)": "the penalty's slope is paid once for each piece: once for all",
            "lam * w / len(parts)": "the penalty's slope is divided by the number of pieces",
            "lam * np.sign(w)": "λ · sign(w) is the slope of the L1 penalty: λ w",
            "lam * w**2": "w is squared in the penalty's slope: λ w",
            "0.5 * lam * w**2": "the penalty itself is added to dw: its slope is λ w",
            "0.5 * lam * w @ w": "the penalty itself is added to dw: its slope is λ w",
            "lam * w.sum()": "λ Σ w is added to every slope: λ w",
            "lam": "λ alone is added to dw: λ w",
            "w": "λ is missing from the penalty's slope: λ w",
            "lam * np.abs(w)": "the weights lose their sign in the penalty's slope: λ w",
            "lam**2 * w": "λ is squared in the penalty's slope: λ w",
        },
        "pay_b": {
            "lam * w.sum()": "λ Σ w is added to db: it has no λ in it",
            "lam": "λ is added to db: it has none",
            "lam * w": "λ w is added to db: it has no λ in it",
            "0.5 * lam * w @ w": "the penalty is added to db: it has no λ in it",
        },
        "cost": {
            "(losses + 0.5 * lam * w @ w) / n": "the penalty in the cost is divided by n with the "
            "rest: it stands beside the mean",
            "(losses + lam * w @ w) / n": "the penalty in the cost is divided by n with the rest, "
            "without its ½",
            "pay": "the loss is missing from the cost",
            "loss * pay": "loss and penalty are multiplied: they are added",
            "loss * (1 + pay)": "the penalty multiplies: it is added",
        },
        "dw": {
            "(slopes + lam * w) / n": "λ w is divided by n with the rest: it stands beside the "
            "mean",
            "pay_w": "the slope of the loss is missing from dw",
            "mean_w * pay_w": "λ w multiplies: it is added",
            "w - mean_w": "that is where a step leads: the slope itself is expected",
        },
    },
    ("cost", "dw", "db"),
)  # fmt: skip

EXERCISES = {
    "partial_sums": Exercise(
        partial_sums,
        fresh=_fresh_data,
        formula=PARTIAL_FORMULA,
        cases=(
            ((np.zeros(1), 0.0, np.array([[2.0]]), np.array([1.0])), {}),
            ((W, B, X[:1], Y[:1]), {}),
            ((W, B, X[:2], Y[:2]), {}),
            ((W, B, X, Y), {}),
        ),
        edge_cases=(((W, B, FAR, Y[:2]), {}), ((W, B, -FAR, Y[:2]), {})),
        mistakes=(
            Mistake(
                "means",
                _wrong(lambda s, w, b, X, y: (s.n, s.loss / s.n, s.dw / s.n, s.db / s.n)),
                "Those are the means of this piece: keep the sums, for pieces of different size "
                "can be added only so. `combine` divides, once, at the end.",
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
    "combine": Exercise(
        combine,
        fresh=_fresh_parts,
        formula=ADD_FORMULA,
        cases=(
            (([PartialSums(2, 1.0, np.array([4.0]), 3.0)], np.array([0.5])), {}),
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
                lambda parts, w, *, lam=0.0: combine(parts[:1], w, lam=lam),
                "Right for one piece; of several, yours sees the first alone. Is a return "
                "standing inside the loop? It ends there.",
            ),
            Mistake(
                "last_only",
                lambda parts, w, *, lam=0.0: combine(parts[-1:], w, lam=lam),
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
                lambda f: _all_close(f(PARTS, V), f([PARTS[0], HALF, HALF, PARTS[2]], V)),
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


BUG_TASKS = {
    "combine": BugTask(
        "mean_of_means",
        "On equal pieces all is well, so try unequal ones: one case in the first, the rest in the "
        "second, beside `gradient` of all of them.",
        lesson="The bug was a mean of the pieces' means: a case of a small piece counted more than "
        "one of a large piece, and only unequal pieces show it.",
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
            combine(PARTS, V, lam=0.5)[0] - combine(PARTS, V)[0], 0.25 * (V @ V)
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

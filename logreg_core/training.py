"""Chapter 6, the training loop: walk downhill until there is no more down."""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._door import (
    Floats,
    as_cases,
    as_count,
    as_labels,
    as_positive,
    as_squarable,
    as_start,
    as_strength,
    as_weights,
)

# Rows are visited in blocks of about this many numbers (1 MiB), which stay in the cache
# between the two reads that a gradient needs.
BLOCK = 2**17
COIN = 1.01 * np.log(2.0)  # the cost of zero weights, which toss a coin, and some rounding
FAR = 700.0  # exp(709) is the last that is finite
SHARES = tuple(0.5**k for k in range(30))  # of a step, tried one after the other

UNSETTLED = (
    "Newton's method has not settled after {} steps: with separable classes and lam = 0 there is "
    "no minimum, so give a lam above 0."
)
SEPARATED = (
    "The last weights separate the classes without a mistake, so with lam = 0 there is no minimum: "
    "the weights would grow for ever. Give a lam above 0."
)


class Step(NamedTuple):
    """Where the walk stands: the weights w (d,), the bias b and the cost there."""

    w: Floats
    b: float
    cost: float


@dataclass(frozen=True, eq=False)
class History:
    """Every place that a training run visited, the start first: T steps make T + 1 rows."""

    w: Floats  # (T + 1, d)
    b: Floats  # (T + 1,)
    cost: Floats  # (T + 1,)

    @property
    def final(self) -> tuple[Floats, float]:
        """The last weights and bias."""
        return self.w[-1], float(self.b[-1])

    @property
    def diverged(self) -> bool:
        """True where the cost exploded: over 100 times its start, or no longer a number."""
        return not self.cost[-1] / 100 <= self.cost[0]


def descend(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float,
    lam: float = 0.0,
    start: tuple[ArrayLike, float] | None = None,
) -> Iterator[Step]:
    """Walk downhill for ever: yield the start, then the place after each gradient step.

    Formula: w ← w - learning_rate · dw and b ← b - learning_rate · db, both from the same place.
    Shapes: X (n, d), y (n,) with both classes; start (w, b), zeros where it is left out.
    Errors: ValueError, at the call, for a learning rate ≤ 0, lam < 0 or one class only.
    A rate that is too large is no error: the costs rise, to inf or NaN in the end.
    Derived in notebook 06.
    """
    X, y, w, b = _prepared(X, y, start)
    return _walk(X, y, w, b, as_positive(learning_rate, "learning_rate"), as_strength(lam))


def train(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float = 0.5,
    lam: float = 0.0,
    n_steps: int = 500,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Return the first n_steps of `descend`, as arrays.

    Shapes: X (n, d), y (n,) -> History with w (n_steps + 1, d), b and cost (n_steps + 1,).
    Errors: as `descend`; ValueError for n_steps < 0.
    Warns: RuntimeWarning where lam is 0 and the last weights have every case on its right side,
    which proves that there is no minimum.
    Derived in notebook 06.
    """
    walk = descend(X, y, learning_rate=learning_rate, lam=lam, start=start)
    w, b, cost = zip(*islice(walk, as_count(n_steps, "n_steps") + 1), strict=True)
    history = History(np.array(w), np.array(b), np.array(cost))
    warn_of_separation(history, as_cases(X), as_labels(y), as_strength(lam))
    return history


def newton(
    X: ArrayLike,
    y: ArrayLike,
    *,
    lam: float,
    weights: ArrayLike | None = None,
    tol: float = 1e-10,
    max_steps: int = 50,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Return the few steps of Newton's method to the minimum of `cost`.

    Formula: θ ← θ - H⁻¹ g, with θ = (w, b), the gradient g and the Hessian
    H = (1/n) Aᵀ diag(p (1 - p)) A + λ diag(1, …, 1, 0), A = X with a column of ones;
    the step is halved while the cost would rise. Ends when a step moves no score by more than
    tol times the largest (or than tol): such steps square the error, so the last one leaves
    about float64's own, whatever the units of the features.
    weights: how much each case counts, where they do not all count alike; a weight of 2 is the
    case given twice, and the mean over the cases becomes the weighted mean.
    start: the pair (w, b) to begin at; zeros, where it is left out or costs more than they do.
    Shapes: X (n, d), y (n,) with both classes, weights (n,) -> History. Needs n ≥ 1, any d;
    collinear columns are allowed (at λ = 0 many weights are equally good then, and small ones
    are taken).
    Warns: RuntimeWarning where max_steps were not enough, as on separable data with λ = 0,
    which has no minimum.
    Shown in notebook 06, weights in notebook 08.
    """
    X, y, w, b = _prepared(X, y, start)
    lam, tol = as_strength(lam), as_positive(tol, "tol")
    blocks = list(_blocks(X, y, None if weights is None else as_weights(weights, y)))
    bend = _first_bend(X, blocks, w, b, lam)
    if not bend.cost <= COIN:  # far out nothing bends, and the method would be lost
        w, b = np.zeros(len(w)), 0.0
        bend = _bend(blocks, w, b, lam)
    steps = [Step(w, b, bend.cost)]
    for _ in range(as_count(max_steps, "max_steps", least=1)):
        here, move = steps[-1], _newton_move(bend, lam)
        last = _settled(blocks, move, tol * bend.largest)
        there, bend = _halved_until_lower(blocks, here, move, lam, curved=not last)
        steps.append(there)
        if last:
            break
    else:
        warnings.warn(UNSETTLED.format(max_steps), RuntimeWarning, stacklevel=2)
    w, b, cost = zip(*steps, strict=True)
    return History(np.array(w), np.array(b), np.array(cost))


def warn_of_separation(history: History, X: Floats, y: Floats, lam: float) -> None:
    """Warn, on behalf of a function that trains, where its last weights prove: no minimum.

    The proof: every margin m = (2y - 1)(w·x + b) is above 0, so c w and c b with c > 1 cost less.
    """
    w, b = history.final
    with np.errstate(all="ignore"):  # a walk may have left float64
        if lam == 0 and ((2.0 * y - 1.0) * (X @ w + b) > 0).all():
            warnings.warn(SEPARATED, RuntimeWarning, stacklevel=3)


def costs_along(w: Floats, b: Floats, X: Floats, y: Floats, *, lam: float = 0.0) -> Floats:
    """Return `cost` at each of T places at once, also where a place is no number any more.

    Shapes: w (T, d), b (T,), X (n, d), y (n,) -> (T,).
    Used under the live figures of notebooks 05 and 06.
    """
    with np.errstate(all="ignore"):
        losses = np.logaddexp(0.0, (1.0 - 2.0 * y)[:, None] * (X @ w.T + b))
        return losses.mean(axis=0) + 0.5 * (lam * w * w).sum(axis=1)


def _prepared(
    X: ArrayLike, y: ArrayLike, start: tuple[ArrayLike, float] | None
) -> tuple[Floats, Floats, Floats, float]:
    X = as_cases(X)
    y = as_labels(y, *X.shape, both=True)
    return X, y, *as_start(start, X.shape[1])


def _walk(
    X: Floats, y: Floats, w: Floats, b: float, learning_rate: float, lam: float
) -> Iterator[Step]:
    blocks = list(_blocks(X, y))
    while True:
        with np.errstate(all="ignore"):  # divergence is shown, not warned of
            cost, dw, db = _cost_and_gradient(blocks, w, b, lam)
            here = Step(w, b, cost)
            w = w - learning_rate * dw  # a new array: the history keeps the old one
            b = b - learning_rate * db
        yield here


class _Block(NamedTuple):
    """Some of the cases, as views: X, y and their weights (None: all count alike)."""

    X: Floats
    y: Floats
    weight: Floats | None


class _Bend(NamedTuple):
    """The cost at a place, its slopes and its Hessian (weights first, the bias last).

    And the largest score there, whatever its sign, or 1: a move is small beside it.
    """

    cost: float
    slope: Floats
    hessian: Floats
    largest: float


def _blocks(X: Floats, y: Floats, weights: Floats | None = None) -> Iterator[_Block]:
    rows = max(1, BLOCK // X.shape[1])
    for at in range(0, len(X), rows):
        s = slice(at, at + rows)
        yield _Block(X[s], y[s], None if weights is None else weights[s])


def _residuals(
    blocks: Iterable[_Block], w: Floats, b: float
) -> Iterator[tuple[_Block, Floats, Floats, Floats]]:
    """Yield each block with its m, its losses and its p - y, all from one look at the scores.

    With m = (1 - 2 y) z, so z or -z, a case loses log(1 + exp(m)), and p - y is exp(m) /
    (1 + exp(m)) with that sign. From FAR on the loss is m to the last digit; there exp would
    overflow soon.
    """
    for block in blocks:
        sign = 1.0 - 2.0 * block.y
        m = sign * (block.X @ w + b)
        odds = np.exp(np.minimum(m, FAR))
        yield block, m, np.log1p(odds) + np.maximum(m - FAR, 0.0), sign * odds / (1.0 + odds)


def _cost_and_gradient(
    blocks: list[_Block], w: Floats, b: float, lam: float
) -> tuple[float, Floats, float]:
    """Return `cost` and `gradient` from one pass over the cases."""
    n, total, dw, db = 0, 0.0, 0.0, 0.0
    for block, _, loss, residual in _residuals(blocks, w, b):
        n += len(loss)
        total += loss.sum()
        dw = dw + residual @ block.X
        db += residual.sum()
    return float(total / n + 0.5 * (lam * w @ w)), dw / n + lam * w, float(db / n)


def _bend(blocks: list[_Block], w: Floats, b: float, lam: float, *, curved: bool = True) -> _Bend:
    """Return cost, slopes and Hessian of the (weighted) mean from one pass over the cases.

    The last two are their penalty's alone where nothing `curved` is asked for.
    """
    n, total, largest, d = 0.0, 0.0, 1.0, len(w)
    slope, hessian = np.zeros(d + 1), np.zeros((d + 1, d + 1))
    for (X, _, weight), m, loss, residual in _residuals(blocks, w, b):
        n += len(loss) if weight is None else weight.sum()
        total += loss.sum() if weight is None else weight @ loss
        largest = max(largest, np.abs(m).max())
        if not curved:
            continue
        size = np.abs(residual)
        spread = size * (1.0 - size)  # p (1 - p)
        if weight is not None:
            residual, spread = weight * residual, weight * spread
        slope[:d] += residual @ X
        slope[d] += residual.sum()
        scaled = _scaled(X, np.sqrt(spread))
        hessian += scaled.T @ scaled  # symmetric, so NumPy computes one half of it
    slope, hessian = slope / n, hessian / n
    slope[:d] += lam * w
    hessian.flat[: d * (d + 1) : d + 2] += lam  # the diagonal without its end, the bias
    return _Bend(float(total / n + 0.5 * (lam * w @ w)), slope, hessian, largest)


def _scaled(X: Floats, row: Floats) -> Floats:
    """Return X and a column of ones, each row times its number."""
    scaled = np.empty((len(X), X.shape[1] + 1))
    scaled[:, -1] = row
    np.multiply(X, row[:, None], out=scaled[:, :-1])
    return scaled


def _first_bend(X: Floats, blocks: list[_Block], w: Floats, b: float, lam: float) -> _Bend:
    """Return the bend at the start; a column whose squares float64 cannot hold is named."""
    with np.errstate(over="ignore", invalid="ignore"):
        bend = _bend(blocks, w, b, lam)
    curve = bend.hessian.diagonal()
    if not ((curve > 1e-200) & (curve < 1e200)).all():
        as_squarable(X)
    return bend


def _newton_move(bend: _Bend, lam: float) -> tuple[Floats, float]:
    """Return H⁻¹ g as the pair (for the weights, for the bias)."""
    # In units in which every parameter curves the cost by 1: then small means small for each.
    curve = bend.hessian.diagonal()
    unit = np.sqrt(np.where(curve > 0, curve, 1.0))
    hessian, slope = bend.hessian / (unit[:, None] * unit), bend.slope / unit
    try:
        solve = np.linalg.solve if lam > 0 else _least
        move = solve(hessian, slope) / unit
    except np.linalg.LinAlgError:  # λ is so small that it is lost beside the rest
        move = _least(hessian, slope) / unit
    return move[:-1], move[-1]


def _least(hessian: Floats, slope: Floats) -> Floats:
    """Return the smallest of the equally good moves."""
    return np.linalg.lstsq(hessian, slope, rcond=None)[0]


def _halved_until_lower(
    blocks: list[_Block], here: Step, move: tuple[Floats, float], lam: float, *, curved: bool
) -> tuple[Step, _Bend]:
    for share in SHARES:
        w, b = here.w - share * move[0], here.b - share * move[1]
        bend = _bend(blocks, w, b, lam, curved=curved)
        if bend.cost <= here.cost * (1 + 1e-12):  # the last steps move the cost by rounding alone
            break
    return Step(w, b, bend.cost), bend


def _settled(blocks: list[_Block], move: tuple[Floats, float], most: float) -> bool:
    """Say whether `move` moves no score by more than `most`."""
    w, b = move
    return all(np.abs(block.X @ w + b).max() <= most for block in blocks)

"""Chapter 9, one gradient in many pieces: sums that can be taken anywhere and added up after.

Cost and gradient are means over the cases, so all that they need of a piece of the data are four
sums. Whoever has the piece takes them: a loop over blocks, a file that is read bit by bit, another
process, another machine. What travels is d + 3 numbers, however many cases there are.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._kernels import losses_and_residuals, scores
from ._validation import (
    Floats,
    check_int,
    check_lam,
    check_params,
    check_positive,
    check_start,
    check_value,
    check_X,
    check_y,
    not_all_finite,
)
from .regularization import l2_penalty
from .training import History, Step

BLOCK = 2**17  # numbers that are visited together: 1 MiB, which stays in the processor's cache


class PartialSums(NamedTuple):
    """What a piece of the data adds to cost and gradient."""

    n: int
    loss: float
    dw: Floats  # (d,)
    db: float


def partial_sums(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike) -> PartialSums:
    """Return the sums over the given cases of 1, the loss, (p - y) x and p - y.

    The cases are visited in blocks that stay in the processor's cache, so each is read from
    memory once; X may be a memory-mapped file.
    Shapes: w (d,), b a number, X (n, d), y (n,) -> PartialSums, all of them 0 where n is 0.
    Errors: ValueError as `cost`; NaN in X is noticed when its block comes up.
    Derived in notebook 09.
    """
    X = X if isinstance(X, np.ndarray) and X.ndim == 2 and X.size else check_X(X, least=0)
    w, b = check_params(w, b, *X.shape[::-1])
    y = check_y(y, *X.shape, least=0)
    loss, dw, db = 0.0, np.zeros(len(w)), 0.0
    with np.errstate(all="ignore"):
        for X_block, y_block in _blocks(X, y):
            losses, residual = losses_and_residuals(scores(w, b, X_block), y_block)
            loss += losses.sum()
            dw += residual @ X_block
            db += residual.sum()
    return PartialSums(len(X), float(loss), dw, float(db))


def _blocks(X: NDArray, y: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Yield some rows at a time, checked as they come into the processor's cache."""
    rows = max(1, BLOCK // X.shape[1]) if X.size else 1
    for at in range(0, len(X), rows):
        block = X[at : at + rows]
        yield block if _plain(block) else check_X(block), y[at : at + rows]


def _plain(X: NDArray) -> bool:
    """Say at one glance whether X is plain float64, and finite. False may be a false alarm."""
    plain = type(X) in (np.ndarray, np.memmap) and X.dtype == np.float64 and X.flags.c_contiguous
    return plain and not not_all_finite(X)


def combine(
    parts: Iterable[PartialSums], w: ArrayLike, *, lam: float = 0.0
) -> tuple[float, Floats, float]:
    """Return `cost` and `gradient` (cost, dw, db) of all pieces together.

    Formula: J = Σ loss / Σ n + ½ λ ‖w‖², dw = Σ dw / Σ n + λ w, db = Σ db / Σ n.
    Errors: ValueError where the parts hold no case, or are of different numbers of features.
    Derived in notebook 09.
    """
    lam = check_lam(lam)
    n, loss, dw, db = (sum(column) for column in zip(*_usable(parts), strict=True))
    w, _ = check_params(w, 0.0, len(dw))
    with np.errstate(over="ignore", under="ignore"):  # what is beyond 1e308 is infinite
        return loss / n + l2_penalty(w, lam), dw / n + lam * w, db / n


def _usable(parts: Iterable[PartialSums]) -> list[PartialSums]:
    """Return the sums of all pieces; some pieces, but not all, may be empty."""
    try:
        parts = [_part(part) for part in (() if parts is None else parts)]
    except TypeError:
        raise TypeError(
            "expected parts to be a list with the PartialSums of each piece, got something else: "
            "write [part] for one piece, and let what sums a piece end with return."
        ) from None
    if not sum(part.n for part in parts):
        raise ValueError("expected parts with at least one case, got none: are all pieces empty?")
    if len(shapes := {part.dw.shape for part in parts}) > 1:
        raise ValueError(f"expected parts with as many slopes each, got shapes {sorted(shapes)}.")
    return parts


def _part(part: PartialSums) -> PartialSums:
    try:
        n, loss, dw, db = part
        dw = np.asarray(dw, float)
    except ValueError:
        raise TypeError from None
    loss, db = check_value(loss, "the loss of a part"), check_value(db, "the db of a part")
    return PartialSums(check_int(n, "the n of a part"), loss, dw, db)


def train_distributed(
    map_fn: Callable[[Floats, float], Iterable[PartialSums]],
    d: int,
    *,
    learning_rate: float,
    lam: float = 0.0,
    n_steps: int,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Walk downhill over data that may lie anywhere: `train`, but for where the sums are taken.

    measure(w, b) returns the `partial_sums` of every piece at that place; d is the number of
    features.
    Shapes: History with w (n_steps + 1, d), b and cost (n_steps + 1,).
    Errors: ValueError for a learning rate ≤ 0, lam < 0, n_steps < 0.
    Derived in notebook 09.
    """
    rate, lam = check_positive(learning_rate, "learning_rate"), check_lam(lam)
    w, b = check_start(start, check_int(d, "d", least=1))
    steps = []
    for _ in range(check_int(n_steps, "n_steps") + 1):
        cost, dw, db = _looked(map_fn, w, b, lam)
        steps.append(Step(w, b, cost))
        with np.errstate(over="ignore", under="ignore"):
            w, b = w - rate * dw, b - rate * db
    return History.of(steps)


def _looked(map_fn, w: Floats, b: float, lam: float) -> tuple[float, Floats, float]:
    """Return cost and slopes at (w, b): no numbers any more once the walk has left float64."""
    if np.isfinite(w).all() and np.isfinite(b):
        with np.errstate(all="ignore"):  # divergence is shown, not warned of
            return combine(map_fn(w, b), w, lam=lam)
    return np.nan, np.full_like(w, np.nan), np.nan


class SerialClient:
    """This process in the place of workers: as much of Dask's `Client` as chapter 9 asks for.

    It is the stand-in where Dask is not installed, or has no processes to start, as in a browser.
    What Dask would promise for later is here done at once.
    Used in notebook 09.
    """

    def map(self, work: Callable, pieces: Iterable, **_) -> list:
        """Return what `work` makes of each piece."""
        return [work(piece) for piece in pieces]

    def submit(self, work: Callable, *given, **_):
        """Return what `work` makes of what is given."""
        return work(*given)

    def gather(self, results: list) -> list:
        """Return the results, which are here already."""
        return results

    def run(self, work: Callable) -> dict:
        """Return {}: there are no other processes to ask."""
        return {}

    def scheduler_info(self) -> dict:
        """Return the names of the workers, as Dask does."""
        return {"workers": {"this process": {}}}

    def wait_for_workers(self, n_workers: int) -> None:
        """Return at once."""

    def close(self) -> None:
        """Do nothing."""

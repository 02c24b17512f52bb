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
    """Hold what one piece of the data adds to the cost and the gradient.

    Parameters
    ----------
    n : int
        Number of samples.
    loss : float
        Sum of their losses in nats.
    dw : ndarray, shape (d,)
        Sum of ``(p - y) x``.
    db : float
        Sum of ``p - y``.

    See Also
    --------
    partial_sums : Returns these sums.
    combine : Adds them up.

    Examples
    --------
    >>> from logreg_core import partial_sums
    >>> sums = partial_sums([0.0, 0.0], 0.0, [[1.0, 2.0], [3.0, 1.0]], [0, 1])
    >>> sums.n, round(sums.loss, 3)
    (2, 1.386)
    """

    n: int
    loss: float
    dw: Floats  # (d,)
    db: float


def partial_sums(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike) -> PartialSums:
    """Compute the sums of one piece of the data for the cost and the gradient.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept).
    X : array_like, shape (n, d)
        Features of the piece, one row per sample; may be a memory-mapped file.
    y : array_like, shape (n,)
        Classes, 0 or 1.

    Returns
    -------
    PartialSums
        The sums over the samples of 1, the loss, ``(p - y) x`` and ``p - y``. All are 0 where n
        is 0.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, or `y` holds anything but 0 and
        1. A NaN in `X` is noticed when its block is read.

    See Also
    --------
    combine : The cost and the gradient from these sums.
    train_distributed : Gradient descent on these sums.
    sklearn.linear_model.SGDClassifier.partial_fit : Another way to learn from pieces.

    Notes
    -----
    The samples are read in blocks that stay in the processor's cache, so each is read from memory
    once. Derived in notebook 09.

    Examples
    --------
    >>> from logreg_core import partial_sums
    >>> sums = partial_sums([0.0, 0.0], 0.0, [[1.0, 2.0], [3.0, 1.0]], [0, 1])
    >>> sums.n, round(sums.loss, 3), sums.dw, sums.db
    (2, 1.386, array([-1. ,  0.5]), 0.0)
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
    """Compute the cost and the gradient of all pieces together.

    Parameters
    ----------
    parts : iterable of PartialSums
        The sums of every piece; some may be empty, but not all.
    w : array_like, shape (d,)
        Weights at which the sums were taken.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.

    Returns
    -------
    cost : float
        Cost J over all samples.
    dw : ndarray, shape (d,)
        Derivative of the cost with respect to every weight.
    db : float
        Derivative of the cost with respect to the bias.

    Raises
    ------
    TypeError
        If `parts` holds anything but sums, or an argument does not hold real numbers.
    ValueError
        If the parts hold no sample or have different numbers of features, `w` does not have as
        many or holds a missing or infinite value, or `lam` is negative.

    See Also
    --------
    partial_sums : The sums of one piece.
    cost : The same for data in one piece.
    gradient : The same for data in one piece.

    Notes
    -----
    The formulas are ``J = Σ loss / Σ n + ½ λ ‖w‖²``, ``dw = Σ dw / Σ n + λ w`` and
    ``db = Σ db / Σ n``. Derived in notebook 09.

    Examples
    --------
    >>> from logreg_core import combine, partial_sums
    >>> w, b = [0.0, 0.0], 0.0
    >>> parts = [partial_sums(w, b, [[1.0, 2.0]], [0]), partial_sums(w, b, [[3.0, 1.0]], [1])]
    >>> cost, dw, db = combine(parts, w)
    >>> round(cost, 3), dw, db
    (0.693, array([-0.5 ,  0.25]), 0.0)
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
            "write [part] for one piece, and check that the function that sums a piece ends with "
            "return."
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
    """Train by gradient descent over data in many pieces.

    Parameters
    ----------
    map_fn : callable
        Function ``map_fn(w, b)`` that returns the `partial_sums` of every piece at this point.
    d : int
        Number of features, at least 1.
    learning_rate : float
        Factor, above 0, by which a step multiplies the gradient.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.
    n_steps : int
        Number of steps, 0 or more.
    start : tuple of (array_like, float), optional
        Weights of shape (d,) and bias to start from. By default all are zero.

    Returns
    -------
    History
        The ``n_steps + 1`` points of the run, the start first.

    Raises
    ------
    TypeError
        If `map_fn` returns anything but sums, or an argument does not hold real numbers.
    ValueError
        If `learning_rate` is not above 0, `lam` or `n_steps` is negative, `d` is below 1, or the
        pieces hold no sample.

    See Also
    --------
    train : The same for data in one piece.
    partial_sums : The sums of one piece.
    sklearn.linear_model.SGDClassifier.partial_fit : Another way to learn from pieces.

    Notes
    -----
    The steps are those of `train`; only the place where the sums are taken differs. The cost and
    the gradient are NaN once the parameters are beyond float64. Derived in notebook 09.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core import partial_sums, train, train_distributed
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]
    >>> pieces = [(X[:2], y[:2]), (X[2:], y[2:])]
    >>> def map_fn(w, b):
    ...     return [partial_sums(w, b, *piece) for piece in pieces]
    >>> history = train_distributed(map_fn, 1, learning_rate=0.5, n_steps=10)
    >>> whole = train(X, y, learning_rate=0.5, n_steps=10)
    >>> bool(np.allclose(history.w, whole.w))
    True
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
    """Run work in this process, with the methods of Dask's client that chapter 9 needs.

    It replaces ``distributed.Client`` where Dask is not installed or cannot start processes, as
    in a browser. Dask returns futures; this class does the work at once and returns the results.

    See Also
    --------
    train_distributed : Uses the sums that a client collects.
    distributed.Client : Dask's own client.
    sklearn.utils.parallel.Parallel : How scikit-learn runs work in parallel.

    Notes
    -----
    Used in notebook 09.

    Examples
    --------
    >>> from logreg_core import SerialClient
    >>> client = SerialClient()
    >>> client.gather(client.map(len, ["one", "three"]))
    [3, 5]
    >>> client.submit(max, 3, 5)
    5
    """

    def map(self, work: Callable, pieces: Iterable, **_) -> list:
        """Apply a function to each piece.

        Parameters
        ----------
        work : callable
            Function of one piece.
        pieces : iterable
            The pieces.
        **_ : dict
            Options of Dask, ignored here.

        Returns
        -------
        list
            The results, where Dask returns futures.
        """
        return [work(piece) for piece in pieces]

    def submit(self, work: Callable, *given, **_):
        """Call a function.

        Parameters
        ----------
        work : callable
            The function.
        *given : tuple
            Its arguments.
        **_ : dict
            Options of Dask, ignored here.

        Returns
        -------
        object
            The result, where Dask returns a future.
        """
        return work(*given)

    def gather(self, results: list) -> list:
        """Return the results, which are ready.

        Parameters
        ----------
        results : list
            What `map` has returned.

        Returns
        -------
        list
            The same list.
        """
        return results

    def run(self, work: Callable) -> dict:
        """Return an empty dictionary: there are no other processes.

        Parameters
        ----------
        work : callable
            Function that Dask would call on every worker.

        Returns
        -------
        dict
            Always empty.
        """
        return {}

    def scheduler_info(self) -> dict:
        """Return the workers, as Dask does.

        Returns
        -------
        dict
            ``{"workers": {"this process": {}}}``.
        """
        return {"workers": {"this process": {}}}

    def wait_for_workers(self, n_workers: int) -> None:
        """Return at once.

        Parameters
        ----------
        n_workers : int
            Number of workers for which Dask would wait.
        """

    def close(self) -> None:
        """Do nothing."""

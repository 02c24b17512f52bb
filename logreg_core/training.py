"""Chapter 6, the training loop: walk downhill until there is no more down."""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._kernels import cost_and_gradient, losses_and_residuals
from ._validation import (
    Floats,
    check_int,
    check_lam,
    check_positive,
    check_start,
    check_X,
    check_y,
)
from .separation import COMPLETE


class Step(NamedTuple):
    """Hold one point of gradient descent.

    Parameters
    ----------
    w : ndarray, shape (d,)
        Weights.
    b : float
        Bias.
    cost : float
        Cost at these weights and this bias.

    See Also
    --------
    gradient_descent : Yields these points.
    History : All points of a run.

    Examples
    --------
    >>> from logreg_core import gradient_descent
    >>> start = next(gradient_descent([[0.0], [1.0]], [0, 1], learning_rate=0.5))
    >>> round(start.cost, 3)
    0.693
    """

    w: Floats
    b: float
    cost: float


@dataclass(frozen=True, eq=False)
class History:
    """Hold every point of a training run, the start first.

    Parameters
    ----------
    w : ndarray, shape (T + 1, d)
        Weights before the first of T steps and after each.
    b : ndarray, shape (T + 1,)
        Bias at the same points.
    cost : ndarray, shape (T + 1,)
        Cost at the same points.

    See Also
    --------
    train : Returns a history.
    Step : One of its points.
    sklearn.neural_network.MLPClassifier : Has the losses of its run in ``loss_curve_``.

    Examples
    --------
    >>> from logreg_core import train
    >>> history = train([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1], n_steps=10)
    >>> history.w.shape, history.cost.shape
    ((11, 1), (11,))
    >>> history.diverged
    False
    """

    w: Floats  # (T + 1, d)
    b: Floats  # (T + 1,)
    cost: Floats  # (T + 1,)

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "History":
        """Collect steps in a history.

        Parameters
        ----------
        steps : iterable of Step
            The points of a run, at least one.

        Returns
        -------
        History
            The same points as arrays.

        Examples
        --------
        >>> from itertools import islice
        >>> from logreg_core import History, gradient_descent
        >>> steps = gradient_descent([[0.0], [1.0]], [0, 1], learning_rate=0.5)
        >>> History.of(islice(steps, 3)).w.shape
        (3, 1)
        """
        w, b, cost = zip(*steps, strict=True)
        return cls(np.array(w), np.array(b), np.array(cost))

    @property
    def final(self) -> tuple[Floats, float]:
        """Return the last weights and the last bias."""
        return self.w[-1], float(self.b[-1])

    @property
    def diverged(self) -> bool:
        """Say whether the run diverged: the last cost is over 100 times the first, or NaN."""
        return not self.cost[-1] / 100 <= self.cost[0]


def gradient_descent(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float,
    lam: float = 0.0,
    start: tuple[ArrayLike, float] | None = None,
) -> Iterator[Step]:
    """Iterate gradient descent without end.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1; both must occur.
    learning_rate : float
        Factor, above 0, by which a step multiplies the gradient.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.
    start : tuple of (array_like, float), optional
        Weights of shape (d,) and bias to start from. By default all are zero.

    Returns
    -------
    iterator of Step
        The start, then the point after each step.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If `learning_rate` is not above 0, `lam` is negative, `y` has one class only, the shapes
        do not fit, or a value is missing or infinite. The call raises it, not the first step.

    See Also
    --------
    train : A fixed number of steps, as arrays.
    gradient : The gradient of the cost.
    sklearn.linear_model.SGDClassifier : Descent with one sample per step.

    Notes
    -----
    A step is ``w ← w - learning_rate · dw`` and ``b ← b - learning_rate · db``, with both
    derivatives taken at the same point. A learning rate that is too large raises no error: the
    costs rise, in the end to inf or NaN. Derived in notebook 06.

    Examples
    --------
    >>> from itertools import islice
    >>> from logreg_core import gradient_descent
    >>> steps = gradient_descent([[0.0], [1.0]], [0, 1], learning_rate=0.5)
    >>> [round(step.cost, 3) for step in islice(steps, 3)]
    [0.693, 0.663, 0.636]
    """
    X, y, w, b = _validate_data(X, y, start)
    return _iterate(X, y, w, b, check_positive(learning_rate, "learning_rate"), check_lam(lam))


def _iterate(
    X: Floats, y: Floats, w: Floats, b: float, learning_rate: float, lam: float
) -> Iterator[Step]:
    while True:
        with np.errstate(all="ignore"):  # divergence is shown, not warned of
            cost, dw, db = cost_and_gradient(w, b, X, y, lam)
            here = Step(w, b, cost)
            w = w - learning_rate * dw  # a new array: the history keeps the old one
            b = b - learning_rate * db
        yield here


def train(
    X: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: float = 0.5,
    lam: float = 0.0,
    n_steps: int = 500,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Train by a fixed number of gradient descent steps.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1; both must occur.
    learning_rate : float, default 0.5
        Factor, above 0, by which a step multiplies the gradient.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.
    n_steps : int, default 500
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
        If an argument does not hold real numbers.
    ValueError
        If `learning_rate` is not above 0, `lam` or `n_steps` is negative, `y` has one class only,
        the shapes do not fit, or a value is missing or infinite.

    Warns
    -----
    RuntimeWarning
        If `lam` is 0 and the last weights put every sample on its right side. The cost then has
        no minimum.

    See Also
    --------
    gradient_descent : The same steps, one at a time.
    newton : Newton's method, which needs few steps.
    sklearn.linear_model.LogisticRegression : Minimises the same cost with other solvers.

    Notes
    -----
    A step is ``w ← w - learning_rate · dw`` and ``b ← b - learning_rate · db``, with both
    derivatives taken at the same point. A learning rate that is too large raises no error: see
    ``History.diverged``. Derived in notebook 06.

    Examples
    --------
    >>> from logreg_core import train
    >>> history = train([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1], n_steps=100)
    >>> history.w.shape
    (101, 1)
    >>> bool(history.cost[-1] < history.cost[0])
    True
    """
    X, y, w, b = _validate_data(X, y, start)
    learning_rate, lam = check_positive(learning_rate, "learning_rate"), check_lam(lam)
    steps = []
    with np.errstate(all="ignore"):  # divergence is shown, not warned of
        for _ in range(check_int(n_steps, "n_steps") + 1):
            cost, dw, db = cost_and_gradient(w, b, X, y, lam)
            steps.append(Step(w, b, cost))
            w = w - learning_rate * dw
            b = b - learning_rate * db
    history = History.of(steps)
    warn_of_separation(history, X, y, lam)
    return history


def warn_of_separation(history: History, X: Floats, y: Floats, lam: float) -> None:
    """Warn, on behalf of a function that trains, where its last weights prove: no minimum.

    The proof: every margin m = (2y - 1)(w·x + b) is above 0, so c w and c b with c > 1 cost less.
    """
    w, b = history.final
    with np.errstate(all="ignore"):  # a walk may have left float64
        if lam == 0 and ((2.0 * y - 1.0) * (X @ w + b) > 0).all():
            warnings.warn(COMPLETE, RuntimeWarning, stacklevel=3)


def cost_path(w: Floats, b: Floats, X: Floats, y: Floats, *, lam: float = 0.0) -> Floats:
    """Compute the cost at many points at once.

    Parameters
    ----------
    w : ndarray, shape (T, d)
        Weights at T points.
    b : ndarray, shape (T,)
        Bias at the same points.
    X : ndarray, shape (n, d)
        Features, one row per sample.
    y : ndarray, shape (n,)
        Classes, 0 or 1.
    lam : float, default 0
        Strength λ of the L2 penalty.

    Returns
    -------
    ndarray, shape (T,)
        `cost` at every point, inf or NaN where a run has diverged.

    See Also
    --------
    cost : The cost at one point, with its arguments checked.
    sklearn.linear_model.LogisticRegression : Minimises the same cost.

    Notes
    -----
    The formula at point t is ``(1/n) Σ [log(1 + exp(z)) - y z] + ½ λ ‖w_t‖²`` with
    ``z = X w_t + b_t``. The arguments are not checked. The live figures of notebooks 05 and 06
    use it.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core.training import cost_path
    >>> X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0.0, 1.0, 0.0, 1.0])
    >>> cost_path(np.array([[0.0], [1.0]]), np.array([0.0, 0.0]), X, y).round(3)
    array([0.693, 0.795])
    """
    with np.errstate(all="ignore"):
        losses, _ = losses_and_residuals(X @ w.T + b, y[:, None])
        return losses.mean(axis=0) + 0.5 * (lam * w * w).sum(axis=1)


def _validate_data(
    X: ArrayLike, y: ArrayLike, start: tuple[ArrayLike, float] | None, check=check_X
) -> tuple[Floats, Floats, Floats, float]:
    X = check(X)
    y = check_y(y, *X.shape, both=True)
    return X, y, *check_start(start, X.shape[1])

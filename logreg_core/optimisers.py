"""Optimisers: a few samples at a time, and steps that remember the ones before.

A rule is a function from a gradient to a move, and a step is θ ← θ - learning_rate · move.
`OPTIMISERS[name]()` makes a fresh rule, which has not seen a gradient yet.
"""

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import ArrayLike

from ._kernels import losses_and_residuals
from ._validation import Floats, check_int, check_lam, check_positive, check_start, check_X, check_y
from .training import History, cost_path, warn_of_separation

Optimiser = Callable[[Floats], Floats]


def sgd() -> Optimiser:
    """Make the rule of plain gradient descent.

    Returns
    -------
    callable
        Function from a gradient to the move, an ndarray of the same shape.

    See Also
    --------
    momentum : A rule that remembers earlier gradients.
    train_minibatch : Uses the rule.
    sklearn.linear_model.SGDClassifier : Descent with one sample per step.

    Notes
    -----
    The move is the gradient: ``move = g``. Used in the playground.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core.optimisers import sgd
    >>> move = sgd()
    >>> move(np.array([1.0, -2.0]))
    array([ 1., -2.])
    """
    return lambda g: g


def momentum(beta: float = 0.9) -> Optimiser:
    """Make the momentum rule, which adds up earlier gradients.

    Parameters
    ----------
    beta : float, default 0.9
        Share of the last move that the next one keeps, from 0 to below 1.

    Returns
    -------
    callable
        Function from a gradient to the move, an ndarray of the same shape. It remembers its moves.

    See Also
    --------
    nesterov : Momentum that looks one step ahead.
    train_minibatch : Uses the rule.
    sklearn.neural_network.MLPClassifier : Has it as ``solver="sgd", nesterovs_momentum=False``.

    Notes
    -----
    The formula is ``v ← β v + g`` and ``move = v``, with v = 0 at first [1]_. Used in the
    playground.

    References
    ----------
    .. [1] B. T. Polyak, USSR Computational Mathematics 4 (1964).

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core.optimisers import momentum
    >>> move = momentum()
    >>> move(np.array([1.0])), move(np.array([1.0]))
    (array([1.]), array([1.9]))
    """
    v = 0.0

    def move(g):
        nonlocal v
        v = beta * v + g
        return v

    return move


def nesterov(beta: float = 0.9) -> Optimiser:
    """Make Nesterov's rule: momentum that looks one step ahead.

    Parameters
    ----------
    beta : float, default 0.9
        Share of the last move that the next one keeps, from 0 to below 1.

    Returns
    -------
    callable
        Function from a gradient to the move, an ndarray of the same shape. It remembers its moves.

    See Also
    --------
    momentum : The rule without the look ahead.
    train_minibatch : Uses the rule.
    sklearn.neural_network.MLPClassifier : Has it as ``solver="sgd", nesterovs_momentum=True``.

    Notes
    -----
    The formula is ``v ← β v + g`` and ``move = β v + g``, with v = 0 at first. The method is
    Nesterov's [1]_, in the form of Sutskever et al. [2]_ rewritten for the point ahead, so that g
    is taken where the parameters stand. Used in the playground.

    References
    ----------
    .. [1] Y. Nesterov, Soviet Mathematics Doklady 27 (1983).
    .. [2] I. Sutskever et al., ICML 2013.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core.optimisers import nesterov
    >>> move = nesterov()
    >>> move(np.array([1.0])).round(3), move(np.array([1.0])).round(3)
    (array([1.9]), array([2.71]))
    """
    rolling = momentum(beta)
    return lambda g: beta * rolling(g) + g


def adam(beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8) -> Optimiser:
    """Make the Adam rule, which gives every parameter a step of about the same size.

    Parameters
    ----------
    beta1 : float, default 0.9
        Decay of the mean gradient, from 0 to below 1.
    beta2 : float, default 0.999
        Decay of the mean squared gradient, from 0 to below 1.
    epsilon : float, default 1e-8
        Small number above 0 that keeps the denominator from 0.

    Returns
    -------
    callable
        Function from a gradient to the move, an ndarray of the same shape. It remembers both means.

    See Also
    --------
    sgd : The rule without memory.
    train_minibatch : Uses the rule.
    sklearn.neural_network.MLPClassifier : Has it as ``solver="adam"``.

    Notes
    -----
    The formulas are ``m ← β₁ m + (1 - β₁) g`` and ``s ← β₂ s + (1 - β₂) g²``; then, at move
    number t, ``move = m / (1 - β₁ᵗ) / (√(s / (1 - β₂ᵗ)) + ε)`` [1]_. Used in the playground.

    References
    ----------
    .. [1] D. P. Kingma and J. Ba, ICLR 2015.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core.optimisers import adam
    >>> move = adam()
    >>> move(np.array([1.0, 100.0])).round(3)
    array([1., 1.])
    """
    t, m, s = 0, 0.0, 0.0

    def move(g):
        nonlocal t, m, s
        t += 1
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        return m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + epsilon)

    return move


OPTIMISERS: dict[str, Callable[[], Optimiser]] = {
    optimiser.__name__: optimiser for optimiser in (sgd, momentum, nesterov, adam)
}


def minibatches(n: int, batch_size: int, *, seed: int = 0) -> Iterator[np.ndarray]:
    """Yield the rows of one batch after another, without end.

    Parameters
    ----------
    n : int
        Number of samples, at least 1.
    batch_size : int
        Number of samples per batch, at least 1.
    seed : int, default 0
        Seed of the random order, 0 or more.

    Yields
    ------
    ndarray of int
        Rows of a batch.

    Raises
    ------
    TypeError
        If an argument is not a number. The first batch raises it, not the call.
    ValueError
        If `n` or `batch_size` is below 1, or `seed` is negative. The first batch raises it, not
        the call.

    See Also
    --------
    train_minibatch : Takes one step per batch.
    sklearn.utils.gen_batches : Slices of one pass, in order.

    Notes
    -----
    Each pass over the samples has a new random order. The last batch of a pass is smaller where
    `batch_size` does not divide `n`. Where `batch_size` is at least `n`, every batch holds all
    rows in their own order. Used in the playground.

    Examples
    --------
    >>> from itertools import islice
    >>> from logreg_core.optimisers import minibatches
    >>> [len(batch) for batch in islice(minibatches(5, 2), 4)]
    [2, 2, 1, 2]
    """
    n, batch_size = check_int(n, "n", least=1), check_int(batch_size, "batch_size", least=1)
    rng = np.random.default_rng(check_int(seed, "seed"))
    while True:
        order = rng.permutation(n) if batch_size < n else np.arange(n)
        yield from (order[cut : cut + batch_size] for cut in range(0, n, batch_size))


def train_minibatch(
    X: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: int,
    learning_rate: float = 0.1,
    lam: float = 0.0,
    optimiser: str = "sgd",
    n_steps: int = 500,
    seed: int = 0,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Train by gradient steps that each use one batch of samples.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1; both must occur.
    batch_size : int
        Number of samples per batch, at least 1.
    learning_rate : float, default 0.1
        Factor, above 0, by which a step multiplies the move.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.
    optimiser : {"sgd", "momentum", "nesterov", "adam"}, default "sgd"
        Name in ``OPTIMISERS`` of the rule from a gradient to a move.
    n_steps : int, default 500
        Number of steps, 0 or more.
    seed : int, default 0
        Seed of the random order, 0 or more.
    start : tuple of (array_like, float), optional
        Weights of shape (d,) and bias to start from. By default all are zero.

    Returns
    -------
    History
        The ``n_steps + 1`` points of the run, the start first. The costs are those of all samples.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If `learning_rate` is not above 0, `lam`, `n_steps` or `seed` is negative, `batch_size` is
        below 1, `optimiser` is unknown, `y` has one class only, the shapes do not fit, or a value
        is missing or infinite.

    Warns
    -----
    RuntimeWarning
        If `lam` is 0 and the last weights put every sample on its right side. The cost then has
        no minimum.

    See Also
    --------
    train : Every step uses all samples.
    minibatches : The batches.
    sklearn.linear_model.SGDClassifier : Descent with one sample per step.

    Notes
    -----
    The gradient g is the mean over the batch of ``(p - y) x``, plus ``λ w``. A step is
    ``θ ← θ - learning_rate · move(g)``. Since the cost is a mean, λ means the same for a
    batch as for all samples. With ``batch_size ≥ n`` and the optimiser "sgd" this is `train`.
    Used in the playground.

    Examples
    --------
    >>> from logreg_core.optimisers import train_minibatch
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]
    >>> history = train_minibatch(X, y, batch_size=2, optimiser="adam", n_steps=100)
    >>> history.w.shape
    (101, 1)
    >>> bool(history.cost[-1] < history.cost[0])
    True
    """
    X = check_X(X)
    y = check_y(y, *X.shape, both=True)
    w, b = check_start(start, X.shape[1])
    if optimiser not in OPTIMISERS:
        raise ValueError(f"optimiser must be one of {', '.join(OPTIMISERS)}, got {optimiser!r}.")
    rate, lam = check_positive(learning_rate, "learning_rate"), check_lam(lam)
    rows = islice(minibatches(len(X), batch_size, seed=seed), check_int(n_steps, "n_steps"))
    with np.errstate(all="ignore"):  # divergence is shown, not warned of
        theta = _path(X, y, np.append(w, b), rows, OPTIMISERS[optimiser](), rate, lam)
        w, b = theta[:, :-1], theta[:, -1]
        history = History(w, b, cost_path(w, b, X, y, lam=lam))
    warn_of_separation(history, X, y, lam)
    return history


def _path(
    X: Floats, y: Floats, theta: Floats, rows, move: Optimiser, learning_rate: float, lam: float
) -> Floats:
    """Return every place θ = (w, b) of a walk, the start first."""
    A = np.column_stack([X, np.ones(len(X))])
    l2 = lam * np.append(np.ones(X.shape[1]), 0.0)  # the bias is free
    places = [theta]
    for batch in rows:
        few = A[batch]
        _, residual = losses_and_residuals(few @ theta, y[batch])
        g = residual @ few / len(batch) + l2 * theta
        theta = theta - learning_rate * move(g)
        places.append(theta)
    return np.array(places)

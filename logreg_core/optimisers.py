"""Other roads downhill: a few cases at a time, and steps that remember the ones before.

A rule is a function from a gradient to the move against which the parameters go:
θ ← θ - learning_rate · move. `OPTIMISERS[name]()` makes a new one, without memory.
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
    """Return the rule of gradient descent. Formula: move = g."""
    return lambda g: g


def momentum(beta: float = 0.9) -> Optimiser:
    """Return a rule that keeps its way, like a ball. Formula: v ← β v + g; move = v.

    Source: B. T. Polyak, USSR Computational Mathematics 4 (1964).
    """
    v = 0.0

    def move(g):
        nonlocal v
        v = beta * v + g
        return v

    return move


def nesterov(beta: float = 0.9) -> Optimiser:
    """Return momentum that looks one step ahead. Formula: v ← β v + g; move = β v + g.

    Source: Y. Nesterov, Soviet Mathematics Doklady 27 (1983), in the form of I. Sutskever et al.
    (ICML 2013).
    """
    rolling = momentum(beta)
    return lambda g: beta * rolling(g) + g


def adam(beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8) -> Optimiser:
    """Return a rule that gives each parameter a step of about the same size.

    Formula: m ← β₁ m + (1 - β₁) g and s ← β₂ s + (1 - β₂) g²; then, with t moves made so far,
    move = m / (1 - β₁ᵗ) / (√(s / (1 - β₂ᵗ)) + ε).
    Source: D. P. Kingma and J. Ba, ICLR 2015.
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
    """Yield rows of a batch for ever: each pass over the n cases in a new random order.

    The last batch of a pass is smaller where batch_size does not divide n.
    Errors: ValueError, at the first batch, for n or batch_size < 1, or a negative seed.
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
    """Return n_steps of descent in which each step sees one batch of cases alone.

    Formula: g = mean over the batch of (p - y) x, plus λ w; then θ ← θ - learning_rate · move(g).
    Since J is a mean, λ counts in every batch as it does in all cases. With batch_size ≥ n and
    the optimiser "sgd" this is `train`. The costs in the history are those of all cases.
    Shapes: X (n, d), y (n,) with both classes -> History with w (n_steps + 1, d).
    Errors: as `train`; ValueError for a batch_size < 1 or a rule that is not in OPTIMISERS.
    Warns: as `train`.
    Used in the playground.
    """
    X = check_X(X)
    y = check_y(y, *X.shape, both=True)
    w, b = check_start(start, X.shape[1])
    if optimiser not in OPTIMISERS:
        raise ValueError(
            f"optimiser must be one of {', '.join(OPTIMISERS)}, but {optimiser!r} came."
        )
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

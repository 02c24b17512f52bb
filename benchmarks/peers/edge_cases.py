"""The traps: each a function of a peer's name that says whether the answer is right.

`verdict` makes of that one of: right; right, noisily (NumPy warned of an overflow); says so (the
package itself raised or warned, in words that name the trouble); unclear (in other words);
wrong in silence; crashes; – (nothing of the kind is offered).
Where probabilities are compared, right is within CLOSE of those of the exact optimum, after as
much work as the peer may take: mere inaccuracy has its own rows in the table.
"""

import re
import traceback
import warnings
from functools import cache

import numpy as np

from .peers import BATCHES, LOOPS, LOSSES, PEERS, NotOffered
from .referee import optimum

CLOSE = 1e-3
LAM = 0.1
FAR = 800.0  # exp(-800) is 0 in float64, exp(800) is infinite
TIGHT, LONG = 1e-10, 5_000  # a solver's tolerance, a loop's steps


@cache
def cases(n=60, d=2, often=0.0):
    """Return n cases of two classes that overlap; a large `often` makes nearly all of class 1."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(n, d))
    return X, (X @ np.arange(1.0, d + 1) / d + often + rng.logistic(size=n) > 0).astype(int)


def probabilities(peer, X, y, lam=0.0, *, at=None, as_it_comes=False):
    """Return those that the peer finds for the cases `at`, X where it is left out."""
    effort = None if as_it_comes else LONG if peer in LOOPS else TIGHT
    *_, predict_proba = PEERS[peer](X, y, lam, effort)
    return np.ravel(predict_proba(X if at is None else at))


def exact(X, y, lam=0.0):
    """Return the probabilities at the exact optimum."""
    w, b = optimum(X, y, lam)
    return 1 / (1 + np.exp(-(np.asarray(X, dtype=float) @ w + b)))


def close(p, right):
    return p.shape == right.shape and np.abs(p - right).max() <= CLOSE


def far_probabilities(peer):
    X, y = cases(d=1)
    w, b = optimum(X, y, 0.0)
    far = (np.array([[FAR], [-FAR]]) - b) / w
    return np.array_equal(probabilities(peer, X, y, at=far), [1.0, 0.0])


def far_losses(peer):
    loss = LOSSES[peer]
    right = [0.0, 0.0, FAR, FAR]
    return np.allclose([loss(FAR, 1), loss(-FAR, 0), loss(-FAR, 1), loss(FAR, 0)], right)


def separable(peer):
    X, _ = cases()
    probabilities(peer, X, (X[:, 0] > 0).astype(int), as_it_comes=True)
    return False  # there is no optimum, so no answer can be right


def free_bias(peer):
    X, y = cases(often=3.0)
    return close(probabilities(peer, X, y, LAM), exact(X, y, LAM))


def minibatches(peer, k=15):
    """Say whether the answer is nearer to that of λ than to that of k λ."""
    if peer not in BATCHES:
        raise NotOffered("no mini-batches")
    X, y = cases()
    *_, predict_proba = BATCHES[peer](X, y, LAM, k)
    p = np.ravel(predict_proba(X))
    return np.ptp(p - exact(X, y, LAM)) < np.ptp(p - exact(X, y, k * LAM))


def signs(peer):
    X, y = cases()
    return close(probabilities(peer, X, 2 * y - 1), exact(X, y))


def units(peer):
    X, y = cases()
    p = probabilities(peer, X * [1.0, 1e6], y, as_it_comes=True)
    return close(p, exact(X, y))


def single(peer):
    X, y = cases()[0].astype(np.float32), cases()[1]
    return close(probabilities(peer, X, y), exact(X, y))


def one_feature(peer):
    X, y = cases(d=1)
    return close(probabilities(peer, X, y), exact(X, y))


def constant(peer):
    X, y = cases()
    more = np.column_stack([X, np.full(len(X), 7.0)])
    return close(probabilities(peer, more, y), exact(X, y))


def missing(peer):
    X, y = cases()
    X = X.copy()
    X[3, 0] = np.nan
    probabilities(peer, X, y, as_it_comes=True)
    return False  # whatever it answers, it was not asked a question


def column(peer):
    X, y = cases()
    return close(probabilities(peer, X, y[:, None]), exact(X, y))


# What to look for in the words of whoever says that something is wrong.
SOLUTION = "converge|settle|diverge|separa|scale"
TRAPS = {
    "probabilities at scores of ±800": (far_probabilities, SOLUTION),
    "losses at scores of ±800": (far_losses, SOLUTION),
    "separable classes, λ = 0": (separable, SOLUTION),
    "the bias is free of the penalty": (free_bias, SOLUTION),
    "λ means the same in 15 mini-batches": (minibatches, SOLUTION),
    "labels −1 and 1": (signs, "label|only 0 and 1|interval"),
    "a feature in millionths of its unit": (units, SOLUTION),
    "float32": (single, "float32|dtype|type"),
    "one feature": (one_feature, "feature|column|shape"),
    "a constant column": (constant, "constant|collinear|singular"),
    "NaN": (missing, "nan|missing|finite"),
    "y as a column (n, 1)": (column, "shape|1d|column"),
}


def verdict(trap, peer):
    """Return how a peer comes out of a trap, and the words that it said."""
    escapes, clear = TRAPS[trap]
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            right = escapes(peer)
        except NotOffered:
            return "–", ""
        except Exception as error:
            words = f"{type(error).__name__}: {error}"
            return ("crashes", words) if not on_purpose(error) else said(words, clear)
    words = [str(one.message) for one in heard]
    own = [text for text in words if "encountered in" not in text]
    if right:
        return ("right", "") if len(own) == len(words) else ("right, noisily", words[0])
    return said(own[0], clear) if own else ("wrong in silence", "")


def said(words, clear):
    return ("says so" if re.search(clear, words, re.IGNORECASE) else "unclear"), words


def on_purpose(error):
    """Say whether an error was raised by a line that means to, and not deep in NumPy."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.line.startswith("raise") and "/numpy/" not in last.filename

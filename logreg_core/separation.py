"""Chapter 4, separation: at λ = 0 the cost has a minimum unless some direction only lowers it.

Along a direction Δ the margin of case i against class k changes by a_i · (Δ_y - Δ_k), where y is
its class and a_i its features and a 1. If no margin falls and one grows, every step along Δ lowers
the cost: there is no minimum. If every margin grows, the classes are completely separable, else
quasi-completely. Newton's iterates run along such a direction wherever there is one (A. Albert and
J. A. Anderson, Biometrika 71, 1984).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._door import Floats

ZEROS = (1e-8, 1e-5, 1e-2)  # of the largest gain: a change that may be 0, tried in this order
ROUNDING = 1e-10  # of the largest gain: a change that is 0 but for rounding
GAIN = 1e-7  # … and one that is not
SURE = 15.0  # a margin at which a case hardly pulls any more: its residual is 3e-7
STRIDE = 5  # steps between the iterates whose difference may be such a direction
PAIRS = 4096  # pairs of a case and a class that are looked at together

COMPLETE = (
    "The classes are completely separable: some weights predict every case correctly, so with "
    "lam = 0 the cost has no minimum and the weights grow without bound. Use lam > 0."
)
QUASI = (
    "The classes are quasi-separable (quasi-complete separation): along some direction of the "
    "weights no case loses margin and some gain, so with lam = 0 the cost has no minimum and some "
    "weights grow without bound. Use lam > 0, or look for a feature with a value that only one "
    "class has."
)


class Separation(NamedTuple):
    """A proof that there is no minimum: the direction Δ, and whether every margin grows."""

    direction: Floats  # (p, K), in the units of A
    complete: bool

    @property
    def message(self) -> str:
        """What to tell whoever asked for a minimum."""
        return COMPLETE if self.complete else QUASI


def find_separation(A: Floats, y: NDArray[np.intp], path: Floats) -> Separation | None:
    """Return a direction that lowers the cost for ever, None where the iterates show none.

    A: the standardised features with a column of ones, (n, p). path: Newton's iterates at λ = 0,
    (T, p, K), the last of which has converged or is far out.
    """
    ends = sorted({*range(STRIDE, len(path) - 1, STRIDE), len(path) - 1})
    if max(change_of_margins(A, y, path[end]).max() for end in ends) < SURE:
        return None  # every case pulls, and together they balance: a minimum
    for theta in path[1:]:
        if change_of_margins(A, y, theta).min() > 0:  # from zero on, every margin grows
            return Separation(theta, complete=True)
    moves = (path[end] - path[begin] for end in ends for begin in (end // 2, 3 * end // 4))
    return next((found for move in moves if (found := _proof(A, y, move))), None)


def change_of_margins(A: Floats, y: NDArray[np.intp], direction: Floats) -> Floats:
    """Return a_i · (Δ_y - Δ_k) for each case and each class but its own, (n, K - 1)."""
    Z = A @ direction
    own = np.take_along_axis(Z, y[:, None], axis=1)
    others = np.arange(Z.shape[1]) != y[:, None]
    return (own - Z)[others].reshape(len(A), -1)


def _proof(A: Floats, y: NDArray[np.intp], direction: Floats) -> Separation | None:
    """Return the direction with its near-zero changes made exactly 0, where that is a proof."""
    change = change_of_margins(A, y, direction)
    for zero in ZEROS:
        flat = change <= zero * change.max()
        if not change.max() > 0 or change.min() < -zero * change.max():
            continue
        level = _keep_level(A, y, direction, flat)
        gains = change_of_margins(A, y, level)
        most = gains.max()
        still = np.abs(gains[flat]).max(initial=0.0) <= ROUNDING * most
        if still and most > GAIN * change.max() and gains[~flat].min() > GAIN * most:
            return Separation(level, complete=not flat.any())
    return None


def _keep_level(
    A: Floats, y: NDArray[np.intp], direction: Floats, flat: NDArray[np.bool_]
) -> Floats:
    """Return the part of a direction that changes no margin marked as `flat`."""
    R = np.zeros((0, direction.size))
    for rows in _constraints(A, y, direction.shape[1], flat):
        R = np.linalg.qr(np.vstack([R, rows]), mode="r")
    _, size, rows = np.linalg.svd(R, full_matrices=False)
    rows = rows[size > ROUNDING * size.max(initial=0.0)]
    return direction - (rows.T @ (rows @ direction.ravel())).reshape(direction.shape)


def _constraints(
    A: Floats, y: NDArray[np.intp], K: int, flat: NDArray[np.bool_]
) -> Iterator[Floats]:
    """Yield the rows c with c · Δ = change of margin, for the pairs marked as `flat`."""
    others = np.arange(K) != y[:, None]
    marked = np.zeros_like(others)
    marked[others] = flat.ravel()
    case, other = marked.nonzero()
    for at in range(0, len(case), PAIRS):
        i, k = case[at : at + PAIRS], other[at : at + PAIRS]
        sign = (np.arange(K) == y[i, None]).astype(float) - (np.arange(K) == k[:, None])
        yield (A[i, :, None] * sign[:, None, :]).reshape(len(i), -1)

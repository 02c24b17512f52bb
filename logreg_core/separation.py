"""Chapter 4, separation: at λ = 0 the cost has a minimum unless some direction only lowers it.

The margins C θ are linear in the parameters θ, and each loss falls where its margin grows. If no
margin falls and one grows along a direction Δ, every step along Δ lowers the cost: there is no
minimum. If every margin grows, the classes are completely separable, else quasi-completely (A.
Albert and J. A. Anderson, Biometrika 71, 1984). Where there is such a direction, Newton's iterates
run along it, so it is taken from their differences and checked against every case.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._validation import Floats

ZEROS = (1e-8, 1e-5, 1e-2)  # of the largest gain: a change that may be 0, tried in this order
ROUNDING = 1e-10  # of the largest gain: a change that is 0 but for rounding
GAIN = 1e-7  # … and one that is not
SURE = 15.0  # a margin at which a case hardly pulls any more: its residual is 3e-7
STRIDE = 5  # steps between the iterates whose difference may be such a direction
BLOCK = 4096  # margins that are looked at together

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
    """A proof that there is no minimum: a direction Δ, and whether every margin grows."""

    direction: Floats  # (p,), in the units of the iterates
    complete: bool

    def message(self, lam: float) -> str:
        """Return what to tell whoever asked for a minimum; lam > 0 may be lost in rounding."""
        told = COMPLETE if self.complete else QUASI
        if lam == 0:
            return told
        lost = f"lam = {lam:g}, which is lost beside features as large as these,"
        return told.replace("lam = 0", lost).replace("Use lam > 0", "Use a larger lam")


class Margins(NamedTuple):
    """The margins as a linear map of the parameters: C θ, its rows one for each margin."""

    of: Callable[[Floats], Floats]  # θ (p,) -> C θ (m,)
    rows: Callable[[NDArray[np.intp]], Floats]  # numbers of margins (k,) -> these rows of C (k, p)


def of_two_classes(A: Floats, y: Floats) -> Margins:
    """Return the margins (2y - 1) a·θ of cases of two classes, y of 0 and 1."""
    sign = 2.0 * y - 1.0
    return Margins(lambda theta: sign * (A @ theta), lambda k: sign[k, None] * A[k])


def of_classes(A: Floats, y: NDArray[np.intp], K: int) -> Margins:
    """Return the margins a·(θ_y - θ_k) of each case against each class k but its own."""
    others = np.arange(K) != y[:, None]
    case, other = others.nonzero()

    def of(theta: Floats) -> Floats:
        Z = A @ theta.reshape(-1, K)
        return (Z[np.arange(len(y)), y][:, None] - Z)[others]

    def rows(k: NDArray[np.intp]) -> Floats:
        sign = np.eye(K)[y[case[k]]] - np.eye(K)[other[k]]
        return (A[case[k], :, None] * sign[:, None, :]).reshape(len(k), -1)

    return Margins(of, rows)


def find_separation(margins: Margins, path: Sequence[Floats]) -> Separation | None:
    """Return a direction that lowers the cost for ever, None where the iterates show none.

    path: Newton's iterates θ at λ = 0 from zero on, the last converged or far out.
    """
    last = len(path) - 1
    at = {end: margins.of(path[end]) for end in {*range(STRIDE, last, STRIDE), last}}
    if max(there.max() for there in at.values()) < SURE:
        return None  # every case pulls, and together they balance: a minimum
    for end, there in at.items():
        if there.min() > 0:  # from zero on, every margin grows
            return Separation(path[end], complete=True)
    proofs = (_proof(margins, *candidate) for candidate in _candidates(margins, path, at))
    return next(filter(None, proofs), None)


def _candidates(
    margins: Margins, path: Sequence[Floats], at: dict[int, Floats]
) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """Yield directions along which the iterates run, and which margins seem not to change."""
    for end, there in at.items():
        for begin in (end // 2, 3 * end // 4):
            change = there - margins.of(path[begin])
            for zero in ZEROS:
                if change.min() >= -zero * change.max():
                    yield path[end] - path[begin], change <= zero * change.max()
        yield path[end], there < SURE


def _proof(margins: Margins, direction: Floats, flat: NDArray[np.bool_]) -> Separation | None:
    """Return the part of a direction along which no margin falls and one grows, if there is one.

    The margins that are `flat` are held; so are, one round after the other, those that fall then.
    """
    while not flat.all():
        level = _without(margins, direction, np.flatnonzero(flat))
        gains = margins.of(level)
        if not gains.max() > GAIN * np.abs(direction).max():
            break
        held, grows = np.abs(gains) <= ROUNDING * gains.max(), gains > GAIN * gains.max()
        if (grows | (flat & held)).all():
            return Separation(level, complete=not flat.any())
        if (flat | grows).all():  # held as well as can be, and not well enough
            break
        flat = flat | ~grows
    return None


def _without(margins: Margins, direction: Floats, flat: NDArray[np.intp]) -> Floats:
    """Return the part of a direction that does not change the given margins."""
    R = np.zeros((0, direction.size))
    for at in range(0, len(flat), BLOCK):
        R = np.linalg.qr(np.vstack([R, margins.rows(flat[at : at + BLOCK])]), mode="r")
    _, size, rows = np.linalg.svd(R, full_matrices=False)
    rows = rows[size > ROUNDING * size.max(initial=0.0)]
    return direction - rows.T @ (rows @ direction)

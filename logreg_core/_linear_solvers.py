"""Newton's step, H step = g: solved directly, or by conjugate gradients where H is large."""

import contextlib
from collections.abc import Callable

import numpy as np

from ._validation import Floats


def solve_scaled(H: Floats, gradient: Floats, l2: Floats) -> Floats:
    """Return H⁻¹ g; where H is singular, the smallest of the equally good steps.

    l2: the penalty's part of H's diagonal; it keeps H regular unless rounding loses it.
    In units in which every parameter curves the cost by 1, small means small for each.
    """
    curvature = H.diagonal()
    lost = l2 <= len(H) * np.finfo(float).eps * curvature
    regular = l2.any() and not (lost & (l2 > 0)).any()
    unit = np.sqrt(np.where(curvature > 1e-300, curvature, 1.0))
    H, gradient = H / (unit[:, None] * unit), gradient / unit
    if not np.isfinite(H).all():  # so far out that nothing curves any more
        return np.zeros(len(gradient))
    if regular:
        with contextlib.suppress(np.linalg.LinAlgError):  # λ may be lost beside the rest
            return np.linalg.solve(H, gradient) / unit
    return _min_norm_solve(H, gradient) / unit


def _min_norm_solve(H: Floats, g: Floats) -> Floats:
    """Return the shortest of the steps that come nearest to H step = g, H symmetric."""
    size, V = np.linalg.eigh(H)
    kept = size > len(H) * np.finfo(float).eps * size[-1]
    return V[:, kept] @ ((g @ V[:, kept]) / size[kept])


def conjugate_gradients(
    hvp: Callable[[Floats], Floats],
    precondition: Callable[[Floats], Floats],
    gradient: Floats,
    *,
    within: float,
    most: int,
) -> tuple[Floats, bool]:
    """Return x with hvp(x) = gradient, and whether at most `most` products sufficed.

    within: the relative residual, in the preconditioner's norm, at which to stop.
    Source: M. R. Hestenes and E. Stiefel, J. Res. Nat. Bur. Stand. 49 (1952), preconditioned.
    """
    x, r = np.zeros_like(gradient), gradient
    z = d = precondition(r)
    rz = goal = np.sum(r * z)
    for _ in range(most):
        if rz <= within**2 * goal:
            return x, True
        Ad = hvp(d)
        curvature = np.sum(d * Ad)
        if not curvature > 0:  # flat, to the last digit: there is nothing to go by
            return x, True
        alpha = rz / curvature
        x, r = x + alpha * d, r - alpha * Ad
        z = precondition(r)
        before, rz = rz, np.sum(r * z)
        d = z + rz / before * d
    return x, bool(rz <= within**2 * goal)

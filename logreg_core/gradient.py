"""Chapter 5, the gradient: which way is uphill, and how steeply?"""

import inspect
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from numpy.typing import ArrayLike

from . import _kernels
from ._validation import Floats, check_lam, check_params, check_step, check_value, check_X, check_y

# The step that balances the two errors of a central difference: the cube root of float64's ulp.
STEP = float(np.finfo(np.float64).eps ** (1 / 3))


def gradient(
    w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> tuple[Floats, float]:
    """Return the slope of `cost` along every weight and along the bias.

    Formula: dw = (1/n) Xᵀ (p - y) + λ w and db = (1/n) Σ (p - y), with p = logistic(X w + b).
    Shapes: w (d,), b a number, X (n, d), y (n,) -> dw (d,), db a number.
    Derived in notebook 05.
    """
    X, lam = check_X(X), check_lam(lam)
    w, b = check_params(w, b, *X.shape[::-1])
    y = check_y(y, *X.shape)
    with np.errstate(all="ignore"):  # a slope beyond 1e308 is infinite
        _, residual = _kernels.losses_and_residuals(_kernels.scores(w, b, X), y)
        return _kernels.gradient_of(residual, w, X, lam)


def numerical_gradient(
    f: Callable[[Floats, float], float], w: ArrayLike, b: float, *, step: float = STEP
) -> tuple[Floats, float]:
    """Return the slope of any function f(w, b) by nudging one parameter at a time, both ways.

    Formula: (f(θ + step) - f(θ - step)) / (2 step) for each parameter θ; the error is of the
    order of step² + 1e-16 / step, smallest near step = 6e-6.
    Shapes: w (d,), b a number -> dw (d,), db a number. Costs 2 (d + 1) calls of f.
    Errors: TypeError or ValueError where f returns anything but one real number.
    Derived in notebook 05.
    """
    _check_function(f)
    theta = np.append(*check_params(w, b))
    step = check_step(step, theta)

    def value(at: Floats) -> float:
        return check_value(f(at[:-1], float(at[-1])), "f(w, b)")

    nudges = step * np.eye(len(theta))
    slopes = [(value(theta + nudge) - value(theta - nudge)) / (2 * step) for nudge in nudges]
    return np.array(slopes[:-1]), slopes[-1]


def _check_function(f: Callable) -> None:
    """Ask for a function of two arguments."""
    if not callable(f):
        raise TypeError(f"f must be a function f(w, b), but a {type(f).__name__} came.")
    with suppress(ValueError):  # a function in C may not say what it takes
        takes = inspect.signature(f)
        try:
            takes.bind(0, 0)
        except TypeError:
            told = f"f must take two arguments, f(w, b), but it takes {takes}"
            raise TypeError(f"{told}: write lambda w, b: ... around it.") from None

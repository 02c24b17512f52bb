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
    """Compute the gradient of the cost.

    Parameters
    ----------
    w : array_like, shape (d,)
        Weights.
    b : float
        Bias (intercept). It has no penalty.
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like, shape (n,)
        Classes, 0 or 1.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.

    Returns
    -------
    dw : ndarray, shape (d,)
        Derivative of `cost` with respect to every weight.
    db : float
        Derivative of `cost` with respect to the bias.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, `y` holds anything but 0 and 1,
        or `lam` is negative.

    See Also
    --------
    cost : The function whose gradient this is.
    numerical_gradient : An approximation to compare with.
    train : Gradient descent.
    sklearn.linear_model.LogisticRegression : Minimises the same cost, multiplied by a constant.

    Notes
    -----
    The formulas are ``dw = (1/n) Xᵀ (p - y) + λ w`` and ``db = (1/n) Σ (p - y)``, with
    ``p = logistic(X w + b)``. Derived in notebook 05.

    Examples
    --------
    >>> from logreg_core import gradient
    >>> gradient([0.0, 0.0], 0.0, [[1.0, 2.0], [3.0, 1.0]], [0, 1])
    (array([-0.5 ,  0.25]), 0.0)
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
    """Approximate the gradient of any function by central differences.

    Parameters
    ----------
    f : callable
        Function ``f(w, b)`` that returns one real number.
    w : array_like, shape (d,)
        Weights at which to take the gradient.
    b : float
        Bias at which to take the gradient.
    step : float, default 6.06e-6
        Distance, above 0, by which one parameter at a time is moved up and down. The default is
        the cube root of float64's machine epsilon.

    Returns
    -------
    dw : ndarray, shape (d,)
        Approximate derivative with respect to every weight.
    db : float
        Approximate derivative with respect to the bias.

    Raises
    ------
    TypeError
        If `f` is not a function of two arguments or returns anything but a real number, or an
        argument does not hold real numbers.
    ValueError
        If `f` returns several numbers, a value of `w` or `b` is missing or infinite, or `step` is
        not above 0 or so small that rounding loses it beside a parameter.

    See Also
    --------
    gradient : The exact gradient of the cost.
    scipy.optimize.approx_fprime : Forward differences in SciPy.

    Notes
    -----
    The formula is ``(f(θ + step) - f(θ - step)) / (2 step)`` for each parameter θ. The error is
    of the order of ``step² + 1e-16 / step``, smallest near ``step = 6e-6``. It takes
    ``2 (d + 1)`` calls of `f`. Derived in notebook 05.

    Examples
    --------
    >>> from logreg_core import numerical_gradient
    >>> dw, db = numerical_gradient(lambda w, b: w[0] ** 2 + 3.0 * b, [2.0], 1.0)
    >>> dw.round(6), round(db, 6)
    (array([4.]), 3.0)
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
        raise TypeError(f"f must be a function f(w, b), got {type(f).__name__}.")
    with suppress(ValueError):  # a function in C may not say what it takes
        takes = inspect.signature(f)
        try:
            takes.bind(0, 0)
        except TypeError:
            raise TypeError(
                f"f must take two arguments, f(w, b), but it takes {takes}: write lambda w, b: ... "
                "around it."
            ) from None

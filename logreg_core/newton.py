"""Chapter 6, Newton's method: to the minimum of the cost, to the last digits, in a few steps."""

import warnings
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._kernels import losses_and_residuals
from ._linear_solvers import conjugate_gradients, solve_scaled
from ._validation import (
    Floats,
    check_int,
    check_lam,
    check_positive,
    check_sample_weight,
    check_scale,
    power_of_two,
)
from .separation import find_separation, of_two_classes
from .training import History, _validate_data

CHANCE_COST = 1.01 * np.log(2.0)  # 1 % above the cost of zero weights, where every p is ½
STEP_SIZES = tuple(0.5**k for k in range(30))  # of a Newton step, tried one after the other
PERFECT = 2.0**-52  # a cost at which every p is its y, to the last digit
MAX_L2 = 1e300  # a penalty beyond which a weight is 0 anyway
LARGE = 1000  # parameters, beyond which the Hessian is not formed where λ > 0
LOOKS = 20  # parameters for each look at all cases that is quicker than the whole Hessian
LOOK_ON = 50  # steps after which a minimum would have been found, or a separation seen


class Problem(NamedTuple):
    """What stays the same in all steps, in units that make every feature about as large as 1."""

    A: Floats  # (n, d + 1), the features less their mean, in these units, and a column of ones
    y: Floats  # (n,)
    share: Floats  # (n,), of each case in the mean cost
    l2: Floats  # (d + 1,), λ for each parameter in these units, 0 for the bias
    mean: Floats  # (d,)
    unit: Floats  # (d,)

    def scaled(self, w: Floats, b: float) -> Floats:
        """Return the parameters of A that give the same scores as w and b."""
        return np.append(w * self.unit, b + self.mean @ w)

    def unscaled(self, theta: Floats) -> tuple[Floats, Floats]:
        """Return w and b in the features' own units; the first axis of theta is (w, b)."""
        w = (theta[:-1].T / self.unit).T
        return w, theta[-1] - self.mean @ w


class _Point(NamedTuple):
    theta: Floats
    cost: float
    residual: Floats  # p - y of each case
    largest: float  # score there, whatever its sign, or 1
    converged: bool  # the step to it moved hardly any score


def newton(
    X: ArrayLike,
    y: ArrayLike,
    *,
    lam: float,
    sample_weight: ArrayLike | None = None,
    tol: float = 1e-10,
    max_iter: int = 50,
    start: tuple[ArrayLike, float] | None = None,
) -> History:
    """Minimise the cost by Newton's method.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample. Any d; collinear columns are allowed.
    y : array_like, shape (n,)
        Classes, 0 or 1; both must occur.
    lam : float
        Strength λ of the L2 penalty, 0 or more.
    sample_weight : array_like, shape (n,), optional
        How much each sample counts, 0 or more. By default all count alike.
    tol : float, default 1e-10
        Largest change of a score, relative to the largest score (or to 1), at which the search
        ends; above 0.
    max_iter : int, default 50
        Largest number of steps, at least 1.
    start : tuple of (array_like, float), optional
        Weights of shape (d,) and bias to start from. By default all are zero; so they are where
        the cost at `start` is more than 1 % above that at zero.

    Returns
    -------
    History
        The points of the search, the start first and the minimum last.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If `lam` is negative, `tol` is not above 0, `max_iter` is below 1, `y` has one class only,
        a weight is negative, the samples of one class have no weight, the shapes do not fit, a
        value is missing or infinite, or float64 cannot hold the squares of a column of `X`.

    Warns
    -----
    RuntimeWarning
        If `lam` is 0 and the cost has no minimum, because the classes are completely or
        quasi-completely separable, or if `max_iter` steps are not enough.

    See Also
    --------
    train : Gradient descent, which needs many steps.
    softmax_newton : The same method for more than two classes.
    sklearn.linear_model.LogisticRegression : Has the solver "newton-cholesky".

    Notes
    -----
    A step is ``θ ← θ - H⁻¹ g`` with ``θ = (w, b)``, the gradient g and the Hessian
    ``H = (1/n) Aᵀ diag(p (1 - p)) A + λ diag(1, …, 1, 0)``, where A is X with a column of ones.
    The step is halved while the cost would rise. Beyond a thousand parameters and with λ > 0 the
    step comes from conjugate gradients where these are quicker, without the full Hessian.

    The search ends when a step changes no score by more than `tol` times the largest (or than
    `tol`). Such steps square the error, so the last one leaves about the error of float64 itself,
    whatever the units of the features.

    A sample with the weight 2 counts as two equal samples: the mean over the samples becomes the
    weighted mean. At λ = 0, collinear columns make many weights equally good; the search then
    takes small ones.

    Shown in notebook 06, separation in notebook 04, weights in notebook 08.

    Examples
    --------
    >>> from logreg_core import gradient, newton
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]
    >>> w, b = newton(X, y, lam=0.1).final
    >>> w.round(3), round(b, 3)
    (array([0.637]), -0.955)
    >>> dw, db = gradient(w, b, X, y, lam=0.1)
    >>> bool(abs(dw[0]) < 1e-12 and abs(db) < 1e-12)
    True
    """
    history, reason = minimise(X, y, lam, sample_weight, tol, max_iter, start)
    if reason:
        warnings.warn(reason, RuntimeWarning, stacklevel=2)
    return history


def minimise(X, y, lam, sample_weight, tol, max_iter, start) -> tuple[History, str | None]:
    """Return what `newton` returns and, where that is not the minimum, the reason."""
    X, y, w, b = _validate_data(X, y, start, check_scale)
    lam, tol = check_lam(lam), check_positive(tol, "tol")
    max_iter = check_int(max_iter, "max_iter", least=1)
    with np.errstate(all="ignore"):  # far out numbers under- and overflow, as they should
        problem = scale_problem(X, y, check_sample_weight(sample_weight, y), lam)
        points = [_start(problem, problem.scaled(w, b))]
        walk = _iterate(problem, points[0], tol)
        points += islice(walk, max_iter)
        w, b = problem.unscaled(np.array([point.theta for point in points]).T)
        history = History(w.T, b, np.array([point.cost for point in points]))
        return history, _reason(problem, points, walk, lam, tol)


def scale_problem(X: Floats, y: Floats, sample_weight: Floats, lam: float) -> Problem:
    """Return the problem in units of its own; cases without weight are left out."""
    if not sample_weight.all():
        X, y, sample_weight = (
            X[sample_weight > 0],
            y[sample_weight > 0],
            sample_weight[sample_weight > 0],
        )
    A = np.ones((len(X), X.shape[1] + 1))
    constant = (X[0] == X).all(axis=0)
    mean = np.where(constant, X[0], X.mean(axis=0))
    features = np.subtract(X, mean, out=A[:, :-1])
    spread = np.sqrt(np.einsum("ij,ij->j", features, features) / len(X))
    unit = power_of_two(np.where(constant, 1.0, spread))  # costs no rounding
    features /= unit
    l2 = np.minimum(lam / unit**2, MAX_L2)
    return Problem(A, y, sample_weight / sample_weight.sum(), np.append(l2, 0.0), mean, unit)


def _start(problem: Problem, theta: Floats) -> _Point:
    """Return the start, or zeros where it costs more than they do: far out nothing curves."""
    here = _point(problem, theta)
    return here if here.cost <= CHANCE_COST else _point(problem, np.zeros(len(theta)))


def _point(problem: Problem, theta: Floats, converged: bool = False) -> _Point:
    A, y, share, l2, *_ = problem
    z = A @ theta
    loss, residual = losses_and_residuals(z, y)
    cost = float(share @ loss + 0.5 * (l2 * theta @ theta))
    return _Point(theta, cost, residual, max(1.0, np.abs(z).max()), converged)


def _iterate(problem: Problem, here: _Point, tol: float) -> Iterator[_Point]:
    """Yield the point after each step, up to one that has converged or fits to the last digit."""
    least = 0.0 if problem.l2.any() else PERFECT
    while not here.converged and here.cost > least:
        step = _newton_step(problem, here)
        converged = bool(np.abs(problem.A @ step).max() <= tol * here.largest)
        here = _backtracking_line_search(problem, here, step, converged)
        yield here


def _newton_step(problem: Problem, here: _Point) -> Floats:
    """Return H⁻¹ g; about it, by conjugate gradients, where H is large and they are quick."""
    A, _, share, l2, *_ = problem
    p_or_q = np.abs(here.residual)
    weight = share * p_or_q * (1.0 - p_or_q)
    gradient = (share * here.residual) @ A + l2 * here.theta
    if l2.any() and len(l2) > LARGE:
        unit = weight.sum() + l2  # about the curvature along each parameter
        hvp = partial(_hessian_vector_product, A, weight, l2)
        inverse = partial(np.multiply, 1.0 / unit)
        step, found = conjugate_gradients(hvp, inverse, gradient, within=0.1, most=len(l2) // LOOKS)
        if found:
            return step
    return solve_scaled(_hessian(A, weight) + np.diag(l2), gradient, l2)


def _hessian_vector_product(A: Floats, weight: Floats, l2: Floats, v: Floats) -> Floats:
    """Return H v by two products with A, without forming H."""
    return (weight * (A @ v)) @ A + l2 * v


def _hessian(A: Floats, weight: Floats) -> Floats:
    """Return Aᵀ diag(weight) A."""
    S = A * np.sqrt(weight)[:, None]
    return S.T @ S  # symmetric, so NumPy computes one half of it


def _backtracking_line_search(
    problem: Problem, here: _Point, step: Floats, converged: bool
) -> _Point:
    """Return the first point along the step, halved again and again, that costs no more."""
    for size in STEP_SIZES:
        there = _point(problem, here.theta - size * step, converged)
        if there.cost <= here.cost * (1 + 1e-12):  # the last steps move it by rounding alone
            break
    return there


def _reason(
    problem: Problem, points: list[_Point], walk: Iterator[_Point], lam: float, tol: float
) -> str | None:
    """Return why the last point is not the minimum, None where it is."""
    converged, steps = points[-1].converged, len(points) - 1
    if not problem.l2.any():  # look on: few steps do not show whether there is a minimum
        path = [*points, *islice(walk, max(0, LOOK_ON - steps))]
        margins = of_two_classes(problem.A, problem.y)
        if found := find_separation(margins, [point.theta for point in path]):
            return found.message(lam)
    return None if converged else not_converged(steps, tol)


def not_converged(steps: int, tol: float) -> str:
    """Say that the steps were not enough, and what would help."""
    advice = "Allow more steps; where they do not help, use a larger lam."
    if tol < 2.0**-52:
        advice = f"No step is as exact as tol = {tol:g}: use a larger tol, for instance tol=1e-10."
    return f"Newton's method has not converged after {steps} steps. {advice}"

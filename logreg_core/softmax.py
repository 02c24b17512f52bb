"""Chapter 8, more than two classes: one score for each class, and softmax in place of σ.

W (d, K) and b (K,) hold one column of weights and one bias for each class; y holds the number of
the true class, 0 to K - 1. With K = 2 it is chapters 1 to 5 again, with w = W[:, 1] - W[:, 0].
"""

import warnings
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._linear_solvers import conjugate_gradients, solve_scaled
from ._validation import (
    Floats,
    check_classes,
    check_finite,
    check_int,
    check_lam,
    check_positive,
    check_row,
    check_scale,
    check_shares,
    check_X,
)
from .newton import (
    LOOK_ON,
    PERFECT,
    STEP_SIZES,
    Problem,
    not_converged,
    scale_problem,
)
from .separation import find_separation, of_classes

LARGE = 300  # parameters, beyond which the Hessian is not written down


def softmax(Z: ArrayLike) -> Floats:
    """Return every case's probabilities: positive, and 1 in each row.

    Formula: p_k = exp(z_k) / Σ_j exp(z_j), computed from z - max(z), which changes nothing on
    paper and cannot overflow.
    Shapes: Z (n, K), the scores -> P (n, K).
    Errors: ValueError for anything but a table of finite numbers.
    Derived in notebook 08.
    """
    Z = check_X(Z, "Z")
    with np.errstate(over="ignore", under="ignore"):  # exp(-inf) and exp(-800) are 0
        raised = np.exp(Z - Z.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)


def softmax_cost(
    W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> float:
    """Return the mean log loss over K classes, plus the penalty of the weights.

    Formula: J = (1/n) Σ_i [log Σ_k exp(z_ik) - z_i,y_i] + ½ λ ‖W‖², with Z = X W + b.
    Shapes: W (d, K), b (K,), X (n, d), y (n,) of 0 … K - 1 -> a number.
    Derived in notebook 08.
    """
    Z, y, W, lam = _scores(W, b, X, y, lam)
    with np.errstate(over="ignore", under="ignore"):
        return float(_losses(Z, y).mean() + 0.5 * np.sum(lam * W * W))


def softmax_gradient(
    W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> tuple[Floats, Floats]:
    """Return the slope of `softmax_cost` along every weight and every bias.

    Formula: dW = (1/n) Xᵀ (P - Y) + λ W and db = (1/n) Σ_i (P - Y)_i, where Y (n, K) has a 1
    in the column of the true class.
    Shapes: W (d, K), b (K,), X (n, d), y (n,) of 0 … K - 1 -> dW (d, K), db (K,).
    Derived in notebook 08.
    """
    Z, y, W, lam = _scores(W, b, X, y, lam)
    residual = softmax(Z) - np.eye(Z.shape[1])[y]
    with np.errstate(over="ignore", under="ignore"):  # a slope beyond 1e308 is infinite
        return check_X(X).T @ (residual / len(y)) + lam * W, residual.mean(axis=0)


def _scores(W, b, X, y, lam):
    X, W, lam = check_X(X), check_X(W, "W"), check_lam(lam)
    b = check_row(check_finite(b, "b"), "b")
    if W.shape != (X.shape[1], len(b)):
        advice = ": is X transposed? np.transpose(X) has one row a case" if len(W) == len(X) else ""
        advice = ": np.transpose(W) has that" if W.T.shape == (X.shape[1], len(b)) else advice
        raise ValueError(
            f"W must have a row for each of the {X.shape[1]} features and a column for each of the "
            f"{len(b)} classes of b, but has shape {W.shape}{advice}."
        )
    with np.errstate(all="ignore"):
        Z = X @ W + b
    if not np.isfinite(Z).all():
        raise ValueError("the scores X W + b are beyond 1e308: take standardise(X)[0], or less W.")
    return Z, check_classes(y, len(X), len(b), X.shape[1]), W, lam


def _losses(Z: Floats, y: NDArray[np.intp]) -> Floats:
    """Return log Σ exp(z) - z_y of each case, right to the last digits where it is tiny, too.

    The largest term is left out of the sum, where it would be exactly 1, and comes back as log1p.
    """
    rows, top = np.arange(len(y)), Z.argmax(axis=1)
    highest = Z[rows, top]
    others = np.exp(Z - highest[:, None])
    others[rows, top] = 0.0
    return highest - Z[rows, y] + np.log1p(others.sum(axis=1))


def softmax_newton(
    X: ArrayLike,
    y: ArrayLike,
    *,
    lam: float,
    sample_weight: ArrayLike | None = None,
    tol: float = 1e-10,
    max_iter: int = 50,
) -> tuple[Floats, Floats, int]:
    """Return the (W, b) at the minimum of `softmax_cost`, and after how many steps.

    Newton's method over all d K + K parameters at once, each step found by conjugate gradients;
    it is halved while the cost would rise. A common part of all biases (and, at λ = 0, of all
    weights) changes no probability: of the equally good ones, those are returned whose sum over
    the classes is zero.
    sample_weight: how much each case counts; a weight of 2 is the case given twice.
    Shapes: X (n, d), y (n,) of 0 … K - 1 with every class, sample_weight (n,) -> W (d, K), b (K,),
    steps.
    Memory: about K (d + 1)² numbers, and a few tables as large as the scores, (n, K).
    Warns: RuntimeWarning where λ = 0 and there is no minimum, because the classes are completely
    or quasi-completely separable, and where max_iter were not enough.
    Shown in notebook 08.
    """
    *found, reason = softmax_minimise(X, y, lam, sample_weight, tol, max_iter)
    if reason:
        warnings.warn(reason, RuntimeWarning, stacklevel=2)
    return tuple(found)


def softmax_minimise(
    X: ArrayLike,
    y: ArrayLike,
    lam: float,
    sample_weight: ArrayLike | None,
    tol: float,
    max_iter: int,
) -> tuple[Floats, Floats, int, str | None]:
    """Return what `softmax_newton` returns and, where that is not the minimum, the reason."""
    X, lam, tol = check_scale(X), check_lam(lam), check_positive(tol, "tol")
    y = check_classes(y, len(X), None, X.shape[1])
    K = int(y.max()) + 1
    max_iter = check_int(max_iter, "max_iter", least=1)
    with np.errstate(all="ignore"):  # far out numbers under- and overflow, as they should
        problem = scale_problem(X, y, _shares(sample_weight, y), lam)
        zeros = np.zeros((X.shape[1] + 1, K))
        points = [_Point(zeros, _objective(problem, zeros), converged=K == 1)]  # one class is sure
        walk = _iterate(problem, points[0], tol)
        points += islice(walk, max_iter)
        W, b = problem.unscaled(points[-1].theta)
        W, b = W - W.mean(axis=1, keepdims=True), b - b.mean()  # once more: the steps were rounded
        return W, b, len(points) - 1, _reason(problem, points, walk, lam, tol)


def _shares(sample_weight: ArrayLike | None, y: NDArray[np.intp]) -> Floats:
    """Return each case's weight, in a unit in which the largest is between 1 and 2."""
    shares = check_shares(sample_weight, len(y))
    empty = np.flatnonzero(np.bincount(y, weights=shares) == 0)
    if len(empty):
        raise ValueError(f"class {empty[0]} has no case: number the classes from 0 without gaps.")
    return shares


class _Point(NamedTuple):
    theta: Floats  # W above, b below
    cost: float
    converged: bool


def _iterate(problem: Problem, here: _Point, tol: float) -> Iterator[_Point]:
    """Yield the point after each step, up to one that has converged or fits to the last digit."""
    A, gram = problem.A, (problem.A.T * problem.share) @ problem.A
    least = 0.0 if problem.l2.any() else PERFECT
    while not here.converged and here.cost > least:
        step = _newton_step(problem, gram, here.theta)
        there = _backtracking_line_search(problem, here, step)
        largest = max(1.0, np.abs(A @ there.theta).max())
        here = there._replace(converged=bool(np.abs(A @ step).max() <= tol * largest))
        yield here


def _objective(problem: Problem, theta: Floats) -> float:
    """Return the cost at theta."""
    A, y, share, l2, *_ = problem
    return float(share @ _losses(A @ theta, y) + 0.5 * np.sum(l2[:, None] * theta**2))


def _newton_step(problem: Problem, gram: Floats, theta: Floats) -> Floats:
    """Return H⁻¹ g, shaped as theta: directly, or by conjugate gradients where H is large."""
    A, y, share, l2, *_ = problem
    P = softmax(A @ theta)
    shared = share[:, None] * P
    residual = np.where(np.eye(P.shape[1])[y], -_others(P), P)  # P - Y
    gradient = A.T @ (share[:, None] * residual) + l2[:, None] * theta
    if theta.size <= LARGE:
        each = np.repeat(l2, P.shape[1])
        H = _hessian(A, shared, P) + np.diag(each)
        if l2.any():  # else the smallest step has no common part anyway
            H += _of_common_parts(H, P.shape[1])
        step = solve_scaled(H, gradient.ravel(), each).reshape(theta.shape)
    else:
        hvp = partial(_hessian_vector_product, A, shared, P, l2)
        inverse = partial(np.matmul, _preconditioner(problem, gram, P))
        step, _ = conjugate_gradients(hvp, inverse, gradient, within=1e-3, most=theta.size)
    return step - step.mean(axis=1, keepdims=True)  # a common part changes nothing


def _others(P: Floats) -> Floats:
    """Return 1 - P, right to the last digits where P is nearly 1, too."""
    return P @ (1.0 - np.eye(P.shape[1]))


def _of_common_parts(H: Floats, K: int) -> Floats:
    """Return what lets H bend along the parts that all classes have in common, too."""
    return np.kron(np.diag(H.diagonal().reshape(-1, K).mean(axis=1)), np.ones((K, K)))


def _hessian(A: Floats, shared: Floats, P: Floats) -> Floats:
    """Return the Hessian of the mean loss, (p K, p K): Σ_i a_ij a_il (p_ik [k = m] - p_ik p_im)."""
    K, p, others = P.shape[1], A.shape[1], _others(P)
    H = np.empty((p, K, p, K))
    for k in range(K):
        for m in range(K):
            H[:, k, :, m] = (A.T * (shared[:, k] * (others[:, k] if k == m else -P[:, m]))) @ A
    return H.reshape(p * K, p * K)


def _hessian_vector_product(A: Floats, shared: Floats, P: Floats, l2: Floats, V: Floats) -> Floats:
    """Return H V by two looks at A: H is never written down."""
    U = A @ V
    U = U - np.take_along_axis(U, P.argmax(axis=1)[:, None], axis=1)  # the least to be rounded
    return A.T @ (shared * (U - np.einsum("ik,ik->i", P, U)[:, None])) + l2[:, None] * V


def _preconditioner(problem: Problem, gram: Floats, P: Floats) -> Floats:
    """Return about the inverse of each class's block of H, as if the classes were alike."""
    _, _, share, l2, *_ = problem
    block = np.sum(share[:, None] * P * (1 - P)) / P.shape[1] * gram
    if l2.any():
        return np.linalg.inv(block + np.diag(l2 + 1e-12))
    return np.linalg.pinv(block, hermitian=True)


def _backtracking_line_search(problem: Problem, here: _Point, step: Floats) -> _Point:
    for size in STEP_SIZES:
        theta = here.theta - size * step
        cost = _objective(problem, theta)
        if cost <= here.cost * (1 + 1e-12):  # the last steps move the cost by rounding alone
            break
    return _Point(theta, cost, False)


def _reason(
    problem: Problem, points: list[_Point], walk: Iterator[_Point], lam: float, tol: float
) -> str | None:
    """Return why the last point is not the minimum, None where it is."""
    converged, steps = points[-1].converged, len(points) - 1
    if steps and not problem.l2.any():  # look on: few steps do not show whether there is a minimum
        path = [*points, *islice(walk, max(0, LOOK_ON - steps))]
        margins = of_classes(problem.A, problem.y, points[0].theta.shape[1])
        if found := find_separation(margins, [point.theta.ravel() for point in path]):
            return found.message(lam)
    return None if converged else not_converged(steps, tol)

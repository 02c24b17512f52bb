"""Chapter 8, more than two classes: one score for each class, and softmax in place of σ.

W (d, K) and b (K,) hold one column of weights and one bias for each class; y holds the number of
the true class, 0 to K - 1. With K = 2 and w = W[:, 1] - W[:, 0] the probabilities and
the loss are those of chapters 1 to 5; at the minimum ‖W‖² = ½ ‖w‖², so λ acts here as λ/2 there.
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

LARGE = 300  # parameters, beyond which the Hessian is not formed


def softmax(Z: ArrayLike) -> Floats:
    """Compute the probability of every class for every sample.

    Parameters
    ----------
    Z : array_like, shape (n, K)
        Scores, one column per class.

    Returns
    -------
    ndarray, shape (n, K)
        Probabilities; every row adds up to 1.

    Raises
    ------
    TypeError
        If `Z` does not hold real numbers.
    ValueError
        If `Z` is not two-dimensional, is empty, or a value is missing or infinite.

    See Also
    --------
    logistic : The same for two classes and one score.
    sklearn.utils.extmath.softmax : The same function in scikit-learn.
    scipy.special.softmax : The same function in SciPy, along any axis.

    Notes
    -----
    The formula is ``p_k = exp(z_k) / Σ_j exp(z_j)``. It is computed from ``z - max(z)``, which
    changes nothing on paper and cannot overflow. Derived in notebook 08.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core import softmax
    >>> softmax([[1.0, 1.0], [0.0, np.log(3.0)]]).round(3)
    array([[0.5 , 0.5 ],
           [0.25, 0.75]])
    """
    Z = check_X(Z, "Z")
    with np.errstate(over="ignore", under="ignore"):  # exp(-inf) and exp(-800) are 0
        raised = np.exp(Z - Z.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)


def softmax_cost(
    W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> float:
    """Compute the mean log loss over K classes plus the L2 penalty.

    Parameters
    ----------
    W : array_like, shape (d, K)
        Weights, one column per class.
    b : array_like, shape (K,)
        Biases. They have no penalty.
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like of int, shape (n,)
        Classes, 0 to K - 1.
    lam : float, default 0
        Strength λ of the penalty, 0 or more.

    Returns
    -------
    float
        The cost J; its first term is in nats per sample.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, `y` holds anything but 0 to
        K - 1, `lam` is negative, or a score is beyond 1e308.

    See Also
    --------
    cost : The cost for two classes and one column of weights; there λ/2 does what λ does here.
    softmax_gradient : The derivatives of this cost.
    sklearn.linear_model.LogisticRegression : Minimises the same cost, multiplied by a constant.

    Notes
    -----
    The formula is ``J = (1/n) Σ_i [log Σ_k exp(z_ik) - z_i,y_i] + ½ λ ‖W‖²`` with
    ``Z = X W + b``. Derived in notebook 08.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core import softmax_cost
    >>> X, y = [[1.0, 2.0], [3.0, 1.0], [2.0, 2.0]], [0, 1, 2]
    >>> round(softmax_cost(np.zeros((2, 3)), np.zeros(3), X, y), 3)
    1.099
    """
    _, Z, y, W, lam = _scores(W, b, X, y, lam)
    with np.errstate(over="ignore", under="ignore"):
        return float(_losses(Z, y).mean() + 0.5 * np.sum(lam * W * W))


def softmax_gradient(
    W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, *, lam: float = 0.0
) -> tuple[Floats, Floats]:
    """Compute the gradient of the cost over K classes.

    Parameters
    ----------
    W : array_like, shape (d, K)
        Weights, one column per class.
    b : array_like, shape (K,)
        Biases. They have no penalty.
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like of int, shape (n,)
        Classes, 0 to K - 1.
    lam : float, default 0
        Strength λ of the L2 penalty, 0 or more.

    Returns
    -------
    dW : ndarray, shape (d, K)
        Derivative of `softmax_cost` with respect to every weight.
    db : ndarray, shape (K,)
        Derivative of `softmax_cost` with respect to every bias.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If the shapes do not fit, a value is missing or infinite, `y` holds anything but 0 to
        K - 1, `lam` is negative, or a score is beyond 1e308.

    See Also
    --------
    softmax_cost : The function whose gradient this is.
    gradient : The gradient for two classes and one column of weights.
    sklearn.linear_model.LogisticRegression : Minimises the same cost, multiplied by a constant.

    Notes
    -----
    The formulas are ``dW = (1/n) Xᵀ (P - Y) + λ W`` and ``db = (1/n) Σ_i (P - Y)_i``, where P
    are the probabilities and Y (n, K) has a 1 in the column of the true class. Derived in
    notebook 08.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core import softmax_gradient
    >>> X, y = [[1.0, 2.0], [3.0, 1.0]], [0, 1]
    >>> dW, db = softmax_gradient(np.zeros((2, 2)), np.zeros(2), X, y)
    >>> dW
    array([[ 0.5 , -0.5 ],
           [-0.25,  0.25]])
    >>> db
    array([0., 0.])
    """
    X, Z, y, W, lam = _scores(W, b, X, y, lam)
    residual = softmax(Z) - np.eye(Z.shape[1])[y]
    with np.errstate(over="ignore", under="ignore"):  # a slope beyond 1e308 is infinite
        return X.T @ (residual / len(y)) + lam * W, residual.mean(axis=0)


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
        raise ValueError(
            "the scores X W + b are beyond 1e308: use standardise(X)[0], or smaller weights W."
        )
    return X, Z, check_classes(y, len(X), len(b), X.shape[1]), W, lam


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
    """Minimise the cost over K classes by Newton's method.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Features, one row per sample.
    y : array_like of int, shape (n,)
        Classes, 0 to K - 1; each must occur.
    lam : float
        Strength λ of the L2 penalty, 0 or more.
    sample_weight : array_like, shape (n,), optional
        How much each sample counts, 0 or more. By default all count alike; a sample with the
        weight 2 counts as two equal samples.
    tol : float, default 1e-10
        Largest change of a score, relative to the largest score (or to 1), at which the search
        ends; above 0.
    max_iter : int, default 50
        Largest number of steps, at least 1.

    Returns
    -------
    W : ndarray, shape (d, K)
        Weights at the minimum, one column per class.
    b : ndarray, shape (K,)
        Biases at the minimum.
    n_iter : int
        Number of steps.

    Raises
    ------
    TypeError
        If an argument does not hold real numbers.
    ValueError
        If `lam` is negative, `tol` is not above 0, `max_iter` is below 1, a class has no sample
        or no weight, a weight is negative, the shapes do not fit, a value is missing or infinite,
        or float64 cannot hold the squares of a column of `X`.

    Warns
    -----
    RuntimeWarning
        If `lam` is 0 and the cost has no minimum, because the classes are completely or
        quasi-completely separable, or if `max_iter` steps are not enough.

    See Also
    --------
    softmax_cost : The cost that is minimised.
    newton : The same method for two classes.
    sklearn.linear_model.LogisticRegression : Minimises the same cost with other solvers.

    Notes
    -----
    Newton's method runs over all ``d K + K`` parameters at once. It solves for each step
    directly up to 300 parameters, and by conjugate gradients beyond, without the full Hessian.
    The step is halved while the cost would rise.

    A part that all biases, or all columns of W, have in common changes no probability. For the
    biases, and at λ = 0 for the weights, it costs nothing either; of these equally good solutions
    the function returns the one whose sum over the classes is zero. At λ > 0 the penalty brings
    the weights there.

    It needs memory for a few arrays of ``(d + 1)²`` numbers, a few as large as X and a few as
    large as the scores, (n, K). Shown in notebook 08.

    Examples
    --------
    >>> from logreg_core import softmax_newton
    >>> X = [[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]]
    >>> W, b, n_iter = softmax_newton(X, [0, 0, 1, 1, 2, 2], lam=0.1)
    >>> W[:, [0, 2]].round(3)
    array([[-1.218,  1.218]])
    >>> bool(abs(b.sum()) < 1e-12)
    True
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
    """Return H V by two products with A, without forming H."""
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

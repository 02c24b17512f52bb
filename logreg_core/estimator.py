"""Chapter 8, the capstone: our functions as a scikit-learn estimator.

The one file beside data.py that imports scikit-learn: for the interface that pipelines, searches
and displays expect, not for the maths.
"""

import warnings

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.class_weight import compute_class_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from ._validation import Floats, check_scale
from .logistic import logistic
from .newton import LARGE, minimise
from .softmax import _losses, softmax, softmax_minimise

SAMPLE = 10_000  # cases; from five times as many on, some lead the way
DENSE = 2**26  # numbers, half a gigabyte: the largest sparse X that is made dense


class NumpyLogisticRegression(ClassifierMixin, BaseEstimator):
    """Fit logistic regression with an L2 penalty, as an estimator for scikit-learn's tools.

    Parameters
    ----------
    lam : float, default 0.01
        Strength λ of the penalty, 0 or more.
    class_weight : dict or "balanced", optional
        Weight of each class. "balanced" gives all classes the same sum of weights. By default
        every class has the weight 1.
    tol : float, default 1e-10
        Largest change of a score, relative to the largest score (or to 1), at which the search
        ends; above 0. See `newton`.
    max_iter : int, default 50
        Largest number of Newton steps, at least 1.

    Attributes
    ----------
    classes_ : ndarray, shape (K,)
        The classes.
    coef_ : ndarray, shape (1, d) or (K, d)
        Weights, in one row for two classes.
    intercept_ : ndarray, shape (1,) or (K,)
        Biases.
    n_iter_ : ndarray of int, shape (1,)
        Number of steps.
    n_features_in_ : int
        Number of features.
    feature_names_in_ : ndarray of str, shape (d,)
        Names of the features, where `X` has names.

    Warns
    -----
    ConvergenceWarning
        If `lam` is 0 and the cost has no minimum, or if `max_iter` steps are not enough. `fit`
        warns, with the reason that `newton` would give.

    See Also
    --------
    newton : Fits two classes.
    softmax_newton : Fits more than two classes.
    sklearn.linear_model.LogisticRegression : The same model in scikit-learn.

    Notes
    -----
    Newton's method minimises the (weighted) mean log loss plus ``½ λ ‖w‖²``; the bias has no
    penalty. The weight of a sample is its ``sample_weight`` times the ``class_weight`` of its
    class, 1 where neither is given. scikit-learn's
    ``LogisticRegression(C=1 / (weights.sum() * lam))`` has the same optimum; without weights that
    sum is n.

    `X` may be sparse; `fit` makes it dense. With more features than samples, the fit takes place
    in n dimensions, without loss, where that is quicker. Shown in notebook 08.

    Examples
    --------
    >>> from logreg_core.estimator import NumpyLogisticRegression
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], ["no", "yes", "no", "yes"]
    >>> model = NumpyLogisticRegression(lam=0.1).fit(X, y)
    >>> model.coef_.round(3), model.intercept_.round(3)
    (array([[0.637]]), array([-0.955]))
    >>> model.predict([[0.0], [3.0]]).tolist()
    ['no', 'yes']
    """

    def __init__(
        self,
        lam: float = 0.01,
        *,
        class_weight: dict | str | None = None,
        tol: float = 1e-10,
        max_iter: int = 50,
    ):
        self.lam = lam
        self.class_weight = class_weight
        self.tol = tol
        self.max_iter = max_iter

    def __sklearn_tags__(self):
        """Say what scikit-learn's tools may pass: sparse tables, too."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None):
        """Find the weights and biases at the lowest cost."""
        X, y = validate_data(self, X, y, accept_sparse="csr")
        check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            (only,) = self.classes_.tolist()
            raise ValueError(f"y holds one class only, {only!r}: two are needed.")
        weights = self._weights(X, y, sample_weight)
        X = _dense(X)
        by_products = len(X) >= LARGE and len(self.classes_) == 2 and self.lam > 0
        if X.shape[1] <= len(X) or by_products:
            return self._solved(X, y, weights)
        X, basis, mean = _in_n_dimensions(X)
        self._solved(X, y, weights)
        with np.errstate(under="ignore"):
            self.coef_ = self.coef_ @ basis.T
            self.intercept_ = self.intercept_ - self.coef_ @ mean
        return self

    def _solved(self, X: Floats, y: NDArray[np.intp], weights: Floats | None):
        search = (self.lam, weights, self.tol, self.max_iter)
        if len(self.classes_) == 2:
            start = _warm_start(X, y, self.lam, weights)
            history, reason = minimise(X, y, *search, start)
            w, b = history.final
            self.coef_, self.intercept_, steps = w[None, :], np.array([b]), len(history.cost) - 1
        else:
            W, b, steps, reason = softmax_minimise(X, y, *search)
            self.coef_, self.intercept_ = W.T, b
        self.n_iter_ = np.array([steps])
        if reason:
            warnings.warn(reason, ConvergenceWarning, stacklevel=3)
        return self

    def _weights(
        self, X: Floats, y: NDArray[np.intp], sample_weight: ArrayLike | None
    ) -> Floats | None:
        """Return the weight of each case, y being the number of its class."""
        if sample_weight is None and self.class_weight is None:
            return None
        weights = _check_sample_weight(sample_weight, X, dtype=np.float64)
        with np.errstate(all="ignore"):  # an empty class is named below
            weights = weights * self._class_weights(np.bincount(y, weights))[y]
        empty = self.classes_[~(np.bincount(y, np.abs(weights)) > 0)].tolist()  # 0, or NaN
        if empty:
            raise ValueError(
                f"expected some weight in every class, got none for {empty[0]!r}: "
                "leave its cases out, or give them a sample_weight and a class_weight above 0."
            )
        return weights

    def _class_weights(self, sums: Floats) -> Floats:
        """Return the weight of each class, `sums` being those of its cases' weights."""
        if isinstance(self.class_weight, str) and self.class_weight == "balanced":
            return sums.sum() / (len(sums) * sums)
        return compute_class_weight(self.class_weight, classes=self.classes_, y=self.classes_)

    def decision_function(self, X: ArrayLike) -> Floats:
        """Return the scores: (n,) for two classes, (n, K) for more."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, accept_sparse="csr")
        with np.errstate(all="ignore"):
            scores = X @ self.coef_.T + self.intercept_
        if not np.isfinite(scores).all():
            raise ValueError("The scores are beyond 1e308: scale the features.")
        return scores[:, 0] if len(self.classes_) == 2 else scores

    def predict_proba(self, X: ArrayLike) -> Floats:
        """Return the probability of each class, (n, K)."""
        scores = self.decision_function(X)
        if scores.ndim == 2:
            return softmax(scores)
        return np.column_stack([logistic(-scores), logistic(scores)])

    def predict_log_proba(self, X: ArrayLike) -> Floats:
        """Return the logarithm of each probability, (n, K), also where that is 0 in float64.

        With its sign turned, the column of a case's class is the loss of the case.
        """
        scores = self.decision_function(X)
        Z = scores if scores.ndim == 2 else np.column_stack([np.zeros(len(scores)), scores])
        # 0 - loss, not -loss: the logarithm of 1 is 0, and -0 looks like a mistake.
        with np.errstate(over="ignore", under="ignore"):
            losses = [_losses(Z, np.full(len(Z), k)) for k in range(Z.shape[1])]
        return 0.0 - np.column_stack(losses)

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the most probable class of each case."""
        scores = self.decision_function(X)
        best = scores.argmax(axis=1) if scores.ndim == 2 else (scores > 0).astype(int)
        return self.classes_[best]


def _dense(X) -> Floats:
    """Return a sparse X as an array, any other as it is."""
    if isinstance(X, np.ndarray):
        return X
    if np.prod(X.shape, dtype=float) > DENSE:
        raise ValueError(
            f"expected a sparse X of at most {DENSE:,} numbers, since it is made dense, got "
            f"{X.shape[0]:,} rows of {X.shape[1]:,} columns: keep fewer columns (max_features=... "
            "or min_frequency=...), or take scikit-learn's LogisticRegression."
        )
    return X.toarray()


def _in_n_dimensions(X: Floats) -> tuple[Floats, Floats, Floats]:
    """Return (Z, Q, mean) with Z Qᵀ = X - mean and Z (n, n): as good as X where d > n.

    A part of w that is orthogonal to every case changes no score and costs ½ λ of its square, so
    the best w is Q v; ‖Q v‖ = ‖v‖, and the bias, being free, takes up the mean.
    """
    X = check_scale(X)
    with np.errstate(under="ignore"):
        mean = X.mean(axis=0)
        Q, R = np.linalg.qr((X - mean).T)
    return R.T, Q, mean


def _warm_start(
    X: Floats, y: NDArray[np.intp], lam: float, weights: Floats | None
) -> tuple[Floats, float] | None:
    """Return where some of very many cases have their minimum: near that of all, for little work.

    Nothing is returned where the cases are few, or some of them may have no minimum.
    """
    some = slice(None, None, len(X) // SAMPLE or None)
    weights = None if weights is None else weights[some]
    if len(X) < 5 * SAMPLE or not lam > 0 or not np.bincount(y[some], weights, 2).all():
        return None
    history, _ = minimise(X[some], y[some], lam, weights, 1e-3, 50, None)  # a start may be rough
    return history.final

"""Chapter 8, the capstone: our functions in scikit-learn's clothes.

The one file beside data.py that imports scikit-learn: not for the maths, but for the manners that
pipelines, searches and displays rely on.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.class_weight import compute_sample_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from ._door import Floats
from .logistic import logistic
from .newton import newton
from .softmax import _losses, softmax, softmax_newton

SAMPLE = 10_000  # cases; from five times as many on, some lead the way


class NumpyLogisticRegression(ClassifierMixin, BaseEstimator):
    """Logistic regression with an L2 penalty, as this course builds it, for scikit-learn's tools.

    Minimises the (weighted) mean log loss plus ½ λ ‖w‖², the bias unpenalised, by Newton's
    method: two classes with `newton`, more with `softmax_newton`. scikit-learn's
    `LogisticRegression(C=1 / (n * lam))` has the same optimum.

    lam: λ, 0 or more. class_weight: None, a dict from class to weight, or "balanced".
    tol, max_iter: when a search ends, as in `newton`.
    After `fit`: classes_ (K,), coef_ (1, d) or (K, d), intercept_ (1,) or (K,), n_iter_ (1,),
    n_features_in_, and feature_names_in_ where X had names.
    Shown in notebook 08.
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

    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None):
        """Find the weights and biases at the lowest cost."""
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        self.classes_ = np.unique(y)
        if len(self.classes_) < 2:
            raise ValueError(f"y holds one class only, {self.classes_[0]!r}: two are needed.")
        knobs = {
            "lam": self.lam,
            "weights": self._weights(X, y, sample_weight),
            "tol": self.tol,
            "max_steps": self.max_iter,
        }
        if len(self.classes_) == 2:
            y = y == self.classes_[1]
            history = newton(X, y, **knobs, start=_sampled(X, y, self.lam, knobs["weights"]))
            w, b = history.final
            self.coef_, self.intercept_ = w[None, :], np.array([b])
            self.n_iter_ = np.array([len(history.cost) - 1])
        else:
            W, b, steps = softmax_newton(X, np.searchsorted(self.classes_, y), **knobs)
            self.coef_, self.intercept_, self.n_iter_ = W.T, b, np.array([steps])
        return self

    def _weights(self, X: Floats, y: NDArray, sample_weight: ArrayLike | None) -> Floats | None:
        if sample_weight is None and self.class_weight is None:
            return None
        weights = _check_sample_weight(sample_weight, X)
        if self.class_weight is not None:
            weights = weights * compute_sample_weight(self.class_weight, y)
        return weights

    def decision_function(self, X: ArrayLike) -> Floats:
        """Return the scores: (n,) for two classes, (n, K) for more."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False)
        with np.errstate(over="ignore", invalid="ignore"):
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
        return 0.0 - np.column_stack([_losses(Z, np.full(len(Z), k)) for k in range(Z.shape[1])])

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the most probable class of each case."""
        scores = self.decision_function(X)
        best = scores.argmax(axis=1) if scores.ndim == 2 else (scores > 0).astype(int)
        return self.classes_[best]


def _sampled(
    X: Floats, y: NDArray[np.bool_], lam: float, weights: Floats | None
) -> tuple[Floats, float] | None:
    """Return where some of very many cases have their minimum: near that of all, for little work.

    Nothing is returned where the cases are few, or some of them may have no minimum.
    """
    some = slice(None, None, len(X) // SAMPLE or None)
    weights = None if weights is None else weights[some]
    if len(X) < 5 * SAMPLE or not lam > 0 or not np.bincount(y[some], weights, 2).all():
        return None
    return newton(X[some], y[some], lam=lam, weights=weights, tol=1e-3).final

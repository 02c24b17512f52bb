"""The peers, each a function fit(X, y, lam, effort=None) -> (w, b, predict_proba).

`effort` is what the peer lets one choose: the tolerance of a solver, the number of steps of a
loop, which then gets the best safe rate, too. None leaves everything as it comes. Where a package
says by a flag alone that it failed, the flag is raised here as a warning, so that it counts.
"""

import warnings

import numpy as np
import statsmodels.api as sm
from mastermlx import LogisticRegression as MasterMLX
from mastermlx.utils.metrics import log_loss as mastermlx_loss
from mlxtend.classifier import LogisticRegression as Mlxtend
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

import logreg_core
from logreg_core.estimator import NumpyLogisticRegression
from logreg_core.optimisers import train_minibatch

FREE = 1e10  # liblinear takes no infinite C


class NotOffered(Exception):
    """The peer has nothing of the kind."""


def newton(X, y, lam, tol=None):
    history = logreg_core.newton(X, y, lam=lam, **given(tol=tol))
    return ours(*history.final)


def train(X, y, lam, steps=None):
    pace = {} if steps is None else {"learning_rate": rate(X, lam), "n_steps": steps}
    history = logreg_core.train(X, y, lam=lam, **pace)
    if history.diverged:
        warnings.warn("the history says that it diverged", stacklevel=2)
    return ours(*history.final)


def ours(w, b):
    return w, b, lambda X: logreg_core.predict_proba(w, b, X)


def estimator(X, y, lam, tol=None):
    return fitted(NumpyLogisticRegression(lam, **given(tol=tol)).fit(X, y))


def scikit_learn(solver):
    """Return the fit by one of scikit-learn's solvers."""

    def fit(X, y, lam, tol=None):
        C = 1 / (len(X) * lam) if lam else FREE if solver == "liblinear" else np.inf
        more = {} if tol is None else {"tol": tol, "max_iter": 10_000}
        return fitted(LogisticRegression(C=C, solver=solver, **more).fit(X, y))

    return fit


def fitted(model):
    w, b = np.ravel(model.coef_), float(np.ravel(model.intercept_)[0])
    return w, b, lambda X: model.predict_proba(X)[:, 1]


def naive_loss(theta, X, y, lam):
    """Return the cost as most people write it."""
    p = 1 / (1 + np.exp(-(X @ theta[:-1] + theta[-1])))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + lam / 2 * theta[:-1] @ theta[:-1]


def careful_loss(theta, X, y, lam):
    """Return the cost and its slopes as SciPy allows to write them."""
    w, z = theta[:-1], X @ theta[:-1] + theta[-1]
    residual = (expit(z) - y) / len(y)
    cost = np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * w @ w
    return cost, np.append(X.T @ residual + lam * w, residual.sum())


def scipy_naive(X, y, lam, tol=None):
    return minimised(naive_loss, X, y, lam, tol, lambda z: 1 / (1 + np.exp(-z)))


def scipy_careful(X, y, lam, tol=None):
    return minimised(careful_loss, X, y, lam, tol, expit, jac=True)


def minimised(loss, X, y, lam, tol, squash, **way):
    start = np.zeros(X.shape[1] + 1)
    if tol is not None:
        way |= {"tol": tol, "options": {"maxiter": 2_000, "maxfun": 1_000_000}}
    found = minimize(loss, start, (X, y, lam), method="L-BFGS-B", **way)
    if not found.success:
        warnings.warn(found.message, stacklevel=2)
    w, b = found.x[:-1], found.x[-1]
    return w, b, lambda X: squash(X @ w + b)


def statsmodels(X, y, lam, tol=None):
    """Fit Logit; it has no L2 penalty, so for that the GLM of the same package."""
    A = sm.add_constant(X)
    if lam:
        alpha = np.append(0.0, np.full(X.shape[1], lam))
        glm = sm.GLM(y, A, family=sm.families.Binomial())
        found = glm.fit_regularized(alpha=alpha, L1_wt=0.0, **given(cnvrg_tol=tol))
    else:
        found = sm.Logit(y, A).fit(disp=0, **given(tol=tol))
    theta = np.asarray(found.params)
    return theta[1:], theta[0], lambda X: found.predict(sm.add_constant(X))


def mlxtend(X, y, lam, steps=None, minibatches=1):
    """Fit by a loop that sums over the cases, so that its λ is n times and its rate 1/n of ours."""
    n = len(X)
    pace = {} if steps is None else {"eta": rate(X, lam) / n, "epochs": steps}
    more = {"l2_lambda": n * lam, "minibatches": minibatches, "random_seed": 0}
    model = Mlxtend(**pace, **more).fit(X, y)
    return model.w_[:, 0], model.b_[0], model.predict_proba


def mastermlx(X, y, lam, steps=None):
    if lam:
        raise NotOffered("mastermlx has no penalty")
    pace = {} if steps is None else {"lr": rate(X, lam), "n_iter": steps, "tol": 0.0}
    return fitted(MasterMLX(**pace, random_state=0).fit(X, y))


def given(**options):
    return {name: value for name, value in options.items() if value is not None}


def rate(X, lam):
    """Return the largest rate at which no step can raise the cost, 1 / L."""
    A = np.column_stack([np.asarray(X, dtype=float), np.ones(len(X))])
    return 1 / (np.linalg.eigvalsh(A.T @ A / len(A))[-1] / 4 + lam)


SOLVERS = {
    "ours: newton": newton,
    "ours: estimator": estimator,
    "sklearn lbfgs": scikit_learn("lbfgs"),
    "sklearn newton-cholesky": scikit_learn("newton-cholesky"),
    "sklearn liblinear": scikit_learn("liblinear"),
    "SciPy, naive loss": scipy_naive,
    "SciPy, careful loss": scipy_careful,
    "statsmodels": statsmodels,
}
LOOPS = {"ours: train": train, "mlxtend": mlxtend, "mastermlx": mastermlx}
PEERS = {"ours: newton": newton, "ours: train": train, **SOLVERS, **LOOPS}


def our_loss(z, y):
    return logreg_core.log_loss([z], 0.0, [[1.0]], [y])


def log_proba_loss(model):
    """Return what a model of one feature says of a case with score z, from its log p."""

    def of(z, y):
        model.classes_, model.n_features_in_ = np.array([0, 1]), 1
        model.coef_, model.intercept_ = np.array([[1.0]]), np.zeros(1)
        return -model.predict_log_proba([[z]])[0, y]

    return of


def metric(z, y):
    return log_loss([y], [expit(z)], labels=[0, 1])


def one_case(loss):
    """Return what a SciPy loss says of one case with score z."""

    def of(z, y):
        value = loss(np.array([z, 0.0]), np.ones((1, 1)), np.array([y]), 0.0)
        return value[0] if isinstance(value, tuple) else value

    return of


def logit_loss(z, y):
    return -sm.Logit([y, y], np.ones((2, 1))).loglike([z]) / 2


def mlxtend_loss(z, y):
    model = Mlxtend()
    return model._logit_cost(np.array([y]), model._sigmoid_activation(np.array([z])))


def mastermlx_both(z, y):
    m = z if y == 1 else -z
    return mastermlx_loss(np.array([0, 1]), expit(np.array([-m, m])))


# What each offers to tell the loss of one case with score z: its own function, or its package's.
LOSSES = {
    **dict.fromkeys(PEERS, metric),
    "ours: newton": our_loss,
    "ours: train": our_loss,
    "ours: estimator": log_proba_loss(NumpyLogisticRegression()),
    "SciPy, naive loss": one_case(naive_loss),
    "SciPy, careful loss": one_case(careful_loss),
    "statsmodels": logit_loss,
    "mlxtend": mlxtend_loss,
    "mastermlx": mastermlx_both,
}
# Descent on a few cases at a time: fit(X, y, lam, n_batches).
BATCHES = {
    "ours: train": lambda X, y, lam, k: ours(
        *train_minibatch(
            X, y, batch_size=len(X) // k, learning_rate=rate(X, lam) / 50, lam=lam, n_steps=100_000
        ).final
    ),
    "mlxtend": lambda X, y, lam, k: mlxtend(X, y, lam, 2000, k),
}

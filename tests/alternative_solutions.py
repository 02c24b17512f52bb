"""Right answers to every exercise, written differently from the module's: with loops, other
formulas, other packages, lists. The checks must let all of them pass."""

import functools
import math

import numpy as np
from scipy.special import expit, log1p
from scipy.special import logit as scipy_logit
from sklearn import metrics
from sklearn.preprocessing import StandardScaler


def logistic_tanh(z):
    return 0.5 + 0.5 * np.tanh(np.asarray(z) / 2)


def logistic_list(z):
    """By cases and one by one, as a beginner may write it; a list where a list came in."""

    def one(v):
        return 1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v))

    return [one(v) for v in z] if np.ndim(z) else one(z)


def logistic_float32(z):
    return (1 / (1 + np.exp(-np.asarray(z, dtype=np.float32)))).astype(np.float32)


def logit(p):
    return np.log(p) - np.log1p(-p)


def score(w, b, X):
    z = np.zeros(len(X))
    for i in range(len(X)):
        for j in range(len(w)):
            z[i] += X[i, j] * w[j]
        z[i] += b
    return z


def predict_proba(w, b, X):
    return [expit(np.dot(row, w) + b) for row in X]


def predict(w, b, X, *, threshold=0.5):
    return np.array([1 if p > threshold else 0 for p in predict_proba(w, b, X)])


def predict_bool(w, b, X, *, threshold=0.5):
    return np.array(predict_proba(w, b, X)) > threshold


def scale_both(X_train, X_test):
    scaler = StandardScaler().fit(X_train)
    return [scaler.transform(X_train), scaler.transform(X_test)]


def sample_losses(w, b, X, y):
    """Minus the log of the probability of what was true, from the signed score."""
    m = np.where(y == 1, -1, 1) * (X @ w + b)
    return np.maximum(m, 0) + log1p(np.exp(-np.abs(m)))


def log_loss(w, b, X, y):
    return sum(sample_losses(w, b, X, y)) / len(y)


def l2_penalty(w, lam):
    total = 0.0
    for weight in w:
        total += weight * weight
    return lam * total / 2


def cost(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam / 2 * np.linalg.norm(w) ** 2


def numerical_gradient(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for j in range(len(w)):
        up, down = w.copy(), w.copy()
        up[j] += step
        down[j] -= step
        dw[j] = (f(up, b) - f(down, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


def gradient(w, b, X, y, *, lam=0.0):
    dw, db = np.zeros(len(w)), 0.0
    for row, truth in zip(X, y, strict=True):
        residual = expit(row @ w + b) - truth
        dw += residual * row / len(y)
        db += residual / len(y)
    return dw + lam * w, db


def gradient_by_einsum(w, b, X, y, *, lam=0.0):
    residual = expit(np.einsum("ij,j->i", X, w) + b) - y
    return np.einsum("i,ij->j", residual, X) / y.size + lam * w, np.average(residual)


def gradient_step(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return [np.subtract(w, np.multiply(learning_rate, dw)), b + learning_rate * -db]


def costs(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b, noted = np.zeros(X.shape[1]), 0.0, []
    while len(noted) <= n_steps:
        noted.append(cost(w, b, X, y, lam=lam))
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
    return noted


def confusion(y, y_hat, *, pos_label=1):
    (tp, fn), (fp, tn) = metrics.confusion_matrix(y, y_hat, labels=[pos_label, 1 - pos_label])
    return np.array([tn, fp, fn, tp])


def precision(y, y_hat, *, pos_label=1):
    called = [truth for truth, call in zip(y, y_hat, strict=True) if call == pos_label]
    return sum(truth == pos_label for truth in called) / len(called) if called else 0


def recall(y, y_hat, *, pos_label=1):
    return metrics.recall_score(y, y_hat, pos_label=pos_label, zero_division=0)


def f1_score(y, y_hat, *, pos_label=1):
    p, r = precision(y, y_hat, pos_label=pos_label), recall(y, y_hat, pos_label=pos_label)
    return 2 / (1 / p + 1 / r) if p and r else 0.0


def softmax(Z):
    rows = []
    for row in Z:
        raised = [math.exp(z - max(row)) for z in row]
        rows.append([value / sum(raised) for value in raised])
    return rows


def softmax_gradient(W, b, X, y, *, lam=0.0):
    P = np.array(softmax(X @ W + b))
    P[np.arange(len(y)), y] -= 1
    return np.tensordot(X, P, axes=(0, 0)) / len(y) + lam * W, np.sum(P, axis=0) / len(y)


def partial_sums(w, b, X, y):
    n, loss, dw, db = 0, 0.0, np.zeros(len(w)), 0.0
    for x, truth in zip(X, y, strict=True):
        z = float(x @ w + b)
        residual = expit(z) - truth
        n, loss = n + 1, loss + np.logaddexp(0, z) - truth * z
        dw, db = dw + residual * x, db + residual
    return n, loss, dw, db


def combine(parts, w, *, lam=0.0):
    n, loss, dw, db = functools.reduce(
        lambda one, other: tuple(a + b for a, b in zip(one, other, strict=True)), parts
    )
    return loss / n + lam * sum(w**2) / 2, dw / n + lam * w, db / n


# The first of each name also solves the notebooks, in tests/test_notebooks_solved.py.
SECOND = {
    "logistic": [logistic_tanh, expit, logistic_list, logistic_float32],
    "logit": [logit, scipy_logit],
    "score": [score],
    "predict_proba": [predict_proba],
    "predict": [predict, predict_bool],
    "scale_both": [scale_both],
    "sample_losses": [sample_losses],
    "log_loss": [log_loss],
    "l2_penalty": [l2_penalty],
    "cost": [cost],
    "numerical_gradient": [numerical_gradient],
    "gradient": [gradient, gradient_by_einsum],
    "gradient_step": [gradient_step],
    "costs": [costs],
    "confusion": [confusion],
    "precision": [precision],
    "recall": [recall],
    "f1_score": [f1_score],
    "softmax": [softmax],
    "softmax_gradient": [softmax_gradient],
    "partial_sums": [partial_sums],
    "combine": [combine],
}

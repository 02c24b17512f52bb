"""What a learner could have written: the answers that the teachers' copies show.

`python -m tools assignments` puts them into the notebooks, where every check must say that they are
right.
"""

BODIES = {
    "logistic": "return 1 / (1 + np.exp(-z))",
    "logit": "return np.log(p / (1 - p))",
    "score": "return X @ w + b",
    "predict_proba": "return logistic(score(w, b, X))",
    "predict": "return (predict_proba(w, b, X) > threshold).astype(int)",
    "scale_both": """\
mean, scale = X_train.mean(axis=0), X_train.std(axis=0)
scale = np.where(scale == 0, 1.0, scale)
return (X_train - mean) / scale, (X_test - mean) / scale""",
    "sample_losses": """\
z = score(w, b, X)
return np.logaddexp(0, z) - y * z""",
    "log_loss": "return sample_losses(w, b, X, y).mean()",
    "l2_penalty": "return 0.5 * lam * np.sum(w**2)",
    "cost": "return log_loss(w, b, X, y) + l2_penalty(w, lam)",
    "numerical_gradient": """\
nudges = step * np.eye(len(w))
dw = np.array([(f(w + nudge, b) - f(w - nudge, b)) / (2 * step) for nudge in nudges])
return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)""",
    "gradient": """\
residual = predict_proba(w, b, X) - y
return X.T @ residual / len(y) + lam * w, residual.mean()""",
    "gradient_step": """\
dw, db = gradient(w, b, X, y, lam=lam)
return w - learning_rate * dw, b - learning_rate * db""",
    "costs": """\
w, b = np.zeros(X.shape[1]), 0.0
noted = [cost(w, b, X, y, lam=lam)]
for _ in range(n_steps):
    dw, db = gradient(w, b, X, y, lam=lam)
    w, b = w - learning_rate * dw, b - learning_rate * db
    noted.append(cost(w, b, X, y, lam=lam))
return np.array(noted)""",
    "confusion": """\
truth, call = y == pos_label, y_hat == pos_label
counts = ~truth & ~call, ~truth & call, truth & ~call, truth & call
return tuple(count.sum() for count in counts)""",
    "precision": """\
tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
return tp / (tp + fp) if tp + fp else 0.0""",
    "recall": """\
tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
return tp / (tp + fn) if tp + fn else 0.0""",
    "f1_score": """\
tn, fp, fn, tp = confusion(y, y_hat, pos_label=pos_label)
return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0""",
    "softmax": """\
raised = np.exp(Z - Z.max(axis=1, keepdims=True))
return raised / raised.sum(axis=1, keepdims=True)""",
    "softmax_gradient": """\
residual = softmax(X @ W + b) - np.eye(len(b))[y]
return X.T @ residual / len(y) + lam * W, residual.mean(axis=0)""",
    "partial_sums": """\
z = X @ w + b
residual = logistic(z) - y
loss = np.logaddexp(0, z) - y * z
return len(y), loss.sum(), residual @ X, residual.sum()""",
    "combine": """\
n, loss, dw, db = (sum(column) for column in zip(*parts))
return loss / n + 0.5 * lam * w @ w, dw / n + lam * w, db / n""",
}

# A colleague's bug: what stands in the notebook, and what should.
BUG_FIXES = {
    "logistic": ("np.tanh(z)", "np.tanh(z / 2)"),
    "predict": ("(z > threshold)", "(logistic(z) > threshold)"),
    "sample_losses": ("- y * p", "- y * z"),
    "cost": (
        """\
    total = len(y) * log_loss(w, b, X, y) + 0.5 * lam * np.sum(w**2)
    return total / len(y)""",
        """\
    return log_loss(w, b, X, y) + 0.5 * lam * np.sum(w**2)""",
    ),
    "gradient": (
        "-(X.T @ residual / len(y) + lam * w)",
        "-(X.T @ residual / len(y)) + lam * w",
    ),
    "gradient_step": (
        """\
    b = b - learning_rate * np.mean(predict_proba(w, b, X) - y)
    residual = predict_proba(w, b, X) - y
""",
        """\
    residual = predict_proba(w, b, X) - y
    b = b - learning_rate * residual.mean()
""",
    ),
    "precision": ("np.sum(y == pos_label), 1)", "np.sum(y_hat == pos_label), 1)"),
    "softmax_gradient": ("P = logistic(", "P = softmax("),
    "combine": (
        """\
    means = [(loss / n, dw / n, db / n) for n, loss, dw, db in parts]
    cost, dw, db = (np.mean(column, axis=0) for column in zip(*means, strict=True))
    return cost + 0.5 * lam * w @ w, dw + lam * w, db""",
        """\
    n, loss, dw, db = (sum(column) for column in zip(*parts, strict=True))
    return loss / n + 0.5 * lam * w @ w, dw / n + lam * w, db / n""",
    ),
}

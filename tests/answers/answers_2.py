# ruff: noqa: B007, B905, E741, F823, NPY002, RUF059, RUF100, SIM (written as learners write)
"""Answers to the exercises of chapters 4 to 6, as learners write them."""

import functools
import math

import numpy as np
from scipy import optimize, special
from sklearn.metrics import log_loss as sk_log_loss

from .collect import right, wrong

# ---------------------------------------------------------------------------
# What the course gives them: correct helpers under their names in the notebooks.
# ---------------------------------------------------------------------------


def logistic(z):
    return special.expit(z)


def score(w, b, X):
    return X @ w + b


def predict_proba(w, b, X):
    return logistic(score(w, b, X))


def sample_losses(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, z) - y * z


def log_loss(w, b, X, y):
    return np.mean(sample_losses(w, b, X, y))


def l2_penalty(w, lam):
    return 0.5 * lam * np.sum(w**2)


def cost(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


def gradient(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w, np.mean(error)


def gradient_step(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


# What was still lying about in somebody's notebook.
X = np.array([[0.5, -1.2, 0.3], [1.5, 0.4, -0.8], [-0.7, 0.9, 1.1], [0.2, -0.3, -1.6]])
y = np.array([1, 0, 1, 0])
w = np.array([0.4, -0.2, 0.1])
b = 0.3
p = np.array([0.7, 0.6, 0.4, 0.55])
lam = 0.1
LAMBDA = 0.5
learning_rate = 0.5
dw = np.array([0.05, -0.12, 0.2])
db = -0.03
n = 4
m = 4


# ===========================================================================
# l2_penalty(w, lam)
# ===========================================================================


@right("l2_penalty")
def l2_dot(w, lam):
    return lam / 2 * w @ w


@right("l2_penalty")
def l2_norm_squared(w, lam):
    return lam * np.linalg.norm(w) ** 2 / 2


@right("l2_penalty")
def l2_slow_loop(w, lam):
    total = 0
    for i in range(len(w)):
        total = total + w[i] * w[i]
    total = total * lam
    total = total / 2
    return total


@right("l2_penalty")
def l2_fsum(w, lam):
    return 0.5 * lam * math.fsum(wi**2 for wi in w)


@right("l2_penalty")
def l2_einsum(w, lam):
    return 0.5 * np.einsum("i,i->", w, w) * lam


@right("l2_penalty")
def l2_reduce(w, lam):
    return functools.reduce(lambda s, x: s + 0.5 * lam * x * x, w, 0.0)


@right("l2_penalty")
def l2_recursion(w, lam):
    if len(w) == 0:
        return 0.0
    return lam * w[0] ** 2 / 2 + l2_recursion(w[1:], lam)


@right("l2_penalty")
def l2_mean_times_len(w, lam):
    return lam * np.mean(np.square(w)) * len(w) / 2


@right("l2_penalty")
def l2_trace_of_outer(w, lam):
    return lam / 2 * np.trace(np.outer(w, w))


@right("l2_penalty")
def l2_column_item(w, lam):
    col = np.array(w, dtype=float).reshape(-1, 1)
    return (lam / 2 * col.T @ col).item()


@right("l2_penalty")
def l2_hypot(w, lam):
    length = math.hypot(*w)
    return lam * length * length / 2


class HalfLambda:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, w, lam):
        return self.factor * lam * sum(w**2)


l2_class_with_call = right("l2_penalty")(HalfLambda(1 / 2))


@wrong(
    "l2_penalty",
    "the half is missing",
    r"half|0\.5|1/2|½|twice|double|factor (of )?2|2 times|two times",
)
def l2_no_half(w, lam):
    return lam * np.sum(w**2)


@wrong(
    "l2_penalty",
    "lam is forgotten",
    r"lam|λ",
)
def l2_no_lam(w, lam):
    return 0.5 * np.sum(w**2)


@wrong(
    "l2_penalty",
    "absolute values instead of squares (L1)",
    r"l1|abs|lasso|square",
)
def l2_lasso(w, lam):
    return lam / 2 * np.sum(np.abs(w))


@wrong(
    "l2_penalty",
    "the norm is not squared",
    r"norm|root|length|not squared|square",
)
def l2_plain_norm(w, lam):
    return 0.5 * lam * np.linalg.norm(w)


@wrong(
    "l2_penalty",
    "squares the sum instead of summing the squares",
    r"square of the sum|squares? (the|of) sum|sum(s|med)? (first|before)|before squar"
    r"|squared? (after|first)|order|cancel|each weight",
)
def l2_sum_then_square(w, lam):
    return 0.5 * lam * np.sum(w) ** 2


@wrong(
    "l2_penalty",
    "mean instead of sum",
    r"mean|average|divided|len\(w\)|number of weights|1/d",
)
def l2_mean(w, lam):
    return 0.5 * lam * np.mean(w**2)


@wrong(
    "l2_penalty",
    "never adds up: one number for each weight",
    r"one number|scalar|shape|add(ed)? up|sum|array",
)
def l2_vector(w, lam):
    return 0.5 * lam * w**2


@wrong(
    "l2_penalty",
    "returns the gradient lam * w of the penalty",
    r"gradient|slope|derivative|shape|one number|scalar|array",
)
def l2_its_gradient(w, lam):
    return lam * w


@wrong(
    "l2_penalty",
    "squares lam with the weights",
    r"lam|λ",
)
def l2_lam_squared(w, lam):
    return 0.5 * np.sum((lam * w) ** 2)


@wrong(
    "l2_penalty",
    "lam // 2 rounds the half away",
    r"//|floor|integer|whole|rounded|round the|always 0|half of lam|is (0|zero)|zero",
)
def l2_floor_division(w, lam):
    return lam // 2 * np.sum(w**2)


@wrong(
    "l2_penalty",
    "1 // 2 is zero",
    r"//|floor|integer|half|zero|always 0",
)
def l2_half_is_zero(w, lam):
    return 1 // 2 * lam * (w @ w)


@wrong(
    "l2_penalty",
    "prints and returns nothing",
    r"return|none|print|nothing",
)
def l2_prints(w, lam):
    print(0.5 * lam * np.sum(w**2))


@wrong(
    "l2_penalty",
    "the return is forgotten",
    r"return|none|nothing",
)
def l2_forgot_return(w, lam):
    penalty = lam * np.sum(np.square(w)) / 2  # noqa: F841


@wrong(
    "l2_penalty",
    "returns inside the loop: only the first weight counts",
    r"first|loop|one weight|only|all (the )?weights|every weight",
)
def l2_return_in_loop(w, lam):
    total = 0
    for wi in w:
        total += wi**2
        return 0.5 * lam * total


@wrong(
    "l2_penalty",
    "= for +=: only the last weight counts",
    r"last|\+=|loop|one weight|only|all (the )?weights|every weight",
)
def l2_overwrites(w, lam):
    total = 0
    for wi in w:
        total = wi**2
    return 0.5 * lam * total


@wrong(
    "l2_penalty",
    "off by one: the last weight is left out",
    r"last|off by one|left out|missing|skip|all (the )?weights|every weight",
)
def l2_off_by_one(w, lam):
    s = 0
    for i in range(len(w) - 1):
        s += w[i] ** 2
    return lam / 2 * s


@wrong(
    "l2_penalty",
    "skips w[0] as if it were the bias (theta[1:])",
    r"first|w\[0\]|bias|theta|skip|left out|intercept|all (the )?weights|every weight",
)
def l2_theta_from_one(theta, lam):
    return lam / 2 * np.sum(theta[1:] ** 2)


@wrong(
    "l2_penalty",
    "^ for **",
    r"\^|\*\*|xor|power|ufunc|typeerror|raise|error|not supported",
)
def l2_caret(w, lam):
    return 0.5 * lam * np.sum(w ^ 2)


@wrong(
    "l2_penalty",
    "the sign: a negative penalty",
    r"sign|negative|minus",
)
def l2_negative(w, lam):
    return -0.5 * lam * np.sum(w**2)


@wrong(
    "l2_penalty",
    "cut to an integer",
    r"int|whole|round|decimal|trunc",
)
def l2_int(w, lam):
    return int(0.5 * lam * np.sum(w**2))


@wrong(
    "l2_penalty",
    "rounded to two decimals",
    r"round|decimal|digit|precis",
)
def l2_rounded(w, lam):
    return round(float(lam / 2 * w.dot(w)), 2)


@wrong(
    "l2_penalty",
    "reads LAMBDA from the notebook instead of the argument",
    r"notebook|global|argument|lam|λ",
)
def l2_global_lambda(w, lam):
    return LAMBDA / 2 * np.sum(w**2)


@wrong(
    "l2_penalty",
    "reads w from the notebook: the argument is W",
    r"notebook|global|argument|ignores? w|does not (use|depend)",
)
def l2_global_w(W, lam):
    return lam / 2 * np.sum(w**2)


@wrong(
    "l2_penalty",
    "divides by the n of the notebook's data: lam / (2 m)",
    r"2 ?[mn]|divid|/ ?n|number of|notebook|global|len|too small|factor",
)
def l2_andrew_ng(w, lam):
    return lam / (2 * m) * np.sum(w**2)


@wrong(
    "l2_penalty",
    "divides by the number of weights, in place of 2",
    r"len\(w\)|number of|mean|average|divid|half|1/d",
)
def l2_len_for_two(w, lam):
    return lam / len(w) * np.sum(w**2)


@wrong(
    "l2_penalty",
    "the arguments in the wrong order (lam, w)",
    r"order|swap|exchang|argument|lam|shape|one number|scalar|array",
)
def l2_lam_first(lam, w):
    return 0.5 * lam * np.sum(w**2)


@wrong(
    "l2_penalty",
    "divides by lam as by C",
    r"divid|1 ?/|inverse|\bC\b|reciprocal|lam|λ",
)
def l2_one_over_lam(w, lam):
    C = lam
    return 1 / (2 * C) * np.sum(w**2)


@wrong(
    "l2_penalty",
    "the weights are squared in place",
    r"in.?place|mutat|chang|modif|alter|overwr|input|argument",
)
def l2_in_place(w, lam):
    w *= w
    return 0.5 * lam * w.sum()


@wrong(
    "l2_penalty",
    "sums over axis 1 of a vector",
    r"axis|dimension|raise|error",
)
def l2_axis_one(w, lam):
    return 0.5 * lam * np.sum(w**2, axis=1)


@wrong(
    "l2_penalty",
    "* for @ : w.T * w is not added up",
    r"@|add(ed)? up|sum|shape|one number|scalar|array",
)
def l2_star_for_at(w, lam):
    return 0.5 * lam * w.T * w


@wrong(
    "l2_penalty",
    "* 2 for ** 2: the weights are doubled, not squared",
    r"square|\*\*|doubl|linear|power",
)
def l2_times_two(w, lam):
    return 0.5 * lam * np.sum(w * 2)


@wrong(
    "l2_penalty",
    "a (1, 1) matrix instead of a number",
    r"shape|one number|scalar|matrix|array|\(1, ?1\)",
)
def l2_matrix(w, lam):
    row = np.reshape(w, (1, -1))
    return lam / 2 * row @ row.T


@wrong(
    "l2_penalty",
    "only the largest weight",
    r"largest|max|biggest|sum|all (the )?weights|every weight|one weight",
)
def l2_max(w, lam):
    return 0.5 * lam * np.max(w**2)


@wrong(
    "l2_penalty",
    "the variance: the mean weight is subtracted first",
    r"mean|varian|cent(er|re)|subtract|spread|shift",
)
def l2_centred(w, lam):
    return 0.5 * lam * np.sum((w - w.mean()) ** 2)


@wrong(
    "l2_penalty",
    "pair (norm, penalty) returned",
    r"tuple|pair|two|one number|scalar|shape",
)
def l2_pair(w, lam):
    s = np.sum(w**2)
    return s, 0.5 * lam * s


@wrong(
    "l2_penalty",
    "elastic net: L1 added",
    r"l1|abs|lasso|elastic|extra",
)
def l2_elastic(w, lam):
    return lam * (0.5 * np.sum(w**2) + 0.5 * np.sum(np.abs(w)))


@wrong(
    "l2_penalty",
    "quarter: the half is taken twice",
    r"half|quarter|twice|0\.25|1/4|0\.5|½|factor",
)
def l2_quarter(w, lam):
    half_squares = 0.5 * np.sum(w**2)
    return 0.5 * lam * half_squares


@wrong(
    "l2_penalty",
    "negative weights are left out (clipped at 0)",
    r"negative|clip|positive|sign",
)
def l2_positive_only(w, lam):
    total = 0.0
    for wi in w:
        if wi > 0:
            total += wi * wi
    return lam * total / 2


@wrong(
    "l2_penalty",
    "no half, and L1 for L2",
    r"half|0\.5|1/2|½|l1|abs|lasso|square",
)
def l2_l1_no_half(w, lam):
    return lam * np.linalg.norm(w, 1)


@wrong(
    "l2_penalty",
    "mean for sum, and no half",
    r"mean|average|len\(w\)|number of weights|divid|half|0\.5|½",
)
def l2_mean_no_half(w, lam):
    return lam * (w**2).mean()


@wrong(
    "l2_penalty",
    "skips w[0], and divides by 2 m",
    r"first|w\[0\]|bias|skip|left out|2 ?[mn]|divid|number of|factor|too small",
)
def l2_ng_both(theta, lam):
    return lam / (2 * m) * sum(t**2 for t in theta[1:])


@wrong(
    "l2_penalty",
    "the norm not squared, and no half",
    r"norm|root|length|not squared|square|half|0\.5|½",
)
def l2_norm_no_half(w, lam):
    return lam * np.sqrt(np.sum(w**2))


# ===========================================================================
# cost(w, b, X, y, *, lam=0.0)
# ===========================================================================


@right("cost")
def cost_by_helpers(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@right("cost")
def cost_penalty_in_every_case(w, b, X, y, *, lam=0.0):
    losses = np.logaddexp(0, X @ w + b) - y * (X @ w + b)
    return np.mean(losses + lam / 2 * np.sum(w**2))


@right("cost")
def cost_slow_loop(w, b, X, y, *, lam=0.0):
    n = X.shape[0]
    J = 0.0
    for i in range(n):
        z_i = np.dot(X[i], w) + b
        if y[i] == 1:
            J += np.logaddexp(0, -z_i)
        else:
            J += np.logaddexp(0, z_i)
    J = J / n
    reg = 0
    for j in range(X.shape[1]):
        reg += w[j] ** 2
    return J + (lam / 2) * reg


@right("cost")
def cost_plus_minus_labels(w, b, X, y, *, lam=0.0):
    t = 2 * np.asarray(y) - 1
    margin = t * (X.dot(w) + b)
    return np.logaddexp(0, -margin).mean() + 0.5 * lam * w.dot(w)


@right("cost")
def cost_log_expit(w, b, X, y, *, lam=0.0):
    from scipy.special import log_expit

    z = np.einsum("ij,j->i", X, w) + b
    ll = np.where(y == 1, log_expit(z), log_expit(-z))
    return -ll.sum() / ll.size + lam * np.linalg.norm(w) ** 2 / 2


@right("cost")
def cost_max_and_log1p(w, b, X, y, lam=0.0):
    z = X @ w + b
    per_case = np.maximum(z, 0) - z * y + np.log1p(np.exp(-abs(z)))
    return float(np.average(per_case)) + lam * sum(v * v for v in w) / 2


@right("cost")
def cost_lam_outside(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam * l2_penalty(w, 1)


@right("cost")
def cost_theta_without_bias(w, b, X, y, *, lam=0.0):
    Xb = np.column_stack([np.ones(len(X)), X])
    theta = np.concatenate([[b], w])
    z = Xb @ theta
    reg = theta.copy()
    reg[0] = 0
    return np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * (reg @ reg)


@right("cost")
def cost_subtracts_then_restores(w, b, X, y, *, lam=0.0):
    loss = log_loss(w, b, X, y)
    w *= 2
    penalty = lam / 8 * np.sum(w**2)
    w /= 2
    return loss + penalty


cost_lambda = right("cost")(
    lambda w, b, X, y, *, lam=0.0: sum([log_loss(w, b, X, y), l2_penalty(w, lam)])
)


@right("cost", ordinary_only=True)
def cost_textbook_logs(w, b, X, y, *, lam=0.0):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss + lam / 2 * np.sum(w**2)


@wrong(
    "cost",
    "the penalty is missing",
    r"penalty|lam\b|λ|regular",
)
def cost_no_penalty(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y)


@wrong(
    "cost",
    "the penalty has no half",
    r"half|0\.5|1/2|½|twice|doubl|factor",
)
def cost_no_half(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam * np.sum(w**2)


@wrong(
    "cost",
    "the penalty alone, without the loss",
    r"loss (is )?(missing|forgotten|left out|not)|without (the )?(mean )?(log )?loss"
    r"|only the penalty|penalty (alone|only)|no loss|log_loss",
)
def cost_penalty_only(w, b, X, y, *, lam=0.0):
    return l2_penalty(w, lam)


@wrong(
    "cost",
    "the penalty is subtracted",
    r"minus|subtract|sign|negative|added|reward",
)
def cost_minus_penalty(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) - l2_penalty(w, lam)


@wrong(
    "cost",
    "the penalty is divided by n",
    r"divid|/ ?n|number of (cases|rows)|mean|1/n|len\(",
)
def cost_penalty_over_n(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam) / len(y)


@wrong(
    "cost",
    "lam / (2 m) as in Andrew Ng's course, with naive logs",
    r"divid|/ ?\(?[2]? ?[mn]\b|number of (cases|rows)|1/n|overflow|nan|inf|log\(0\)"
    r"|log of 0",
)
def cost_andrew_ng(w, b, X, y, *, lam=0.0):
    m = len(y)
    h = logistic(X @ w + b)
    J = (1 / m) * np.sum(-y * np.log(h) - (1 - y) * np.log(1 - h))
    return J + lam / (2 * m) * np.sum(w**2)


@wrong(
    "cost",
    "the bias is penalised too",
    r"bias|intercept|\bb (is|was|has|stays|moves|must)",
)
def cost_penalises_bias(w, b, X, y, *, lam=0.0):
    theta = np.append(w, b)
    return log_loss(w, b, X, y) + l2_penalty(theta, lam)


@wrong(
    "cost",
    "bias column: theta[0] is penalised, naive loss in theta",
    r"bias|intercept|\bb (is|was|has|stays|moves|must)",
)
def cost_bias_column(w, b, X, y, *, lam=0.0):
    theta = np.r_[b, w]
    A = np.c_[np.ones(X.shape[0]), X]
    z = A @ theta
    return np.mean(np.logaddexp(0, z) - y * z) + 0.5 * lam * theta @ theta


@wrong(
    "cost",
    "L1 for L2",
    r"l1|abs|lasso|not squared|squared? (weights|norm)|squares",
)
def cost_lasso(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam * np.abs(w).sum() / 2


@wrong(
    "cost",
    "the norm is not squared",
    r"norm|root|length|square",
)
def cost_norm(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + 0.5 * lam * np.linalg.norm(w)


@wrong(
    "cost",
    "lam twice: lam * l2_penalty(w, lam)",
    r"lam|λ|twice",
)
def cost_lam_twice(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam * l2_penalty(w, lam)


@wrong(
    "cost",
    "half twice: 0.5 * l2_penalty",
    r"half|0\.5|1/2|½|twice|quarter|factor|1/4|0\.25",
)
def cost_half_twice(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + 0.5 * l2_penalty(w, lam)


@wrong(
    "cost",
    "sum of the losses instead of the mean",
    r"sum|mean|average|/ ?n|divid|times n|n times",
)
def cost_sum(w, b, X, y, *, lam=0.0):
    z = X @ w + b
    return np.sum(np.logaddexp(0, z) - y * z) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the loss has the wrong sign (log likelihood)",
    r"sign|minus|negative|likelihood",
)
def cost_likelihood(w, b, X, y, *, lam=0.0):
    z = X @ w + b
    return np.mean(y * z - np.logaddexp(0, z)) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the whole cost has the wrong sign",
    r"sign|minus|negative",
)
def cost_negative(w, b, X, y, *, lam=0.0):
    return -(log_loss(w, b, X, y) + l2_penalty(w, lam))


@wrong(
    "cost",
    "arguments of l2_penalty swapped",
    r"order|swap|argument|exchang|shape|one number|scalar|array",
)
def cost_swapped_penalty(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(lam, w)


@wrong(
    "cost",
    "log_loss called in the order (X, y, w, b)",
    r"order|argument|swap|shape|raise|error|dimension|mismatch",
)
def cost_inner_order(w, b, X, y, *, lam=0.0):
    return log_loss(X, y, w, b) + l2_penalty(w, lam)


@wrong(
    "cost",
    "y and X are swapped in log_loss",
    r"order|argument|swap|shape|raise|error|dimension|mismatch",
)
def cost_y_before_x(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, y, X) + l2_penalty(w, lam)


@wrong(
    "cost",
    "its own arguments in the order (X, y, w, b)",
    r"order|argument|swap|shape|raise|error|dimension|mismatch",
)
def cost_own_order(X, y, w, b, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the classes are exchanged: 1 - y",
    r"class|1 ?- ?y|label|flip|exchang|swap|sign|truth",
)
def cost_other_class(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, 1 - y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the formula for labels -1 and +1 with labels 0 and 1",
    r"-1|\+1|±|label|class 0|y ?= ?0|log ?\(?2|negative (class|case)|zero",
)
def cost_margin_on_zero_one(w, b, X, y, *, lam=0.0):
    return np.mean(np.logaddexp(0, -y * (X @ w + b))) + 0.5 * lam * np.sum(w**2)


@wrong(
    "cost",
    "log to base 2",
    r"base|log2|log 2|natural|0\.693|1\.44|ln",
)
def cost_bits(w, b, X, y, *, lam=0.0):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - y * z) / np.log(2) + l2_penalty(w, lam)


@wrong(
    "cost",
    "log to base 10 with a clipped p",
    r"base|log10|natural|2\.3|0\.43|\bln\b|clip|eps|1e-|limit",
)
def cost_log10(w, b, X, y, *, lam=0.0):
    p = np.clip(predict_proba(w, b, X), 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p)) + l2_penalty(w, lam)


@wrong(
    "cost",
    "p is clipped at 1e-7, so large scores stop costing",
    r"clip|eps|1e-|limit|large|big|sure|extreme|bounded|capped|cap",
)
def cost_clipped(w, b, X, y, *, lam=0.0):
    p = np.clip(predict_proba(w, b, X), 1e-7, 1 - 1e-7)
    return np.mean(np.where(y == 1, -np.log(p), -np.log(1 - p))) + l2_penalty(w, lam)


@wrong(
    "cost",
    "an epsilon in the log",
    r"eps|clip|1e-|large|big|extreme|bounded|capped|cap|added (in|to|inside)|inside the log",
)
def cost_epsilon(w, b, X, y, *, lam=0.0):
    eps = 1e-5
    p = predict_proba(w, b, X)
    loss = -(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps)).mean()
    return loss + l2_penalty(w, lam)


@wrong(
    "cost",
    "log(0): nan or inf for large scores",
    r"nan|inf|overflow|log\(0\)|log of (0|zero)|large|big|extreme|safe|logaddexp",
)
def cost_naive_logs(w, b, X, y, *, lam=0.0):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + l2_penalty(w, lam)


@wrong(
    "cost",
    "exp overflows in log(1 + exp(z))",
    r"nan|inf|overflow|large|big|extreme|safe|logaddexp",
)
def cost_exp_overflow(w, b, X, y, *, lam=0.0):
    z = score(w, b, X)
    return np.mean(np.log(1 + np.exp(z)) - y * z) + l2_penalty(w, lam)


@wrong(
    "cost",
    "nan is swept under 0 with nan_to_num",
    r"nan|inf|overflow|log\(0\)|log of (0|zero)|large|big|extreme|safe|logaddexp",
)
def cost_nan_to_num(w, b, X, y, *, lam=0.0):
    p = predict_proba(w, b, X)
    losses = -y * np.log(p) - (1 - y) * np.log(1 - p)
    return np.mean(np.nan_to_num(losses, posinf=0)) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the return is forgotten",
    r"return|none|nothing",
)
def cost_forgot_return(w, b, X, y, *, lam=0.0):
    J = log_loss(w, b, X, y) + l2_penalty(w, lam)  # noqa: F841


@wrong(
    "cost",
    "prints and returns nothing",
    r"return|none|print|nothing",
)
def cost_prints(w, b, X, y, *, lam=0.0):
    print("cost:", log_loss(w, b, X, y) + l2_penalty(w, lam))


@wrong(
    "cost",
    "a pair (loss, penalty), not their sum",
    r"tuple|pair|two|one number|scalar|sum|add|shape",
)
def cost_pair(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y), l2_penalty(w, lam)


@wrong(
    "cost",
    "squared errors instead of the log loss",
    r"square|mse|brier|log",
)
def cost_mse(w, b, X, y, *, lam=0.0):
    return np.mean((predict_proba(w, b, X) - y) ** 2) + l2_penalty(w, lam)


@wrong(
    "cost",
    "only the cases of class 1 are counted",
    r"class 0|class 1|1 ?- ?y|half of|term|only|missing|negative|y ?= ?0",
)
def cost_first_term_only(w, b, X, y, *, lam=0.0):
    z = X @ w + b
    return np.mean(y * np.logaddexp(0, -z)) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the penalty is added once per case (n times)",
    r"n times|every case|each case|per case|times n|number of|too (large|big|much|many)"
    r"|factor|len\(",
)
def cost_penalty_n_times(w, b, X, y, *, lam=0.0):
    total = 0
    for zi, yi in zip(X @ w + b, y):
        total += (np.logaddexp(0, zi) - yi * zi) / len(y)
        total += l2_penalty(w, lam)
    return total


@wrong(
    "cost",
    "mean over cases also taken of the mean: everything / n",
    r"/ ?n|divid|number of|twice|1/n|len\(|mean|small",
)
def cost_all_over_n(w, b, X, y, *, lam=0.0):
    return (log_loss(w, b, X, y) + l2_penalty(w, lam)) / len(y)


@wrong(
    "cost",
    "reads LAMBDA from the notebook instead of the argument lam",
    r"notebook|global|argument|lam|λ",
)
def cost_global_lambda(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(w, LAMBDA)


@wrong(
    "cost",
    "reads X and y from the notebook instead of the arguments",
    r"notebook|global|argument|ignores|does not (use|depend)|same (answer|number|loss)"
    r"|shape|raise|error",
)
def cost_global_data(w, b, X_train, y_train, *, lam=0.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "w[0] is not penalised",
    r"first|w\[0\]|bias|skip|left out|all (the )?weights|every weight",
)
def cost_skips_first(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam / 2 * np.sum(w[1:] ** 2)


@wrong(
    "cost",
    "lam is not accepted as an argument",
    r"lam|λ|argument|keyword|typeerror|signature|raise|error|penalty",
)
def cost_without_lam(w, b, X, y):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "lam is set to 0 inside",
    r"\blam\b|λ|penalty|ignored|overwr",
)
def cost_lam_reset(w, b, X, y, *, lam=0.0):
    lam = 0.0
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "default of lam is 1",
    r"default|\blam\b|λ",
)
def cost_default_one(w, b, X, y, *, lam=1.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "returns nothing when lam is 0",
    r"return|none|nothing|lam ?(=|is) ?0|if|branch",
)
def cost_return_under_if(w, b, X, y, *, lam=0.0):
    J = log_loss(w, b, X, y)
    if lam > 0:
        J += l2_penalty(w, lam)
        return J


@wrong(
    "cost",
    "multiplies loss and penalty",
    r"multipl|product|add(ed)?\b|plus",
)
def cost_product(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) * l2_penalty(w, lam)


@wrong(
    "cost",
    "scikit-learn's C: loss weighted, C = 1 / lam",
    r"\bC\b|1 ?/ ?lam|divid|inverse|scikit|zerodiv|division|raise|error|scale|weight",
)
def cost_sklearn_c(w, b, X, y, *, lam=0.0):
    C = 1 / lam
    return C * log_loss(w, b, X, y) + 0.5 * np.sum(w**2)


@wrong(
    "cost",
    "the bias is missing from the score",
    r"bias|intercept|\bb (is|was|has|stays|moves|must)",
)
def cost_no_bias(w, b, X, y, *, lam=0.0):
    return log_loss(w, 0, X, y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "the data are penalised instead of the weights",
    r"\bX\b|the data|features|of the weights",
)
def cost_penalises_data(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + 0.5 * lam * np.sum(X**2)


@wrong(
    "cost",
    "one loss per case, no mean",
    r"mean|average|one number|scalar|shape|per case|each case|every case|array",
)
def cost_vector(w, b, X, y, *, lam=0.0):
    z = X @ w + b
    return np.logaddexp(0, z) - y * z + l2_penalty(w, lam)


@wrong(
    "cost",
    "the penalty is not summed over the weights",
    r"one number|scalar|shape|sum|add|array|each weight|every weight",
)
def cost_penalty_vector(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam / 2 * w**2


@wrong(
    "cost",
    "w[0] is set to 0 in place",
    r"in.?place|mutat|chang|modif|alter|overwr|input|w\[0\]|first|skip|left out",
)
def cost_mutates(w, b, X, y, *, lam=0.0):
    J = log_loss(w, b, X, y)
    w[0] = 0
    return J + l2_penalty(w, lam)


@wrong(
    "cost",
    "sklearn's log_loss on calls of 0 and 1 instead of probabilities",
    r"calls?\b|threshold|0 (and|or) 1|rounded|hard|predict\b|probabilit",
)
def cost_hard_calls(w, b, X, y, *, lam=0.0):
    y_hat = (predict_proba(w, b, X) > 0.5).astype(int)
    return sk_log_loss(y, y_hat, labels=[0, 1]) + l2_penalty(w, lam)


@wrong(
    "cost",
    "sklearn's log_loss with its arguments swapped",
    r"order|swap|argument|raise|error|exchang|continuous",
)
def cost_sklearn_swapped(w, b, X, y, *, lam=0.0):
    return sk_log_loss(predict_proba(w, b, X), y) + l2_penalty(w, lam)


@wrong(
    "cost",
    "n - 1 in the mean",
    r"n ?- ?1|ddof|mean|average|divid|number of|/ ?n",
)
def cost_n_minus_one(w, b, X, y, *, lam=0.0):
    return np.sum(sample_losses(w, b, X, y)) / (len(y) - 1) + l2_penalty(w, lam)


@wrong(
    "cost",
    "divides by the number of features, not of cases",
    r"feature|column|len\(w\)|number of weights|divid|mean|average|/ ?n",
)
def cost_over_d(w, b, X, y, *, lam=0.0):
    return np.sum(sample_losses(w, b, X, y)) / len(w) + l2_penalty(w, lam)


@wrong(
    "cost",
    "rounded to 3 decimals",
    r"round|decimal|digit|precis",
)
def cost_rounded(w, b, X, y, *, lam=0.0):
    return np.round(log_loss(w, b, X, y) + l2_penalty(w, lam), 3)


@wrong(
    "cost",
    "returns the gradient of the cost",
    r"gradient|slope|derivative|tuple|pair|one number|scalar",
)
def cost_is_gradient(w, b, X, y, *, lam=0.0):
    return gradient(w, b, X, y, lam=lam)


@wrong(
    "cost",
    "no half, and the bias is penalised",
    r"half|0\.5|½|factor|bias|intercept|\bb (is|was|has|stays|moves|must)",
)
def cost_no_half_and_bias(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) + lam * (np.sum(w**2) + b**2)


@wrong(
    "cost",
    "sum of losses, and penalty with lam / (2 n)",
    r"sum|mean|average|divid|/ ?n|number of|times n|n times|half|factor",
)
def cost_sum_and_over_n(w, b, X, y, *, lam=0.0):
    n = len(y)
    return np.sum(sample_losses(w, b, X, y)) + lam / (2 * n) * np.sum(w**2)


@wrong(
    "cost",
    "penalty subtracted, and without half",
    r"minus|subtract|sign|negative|added|half|0\.5|½|factor",
)
def cost_minus_no_half(w, b, X, y, *, lam=0.0):
    return log_loss(w, b, X, y) - lam * w @ w


@wrong(
    "cost",
    "σ is taken twice",
    r"twice|two|again|logistic|σ|sigm|of a probability|bounded",
)
def cost_double_sigmoid(w, b, X, y, *, lam=0.0):
    z = predict_proba(w, b, X)
    return np.mean(np.logaddexp(0, z) - y * z) + l2_penalty(w, lam)


# ===========================================================================
# numerical_gradient(f, w, b, *, step=1e-5)
# ===========================================================================


@right("numerical_gradient")
def ng_copy_each(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        w_plus = np.array(w, dtype=float)
        w_minus = np.array(w, dtype=float)
        w_plus[i] += step
        w_minus[i] -= step
        dw[i] = (f(w_plus, b) - f(w_minus, b)) / (2 * step)
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return dw, db


@right("numerical_gradient")
def ng_rows_of_eye(f, w, b, *, step=1e-5):
    E = step * np.eye(len(w))
    dw = np.array([f(w + e, b) - f(w - e, b) for e in E]) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@right("numerical_gradient")
def ng_mutates_a_copy_and_walks_back(f, w, b, *, step=1e-5):
    w = w.astype(float)
    grad = []
    for i in range(w.size):
        old = w[i]
        w[i] = old + step
        up = f(w, b)
        w[i] = old - step
        down = f(w, b)
        w[i] = old
        grad.append((up - down) / 2 / step)
    return np.asarray(grad), (f(w, b + step) - f(w, b - step)) / 2 / step


@right("numerical_gradient")
def ng_theta(f, w, b, *, step=1e-5):
    theta = np.concatenate([w, [b]])

    def J(t):
        return f(t[:-1], t[-1])

    g = np.empty(theta.size)
    for j in range(theta.size):
        hi, lo = theta.copy(), theta.copy()
        hi[j] += step
        lo[j] -= step
        g[j] = (J(hi) - J(lo)) / (2 * step)
    return g[:-1], g[-1]


@right("numerical_gradient")
def ng_mean_of_both_sides(f, w, b, *, step=1e-5):
    here = f(w, b)
    dw = np.zeros(np.shape(w))
    for i in range(len(w)):
        nudge = np.zeros(len(w))
        nudge[i] = step
        right_slope = (f(w + nudge, b) - here) / step
        left_slope = (here - f(w - nudge, b)) / step
        dw[i] = 0.5 * (right_slope + left_slope)
    db = 0.5 * ((f(w, b + step) - here) / step + (here - f(w, b - step)) / step)
    return dw, db


@right("numerical_gradient")
def ng_one_dimensional_helper(f, w, b, *, step=1e-5):
    def slope(g):
        return (g(step) - g(-step)) / (2 * step)

    def along(i):
        e = np.arange(len(w)) == i
        return slope(lambda h: f(w + h * e, b))

    return np.array(list(map(along, range(len(w))))), slope(lambda h: f(w, b + h))


@right("numerical_gradient")
def ng_fromiter(f, w, b, *, step=1e-5):
    dw = np.fromiter(
        (
            np.subtract(f(w + step * e, b), f(w - step * e, b)) / (step + step)
            for e in np.identity(len(w))
        ),
        dtype=float,
    )
    db = np.subtract(f(w, b + step), f(w, b - step)) / (step + step)
    return dw, db


@right("numerical_gradient")
def ng_list_comprehension_of_lists(f, w, b, *, step=1e-5):
    d = len(w)
    dw = []
    for i in range(d):
        up = np.array([w[j] + step if j == i else w[j] for j in range(d)])
        down = np.array([w[j] - step if j == i else w[j] for j in range(d)])
        dw = dw + [(f(up, b) - f(down, b)) / (2 * step)]
    return np.array(dw), (f(w, b + step) - f(w, b - step)) / (2 * step)


@right("numerical_gradient")
def ng_adds_and_takes_away_in_place(f, w, b, *, step=1e-5):
    # restored up to rounding
    dw = np.zeros_like(w, dtype=float)
    for i in range(len(w)):
        w = w * 1.0
        w[i] += step
        plus = f(w, b)
        w[i] -= 2 * step
        minus = f(w, b)
        w[i] += step
        dw[i] = (plus - minus) / (2 * step)
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return dw, db


@right("numerical_gradient")
def ng_apply_along_axis(f, w, b, *, step=1e-5):
    import numpy

    both = numpy.vstack([numpy.eye(len(w)), -numpy.eye(len(w))]) * step + w
    values = numpy.apply_along_axis(lambda v: f(v, b), 1, both)
    up, down = numpy.split(values, 2)
    return (up - down) / (2 * step), (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "one-sided: forward differences",
    r"one.?side|forward|two.?side|both sides|central|centred|minus step",
)
def ng_forward(f, w, b, *, step=1e-5):
    f0 = f(w, b)
    dw = np.zeros(len(w))
    for i in range(len(w)):
        w2 = w.copy()
        w2[i] += step
        dw[i] = (f(w2, b) - f0) / step
    return dw, (f(w, b + step) - f0) / step


@wrong(
    "numerical_gradient",
    "one-sided: backward differences",
    r"one.?side|backward|two.?side|both sides|central|centred|left",
)
def ng_backward(f, w, b, *, step=1e-5):
    dw = np.array([(f(w, b) - f(w - step * e, b)) / step for e in np.eye(len(w))])
    return dw, (f(w, b) - f(w, b - step)) / step


@wrong(
    "numerical_gradient",
    "forward difference divided by 2 step",
    r"one.?side|forward|two.?side|both sides|half|2 ?\*? ?step|twice|factor",
)
def ng_forward_over_two(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        w2 = w.copy()
        w2[i] += step
        dw[i] = (f(w2, b) - f(w, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b)) / (2 * step)


@wrong(
    "numerical_gradient",
    "divides by step, not 2 step",
    r"2 ?\*? ?(step|h)\b|two steps|twice|doubl|factor|half|two times|2 times",
)
def ng_over_step(f, w, b, *, step=1e-5):
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / step for e in np.eye(len(w))])
    db = (f(w, b + step) - f(w, b - step)) / step
    return dw, db


@wrong(
    "numerical_gradient",
    "(...) / 2 * step: precedence multiplies by step",
    r"precedence|parenthes|bracket|multipl|/ ?2 ?\* ?step|tiny|too small",
)
def ng_precedence(f, w, b, *, step=1e-5):
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / 2 * step for e in np.eye(len(w))])
    return dw, (f(w, b + step) - f(w, b - step)) / 2 * step


@wrong(
    "numerical_gradient",
    "never divides by the step",
    r"divid|division|differen|rise|2 ?\*? ?(step|h)\b|tiny|too small",
)
def ng_no_division(f, w, b, *, step=1e-5):
    dw = np.array([f(w + step * e, b) - f(w - step * e, b) for e in np.eye(len(w))])
    return dw, f(w, b + step) - f(w, b - step)


@wrong(
    "numerical_gradient",
    "parentheses missing: only the second term is divided",
    r"parenthes|bracket|precedence|divid|huge|large|factor",
)
def ng_parentheses(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = f(w + e, b) - f(w - e, b) / (2 * step)
    return dw, f(w, b + step) - f(w, b - step) / (2 * step)


@wrong(
    "numerical_gradient",
    "all weights are nudged together, one number for dw",
    r"together|at once|one at a time|same time|all (the )?weights|shape|each weight"
    r"|every weight|still|scalar|one number",
)
def ng_all_together(f, w, b, *, step=1e-5):
    dw = (f(w + step, b) - f(w - step, b)) / (2 * step)
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return dw, db


@wrong(
    "numerical_gradient",
    "all weights are nudged together, for each entry",
    r"together|at once|one at a time|same (time|number|value)|all (the )?weights"
    r"|each weight|every weight|still|sum",
)
def ng_all_together_repeated(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        dw[i] = (f(w + step, b) - f(w - step, b)) / (2 * step)
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return dw, db


@wrong(
    "numerical_gradient",
    "w and b are nudged together in dw",
    r"bias|\bb (is|was|has|stays|moves|must)|together|at once|one at a time|still|same time",
)
def ng_bias_moves_too(f, w, b, *, step=1e-5):
    h = step
    dw = [(f(w + h * e, b + h) - f(w - h * e, b - h)) / (2 * h) for e in np.eye(len(w))]
    return np.array(dw), (f(w, b + h) - f(w, b - h)) / (2 * h)


@wrong(
    "numerical_gradient",
    "weights nudged before stay nudged",
    r"restor|back|reset|still|nudged|stay|accumul|copy|earlier|previous|pile|one at a time"
    r"|original",
)
def ng_never_walks_back(f, w, b, *, step=1e-5):
    plus, minus = w.copy(), w.copy()
    dw = np.zeros_like(w)
    for i in range(len(w)):
        plus[i] += step
        minus[i] -= step
        dw[i] = (f(plus, b) - f(minus, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "mutates w: takes away one step only and never restores",
    r"in.?place|mutat|chang|modif|alter|restor|copy|input|one.?side|two.?side|half|factor",
)
def ng_leaves_w_changed(f, w, b, *, step=1e-5):
    dw = np.zeros_like(w)
    for i in range(len(w)):
        w[i] += step
        fp = f(w, b)
        w[i] -= step
        fm = f(w, b)
        w[i] -= step
        dw[i] = (fp - fm) / (2 * step)
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return dw, db


@wrong(
    "numerical_gradient",
    "the right slopes, but w is left one step lower in place",
    r"in.?place|mutat|chang|modif|alter|restor|copy|input|argument|back",
)
def ng_forgets_to_restore(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    for i in range(len(w)):
        w[i] += step
        fp = f(w, b)
        w[i] -= 2 * step
        fm = f(w, b)
        dw[i] = (fp - fm) / (2 * step)
    return dw, db


@wrong(
    "numerical_gradient",
    "w_plus and w_minus are the same array (no copy): all zeros",
    r"copy|same array|alias|zero|in.?place|mutat|chang|name",
)
def ng_alias(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        w_plus = w
        w_minus = w
        w_plus[i] += step
        w_minus[i] -= step
        dw[i] = (f(w_plus, b) - f(w_minus, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "an integer buffer cuts the slopes",
    r"int|whole|dtype|trunc|decimal|cut|round|buffer",
)
def ng_integer_buffer(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w), dtype=int)
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "the nudge is put into an integer array, so it is 0",
    r"int|whole|dtype|trunc|zero|nudge|nan|buffer",
)
def ng_integer_nudge(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        e = np.array([0] * len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "f(minus) - f(plus): the sign",
    r"sign|minus|negative|order|swap|exchang|mirror|revers",
)
def ng_sign(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w - step * e, b) - f(w + step * e, b)) / (2 * step) for e in I])
    return dw, (f(w, b - step) - f(w, b + step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "the sign of db alone",
    r"sign|minus|negative|order|swap|exchang|revers",
)
def ng_sign_of_db(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / (2 * step) for e in I])
    return dw, (f(w, b - step) - f(w, b + step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "the values are added, not subtracted",
    r"add|plus|subtract|minus|differen|sum|huge|large|sign",
)
def ng_adds(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e, b) + f(w - step * e, b)) / (2 * step) for e in I])
    return dw, (f(w, b + step) + f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "only dw is returned",
    r"only dw|\bdb\b|pair|tuple|both|bias|two|unpack",
)
def ng_only_dw(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw


@wrong(
    "numerical_gradient",
    "(db, dw) instead of (dw, db)",
    r"\(db, ?dw\)|\(dw, ?db\)|order|swap|exchang|shape",
)
def ng_swapped_pair(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / (2 * step) for e in I])
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return db, dw


@wrong(
    "numerical_gradient",
    "one long array instead of a pair",
    r"pair|tuple|array|shape|concat|one (long )?vector|two|unpack",
)
def ng_concatenated(f, w, b, *, step=1e-5):
    theta = np.append(w, b)
    g = np.zeros(len(theta))
    for i in range(len(theta)):
        e = np.zeros(len(theta))
        e[i] = step
        up, dn = theta + e, theta - e
        g[i] = (f(up[:-1], up[-1]) - f(dn[:-1], dn[-1])) / (2 * step)
    return g


@wrong(
    "numerical_gradient",
    "a step of its own, 0.01, in place of the argument",
    r"0\.01|ignor|argument|own step|coarse|precis|accura|too (large|wide|big)",
)
def ng_own_step(f, w, b, *, step=1e-5):
    h = 0.01
    I = np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - f(w - h * e, b)) / (2 * h) for e in I])
    return dw, (f(w, b + h) - f(w, b - h)) / (2 * h)


@wrong(
    "numerical_gradient",
    "always 1e-5: the argument step is ignored",
    r"\bstep\b.*(ignor|not used|unused|argument)|1e-5|ignor|argument",
)
def ng_step_ignored(f, w, b, *, step=1e-5):
    eps = 1e-5
    I = np.eye(len(w))
    dw = np.array([(f(w + eps * e, b) - f(w - eps * e, b)) / (2 * eps) for e in I])
    return dw, (f(w, b + eps) - f(w, b - eps)) / (2 * eps)


@wrong(
    "numerical_gradient",
    "a step of 1e-20 is lost in rounding",
    r"tiny|too small|round|lost|1e-20|precis|same number|all (zero|0)|are 0|is 0|ignor"
    r"|own step",
)
def ng_tiny_step(f, w, b, *, step=1e-5):
    h = 1e-20  # as small as possible, h -> 0
    I = np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - f(w - h * e, b)) / (2 * h) for e in I])
    return dw, (f(w, b + h) - f(w, b - h)) / (2 * h)


@wrong(
    "numerical_gradient",
    "step is squared: noise",
    r"squar|too small|tiny|round|noise|precis|accura|ignor|own step",
)
def ng_step_squared(f, w, b, *, step=1e-5):
    h = step**2
    I = np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - f(w - h * e, b)) / (2 * h) for e in I])
    return dw, (f(w, b + h) - f(w, b - h)) / (2 * h)


@wrong(
    "numerical_gradient",
    "relative step w[i] * step: 0 / 0 at a zero weight",
    r"relative|proportion|zero weight|0 ?/ ?0|nan|multipl|division by zero|w\[i\] \*",
)
def ng_relative_step(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        h = step * w[i]
        up, dn = w.copy(), w.copy()
        up[i] += h
        dn[i] -= h
        dw[i] = (f(up, b) - f(dn, b)) / (2 * h)
    hb = step * b
    return dw, (f(w, b + hb) - f(w, b - hb)) / (2 * hb)


@wrong(
    "numerical_gradient",
    "weights are scaled by (1 + step), and divided by 2 step",
    r"relative|proportion|multipl|scaled|1 ?\+ ?step|factor of (its|the) (own )?(weight|w)"
    r"|times (its|the) (own )?(weight|w)",
)
def ng_multiplies_weight(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        up, dn = w.copy(), w.copy()
        up[i] *= 1 + step
        dn[i] *= 1 - step
        dw[i] = (f(up, b) - f(dn, b)) / (2 * step)
    return dw, (f(w, b * (1 + step)) - f(w, b * (1 - step))) / (2 * step)


@wrong(
    "numerical_gradient",
    "off by one: the last slope stays 0",
    r"last|off by one|left out|missing|skip|range|zero|every weight|all (the )?weights",
)
def ng_off_by_one(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w) - 1):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "starts at 1, as in R and MATLAB: the first slope stays 0",
    r"first|off by one|left out|missing|skip|range|zero|every weight|all (the )?weights",
)
def ng_starts_at_one(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(1, len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "returns inside the loop: only the first slope is computed",
    r"first|loop|only|early|rest|zero|indent",
)
def ng_return_in_loop(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    db = (f(w, b + step) - f(w, b - step)) / (2 * step)
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
        return dw, db


@wrong(
    "numerical_gradient",
    "dw is overwritten: only the last slope, a number",
    r"last|overwr|only|scalar|one number|shape|loop|dw\[",
)
def ng_only_last(f, w, b, *, step=1e-5):
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "calls f(b, w)",
    r"f\(b, ?w\)|f\(w, ?b\)|order|swap|exchang|argument|raise|error",
)
def ng_f_of_b_w(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(b, w + step * e) - f(b, w - step * e)) / (2 * step) for e in I])
    return dw, (f(b + step, w) - f(b - step, w)) / (2 * step)


@wrong(
    "numerical_gradient",
    "calls f(w) without b",
    r"f\(w, ?b\)|f\(w\)|without b|\bb is|bias|missing|raise|error|argument",
)
def ng_f_of_w(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e) - f(w - step * e)) / (2 * step) for e in I])
    return dw, (f(b + step) - f(b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "uses cost with the notebook's X and y, not f",
    r"notebook|global|\bf\b|cost|handed|argument|raise|error|mismatch",
)
def ng_global_cost(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array(
        [(cost(w + step * e, b, X, y) - cost(w - step * e, b, X, y)) / (2 * step) for e in I]
    )
    return dw, (cost(w, b + step, X, y) - cost(w, b - step, X, y)) / (2 * step)


@wrong(
    "numerical_gradient",
    "db is computed one-sided, dw two-sided",
    r"one.?side|forward|two.?side|both sides|db|bias|central",
)
def ng_db_one_sided(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / (2 * step) for e in I])
    return dw, (f(w, b + step) - f(w, b)) / step


@wrong(
    "numerical_gradient",
    "dw is a column of shape (d, 1)",
    r"shape|column|\(d, ?1\)|dimension|2-?d|flat|vector",
)
def ng_column(f, w, b, *, step=1e-5):
    d = w.shape[0]
    dw = np.zeros((d, 1))
    for i in range(d):
        e = np.zeros(d)
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "db is an array of the length of w",
    r"shape|one number|scalar|db|array|length",
)
def ng_db_array(f, w, b, *, step=1e-5):
    dw = np.zeros_like(w)
    db = np.zeros_like(w)
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step)
        db[i] = (f(w, b + step) - f(w, b - step)) / (2 * step)
    return dw, db


@wrong(
    "numerical_gradient",
    "db is missing: 0",
    r"db|bias|zero",
)
def ng_db_zero(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / (2 * step) for e in I])
    db = 0.0
    return dw, db


@wrong(
    "numerical_gradient",
    "the second derivative",
    r"second derivative|curvature|f''|2 ?\*? ?f\(|slope of the slope",
)
def ng_second_derivative(f, w, b, *, step=1e-5):
    h, I = step, np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - 2 * f(w, b) + f(w - h * e, b)) / h**2 for e in I])
    return dw, (f(w, b + h) - 2 * f(w, b) + f(w, b - h)) / h**2


@wrong(
    "numerical_gradient",
    "divides by step squared",
    r"squar|\*\* ?2|step twice|2 ?\*? ?(step|h)\b|two steps|huge|too large|factor",
)
def ng_over_step_squared(f, w, b, *, step=1e-5):
    h, I = step, np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - f(w - h * e, b)) / h**2 for e in I])
    return dw, (f(w, b + h) - f(w, b - h)) / h**2


@wrong(
    "numerical_gradient",
    "absolute slopes",
    r"abs|sign|negative",
)
def ng_absolute(f, w, b, *, step=1e-5):
    h, I = step, np.eye(len(w))
    dw = np.array([abs(f(w + h * e, b) - f(w - h * e, b)) / (2 * h) for e in I])
    return dw, abs(f(w, b + h) - f(w, b - h)) / (2 * h)


@wrong(
    "numerical_gradient",
    "rounded to 3 decimals",
    r"round|decimal|digit|precis",
)
def ng_rounded(f, w, b, *, step=1e-5):
    h, I = step, np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - f(w - h * e, b)) / (2 * h) for e in I])
    return dw.round(3), round(float((f(w, b + h) - f(w, b - h)) / (2 * h)), 3)


@wrong(
    "numerical_gradient",
    "float32 swallows the nudge",
    r"float32|precis|dtype|round|digit|noise|accura|single",
)
def ng_float32(f, w, b, *, step=1e-5):
    w = np.asarray(w, dtype=np.float32)
    dw = np.zeros(len(w), dtype=np.float32)
    for i in range(len(w)):
        up, dn = w.copy(), w.copy()
        up[i] += np.float32(step)
        dn[i] -= np.float32(step)
        dw[i] = (f(up, b) - f(dn, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "scipy's approx_fprime is one-sided",
    r"one.?side|forward|two.?side|both sides|central|scipy",
)
def ng_approx_fprime(f, w, b, *, step=1e-5):
    theta = np.append(w, b)
    g = optimize.approx_fprime(theta, lambda t: f(t[:-1], t[-1]), step)
    return g[:-1], g[-1]


@wrong(
    "numerical_gradient",
    "np.gradient of the values along w",
    r"np\.gradient|each other|neighbo|values|between",
)
def ng_np_gradient(f, w, b, *, step=1e-5):
    values = np.array([f(w + step * e, b) for e in np.eye(len(w))])
    return np.gradient(values, step), (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "all rows handed to f at once",
    r"at once|together|one at a time|matrix|rows?|shape|raise|error|vectori|2-?d",
)
def ng_vectorised(f, w, b, *, step=1e-5):
    N = step * np.eye(len(w))
    dw = (f(w + N, b) - f(w - N, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "prints and returns nothing",
    r"return|none|print|nothing",
)
def ng_prints(f, w, b, *, step=1e-5):
    h, I = step, np.eye(len(w))
    dw = np.array([(f(w + h * e, b) - f(w - h * e, b)) / (2 * h) for e in I])
    db = (f(w, b + h) - f(w, b - h)) / (2 * h)
    print(dw, db)


@wrong(
    "numerical_gradient",
    "the mean over the weights is taken: divided by d",
    r"mean|average|divid|len\(w\)|number of|factor|/ ?d\b|small",
)
def ng_over_d(f, w, b, *, step=1e-5):
    d = len(w)
    dw = np.zeros(d)
    for i in range(d):
        e = np.zeros(d)
        e[i] = step
        dw[i] = (f(w + e, b) - f(w - e, b)) / (2 * step) / d
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "the sum of the slopes, one number",
    r"sum|one number|scalar|shape|each weight|every weight",
)
def ng_sum(f, w, b, *, step=1e-5):
    dw = 0
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = step
        dw += (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "= for += : w[i] is replaced by the step",
    r"replac|\+=|set to|overwrit|instead of (being )?added|add(ed)? to|around w|around 0"
    r"|origin|w\[i\] = ",
)
def ng_assigns_step(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        up, dn = w.copy(), w.copy()
        up[i] = step
        dn[i] = -step
        dw[i] = (f(up, b) - f(dn, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "slopes at zero: the nudge alone is handed to f",
    r"zero|origin|nudge alone|add(ed)? to w|around w|somewhere else|w is (not|never)"
    r"|ignores? w|other place",
)
def ng_at_zero(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(step * e, b) - f(-step * e, b)) / (2 * step) for e in I])
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong(
    "numerical_gradient",
    "one-sided, and the sign",
    r"one.?side|forward|two.?side|both sides|sign|minus|negative|order|swap|revers",
)
def ng_one_sided_and_sign(f, w, b, *, step=1e-5):
    f0, I = f(w, b), np.eye(len(w))
    return np.array([(f0 - f(w + step * e, b)) / step for e in I]), (f0 - f(w, b + step)) / step


@wrong(
    "numerical_gradient",
    "divides by step, and swaps the pair",
    r"2 ?\*? ?step|two steps|twice|doubl|factor|half|order|swap|exchang|pair|shape|first",
)
def ng_step_and_swapped(f, w, b, *, step=1e-5):
    I = np.eye(len(w))
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / step for e in I])
    return (f(w, b + step) - f(w, b - step)) / step, dw


@wrong(
    "numerical_gradient",
    "never restores the nudged copy, and forgets the 2",
    r"restor|back|reset|still|nudged|stay|accumul|copy|earlier|previous|one at a time"
    r"|2 ?\*? ?step|two steps|twice|doubl|factor|half",
)
def ng_piles_up_and_no_two(f, w, b, *, step=1e-5):
    plus, minus = w.copy(), w.copy()
    dw = np.zeros_like(w)
    for i in range(len(w)):
        plus[i] += step
        minus[i] -= step
        dw[i] = (f(plus, b) - f(minus, b)) / step
    return dw, (f(w, b + step) - f(w, b - step)) / step


@right("numerical_gradient", ordinary_only=True)
def ng_in_place_restored_up_to_rounding(f, w, b, *, step=1e-5):
    # not for integer weights
    dw = np.zeros(len(w))
    for i in range(len(w)):
        w[i] += step
        plus = f(w, b)
        w[i] -= 2 * step
        minus = f(w, b)
        w[i] += step
        dw[i] = (plus - minus) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@right("numerical_gradient")  # was "wrong", for whole-number weights: the course hands over floats
def ng_integer_weights(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for i in range(len(w)):
        up, dn = w.copy(), w.copy()
        up[i] = up[i] + step
        dn[i] = dn[i] - step
        dw[i] = (f(up, b) - f(dn, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


# ===========================================================================
# gradient(w, b, X, y, *, lam=0.0)
# ===========================================================================


@right("gradient")
def g_usual(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w, error.mean()


@right("gradient")
def g_row_times_matrix(w, b, X, y, *, lam=0.0):
    n, d = X.shape
    e = logistic(X @ w + b) - y
    return (e @ X) / n + lam * w, np.sum(e) / n


@right("gradient")
def g_double_loop(w, b, X, y, *, lam=0.0):
    n, d = X.shape
    dw, db = np.zeros(d), 0.0
    for i in range(n):
        z = b
        for j in range(d):
            z += X[i, j] * w[j]
        err = logistic(z) - y[i]
        for j in range(d):
            dw[j] += err * X[i, j]
        db += err
    for j in range(d):
        dw[j] = dw[j] / n + lam * w[j]
    return dw, db / n


@right("gradient")
def g_minus_y_minus_p(w, b, X, y, *, lam=0.0):
    r = y - predict_proba(w, b, X)
    return lam * w - np.mean(r[:, np.newaxis] * X, axis=0), -np.mean(r)


@right("gradient")
def g_bias_column(w, b, X, y, *, lam=0.0):
    m = len(y)
    A = np.hstack([np.ones((m, 1)), X])
    theta = np.r_[b, w]
    reg = np.r_[0, w]
    g = A.T.dot(logistic(A.dot(theta)) - y) / m + lam * reg
    return g[1:], g[0]


@right("gradient")
def g_einsum(w, b, X, y, *, lam=0.0):
    e = logistic(np.einsum("nd,d->n", X, w) + b) - y
    return np.einsum("n,nd->d", e, X) / e.shape[0] + lam * w, np.einsum("n->", e) / e.shape[0]


@right("gradient")
def g_tanh(w, b, X, y, *, lam=0.0):
    half = 0.5 * (1 + np.tanh((X @ w + b) / 2)) - y
    return X.T.dot(half) / half.size + lam * w, half.mean()


@right("gradient")
def g_overflowing_exp_is_fine(w, b, X, y, *, lam=0.0):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    dz = (p - y) / len(y)
    return X.T @ dz + lam * w, dz.sum()


@right("gradient")
def g_columns(w, b, X, y, *, lam=0.0):
    """Everything as columns, as in the deep learning course, flattened in the end."""
    W = np.reshape(w, (-1, 1))
    Y = np.reshape(y, (-1, 1))
    P = logistic(X @ W + b)
    dW = X.T @ (P - Y) / X.shape[0] + lam * W
    return dW.ravel(), float(np.mean(P - Y))


@right("gradient")
def g_two_classes_apart(w, b, X, y, *, lam=0.0):
    z = X @ w + b
    pull = np.where(y == 1, -logistic(-z), logistic(z))
    return np.mean(X.T * pull, axis=1) + lam * w, pull.mean()


@right("gradient")
def g_zip(w, b, X, y, *, lam=0.0):
    dws = [(logistic(x @ w + b) - t) * x + lam * w for x, t in zip(X, y)]
    dbs = [logistic(x @ w + b) - t for x, t in zip(X, y)]
    return sum(dws) / len(dws), math.fsum(dbs) / len(dbs)


@right("gradient", ordinary_only=True)
def g_math_exp(w, b, X, y, *, lam=0.0):
    sig = np.vectorize(lambda z: 1 / (1 + math.exp(-z)))
    e = sig(X @ w + b) - y
    return X.T @ e / len(e) + lam * w, e.mean()


@wrong(
    "gradient",
    "y - p: the sign of the error",
    r"sign|minus|negative|y ?- ?p|p ?- ?y|uphill|opposite|revers|swap",
)
def g_y_minus_p(w, b, X, y, *, lam=0.0):
    error = y - predict_proba(w, b, X)
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "the whole gradient has the wrong sign",
    r"sign|minus|negative|uphill|opposite",
)
def g_negative(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return -(X.T @ error / len(y) + lam * w), -error.mean()


@wrong(
    "gradient",
    "the penalty is missing",
    r"penalty|lam|λ|regular",
)
def g_no_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y), error.mean()


@wrong(
    "gradient",
    "the penalty is subtracted",
    r"minus|subtract|sign|negative|\+ ?(lam|λ)",
)
def g_minus_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) - lam * w, error.mean()


@wrong(
    "gradient",
    "sum instead of mean, dw and db",
    r"sum|mean|average|/ ?n|divid|times n|n times|number of",
)
def g_sum(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error + lam * w, error.sum()


@wrong(
    "gradient",
    "dw is a sum, db a mean",
    r"sum|mean|average|/ ?n|divid|times n|n times|number of",
)
def g_dw_sum(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error + lam * w, error.mean()


@wrong(
    "gradient",
    "db is a sum, not a mean",
    r"sum|mean|average|/ ?n|divid|times n|n times|number of",
)
def g_db_sum(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w, np.sum(error)


@wrong(
    "gradient",
    "divides by the number of weights",
    r"len\(w\)|number of|feature|column|divid|/ ?[dn]\b|mean|average|sum",
)
def g_len_w(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(w) + lam * w, error.mean()


@wrong(
    "gradient",
    "the penalty is divided by n too, as in Andrew Ng's course",
    r"divid|/ ?[nm]\b|1/n|number of|parenthes|too small",
)
def g_penalty_over_n(w, b, X, y, *, lam=0.0):
    m = len(y)
    h = logistic(X @ w + b)
    return (X.T @ (h - y) + lam * w) / m, np.sum(h - y) / m


@wrong(
    "gradient",
    "half of the penalty's slope is kept",
    r"half|0\.5|1/2|½|factor|twice|doubl|slope of the penalty",
)
def g_half_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + 0.5 * lam * w, error.mean()


@wrong(
    "gradient",
    "2 lam w: the slope of a penalty without half",
    r"half|0\.5|1/2|½|factor|twice|doubl|slope of the penalty|2 ?\*? ?(lam|λ)",
)
def g_double_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + 2 * lam * w, error.mean()


@wrong(
    "gradient",
    "the penalty itself is added, not its slope",
    r"slope of the penalty|derivative|square|l2_penalty|penalty itself|not its slope"
    r"|same number|one number",
)
def g_adds_the_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + l2_penalty(w, lam), error.mean()


@wrong(
    "gradient",
    "lam * w ** 2",
    r"square|power|\*\*|slope of the penalty|derivative",
)
def g_squared_weights(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w**2, error.mean()


@wrong(
    "gradient",
    "the sign of w: slope of L1",
    r"l1|sign of|np\.sign|abs|lasso",
)
def g_lasso(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * np.sign(w), error.mean()


@wrong(
    "gradient",
    "lam without w",
    r"without w|lam alone|lam itself|times w|\* ?w|slope of the penalty"
    r"|lam (is|without|not)|each weight|constant",
)
def g_lam_alone(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam, error.mean()


@wrong(
    "gradient",
    "lam * the sum of the weights",
    r"sum of the weights|sum\(w\)|each weight|own weight|every weight|same number"
    r"|slope of the penalty",
)
def g_lam_sum(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * np.sum(w), error.mean()


@wrong(
    "gradient",
    "the bias is penalised",
    r"bias|intercept|\bdb\b",
)
def g_penalises_bias(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w, error.mean() + lam * b


@wrong(
    "gradient",
    "bias column and lam * theta: bias penalised",
    r"bias|intercept|\bdb\b",
)
def g_theta_penalised(w, b, X, y, *, lam=0.0):
    A = np.c_[X, np.ones(len(X))]
    theta = np.append(w, b)
    g = A.T @ (logistic(A @ theta) - y) / len(y) + lam * theta
    return g[:-1], g[-1]


@wrong(
    "gradient",
    "w[0] is not penalised (theta[1:])",
    r"first weight|w\[0\]|skip|left out|all (the )?weights|every weight|theta",
)
def g_first_unpenalised(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = X.T @ error / len(y)
    dw[1:] += lam * w[1:]
    return dw, error.mean()


@wrong(
    "gradient",
    "the factor p (1 - p) of squared errors",
    r"p ?\*? ?\(1|squared error|mse|square|slope of (the )?(σ|sigm|logistic)|derivative"
    r"|chain|cancel|factor|extra",
)
def g_mse(w, b, X, y, *, lam=0.0):
    p = predict_proba(w, b, X)
    delta = (p - y) * p * (1 - p)
    return X.T @ delta / len(y) + lam * w, delta.mean()


@wrong(
    "gradient",
    "score - y: the gradient of linear regression",
    r"score|linear|logistic|σ|sigm|probab",
)
def g_linear(w, b, X, y, *, lam=0.0):
    error = score(w, b, X) - y
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "calls of 0 and 1 in place of probabilities (perceptron)",
    r"call|threshold|0 (and|or) 1|round|predict|probab|perceptron|hard",
)
def g_perceptron(w, b, X, y, *, lam=0.0):
    y_hat = (predict_proba(w, b, X) > 0.5).astype(float)
    return X.T @ (y_hat - y) / len(y) + lam * w, np.mean(y_hat - y)


@wrong(
    "gradient",
    "the bias is missing from the score",
    r"bias|intercept|\bb (is|was|has|stays|moves|must)",
)
def g_no_bias_in_score(w, b, X, y, *, lam=0.0):
    error = logistic(X @ w) - y
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "the classes are exchanged",
    r"class|1 ?- ?y|label|flip|exchang|swap|other|truth",
)
def g_other_class(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - (1 - y)
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "the formula for labels -1 and 1",
    r"-1|\+1|±|label|class 0|y ?= ?0|zero",
)
def g_plus_minus(w, b, X, y, *, lam=0.0):
    z = score(w, b, X)
    pull = -y * logistic(-y * z)
    return X.T @ pull / len(y) + lam * w, pull.mean()


@wrong(
    "gradient",
    "X @ error, not transposed",
    r"transpos|X\.T|shape|raise|error|dimension|mismatch",
)
def g_no_transpose(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "* for @: elementwise, not summed over the cases",
    r"@|\*|element|sum|shape|matrix|broadcast|raise|error|dimension",
)
def g_star(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T * error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "the mean over the wrong axis: one slope a case",
    r"axis|shape|case|row|broadcast|raise|dimension|error",
)
def g_axis_one(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return np.mean(error[:, None] * X, axis=1) + lam * w, error.mean()


@wrong(
    "gradient",
    "no axis: one number for all weights",
    r"axis|one number|same (number|value|slope)|scalar|shape|each weight|every weight"
    r"|column",
)
def g_no_axis(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return np.mean(error[:, None] * X) + lam * w, error.mean()


@wrong(
    "gradient",
    "mean of X times mean of error",
    r"product of|mean of|separate|before|each case|case by case|pair|own|average|multipl"
    r"|X\.T",
)
def g_means_multiplied(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return error.mean() * X.mean(axis=0) + lam * w, error.mean()


@wrong(
    "gradient",
    "dw is divided by n twice",
    r"twice|n ?\*\* ?2|n²|n\^2|n squared|divid|/ ?n|number of|small|mean|1/n",
)
def g_n_twice(w, b, X, y, *, lam=0.0):
    n = len(y)
    error = (predict_proba(w, b, X) - y) / n
    return X.T @ error / n + lam * w, error.sum()


@wrong(
    "gradient",
    "divided by 2 n",
    r"2 ?\*? ?[nm]\b|half|0\.5|factor|twice|divid|/ ?2",
)
def g_over_two_n(w, b, X, y, *, lam=0.0):
    n = len(y)
    error = predict_proba(w, b, X) - y
    return X.T @ error / (2 * n) + lam * w, error.sum() / (2 * n)


@wrong(
    "gradient",
    "doubled, as for squared errors",
    r"doubl|twice|factor|half|two times|2 times|times 2|times two",
)
def g_times_two(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return 2 * X.T @ error / len(y) + lam * w, 2 * error.mean()


@wrong(
    "gradient",
    "n - 1",
    r"n ?- ?1|ddof|divid|mean|average|/ ?n|number of",
)
def g_n_minus_one(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / (len(y) - 1) + lam * w, error.mean()


@wrong(
    "gradient",
    "(db, dw) instead of (dw, db)",
    r"\(db, ?dw\)|\(dw, ?db\)|order|swap|exchang|shape",
)
def g_swapped_pair(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = X.T @ error / len(y) + lam * w
    db = error.mean()
    return db, dw


@wrong(
    "gradient",
    "only dw is returned",
    r"only dw|\bdb\b|pair|tuple|both|bias|two|unpack",
)
def g_only_dw(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w


@wrong(
    "gradient",
    "dw and db in one array",
    r"pair|tuple|array|shape|concat|one (long )?vector|two|unpack",
)
def g_one_array(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return np.append(X.T @ error / len(y) + lam * w, error.mean())


@wrong(
    "gradient",
    "the return is forgotten",
    r"return|none|nothing",
)
def g_forgot_return(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = X.T @ error / len(y) + lam * w  # noqa: F841
    db = error.mean()  # noqa: F841


@wrong(
    "gradient",
    "db is not averaged: one number a case",
    r"mean|average|one number|scalar|shape|array|per case|each case|a case",
)
def g_db_vector(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + lam * w, error


@wrong(
    "gradient",
    "db has shape (1,), dw shape (1, d): keepdims",
    r"shape|keepdims|scalar|one number|dimension|2-?d|row|matrix|\(1",
)
def g_keepdims(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = np.mean(error[:, None] * X, axis=0, keepdims=True) + lam * w
    return dw, np.mean(error, keepdims=True)


@wrong(
    "gradient",
    "y as a column: broadcasting makes an n x n table",
    r"column|broadcast|shape|n ?[x×] ?n|reshape|dimension|matrix|2-?d",
)
def g_column_y(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y.reshape(-1, 1)
    return X.T @ error / len(y) + lam * w.reshape(-1, 1), error.mean()


@wrong(
    "gradient",
    "only the last case counts: = for +=",
    r"last|\+=|overwr|only|one case|loop|every case|all (the )?cases|sum",
)
def g_overwrites(w, b, X, y, *, lam=0.0):
    for x_i, y_i in zip(X, y):
        err = logistic(x_i @ w + b) - y_i
        dw = err * x_i
        db = err
    return dw / len(y) + lam * w, db / len(y)


@wrong(
    "gradient",
    "only one random case, as in stochastic gradient descent",
    r"random|one case|stochastic|all (the )?cases|every case|different|mean|average|seed"
    r"|only|sample",
)
def g_stochastic(w, b, X, y, *, lam=0.0):
    i = np.random.randint(len(y))
    err = logistic(X[i] @ w + b) - y[i]
    return err * X[i] + lam * w, err


@wrong(
    "gradient",
    "return inside the loop: only the first case",
    r"first|loop|only|early|one case|indent|every case|all (the )?cases",
)
def g_return_in_loop(w, b, X, y, *, lam=0.0):
    n, d = X.shape
    dw, db = np.zeros(d), 0.0
    for i in range(n):
        err = logistic(X[i] @ w + b) - y[i]
        dw += err * X[i] / n
        db += err / n
        return dw + lam * w, db


@wrong(
    "gradient",
    "penalty added once a case in the loop",
    r"n times|each case|every case|per case|loop|times n|too (often|large|big)",
)
def g_penalty_in_loop(w, b, X, y, *, lam=0.0):
    n, d = X.shape
    dw, db = np.zeros(d), 0.0
    for i in range(n):
        err = logistic(X[i] @ w + b) - y[i]
        dw += err * X[i] / n + lam * w
        db += err / n
    return dw, db


@wrong(
    "gradient",
    "lam * w added in place: w is changed",
    r"in.?place|mutat|chang|modif|alter|overwr|input|argument",
)
def g_mutates_w(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    w *= lam
    return X.T @ error / len(y) + w, error.mean()


@wrong(
    "gradient",
    "y is changed in place by p -= y the wrong way round",
    r"in.?place|mutat|chang|modif|alter|overwr|input|argument|raise|cast|error",
)
def g_mutates_y(w, b, X, y, *, lam=0.0):
    y -= predict_proba(w, b, X)
    return -X.T @ y / len(y) + lam * w, -y.mean()


@wrong(
    "gradient",
    "reads p from the notebook instead of computing it",
    r"notebook|global|argument|\bp\b|raise|error|shape|predict|broadcast",
)
def g_global_p(w, b, X, y, *, lam=0.0):
    return X.T @ (p - y) / len(y) + lam * w, np.mean(p - y)


@wrong(
    "gradient",
    "reads LAMBDA from the notebook instead of lam",
    r"notebook|global|argument|lam|λ|penalty",
)
def g_global_lambda(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error / len(y) + LAMBDA * w, error.mean()


@wrong(
    "gradient",
    "predict_proba called in the order (X, w, b)",
    r"order|argument|swap|exchang|raise|error|shape|mismatch|dimension",
)
def g_inner_order(w, b, X, y, *, lam=0.0):
    error = predict_proba(X, w, b) - y
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "exp(z) / (1 + exp(z)) is nan at large scores",
    r"nan|overflow|inf|large|big|extreme|safe|exp",
)
def g_nan(w, b, X, y, *, lam=0.0):
    ez = np.exp(X @ w + b)
    error = ez / (1 + ez) - y
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "the minus in exp is missing",
    r"minus|sign|-z|mirror|negative|falls|σ|sigm|logistic|1 ?- ?p",
)
def g_sigmoid_no_minus(w, b, X, y, *, lam=0.0):
    p = 1 / (1 + np.exp(X @ w + b))
    return X.T @ (p - y) / len(y) + lam * w, np.mean(p - y)


@wrong(
    "gradient",
    "divided by the length: a unit vector",
    r"norm|unit|length|direction|scal|divid|too (small|large)",
)
def g_normalised(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = X.T @ error / len(y) + lam * w
    return dw / np.linalg.norm(dw), error.mean()


@wrong(
    "gradient",
    "clipped to -0.1 ... 0.1",
    r"clip|limit|bounded|cap|large|cut|0\.1",
)
def g_clipped(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = X.T @ error / len(y) + lam * w
    return np.clip(dw, -0.1, 0.1), np.clip(error.mean(), -0.1, 0.1)


@wrong(
    "gradient",
    "integer buffer for dw",
    r"int|whole|dtype|trunc|decimal|cut|round|buffer|zero|cast",
)
def g_integer_buffer(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = np.array([0] * len(w))
    for j in range(len(w)):
        dw[j] = np.mean(error * X[:, j]) + lam * w[j]
    return dw, error.mean()


@wrong(
    "gradient",
    "off by one: the last feature's slope stays 0",
    r"last|off by one|left out|missing|skip|range|zero|every weight|all (the )?weights",
)
def g_off_by_one(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = np.zeros(len(w))
    for j in range(len(w) - 1):
        dw[j] = np.mean(error * X[:, j]) + lam * w[j]
    return dw, error.mean()


@wrong(
    "gradient",
    "db is the mean of dw",
    r"db|bias|mean of (dw|the)|error|p ?- ?y",
)
def g_db_is_mean_of_dw(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    dw = X.T @ error / len(y) + lam * w
    return dw, dw.mean()


@wrong(
    "gradient",
    "absolute errors",
    r"abs|sign|negative",
)
def g_absolute(w, b, X, y, *, lam=0.0):
    error = np.abs(predict_proba(w, b, X) - y)
    return X.T @ error / len(y) + lam * w, error.mean()


@wrong(
    "gradient",
    "the slope with respect to X: error times w",
    r"\bw\b|weight|\bX\b|feature|input|shape|data|respect",
)
def g_times_w(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return np.mean(error) * w + lam * w, error.mean()


@wrong(
    "gradient",
    "already times a learning rate of 0.1",
    r"learning.?rate|step|factor|0\.1|scal|too small|tenth|10",
)
def g_learning_rate(w, b, X, y, *, lam=0.0):
    alpha = 0.1
    error = predict_proba(w, b, X) - y
    return alpha * (X.T @ error / len(y) + lam * w), alpha * error.mean()


@wrong(
    "gradient",
    "y - p, and the sum",
    r"sign|minus|negative|y ?- ?p|p ?- ?y|uphill|opposite|sum|mean|average|/ ?n|divid",
)
def g_sign_and_sum(w, b, X, y, *, lam=0.0):
    error = y - predict_proba(w, b, X)
    return X.T @ error + lam * w, error.sum()


@wrong(
    "gradient",
    "penalty over n, and the bias penalised",
    r"bias|intercept|\bdb\b|penalty.*(divid|/ ?n)|divid|/ ?[nm]\b|number of",
)
def g_over_n_and_bias(w, b, X, y, *, lam=0.0):
    n = len(y)
    error = predict_proba(w, b, X) - y
    return (X.T @ error + lam * w) / n, (np.sum(error) + lam * b) / n


@wrong(
    "gradient",
    "sum for mean, and the penalty doubled",
    r"sum|mean|average|/ ?n|divid|times n|half|½|twice|doubl|factor",
)
def g_sum_and_double_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return X.T @ error + 2 * lam * w, error.sum()


@wrong(
    "gradient",
    "pair swapped, and the penalty is missing",
    r"order|swap|exchang|pair|first|shape|penalty|lam|λ",
)
def g_swapped_no_penalty(w, b, X, y, *, lam=0.0):
    error = predict_proba(w, b, X) - y
    return np.mean(error), X.T @ error / len(y)


# ===========================================================================
# gradient_step(w, b, X, y, *, learning_rate, lam=0.0)
# ===========================================================================


@right("gradient_step")
def gs_usual(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@right("gradient_step")
def gs_new_names(w, b, X, y, *, learning_rate, lam=0.0):
    grads = gradient(w, b, X, y, lam=lam)
    new_w = w + (-learning_rate) * grads[0]
    new_b = b + (-learning_rate) * grads[1]
    return new_w, new_b


@right("gradient_step")
def gs_copy_then_in_place(w, b, X, y, *, learning_rate, lam=0.0):
    w = np.array(w, dtype=float, copy=True)
    dw, db = gradient(w, b, X, y, lam=lam)
    w -= learning_rate * dw
    b -= learning_rate * db
    return w, b


@right("gradient_step")
def gs_by_hand(w, b, X, y, *, learning_rate, lam=0.0):
    n = len(y)
    r = y - 1 / (1 + np.exp(-(X @ w + b)))
    w_next = w + learning_rate * (X.T @ r / n - lam * w)
    b_next = b + learning_rate * r.sum() / n
    return w_next, b_next


@right("gradient_step")
def gs_weight_decay(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y)
    return (1 - learning_rate * lam) * w - learning_rate * dw, b - learning_rate * db


@right("gradient_step")
def gs_theta(w, b, X, y, *, learning_rate, lam=0.0):
    theta = np.append(w, b)
    g = np.append(*gradient(w, b, X, y, lam=lam))
    theta = theta - learning_rate * g
    return theta[:-1], theta[-1]


@right("gradient_step")
def gs_generator_of_pairs(w, b, X, y, *, learning_rate, lam=0.0):
    return tuple(
        old - learning_rate * slope for old, slope in zip((w, b), gradient(w, b, X, y, lam=lam))
    )


@right("gradient_step")
def gs_bias_first_from_saved_slopes(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    b = b - learning_rate * db
    w = w - learning_rate * dw
    return w, b


@right("gradient_step")
def gs_loop_over_weights(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    out = []
    for j in range(len(w)):
        out.append(w[j] - learning_rate * dw[j])
    return np.array(out), b - learning_rate * db


gs_partial = right("gradient_step")(functools.partial(gradient_step))


@right("gradient_step")
def gs_two_calls_same_place(w, b, X, y, *, learning_rate, lam=0.0):
    step_w = np.multiply(learning_rate, gradient(w, b, X, y, lam=lam)[0])
    step_b = np.multiply(learning_rate, gradient(w, b, X, y, lam=lam)[1])
    return np.subtract(w, step_w), np.subtract(b, step_b)


@wrong(
    "gradient_step",
    "uphill: adds the gradient",
    r"uphill|add|plus|sign|minus|subtract|opposite|direction|wrong way",
)
def gs_uphill(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w + learning_rate * dw, b + learning_rate * db


@wrong(
    "gradient_step",
    "the bias goes uphill",
    r"uphill|add|plus|sign|minus|subtract|opposite|direction|wrong way|bias",
)
def gs_bias_uphill(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b + learning_rate * db


@wrong(
    "gradient_step",
    "gradient minus weights",
    r"sign|minus|subtract|order|swap|opposite|negative|revers|mirror",
)
def gs_reversed_subtraction(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return learning_rate * dw - w, learning_rate * db - b


@wrong(
    "gradient_step",
    "the learning rate is forgotten",
    r"learning.?rate|rate|scal|step size|full gradient",
)
def gs_no_rate(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - dw, b - db


@wrong(
    "gradient_step",
    "no learning rate for the bias",
    r"learning.?rate.*(bias|\bb (is|was|has|stays|moves|must)|db)"
    r"|(bias|\bb (is|was|has|stays|moves|must)|db).*learning.?rate|bias",
)
def gs_no_rate_for_bias(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - db


@wrong(
    "gradient_step",
    "divides by the learning rate",
    r"divid|inverse|reciprocal|1 ?/ ?learning",
)
def gs_divides(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - dw / learning_rate, b - db / learning_rate


@wrong(
    "gradient_step",
    "learning rate is taken twice (squared)",
    r"twice|squar|learning.?rate \*\* ?2",
)
def gs_rate_squared(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    dw = learning_rate * dw
    db = learning_rate * db
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "double step",
    r"twice|doubl|factor|two times|2 times|times 2|times two|too far|too (long|large)",
)
def gs_double(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - 2 * learning_rate * dw, b - 2 * learning_rate * db


@wrong(
    "gradient_step",
    "divided by n once more",
    r"divid|/ ?[nm]\b|number of|twice|1/n|small|short|factor|len|mean",
)
def gs_over_n(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    n = X.shape[0]
    return w - learning_rate / n * dw, b - learning_rate / n * db


@wrong(
    "gradient_step",
    "multiplied by n: the sum of the slopes",
    r"sum|mean|average|times n|n times|number of|large|long|factor|divid|len|/ ?n",
)
def gs_sum(w, b, X, y, *, learning_rate, lam=0.0):
    e = predict_proba(w, b, X) - y
    return w - learning_rate * (X.T @ e + lam * w), b - learning_rate * e.sum()


@wrong(
    "gradient_step",
    "the bias moves first, dw is computed at the new bias",
    r"first|same place|somewhere else|moved|new b|old b|bias|simultan|same time|both|order",
)
def gs_bias_first(w, b, X, y, *, learning_rate, lam=0.0):
    b = b - learning_rate * gradient(w, b, X, y, lam=lam)[1]
    w = w - learning_rate * gradient(w, b, X, y, lam=lam)[0]
    return w, b


@wrong(
    "gradient_step",
    "the weights move first, db is computed at the new weights",
    r"first|same place|somewhere else|moved|new w|old w|weights|simultan|same time|both"
    r"|order",
)
def gs_weights_first(w, b, X, y, *, learning_rate, lam=0.0):
    dw, _ = gradient(w, b, X, y, lam=lam)
    w = w - learning_rate * dw
    _, db = gradient(w, b, X, y, lam=lam)
    b = b - learning_rate * db
    return w, b


@wrong(
    "gradient_step",
    "w -= changes the caller's array",
    r"in.?place|mutat|chang|modif|alter|-=|input|argument|caller|new array|copy",
)
def gs_in_place(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w -= learning_rate * dw
    b -= learning_rate * db
    return w, b


@wrong(
    "gradient_step",
    "w[:] = ... changes the caller's array",
    r"in.?place|mutat|chang|modif|alter|\[:\]|input|argument|caller|new array|copy",
)
def gs_slice_assignment(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w[:] = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b


@wrong(
    "gradient_step",
    "new_w = w is no copy: the loop changes the caller's array",
    r"in.?place|mutat|chang|modif|alter|input|argument|caller|new array|copy|alias",
)
def gs_alias(w, b, X, y, *, learning_rate, lam=0.0):
    new_w = w
    dw, db = gradient(w, b, X, y, lam=lam)
    for j in range(len(w)):
        new_w[j] -= learning_rate * dw[j]
    return new_w, b - learning_rate * db


@wrong(
    "gradient_step",
    "lam is not passed on",
    r"lam|λ|penalty|regular",
)
def gs_no_lam(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "the penalty is counted twice",
    r"penalty.*(twice|two|doubl)|twice|doubl|2 ?\*? ?lam|too (large|big|much|strong)",
)
def gs_penalty_twice(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * (dw + lam * w), b - learning_rate * db


@wrong(
    "gradient_step",
    "weight decay without the learning rate",
    r"\blam\b|λ|penalty|decay",
)
def gs_decay_without_rate(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y)
    return w - learning_rate * dw - lam * w, b - learning_rate * db


@wrong(
    "gradient_step",
    "the bias decays too",
    r"bias|intercept|\bb (is|was|has|stays|moves|must)",
)
def gs_bias_decays(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * (db + lam * b)


@wrong(
    "gradient_step",
    "returns the gradient, not the new pair",
    r"returns? (only )?(the )?(gradient|slope)"
    r"|(gradient|slopes?) (itself|themselves|alone|not|instead|in place|rather)"
    r"|\(?dw, ?db\)?|not the new|not moved",
)
def gs_returns_gradient(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return dw, db


@wrong(
    "gradient_step",
    "returns only the movement",
    r"movement|displacement|step alone|only the (step|change|move)|change (itself|alone)"
    r"|differen|without (w|the old)|old (w|place|pair)|from zero|started|starting"
    r"|add(ed)? to",
)
def gs_returns_movement(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return -learning_rate * dw, -learning_rate * db


@wrong(
    "gradient_step",
    "(b, w) instead of (w, b)",
    r"\(b, ?w\)|\(w, ?b\)|order|swap|exchang|shape",
)
def gs_swapped_result(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return b - learning_rate * db, w - learning_rate * dw


@wrong(
    "gradient_step",
    "db, dw = gradient(...): unpacked in the wrong order",
    r"order|swap|exchang|pair|unpack|shape|db",
)
def gs_swapped_unpacking(w, b, X, y, *, learning_rate, lam=0.0):
    db, dw = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "only the weights are returned",
    r"only the weights|only w|pair|tuple|\bb is|bias|both|two|unpack",
)
def gs_only_w(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w = w - learning_rate * dw
    return w


@wrong(
    "gradient_step",
    "the bias is never moved",
    r"bias|\bb (is|never|stays|does|has)|intercept",
)
def gs_bias_stays(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w = w - learning_rate * dw
    return w, b


@wrong(
    "gradient_step",
    "the weights are never moved",
    r"weights? (is|are|do|did|does|never|stay|not|have)|\bw (is|never|stays|does|has)"
    r"|not mov|never mov|unchang|unmoved",
)
def gs_weights_stay(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    b = b - learning_rate * db
    return w, b


@wrong(
    "gradient_step",
    "returns the old pair",
    r"old|unchang|not mov|never mov|stay|nothing (has )?mov|same (w|pair|place)"
    r"|new (w|pair)",
)
def gs_returns_old(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w_new = w - learning_rate * dw  # noqa: F841
    b_new = b - learning_rate * db  # noqa: F841
    return w, b


@wrong(
    "gradient_step",
    "the return is forgotten",
    r"return|none|nothing",
)
def gs_forgot_return(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w = w - learning_rate * dw
    b = b - learning_rate * db


@wrong(
    "gradient_step",
    "b is moved by the mean of dw",
    r"bias|\bdb\b|mean of dw|average of dw",
)
def gs_bias_by_dw(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * np.mean(dw)


@wrong(
    "gradient_step",
    "b - learning_rate * dw: the bias becomes an array",
    r"bias (becomes|is|an|has|got|moved)|\bdw\b|shape|scalar|one number|array",
)
def gs_dw_for_db(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * dw


@wrong(
    "gradient_step",
    "a fixed learning rate of its own, 0.5",
    r"learning.?rate|fixed|argument|ignor",
)
def gs_fixed_rate(w, b, X, y, *, learning_rate, lam=0.0):
    alpha = 0.5
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - alpha * dw, b - alpha * db


@wrong(
    "gradient_step",
    "keyword named alpha instead of learning_rate, the rate is the notebook's",
    r"alpha|keyword|argument|unexpected|typeerror|raise|error|learning.?rate|notebook"
    r"|global",
)
def gs_alpha(w, b, X, y, *, alpha=None, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "dw and db are those of the notebook",
    r"notebook|global|dw|gradient|argument|same|raise|error|shape|broadcast|depend",
)
def gs_global_slopes(w, b, X, y, *, learning_rate, lam=0.0):
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "reads lam from the notebook as LAMBDA",
    r"notebook|global|lam|λ|argument|penalty",
)
def gs_global_lam(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=LAMBDA)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "lam and learning_rate are exchanged",
    r"exchang|swap|mix|lam.*learning.?rate|learning.?rate.*lam",
)
def gs_lam_for_rate(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=learning_rate)
    return w - lam * dw, b - lam * db


@wrong(
    "gradient_step",
    "gradient called in the order (X, y, w, b)",
    r"order|argument|swap|exchang|raise|error|shape|mismatch|dimension",
)
def gs_inner_order(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(X, y, w, b, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "lam is handed over by position, which fails",
    r"position|keyword|argument|typeerror|raise|error|lam=lam|takes",
)
def gs_positional_lam(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "two steps instead of one",
    r"two steps|2 steps|twice|doubl|one step|too (far|many)",
)
def gs_two_steps(w, b, X, y, *, learning_rate, lam=0.0):
    for _ in range(2):
        dw, db = gradient(w, b, X, y, lam=lam)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


@wrong(
    "gradient_step",
    "the step is a unit vector: divided by the gradient's length",
    r"norm|unit|length|direction|divid|fixed|scal",
)
def gs_normalised(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    length = np.sqrt(np.sum(dw**2) + db**2)
    return w - learning_rate * dw / length, b - learning_rate * db / length


@wrong(
    "gradient_step",
    "steps by the sign of the slope",
    r"sign|size|length|slope|direction|fixed|magnitude",
)
def gs_sign(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * np.sign(dw), b - learning_rate * np.sign(db)


@wrong(
    "gradient_step",
    "returns the cost, too",
    r"cost|three|pair|two|tuple|unpack|extra|too many|length|values",
)
def gs_three(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, cost(w, b, X, y, lam=lam)


@wrong(
    "gradient_step",
    "subtracts the cost instead of the slopes",
    r"\bcost\b|loss",
)
def gs_subtracts_cost(w, b, X, y, *, learning_rate, lam=0.0):
    J = cost(w, b, X, y, lam=lam)
    return w - learning_rate * J, b - learning_rate * J


@wrong(
    "gradient_step",
    "from zero, not from the given pair",
    r"zero|start|given|argument|somewhere else|origin|ignor|reset|place",
)
def gs_from_zero(w, b, X, y, *, learning_rate, lam=0.0):
    w = np.zeros(X.shape[1])
    b = 0.0
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "rounded to 3 decimals",
    r"round|decimal|digit|precis",
)
def gs_rounded(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return np.round(w - learning_rate * dw, 3), round(float(b - learning_rate * db), 3)


@wrong(
    "gradient_step",
    "weights multiplied by the step",
    r"multipl|product|subtract",
)
def gs_multiplies(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w * learning_rate * dw, b * learning_rate * db


@wrong(
    "gradient_step",
    "w - learning_rate - dw",
    r"multipl|subtract(s|ed)? the (learning )?rate|learning.?rate.*(subtract|minus|shift)"
    r"|times|shift|learning.?rate",
)
def gs_subtracts_rate(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate - dw, b - learning_rate - db


@wrong(
    "gradient_step",
    "parentheses: (w - learning_rate) * dw",
    r"parenthes|bracket|precedence|multipl",
)
def gs_parentheses(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    return (w - learning_rate) * dw, (b - learning_rate) * db


@wrong(
    "gradient_step",
    "the classes are exchanged: 1 - y",
    r"class|1 ?- ?y|label|flip|exchang|swap|other|uphill|sign|opposite",
)
def gs_other_class(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, 1 - y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong(
    "gradient_step",
    "uphill, and lam is not passed on",
    r"uphill|add|plus|sign|minus|subtract|opposite|direction|wrong way|lam|λ|penalty",
)
def gs_uphill_no_lam(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y)
    return w + learning_rate * dw, b + learning_rate * db


@wrong(
    "gradient_step",
    "bias first, and the sign",
    r"uphill|add|plus|sign|minus|subtract|opposite|direction|first|same place"
    r"|somewhere else|moved|bias|simultan",
)
def gs_bias_first_uphill(w, b, X, y, *, learning_rate, lam=0.0):
    b = b + learning_rate * gradient(w, b, X, y, lam=lam)[1]
    w = w + learning_rate * gradient(w, b, X, y, lam=lam)[0]
    return w, b


@wrong(
    "gradient_step",
    "in place, and the learning rate forgotten",
    r"in.?place|mutat|chang|modif|alter|-=|input|caller|copy|learning.?rate|rate",
)
def gs_in_place_no_rate(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    w -= dw
    b -= db
    return w, b


@wrong(
    "gradient_step",
    "w -= in place, and bias moves first",
    r"in.?place|mutat|chang|modif|alter|-=|input|caller|copy|first|same place"
    r"|somewhere else|moved|bias|simultan",
)
def gs_in_place_bias_first(w, b, X, y, *, learning_rate, lam=0.0):
    b -= learning_rate * gradient(w, b, X, y, lam=lam)[1]
    w -= learning_rate * gradient(w, b, X, y, lam=lam)[0]
    return w, b


# ===========================================================================
# costs(X, y, *, learning_rate, lam=0.0, n_steps)
# ===========================================================================


@right("costs")
def cs_append(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@right("costs")
def cs_cost_before_the_step(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = np.empty(n_steps + 1)
    for k in range(n_steps + 1):
        J[k] = cost(w, b, X, y, lam=lam)
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return J


@right("costs")
def cs_while(X, y, *, learning_rate, lam=0.0, n_steps):
    n, d = X.shape
    w = np.array([0.0] * d)
    b = 0
    out = np.zeros(1 + n_steps)
    i = 0
    while True:
        out[i] = log_loss(w, b, X, y) + l2_penalty(w, lam)
        if i == n_steps:
            break
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        i += 1
    return out


@right("costs")
def cs_in_place_on_its_own_arrays(X, y, *, learning_rate, lam=0.0, n_steps):
    w = np.zeros_like(X[0], dtype=float)
    b = 0.0
    costs = [cost(w, b, X, y, lam=lam)]
    for step in range(1, n_steps + 1):
        dw, db = gradient(w, b, X, y, lam=lam)
        w -= learning_rate * dw
        b -= learning_rate * db
        costs += [cost(w, b, X, y, lam=lam)]
    return np.asarray(costs)


@right("costs")
def cs_recursion(X, y, *, learning_rate, lam=0.0, n_steps):
    def walk(w, b, left):
        here = [cost(w, b, X, y, lam=lam)]
        if left == 0:
            return here
        return here + walk(
            *gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam), left - 1
        )

    return np.array(walk(np.zeros(X.shape[1]), 0.0, n_steps))


@right("costs")
def cs_generator(X, y, *, learning_rate, lam=0.0, n_steps):
    def path():
        w, b = np.zeros(X.shape[1]), 0.0
        yield w, b
        for _ in range(n_steps):
            w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
            yield w, b

    return np.fromiter((cost(w, b, X, y, lam=lam) for w, b in path()), dtype=float)


@right("costs")
def cs_accumulate(X, y, *, learning_rate, lam=0.0, n_steps):
    from itertools import accumulate

    step = functools.partial(gradient_step, X=X, y=y, learning_rate=learning_rate, lam=lam)
    start = (np.zeros(X.shape[1]), 0.0)
    path = accumulate(range(n_steps), lambda wb, _: step(*wb), initial=start)
    return np.array([cost(w, b, X, y, lam=lam) for w, b in path])


@right("costs")
def cs_theta_by_hand(X, y, *, learning_rate, lam=0.0, n_steps):
    n = X.shape[0]
    A = np.column_stack((np.ones(n), X))
    theta = np.zeros(A.shape[1])
    reg = np.ones_like(theta)
    reg[0] = 0
    J_history = np.zeros(n_steps + 1)
    for it in range(n_steps + 1):
        z = A @ theta
        J_history[it] = np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * (reg * theta) @ theta
        grad = A.T @ (logistic(z) - y) / n + lam * reg * theta
        theta = theta - learning_rate * grad
    return J_history


@right("costs")
def cs_np_append(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), np.float64(0)
    J = np.array([])
    for _ in range(n_steps):
        J = np.append(J, cost(w, b, X, y, lam=lam))
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
    return np.append(J, cost(w, b, X, y, lam=lam))


class Trainer:
    """As in a machine learning library: fit, then look at the history."""

    def __init__(self, learning_rate, lam):
        self.learning_rate, self.lam = learning_rate, lam

    def fit(self, X, y, n_steps):
        self.w, self.b, self.history = np.zeros(X.shape[1]), 0.0, []
        self.note(X, y)
        for _ in range(n_steps):
            dw, db = gradient(self.w, self.b, X, y, lam=self.lam)
            self.w = self.w - self.learning_rate * dw
            self.b = self.b - self.learning_rate * db
            self.note(X, y)
        return self

    def note(self, X, y):
        self.history.append(cost(self.w, self.b, X, y, lam=self.lam))


@right("costs")
def cs_trainer_object(X, y, *, learning_rate, lam=0.0, n_steps):
    return np.array(Trainer(learning_rate, lam).fit(X, y, n_steps).history)


@wrong(
    "costs",
    "the cost at the start is missing: n_steps entries",
    r"at the start|the start|starting|first cost|entries|length|shape|n_steps ?\+ ?1"
    r"|too few|one (cost )?(is )?(missing|short)|posts?\b",
)
def cs_no_start(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the cost after the last step is missing: n_steps entries",
    r"last|end|final|entries|length|shape|n_steps ?\+ ?1|too few"
    r"|one (cost )?(is )?(missing|short)|number of|posts?",
)
def cs_no_end(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for _ in range(n_steps):
        history.append(cost(w, b, X, y, lam=lam))
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
    return np.array(history)


@wrong(
    "costs",
    "one step too many: n_steps + 2 entries",
    r"too many|entries|length|shape|n_steps ?\+|one more|extra|number of|posts?",
)
def cs_one_too_many(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps + 1):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "range(1, n_steps): one step too few, the last entry stays 0",
    r"last|zero|too few|one (step )?(is )?(missing|short)|range|off by one|unfilled"
    r"|never filled",
)
def cs_last_stays_zero(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = np.zeros(n_steps + 1)
    J[0] = cost(w, b, X, y, lam=lam)
    for k in range(1, n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        J[k] = cost(w, b, X, y, lam=lam)
    return J


@wrong(
    "costs",
    "the start is never noted: J[0] stays 0",
    r"the start|at the start|first (cost|entry)|J\[0\]|initial|stays 0|is 0",
)
def cs_first_stays_zero(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = np.zeros(n_steps + 1)
    for k in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        J[k + 1] = cost(w, b, X, y, lam=lam)
    return J


@wrong(
    "costs",
    "the start is noted twice: the cost is taken before each step",
    r"start.*twice|twice|before (each|every|the) step|after (each|every|the) step"
    r"|one step (late|behind)|shift|delay|behind|last cost",
)
def cs_start_twice(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        history.append(cost(w, b, X, y, lam=lam))
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
    return np.array(history)


@wrong(
    "costs",
    "a step before the first cost: all are one step late",
    r"before the first|first cost|one step (late|early|ahead|too)|shift|already"
    r"|cost at the start|start is missing|from the start",
)
def cs_step_before_first(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for _ in range(n_steps + 1):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "starts at ones",
    r"ones\b|at zero|start(s|ed)? (at|from|with|elsewhere)|initial|starting|the start",
)
def cs_starts_at_ones(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.ones(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "starts at small random weights, as for neural networks",
    r"random|at zero|start(s|ed)? (at|from|with|elsewhere)|initial|starting|the start|seed",
)
def cs_starts_at_random(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.random.randn(X.shape[1]) * 0.01, 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the bias starts at 1",
    r"bias|at zero|start(s|ed)? (at|from|with|elsewhere)|initial|starting|the start",
)
def cs_bias_starts_at_one(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 1.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "starts at the notebook's w and b",
    r"notebook|global|start|zero|initial|unbound|referenced|raise|error|shape|mismatch",
)
def cs_starts_in_notebook(X, y, *, learning_rate, lam=0.0, n_steps):
    ww, bb = w, b
    history = [cost(ww, bb, X, y, lam=lam)]
    for _ in range(n_steps):
        ww, bb = gradient_step(ww, bb, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(ww, bb, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "forgets to start: w is read before it is assigned",
    r"unbound|referenced|assign|raise|error|local|at zero|initial",
)
def cs_unbound(X, y, *, learning_rate, lam=0.0, n_steps):
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)  # noqa: F823
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "one weight a case: zeros(len(X))",
    r"shape|len|feature|column|number of|raise|error|mismatch|dimension|weights?",
)
def cs_one_weight_a_case(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(len(X)), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the whole walk starts anew in every step",
    r"start|reset|again|anew|same|constant|never mov|inside|loop|first step",
)
def cs_restarts(X, y, *, learning_rate, lam=0.0, n_steps):
    history = [cost(np.zeros(X.shape[1]), 0.0, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = np.zeros(X.shape[1]), 0.0
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the step's result is thrown away: nothing moves",
    r"mov|same cost|all the same|constant|thrown|discard|unchang|result of the step|stay at"
    r"|stand",
)
def cs_nothing_moves(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the gradient is computed only once, before the loop",
    r"once|same gradient|every step|each step|anew|again|fresh|straight|inside"
    r"|before the loop|recomput|new place|second step",
)
def cs_gradient_once(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    dw, db = gradient(w, b, X, y, lam=lam)
    for _ in range(n_steps):
        w = w - learning_rate * dw
        b = b - learning_rate * db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "uphill: adds the gradient",
    r"uphill|add|plus|sign|minus|subtract|opposite|direction|wrong way|grow|rise|increas",
)
def cs_uphill(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w = w + learning_rate * dw
        b = b + learning_rate * db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the learning rate is forgotten",
    r"learning.?rate|rate|step size|too (far|large|long)",
)
def cs_no_rate(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w - dw, b - db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "a fixed learning rate of 0.1",
    r"learning.?rate|rate|fixed|0\.1|argument|ignor",
)
def cs_fixed_rate(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=0.1, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the learning rate shrinks with every step",
    r"learning.?rate|rate|decay|shrink|schedule|smaller|constant|second step|later",
)
def cs_decaying_rate(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for k in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate / (1 + k), lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "lam is missing in the step",
    r"lam\b|λ|penalty|regular",
)
def cs_no_lam_in_step(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the loss without the penalty is noted",
    r"lam|λ|penalty|regular|log_loss|loss",
)
def cs_notes_the_loss(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [log_loss(w, b, X, y)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(log_loss(w, b, X, y))
    return np.array(history)


@wrong(
    "costs",
    "lam is ignored everywhere",
    r"lam|λ|penalty|regular",
)
def cs_lam_ignored(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
        history.append(cost(w, b, X, y))
    return np.array(history)


@wrong(
    "costs",
    "only the last cost is returned",
    r"only the last|last cost|one number|entries|length|shape|history|single|n_steps ?\+ ?1",
)
def cs_only_last(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = cost(w, b, X, y, lam=lam)
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        J = cost(w, b, X, y, lam=lam)
    return J


@wrong(
    "costs",
    "return inside the loop: after one step",
    r"loop|early|entries|length|shape|after one step|indent|too few|returns? (none|nothing)"
    r"|none",
)
def cs_return_in_loop(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
        return np.array(history)


@wrong(
    "costs",
    "prints the costs and returns nothing",
    r"return|none|print|nothing",
)
def cs_prints(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    print(0, cost(w, b, X, y, lam=lam))
    for k in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        print(k + 1, cost(w, b, X, y, lam=lam))


@wrong(
    "costs",
    "history = history.append(...) makes None",
    r"none|append|raise|error|attribute|return|nothing",
)
def cs_append_returns_none(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    history = history.append(cost(w, b, X, y, lam=lam))
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history = history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "np.append's result is thrown away",
    r"append|entries|length|shape|empty|thrown|discard|one entry|too few|number of"
    r"|n_steps ?\+ ?1",
)
def cs_np_append_thrown_away(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = np.array([cost(w, b, X, y, lam=lam)])
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        np.append(J, cost(w, b, X, y, lam=lam))
    return J


@wrong(
    "costs",
    "returns the trained pair (w, b)",
    r"\(w, ?b\)|weights|pair|tuple|trained|model|not the costs|instead of the costs",
)
def cs_returns_model(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return w, b


@wrong(
    "costs",
    "returns (w, b, costs)",
    r"\(w, ?b|weights|triple|tuple|three|only the costs|costs alone|model",
)
def cs_returns_three(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return w, b, np.array(history)


@right("costs")  # was "wrong": a list is let pass, with a remark
def cs_list(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return history


@wrong(
    "costs",
    "an integer buffer cuts the costs to 0",
    r"int|whole|dtype|trunc|decimal|cut|round|buffer|zero",
)
def cs_integer_buffer(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = np.zeros(n_steps + 1, dtype=int)
    J[0] = cost(w, b, X, y, lam=lam)
    for k in range(1, n_steps + 1):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        J[k] = cost(w, b, X, y, lam=lam)
    return J


@wrong(
    "costs",
    "integer weights: -= into an integer array",
    r"int|dtype|cast|raise|error|float|trunc|whole",
)
def cs_integer_weights(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.array([0] * X.shape[1]), 0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w -= learning_rate * dw
        b -= learning_rate * db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the bias moves first, dw is computed at the new bias",
    r"first|same place|somewhere else|moved|new b|old b|bias|simultan|same time|both|order",
)
def cs_bias_first(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        b = b - learning_rate * gradient(w, b, X, y, lam=lam)[1]
        w = w - learning_rate * gradient(w, b, X, y, lam=lam)[0]
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the bias is never moved",
    r"bias|\bdb\b|intercept",
)
def cs_bias_stays(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w = w - learning_rate * dw
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "bias column of ones, penalised with the rest",
    r"bias|\bb (is|was|has|stays|moves|must)|intercept|column",
)
def cs_bias_column_penalised(X, y, *, learning_rate, lam=0.0, n_steps):
    A = np.c_[np.ones(len(X)), X]
    theta = np.zeros(A.shape[1])
    history = [cost(theta, 0.0, A, y, lam=lam)]
    for _ in range(n_steps):
        theta = theta - learning_rate * gradient(theta, 0.0, A, y, lam=lam)[0]
        history.append(cost(theta, 0.0, A, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "from last to first: reversed",
    r"revers|order|backward|last to first|from the end|back to front",
)
def cs_reversed(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.insert(0, cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "stops early when the cost hardly changes",
    r"early|stop|break|entries|length|shape|too few|tol|converge|number of|n_steps ?\+ ?1",
)
def cs_stops_early(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
        if abs(history[-1] - history[-2]) < 1e-2:
            break
    return np.array(history)


@wrong(
    "costs",
    "stochastic: one case a step",
    r"stochastic|one case|all (the )?cases|every case|single|case|row|mini.?batch|subset",
)
def cs_stochastic(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for k in range(n_steps):
        i = k % len(y)
        w, b = gradient_step(w, b, X[i : i + 1], y[i : i + 1], learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "sum of the losses, not the mean",
    r"sum|mean|average|times n|n times|/ ?n|divid|number of",
)
def cs_sum(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [np.sum(sample_losses(w, b, X, y)) + l2_penalty(w, lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(np.sum(sample_losses(w, b, X, y)) + l2_penalty(w, lam))
    return np.array(history)


@wrong(
    "costs",
    "cost by hand with naive logs: nan once the scores are large",
    r"nan|inf|overflow|log\(0\)|log of (0|zero)|large|big|extreme|safe|logaddexp",
)
def cs_naive_logs(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b, J = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps + 1):
        p = predict_proba(w, b, X)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        J.append(loss + 0.5 * lam * w @ w)
        w = w - learning_rate * (X.T @ (p - y) / len(y) + lam * w)
        b = b - learning_rate * np.mean(p - y)
    return np.array(J)


@wrong(
    "costs",
    "the table is standardised first",
    r"standardi|scale|scaling|raw|\bX\b|table|data|units",
)
def cs_standardises(X, y, *, learning_rate, lam=0.0, n_steps):
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "a column of shape (n_steps + 1, 1), as in MATLAB",
    r"shape|column|dimension|2-?d|\(.*, ?1\)|flat",
)
def cs_column(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = np.zeros((n_steps + 1, 1))
    J[0] = cost(w, b, X, y, lam=lam)
    for k in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        J[k + 1] = cost(w, b, X, y, lam=lam)
    return J


@wrong(
    "costs",
    "a fixed number of 100 steps",
    r"100|fixed|n_steps|entries|length|shape|number of|too many|argument",
)
def cs_hundred_steps(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(100):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "the running sum: cost is added up",
    r"sum|add(ed)? up|accumul|running|cumul|grow|total",
)
def cs_running_sum(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    J = cost(w, b, X, y, lam=lam)
    history = [J]
    for _ in range(n_steps):
        w, b = gradient_step(w, b, X, y, learning_rate=learning_rate, lam=lam)
        J += cost(w, b, X, y, lam=lam)
        history.append(J)
    return np.array(history)


@wrong(
    "costs",
    "start missing, and lam is not in the step",
    r"at the start|the start|first cost|starting|entries|length|shape|n_steps ?\+ ?1"
    r"|too few|one short|lam\b|λ|penalty",
)
def cs_no_start_no_lam(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "starts at ones, and walks uphill",
    r"ones\b|at zero|start(s|ed)? (at|from|with)|uphill|sign|minus|subtract|opposite"
    r"|direction",
)
def cs_ones_uphill(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.ones(X.shape[1]), 0.0
    history = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w + learning_rate * dw, b + learning_rate * db
        history.append(cost(w, b, X, y, lam=lam))
    return np.array(history)


@wrong(
    "costs",
    "bias first, and penalty missing from the noted cost",
    r"first|same place|somewhere else|moved|bias|simultan|lam|λ|penalty|loss",
)
def cs_bias_first_and_loss(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    history = [log_loss(w, b, X, y)]
    for _ in range(n_steps):
        b = b - learning_rate * gradient(w, b, X, y, lam=lam)[1]
        w = w - learning_rate * gradient(w, b, X, y, lam=lam)[0]
        history.append(log_loss(w, b, X, y))
    return np.array(history)


@wrong(
    "costs",
    "learning rate forgotten, and the last cost is missing",
    r"learning.?rate|last cost|the end|final|entries|length|shape|n_steps ?\+ ?1|too few"
    r"|short",
)
def cs_no_rate_no_end(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps):
        history.append(cost(w, b, X, y, lam=lam))
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w - dw, b - db
    return np.array(history)


@wrong("cost", "the default λ is 1", r"default")
def cost_default_lam_one(w, b, X, y, *, lam=1.0):
    return log_loss(w, b, X, y) + l2_penalty(w, lam)


@wrong("numerical_gradient", "the default step is 0.01", r"default")
def ng_default_step(f, w, b, *, step=1e-2):
    dw = np.array([(f(w + step * e, b) - f(w - step * e, b)) / (2 * step) for e in np.eye(len(w))])
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong("numerical_gradient", "/ 2 * step for both", r"bracket")
def ng_both_precedence(f, w, b, *, step=1e-5):
    dw = np.zeros(len(w))
    for j in range(len(w)):
        e = np.zeros(len(w))
        e[j] = step
        dw[j] = (f(w + e, b) - f(w - e, b)) / 2 * step
    return dw, (f(w, b + step) - f(w, b - step)) / 2 * step


@wrong("numerical_gradient", "each weight stays where its nudge left it", r"stays")
def ng_left_below(f, w, b, *, step=1e-5):
    v = w.copy()
    dw = np.zeros(len(w))
    for j in range(len(w)):
        v[j] += step
        up = f(v, b)
        v[j] -= 2 * step
        dw[j] = (up - f(v, b)) / (2 * step)
    return dw, (f(v, b + step) - f(v, b - step)) / (2 * step)


@wrong("numerical_gradient", "a buffer of w's type", r"whole number")
def ng_buffer_like_w(f, w, b, *, step=1e-5):
    dw = np.zeros_like(w)
    for j in range(len(w)):
        e = np.zeros(len(w))
        e[j] = step
        dw[j] = (f(w + e, b) - f(w - e, b)) / (2 * step)
    return dw, (f(w, b + step) - f(w, b - step)) / (2 * step)


@wrong("gradient", "the default λ is 1", r"default")
def g_default_lam(w, b, X, y, *, lam=1.0):
    r = predict_proba(w, b, X) - y
    return X.T @ r / len(y) + lam * w, r.mean()


@wrong("gradient", "X * residual without a column", r"residual\[:, None\]")
def g_star_mean(w, b, X, y, *, lam=0.0):
    r = predict_proba(w, b, X) - y
    return np.mean(X * r, axis=0) + lam * w, r.mean()


@wrong("gradient", "the mean runs over the features", r"axis=1")
def g_mean_over_features(w, b, X, y, *, lam=0.0):
    r = predict_proba(w, b, X) - y
    return np.mean(X * r[:, None], axis=1) + lam * w, r.mean()


@wrong("gradient", "p is squared", r"squared")
def g_p_squared(w, b, X, y, *, lam=0.0):
    p = predict_proba(w, b, X)
    r = p**2 - y
    return X.T @ r / len(y) + lam * w, r.mean()


@wrong("gradient", "a buffer of w's type", r"whole number")
def g_buffer_like_w(w, b, X, y, *, lam=0.0):
    r = predict_proba(w, b, X) - y
    dw = np.zeros_like(w)
    for j in range(len(w)):
        dw[j] = X[:, j] @ r / len(y) + lam * w[j]
    return dw, r.mean()


@wrong("gradient_step", "divided by the number of features", r"features")
def step_over_d(w, b, X, y, *, learning_rate, lam=0.0):
    r = predict_proba(w, b, X) - y
    return w - learning_rate * (X.T @ r / len(w) + lam * w), b - learning_rate * r.sum() / len(w)


@wrong("gradient_step", "dw is divided by the number of features", r"dw.*features")
def step_dw_over_d(w, b, X, y, *, learning_rate, lam=0.0):
    r = predict_proba(w, b, X) - y
    return w - learning_rate * (X.T @ r / len(w) + lam * w), b - learning_rate * r.mean()


@wrong("gradient_step", "λ / n, and a penalised bias", r"bias")
def step_lam_over_n_and_bias(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y)
    return w - learning_rate * (dw + lam * w / len(y)), b - learning_rate * (db + lam * b / len(y))


@wrong("gradient_step", "the default λ is 0.1", r"default")
def step_default_lam(w, b, X, y, *, learning_rate, lam=0.1):
    dw, db = gradient(w, b, X, y, lam=lam)
    return w - learning_rate * dw, b - learning_rate * db


@wrong("gradient_step", "a buffer of w's type", r"whole number")
def step_buffer_like_w(w, b, X, y, *, learning_rate, lam=0.0):
    dw, db = gradient(w, b, X, y, lam=lam)
    new = np.zeros_like(w)
    for j in range(len(w)):
        new[j] = w[j] - learning_rate * dw[j]
    return new, b - learning_rate * db


@wrong("costs", "the default λ is 0.1", r"default")
def costs_default_lam(X, y, *, learning_rate, lam=0.1, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    out = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w - learning_rate * dw, b - learning_rate * db
        out.append(cost(w, b, X, y, lam=lam))
    return np.array(out)


@wrong("costs", "the loop ends early", r"end is missing")
def costs_break(X, y, *, learning_rate, lam=0.0, n_steps):
    w, b = np.zeros(X.shape[1]), 0.0
    out = [cost(w, b, X, y, lam=lam)]
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y, lam=lam)
        w, b = w - learning_rate * dw, b - learning_rate * db
        out.append(cost(w, b, X, y, lam=lam))
        if out[-2] - out[-1] < 1e-2:
            break
    return np.array(out)

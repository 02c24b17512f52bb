# ruff: noqa: B018, B905 (written as learners write)
"""Answers to the exercises of chapters 1 to 3, as learners write them."""

import functools
import math

import numpy as np
import scipy.special
import scipy.stats
from scipy.special import expit

from .collect import right, wrong

# What the notebooks import for the learner: right versions.


def logistic(z):
    return expit(np.asarray(z, dtype=float))


def score(w, b, X):
    return X @ w + b


def predict_proba(w, b, X):
    return logistic(score(w, b, X))


def predict(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) > threshold).astype(int)


def sample_losses(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, z) - y * z


# What lies about in the notebooks from earlier cells.

z = np.array([-2.0, -0.5, 0.0, 0.5, 2.0])
p = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
w = np.array([0.5, -1.0])
b = 0.25
X = np.array([[1.0, 2.0], [0.5, -1.0], [-1.5, 0.3], [2.0, 0.0], [0.1, 0.1]])
y = np.array([1, 0, 1, 1, 0])
n = 5
threshold = 0.5
X_train = np.array([[1.0, 20.0], [2.0, 10.0], [4.0, 60.0], [5.0, 30.0]])
X_test = np.array([[3.0, 25.0], [6.0, 15.0]])
mean = X_train.mean(axis=0)
std = X_train.std(axis=0)


# ---------------------------------------------------------------------------------------------
# logistic
# ---------------------------------------------------------------------------------------------


@right("logistic")
def sigma_plain(z):
    return 1 / (1 + np.exp(-z))


@right("logistic")
def sigma_by_tanh(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


@right("logistic")
def sigma_by_expit(z):
    from scipy.special import expit as sigmoid

    return sigmoid(z)


@right("logistic")
def sigma_by_logaddexp(z):
    return np.exp(-np.logaddexp(0, -z))


@right("logistic")
def sigma_two_branches(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


@right("logistic")
def sigma_masks(z):
    z = np.asarray(z, dtype=np.float64)
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    out[~pos] = ez / (1 + ez)
    return out


@right("logistic")
def sigma_recursive(z):
    if np.ndim(z) > 0:
        return np.array([sigma_recursive(v) for v in z])
    if z < 0:
        return 1 - sigma_recursive(-z)
    return 1 / (1 + math.exp(-z))


@right("logistic", ordinary_only=True)
def sigma_vectorize(z):
    f = np.vectorize(lambda t: 1 / (1 + math.exp(-t)), otypes=[float])
    return f(z)


@right("logistic")
def sigma_euler_power(z):
    return 1 / (1 + np.e**-z)


@right("logistic")
def sigma_distribution(z):
    # the logistic distribution's cdf
    return scipy.stats.logistic.cdf(z)


@right("logistic")
def sigma_restores_input(z):
    z *= -1
    result = (1 + np.exp(z)) ** -1.0
    z *= -1
    return result


@right("logistic")
def sigma_through_log_odds(z):
    log_p = -np.log1p(np.exp(-np.abs(z))) + np.minimum(z, 0)
    return np.exp(log_p)


class SigmaClass:
    """A layer, as in PyTorch."""

    def __call__(self, z):
        return self.forward(z)

    def forward(self, z):
        return np.reciprocal(np.add(1.0, np.exp(np.negative(z))))


sigma_as_layer = SigmaClass()
sigma_as_layer.__name__ = "sigma_as_layer"
right("logistic")(sigma_as_layer)


@wrong(
    "logistic",
    "the minus in the exponent is missing",
    r"minus|\bsign|exp\(-|-z|falls|mirror|other class",
)
def sigma_no_minus(z):
    return 1 / (1 + np.exp(z))


@wrong(
    "logistic",
    "inf / inf is nan for large scores",
    r"overflow|\bnan\b|large|\binf\b|not finite|700|800",
)
def sigma_exp_over_one_plus_exp(z):
    return np.exp(z) / (1 + np.exp(z))


@wrong(
    "logistic",
    "minus in place of plus in the denominator",
    r"denominator|plus|1 \+|1 - ?exp|added",
)
def sigma_one_minus_exp(z):
    return 1 / (1 - np.exp(-z))


@wrong(
    "logistic",
    "the brackets round the denominator are missing",
    r"bracket|parenthes|precedence|1 ?/ ?1|order of (the )?operations",
)
def sigma_no_brackets(z):
    return 1 / 1 + np.exp(-z)


@wrong(
    "logistic",
    "the probability of the other class: exp(-z) above the line",
    r"other class|class 0|1 - |mirror|minus|sign|falls|numerator",
)
def sigma_other_class(z):
    return np.exp(-z) / (1 + np.exp(-z))


@wrong(
    "logistic",
    "math.exp does not take an array",
    r"math\b|np\.exp|whole array|on arrays|an array|element",
)
def sigma_math_exp(z):
    return 1 / (1 + math.exp(-z))


@wrong("logistic", "nothing is returned", r"return|None|nothing")
def sigma_no_return(z):
    result = 1 / (1 + np.exp(-z))  # noqa: F841


@wrong("logistic", "prints in place of returning", r"print|return|None|nothing")
def sigma_print(z):
    print(1 / (1 + np.exp(-z)))


@wrong(
    "logistic",
    "the logit, its inverse, in its place",
    r"logit|inverse|log-odds|log ?odds|logarithm",
)
def sigma_is_logit(z):
    return np.log(z / (1 - z))


@wrong("logistic", "tanh, from -1 to 1, in its place", r"tanh|-1 (to|and) 1|negative|below 0|range")
def sigma_tanh(z):
    return np.tanh(z)


@wrong(
    "logistic",
    "tanh of z in place of z / 2: twice too steep",
    r"steep|half|twice|2 ?\*? ?z|z ?/ ?2|factor|doubl",
)
def sigma_tanh_without_half(z):
    return (1 + np.tanh(z)) / 2


@wrong("logistic", "rounds to three decimals", r"round|decimal|digits|precis")
def sigma_rounded(z):
    return np.round(1 / (1 + np.exp(-z)), 3)


@wrong(
    "logistic",
    "returns the class 0 or 1 in place of the probability",
    r"threshold|0 or 1|0 and 1|class|hard|round|integer|\bcall",
)
def sigma_hard_class(z):
    s = 1 / (1 + np.exp(-z))
    return np.where(s > 0.5, 1, 0)


@wrong(
    "logistic",
    "the slope of the function in its place",
    r"derivative|slope|s ?\(1 - ?s\)|p ?\(1 - ?p\)",
)
def sigma_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@wrong(
    "logistic",
    "a softmax over the array: values depend on one another",
    r"softmax|sum|depend|neighbour|neighbor|each (value|element|number|z)|alone",
)
def sigma_softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


@wrong(
    "logistic",
    "reads z from the notebook instead of the argument",
    r"notebook|global|argument|ignore",
)
def sigma_global_z(x):
    return 1 / (1 + np.exp(-z))


@wrong(
    "logistic",
    "the return is inside the loop: only the first value",
    r"first|inside the loop|one (number|value)|shape|length|loop",
)
def sigma_return_in_loop(z):
    for v in np.atleast_1d(z):
        return 1 / (1 + np.exp(-v))


@wrong(
    "logistic",
    "only the last value of the array survives the loop",
    r"\blast\b|one (number|value)|shape|length|loop|append|collect",
)
def sigma_last_only(z):
    for v in np.atleast_1d(z):
        s = 1 / (1 + np.exp(-v))
    return s


@wrong(
    "logistic",
    "an integer buffer cuts every probability to 0 or 1",
    r"\bint|whole number|dtype|cut|truncat|buffer|zeros_like",
)
def sigma_int_buffer(z):
    z = np.atleast_1d(z)
    out = np.zeros(len(z), dtype=int)
    for i in range(len(z)):
        out[i] = 1 / (1 + np.exp(-z[i]))
    return out


@wrong(
    "logistic",
    "zeros_like of whole numbers makes a buffer of whole numbers",
    r"\bint|whole number|dtype|cut|truncat|buffer|zeros_like",
)
def sigma_zeros_like(z):
    s = np.zeros_like(z)
    s[...] = 1.0 / (1.0 + np.exp(-np.asarray(z, dtype=float)))
    return s


@wrong(
    "logistic", "clips the score to -5 ... 5", r"clip|clamp|cut off|limit|-5|bounded|flat|extreme"
)
def sigma_clips(z):
    z = np.clip(z, -5, 5)
    return 1 / (1 + np.exp(-z))


@wrong(
    "logistic",
    "a small number added in the denominator",
    r"epsilon|\beps\b|small number|added to the denominator|1e-|tiny|never (reaches|gets to) 1",
)
def sigma_epsilon(z):
    return 1 / (1 + np.exp(-z) + 1e-4)


@wrong(
    "logistic",
    "2 in place of e as the base",
    r"\bbase\b|2 ?\*\*|power of 2|powers of (2|two)|np\.exp2",
)
def sigma_base_two(z):
    return 1 / (1 + 2.0**-z)


@wrong(
    "logistic", "10 in place of e as the base", r"\bbase\b|10 ?\*\*|power of 10|powers of (10|ten)"
)
def sigma_base_ten(z):
    return 1 / (1 + np.power(10.0, -z))


@wrong("logistic", "^ in place of **", r"\^|\*\*|\bxor\b|power")
def sigma_caret(z):
    return 1 / (1 + np.e ^ (-z))


@wrong(
    "logistic",
    "the normal distribution (probit) in its place",
    r"normal|probit|gauss|\bcdf\b|\bphi\b",
)
def sigma_probit(z):
    return scipy.stats.norm.cdf(z)


@wrong(
    "logistic",
    "the hard sigmoid of Keras: straight pieces",
    r"straight|linear|piece|hard.?sigmoid|clip|corner",
)
def sigma_keras_hard(z):
    return np.clip(0.2 * z + 0.5, 0, 1)


@wrong(
    "logistic", "the softplus log(1 + exp(z)) in its place", r"softplus|\blog\b|logarithm|above 1"
)
def sigma_softplus(z):
    return np.logaddexp(0, z)


@wrong(
    "logistic",
    "the score is squared in the exponent",
    r"squar|bell|gauss|\*\* ?2|symmetric|even function|sign",
)
def sigma_bell(z):
    return 1 / (1 + np.exp(-(z**2)))


@wrong(
    "logistic",
    "the absolute value for safety, without the branch for negative scores",
    r"\babs|absolute|negative (z|score|number|value)|below 0|sign|never below|symmetric",
)
def sigma_abs(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@wrong(
    "logistic",
    "`if` on an array",
    r"\bif\b|ambiguous|np\.where|whole array|an array|on arrays|element|truth value",
)
def sigma_if_on_array(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    else:
        return np.exp(z) / (1 + np.exp(z))


@wrong(
    "logistic",
    "changes the array it is given",
    r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller",
)
def sigma_mutates(z):
    z *= -1
    return 1 / (1 + np.exp(z))


@wrong(
    "logistic",
    "the result is written into its input, in place",
    r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller",
)
def sigma_writes_out(z):
    if np.ndim(z) == 0:
        return 1 / (1 + np.exp(-z))
    return scipy.special.expit(np.asarray(z), out=z)


@wrong(
    "logistic",
    "the denominator sums over the array",
    r"\bsum|adds? up|one (number|value)|each (value|element|number|z)|shape",
)
def sigma_sum_in_denominator(z):
    return 1 / (1 + np.sum(np.exp(-z)))


@wrong(
    "logistic",
    "1 divided by is missing",
    r"reciprocal|divi|1 /|one over|fraction|above 1|upside",
)
def sigma_no_reciprocal(z):
    return 1 + np.exp(-z)


@wrong(
    "logistic",
    "nan of overflow replaced by 0: a large score gets 0",
    r"overflow|\bnan\b|nan_to_num|large|\binf\b|700|800",
)
def sigma_nan_to_num(z):
    return np.nan_to_num(np.exp(z) / (np.exp(z) + 1))


@wrong(
    "logistic",
    "returns both probabilities as a pair",
    r"\bpair\b|\btwo\b|tuple|\bboth\b|shape|1 - p",
)
def sigma_pair(z):
    p = 1 / (1 + np.exp(-z))
    return 1 - p, p


@wrong(
    "logistic",
    "returns a column in place of the shape it got",
    r"column|shape|reshape|dimension|\(n, 1\)",
)
def sigma_column(z):
    return (1 / (1 + np.exp(-np.asarray(z)))).reshape(-1, 1)


@wrong("logistic", "in percent", r"percent|100|above 1|factor|scale")
def sigma_percent(z):
    return 100 / (1 + np.exp(-z))


@wrong("logistic", "returns text", r"\btext\b|string|\bstr\b|format|not a number|not numbers")
def sigma_text(z):
    return [f"{1 / (1 + np.exp(-v)):.2f}" for v in np.atleast_1d(z)]


@wrong(
    "logistic",
    "works for arrays only: a single number has no len",
    r"\blen\b|single number|one number|scalar|plain number|a number",
)
def sigma_len_of_number(z):
    out = []
    for i in range(len(z)):
        out.append(1 / (1 + np.exp(-z[i])))
    return np.array(out)


@wrong(
    "logistic",
    "two mistakes: the minus is missing and the result is rounded",
    r"minus|\bsign|exp\(-|-z|falls|mirror|round|decimal|other class",
)
def sigma_no_minus_and_rounded(z):
    return np.round(1.0 / (1.0 + np.exp(z)), 2)


@wrong(
    "logistic",
    "two mistakes: base 2 and a clipped score",
    r"\bbase\b|2 ?\*\*|powers? of (2|two)|exp2|clip|clamp|cut off|limit",
)
def sigma_base_two_clipped(z):
    return 1 / (1 + np.exp2(-np.clip(z, -10, 10)))


@wrong(
    "logistic",
    "two mistakes: brackets missing and the minus missing",
    r"bracket|parenthes|precedence|1 ?/ ?1|order of (the )?operations|minus|\bsign|exp\(-|-z",
)
def sigma_no_brackets_no_minus(z):
    return 1 / 1 + np.exp(z)


@wrong(
    "logistic",
    "two mistakes: softmax in place of the logistic, with a minus",
    r"softmax|\bsum|depend|neighbou?r|each (value|element|number|z)|minus|\bsign|falls|mirror",
)
def sigma_softmin(z):
    e = np.exp(-(z - np.min(z)))
    return e / np.sum(e)


@wrong(
    "logistic",
    "two mistakes: the slope in place of the function, and only the last value is kept",
    r"derivative|slope|s ?\(1 - ?s\)|\blast\b|one (number|value)|shape|append|collect",
)
def sigma_slope_last_only(z):
    for v in np.atleast_1d(z):
        s = 1 / (1 + math.exp(-v))
        ds = s * (1 - s)
    return ds


# ---------------------------------------------------------------------------------------------
# logit
# ---------------------------------------------------------------------------------------------


@right("logit")
def odds_plain(p):
    odds = p / (1 - p)
    return np.log(odds)


@right("logit")
def odds_difference_of_logs(p):
    return np.log(p) - np.log1p(-np.asarray(p))


@right("logit")
def odds_scipy(p):
    return scipy.special.logit(p)


@right("logit")
def odds_ppf(p):
    return scipy.stats.logistic.ppf(p)


@right("logit", ordinary_only=True)
def odds_arctanh(p):
    return 2 * np.arctanh(2 * np.asarray(p) - 1)


@right("logit")
def odds_minus_log_of_rest(p):
    p = np.asarray(p, dtype=float)
    return -np.log((1 - p) / p)


@right("logit")
def odds_list_comprehension(p):
    if isinstance(p, (int, float)):
        return math.log(p / (1 - p))
    return np.array([math.log(q / (1 - q)) for q in np.ravel(p)]).reshape(np.shape(p))


@right("logit")
def odds_base_changed_back(p):
    # log2 divided by log2(e) is the natural log
    return np.log2(p / (1 - p)) / np.log2(np.e)


@right("logit", ordinary_only=True)
def odds_by_bisection(p):
    # slow on purpose: look for the z whose logistic is p
    p = np.asarray(p, dtype=float)
    lo = np.full(p.shape, -50.0)
    hi = np.full(p.shape, 50.0)
    for _ in range(80):
        mid = (lo + hi) / 2
        low = 1 / (1 + np.exp(-mid)) < p
        lo = np.where(low, mid, lo)
        hi = np.where(low, hi, mid)
    return (lo + hi) / 2


odds_lambda = lambda p: np.log(np.true_divide(p, np.subtract(1, p)))  # noqa: E731
odds_lambda.__name__ = "odds_lambda"
right("logit")(odds_lambda)


@wrong(
    "logit",
    "the fraction is upside down",
    r"upside|sign|flip|invert|\(1 - ?p\) ?/ ?p|other class|swap|mirror|minus",
)
def odds_upside_down(p):
    return np.log((1 - p) / p)


@wrong("logit", "a minus in front", r"minus|sign|negat|upside|flip|mirror|other class")
def odds_negative(p):
    return -np.log(p / (1 - p))


@wrong(
    "logit",
    "the log of p alone, divided by 1 - p",
    r"bracket|parenthes|whole fraction|inside the log|log of p\b|log\(p\)|numerator",
)
def odds_log_of_numerator(p):
    return np.log(p) / (1 - p)


@wrong(
    "logit",
    "the quotient of two logs in place of the log of the quotient",
    r"quotient of|ratio of|divid|difference|subtract|log\(1 - ?p\)|minus",
)
def odds_quotient_of_logs(p):
    return np.log(p) / np.log(1 - p)


@wrong(
    "logit",
    "the logs are added: the log of p times (1 - p)",
    r"added|\bsum\b|plus|product|times|multipl|subtract|difference|\+",
)
def odds_sum_of_logs(p):
    return np.log(p) + np.log(1 - p)


@wrong("logit", "log to the base 2", r"\bbase\b|log2|natural|factor|1\.44")
def odds_log2(p):
    return np.log2(p / (1 - p))


@wrong("logit", "log to the base 10", r"\bbase\b|log10|natural|factor|0\.43")
def odds_log10(p):
    return np.log10(p / (1 - p))


@wrong("logit", "1 + p in place of 1 - p", r"1 \+ ?p|plus|1 - ?p|denominator|added")
def odds_one_plus(p):
    return np.log(p / (1 + p))


@wrong(
    "logit",
    "the odds: the log is forgotten",
    r"(no|without|forgot\w*|missing|take) (a |the |any )?log|log(arithm)? (is )?(missing|"
    r"forgotten|not taken)|the odds|not (yet )?the log",
)
def odds_without_log(p):
    return p / (1 - p)


@wrong(
    "logit",
    "log p alone, without 1 - p",
    r"1 - ?p|(only|just|alone).*log|log.*(alone|only)",
)
def odds_log_p(p):
    return np.log(p)


@wrong("logit", "the logistic in place of its inverse", r"logistic|sigmoid|inverse|forward|σ")
def odds_logistic_again(p):
    return 1 / (1 + np.exp(-p))


@wrong(
    "logit",
    "inverse taken as one divided by the logistic",
    r"reciprocal|one (over|divided)|1 ?/|inverse|undo|1 \+ ?exp",
)
def odds_reciprocal_of_logistic(p):
    return 1 / logistic(p)


@wrong(
    "logit",
    "math.log does not take an array",
    r"math\b|np\.log|whole array|an array|on arrays|element",
)
def odds_math_log(p):
    return math.log(p / (1 - p))


@wrong("logit", "np.ln does not exist", r"np\.ln|\bln\b|np\.log|attribute|no such|not exist")
def odds_np_ln(p):
    return np.ln(p / (1 - p))


@wrong("logit", "nothing is returned", r"return|None|nothing")
def odds_no_return(p):
    z = np.log(p / (1 - p))
    z


@wrong("logit", "prints in place of returning", r"print|return|None|nothing")
def odds_print(p):
    print("log-odds:", np.log(p / (1 - p)))


@wrong(
    "logit", "a small number added inside the log", r"epsilon|\beps\b|small number|1e-|tiny|added"
)
def odds_epsilon(p):
    eps = 1e-3
    return np.log((p + eps) / (1 - p + eps))


@wrong(
    "logit",
    "clips p to 0.01 ... 0.99",
    r"clip|clamp|cut off|limit|0\.01|bounded|flat|near 0|extreme|close to (0|1)",
)
def odds_clip(p):
    p = np.clip(p, 0.01, 0.99)
    return np.log(p / (1 - p))


@wrong("logit", "rounds to two decimals", r"round|decimal|digits|precis")
def odds_rounded(p):
    return np.round(np.log(p / (1 - p)), 2)


@wrong("logit", "the normal quantile (probit)", r"normal|probit|gauss|\bppf\b|quantile")
def odds_probit(p):
    return scipy.stats.norm.ppf(p)


@wrong(
    "logit",
    "p - 1 in place of 1 - p: the log of a negative number",
    r"p - 1|1 - ?p|negative|\bnan\b|swap",
)
def odds_p_minus_one(p):
    return np.log(p / (p - 1))


@wrong(
    "logit", "the entropy in its place", r"entropy|p ?\*? ?log|symmetric|never negative|one half"
)
def odds_entropy(p):
    return -p * np.log(p) - (1 - p) * np.log(1 - p)


@wrong(
    "logit",
    "minus log p, the loss, in its place",
    r"\bloss\b|minus (the )?log|-log ?\(?p|1 - ?p|log.*(alone|only)",
)
def odds_loss(p):
    return -np.log(p)


@wrong(
    "logit", "reads p from the notebook instead of the argument", r"notebook|global|argument|ignore"
)
def odds_global_p(prob):
    return np.log(p / (1 - p))


@wrong(
    "logit",
    "the return is inside the loop: only the first value",
    r"first|inside the loop|one (number|value)|shape|length|loop",
)
def odds_return_in_loop(p):
    out = []
    for q in np.atleast_1d(p):
        out.append(np.log(q / (1 - q)))
        return np.array(out)


@wrong(
    "logit",
    "arctanh without the 2: half of the log-odds",
    r"\bhalf\b|factor|twice|doubl|times 2|2 \*|0\.5",
)
def odds_half(p):
    return np.arctanh(2 * np.asarray(p) - 1)


@wrong(
    "logit",
    "brackets: p / 1 - p is 0",
    r"bracket|parenthes|precedence|/ ?1\b|-inf|log\(0\)|log of 0|order of (the )?operations",
)
def odds_no_brackets(p):
    return np.log(p / 1 - p)


@wrong(
    "logit",
    "brackets: the 1 is subtracted outside the log",
    r"bracket|parenthes|precedence|outside|inside the log|1 ?/ ?p|log of p\b|log\(p\)",
)
def odds_one_outside(p):
    # log(p/(1-p)) = -log(1/p - 1)
    return -np.log(1 / p) - 1


@wrong(
    "logit",
    "changes the array it is given",
    r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller",
)
def odds_mutates(p):
    p /= 1 - p
    return np.log(p)


@wrong(
    "logit",
    "`or` and `if` on an array",
    r"\bif\b|ambiguous|np\.where|whole array|an array|on arrays|element|truth value",
)
def odds_guard_on_array(p):
    if p <= 0 or p >= 1:
        raise ValueError("p must lie between 0 and 1")
    return np.log(p / (1 - p))


@wrong("logit", "takes p for percent", r"percent|100|1 - ?p")
def odds_percent(p):
    return np.log(p / (100 - p))


@wrong("logit", "the slope of the logit in its place", r"derivative|slope|p ?\*? ?\(1 - ?p\)")
def odds_derivative(p):
    return 1 / (p * (1 - p))


@wrong(
    "logit",
    "a straight line, the first term of the series",
    r"straight|linear|approx|taylor|series|near 0\.5|near one half|tangent|first term",
)
def odds_linear(p):
    return 4 * (p - 0.5)


@wrong(
    "logit",
    "the probabilities are first divided by their sum",
    r"\bsum|normalis|normaliz|depend|neighbou?r|each (value|element|number|p)",
)
def odds_normalised(p):
    q = p / np.sum(p)
    return np.log(q / (1 - q))


@wrong(
    "logit",
    "the absolute value: log-odds are never negative",
    r"\babs|absolute|never negative|sign|below (0\.5|one half|a half)|symmetric",
)
def odds_absolute(p):
    return np.abs(np.log(p / (1 - p)))


@wrong(
    "logit",
    "log1p adds one to the odds",
    r"log1p|adds? (one|1)|1 \+|plus|-log\(1 - ?p\)|never negative",
)
def odds_log1p(p):
    return np.log1p(p / (1 - p))


@wrong(
    "logit",
    "two mistakes: upside down and base 10",
    r"upside|\bsign|flip|invert|\(1 - ?p\) ?/ ?p|other class|minus|\bbase\b|log10|natural",
)
def odds_upside_down_log10(p):
    return np.log10((1 - p) / p)


@wrong(
    "logit",
    "two mistakes: the log forgotten and the fraction upside down",
    r"log(arithm)? (is )?(missing|forgotten)|(no|without|forgot\w*|missing|take) (a |the )?log"
    r"|the odds|upside|flip|invert|\(1 - ?p\) ?/ ?p|swap",
)
def odds_against(p):
    return (1 - p) / p


@wrong(
    "logit",
    "two mistakes: clipped and base 2",
    r"clip|clamp|cut off|limit|\bbase\b|log2|natural|1\.44",
)
def odds_clip_log2(p):
    p = np.minimum(np.maximum(p, 0.05), 0.95)
    return np.log2(p / (1 - p))


@wrong(
    "logit",
    "two mistakes: 1 + p in the denominator and a minus in front",
    r"1 \+ ?p|plus|1 - ?p|denominator|minus|\bsign|negat",
)
def odds_minus_and_plus(p):
    return -np.log(p / (1 + p))


@wrong(
    "logit",
    "two mistakes: the logs are added, and the result is rounded",
    r"added|\bsum\b|plus|product|subtract|difference|round|decimal|digits",
)
def odds_sum_rounded(p):
    return (np.log(p) + np.log(1 - p)).round(1)


# ---------------------------------------------------------------------------------------------
# score
# ---------------------------------------------------------------------------------------------


@right("score")
def z_dot_plain(w, b, X):
    return np.dot(X, w) + b


@right("score")
def z_einsum(w, b, X):
    return np.einsum("ij,j->i", X, w) + b


@right("score")
def z_row_by_row(w, b, X):
    zs = []
    for row in X:
        zs.append(sum(wi * xi for wi, xi in zip(w, row)) + b)
    return np.array(zs)


@right("score")
def z_double_loop(w, b, X):
    n, d = X.shape
    z = np.zeros(n)
    for i in range(n):
        for j in range(d):
            z[i] += w[j] * X[i, j]
        z[i] += b
    return z


@right("score")
def z_bias_as_column(w, b, X):
    X1 = np.column_stack([np.ones(len(X)), X])
    theta = np.concatenate([[b], w])
    return X1 @ theta


@right("score")
def z_transposed_twice(w, b, X):
    return (w.reshape(1, -1) @ X.T).ravel() + b


@right("score")
def z_sum_of_products(w, b, X):
    return (X * w).sum(axis=1) + b


@right("score")
def z_restores_w(w, b, X):
    w *= 2
    z = X @ w / 2 + b
    w *= 0.5
    return z


@right("score")
def z_as_list(w, b, X):
    return [float(np.inner(x, w) + b) for x in X]


@right("score")
def z_column_by_column(w, b, X):
    return functools.reduce(lambda acc, j: acc + w[j] * X[:, j], range(len(w)), np.full(len(X), b))


@right("score")
def z_sgemm_bias_start(w, b, X):
    return np.tensordot(X, w, axes=([1], [0])) - (-b)


@wrong(
    "score",
    "the bias is missing",
    r"(no|without|forgot\w*|missing|left out|ignor\w*|add|lacks?|never).{0,25}(\bbias|\bb\b|"
    r"intercept)|(\bbias|\bb\b|intercept).{0,25}(missing|forgotten|left out|not|never|"
    r"ignored|lacking)|\+ ?b\b",
)
def z_no_bias(w, b, X):
    return X @ w


@wrong(
    "score",
    "the bias is subtracted",
    r"subtract|minus|(sign|negativ).{0,30}(bias|\bb\b)|(bias|\bb\b).{0,30}(sign|negativ)|- ?b\b",
)
def z_minus_bias(w, b, X):
    return X @ w - b


@wrong(
    "score",
    "the logistic is applied already",
    r"logistic|sigm|probabilit|between 0 and 1|σ|squash",
)
def z_with_sigma(w, b, X):
    return 1 / (1 + np.exp(-(X @ w + b)))


@wrong(
    "score",
    "w @ X: the wrong way round",
    r"w @ X|X @ w|order|transpos|shape|swap|column|turned|way round|dimension|align",
)
def z_w_at_X(w, b, X):
    return w @ X + b


@wrong(
    "score",
    "* in place of @: one number a feature",
    r"\* in place|@|add(ed|s)? up|shape|\(n, ?d\)|2-d|two dimension|table|number a feature|"
    r"sum(med)? over the (features|columns)",
)
def z_star(w, b, X):
    return X * w + b


@wrong(
    "score",
    "sums down the columns in place of along the rows",
    r"axis|column|\brows?\b|each case|shape|down",
)
def z_sum_axis_0(w, b, X):
    return np.sum(X * w, axis=0) + b


@wrong(
    "score",
    "sums everything to one number",
    r"axis|one number|single|everything|all (the )?(rows|cases)|shape|scalar",
)
def z_sum_all(w, b, X):
    return np.sum(X * w) + b


@wrong(
    "score",
    "the bias is added once a feature",
    r"(bias|\bb\b).{0,40}(times|once|each|every|per|too often|more than)|(once|times|each|"
    r"every|too often).{0,40}(bias|\bb\b)|d ?\* ?b|inside the sum",
)
def z_bias_each_feature(w, b, X):
    return np.sum(X * w + b, axis=1)


@wrong(
    "score",
    "the mean of the products in place of the sum",
    r"\bmean|average|divi\w* by|factor|number of (features|columns|weights)|too small",
)
def z_mean(w, b, X):
    return np.mean(X * w, axis=1) + b


@wrong(
    "score",
    "the return is inside the loop: only the first row",
    r"first row|first case|only (the )?first|inside the loop|in the loop|one (number|value)|"
    r"single|scalar|shape|length",
)
def z_return_in_loop(w, b, X):
    for i in range(len(X)):
        z = w @ X[i] + b
        return z


@wrong(
    "score",
    "only the last row survives the loop",
    r"last row|last case|only (the )?last|one (number|value)|single|scalar|shape|append|"
    r"collect|overwr",
)
def z_last_row(w, b, X):
    for x in X:
        z = np.dot(w, x) + b
    return z


@wrong(
    "score",
    "the bias is added to every weight",
    r"w \+ ?b|(bias|\bb\b).{0,40}(weight|once|inside|outside|multipl|bracket|parenthes)|"
    r"(weight|once|inside|outside|multipl|bracket|parenthes).{0,40}(bias|\bb\b)",
)
def z_bias_to_weights(w, b, X):
    return X @ (w + b)


@wrong(
    "score",
    "multiplies by the bias",
    r"multipl|times|factor b|b ?\*|\* ?b\b|in place of added|not added|scaled by",
)
def z_times_bias(w, b, X):
    return b * (X @ w)


@wrong(
    "score", "a column (n, 1) in place of (n,)", r"column|shape|\(n, ?1\)|ravel|flat|dimension|2-d"
)
def z_column(w, b, X):
    return np.dot(X, w.reshape(-1, 1)) + b


@wrong("score", "nothing is returned", r"return|None|nothing")
def z_no_return(w, b, X):
    z = X @ w + b
    z


@wrong("score", "prints in place of returning", r"print|return|None|nothing")
def z_print(w, b, X):
    for x in X:
        print(x @ w + b)


@wrong(
    "score",
    "reads X from the notebook (the argument is called x)",
    r"notebook|global|argument|ignore|shape|length|always the same",
)
def z_global_X(w, b, x):
    return X @ w[: X.shape[1]] + b


@wrong(
    "score",
    "reads b from the notebook",
    r"notebook|global|argument|ignor|(bias|\bb\b).{0,30}(not used|unused|other|no effect|depend)",
)
def z_global_b(w, bias, X):
    return X @ w + b


@wrong(
    "score",
    "the bias is joined at the end of w, the ones at the front of X",
    r"pair|shift|at the end|front|match|column of ones|order of the (weights|columns)|"
    r"wrong (weight|column)|one (place|column)",
)
def z_ones_front_bias_end(w, b, X):
    A = np.hstack([np.ones((X.shape[0], 1)), X])
    theta = np.append(w, b)
    return A @ theta


@wrong(
    "score",
    "the first weight is taken for the bias, as with a column of ones",
    r"first (weight|column|feature)|w\[0\]|column of ones|(feature|column|"
    r"weight).{0,20}(left out|skip|missing|ignored)|w_0",
)
def z_w0_is_bias(w, b, X):
    return w[0] + X[:, 1:] @ w[1:] + b


@wrong(
    "score",
    "the loop stops one feature early",
    r"last (feature|column|weight)|off by one|range|(feature|column|weight).{0,20}(left out|"
    r"missing|skip|ignored|not used)|one (feature|column|weight)",
)
def z_off_by_one(w, b, X):
    z = np.full(len(X), float(b))
    for j in range(len(w) - 1):
        z += w[j] * X[:, j]
    return z


@wrong(
    "score",
    "= in place of += in the loop: only the last feature",
    r"\+=|last (feature|column|weight)|overwr|accumul|(is|are) not (added|summed)|"
    r"one (feature|column|weight)|only one",
)
def z_assign_not_add(w, b, X):
    z = np.zeros(len(X))
    for j in range(X.shape[1]):
        z = w[j] * X[:, j]
    return z + b


@wrong(
    "score",
    "an integer buffer cuts the decimals",
    r"\bint|whole number|dtype|cut|truncat|buffer|decimal",
)
def z_int_buffer(w, b, X):
    z = np.zeros(len(X), dtype=int)
    for i, x in enumerate(X):
        z[i] = x @ w + b
    return z


@wrong(
    "score",
    "the arguments are in another order: X first",
    r"order|argument|signature|\(w, b, X\)|swap",
)
def z_X_first(X, w, b):
    return X @ w + b


@wrong("score", "the whole score has the wrong sign", r"sign|minus|negat|mirror|other class")
def z_negative(w, b, X):
    return -(X @ w + b)


@wrong(
    "score",
    "divides by the length of w: the distance to the line",
    r"distance|norm|length|divi|scale|unit|factor",
)
def z_distance(w, b, X):
    return (X @ w + b) / np.linalg.norm(w)


@wrong(
    "score",
    "returns the class in place of the score",
    r"class|bool|True|0 or 1|0 and 1|threshold|sign|\bcall|> ?0",
)
def z_hard(w, b, X):
    return (X @ w + b > 0).astype(int)


@wrong(
    "score",
    "returns the score and the probability",
    r"\bpair\b|\btwo\b|tuple|\bboth\b|shape|probabilit",
)
def z_and_p(w, b, X):
    z = X @ w + b
    p = logistic(z)
    return z, p


@wrong("score", "changes X", r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller")
def z_mutates_X(w, b, X):
    X *= w
    return X.sum(axis=1) + b


@wrong("score", "standardises X first", r"standardi|scal|mean|centr|center|\bstd\b|raw|unit")
def z_scales_first(w, b, X):
    Xs = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    return Xs @ w + b


@wrong("score", "rounds to one decimal", r"round|decimal|digits|precis")
def z_rounded(w, b, X):
    return np.around(X @ w + b, 1)


@wrong(
    "score",
    "X.T: the table is turned",
    r"transpos|\.T\b|shape|turned|dimension|align|order|way round|column",
)
def z_X_T(w, b, X):
    return np.dot(X.T, w) + b


@wrong(
    "score",
    "the bias is divided by n",
    r"b ?/ ?(n|len)|(bias|\bb\b).{0,40}(divi|small|fraction|share|1/n|scaled|factor)|(divi|"
    r"small|fraction|share|scaled|factor).{0,40}(bias|\bb\b)",
)
def z_bias_over_n(w, b, X):
    return X @ w + b / len(X)


@wrong(
    "score",
    "the bias is appended to the list in place of added",
    r"one (too many|more)|extra|length|shape|append|entries|too long",
)
def z_bias_appended(w, b, X):
    return np.array([x @ w for x in X] + [b])


@wrong(
    "score",
    "the bias goes to the first row only",
    r"first (row|case|one)|only (to )?(the )?(first|one)|(bias|\bb\b).{0,40}(every|all|each|"
    r"only|other rows|rest)|(every|all|each|only|other rows|rest).{0,40}(bias|\bb\b)",
)
def z_bias_first_row(w, b, X):
    z = X @ w
    z[0] += b
    return z


@wrong(
    "score",
    "bracket: the bias inside the matrix product with X",
    r"X \+ ?b|(bias|\bb\b).{0,40}(entry|feature|inside|outside|multipl|bracket|parenthes|"
    r"once|weights)|(entry|feature|inside|outside|multipl|bracket|parenthes|once|"
    r"weights).{0,40}(bias|\bb\b)",
)
def z_X_plus_b(w, b, X):
    return (X + b) @ w


@wrong(
    "score",
    "two mistakes: no bias and the logistic applied",
    r"\bbias|\bb\b|intercept|logistic|sigm|probabilit|between 0 and 1|σ",
)
def z_no_bias_with_sigma(w, b, X):
    return logistic(X @ w)


@wrong(
    "score",
    "two mistakes: bias subtracted, mean in place of the sum",
    r"\bbias|\bb\b|intercept|subtract|minus|sign|\bmean|average|divi|number of (features|columns)",
)
def z_mean_minus_bias(w, b, X):
    return (X * w).mean(axis=1) - b


@wrong(
    "score",
    "two mistakes: summed down the columns and no bias",
    r"axis|column|\brows?\b|shape|\bbias|\bb\b|intercept",
)
def z_axis_0_no_bias(w, b, X):
    return (w * X).sum(0)


@wrong(
    "score",
    "two mistakes: the first feature left out and the bias added in each turn",
    r"first|off by one|range|left out|skip|feature|column|weight|\bbias|\bb\b|intercept",
)
def z_range_1_bias_in_loop(w, b, X):
    z = np.zeros(len(X))
    for j in range(1, len(w)):
        z += w[j] * X[:, j] + b
    return z


@wrong(
    "score",
    "two mistakes: w and X the wrong way round, and the bias is forgotten",
    r"w @ X|X @ w|order|transpos|shape|turned|way round|dimension|align|\bbias|\bb\b|intercept",
)
def z_matlab(w, b, X):
    # w' * X
    return w.T @ X


# ---------------------------------------------------------------------------------------------
# predict_proba
# ---------------------------------------------------------------------------------------------


@right("predict_proba")
def proba_plain(w, b, X):
    return logistic(score(w, b, X))


@right("predict_proba")
def proba_formula(w, b, X):
    return 1.0 / (1.0 + np.exp(-(X.dot(w) + b)))


@right("predict_proba")
def proba_of_the_rest(w, b, X):
    return 1 - logistic(-X @ w - b)


@right("predict_proba")
def proba_softmax_of_two(w, b, X):
    z = X @ w + b
    scores = np.stack([np.zeros_like(z), z], axis=1)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True))[:, 1]


@right("predict_proba")
def proba_sklearn_model(w, b, X):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression()
    model.coef_ = np.asarray(w, dtype=float).reshape(1, -1)
    model.intercept_ = np.array([b], dtype=float)
    model.classes_ = np.array([0, 1])
    return model.predict_proba(X)[:, 1]


@right("predict_proba", ordinary_only=True)
def proba_comprehension(w, b, X):
    return [1 / (1 + math.exp(-(sum(a * c for a, c in zip(w, row)) + b))) for row in X]


@right("predict_proba")
def proba_tanh(w, b, X):
    half = 0.5 * (np.matmul(X, w) + b)
    return (np.tanh(half) + 1) / 2


@right("predict_proba")
def proba_apply_along_axis(w, b, X):
    return np.apply_along_axis(lambda row: logistic(np.vdot(row, w) + b), 1, X)


@right("predict_proba")
def proba_float_steps(w, b, X):
    p = []
    for i in range(X.shape[0]):
        t = b
        for j in range(X.shape[1]):
            t = t + X[i][j] * w[j]
        if t >= 0:
            p.append(1 / (1 + math.exp(-t)))
        else:
            p.append(math.exp(t) / (1 + math.exp(t)))
    return np.array(p)


proba_partial = functools.partial(lambda squash, w, b, X: squash(X @ w + b), expit)
proba_partial.__name__ = "proba_partial"
right("predict_proba")(proba_partial)


@wrong(
    "predict_proba",
    "the score: the logistic is forgotten",
    r"(no|without|forgot\w*|missing|apply|through|not applied).{0,30}(logistic|sigm|σ)|"
    r"(logistic|sigm|σ).{0,30}(missing|forgotten|not applied)|(is|are|returns?|the) (raw |"
    r"plain )?scores?\b|between 0 and 1|not a probabilit",
)
def proba_score_only(w, b, X):
    return X @ w + b


@wrong(
    "predict_proba",
    "the probability of class 0",
    r"other class|class 0|1 - |minus|sign|mirror|-z",
)
def proba_class_0(w, b, X):
    return 1 - logistic(score(w, b, X))


@wrong(
    "predict_proba",
    "one σ a feature: * in place of @",
    r"\*|@|\bsum|add(ed|s)? up|shape|feature|\(n, ?d\)|2-d|table",
)
def proba_per_feature(w, b, X):
    return logistic(X * w + b)


@wrong(
    "predict_proba",
    "the logistic of the features, then the score",
    r"first the score|score first|of the features|logistic\(X\)|inside the|after the score|"
    r"(wrong|other) order",
)
def proba_sigma_of_X(w, b, X):
    return score(w, b, logistic(X))


@wrong(
    "predict_proba",
    "the bias is added after the logistic",
    r"\bbias|\bb\b|intercept|inside|outside|after|bracket|parenthes",
)
def proba_bias_outside(w, b, X):
    return logistic(X @ w) + b


@wrong("predict_proba", "the bias is missing", r"\bbias|\bb\b|intercept|\+ ?b\b")
def proba_no_bias(w, b, X):
    return 1 / (1 + np.exp(-X @ w))


@wrong(
    "predict_proba",
    "brackets: the minus stands before the product only, the bias is subtracted",
    r"\bbias|\bb\b|intercept|bracket|parenthes|subtract|minus|sign",
)
def proba_minus_product_only(w, b, X):
    return 1 / (1 + np.exp(-X @ w + b))


@wrong(
    "predict_proba",
    "both columns, as scikit-learn has it",
    r"column|\btwo\b|\bboth\b|shape|class 0|\(n, ?2\)|scikit|2-d",
)
def proba_two_columns(w, b, X):
    p = logistic(X @ w + b)
    return np.column_stack([1 - p, p])


@wrong(
    "predict_proba",
    "a softmax over the cases: they add up to 1",
    r"softmax|\bsum|add up|depend|other (rows|cases)|each (row|case)|normalis|normaliz",
)
def proba_softmax_rows(w, b, X):
    z = X @ w + b
    e = np.exp(z - z.max())
    return e / e.sum()


@wrong(
    "predict_proba",
    "the class in place of the probability",
    r"class(es)?\b.*(0|1|place|not)|0 or 1|0 and 1|hard|threshold|round|integer|\bcall",
)
def proba_hard(w, b, X):
    return (logistic(X @ w + b) > 0.5).astype(int)


@wrong(
    "predict_proba",
    "score is called with its arguments in another order",
    r"order|argument|score\(w|swap|shape|align|dimension|mismatch",
)
def proba_swapped_inner(w, b, X):
    return logistic(score(X, w, b))


@wrong("predict_proba", "nothing is returned", r"return|None|nothing")
def proba_no_return(w, b, X):
    z = score(w, b, X)
    p = logistic(z)  # noqa: F841


@wrong(
    "predict_proba",
    "returns the function, not its value",
    r"function|call|bracket|parenthes|callable",
)
def proba_returns_function(w, b, X):
    return lambda X: logistic(X @ w + b)


@wrong(
    "predict_proba",
    "one σ a feature, summed",
    r"\bsum of|summed|feature|first the score|score first|above 1|once (a|per)|"
    r"before the (logistic|sigm)",
)
def proba_sum_of_sigmas(w, b, X):
    return logistic(X * w + b).sum(axis=1)


@wrong(
    "predict_proba",
    "the mean probability, one number",
    r"\bmean|average|one number|single|shape|scalar|each (row|case)|every (row|case)",
)
def proba_mean(w, b, X):
    return np.mean(logistic(score(w, b, X)))


@wrong(
    "predict_proba",
    "exp(z) / (1 + exp(z)) is nan for large scores",
    r"overflow|\bnan\b|large|\binf\b|not finite|700|800",
)
def proba_overflow(w, b, X):
    ez = np.exp(X @ w + b)
    return ez / (1 + ez)


@wrong(
    "predict_proba",
    "math.exp does not take an array",
    r"math\b|np\.exp|whole array|an array|on arrays|element",
)
def proba_math_exp(w, b, X):
    return 1 / (1 + math.exp(-(X @ w + b)))


@wrong(
    "predict_proba", "the logistic is applied twice", r"twice|two times|again|once|double|already"
)
def proba_twice(w, b, X):
    return logistic(predict_proba(w, b, X))


@wrong(
    "predict_proba",
    "a column (n, 1) in place of (n,)",
    r"column|shape|\(n, ?1\)|ravel|flat|dimension|2-d",
)
def proba_column(w, b, X):
    return logistic(X @ w.reshape(-1, 1) + b)


@wrong(
    "predict_proba", "reads z from the notebook", r"notebook|global|argument|ignore|length|shape"
)
def proba_global_z(w, b, X):
    return logistic(z)


@wrong(
    "predict_proba",
    "reads w and b from the notebook",
    r"notebook|global|argument|ignore|weights|length|shape",
)
def proba_global_w(weights, bias, X):
    return logistic(X[:, :2] @ w + b)


@wrong(
    "predict_proba",
    "the return is inside the loop: only the first row",
    r"first|inside the loop|one (number|value|row)|shape|length|loop",
)
def proba_return_in_loop(w, b, X):
    ps = []
    for x in X:
        ps.append(logistic(x @ w + b))
        return ps


@wrong("predict_proba", "rounds to two decimals", r"round|decimal|digits|precis")
def proba_rounded(w, b, X):
    return np.round(logistic(X @ w + b), 2)


@wrong(
    "predict_proba",
    "clips the probability to 0.01 ... 0.99",
    r"clip|clamp|cut off|limit|0\.01|bounded|extreme|near (0|1)|close to (0|1)",
)
def proba_clipped(w, b, X):
    return np.clip(logistic(X @ w + b), 0.01, 0.99)


@wrong("predict_proba", "tanh in place of the logistic", r"tanh|negative|below 0|-1")
def proba_tanh_plain(w, b, X):
    return np.tanh(X @ w + b)


@wrong("predict_proba", "the normal distribution (probit)", r"normal|probit|gauss|\bcdf\b|\bphi\b")
def proba_probit(w, b, X):
    return scipy.stats.norm.cdf(X @ w + b)


@wrong(
    "predict_proba",
    "the log of the probability",
    r"\blog\b|logarithm|negative|log.?probab|\bexp\b",
)
def proba_log(w, b, X):
    z = X @ w + b
    return -np.logaddexp(0, -z)


@wrong(
    "predict_proba",
    "the probability of the called class, never below one half",
    r"below (0\.5|one half|a half)|\bmax|called|confiden|larger|class 1|other class|\babs|absolute",
)
def proba_confidence(w, b, X):
    p = logistic(X @ w + b)
    return np.maximum(p, 1 - p)


@wrong(
    "predict_proba",
    "the bias is added once a feature",
    r"\bbias|\bb\b|intercept|times|once (a|per|for)",
)
def proba_bias_each_feature(w, b, X):
    return logistic(np.sum(w * X + b, axis=1))


@wrong(
    "predict_proba",
    "scores squeezed to 0 ... 1 by min and max in place of the logistic",
    r"min.?max|\bmin\b|smallest|largest|depend|other (rows|cases)|rescal|(without|no|"
    r"missing).{0,20}(logistic|sigm|σ)|stretch",
)
def proba_min_max(w, b, X):
    z = score(w, b, X)
    return (z - z.min()) / (z.max() - z.min())


@wrong(
    "predict_proba",
    "the arguments are in another order: X first",
    r"order|argument|signature|\(w, b, X\)|swap",
)
def proba_X_first(X, w, b):
    return 1 / (1 + np.exp(-(np.dot(X, w) + b)))


@wrong("predict_proba", "in percent", r"percent|100|above 1|factor")
def proba_percent(w, b, X):
    return logistic(X @ w + b) * 100


@wrong("predict_proba", "2 in place of e as the base", r"\bbase\b|2 ?\*\*|powers? of (2|two)|exp2")
def proba_base_2(w, b, X):
    return 1 / (1 + 2 ** -(X @ w + b))


@wrong(
    "predict_proba",
    "an integer buffer cuts every probability to 0",
    r"\bint|whole number|dtype|cut|truncat|buffer",
)
def proba_int_buffer(w, b, X):
    p = np.zeros(len(X), int)
    for i in range(len(X)):
        p[i] = logistic(X[i] @ w + b)
    return p


@wrong(
    "predict_proba", "changes X", r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller"
)
def proba_mutates_X(w, b, X):
    X *= w
    return logistic(X.sum(axis=1) + b)


@wrong(
    "predict_proba",
    "column 0 of the model of scikit-learn: class 0",
    r"other class|class 0|1 - |minus|sign|mirror|column",
)
def proba_sklearn_column_0(w, b, X):
    from sklearn.linear_model import LogisticRegression

    clf = LogisticRegression()
    clf.classes_ = np.array([0, 1])
    clf.coef_, clf.intercept_ = w.reshape(1, -1), np.array([b])
    return clf.predict_proba(X)[:, 0]


@wrong(
    "predict_proba",
    "brackets: 1 / 1 + exp(-z)",
    r"bracket|parenthes|precedence|1 ?/ ?1|above 1|order of (the )?operations",
)
def proba_no_brackets(w, b, X):
    z = score(w, b, X)
    return 1 / 1 + np.exp(-z)


@wrong(
    "predict_proba",
    "two mistakes: no bias and the other class",
    r"\bbias|\bb\b|intercept|other class|class 0|1 - |minus|sign|mirror",
)
def proba_no_bias_class_0(w, b, X):
    return 1 / (1 + np.exp(X @ w))


@wrong(
    "predict_proba",
    "two mistakes: the mean of the products and the bias outside",
    r"\bmean|average|divi|\bsum\b|\bbias|\bb\b|intercept|outside|after",
)
def proba_mean_bias_outside(w, b, X):
    return logistic((X * w).mean(axis=1)) + b


@wrong(
    "predict_proba",
    "two mistakes: summed down the columns and the sign reversed",
    r"axis|column|\brows?\b|shape|other class|class 0|1 - |minus|\bsign|mirror",
)
def proba_axis_0_sign(w, b, X):
    return 1 / (1 + np.exp((X * w).sum(axis=0) + b))


@wrong(
    "predict_proba",
    "two mistakes: clipped score and rounded result",
    r"clip|clamp|cut off|limit|round|decimal|digits",
)
def proba_clip_round(w, b, X):
    return np.round(logistic(np.clip(score(w, b, X), -4, 4)), 3)


@wrong(
    "predict_proba",
    "two mistakes: both columns are returned, and class 1 comes first",
    r"column|\btwo\b|\bboth\b|shape|\(n, ?2\)|2-d|class 0|order",
)
def proba_two_columns_reversed(w, b, X):
    p = predict_proba(w, b, X)
    return np.vstack([p, 1 - p]).T


# ---------------------------------------------------------------------------------------------
# predict
# ---------------------------------------------------------------------------------------------


@right("predict")
def call_astype(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) > threshold).astype(int)


@right("predict")
def call_where(w, b, X, threshold=0.5):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return np.where(p > threshold, 1, 0)


@right("predict")
def call_list(w, b, X, *, threshold=0.5):
    return [1 if q > threshold else 0 for q in predict_proba(w, b, X)]


@right("predict")
def call_masks(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    y_hat = np.zeros(len(p))
    y_hat[p > threshold] = 1
    return y_hat


@right("predict")
def call_not_at_most(w, b, X, *, threshold=0.5):
    p = logistic(score(w, b, X))
    return 1 - (p <= threshold) * 1


@right("predict")
def call_bools(w, b, X, *, threshold=0.5):
    # True is 1 and False is 0
    return predict_proba(w, b, X) > threshold


@right("predict")
def call_heaviside(w, b, X, *, threshold=0.5):
    return np.heaviside(predict_proba(w, b, X) - threshold, 0)


@right("predict", ordinary_only=True)
def call_on_score(w, b, X, *, threshold=0.5):
    cut = np.log(threshold / (1 - threshold))
    return np.where(X @ w + b > cut, 1, 0)


@right("predict")
def call_loop(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    y_hat = np.empty(len(X), dtype=np.int8)
    for i, p_i in enumerate(p):
        if p_i > threshold:
            y_hat[i] = 1
        else:
            y_hat[i] = 0
    return y_hat


@right("predict")
def call_kwargs(w, b, X, **options):
    t = options.get("threshold", 0.5)
    p = predict_proba(w, b, X)
    return np.array(list(map(int, np.greater(p, t))))


@right("predict")
def call_sklearn_binarize(w, b, X, *, threshold=0.5):
    from sklearn.preprocessing import binarize

    p = predict_proba(w, b, X).reshape(-1, 1)
    return binarize(p, threshold=threshold).ravel()


@wrong(
    "predict",
    ">= in place of >",
    r">=|at least|strict|equal|exactly|tie|on the threshold|at the threshold|= ?(0\.5|½)",
)
def call_at_least(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) >= threshold).astype(int)


@wrong(
    "predict",
    "< in place of >: the classes are exchanged",
    r"exchang|swap|revers|other class|class 0|below|flip|invert|<",
)
def call_below(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) < threshold).astype(int)


@wrong(
    "predict",
    "the threshold is ignored: 0.5 always",
    r"ignor|threshold.{0,30}(not|never|no effect|unused)|(not|never|no effect|"
    r"unused).{0,30}threshold|fixed|always|hard.coded",
)
def call_fixed_half(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) > 0.5).astype(int)


@wrong(
    "predict",
    "compares the score, not the probability, with the threshold",
    r"\bscores?\b|logistic|sigm|σ|not (a|the) probabilit",
)
def call_score_above_threshold(w, b, X, *, threshold=0.5):
    return np.where(score(w, b, X) > threshold, 1, 0)


@wrong("predict", "-1 in place of 0", r"-1|minus (1|one)|\b0\b.*else|else 0|labels?|not 0")
def call_minus_one(w, b, X, *, threshold=0.5):
    return np.where(predict_proba(w, b, X) > threshold, 1, -1)


@wrong(
    "predict",
    "np.sign: -1, 0 and 1",
    r"-1|minus (1|one)|np\.sign|three|else 0|labels?|not 0",
)
def call_sign(w, b, X, *, threshold=0.5):
    return np.sign(predict_proba(w, b, X) - threshold)


@wrong(
    "predict",
    "returns the probability",
    r"returns? (the )?probabilit|0 or 1|0 and 1|0s and 1s|(is|are) (the )?probabilit|"
    r"not (yet )?compared|compare|threshold is (not|never)",
)
def call_probability(w, b, X, *, threshold=0.5):
    return predict_proba(w, b, X)


@wrong(
    "predict",
    "rounds: the threshold is ignored",
    r"\bround|ignor|threshold.{0,30}(not|never|no effect|unused)|(not|never|no effect|"
    r"unused).{0,30}threshold|fixed|always",
)
def call_round(w, b, X, *, threshold=0.5):
    return np.round(predict_proba(w, b, X)).astype(int)


@wrong("predict", "nothing is returned", r"return|None|nothing")
def call_no_return(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    y_hat = (p > threshold).astype(int)
    print(y_hat)


@wrong(
    "predict",
    "`if` on an array",
    r"\bif\b|ambiguous|np\.where|whole array|an array|on arrays|element|truth value",
)
def call_if_on_array(w, b, X, *, threshold=0.5):
    if predict_proba(w, b, X) > threshold:
        return 1
    else:
        return 0


@wrong(
    "predict",
    "one answer for all rows",
    r"\bany\b|\ball\b|one (number|answer|value)|single|scalar|every row|each (row|case)|shape",
)
def call_any(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    if (p > threshold).any():
        return 1
    return 0


@wrong(
    "predict",
    "the return is inside the loop: only the first row",
    r"first|inside the loop|one (number|value|row|answer)|single|scalar|shape|length|loop",
)
def call_return_in_loop(w, b, X, *, threshold=0.5):
    for p in predict_proba(w, b, X):
        if p > threshold:
            return 1
        else:
            return 0


@wrong(
    "predict",
    "1 - threshold in place of the threshold",
    r"1 - ?(the )?threshold|mirror|other class|class 0|revers|other side|complement",
)
def call_one_minus_threshold(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) > 1 - threshold).astype(int)


@wrong("predict", "the bias is missing", r"\bbias|\bb\b|intercept")
def call_no_bias(w, b, X, *, threshold=0.5):
    p = logistic(X @ w)
    return (p > threshold).astype(int)


@wrong(
    "predict",
    "np.where(cond, 0, 1): 0 and 1 are exchanged",
    r"exchang|swap|revers|other class|class 0|flip|invert|where\(",
)
def call_where_swapped(w, b, X, *, threshold=0.5):
    return np.where(predict_proba(w, b, X) > threshold, 0, 1)


@wrong(
    "predict",
    "returns the places of the ones",
    r"indice|\bindex|position|places|row numbers|length|shape|entries",
)
def call_indices(w, b, X, *, threshold=0.5):
    return np.where(predict_proba(w, b, X) > threshold)[0]


@wrong(
    "predict",
    "returns only the probabilities above the threshold",
    r"filter|select|length|shape|entries|left out|fewer|returns? (only )?(the )?probabilit|"
    r"only (the|those)",
)
def call_filtered(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    return p[p > threshold]


@wrong(
    "predict",
    "returns how many are above",
    r"\bcount|how many|\bsum|number of (ones|rows)|one number|single|scalar|shape|each (row|"
    r"case)|every row",
)
def call_count(w, b, X, *, threshold=0.5):
    return np.sum(predict_proba(w, b, X) > threshold)


@wrong(
    "predict",
    "does not take a threshold",
    r"keyword|argument|signature|parameter|take\w* (a |the )?threshold|accept",
)
def call_no_keyword(w, b, X):
    return (predict_proba(w, b, X) > threshold).astype(int)


@wrong(
    "predict",
    "a probability equal to the threshold is left as it is",
    r"equal|exactly|tie|strict|on the threshold|at the threshold|0 or 1|0\.5|neither",
)
def call_tie_left(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    p[p > threshold] = 1
    p[p < threshold] = 0
    return p


@wrong(
    "predict",
    "int cuts every probability to 0",
    r"\bint\b|astype|integer|whole number|\bcuts?\b|truncat|all 0|always 0|never 1|"
    r"not compared|compare|threshold is (not|never)",
)
def call_astype_int(w, b, X, *, threshold=0.5):
    return predict_proba(w, b, X).astype(int)


@wrong(
    "predict",
    "names in place of 1 and 0",
    r"\btext\b|string|\bstr\b|names?\b|words?|not (a )?numbers?|benign",
)
def call_names(w, b, X, *, threshold=0.5):
    return np.where(predict_proba(w, b, X) > threshold, "benign", "malignant")


@wrong("predict", "reads p from the notebook", r"notebook|global|argument|ignore|length|shape")
def call_global_p(w, b, X, *, threshold=0.5):
    return (p > threshold).astype(int)


@wrong(
    "predict",
    "a column (n, 1) in place of (n,)",
    r"column|shape|\(n, ?1\)|ravel|flat|dimension|2-d",
)
def call_column(w, b, X, *, threshold=0.5):
    return (logistic(X @ w[:, None] + b) > threshold).astype(int)


@wrong(
    "predict",
    "score above 0: the threshold is ignored",
    r"ignor|threshold.{0,30}(not|never|no effect|unused)|(not|never|no effect|"
    r"unused).{0,30}threshold|fixed|always|> ?0\b",
)
def call_score_above_zero(w, b, X, *, threshold=0.5):
    return (X @ w + b > 0).astype(int)


@wrong(
    "predict",
    "the threshold turned into a score upside down",
    r"1 - ?(the )?threshold|upside|mirror|revers|sign|other side|log.?odds|complement|invert",
)
def call_logit_upside_down(w, b, X, *, threshold=0.5):
    cut = np.log((1 - threshold) / threshold)
    return (X @ w + b > cut).astype(int)


@wrong(
    "predict",
    "the logistic is applied to the threshold too",
    r"(logistic|sigm|σ).{0,30}threshold|threshold.{0,30}(logistic|sigm|σ)|0\.62|both sides",
)
def call_sigma_of_threshold(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) > logistic(threshold)).astype(int)


@wrong(
    "predict",
    "appends the ones only: the zeros are missing",
    r"\bzeros?\b|missing|length|shape|entries|left out|fewer|too few|no else",
)
def call_ones_only(w, b, X, *, threshold=0.5):
    y_hat = []
    for p in predict_proba(w, b, X):
        if p > threshold:
            y_hat.append(1)
    return np.array(y_hat)


@wrong(
    "predict",
    "rounds the probability before it is compared",
    r"round|decimal|digits|precis|close to the threshold|near the threshold",
)
def call_rounded_first(w, b, X, *, threshold=0.5):
    return (np.round(predict_proba(w, b, X), 1) > threshold).astype(int)


@wrong(
    "predict",
    "argmax of both classes: the threshold is ignored",
    r"argmax|ignor|threshold.{0,30}(not|never|no effect|unused)|(not|never|no effect|"
    r"unused).{0,30}threshold|fixed|always",
)
def call_argmax(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    return np.argmax(np.c_[1 - p, p], axis=1)


@wrong(
    "predict",
    "heaviside with 1 at 0: equal counts as above",
    r">=|at least|strict|equal|exactly|tie|on the threshold|at the threshold",
)
def call_heaviside_one(w, b, X, *, threshold=0.5):
    return np.heaviside(predict_proba(w, b, X) - threshold, 1).astype(int)


@wrong(
    "predict",
    "the default threshold is 0",
    r"default|threshold ?= ?0|without (a )?threshold|all 1|always 1|0\.5",
)
def call_default_zero(w, b, X, *, threshold=0):
    return (predict_proba(w, b, X) > threshold).astype(int)


@wrong(
    "predict",
    "one σ a feature: a table of calls",
    r"\*|@|\bsum|feature|shape|\(n, ?d\)|2-d|table|add(ed|s)? up",
)
def call_per_feature(w, b, X, *, threshold=0.5):
    return np.where(logistic(X * w + b) > threshold, 1, 0)


@wrong(
    "predict",
    "the threshold is in percent",
    r"percent|\b100\b|nearly always 1|factor",
)
def call_percent(w, b, X, *, threshold=0.5):
    return (100 * predict_proba(w, b, X) > threshold).astype(int)


@wrong(
    "predict",
    "np.isclose counts nearly equal as above",
    r"isclose|toleran|equal|exactly|tie|strict|on the threshold|at the threshold|>=|at least",
)
def call_isclose(w, b, X, *, threshold=0.5):
    p = predict_proba(w, b, X)
    return np.where((p > threshold) | np.isclose(p, threshold), 1, 0)


@wrong(
    "predict",
    "two mistakes: exchanged classes and <=",
    r"exchang|swap|revers|other class|class 0|below|flip|invert|<=|at most|equal|tie",
)
def call_at_most(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) <= threshold).astype(int)


@wrong(
    "predict",
    "two mistakes: -1 for 0 and the threshold ignored",
    r"-1|minus (1|one)|labels?|else 0|not 0|ignor|fixed|0\.5",
)
def call_minus_one_fixed(w, b, X, *, threshold=0.5):
    z = X @ w + b
    return np.where(z > 0, 1, -1)


@wrong(
    "predict",
    "two mistakes: no bias and >=",
    r"\bbias|\bb\b|intercept|>=|at least|strict|equal|exactly|tie",
)
def call_no_bias_at_least(w, b, X, *, threshold=0.5):
    return (logistic(np.dot(X, w)) >= threshold).astype(int)


@wrong(
    "predict",
    "two mistakes: the score is compared, and equal counts as above",
    r"\bscores?\b|logistic|sigm|σ|not (a|the) probabilit|>=|at least|strict|equal|exactly|tie",
)
def call_score_at_least(w, b, X, *, threshold=0.5):
    return np.array([int(s >= threshold) for s in X @ w + b])


@wrong(
    "predict",
    "two mistakes: only the first row, and < in place of >",
    r"first|inside the loop|one (number|value|answer)|scalar|shape|swap|revers|other class|<",
)
def call_first_below(w, b, X, *, threshold=0.5):
    for x in X:
        if logistic(x @ w + b) < threshold:
            return np.array([1])
        return np.array([0])


# ---------------------------------------------------------------------------------------------
# scale_both
# ---------------------------------------------------------------------------------------------


@right("scale_both")
def units_plain(X_train, X_test):
    mean = X_train.mean(axis=0)
    scale = X_train.std(axis=0)
    scale = np.where(scale == 0, 1, scale)
    return (X_train - mean) / scale, (X_test - mean) / scale


@right("scale_both")
def units_sklearn(X_train, X_test):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler()
    X_train_s = scaler.fit_transform(X_train)
    X_test_s = scaler.transform(X_test)
    return X_train_s, X_test_s


@right("scale_both")
def units_list_of_two(X_train, X_test):
    m, s = np.mean(X_train, 0), np.std(X_train, 0)
    s[s == 0] = 1.0
    return [(T - m) / s for T in (X_train, X_test)]


@right("scale_both")
def units_loop_over_columns(X_train, X_test):
    A = np.array(X_train, dtype=float)
    B = np.array(X_test, dtype=float)
    for j in range(A.shape[1]):
        mu = sum(A[:, j]) / len(A)
        sd = math.sqrt(sum((a - mu) ** 2 for a in A[:, j]) / len(A))
        if sd < 1e-12:
            sd = 1
        A[:, j] = (A[:, j] - mu) / sd
        B[:, j] = (B[:, j] - mu) / sd
    return A, B


@right("scale_both")
def units_stack_then_split(X_train, X_test):
    n = len(X_train)
    both = np.vstack([X_train, X_test])
    sd = both[:n].std(axis=0)
    both = (both - both[:n].mean(axis=0)) / np.where(sd > 0, sd, 1)
    return np.split(both, [n])


@right("scale_both")
def units_variance_root(X_train, X_test):
    mu = X_train.mean(axis=0, keepdims=True)
    var = ((X_train - mu) ** 2).mean(axis=0, keepdims=True)
    scale = np.sqrt(var)
    scale[scale < 10 * np.finfo(float).eps] = 1

    def f(T):
        return (T - mu) / scale

    return f(X_train), f(X_test)


@right("scale_both")
def units_ddof_corrected(X_train, X_test):
    n = len(X_train)
    s = X_train.std(axis=0, ddof=1) * np.sqrt((n - 1) / n)
    s = np.where(s == 0, 1, s)
    m = np.average(X_train, axis=0)
    return (X_train - m) / s, (X_test - m) / s


@right("scale_both")
def units_np_divide_where(X_train, X_test):
    m = X_train.mean(axis=0)
    s = X_train.std(axis=0)
    a, b = X_train - m, X_test - m
    np.divide(a, s, out=a, where=s != 0)
    np.divide(b, s, out=b, where=s != 0)
    return a, b


@right("scale_both")
def units_copy_then_in_place(X_train, X_test):
    train, test = X_train.astype(float), X_test.astype(float)
    center = train.mean(axis=0)
    spread = train.std(axis=0)
    spread += spread == 0
    test -= center
    test /= spread
    train -= center
    train /= spread
    return train, test


@wrong(
    "scale_both",
    "the test table is scaled by its own mean and scale",
    r"\bown\b|test.*(mean|scale|std|unit|statist|itself)|training|leak|fit",
)
def units_each_own(X_train, X_test):
    return (
        (X_train - X_train.mean(axis=0)) / X_train.std(axis=0),
        (X_test - X_test.mean(axis=0)) / X_test.std(axis=0),
    )


@wrong(
    "scale_both",
    "fit_transform on the test table too",
    r"\bown\b|fit_transform|fit|test.*(mean|scale|std|unit|statist|itself)|training|leak",
)
def units_fit_twice(X_train, X_test):
    from sklearn.preprocessing import StandardScaler

    sc = StandardScaler()
    X_train = sc.fit_transform(X_train)
    X_test = sc.fit_transform(X_test)
    return X_train, X_test


@wrong(
    "scale_both",
    "mean and scale of both tables together",
    r"\bboth\b|together|all (the )?(rows|cases|data)|stack|leak|joint|pool|training",
)
def units_pooled(X_train, X_test):
    X_all = np.concatenate([X_train, X_test])
    mu, sd = X_all.mean(axis=0), X_all.std(axis=0)
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "mean and scale of the test table",
    r"(of|from|by|on) the test|test (table|set|data|cases)('s)? (mean|stat|unit)|"
    r"X_test\.(mean|std)|training|leak",
)
def units_of_test(X_train, X_test):
    mu, sd = X_test.mean(axis=0), X_test.std(axis=0)
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "n - 1 in the standard deviation",
    r"ddof|n - 1|sample standard|bessel|degree|factor",
)
def units_ddof(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "mean and scale along the rows",
    r"axis|\brows?\b|column by column|each column|per column|shape|broadcast",
)
def units_axis_1(X_train, X_test):
    def f(T):
        return (T - T.mean(axis=1, keepdims=True)) / T.std(axis=1, keepdims=True)

    return f(X_train), f(X_test)


@wrong(
    "scale_both",
    "axis=1 without keepdims does not fit",
    r"axis|\brows?\b|keepdims|shape|broadcast",
)
def units_axis_1_flat(X_train, X_test):
    mu, sd = X_train.mean(axis=1), X_train.std(axis=1)
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "one mean and one scale for the whole table",
    r"axis|column by column|(each|every|per) column|one mean|whole table|all columns",
)
def units_whole_table(X_train, X_test):
    mu, sd = X_train.mean(), X_train.std()
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "one scale for the whole table (std without axis)",
    r"axis|column by column|(each|every|per) column|one scale|whole table|all columns|one std",
)
def units_std_without_axis(X_train, X_test):
    mu = X_train.mean(axis=0)
    sd = X_train.std()
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "divides by the variance",
    r"varianc|square root|sqrt|\bvar\b|squared",
)
def units_variance(X_train, X_test):
    mu, v = X_train.mean(axis=0), X_train.var(axis=0)
    return (X_train - mu) / v, (X_test - mu) / v


@wrong(
    "scale_both",
    "only the mean is removed, nothing is divided",
    r"not divided|divi|only (the mean|cent)|(scale|std|standard deviation|"
    r"spread).{0,30}(missing|not|forgotten|still|left|1\b)|(without|no|missing).{0,20}(scal|"
    r"std|standard|spread)",
)
def units_centre_only(X_train, X_test):
    mu = X_train.mean(axis=0)
    return X_train - mu, X_test - mu


@wrong(
    "scale_both",
    "only divided, the mean is not removed",
    r"not (centr|center|subtract|removed)|(mean).{0,30}(not |missing|forgotten|never|still|"
    r"left)|(without|no|missing|subtract|remov\w*|forgot\w*).{0,20}mean|centr|center",
)
def units_divide_only(X_train, X_test):
    sd = X_train.std(axis=0)
    sd[sd == 0] = 1
    return X_train / sd, X_test / sd


@wrong(
    "scale_both",
    "min and max in place of mean and standard deviation",
    r"\bmin\b|\bmax\b|min.?max|range|0 (to|and|\.\.\.) 1|smallest|largest",
)
def units_min_max(X_train, X_test):
    lo, hi = X_train.min(axis=0), X_train.max(axis=0)
    return (X_train - lo) / (hi - lo), (X_test - lo) / (hi - lo)


@wrong(
    "scale_both",
    "the two tables are returned in the wrong order",
    r"order|swap|exchang|first|revers|wrong way",
)
def units_swapped_return(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd = np.where(sd == 0, 1, sd)
    X_train = (X_train - mu) / sd
    X_test = (X_test - mu) / sd
    return X_test, X_train


@wrong(
    "scale_both",
    "only the training table is returned",
    r"\bboth\b|\btwo\b|\bpair\b|only one|one table|tuple|(test|second).{0,20}(missing|"
    r"not returned)|only the train",
)
def units_train_only(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mu) / sd


@wrong(
    "scale_both",
    "the test table is returned raw",
    r"\braw\b|unscaled|not scaled|unchanged|as it (was|came|is)|untouched",
)
def units_test_raw(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    return (X_train - mu) / sd, X_test


@wrong(
    "scale_both",
    "the test table by its own mean and the scale of training",
    r"\bown\b|test.*mean|mean.*test|training|leak",
)
def units_own_mean(X_train, X_test):
    sd = X_train.std(axis=0)
    sd[sd == 0] = 1
    return (X_train - X_train.mean(axis=0)) / sd, (X_test - X_test.mean(axis=0)) / sd


@wrong(
    "scale_both",
    "the mean of the training cases and the scale of the test cases for the test table",
    r"\bown\b|test.*(scale|std|standard)|(scale|std|standard).*test|training|leak",
)
def units_own_std(X_train, X_test):
    mu = X_train.mean(axis=0)
    return (X_train - mu) / X_train.std(axis=0), (X_test - mu) / X_test.std(axis=0)


@wrong(
    "scale_both",
    "a small number added to every standard deviation",
    r"epsilon|\beps\b|small number|1e-|tiny|added to the (scale|std|denominator)|constant column",
)
def units_epsilon(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mu) / (sd + 1e-3), (X_test - mu) / (sd + 1e-3)


@wrong(
    "scale_both",
    "1e-8 for a constant column: new values of it explode",
    r"constant|epsilon|\beps\b|small number|1e-|tiny|explode|huge|same value",
)
def units_tiny_epsilon(X_train, X_test):
    mu = np.mean(X_train, axis=0)
    sd = np.std(X_train, axis=0)
    return (X_train - mu) / (sd + 1e-8), (X_test - mu) / (sd + 1e-8)


@wrong(
    "scale_both",
    "a constant column gives 0 / 0",
    r"constant|0 ?/ ?0|\bnan\b|zero|same value|never varies|divi.* by 0|not finite",
)
def units_constant_nan(X_train, X_test):
    mean = np.mean(X_train, axis=0)
    std = np.std(X_train, axis=0)
    return (X_train - mean) / std, (X_test - mean) / std


@wrong(
    "scale_both",
    "nan_to_num on a constant column: other values in the test become huge",
    r"constant|0 ?/ ?0|\binf\b|nan_to_num|huge|zero|same value|never varies|divi.* by 0",
)
def units_nan_to_num(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    return np.nan_to_num((X_train - mu) / sd), np.nan_to_num((X_test - mu) / sd)


@wrong(
    "scale_both",
    "median and quartiles in place of mean and standard deviation",
    r"median|quartile|robust|\biqr\b|percentile",
)
def units_robust(X_train, X_test):
    from sklearn.preprocessing import RobustScaler

    rs = RobustScaler().fit(X_train)
    return rs.transform(X_train), rs.transform(X_test)


@wrong(
    "scale_both",
    "changes both tables it is given",
    r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller",
)
def units_mutates(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    X_train -= mu
    X_train /= sd
    X_test -= mu
    X_test /= sd
    return X_train, X_test


@wrong(
    "scale_both",
    "the training table is overwritten before the test table uses its mean and scale",
    r"overwr|already scaled|after|before|\braw\b|unscaled|unchanged|not scaled|too late|"
    r"as it (was|came)",
)
def units_too_late(X_train, X_test):
    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_test = (X_test - X_train.mean(axis=0)) / X_train.std(axis=0)
    return X_train, X_test


@wrong(
    "scale_both",
    "the root mean square of the raw values in place of the standard deviation",
    r"root mean square|\brms\b|(round|around) (the mean|0)|from the mean|of the raw|not centr",
)
def units_rms(X_train, X_test):
    mu = X_train.mean(axis=0)
    sd = np.sqrt(np.mean(X_train**2, axis=0))
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "the mean is added in place of subtracted",
    r"\badd|\bplus|\bsign\b|\+ ?mean|twice the mean|subtract",
)
def units_plus_mean(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    return (X_train + mu) / sd, (X_test + mu) / sd


@wrong("scale_both", "multiplied by the scale", r"multipl|times|divi|inverse")
def units_times_std(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mu) * sd, (X_test - mu) * sd


@wrong(
    "scale_both",
    "the brackets are missing: only the mean is divided",
    r"bracket|parenthes|precedence|mean ?/|order of (the )?operations|only the mean",
)
def units_no_brackets(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    return X_train - mu / sd, X_test - mu / sd


@wrong(
    "scale_both",
    "every row is brought to length 1 (Normalizer)",
    r"\brows?\b|normaliz|normalis|length 1|unit length|\bnorm\b",
)
def units_normalizer(X_train, X_test):
    from sklearn.preprocessing import normalize

    return normalize(X_train), normalize(X_test)


@wrong("scale_both", "divides by the largest value", r"\bmax|largest|biggest")
def units_by_max(X_train, X_test):
    top = np.abs(X_train).max(axis=0)
    top[top == 0] = 1
    return X_train / top, X_test / top


@wrong(
    "scale_both",
    "Andrew Ng's (x - mean) / range",
    r"\bmin\b|\bmax\b|range|peak|largest|smallest",
)
def units_by_range(X_train, X_test):
    mu = X_train.mean(axis=0)
    span = np.ptp(X_train, axis=0)
    span[span == 0] = 1
    return (X_train - mu) / span, (X_test - mu) / span


@wrong(
    "scale_both",
    "reads mean and std from the notebook",
    r"notebook|global|argument|ignore|shape|broadcast",
)
def units_global_mean(X_train, X_test):
    m, s = np.resize(mean, X_train.shape[1]), np.resize(std, X_train.shape[1])
    return (X_train - m) / s, (X_test - m) / s


@wrong("scale_both", "nothing is returned", r"return|None|nothing")
def units_no_return(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    X_train = (X_train - mu) / sd
    X_test = (X_test - mu) / sd


@wrong(
    "scale_both",
    "returns mean and scale too: four values",
    r"\bfour\b|\b4\b|too many|more than two|extra|\btwo\b|\bpair\b|tuple",
)
def units_four_values(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd = np.where(sd == 0, 1, sd)
    return (X_train - mu) / sd, (X_test - mu) / sd, mu, sd


@wrong(
    "scale_both",
    "both tables stacked to one",
    r"stack|one (table|array)|single|\btwo\b|\bpair\b|tuple|apart|split|concat",
)
def units_one_table(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    return np.vstack([(X_train - mu) / sd, (X_test - mu) / sd])


@wrong(
    "scale_both",
    "clips to -3 ... 3",
    r"clip|clamp|cut off|limit|outlier|bounded|-3|extreme",
)
def units_clipped(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    return np.clip((X_train - mu) / sd, -3, 3), np.clip((X_test - mu) / sd, -3, 3)


@wrong(
    "scale_both",
    "the loop stops early: the last column stays raw",
    r"last column|off by one|range|left out|skip|\braw\b|unscaled|not scaled|unchanged",
)
def units_off_by_one(X_train, X_test):
    A, B = X_train.astype(float), X_test.astype(float)
    for j in range(X_train.shape[1] - 1):
        mu, sd = X_train[:, j].mean(), X_train[:, j].std() or 1.0
        A[:, j] = (X_train[:, j] - mu) / sd
        B[:, j] = (X_test[:, j] - mu) / sd
    return A, B


@wrong(
    "scale_both",
    "the return is inside the loop: only the first column is scaled",
    r"first column|inside the loop|in the loop|other columns|one column|\braw\b|unscaled|"
    r"not scaled|unchanged",
)
def units_return_in_loop(X_train, X_test):
    A, B = X_train.astype(float), X_test.astype(float)
    for j in range(A.shape[1]):
        mu, sd = X_train[:, j].mean(), X_train[:, j].std()
        A[:, j] = (A[:, j] - mu) / (sd if sd > 0 else 1)
        B[:, j] = (B[:, j] - mu) / (sd if sd > 0 else 1)
        return A, B


@wrong(
    "scale_both",
    "constant columns are thrown away",
    r"constant|\bdrop|thrown|shape|fewer|missing column|number of columns|columns? (is|"
    r"are) (missing|gone)",
)
def units_drops_constant(X_train, X_test):
    keep = X_train.std(axis=0) > 0
    A, B = X_train[:, keep], X_test[:, keep]
    return (A - A.mean(axis=0)) / A.std(axis=0), (B - A.mean(axis=0)) / A.std(axis=0)


@wrong(
    "scale_both",
    "a column of ones is put in front",
    r"\bones\b|extra|column|shape|bias|one (too many|more)|intercept",
)
def units_with_ones(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    return (
        np.c_[np.ones(len(X_train)), (X_train - mu) / sd],
        np.c_[np.ones(len(X_test)), (X_test - mu) / sd],
    )


@wrong(
    "scale_both",
    "the mean absolute deviation in place of the standard deviation",
    r"absolute|\babs|\bmad\b|squar|standard deviation",
)
def units_mean_absolute(X_train, X_test):
    mu = X_train.mean(axis=0)
    dev = np.abs(X_train - mu).mean(axis=0)
    dev[dev == 0] = 1
    return (X_train - mu) / dev, (X_test - mu) / dev


@wrong(
    "scale_both",
    "the sum of squares is not divided by n: the norm in place of the standard deviation",
    r"\bnorm\b|\bsum\b|sqrt\(n\)|root of n|divi.* by n|mean of the squares|factor|unit length",
)
def units_column_norm(X_train, X_test):
    mu = X_train.mean(axis=0)
    size = np.sqrt(((X_train - mu) ** 2).sum(axis=0))
    size[size == 0] = 1
    return (X_train - mu) / size, (X_test - mu) / size


@wrong(
    "scale_both",
    "the arguments are in another order: test first",
    r"order|argument|swap|\bexchang|test (comes )?first|signature|(of|from|by) the test",
)
def units_test_first(X_test, X_train):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd[sd == 0] = 1
    return (X_train - mu) / sd, (X_test - mu) / sd


@wrong(
    "scale_both",
    "two mistakes: each table by its own statistics and n - 1 (as pandas does)",
    r"\bown\b|test.*(mean|scale|std|unit|stat)|training|leak|ddof|n - 1|bessel|degree",
)
def units_pandas_each(X_train, X_test):
    def zscore(df):
        return (df - df.mean(axis=0)) / df.std(axis=0, ddof=1)

    return zscore(X_train), zscore(X_test)


@wrong(
    "scale_both",
    "two mistakes: min-max, and of each table by itself",
    r"\bmin\b|\bmax\b|min.?max|range|\bown\b|itself|training|leak",
)
def units_min_max_each(X_train, X_test):
    from sklearn.preprocessing import MinMaxScaler

    return MinMaxScaler().fit_transform(X_train), MinMaxScaler().fit_transform(X_test)


@wrong(
    "scale_both",
    "two mistakes: the variance in place of its root, and the tables swapped",
    r"varianc|square root|sqrt|\bvar\b|squared|order|swap|exchang|revers",
)
def units_variance_swapped(X_train, X_test):
    mu, v = X_train.mean(axis=0), X_train.var(axis=0)
    v[v == 0] = 1
    return (X_test - mu) / v, (X_train - mu) / v


@wrong(
    "scale_both",
    "two mistakes: one mean for the whole table and rounding",
    r"axis|column by column|(each|every|per) column|whole table|round|decimal",
)
def units_whole_rounded(X_train, X_test):
    mu, sd = np.mean(X_train), np.std(X_train)
    return np.round((X_train - mu) / sd, 2), np.round((X_test - mu) / sd, 2)


@wrong(
    "scale_both",
    "two mistakes: the mean is not removed, and only the training table is returned",
    r"\bmean\b|centr|center|subtract|\bboth\b|\btwo\b|\bpair\b|tuple|only the train|one table",
)
def units_divide_train_only(X_train, X_test):
    return X_train / X_train.std(axis=0)


# ---------------------------------------------------------------------------------------------
# sample_losses
# ---------------------------------------------------------------------------------------------


@right("sample_losses")
def each_logaddexp(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, z) - y * z


@right("sample_losses")
def each_signed(w, b, X, y):
    s = 2 * y - 1
    return np.logaddexp(0, -s * (X @ w + b))


@right("sample_losses")
def each_torch_stable(w, b, X, y):
    # the formula of BCEWithLogitsLoss
    z = X @ w + b
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


@right("sample_losses")
def each_log_expit(w, b, X, y):
    from scipy.special import log_expit

    z = X @ w + b
    return -y * log_expit(z) - (1 - y) * log_expit(-z)


@right("sample_losses")
def each_where(w, b, X, y):
    z = score(w, b, X)
    return np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z))


@right("sample_losses")
def each_loop_math(w, b, X, y):
    losses = []
    for x_i, y_i in zip(X, y):
        z_i = float(np.dot(x_i, w)) + b
        t = -z_i if y_i == 1 else z_i
        if t > 0:
            losses.append(t + math.log1p(math.exp(-t)))
        else:
            losses.append(math.log1p(math.exp(t)))
    return losses


@right("sample_losses")
def each_scipy_logsumexp(w, b, X, y):
    z = X @ w + b
    Z = np.stack([np.zeros(len(z)), z], axis=1)
    chosen = Z[np.arange(len(z)), np.asarray(y, dtype=int)]
    return scipy.special.logsumexp(Z, axis=1) - chosen


@right("sample_losses", ordinary_only=True)
def each_probabilities(w, b, X, y):
    p = predict_proba(w, b, X)
    return -np.log(np.where(y == 1, p, 1 - p))


@right("sample_losses")
def each_softplus_inner(w, b, X, y):
    def softplus(t):
        return np.logaddexp(t, 0.0)

    z = np.einsum("nd,d->n", X, w) + b
    return y * softplus(-z) + (1 - y) * softplus(z)


@right("sample_losses")
def each_blocks(w, b, X, y):
    out = np.empty(len(y))
    for start in range(0, len(y), 2):
        part = slice(start, start + 2)
        z = X[part] @ w + b
        out[part] = np.logaddexp(0, z) - y[part] * z
    return out


@wrong(
    "sample_losses",
    "the textbook formula: log(0) and 0 * inf for large scores",
    r"overflow|\bnan\b|\binf\b|large|safe|log\(0\)|log of 0|not finite|800|certain",
)
def each_textbook(w, b, X, y):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(
    "sample_losses",
    "log(1 + exp(z)) overflows for large scores",
    r"overflow|\bnan\b|\binf\b|large|safe|logaddexp|not finite|800",
)
def each_log1p_exp(w, b, X, y):
    z = X @ w + b
    return np.log(1 + np.exp(z)) - y * z


@wrong(
    "sample_losses",
    "+ y z in place of - y z",
    r"\bsign\b|minus|plus|subtract|y \* ?z|y ?z\b|added",
)
def each_plus_yz(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, z) + y * z


@wrong(
    "sample_losses",
    "logaddexp of -z with - y z: the forms are mixed",
    r"\bsign\b|minus|-z|mirror|mix|other class|logaddexp\(0, ?z\)",
)
def each_mixed_forms(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, -z) - y * z


@wrong(
    "sample_losses",
    "the term of class 0 is missing",
    r"class 0|y ?=+ ?0|1 - ?y|second (term|half|part)|other (term|half|class)|negative case",
)
def each_positive_only(w, b, X, y):
    z = X @ w + b
    return y * np.logaddexp(0, -z)


@wrong(
    "sample_losses",
    "the term of class 1 is missing",
    r"class 1|y ?=+ ?1|y \* ?z|first (term|half|part)|other (term|half|class)|positive case",
)
def each_negative_only(w, b, X, y):
    z = X @ w + b
    return (1 - y) * np.logaddexp(0, z)


@wrong(
    "sample_losses",
    "clips p at 1e-15: a large loss stops at 34.5",
    r"clip|clamp|cut off|limit|large|34|epsilon|\beps\b|1e-15|extreme|capped|bounded|800",
)
def each_clipped(w, b, X, y):
    p = np.clip(predict_proba(w, b, X), 1e-15, 1 - 1e-15)
    return -y * np.log(p) - (1 - y) * np.log(1 - p)


@wrong(
    "sample_losses",
    "a small number added inside the logs",
    r"epsilon|\beps\b|small number|1e-|tiny|added (to|in)|large|capped|bounded|800",
)
def each_epsilon(w, b, X, y):
    eps = 1e-5
    p = predict_proba(w, b, X)
    return -y * np.log(p + eps) - (1 - y) * np.log(1 - p + eps)


@wrong(
    "sample_losses",
    "the mean in place of one loss a case",
    r"\bmean|average|one number|single|scalar|shape|(each|every|per) case|loss a case",
)
def each_mean(w, b, X, y):
    z = score(w, b, X)
    return np.mean(np.logaddexp(0, z) - y * z)


@wrong(
    "sample_losses",
    "the sum in place of one loss a case",
    r"\bsum|one number|single|scalar|shape|each case|every case|total",
)
def each_sum(w, b, X, y):
    z = score(w, b, X)
    return np.sum(np.logaddexp(0, z) - y * z)


@wrong(
    "sample_losses",
    "the formula for labels -1 and 1 used on 0 and 1",
    r"-1|labels?|2 ?\*? ?y - 1|0\.69|log\(2\)|log 2|class 0|y ?=+ ?0",
)
def each_minus_one_labels(w, b, X, y):
    return np.logaddexp(0, -y * (X @ w + b))


@wrong(
    "sample_losses",
    "the classes are exchanged",
    r"exchang|swap|other class|flip|1 - ?y|revers|mirror|\bsign\b|classes",
)
def each_flipped(w, b, X, y):
    z = score(w, b, X)
    return y * np.logaddexp(0, z) + (1 - y) * np.logaddexp(0, -z)


@wrong("sample_losses", "the minus in front is missing", r"minus|\bsign\b|negat|below 0|likelihood")
def each_log_likelihood(w, b, X, y):
    z = score(w, b, X)
    return y * z - np.logaddexp(0, z)


@wrong(
    "sample_losses", "log to the base 2", r"\bbase\b|log2|natural|\bbits?\b|1\.44|factor|logaddexp2"
)
def each_log2(w, b, X, y):
    p = predict_proba(w, b, X)
    return -np.log2(np.where(y == 1, p, 1 - p))


@wrong(
    "sample_losses",
    "logaddexp2, with powers of 2",
    r"logaddexp2|\bbase\b|powers? of (2|two)|2 ?\*\*|\bbits?\b",
)
def each_logaddexp2(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp2(0, z) - y * z


@wrong("sample_losses", "log to the base 10", r"\bbase\b|log10|natural|0\.43|factor")
def each_log10(w, b, X, y):
    z = X @ w + b
    return (np.logaddexp(0, z) - y * z) / np.log(10)


@wrong("sample_losses", "the squared error", r"squar|brier|\bmse\b|\*\* ?2|not (a|the) log")
def each_squared(w, b, X, y):
    return (y - predict_proba(w, b, X)) ** 2


@wrong("sample_losses", "the absolute error", r"absolute|\babs|1 - ?p|distance|not (a|the) log|\|")
def each_absolute(w, b, X, y):
    return np.abs(y - predict_proba(w, b, X))


@wrong("sample_losses", "the hinge loss", r"hinge|\bsvm\b|margin|maximum|straight")
def each_hinge(w, b, X, y):
    s = np.where(y == 1, 1, -1)
    return np.maximum(0, 1 - s * (X @ w + b))


@wrong(
    "sample_losses",
    "0 or 1: counts the errors",
    r"0 or 1|0 and 1|zero.?one|count|accuracy|errors|predict|\bcalls?\b|right or wrong",
)
def each_zero_one(w, b, X, y):
    return (predict(w, b, X) != y).astype(float)


@wrong("sample_losses", "the bias is missing", r"\bbias|\bb\b|intercept")
def each_no_bias(w, b, X, y):
    z = X @ w
    return np.logaddexp(0, z) - y * z


@wrong(
    "sample_losses",
    "score is called with its arguments in another order",
    r"order|argument|score\(w|swap|shape|align|dimension|mismatch",
)
def each_swapped_inner(w, b, X, y):
    z = score(X, w, b)
    return np.logaddexp(0, z) - y * z


@wrong("sample_losses", "nothing is returned", r"return|None|nothing")
def each_no_return(w, b, X, y):
    z = score(w, b, X)
    losses = np.logaddexp(0, z) - y * z
    losses.shape


@wrong(
    "sample_losses",
    "the return is inside the loop: only the first case",
    r"first|inside the loop|one (number|value|case|loss)|shape|length|loop|scalar",
)
def each_return_in_loop(w, b, X, y):
    losses = np.zeros(len(y))
    for i in range(len(y)):
        z = X[i] @ w + b
        losses[i] = np.logaddexp(0, z) - y[i] * z
        return losses


@wrong(
    "sample_losses",
    "reads y from the notebook",
    r"notebook|global|argument|ignore|length|shape|broadcast",
)
def each_global_y(w, b, X, t):
    z = X @ w + b
    return np.logaddexp(0, z) - np.resize(y, len(z)) * z


@wrong(
    "sample_losses",
    "a column minus a row: a table of n times n",
    r"column|shape|\(n, ?n\)|\(n, ?1\)|broadcast|table|2-d|dimension|reshape",
)
def each_broadcast(w, b, X, y):
    z = X @ w.reshape(-1, 1) + b
    return np.logaddexp(0, z) - y * z


@wrong("sample_losses", "twice the loss (deviance)", r"twice|doubl|factor|devian|2 \*|times 2")
def each_deviance(w, b, X, y):
    z = score(w, b, X)
    return 2 * (np.logaddexp(0, z) - y * z)


@wrong(
    "sample_losses",
    "every loss is divided by n",
    r"divi|\bn\b|len\(|number of cases|factor|mean|average",
)
def each_over_n(w, b, X, y):
    z = score(w, b, X)
    return (np.logaddexp(0, z) - y * z) / len(y)


@wrong(
    "sample_losses",
    "brackets: 1 - y * log(1 - p)",
    r"bracket|parenthes|precedence|\(1 - ?y\)|order of (the )?operations",
)
def each_no_brackets(w, b, X, y):
    p = predict_proba(w, b, X)
    return -(y * np.log(p) + 1 - y * np.log(1 - p))


@wrong(
    "sample_losses",
    "the loss of the called class: the truth is not used",
    r"truth|ignor|\by\b.*(not used|unused)|called class|larger|\bmax|predicted|labels?",
)
def each_confidence(w, b, X, y):
    z = X @ w + b
    return np.logaddexp(0, -np.abs(z))


@wrong(
    "sample_losses",
    "y is forgotten: - z for every case",
    r"(without|forgot\w*|missing|ignor\w*|not use\w*|times|multipl\w*).{0,20}(\by\b|truth|"
    r"labels?)|(\by\b|truth|labels?).{0,30}(not used|ignored|missing|forgotten|unused|"
    r"no effect|plays)|y \* ?z|every case",
)
def each_without_y(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(0, z) - z


@wrong(
    "sample_losses",
    "dot product of y with the logs: one number",
    r"@|\bdot\b|\bsum|one number|single|scalar|shape|\*|each case|every case",
)
def each_dot(w, b, X, y):
    z = X @ w + b
    return -(y @ -np.logaddexp(0, -z) + (1 - y) @ -np.logaddexp(0, z))


@wrong(
    "sample_losses",
    "`if y == 1` on an array",
    r"\bif\b|ambiguous|np\.where|whole array|an array|on arrays|element|truth value",
)
def each_if_on_array(w, b, X, y):
    p = predict_proba(w, b, X)
    if y == 1:
        return -np.log(p)
    else:
        return -np.log(1 - p)


@wrong(
    "sample_losses",
    "logaddexp(1, z): log(e + e^z)",
    r"logaddexp\((0|1)|log\(1 \+|log\(e|\be \+|a ?= ?(0|1)|exp\(0\)|e\^0|first argument",
)
def each_logaddexp_one(w, b, X, y):
    z = score(w, b, X)
    return np.logaddexp(1, z) - y * z


@wrong(
    "sample_losses",
    "the losses come sorted by class, not in the order of the cases",
    r"order|sort|class(es)? (first|apart|after)|position|rearrang|right place|permut|same numbers",
)
def each_by_class(w, b, X, y):
    z = X @ w + b
    return np.concatenate([np.logaddexp(0, -z[y == 1]), np.logaddexp(0, z[y == 0])])


@wrong(
    "sample_losses",
    "the difference p - y, the slope, in its place",
    r"p - ?y|slope|gradient|derivative|residual|difference",
)
def each_residual(w, b, X, y):
    return predict_proba(w, b, X) - y


@wrong(
    "sample_losses",
    "the logistic is applied twice",
    r"twice|two times|again|once|double|already|logits?",
)
def each_sigma_twice(w, b, X, y):
    # BCEWithLogitsLoss on what is a probability already
    p = predict_proba(w, b, X)
    return np.logaddexp(0, p) - y * p


@wrong(
    "sample_losses",
    "nan and inf are replaced: a very wrong case costs a finite nonsense",
    r"overflow|\bnan\b|\binf\b|nan_to_num|large|safe|log\(0\)|800|1e308|huge",
)
def each_nan_to_num(w, b, X, y):
    p = predict_proba(w, b, X)
    return np.nan_to_num(-y * np.log(p) - (1 - y) * np.log(1 - p))


@wrong(
    "sample_losses", "changes y", r"mutat|\bchang|modif|in.place(?! of)|overwr|your input|caller"
)
def each_mutates_y(w, b, X, y):
    y *= 2
    y -= 1
    return np.logaddexp(0, -y * (X @ w + b))


@wrong(
    "sample_losses",
    "the arguments are in another order: X and y first",
    r"order|argument|signature|\(w, b, X, y\)|swap|shape|align|dimension|mismatch",
)
def each_X_y_first(X, y, w, b):
    z = X @ w + b
    return np.logaddexp(0, z) - y * z


@wrong(
    "sample_losses",
    "np.ln does not exist",
    r"np\.ln|\bln\b|np\.log|attribute|no such|not exist",
)
def each_np_ln(w, b, X, y):
    p = predict_proba(w, b, X)
    return -(y * np.ln(p) + (1 - y) * np.ln(1 - p))


@wrong(
    "sample_losses",
    "two mistakes: the mean, and base 2",
    r"\bmean|average|one number|single|scalar|shape|each case|every case|\bbase\b|log2|\bbits?\b",
)
def each_mean_log2(w, b, X, y):
    z = score(w, b, X)
    return np.mean(np.logaddexp(0, z) - y * z) / np.log(2)


@wrong(
    "sample_losses",
    "two mistakes: classes exchanged and no minus",
    r"exchang|swap|other class|flip|1 - ?y|revers|mirror|\bsign\b|minus|negat|below 0",
)
def each_flipped_no_minus(w, b, X, y):
    p = predict_proba(w, b, X)
    return y * np.log(1 - p) + (1 - y) * np.log(p)


@wrong(
    "sample_losses",
    "two mistakes: no bias and only class 1",
    r"\bbias|\bb\b|intercept|class 0|1 - ?y|y ?=+ ?0|second (term|half)|other (term|class)",
)
def each_no_bias_positive_only(w, b, X, y):
    return -y * np.log(logistic(X @ w))


@wrong(
    "sample_losses",
    "two mistakes: divided by n and clipped",
    r"divi|\bn\b|number of cases|mean|average|clip|clamp|cut off|limit|epsilon|\beps\b|capped",
)
def each_over_n_clipped(w, b, X, y):
    m = X.shape[0]
    A = np.clip(predict_proba(w, b, X), 1e-7, 1 - 1e-7)
    return -1 / m * (y * np.log(A) + (1 - y) * np.log(1 - A))


@wrong(
    "sample_losses",
    "two mistakes: y is forgotten, and the sum is returned",
    r"\by\b|truth|labels?|\bsum|one number|single|scalar|shape|(each|every|per) case",
)
def each_without_y_sum(w, b, X, y):
    return np.logaddexp(0, -(X @ w + b)).sum()


# ---------------------------------------------------------------------------------------------
# log_loss
# ---------------------------------------------------------------------------------------------


@right("log_loss")
def total_plain(w, b, X, y):
    return np.mean(sample_losses(w, b, X, y))


@right("log_loss")
def total_sum_over_n(w, b, X, y):
    z = X @ w + b
    return (np.logaddexp(0, z) - y * z).sum() / len(y)


@right("log_loss")
def total_dot(w, b, X, y):
    z = X @ w + b
    n = X.shape[0]
    return float(np.ones(n) @ np.logaddexp(0, z) - y @ z) / n


@right("log_loss")
def total_math_fsum(w, b, X, y):
    losses = sample_losses(w, b, X, y)
    return math.fsum(losses) / len(losses)


@right("log_loss")
def total_running_mean(w, b, X, y):
    m = 0.0
    for k, loss in enumerate(sample_losses(w, b, X, y), start=1):
        m += (loss - m) / k
    return m


@right("log_loss")
def total_by_class_shares(w, b, X, y):
    z = X @ w + b
    n = len(y)
    ones = np.logaddexp(0, -z[y == 1]).sum()
    zeros = np.logaddexp(0, z[y == 0]).sum()
    return (ones + zeros) / n


@right("log_loss", ordinary_only=True)
def total_sklearn(w, b, X, y):
    from sklearn.metrics import log_loss as skl_log_loss

    return skl_log_loss(y, predict_proba(w, b, X), labels=[0, 1])


@right("log_loss", ordinary_only=True)
def total_likelihood(w, b, X, y):
    p = predict_proba(w, b, X)
    p_true = p**y * (1 - p) ** (1 - y)
    return -np.log(p_true).mean()


@right("log_loss")
def total_weights(w, b, X, y):
    return np.average(sample_losses(w, b, X, y), weights=np.ones(len(X)))


@right("log_loss")
def total_zero_d_array(w, b, X, y):
    # 0-d array
    return np.asarray(np.logaddexp(0, (1 - 2 * y) * (X @ w + b)).mean())


@right("log_loss")
def total_recursive(w, b, X, y):
    n = len(y)
    if n == 1:
        z = float(X[0] @ w + b)
        return float(np.logaddexp(0, z) - y[0] * z)
    h = n // 2
    left = total_recursive(w, b, X[:h], y[:h])
    rest = total_recursive(w, b, X[h:], y[h:])
    return (h * left + (n - h) * rest) / n


@wrong(
    "log_loss",
    "the sum in place of the mean",
    r"\bsum\b|not divided|divide by|number of cases|n times|times (too|n)|total|"
    r"forgot\w* (the )?mean",
)
def total_sum(w, b, X, y):
    return np.sum(sample_losses(w, b, X, y))


@wrong("log_loss", "divides by n - 1", r"n - 1|ddof|\bone less\b|divi")
def total_n_minus_1(w, b, X, y):
    return np.sum(sample_losses(w, b, X, y)) / (len(y) - 1)


@wrong(
    "log_loss",
    "divides by 2 n, as for linear regression",
    r"\bhalf\b|2 ?\*? ?n|2 ?\*? ?m|factor|twice|1/2|0\.5|½",
)
def total_2n(w, b, X, y):
    m = len(y)
    return 1 / (2 * m) * np.sum(sample_losses(w, b, X, y))


@wrong(
    "log_loss",
    "divides by the number of weights",
    r"number of (weights|features|columns)|len\(w\)|weights|features|\bby d\b",
)
def total_len_w(w, b, X, y):
    return np.sum(sample_losses(w, b, X, y)) / len(w)


@wrong(
    "log_loss",
    "divides by the size of X, n times d",
    r"\bsize\b|number of entries|entries of X|n ?\* ?d\b|times d|features|number of columns",
)
def total_X_size(w, b, X, y):
    return sample_losses(w, b, X, y).sum() / X.size


@wrong("log_loss", "the minus in front is missing", r"minus|\bsign\b|negat|below 0|likelihood")
def total_no_minus(w, b, X, y):
    z = score(w, b, X)
    return np.mean(y * z - np.logaddexp(0, z))


@wrong(
    "log_loss",
    "the textbook formula: nan or inf for large scores",
    r"overflow|\bnan\b|\binf\b|large|safe|log\(0\)|log of 0|not finite|800|certain",
)
def total_textbook(w, b, X, y):
    m = len(y)
    A = 1 / (1 + np.exp(-(np.dot(X, w) + b)))
    return -1 / m * np.sum(y * np.log(A) + (1 - y) * np.log(1 - A))


@wrong(
    "log_loss",
    "scikit-learn's clips the probabilities and needs both classes",
    r"clip|large|capped|bounded|800|(one|single) class|both classes|scikit|sklearn|36|extreme",
)
def total_sklearn_plain(w, b, X, y):
    from sklearn.metrics import log_loss as skl

    return skl(y, predict_proba(w, b, X))


@wrong(
    "log_loss",
    "scikit-learn's with its arguments exchanged",
    r"order|argument|swap|exchang|continuous|scikit|sklearn|y_true|labels",
)
def total_sklearn_swapped(w, b, X, y):
    from sklearn.metrics import log_loss as skl

    return skl(predict_proba(w, b, X), y)


@wrong(
    "log_loss",
    "one loss a case: the mean is forgotten",
    r"mean is (missing|forgotten)|one number|one loss|(each|every|per) case|shape|array|"
    r"forgot\w* (the )?mean|take the mean|without the mean",
)
def total_no_mean(w, b, X, y):
    return sample_losses(w, b, X, y)


@wrong("log_loss", "the median in place of the mean", r"median|middle")
def total_median(w, b, X, y):
    return np.median(sample_losses(w, b, X, y))


@wrong("log_loss", "log to the base 2", r"\bbase\b|log2|natural|\bbits?\b|1\.44|factor")
def total_log2(w, b, X, y):
    return np.mean(sample_losses(w, b, X, y)) * np.log2(np.e)


@wrong("log_loss", "the mean squared error", r"squar|brier|\bmse\b|\*\* ?2|not (a|the) log")
def total_mse(w, b, X, y):
    return np.mean((predict_proba(w, b, X) - y) ** 2)


@wrong(
    "log_loss",
    "the share of errors",
    r"error rate|errors|accuracy|share|count|0 or 1|zero.?one|\bcalls?\b|predict",
)
def total_error_rate(w, b, X, y):
    return np.mean(predict(w, b, X) != y)


@wrong(
    "log_loss",
    "a penalty on the weights is added",
    r"penalt|regulari|weights|\bl2\b|ridge|w \*\* ?2",
)
def total_with_penalty(w, b, X, y):
    return np.mean(sample_losses(w, b, X, y)) + 0.5 * np.sum(w**2) / len(y)


@wrong(
    "log_loss",
    "the mean of the two classes' means",
    r"class|balanc|weight(ed)?\b|macro|each case|equally|per class",
)
def total_balanced(w, b, X, y):
    losses = sample_losses(w, b, X, y)
    means = [losses[y == k].mean() for k in (0, 1)]
    return sum(means) / 2


@wrong(
    "log_loss",
    "the classes are exchanged",
    r"exchang|swap|other class|flip|1 - ?y|revers|mirror|\bsign\b|classes",
)
def total_flipped(w, b, X, y):
    return np.mean(sample_losses(w, b, X, 1 - y))


@wrong(
    "log_loss",
    "the term of class 0 is missing",
    r"class 0|y ?=+ ?0|1 - ?y|second (term|half|part)|other (term|half|class)|negative case",
)
def total_positive_only(w, b, X, y):
    z = score(w, b, X)
    return np.mean(y * np.logaddexp(0, -z))


@wrong(
    "log_loss",
    "exp of the mean loss (perplexity)",
    r"\bexp\b|perplex|likelihood|exponent|e \*\*|power",
)
def total_perplexity(w, b, X, y):
    return np.exp(np.mean(sample_losses(w, b, X, y)))


@wrong(
    "log_loss",
    "the product of the probabilities underflows to 0",
    r"product|underflow|\binf\b|many cases|log\(0\)|log of 0|large|safe|\bnan\b|not finite|800",
)
def total_product(w, b, X, y):
    p = predict_proba(w, b, X)
    likelihood = np.prod(np.where(y == 1, p, 1 - p))
    return -np.log(likelihood) / len(y)


@wrong(
    "log_loss",
    "clips p at 1e-15: a large loss stops at 34.5",
    r"clip|clamp|cut off|limit|large|34|epsilon|\beps\b|1e-15|extreme|capped|bounded|800",
)
def total_clipped(w, b, X, y):
    eps = 1e-15
    p = np.clip(predict_proba(w, b, X), eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(
    "log_loss",
    "a small number added inside the logs",
    r"epsilon|\beps\b|small number|1e-|tiny|added (to|in)|large|capped|bounded|800",
)
def total_epsilon(w, b, X, y):
    p = predict_proba(w, b, X)
    return -np.mean(y * np.log(p + 1e-4) + (1 - y) * np.log(1 - p + 1e-4))


@wrong("log_loss", "rounds to two decimals", r"round|decimal|digits|precis")
def total_rounded(w, b, X, y):
    return round(float(np.mean(sample_losses(w, b, X, y))), 2)


@wrong("log_loss", "whole-number division", r"//|whole|\bint|floor|round|decimal|cut|truncat")
def total_floor_division(w, b, X, y):
    return np.sum(sample_losses(w, b, X, y)) // len(y)


@wrong(
    "log_loss",
    "the return is inside the loop: only the first case",
    r"first|inside the loop|one case|loop|indent",
)
def total_return_in_loop(w, b, X, y):
    total = 0
    for i in range(len(y)):
        z = X[i] @ w + b
        total += np.logaddexp(0, z) - y[i] * z
        return total / len(y)


@wrong(
    "log_loss",
    "= in place of +=: only the last case",
    r"\+=|\blast\b|overwr|accumul|add(ed|s)? up|one case",
)
def total_assign_not_add(w, b, X, y):
    total = 0
    for x_i, y_i in zip(X, y):
        z = x_i @ w + b
        total = np.logaddexp(0, z) - y_i * z
    return total / len(y)


@wrong(
    "log_loss",
    "the last case is left out",
    r"\blast\b|off by one|range|left out|missing|skip",
)
def total_off_by_one(w, b, X, y):
    n = len(y)
    losses = sample_losses(w, b, X, y)
    s = 0.0
    for i in range(n - 1):
        s += losses[i]
    return s / n


@wrong(
    "log_loss",
    "reads X and y from the notebook",
    r"notebook|global|argument|ignore|always the same",
)
def total_global_X(w, b, features, labels):
    z = X @ np.resize(w, X.shape[1]) + b
    return np.mean(np.logaddexp(0, z) - y * z)


@wrong("log_loss", "the bias is missing", r"\bbias|\bb\b|intercept")
def total_no_bias(w, b, X, y):
    return np.mean(sample_losses(w, 0, X, y))


@wrong(
    "log_loss",
    "the loss of the mean score in place of the mean of the losses",
    r"mean (of the )?score|score.{0,20}mean|mean first|first the mean|of the mean|"
    r"mean of the losses",
)
def total_loss_of_mean(w, b, X, y):
    z = np.mean(score(w, b, X))
    return np.logaddexp(0, z) - np.mean(y) * z


@wrong(
    "log_loss",
    "minus the log of the mean probability in place of the mean of the logs",
    r"log of (the|a) mean|mean (of the )?prob|mean first|mean of the log|jensen|inside the log",
)
def total_log_of_mean(w, b, X, y):
    p = predict_proba(w, b, X)
    return -np.log(np.mean(np.where(y == 1, p, 1 - p)))


@wrong(
    "log_loss",
    "the formula for labels -1 and 1 used on 0 and 1",
    r"-1|labels?|2 ?\*? ?y - 1|0\.69|log\(2\)|log 2|class 0|y ?=+ ?0",
)
def total_minus_one_labels(w, b, X, y):
    return np.mean(np.logaddexp(0, -y * (X @ w + b)))


@wrong(
    "log_loss",
    "a table of 1 by 1 in place of a number",
    r"shape|\(1, ?1\)|one number|array|table|scalar|dimension|column",
)
def total_one_by_one(w, b, X, y):
    z = (X @ w + b).reshape(-1, 1)
    Y = y.reshape(-1, 1)
    ones = np.ones((1, len(y)))
    return (ones @ np.logaddexp(0, z) - Y.T @ z) / len(y)


@wrong("log_loss", "nothing is returned", r"return|None|nothing")
def total_no_return(w, b, X, y):
    cost = np.mean(sample_losses(w, b, X, y))  # noqa: F841


@wrong("log_loss", "prints in place of returning", r"print|return|None|nothing")
def total_print(w, b, X, y):
    J = sample_losses(w, b, X, y).mean()
    print(f"Cost: {J:.4f}")


@wrong(
    "log_loss",
    "returns the cost and the gradient",
    r"\bpair\b|\btwo\b|tuple|\bboth\b|gradient|one number|slope",
)
def total_cost_and_gradient(w, b, X, y):
    J = np.mean(sample_losses(w, b, X, y))
    grad = X.T @ (predict_proba(w, b, X) - y) / len(y)
    return J, grad


@wrong(
    "log_loss",
    "the arguments are in another order: X and y first",
    r"order|argument|signature|\(w, b, X, y\)|swap|shape|align|dimension|mismatch",
)
def total_X_y_first(X, y, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - y * z)


@wrong(
    "log_loss",
    "sample_losses is called with its arguments in another order",
    r"order|argument|sample_losses\(w|swap|shape|align|dimension|mismatch",
)
def total_swapped_inner(w, b, X, y):
    return sample_losses(X, y, w, b).mean()


@wrong("log_loss", "the root of the mean square of the losses", r"root|squar|\brms|sqrt|\*\* ?2")
def total_rms(w, b, X, y):
    return np.sqrt(np.mean(sample_losses(w, b, X, y) ** 2))


@wrong(
    "log_loss",
    "a column against a row: the mean over n times n pairs",
    r"column|shape|\(n, ?n\)|\(n, ?1\)|broadcast|pairs|every (truth|y)|2-d|reshape",
)
def total_broadcast(w, b, X, y):
    z = X @ w[:, None] + b
    return np.mean(np.logaddexp(0, z) - y * z)


@wrong(
    "log_loss",
    "divides by the number of positive cases",
    r"positive|class 1|y\.sum|sum\(y\)|divi|number of (all )?cases|ones",
)
def total_over_positives(w, b, X, y):
    return np.sum(sample_losses(w, b, X, y)) / np.sum(y)


@wrong(
    "log_loss",
    "the mean is divided by n once more",
    r"divided twice|twice|again|once more|already|n \*\* ?2|n²|n squared|divi\w* by n|too small",
)
def total_mean_over_n(w, b, X, y):
    return sample_losses(w, b, X, y).mean() / len(y)


@wrong("log_loss", "the largest loss in place of the mean", r"\bmax|largest|worst|biggest")
def total_max(w, b, X, y):
    return max(sample_losses(w, b, X, y))


@wrong(
    "log_loss",
    "two mistakes: sum in place of mean and no minus",
    r"\bsum|mean|average|divi|number of cases|minus|\bsign\b|negat|below 0|likelihood",
)
def total_log_likelihood(w, b, X, y):
    z = score(w, b, X)
    return np.sum(y * z - np.logaddexp(0, z))


@wrong(
    "log_loss",
    "two mistakes: divided by 2 n and classes exchanged",
    r"\bhalf\b|2 ?\*? ?n\b|factor|0\.5|½|exchang|swap|other class|flip|1 - ?y|mirror|\bsign\b",
)
def total_2n_flipped(w, b, X, y):
    z = X @ w + b
    return np.sum(np.logaddexp(0, z) - (1 - y) * z) / (2 * len(y))


@wrong(
    "log_loss",
    "two mistakes: no bias and base 10",
    r"\bbias|\bb\b|intercept|\bbase\b|log10|natural",
)
def total_no_bias_log10(w, b, X, y):
    h = logistic(X.dot(w))
    return -np.mean(y * np.log10(h) + (1 - y) * np.log10(1 - h))


@wrong(
    "log_loss",
    "two mistakes: a penalty is added and the sum is not divided",
    r"penalt|regulari|weights|\bl2\b|ridge|\bsum|mean|average|divi|number of cases",
)
def total_sum_with_penalty(w, b, X, y):
    # scikit-learn's objective with C = 1
    return np.sum(sample_losses(w, b, X, y)) + 0.5 * w @ w


@wrong(
    "log_loss",
    "two mistakes: only class 1 counts, and the sum is divided by 2 n",
    r"class 0|1 - ?y|second (term|part)|other (term|class)|\bhalf\b|2 ?\*? ?[nm]\b|factor|0\.5",
)
def total_positive_only_2n(w, b, X, y):
    m = len(y)
    return (y * np.logaddexp(0, -score(w, b, X))).sum() / (2 * m)


@wrong("score", "rounded to 6 decimals", r"round|decimals")
def z_rounded_to_six(w, b, X):
    return np.round(X @ w + b, 6)


@wrong("score", "a buffer of X's type", r"whole number")
def z_integer_buffer(w, b, X):
    z = np.zeros_like(X[:, 0])
    for i in range(len(X)):
        z[i] = X[i] @ w + b
    return z


@wrong(
    "predict",
    "predict_proba is called with its arguments in another order",
    r"predict_proba|order|@",
)
def call_swapped_inner(w, b, X, *, threshold=0.5):
    return (predict_proba(X, w, b) > threshold).astype(int)


@wrong("predict", "p is held against logit(threshold)", r"logit")
def call_logit_threshold(w, b, X, *, threshold=0.5):
    return (predict_proba(w, b, X) > scipy.special.logit(threshold)).astype(int)


@wrong("predict", "the default threshold is changed", r"default")
def call_default_four_tenths(w, b, X, *, threshold=0.4):
    return (predict_proba(w, b, X) > threshold).astype(int)


@wrong("predict", "np.where with two arguments", r"three")
def call_where_two(w, b, X, *, threshold=0.5):
    return np.where(predict_proba(w, b, X) > threshold, 1)


@wrong("predict", "predict_proba is not called", r"function")
def call_not_called(w, b, X, *, threshold=0.5):
    return (predict_proba > threshold).astype(int)


@wrong("scale_both", "the machine epsilon is added to the deviation", r"added")
def units_machine_epsilon(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0) + np.finfo(float).eps
    return (X_train - mean) / std, (X_test - mean) / std


@wrong("scale_both", "a buffer of the table's type", r"whole number")
def units_integer_buffer(X_train, X_test):
    A, B = np.empty_like(X_train), np.empty_like(X_test)
    for j in range(X_train.shape[1]):
        m, s = X_train[:, j].mean(), X_train[:, j].std()
        s = s if s > 0 else 1.0
        A[:, j] = (X_train[:, j] - m) / s
        B[:, j] = (X_test[:, j] - m) / s
    return A, B


@wrong("sample_losses", "a buffer of y's type", r"whole number")
def each_integer_buffer(w, b, X, y):
    out = np.zeros_like(y)
    for i in range(len(y)):
        out[i] = np.logaddexp(0, X[i] @ w + b) - y[i] * (X[i] @ w + b)
    return out


@wrong("sample_losses", "math.exp overflows", r"math.*large|OverflowError")
def each_math_exp(w, b, X, y):
    return np.array([math.log(1 + math.exp(z)) - t * z for z, t in zip(X @ w + b, y)])


@wrong("log_loss", "the means of both classes are added", r"class")
def total_two_means(w, b, X, y):
    losses = sample_losses(w, b, X, y)
    return losses[y == 1].mean() + losses[y == 0].mean()


@wrong("log_loss", "sample_losses is not called", r"function")
def total_not_called(w, b, X, y):
    return np.mean(sample_losses)


@wrong("logistic", "exp is missing in the denominator", r"exp.*missing")
def sigma_exp_missing_below(z):
    return np.exp(z) / (1 + z)


@wrong("logistic", "the scores are clipped at 10", r"clip")
def sigma_clips_at_ten(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


@wrong("logistic", "np.exp is not called", r"function")
def sigma_exp_not_called(z):
    return 1 / (1 + np.exp)(-z)


@wrong("logit", "brackets are missing in log(1 - p)", r"bracket")
def logit_log_of_one(p):
    return np.log(p) - np.log(1) - p

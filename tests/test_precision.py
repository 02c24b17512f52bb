"""A referee of fifty digits: each answer within the rounding that its own arithmetic must make.

Every bound below is derived, not guessed. With u = 2⁻⁵³ (half an ulp of 1), a sum of k products
is off by at most k u Σ|terms|, in whatever order it is added up (N. J. Higham, Accuracy and
Stability of Numerical Algorithms, 2002, chapter 3); exp, log1p and the logistic function are off
by at most 4 ulps, or 8 u (`test_logistic`); the rest is how an error in a score moves what is
computed from it. `test_logistic`, `test_loss` and `test_newton` hold single numbers to fifty
digits; here it is sums, slopes, coefficients, softmax and metrics. Published tables come last.
"""

import math
from collections import Counter
from fractions import Fraction
from itertools import chain, product

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.datasets import spector

from logreg_core import (
    accuracy,
    auc,
    calibration_curve,
    combine,
    confusion,
    cost,
    f1_score,
    gradient,
    l2_penalty,
    log_loss,
    logistic,
    logit,
    newton,
    partial_sums,
    precision,
    predict_proba,
    recall,
    roc_curve,
    sample_losses,
    score,
    softmax,
    softmax_cost,
    softmax_gradient,
    softmax_newton,
    standardise,
    train,
)

U = 2.0**-53
FEW = 8 * U  # relative: the 4 ulps of exp, log1p and the logistic function
calm = settings(deadline=None, derandomize=True, max_examples=100)


@pytest.fixture(autouse=True)
def fifty_digits():
    with mp.workdps(50):
        yield


# --- problems -----------------------------------------------------------------------------------


def problem(seed, n, unit=(1.0,), w=1.0, alike=0.0, rare=False):
    """Return w, b, X, y: columns in different units, nearly collinear ones, a rare class."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, len(unit)))
    X[:, -1] += alike * (X[:, 0] - X[:, -1])
    y = (np.arange(n) < 2 if rare else rng.random(n) < 0.5).astype(float)
    y[:2] = 0, 1
    w = w * rng.normal(size=len(unit)) / unit
    return w, float(rng.normal()), X * unit, y


PROBLEMS = {
    "one feature": problem(0, 8),
    "three features": problem(1, 12, (1.0, 1.0, 1.0)),
    "units far apart": problem(2, 12, (1e-4, 1.0, 1e3)),
    "nearly collinear": problem(3, 12, (1.0, 1.0), alike=1 - 1e-4),
    "a rare class": problem(4, 30, (1.0, 1.0), rare=True),
    "sure of itself": problem(5, 10, (1.0, 1.0), w=30.0),
    "scores that cancel": (
        np.array([1e6, -1e6]),
        0.3,
        1 + problem(6, 9, (1e-6,) * 2)[2],
        np.eye(9)[0],
    ),
}
table = pytest.mark.parametrize("name", PROBLEMS)
prices = pytest.mark.parametrize("lam", [0.0, 1e-6, 0.01, 3.0])


def exactly(values):
    """Return floats as numbers of fifty digits, in lists like theirs."""
    return [exactly(v) for v in values] if np.ndim(values) else mp.mpf(float(values))


def dot(u, v):
    return mp.fsum(a * b for a, b in zip(u, v, strict=True))


def columns(rows):
    return list(zip(*rows, strict=True))


def sigma(z):
    return 1 / (1 + mp.exp(-z))


def shares(n, weights=None):
    """Return what each case counts in the mean."""
    share = exactly(np.ones(n) if weights is None else weights)
    return [v / mp.fsum(share) for v in share]


class Exact:
    """Scores, probabilities, losses, cost and slopes in fifty digits, with their error bounds."""

    def __init__(self, w, b, X, y, lam, weights=None):
        n, d = X.shape
        share = shares(n, weights)
        w, b, X, y, lam = map(exactly, (w, b, X, y, lam))
        self.z = [dot(row, w) + b for row in X]
        self.p = [sigma(z) for z in self.z]
        self.losses = [mp.log1p(mp.exp(-z if one else z)) for z, one in zip(self.z, y, strict=True)]
        self.price = lam * dot(w, w) / 2
        self.cost = dot(share, self.losses) + self.price
        residual = [p - one for p, one in zip(self.p, y, strict=True)]
        pays = [*(lam * v for v in w), mp.mpf(0)]
        part = [v * r for v, r in zip(share, residual, strict=True)]
        table = [*columns(X), [mp.mpf(1)] * n]
        self.slopes = [dot(column, part) + pay for column, pay in zip(table, pays, strict=True)]

        size = [sum(abs(x * v) for x, v in zip(row, w, strict=True)) + abs(b) for row in X]
        self.z_off = [(d + 1) * U * s for s in size]
        self.p_off = [p * (1 - p) * e + FEW * p for p, e in zip(self.p, self.z_off, strict=True)]
        # a loss has the slope |p - y|, so an error in the score moves it by that much
        self.losses_off = [
            abs(r) * e + FEW * loss
            for r, e, loss in zip(residual, self.z_off, self.losses, strict=True)
        ]
        self.price_off = (d + 3) * U * self.price
        self.cost_off = dot(share, self.losses_off) + n * U * dot(share, self.losses)
        self.cost_off += self.price_off + 2 * U * self.cost
        off = [
            v * (e + (n + 5) * U * abs(r))
            for v, e, r in zip(share, self.p_off, residual, strict=True)
        ]
        self.slopes_off = [
            dot(map(abs, column), off) + 2 * U * abs(pay) + U * abs(slope)
            for column, pay, slope in zip(table, pays, self.slopes, strict=True)
        ]


def within(got, exact, off):
    """Ask that each number is as near as its bound allows, with 1% for products of roundings."""
    for one, other, bound in zip(np.ravel(got), exact, off, strict=True):
        error = abs(exactly(one) - other)
        assert error <= bound * mp.mpf("1.01") + 5e-324, (float(error), float(bound))


# --- cost and gradient --------------------------------------------------------------------------


@table
@prices
def test_scores_losses_cost_and_gradient(name, lam):
    w, b, X, y = PROBLEMS[name]
    exact = Exact(w, b, X, y, lam)
    within(score(w, b, X), exact.z, exact.z_off)
    within(predict_proba(w, b, X), exact.p, exact.p_off)
    within(sample_losses(w, b, X, y), exact.losses, exact.losses_off)
    within(l2_penalty(w, lam), [exact.price], [exact.price_off])
    within(cost(w, b, X, y, lam=lam), [exact.cost], [exact.cost_off])
    within(np.append(*gradient(w, b, X, y, lam=lam)), exact.slopes, exact.slopes_off)
    if lam == 0:
        within(log_loss(w, b, X, y), [exact.cost], [exact.cost_off])


@table
def test_sums_over_pieces_and_training_make_no_more_error(name):
    """Both have formulas of their own for the loss and for p - y, and add up in another order."""
    w, b, X, y = PROBLEMS[name]
    exact = Exact(w, b, X, y, 0.01)
    whole, dw, db = combine(
        [partial_sums(w, b, X[:3], y[:3]), partial_sums(w, b, X[3:], y[3:])], w, lam=0.01
    )
    walk = train(X, y, learning_rate=1.0, lam=0.01, n_steps=1, start=(w, b))
    for total in (whole, walk.cost[0]):
        within(total, [exact.cost], [exact.cost_off])
    within(np.append(dw, db), exact.slopes, exact.slopes_off)
    moved = [v - s for v, s in zip(exactly([*w, b]), exact.slopes, strict=True)]
    off = [s + U * abs(v) for s, v in zip(exact.slopes_off, moved, strict=True)]
    within(np.append(walk.w[1], walk.b[1]), moved, off)


@given(k=st.integers(-1000, 1000), m=st.integers(1, 999))
@calm
def test_the_logistic_function_and_its_inverse_in_fractions_of_the_digits(k, m):
    """At exact fractions, which draws of floats never hit: few ulps, however near to 0 or 1."""
    z, p = k / 64, m / 1000
    assert abs(exactly(logistic(z)) - sigma(mp.mpf(k) / 64)) <= FEW * sigma(mp.mpf(k) / 64)
    there = mp.log(exactly(p) / (1 - exactly(p)))
    assert abs(exactly(logit(p)) - there) <= FEW * abs(there)


# --- coefficients -------------------------------------------------------------------------------


def optimum(X, y, lam, weights=None):
    """Return Newton's minimum in fifty digits, and the Hessian there."""
    n, d = X.shape
    A = mp.matrix([[*row, 1.0] for row in X.tolist()])
    share = shares(n, weights)
    price = mp.diag([mp.mpf(lam)] * d + [0])
    theta = mp.zeros(d + 1, 1)
    for _ in range(60):
        p = [sigma(z) for z in A * theta]
        residual = mp.matrix([s * (q - v) for s, q, v in zip(share, p, exactly(y), strict=True)])
        bent = mp.matrix(A)
        for i, j in product(range(n), range(d + 1)):
            bent[i, j] *= share[i] * p[i] * (1 - p[i])
        hessian = A.T * bent + price
        step = mp.lu_solve(hessian, A.T * residual + price * theta)
        theta -= step
        if mp.norm(step, mp.inf) < mp.mpf(10) ** -44 * (1 + mp.norm(theta, mp.inf)):
            return list(theta), hessian
    raise AssertionError("the referee did not settle")


@pytest.mark.parametrize("weighted", [False, True], ids=["all alike", "weighted"])
@pytest.mark.parametrize("lam", [1e-6, 0.01, 3.0])
@table
def test_coefficients_are_as_good_as_the_slopes_that_lead_to_them(name, lam, weighted):
    """|θ - θ*| ≤ |H⁻¹| (the slopes' error) + rounding θ: the condition of the problem, no more.

    The search ends where the computed slopes are 0, so where the true ones are within their error.
    """
    X, y = PROBLEMS[name][2:]
    weights = 1 + np.arange(len(y)) % 3 if weighted else None
    theta, hessian = optimum(X, y, lam, weights)
    at = Exact(np.array(theta[:-1], float), float(theta[-1]), X, y, lam, weights)
    inverse = hessian**-1
    off = [
        sum(abs(inverse[i, j]) * at.slopes_off[j] for j in range(len(theta))) + 2 * U * abs(v)
        for i, v in enumerate(theta)
    ]
    within(np.append(*newton(X, y, lam=lam, sample_weight=weights).final), theta, off)


def softmax_optimum(X, y, K, lam):
    """Return softmax's W and b in fifty digits, by Newton; the biases' sum is held at 0."""
    n, d = X.shape
    A = exactly(np.column_stack([X, np.ones(n)]))
    places = list(product(range(d + 1), range(K)))
    theta = {place: mp.mpf(0) for place in places}
    for _ in range(60):
        P = []
        for row in A:
            raised = [mp.exp(sum(row[j] * theta[j, k] for j in range(d + 1))) for k in range(K)]
            P.append([one / mp.fsum(raised) for one in raised])
        slope, hessian = mp.zeros(len(places), 1), mp.zeros(len(places))
        for r, (j, k) in enumerate(places):
            slope[r] = sum(A[i][j] * (P[i][k] - (y[i] == k)) for i in range(n)) / n
            slope[r] += lam * theta[j, k] if j < d else sum(theta[d, q] for q in range(K))
            for c, (q, m) in enumerate(places):
                hessian[r, c] = (
                    sum(A[i][j] * A[i][q] * P[i][k] * ((k == m) - P[i][m]) for i in range(n)) / n
                )
                hessian[r, c] += lam * (r == c) if j < d else mp.mpf(q == d)
        step = mp.lu_solve(hessian, slope)
        for r, place in enumerate(places):
            theta[place] -= step[r]
        if mp.norm(step, mp.inf) < mp.mpf(10) ** -40:
            return [theta[place] for place in places]
    raise AssertionError("the referee did not settle")


@pytest.mark.parametrize("lam", [0.01, 1.0])
def test_softmax_s_coefficients(lam):
    """The last step is below 1e-10 and is led to a thousandth: 1e-13 of the scores is left."""
    X, y = problem(7, 12, (1.0, 1.0))[2], np.arange(12) % 3
    exact = softmax_optimum(X, y, 3, mp.mpf(lam))
    W, b, _ = softmax_newton(X, y, lam=lam)
    within(np.vstack([W, b]), exact, [1e-13] * len(exact))


# --- softmax ------------------------------------------------------------------------------------


class ExactSoftmax:
    """Softmax's cost and slopes in fifty digits, with their error bounds."""

    def __init__(self, W, b, X, y, lam):
        (n, d), K = X.shape, len(b)
        W, b, X, lam = exactly(W), exactly(b), exactly(X), exactly(lam)
        losses, losses_off, self.P, self.P_off, residual = [], [], [], [], []
        for row, one in zip(X, y, strict=True):
            z = [dot(row, column) + v for column, v in zip(columns(W), b, strict=True)]
            size = [sum(abs(x * v) for x, v in zip(row, c, strict=True)) for c in columns(W)]
            z_off = [(d + 1) * U * (s + abs(v)) for s, v in zip(size, b, strict=True)]
            top = max(z)
            P = [mp.exp(v - top) for v in z]
            P = [p / mp.fsum(P) for p in P]
            # exp's argument, z - max, is off by z_off twice and by one rounding
            e = [o + max(z_off) + U * (top - v) + FEW for o, v in zip(z_off, z, strict=True)]
            mean_e = dot(P, e)
            self.P.append(P)
            self.P_off.append([p * (o + mean_e + (K + 1) * U) for p, o in zip(P, e, strict=True)])
            residual.append([p - (k == one) for k, p in enumerate(P)])
            loss = top - z[one] - mp.log(P[z.index(top)])
            losses.append(loss)
            moved = dot(map(abs, residual[-1]), z_off) + FEW * loss + 2 * U * (top - z[one])
            others = sum(p * o for p, o, v in zip(P, e, z, strict=True) if v < top)
            losses_off.append(moved + others + K * U * loss)
        price = lam * mp.fsum(v * v for row in W for v in row) / 2
        self.cost = mp.fsum(losses) / n + price
        self.cost_off = (mp.fsum(losses_off) + n * U * mp.fsum(losses)) / n
        self.cost_off += (d * K + 3) * U * price + 2 * U * self.cost
        self.slopes, self.off = [], []
        for j, k in product(range(d + 1), range(K)):
            column = [row[j] for row in X] if j < d else [mp.mpf(1)] * n
            pays = lam * W[j][k] if j < d else 0
            slope = sum(x * r[k] for x, r in zip(column, residual, strict=True)) / n + pays
            off = sum(
                abs(x) * (o[k] + (n + 3) * U * abs(r[k]))
                for x, o, r in zip(column, self.P_off, residual, strict=True)
            )
            self.slopes.append(slope)
            self.off.append(off / n + 2 * U * abs(pays) + U * abs(slope))


@pytest.mark.parametrize("right", [False, True], ids=["any class", "the likeliest class"])
@pytest.mark.parametrize("spread", [1.0, 30.0, 300.0])
@prices
def test_softmax_its_cost_and_its_gradient(spread, lam, right):
    rng = np.random.default_rng(8)
    X, y = rng.normal(size=(9, 2)), np.arange(9) % 4
    W, b = spread * rng.normal(size=(2, 4)), rng.normal(size=4)
    y = (X @ W + b).argmax(axis=1) if right else y  # then the losses are tiny
    exact = ExactSoftmax(W, b, X, y, lam)
    within(softmax(X @ W + b), chain(*exact.P), chain(*exact.P_off))
    within(softmax_cost(W, b, X, y, lam=lam), [exact.cost], [exact.cost_off])
    within(np.vstack(softmax_gradient(W, b, X, y, lam=lam)), exact.slopes, exact.off)


# --- metrics, in fractions ----------------------------------------------------------------------

calls = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=30)
levels = st.integers(0, 8).map(lambda k: k / 8) | st.floats(0, 1)  # with and without ties
ranks = st.lists(st.tuples(st.integers(0, 1), levels), min_size=2, max_size=25)


def share(part, whole):
    return Fraction(part, whole) if whole else Fraction(0)


@given(cases=calls)
@calm
def test_shares_are_the_floats_nearest_to_the_fractions(cases):
    y, y_hat = map(list, columns(cases))
    seen = Counter(cases)
    assert confusion(y, y_hat) == (seen[0, 0], seen[0, 1], seen[1, 0], seen[1, 1])
    assert accuracy(y, y_hat) == float(share(seen[0, 0] + seen[1, 1], len(y)))
    each = {}
    for c in (0, 1):
        hits, called, true = seen[c, c], y_hat.count(c), y.count(c)
        each[c] = share(2 * hits, called + true)
        assert precision(y, y_hat, pos_label=c) == float(share(hits, called))
        assert recall(y, y_hat, pos_label=c) == float(share(hits, true))
        assert f1_score(y, y_hat, pos_label=c) == float(each[c])
    there = sorted({*y, *y_hat})
    macro = sum(each[c] for c in there) / len(there)
    weighted = sum(each[c] * y.count(c) for c in there) / len(y)
    for average, exact in (("macro", macro), ("weighted", weighted)):
        assert abs(Fraction(f1_score(y, y_hat, average=average)) - exact) <= 4 * U * exact


@given(cases=ranks)
@calm
def test_the_area_is_the_share_of_pairs(cases):
    """k trapezoids of rates that are each off by u: 4 k u in all, for an area of at most 1."""
    y, p = columns(cases)
    high, low = [q for c, q in cases if c], [q for c, q in cases if not c]
    if high and low:
        fpr, tpr, thresholds = roc_curve(y, p)
        for f, t, at in zip(fpr, tpr, thresholds, strict=True):
            assert f == float(Fraction(sum(q >= at for q in low), len(low)))
            assert t == float(Fraction(sum(q >= at for q in high), len(high)))
        pairs = sum(Fraction(2 * (a > b) + (a == b), 2) for a in high for b in low)
        exact = pairs / (len(high) * len(low))
        assert abs(Fraction(auc(fpr, tpr)) - exact) <= 4 * len(fpr) * U


@given(cases=ranks, n_bins=st.sampled_from([1, 2, 4, 8]))
@calm
def test_calibration_is_the_exact_means(cases, n_bins):
    """Bins by eighths are exact, and a p on an edge belongs to the bin below."""
    bins = {}
    for c, p in cases:
        bins.setdefault(max(math.ceil(Fraction(p) * n_bins), 1), []).append((c, Fraction(p)))
    ours = calibration_curve(*columns(cases), n_bins=n_bins)
    for (_, held), rate, mean_p, count in zip(sorted(bins.items()), *ours, strict=True):
        exact = sum(p for _, p in held) / len(held)
        assert count == len(held)
        assert rate == float(Fraction(sum(c for c, _ in held), len(held)))
        assert abs(Fraction(mean_p) - exact) <= len(held) * U * exact + Fraction(5e-324)


@table
def test_standardised_columns(name):
    """(x - mean) / scale: x - mean carries n u of the largest |x|, over the scale."""
    X = PROBLEMS[name][2]
    n = len(X)
    Z, mean, scale = standardise(X)
    for k, column in enumerate(columns(exactly(X))):
        m = mp.fsum(column) / n
        s = mp.sqrt(mp.fsum((x - m) ** 2 for x in column) / n)
        off = n * U * max(map(abs, column))
        within(mean[k], [m], [off])
        within(scale[k], [s], [off + (n + 4) * U * s])
        exact = [(x - m) / s for x in column]
        within(Z[:, k], exact, [2 * off / s * (1 + abs(z)) + (n + 6) * U * abs(z) for z in exact])


# --- published tables ---------------------------------------------------------------------------


def grades():
    data = spector.load_pandas().data
    return data[["GPA", "TUCE", "PSI"]].to_numpy(), data["GRADE"].to_numpy()


CHD = (  # age, then a digit for each person of that age: 1 had coronary heart disease
    "20 0 23 0 24 0 25 01 26 00 28 00 29 0 30 000001 32 00 33 00 34 00100 35 00 36 010 37 010 "
    "38 00 39 01 40 01 41 00 42 0001 43 001 44 0011 45 01 46 01 47 001 48 011 49 001 50 01 51 0 "
    "52 01 53 11 54 1 55 011 56 111 57 001111 58 011 59 11 60 01 61 1 62 11 63 1 64 01 65 1 69 1"
)


def hearts():
    words = CHD.split()
    people = [
        (int(age), int(c)) for age, cs in zip(words[::2], words[1::2], strict=True) for c in cs
    ]
    age, sick = columns(people)
    return np.array(age)[:, None], np.array(sick)


VOLUME = (
    "3.7 3.5 1.25 .75 .8 .7 .6 1.1 .9 .9 .8 .55 .6 1.4 .75 2.3 3.2 .85 1.7 1.8 "
    ".4 .95 1.35 1.5 1.6 .6 1.8 .95 1.9 1.6 2.7 2.35 1.1 1.1 1.2 .8 .95 .75 1.3"
)
RATE = (
    ".825 1.09 2.5 1.5 3.2 3.5 .75 1.7 .75 .45 .57 2.75 3 2.33 3.75 1.64 1.6 1.415 1.06 1.8 "
    "2 1.36 1.35 1.36 1.78 1.5 1.5 1.9 .95 .4 .75 .03 1.83 2.2 2 3.33 1.9 1.9 1.625"
)
NARROWED = "111111000000011111010000101010100111001"


def breaths():
    X = np.log([[float(v) for v in row.split()] for row in (VOLUME, RATE)]).T
    return X, np.array(list(NARROWED), dtype=int)


FLIGHTS = "66 70 69 68 67 72 73 70 57 63 70 78 67 53 67 75 70 81 76 79 75 76 58"


def flights():
    return np.array(FLIGHTS.split(), dtype=float)[:, None], np.array(
        list("01000000111001000000101"), int
    )


PUBLISHED = {
    # W. H. Greene, Econometric Analysis, on L. C. Spector and M. Mazzeo, J. Econ. Educ. 11 (1980):
    # grade point average, test score, new teaching method, constant
    "grades": (
        grades,
        ["2.826", "0.095", "2.379", "-13.021"],
        ["1.263", "0.142", "1.065", "4.931"],
        "-12.8896",
    ),
    # D. W. Hosmer and S. Lemeshow, Applied Logistic Regression, chapter 1: age, constant
    "hearts": (hearts, ["0.1109", "-5.309"], ["0.0241", "1.1337"], "-53.677"),
    # D. J. Finney, Biometrika 34 (1947), as fitted by D. Pregibon, Ann. Statist. 9 (1981):
    # log volume, log rate, constant
    "breaths": (breaths, ["5.179", "4.562", "-2.875"], ["1.865", "1.838", "1.321"], "-14.614"),
    # S. R. Dalal, E. B. Fowlkes and B. Hoadley, J. Amer. Statist. Assoc. 84 (1989), on the flights
    # before the Challenger's last, any thermal distress: temperature in °F, constant
    "flights": (flights, ["-0.2322", "15.0429"], ["0.1082", "7.3786"], "-10.158"),
}


def as_printed(value, text):
    """Write a number with as many decimals as the table has."""
    return f"{value:.{len(text.split('.')[1])}f}"


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_table_to_its_printed_digits(name):
    load, coefficients, errors, likelihood = PUBLISHED[name]
    X, y = load()
    w, b = newton(X, y, lam=0.0).final
    p, A = predict_proba(w, b, X), np.column_stack([X, np.ones(len(y))])
    spread = np.sqrt(np.diag(np.linalg.inv((A.T * (p * (1 - p))) @ A)))
    assert list(map(as_printed, [*w, b], coefficients)) == coefficients
    assert list(map(as_printed, spread, errors)) == errors
    assert as_printed(-len(y) * log_loss(w, b, X, y), likelihood) == likelihood
    theta, _ = optimum(np.asarray(X, dtype=float), y, 0.0)
    np.testing.assert_allclose([*w, b], np.array(theta, float), rtol=1e-12)

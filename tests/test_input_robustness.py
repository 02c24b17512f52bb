"""What may come in: any array, any scale. The right answer, or one sentence; never a third thing.

Every public function that takes data is called here with arrays of every kind that NumPy and
pandas know. The referee is the same call with a plain float64 copy, at large scales exact
fractions. Warnings are errors, and what came in is compared byte for byte afterwards.
"""

import inspect
import math
import pickle
import tempfile
import warnings
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import logreg_core
from logreg_core import (
    History,
    PartialSums,
    accuracy,
    auc,
    calibration_curve,
    combine,
    confusion,
    cost,
    f1_score,
    gradient,
    gradient_descent,
    l2_penalty,
    load_csv,
    log_loss,
    logistic,
    logit,
    newton,
    numerical_gradient,
    partial_sums,
    precision,
    predict,
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
    train_distributed,
)
from logreg_core.separation import COMPLETE

EPS, MOST, LEAST = np.finfo(float).eps, np.finfo(float).max, 5e-324
calm = settings(deadline=None, derandomize=True, max_examples=30)
thorough = settings(calm, max_examples=150)


# --- every public function, as a call whose arguments are named below ---------------------------


def length(w):
    return len(w) if hasattr(w, "__len__") and getattr(w, "ndim", 1) else 2


CALLS = {
    "logistic": lambda z: logistic(z),
    "logit": lambda p: logit(p),
    "score": lambda w, b, X: score(w, b, X),
    "predict_proba": lambda w, b, X: predict_proba(w, b, X),
    "predict": lambda w, b, X, threshold: predict(w, b, X, threshold=threshold),
    "sample_losses": lambda w, b, X, y: sample_losses(w, b, X, y),
    "log_loss": lambda w, b, X, y: log_loss(w, b, X, y),
    "l2_penalty": lambda w, lam: l2_penalty(w, lam),
    "cost": lambda w, b, X, y, lam: cost(w, b, X, y, lam=lam),
    "gradient": lambda w, b, X, y, lam: gradient(w, b, X, y, lam=lam),
    "numerical_gradient": lambda w, b, step: numerical_gradient(
        lambda w, b: float(w @ w) + b, w, b, step=step
    ),
    "gradient_descent": lambda X, y, w, b, learning_rate, lam: next(
        gradient_descent(X, y, learning_rate=learning_rate, lam=lam, start=(w, b))
    ),
    "train": lambda X, y, w, b, learning_rate, lam, n_steps: train(
        X, y, learning_rate=learning_rate, lam=lam, n_steps=n_steps, start=(w, b)
    ),
    "newton": lambda X, y, lam, sample_weight, tol, max_iter: newton(
        X, y, lam=lam, sample_weight=sample_weight, tol=tol, max_iter=max_iter
    ),
    "confusion": lambda y, y_hat, pos_label: confusion(y, y_hat, pos_label=pos_label),
    "accuracy": lambda y, y_hat: accuracy(y, y_hat),
    "precision": lambda y, y_hat, pos_label: precision(y, y_hat, pos_label=pos_label),
    "recall": lambda y, y_hat, pos_label: recall(y, y_hat, pos_label=pos_label),
    "f1_score": lambda y, y_hat, pos_label: f1_score(y, y_hat, pos_label=pos_label),
    "f1_score of both": lambda y, y_hat: f1_score(y, y_hat, average="weighted"),
    "roc_curve": lambda y, p: roc_curve(y, p),
    "auc": lambda fpr, tpr: auc(fpr, tpr),
    "calibration_curve": lambda y, p, n_bins: calibration_curve(y, p, n_bins=n_bins),
    "softmax": lambda Z: softmax(Z),
    "softmax_cost": lambda W, B, X, c, lam: softmax_cost(W, B, X, c, lam=lam),
    "softmax_gradient": lambda W, B, X, c, lam: softmax_gradient(W, B, X, c, lam=lam),
    "softmax_newton": lambda X, c, lam, sample_weight, tol, max_iter: softmax_newton(
        X, c, lam=lam, sample_weight=sample_weight, tol=tol, max_iter=max_iter
    ),
    "partial_sums": lambda w, b, X, y: partial_sums(w, b, X, y),
    "combine": lambda w, lam: combine([PartialSums(3, 2.0, np.ones(length(w)), 0.5)], w, lam=lam),
    "train_distributed": lambda w, b, X, y, learning_rate, lam, n_steps: train_distributed(
        lambda w, b: [partial_sums(w, b, X, y)],
        length(w),
        learning_rate=learning_rate,
        lam=lam,
        n_steps=n_steps,
        start=(w, b),
    ),
    "standardise": lambda X: standardise(X),
}
TAKE_NO_DATA = {
    "Step",
    "History",
    "PartialSums",
    "Split",
    "SerialClient",
    "load_breast_cancer",
    "load_wine",
}
TAKE_NO_DATA |= {"make_blobs", "make_moons", "make_circles", "make_xor"}
TAKE_NO_DATA |= {"load_csv"}  # asked below
SAID = {"B": "b", "c": "y"}  # what softmax's functions call these two
NUMBERS = {"b": 0.5, "lam": 0.25, "threshold": 0.5, "step": 0.001, "learning_rate": 0.5}
NUMBERS |= {"n_steps": 3, "tol": 1e-10, "max_iter": 50, "pos_label": 1, "n_bins": 4}


def test_every_public_function_is_asked():
    assert {name.split()[0] for name in CALLS} | TAKE_NO_DATA == set(logreg_core.__all__)


def asked(name):
    return list(inspect.signature(CALLS[name]).parameters)


def called(name, arguments):
    """Return the answer as a list of plain arrays; every warning is an error."""
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        answer = CALLS[name](**arguments)
    if isinstance(answer, History):
        answer = (answer.w, answer.b, answer.cost, *answer.final, answer.diverged)
    return [np.asarray(part) for part in (answer if isinstance(answer, tuple) else (answer,))]


# --- any kind of array --------------------------------------------------------------------------

KINDS = ["f8", "f4", "f2", ">f8", ">f4", "g", "i1", "i2", "i4", "i8", ">i4", "u1", "u8", "?"]


class Other(np.ndarray):
    """A subclass, as libraries define them."""


def padded(values):
    """Return a view into a larger array, not contiguous in any direction."""
    room = np.full([2 * n + 3 for n in values.shape], 1, values.dtype)
    view = room[tuple(slice(1, 2 * n + 1, 2) for n in values.shape)]
    view[...] = values
    return view


def reversed_view(values):
    back = (slice(None, None, -1),) * values.ndim
    return np.array(values[back])[back]


def unaligned(values):
    room = np.zeros(values.nbytes + 1, np.uint8)
    view = room[1:].view(values.dtype).reshape(values.shape)
    view[...] = values
    return view


def read_only(values):
    values = values.copy()
    values.flags.writeable = False
    return values


def mapped(values):
    with tempfile.TemporaryFile() as file:
        view = np.memmap(file, values.dtype, "w+", shape=values.shape)
    view[...] = values
    return view


def matrix(values):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy advises against it, and people have them
        return np.matrix(values) if values.ndim == 2 else values.copy()


def frame(values):
    values = values.astype(values.dtype.newbyteorder("="))
    return pd.DataFrame(values) if values.ndim == 2 else pd.Series(values, index=values[::-1] > 0)


LAYOUTS = {
    "C": np.array,
    "Fortran": np.asfortranarray,
    "strided": padded,
    "backwards": reversed_view,
    "unaligned": unaligned,
    "read-only": read_only,
    "memory-mapped": mapped,
    "matrix": matrix,
    "subclass": lambda values: values.copy().view(Other),
    "masked, with nothing masked": lambda values: np.ma.array(values, mask=False),
    "list": lambda values: values.tolist(),
    "list of rows": list,
    "tuple": lambda values: tuple(map(tuple, values)) if values.ndim > 1 else tuple(values),
    "objects": lambda values: values.astype(object),
    "fractions": lambda values: np.vectorize(lambda v: Fraction(float(v)), otypes="O")(values),
    "decimals": lambda values: np.vectorize(lambda v: Decimal(float(v)), otypes="O")(values),
    "pandas": frame,
    "pandas, nullable": lambda values: frame(values).astype("Float64"),
}
PLAIN = {"pandas", "pandas, nullable"}  # without float16 and long double


def problem(seed=0, n=6, d=2, K=3):
    """Return values for every name: quarters and eighths, exact in every kind of number."""
    rng = np.random.default_rng(seed)
    classes = rng.permuted(np.arange(n) % K)
    labels = rng.permuted(np.arange(n) % 2)
    some = {"z": n, "w": d, "X": (n, d), "W": (d, K), "B": K, "Z": (n, K)}
    values = {name: rng.integers(-8, 9, shape) / 4 for name, shape in some.items()}
    rates = {name: np.sort(rng.integers(0, 9, n)) / 8 for name in ("fpr", "tpr")}
    rates["tpr"][0] = 0.0  # else it might be taken for probabilities
    ones = {"y": labels, "y_hat": rng.integers(0, 2, n), "c": classes, "sample_weight": np.ones(n)}
    return values | rates | ones | {"p": rng.integers(0, 9, n) / 8} | NUMBERS


problems = st.builds(
    problem, st.integers(0, 2**32 - 1), st.integers(3, 9), st.integers(1, 4), st.integers(2, 3)
)


@st.composite
def dressed(draw, values):
    """Return `values` in some kind and layout, and what they are in plain float64."""
    layout = draw(st.sampled_from(list(LAYOUTS)))
    kind = np.dtype(draw(st.sampled_from(KINDS)))
    if layout in PLAIN and kind.char in "eg":
        kind = np.dtype("f4")
    values = np.abs(values) if kind.kind in "ub" else values
    raw = values.astype(kind)
    return LAYOUTS[layout](raw), raw.astype(np.float64)


def bytes_of(value):
    if isinstance(value, pd.DataFrame | pd.Series):
        return repr(value.to_numpy().tolist())
    whole = value.base if isinstance(getattr(value, "base", None), np.ndarray) else value
    return whole.tobytes() if isinstance(whole, np.ndarray) else pickle.dumps(value)


@pytest.mark.parametrize("name", CALLS)
@calm
@given(data=st.data())
def test_any_kind_of_array_gives_the_answer_of_plain_float64(name, data):
    values = data.draw(problems)
    given_, plain = {}, {}
    for argument in asked(name):
        given_[argument] = plain[argument] = values[argument]
        if argument not in NUMBERS:
            given_[argument], plain[argument] = data.draw(dressed(values[argument]))
    before = {argument: bytes_of(value) for argument, value in given_.items()}
    ours, referee = called(name, given_), called(name, plain)
    for one, other in zip(ours, referee, strict=True):
        assert one.shape == other.shape
        assert one.dtype == other.dtype
        assert not any(np.may_share_memory(other, value) for value in plain.values())
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)
    for argument, was in before.items():
        assert bytes_of(given_[argument]) == was, f"{argument} was changed"


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "form",
    [np.float32, np.float16, np.longdouble, Fraction, np.array, lambda v: [v], pd.Series],
    ids=["float32", "float16", "long double", "fraction", "0-d", "list", "Series"],
)
def test_a_number_may_come_in_any_form(name, form):
    values = problem()
    plain = {argument: values[argument] for argument in asked(name)}
    for argument in set(plain) & set(NUMBERS) - {"tol", "step"}:  # no float16 is 1e-10
        other = plain | {argument: form(plain[argument])}
        for one, two in zip(called(name, plain), called(name, other), strict=True):
            np.testing.assert_array_equal(one, two)


# --- one sentence -------------------------------------------------------------------------------


def changed(value):
    """Return a function that puts `value` in the first place of a list of objects."""

    def spoil(values):
        values = np.array(values, dtype=object)
        values.flat[0] = value
        return values

    return spoil


def masked(values):
    mask = np.zeros(np.shape(values), bool)
    mask.flat[0] = True
    return np.ma.array(values, mask=mask)


def first(value):
    """Return a function that puts `value` first in nested lists, the way people write them."""
    return lambda values: changed(value)(values).tolist()


NO_NUMBERS = {
    "masked": masked,
    "masked in lists": first(np.ma.masked),
    "masked rows": lambda values: list(masked(np.atleast_1d(values))),
    "NaN": first(np.nan),
    "None": first(None),
    "float32's signalling NaN": lambda values: np.full(np.shape(values), 0x7FA00000, "u4").view(
        "f4"
    ),
    "complex": lambda values: np.array(values) + 1j,
    "a complex object": changed(np.complex64(1j)),
    "texts": lambda values: np.array(values).astype(str),
    "a text among numbers": changed("1"),
    "texts of variable length": lambda values: np.array(values).astype(np.dtypes.StringDType()),
    "bytes": lambda values: np.array(values).astype("S"),
    "pandas's texts": lambda values: pd.DataFrame(np.atleast_1d(values).astype(str)),
    "pandas's missing": lambda values: pd.Series([pd.NA] * np.size(values), dtype="Int64"),
    "dates": lambda values: np.array(values).astype("i8").astype("M8[D]"),
    "durations": lambda values: np.array(values).astype("i8").astype("m8[s]"),
    "a date": changed(date(2020, 1, 1)),
    "a NumPy date": changed(np.datetime64("2020-01-01")),
    "pandas's dates": lambda values: pd.Series(pd.to_datetime(["2020-01-01"] * np.size(values))),
    "a structure": lambda values: np.array(values, dtype=float).astype([("a", float)]),
    "a function": lambda values: np.sin,
    "a dictionary": lambda values: {"a": values},
    "a set": lambda values: {1.0},
    "a generator": lambda values: (value for value in np.ravel(values)),
    "a text": lambda values: "1.0",
    "one text of bytes": lambda values: bytearray(b"1"),
    "an ellipsis": lambda values: ...,
    "a huge whole number": first(10**400),
}
NOT_FINITE = {
    "infinite": first(np.inf),
    "-infinite": first(-np.inf),
    "beyond float64": lambda values: np.full(np.shape(values), np.longdouble("1e4000")),
    "a huge decimal": changed(Decimal("1e400")),
}
SHAPES = {
    "nothing": lambda values: [],
    "no rows": lambda values: np.array(values)[:0],
    "a number": lambda values: 1.0,
    "a dimension more": lambda values: [values],
    "a column": lambda values: np.array(values)[..., None],
    "three dimensions": lambda values: np.array(values).reshape(1, 1, -1),
    "ragged": lambda values: [[1.0], [1.0, 0.0]],
}
LENGTHS = {
    "one too few": lambda values: np.array(values)[:-1],
    "one too many": lambda values: np.concatenate([values, values[-1:]]),
}
IN_NUMBERS = {"two numbers": lambda value: [value, value], "no number": lambda value: []}
ANY_SHAPE = {"logistic", "logit"}
ANY_LENGTH = {"combine", "l2_penalty", "numerical_gradient", "softmax", "standardise", *ANY_SHAPE}
NONE_WILL_DO = {"combine", "l2_penalty", "numerical_gradient"}  # a model may be a bias alone


def spoilers(name, argument):
    """Return the ways to spoil this argument of this call."""
    ways = NO_NUMBERS | ({} if name == "logistic" else NOT_FINITE)
    if argument in NUMBERS:
        return ways | IN_NUMBERS
    ways |= {} if name in ANY_SHAPE else SHAPES
    if name in NONE_WILL_DO:
        ways = {way: spoil for way, spoil in ways.items() if way not in ("nothing", "no rows")}
    alone = argument == "X" and not {"y", "c"} & set(asked(name))  # any number of cases will do
    return ways | ({} if name in ANY_LENGTH or alone else LENGTHS)


def answered(call, names):
    """Ask that `call` ends in one sentence of ours that says which argument is meant."""
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        with pytest.raises((ValueError, TypeError)) as caught:
            call()
    sentence = str(caught.value)
    assert type(caught.value) in (ValueError, TypeError), caught.value
    assert "\n" not in sentence
    assert sentence.endswith((".", ")")), sentence
    assert sentence.split()[0].split("[")[0] in names, sentence


@pytest.mark.parametrize("name", CALLS)
def test_what_cannot_be_used_is_answered_in_one_sentence(name):
    values = problem()
    arguments = {argument: values[argument] for argument in asked(name)}
    names = [SAID.get(argument, argument) for argument in arguments] + ["d"]
    for argument in arguments:
        for way, spoil in spoilers(name, argument).items():
            said = [SAID.get(argument, argument)] if way not in SHAPES | LENGTHS else names
            spoilt = arguments | {argument: spoil(arguments[argument])}
            try:
                answered(lambda spoilt=spoilt: CALLS[name](**spoilt), said)
            except BaseException as error:
                error.add_note(f"{name}: {argument} was {way}: {spoilt[argument]!r}")
                raise


# --- any scale ----------------------------------------------------------------------------------

far = st.builds(  # every power of ten alike, subnormal numbers and zero among them
    lambda mantissa, power: mantissa * 10.0**power,
    st.sampled_from([-1.0, 1.0, -1.7, 1.3, 0.0]),
    st.integers(-320, 308),
)


@st.composite
def far_problems(draw):
    """w, b, X and y, each number of a scale of its own."""
    n, d = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    w, b, X = (draw(st.lists(far, min_size=k, max_size=k)) for k in (d, 1, n * d))
    return np.array(w), b[0], np.reshape(X, (n, d)), np.arange(n) % 2


def exactly(number):
    return number if isinstance(number, Fraction) else Fraction(float(number))


def total(*terms):
    """Return the exact sum of products, and the sum of their sizes."""
    products = [math.prod(map(exactly, term)) for term in terms]
    return sum(products), sum(map(abs, products))


def near(got, exact, size, roundings):
    """Ask for `exact` up to a few roundings of what was added; inf only where it may be beyond."""
    slack = roundings * (Fraction(EPS) * size + Fraction(LEAST))
    if np.isinf(got):
        return abs(exact) + slack >= Fraction(MOST) and (got > 0 or exact - slack < 0)
    return abs(Fraction(float(got)) - exact) <= slack


def silently(call, *arguments, **options):
    """Call where every warning is an error, but for the sentence that is meant.

    NumPy is told to raise at anything, also where a number rounds to 0, as learners tell it.
    """
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", COMPLETE)
        return call(*arguments, **options)


def held(w, b, X):
    """Say whether float64 holds what the sums over X's rows and columns may come to."""
    rows = max(total(*zip(w, x, strict=True), [b])[1] for x in X)
    most = [rows * len(X), *(sum(map(abs, map(exactly, column))) for column in X.T)]
    return max(most) < Fraction(MOST) and np.abs(w).max() < 1e150


@thorough
@given(given_=far_problems())
def test_a_score_of_any_size_is_the_exact_sum(given_):
    w, b, X, _ = given_
    sums = [total(*zip(w, x, strict=True), [b]) for x in X]
    assume(all(size < Fraction(MOST) for _, size in sums))  # beyond, infinities may cancel
    for z, (exact, size) in zip(silently(score, w, b, X), sums, strict=True):
        assert near(z, exact, size, roundings=2 * len(w) + 3)
    assert np.isfinite(silently(predict_proba, w, b, X)).all()


@thorough
@given(given_=far_problems(), lam=st.just(0.0) | far.map(abs).filter(lambda lam: lam > 1e-290))
def test_cost_and_gradient_of_any_size_are_the_exact_means(given_, lam):
    """The losses and probabilities have referees of their own: here they are added up exactly."""
    w, b, X, y = given_
    assume(held(w, b, X))
    n, losses = len(X), silently(sample_losses, w, b, X, y)
    price, loss, whole = (
        l2_penalty(w, lam),
        log_loss(w, b, X, y),
        silently(cost, w, b, X, y, lam=lam),
    )
    assert near(price, *total(*[(0.5, lam, v, v) for v in w]), roundings=len(w) + 4)
    assert (losses >= 0).all()
    assert whole == loss + price
    if np.isfinite(losses).all():
        assert near(
            loss, *[part / n for part in total(*[[one] for one in losses])], roundings=n + 4
        )
    residual = predict_proba(w, b, X) - y
    dw, db = silently(gradient, w, b, X, y, lam=lam)
    for k in range(len(w)):
        terms = [*zip(X[:, k], residual, [Fraction(1, n)] * n, strict=True)]
        assert near(dw[k], *total(*terms, (lam, w[k])), roundings=n + 5)
    assert -1 <= db <= 1


@thorough
@given(given_=far_problems(), lam=st.sampled_from([0.0, 1e-100, 0.5, 1e100]))
def test_two_classes_of_softmax_are_cost_and_gradient_at_any_size(given_, lam):
    w, b, X, y = given_
    W, B = np.column_stack([np.zeros(len(w)), w]), np.array([0.0, b])
    assume(held(w, b, X))
    np.testing.assert_allclose(
        silently(softmax_cost, W, B, X, y, lam=lam), cost(w, b, X, y, lam=lam), rtol=1e-14
    )
    ours = silently(softmax_gradient, W, B, X, y, lam=lam)[0][:, 1]
    size = 1e-12 * (np.abs(X).max() + lam * np.abs(w).max())
    np.testing.assert_allclose(ours, gradient(w, b, X, y, lam=lam)[0], rtol=1e-12, atol=size)


def test_a_huge_weight_without_a_price_costs_nothing_more():
    W, X = [[1e200, 0.0]], [[1e-200]]
    free = softmax_cost(np.array(W) / 1e200, [0.0, 0.0], [[1.0]], [0])
    assert np.isclose(silently(softmax_cost, W, [0.0, 0.0], X, [0], lam=0.0), free, rtol=1e-14)
    w, X, y = [1e200], [[1e-200], [0.0]], [0, 1]
    assert silently(l2_penalty, w, 0.0) == 0.0
    assert silently(l2_penalty, w, 1e-300) == pytest.approx(5e99, rel=1e-15)
    free = silently(cost, [1.0], 0.0, [[1.0], [0.0]], y)
    assert silently(cost, w, 0.0, X, y) == pytest.approx(free, rel=1e-15)
    pieces = [partial_sums(w, 0.0, X, y)]
    assert silently(combine, pieces, w)[0] == pytest.approx(free, rel=1e-15)


def test_a_slope_beyond_float64_is_infinite():
    w, X, y = [-1e200, 1.0], [[1.0, 2.0]], [1]
    assert silently(gradient, w, 0.0, X, y, lam=1e200)[0].tolist() == [-np.inf, 1e200]
    pieces = [partial_sums(w, 0.0, X, y)]
    assert silently(combine, pieces, w, lam=1e200)[1].tolist() == [-np.inf, 1e200]
    dW, _ = silently(softmax_gradient, [[-1e200, 0.0]], [0.0, 0.0], [[1.0]], [1], lam=1e200)
    assert dW[0, 0] == -np.inf
    assert np.isfinite(dW[0, 1])


def test_scores_of_softmax_beyond_float64_are_answered():
    for W in ([[1e200, 0.0]], [[-1e200, 0.0]], [[1e200, -1e200]]):
        with pytest.raises(ValueError, match=r"^the scores X W \+ b are beyond 1e308"):
            silently(softmax_cost, W, [0.0, 0.0], [[1e200]], [0])


@thorough
@given(Z=st.lists(st.lists(far, min_size=3, max_size=3), min_size=1, max_size=3))
def test_softmax_is_a_distribution_whatever_the_scores(Z):
    Z = np.array(Z) / 4  # so that their differences are within float64
    P = silently(softmax, Z)
    assert np.allclose(P.sum(axis=1), 1, rtol=1e-15)
    assert (P[np.arange(len(Z)), np.argmax(Z, axis=1)] >= 1 / 3).all()


def clear(w, b, X):
    """Say whether every score is more than the rounding of its terms."""
    sums = [total(*zip(w, x, strict=True), [b]) for x in X]
    return all(abs(exact) >= size / 10**6 or size < 1 for exact, size in sums)


@thorough
@given(given_=far_problems())
def test_sums_over_pieces_are_cost_and_gradient_or_no_number(given_):
    w, b, X, y = given_
    sums = silently(partial_sums, w, b, X, y)
    assume(held(w, b, X) and clear(w, b, X))
    whole, dw, _ = silently(combine, [sums], w)
    if np.isfinite(whole):
        assert np.isclose(whole, log_loss(w, b, X, y), rtol=1e-9, atol=1e-300)
    if np.isfinite(dw).all():
        size = np.abs(X).max() * 1e-9
        np.testing.assert_allclose(dw, gradient(w, b, X, y)[0], rtol=1e-9, atol=size)


def test_sums_that_float64_cannot_hold_say_so_themselves():
    sums = silently(partial_sums, [0.0], 0.0, [[1e308]] * 4, [0, 0, 0, 0])
    assert np.isinf(sums.dw).all()


@pytest.mark.parametrize("spoilt", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("w", [-1.0, 0.0, 1.0])
def test_a_number_that_is_none_is_found_in_any_piece(spoilt, label, w):
    """Where the case is called right its loss is 0, so that the loss alone does not tell."""
    answered(lambda: partial_sums([w], 0.0, np.array([[1.0], [spoilt]]), [label] * 2), ["X"])


def test_a_score_far_on_the_right_side_costs_nothing():
    walk = silently(train, [[-1e200], [1e200]], [0, 1], n_steps=1, start=([1e200], 0.0))
    assert walk.cost.tolist() == [0.0, 0.0]


@thorough
@given(given_=far_problems(), rate=far.map(abs).filter(bool), lam=far.map(abs))
def test_a_walk_of_any_size_has_its_costs_or_shows_that_it_diverged(given_, rate, lam):
    w, b, X, y = given_
    X, y = np.vstack([X, X]), [0] * len(X) + [1] * len(X)
    options = {"learning_rate": rate, "lam": lam, "n_steps": 3, "start": (w, b)}
    walk = silently(train, X, y, **options)
    pieces = silently(train_distributed, lambda w, b: [partial_sums(w, b, X, y)], len(w), **options)
    for history in (walk, pieces):
        for v, c, price in zip(history.w, history.b, history.cost, strict=True):
            if np.isfinite(price) and np.abs(v).max() < 1e150 and clear(v, c, X):
                assert np.isclose(price, cost(v, c, X, y, lam=lam), rtol=1e-9)
        assert history.diverged or np.isfinite(history.cost[-1]) or np.isinf(history.cost[0])
        assert np.array_equal(history.final[0], history.w[-1], equal_nan=True)


POINTS = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 3.0], [5.0, 4.0], [6.0, 6.0]])
SIDES = np.array([0, 1, 0, 1, 0, 1])  # no line parts them


@calm
@given(powers=st.tuples(*[st.integers(-320, 320)] * 2))
def test_newton_is_the_same_in_every_unit_or_names_the_column(powers):
    """Powers of two, so the columns themselves are exact in every unit."""
    unit = np.exp2(powers)
    w, b = newton(POINTS, SIDES, lam=0.0).final
    v, c = silently(newton, POINTS * unit, SIDES, lam=0.0).final
    np.testing.assert_allclose(v * unit, w, rtol=1e-11)
    assert np.isclose(b, c, rtol=1e-11)
    V = silently(softmax_newton, POINTS * unit, SIDES, lam=0.0)[0]
    np.testing.assert_allclose((V[:, 1] - V[:, 0]) * unit, w, rtol=1e-6)


@calm
@given(power=st.integers(-150, 150))
def test_newton_s_penalty_follows_the_unit(power):
    unit = 2.0**power
    w, b = newton(POINTS, SIDES, lam=0.25).final
    v, c = silently(newton, POINTS * unit, SIDES, lam=0.25 * unit**2).final
    np.testing.assert_allclose([*(v * unit), c], [*w, b], rtol=1e-12)


@pytest.mark.parametrize("unit", [1e-310, 1e-200, 1e-110, 1e110, 1e200, 1e307])
@pytest.mark.parametrize("solve", [newton, softmax_newton])
def test_a_column_whose_squares_are_lost_is_named(solve, unit):
    """Left alone, tiny columns were given no weight at all, and large ones NaN."""
    with pytest.raises(ValueError, match=r"^X\[:, 1\] reaches to .* take standardise\(X\)\[0\]\.$"):
        solve(POINTS * [1.0, unit], SIDES, lam=0.0)
    X = silently(standardise, POINTS * [1.0, unit])[0]
    np.testing.assert_allclose(X, standardise(POINTS)[0], rtol=1e-9)
    silently(solve, X, SIDES, lam=0.0)


@pytest.mark.parametrize("unit", [5e-324, 1e-320, 1e-300, 1.0, 1e300, 1.7e308])
def test_only_the_ratios_of_the_weights_count(unit):
    some = np.array([1.0, 2.0, 1.0, 3.0, 0.0, 1.0]) * (unit / 3)
    some = some if unit > 1e-300 else np.array([1.0, 2.0, 1.0, 3.0, 0.0, 1.0]) * 5e-324
    for solve in (newton, softmax_newton):
        heavy = silently(solve, POINTS, SIDES, lam=0.1, sample_weight=some)
        light = solve(POINTS, SIDES, lam=0.1, sample_weight=[1, 2, 1, 3, 0, 1])
        one, other = ((r.w[-1] if isinstance(r, History) else r[0]) for r in (heavy, light))
        np.testing.assert_allclose(one, other, rtol=1e-7)


@pytest.mark.parametrize("lam", [5e-324, 1e-300, 1e-30, 1e-17, 1e-12])
def test_collinear_columns_share_their_weight_however_small_the_price(lam):
    """Where λ is lost beside the rest the equations are singular: the smallest move is taken."""
    w, b = silently(newton, np.column_stack([POINTS, POINTS[:, 0]]), SIDES, lam=lam).final
    v, c = newton(POINTS, SIDES, lam=0.0).final
    np.testing.assert_allclose([w[0] + w[2], w[1], b], [*v, c], rtol=1e-6)
    assert np.isclose(w[0], w[2], atol=1e-4)


@thorough
@given(
    column=st.lists(st.floats(-1, 1), min_size=2, max_size=6).filter(lambda v: np.ptp(v) > 1e-3),
    power=st.integers(-1000, 1023),
)
def test_standardise_is_the_same_in_every_unit(column, power):
    X = np.array(column)[:, None]
    plain, scaled = standardise(X), silently(standardise, np.ldexp(X, power))
    np.testing.assert_allclose(scaled[0], plain[0], rtol=1e-9, atol=1e-9)
    for one, other in zip(scaled[1:], plain[1:], strict=True):
        np.testing.assert_allclose(one, np.ldexp(other, power), rtol=1e-9, atol=1e-300)


def test_costs_near_the_end_of_float64_are_compared_without_overflow():
    for last, diverged in ((1e308, False), (np.inf, True), (np.nan, True)):
        history = History(np.zeros((2, 1)), np.zeros(2), np.array([1e307, last]))
        assert silently(lambda history=history: history.diverged) is diverged


# --- functions, walks and files -----------------------------------------------------------------


@pytest.mark.parametrize("form", [float, np.float32, np.longdouble, np.array])
def test_a_function_may_return_its_number_in_any_form(form):
    dw, db = silently(numerical_gradient, lambda w, b: form(w[0] - b), [1.0, 2.0], 0.5, step=0.25)
    assert dw.shape == (2,)
    assert dw.tolist() == [1.0, 0.0]
    assert (type(db), db) == (float, -1.0)


ONE = {
    "a list": lambda v: [v],
    "nested": lambda v: [[v]],
    "(1,)": lambda v: np.array([v]),
    "(1, 1)": lambda v: np.array([[v]]),
    "0-d": np.array,
    "an object": lambda v: np.array(v, dtype=object),
    "a Fraction": Fraction,
    "a Decimal": Decimal,
    "pandas": lambda v: pd.Series([v]),
    "a boolean": lambda v: v > 0,
}


@pytest.mark.parametrize("form", ONE)
def test_a_function_may_return_one_number_in_an_array(form):
    def f(w, b):
        return ONE[form](float(w @ w + b))

    dw, db = silently(numerical_gradient, f, [1.0, 2.0], 0.5, step=0.25)
    assert (dw.shape, dw.dtype, type(db)) == ((2,), float, float)
    if form != "a boolean":
        assert (dw.tolist(), db) == ([2.0, 4.0], 1.0)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (None, r"expected one number from f\(w, b\), got None: does it end with return?"),
        (np.ones(2), r"expected one number .*, got an array of shape \(2,\): return its mean or"),
        ([], r"got an array of shape \(0,\)"),
        (np.ones((2, 1)), r"got an array of shape \(2, 1\)"),
        ((1.0, np.ones(2)), r"^expected one number .*, got tuple: return the cost alone"),
        ("1", r"^expected one number .*, got str: return the cost alone"),
        (np.array(["1"]), r"^expected one number .*, got ndarray: return the cost alone"),
        (1j, r"^expected one number .*, got complex: return the cost alone"),
        (np.ma.masked, r"^f\(w, b\) holds masked"),
        ({"a": 1}, r"^expected one number .*, got dict: return the cost alone"),
    ],
)
def test_a_function_that_returns_no_number_is_answered(answer, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        silently(numerical_gradient, lambda w, b: answer, [1.0], 0.0)


def test_a_function_without_a_value_has_no_slope():
    for value in (np.nan, np.inf):
        dw, db = silently(numerical_gradient, lambda w, b, value=value: value, [1.0], 0.0)
        assert np.isnan(dw).all()
        assert np.isnan(db)


def test_a_function_may_write_into_its_weights():
    def careless(w, b):
        w *= 2
        return float(w.sum()) + b

    w = np.array([1.0, -2.0])
    dw, db = numerical_gradient(careless, w, 0.0)
    assert np.allclose([*dw, db], [2, 2, 1])
    assert w.tolist() == [1.0, -2.0]


START = {
    "a number": 3.0,
    "a table": np.zeros((3, 40)),
    "a text": "ab",
    "only weights": ([1.0, 2.0],),
    "too short": ([1.0], 0.0),
    "not finite": ([1.0, np.nan], 0.0),
    "a masked bias": ([1.0, 2.0], np.ma.masked),
}


@pytest.mark.parametrize("start", START.values(), ids=list(START))
def test_a_start_that_is_none_is_answered(start):
    options = {"learning_rate": 0.5, "start": start}
    answered(lambda: gradient_descent(POINTS, SIDES, **options), ["start", "w", "b"])
    answered(
        lambda: train_distributed(lambda w, b: [], 2, n_steps=1, **options), ["start", "w", "b"]
    )


def test_a_curve_that_runs_backwards_has_no_area():
    """It would be negative, and of one point 0."""
    answered(lambda: auc([1.0, 0.0], [1.0, 0.0]), ["fpr"])
    answered(lambda: auc([0.5], [0.5]), ["fpr"])
    answered(lambda: auc([0.0, 1.0], [0.0, 1.5]), ["tpr"])


def test_biases_in_two_dimensions_are_not_broadcast():
    answered(lambda: softmax_cost([[1.0, 2.0]], np.eye(2), [[1.0], [2.0]], [0, 1]), ["b"])


def test_classes_by_numbers_like_postcodes_are_answered_not_allocated():
    answered(lambda: softmax_newton(POINTS, SIDES * 10**12, lam=0.1), ["y"])


words = st.text('0123456789.,;\t\n\r"eE-+_ abNnif\x00é', max_size=60)


@thorough
@given(text=words | st.binary(max_size=60), label=st.sampled_from(["a", "b", "0", ""]))
@example(text="a,b\n1,x\n2," + "y" * 200_000, label="b")
@example(text="b,b,a\nx,1,2\ny,2,3\n", label="b")
@example(text='"one\ntwo",b\n1,x\n2,y\n', label="c")
def test_any_file_is_a_table_or_one_sentence(tmp_path_factory, text, label):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # on what looks odd in the file
            table = load_csv(path, label=label)
    except ValueError as error:
        assert type(error) is ValueError  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert table.X.shape == (len(table.y), len(table.names))
        assert np.isfinite(table.X).all()
        assert label not in table.names

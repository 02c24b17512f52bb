"""Chapter 6: the gradient step, the walk, its history, and what the learning rate does to it."""

import math
import warnings
from functools import partial
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logreg_core import (
    accuracy,
    cost,
    f1_score,
    gradient,
    gradient_descent,
    load_breast_cancer,
    make_blobs,
    newton,
    practice,
    predict,
    score,
    train,
    training,
)
from logreg_core.optimisers import train_minibatch

# Small walks without a price often end where they separate the classes.
pytestmark = pytest.mark.filterwarnings("ignore:The classes are completely separable")
seeds = st.integers(0, 2**32 - 1)
calm = settings(deadline=None, derandomize=True, max_examples=40)


def drawn(seed):
    """Cases of unequal units, labels of both classes, a start far from 0 and a λ, maybe 0."""
    rng = np.random.default_rng(seed)
    n, d = rng.integers(2, 50), rng.integers(1, 8)
    y = (rng.random(n) < rng.uniform(0.1, 0.9)).astype(float)
    y[:2] = 0, 1
    X = rng.normal(size=(n, d)) * 10.0 ** rng.uniform(-1, 1, d)
    lam = 10.0 ** rng.uniform(-4, 0.5) if seed % 3 else 0.0
    return X, y, (2 * rng.normal(size=d), rng.normal()), lam


def curvature(X, lam):
    """L of notebook 06: no direction curves the cost by more."""
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.eigvalsh(A.T @ A / len(A))[-1] / 4 + lam


def same(one, other):
    """Whether two histories agree to the last bit."""
    return all(np.array_equal(getattr(one, key), getattr(other, key)) for key in ("w", "b", "cost"))


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


# --- one step, by hand -----------------------------------------------------------------------


def test_two_cases_with_pencil_and_paper():
    # At zero both p are ½, so p - y is -½ and ½: dw = (-½ · 2 + ½ · -1) / 2 = -¾, and db = 0.
    history = train([[2.0], [-1.0]], [1, 0], learning_rate=0.8, n_steps=1)
    assert history.w.tolist() == [[0.0], [pytest.approx(0.6, rel=1e-15)]]
    assert history.b.tolist() == [0.0, 0.0]
    after = (math.log1p(math.exp(-1.2)) + math.log1p(math.exp(-0.6))) / 2
    assert history.cost == pytest.approx([math.log(2), after], rel=1e-15)


def test_three_cases_that_move_the_bias():
    # p - y is -½ for each of two benign cases and ½ for the malignant one: db = -1/6.
    w, b = train([[1.0], [1.0], [4.0]], [1, 1, 0], learning_rate=0.3, n_steps=1).final
    assert w[0] == pytest.approx(-0.3 * (-0.5 - 0.5 + 2.0) / 3, rel=1e-15)
    assert b == pytest.approx(0.3 / 6, rel=1e-15)
    assert type(b) is float


# --- against the public functions ------------------------------------------------------------


@calm
@given(seeds)
def test_every_cost_and_every_step_is_that_of_cost_and_gradient(seed):
    X, y, start, lam = drawn(seed)
    rate = 0.7 / curvature(X, lam)
    history = train(X, y, learning_rate=rate, lam=lam, n_steps=6, start=start)
    places = list(zip(history.w, history.b, strict=True))
    costs = [cost(w, b, X, y, lam=lam) for w, b in places]
    np.testing.assert_allclose(history.cost, costs, rtol=1e-12)
    for (w, b), (w_next, b_next) in pairwise(places):
        dw, db = gradient(w, b, X, y, lam=lam)
        np.testing.assert_allclose(w_next, w - rate * dw, rtol=1e-12, atol=1e-12)
        assert b_next == pytest.approx(b - rate * db, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("far", [30.0, 700.0, 1e4, 1e8])
def test_scores_far_out_keep_their_digits(far):
    X, y = [[1.0], [-1.0], [0.5], [2.0]], [1, 1, 0, 0]
    start = ([far], -3.0)
    history = train(X, y, learning_rate=0.1, n_steps=1, start=start)
    dw, db = gradient(*start, X, y)
    assert history.cost[0] == pytest.approx(cost(*start, X, y), rel=1e-14)
    assert history.w[1] - far == pytest.approx(-0.1 * dw, rel=1e-12, abs=4 * np.spacing(far))
    assert history.b[1] == pytest.approx(-3.0 - 0.1 * db, rel=1e-12)


def test_a_tiny_gradient_is_not_lost():
    # Both cases are right beyond doubt: the losses and p - y are e^-600, far below 1e-16.
    X, y = [[1.0], [-1.0]], [1, 0]
    (here, there) = islice(gradient_descent(X, y, learning_rate=1e260, start=([600.0], 0.0)), 2)
    assert here.cost == pytest.approx(math.exp(-600), rel=1e-12, abs=0)
    assert there.w[0] == pytest.approx(600 + 1e260 * math.exp(-600), rel=1e-12)


def test_the_exercises_are_the_module_s(tumours):
    """practice keeps a step and a loop of its own, from public functions: a second opinion."""
    X, y = tumours.X_train, tumours.y_train
    step = practice.EXERCISES["gradient_step"].reference
    w, b = np.zeros(30), 0.0
    for _ in range(20):
        w, b = step(w, b, X, y, learning_rate=0.5, lam=0.1)
    history = train(X, y, learning_rate=0.5, lam=0.1, n_steps=20)
    np.testing.assert_allclose(history.final[0], w, atol=1e-13)
    assert history.final[1] == pytest.approx(b, abs=1e-13)


# --- gradient_descent and train --------------------------------------------------------------


@calm
@given(seeds, st.integers(0, 9))
def test_train_is_the_first_steps_of_gradient_descent(seed, n_steps):
    X, y, start, lam = drawn(seed)
    options = {"learning_rate": 0.3, "lam": lam, "start": start}
    steps = list(islice(gradient_descent(X, y, **options), n_steps + 1))
    history = train(X, y, n_steps=n_steps, **options)
    d = X.shape[1]
    assert history.w.shape == (n_steps + 1, d)
    assert history.b.shape == history.cost.shape == (n_steps + 1,)
    for t, (w, b, cost_there) in enumerate(steps):
        assert np.array_equal(w, history.w[t])
        assert (b, cost_there) == (history.b[t], history.cost[t])
        assert (type(b), type(cost_there)) == (float, float)


def test_the_start_comes_first_zeros_or_given(tumours):
    X, y = tumours.X_train, tumours.y_train
    nothing = train(X, y, n_steps=0)
    assert nothing.w.tolist() == [[0.0] * 30]
    assert nothing.b.tolist() == [0.0]
    assert nothing.cost == pytest.approx([math.log(2)], rel=1e-15)
    assert not nothing.diverged
    w = np.arange(30.0) / 10
    first = next(gradient_descent(X, y, learning_rate=0.5, lam=0.1, start=(w, -1.5)))
    assert first.w.tolist() == w.tolist()
    assert first.b == -1.5
    assert first.cost == pytest.approx(cost(w, -1.5, X, y, lam=0.1), rel=1e-14)


def test_the_defaults_are_rate_one_half_no_penalty_500_steps(tumours):
    X, y = tumours.X_train, tumours.y_train
    asked = train(X, y, learning_rate=0.5, lam=0.0, n_steps=500, start=(np.zeros(30), 0.0))
    assert same(train(X, y), asked)


def test_a_walk_can_be_taken_up_where_it_was_left(tumours):
    X, y = tumours.X_train, tumours.y_train
    whole = train(X, y, lam=0.01, n_steps=30)
    half = train(X, y, lam=0.01, n_steps=12)
    rest = train(X, y, lam=0.01, n_steps=18, start=half.final)
    assert np.array_equal(whole.w[12:], rest.w)
    assert np.array_equal(whole.cost[12:], rest.cost)


# --- nothing is an alias ---------------------------------------------------------------------


def test_the_start_belongs_to_the_caller():
    X, y = make_blobs(30, seed=1)
    w = np.array([1.0, 2.0])
    walk = gradient_descent(X, y, learning_rate=0.5, start=(w, 0.5))
    w[:] = 99.0  # before the first step was asked for
    first = next(walk)
    assert first.w.tolist() == [1.0, 2.0]
    first.w[:] = -99.0
    assert w.tolist() == [99.0, 99.0]


def test_whoever_writes_into_a_step_does_not_change_the_walk():
    X, y = make_blobs(30, seed=1)
    right = train(X, y, n_steps=8).w
    seen = []
    for w, _, _ in islice(gradient_descent(X, y, learning_rate=0.5), 9):
        seen.append(w.copy())
        w[:] = 1e6
    assert np.array_equal(seen, right)


def test_the_steps_of_a_list_are_different_arrays():
    X, y = make_blobs(30, seed=1)
    ws = [w for w, _, _ in islice(gradient_descent(X, y, learning_rate=0.5), 5)]
    assert len({w.tobytes() for w in ws}) == 5
    history = train(X, y, n_steps=4)
    second = history.w[1].copy()
    history.final[0][:] = 7.0
    assert np.array_equal(history.w[1], second)


def test_two_walks_at_once_do_not_disturb_each_other():
    X, y = make_blobs(30, seed=1)
    slow, fast = (gradient_descent(X, y, learning_rate=rate) for rate in (0.1, 2.0))
    pairs = list(islice(zip(slow, fast, strict=True), 6))
    for walked, rate in zip(zip(*pairs, strict=True), (0.1, 2.0), strict=True):
        alone = train(X, y, learning_rate=rate, n_steps=5)
        assert np.array_equal([step.w for step in walked], alone.w)


def test_inputs_are_untouched_and_may_be_read_only():
    X, y = make_blobs(30, seed=2)
    w = np.array([0.3, -0.4])
    kept = X.copy(), y.copy(), w.copy()
    X.flags.writeable = y.flags.writeable = w.flags.writeable = False
    train(X, y, lam=0.1, n_steps=20, start=(w, 0.2))
    for array, copy in zip((X, y, w), kept, strict=True):
        assert np.array_equal(array, copy)


def test_lists_integers_booleans_and_float32_are_numbers_too():
    X, y = make_blobs(40, seed=3)
    X = np.round(4 * X)  # whole numbers, exact in every type
    right = train(X, y, n_steps=15, start=([1.0, -2.0], 3.0))
    for cases in (X.tolist(), X.astype(int), X.astype(np.float32), np.asfortranarray(X)):
        for labels in (y.tolist(), y.astype(int), y.astype(bool), y.astype(np.float32)):
            other = train(cases, labels, n_steps=15, start=([1, -2], 3))
            np.testing.assert_allclose(other.w, right.w, rtol=1e-13)
            assert other.w.dtype == other.b.dtype == other.cost.dtype == np.float64


# --- the walk does not depend on how it is computed ------------------------------------------


@calm
@given(seeds)
def test_exchanging_the_classes_mirrors_the_walk(seed):
    X, y, (w, b), lam = drawn(seed)
    one = train(X, y, lam=lam, learning_rate=0.2, n_steps=10, start=(w, b))
    other = train(X, 1 - y, lam=lam, learning_rate=0.2, n_steps=10, start=(-w, -b))
    assert np.array_equal(other.w, -one.w)
    assert np.array_equal(other.b, -one.b)
    assert np.array_equal(other.cost, one.cost)


@calm
@given(seeds)
def test_each_case_twice_in_another_order_is_the_same_walk(seed):
    """The cost is a mean: a sum would take steps twice as long."""
    X, y, start, lam = drawn(seed)
    rate = 0.7 / curvature(X, lam)
    one = train(X, y, lam=lam, learning_rate=rate, n_steps=10, start=start)
    rows = np.random.default_rng(seed).permutation(np.tile(np.arange(len(y)), 2))
    other = train(X[rows], y[rows], lam=lam, learning_rate=rate, n_steps=10, start=start)
    np.testing.assert_allclose(other.w, one.w, rtol=1e-10, atol=1e-11)
    np.testing.assert_allclose(other.cost, one.cost, rtol=1e-11)


def test_an_empty_column_is_never_given_a_weight():
    X, y = make_blobs(30, seed=4)
    history = train(np.column_stack([X, np.zeros(30)]), y, n_steps=50)
    assert not history.w[:, 2].any()
    np.testing.assert_allclose(history.w[:, :2], train(X, y, n_steps=50).w, rtol=1e-12)


# --- the learning rate -----------------------------------------------------------------------


@calm
@given(seeds, st.floats(0.01, 0.999))
def test_below_the_safe_rate_the_cost_never_rises(seed, share):
    """Why: along any unit vector u in (w, b) the cost curves by
    uᵀ H u = (1/n) Σ p (1 - p) (a·u)² + λ ‖u without its last entry‖², a a row of A = (X, 1).
    As p (1 - p) ≤ ¼, that is at most L = ¼ · (largest eigenvalue of AᵀA / n) + λ, everywhere.
    So on the way from θ to θ - η g the slope, which is -‖g‖² at first, grows by at most L ‖g‖² a
    unit of η, and integrating it gives J(θ - η g) ≤ J(θ) - η ‖g‖² + ½ η² L ‖g‖², which is below
    J(θ) as long as 0 < η < 2 / L. We ask for that much, not only for "no rise".
    """
    X, y, start, lam = drawn(seed)
    L = curvature(X, lam)
    rate = share * 2 / L
    history = train(X, y, learning_rate=rate, lam=lam, n_steps=25, start=start)
    slopes = [
        gradient(w, b, X, y, lam=lam) for w, b in zip(history.w[:-1], history.b[:-1], strict=True)
    ]
    squared = np.array([dw @ dw + db**2 for dw, db in slopes])
    promised = history.cost[:-1] - rate * (1 - rate * L / 2) * squared
    rounding = 1e-14 * (1 + history.cost[:-1])
    assert (history.cost[1:] <= promised + rounding).all()


def test_the_safe_rate_is_the_border_where_the_cost_is_a_parabola():
    """Each x with both labels: near w = 0 all p are ½ and the bound ¼ is reached, so 2 / L = 8."""
    X, y = [[1.0], [1.0], [-1.0], [-1.0]], [0, 1, 0, 1]
    assert 2 / curvature(X, 0.0) == pytest.approx(8, rel=1e-15)
    near = ([1e-3], 0.0)
    assert (np.diff(train(X, y, learning_rate=7.9, n_steps=30, start=near).cost) <= 1e-16).all()
    assert (np.diff(train(X, y, learning_rate=8.1, n_steps=30, start=near).cost) > 0).all()


def test_the_safe_rate_of_the_tumours_is_0_60(tumours):
    X, y = tumours.X_train, tumours.y_train
    L = curvature(X, 0.0)
    assert round(L, 2) == 3.32
    assert round(2 / L, 2) == 0.60
    assert (np.diff(train(X, y, learning_rate=0.999 * 2 / L, n_steps=500).cost) < 0).all()
    assert (np.diff(train(X, y, n_steps=500).cost) < 0).all()  # the default rate is a safe one


@pytest.mark.parametrize(
    ("lam", "rate", "rises", "diverged"),
    [
        (0.0, 0.5, False, False),
        (0.0, 30.0, True, False),  # one bump, and then down: no penalty, no explosion
        (0.1, 0.5, False, False),
        (0.1, 10.0, True, False),
        (0.1, 30.0, True, True),
        (1.0, 0.3, False, False),
        (1.0, 1.0, True, False),
        (1.0, 3.0, True, True),
    ],
)
def test_falling_oscillating_and_exploding_on_the_tumours(tumours, lam, rate, rises, diverged):
    X, y = tumours.X_train, tumours.y_train
    history = train(X, y, learning_rate=rate, lam=lam, n_steps=60)
    assert bool((np.diff(history.cost) > 1e-12).any()) is rises
    assert bool(history.diverged) is diverged
    if lam and rises and not diverged:  # it would go up and down for ever
        late = np.diff(train(X, y, learning_rate=rate, lam=lam, n_steps=600).cost[-100:])
        assert (late > 0.1).any()
        assert (late < -0.1).any()


@pytest.mark.parametrize("n_steps", [60, 300, 3000])
def test_divergence_is_shown_not_raised_and_not_warned_of(tumours, n_steps):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = train(
            tumours.X_train, tumours.y_train, learning_rate=3.0, lam=1.0, n_steps=n_steps
        )
    assert history.diverged
    last = history.cost[-1]
    assert {60: 1e30 < last < np.inf, 300: last > 1e100, 3000: np.isnan(last)}[n_steps]
    assert len(history.cost) == n_steps + 1


def test_costs_that_overflow_are_inf_on_their_way_to_nan(tumours):
    X, y = tumours.X_train, tumours.y_train
    history = train(X, y, learning_rate=1e6, lam=1e3, n_steps=60)
    kinds = ["nan" if np.isnan(c) else "inf" if np.isinf(c) else "number" for c in history.cost]
    assert sorted(set(kinds), key=kinds.index) == ["number", "inf", "nan"]
    assert history.diverged


@pytest.mark.parametrize(
    ("last", "diverged"),
    [(0.0, False), (1.0, False), (99.0, False), (101.0, True), (np.inf, True), (np.nan, True)],
)
def test_diverged_means_a_hundred_times_the_start_or_no_number(last, diverged):
    history = training.History(np.zeros((3, 1)), np.zeros(3), np.array([1.0, 1e9, last]))
    assert bool(history.diverged) is diverged


# --- where the walk leads --------------------------------------------------------------------


@pytest.mark.parametrize(("lam", "n_steps"), [(0.1, 1500), (0.03, 4000), (1.0, 400)])
def test_a_long_walk_arrives_at_newton_s_optimum(tumours, lam, n_steps):
    X, y = tumours.X_train, tumours.y_train
    L = curvature(X, lam)
    w, b = train(X, y, learning_rate=1.8 / L, lam=lam, n_steps=n_steps).final
    w_best, b_best = newton(X, y, lam=lam).final
    np.testing.assert_allclose(w, w_best, atol=1e-9)
    assert b == pytest.approx(b_best, abs=1e-9)


def test_from_anywhere_it_arrives_at_the_same_place():
    X, y = make_blobs(60, noise=2.0, seed=5)
    rng = np.random.default_rng(0)
    ends = [
        train(X, y, lam=0.1, n_steps=3000, start=(5 * rng.normal(size=2), 5 * rng.normal())).final
        for _ in range(4)
    ]
    for w, b in ends:
        np.testing.assert_allclose(w, ends[0][0], atol=1e-10)
        assert b == pytest.approx(ends[0][1], abs=1e-10)


APART = [[-2.0], [-1.0], [1.0], [2.0]], [0, 0, 1, 1]
NEARLY = [[-2.0], [0.0], [0.0], [2.0]], [0, 0, 1, 1]  # two cases lie on the line itself
MIXED = [[-2.0], [1.0], [-1.0], [2.0]], [0, 0, 1, 1]
ASIDE = [[1.0], [2.0], [5.0], [6.0]], [0, 0, 1, 1]  # it takes a bias to part them


@pytest.mark.parametrize("run", [train, partial(train_minibatch, batch_size=2)])
def test_weights_that_separate_the_classes_prove_that_there_is_no_minimum(run):
    for (X, y), n_steps in ((APART, 1), (APART, 500), (ASIDE, 500)):
        with pytest.warns(RuntimeWarning, match="so with lam = 0 the cost has no minimum"):
            w, b = run(X, y, n_steps=n_steps).final
        assert ((np.array(y) == 1) == (score(w, b, X) > 0)).all()


@pytest.mark.parametrize("run", [train, partial(train_minibatch, batch_size=2)])
def test_the_warning_points_at_the_caller_s_line(run):
    with pytest.warns(RuntimeWarning) as heard:
        run(*APART)
    assert heard[0].filename == __file__


@pytest.mark.parametrize("run", [train, partial(train_minibatch, batch_size=2)])
def test_nobody_is_warned_where_nothing_is_proved(run):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run(*APART, lam=0.1)
        run(*NEARLY)
        run(*MIXED)
        run(*APART, n_steps=0)
        run([[1e10], [2e10], [-1e10]], [0, 1, 0], learning_rate=1e308, n_steps=3)  # beyond float64


def test_without_a_price_the_weights_of_separable_cases_never_stop(tumours):
    X, y = tumours.X_train, tumours.y_train
    history = train(X, y, learning_rate=0.59, n_steps=3000)
    norm = np.linalg.norm(history.w, axis=1)
    assert (np.diff(norm) > 0).all()
    assert (np.diff(history.cost) < 0).all()
    # Four clearly separated cases: the cost goes to 0 and the norm grows like log(steps).
    apart = train(*APART, n_steps=8000)
    w = apart.w[[1000, 2000, 4000, 8000], 0]
    np.testing.assert_allclose(np.diff(w), math.log(2), atol=0.02)
    assert apart.cost[-1] < 0.001
    with_price = train(*APART, lam=0.01, n_steps=4000).w
    assert with_price[-1] == pytest.approx(with_price[2000], abs=1e-9)


# --- the article's run -----------------------------------------------------------------------


def test_the_headline_average_f1_from_0_15_to_0_99(tumours):
    history = train(tumours.X_train, tumours.y_train)
    for t, mark, wrong in ((0, 0.15, 78), (-1, 0.99, 1)):
        y_hat = predict(history.w[t], history.b[t], tumours.X_test)
        assert round(f1_score(tumours.y_test, y_hat, average="weighted"), 2) == mark
        assert (y_hat != tumours.y_test).sum() == wrong
    assert not predict(history.w[0], history.b[0], tumours.X_test).any()  # untrained: all class 0
    assert accuracy(tumours.y_train, predict(*history.final, tumours.X_train)) > 0.98


# --- bad input -------------------------------------------------------------------------------

X3, Y3 = [[1.0], [2.0], [1.5]], [0, 1, 1]


@pytest.mark.parametrize("walk", [gradient_descent, train])
@pytest.mark.parametrize(
    ("X", "y", "options", "error", "text"),
    [
        (X3, Y3, {"learning_rate": 0.0}, ValueError, "learning_rate must be above 0, got 0"),
        (X3, Y3, {"learning_rate": -0.5}, ValueError, "learning_rate must be above 0, got -0.5"),
        (
            X3,
            Y3,
            {"learning_rate": np.nan},
            ValueError,
            "learning_rate must be a finite number, got nan",
        ),
        (
            X3,
            Y3,
            {"learning_rate": np.inf},
            ValueError,
            "learning_rate must be a finite number, got inf",
        ),
        (X3, Y3, {"learning_rate": "0.5"}, TypeError, "learning_rate must hold numbers, .* '0.5'"),
        (X3, Y3, {"learning_rate": [0.1, 0.2]}, ValueError, "learning_rate must be a single numb"),
        (X3, Y3, {"lam": -0.1}, ValueError, "lam must be 0 or more, got -0.1: .* reward"),
        (X3, Y3, {"lam": np.nan}, ValueError, "lam must be a finite number, got nan"),
        (X3, [1, 1, 1], {}, ValueError, "y holds class 1 only: both classes are needed here"),
        (X3, [0, 0, 0], {}, ValueError, "y holds class 0 only: .* one case of the other"),
        (
            X3,
            [-1, 1, 1],
            {},
            ValueError,
            r"only 0 and 1, but it holds -1, 1: .* \(np.asarray\(y\) == 1\)",
        ),
        (X3, ["a", "b", "b"], {}, ValueError, "y must hold only 0 and 1, but it holds texts"),
        (X3, [0, 1], {}, ValueError, r"y must have shape \(3,\), one label for each case, got"),
        (X3, [[0], [1], [1]], {}, ValueError, r"shape \(3, 1\): np.ravel\(y\) flattens"),
        ([1.0, 2.0, 1.5], Y3, {}, ValueError, r"np.reshape\(X, \(-1, 1\)\) for one feature"),
        ([[1.0], [np.nan], [2.0]], Y3, {}, ValueError, r"X holds NaN .* in 1 place"),
        ([[1.0], [np.inf], [2.0]], Y3, {}, ValueError, "X holds an infinite value"),
        (np.empty((0, 2)), [], {}, ValueError, r"X is empty, its shape is \(0, 2\)"),
        (X3, Y3, {"start": ([1.0, 2.0], 0.0)}, ValueError, r"w must have shape \(1,\), one weight"),
        (X3, Y3, {"start": ([[1.0]], 0.0)}, ValueError, r"w must have .* shape \(1, 1\)"),
        (X3, Y3, {"start": ([1.0], [1.0, 2.0])}, ValueError, "b must be a single number"),
        (X3, Y3, {"start": ([np.inf], 0.0)}, ValueError, "w holds an infinite value"),
        (X3, Y3, {"start": ([1.0], None)}, TypeError, "b must hold numbers, got None"),
    ],
)
def test_bad_input_is_turned_away_at_the_call(walk, X, y, options, error, text):
    with pytest.raises(error, match=text):  # gradient_descent too: nobody has asked it for a step
        walk(X, y, **{"learning_rate": 0.5, **options})


@pytest.mark.parametrize(
    ("n_steps", "error", "text"),
    [
        (-1, ValueError, "n_steps must be a whole number from 0 up, got -1"),
        (1.5, ValueError, "n_steps must be a whole number from 0 up, got 1.5"),
        (np.nan, ValueError, "n_steps must be a finite number, got nan"),
        ("5", TypeError, "n_steps must hold numbers, got '5'"),
    ],
)
def test_a_bad_number_of_steps_is_turned_away(n_steps, error, text):
    with pytest.raises(error, match=text):
        train(X3, Y3, n_steps=n_steps)


def test_a_whole_number_may_come_as_a_float():
    assert len(train(X3, Y3, n_steps=3.0).b) == 4
    assert len(train(X3, Y3, n_steps=np.int64(3)).b) == 4


def test_the_learning_rate_of_descend_must_be_given():
    with pytest.raises(TypeError, match="learning_rate"):
        gradient_descent(X3, Y3)


def test_knobs_are_named():
    with pytest.raises(TypeError, match="positional"):
        train(X3, Y3, 0.5)


@pytest.mark.parametrize("start", [0.0, ([0.0, 0.0],), "zero"])
def test_a_start_is_a_pair(start):
    with pytest.raises(ValueError, match=r"start must be a pair \(w, b\), got .*"):
        train([[0.0], [1.0]], [0, 1], start=start)


def test_costs_along_a_path_are_the_costs_of_its_places():
    X, y, (w, b), lam = drawn(4)
    places = np.array([w, 0 * w, -w]), np.array([b, 0.0, 2 * b])
    for options in ({"lam": lam}, {}):
        each = [cost(*place, X, y, **options) for place in zip(*places, strict=True)]
        assert np.allclose(training.cost_path(*places, X, y, **options), each, rtol=1e-13)


def test_costs_along_a_path_out_of_float64_are_no_errors():
    w, b, X, y = np.array([[1.0], [1e200], [np.nan]]), np.zeros(3), np.eye(2, 1), np.array([0, 1])
    assert np.isfinite(training.cost_path(w, b, X, y)).tolist() == [True, True, False]
    assert training.cost_path(w, b, X, y, lam=1.0)[1] == np.inf
    assert training.cost_path(w, b, 1e200 * X, y)[1] == np.inf

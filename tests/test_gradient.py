"""Chapter 5: the gradient, against nudging, the complex step, fractions and scikit-learn."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from logreg_core import _kernels, cost, gradient, load_breast_cancer, numerical_gradient


def problem(seed: int, n: int, d: int, spread: float = 1.0):
    """Cases, labels and a place, drawn at random."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(n, d)), rng.integers(0, 2, n).astype(float)
    return rng.normal(size=d, scale=spread), float(rng.normal()), X, y


def complex_gradient(w, b, X, y, lam):
    """The slopes by the complex step, which subtracts nothing: Im f(θ + ih) / h."""

    def f(theta):
        z = X @ theta[:-1] + theta[-1]
        return np.mean(np.log(1 + np.exp(z)) - y * z) + 0.5 * lam * np.sum(theta[:-1] ** 2)

    theta = np.append(w, b)
    return np.array([f(theta + 1e-30j * e).imag / 1e-30 for e in np.eye(len(theta))])


SHAPES = st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 6), st.floats(0, 5)


@given(*SHAPES)
@settings(deadline=None)
def test_it_agrees_with_the_complex_step(seed, n, d, lam):
    w, b, X, y = problem(seed, n, d)
    dw, db = gradient(w, b, X, y, lam=lam)
    assert np.allclose(np.append(dw, db), complex_gradient(w, b, X, y, lam), rtol=1e-12, atol=1e-14)


@given(*SHAPES)
@settings(deadline=None)
def test_it_agrees_with_nudging(seed, n, d, lam):
    w, b, X, y = problem(seed, n, d, spread=3.0)
    dw, db = gradient(w, b, X, y, lam=lam)
    nudged = numerical_gradient(lambda w, b: cost(w, b, X, y, lam=lam), w, b)
    assert np.allclose(np.append(dw, db), np.append(*nudged), atol=1e-6 * (1 + lam))


def test_by_hand():
    # one case, x = (3, −1), z = 0: p − y = ½ − 1, times x; plus λ w
    w = [1.0, 3.0]
    dw, db = gradient(w, 0.0, [[3.0, -1.0]], [1.0], lam=0.5)
    assert dw.tolist() == [-0.5 * 3 + 0.5 * 1, 0.5 * 1 + 0.5 * 3]
    assert db == -0.5


def test_at_zero_weights_in_fractions():
    X, y = [[3, 1], [5, -2], [-4, 7]], [1, 0, 0]
    residual = [Fraction(1, 2) - label for label in y]
    exact = [sum(r * row[j] for r, row in zip(residual, X, strict=True)) / 3 for j in (0, 1)]
    dw, db = gradient([0, 0], 0, X, y)
    assert np.allclose(dw, [float(value) for value in exact], rtol=1e-15)
    assert db == pytest.approx(float(sum(residual) / 3), rel=1e-15)


def test_sure_cases_keep_their_digits():
    """Where the model is right and very sure the slope is tiny, and still right."""
    with mpmath.workdps(60):
        exact = float(mpmath.mpf(-2) / (1 + mpmath.exp(mpmath.mpf(60))) * 1)
    dw, _ = gradient([-30.0], 0.0, [[2.0]], [0.0])
    assert dw[0] == pytest.approx(-exact, rel=1e-14)


def test_it_is_a_mean():
    w, b, X, y = problem(0, 20, 3)
    once, twice = (
        gradient(w, b, X, y, lam=0.3),
        gradient(w, b, np.vstack([X, X]), np.append(y, y), lam=0.3),
    )
    assert np.allclose(once[0], twice[0], rtol=1e-13)
    assert once[1] == pytest.approx(twice[1], rel=1e-13)


def test_the_bias_pays_no_penalty():
    w, b, X, y = problem(1, 20, 3)
    assert gradient(w, b, X, y, lam=0.0)[1] == gradient(w, b, X, y, lam=9.0)[1]
    assert np.allclose(gradient(w, b, X, y, lam=9.0)[0] - gradient(w, b, X, y)[0], 9.0 * w)


def test_a_column_of_ones_is_a_bias_that_pays():
    w, b, X, y = problem(2, 20, 3)
    ones = np.column_stack([X, np.ones(20)])
    dv, _ = gradient(np.append(w, b), 0.0, ones, y, lam=0.7)
    dw, db = gradient(w, b, X, y, lam=0.7)
    assert np.allclose(dv, np.append(dw, db + 0.7 * b))


def test_it_is_zero_at_scikit_learn_s_optimum():
    split = load_breast_cancer()
    X, y, lam = split.X_train, split.y_train, 0.1
    referee = LogisticRegression(C=1 / (len(y) * lam), solver="newton-cholesky", tol=1e-12)
    referee.fit(X, y)
    dw, db = gradient(referee.coef_[0], referee.intercept_[0], X, y, lam=lam)
    assert np.abs(np.append(dw, db)).max() < 1e-9


def test_training_uses_the_same_cost_and_gradient():
    w, b, X, y = problem(3, 50, 4, spread=4.0)
    value, dw, db = _kernels.cost_and_gradient(w, b, X, y, 0.3)
    assert value == pytest.approx(cost(w, b, X, y, lam=0.3), rel=1e-15)
    assert np.array_equal(dw, gradient(w, b, X, y, lam=0.3)[0])
    assert db == gradient(w, b, X, y, lam=0.3)[1]


# --- nudging ---------------------------------------------------------------------------------


def cubic(w, b):
    return float(np.sum(w**3) + 2 * b**2 + w[0] * b)


def test_nudging_a_known_function():
    dw, db = numerical_gradient(cubic, [1.0, -2.0], 0.5)
    assert np.allclose(dw, [3 + 0.5, 12], rtol=1e-9)
    assert db == pytest.approx(4 * 0.5 + 1, rel=1e-9)


def test_the_error_of_nudging_falls_with_the_square_of_the_step():
    # for w³ it is step² exactly
    for step in (0.1, 0.01):
        dw, _ = numerical_gradient(cubic, [1.0, -2.0], 0.5, step=step)
        assert np.allclose(dw - [3.5, 12], step**2, rtol=1e-6)


def test_nudging_calls_twice_for_each_parameter_and_changes_nothing():
    calls, w = [], np.array([1.0, -2.0, 3.0])
    numerical_gradient(lambda w, b: calls.append((*w, b)) or 0.0, w, 0.5, step=0.25)
    assert len(calls) == len(set(calls)) == 2 * 4
    assert w.tolist() == [1.0, -2.0, 3.0]


@pytest.mark.parametrize("step", [0, -1e-5])
def test_a_nudge_goes_somewhere(step):
    with pytest.raises(ValueError, match="step must be above 0"):
        numerical_gradient(cubic, [1.0], 0.0, step=step)


# --- bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize("theta", [1e10, -1e10, 1e300])
def test_a_step_that_is_lost_beside_a_parameter_is_not_taken(theta):
    """1e10 + 6e-6 has 6 digits left for the step: the slope would be off by a tenth."""
    told = "step = 6.05545e-06 is lost beside a parameter of "
    for w, b in (([theta], 0.0), ([0.0], theta)):
        with pytest.raises(ValueError, match=told + f"{theta:g}".replace("+", r"\+")):
            numerical_gradient(lambda w, b: w @ w + b * b, w, b)
    dw, _ = numerical_gradient(lambda w, b: w @ w, [1e10], 0.0, step=1e5)
    assert dw[0] == pytest.approx(2e10, rel=1e-6)


@pytest.mark.parametrize("theta", [1e7, -1e7])
def test_beside_a_smaller_one_it_is_off_by_a_thousandth_at_most(theta):
    (slope,), _ = numerical_gradient(lambda w, b: w[0], [theta], 0.0)
    assert slope == pytest.approx(1.0, rel=1e-3)


def test_slopes_that_cancel_beyond_float64_are_right():
    X = [[1.7e308], [1.7e308], [1.7e308], [1.7e308]]
    assert gradient([0.0], 0.0, X, [1, 1, 0, 0])[0] == [0.0]
    assert gradient([0.0], 0.0, [[1.7e308], [0.0]], [1, 0])[0] == [-0.425e308]
    assert gradient([0.0], 0.0, [[-1.7e308]] * 4, [1, 1, 0, 0], lam=1.0)[0] == [0.0]


def test_the_arguments_are_left_alone():
    w, b, X, y = problem(4, 5, 2)
    for array in (w, X, y):
        array.setflags(write=False)
    dw, _ = gradient(w, b, X, y, lam=0.1)
    dw += 1.0  # the answer is the caller's own


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"w": [1.0]}, r"w must have shape \(2,\)"),
        ({"X": [1.0, 2.0]}, "X must have two dimensions"),
        ({"y": [-1, 1, 1]}, "y must hold only 0 and 1, but it holds -1, 1"),
        ({"y": [[0], [1], [1]]}, r"got shape \(3, 1\): np.ravel\(y\) flattens a column"),
        ({"lam": -1}, "lam must be 0 or more, got -1"),
        ({"lam": np.nan}, "lam must be a finite number, got nan"),
        ({"b": np.inf}, "b must be a finite number, got inf"),
    ],
)
def test_what_does_not_fit_is_turned_away(change, sentence):
    given_ = {"w": [1.0, 2.0], "b": 0.0, "X": [[1, 2], [3, 4], [5, 6]], "y": [0, 1, 1], "lam": 0.0}
    given_ |= change
    with pytest.raises(ValueError, match=sentence):
        gradient(given_["w"], given_["b"], given_["X"], given_["y"], lam=given_["lam"])


def test_weights_for_the_cases_ask_whether_the_table_is_transposed():
    with pytest.raises(ValueError, match="is X transposed"):
        gradient(np.ones(5), 0.0, np.ones((5, 3)), np.zeros(5))


def test_a_function_in_c_needs_no_signature():
    dw, db = numerical_gradient(max, [2.0], 1.0)
    assert dw == pytest.approx([1.0])
    assert db == 0.0


def test_a_function_of_one_argument_is_refused():
    with pytest.raises(
        TypeError, match=r"^f must take two arguments, f\(w, b\), but it takes \(w\)"
    ):
        numerical_gradient(lambda w: 1.0, [1.0], 0.0)

"""Chapter 1: the logistic function and its inverse, against fifty digits and three referees."""

import array
import math
import warnings

import mpmath as mp
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import special

from logreg_core import logistic, logit

calm = settings(deadline=None, derandomize=True, max_examples=200)
finite = st.floats(allow_nan=False, allow_infinity=False)
magnitudes = st.builds(  # every power of ten alike, where st.floats prefers the simple numbers
    lambda sign, mantissa, power: sign * mantissa * 10.0**power,
    st.sampled_from([-1.0, 1.0]),
    st.floats(1, 10),
    st.integers(-300, 300),
)
scores = finite | magnitudes | st.floats(-746, 40) | st.floats(-8, 8)
below = st.floats(1, 10).flatmap(lambda m: st.integers(-323, -1).map(lambda k: m * 10.0**k))
inner = (  # probabilities strictly between 0 and 1, close to either end as well
    st.floats(0, 1, exclude_min=True, exclude_max=True)
    | below.filter(lambda p: 0 < p < 1)
    | below.map(lambda q: 1 - q).filter(lambda p: 0 < p < 1)
)
EPS = np.finfo(float).eps
ULPS = 4  # allowed; the largest measured are 1.71 (logistic) and 1.53 (logit)


def exact_logistic(z):
    with mp.workdps(50):
        return 1 / (1 + mp.exp(-mp.mpf(float(z))))


def exact_logit(p):
    with mp.workdps(50):
        return mp.log(mp.mpf(float(p))) - mp.log1p(-mp.mpf(float(p)))


def ulps(got, exact):
    """Return how many last places `got` is from `exact`."""
    with mp.workdps(50):
        return float(abs(mp.mpf(float(got)) - exact) / mp.mpf(math.ulp(float(exact))))


@pytest.fixture
def rng():
    return np.random.default_rng(1)


# --- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("z", "p"),
    [
        (0.0, 0.5),
        (2.0, 0.8807970779778823),
        (-2.0, 0.11920292202211755),
        (1.0, 0.7310585786300049),
        (math.log(3), 0.75),
        (-math.log(3), 0.25),
        (5.0, 0.9933071490757153),
        (-30.0, 9.357622968839299e-14),
        (-700.0, 9.859676543759770e-305),
        (-745.0, 5e-324),
    ],
)
def test_golden_values(z, p):
    assert logistic(z) == pytest.approx(p, rel=1e-15, abs=0)


@pytest.mark.parametrize(
    ("p", "z"),
    [
        (0.5, 0.0),
        (0.8, 1.3862943611198906),
        (0.2, -1.3862943611198906),
        (0.75, 1.0986122886681098),
        (0.25, -1.0986122886681098),
        (0.01, -4.595119850134590),
        (0.99, 4.595119850134590),
        (1e-300, -690.7755278982137),
        (5e-324, -744.4400719213812),
        (0.5 + EPS, 4 * EPS),
        (1 - EPS / 2, 36.7368005696771),
    ],
)
def test_golden_values_of_the_inverse(p, z):
    assert logit(p) == pytest.approx(z, rel=1e-15, abs=0)


@pytest.mark.parametrize(
    ("z", "p"), [(1e308, 1.0), (-1e308, 0.0), (np.inf, 1.0), (-np.inf, 0.0), (-0.0, 0.5)]
)
def test_the_ends(z, p):
    assert logistic(z) == p


def test_the_inverse_ends_in_infinity_without_a_word():
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        assert logit([0.0, -0.0, 1.0]).tolist() == [-np.inf, -np.inf, np.inf]


def test_where_one_minus_p_is_lost():
    """The score from which p is 1 in float64, as notebooks 1 and 3 say: between 36 and 37."""
    assert logistic(36.0) < 1
    assert logistic(37.0) == 1
    assert logistic(-37.0) > 8e-17


# --- against fifty digits --------------------------------------------------------------------


@given(z=scores)
@example(z=-709.7972025490263)  # where SciPy's expit has lost all its digits
@example(z=-7.745919709512165)  # the worst of 17,000 drawn: 1.71
@example(z=-745.13)
@example(z=-708.4)
@calm
def test_logistic_to_the_last_places(z):
    if z > -1e4:
        assert ulps(logistic(z), exact_logistic(z)) <= ULPS
    else:
        assert logistic(z) == 0


@given(p=inner)
@example(p=0.11929782966467262)  # the worst of 20,000 drawn: 1.53
@example(p=0.25)
@example(p=math.nextafter(0.25, 0))
@example(p=math.nextafter(0.5, 1))
@example(p=math.nextafter(1, 0))
@example(p=5e-324)
@calm
def test_logit_to_the_last_places(p):
    if p == 0.5:
        assert logit(p) == 0
    else:
        assert ulps(logit(p), exact_logit(p)) <= ULPS


def test_every_magnitude(rng):
    """One score in every power of ten and one result in every power of two, subnormals too."""
    z = np.concatenate([10.0 ** np.arange(-320.0, 3), -np.log(2) * np.arange(1, 1075)])
    assert max(ulps(p, exact_logistic(v)) for v, p in zip(z, logistic(z), strict=True)) <= ULPS
    assert max(ulps(p, exact_logistic(v)) for v, p in zip(-z, logistic(-z), strict=True)) <= ULPS
    p = np.concatenate([2.0 ** np.arange(-1074.0, -1), 1 - 2.0 ** np.arange(-53.0, -1)])
    assert max(ulps(v, exact_logit(q)) for q, v in zip(p, logit(p), strict=True)) <= ULPS


# --- what is true of every score -------------------------------------------------------------


@given(z=scores)
@calm
def test_always_between_0_and_1_and_never_a_warning(z):
    with warnings.catch_warnings(), np.errstate(over="raise", invalid="raise", divide="raise"):
        warnings.simplefilter("error")
        p = logistic(z)
    assert 0 <= p <= 1
    assert (p >= 0.5) == (z >= 0) or abs(z) < 2 * EPS


@given(z=scores)
@calm
def test_symmetric(z):
    assert logistic(-z) == pytest.approx(1 - logistic(z), abs=2 * EPS)


@given(z=scores, more=scores)
@example(z=-1.5735303555864206, more=-1.5735303555864204)
@calm
def test_it_never_falls(z, more):
    """By more than rounding: between neighbours in float64 it may step back by a last place."""
    low, high = sorted([z, more])
    assert logistic(low) <= logistic(high) * (1 + ULPS * EPS)


def test_it_rises_strictly_until_it_is_full():
    z = np.linspace(-744, 40, 8001)
    assert (np.diff(logistic(z)) >= 0).all()
    assert (np.diff(logistic(z[(z > -700) & (z < 30)])) > 0).all()


@given(z=st.floats(-30, 30))
@calm
def test_the_slope_is_p_times_one_minus_p(z):
    nudge = 1e-5
    measured = (logistic(z + nudge) - logistic(z - nudge)) / (2 * nudge)
    assert measured == pytest.approx(logistic(z) * logistic(-z), rel=1e-5, abs=1e-10)


# --- there and back --------------------------------------------------------------------------


@given(z=st.floats(-745, 37) | st.floats(-8, 8) | magnitudes)
@example(z=11.851626794658273)  # the worst of 20,000 drawn: 1.41 bounds
@example(z=36.5)
@calm
def test_logit_leads_back_as_far_as_p_can_tell(z):
    """|logit(logistic(z)) - z| ≤ 3 [ulp(p) / (p (1 - p)) + ulp(z)].

    p carries an error of about ulp(p), and the slope of logit is 1 / (p (1 - p)). To the left that
    is tiny, for ulp(p) shrinks with p; to the right it grows as exp(z), and from 37 on p is 1.
    """
    p = float(logistic(z))
    if 0 < p < 1:
        bound = math.ulp(p) / p / (1 - p) + math.ulp(z)
        assert abs(logit(p) - z) <= 3 * bound
    else:
        assert z > 36 or z < -744
        assert logit(p) == math.copysign(np.inf, z)


@pytest.mark.parametrize(("z", "close"), [(-700, 1e-12), (-20, 1e-14), (2, 3e-15), (20, 1e-7)])
def test_there_and_back_in_plain_numbers(z, close):
    assert logit(logistic(z)) == pytest.approx(z, abs=close)


@given(p=inner)
@calm
def test_logistic_leads_back_to_every_probability(p):
    """An error in z is weighed with p (1 - p), so nothing is lost but ulp(z) at the far left."""
    z = float(logit(p))
    bound = math.ulp(p) + math.ulp(z) * p * (1 - p)
    assert abs(logistic(z) - p) <= 3 * bound


# --- referees --------------------------------------------------------------------------------


def test_scipy_agrees(rng):
    z = np.concatenate([rng.uniform(-700, 40, 2000), rng.uniform(-8, 8, 2000)])
    np.testing.assert_allclose(logistic(z), special.expit(z), rtol=ULPS * EPS, atol=0)
    p = np.concatenate([rng.random(2000), 10.0 ** rng.uniform(-307, 0, 2000)])
    np.testing.assert_allclose(logit(p), special.logit(p), rtol=2 * ULPS * EPS, atol=0)


def test_tanh_agrees(rng):
    z = rng.uniform(-8, 8, 500)
    np.testing.assert_allclose(logistic(z), (1 + np.tanh(z / 2)) / 2, atol=2 * EPS)


# --- shapes and kinds ------------------------------------------------------------------------


@pytest.mark.parametrize("function", [logistic, logit])
def test_a_number_gives_a_number(function):
    for number in (0.3, np.float64(0.3), np.array(0.3)):
        assert isinstance(function(number), float)
        assert np.ndim(function(number)) == 0
    assert isinstance(function(1), float)  # a whole number, and the end of logit


@pytest.mark.parametrize("function", [logistic, logit])
@pytest.mark.parametrize("shape", [(0,), (1,), (3,), (3, 1), (2, 3), (2, 0, 3), (2, 3, 4)])
def test_shapes_are_kept(function, shape, rng):
    values = rng.uniform(0.1, 0.9, shape)
    answers = function(values)
    assert answers.shape == shape
    assert answers.dtype == np.float64
    one_by_one = np.array([function(v) for v in values.ravel()]).reshape(shape)
    np.testing.assert_allclose(answers, one_by_one, rtol=ULPS * EPS)


@pytest.mark.parametrize("function", [logistic, logit])
@pytest.mark.parametrize(
    "form",
    [
        list,
        tuple,
        lambda values: array.array("d", values),
        lambda values: np.repeat(values, 2)[::2],
        lambda values: values.astype(object),
    ],
    ids=["list", "tuple", "array.array", "strided", "objects"],
)
def test_any_form_gives_the_same_answer(function, form):
    values = np.array([0.2, 0.5, 0.9])
    np.testing.assert_allclose(function(form(values)), function(values), rtol=ULPS * EPS)


@pytest.mark.parametrize("kind", [bool, np.int8, np.uint8, np.int64, np.float32])
def test_other_number_types_are_computed_in_float64(kind):
    values = np.array([0, 1]).astype(kind)
    assert logistic(values).dtype == logit(values).dtype == np.float64
    np.testing.assert_allclose(logistic(values), [0.5, 0.7310585786300049], rtol=1e-15)
    np.testing.assert_array_equal(logit(values), [-np.inf, np.inf])


def test_small_whole_numbers_do_not_wrap_around():
    """-(-128) is -128 in int8, and -1 is 255 in uint8."""
    assert logistic(np.array([-128], dtype=np.int8))[0] == pytest.approx(2.5722093726424e-56)
    assert logistic(np.array([255], dtype=np.uint8))[0] == 1


@pytest.mark.parametrize("function", [logistic, logit])
def test_the_caller_s_array_is_untouched(function):
    values = np.array([0.2, 0.5, 0.9])
    values.flags.writeable = False
    answers = function(values)
    answers[:] = 7
    assert values.tolist() == [0.2, 0.5, 0.9]


# --- bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize(("function", "name"), [(logistic, "z"), (logit, "p")])
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ("0.5", "must hold numbers, got '0.5'"),
        (b"0.5", "must hold numbers, got b'0.5'"),
        (None, "must hold numbers, got None"),
        (..., "must hold numbers, got Ellipsis"),
        (["0.5", "high"], "must hold real numbers.*list: turn texts into numbers"),
        ([[0.5], [0.5, 0.5]], "must hold real numbers.*make all rows equally long"),
        (0.5 + 1j, "must hold real numbers.*complex"),
        (np.array([0.5 + 0j]), "must hold real numbers.*an array of complex128"),
        ({"p": 0.5}, "must hold real numbers.*dict"),
        (np.sin, "must hold real numbers.*ufunc"),
    ],
)
def test_what_is_no_number_is_answered(function, name, values, sentence):
    with pytest.raises(TypeError, match=f"^{name} {sentence}"):
        function(values)


@pytest.mark.parametrize(("function", "name"), [(logistic, "z"), (logit, "p")])
@pytest.mark.parametrize(
    ("values", "places"),
    [(np.nan, 1), ([0.5, np.nan], 1), ([[np.nan, 0.1], [0.2, np.nan]], 2), ([0.5, None], 1)],
)
def test_a_missing_value_is_counted(function, name, values, places):
    with pytest.raises(ValueError, match=rf"^{name} holds NaN .* in {places} place\(s\): fill"):
        function(values)


@pytest.mark.parametrize(
    ("p", "reach"),
    [
        (1.5, "from 1.5 to 1.5"),
        (-0.1, "from -0.1 to -0.1"),
        ([0.2, 3.0, -2.0], "from -2 to 3"),
        (np.inf, "from inf to inf"),
        (math.nextafter(1, 2), "from 1 to 1"),
        (-5e-324, "from -4.94066e-324 to"),
    ],
)
def test_what_is_no_probability_is_answered(p, reach):
    with pytest.raises(ValueError, match=f"^p must lie between 0 and 1.*{reach}.*are these score"):
        logit(p)

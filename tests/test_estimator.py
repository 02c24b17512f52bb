"""The estimator: scikit-learn's own checks, its tools, and its optimum."""

import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
from matplotlib import pyplot
from scipy import sparse
from sklearn.base import clone
from sklearn.datasets import load_digits, load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.inspection import DecisionBoundaryDisplay
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from logreg_core import load_breast_cancer, newton, softmax_newton, standardise
from logreg_core.estimator import NumpyLogisticRegression, _warm_start
from logreg_core.newton import minimise


@parametrize_with_checks([NumpyLogisticRegression(), NumpyLogisticRegression(lam=1.0)])
def test_scikit_learn_s_own_checks_pass(estimator, check):
    """All of them, none expected to fail; one is skipped here and runs in the next test."""
    check(estimator)


def test_so_does_the_check_that_wants_another_scipy():
    """SciPy reads this variable only when it is loaded, so a new process it is."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, __file__, "-k", "check_array_api_input"],
        env={**os.environ, "SCIPY_ARRAY_API": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED:
        pytest.skip("this scikit-learn has no such check")
    assert "2 passed" in done.stdout, done.stdout[-1000:]


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer()


def theirs(X, y, lam, *, sample_weight=None, **keywords):
    total = len(y) if sample_weight is None else np.sum(sample_weight)
    return LogisticRegression(
        C=1 / (total * lam), solver="newton-cholesky", tol=1e-12, max_iter=1000, **keywords
    ).fit(X, y, sample_weight=sample_weight)


@pytest.mark.parametrize("lam", [0.001, 0.01, 1.0])
def test_two_classes_have_scikit_learn_s_optimum(tumours, lam):
    X, y = tumours.X_train, tumours.y_train
    ours, other = NumpyLogisticRegression(lam).fit(X, y), theirs(X, y, lam)
    assert np.allclose(ours.coef_, other.coef_, atol=1e-8)
    assert np.allclose(ours.intercept_, other.intercept_, atol=1e-8)
    assert np.allclose(ours.predict_proba(X), other.predict_proba(X), atol=1e-8)
    assert (ours.predict(X) == other.predict(X)).all()


@pytest.mark.parametrize("load", [load_iris, load_wine, load_digits])
def test_more_classes_have_scikit_learn_s_optimum(load):
    X, y = load(return_X_y=True)
    X = standardise(X)[0]
    ours, other = NumpyLogisticRegression(0.01).fit(X, y), theirs(X, y, 0.01)
    assert np.allclose(ours.coef_, other.coef_, atol=1e-7)
    level = other.intercept_.mean()  # of equally good ones, ours have the sum zero
    assert np.allclose(ours.intercept_, other.intercept_ - level, atol=1e-7)
    assert np.allclose(ours.predict_proba(X), other.predict_proba(X), atol=1e-8)


def test_weights_are_cases_given_more_than_once(tumours):
    X, y = tumours.X_train[:200], tumours.y_train[:200]
    times = np.random.default_rng(0).integers(0, 4, size=200)
    weighted = NumpyLogisticRegression(0.1).fit(X, y, sample_weight=times)
    repeated = NumpyLogisticRegression(0.1).fit(np.repeat(X, times, axis=0), np.repeat(y, times))
    assert np.allclose(weighted.coef_, repeated.coef_, atol=1e-12)


@pytest.mark.parametrize("class_weight", [{0: 5.0, 1: 1.0}, "balanced"])
def test_class_weights_are_scikit_learn_s(tumours, class_weight):
    X, y = tumours.X_train, tumours.y_train
    ours = NumpyLogisticRegression(0.01, class_weight=class_weight).fit(X, y)
    # λ is a share of the sum of the weights, and "balanced" leaves that as it is
    total = len(y) if class_weight == "balanced" else np.where(y == 0, 5.0, 1.0).sum()
    other = theirs(X, y, 0.01 * total / len(y), class_weight=class_weight)
    assert np.allclose(ours.coef_, other.coef_, atol=1e-8)


def drawn(seed, *, n=None, d=None, K=None):
    """A table with at least two cases of each of two or three classes, in units of their own."""
    rng = np.random.default_rng(seed)
    n, d, K = n or rng.integers(8, 40), d or rng.integers(1, 6), K or rng.integers(2, 4)
    X = rng.normal(size=(n, d)) * 10.0 ** rng.uniform(-1, 1, d) + rng.normal(size=d)
    y = np.concatenate([np.arange(K), np.arange(K), rng.integers(0, K, n - 2 * K)])
    return rng, X, y, 10.0 ** rng.uniform(-3, 1)


def same(ours, other, X, atol=1e-7):
    """Ask for the same scores; of equally good biases of many classes ours have the sum zero."""
    level = other.intercept_.mean() if len(other.classes_) > 2 else 0.0
    expected = other.decision_function(X) - level
    np.testing.assert_allclose(ours.decision_function(X), expected, rtol=1e-7, atol=atol)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("class_weight", [None, "balanced", "each", "one"])
@pytest.mark.parametrize("kind", ["none", "whole", "real"])
def test_all_weights_together_are_scikit_learn_s_and_repeated_rows(kind, class_weight, seed):
    rng, X, y, lam = drawn(seed)
    names = np.array(["c", "a", "b"]) if seed % 2 else np.array([3, 7, -1])
    y = names[y]
    each = dict(zip(np.unique(y).tolist(), rng.uniform(0.5, 5.0, 3), strict=False))
    one = {y[0].item(): 4.0}
    weight = {"each": each, "one": one}.get(class_weight, class_weight)
    times = rng.permutation(np.append(np.zeros(2), 1 + rng.integers(0, 4, len(y) - 2)))
    times[:3] = 1  # each class keeps a case
    sample = {"none": None, "whole": times, "real": rng.exponential(size=len(y))}[kind]
    ours = NumpyLogisticRegression(lam, class_weight=weight).fit(X, y, sample_weight=sample)

    shares = np.ones(len(y)) if sample is None else sample
    factor = weight if isinstance(weight, dict) else {}  # "balanced" leaves the sum as it is
    total = sum(s * factor.get(c, 1.0) for s, c in zip(shares, y.tolist(), strict=True))
    other = LogisticRegression(
        C=1 / (total * lam), class_weight=weight, solver="newton-cholesky", tol=1e-12, max_iter=999
    )
    same(ours, other.fit(X, y, sample_weight=sample), X)
    if kind == "whole":
        rows = np.repeat(np.arange(len(y)), times.astype(int))
        repeated = NumpyLogisticRegression(lam, class_weight=weight).fit(X[rows], y[rows])
        np.testing.assert_allclose(ours.coef_, repeated.coef_, rtol=1e-8, atol=1e-9)
        np.testing.assert_allclose(ours.intercept_, repeated.intercept_, rtol=1e-8, atol=1e-9)


def test_balanced_counts_weights_and_not_rows():
    X, y, times = [[0.0], [1.0], [2.0], [3.0], [1.5]], [0, 0, 1, 1, 1], [1, 1, 4, 1, 3]
    model = NumpyLogisticRegression(0.1, class_weight="balanced").fit(X, y, sample_weight=times)
    assert model.coef_[0, 0] == pytest.approx(1.44488, abs=1e-5)
    assert model.intercept_[0] == pytest.approx(-1.76945, abs=1e-5)


@pytest.mark.parametrize(
    ("class_weight", "sample_weight", "lost"),
    [({"a": 0}, None, "'a'"), ("balanced", [0, 0, 1, 1], "'a'"), (None, [1, 1, 0, 0], "'b'")],
)
def test_a_class_without_weight_is_named(class_weight, sample_weight, lost):
    model = NumpyLogisticRegression(class_weight=class_weight)
    with pytest.raises(ValueError, match=f"some weight in every class, got none for {lost}:"):
        model.fit([[0.0], [1.0], [2.0], [3.0]], ["a", "a", "b", "b"], sample_weight=sample_weight)


def test_one_class_only_is_named_as_it_was_given():
    with pytest.raises(ValueError, match="y holds one class only, 7: two are needed"):
        NumpyLogisticRegression().fit([[0.0], [1.0]], np.array([7, 7]))


# --- more features than cases ----------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("K", [2, 3])
@pytest.mark.parametrize("weighted", [False, True])
def test_more_features_than_cases_have_the_same_optimum(K, weighted, seed):
    """The referees: Newton's method in all d dimensions, and scikit-learn."""
    rng, X, y, lam = drawn(seed, n=20, d=50, K=K)
    weights = rng.exponential(size=20) if weighted else None
    ours = NumpyLogisticRegression(lam).fit(X, y, sample_weight=weights)
    if K == 2:
        w, b = newton(X, y, lam=lam, sample_weight=weights).final
    else:
        w, b, _ = softmax_newton(X, y, lam=lam, sample_weight=weights)
    scale = np.abs(w).max()
    np.testing.assert_allclose(ours.coef_.T.squeeze(), w, rtol=0, atol=1e-8 * scale)
    np.testing.assert_allclose(ours.intercept_.squeeze(), b, rtol=1e-8, atol=1e-8)
    same(ours, theirs(X, y, lam, sample_weight=weights), X, atol=1e-6)


def test_they_are_solved_in_as_many_dimensions_as_there_are_cases(monkeypatch):
    def watched(X, *given, **keywords):
        seen.append(X.shape)
        return minimise(X, *given, **keywords)

    seen = []
    monkeypatch.setattr("logreg_core.estimator.minimise", watched)
    _, X, y, lam = drawn(0, n=10, d=3000, K=2)
    assert NumpyLogisticRegression(lam).fit(X, y).coef_.shape == (1, 3000)
    NumpyLogisticRegression(lam).fit(X[:, :10], y)
    assert seen == [(10, 10), (10, 10)]


def test_a_column_far_from_zero_keeps_the_others_digits():
    """The bias takes up the mean, so seconds since 1970 are as good as seconds since today."""
    _, X, y, lam = drawn(1, n=20, d=40, K=2)
    near = NumpyLogisticRegression(lam).fit(X, y)
    far = NumpyLogisticRegression(lam).fit(X + 1.7e9 * (np.arange(40) == 3), y)
    np.testing.assert_allclose(far.coef_, near.coef_, atol=1e-6 * np.abs(near.coef_).max())


def test_a_column_whose_squares_are_lost_is_named():
    X = np.random.default_rng(0).normal(size=(4, 9))
    X[:, 5] *= 1e200
    with pytest.raises(ValueError, match=r"^X\[:, 5\] reaches to"):
        NumpyLogisticRegression().fit(X, [0, 1, 0, 1])


# --- sparse tables ---------------------------------------------------------------------------

FORMATS = ["csr", "csc", "coo", "lil", "dok", "bsr"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", [sparse.csr_array, sparse.csr_matrix])
@pytest.mark.parametrize(("d", "K"), [(5, 2), (5, 3), (90, 2)])
def test_a_sparse_table_is_the_table(form, kind, d, K):
    rng, X, y, lam = drawn(0, n=60, d=d, K=K)
    X = np.where(rng.random(X.shape) < 0.3, X, 0.0)
    dense = NumpyLogisticRegression(lam).fit(X, y)
    thin = NumpyLogisticRegression(lam).fit(kind(X).asformat(form), y)
    assert np.array_equal(thin.coef_, dense.coef_)
    for method in ("decision_function", "predict_proba", "predict_log_proba", "predict"):
        one, other = getattr(thin, method)(kind(X).asformat(form)), getattr(dense, method)(X)
        assert type(one) is np.ndarray
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


def test_words_and_categories_go_straight_in():
    films = ["a good film", "a bad film", "great and good", "awful and bad"]
    words = make_pipeline(TfidfVectorizer(), NumpyLogisticRegression())
    assert words.fit(films, ["yes", "no", "yes", "no"]).predict(["good", "bad"]).tolist() == [
        "yes",
        "no",
    ]
    colours = [["red"], ["green"], ["blue"], ["red"], ["green"], ["blue"]]
    codes = make_pipeline(OneHotEncoder(), NumpyLogisticRegression())
    assert codes.fit(colours, [2, 1, 0, 2, 1, 0]).predict(colours).tolist() == [2, 1, 0, 2, 1, 0]


def test_a_sparse_table_too_large_to_be_made_dense_gets_a_sentence():
    X = sparse.csr_array((2**14, 2**12 + 1))
    with pytest.raises(ValueError, match=r"at most 67,108,864 numbers.*got 16,384 rows of 4,097"):
        NumpyLogisticRegression().fit(X, np.arange(2**14) % 2)


def test_newton_with_weights_of_one_is_newton(tumours):
    X, y = tumours.X_train, tumours.y_train
    plain = newton(X, y, lam=0.01)
    weighted = newton(X, y, lam=0.01, sample_weight=np.full(len(y), 3.0))
    assert np.allclose(plain.w[-1], weighted.w[-1], atol=1e-13)


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([1.0, 2.0], r"sample_weight must have shape \(455,\), one for each case"),
        (-np.ones(455), "sample_weight must be 0 or more, but one is -1"),
        (np.zeros(455), "sample_weight leaves all cases out"),
    ],
)
def test_bad_weights_get_a_sentence(tumours, weights, sentence):
    with pytest.raises(ValueError, match=sentence):
        newton(tumours.X_train, tumours.y_train, lam=0.1, sample_weight=weights)


def test_it_drops_into_scikit_learn_s_tools(tumours):
    raw, y = tumours.raw(tumours.X_train), tumours.y_train
    pipe = make_pipeline(StandardScaler(), NumpyLogisticRegression())
    assert cross_val_score(pipe, raw, y, cv=5).mean() > 0.96
    search = GridSearchCV(pipe, {"numpylogisticregression__lam": [1e-3, 1e-2, 1e-1]}, cv=3)
    assert search.fit(raw, y).best_score_ > 0.96
    shown = DecisionBoundaryDisplay.from_estimator(
        NumpyLogisticRegression().fit(raw[:, :2], y), raw[:, :2], response_method="predict_proba"
    )
    assert shown.response.min() >= 0
    pyplot.close(shown.figure_)


def test_clones_and_pickles(tumours):
    fitted = NumpyLogisticRegression(0.5).fit(tumours.X_train, tumours.y_train)
    assert clone(fitted).get_params() == fitted.get_params()
    again = pickle.loads(pickle.dumps(fitted))
    assert (again.predict_proba(tumours.X_test) == fitted.predict_proba(tumours.X_test)).all()


def test_names_of_classes_are_kept(tumours):
    named = np.where(tumours.y_train == 0, "malignant", "benign")
    fitted = NumpyLogisticRegression().fit(tumours.X_train, named)
    assert list(fitted.classes_) == ["benign", "malignant"]
    assert set(fitted.predict(tumours.X_test)) == {"benign", "malignant"}


def test_the_steps_are_counted(tumours):
    X, y = tumours.X_train, tumours.y_train
    steps = len(newton(X, y, lam=0.01).cost) - 1
    assert NumpyLogisticRegression().fit(X, y).n_iter_.tolist() == [steps]


def test_a_score_of_zero_is_the_first_class():
    model = NumpyLogisticRegression().fit([[0.0], [0.0]], ["first", "second"])
    assert model.decision_function([[5.0]]) == [0.0]
    assert model.predict([[5.0]]) == ["first"]


@pytest.mark.parametrize("kind", [np.float32, np.float16, int, object])
def test_other_kinds_of_numbers_are_computed_in_float64(tumours, kind):
    X, y = tumours.raw(tumours.X_train).astype(kind), tumours.y_train
    ours = NumpyLogisticRegression().fit(X, y, np.arange(1, 456).astype(kind))
    exact = NumpyLogisticRegression().fit(X.astype(float), y, np.arange(1.0, 456))
    assert np.array_equal(ours.coef_, exact.coef_)
    assert np.array_equal(ours.decision_function(X), exact.decision_function(X.astype(float)))


# --- the logarithm of the probabilities ------------------------------------------------------


def test_losses_far_out_are_right_to_the_last_digit(tumours):
    """Where p is 0 in float64, its logarithm is not."""
    X, y = tumours.X_train[:, :1], tumours.y_train
    model = NumpyLogisticRegression().fit(X, y)
    far = (np.array([[800.0], [-800.0], [40.0]]) - model.intercept_) / model.coef_
    log_p = model.predict_log_proba(far)
    losses = -log_p
    np.testing.assert_allclose(losses[:2], [[800.0, 0.0], [0.0, 800.0]], rtol=1e-13)
    assert losses[2, 1] == pytest.approx(np.exp(-40.0), rel=1e-12)
    assert not np.signbit(log_p[log_p == 0]).any()  # the logarithm of 1 is 0, not -0


@pytest.mark.parametrize("load", [load_iris, load_wine])
def test_elsewhere_they_are_the_logarithms_of_the_probabilities(load):
    X, y = load(return_X_y=True)
    for classes in (y, y > 0):
        model = NumpyLogisticRegression(0.1).fit(X := standardise(X)[0], classes)
        p = model.predict_proba(X)
        np.testing.assert_allclose(model.predict_log_proba(X), np.log(p), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("method", ["decision_function", "predict_proba", "predict"])
def test_scores_beyond_float64_get_a_sentence(tumours, method):
    model = NumpyLogisticRegression(1e-6).fit(tumours.X_train, tumours.y_train)
    with pytest.raises(ValueError, match="scores are beyond 1e308: scale the features"):
        getattr(model, method)(np.full((1, 30), 1.7e308))


@pytest.mark.parametrize(("n", "d", "K"), [(30, 3, 2), (30, 3, 3), (10, 30, 2), (10, 30, 3)])
@pytest.mark.parametrize("far", [1.0, 300.0])
def test_seterr_changes_nothing(n, d, K, far):
    """np.seterr(all="raise") finds numbers that round to 0 everywhere: as they should."""
    _, X, y, lam = drawn(0, n=n, d=d, K=K)

    def answers():
        model = NumpyLogisticRegression(lam, class_weight="balanced").fit(X, y)
        ask = (model.decision_function, model.predict_proba, model.predict_log_proba, model.predict)
        return [model.coef_, model.intercept_, *(one(far * X) for one in ask)]

    with np.errstate(all="raise"):
        loud = answers()
    for one, other in zip(loud, answers(), strict=True):
        assert np.array_equal(one, other)


# --- very many cases -------------------------------------------------------------------------


def many(n=1_000, often=0.0):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, 3))
    return X, (X @ [1.0, -2.0, 0.5] + often + rng.logistic(size=n) > 0).astype(float)


@pytest.fixture
def small_sample(monkeypatch):
    monkeypatch.setattr("logreg_core.estimator.SAMPLE", 100)


@pytest.mark.parametrize("class_weight", [None, "balanced", {0.0: 3.0, 1.0: 0.5}])
def test_some_of_very_many_cases_lead_the_way_to_the_same_place(class_weight, small_sample):
    X, y = many()
    model = NumpyLogisticRegression(class_weight=class_weight).fit(X, y)
    weights = None if class_weight is None else model._weights(X, y.astype(int), None)
    from_zero = newton(X, y, lam=0.01, sample_weight=weights)
    np.testing.assert_allclose(model.coef_[0], from_zero.final[0], rtol=0, atol=1e-12)
    assert model.n_iter_[0] <= len(from_zero.cost) - 1 - 2


def test_the_sample_is_every_so_many_th_case(small_sample):
    """A sample from the front alone would hold one class of cases that are sorted."""
    X, y = many()
    order = np.argsort(y, kind="stable")
    near = _warm_start(X[order], y[order] == 1, 0.01, None)
    np.testing.assert_allclose(near[0], newton(X[order][::10], y[order][::10], lam=0.01).final[0])


def test_nobody_leads_where_that_could_not_work(small_sample):
    X, y = many()
    y = y == 1
    assert _warm_start(X, y, 0.01, None) is not None
    assert _warm_start(X[:499], y[:499], 0.01, None) is None  # few cases
    assert _warm_start(X[:500], y[:500], 0.01, None) is not None
    assert _warm_start(X, y, 0.0, None) is None  # some of them may be separable
    rare = np.isin(np.arange(len(y)), [1, 2])  # not in the sample
    assert _warm_start(X, rare, 0.01, None) is None
    assert _warm_start(X, y, 0.01, np.where(np.arange(len(y)) % 10, 1.0, y)) is None  # no weight
    model = NumpyLogisticRegression().fit(X, rare)
    np.testing.assert_allclose(model.coef_[0], newton(X, rare, lam=0.01).final[0], atol=1e-12)


# --- warnings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("X", "y", "options", "reason"),
    [
        (
            [[0.0], [1.0], [0.5], [2.0]],
            [0, 1, 1, 0],
            {"max_iter": 1},
            "not converged after 1",
        ),
        (
            [[0.0], [1.0], [2.0], [2.0]],
            list("abca"),
            {"max_iter": 1},
            "not converged after 1",
        ),
        ([[1.0], [0.0], [1.0], [1.0]], [1, 0, 0, 0], {"lam": 0.0}, "quasi-separable"),
        ([[0.0], [1.0], [1.0], [1.0]], list("abcb"), {"lam": 0.0}, "quasi-separable"),
        ([[0.0], [1.0], [2.0]], [0, 1, 2], {"lam": 0.0}, "completely separable"),
        ([[0.0, 1.0, 2.0], [1.0, 3.0, 0.0]], [0, 1], {"lam": 0.0}, "completely separable"),
    ],
)
def test_what_is_no_minimum_gets_scikit_learns_warning_with_the_reason(X, y, options, reason):
    with pytest.warns(ConvergenceWarning, match=reason) as caught:
        NumpyLogisticRegression(**options).fit(X, y)
    assert [warning.filename for warning in caught] == [__file__]


def test_a_rough_start_from_some_of_the_cases_gives_no_warning_of_its_own():
    x = np.linspace(-1, 1, 50_000)
    with pytest.warns(ConvergenceWarning, match="not converged after 3 steps") as caught:
        NumpyLogisticRegression(1e-200, max_iter=3).fit(x[:, None], x > 0)
    assert [warning.category for warning in caught] == [ConvergenceWarning]

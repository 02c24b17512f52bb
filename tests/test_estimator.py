"""The estimator: scikit-learn's own checks, its tools, and its optimum."""

import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
from matplotlib import pyplot
from sklearn.base import clone
from sklearn.datasets import load_digits, load_iris, load_wine
from sklearn.inspection import DecisionBoundaryDisplay
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from logreg_core import load_tumours, newton, standardise
from logreg_core.estimator import NumpyLogisticRegression


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
    return load_tumours()


def theirs(X, y, lam, **knobs):
    return LogisticRegression(
        C=1 / (len(y) * lam), solver="newton-cholesky", tol=1e-12, max_iter=1000, **knobs
    ).fit(X, y)


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
    # theirs sums the weighted losses, so that λ is a share of the sum of the weights
    total = {"balanced": 1.0}.get(str(class_weight)) or np.mean(np.where(y == 0, 5.0, 1.0))
    other = theirs(X, y, 0.01 * total, class_weight=class_weight)
    assert np.allclose(ours.coef_, other.coef_, atol=1e-8)


def test_newton_with_weights_of_one_is_newton(tumours):
    X, y = tumours.X_train, tumours.y_train
    plain = newton(X, y, lam=0.01)
    weighted = newton(X, y, lam=0.01, weights=np.full(len(y), 3.0))
    assert np.allclose(plain.w[-1], weighted.w[-1], atol=1e-13)


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([1.0, 2.0], r"weights must have shape \(455,\), one for each case"),
        (-np.ones(455), "weights must be 0 or more, but one is -1"),
        (np.zeros(455), "weights leave one class out"),
    ],
)
def test_bad_weights_get_a_sentence(tumours, weights, sentence):
    with pytest.raises(ValueError, match=sentence):
        newton(tumours.X_train, tumours.y_train, lam=0.1, weights=weights)


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

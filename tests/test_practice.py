"""The checks that teach: right answers pass, every known mistake is called by its name."""

import numpy as np
import pytest

from logreg_core import logistic, practice
from logreg_core.practice import EXERCISES, Exercise, Mistake, Verdict

ENTRIES = [(name, mistake) for name, exercise in EXERCISES.items() for mistake in exercise.mistakes]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_module_s_own_function_passes(name):
    verdict = practice.check(name, EXERCISES[name].reference)
    assert verdict.passed is True
    assert verdict.mistake is None


@pytest.mark.parametrize(
    ("name", "mistake"), ENTRIES, ids=lambda entry: getattr(entry, "key", entry)
)
def test_every_mistake_is_called_by_its_name(name, mistake):
    verdict = practice.check(name, mistake.wrong)
    assert verdict.passed is False
    assert verdict.mistake == mistake.key
    assert verdict.message == mistake.hint


def test_the_catalogue_is_worth_its_name():
    assert len(ENTRIES) >= 60
    assert [name for name, exercise in EXERCISES.items() if len(exercise.mistakes) < 4] == []
    for exercise in EXERCISES.values():
        keys, hints = zip(*[(m.key, m.hint) for m in exercise.mistakes], strict=True)
        assert len(set(keys)) == len(keys)
        assert len(set(hints)) == len(hints)


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("nothing", [None, ...])
def test_what_is_not_written_yet_is_no_mistake(name, nothing):
    verdict = practice.check(name, lambda *args, **kwargs: nothing)
    assert verdict.passed is None
    assert "not written yet" in verdict.message


def test_a_stub_that_raises_not_implemented_is_not_written_yet():
    def stub(z):
        raise NotImplementedError

    assert practice.check("logistic", stub).passed is None


@pytest.mark.parametrize(
    "right",
    [
        lambda z: 1 / (1 + np.exp(-z)),
        lambda z: 0.5 * (1 + np.tanh(np.asarray(z) / 2)),
        lambda z: np.exp(-np.logaddexp(0, -z)),
        lambda z: [1 / (1 + np.exp(-v)) for v in z] if np.ndim(z) else 1 / (1 + np.exp(-z)),
    ],
    ids=["textbook", "tanh", "logaddexp", "list"],
)
def test_right_answers_written_differently_pass(right):
    assert practice.check("logistic", right).passed is True


def test_an_unknown_mistake_is_shown_on_its_smallest_case():
    verdict = practice.check("logistic", lambda z: np.clip(z, 0.1, 0.9))
    assert verdict.passed is False
    assert verdict.mistake is None
    assert verdict.message == "logistic(0.) should be 0.5, but yours gives 0.1."


def test_a_wrong_shape_is_said_first():
    verdict = practice.check("score", lambda w, b, X: (X @ w + b)[:, None])
    assert "Look at the shape first: (1,) was expected, (1, 1) came." in verdict.message


def test_an_error_becomes_a_sentence():
    verdict = practice.check("logistic", lambda z: undefined_name)  # noqa: F821
    assert verdict.passed is False
    assert "stops with NameError: name 'undefined_name' is not defined" in verdict.message


def test_changing_the_caller_s_array_is_a_mistake():
    def greedy(w, b, X, y, *, learning_rate, lam=0.0):
        w_new, b_new = EXERCISES["gradient_step"].reference(
            w, b, X, y, learning_rate=learning_rate, lam=lam
        )
        w[:] = w_new
        return w, b_new

    verdict = practice.check("gradient_step", greedy)
    assert verdict.passed is False
    assert verdict.mistake == "changes_input"


def test_something_that_is_no_function_gets_a_sentence():
    assert "a function was expected, but 0.5 came" in practice.check("logistic", 0.5).message


def test_an_unknown_exercise_gets_a_sentence():
    with pytest.raises(ValueError, match="there is no exercise 'sigmoid': choose from logistic"):
        practice.check("sigmoid", logistic)


def test_a_verdict_has_two_faces():
    verdict = Verdict(False, "a < b\nsecond line", "key")
    assert repr(verdict) == "✗ a < b\nsecond line"
    assert "a &lt; b<br>second line" in verdict._repr_html_()
    assert 'role="status"' in verdict._repr_html_()


def test_a_check_can_fail():
    """The machinery itself: an exercise whose only case no wrong function can pass."""
    doubled = Exercise(lambda x: 2 * x, (((3.0,), {}),), (Mistake("square", np.square, "squared"),))
    assert (
        practice.judge("doubled", doubled, lambda x: x + 3).passed is True
    )  # 6, by luck: one case
    assert practice.judge("doubled", doubled, np.square).mistake == "square"
    assert practice.judge("doubled", doubled, lambda x: x).passed is False


def test_the_source_is_the_module_s_own_without_its_docstring():
    source = practice.reveal("logistic")
    assert repr(source).startswith("def logistic(z: ArrayLike) -> Floats:\n    z = as_floats")
    assert '"""' not in repr(source)
    assert source._repr_html_().startswith("<details><summary>")

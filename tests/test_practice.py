"""The checks that teach: right answers pass, every known mistake is called by its name."""

import itertools
import math
import re
import threading
import time
from fractions import Fraction

import numpy as np
import pytest
from sklearn import metrics

from logreg_core import confusion, log_loss, logistic, logit, practice, predict_proba, score
from logreg_core.practice import BUG_TASKS, EXERCISES, Exercise, Feedback, Mistake
from logreg_core.practice.__main__ import main as confusion_table
from logreg_core.practice.diagnose import Evidence, Search
from logreg_core.practice.sandbox import call, run_cases

from .alternative_solutions import SECOND

ENTRIES = [(name, mistake) for name, exercise in EXERCISES.items() for mistake in exercise.mistakes]
PROPERTIES = [
    (name, known) for name, exercise in EXERCISES.items() for known in exercise.properties
]
RIGHT = [(name, right) for name, rights in SECOND.items() for right in rights]


def name_of(value):
    return getattr(value, "key", None) or getattr(value, "__name__", None) or str(value)[:40]


# --- right answers -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXERCISES)
def test_the_module_s_own_function_passes(name):
    verdict = practice.check(name, EXERCISES[name].reference)
    assert verdict.passed is True
    assert verdict.mistake is None
    cases = sum(map(len, EXERCISES[name].stages))
    assert verdict.message == f"{name} agrees with the module on {cases} cases."


def test_every_exercise_has_a_second_answer():
    assert sorted(SECOND) == sorted(EXERCISES)


@pytest.mark.parametrize(("name", "right"), RIGHT, ids=name_of)
def test_right_answers_written_differently_pass(name, right):
    assert practice.check(name, right).passed is True


def test_what_is_let_pass_is_remarked_on():
    remarks = {
        right.__name__: practice.check(name, right).message.partition("cases. ")[2]
        for name, right in RIGHT
    }
    assert remarks["logistic_list"].startswith("It returns a list: prefer an array")
    assert remarks["logistic_float32"].startswith("It answers in few digits")
    assert remarks["predict_bool"].startswith("It returns True and False")
    assert remarks["logistic_tanh"] == remarks["gradient"] == ""

    def chatty(z):
        print("z is", z)
        return logistic(z)

    assert practice.check("logistic", chatty).message.endswith(
        "It prints as well: that is not needed."
    )


# --- the catalogue -----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "mistake"), ENTRIES, ids=name_of)
def test_every_mistake_is_called_by_its_name(name, mistake):
    verdict = practice.check(name, mistake.wrong)
    assert verdict.passed is False
    assert verdict.mistake == mistake.key
    assert verdict.message == mistake.hint


@pytest.mark.parametrize(("name", "mistake"), ENTRIES, ids=name_of)
def test_a_mistake_is_no_mere_error(name, mistake):
    """Where all calls stop with an error, there is nothing by which to tell the mistake."""
    assert any(call(mistake.wrong, case).error is None for case in EXERCISES[name].cases)


def test_of_two_mistakes_the_plainer_is_named_first():
    def both(w, b, X, y, *, lam=0.0):
        residual = y - 1 / (1 + np.exp(-X @ w - b))
        return X.T @ residual / len(y), residual.mean()  # the sign, and no penalty

    assert practice.check("gradient", both).mistake == "sign"

    def careless(w, b, X, y):
        p = 1 / (1 + np.exp(-X @ w - b))
        return y * np.log(p) + (1 - y) * np.log(1 - p)  # the sign, and not finite far out

    assert practice.check("sample_losses", careless).mistake == "sign"


def test_the_catalogue_is_worth_its_name():
    ideas = {(name, mistake.key.partition("_1e")[0]) for name, mistake in ENTRIES}
    assert len(ideas) >= 150  # clipping at 1e-7 and at 1e-9 is one idea
    for exercise in EXERCISES.values():
        keys, hints = zip(*[(m.key, m.hint) for m in exercise.mistakes], strict=True)
        assert len(keys) >= 6
        assert len(set(keys)) == len(keys)
        assert len(set(hints)) == len(hints)
        assert all(hint.endswith((".", ")")) for hint in hints)


def test_the_confusion_table_is_clean(capsys):
    assert confusion_table() == 0
    table = capsys.readouterr().out
    assert "  no_minus                ■········\n" in table
    assert table.endswith(
        f"{len(ENTRIES)} mistakes in {len(EXERCISES)} exercises, 0 beside the diagonal.\n"
    )


def test_the_confusion_table_can_be_dirty(monkeypatch, capsys):
    monkeypatch.setitem(
        EXERCISES,
        "doubled",
        Exercise(
            lambda x: 2 * x,
            (((3.0,), {}),),
            (Mistake("a", lambda x: x, "a."), Mistake("b", lambda x: x, "b.")),
        ),
    )
    assert confusion_table() == 1
    assert "  b                       ■·  taken for a" in capsys.readouterr().out


# --- properties --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "known"), PROPERTIES, ids=lambda v: getattr(v, "sentence", v)[:60]
)
def test_properties_are_true_of_right_answers(name, known):
    for right in [EXERCISES[name].reference, SECOND[name][0]]:
        assert known.holds(right)


def distorted(reference):
    """Some ways to spoil any function, from its signs to its shape."""

    def spoilt(change):
        def wrong(*args, **kwargs):
            answer, last = reference(*args, **kwargs), np.asarray(args[-1], float)
            if isinstance(answer, tuple):
                return tuple(change(np.asarray(part, float), last) for part in answer)
            return change(np.asarray(answer, float), last)

        return wrong

    changes = [
        lambda a, last: 2 * a + 0.1,
        lambda a, last: -a - 0.3,
        lambda a, last: a**2 + a + 0.2,
        lambda a, last: np.append(a, a),
        lambda a, last: a[..., None],
        lambda a, last: a + 1 + np.arange(a.size).reshape(a.shape),
        lambda a, last: np.zeros_like(a) + np.sum(last) / 7,
        lambda a, last: (
            a + np.ravel(last) @ np.arange(last.size) / 7
        ),  # the order of the cases counts
        lambda a, last: a[::-1] if a.ndim else a,
    ]
    return [spoilt(change) for change in changes]


@pytest.mark.parametrize(
    ("name", "known"), PROPERTIES, ids=lambda v: getattr(v, "sentence", v)[:60]
)
def test_properties_can_be_broken(name, known):
    exercise = EXERCISES[name]
    spoilt = [*(mistake.wrong for mistake in exercise.mistakes), *distorted(exercise.reference)]
    calls = [call(known.holds, ((wrong,), {})) for wrong in spoilt]
    assert any(c.error is None and not c.answer for c in calls)


def test_every_exercise_has_properties():
    assert {name for name, exercise in EXERCISES.items() if len(exercise.properties) < 3} == set()


# --- wrong answers that nobody has thought of --------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        (
            "logistic",
            lambda z: np.clip(z, 0.1, 0.9),
            "Your function of (0): expected 0.5, got 0.1.\n"
            "What it breaks: the higher the score, the higher the probability.",
        ),
        (
            "l2_penalty",
            lambda w, lam: 3 * lam * np.sum(w**2),
            "Your function of (np.array([3.0]), 2): expected 9, got 54.\n"
            "Yours is always 6 times what it should be.",
        ),
        (
            "sample_losses",
            lambda w, b, X, y: np.logaddexp(0, X @ w + b) - y * (X @ w + b) + 0.25,
            "Your function of (np.array([2.0]), 1, np.array([[3.0]]), np.array([1.0])): expected "
            "[0.000911466], got [0.250911]."
            "\nYours is always off by +0.25.\nWhat it breaks: at zero weights every p is "
            "½, so the loss is log 2, about 0.693.",
        ),
    ],
)
def test_an_unknown_mistake_gets_its_smallest_case_and_what_it_breaks(name, wrong, message):
    verdict = practice.check(name, wrong)
    assert (verdict.passed, verdict.mistake) == (False, None)
    assert verdict.message == message


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISES)
def test_any_distortion_fails_with_a_useful_sentence(name):
    for wrong in distorted(EXERCISES[name].reference)[:-3]:
        verdict = practice.check(name, wrong)
        assert verdict.passed is False
        assert verdict.mistake or ": expected " in verdict.message


# --- formulas and slips ------------------------------------------------------------------------


def search(name, calls=None):
    """The search in an exercise's family, beside these calls or what the reference gives."""
    exercise = EXERCISES[name]
    cases = tuple(itertools.chain(*exercise.stages))
    evidence = Evidence(cases, calls or exercise.rights, exercise.rtol, exercise.atol)
    return Search(exercise.formula, exercise.signature, evidence, {}, {})


@pytest.mark.parametrize("name", EXERCISES)
def test_a_formula_gives_what_the_reference_gives(name):
    with np.errstate(all="ignore"):
        assert search(name).fits(())


@pytest.mark.parametrize("name", EXERCISES)
def test_a_family_holds_mistakes_that_can_be_told(name):
    formula = EXERCISES[name].formula
    assert set(formula.slips) <= set(formula.lines)
    assert len(formula.own) >= 20
    with np.errstate(all="ignore"):
        looked = search(name)
        right = [slip.key for slip in formula.own if looked.fits((slip,))]
    assert len(right) <= len(formula.own) / 10  # of a line that is not always used, or too small


@pytest.mark.parametrize(
    ("name", "wrong", "phrases"),
    [
        (
            "gradient",
            lambda w, b, X, y, *, lam=0.0: (
                X.T @ (logistic(X @ w - b) - y) / len(w) + lam * w,
                np.mean(logistic(X @ w - b) - y),
            ),
            ["divided by the number of features", "The bias is subtracted"],
        ),
        (
            "score",
            lambda w, b, X: np.round(X @ w - b, 3),
            ["The bias is subtracted", "rounded to 3 decimals"],
        ),
        (
            "cost",
            lambda w, b, X, y, *, lam=0.0: (
                2 * np.mean(np.logaddexp(0, X @ w + b) - y * (X @ w + b)) + lam * w @ w
            ),
            ["twice too large"],
        ),
        (
            "confusion",
            lambda y, y_hat, *, pos_label=1: [
                np.sum((y == pos_label) & (y_hat == pos_label)),
                *[np.sum((y == a) & (y_hat == b)) for a, b in ((0, 0), (0, 1), (1, 0))],
            ],
            ["expected (tn, fp, fn, tp), got (tp, tn, fp, fn)"],
        ),
    ],
)
def test_what_nobody_has_written_down_is_named(name, wrong, phrases):
    verdict = practice.check(name, wrong)
    assert (verdict.passed, verdict.mistake is None) == (False, False)
    for phrase in phrases:
        assert phrase in verdict.message


EPS, z, h = 1e-12, np.array([1.0, 2.0]), 0.01


def from_the_notebook(x):
    return 1 / (1 + np.exp(-z))


def with_a_constant(z):
    return 1 / (1 + np.exp(-z) + EPS)


def test_names_of_the_notebook_are_seen_and_constants_are_not_accused():
    verdict = practice.check("logistic", from_the_notebook)
    assert verdict.mistake == "reads_notebook"
    assert "reads `z` from the notebook, not its argument `x`" in verdict.message
    assert practice.check("logistic", with_a_constant).passed is True


def test_the_order_of_the_arguments_is_named():
    by_name = practice.check("score", lambda X, w, b: X @ w + b)
    by_trial = practice.check("score", lambda table, weights, bias: table @ weights + bias)
    assert by_name.mistake == by_trial.mistake == "argument_order"
    assert "yours expects (X, w, b)" in by_name.message


def test_an_exchange_further_down_is_not_blamed_on_the_first_line():
    """Neither where the inner call stops nor where it goes on."""
    stopped = practice.check("predict_proba", lambda w, b, X: logistic(score(X, w, b)))
    assert "your call of score, whose arguments are score(w, b, X)" in stopped.message
    silent = practice.check("confusion", lambda y, y_hat, *, pos_label=1: confusion(y_hat, y))
    assert "Keep the first line" not in silent.message


DEFAULTS = [
    (name, parameter.name)
    for name, exercise in EXERCISES.items()
    for parameter in exercise.signature.parameters.values()
    if isinstance(parameter.default, int | float)
]


@pytest.mark.parametrize(("name", "key"), DEFAULTS)
def test_a_changed_default_is_named_before_all_else(name, key):
    reference, signature = EXERCISES[name].reference, EXERCISES[name].signature
    own = 0 if signature.parameters[key].default == 1 else signature.parameters[key].default + 0.2

    def changed(*args, **kwargs):
        return reference(*args, **{key: own, **kwargs})

    changed.__signature__ = signature.replace(
        parameters=[
            p.replace(default=own) if p.name == key else p for p in signature.parameters.values()
        ]
    )
    verdict = practice.check(name, changed)
    assert verdict.mistake == "default"
    assert f"Your default is {key}={own:g}, the exercise's is " in verdict.message


def test_an_array_of_whole_numbers_is_named():
    def buffered(w, b, X):
        scores = np.zeros_like(X[:, 0])
        scores[:] = X @ w + b
        return scores

    verdict = practice.check("score", buffered)
    assert verdict.mistake == "whole_numbers"
    assert "Right until `X` holds whole numbers" in verdict.message


def test_scikit_learn_s_own_loss_and_fractions_are_let_pass():
    def through_sklearn(w, b, X, y):
        return metrics.log_loss(y, predict_proba(w, b, X), labels=[0, 1])

    def exact(y, y_hat, *, pos_label=1):
        _, _, fn, tp = confusion(y, y_hat, pos_label=pos_label)
        return Fraction(tp, tp + fn) if tp + fn else Fraction(0)

    let_pass = practice.check("log_loss", through_sklearn)
    assert let_pass.passed is True
    assert "keeps p 2.22045e-16 away from 0 and 1" in let_pass.message
    assert practice.check("recall", exact).passed is True


vectorized = np.vectorize(lambda z: 1 / (1 + np.exp(-z)) + 0.1)


def test_a_function_without_a_name_has_the_one_it_is_bound_to():
    assert "vectorized(0): expected 0.5, got 0.6" in practice.check("logistic", vectorized).message
    unbound = practice.check("logistic", np.vectorize(lambda z: 1 / (1 + np.exp(-z)) + 0.1))
    assert "Your function of (0): expected 0.5, got 0.6" in unbound.message


def test_what_math_alone_cannot_do_is_let_pass():
    verdict = practice.check("logistic", lambda z: np.vectorize(scalar_logistic)(z))
    assert verdict.passed is True
    assert "math.exp stops with OverflowError: np.exp gives inf" in verdict.message
    assert math.exp is EXP


EXP = math.exp


def scalar_logistic(z):
    return 1 / (1 + math.exp(-z))


def test_a_message_can_be_pasted_and_run():
    def my_score(w, b, X):
        return X @ w + b * X[:, 0] ** 3

    message = practice.check("score", my_score).message
    call_, expected = message.split("\n")[0].split(": expected ")
    got = eval(call_, {"np": np, "my_score": my_score})
    assert expected.endswith(f"got {[int(v) for v in got]}.")


def test_no_two_numbers_print_alike_that_differ():
    message = practice.check("logistic", lambda z: 1 / (1 + np.exp(-z) * (1 + 1e-5))).message
    expected, got = re.search(r"expected (.+), got (.+?)\.(?:\n|$)", message).groups()
    assert expected != got


@pytest.mark.parametrize("passed", [True, False, None])
def test_a_verdict_is_true_only_where_it_has_passed(passed):
    assert bool(Feedback(passed, "")) is (passed is True)


def test_an_import_does_not_take_the_functions_time(tmp_path, monkeypatch):
    (tmp_path / "slow_package.py").write_text("import time\ntime.sleep(0.6)\n")
    monkeypatch.syspath_prepend(tmp_path)

    def importing(z):
        import slow_package  # noqa: F401

        return logistic(z)

    assert practice.grade("logistic", EXERCISES["logistic"], importing, limit=0.3).passed is True


# --- what learners' functions do beside calculating --------------------------------------------


def only_a_docstring(*args, **kwargs):
    """Return something."""


def dots(*args, **kwargs):
    """Return something."""
    ...


def passes(*args, **kwargs):
    pass


def raises(*args, **kwargs):
    raise NotImplementedError


def raises_with_a_word(*args, **kwargs):
    raise NotImplementedError("to do")


def a_rest_of_dots(*args, **kwargs):
    p = ...
    return p


STUBS = [only_a_docstring, dots, passes, raises, raises_with_a_word, a_rest_of_dots]


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("stub", STUBS, ids=name_of)
def test_what_is_not_written_yet_is_no_mistake(name, stub):
    verdict = practice.check(name, stub)
    assert verdict.passed is None
    assert "not written yet" in verdict.message


@pytest.mark.parametrize("name", EXERCISES)
def test_what_computes_and_returns_nothing_is_no_stub(name):
    def forgets_to_return(*args, **kwargs):
        EXERCISES[name].reference(*args, **kwargs)

    verdict = practice.check(name, forgets_to_return)
    assert (verdict.passed, verdict.mistake) == (False, "no_return")
    assert verdict.message.startswith("forgets_to_return computes and returns nothing")


def forgets(z):
    if np.all(np.asarray(z) >= 0):
        return logistic(z)


def prints(z):
    print(logistic(z))


def yields(z):
    yield logistic(z)


async def coroutine(z):
    return logistic(z)


def recursive(z):
    return recursive(z)


@pytest.mark.parametrize(
    ("learner", "sentence"),
    [
        (lambda z: undefined_name, "stops with NameError: name 'undefined_name'"),  # noqa: F821
        (lambda z: 1 / 0, "Your function of (0) stops with ZeroDivisionError: division by zero."),
        (lambda z: exit(), "calls exit(), which would end the whole notebook"),
        (lambda z: "0.5", "Your function of (0) gives '0.5', which is no number"),
        (lambda z: {"p": 0.5}, "Your function of (0) gives {'p': 0.5}, which is no number"),
        (lambda z: np.exp, "gives back a function: call it, with brackets"),
        (lambda z: z if np.ndim(z) else "a" * 100, "aaa…, which is no number"),
        (lambda: 0.5, "calls yours as logistic(z), and it takes (): too many positional arguments"),
        (lambda z, base: 0.5, "it takes (z, base): missing a required argument: 'base'"),
        (forgets, "forgets(-2) gives nothing back, though other inputs get an answer"),
        (prints, "prints its answer and hands nothing back: end it with `return …`"),
        (yields, "hands its answer out piece by piece: write `return` where `yield` stands"),
        (coroutine, "is an `async def`: a plain `def` is asked"),
        (recursive, "calls itself again and again, without an end"),
        (0.5, "expected a function, got 0.5. Hand over its name alone"),
        (None, "expected a function, got None"),
    ],
)
def test_strange_functions_get_one_kind_sentence(learner, sentence):
    verdict = practice.check("logistic", learner)
    assert verdict.passed is False
    assert sentence in verdict.message
    assert "Traceback" not in verdict.message


def test_errors_get_a_word_of_advice():
    def from_math(p):
        return math.log(p / (1 - p))

    def asks_an_array(w, b, X, *, threshold=0.5):
        return [1] if X @ w + b > logit(threshold) else [0] * len(X)

    assert "np.where" in practice.check("predict", asks_an_array).message
    assert "use NumPy's functions, such as np.exp" in practice.check("logit", from_math).message
    shapes = practice.check("score", lambda w, b, X: X @ w + b + np.zeros(1 + len(X) // 2)).message
    assert "Here (1,) and (1,) met" not in shapes
    assert "Print the .shape of both sides" in shapes


@pytest.mark.parametrize("swallow", [(), (Exception,), (BaseException,)], ids=str)
def test_an_endless_loop_is_ended(swallow):
    """Also where it swallows errors: nothing of it is left running."""

    def endless(z):
        turns = 0
        while turns >= 0:
            try:
                turns += 1
            except swallow:
                turns = -1

    exercise, before = EXERCISES["logistic"], threading.active_count()
    start = time.perf_counter()
    verdict = practice.grade("logistic", exercise, endless, limit=0.3)
    assert time.perf_counter() - start < 5
    assert verdict.message.startswith("endless(0) had not come back after 0.3 seconds, so it was")
    assert threading.active_count() == before


def test_a_slow_case_is_the_one_that_is_shown():
    def slow(z):
        while np.ndim(z):
            pass
        return logistic(z)

    verdict = practice.grade("logistic", EXERCISES["logistic"], slow, limit=0.3)
    assert verdict.message.startswith("slow(np.array([-2, 0, 3])) had not come back")


def test_without_threads_the_function_is_simply_called(monkeypatch):
    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    assert practice.check("logistic", logistic).passed is True


def test_printing_does_not_reach_the_notebook(capsys):
    calls, printed = run_cases(print, [(("hello",), {})])
    assert (len(calls), printed, capsys.readouterr().out) == (1, "hello\n", "")


def test_warnings_do_not_reach_the_notebook(recwarn):
    practice.check("logistic", lambda z: 1 / (1 + np.exp(-z)))
    assert len(recwarn) == 0


@pytest.mark.parametrize("name", ["gradient_step", "score", "l2_penalty"])
def test_changing_the_caller_s_array_is_a_mistake(name):
    reference = EXERCISES[name].reference

    def greedy(*args, **kwargs):
        answer = reference(*args, **kwargs)
        array = next(arg for arg in args if isinstance(arg, np.ndarray))
        array -= 1
        return answer

    practice_signature = practice.check(name, greedy)
    assert practice_signature.passed is False
    assert practice_signature.mistake == "changes_input"
    assert practice.check(name, reference).passed is True  # the cases themselves are untouched


# --- finding bugs ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUG_TASKS)
def test_a_hunt_ends_when_the_bug_is_gone(name):
    hunt, exercise = BUG_TASKS[name], EXERCISES[name]
    bug = {mistake.key: mistake for mistake in exercise.mistakes}[hunt.bug]
    there = practice.check_fix(name, bug.wrong)
    assert there.passed is None
    assert hunt.tool in there.message
    assert bug.hint not in there.message  # the learner is to find it
    gone = practice.check_fix(name, exercise.reference)
    assert gone.passed is True
    assert gone.message.endswith(hunt.lesson)
    assert hunt.lesson.startswith("The bug was ")
    other = next(mistake for mistake in exercise.mistakes if mistake.key != hunt.bug)
    assert practice.check_fix(name, other.wrong).mistake == other.key


def test_there_is_a_hunt_in_every_chapter():
    assert all(
        set(chapter.BUG_TASKS) & set(chapter.EXERCISES) for chapter in practice.CHAPTERS.values()
    )


# --- faces -------------------------------------------------------------------------------------


def test_an_unknown_exercise_gets_a_sentence():
    with pytest.raises(ValueError, match="there is no exercise 'sigmoid': choose from logistic"):
        practice.check("sigmoid", logistic)


def test_a_verdict_has_two_faces():
    verdict = Feedback(False, "`a < b`\nsecond line", "key")
    assert repr(verdict) == "✗ `a < b`\nsecond line"
    assert "<code>a &lt; b</code><br>second line" in verdict._repr_html_()
    assert 'role="status"' in verdict._repr_html_()


def test_a_check_can_fail():
    """The machinery itself: an exercise whose only case no wrong function can pass."""
    doubled = Exercise(lambda x: 2 * x, (((3.0,), {}),), (Mistake("square", np.square, "squared"),))
    assert (
        practice.grade("doubled", doubled, lambda x: x + 3).passed is True
    )  # 6, by luck: one case
    assert practice.grade("doubled", doubled, np.square).mistake == "square"
    assert practice.grade("doubled", doubled, lambda x: x).passed is False


def test_the_source_is_the_module_s_own_without_its_docstring():
    source = practice.show_solution("logistic")
    assert repr(source).startswith("def logistic(z: ArrayLike) -> Floats:\n    z = check_floats")
    assert '"""' not in repr(source)
    assert "def _sigma(" in repr(source)  # what it calls in _kernels.py stands below it
    assert source._repr_html_().startswith("<details><summary>")


def test_the_same_numbers_in_another_form_are_told_apart_by_their_shape():
    def a_cost_for_each_weight(w, b, X, y, *, lam=0.0):
        return log_loss(w, b, X, y) + 0.5 * lam * w**2

    message = practice.check("cost", a_cost_for_each_weight).message
    assert message.endswith("expected a single number, got shape (1,).")

"""The teacher beside the learner: compare a learner's function with the module's, kindly.

Each chapter's file lists its exercises: the module's function, the cases that tell mistakes
apart, the mistakes that are known, each as a small wrong implementation with its hint, and the
properties of the right function, for those that nobody has thought of.
"""

import ast
import html
import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from .. import _kernels
from . import errors, reading
from .diagnose import Evidence, Formula, Search, close, same
from .forms import forms
from .questions import as_html
from .sandbox import LIMIT, Call, CallTimeout, TestCase, call, infinite_exp, run_cases
from .words import as_array, as_call, called, flat, pair, shape, shaped, short


@dataclass(frozen=True)
class Mistake:
    """A known misconception: a wrong implementation, and the sentence that names it."""

    key: str
    wrong: Callable
    hint: str


@dataclass(frozen=True)
class Property:
    """Something that is true of the right function: a sentence, and a test of any function."""

    sentence: str
    test: Callable[[Callable], bool]

    def holds(self, f: Callable) -> bool:
        """Test `f`; a list that it returns counts as an array."""
        return bool(self.test(lambda *args, **kwargs: _listless(f(*args, **kwargs))))


@dataclass(frozen=True)
class Exercise:
    """A function to write: the right one, cases from small to large, mistakes, properties.

    fresh: makes more ordinary cases, of several sizes, with the random generator it is given.
    edge_cases: where only careless arithmetic fails. They are judged once the ordinary ones are
    right, and with them one case of whole numbers.
    formula: the right answer line by line, with what learners write in the place of each.
    defaults: those of the first line where they are not the reference's.
    """

    reference: Callable
    cases: tuple[TestCase, ...]
    mistakes: tuple[Mistake, ...] = ()
    properties: tuple[Property, ...] = ()
    edge_cases: tuple[TestCase, ...] = ()
    fresh: Callable[[np.random.Generator], Sequence[TestCase]] = lambda rng: ()
    formula: Formula | None = None
    defaults: dict = field(default_factory=dict)
    rtol: float = 1e-10
    atol: float = 1e-12

    @cached_property
    def stages(self) -> tuple[tuple[TestCase, ...], ...]:
        """The cases in the order in which they are judged: plain, with more options, extremes."""
        options = self.cases[0][1].keys()
        ordinary = (*self.cases, *self.fresh(np.random.default_rng(7)))
        plain = tuple(case for case in ordinary if case[1].keys() == options)
        more = tuple(case for case in ordinary if case[1].keys() != options)
        extremes = (*self.edge_cases, *self.whole)
        return tuple(stage for stage in (plain, more, extremes) if stage)

    @cached_property
    def whole(self) -> tuple[TestCase, ...]:
        """One case of whole numbers, unless the answer is of whole numbers too."""
        return tuple(_whole(self.reference, self.cases[-1]))

    @property
    def n_ordinary(self) -> int:
        return len(self.cases) + len(self.fresh(np.random.default_rng(7)))

    @cached_property
    def rights(self) -> tuple[Call, ...]:
        """What the reference answers to all of them."""
        return tuple(call(self.reference, case) for case in itertools.chain(*self.stages))

    @property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.reference)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.formula.returned() if self.formula else ("answer",)


@dataclass(frozen=True)
class BugTask:
    """A bug to find: the mistake that was planted in an exercise's function, and the tool.

    lesson: what the bug was and why it matters, said once it is gone.
    """

    bug: str
    tool: str
    lesson: str = ""


@dataclass(frozen=True)
class Feedback:
    """What the check found. passed: True, False, or None for not written yet.

    It counts as true where it has passed, so that `assert practice.check(...)` can be written.
    """

    passed: bool | None
    message: str
    mistake: str | None = None

    def __bool__(self) -> bool:
        return self.passed is True

    def __repr__(self) -> str:
        return f"{_MARKS[self.passed]} {self.message}"

    def _repr_html_(self) -> str:
        color = {True: "#00785A", False: "#A8400A", None: "#5C5C5C"}[self.passed]
        return (
            f'<div role="status" style="border-left:5px solid {color};padding:6px 12px">'
            f'<b style="color:{color}">{_MARKS[self.passed]}</b> '
            f"{as_html(self.message).replace(chr(10), '<br>')}</div>"
        )


_MARKS = {True: "✓", False: "✗", None: "…"}


class Source:
    """A function's source, folded away in a notebook until the learner opens it."""

    def __init__(self, function: Callable):
        self.function = function
        self.text = "\n\n\n".join(map(_without_docstring, [function, *_kernels_of(function)]))

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return (
            f"<details><summary>Open the module's <code>{self.function.__name__}</code>"
            f"</summary><pre>{html.escape(self.text)}</pre></details>"
        )


# --- the judgement -----------------------------------------------------------------------------


def grade(name: str, exercise: Exercise, learner: Callable, *, limit: float = LIMIT) -> Feedback:
    """Compare `learner` with the exercise's reference: plain cases, all ordinary ones, extremes.

    One thing at a time: who has two mistakes hears of the one that shows in the plain cases.
    """
    known_as = called(learner)
    unfit = _unfit(known_as if known_as.isidentifier() else name, exercise, learner)
    if unfit is not None:
        return unfit
    cases = tuple(itertools.chain(*exercise.stages))
    calls, printed = run_cases(learner, cases, limit=limit)
    if all(c.error is None and _is_nothing(c.answer) for c in calls):
        return _nothing(known_as, learner, calls, printed)
    calls, overflown = _with_infinite_exp(exercise, learner, calls, limit)
    calls, cut = _with_decimals(exercise, learner, calls, limit)
    for end in np.cumsum([len(stage) for stage in exercise.stages]):
        view = _View(known_as, exercise, learner, cases, tuple(calls), int(end), limit)
        if view.wrong is not None:
            return _but_for_sklearn(view, next(view.verdicts()))
    if any(c.changed for c in calls):
        text = f"{known_as} gives the right answers, but {view.changed()}"
        return Feedback(False, text, "changes_input")
    message = f"{known_as} agrees with the module on {len(cases)} cases."
    remarks = [*_remarks(exercise, calls, printed), *overflown, *cut]
    return Feedback(True, " ".join([message, *remarks]))


def _with_infinite_exp(exercise, learner, calls: list[Call], limit) -> tuple[list[Call], list[str]]:
    """Take the calls that only math.exp has stopped once more, with np.exp's inf in its place."""
    cases = tuple(itertools.chain(*exercise.stages))
    stopped = [k for k, c in enumerate(calls) if isinstance(c.error, OverflowError)]
    if not stopped:
        return calls, []
    with infinite_exp(learner):
        again, _ = run_cases(learner, [cases[k] for k in stopped], limit=limit)
    calls = list(calls)
    for k, other in zip(stopped, again, strict=False):
        right = same(other, exercise.rights[k], exercise.rtol, exercise.atol)
        calls[k] = other if right else calls[k]
    if any(isinstance(c.error, OverflowError) for c in calls):
        return calls, []
    inputs = as_call("", cases[stopped[0]])[1:-1]
    return calls, [
        f"At the extreme {inputs} math.exp stops with OverflowError: np.exp gives inf there, and "
        "with it the right answer."
    ]


def _with_decimals(exercise, learner, calls: list[Call], limit) -> tuple[list[Call], list[str]]:
    """Take the case of whole numbers once more with decimals, if it was no answer that was cut."""
    if not exercise.whole or len(calls) < len(exercise.rights):
        return calls, []
    case, right = exercise.whole[-1], exercise.rights[-1]
    judged = exercise.rtol, exercise.atol
    if same(calls[-1], right, *judged) or _is_cut(calls[-1].answer):
        return calls, []
    (again,), _ = run_cases(learner, [(_floating(case[0], range(9)), case[1])], limit=limit)
    if not same(again, right, *judged):
        return calls, []
    return [*calls[:-1], again], [
        f"Of whole numbers, as in {as_call('', case)[1:-1]}, it makes something else, since their "
        "arrays hold no decimals: w = w.astype(float) first, and += may be used."
    ]


def _but_for_sklearn(view: "_View", verdict: Feedback) -> Feedback:
    """Let pass what fails only where scikit-learn's own log_loss keeps p away from 0 and 1."""
    epsilon = float(np.finfo(float).eps)
    kept_away = repr(epsilon) in (verdict.mistake or "")
    if not kept_away or not reading.uses_sklearn(view.learner):
        return verdict
    count = view.exercise.n_ordinary
    return Feedback(
        True,
        f"{view.name} agrees with the module on {count} cases. At the extremes scikit-learn keeps "
        f"p {epsilon:g} away from 0 and 1, so that no loss is above 36: {view._example()} From the "
        "score the loss is exact: np.logaddexp(0, z) - y * z.",
    )


def _is_cut(answer) -> bool:
    """Say whether an array of whole numbers came in the answer."""
    parts = answer if isinstance(answer, tuple | list) else [answer]
    arrays = [array for part in parts if (array := as_array(part)) is not None]
    return any(array.ndim and array.dtype.kind == "i" for array in arrays)


@dataclass(frozen=True)
class _View:
    """All that a diagnosis looks at: the learner's function and what it gave in this stage."""

    name: str
    exercise: Exercise
    learner: Callable
    all_cases: tuple[TestCase, ...]
    all_calls: tuple[Call, ...]
    end: int
    limit: float

    @property
    def cases(self) -> tuple[TestCase, ...]:
        return self.all_cases[: self.end]

    @property
    def calls(self) -> tuple[Call, ...]:
        return self.all_calls[: self.end]

    @cached_property
    def seen(self) -> dict:
        """What the searches have computed for these cases."""
        return {}

    @cached_property
    def wider(self) -> "_View":
        """The same, looking at all ordinary cases."""
        return replace(self, end=max(self.end, self.exercise.n_ordinary))

    @cached_property
    def wrong(self) -> int | None:
        """The number of the smallest case that is answered wrongly, None where all are right."""
        for k in range(len(self.cases)):
            if k >= len(self.calls) or not self._same(self.calls[k], self.exercise.rights[k]):
                return min(k, len(self.calls) - 1)
        return None

    @property
    def rights(self) -> tuple[Call, ...]:
        return self.exercise.rights[: len(self.cases)]

    def _same(self, a: Call, b: Call) -> bool:
        return same(a, b, self.exercise.rtol, self.exercise.atol)

    @property
    def asked(self) -> str:
        return as_call(self.name, self.cases[self.wrong])

    def verdicts(self) -> Iterator[Feedback]:
        """Yield what can be said of the mistake, the surest first."""
        complete = len(self.calls) == len(self.cases)
        yield from self._by_default()
        if complete:
            yield from self._by_name()
            yield from self._whole_numbers()
            yield from self._from_notebook(strictly=True)
            yield from self._known()
            yield from self._forms()
            yield from self._by_order()
        yield from self._trouble()
        if complete:
            yield from self._in_loop()
            yield from self._from_notebook()
            yield from self._slips(self.calls, Search.pair)
            yield from self._forms_and_slips()
        yield from self._unused()
        yield from self._random()
        yield from self._by_source()
        yield from self._count()
        yield self._numbers()

    def _known(self) -> Iterator[Feedback]:
        """One mistake that is in the catalogue or in the family of the formula.

        What fits all ordinary cases is surer than what fits those without further options alone.
        """
        wider = self.wider
        if wider.end > self.end and len(wider.calls) == len(wider.cases):
            yield from wider._catalogue(wider.calls)
            yield from wider._slips(wider.calls, Search.own)
            yield from self._changing()
            yield from wider._slips(wider.calls, Search.after)
        if self._tells():
            yield from self._catalogue(self.calls)
            yield from self._slips(self.calls, Search.own)
            yield from self._changing()
            yield from self._slips(self.calls, Search.after)

    def _tells(self) -> bool:
        """Say whether there is anything but zeros to go by, or there is nothing else to come."""
        numbers = [flat(c.answer) for c in self.calls if _is_numbers(c)]
        something = any(np.any(np.abs(part) > self.exercise.atol) for part in numbers)
        return something or self.end >= self.exercise.n_ordinary

    # --- one kind of mistake after the other

    def _by_default(self) -> Iterator[Feedback]:
        """A default that is not the one of the exercise's first line, and that shows."""
        args, kwargs = self.cases[self.wrong]
        asked = {**_defaults(self.exercise.reference), **self.exercise.defaults}
        for key, own in _defaults(self.learner).items():
            if key in kwargs or key not in asked or np.array_equal(own, asked[key]):
                continue
            (other,), _ = run_cases(
                self.learner, [(args, {**kwargs, key: asked[key]})], limit=self.limit
            )
            if not self._same(self.calls[self.wrong], other):
                yield Feedback(
                    False,
                    f"Your default is {key}={short(own)}, the exercise's is {short(asked[key])}: "
                    f"keep the first line as it was.\n{self._example()}",
                    "default",
                )

    def _by_name(self) -> Iterator[Feedback]:
        """The same arguments, by their names, in another order."""
        ours, theirs = _positional(self.exercise.reference), _positional(self.learner)
        if ours != theirs and sorted(ours) == sorted(theirs):
            yield self._order(theirs)

    def _by_order(self) -> Iterator[Feedback]:
        """Right as soon as the arguments are handed over in another order."""
        names = _positional(self.exercise.reference)
        kept = _positional(self.learner) == names
        if kept and self.calls[self.wrong].error:  # which says of itself where it arose
            return
        for order in itertools.islice(itertools.permutations(range(len(names))), 1, 24):
            turned = [(tuple(args[k] for k in order), kwargs) for args, kwargs in self.cases[::-1]]
            calls, _ = run_cases(self.learner, turned[:1], limit=self.limit)
            if not self._same(calls[0], self.rights[-1]):
                continue
            calls, _ = run_cases(self.learner, turned, limit=self.limit)
            if all(map(self._same, calls, self.rights[::-1])):
                came = [names[k] for k in order]
                yield self._inner_order(came) if kept else self._order(came)

    def _inner_order(self, came: list[str]) -> Feedback:
        """The first line is right, and the arguments are exchanged further down."""
        asked = ", ".join(_positional(self.exercise.reference))
        inside = " and ".join(f"{f.__name__}{_plain(f)}" for f in reading.course(self.learner))
        return Feedback(
            False,
            f"{self._example()}\nThat is what the arguments ({', '.join(came)}) would give, in the "
            f"place of ({asked}): inside, two of them are exchanged."
            + (f" The order that yours calls has to keep to: {inside}." if inside else ""),
            "inner_order",
        )

    def _order(self, theirs: list[str]) -> Feedback:
        asked = ", ".join(_positional(self.exercise.reference))
        return Feedback(
            False,
            f"The order of the arguments is another: the check calls yours as {self.name}({asked}),"
            f" and yours expects ({', '.join(theirs)}). Keep the first line of the exercise.",
            "argument_order",
        )

    def _whole_numbers(self) -> Iterator[Feedback]:
        """Right as soon as an argument of whole numbers comes with decimals."""
        if any(c.changed for c in self.calls):
            return
        names = _positional(self.exercise.reference)
        whole = [k for k, arg in enumerate(self.cases[self.wrong][0]) if _is_whole(arg)]
        for few in (*itertools.combinations(whole, 1), *itertools.combinations(whole, 2)):
            turned = [(_floating(args, few), kwargs) for args, kwargs in self.cases]
            calls, _ = run_cases(self.learner, turned, limit=self.limit)
            if len(calls) == len(self.rights) and all(map(self._same, calls, self.rights)):
                which = " and ".join(f"`{names[k]}`" for k in few)
                verb, name = "holds" if len(few) == 1 else "hold", names[few[0]]
                yield Feedback(
                    False,
                    f"Right until {which} {verb} whole numbers: an array made like one, by "
                    f"np.zeros_like({name}) or {name}.copy(), then holds whole numbers alone, and "
                    "cuts decimals off. np.zeros({name}.shape) and {name}.astype(float) keep "
                    f"them.\n{self._example()}".replace("{name}", name),
                    "whole_numbers",
                )

    def _catalogue(self, calls: tuple[Call, ...], before: str = "") -> Iterator[Feedback]:
        evidence = Evidence(self.cases, calls, self.exercise.rtol, self.exercise.atol)
        for mistake in self.exercise.mistakes:
            if evidence.fits(mistake.wrong):
                yield Feedback(False, before + mistake.hint, mistake.key)

    def _slips(self, calls: tuple[Call, ...], look: Callable, before="") -> Iterator[Feedback]:
        """The slips that a search finds: Search.own, Search.after or Search.pair."""
        formula = self.exercise.formula
        if formula is None:
            return
        evidence = Evidence(self.cases, calls, self.exercise.rtol / 100, self.exercise.atol)
        options = _defaults(self.learner)
        search = Search(formula, self.exercise.signature, evidence, options, self.seen)
        if slips := look(search):
            example = "" if self.calls[self.wrong].error else f"\n{self._example()}"
            key = " and ".join(slip.key for slip in slips)
            yield Feedback(False, before + formula.explain(slips) + example, key)

    def _forms(self) -> Iterator[Feedback]:
        """The right numbers in a wrong form."""
        for form, mended in self._mended():
            if all(map(self._same, mended, self.rights)):
                right = "The numbers are right. " if form.key == "shape" else ""
                yield Feedback(False, right + form.phrase, form.key)

    def _forms_and_slips(self) -> Iterator[Feedback]:
        """A wrong form, and within it a mistake that is known."""
        for form, mended in self._mended():
            before = form.phrase + " And then: "
            if form.key == "order" and not self._partly_right(mended):
                continue
            yield from self._catalogue(tuple(mended), before)
            yield from self._slips(tuple(mended), Search.own, before)
            yield from self._slips(tuple(mended), Search.after, before)

    def _partly_right(self, mended: list[Call]) -> bool:
        """Say whether two parts of the last answer are right, so the others are worth a look."""
        if mended[-1].error:
            return False
        parts = zip(mended[-1].answer, self.rights[-1].answer, strict=True)
        return sum(close(a, b, self.exercise.rtol, self.exercise.atol) for a, b in parts) > 1

    def _mended(self) -> Iterator:
        for form in forms(self.exercise.parts, list(self.calls), list(self.rights)):
            mended = form.repaired(list(self.calls), list(self.rights))
            if mended is not None:
                yield form, mended

    def _trouble(self) -> Iterator[Feedback]:
        """What kept the answer from being numbers at all."""
        given, asked = self.calls[self.wrong], self.asked
        if given.error is not None:
            yield self._stopped(given.error)
        elif _is_nothing(given.answer):
            yield self._gives_nothing()
        elif inspect.isgenerator(given.answer):
            yield Feedback(
                False,
                f"{self.name} hands its answer out piece by piece: write `return` where `yield` "
                "stands.",
                "yields",
            )
        elif inspect.iscoroutine(given.answer):
            yield Feedback(
                False, f"{self.name} is an `async def`: a plain `def` is asked.", "async"
            )
        elif callable(given.answer):
            yield Feedback(
                False,
                f"{asked} gives back a function: call it, with brackets, and return what comes.",
                "function",
            )
        elif not _is_numbers(given) and not isinstance(given.answer, tuple):
            yield Feedback(
                False,
                f"{asked} gives {short(given.answer)}, which is no number and no array of numbers.",
                "no_number",
            )

    def _stopped(self, error: BaseException) -> Feedback:
        asked = self.asked
        if isinstance(error, CallTimeout):
            text = (
                f"{asked} had not come back after {error}, so it was stopped. Is there a loop "
                "whose end is never reached?"
            )
            return Feedback(False, text, "too_long")
        if isinstance(error, SystemExit):
            text = f"{asked} calls exit(), which would end the whole notebook: use `return`."
            return Feedback(False, text, "exit")
        if isinstance(error, RecursionError):
            return Feedback(
                False, f"{asked} calls itself again and again, without an end.", "recursion"
            )
        for verdict in self._from_notebook():
            return verdict
        advice, key = errors.explain(error, self.learner)
        text = "" if key == "function_for_numbers" else f": {str(error).rstrip('.!? ')}"
        where = errors.line_of(error, self.learner)
        said = f"{asked} stops with {type(error).__name__}{where}{text}. {advice}"
        return Feedback(False, said.rstrip(), key)

    def _gives_nothing(self) -> Feedback:
        text = f"{self.asked} gives nothing back, though other inputs get an answer: "
        if reading.returns_in_loop(self.learner):
            text += (
                "a `return` stands inside the loop, so the loop ends at its first turn. Move it "
                "behind the loop."
            )
            return Feedback(False, text, "return_in_loop")
        text += "every way through the function needs its own `return`."
        return Feedback(False, text, "missing_return")

    def _in_loop(self) -> Iterator[Feedback]:
        if reading.returns_in_loop(self.learner):
            yield Feedback(
                False,
                "A `return` stands inside the loop, so the loop ends at its first turn: move it "
                f"behind the loop, as far to the left as the `for`.\n{self._example()}",
                "return_in_loop",
            )

    def _changing(self) -> Iterator[Feedback]:
        if any(c.changed for c in self.calls):
            yield Feedback(
                False,
                f"Your answer is wrong, and {self.name} changes what it goes on calculating with: "
                f"{self.changed()}\n{self._example()}",
                "changes_input",
            )

    def changed(self) -> str:
        """Say which arrays were changed, and how to leave them as they are."""
        names = _positional(self.exercise.reference)
        which = next(c.changed for c in self.calls if c.changed)
        named_ = " and ".join(f"`{names[k] if isinstance(k, int) else k}`" for k in which)
        return (
            f"it changes the array {named_} that it was given, which others may still hold. "
            "Writing a = b gives the same array a second name, and a[j] = … or a -= … then changes "
            "both: work on a copy, b.copy(), or make a new array, a = a - …."
        )

    def _from_notebook(self, *, strictly: bool = False) -> Iterator[Feedback]:
        """Names of the notebook in the place of the arguments."""
        idle = reading.unused(self.learner)
        names = reading.from_notebook(self.learner, constants=bool(idle))
        if not names or (strictly and not idle):
            return
        read = " and ".join(f"`{name}`" for name in names)
        lacking = " and ".join(f"`{name}`" for name in idle)
        instead = f"its argument{'s' * (len(idle) > 1)} {lacking}" if idle else "its arguments"
        yield Feedback(
            False,
            f"Yours reads {read} from the notebook, not {instead}: with other inputs it must give "
            "another answer, so use nothing but what stands between the brackets of its first "
            "line.",
            "reads_notebook",
        )

    def _unused(self) -> Iterator[Feedback]:
        asked = {*_positional(self.learner), *self.cases[self.wrong][1]}
        if idle := [name for name in reading.unused(self.learner) if name in asked]:
            which = " and ".join(f"`{name}`" for name in idle)
            yield Feedback(
                False,
                f"{self._example()}\nYours never uses its argument{'s' * (len(idle) > 1)} {which}.",
                f"unused_{'_'.join(idle)}",
            )

    def _random(self) -> Iterator[Feedback]:
        """Another answer each time."""
        again, _ = run_cases(self.learner, self.cases[-1:], limit=self.limit)
        comparable = _is_numbers(again[0]) and _is_numbers(self.calls[-1])
        if comparable and not self._same(again[0], self.calls[-1]):
            yield Feedback(
                False,
                f"{self.name} gives another answer each time: is there something random in it, or "
                f"does it remember its last call? {self._example()}",
                "random",
            )

    def _by_source(self) -> Iterator[Feedback]:
        """`is`, which never suits the numbers of an array."""
        if reading.compares_identity(self.learner):
            yield Feedback(
                False,
                f"{self._example()}\n`is` asks whether two names mean the very same object, which "
                "numbers of an array never are: == compares.",
                "is_for_equals",
            )

    def _count(self) -> Iterator[Feedback]:
        """More or fewer values than are asked."""
        mine, ours = self.calls[self.wrong].answer, self.rights[self.wrong].answer
        if not isinstance(ours, tuple):
            return
        came = len(mine) if isinstance(mine, tuple | list) or np.ndim(mine) else 1
        if came != len(ours):
            asked = ", ".join(self.exercise.parts)
            yield Feedback(
                False,
                f"{self.asked}: expected {len(ours)} values, {asked}, got {came}: {short(mine)}.",
                "number_of_values",
            )

    def _numbers(self) -> Feedback:
        """The smallest case that is wrong, and what is off as a whole."""
        about = [*self._shape_or_factor(), *_broken(self.exercise, self.learner)]
        if self.end > self.exercise.n_ordinary:
            about.insert(0, "On ordinary inputs yours is right: it fails at this extreme alone.")
        return Feedback(False, "\n".join([self._example(), *about]))

    def _example(self) -> str:
        given = self.calls[self.wrong]
        if given.error is not None:
            return f"{self.asked} stops with {type(given.error).__name__}."
        ours, mine = self.rights[self.wrong].answer, given.answer
        right, got = pair(ours, mine)
        if right.strip("()[]") == got.strip("()[]"):  # the same numbers in another form
            right, got = shaped(ours), shaped(mine)
        return f"{self.asked}: expected {right}, got {got}."

    def _shape_or_factor(self) -> list[str]:
        """Say what is off as a whole: the shape, or one factor or one offset everywhere."""
        mine, ours = self.calls[self.wrong].answer, self.rights[self.wrong].answer
        if shape(mine) != shape(ours):
            return [f"Look at the shape first: expected {shaped(ours)}, got {shaped(mine)}."]
        pairs = [
            (flat(c.answer), flat(right.answer))
            for c, right in zip(self.calls, self.rights, strict=False)
            if c.error is None and shape(c.answer) == shape(right.answer)
        ]
        everywhere = [np.concatenate(part) for part in zip(*pairs, strict=True)]
        with np.errstate(all="ignore"):
            if factor := _one(everywhere[0] / everywhere[1]):
                return [f"Yours is always {factor:.4g} times what it should be."]
            if len(pairs) > 1 and (offset := _one(everywhere[0] - everywhere[1])):
                return [f"Yours is always off by {offset:+.4g}."]
        return []


def _is_numbers(c: Call) -> bool:
    if c.error:
        return False
    parts = c.answer if isinstance(c.answer, tuple | list) else [c.answer]
    return all(as_array(part) is not None for part in parts)


def _defaults(learner: Callable) -> dict:
    """Return the learner's own defaults."""
    try:
        parameters = inspect.signature(learner).parameters.values()
    except (TypeError, ValueError):
        return {}
    return {p.name: p.default for p in parameters if p.default is not p.empty}


def _positional(function: Callable) -> list[str]:
    """Return the names of the arguments that have a place."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    return [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]


def _is_whole(value) -> bool:
    return isinstance(value, np.ndarray | int) and np.asarray(value).dtype.kind == "i"


def _floating(args: tuple, which: Sequence[int]) -> tuple:
    """Return the arguments, those of whole numbers among `which` made floating."""
    return tuple(1.0 * arg if k in which and _is_whole(arg) else arg for k, arg in enumerate(args))


def _whole(reference: Callable, case: TestCase) -> Iterator[TestCase]:
    """Yield the case with its arrays of whole numbers, if the answer still has decimals."""
    args = tuple(
        np.round(arg).astype(int) if isinstance(arg, np.ndarray) else arg for arg in case[0]
    )
    answer = call(reference, (args, case[1]))
    if any(isinstance(arg, np.ndarray) for arg in args) and _is_numbers(answer):
        numbers = flat(answer.answer)
        if np.all(np.isfinite(numbers)) and np.any(numbers % 1):
            yield args, case[1]


def _plain(function: Callable) -> str:
    """Return the arguments of a function as they are written in a call."""
    return f"({', '.join(_positional(function))})"


def _listless(answer):
    array = as_array(answer) if isinstance(answer, list) else None
    return answer if array is None else array


# --- sentences ---------------------------------------------------------------------------------


def _unfit(name: str, exercise: Exercise, learner: Callable) -> Feedback | None:
    """Say why `learner` cannot be called as the exercise asks; None where it can."""
    if not callable(learner):
        return Feedback(
            False,
            f"{name}: expected a function, got {short(learner)}. Hand over its name alone, without "
            "brackets behind it.",
            "no_function",
        )
    try:
        signature = inspect.signature(learner)
    except (TypeError, ValueError):  # written in C, as scipy.special.expit
        return None
    for args, kwargs in exercise.cases:
        try:
            signature.bind(*args, **kwargs)
        except TypeError as error:
            names = _positional(exercise.reference)[: len(args)]
            asked = ", ".join([*names, *(f"{key}=…" for key in kwargs)])
            return Feedback(
                False,
                f"The check calls yours as {name}({asked}), and it takes {signature}: {error}. "
                "Keep the first line of the exercise as it was.",
                "first_line",
            )
    return None


def _is_nothing(answer) -> bool:
    return answer is None or answer is ...


def _nothing(name: str, learner: Callable, calls: list[Call], printed: str) -> Feedback:
    if printed:
        return Feedback(
            False,
            f"{name} prints its answer and hands nothing back: end it with `return …`, so that "
            "others can go on with it.",
            "prints",
        )
    if reading.is_stub(learner) or calls[0].answer is ...:
        return Feedback(
            None, f"{name} is not written yet: replace the ... and run both cells again."
        )
    kept = " It changes the array that it was given instead." if calls[0].changed else ""
    return Feedback(
        False,
        f"{name} computes and returns nothing: end it with `return …`.{kept}",
        "no_return",
    )


def _one(values: np.ndarray) -> float | None:
    """Return the number that all (two or more) of them are; None where they differ."""
    values = values[~np.isnan(values)]  # 0 / 0 says nothing
    alike = len(values) > 1 and np.allclose(values, values[0], rtol=1e-5)
    return float(values[0]) if alike else None


def _broken(exercise: Exercise, learner: Callable) -> list[str]:
    """Return the sentence of the first property that the learner's function has not."""
    for known in exercise.properties:
        (held,), _ = run_cases(known.holds, [((learner,), {})], limit=LIMIT / 2)
        if isinstance(held.error, CallTimeout):
            break
        if held.error is None and not held.answer:
            return [f"What it breaks: {known.sentence}"]
    return []


def _remarks(exercise: Exercise, calls: list[Call], printed: str) -> list[str]:
    """Say what was let pass, and what to prefer."""
    parts = [
        pair_
        for c, right in zip(calls, exercise.rights, strict=True)
        for pair_ in (
            zip(c.answer, right.answer, strict=True)
            if isinstance(right.answer, tuple)
            else [(c.answer, right.answer)]
        )
    ]
    remarks = []
    if any(isinstance(a, list) and isinstance(b, np.ndarray) for a, b in parts):
        remarks.append("It returns a list: prefer an array, with which one can go on calculating.")
    if any(getattr(a, "dtype", None) in (np.float32, np.float16) for a, _ in parts):
        remarks.append("It answers in few digits (float32 or less): prefer float64.")
    if any(as_array(a).dtype.kind == "b" and as_array(b).dtype.kind != "b" for a, b in parts):
        remarks.append("It returns True and False: prefer numbers, .astype(int).")
    if printed:
        remarks.append("It prints as well: that is not needed.")
    return remarks


def _kernels_of(function: Callable) -> list[Callable]:
    """Return the functions of `_kernels` that a function calls, and those that these call."""
    found: list[Callable] = []
    for name in function.__code__.co_names if inspect.isfunction(function) else ():
        called = function.__globals__.get(name)
        if "_kernels" in function.__code__.co_names:
            called = getattr(_kernels, name, called)
        if inspect.isfunction(called) and called.__module__ == _kernels.__name__:
            found += [called, *_kernels_of(called)]
    return list(dict.fromkeys(found))


def _without_docstring(function: Callable) -> str:
    lines = inspect.getsource(function).rstrip().splitlines()
    first = ast.parse("\n".join(lines)).body[0].body[0]
    if function.__doc__:
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines)

"""Name a mistake that nobody has written down: which change of the right formula gives this answer?

A `Formula` is a right answer line by line, and for each line what learners write in its place,
with a phrase that says so: a slip. Every slip, and every pair of slips, makes another function,
and an answer that agrees with one of them on all cases (among them fresh random ones, of several
sizes) makes the mistake that the phrase names. The changes of `OUTPUT` suit any answer.
"""

import ast
import functools
import itertools
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from inspect import Signature
from math import erf

import numpy as np

from .sandbox import Call, TestCase, call
from .words import as_array, flat, shape


def _logistic(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def _softmax(Z):
    raised = np.exp(Z - Z.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _losses(w, b, X, y):
    z = X @ w + b
    return np.logaddexp(0, z) - y * z


def _cost(w, b, X, y, *, lam=0.0):
    return np.mean(_losses(w, b, X, y)) + 0.5 * lam * np.sum(w * w)


def _gradient(w, b, X, y, *, lam=0.0):
    residual = _logistic(X @ w + b) - y
    return X.T @ residual / len(y) + lam * w, residual.mean()


# What the lines may use: the course's functions without their validation, which takes its time.
NAMES = {
    "np": np,
    "erf": np.vectorize(erf, otypes=[float]),
    "logistic": _logistic,
    "sample_losses": _losses,
    "cost": _cost,
    "gradient": _gradient,
    "softmax": _softmax,
}


def powers(text: str, phrase: str, values: Sequence[float]) -> dict[str, str]:
    """Return one slip for each value: {e} stands for it in the code and in the phrase."""
    return {text.format(e=repr(e)): phrase.format(e=f"{e:g}") for e in values}


TINY = [float(f"1e-{k}") for k in range(2, 17)] + [float(np.finfo(float).eps)]

# What can happen to any answer `a`; n rows, d columns, where the formula knows them.
OUTPUT = {
    "-a": "{it} has the wrong sign",
    "2 * a": "{it} is twice too large: a 2 too many, or a ½ that is missing",
    "a / 2": "{it} is half of what is expected: a ½ too many, or a 2 that is missing",
    "n * a": "{it} is n times too large: a sum stands where the mean is expected, or the division "
    "by n is missing",
    "a / n": "{it} is n times too small: one division by n too many, or a mean where the sum is "
    "expected",
    "n**2 * a": "{it} is n² times too large",
    "a / n**2": "{it} is n² times too small: the division by n is made twice too often",
    "a * n / d": "{it} is divided by d, the number of features, such as len(w) or X.shape[1]: n "
    "is expected, the number of cases, len(X)",
    "a / d": "{it} is d times too small, d being the number of features: a mean over the features, "
    "or a division by len(w), too many",
    "d * a": "{it} is d times too large, d being the number of features",
    "a * n / (n - 1)": "{it} is divided by n - 1: n is expected",
    "a * n / (n + 1)": "{it} is divided by n + 1: n is expected",
    "a / (2 * n)": "{it} is divided by 2n once too often",
    "a * n / (n * d)": "{it} is divided by all entries of the table, n · d: n is expected",
    "a / K": "{it} is K times too small, K being the number of classes: divide by the number of "
    "cases",
    "a * n / K": "{it} is divided by K, the number of classes: n is expected, the number of cases",
    "1 - a": "{it} is 1 minus what is expected: the other class, or the other way round",
    "1 / a": "{it} is upside down: 1 divided by what is expected",
    "1 + a": "{it} is 1 too much: does the count start at 1?",
    "a - 1": "{it} is 1 too little",
    "a**2": "{it} is squared once too often",
    "np.sqrt(a)": "{it} is the square root of what is expected",
    "np.abs(a)": "{it} has lost its sign: an absolute value is taken",
    "np.exp(a)": "{it} is exp of what is expected",
    "np.log(a)": "{it} is the logarithm of what is expected",
    "-np.log(a)": "{it} is minus the logarithm of what is expected",
    "np.log1p(a)": "{it} is log(1 + …) of what is expected",
    "logistic(a)": "{it} is put through the logistic function once more",
    "a / np.log(10)": "the logarithm is the one to base 10: np.log is the natural one",
    "a / np.log(2)": "the logarithm is the one to base 2: np.log is the natural one",
    "a / np.sum(a)": "{it} is divided by its sum: it is not to add up to 1",
    "a / np.max(a)": "{it} is divided by its largest entry",
    "a - np.mean(a)": "the mean of {it} is subtracted",
    "np.cumsum(a)": "{it} is a running total: each entry has the ones before it added",
    "np.sum(a)": "{it} is added up to one number",
    "np.mean(a)": "{it} is averaged to one number: its mean",
    "np.max(a)": "{it} is the largest entry alone",
    "np.min(a)": "{it} is the smallest entry alone",
    "np.median(a)": "{it} is the median",
    "100 * a": "{it} is in percent: 100 times what is expected",
    "a / 100": "{it} is divided by 100",
    "10 * a": "{it} is 10 times what is expected",
    "0.1 * a": "{it} is multiplied by 0.1, as by a learning rate",
    "0.01 * a": "{it} is multiplied by 0.01, as by a learning rate",
    "0 * a + n": "{it} is always n, the number of cases: len counts a mask's entries, np.sum its "
    "True ones",
    "np.ravel(a)[0]": "only the first entry of {it} comes back: does a `return` stand inside the "
    "loop?",
    "np.ravel(a)[-1]": "only the last entry of {it} comes back: collect one for each turn of the "
    "loop",
    "a[0]": "only the first entry of {it} comes back: does a `return` stand inside the loop?",
    "a[-1]": "only the last entry of {it} comes back: collect one for each turn of the loop",
    "a[:1]": "only the first entry of {it} comes back: does a `return` stand inside the loop?",
    "a[-1:]": "only the last entry of {it} comes back: collect one for each turn of the loop",
    "a[:-1]": "the last entry of {it} is missing: does the loop end one too early?",
    "a[1:]": "the first entry of {it} is missing: does the loop begin one too late?",
    "a[::-1]": "{it} is in the opposite order",
    "np.where(np.arange(len(a)) == 0, a, 0)": "only the first entry of {it} is computed, the "
    "others are left 0: does a `return` stand inside the loop?",
    "np.where(np.arange(len(a)) == len(a) - 1, a, 0)": "only the last entry of {it} is computed, "
    "the others are left 0",
    "np.append(a[:-1], 0)": "the last entry of {it} is left 0: the loop ends one too early",
    "np.append(0, a[1:])": "the first entry of {it} is left 0: the loop begins one too late",
    "np.append(0.0, a)": "{it} has an entry too many, a 0 at the start",
    "np.append(a, 0.0)": "{it} has an entry too many, a 0 at the end",
    "a.T": "{it} is transposed: rows and columns are exchanged",
    "a + 0 * a[:, None]": "{it} came as a table, (n, n): a column (n, 1) met a row (n,), and "
    "NumPy paired each with every other. Keep all of them (n,)",
    "0 * a": "{it} is always 0",
    "0 * a + 1": "{it} is always 1",
    "np.maximum(a, 0)": "{it} is cut off below 0",
    "np.clip(a, 0, 1)": "{it} is cut off below 0 and above 1",
    "np.nan_to_num(a)": "nan_to_num paints over what is not finite: mend what makes it so",
    "np.float64(np.float16(a))": "{it} is cut to float16, which has 3 digits: keep float64",
    "np.trunc(a)": "{it} is cut to whole numbers: an array or a conversion of type int holds no "
    "decimals",
    "np.floor(a)": "{it} is rounded down to whole numbers",
    "np.ceil(a)": "{it} is rounded up to whole numbers",
    **powers("np.round(a, {e})", "{{it}} is rounded to {e} decimals: keep all digits", range(9)),
}

# … and what is looked for alone, not together with another slip.
FINE = {
    **powers("a + {e}", "{e} is added to {{it}}", [*TINY, 0.1, 0.5]),
    **powers("np.clip(a, {e}, 1 - {e})", "{{it}} is kept {e} away from 0 and 1", TINY),
    **powers("np.maximum(a, {e})", "{{it}} is kept above {e}", TINY),
}


@dataclass(frozen=True)
class Slip:
    """One change: `code` in the place of a line, or made of a finished part of the answer."""

    line: str
    code: str
    phrase: str
    after: bool = False

    @property
    def key(self) -> str:
        return f"{self.line}: {self.code}" if self.after else f"{self.line} = {self.code}"


@dataclass(frozen=True)
class Formula:
    """A right answer line by line, and what learners write in the place of each line.

    parts: the lines that are returned, as a tuple where there are several.
    """

    lines: dict[str, str]
    slips: dict[str, dict[str, str]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()

    def returned(self) -> tuple[str, ...]:
        """Return the names of the parts of the answer."""
        return self.parts or (list(self.lines)[-1],)

    def known(self, arguments: dict, own: dict[str, str], first: str = "") -> dict:
        """Return the values of all lines, with those of `own` in the place of the right ones.

        first: the line to begin with, where `arguments` holds the values of those before.
        """
        known = {**NAMES, **arguments}
        lines = list(self.lines)
        for line in lines[lines.index(first) if first else 0 :]:
            known[line] = eval(_compiled(own.get(line, self.lines[line])), known)
        return known

    def answer(self, known: dict, after: Sequence["Slip"] = ()):
        """Return the answer, changed as the slips say that come after all lines."""
        answer = [known[part] for part in self.returned()]
        for slip in after:
            for k, part in enumerate(self.returned()):
                if slip.line in (part, ALL):
                    answer[k] = eval(_compiled(slip.code), {**known, "a": answer[k]})
        return tuple(answer) if len(answer) > 1 else answer[0]

    @functools.cached_property
    def own(self) -> list["Slip"]:
        """The slips in single lines."""
        return [
            Slip(line, code, phrase)
            for line, table in self.slips.items()
            for code, phrase in table.items()
        ]

    @functools.cache  # noqa: B019, there are as many as exercises
    def after(self, fine: bool) -> list["Slip"]:
        """Return the slips that change the finished answer, or one part of it."""
        alone = len(self.returned()) == 1
        places = self.returned() if alone else (ALL, *self.returned())
        table = {**OUTPUT, **FINE} if fine else OUTPUT
        return [
            Slip(place, code, phrase.format(it=_it(place, alone)), after=True)
            for place, (code, phrase) in itertools.product(places, table.items())
            if {"n", "d", "K"} & set(_compiled(code).co_names) <= set(self.lines)
        ]

    def pairable(self) -> list["Slip"]:
        """Return the slips that are looked for two at a time: of many, those without an epsilon."""
        own = self.own
        if len(own) > MANY:
            own = [slip for slip in own if not TINY_IN(slip.code)]
        return own + self.after(False)

    def explain(self, slips: Sequence["Slip"]) -> str:
        """Return the phrases, and after each what yours does and what is expected."""
        each = {slip.phrase: self._sentence(slip) for slip in slips}
        return " ".join(each.values())

    def _sentence(self, slip: "Slip") -> str:
        phrase = _capital(slip.phrase)
        phrase += "" if phrase.endswith("?") else "."
        if slip.after:
            return phrase
        yours, asked = (self._shown(code) for code in (slip.code, self.lines[slip.line]))
        if max(len(yours), len(asked)) > LONGEST:
            return phrase
        return f"{phrase} Yours behaves as `{yours}`: expected `{asked}`."

    def _shown(self, code: str) -> str:
        """Return the code with all lines written out, but for those whose names are known."""
        tree = _Inlined(self.lines).visit(ast.parse(code, mode="eval"))
        return ast.unparse(tree)

    def __hash__(self) -> int:
        return id(self)


def _capital(phrase: str) -> str:
    """Begin with a capital letter, unless the phrase begins with a name of code."""
    word = re.match(r"[\w.]+\(?", phrase)
    is_code = word and (re.search(r"[._\d(]", word[0]) or word[0] in KNOWN or len(word[0]) < 2)
    return phrase if is_code and word[0] != "a" else f"{phrase[0].upper()}{phrase[1:]}"


class _Inlined(ast.NodeTransformer):
    """Writes out the lines of a formula where their names stand."""

    def __init__(self, lines: dict[str, str]):
        self.lines = lines

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in KNOWN or node.id not in self.lines:
            return node
        inner = ast.parse(self.lines[node.id], mode="eval").body
        if isinstance(inner, ast.Name) and inner.id == node.id:
            return inner
        return self.visit(inner)


# Names of lines that learners know from the notebooks; the longest code that is shown.
KNOWN = {"z", "p", "n", "d", "K", "Z", "P", "Y", "y_hat", "mean", "std", "scale", "residual"}
KNOWN |= {"tn", "fp", "fn", "tp", "dw", "db", "dW", "odds", "cost", "loss", "penalty"}
LONGEST = 72
MANY = 200
ALL = "everything"
TINY_IN = re.compile(r"\de-\d").search  # an epsilon in the code


def _it(place: str, alone: bool) -> str:
    return "your answer" if alone else "all of it" if place == ALL else f"`{place}`"


@functools.cache
def _compiled(code: str):
    return compile(code, f"<{code}>", "eval")


# --- the search ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Evidence:
    """What the learner's function answered to which cases; the telling ones come last."""

    cases: tuple[TestCase, ...]
    calls: tuple[Call, ...]
    rtol: float
    atol: float

    def fits(self, function: Callable) -> bool:
        """Say whether `function` gives the same answers everywhere, and errors of the same type."""
        return any(call.error is None for call in self.calls) and all(
            same(mine, call(function, case), self.rtol, self.atol)
            for case, mine in zip(reversed(self.cases), reversed(self.calls), strict=True)
        )


class Search:
    """The slips of one formula, beside what a learner's function gave.

    options: the learner's own defaults; seen: what was computed before for the same cases.
    """

    def __init__(
        self, formula: Formula, signature: Signature, evidence: Evidence, options: dict, seen: dict
    ):
        self.formula, self.evidence, self.seen = formula, evidence, seen
        parameters = [
            p.replace(default=options.get(p.name, p.default)) for p in signature.parameters.values()
        ]
        signature = signature.replace(parameters=parameters)
        self.arguments = []
        for args, kwargs in evidence.cases:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            self.arguments.append(bound.arguments)

    def own(self) -> list[Slip]:
        """Return the slip in one line that gives what the learner's function gives, or none."""
        return self._first((slip,) for slip in self.formula.own)

    def after(self) -> list[Slip]:
        """Return the change of the finished answer that gives it, or none."""
        return self._first((slip,) for slip in self.formula.after(True))

    def pair(self) -> list[Slip]:
        """Return the two slips that give it together, or none."""
        return self._first(self._pairs())

    def _first(self, candidates: Iterator[tuple[Slip, ...]]) -> list[Slip]:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(next(filter(self.fits, candidates), ()))

    def fits(self, slips: tuple[Slip, ...]) -> bool:
        """Say whether these slips give the same answers, and the same errors, everywhere."""
        return all(self._same(k, slips) for k in reversed(range(len(self.arguments))))

    def _same(self, k: int, slips: tuple[Slip, ...]) -> bool:
        mine = self.evidence.calls[k]
        answer = self._answer(k, slips)
        if isinstance(answer, Exception):
            return type(answer) is type(mine.error) and str(answer) == str(mine.error)
        return mine.error is None and close(
            mine.answer, answer, self.evidence.rtol, self.evidence.atol
        )

    def _answer(self, k: int, slips: tuple[Slip, ...]):
        """Return what these slips make of a case, or the error with which they stop."""
        try:
            known = self._known(k, [slip for slip in slips if not slip.after])
            return self.formula.answer(known, [slip for slip in slips if slip.after])
        except Exception as error:
            return error

    def _known(self, k: int, own: Sequence[Slip]) -> dict:
        """Return the values of all lines; those with one slip at most are kept for the next."""
        if not own:
            if k not in self.seen:
                self.seen[k] = self.formula.known(self.arguments[k], {})
            return self.seen[k]
        order = list(self.formula.lines)
        *before, last = sorted(own, key=lambda slip: order.index(slip.line))
        return self._continued(k, tuple(before), last)

    def _continued(self, k: int, before: tuple[Slip, ...], last: Slip) -> dict:
        """Go on from the line of the last slip, those above being known."""
        key = (k, *(slip.key for slip in before), last.key)
        if key in self.seen:
            return self.seen[key]
        known = self.formula.known(self._known(k, before), {last.line: last.code}, last.line)
        if not before:
            self.seen[key] = known
        return known

    def _pairs(self) -> Iterator[tuple[Slip, Slip]]:
        """Yield the pairs that can be meant.

        Where one slip of a pair changes nothing, the other alone must give what the learner's
        function gives. That rules out nearly all pairs by the numbers of single slips.
        """
        slips = self.formula.pairable()
        touched, fitting = (np.array(rows) for rows in zip(*map(self._traces, slips), strict=True))
        against = (~fitting).astype(np.float32) @ (~touched).astype(np.float32).T
        for one, other in np.argwhere(np.triu((against + against.T) == 0, 1)):
            pair = slips[one], slips[other]
            if not _in_each_others_way(*pair):
                yield pair

    def _traces(self, slip: Slip) -> tuple[np.ndarray, np.ndarray]:
        """Return, number by number, whether a slip touches it, and whether it fits."""
        traces = [self._trace(k, slip) for k in range(len(self.arguments))]
        return tuple(np.concatenate(part) for part in zip(*traces, strict=True))

    def _trace(self, k: int, slip: Slip) -> tuple[np.ndarray, np.ndarray]:
        mine, right = self.evidence.calls[k], self._answer(k, ())
        theirs = self._answer(k, (slip,))
        if mine.error or not _alike(mine.answer, right):
            return np.array([True]), np.array([self._same(k, (slip,))])
        size = flat(right).size
        if isinstance(theirs, Exception) or not _alike(theirs, right):
            return np.ones(size, bool), np.zeros(size, bool)
        rtol = max(self.evidence.rtol, 1e-9)
        return (
            ~_near(flat(theirs), flat(right), 1e-13, 1e-15),
            _near(flat(mine.answer), flat(theirs), rtol, self.evidence.atol),
        )


def _in_each_others_way(one: Slip, other: Slip) -> bool:
    """Say whether two slips change the same place."""
    if one.after != other.after:
        return False
    return one.line == other.line or ALL in (one.line, other.line)


def _alike(a, b) -> bool:
    """Say whether two answers are numbers of the same shape."""
    if isinstance(b, tuple):
        if not isinstance(a, tuple | list) or len(a) != len(b):
            return False
        return all(map(_alike, a, b))
    return as_array(a) is not None and not isinstance(a, tuple) and shape(a) == shape(b)


def _near(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    near = np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b))
    return near | (a == b) | (np.isnan(a) & np.isnan(b))


def same(a: Call, b: Call, rtol: float, atol: float) -> bool:
    """Compare two calls: numbers up to rounding, errors by their type."""
    if a.error or b.error:
        return type(a.error) is type(b.error)
    return close(a.answer, b.answer, rtol, atol)


ANY = object()  # stands for a part of an answer that did not come


def close(a, b, rtol: float, atol: float) -> bool:
    """Compare two answers; the few digits of float32 count as right."""
    if a is ANY:
        return True
    if isinstance(b, tuple):
        if isinstance(a, np.ndarray):
            a = list(a) if a.ndim else a
        if not isinstance(a, tuple | list) or len(a) != len(b):
            return False
        return all(close(one, other, rtol, atol) for one, other in zip(a, b, strict=True))
    a, b = as_array(a), as_array(b)
    if a is None or b is None or a.shape != b.shape:
        return False
    rtol = max(rtol, 1e-4) if a.dtype in (np.float32, np.float16) else rtol
    with np.errstate(all="ignore"):
        few = a == b.astype(np.float32)  # calculated in few digits, and then made a float
        return bool(np.all(few | _near(a.astype(float), b.astype(float), rtol, atol)))

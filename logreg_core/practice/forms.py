"""Right numbers in a wrong form: another shape, another order, a part that is missing."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from .diagnose import ANY
from .sandbox import Call
from .words import as_array, flat, shape, shaped


@dataclass(frozen=True)
class Form:
    """One way to be wrong in form: its key, what is said, and how an answer is put right.

    repair(answer, right): the answer in the expected form; None where it does not suit.
    """

    key: str
    phrase: str
    repair: Callable

    def repaired(self, calls: list[Call], rights: list[Call]) -> list[Call] | None:
        """Return the calls with every answer put right; None where one does not suit."""
        mended = []
        for mine, ours in zip(calls, rights, strict=True):
            if mine.error or ours.error:
                mended.append(mine)
                continue
            answer = self.repair(mine.answer, ours.answer)
            if answer is None:
                return None
            mended.append(replace(mine, answer=answer))
        return mended


def forms(parts: tuple[str, ...], calls: list[Call], rights: list[Call]) -> Iterator[Form]:
    """Yield every form in which these answers may be wrong."""
    if odd := _first_odd(parts, calls, rights):
        yield Form("shape", odd, _reshaped)
    if len(parts) > 1:
        yield from _orders(parts)
        yield from _some(parts)
        yield Form("sorted", "The right values, sorted by their size: keep the order, "
                   + ", ".join(parts) + ".", _sorted)  # fmt: skip
        yield Form(
            "joined",
            f"All came joined in one array: return the parts, {', '.join(parts)}.",
            _joined,
        )
    else:
        yield Form("cut_short", "The beginning is right, and the end is missing: does the loop "
                   "stop before its last turn, at a break or a return?", _prolonged)  # fmt: skip
    yield from _too_many(parts, calls)
    yield Form("boxed", "Your answer comes in a pair of brackets too many: a list or a tuple with "
               "one entry. Return the entry itself.", _unboxed)  # fmt: skip
    yield Form("dictionary", "Your answer is a dictionary: return the values themselves, "
               + ", ".join(parts) + ".", _values)  # fmt: skip


def _orders(parts: tuple[str, ...]) -> Iterator[Form]:
    for order in itertools.permutations(range(len(parts))):
        if order == tuple(sorted(order)):
            continue
        came = ", ".join(parts[k] for k in order)
        yield Form(
            "swapped" if len(parts) == 2 else "order",
            f"The right values in another order: expected ({', '.join(parts)}), got ({came}).",
            lambda mine, right, order=order: _put(mine, right, order),
        )


def _sorted(mine, right):
    """Return the values in their order, if they are the same sorted."""
    numbers = as_array(mine)
    if any(map(np.ndim, right)) or numbers is None or numbers.shape != (len(right),):
        return None
    return right if list(numbers) == sorted(right) else None


def _prolonged(mine, right):
    """Return the whole of a row whose beginning came."""
    numbers = as_array(mine)
    if np.ndim(right) != 1 or numbers is None or numbers.ndim != 1:
        return None
    if not 0 < len(numbers) <= len(right):
        return None
    return right if np.allclose(numbers, right[: len(numbers)], rtol=1e-10, atol=0) else None


def _put(mine, right, order):
    if not isinstance(mine, tuple | list | np.ndarray) or _length(mine) != len(order):
        return None
    return tuple(mine[order.index(k)] for k in range(len(order)))


def _length(mine) -> int:
    return len(mine) if isinstance(mine, tuple | list) or np.ndim(mine) else 0


def _some(parts: tuple[str, ...]) -> Iterator[Form]:
    for size in range(1, len(parts)):
        for kept in itertools.combinations(range(len(parts)), size):
            lost = [f"`{part}`" for k, part in enumerate(parts) if k not in kept]
            there = " and ".join(f"`{parts[k]}`" for k in kept)
            verb = "comes" if size == 1 else "come"
            yield Form(
                "part_missing",
                f"Only {there} {verb} back, {' and '.join(lost)} missing: return "
                f"{', '.join(parts)}.",
                lambda mine, right, kept=kept: _filled(mine, right, kept),
            )


def _filled(mine, right, kept):
    """Return the parts that came in their places, and ANY in the others."""
    if len(kept) == 1:
        came = [mine]
        if shape(mine) != shape(right[kept[0]]):
            return None
    else:
        if not isinstance(mine, tuple | list) or len(mine) != len(kept):
            return None
        came = list(mine)
    whole = [ANY] * len(right)
    for k, part in zip(kept, came, strict=True):
        whole[k] = part
    return tuple(whole)


def _joined(mine, right):
    """Cut one long array into the parts that were joined in it."""
    numbers = as_array(mine)
    if numbers is None or numbers.size != flat(right).size or not isinstance(right, tuple):
        return None
    ends = np.cumsum([np.size(part) for part in right])[:-1]
    pieces = np.split(numbers.ravel(), ends)
    return tuple(piece.reshape(np.shape(part)) for piece, part in zip(pieces, right, strict=True))


def _chosen(mine, right, kept: tuple[int, ...], came: int):
    """Return those parts of an answer that has too many."""
    if not isinstance(mine, tuple | list) or len(mine) != came:
        return None
    return tuple(mine[k] for k in kept) if isinstance(right, tuple) else mine[kept[0]]


def _too_many(parts: tuple[str, ...], calls: list[Call]) -> Iterator[Form]:
    """Yield the ways in which the right parts may stand among others."""
    came = {len(c.answer) for c in calls if isinstance(c.answer, tuple) and not c.error}
    if len(came) != 1 or not len(parts) < (count := came.pop()) <= 6:
        return
    for kept in itertools.combinations(range(count), len(parts)):
        yield Form(
            "too_many",
            f"A tuple of {count} values comes back: return {', '.join(parts)} alone."
            if len(parts) > 1
            else f"A tuple of {count} values comes back, and one of them is right: return it "
            "alone.",
            lambda mine, right, kept=kept: _chosen(mine, right, kept, count),
        )


def _unboxed(mine, right):
    if isinstance(mine, tuple | list) and len(mine) == 1:
        return mine[0]
    return None


def _values(mine, right):
    if not isinstance(mine, dict):
        return None
    values = tuple(mine.values())
    return values if isinstance(right, tuple) else values[0] if len(values) == 1 else None


def _reshaped(mine, right):
    """Return the same numbers in the shape of `right`; a transposed table is turned back."""
    if isinstance(right, tuple):
        if not isinstance(mine, tuple | list | np.ndarray) or _length(mine) != len(right):
            return None
        parts = [_reshaped(one, other) for one, other in zip(mine, right, strict=True)]
        return None if any(part is None for part in parts) else tuple(parts)
    numbers, form = as_array(mine), np.shape(right)
    if numbers is None or numbers.size != np.size(right):
        return None
    if numbers.ndim == 2 and numbers.shape != form and numbers.T.shape == form:
        numbers = numbers.T
    return numbers.reshape(form)


def _first_odd(parts, calls: list[Call], rights: list[Call]) -> str:
    """Say of the first answer that is of another shape what came and why; nothing if none is."""
    for mine, ours in reversed(list(zip(calls, rights, strict=True))):
        if mine.error or ours.error:
            continue
        came, right = [mine.answer], [ours.answer]
        if isinstance(ours.answer, tuple):
            if _length(mine.answer) != len(ours.answer):
                continue
            came, right = list(mine.answer), list(ours.answer)
        for part, one, other in zip(parts, came, right, strict=True):
            if shape(one) != shape(other):
                it = f"`{part}`" if len(parts) > 1 else "Your answer"
                forms = f"expected {shaped(other)}, got {shaped(one)}"
                return f"{it} has another shape: {forms}.{_reason(shape(one), shape(other))}"
    return ""


def _reason(came, right) -> str:
    if came == "ragged" or not isinstance(came, tuple):
        return ""
    if right == () and came:
        return (
            " That is a number wrapped in an array: sum without keepdims, or take it out, with [0]."
        )
    if len(came) == 2 and len(right) == 1 and came[1] == 1:
        return (
            " That is a column, as [:, None], reshape(-1, 1) or keepdims=True make it: in later "
            "arithmetic with a row of n it would spread into an (n, n) table."
        )
    if len(came) == 2 and len(right) == 1 and came[0] == 1:
        return " That is a table of one row: a pair of brackets too many, or reshape(1, -1)."
    if len(came) == 2 and came == right[::-1]:
        return " Rows and columns are exchanged: it is transposed."
    return ""

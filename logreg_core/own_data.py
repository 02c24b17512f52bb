"""Chapter 8, the learner's own cases: a CSV file, or one sentence on what is wrong with it."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ._door import Floats

MOST_CLASSES = 20  # more different values than that are hardly classes


class Table(NamedTuple):
    """Somebody's own cases, in their own units."""

    X: Floats  # (n, d)
    y: np.ndarray  # (n,) the number of each case's class
    names: tuple[str, ...]  # the d features
    classes: tuple[str, ...]  # what the numbers of y stand for
    left_out: int  # how many rows had an empty field


def read_cases(path: str | Path, *, label: str) -> Table:
    """Return the cases of a CSV file of numbers, one row a case, with a first row of names.

    label: the name of the column that holds the class, numbers or texts. Rows with an empty field
    are left out and counted.
    Errors: ValueError in one sentence for a file that cannot be used; it is read and never run.
    Used in notebook 08.
    """
    names, rows = _read_rows(Path(path))
    if label not in names:
        raise ValueError(f"there is no column {label!r}: the file has {', '.join(names)}.")
    full = [row for row in rows if all(field.strip() for field in row)]
    if not full:
        raise ValueError(
            f"{path} has no complete row: every one of {len(rows)} has an empty field."
        )
    at = names.index(label)
    classes, y = np.unique([row[at].strip() for row in full], return_inverse=True)
    if not 2 <= len(classes) <= MOST_CLASSES:
        raise ValueError(
            f"column {label!r} holds {len(classes)} different values, and a class column has 2 to "
            f"{MOST_CLASSES}: is it the right column?"
        )
    columns = [k for k in range(len(names)) if k != at]
    X = np.column_stack([_numbers(names[k], [row[k] for row in full]) for k in columns])
    return Table(X, y, tuple(names[k] for k in columns), tuple(classes), len(rows) - len(full))


def _read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the names and the rows of a CSV file, all equally long."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ValueError(f"there is no file {path}: look at its name and its folder.") from None
    except (OSError, ValueError):  # a folder, or bytes that are no UTF-8
        raise ValueError(f"{path} could not be read as text: save it as CSV, UTF-8.") from None
    head = text.split("\n", 1)[0]
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count)))
    except csv.Error as error:
        raise ValueError(f"{path} is no CSV file that could be read: {error}.") from None
    lines = [line for line in lines if line]
    if len(lines) < 3:
        raise ValueError(f"{path} holds {len(lines)} lines: a row of names and two cases at least.")
    names = [" ".join(name.split()) for name in lines[0]]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{path} has two columns {twice!r}: give each column a name of its own.")
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(names):
            raise ValueError(
                f"row {number} of {path} has {len(line)} fields, and there are {len(names)} names."
            )
    if len(names) < 2:
        raise ValueError(f"{path} has one column only: a class and one feature are needed.")
    return names, lines[1:]


def _numbers(name: str, fields: list[str]) -> list[float]:
    try:
        numbers = [float(field) for field in fields]
    except ValueError:
        odd = next(field for field in fields if not _is_number(field))
        raise ValueError(
            f"column {name!r} holds {odd!r}, which is no number (decimals with a point): correct "
            "it, or leave the column out."
        ) from None
    if not np.isfinite(numbers).all():
        raise ValueError(f"column {name!r} holds NaN or inf: fill in a number or leave it empty.")
    return numbers


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True

"""Chapter 8, the learner's own cases: a CSV file, or one sentence on what is wrong with it.

Python's csv module takes the file apart; what stands in it, and what was left out, is said here.
A large file is taken apart by pandas, several times as fast, where that is installed; it is no part
of the course, and takes longer to load than a small file to read.
"""

import csv
import difflib
import io
import os
import re
import unicodedata
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import compress, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ._validation import Floats

MANY = 10  # fewer rows than that number themselves by chance
MOST_CLASSES = 20  # more different values than that are hardly classes
LARGE = 2**22  # characters, from which on pandas is worth its import
SAMPLE = 20_000  # characters that show what parts the fields
DELIMITERS = "\t;|,"  # the comma last: it may stand in numbers and in names, too
# What stands for a missing value, beside nothing at all: pandas knows most of these, too.
GAPS = {"", "na", "n/a", "n.a.", "n.a", "#n/a", "<na>", "nan", "-nan", "nat", "null", "none", "?"}
GAPS |= {"#div/0!", "#value!", "#ref!", "#num!", "#name?", "#null!"}
GAPS_AMONG_NUMBERS = GAPS | {"-", "--", ".", "–", "—", "−"}
CONTROL = [chr(code) for code in range(32) if chr(code) not in "\t\n\r"]
QUICK_NOT = "#", "\ufeff", *CONTROL  # what keeps a large file from being read by pandas
QUICK_GAPS = [form(gap) for gap in GAPS_AMONG_NUMBERS for form in (str.lower, str.upper, str.title)]
KINDS = {
    b"PK\x03\x04": "an Excel or zip file: open it and save it as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel file: open it and save it as CSV",
    b"\x1f\x8b": "a gzip file: unpack it",
    b"%PDF-": "a PDF: save the table as CSV",
    b"PAR1\x15": "a Parquet file: save it as CSV, with to_csv of pandas",
}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)  # 1,234: a thousand, or about one?
# Unicode's minus, a dash for it, and the wide digits and signs of East Asian keyboards.
ASCII = {0x2212: "-", 0x2013: "-"} | {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}
HINTS = (
    (r"[+-]?\d{1,3}([ ,.'’\xa0\u202f]\d{3})+([.,]\d+)?", "write it without thousands separators"),
    (r"[+-]?\d*,\d+", "write decimals with a point"),
    (r"[+-]?[\d.,]+\s*%", "write the number without the % sign"),
    (r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*", "turn dates into a number, days since the first one"),
    (r"\D{0,3}\d[\d.,]*\s*\D{0,9}", "write the number alone"),
    (r"\*+|missing|unknown|not available", "leave it empty where the value is missing"),
    (r"[+-]?inf(inity)?", "leave it empty, since only finite numbers can be used"),
)


CATEGORIES = "write categories as columns of 0 and 1"


class Table(NamedTuple):
    """Hold the samples of a file in their own units.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        Features.
    y : ndarray of int, shape (n,)
        Number of the class of each sample.
    names : tuple of str
        Names of the d features.
    classes : tuple of str
        Classes that the numbers in `y` stand for.
    left_out : int
        Number of rows that miss a field and are left out.
    notes : tuple of str, optional
        What was left out, changed or looks odd, one sentence each.

    See Also
    --------
    load_csv : Returns such a table.

    Examples
    --------
    >>> import numpy as np
    >>> from logreg_core.io import Table
    >>> Table(np.zeros((2, 1)), np.array([0, 1]), ("length",), ("no", "yes"), 0).classes
    ('no', 'yes')
    """

    X: Floats  # (n, d)
    y: np.ndarray  # (n,) the number of each case's class
    names: tuple[str, ...]  # the d features
    classes: tuple[str, ...]  # what the numbers of y stand for
    left_out: int  # how many rows had an empty field
    notes: tuple[str, ...] = ()  # what was left out, changed or looks odd, a sentence each


_Row = tuple[int, list[str]]  # the line in which it ends, and its fields
_Column = tuple[str, ...] | Floats  # texts, or numbers already


class _File(NamedTuple):
    """What stands in a CSV file, before anything is a number."""

    path: Path
    columns: dict[str, _Column]
    lines: Sequence[int]  # where each row ends in the file
    delimiter: str
    notes: list[str]


def load_csv(path: str | Path, *, label: str, drop: Sequence[str] = ()) -> Table:
    r"""Load samples from a CSV file, one row per sample below a row of names.

    Parameters
    ----------
    path : str or Path
        The file. It is only read, never executed.
    label : str
        Name of the column that holds the class, numbers or texts.
    drop : sequence of str, optional
        Names of columns to leave out.

    Returns
    -------
    Table
        Features, classes and names. Its ``notes`` say what was left out or changed and what looks
        odd.

    Raises
    ------
    TypeError
        If `path` is not a path, or `drop` is not a name or a list of names.
    ValueError
        If the file cannot be used; one sentence says why.

    Warns
    -----
    UserWarning
        For every column or line that is left out, every change of notation and everything that
        looks like a mistake: all of ``notes`` but the number of rows that miss a field.

    See Also
    --------
    standardise : Scales the features.
    sklearn.datasets.load_wine : Data that comes with scikit-learn.
    pandas.read_csv : Reads any table.

    Notes
    -----
    Rows with a missing field (empty, NA, ? and the like) are left out and counted. A first column
    without a name is left out, too: pandas and R write row numbers there. Commas, semicolons,
    tabs or | separate the fields; where it is not the comma, numbers may have decimal commas.
    Columns of True and False become 1 and 0. Used in notebook 08.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from logreg_core import load_csv
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "flowers.csv"
    ...     _ = path.write_text("length,width,kind\n1.4,0.2,setosa\n4.7,1.4,versicolor\n")
    ...     table = load_csv(path, label="kind")
    >>> table.X
    array([[1.4, 0.2],
           [4.7, 1.4]])
    >>> table.y, table.names, table.classes
    (array([0, 1]), ('length', 'width'), ('setosa', 'versicolor'))
    """
    file = _read(_path(path), _spaced(label))
    label = _known(label, file)
    dropped = _dropped(drop, label, file)
    names = [name for name in file.columns if name not in (label, *dropped)]
    if not names:
        raise ValueError(_no_feature(path, file, dropped))
    fields = file.columns[label]
    stripped = {field: field.strip() for field in set(fields)}
    words = [stripped[field] for field in fields]
    no_words = {word for word in set(words) if word.lower() in GAPS}
    X = np.column_stack([_numbers(name, file) for name in names])
    gaps = np.column_stack([np.isnan(X), [word in no_words for word in words]])
    full = ~gaps.any(axis=1)
    if not full.any():
        raise ValueError(_no_complete_row(path, gaps, [*names, label]))
    missing = _missing(file, gaps, [*names, label])
    kept = list(compress(words, full))
    classes = tuple(sorted(set(kept)))
    if not 2 <= len(classes) <= MOST_CLASSES:
        raise ValueError(" ".join([_no_classes(label, classes), *missing]))
    file.notes.extend(_headless(file, label, names, classes) + _alike(classes))
    file.notes.extend(_counting(X, names))
    for note in file.notes:
        warnings.warn(note, UserWarning, stacklevel=2)
    number = {name: k for k, name in enumerate(classes)}
    y = np.array([number[word] for word in kept])
    notes = (*file.notes, *missing)
    return Table(X[full], y, tuple(names), classes, int((~full).sum()), notes)


# --- from the file to texts in columns ---------------------------------------------------------


def _read(path: Path, label: str) -> _File:
    raw = _bytes(path)
    if len(raw) > LARGE and (file := _by_pandas(path, raw, label)):
        return file
    notes: list[str] = []
    text = _text(path, raw, notes)
    delimiter = _delimiter(text[:SAMPLE], whole=len(text) <= SAMPLE)
    head, rows = _split(_rows(path, text, delimiter), notes)
    if len(rows) < 2:
        lines = len(rows) + bool(head)
        raise ValueError(f"{path} holds {lines} lines: a row of names and two cases at least.")
    quoted = '\n"' in text  # rows that start with a text, as R's row names are
    names, rows = _fitted(path, [_spaced(name) for name in head], rows, quoted)
    columns = _named(path, names, list(zip(*(fields for _, fields in rows), strict=True)), notes)
    return _File(path, columns, [line for line, _ in rows], delimiter, notes)


def _path(path: str | Path) -> Path:
    try:
        given, path = os.fspath(path), Path(path)  # the latter would take // for /
        there = path.exists()
    except TypeError:
        got = type(path).__name__
        raise TypeError(f"expected the path of a CSV file, got {got}.") from None
    except OSError:  # a name that is too long
        there = False
    if not there:
        hint = "download it first" if "://" in given else "look at its name and its folder"
        raise ValueError(f"there is no file {_short(given, 200)}: {hint}.")
    if path.is_dir():
        raise ValueError(f"{path} is a folder: add the name of the file.")
    return path


def _bytes(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} could not be read: {error.strerror}.") from None
    for start, kind in KINDS.items():
        if raw.startswith(start):
            raise ValueError(f"expected a CSV file, got {path}, which is {kind}.")
    return raw


def _text(path: Path, raw: bytes, notes: list[str]) -> str:
    """Return what the file holds, one line end for all systems."""
    text = _decoded(path, raw, notes).replace("\r\n", "\n").replace("\r", "\n")
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise ValueError(
            f"expected a CSV file, got {path}, which is a web page: save the raw file."
        )
    return re.sub(r'\A"?sep=."?(?=\n)', "", text)  # Excel's first line, which says what parts them


def _decoded(path: Path, raw: bytes, notes: list[str]) -> str:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16" if wide else "utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(sign in text for sign in CONTROL):
            break
        if encoding == "cp1252":
            notes.append(f"{path.name} is not UTF-8 and was read as Windows-1252: look at é, ä, ß.")
        return text
    raise ValueError(f"{path} could not be read as text: save it as CSV, UTF-8.")


def _delimiter(sample: str, *, whole: bool) -> str:
    """Return the delimiter that stands equally often in every row, as far as a sample shows.

    What is between quotes does not count.
    """
    bare = re.sub(r'"(?:[^"]|"")*"', "_", sample)
    head, *rows = [line for line in bare.split("\n") if line.strip(" ") and line[0] != "#"] or [""]
    if not any(delimiter in bare for delimiter in DELIMITERS) and " " in head.strip():
        raise ValueError(
            "expected a comma, semicolon, tab or | between the fields, got spaces: write commas "
            "in their place."
        )
    rows = rows if whole else rows[:-1]  # the last one may be cut
    for delimiter in DELIMITERS:
        counts = {row.count(delimiter) for row in rows}
        # R leaves the name of the first column out; Excel may end the rows with a delimiter.
        if len(counts) == 1 and counts <= {head.count(delimiter), head.count(delimiter) + 1} - {0}:
            return delimiter
    return max(DELIMITERS[::-1], key=head.count)


def _rows(path: Path, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return the line number and the fields of every row that is not blank."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        told = f"{error} in line {reader.line_num}"
        raise ValueError(f"{path} is no CSV file that could be read: {told}.") from None


def _by_pandas(path: Path, raw: bytes, label: str) -> _File | None:
    """Return a large file in UTF-8 without comments or odd numbers; None for any other."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    if any(sign in text for sign in QUICK_NOT) or find_spec("pandas") is None:
        return None
    sample = text[:SAMPLE].replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(sample, whole=False)
    if not _quotes_are_plain(raw, delimiter):
        return None
    head = csv.reader([sample.split("\n", 1)[0]], delimiter=delimiter)
    names = [_spaced(name) for name in next(head)]
    if label not in names or "" in names[1:] or (delimiter != "," and b"," in raw):
        return None
    columns = _columns_by_pandas(raw, delimiter, names.index(label), len(names))
    if columns is None:
        return None
    notes: list[str] = []
    named = _named(path, names, columns, notes)
    return _File(path, named, range(2, 2 + len(columns[0])), delimiter, notes)


def _columns_by_pandas(raw: bytes, delimiter: str, at: int, d: int) -> list[_Column] | None:
    import pandas  # here, because it costs a second

    others = [k for k in range(d) if k != at]
    try:
        frame = pandas.read_csv(
            io.BytesIO(raw),
            sep=delimiter,
            header=None,
            skiprows=1,
            index_col=False,
            dtype={at: object},
            keep_default_na=False,
            na_values={k: QUICK_GAPS for k in others},
            skipinitialspace=True,
        )
    except ValueError:  # too many fields in a row
        return None
    if _regular_lines(raw, delimiter, len(others)) != len(frame) + 1 or not all(
        frame[k].dtype.kind in "if" for k in others
    ):
        return None
    blank = [k for k, word in enumerate(frame[at]) if not word.strip()]
    if frame.loc[blank, others].isna().all(axis=1).any():
        return None
    columns = [frame[k].to_numpy(float) for k in others]
    if any(np.isinf(column).any() for column in columns):
        return None
    columns.insert(at, tuple(frame[at]))
    return columns


def _quotes_are_plain(raw: bytes, delimiter: str) -> bool:
    """Say whether every quote begins or ends a field."""
    signs = np.frombuffer(b"\n" + raw + b"\n", np.uint8)
    edge = np.isin(signs, [*b"\r\n", ord(delimiter)])
    quotes = np.flatnonzero(signs == ord('"'))
    return bool((edge[quotes - 1] != edge[quotes + 1]).all())


def _regular_lines(raw: bytes, delimiter: str, most: int) -> int:
    """Return how many lines have as many delimiters as the names."""
    signs = np.frombuffer(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n") + b"\n", np.uint8)
    ends, parts = np.flatnonzero(signs == ord("\n")), np.flatnonzero(signs == ord(delimiter))
    return int((np.diff(np.searchsorted(parts, ends), prepend=0) == most).sum())


def _split(rows: list[_Row], notes: list[str]) -> tuple[list[str], list[_Row]]:
    """Return the names and the rows of cases; lines that start with # are left out.

    But where the last of these before the first case has as many fields as that, it holds the
    names, as NumPy's savetxt writes them.
    """
    cases = [row for row in rows if not _is_remark(row)]
    remarks = [row for row in rows if _is_remark(row)]
    before = [fields for line, fields in remarks if cases and line < cases[0][0]]
    if before and len(before[-1]) == len(cases[0][1]) > 1 and any(map(_is_number, cases[0][1])):
        head = [before[-1][0].lstrip("# "), *before[-1][1:]]
        remarks.pop()
    else:
        head, cases = (cases[0][1], cases[1:]) if cases else ([], [])
    if remarks:
        notes.append(f"{len(remarks)} line(s) that start with # are left out.")
    return head, cases


def _is_remark(row: _Row) -> bool:
    first = row[1][0]
    return first.startswith("#") and first.strip().lower() not in GAPS


def _fitted(
    path: Path, names: list[str], rows: list[_Row], quoted: bool
) -> tuple[list[str], list[_Row]]:
    """Return names and rows of one length, where they mean the same; else a sentence."""
    n, told = len(names), "write decimals with a point"
    rows = [(line, fields[:n] if not any(fields[n:]) else fields) for line, fields in rows]
    lengths = {len(fields) for _, fields in rows}
    if lengths == {n}:
        return names, rows
    if lengths == {n - 1} and not names[-1]:  # a delimiter too many, behind the names alone
        return names[:-1], rows
    if n == 1 and min(lengths) > 1:
        raise ValueError(
            f"expected names in the first row of {path}, got {_short(names[0])}: delete this line."
        )
    if lengths == {n + 1} and (quoted or _row_names([fields[0] for _, fields in rows])):
        return ["", *names], rows  # R's row names, which have no name themselves
    if lengths == {n + 1}:
        raise ValueError(
            f"every row of {path} has {n + 1} fields, and there are {n} names: {told}, or start "
            "the names with a delimiter if the rows start with their own names."
        )
    line, fields = next((line, fields) for line, fields in rows if len(fields) != n)
    hint = f"{told}, and put quotes around texts with a delimiter"
    hint = hint if len(fields) > n else "add what is missing, or delete the row"
    raise ValueError(
        f"row {line} of {path} has {len(fields)} fields, and there are {n} names: {hint}."
    )


def _row_names(fields: list[str]) -> bool:
    """Say whether texts are row names: no numbers, or so many that count up by 1."""
    if not all(map(_is_number, fields)):
        return True
    return len(fields) >= MANY and bool((np.diff(np.array(fields, float)) == 1).all())


def _named(path: Path, names: list[str], columns: list, notes: list[str]) -> dict[str, tuple]:
    """Return the columns by their names, without those that have none."""
    named: dict[str, tuple] = {}
    for k, (name, fields) in enumerate(zip(names, columns, strict=True)):
        if name in named:
            hint = ": is the row of names missing?" if _is_number(name) else "."
            raise ValueError(f"{path} has two columns {name!r}: give each one its own name{hint}")
        if name and not re.fullmatch(r"Unnamed: 0(\.\d+)*", name):
            named[name] = fields
        elif k == 0 or name:
            first = str(fields[0])
            notes.append(f"column {k + 1} has no name, holds {first!r} first, and is left out.")
        elif any(map(str.strip, fields)):
            raise ValueError(f"column {k + 1} of {path} has no name: give it one in the first row.")
    return named


def _dropped(drop: str | Sequence[str] | None, label: str, file: _File) -> list[str]:
    """Return the names of the columns to leave out."""
    drop = [drop] if isinstance(drop, str) else () if drop is None else drop
    if not hasattr(drop, "__iter__"):
        raise TypeError(f"expected a list of names in drop, got {drop!r}: write drop=['{drop}'].")
    if label in (dropped := [_known(name, file) for name in drop]):
        raise ValueError(f"expected features in drop, got the class column: leave {label!r} in.")
    return dropped


def _known(name: str, file: _File) -> str:
    """Return the name of a column as the file has it, or a sentence with the nearest one."""
    wanted = _spaced(name)
    if wanted in file.columns:
        return wanted
    told = f"there is no column {name!r}: the file has {_listed(file.columns)}"
    if any(map(_is_number, file.columns)):
        raise ValueError(f"{told}. Is the first row, the names, missing?")
    lower = {known.lower(): known for known in file.columns}
    near = difflib.get_close_matches(wanted.lower(), lower, n=1)
    raise ValueError(f"{told}." + (f" Did you mean {lower[near[0]]!r}?" if near else ""))


def _headless(file: _File, label: str, names: list[str], classes: tuple[str, ...]) -> list[str]:
    """Return a sentence where the first row may be a case, or raise it where it must be.

    Numbers are names where they count up, as pandas's own do.
    """
    if not all(map(_is_number, names)):
        return []
    told = f"{_listed(file.columns)}: put a row of names above it"
    if label in classes or any(np.diff([float(name) for name in names]) <= 0):
        raise ValueError(f"expected names in the first row of {file.path}, got {told}.")
    return [f"the first row has the names {told} if it is a case."]


# --- from texts to numbers -------------------------------------------------------------------


def _numbers(name: str, file: _File) -> Floats:
    """Return a column as numbers, NaN where one is missing."""
    fields = file.columns[name]
    if isinstance(fields, np.ndarray):
        return fields
    if file.delimiter != "," and _has_decimal_commas(name, fields):
        file.notes.append(f"column {name!r} has decimal commas, which were read as points.")
        fields = tuple(field.replace(",", ".") for field in fields)
    try:
        return _plain(fields)
    except ValueError:
        fields = tuple("nan" if _is_gap(field) else field for field in fields)
    try:
        return _plain(fields)
    except ValueError:
        return _unusual(name, fields, file)


def _plain(fields: tuple[str, ...]) -> Floats:
    """Return fields that are numbers in ASCII, or raise ValueError: the quick way."""
    text = "".join(fields)
    if not text.isascii() or "_" in text:  # 1_2 is 12 in Python alone
        raise ValueError
    numbers = np.fromiter(map(float, fields), float, len(fields))
    if np.isinf(numbers).any():
        raise ValueError
    return numbers


def _has_decimal_commas(name: str, fields: tuple[str, ...]) -> bool:
    text = "".join(fields)
    if "," not in text or "." in text:
        return False
    commas = [field.strip() for field in fields if "," in field]
    if all(map(UNCLEAR.fullmatch, commas)):
        whole, part = commas[0].split(",")
        raise ValueError(
            f"expected numbers with a point, got {commas[0]!r} in column {name!r}: write "
            f"{whole}.{part} or {whole}{part}, whichever is meant."
        )
    return True


def _unusual(name: str, fields: tuple[str, ...], file: _File) -> Floats:
    """Return numbers in Unicode, or 1 and 0 for True and False."""
    cleaned = [field.strip().translate(ASCII) for field in fields]
    if {field.lower() for field in cleaned} <= {"true", "false", "nan"}:
        file.notes.append(f"column {name!r} holds True and False, which became 1 and 0.")
        values = {"true": 1.0, "false": 0.0, "nan": np.nan}
        return np.array([values[field.lower()] for field in cleaned])
    odd = [k for k, field in enumerate(cleaned) if not _is_finite(field) and field != "nan"]
    if odd:
        k = odd[0]
        raise ValueError(_no_number(name, file.lines[k], file.columns[name][k], len(odd) == 1))
    return np.array(cleaned, float)


def _is_gap(field: str) -> bool:
    return len(field) < 9 and field.strip().lower() in GAPS_AMONG_NUMBERS


def _is_number(field: str) -> bool:
    return NUMBER.fullmatch(field.strip()) is not None


def _is_finite(field: str) -> bool:
    return _is_number(field) and np.isfinite(float(field))


# --- sentences -------------------------------------------------------------------------------


def _no_number(name: str, line: int, field: str, alone: bool) -> str:
    told = f"column {name!r} holds {_short(field)}"
    if _is_number(field):
        return f"{told}, more than float64 can hold (line {line}): use another unit."
    fits = (hint for shape, hint in HINTS if re.fullmatch(shape, field.strip(), re.IGNORECASE))
    other = "delete the line if it holds names, units or sums" if alone else CATEGORIES
    hint = next(fits, f"correct it, {other}")
    told = f"{told}, which is no number (line {line}): {hint}"
    return f"{told}, or leave the column out, drop=[{name!r}]."


def _spaced(name: str) -> str:
    """Return a name with single spaces."""
    return " ".join(str(name).split())


def _short(text: str, most: int = 40) -> str:
    return repr(text if len(text) <= most else text[:most] + "…")


def _listed(names) -> str:
    """Return the first twenty names."""
    return ", ".join([*islice(names, 20)] + ["…"] * (len(names) > 20))


def _missing(file: _File, gaps: np.ndarray, names: list[str]) -> list[str]:
    """Return a sentence on the rows that miss a field, if there are any."""
    texts = {file.columns[names[j]][i] for i, j in np.argwhere(gaps)}
    if not texts:
        return []
    told = ", ".join(sorted({_gap(text) for text in texts}))
    return [f"{gaps.any(axis=1).sum()} of {len(gaps)} rows miss a field ({told}) and are left out."]


def _gap(field: str | float) -> str:
    if isinstance(field, float):  # NaN: pandas has forgotten what stood there
        return "empty or NA"
    return repr(field.strip()) if field.strip() else "empty"


def _no_complete_row(path, gaps: np.ndarray, names: list[str]) -> str:
    most = gaps.sum(axis=0).argmax()
    return (
        f"{path} has no complete row: every one of {len(gaps)} misses a field, column "
        f"{names[most]!r} in {gaps[:, most].sum()} of them: fill these in, or leave columns out, "
        f"drop=[{names[most]!r}]."
    )


def _no_feature(path, file: _File, dropped: list[str]) -> str:
    if dropped or file.notes:
        told = f"expected a feature beside the class in {path}, got none: leave fewer columns out."
        return " ".join([told, *file.notes])
    return (
        f"{path} has one column only: a class and one feature are needed, with a comma, "
        "semicolon, tab or | between them."
    )


def _no_classes(label: str, classes: tuple[str, ...]) -> str:
    some = ", ".join(map(_short, classes[:3])) + (", …" if len(classes) > 3 else "")
    return (
        f"column {label!r} holds {len(classes)} different values ({some}), and a class column has "
        f"2 to {MOST_CLASSES}: is it the right column?"
    )


def _alike(classes: tuple[str, ...]) -> list[str]:
    """Return a sentence for each group of classes that may be one."""
    groups: dict = {}
    for name in classes:
        key = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        key = {"false": "0", "true": "1"}.get(key, key).replace(",", ".")
        groups.setdefault(float(key) if _is_finite(key) else key, []).append(repr(name))
    return [
        f"the classes {' and '.join(group)} look like one: write them alike if they are."
        for group in groups.values()
        if len(group) > 1
    ]


def _counting(X: Floats, names: list[str]) -> list[str]:
    """Return a sentence for each column that numbers the rows, or may do so."""
    told = {name: _counts(column) for name, column in zip(names, X.T, strict=True)}
    kept = [(name, what) for name, what in told.items() if what]
    return [f"column {name!r} {what} drop=[{name!r}] leaves it out." for name, what in kept]


def _counts(column: Floats) -> str:
    """Say what many whole numbers have that leave no gap, or always grow; else ""."""
    if not _whole(column[:99]) or not _whole(column):  # a look at a few is enough for most
        return ""
    if np.ptp(column) == len(column) - 1 == len(np.unique(column)) - 1:
        return "numbers the rows, which says nothing about a case:"
    return "grows from row to row: if it only numbers them," if (np.diff(column) > 0).all() else ""


def _whole(column: Floats) -> bool:
    """Say whether a column holds many numbers, all of them whole: NaN is not."""
    return len(column) >= MANY and bool((column == np.rint(column)).all())

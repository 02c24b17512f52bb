"""What the learner has done: remembered while the kernel runs, and longer only if they wish.

The wish is the file my_progress.json in the notebooks' folder: while it is there it is read and
written. It holds the names of what is done, nothing else. (The environment variable
COURSE_PROGRESS names another place for it.)
"""

import contextlib
import html
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_done: set[str] = set()


def path() -> Path:
    """Return where the file is, or would be."""
    return Path(os.environ.get("COURSE_PROGRESS", "my_progress.json"))


def note(item: str) -> None:
    """Remember that `item` is done; a file that cannot be written is no reason to stop."""
    _done.add(item)
    if path().exists():
        with contextlib.suppress(ValueError, OSError):
            _write()


def done() -> set[str]:
    """Return all that is done, here and in the file."""
    with contextlib.suppress(ValueError, OSError):
        _done.update(_read())
    return set(_done)


def keep() -> str:
    """Begin to keep the progress in the file."""
    try:
        _write()
    except OSError as error:
        return f"Not kept: {path()} could not be written ({error.strerror})."
    return (
        f"From now on your progress is kept in {path()}. It stays on this machine; "
        "practice.forget_progress() deletes it."
    )


def forget() -> str:
    """Delete the file, and what is remembered."""
    _done.clear()
    path().unlink(missing_ok=True)
    return f"Forgotten: there is no {path()} any more."


def _read() -> list[str]:
    """Return what the file holds, nothing where there is none."""
    if not path().exists():
        return []
    try:
        items = json.loads(path().read_text("utf-8"))["done"]
        if not all(isinstance(item, str) for item in items):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise ValueError(
            f"{path()} is not a file of this course's progress, so it was left as it is: "
            "rename or delete it, and your progress can be kept there."
        ) from None
    return items


def _write() -> None:
    """Add to the file what is done here; another notebook may have added to it meanwhile."""
    _done.update(_read())
    whole = path().with_suffix(".new")  # so that a stop in mid-writing leaves the old file
    whole.write_text(json.dumps({"done": sorted(_done)}, indent=1) + "\n", "utf-8")
    os.replace(whole, path())


def _whether_kept() -> str:
    if not path().exists():
        return "Remembered until the kernel stops; practice.keep_progress() keeps it longer."
    try:
        _read()
    except ValueError as error:
        return str(error)
    return f"Kept in {path()}; practice.forget_progress() deletes it."


class Report:
    """A line for each chapter: what there is to do, and what is done."""

    def __init__(self, chapters: Mapping[str, Sequence[str]]):
        finished = done()
        self.lines = [
            (title, sum(item in finished for item in items), len(items))
            for title, items in chapters.items()
        ]
        self.footer = _whether_kept()

    def __repr__(self) -> str:
        width = max(len(title) for title, *_ in self.lines)
        rows = [f"{title:{width}}  {ready:2} of {all_:2}" for title, ready, all_ in self.lines]
        return "\n".join([*rows, self.footer])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{html.escape(title)}</td>"
            f"<td><progress value='{ready}' max='{all_}' "
            f"aria-label='{html.escape(title)}'></progress></td>"
            f"<td>{ready} of {all_}</td></tr>"
            for title, ready, all_ in self.lines
        )
        return f"<table>{rows}</table><p>{html.escape(self.footer)}</p>"

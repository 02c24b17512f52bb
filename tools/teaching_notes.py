"""What TEACHING.md says of each section of each notebook: its minutes and the teacher's note.

A chapter is `## ` and the notebook's own title; a section is `#### `, the notebook's own heading
and ` · N min`. What stands below that, up to the next heading, is the note, as a Markdown list.
"""

import re
from pathlib import Path
from typing import NamedTuple

from tools.notebooks import NOTEBOOKS, plain, prose, read

from .common import ROOT

TEACHING = ROOT / "TEACHING.md"
PART = r"^## (.+)\n((?:(?!## ).*(?:\n|\Z))*)"
SECTION = r"^#### (.+) · (\d+) min\n((?:(?!#{1,4} ).*(?:\n|\Z))*)"


class Section(NamedTuple):
    """A section of a chapter, as a teacher sees it."""

    minutes: int
    note: str


def parts() -> dict[str, str]:
    """Return all that TEACHING.md says, by its headings."""
    return dict(re.findall(PART, TEACHING.read_text("utf-8"), re.M))


def chapters() -> dict[str, str]:
    """Return what TEACHING.md says of each notebook, by the notebook's stem."""
    said = parts()
    titles = {path.stem: title(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    return {stem: said[name] for stem, name in titles.items() if name in said}


def sections() -> dict[str, dict[str, Section]]:
    """Return minutes and note of each section, by the notebook's stem and the heading."""
    return {
        stem: {
            heading: Section(int(minutes), note.strip())
            for heading, minutes, note in re.findall(SECTION, text, re.M)
        }
        for stem, text in chapters().items()
    }


def notes() -> dict[str, dict[str, str]]:
    """Return the notes alone, as plain lines that begin with `Say:`, `Ask:` and so on."""
    return {
        stem: {heading: lines(section.note) for heading, section in all_.items()}
        for stem, all_ in sections().items()
    }


def lines(note: str) -> str:
    """Return a note without the marks of its list."""
    note = re.sub(r"^- \*\*(.+?:)\*\*", r"\1", note, flags=re.M)
    return re.sub(r"^  ", "", note, flags=re.M)


def minutes() -> dict[str, dict[str, int]]:
    """Return the minutes alone."""
    return {
        stem: {heading: s.minutes for heading, s in all_.items()}
        for stem, all_ in sections().items()
    }


def title(path: Path) -> str:
    """Return a notebook's title."""
    return plain(re.search(r"^# (.+)$", prose(read(path)), re.M)[1])

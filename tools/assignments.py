"""Copies for students and for teachers, both derived from the notebooks by one command.

python -m tools assignments            writes both, and runs both from top to bottom
python -m tools.assignments            writes them only, to build/student and build/teacher
python -m tools.assignments --answers  prints the answers to all questions and quizzes

A student's copy has no outputs, no third hint (it is the whole answer), no folded answers, and no
cell that works them out. A cell that would print the module's version is kept as a comment: *Run
all* would otherwise answer below each exercise, and whoever has written theirs takes the # away.
(The package beside it holds all answers, as it must, for the chapters go on with it.)

A teacher's copy has answers in all cells, bugs repaired, a word on every option of a question, and
the notes of TEACHING.md below its headings.
"""

import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import indent

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from logreg_core import practice
from logreg_core.practice.questions import Question
from logreg_core.practice.quiz import LETTERS
from tools.notebooks import (
    CHECK,
    NOTEBOOKS,
    checks,
    code_cells,
    execute,
    normalise,
    read,
    said,
    story_problems,
    tags,
    written,
)

from . import teaching_notes
from .common import BUILD, ROOT
from .solutions import BODIES, BUG_FIXES

KINDS = ("student", "teacher")
FOLDERS, FILES = ("logreg_core", "locks", "LICENSES"), ("run.py", "requirements.txt", "LICENSE")
THIRD_HINT = re.compile(r"<details><summary>Hint 3.*?</details>\n*", re.S)
FOLDED = re.compile(r"<details><summary>Answers</summary>(?:(?!</details>).)*</details>", re.S)
IN_NUMBERS = re.compile(r"^The answers\b.*:$", re.M)
# A cell that ends with answers is followed by code that works them out.
WORKED_OUT = re.compile(rf"(?:(?s:{FOLDED.pattern})|{IN_NUMBERS.pattern})\s*\Z", re.M)
SHOW_SOLUTION = re.compile(r'^practice\.show_solution\("\w+"\)$')
ASKED = re.compile(r'^practice\.(question|quiz)\("(\w+)"\)$')
ROOM = "*Your answers* (a double click opens this cell):"


def check():
    """Write all copies, read them, and run them as a student and as a teacher would."""
    write()
    by_kind = {"student": student_runs, "teacher": teacher_runs}
    runs = [
        (run, path)
        for kind, run in by_kind.items()
        for path in (BUILD / kind).glob("notebooks/*.ipynb")
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        counts = list(pool.map(lambda pair: pair[0](pair[1]), runs))
    print(f"  {len(runs)} copies ran, {sum(counts)} checks gave the answer expected", flush=True)


def write(folder: Path = BUILD):
    """Write the copies of every notebook, each with the package beside them."""
    for kind, copy in (("student", student), ("teacher", teacher)):
        place = folder / kind
        shutil.rmtree(place, ignore_errors=True)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            shutil.copy2(ROOT / name, place / name)
        (place / "notebooks").mkdir()
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            (place / "notebooks" / path.name).write_text(written(copy(path)), "utf-8")


# ---- the student's --------------------------------------------------------------------------


def student(path: Path) -> NotebookNode:
    """Return a notebook with nothing in it that a learner is to find."""
    nb, answers = read(path), False
    kept = []
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            answers = bool(WORKED_OUT.search(cell.source))
            cell.source = IN_NUMBERS.sub("", FOLDED.sub(ROOM, THIRD_HINT.sub("", cell.source)))
            cell.source = cell.source.strip()
        else:
            cell.outputs, cell.execution_count = [], None
            if SHOW_SOLUTION.match(cell.source):
                cell.source = f"# {cell.source}  # take the first # away when yours is written"
        if cell.source and not (answers and cell.cell_type == "code"):
            kept.append(cell)
    nb.cells = kept
    return nb


def student_runs(path: Path) -> int:
    """Run a student's copy: every check must find nothing written, and nothing be given away."""
    nb = read(path)
    no_problem(nb, path)
    given = giveaways(nb)
    assert not given, f"{path.stem} gives away: {given}"
    nb = execute(path)
    pairs = checks(nb)
    for cell, answer, name, _ in pairs:
        expected = "not written yet" if "exercise" in tags(cell) else "The bug is still in there."
        assert expected in said(answer), f"{path.stem}, {name}: {said(answer)}"
    given = giveaways(nb)
    assert not given, f"{path.stem}, run, shows: {given}"
    return len(pairs)


def giveaways(nb: NotebookNode) -> list[str]:
    """Return what of all answers a copy says or shows."""
    secret = ["<summary>Hint 3", "<summary>Answers", "asked.set(", "The answers to the tasks"]
    secret += [new for _, new in BUG_FIXES.values()]
    secret += [body.splitlines()[-1] for body in BODIES.values()]
    secret += [words for question in questions() for _, words in question.options]
    secret += [
        f"module's <code>{name}</code>" for name in practice.EXERCISES
    ]  # what show_solution prints
    # A colleague's function may share a line with the right one, so bugs are not looked at.
    text = "\n".join(cell.source for cell in nb.cells if "bug" not in tags(cell))
    text += "\n".join(str(cell.outputs) for cell in code_cells(nb))
    return [words for words in secret if len(words) > 9 and words in text]


# ---- the teacher's --------------------------------------------------------------------------


def teacher(path: Path) -> NotebookNode:
    """Return a notebook with every answer in its place, and the teacher's notes."""
    nb, notes = read(path), dict(teaching_notes.sections().get(path.stem, {}))
    for cell, _, exercise, _ in checks(nb):
        cell.source = solved(cell, exercise)
    cells = []
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = noted(cell.source, notes)
        cells.append(cell)
        if asked := ASKED.match(cell.source):
            cells.append(new_markdown_cell(answered(*asked.groups()), id=f"{cell.id}-answers"))
    nb.cells = cells
    return nb


def solved(cell: NotebookNode, exercise: str) -> str:
    """Return the source of an exercise's cell with an answer, or of a bug's with its repair."""
    if "exercise" in tags(cell):
        old, new = "    ...", indent(BODIES[exercise], "    ")
    else:
        old, new = BUG_FIXES[exercise]
    assert cell.source.count(old) == 1, f"{exercise}: the notebook does not say {old!r} any more"
    return cell.source.replace(old, new)


def noted(source: str, notes: dict) -> str:
    """Return Markdown with the notes that belong to its headings, each of which is used once."""
    lines = []
    for line in source.splitlines():
        lines.append(line)
        if found := notes.pop(line.lstrip("# "), None) if line.startswith("##") else None:
            note = f"**Teacher · {found.minutes} min**\n\n{found.note}"
            lines += ["", indent(note, "> ", lambda _: True).replace("> \n", ">\n")]
    return "\n".join(lines)


def answered(kind: str, key: str) -> str:
    """Return all options of the questions that a cell asks, each with what is said of it."""
    asked = [practice.QUESTIONS[key]] if kind == "question" else practice._by_file()[key].QUIZ
    return "\n\n".join(indent(in_words(question), "> ", lambda _: True) for question in asked)


def in_words(question: Question) -> str:
    """Return a question as Markdown, with a mark and a word for each option."""
    lines = [f"**{question.text}**", ""]
    for k, (option, word) in enumerate(question.options):
        mark = "✓" if k == question.right else "✗"
        lines.append(f"- {mark} {LETTERS[k]} · {option} — *{word}*")
    return "\n".join(lines)


def teacher_runs(path: Path) -> int:
    """Run a teacher's copy and keep what it shows: every check must say ✓."""
    no_problem(read(path), path)
    nb = execute(path)
    pairs = checks(nb)
    for _, answer, name, _ in pairs:
        assert said(answer).startswith("✓"), f"{path.stem}, {name}: {said(answer)}"
    path.write_text(written(normalise(nb)), "utf-8")
    return len(pairs)


# ---- both -----------------------------------------------------------------------------------


def no_problem(nb: NotebookNode, path: Path):
    """Assert that links lead somewhere, and that a grader finds ids and one check a cell."""
    found = list(story_problems(nb, path.parent))
    assert not found, f"{path.stem}: {found}"
    ids = [cell.id for cell in nb.cells]
    assert len(ids) == len(set(ids)), f"{path.stem}: two cells of one id"
    for cell in code_cells(nb):
        assert "check" not in tags(cell) or CHECK.match(cell.source), f"{path.stem}: {cell.source}"


def questions() -> list[Question]:
    """Return every question of the course."""
    quizzes = [question for room in practice.CHAPTERS.values() for question in room.QUIZ]
    return [*practice.QUESTIONS.values(), *quizzes]


def main(words: list[str]) -> None:
    """Print the answers, or write the copies."""
    if words == ["--answers"]:
        rooms = practice.CHAPTERS | {"Sanity checks for any model": practice.sanity}
        for title, room in rooms.items():
            asked = (*room.QUESTIONS.values(), *getattr(room, "QUIZ", ()))
            print(f"\n# {title}\n", *(in_words(question) for question in asked), sep="\n\n")
    else:
        write()
        print(f"build/{' and build/'.join(KINDS)} hold the copies")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The notebooks' normal form: executed from top to bottom, and the same bytes on every machine.

    python -m tools.notebooks                         re-executes and rewrites every notebook
    python -m tools.notebooks 03 playground           … those whose name contains one of the words
    python -m tools.notebooks --repository you/name   moves the course to another address

nbval compares the printed text of two runs; ``problems`` looks at what nbval never sees.
"""

import base64
import copy
import hashlib
import io
import json
import re
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import nbformat
from jupyter_client import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import nbjson, new_code_cell
from nbformat.validator import iter_validate
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
OVERVIEW = NOTEBOOKS / "images" / "overview.png"  # the README's picture, drawn by the start page
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REPOSITORY = PYPROJECT["project"]["urls"]["Repository"]

SETUP_CELL = f"""\
# Set-up, the same in every notebook: finds the course's package wherever the notebook runs.
import sys
from importlib.util import find_spec
from pathlib import Path

if sys.platform == "emscripten":  # JupyterLite: Python inside the browser
    import piplite

    await piplite.install(["ipywidgets", "matplotlib", "scikit-learn"])
folders = [Path.cwd(), *Path.cwd().parents]  # the course is this folder or one above it
sys.path[:0] = [str(p) for p in folders if (p / "logreg_core" / "__init__.py").is_file()]
if not find_spec("logreg_core") and ("google.colab" in sys.modules or Path("/kaggle").is_dir()):
    %pip install -q git+{REPOSITORY}
if not find_spec("logreg_core"):
    raise ImportError("logreg_core not found: open this notebook inside the course's folder.")"""

# JupyterLab shows the first line of a folded output, so an answer prints this one first.
ANSWER = 'print("Answer:")'

TAGS = {
    "setup",
    "answer",
    "exercise",
    "bug",
    "check",
    "explorer",
    "quiz",
    "progress",
    "solution",
    "hide-input",
    "raises-exception",
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
MAX_LINES = 25
MAX_BYTES = 1_500_000


class Stopped(Exception):
    """A notebook that did not run to its end; the message says where."""


# ---- reading, executing, writing ------------------------------------------------------------
CHECK = re.compile(r'^practice\.(?:check|check_fix)\("(\w+)", (\w+)\)$')
OPEN = {"exercise", "bug"}  # the tags of what is to be written
REFERENCE = "practice.EXERCISES[{!r}].reference"


def read(path: Path) -> NotebookNode:
    """The notebook as it is: no repair, no new ids, no conversion."""
    return nbjson.reads(Path(path).read_text("utf-8"))


def written(nb: NotebookNode) -> str:
    """The text of the file: sorted keys, one space of indent, letters as they are."""
    return nbjson.writes(nb) + "\n"


def execute(path: Path, kernel: KernelManager | None = None) -> NotebookNode:
    """The notebook run in its own folder, with the present set-up cell, by default anew."""
    nb = with_answers(with_setup(read(path)))
    for cell in code_cells(nb):
        cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        nb,
        km=kernel,
        kernel_name="python3",
        timeout=600,
        resources={"metadata": {"path": str(Path(path).parent)}},
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],  # or each kernel warns about its own transport
    )
    try:
        return client.execute()
    except CellExecutionError as error:
        number = max(i for i, cell in enumerate(nb.cells) if errors(cell))
        raise Stopped(f"{Path(path).name}, cell {number}: {error.ename}: {error.evalue}") from None
    except (DeadKernelError, CellTimeoutError) as error:
        raise Stopped(f"{Path(path).name}: {str(error).splitlines()[0]}") from None
    finally:
        if kernel and client.kc:  # a kernel that lives on answers one client at a time
            client.kc.stop_channels()


# ---- normal form ----------------------------------------------------------------------------


def normalise(nb: NotebookNode) -> NotebookNode:
    """A copy without anything that differs between machines, front ends or runs."""
    nb = with_answers(with_setup(nb))
    title = re.search(r"^# (.+)$", prose(nb), re.M)
    nb.metadata = {"title": plain(title[1])} if title else keep(nb.metadata, "title")
    nb.metadata |= {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nb.nbformat, nb.nbformat_minor = 4, 5
    used, count = set(), 0
    for cell in nb.cells:
        cell.metadata = keep(cell.metadata, "slideshow", "tags")
        if folds := {
            **({"source_hidden": True} if tags(cell) & {"setup", "hide-input"} else {}),
            **({"outputs_hidden": True} if "answer" in tags(cell) else {}),  # until it is run
        }:
            cell.metadata.jupyter = folds
        if "tags" in cell.metadata:
            cell.metadata.tags = sorted(set(cell.metadata.tags))
        cell.id = valid_id(cell, used)
        if cell.cell_type == "code":
            count += bool(cell.source.strip())
            cell.execution_count = count if cell.source.strip() else None
            cell.outputs = normal_outputs(cell)
    return nbformat.from_dict(nb)


def normal_outputs(cell: NotebookNode) -> list[NotebookNode]:
    outputs = []
    for out in cell.outputs:
        if out.output_type == "stream":
            # A warning names the temporary file that the kernel made of the cell.
            out.text = re.sub(r"\S*ipykernel_\d+[/\\]\d+\.py:\d+", "cell.py", out.text)
            last = outputs[-1] if outputs else None
            if last and last.output_type == "stream" and last.name == out.name:
                last.text += out.text  # how printed lines are grouped depends on the clock
                continue
        elif out.output_type == "error":
            # The lines above the last one are full of colours and of this machine's folders.
            out.traceback = [f"{out.ename}: {out.evalue}"]
        else:
            out.data.pop(WIDGET_VIEW, None)  # a live view has no model in a stored file
            if not out.data:
                continue
            if out.output_type == "execute_result":
                out.execution_count = cell.execution_count
        outputs.append(out)
    return outputs


def with_setup(nb: NotebookNode) -> NotebookNode:
    """A copy whose set-up cell says what it says today; a notebook without one gets it."""
    nb = copy.deepcopy(nb)
    setup = [cell for cell in code_cells(nb) if "setup" in tags(cell)]
    if setup:
        setup[0].source = SETUP_CELL
    else:
        kinds = [cell.cell_type for cell in nb.cells]
        first = kinds.index("code") if "code" in kinds else len(kinds)
        cell = new_code_cell(SETUP_CELL, id="setup", metadata={"tags": ["setup"]})
        nb.cells.insert(first, cell)
    return nb


def with_answers(nb: NotebookNode) -> NotebookNode:
    """A copy in which each cell that is tagged `answer` begins with `ANSWER`."""
    nb = copy.deepcopy(nb)
    for cell in code_cells(nb):
        if "answer" in tags(cell) and not cell.source.startswith(ANSWER):
            cell.source = f"{ANSWER}\n{cell.source}"
    return nb


def valid_id(cell: NotebookNode, used: set[str]) -> str:
    """The cell's own id where it is valid and new, else one made from what the cell says."""
    digest = hashlib.sha1(cell.source.encode()).hexdigest()
    candidates = [cell.get("id", ""), digest[:8], *(f"{digest[:8]}-{n}" for n in range(2, 1000))]
    valid = (c for c in candidates if re.fullmatch(r"[\w-]{1,64}", c, re.ASCII) and c not in used)
    chosen = next(valid)
    used.add(chosen)
    return chosen


# ---- what is wrong with a notebook ----------------------------------------------------------


def problems(nb: NotebookNode, folder: Path = NOTEBOOKS) -> list[str]:
    """Every broken rule in one line each; links are looked up from ``folder``."""
    found = [*file_problems(nb), *story_problems(nb, folder)]
    for number, cell in enumerate(nb.cells):
        found += [f"cell {number}: {problem}" for problem in cell_problems(cell)]
    return found


def file_problems(nb: NotebookNode) -> Iterator[str]:
    for error in iter_validate(nb):  # validate() itself would repair what it finds
        yield f"not a valid notebook: {error.message[:80]}"
    normal = normalise(nb)
    if len(nb.cells) != len(normal.cells):
        yield "no set-up cell"
    else:
        for number, (cell, other) in enumerate(zip(nb.cells, normal.cells, strict=True)):
            for key in sorted(cell.keys() | other.keys()):
                if cell.get(key) != other.get(key):
                    yield f"cell {number}: {key} is not in normal form"
    for key in ("metadata", "nbformat", "nbformat_minor"):
        if nb.get(key) != normal[key]:
            yield f"{key} is not in normal form"
    if len(written(nb)) > MAX_BYTES:
        yield f"{len(written(nb)) / 1e6:.1f} MB: over {MAX_BYTES / 1e6} MB"


def story_problems(nb: NotebookNode, folder: Path) -> Iterator[str]:
    """What concerns the notebook as a whole: its first cell, its exercises, headings and links."""
    code = code_cells(nb)
    if [i for i, cell in enumerate(code) if "setup" in tags(cell)] != [0]:
        yield "the first code cell, and no other, is the set-up cell"

    steps = [tag for cell in code for tag in tags(cell) if tag in ("exercise", "bug", "check")]
    for tag, following in pairwise([*steps, ""]):
        if tag != "check" and following != "check":
            yield f"{'an exercise' if tag == 'exercise' else 'a bug'} has no check after it"

    yield from given_away(nb)

    levels = [len(marks) for marks in re.findall(r"^(#{1,6}) ", prose(nb), re.M)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"one heading of level 1, at the top: the levels are {levels}"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"

    for link in re.findall(r"\]\((?!https?:|mailto:|attachment:|#)([^)\s#]+)", prose(nb)):
        if not (folder / link).exists():
            yield f"the link to {link} leads nowhere"


def given_away(nb: NotebookNode) -> Iterator[str]:
    """The questions to answer before going on whose answer can be read at once.

    The cell that shows the answer is tagged `answer`, so its output is folded until it is run, and
    the text after it begins with a folded part.
    """
    for at, cell in enumerate(nb.cells):
        if is_code(cell) and "practice.question(" in cell.source:
            shown = next((k for k in range(at + 1, len(nb.cells)) if shows(nb.cells[k])), None)
            if shown is None or "answer" not in tags(nb.cells[shown]):
                yield f"cell {at}: the cell that answers this question is not tagged answer"
                continue
            text = next((c for c in nb.cells[shown:] if c.cell_type == "markdown"), None)
            if text is not None and not text.source.lstrip().startswith(("<details>", "#")):
                yield f"cell {at}: the text after the answer does not begin folded (<details>)"


def shows(cell: NotebookNode) -> bool:
    """Whether a cell is code of the story, not an exercise of the learner's."""
    return is_code(cell) and not tags(cell) & {"exercise", "check"}


def is_code(cell: NotebookNode) -> bool:
    return cell.cell_type == "code"


def cell_problems(cell: NotebookNode) -> Iterator[str]:
    html = [cell.source] if cell.cell_type == "markdown" else []
    if unknown := tags(cell) - TAGS:
        yield f"unknown tag {sorted(unknown)}"
    if cell.cell_type == "code" and (lines := len(cell.source.splitlines())) > MAX_LINES:
        yield f"{lines} lines: over {MAX_LINES}"
    if machine_path(cell.source):
        yield f"a path of one machine: {machine_path(cell.source)}"
    if cell.cell_type == "code":
        if cell.source.rstrip().endswith(";"):
            yield "a last ; hides nothing from nbval: write `_ = …`"
        if "exercise" in tags(cell) and not re.search(r"\.\.\. *(#.*)?$", cell.source, re.M):
            yield "an exercise without `...` is solved already"
        if errors(cell) and "raises-exception" not in tags(cell):
            yield f"an error: {errors(cell)[0].ename}"
        if "raises-exception" in tags(cell) and not errors(cell):
            yield "tagged raises-exception, and nothing raised"
        for out in cell.outputs:
            yield from output_problems(out)
            html.append(without_pictures(out.get("data", {}).get("text/html", "")))
    for image in re.findall(r"<img\b[^>]*>|!\[\s*\]\([^)]*\)", "\n".join(html)):
        if not re.search(r"""\balt=["'][^"']*\w""", image):
            yield f"a picture without alt text: {image[:40]}"
    if script := re.search(r"<script\b|<[^>]+\son\w+\s*=|javascript:", "\n".join(html)):
        yield f"a script, which a reader would have to trust: {script[0][:40]}"


def output_problems(out: NotebookNode) -> Iterator[str]:
    data = out.get("data", {})
    if scripts := [kind for kind in data if "javascript" in kind]:
        yield f"a script, which a reader would have to trust: {scripts[0]}"
    texts = [*data.values(), out.get("text", ""), out.get("evalue", "")]
    text = "\n".join(part if isinstance(part, str) else json.dumps(part) for part in texts)
    text = without_pictures(text)
    if machine_path(text):
        yield f"a path of one machine in the output: {machine_path(text)}"
    if address := re.search(r"\b0x[0-9a-fA-F]{6,16}\b", text):
        yield f"an address in memory, another one each time: {address[0]}"
    if "image/png" in data:
        yield "an image/png, which JupyterLab shows without a sentence: plots.show has one"
    if picture := picture_in(out):
        try:
            image = Image.open(io.BytesIO(picture.png), formats=["PNG"])
            image.load()
            if min(image.size) < 2:
                yield f"a picture of {image.size[0]} × {image.size[1]} pixels"
        except Exception:
            yield "a picture that is no PNG"
        words = picture.alt.split()
        if len(words) < 3 or words[0].startswith("<") or words[-1][-1] not in ".!?)…":
            yield "a picture whose alt text is no sentence that says what it shows"
        if data.get("text/plain") != picture.alt:
            yield "a picture whose text/plain is not its alt text"


def machine_path(text: str) -> str | None:
    """The first thing in a text that only one machine has; None if there is nothing."""
    places = r"/(?:home|root|Users|tmp|var|opt|mnt)/|[A-Z]:\\+(?:Users|Temp|Program)"
    found = re.search(rf"(?<![\w.~/])(?:{places})|site-packages|{re.escape(str(ROOT))}", text)
    return found and found[0]


# ---- small helpers --------------------------------------------------------------------------


def code_cells(nb: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in nb.cells if is_code(cell)]


def tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def errors(cell: NotebookNode) -> list[NotebookNode]:
    return [out for out in cell.get("outputs", []) if out.output_type == "error"]


class Picture(NamedTuple):
    """A picture of an output: its sentence, its width on the page in pixels, its PNG."""

    alt: str
    width: int
    png: bytes


def picture_in(out: NotebookNode) -> Picture | None:
    """The picture that an output is (a quiz may hold pictures, but is none)."""
    tag = r'<img alt="([^"]*)" width="(\d+)" [^>]*src="data:image/png;base64,([^"]*)">'
    found = re.fullmatch(tag, out.get("data", {}).get("text/html", ""))
    return found and Picture(unescape(found[1]), int(found[2]), base64.b64decode(found[3]))


def pictures(nb: NotebookNode) -> list[bytes]:
    """The PNGs of a notebook, in order."""
    found = [picture_in(out) for cell in code_cells(nb) for out in cell.outputs]
    return [picture.png for picture in found if picture]


def without_pictures(text: str) -> str:
    """A text without what is in its pictures: letters at random spell anything."""
    return re.sub(r"data:[a-z/+]+;base64,[\w+/=]+", "", text)


def checks(nb: NotebookNode) -> list[tuple[NotebookNode, NotebookNode, str, str]]:
    """The cells to write and to check, in pairs, with the exercise and the learner's name."""
    pairs, open_cell = [], None
    for cell in code_cells(nb):
        if tags(cell) & OPEN:
            open_cell = cell
        elif "check" in tags(cell):
            pairs.append((open_cell, cell, *CHECK.match(cell.source).groups()))
    return pairs


def solved(nb: NotebookNode, right: str = REFERENCE) -> NotebookNode:
    """The notebook with a right answer in the place of each function that is to be written."""
    for cell, _, exercise, name in checks(nb):
        cell.source = f"{name} = {right.format(exercise)}"
    return nb


def said(cell: NotebookNode) -> str:
    """What a check says, in plain text."""
    return "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def keep(metadata: dict, *keys: str) -> NotebookNode:
    return NotebookNode({key: metadata[key] for key in keys if metadata.get(key)})


def plain(markdown: str) -> str:
    return re.sub(r"[*`$]", "", markdown).strip()


def prose(nb: NotebookNode) -> str:
    """The Markdown of a notebook without its code blocks, where # is no heading."""
    text = "\n\n".join(cell.source for cell in nb.cells if cell.cell_type == "markdown")
    return re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.M | re.S)


# ---- the command ----------------------------------------------------------------------------


def rewrite(path: Path) -> str | None:
    """Executes one notebook and writes it where that changed it; what went wrong, if it did."""
    began = time.perf_counter()
    try:
        text = written(normalise(execute(path)))
    except Stopped as stopped:
        return str(stopped)
    if path.name.startswith("00_"):
        OVERVIEW.parent.mkdir(exist_ok=True)
        OVERVIEW.write_bytes(pictures(nbformat.reads(text, 4))[0])
    changed = text != path.read_text("utf-8")
    if changed:
        path.write_text(text, "utf-8", newline="\n")
    seconds = time.perf_counter() - began
    print(f"{path.name:32}{seconds:6.1f} s  {'rewritten' if changed else 'as it was'}", flush=True)
    return None


def move_to(slug: str) -> None:
    """Writes another ``owner/name`` wherever the present one stands."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", slug):
        raise SystemExit(f"--repository takes owner/name, not {slug!r}")
    old = REPOSITORY.removeprefix("https://github.com/")
    pairs = {
        old: slug,
        quote(old, safe=""): quote(slug, safe=""),  # inside a Binder or nbgitpuller link
        f"tree%2F{old.split('/')[1]}%2F": f"tree%2F{slug.split('/')[1]}%2F",
    }
    files = [*ROOT.glob("*.md"), *ROOT.glob("*.cff"), *NOTEBOOKS.glob("*.ipynb")]
    for path in [*files, ROOT / "pyproject.toml"]:
        text = before = path.read_text("utf-8")
        for this, that in pairs.items():
            text = text.replace(this, that)
        if text != before:
            path.write_text(text, "utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)}: {slug}")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--repository"]:
        return move_to("".join(arguments[1:]))
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    words = [Path(argument).stem for argument in arguments] or [""]
    if unknown := [word for word in words if not any(word in path.stem for path in paths)]:
        sys.exit(f"no notebook is called {' or '.join(unknown)}")
    chosen = [path for path in paths if any(word in path.stem for word in words)]
    with ThreadPoolExecutor(max_workers=2) as pool:  # a kernel is one busy core and 0.2 GB
        failures = [failure for failure in pool.map(rewrite, chosen) if failure]
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Every notebook is in normal form, and every rule of the normal form can fail."""

import base64
import copy
import io

import pytest
from nbformat import NotebookNode
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)
from PIL import Image

from logreg_core.plots import image_tag
from tools import notebooks
from tools.notebooks import NOTEBOOKS, SETUP_CELL, WIDGET_VIEW, normalise, problems, read, written


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook(path):
    nb = read(path)
    assert problems(nb) == []
    assert path.read_text("utf-8") == written(nb), "run: python run.py notebooks"


def test_the_picture_of_the_readme_is_that_of_the_start_page():
    first, *_ = notebooks.pictures(read(NOTEBOOKS / "00_start_here.ipynb"))
    assert notebooks.OVERVIEW.read_bytes() == first, "run: python run.py notebooks"


# ---- the rules, each on a small notebook that breaks it ---------------------------------------


def png(width=8, height=8) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height)).save(stream, "PNG")
    return stream.getvalue()


def shown(**data) -> NotebookNode:
    return new_output("display_data", {key.replace("_", "/"): data[key] for key in data})


def drawn(png: bytes, alt="A curve that rises from 0 to 1.") -> NotebookNode:
    return shown(text_html=image_tag(png, alt, 300), text_plain=alt)


def stream(text, name="stdout") -> NotebookNode:
    return new_output("stream", name=name, text=text)


FOLDED = {"tags": ["setup"], "jupyter": {"source_hidden": True}}


@pytest.fixture
def good() -> NotebookNode:
    """A notebook with one of everything and nothing wrong: cells by the names used below."""
    picture = drawn(png())
    cells = [
        new_markdown_cell("# One title\n\n```\n# no heading\n```\n[next](01_here.ipynb)", id="top"),
        new_code_cell(SETUP_CELL, id="setup", metadata=FOLDED),
        new_code_cell("print(1)", id="print", outputs=[stream("1\n")]),
        new_markdown_cell('## A part\n\n<img alt="a tumour" src="01_here.ipynb">', id="part"),
        new_code_cell("picture", id="picture", outputs=[picture]),
        new_code_cell("def f(z):\n    ...", id="exercise", metadata={"tags": ["exercise"]}),
        new_code_cell("check(f)", id="check", metadata={"tags": ["check"]}),
    ]
    nb = normalise(new_notebook(cells=cells))
    assert nb.metadata.title == "One title"
    return nb


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "01_here.ipynb").touch()
    return tmp_path


def cell(nb, name) -> NotebookNode:
    return next(cell for cell in nb.cells if cell.id == name)


def test_a_good_notebook_has_no_problem(good, folder):
    assert problems(good, folder) == []
    assert normalise(good) == good


ERROR = new_output("error", ename="ValueError", evalue="no", traceback=["ValueError: no"])

# What is wrong → how to break the good notebook so.
BROKEN = {
    "execution_count is not in normal form": lambda nb: cell(nb, "print").update(execution_count=9),
    "execution_count is not in": lambda nb: cell(nb, "print").update(execution_count=None),
    "id is not in normal form": lambda nb: cell(nb, "print").update(id="picture"),
    "metadata is not in normal form": lambda nb: cell(nb, "print").metadata.update(collapsed=True),
    "cell 2: metadata is not": lambda nb: cell(nb, "print").metadata.update(execution={}),
    "nbformat_minor is not in": lambda nb: nb.update(nbformat_minor=4),
    "not a valid notebook": lambda nb: cell(nb, "print").update(trusted=True),
    "no set-up cell": lambda nb: nb.cells.pop(1),
    "cell 1: source is not": lambda nb: cell(nb, "setup").update(source="import logreg_core"),
    "no other, is the set-up cell": lambda nb: cell(nb, "print").metadata.update(tags=["setup"]),
    "over 1.5 MB": lambda nb: cell(nb, "top").update(source="# A\n" + "long " * 400_000),
    "26 lines: over 25": lambda nb: cell(nb, "print").update(source="x = 1\n" * 26),
    "unknown tag": lambda nb: cell(nb, "print").metadata.update(tags=["exercice"]),
    "a path of one machine: /home/": lambda nb: cell(nb, "print").update(source='"/home/me/x"'),
    "in the output: /tmp/": lambda nb: cell(nb, "print").outputs.append(stream("in /tmp/x")),
    "in the output: C:\\Users": lambda nb: cell(nb, "print").outputs.append(stream(r"C:\Users\me")),
    "in the output: site-packages": lambda nb: cell(nb, "print").outputs.append(
        shown(text_html="<p>lib/site-packages/numpy</p>")
    ),
    "an address in memory": lambda nb: cell(nb, "print").outputs.append(stream("at 0x7f12ab34")),
    "an error: ValueError": lambda nb: cell(nb, "print").outputs.append(ERROR),
    "nothing raised": lambda nb: cell(nb, "print").metadata.update(tags=["raises-exception"]),
    "outputs is not in normal form": lambda nb: (
        cell(nb, "picture").outputs[0].data.update({WIDGET_VIEW: {"model_id": "1"}})
    ),
    "cell 2: outputs is not in": lambda nb: cell(nb, "print").outputs.append(stream("2\n")),
    "metadata is not in": lambda nb: nb.metadata.update(widgets={"state": {}}),
    "that is no PNG": lambda nb: cell(nb, "picture").update(outputs=[drawn(b"\x89PN")]),
    "1 × 1 pixels": lambda nb: cell(nb, "picture").update(outputs=[drawn(png(1, 1))]),
    "is no sentence": lambda nb: cell(nb, "picture").update(
        outputs=[drawn(png(), "<Figure size 640x480 with 1 Axes>")]
    ),
    "is not its alt text": lambda nb: cell(nb, "picture").outputs[0].data.pop("text/plain"),
    "an image/png": lambda nb: (
        cell(nb, "picture").outputs[0].data.update({"image/png": base64.b64encode(png()).decode()})
    ),
    "solved already": lambda nb: cell(nb, "exercise").update(source="def f(z):\n    return z"),
    "no check after it": lambda nb: nb.cells.pop(),
    "a last ;": lambda nb: cell(nb, "print").update(source="plot();"),
    "leads nowhere": lambda nb: cell(nb, "part").update(source="## A\n[back](00_gone.ipynb#x)"),
    "the levels are [1, 1]": lambda nb: cell(nb, "part").update(source="# Another title"),
    "the levels are []": lambda nb: [nb.cells.pop(0), nb.cells.pop(2)],
    "level 3 follows one of level 1": lambda nb: cell(nb, "part").update(source="### Too deep"),
    "without alt text": lambda nb: cell(nb, "part").update(source="## A\n![](01_here.ipynb)"),
    "without alt text: <img src": lambda nb: cell(nb, "print").outputs.append(
        shown(text_html='<p><img src="a.png"></p>')
    ),
    "to trust: <script": lambda nb: cell(nb, "part").update(source="## A\n<script>x()</script>"),
    "to trust: <b onclick": lambda nb: cell(nb, "print").outputs.append(
        shown(text_html="<b onclick='x()'>A</b>")
    ),
    "is not tagged answer": lambda nb: cell(nb, "print").update(source="practice.question('a')"),
    "does not begin folded": lambda nb: [
        cell(nb, "setup").update(source="practice.question('a')"),
        cell(nb, "print").metadata.update(tags=["answer"]),
        cell(nb, "part").update(source="It is 1."),
    ],
    "to trust: application/javascript": lambda nb: cell(nb, "print").outputs.append(
        shown(application_javascript="x()")
    ),
}


@pytest.mark.parametrize("problem", BROKEN)
def test_each_rule_can_fail(good, folder, problem):
    BROKEN[problem](good)
    assert any(problem in found for found in problems(good, folder)), problems(good, folder)


# ---- what normalise does ----------------------------------------------------------------------


def test_normalise_takes_away_what_differs_between_machines(good):
    messy = copy.deepcopy(good)
    messy.metadata |= {"kernelspec": {"name": "jax38"}, "widgets": {}, "vscode": {}}
    messy.metadata.language_info.version = "3.11.7"
    for number, each in enumerate(messy.cells):
        each.metadata |= {"trusted": True, "execution": {"iopub.status.busy": "12:00"}}
        if each.cell_type == "code":
            each.execution_count = 40 + number
    cell(messy, "print").outputs = [stream("1"), stream("\n")]
    cell(messy, "picture").outputs[0].data[WIDGET_VIEW] = {"model_id": "random"}
    cell(messy, "check").outputs = [shown(**{WIDGET_VIEW: {"model_id": "random"}})]
    assert normalise(messy) == good
    assert messy != good, "normalise changes nothing in place"


def test_cell_ids_are_kept_or_made_from_the_source(good):
    for each in good.cells:
        del each["id"]
    ids = [each.id for each in normalise(good).cells]
    assert ids == [each.id for each in normalise(good).cells], "the same each time"
    assert len(set(ids)) == len(ids)
    twins = [new_code_cell("a", id="twin"), new_code_cell("a", id="twin")]
    good.cells = [*twins, NotebookNode(new_code_cell("a"), id="not valid")]
    ids = [each.id for each in normalise(good).cells]
    assert ids == ["setup", "twin", "86f7e437", "86f7e437-2"]


def test_the_first_line_of_an_answer_tells_nothing(good):
    """JupyterLab shows that line of a folded output."""
    cell(good, "print").metadata.tags = ["answer"]
    told = normalise(good)
    assert cell(told, "print").source == 'print("Answer:")\nprint(1)'
    assert cell(told, "print").metadata.jupyter == {"outputs_hidden": True}
    assert normalise(told) == told
    assert "cell 2: source is not in normal form" in problems(good)


def test_an_answer_whose_code_would_tell_is_folded_whole(good):
    cell(good, "print").metadata.tags = ["hide-input", "answer"]
    folds = cell(normalise(good), "print").metadata.jupyter
    assert folds == {"outputs_hidden": True, "source_hidden": True}


def test_an_error_and_a_warning_name_no_machine(good):
    noisy = new_output("error", ename="ValueError", evalue="no", traceback=["/home/me", "no"])
    warning = stream("/tmp/ipykernel_7/12.py:3: RuntimeWarning: overflow\n", "stderr")
    cell(good, "print").outputs = [warning, noisy]
    first, second = cell(normalise(good), "print").outputs
    assert first.text == "cell.py: RuntimeWarning: overflow\n"
    assert second.traceback == ["ValueError: no"]


def test_executing_stops_with_notebook_cell_and_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    for name, last in {"01_runs": "2 + 2", "02_stops": "1 / 0"}.items():
        nb = new_notebook(cells=[new_markdown_cell("# Sum"), new_code_cell(last)])
        (tmp_path / f"{name}.ipynb").write_text(written(nb), "utf-8")
    monkeypatch.setattr(notebooks, "SETUP_CELL", "print('ready')")

    with pytest.raises(SystemExit) as stop:
        notebooks.main([])
    assert str(stop.value) == "02_stops.ipynb, cell 2: ZeroDivisionError: division by zero"
    assert "01_runs.ipynb" in capsys.readouterr().out
    ran = read(tmp_path / "01_runs.ipynb")
    assert [each.get("execution_count") for each in ran.cells] == [None, 1, 2]
    assert ran.cells[1].outputs[0].text == "ready\n"
    assert ran.cells[2].outputs[0].data["text/plain"] == "4"

    notebooks.main(["01"])
    assert "as it was" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="no notebook is called 09"):
        notebooks.main(["09"])


def test_moving_to_another_address(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "ROOT", tmp_path)
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(notebooks, "REPOSITORY", "https://github.com/OWNER/REPO")
    (tmp_path / "pyproject.toml").write_text('Repository = "https://github.com/OWNER/REPO"')
    (tmp_path / "README.md").write_text(
        "?repo=OWNER%2FREPO&path=lab%2Ftree%2FREPO%2Fx gh/OWNER/REPO"
    )
    notebooks.main(["--repository", "me/logreg"])
    assert (
        tmp_path / "pyproject.toml"
    ).read_text() == 'Repository = "https://github.com/me/logreg"'
    readme = (tmp_path / "README.md").read_text()
    assert readme == "?repo=me%2Flogreg&path=lab%2Ftree%2Flogreg%2Fx gh/me/logreg"
    with pytest.raises(SystemExit, match="owner/name"):
        notebooks.main(["--repository", "nonsense"])

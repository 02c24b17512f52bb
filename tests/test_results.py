"""The page of results: written by the benchmarks, a section for each, nothing of one machine."""

import re
import shlex

import pytest

from benchmarks import __main__ as main_module
from benchmarks.__main__ import (
    HEAD,
    IN_SHORT,
    PAGE,
    PARTS,
    Part,
    in_short,
    measured,
    section,
    sections,
    write,
)
from benchmarks.in_short import SHORT, traps
from places.common import ROOT
from tests.normal_form import machine_path

TOLD = (ROOT / "README.md").read_text("utf-8").partition("## How good is it?")[2]
TOLD = TOLD.partition("\n## ")[0]


def test_every_measurement_has_its_section_in_order():
    assert list(sections(PAGE)) == [IN_SHORT, *(part.title for part in PARTS.values())]
    text = PAGE.read_text("utf-8")
    assert text.startswith(HEAD)
    assert machine_path(text) is None


def test_the_table_at_the_head_is_that_of_the_sections():
    known = sections(PAGE)
    assert known[IN_SHORT].splitlines() == list(in_short(known))
    assert known[IN_SHORT].count("\n| ") == 1 + len(PARTS)


def test_the_numbers_of_the_readme_stand_on_the_page():
    numbers = set(re.findall(r"\d[\d,.]*\d", TOLD.replace("±800", "")))
    known = set(re.findall(r"\d[\d,.]*\d", PAGE.read_text("utf-8")))
    assert len(numbers) > 5
    assert {number.replace(",", "") for number in numbers - known} - known == set()


def test_the_readme_counts_the_traps_as_the_table_does():
    count = traps(sections(PAGE)["Beside its peers"])
    assert count["ours: newton"].total() == 12
    ours, silent = count["ours: newton"], "wrong in silence"
    assert (ours["right"], ours["says so"], ours["–"], ours[silent]) == (7, 4, 1, 0)
    assert (count["sklearn lbfgs"][silent], count["mlxtend"][silent]) == (3, 5)
    told = " ".join(TOLD.split())
    words = (
        "Twelve traps",
        "gets seven right",
        "in four",
        "lbfgs gets three wrong",
        "mlxtend five.",
    )
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize("name", PARTS)
def test_a_measurement_s_command_is_there(name):
    words = shlex.split(PARTS[name].command)
    path = words[1].replace(".", "/") if words[0] == "-m" else words[0]
    files = (path, f"{path}.py", f"{path}/__main__.py")
    assert any((ROOT / file).is_file() for file in files)


def test_a_part_writes_its_own_section_and_its_row(tmp_path):
    page, before, part = tmp_path / "page.md", sections(PAGE), PARTS["checks"]
    write(page, before)
    assert page.read_text("utf-8") == PAGE.read_text("utf-8")
    write(page, sections(page) | {part.title: section(part, "the slowest: 98.7 ms\n", 2.0)})
    now = sections(page)
    assert [title for title in before if now[title] != before[title]] == [IN_SHORT, part.title]
    assert "| the slowest takes 99 ms |" in now[IN_SHORT]
    assert "```\nthe slowest: 98.7 ms\n```" in now[part.title]


def test_a_table_is_written_as_it_is():
    assert section(PARTS["peers"], "| a | table |\n", 2.0).endswith("s.\n\n| a | table |\n")


def test_a_measurement_that_fails_writes_nothing(monkeypatch):
    there_is_none = Part("None", "-m nothing_of_this_name", "There is none.")
    monkeypatch.setitem(PARTS, "none", there_is_none)
    with pytest.raises(SystemExit, match="nothing_of_this_name: failed"):
        measured("none")


def test_what_is_only_counted_runs_beside_others_and_fails_alone(tmp_path, monkeypatch, capsys):
    page = tmp_path / "page.md"
    monkeypatch.setattr(main_module, "PAGE", page)
    for name, command in (("first", "-c print(1)"), ("bad", "-c 1/0"), ("last", "-c print(2)")):
        monkeypatch.setitem(PARTS, name, Part(name, command, "A try.", timed=name == "first"))
        monkeypatch.setitem(SHORT, name, lambda text: text.splitlines()[-2])
    with pytest.raises(SystemExit, match=r"^python -c 1/0: failed$"):
        main_module.main(["last", "bad", "first"])
    assert list(sections(page)) == [IN_SHORT, "first", "last"]
    said = capsys.readouterr().out
    assert "\n1\n" in said
    assert "\nlast: 2\n" in said
    assert re.search(r"^\| last \| 2 \| .*, commit \w+ \|$", said, re.M)

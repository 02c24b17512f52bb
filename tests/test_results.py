"""The page of results: written by the benchmarks, a section for each, nothing of one machine."""

import re
import shlex
from collections import Counter

import pytest

from benchmarks.__main__ import HEAD, PAGE, PARTS, Part, measured, section, sections, write
from places.common import ROOT
from tests.normal_form import machine_path

TOLD = (ROOT / "README.md").read_text("utf-8").partition("## How good is it?")[2]
TOLD = TOLD.partition("\n## ")[0]


def test_every_measurement_has_its_section_in_order():
    assert list(sections(PAGE)) == [part.title for part in PARTS.values()]
    text = PAGE.read_text("utf-8")
    assert text.startswith(HEAD)
    assert machine_path(text) is None


def test_the_numbers_of_the_readme_stand_on_the_page():
    numbers = set(re.findall(r"\d[\d,.]*\d", TOLD.replace("±800", "")))
    known = set(re.findall(r"\d[\d,.]*\d", PAGE.read_text("utf-8")))
    assert len(numbers) > 5
    assert {number.replace(",", "") for number in numbers - known} - known == set()


def test_the_readme_counts_the_traps_as_the_table_does():
    rows = [line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines()]
    head, *rows = [[cell.strip() for cell in row] for row in rows if len(row) > 9]
    rows = [
        row for row in rows if {"right", "says so", "wrong in silence"} & set(row)
    ]  # no numbers
    count = {peer: Counter(row[k] for row in rows) for k, peer in enumerate(head)}
    assert len(rows) == 12
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


def test_a_part_writes_its_own_section_alone(tmp_path):
    page = tmp_path / "page.md"
    first, second, *_ = PARTS.values()
    write(page, {second.title: section(second, "two\n", 2.0), first.title: section(first, "1", 1)})
    write(page, sections(page) | {second.title: section(second, "| a | table |\n", 2.0)})
    text = page.read_text("utf-8")
    assert text.index(f"## {first.title}") < text.index(f"## {second.title}")
    assert "```\n1\n```" in text
    assert text.endswith("\n\n| a | table |\n")
    assert "two" not in text


def test_a_measurement_that_fails_writes_nothing():
    with pytest.raises(SystemExit, match="nothing_of_this_name: failed"):
        measured(Part("None", "-m nothing_of_this_name", "There is none."))

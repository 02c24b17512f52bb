"""The page of results: written by the benchmarks, a section for each, nothing of one machine."""

import re
import shlex

import pytest

from benchmarks.__main__ import HEAD, PAGE, PARTS, Part, measured, section, sections, write
from places.common import ROOT
from tests.normal_form import machine_path


def test_each_section_is_that_of_a_measurement_and_they_are_in_order():
    there = list(sections(PAGE))
    assert there == [part.title for part in PARTS.values() if part.title in there]
    text = PAGE.read_text("utf-8")
    assert text.startswith(HEAD)
    assert machine_path(text) is None


def test_the_numbers_of_the_readme_stand_on_the_page():
    readme = (ROOT / "README.md").read_text("utf-8")
    told = readme.partition("## How good is it?")[2].partition("\n## ")[0]
    numbers = set(re.findall(r"\d[\d,.]*\d", told.replace("±800", "")))
    known = set(re.findall(r"\d[\d,.]*\d", PAGE.read_text("utf-8")))
    assert len(numbers) > 5
    assert {number.replace(",", "") for number in numbers - known} - known == set()


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

"""The page of results: written by the benchmarks, a section for each, nothing of one machine."""

import re
import shlex

import pytest

from benchmarks import __main__ as main_module
from benchmarks.__main__ import (
    HEAD,
    PAGE,
    PARTS,
    SUMMARY,
    Part,
    measured,
    section,
    sections,
    summary,
    write,
)
from benchmarks.summary import MUTANTS, PER_CENT, SHORT, every, span, traps
from tools.common import ROOT
from tools.notebooks import machine_path

TOLD = (ROOT / "README.md").read_text("utf-8").partition("## How good is it?")[2]
TOLD = TOLD.partition("\n## ")[0]


def test_every_measurement_has_its_section_in_order():
    assert list(sections(PAGE)) == [SUMMARY, *(part.title for part in PARTS.values())]
    text = PAGE.read_text("utf-8")
    assert text.startswith(HEAD)
    assert machine_path(text) is None


def test_the_table_at_the_head_is_that_of_the_sections():
    known = sections(PAGE)
    assert known[SUMMARY].splitlines() == list(summary(known))
    assert known[SUMMARY].count("\n| ") == 1 + len(PARTS)


def test_the_numbers_of_the_readme_stand_on_the_page():
    numbers = set(re.findall(r"\d[\d,.]*\d", TOLD.replace("±800", "")))
    known = set(re.findall(r"\d[\d,.]*\d", PAGE.read_text("utf-8")))
    assert len(numbers) > 5
    assert {number.replace(",", "") for number in numbers - known} - known == set()


def told_of_precision(text):
    yield f"off by more than {max(every(PER_CENT, text)):g}% of the rounding"
    plain = re.search(r"^\| 455 tumours.*?\), (\S+),", text, re.M)[1]
    yield f"is {plain} units of the last digit off"


def told_of_mutants(text):
    made, killed, explained, _ = re.search(MUTANTS, text, re.M).groups()
    yield f"Of {made} small changes"
    yield f"the tests notice {killed}; for each of the other {explained} the reason"


def told_of_live(text):
    wait, part = every(r" live +(\d+)", text), every(r" live .* ([\d.]+)$", text)
    yield f"takes {span(wait)} ms, at most {max(part):g} of what plain `interact` takes"


def told_of_estimator(text):
    yield f"estimator is {SHORT['estimator'](text)}"


def told_of_stamina(text):
    runs = every(r"(\d+) failures", text)
    yield f"run {len(runs)} times without one flake"


def told_of_restarts(text):
    *others, largest = sorted(every(r"(\d+) MB at most", text))
    yield f"chapter 9 takes {largest:g} MB, the others at most {max(others):g}"


def told_of_sliders(text):
    moves, grown = every(r"([\d,]+) moves", text), every(r"([+-][\d.]+): \d+ failures", text)
    yield f"moved {sum(moves):,.0f} times; none grew by more than {max(grown):g} MB"


def told_of_cost(text):
    first, held = (every(rf"{row}.* ([\d.]+)$", text)[0] for row in ("first live", "then holds"))
    yield f"first live figure takes {first:g} times as long and its kernel {held:g} times"
    seconds, size = re.search(r"set-up (.* s), (.* MB)", SHORT["cost"](text)).groups()
    yield f"the set-up {seconds} and {size}"


def told_of_peers(text):
    table = [re.split(r" *\| *", line) for line in text.splitlines() if line.startswith("| ")]
    scipy, mlxtend, train = map(table[0].index, ("SciPy, careful loss", "mlxtend", "ours: train"))
    rows = {row[1]: row for row in table}
    time = next(row for title, row in rows.items() if title.startswith("time, 2 features, λ = 0 ("))
    lines, bare = rows["lines that run"], rows["lines that run, without checks of the input"]
    yield f"loss takes {time[scipy]} of `newton`'s time"
    yield f"is {lines[mlxtend]} lines to read and `train` {lines[train]}"
    yield f"they are {bare[mlxtend]} and {bare[train]}"


TELLS = {
    "peers": told_of_peers,
    "precision": told_of_precision,
    "mutants": told_of_mutants,
    "soak": told_of_stamina,
    "restarts": told_of_restarts,
    "sliders": told_of_sliders,
    "cost": told_of_cost,
    "live": told_of_live,
    "estimator": told_of_estimator,
}


@pytest.mark.parametrize("name", TELLS)
def test_the_readme_s_numbers_are_those_of_their_own_row(name):
    told = " ".join(TOLD.split())
    words = list(TELLS[name](sections(PAGE)[PARTS[name].title]))
    assert [phrase for phrase in words if phrase not in told] == []


def test_the_changelog_s_numbers_are_those_of_the_live_figures():
    found = re.findall(r" live .* ([\d.]+) +([\d.]+)$", sections(PAGE)["Live figures"], re.M)
    kernel, part = zip(*((float(k), float(p)) for k, p in found), strict=True)
    told = (
        f"in {span(kernel, '{:.0f}')} ms in the kernel and answer, in JupyterLab, in {span(part)}"
    )
    assert told in (ROOT / "CHANGELOG.md").read_text("utf-8")


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
    assert [title for title in before if now[title] != before[title]] == [SUMMARY, part.title]
    assert "| the slowest takes 99 ms |" in now[SUMMARY]
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
    assert list(sections(page)) == [SUMMARY, "first", "last"]
    said = capsys.readouterr().out
    assert "\n1\n" in said
    assert "\nlast: 2\n" in said
    assert re.search(r"^\| last \| 2 \| .*, commit \w+ \|$", said, re.M)

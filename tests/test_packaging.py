"""What is installed where: the pins agree with one another and with the package's ranges."""

import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.notebooks import REPOSITORY, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def requirements(name) -> dict[str, Requirement]:
    """The packages that a requirements file lists itself, without its -r and -c lines."""
    lines = (line.split(" #")[0].strip(" \\") for line in (ROOT / name).read_text().splitlines())
    found = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


COURSE, DEV = requirements("requirements.txt"), requirements("requirements-dev.txt")
BINDER = requirements("binder/requirements.txt")
LOCK, DEV_LOCK = requirements("locks/requirements.txt"), requirements("locks/requirements-dev.txt")


def pin(requirement) -> str:
    (specifier,) = requirement.specifier
    assert specifier.operator == "==", f"{requirement} is not pinned"
    return specifier.version


@pytest.mark.parametrize("name", [*COURSE, *DEV])
def test_direct_packages_are_pinned_once_and_as_in_the_locks(name):
    assert (name in COURSE) != (name in DEV)
    assert pin((COURSE | DEV)[name]) == pin(DEV_LOCK[name])
    assert (name in COURSE) <= (name in LOCK)


def test_what_only_tests_need_stands_apart():
    assert set(COURSE) == {"numpy", "matplotlib", "ipywidgets", "jupyterlab", "scikit-learn"}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_locks_are_exact_with_fingerprints_and_name_no_address(name):
    text, lock = (ROOT / f"locks/{name}.txt").read_text("utf-8"), requirements(f"locks/{name}.txt")
    assert not re.search(r"://|@|--(?!hash=sha256:[0-9a-f]{64}\b)|file:", text)
    assert len([pin(requirement) for requirement in lock.values()]) > 90
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert {canonicalize_name(block.split("==")[0]) for block in blocks} == set(lock)
    assert all("--hash=sha256:" in block for block in blocks)
    platforms = {"appnope", "colorama", "pywinpty"}  # macOS, Windows
    assert platforms <= set(lock), "made for one platform only: --universal is missing"


def test_both_locks_agree():
    assert all(pin(DEV_LOCK[name]) == pin(wanted) for name, wanted in LOCK.items())


def test_the_pins_lie_in_the_packages_ranges():
    extras = PROJECT["optional-dependencies"].values()
    ranges = [Requirement(text) for group in [PROJECT["dependencies"], *extras] for text in group]
    for wanted in ranges:
        if wanted.name != PROJECT["name"]:
            assert pin(DEV_LOCK[canonicalize_name(wanted.name)]) in wanted.specifier, wanted
    assert [wanted.split(">")[0] for wanted in PROJECT["dependencies"]] == ["numpy"]


def test_binder_has_the_pins_of_the_course_and_nothing_of_jupyter():
    assert set(BINDER) == {"numpy", "matplotlib", "scikit-learn"}
    assert all(pin(BINDER[name]) == pin(COURSE[name]) for name in BINDER)


def test_binder_takes_a_python_that_the_course_supports():
    runtime = (ROOT / "binder" / "runtime.txt").read_text().strip()
    assert re.fullmatch(r"python-3\.(11|12|13|14)", runtime), "Binder takes major.minor alone"


def test_binders_last_step_can_run():
    script = (ROOT / "binder" / "postBuild").read_bytes()
    assert script.startswith(b"#!/bin/bash\n")
    assert b"\r" not in script
    if sys.platform != "win32":
        assert (ROOT / "binder" / "postBuild").stat().st_mode & 0o111


def test_the_wheel_holds_the_package_with_its_data(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "logreg_core"
    files = [p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {p.relative_to(ROOT).as_posix() for p in files} <= names
    assert "logreg_core/py.typed" in names
    assert any(name.endswith(".mplstyle") for name in names)
    assert not any(name.startswith(("tests", "notebooks")) for name in names)
    metadata = zipfile.ZipFile(wheel).read("logreg_core-0.1.0.dist-info/METADATA").decode()
    assert "Requires-Dist: numpy>=2.0\n" in metadata


@pytest.mark.parametrize("name", ["README.md", "CITATION.cff"])
def test_the_repository_has_one_address(name):
    slug = REPOSITORY.removeprefix("https://github.com/")
    text = (ROOT / name).read_text("utf-8")
    assert slug in text
    assert "OWNER/REPO" not in text.replace(slug, "")

"""What the tools promise, as far as files can tell: badges, links, versions, forms, widgets."""

import importlib
import re
import tomllib
from itertools import chain
from urllib.parse import unquote, urlsplit

import ipywidgets as widgets
import pytest
import yaml

from logreg_core import explorers, practice
from tools.__main__ import QUICK, TARGETS
from tools.notebooks import NOTEBOOKS, REPOSITORY, ROOT, prose, read

PAGES = [*sorted(ROOT.glob("*.md")), *sorted(NOTEBOOKS.glob("*.ipynb"))]
SLUG = REPOSITORY.removeprefix("https://github.com/")
OUTSIDE = {  # where links may lead; what leads to our own repository is looked up in the files
    "mybinder.org/badge_logo.svg",
    "img.shields.io/badge/playground-on%20Binder-579aca",
    "colab.research.google.com/assets/colab-badge.svg",
}
EXAMPLES = {"HUB", "hub.example.org"}  # addresses for teachers to replace by their own
INSIDE = (  # how an address names a file of ours
    rf"https://mybinder\.org/v2/gh/{SLUG}/main\?(?:lab|url)path=(?:lab/tree/)?(?P<path>.+)",
    rf"https://colab\.research\.google\.com/github/{SLUG}/blob/main/(?P<path>.+)",
    rf"https://(?:www\.)?kaggle\.com/kernels/welcome\?src={REPOSITORY}/blob/main/(?P<path>.+)",
    rf"{REPOSITORY}(?:/blob/main/(?P<path>[^#]+))?",
)
YAMLS = sorted(chain(ROOT.glob(".github/**/*.yml"), [ROOT / ".pre-commit-config.yaml"]))
FORMS = [path for path in YAMLS if path.parent.name == "ISSUE_TEMPLATE" and path.stem != "config"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)


def words(page) -> str:
    """The Markdown of a page without its code."""
    text = prose(read(page)) if page.suffix == ".ipynb" else page.read_text("utf-8")
    return re.sub(r"^(```|~~~).*?^\1|`[^`\n]*`", "", text, flags=re.M | re.S)


def links(page) -> list[str]:
    """All that its Markdown and its HTML link to or show."""
    text = words(page)
    return re.findall(r"\]\(([^)\s]+)", text) + re.findall(r"""(?:href|src)=["']([^"']+)""", text)


def anchors(page) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", words(page), re.M)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


# ---- links and badges -----------------------------------------------------------------------


@each_page
def test_each_link_inside_the_course_leads_somewhere(page):
    for link in links(page):
        path, _, anchor = unquote(link).partition("#")
        if re.match(r"\w+:", link):
            continue
        target = page.parent / path if path else page
        assert target.exists(), f"{page.name}: {link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link} has no such heading"


@each_page
def test_each_link_outside_is_one_that_we_know(page):
    found = re.findall(r"https?://[^\s)>\"'`|]+", words(page))
    for link in found:
        assert link.startswith("https://"), f"{page.name}: {link} is not safe"
        parts = urlsplit(link)
        if parts.netloc in EXAMPLES or parts.netloc + parts.path in OUTSIDE:
            continue
        match = next(filter(None, (re.fullmatch(known, link) for known in INSIDE)), None)
        assert match, f"{page.name}: {link} is unknown to tests/test_tools.py"
        path = match["path"]
        assert path is None or (ROOT / unquote(path)).is_file(), (
            f"{page.name}: {link} opens nothing"
        )


@pytest.mark.parametrize("name", ["00_start_here", "playground"])
def test_a_badge_of_the_readme_opens_it_on_binder(name):
    badges = re.findall(r"/main\?labpath=([\w%.]+)\)", words(ROOT / "README.md"))
    assert f"notebooks/{name}.ipynb" in map(unquote, badges)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_opens_itself_on_binder_and_on_colab(path):
    opened = [re.fullmatch(known, link) for link in links(path) for known in INSIDE[:2]]
    opened = [unquote(match["path"]) for match in opened if match]
    assert opened[:2] == [f"notebooks/{path.name}"] * 2


# ---- the list of targets --------------------------------------------------------------------


@pytest.mark.parametrize("name", TARGETS)
def test_each_place_has_a_check(name):
    assert callable(importlib.import_module(f"tools.{name}").check)


def test_the_quick_targets_are_targets():
    assert set(QUICK) <= set(TARGETS)


# ---- front ends that cannot be tried here ---------------------------------------------------


def tree(widget) -> list[widgets.Widget]:
    """A widget and all below it."""
    return [widget, *chain.from_iterable(map(tree, getattr(widget, "children", ())))]


@pytest.mark.parametrize("name", [name for name in explorers.__all__ if "_explorer" in name])
def test_a_live_figure_is_made_of_the_core_widgets_alone(name):
    """VS Code, Colab and Kaggle bring the views of these, and would have to fetch any other."""
    for widget in tree(getattr(explorers, name)().box):
        assert widget._view_module == "@jupyter-widgets/controls", type(widget).__name__
        assert widget._model_module == "@jupyter-widgets/controls", type(widget).__name__


def test_a_quiz_is_made_of_the_core_widgets_alone():
    for widget in tree(practice.quiz("logistic").box):
        assert widget._view_module == "@jupyter-widgets/controls", type(widget).__name__


# ---- habits of the ecosystem ----------------------------------------------------------------


@pytest.mark.parametrize("path", YAMLS, ids=lambda path: path.name)
def test_the_settings_are_yaml_without_keys_given_twice(path):
    class Strict(yaml.SafeLoader):
        def construct_mapping(self, node, deep=False):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), f"{path.name}: {keys}"
            return super().construct_mapping(node, deep)

    assert isinstance(yaml.load(path.read_text("utf-8"), Strict), dict)


def test_the_workflow_runs_what_ci_runs_on_three_systems():
    (job, *_) = load(".github/workflows/tests.yml")["jobs"].values()
    assert {name.split("-")[0] for name in job["strategy"]["matrix"]["os"]} == {
        *("ubuntu", "macos", "windows")
    }
    oldest = PROJECT["requires-python"].removeprefix(">=")
    assert oldest in job["strategy"]["matrix"]["python"]
    steps = "\n".join(step.get("run", "") for step in job["steps"])
    assert {"bash .ci/run", "python run.py lint", "python run.py test --all"} <= set(
        steps.splitlines()
    )


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_in_fields_that_have_names(path):
    form = load(path)
    assert {"name", "description", "body"} <= set(form)
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert len(names) == len(set(names)) >= 1
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_who_cites_names_this_version():
    citation = load("CITATION.cff")
    assert citation["version"] == PROJECT["version"]
    assert citation["repository-code"] == REPOSITORY
    assert citation["license"][0] == PROJECT["license"]
    assert [author["name"] for author in citation["authors"]] == [
        author["name"] for author in PROJECT["authors"]
    ]


def load(path):
    return yaml.safe_load((ROOT / path).read_text("utf-8"))

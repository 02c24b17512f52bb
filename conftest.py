"""Read by pytest before anything else, also where only notebooks are tested."""

import pytest
from hypothesis import settings

import tools  # noqa: F401 -- sets the environment of all kernels

# A slow machine is no wrong answer: without this, an example that takes 200 ms fails.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker("notebook")
        elif item.path.parent.name == "browser":
            item.add_marker("browser")

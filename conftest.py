"""Read by pytest before anything else, also where only notebooks are tested."""

from hypothesis import settings

import tests  # noqa: F401 -- sets the environment of all kernels

# A slow machine is no wrong answer: without this, an example that takes 200 ms fails.
settings.register_profile("course", deadline=None)
settings.load_profile("course")

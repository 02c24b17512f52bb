"""Read by pytest before anything else, also where only notebooks are tested."""

import tests  # noqa: F401 -- sets the environment of all kernels

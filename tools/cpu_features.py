"""Processors: all tests with the arithmetic of other processors than this one.

A sum of products is rounded in another order on another processor, and where the code or a stored
number hangs on the last digit, it shows there first. OpenBLAS and NumPy can be told to compute as
on an older one.
"""

import sys
from pathlib import Path

import numpy as np

from .common import Skipped
from .versions import all_tests

NEWER = " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", ()))
OLDER = {  # this processor's own arithmetic is what every other run of the tests has
    "of 2013, with AVX2": {"OPENBLAS_CORETYPE": "Haswell"},
    "of 2008": {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": NEWER},
}


def check():
    """Run the tests as on each of them."""
    if "X86_V3" not in NEWER and "AVX2" not in NEWER:
        raise Skipped("this processor has no older relatives that NumPy could play")
    for name, variables in OLDER.items():
        print(f"  {name}: {all_tests(Path(sys.executable), **variables)}", flush=True)

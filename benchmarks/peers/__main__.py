"""Ours beside what a learner would otherwise pick, in one table for a Markdown page.

    .venv/bin/python -m benchmarks.peers          from the repository's root; about four minutes
    .venv/bin/python -m benchmarks.peers --quick  without the large problem and the memory
    .venv/bin/python -m benchmarks.peers --lines "ours: newton"   which functions are counted

The first run makes an environment of its own below .environments, and leaves the course's alone.
"""

import os
import re
import subprocess
import sys
from importlib.metadata import version

from tools import common

LIKE_OURS = ("numpy", "scipy", "scikit-learn", "statsmodels", "mpmath")
OTHERS = ("mlxtend==0.25.0", "mastermlx==0.1.16")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
FAILING = {"numpy-ml==0.1.2": "numpy_ml", "mlfromscratch==0.0.4": "mlfromscratch"}


def failure(python, requirement, module):
    """Return why a package can neither be installed nor imported; nothing where it can."""
    try:
        common.run(python, "-m", "pip", "install", "-q", "--no-deps", requirement)
        common.run(python, "-c", f"import {module}")
    except RuntimeError as error:
        said = [line for line in str(error).splitlines() if "Error: " in line]
        return re.sub(r"/\S+/", "…/", said[-1].strip())  # without this machine's folders
    return ""


def main():
    ours = [f"{name}=={version(name)}" for name in LIKE_OURS]
    python = common.environment("peers", "3.11", *ours, *OTHERS) / "python"
    command = [str(python), "-m", "benchmarks.peers.table", *sys.argv[1:]]
    subprocess.run(command, cwd=common.ROOT, env=os.environ | ONE_THREAD, check=True)
    if "--lines" not in sys.argv:
        print("\nNot in the table:\n")
        for requirement, module in FAILING.items():
            why = failure(python, requirement, module)
            print(f"- {requirement}: " + (f"`{why}`" if why else "works now, so add it"))


if __name__ == "__main__":
    main()

"""What the benchmarks of soak and of cost share: kernels, and what they hold."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from jupyter_client import KernelManager


@contextlib.contextmanager
def kernel(folder: Path) -> Iterator[KernelManager]:
    """Give a new kernel in a folder, which `tools.notebooks.execute` takes."""
    client = "jupyter_client.asynchronous.AsyncKernelClient"  # the kind that nbclient talks to
    manager = KernelManager(kernel_name="python3", client_class=client)
    manager.start_kernel(cwd=str(folder), extra_arguments=["--log-level=ERROR"])
    try:
        yield manager
    finally:
        manager.shutdown_kernel(now=True)


def resident(process: int, what: str = "VmRSS") -> float:
    """Return what Linux says that a process holds, or has held at most (VmHWM)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) / 1024

"""How long something made of widgets lives: as long as it is shown, or somebody has a name for it.

ipywidgets keeps every widget until it is closed, a widget keeps all that observe it, and IPython
keeps every result (`Out`, `_`, `_5`). So without this module each run of a cell would leave behind
what the cell showed before: widgets, comms, arrays and a picture.
"""

import gc
import weakref
from collections.abc import Callable, Iterator

import ipywidgets as widgets
from IPython import get_ipython

_shown: dict[str, tuple[str, list]] = {}  # cell -> its latest run, and what that run has shown


def weakly(method: Callable) -> Callable:
    """Return a function that calls the method, and does not keep its object alive."""
    reference = weakref.WeakMethod(method)

    def call(*args):
        if bound := reference():
            bound(*args)

    return call


def close_with(owner, *parts: widgets.Widget) -> None:
    """Close the widgets, and all that they are made of, when nobody has `owner` any more."""
    weakref.finalize(owner, _close, parts).atexit = False


def _close(parts: tuple) -> None:
    for widget in list(_all_of(parts)):
        widget.close()


def _all_of(parts: tuple) -> Iterator[widgets.Widget]:
    """Yield widgets with their children, layouts and styles, which `Widget.close` leaves open."""
    todo, seen = list(parts), set()
    while todo:
        part = todo.pop()
        if isinstance(part, tuple | list):
            todo += part
        elif isinstance(part, widgets.Widget) and id(part) not in seen:
            seen.add(id(part))
            todo += part.trait_values().values()
            yield part


def keep_while_shown(thing) -> None:
    """Keep what a cell shows until the cell is run again and shows something else."""
    cell, run = _running()
    last_run, before = _shown.get(cell, (None, []))
    if run == last_run:
        before.append(thing)
    elif cell:
        _shown[cell] = run, [thing]
        if before:
            while before:
                _forget_result(before.pop(), thing)
            gc.collect()  # figures and closures refer to each other in circles


def _running() -> tuple[str, str]:
    """Return the cell that is running and the id of this run; outside a notebook, nothing.

    JupyterLab, Notebook 7 and VS Code tell the kernel the cell's id, and Colab does in its own
    way; elsewhere a cell is known by its code.
    """
    shell = get_ipython()
    if not hasattr(shell, "get_parent"):
        return "", ""
    parent = shell.get_parent()
    run, metadata = parent["header"]["msg_id"], parent["metadata"]
    cell = metadata.get("cellId") or metadata.get("colab", {}).get("cell_id")
    return cell or parent["content"].get("code") or run, run


def _forget_result(old, new) -> None:
    """Take a result out of IPython's memory, unless a user gave it a name."""
    shell = get_ipython()
    names = [name for name, value in shell.user_ns.items() if value is old]
    nameless = not any(name.strip("_0123456789") for name in names)
    if names and nameless and old is not new and shell.last_execution_result:
        shell.del_var(names[0])  # all of them

"""Live figure of chapter 9: what a gradient costs on many workers, and how many are best."""

import numpy as np

from .. import plots
from .interactive import InteractiveFigure, selection_slider, toggle_buttons

WORKERS = np.geomspace(1, 10_000, 161)
SOURCES = {"memory": 5e9, "disk": 5e8}  # bytes that a worker reads in a second
WIRE = 1e9  # bytes that arrive where the sums are added up, in a second


def compute(n: float, d: float, message: float, source: str) -> dict:
    """Return the seconds for one gradient on each number of WORKERS, and where they are fewest.

    Formula: T(m) = R / m + m t, with R = 8 n d / speed to read all cases and
    t = message + 8 (d + 3) / wire for what each worker sends of its one piece; T is lowest at
    m = √(R / t), or at an end of WORKERS.
    """
    read = 8 * n * d / SOURCES[source]
    send = message / 1000 + 8 * (d + 3) / WIRE
    ideal = np.sqrt(read / send)
    best = np.clip(ideal, WORKERS[0], WORKERS[-1])
    return {
        "reading": read / WORKERS,
        "messages": send * WORKERS,
        "together": read / WORKERS + send * WORKERS,
        "ideal": ideal,
        "best": best,
        "at_best": read / best + send * best,
        "speedup": (read + send) / (read / WORKERS + send * WORKERS),
    }


def scaling_explorer() -> InteractiveFigure:
    """How many cases and features, where they lie, and how long a message from a worker takes."""
    fig, update, artists = build_figure()
    return InteractiveFigure(
        fig,
        update,
        artists=artists,
        n=selection_slider("cases", 10.0 ** np.arange(4, 12), 1e9),
        d=selection_slider("features", (2, 20, 200, 2_000), 20),
        message=selection_slider("latency ms", (0.1, 0.3, 1, 3, 10, 30, 100), 1),
        source=toggle_buttons("cases in", list(SOURCES), "memory"),
    )


def build_figure():
    """Return the figure, what updates it and what moves in it."""
    fig, (left, right) = plots.figure(1, 2, height=4.2)
    left.set(xscale="log", yscale="log", xlim=(1, 1e4), ylim=(1e-5, 1e7))
    left.set(xlabel="workers m", ylabel="seconds for one gradient", title="reading and messages")
    right.set(xscale="log", yscale="log", xlim=(1, 1e4), ylim=(1e-2, 1e4))
    right.set(
        xlabel="workers m",
        ylabel="one worker's time / theirs",
        title="what they bring",
    )
    ones = np.ones(len(WORKERS))
    lines = {
        "reading": plots.draw_curve(
            left, WORKERS, ones, color=plots.BLUE, style="--", label="reading, R / m"
        ),
        "messages": plots.draw_curve(
            left, WORKERS, ones, color=plots.ORANGE, style=":", label="messages, m t"
        ),
        "together": plots.draw_curve(left, WORKERS, ones, color=plots.INK, label="together"),
        "speedup": plots.draw_curve(right, WORKERS, ones, color=plots.INK, label="together"),
    }
    plots.draw_curve(right, WORKERS, WORKERS, color=plots.BLUE, style="--")
    dots = [plots.draw_points(ax, 1, 1, color=plots.PURPLE, label="the best m") for ax in fig.axes]
    fig.legend(handles=[*list(lines.values())[:3], dots[0]], loc="outside lower left", ncols=4)

    def update(n, d, message, source):
        shown = compute(n, d, message, source)
        for name, line in lines.items():
            line.set_ydata(shown[name])
        one = shown["together"][0]
        dots[0].set_data([shown["best"]], [shown["at_best"]])
        dots[1].set_data([shown["best"]], [one / shown["at_best"]])
        return shown, (
            f"{n:,.0f} cases × {d:,.0f} features are {size(8 * n * d)}, in {source}; a message "
            f"takes {message:g} ms. One worker: {seconds(one)}. {best_in_words(shown)}: "
            f"{seconds(shown['at_best'])}, {one / shown['at_best']:,.1f} × as fast as one."
        )

    return fig, update, [*lines.values(), *dots]


def best_in_words(shown: dict) -> str:
    """Return how many workers are best, also where that is beyond the picture."""
    if shown["ideal"] > WORKERS[-1]:
        return f"The best of these numbers is the largest, {WORKERS[-1]:,.0f}"
    return f"The best number is about {shown['best']:,.0f}"


def size(number: float) -> str:
    """Return a number of bytes in the unit that suits it."""
    for unit in ("bytes", "kB", "MB", "GB", "TB", "PB"):
        if number < 1000 or unit == "PB":
            return f"{number:,.3g} {unit}"
        number /= 1000


def seconds(number: float) -> str:
    """Return a time in the unit that suits it."""
    for limit, factor, unit in ((1, 1000, "ms"), (120, 1, "s"), (7200, 1 / 60, "minutes")):
        if number < limit:
            return f"{number * factor:.3g} {unit}"
    return f"{number / 3600:,.3g} hours"

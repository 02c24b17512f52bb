"""One gradient against one read of the data, and on two workers against one (chapter 9).

    .venv/bin/python benchmarks/distributed.py            both tables; needs 4 GB and Dask
    .venv/bin/python benchmarks/distributed.py read       only the first

"Read" is the sum of all numbers of X, the quickest way through memory that NumPy has. The ways
take turns; each line gives the median and its ratio in the same run.
"""

import logging
import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from logreg_core import gradient, logistic, partial_sums
from logreg_core.distributed import BLOCK

D = 20
W, B = np.random.default_rng(1).normal(size=D) / 3, 0.1


def drawn(n, seed=0):
    """n cases of D features."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, D))
    return X, (X[:, 0] + rng.logistic(size=n) > 0).astype(float)


def at_once(X, y):
    """Cost and slopes as a formula says it, in arrays as long as y."""
    z = X @ W + B
    residual = logistic(z) - y
    return (np.logaddexp(0, z) - y * z).sum(), X.T @ residual, residual.sum()


def slopes_in_blocks(X, y, rows=BLOCK // D):
    """The slopes alone: what the cost beside them costs is the difference to partial_sums."""
    dw, db = np.zeros(D), 0.0
    for at in range(0, len(X), rows):
        some = X[at : at + rows]
        residual = 1.0 / (1.0 + np.exp(-(some @ W + B))) - y[at : at + rows]
        dw += residual @ some
        db += residual.sum()
    return dw, db


def in_turns(ways, times):
    """The median seconds of each way."""
    taken = {name: [] for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in taken.items()}


def read():
    """The first table."""
    for n in (100_000, 1_000_000):
        X, y = drawn(n)
        ways = {
            "one read of X": X.sum,
            "slopes alone, in blocks": lambda X=X, y=y: slopes_in_blocks(X, y),
            "partial_sums: cost and slopes": lambda X=X, y=y: partial_sums(W, B, X, y),
            "gradient, as chapter 5 has it": lambda X=X, y=y: gradient(W, B, X, y),
            "cost and slopes, all at once": lambda X=X, y=y: at_once(X, y),
        }
        taken = in_turns(ways, 15)
        print(f"\n{n:,} × {D}")
        for name, each in taken.items():
            ratio = each / taken["one read of X"]
            print(f"  {name:32}{1000 * each:9.2f} ms {ratio:7.2f} × one read", flush=True)


def workers():
    """The second table: a piece for each worker, so that a step is one word there and one back."""
    from distributed import Client, wait  # an extra, needed here alone

    options = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    with Client(n_workers=2, threads_per_worker=1, **options) as client:
        names = list(client.scheduler_info()["workers"])
        print("\none gradient on Dask's workers, cases in two pieces")
        for each in (5_000, 50_000, 500_000, 2_000_000, 8_000_000):
            ways = {}
            for k in (1, 2):
                pieces = client.map(
                    lambda seed, n=each: drawn(n, seed), range(2), workers=names[:k], pure=False
                )
                wait(pieces)

                def step(pieces=pieces, k=k):
                    sums = client.map(
                        lambda piece: partial_sums(W, B, *piece),
                        pieces,
                        workers=names[:k],
                        pure=False,
                    )
                    return client.gather(sums)

                step()
                ways[k] = step
            taken = in_turns(ways, 9)
            print(
                f"  {2 * each:9,} cases: one {1000 * taken[1]:8.1f} ms, two "
                f"{1000 * taken[2]:8.1f} ms, {taken[1] / taken[2]:5.2f} × as fast",
                flush=True,
            )


if __name__ == "__main__":
    for table in sys.argv[1:] or ("read", "workers"):
        {"read": read, "workers": workers}[table]()

"""The table itself, made in the environment of the peers (see __main__)."""

import re
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

from benchmarks.estimator import drawn, peak
from logreg_core import load_breast_cancer, newton

from .lines import functions_run
from .peers import LOOPS, PEERS, NotOffered
from .referee import optimum
from .traps import CLOSE, TRAPS, verdict

NEAR = 1e-6  # how far a coefficient may be off where time is compared
TOLERANCES = [10.0**-k for k in range(2, 15)]
STEPS = [100 * 2**k for k in range(10)]
PATIENCE = 4.0  # seconds: a run that takes longer is the last on its ladder
LARGE = "100,000 × 20, λ = 0.01"
FIRST = next(iter(PEERS))
NOTHING = "–"
BAD = ("wrong in silence", "unclear", "crashes")
LEGEND = f"""
Right is within {CLOSE:g} of the exact probabilities. An error is that of the coefficient that is
farthest off, at the tolerance or number of steps where it is smallest, against 40 digits. Time is
the processor's, of one thread, the median of turns, with the least work that brings every
coefficient within {NEAR:g}; – where none does. Lines are those of the functions that run; what is
compiled is left out.
A line is a check of the input where its function's or file's name says so, as ours, _validation.py.
statsmodels fits Logit at λ = 0 and its GLM with a penalty. Losses of our estimator are those of its
predict_log_proba; scikit-learn's models have that, too, and there the losses are infinite, so they
get those of sklearn.metrics.log_loss."""
CHECKS = re.compile("check|valid|_validation")


def tumours(*features):
    data = load_breast_cancer(features=features or None)
    return data.X_train, data.y_train.astype(int)


PROBLEMS = {
    "2 features, λ = 0": (lambda: tumours("mean radius", "mean texture"), 0.0),
    "2 features, λ = 0.01": (lambda: tumours("mean radius", "mean texture"), 0.01),
    "30 features, λ = 0.01": (tumours, 0.01),
    LARGE: (lambda: drawn(100_000), 0.01),
}


def error(fitted, best):
    """Return the largest distance of a coefficient, the bias among them, from the best."""
    return max(np.abs(fitted[0] - best[0]).max(), abs(fitted[1] - best[1]))


def seconds(peer, X, y, lam, effort):
    """Return the processor's time for a fit, which others on the machine do not lengthen."""
    start = time.process_time()
    fitted = PEERS[peer](X, y, lam, effort)
    return time.process_time() - start, fitted


def climbed(peer, X, y, lam, best):
    """Return the smallest error on the way up the ladder and the least effort that is near."""
    smallest, enough = np.inf, None
    for effort in STEPS if peer in LOOPS else TOLERANCES:
        taken, fitted = seconds(peer, X, y, lam, effort)
        off = error(fitted, best)
        smallest = min(smallest, off)
        enough = effort if enough is None and off <= NEAR else enough
        if taken > PATIENCE:
            break
    return smallest, enough


def measured(problem, times):
    """Return {peer: error}, {peer: effort} and {peer: median time}, the peers taking turns."""
    make, lam = PROBLEMS[problem]
    X, y = make()
    # A hundred thousand cases are too many for 40 digits; there ours stands in for the referee.
    best = newton(X, y, lam=lam, tol=1e-12).final if problem == LARGE else optimum(X, y, lam)
    errors, efforts = {}, {}
    for peer in PEERS:
        tell(f"{problem}: {peer}")
        try:
            errors[peer], efforts[peer] = climbed(peer, X, y, lam, best)
        except NotOffered:
            continue
    near = [peer for peer, effort in efforts.items() if effort]
    taken = {peer: [] for peer in near}
    for _ in range(times):
        for peer in near:
            taken[peer].append(seconds(peer, X, y, lam, efforts[peer])[0])
    return errors, efforts, {peer: statistics.median(each) for peer, each in taken.items()}


def memory(peer, effort, folder):
    """Return the MB that fitting adds to the peak of a process of its own, the median of three."""
    command = [sys.executable, "-m", __spec__.name, "--memory", peer, repr(effort), folder]
    said = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
    return statistics.median(float(each.stdout) for each in said)


def added(peer, effort, folder):
    X, y = np.load(f"{folder}/X.npy"), np.load(f"{folder}/y.npy")
    lam, effort = PROBLEMS[LARGE][1], None if effort == "None" else float(effort)
    effort = int(effort) if effort and peer in LOOPS else effort
    PEERS[peer](X[:2000], y[:2000], lam, effort)  # what is loaded once
    before = peak(anew=True)
    PEERS[peer](X, y, lam, effort)
    return peak() - before


def memories(efforts):
    with tempfile.TemporaryDirectory() as folder:
        for name, values in zip("Xy", PROBLEMS[LARGE][0](), strict=True):
            np.save(f"{folder}/{name}.npy", values)
        return {peer: memory(peer, effort, folder) for peer, effort in efforts.items()}


def lines(peer):
    """Return {(file, function): lines} of a fit and a prediction."""
    make, lam = PROBLEMS["2 features, λ = 0"]
    X, y = make()
    PEERS[peer](X, y, lam)[2](X)  # what is done once is not the way that it works
    return functions_run(lambda: PEERS[peer](X, y, lam)[2](X))


def measures(quick):
    """Yield the title, {peer: number} and the format of each row that holds numbers."""
    efforts = {}
    for problem in list(PROBLEMS)[: -1 if quick else None]:
        errors, efforts, times = measured(problem, 3 if problem == LARGE else 9)
        if problem != LARGE:
            yield f"largest error, {problem}", errors, "{:.0e}"
        first = times[FIRST]
        title = f"time, {problem} (1 is {1000 * first:.2g} ms)"
        yield title, {peer: each / first for peer, each in times.items()}, "{:.3g}"
    if not quick:
        yield f"MB more, {LARGE}", memories(efforts), "{:.0f}"
    found = {peer: lines(peer) for peer in PEERS}
    yield "lines that run", {peer: sum(each.values()) for peer, each in found.items()}, "{:,}"
    model = {
        peer: sum(k for (file, name), k in each.items() if not is_check(file, name))
        for peer, each in found.items()
    }
    yield "lines that run, without checks of the input", model, "{:,}"


def is_check(file, name):
    return bool(CHECKS.search(Path(file).name) or CHECKS.search(name))


def row(title, cells):
    print(f"| {title} | {' | '.join(cells.get(peer, NOTHING) for peer in PEERS)} |", flush=True)


def tell(text):
    print(text, file=sys.stderr, flush=True)


def main(quick):
    """Print the table, and below it what needs words: where ours loses, who was unclear."""
    losses, words = [], []
    row("", {peer: peer for peer in PEERS})
    print("|---" * (len(PEERS) + 1) + "|")
    for trap in TRAPS:
        tell(trap)
        found = {peer: verdict(trap, peer) for peer in PEERS}
        row(trap, {peer: kind for peer, (kind, _) in found.items()})
        bad = {peer: each for peer, each in found.items() if each[0] in BAD}
        losses += [f"{peer}, {trap}: {kind}" for peer, (kind, _) in bad.items() if is_ours(peer)]
        words += [
            f"{peer}, {trap}: {kind}, `{cut(said)}`" for peer, (kind, said) in bad.items() if said
        ]
    for title, numbers, form in measures(quick):
        row(title, {peer: form.format(k).replace("0e+00", "0") for peer, k in numbers.items()})
        best = min(number for peer, number in numbers.items() if is_ours(peer))
        better = [peer for peer, number in numbers.items() if number < 0.9 * best - 1e-15]
        losses += [f"{title}: {', '.join(better)}"] if better else []
    print(LEGEND, "\nWhere ours loses, numbers by more than a tenth:\n", sep="\n")
    print(*(f"- {one}" for one in losses), sep="\n")
    print("\nUnclear words and crashes:\n", *(f"- {one}" for one in words), sep="\n")


def is_ours(peer):
    return peer.startswith("ours")


def cut(said):
    return " ".join(said.split())[:100]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if "--memory" in sys.argv:
        print(added(*sys.argv[2:]))
    elif "--lines" in sys.argv:
        found = lines(sys.argv[2])
        for (file, name), k in sorted(found.items()):
            print(f"{k:5d}  {Path(file).name}: {name}")
        print(f"{sum(found.values()):5d}  lines")
    else:
        main("--quick" in sys.argv)

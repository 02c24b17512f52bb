"""What the table at the head of RESULTS.md says of each section, read out of the section itself."""

import re
from collections import Counter

PER_CENT, PASSED, SLOWEST = r"(\d+)%", r"(\d+) passed", r"the slowest: ([\d.]+)"
MUTANTS = r"^all +(\d+) +(\d+) +(\d+) +(\d+)"


def every(pattern: str, text: str) -> list[float]:
    """Return all numbers that a pattern finds, its first group being the number."""
    return [float(found.replace(",", "")) for found in re.findall(pattern, text, re.M)]


def span(values: list[float], form: str = "{:g}") -> str:
    """Return the smallest and the largest number."""
    return f"{form.format(min(values))} to {form.format(max(values))}"


def traps(text: str) -> dict[str, Counter]:
    """Return how often each peer is right, says so, and so on, from the rows without numbers."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    head, *rows = [[cell.strip() for cell in row] for row in rows]
    rows = [row for row in rows if "right" in row or "says so" in row]
    return {peer: Counter(row[k] for row in rows) for k, peer in enumerate(head) if peer}


def peers_in_short(text: str) -> str:
    count = traps(text)
    ours, silent = count["ours: newton"], "wrong in silence"
    others = [each[silent] for peer, each in count.items() if not peer.startswith("ours")]
    return (
        f"`newton`: {ours['right']} of {ours.total()} traps right, {ours['says so']} said, "
        f"{ours[silent]} wrong in silence (others {span(others)})"
    )


def cost_in_short(text: str) -> str:
    (first,) = every(r"first live figure, s .* ([\d.]+)$", text)
    seconds, size = every(r"^(?:set-up|what it takes on disk).*?B?, \D*([\d.]+)", text)
    return f"first figure {first:g} of a plain notebook's; set-up {seconds:.0f} s, {size:.0f} MB"


def estimator_in_short(text: str) -> str:
    problems = re.split(r"^(?=\S.*classes$)", text, flags=re.M)[1:]
    factors = [sorted(every(r"([\d.]+) × ours", problem))[1] for problem in problems]
    return f"{span(factors)} times as fast as the quickest of scikit-learn's"


def training_in_short(text: str) -> str:
    step, large = every(r"^plain expression .* ([\d.]+)$", text)
    return f"{step:g} (455 cases) and {large:g} (4,000,000) times as fast as the plain expression"


def pieces_in_short(text: str) -> str:
    slopes = every(r"slopes alone, in blocks .* ([\d.]+) × one read", text)[-1]
    workers = max(every(r"two .* ([\d.]+) × as fast", text))
    return f"slopes in {slopes:g} reads of X; two workers at most {workers:g} times as fast as one"


def live_in_short(text: str) -> str:
    wait, part = every(r" live +(\d+)", text), every(r" live .* ([\d.]+)$", text)
    return f"{span(wait)} ms from key to picture, {span(part)} of `interact`'s"


def stamina_in_short(text: str) -> str:
    failures = every(r"(\d+) failures", text)
    moves, grown = every(r"([\d,]+) moves", text), every(r"([+-][\d.]+): \d+ failures", text)
    more = f"{sum(moves):,.0f} moves, {max(grown):+g} MB at most, " if moves else ""
    return f"{more}{sum(failures):g} failures in {len(failures)} runs"


def precision_in_short(text: str) -> str:
    return f"at most {max(every(PER_CENT, text)):g}% of the rounding that is allowed"


def mutants_in_short(text: str) -> str:
    mutants, killed, explained, survived = re.search(MUTANTS, text, re.M).groups()
    return f"{mutants} mutants: {killed} killed, {explained} explained, {survived} survived"


def checks_in_short(text: str) -> str:
    return f"the slowest takes {every(SLOWEST, text)[0]:.0f} ms"


def versions_in_short(text: str) -> str:
    return f"{span(every(PASSED, text), '{:,.0f}')} tests pass"


SHORT = {
    "peers": peers_in_short,
    "precision": precision_in_short,
    "mutants": mutants_in_short,
    "soak": stamina_in_short,
    "restarts": stamina_in_short,
    "sliders": stamina_in_short,
    "cost": cost_in_short,
    "live": live_in_short,
    "training": training_in_short,
    "estimator": estimator_in_short,
    "pieces": pieces_in_short,
    "checks": checks_in_short,
    "versions": versions_in_short,
}

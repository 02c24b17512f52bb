"""Sums in pieces: the same cost, gradient and walk, however the data are cut, wherever they lie."""

import os
import re
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient

from logreg_core import (
    PartialSums,
    SerialClient,
    combine,
    cost,
    distributed,
    explorers,
    gradient,
    load_breast_cancer,
    partial_sums,
    train,
    train_distributed,
)
from logreg_core.explorers import distributed as figure
from tools.notebooks import NOTEBOOKS, read

TUMOURS = load_breast_cancer()
X, Y = TUMOURS.X_train, TUMOURS.y_train
RNG = np.random.default_rng(0)
W, B = RNG.normal(size=30), 0.7


def test_the_weights_must_be_those_of_the_pieces():
    with pytest.raises(ValueError, match="w must"):
        combine([partial_sums(W, B, X, Y)], W[:1])


@given(st.lists(st.integers(1, 454), max_size=8), st.sampled_from([0.0, 0.1, 3.0]))
def test_any_cut_gives_cost_and_gradient(cuts, lam):
    edges = [0, *sorted(set(cuts)), 455]
    parts = [partial_sums(W, B, X[i:j], Y[i:j]) for i, j in pairwise(edges)]
    total, dw, db = combine(parts, W, lam=lam)
    assert np.isclose(total, cost(W, B, X, Y, lam=lam), rtol=1e-13)
    right = gradient(W, B, X, Y, lam=lam)
    assert np.allclose(dw, right[0], rtol=1e-11, atol=1e-14)
    assert np.isclose(db, right[1], rtol=1e-11, atol=1e-14)
    assert sum(part.n for part in parts) == 455


def test_a_piece_may_be_visited_in_many_blocks(monkeypatch):
    whole = partial_sums(W, B, X, Y)
    monkeypatch.setattr(distributed, "BLOCK", 210)  # seven cases
    for ours, theirs in zip(partial_sums(W, B, X, Y), whole, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_the_walk_is_the_same():
    pieces = np.array_split(np.arange(455), 7)
    walk = train_distributed(
        lambda w, b: [partial_sums(w, b, X[rows], Y[rows]) for rows in pieces],
        30,
        learning_rate=0.5,
        lam=0.01,
        n_steps=100,
    )
    whole = train(X, Y, learning_rate=0.5, lam=0.01, n_steps=100)
    assert np.allclose(walk.w, whole.w, atol=1e-12)
    assert np.allclose(walk.cost, whole.cost, atol=1e-13)


def test_it_goes_on_from_where_it_stopped():
    def walk(**keywords):
        return train_distributed(
            lambda w, b: [partial_sums(w, b, X, Y)], 30, learning_rate=0.5, **keywords
        )

    first, whole = walk(n_steps=4), walk(n_steps=9)
    assert np.array_equal(walk(n_steps=5, start=first.final).w, whole.w[4:])


def test_a_price_that_is_left_out_is_none():
    def walk(**keywords):
        pieces = [(X[:200], Y[:200]), (X[200:], Y[200:])]
        return train_distributed(
            lambda w, b: [partial_sums(w, b, *piece) for piece in pieces],
            30,
            learning_rate=0.5,
            n_steps=3,
            **keywords,
        )

    assert np.array_equal(walk().w, walk(lam=0.0).w)
    parts = [partial_sums(W, B, X, Y)]
    assert combine(parts, W)[0] == combine(parts, W, lam=0.0)[0]


def test_a_measure_that_leaves_float64_shows_that_the_walk_diverged():
    """Two valleys with steep walls, w⁴ - w², in place of the loss: far out it is inf - inf."""

    def valleys(w, b):
        return [PartialSums(1, float(np.sum(w**4 - w**2)), 4 * w**3 - 2 * w, 0.0)]

    keywords = {"learning_rate": 1.0, "n_steps": 9, "start": ([3.0, -4.0], 0.0)}
    with np.errstate(over="raise", invalid="raise"):
        walk = train_distributed(valleys, 2, **keywords)
    assert walk.diverged
    assert walk.w.dtype == walk.b.dtype == walk.cost.dtype == float
    assert np.isnan(walk.w[-1]).all()
    assert np.isfinite(walk.cost[0])


def test_a_memory_mapped_file_is_data(tmp_path):
    np.save(tmp_path / "X.npy", X)
    mapped = np.load(tmp_path / "X.npy", mmap_mode="r")
    ours, file = partial_sums(W, B, X, Y), partial_sums(W, B, mapped, Y)
    assert np.array_equal(ours.dw, file.dw)
    assert ours.loss == file.loss


NONE = np.empty((0, 30)), np.empty(0)


@pytest.mark.parametrize("make", [np.array, np.asfortranarray, np.ndarray.tolist])
def test_an_empty_piece_has_sums_of_zero(make):
    """Clusters have them: a filter that leaves a partition nothing, more workers than cases."""
    X, y = np.empty((0, 30)), np.empty(0)
    if make is np.ndarray.tolist:
        with pytest.raises(ValueError, match=r"X must have two dimensions, .* shape \(0,\)"):
            partial_sums(W, B, make(X), make(y))
        return
    sums = partial_sums(W, B, make(X), make(y))
    assert (sums.n, sums.loss, sums.db) == (0, 0.0, 0.0)
    assert sums.dw.tolist() == [0.0] * 30


@given(st.lists(st.integers(0, 455), max_size=8), st.booleans())
def test_empty_pieces_among_others_change_nothing(cuts, lazily):
    edges = [0, *sorted(cuts), 455]
    parts = (partial_sums(W, B, X[i:j], Y[i:j]) for i, j in pairwise(edges))
    total, dw, db = combine(parts if lazily else list(parts), W, lam=0.1)
    assert np.isclose(total, cost(W, B, X, Y, lam=0.1), rtol=1e-13)
    assert np.allclose(dw, gradient(W, B, X, Y, lam=0.1)[0], rtol=1e-11, atol=1e-14)
    assert np.isclose(db, gradient(W, B, X, Y)[1], rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "expected parts with at least one case, got none: are all pieces empty"),
        (None, "expected parts with at least one case"),
        ([partial_sums(W, B, *NONE)] * 3, "expected parts with at least one case"),
        (iter([]), "expected parts with at least one case"),
        (
            partial_sums(W, B, X, Y),
            r"list with the PartialSums of each piece.*write \[part\] for one",
        ),
        (
            [partial_sums(W, B, X, Y), None],
            "list with the PartialSums of each piece, got something",
        ),
        ([None], r"something else: .* check that the function that sums a piece ends with return"),
        (3, "list with the PartialSums of each piece, got something else"),
        ([("3", 1.0, W, 0.5)], "list with the PartialSums"),
        ([(-3, 1.0, W, 0.5)], "the n of a part must be a whole number from 0 up, got -3"),
        ([partial_sums(W, B, X, Y)[:3]], "list with the PartialSums of each piece"),
        ([partial_sums(W, B, X, Y), partial_sums([0.0], 0.0, X[:, :1], Y)], "as many slopes each"),
    ],
)
def test_parts_that_cannot_be_added_get_a_sentence(parts, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        combine(parts, W)


def test_parts_may_be_plain_tuples():
    parts = [(200, *partial_sums(W, B, X[:200], Y[:200])[1:]), tuple(partial_sums(W, B, X, Y))]
    plain = [(n, loss, dw.tolist(), db) for n, loss, dw, db in parts]
    assert combine(plain, W)[0] == combine(parts, W)[0]


def test_a_look_for_numbers_that_are_none_wakes_no_other_thread(monkeypatch):
    """BLAS starts its threads for a product of so many numbers; a plain sum does not."""
    seen = []
    monkeypatch.setattr(np, "vdot", lambda *given: seen.append(given))
    partial_sums(W, B, X, Y)
    assert not seen


def test_bad_pieces_get_a_sentence():
    hole = X.copy()
    hole[3, 2] = np.nan
    with pytest.raises(ValueError, match="X holds NaN"):
        partial_sums(W, B, hole, Y)
    with pytest.raises(ValueError, match="y must hold only 0 and 1"):
        partial_sums(W, B, X, 2 * Y)
    with pytest.raises(ValueError, match=r"w must have shape \(30,\)"):
        partial_sums(W[:3], B, X, Y)
    with pytest.raises(ValueError, match="X must have two dimensions"):
        partial_sums(W, B, X[0], Y)
    with pytest.raises(ValueError, match="learning_rate must be above 0"):
        train_distributed(lambda w, b: [], 30, learning_rate=0, n_steps=1)
    with pytest.raises(ValueError, match=r"^d must be a whole number from 1 up"):
        train_distributed(lambda w, b: [], 0, learning_rate=1, n_steps=1)


def test_one_worker_answers_as_dask_does():
    """What chapter 9 asks of a client, asked of both."""
    from distributed import Client  # slow, and needed here alone

    def asked(client):
        held = client.map(lambda k: k + 1, range(3), pure=False)
        sums = client.gather([client.submit(lambda p, q: p * q, p, 10) for p in held])
        client.wait_for_workers(len(client.scheduler_info()["workers"]))
        assert all(isinstance(name, str) for name in client.scheduler_info()["workers"])
        client.close()
        return sums

    keywords = {"n_workers": 1, "processes": False, "dashboard_address": ":0"}
    assert asked(SerialClient()) == asked(Client(**keywords)) == [10, 20, 30]
    assert SerialClient().run(print) == {}


@pytest.mark.parametrize("source", figure.SOURCES)
@pytest.mark.parametrize("message", [0.1, 1.0, 100.0])
def test_the_best_number_of_workers_is_where_the_curve_is_lowest(message, source):
    shown = figure.compute(1e9, 20, message, source)
    assert np.isclose(
        figure.WORKERS[shown["together"].argmin()], shown["best"], rtol=np.log(1e4) / 160
    )
    assert shown["at_best"] <= shown["together"].min()
    assert np.allclose(shown["reading"] + shown["messages"], shown["together"])
    assert shown["speedup"][0] == 1


def test_the_figure_says_the_best_of_its_numbers_whatever_is_set():
    m = np.arange(1, 10_001)
    live = explorers.scaling_explorer()
    every = [[value for _, value in live.controls[name].options] for name in ("n", "d", "message")]
    for n, d, message in product(*every):
        live.set(n=n, d=d, message=message)
        shown = live.data
        together = shown["reading"][0] / m + shown["messages"][0] * m
        best = m[together.argmin()]
        if shown["ideal"] > m[-1]:
            assert best == m[-1]
            assert "The best of these numbers is the largest, 10,000:" in live.alt
        else:
            said = int(re.search(r"best number is about ([\d,]+):", live.alt)[1].replace(",", ""))
            assert abs(said - best) <= 1
        assert np.isclose(shown["at_best"], together.min(), rtol=0.05)


@pytest.mark.parametrize(
    "values", [[1e200, -1e200], [np.inf, 1.0], [np.nan, 1.0], [np.inf, -np.inf]]
)
def test_a_block_is_plain_where_it_is_finite_however_large_its_squares(values):
    block = np.array([values])
    assert distributed._plain(block) == np.isfinite(block).all()


def test_sizes_and_times_are_said_in_fitting_units():
    assert [figure.size(n) for n in (23, 1.6e6, 1.6e11)] == ["23 bytes", "1.6 MB", "160 GB"]
    said = [figure.seconds(t) for t in (0.358, 32, 600, 86_400)]
    assert said == ["358 ms", "32 s", "10 minutes", "24 hours"]


@pytest.mark.slow
def test_chapter_9_reaches_its_end_without_dask(tmp_path, monkeypatch):
    (tmp_path / "distributed.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(NOTEBOOKS.parent)]))
    nb = read(NOTEBOOKS / "09_beyond_one_machine.ipynb")
    resources = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(nb, timeout=120, kernel_name="python3", resources=resources).execute()
    assert "There is no Dask here" in str(nb)

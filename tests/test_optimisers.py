"""Optimisers and mini-batches, against `train`, scikit-learn's own optimisers and the formulas."""

import numpy as np
import pytest
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from logreg_core import cost, gradient, load_breast_cancer, make_blobs, newton, train
from logreg_core.optimisers import OPTIMISERS, minibatches, train_minibatch
from logreg_core.training import cost_path

REFEREES = {
    "sgd": lambda theta: SGDOptimizer(theta, 0.1, momentum=0.0, nesterov=False),
    "momentum": lambda theta: SGDOptimizer(theta, 0.1, momentum=0.9, nesterov=False),
    "nesterov": lambda theta: SGDOptimizer(theta, 0.1, momentum=0.9, nesterov=True),
    "adam": lambda theta: AdamOptimizer(theta, 0.1, epsilon=1e-30),
}


@pytest.fixture(scope="module")
def tumours():
    return load_breast_cancer(features=["mean radius", "mean texture", "worst area"])


def test_every_rule_has_a_referee():
    assert list(OPTIMISERS) == list(REFEREES)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_rule_moves_as_scikit_learn_moves(name):
    rng = np.random.default_rng(0)
    ours, theirs = np.zeros(4), [np.zeros(4)]
    # scikit-learn adds epsilon in the paper's second form: without it both are the same
    tiny = {"epsilon": 1e-30} if name == "adam" else {}
    move, referee = OPTIMISERS[name](**tiny), REFEREES[name](theirs)
    for _ in range(50):
        g = rng.normal(size=4)
        ours = ours - 0.1 * move(g)
        referee.update_params(theirs, [g])
        np.testing.assert_allclose(ours, theirs[0], rtol=1e-12, atol=1e-13)


def test_two_runs_of_a_rule_do_not_share_a_memory():
    first, second = OPTIMISERS["momentum"](), OPTIMISERS["momentum"]()
    first(np.ones(2))
    assert second(np.ones(2)).tolist() == [1.0, 1.0]


def test_adams_first_step_is_the_learning_rate_whatever_the_gradient():
    np.testing.assert_allclose(
        OPTIMISERS["adam"]()(np.array([1e-3, -50.0])), [1.0, -1.0], rtol=1e-4
    )


def test_adam_moves_less_where_the_gradient_is_no_more_than_epsilon():
    np.testing.assert_allclose(OPTIMISERS["adam"]()(np.array([1e-8, -3e-8])), [1 / 2, -3 / 4])


def test_a_plain_step_over_all_cases_is_a_step_of_train(tumours):
    X, y = tumours.X_train, tumours.y_train
    ours = train_minibatch(X, y, batch_size=len(y), learning_rate=0.7, lam=0.1, n_steps=60)
    theirs = train(X, y, learning_rate=0.7, lam=0.1, n_steps=60)
    for name in ("w", "b", "cost"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), atol=1e-12)


def test_a_step_sees_its_batch_alone_and_the_whole_penalty(tumours):
    X, y, start = tumours.X_train, tumours.y_train, (np.array([1.0, -2.0, 0.5]), 0.3)
    run = train_minibatch(
        X, y, batch_size=7, learning_rate=0.2, lam=0.4, n_steps=1, seed=3, start=start
    )
    rows = next(minibatches(len(y), 7, seed=3))
    dw, db = gradient(*start, X[rows], y[rows], lam=0.4)
    np.testing.assert_allclose(run.w[1], start[0] - 0.2 * dw, rtol=1e-12)
    np.testing.assert_allclose(run.b[1], start[1] - 0.2 * db, rtol=1e-12)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_rule_comes_to_newtons_optimum(name, tumours):
    X, y = tumours.X_train, tumours.y_train
    best = newton(X, y, lam=0.1).cost[-1]
    run = train_minibatch(X, y, batch_size=len(y), lam=0.1, optimiser=name, n_steps=2000)
    assert run.cost[-1] - best < 1e-6


def test_batches_visit_every_case_once_a_pass_and_each_pass_anew():
    drawn = minibatches(10, 4, seed=1)
    passes = [np.concatenate([next(drawn) for _ in range(3)]) for _ in range(2)]
    assert [sorted(rows) for rows in passes] == [list(range(10))] * 2
    assert passes[0].tolist() != passes[1].tolist()
    again = minibatches(10, 4, seed=1)
    assert [len(next(again)) for _ in range(3)] == [4, 4, 2]
    assert next(minibatches(10, 4, seed=1)).tolist() == passes[0][:4].tolist()


def test_a_batch_of_all_cases_keeps_their_order():
    for batch_size in (5, 6):
        drawn = minibatches(5, batch_size)
        assert [next(drawn).tolist() for _ in range(2)] == [[0, 1, 2, 3, 4]] * 2


def test_one_case_is_enough_for_a_batch():
    assert next(minibatches(1, 1)).tolist() == [0]
    assert len(next(minibatches(9, 1))) == 1


def test_what_is_left_out_is_as_the_signature_says(tumours):
    X, y = tumours.X_train, tumours.y_train
    told = {"learning_rate": 0.1, "lam": 0.0, "optimiser": "sgd", "n_steps": 500, "seed": 0}
    ours, theirs = train_minibatch(X, y, batch_size=9), train_minibatch(X, y, batch_size=9, **told)
    assert np.array_equal(ours.w, theirs.w)
    assert np.array_equal(ours.cost, theirs.cost)
    assert np.array_equal(next(minibatches(20, 9)), next(minibatches(20, 9, seed=0)))


def test_costs_along_is_the_cost_at_each_place(tumours):
    X, y, rng = tumours.X_train, tumours.y_train, np.random.default_rng(0)
    w, b = 3 * rng.normal(size=(5, 3)), rng.normal(size=5)
    expected = [cost(w[t], b[t], X, y, lam=0.3) for t in range(5)]
    np.testing.assert_allclose(cost_path(w, b, X, y, lam=0.3), expected, rtol=1e-13)
    assert np.isnan(cost_path(w * np.nan, b, X, y)).all()


def test_divergence_is_no_error():
    X, y = make_blobs(50)
    assert train_minibatch(X, y, batch_size=50, learning_rate=30.0, lam=10.0, n_steps=2000).diverged


def test_bad_input_gets_a_sentence():
    X, y = make_blobs(20)
    for wrong, sentence in (
        ({"batch_size": 0}, "batch_size must be a whole number from 1 up"),
        ({"optimiser": "adagrad"}, "optimiser must be one of sgd, momentum, nesterov, adam"),
        ({"learning_rate": 0}, "learning_rate must"),
        ({"lam": -1}, "lam must"),
        ({"n_steps": -1}, "n_steps must"),
        ({"seed": -1}, "seed must"),
    ):
        with pytest.raises(ValueError, match=f"^{sentence}"):
            train_minibatch(X, y, **{"batch_size": 5, **wrong})
    with pytest.raises(ValueError, match="class"):
        train_minibatch(X, np.ones(20), batch_size=5)
    with pytest.raises(ValueError, match=r"^y must have shape \(20,\)"):
        train_minibatch(X, y[:19], batch_size=5)
    with pytest.raises(ValueError, match=r"^n must be a whole number from 1 up"):
        next(minibatches(0, 5))

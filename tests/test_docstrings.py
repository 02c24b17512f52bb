"""Docstrings: each is complete in numpydoc's form, and its examples print what they promise."""

import doctest
import importlib
import inspect

import pytest
from numpydoc.validate import validate

import logreg_core
from logreg_core import data, distributed, estimator, io, metrics, optimisers, training

PUBLIC = [getattr(logreg_core, name) for name in logreg_core.__all__]
MORE = [
    data.polynomial_features,
    data.k_folds,
    data.Wines,
    io.Table,
    metrics.Confusion,
    *optimisers.OPTIMISERS.values(),
    optimisers.minibatches,
    optimisers.train_minibatch,
    training.cost_path,
    estimator.NumpyLogisticRegression,
]
METHODS = [
    data.Split.raw,
    training.History.of,
    *(f for _, f in inspect.getmembers(distributed.SerialClient, inspect.isfunction)),
]
THINGS = PUBLIC + MORE

IGNORED = {
    "ES01": "a summary needs no second paragraph where parameters and notes say the rest",
}
IGNORED_IN_METHODS = IGNORED | {
    "SA01": "the class names what is related",
    "EX01": "the class, or what returns it, has the example",
}


def name(thing) -> str:
    return f"{thing.__module__}.{thing.__qualname__}"


def errors(thing, ignored) -> list:
    return [error for error in validate(name(thing))["errors"] if error[0] not in ignored]


@pytest.mark.parametrize("thing", THINGS, ids=name)
def test_docstrings_are_complete(thing):
    assert errors(thing, IGNORED) == []


@pytest.mark.parametrize("thing", METHODS, ids=name)
def test_docstrings_of_methods_are_complete(thing):
    assert errors(thing, IGNORED_IN_METHODS) == []


def test_every_exception_is_needed():
    used = {error[0] for thing in METHODS + THINGS for error in validate(name(thing))["errors"]}
    assert used == set(IGNORED_IN_METHODS)


@pytest.mark.parametrize("module", sorted({thing.__module__ for thing in THINGS}))
def test_examples_print_what_they_promise(module):
    found = doctest.testmod(importlib.import_module(module))
    assert found.attempted > 0
    assert found.failed == 0


def test_every_function_and_class_has_an_example():
    finder = doctest.DocTestFinder(recurse=False)
    missing = [name(thing) for thing in THINGS if not finder.find(thing)[0].examples]
    assert missing == []

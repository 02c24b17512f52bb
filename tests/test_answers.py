"""The checks beside a corpus of answers that were written without a look at them."""

from collections import Counter
from dataclasses import replace

import pytest

from logreg_core import practice
from logreg_core.practice.checks import grade

from .answers import ANSWERS
from .answers.__main__ import kind, table, verdicts

pytestmark = pytest.mark.slow

RIGHT = [answer for answer in ANSWERS if answer.right]
CHAPTER = {
    name: title for title, chapter in practice.CHAPTERS.items() for name in chapter.EXERCISES
}


@pytest.fixture(scope="module")
def judged():
    return verdicts()


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: answer.name)
def test_right_answers_are_accepted(answer):
    exercise = practice.EXERCISES[answer.exercise]
    if answer.ordinary_only:
        exercise = replace(exercise, edge_cases=())
    assert grade(answer.exercise, exercise, answer.function).passed is True


def test_no_wrong_answer_is_accepted(judged):
    assert [answer.name for answer, verdict in judged if verdict.passed is not False] == []


def test_the_mistakes_are_named(judged):
    """Four of five at least, in every chapter, and in words that fit."""
    print(table(judged))
    wrong, named, fitting = Counter(), Counter(), Counter()
    for answer, verdict in judged:
        chapter = CHAPTER[answer.exercise]
        wrong[chapter] += 1
        named[chapter] += kind(verdict) == "named"
        fitting[chapter] += kind(verdict) == "named" and answer.described_by(verdict.message)
    assert {chapter: named[chapter] / wrong[chapter] for chapter in wrong if (
        named[chapter] < 0.8 * wrong[chapter])} == {}  # fmt: skip
    assert fitting.total() >= 0.8 * wrong.total()


def test_the_corpus_is_worth_its_name():
    assert len(RIGHT) >= 200
    assert len(ANSWERS) - len(RIGHT) >= 1000
    assert {answer.exercise for answer in RIGHT} == set(practice.EXERCISES)
    count = Counter(answer.exercise for answer in ANSWERS if not answer.right)
    assert min(count.values()) >= 20
    assert set(count) == set(practice.EXERCISES)

"""A quiz has questions of different kinds and about different exercises, the same for the same
seed.
"""

import pytest

from grader.quiz.choose import NoSuchName, choose, exercises_named, kinds_named
from grader.quiz.question_kinds import question_kinds

from ..conftest import bundled

KINDS = question_kinds()


def test_exercises_are_named_by_slug_and_topic() -> None:
    assert [e.slug for e in exercises_named(bundled(), ["tanh", "sigmoid"])] == ["sigmoid", "tanh"]
    gates = {e.slug for e in exercises_named(bundled(), ["gates"])}
    assert gates == {slug for slug, entry in bundled().entries.items() if entry.topic == "gates"}
    assert len(exercises_named(bundled(), [])) == len(bundled().entries)
    with pytest.raises(NoSuchName, match="did you mean sigmoid"):
        exercises_named(bundled(), ["sigmiod"])


def test_kinds_are_named() -> None:
    assert [*kinds_named(KINDS, ["claim", "numeric"])] == ["numeric", "claim"]
    assert kinds_named(KINDS, []) == KINDS
    with pytest.raises(NoSuchName, match="did you mean numeric"):
        kinds_named(KINDS, ["numerical"])


def test_a_quiz_is_varied_and_the_same_for_its_seed() -> None:
    exercises = exercises_named(bundled(), ["sigmoid", "relu", "tanh", "silu", "mse_loss", "sgd"])
    quiz = choose(exercises, KINDS, 12, 5)
    assert quiz == choose(exercises, KINDS, 12, 5)
    assert quiz != choose(exercises, KINDS, 12, 6)
    assert len({q.id for q in quiz}) == len(quiz) == 12
    assert {q.origin.slug for q in quiz[:6]} == {e.slug for e in exercises}
    assert len({q.origin.kind for q in quiz}) >= 7
    slugs = [q.origin.slug for q in quiz]
    assert max(slugs.count(slug) for slug in slugs) == 2


def test_there_may_be_fewer_questions_than_are_asked_for() -> None:
    (sgd,) = exercises_named(bundled(), ["sgd"])
    quiz = choose([sgd], kinds_named(KINDS, ["formula"]), 5, 0)
    assert quiz == []
    (tanh,) = exercises_named(bundled(), ["tanh"])
    typed = choose([tanh], kinds_named(KINDS, ["formula"]), 5, 0)
    assert len(typed) == 1  # there is one derivative to type

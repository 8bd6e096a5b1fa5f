"""The scenarios of optimizers leave nothing the same that a class might rely on."""

import pytest

from grader.dtypes import FLOAT32
from grader.exercise import Exercise
from grader.judge.scenarios import scenarios

from ..conftest import bundled

OPTIMIZERS = [e.exercise for e in bundled().entries.values() if e.exercise.family == "optimizer"]


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_every_hyperparameter_is_another_in_some_group(exercise: Exercise) -> None:
    (grouped,) = [s for s in scenarios(exercise, FLOAT32, 0) if s.own]
    first, *others = [grouped.updates(exercise, p, 0)[0].settings for p in range(len(grouped.starts))]
    assert first == exercise.hyperparameters
    for name, default in exercise.hyperparameters.items():
        assert any(other[name] != default for other in others), name


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_settings_of_a_group_are_those_of_a_variant(exercise: Exercise) -> None:
    (grouped,) = [s for s in scenarios(exercise, FLOAT32, 0) if s.own]
    for variant, own in zip(exercise.variants, grouped.own[1:], strict=True):
        assert variant.items() <= own.items()


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_gradients_are_zeroed_in_place_in_most_scenarios_and_not_in_all(exercise: Exercise) -> None:
    kept = [s.kept for s in scenarios(exercise, FLOAT32, 0)]
    assert len(kept) / 2 < sum(kept) < len(kept)


@pytest.mark.parametrize("slug", [s for s, e in bundled().entries.items() if e.exercise.family == "optimizer"])
def test_each_scenario_has_a_name_of_its_own(slug: str) -> None:
    names = [s.name for s in scenarios(bundled().entries[slug].exercise, FLOAT32, 0)]
    assert len(set(names)) == len(names)

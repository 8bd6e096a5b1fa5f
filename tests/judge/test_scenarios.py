"""The scenarios of optimizers leave nothing the same that a class might rely on."""

import itertools
from typing import Any

import pytest

from grader.dtypes import FLOAT32
from grader.exercise import Exercise
from grader.judge.trajectories.combinations import rows
from grader.judge.trajectories.scenarios import Scenario, scenarios

from ..conftest import bundled

OPTIMIZERS = [e.exercise for e in bundled().entries.values() if e.exercise.family.name == "optimizer"]


def settings_of(scenario: Scenario, exercise: Exercise) -> list[dict[str, Any]]:
    """What holds in the first step of each parameter."""
    return [dict(scenario.updates(exercise, p, 0)[0].settings) for p in range(len(scenario.starts))]


def grouped(exercise: Exercise) -> Scenario:
    return next(s for s in scenarios(exercise, FLOAT32, 0) if s.param_groups.own)


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_any_two_settings_are_on_together_in_some_group_and_each_alone(exercise: Exercise) -> None:
    defaults = exercise.hyperparameters
    on = [{n for n in defaults if s[n] != defaults[n]} - {"lr"} for s in settings_of(grouped(exercise), exercise)]
    for pair in itertools.combinations([n for n in defaults if n != "lr"], 2):
        seen = {tuple(name in row for name in pair) for row in on}
        apart = any(set(pair) == set(known) for known in exercise.apart)
        assert seen == {(False, False), (False, True), (True, False)} | (set() if apart else {(True, True)}), pair


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_the_last_group_takes_back_all_that_the_optimizer_is_made_with(exercise: Exercise) -> None:
    scenario = grouped(exercise)
    *_, last = settings_of(scenario, exercise)
    assert {**last, "lr": 0} == {**exercise.hyperparameters, "lr": 0}
    assert scenario.settings.keys() == exercise.hyperparameters.keys() - {"lr"}
    assert len({s["lr"] for s in settings_of(scenario, exercise)}) > 1


@pytest.mark.parametrize(
    "exercise", [e for e in OPTIMIZERS if "weight_decay" in e.hyperparameters], ids=lambda e: e.slug
)
def test_a_group_without_decay_lies_beside_one_that_decays(exercise: Exercise) -> None:
    scenario = grouped(exercise)
    assert scenario.settings["weight_decay"]
    assert 0.0 in [s["weight_decay"] for s in settings_of(scenario, exercise)]


@pytest.mark.parametrize(
    "exercise", [e for e in OPTIMIZERS if "weight_decay" in e.hyperparameters], ids=lambda e: e.slug
)
def test_parameters_decay_where_all_gradients_are_zero(exercise: Exercise) -> None:
    (still,) = [s for s in scenarios(exercise, FLOAT32, 0) if s.name == "gradients that vanish"]
    assert still.settings["weight_decay"]
    assert not any(x for rows in still.parameters.gradients for row in rows[-3:] for x in row)


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_what_schedules_change_is_changed_on_the_way(exercise: Exercise) -> None:
    names = "settings that change on the way", "a learning rate that drops"
    (changing,) = [s for s in scenarios(exercise, FLOAT32, 0) if s.name in names]
    first, *_, last = (u.settings for u in changing.updates(exercise, 0, 0))
    wanted = {"lr"} | {"betas", "momentum", "weight_decay"} & exercise.hyperparameters.keys()
    assert {n for n in first if first[n] != last[n]} == wanted
    assert changing.name == names[len(wanted) == 1]


def test_settings_that_are_apart_are_never_on_together() -> None:
    found = rows("abc", {frozenset("ab")})
    assert not any({"a", "b"} <= row for row in found)
    assert any({"a", "c"} <= row for row in found)
    assert any({"b", "c"} <= row for row in found)


@pytest.mark.parametrize(("names", "most"), [("", 1), ("a", 2), ("ab", 4), ("abcdef", 9), ("abcdefghij", 13)])
def test_few_rows_have_all_pairs(names: str, most: int) -> None:
    assert len(rows(names, ())) <= most


@pytest.mark.parametrize("exercise", OPTIMIZERS, ids=lambda e: e.slug)
def test_gradients_are_zeroed_in_place_in_most_scenarios_and_not_in_all(exercise: Exercise) -> None:
    kept = [s.parameters.kept for s in scenarios(exercise, FLOAT32, 0)]
    assert len(kept) / 2 < sum(kept) < len(kept)


@pytest.mark.parametrize("slug", [s for s, e in bundled().entries.items() if e.exercise.family.name == "optimizer"])
def test_each_scenario_has_a_name_of_its_own(slug: str) -> None:
    names = [s.name for s in scenarios(bundled().entries[slug].exercise, FLOAT32, 0)]
    assert len(set(names)) == len(names)

"""What is told of parameters that stand still: where it holds, and not where it does not."""

from collections.abc import Callable
from functools import partial

import pytest

from grader.dtypes import FLOAT64
from grader.judge.answers.clues import Clues
from grader.judge.diagnosis.path_facts import observe_paths, stuck
from grader.judge.trajectories.paths import Walk, WalkRun, paths
from grader.judge.trajectories.scenarios import Scenario, scenarios

from ..conftest import bundled

SGD = bundled().entries["sgd"].exercise
Goes = Callable[[Scenario, int, int], bool]  # whether a parameter moves in a step


def runs(goes: Goes, becomes: Callable[[float], float] = lambda x: x) -> list[WalkRun[Walk]]:
    """Runs in which parameters take the right steps, or none."""
    found: list[WalkRun[Walk]] = []
    for scenario in scenarios(SGD, FLOAT64, 0):
        right = list(paths(SGD, scenario, FLOAT64))
        width, got = len(scenario.starts[0]), []
        for entry, bands in enumerate(right):
            p, place = divmod(entry, width)
            before = now = scenario.starts[p][place]
            path = []
            for step, band in enumerate(bands):
                now += (band.nearest - before) if goes(scenario, p, step) else 0.0
                before = band.nearest
                path.append(becomes(now))
            got.append(tuple(path))
        found.append(WalkRun(scenario, right, tuple(got)))
    return found


def told(found: list[WalkRun[Walk]]) -> tuple[str, str]:
    (fact,) = observe_paths(found, Clues())
    return fact.id.removeprefix("observed."), fact.explanation


def members(scenario: Scenario) -> tuple[tuple[int, ...], ...]:
    return scenario.param_groups.members


SEEN: list[tuple[Callable[[], list[WalkRun[Walk]]], str, str]] = [
    (partial(runs, lambda s, p, step: False), "never_moves", "No parameter ever changes. Either"),
    (
        partial(runs, lambda s, p, step: True, lambda x: x * float("nan")),
        "not_a_number",
        "Every parameter is infinite or nan",
    ),
    (partial(runs, lambda s, p, step: True, lambda x: 0.0), "zero", "Every parameter is 0"),
    (partial(runs, lambda s, p, step: True, lambda x: 2.5), "constant", "Every parameter is 2.5"),
    (partial(runs, lambda s, p, step: p == 0), "some_never_move", "the first parameter ever"),
    (partial(runs, lambda s, p, step: p == len(s.starts) - 1), "some_never_move", "the last parameter ever"),
    (
        partial(runs, lambda s, p, step: p in members(s)[0]),
        "some_never_move",
        "the parameters of the first group",
    ),
    (
        partial(runs, lambda s, p, step: p in members(s)[-1]),
        "some_never_move",
        "the parameters of the last group",
    ),
    (
        partial(runs, lambda s, p, step: p in [g[0] for g in members(s)]),
        "some_never_move",
        "the first parameter of each group",
    ),
    (
        partial(runs, lambda s, p, step: p in [g[-1] for g in members(s)]),
        "some_never_move",
        "the last parameter of each group",
    ),
    (
        partial(runs, lambda s, p, step: all(step in s.parameters.absent.get(q, ()) for q in range(p))),
        "some_never_move",
        "the first parameter with a gradient ever",
    ),
    (partial(runs, lambda s, p, step: step < 4), "stops_moving", "after step 4."),
    (partial(runs, lambda s, p, step: step != 2), "later_steps", "right up to step 2. From step 3 on"),
    (partial(runs, lambda s, p, step: step % 2 == 0), "later_steps", "right up to step 1. From step 2 on"),
]


@pytest.mark.parametrize(("made", "fact", "words"), SEEN, ids=[f"{n}-{s[1]}" for n, s in enumerate(SEEN)])
def test_parameters_that_stand_still_are_told(made: Callable[[], list[WalkRun[Walk]]], fact: str, words: str) -> None:
    found = made()
    assert told(found)[0] == fact
    assert words in told(found)[1]
    assert bool(stuck(found)) == (fact not in ("some_never_move", "stops_moving", "later_steps"))


SILENT: list[Goes] = [
    lambda s, p, step: True,
    lambda s, p, step: step > 0,
    lambda s, p, step: step != 2 or s.reload is not None,
    lambda s, p, step: p == 0 or step < 4,
    lambda s, p, step: p == (0 if s.reload is None else 1),
    lambda s, p, step: step < 4 or s.reload is not None,
]


@pytest.mark.parametrize("goes", SILENT)
def test_nothing_is_told_of_parameters_that_move(goes: Goes) -> None:
    assert observe_paths(runs(goes), Clues()) == ()

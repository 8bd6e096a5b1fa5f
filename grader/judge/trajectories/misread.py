"""Wrong arguments of an optimizer's step, though its recurrence is right: the settings of another
group or time, states that a checkpoint lacks, another count of steps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from types import MappingProxyType
from typing import Any

from sympy import preorder_traversal
from sympy.core.relational import Relational

from ...exercise import Exercise
from ...listing import listed
from ...reference.formula import build
from ...reference.recurrence import Update
from .scenarios import Scenario

# What a student is told: {names} are settings or states.
WORDS = MappingProxyType(
    {
        "settings_of_the_first_group": "All groups use {names} of the first group. Read the settings from each group.",
        "settings_of_the_last_group": "All groups use {names} of the last group. Read the settings from each group.",
        "settings_of_the_constructor": "All groups and steps use {names} that the optimizer was made with. Read the "
        "settings from each group, in every step.",
        "settings_of_the_first_step": "All steps use {names} that a group had at first. Read the settings from the "
        "group in every step: a schedule changes them there.",
        "state_not_saved": "{names}: this state begins anew after state_dict() is loaded into a new optimizer. Keep it "
        "in self.state[p].",
        "state_starts_with_first_value": "The first value of {names} is what is averaged, without the weight that the "
        "first step gives it. A state has to begin at 0: the first step is computed like all others.",
        "state_starts_at_one": "{names}: before the first step this is 1. A state has to begin at 0.",
        "steps_of_the_optimizer": "The step t is counted for the optimizer, and not for each parameter: it also counts "
        "steps in which a parameter has no gradient. Keep it in self.state[p].",
        "steps_of_the_object": "The step t is counted by the optimizer object, and not for each parameter: it also "
        "counts steps in which a parameter has no gradient, and state_dict() does not have it. Keep it in "
        "self.state[p].",
        "updates_of_the_optimizer": "The step t is counted for all parameters together: it grows with every parameter "
        "that is updated. Keep it in self.state[p].",
        "updates_of_the_object": "The step t is counted for all parameters together: it grows with every parameter "
        "that is updated, and state_dict() does not have it. Keep it in self.state[p].",
    }
)
ALL = 2  # settings, from which on all of them may be taken from elsewhere
Settings = Callable[[Exercise, Scenario, int, int], Mapping[str, Any]]  # of a group in a step
SOURCES: Mapping[str, Settings] = MappingProxyType(
    {
        "settings_of_the_first_group": lambda e, s, group, step: s.settings_at(e, 0, step),
        "settings_of_the_last_group": lambda e, s, group, step: s.settings_at(e, len(s.param_groups.members) - 1, step),
        "settings_of_the_constructor": lambda e, s, group, step: {**e.hyperparameters, **s.settings},
        "settings_of_the_first_step": lambda e, s, group, step: s.settings_at(e, group, 0),
    }
)


@dataclass(frozen=True)
class Misread:
    """A way to take what is given; `updates` are those of an entry of a parameter, as
    `Scenario.updates`.
    """

    id: str
    names: tuple[str, ...]
    updates: Callable[[Exercise, Scenario, int, int], Sequence[Update]]

    @property
    def explanation(self) -> str:
        return WORDS[self.id].format(names=listed(self.names))


def misreadings(exercise: Exercise) -> Iterator[Misread]:
    """All that is known for an optimizer: of one setting or state, then of all of them."""
    # numpy, which a right submission does not need
    from .first_values import beginning, first_values, ones

    settings, states = tuple(exercise.hyperparameters), tuple(exercise.family.states(exercise))
    for code in SOURCES:
        for names in _some(settings):
            yield Misread(code, names, _taking(code, names))
    counts = _counts(exercise)
    for names in _some((*states, *(("t",) if counts else ()))):
        yield Misread("state_not_saved", names, _losing(names))
    for names in chain.from_iterable(combinations(states, n) for n in range(1, len(states) + 1)):
        yield Misread("state_starts_with_first_value", names, beginning(names, first_values))
        yield Misread("state_starts_at_one", names, beginning(names, ones))
    if counts:
        yield Misread("steps_of_the_optimizer", (), _counting(_steps, False))
        yield Misread("steps_of_the_object", (), _counting(_steps, True))
        yield Misread("updates_of_the_optimizer", (), _counting(_updates, False))
        yield Misread("updates_of_the_object", (), _counting(_updates, True))


def _counts(exercise: Exercise) -> bool:
    """Whether a formula computes with the step t; one that only asks whether it is the first needs
    no count.
    """
    formula = build(exercise, {}, {})
    steps = {*formula.inputs.get("t", ())}
    for output in formula.outputs:
        parts = preorder_traversal(output)
        for part in parts:
            if isinstance(part, Relational):
                parts.skip()
            elif part in steps:
                return True
    return False


def _some(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Each name, and all of them."""
    yield from ((name,) for name in names)
    if len(names) >= ALL:
        yield names


def _taking(code: str, names: Sequence[str]) -> Callable[[Exercise, Scenario, int, int], list[Update]]:
    """Settings from elsewhere."""

    def updates(exercise: Exercise, scenario: Scenario, parameter: int, entry: int) -> list[Update]:
        group = scenario.group(parameter)
        found = []
        for step, update in enumerate(scenario.updates(exercise, parameter, entry)):
            there = SOURCES[code](exercise, scenario, group, step)
            found.append(replace(update, settings={**update.settings, **{n: there[n] for n in names}}))
        return found

    return updates


def _losing(names: Sequence[str]) -> Callable[[Exercise, Scenario, int, int], list[Update]]:
    """States that begin anew when a checkpoint is loaded; the step `t` is one of them."""

    def updates(exercise: Exercise, scenario: Scenario, parameter: int, entry: int) -> list[Update]:
        found, reload = scenario.updates(exercise, parameter, entry), scenario.reload
        if reload is None:
            return found
        lost = dict.fromkeys((n for n in names if n != "t"), 0.0)
        for step in range(reload, len(found)):
            given: dict[str, float] = dict(lost) if step == reload else {}
            if "t" in names:
                given["t"] = float(sum(u.given is not None for u in found[reload : step + 1]))
            found[step] = _given(found[step], given)
        return found

    return updates


def _counting(
    count: Callable[[Scenario, int, range], int], anew: bool
) -> Callable[[Exercise, Scenario, int, int], list[Update]]:
    """Another step `t`: the `count` of a parameter over steps, the last of them its own. It begins
    `anew` after a reload.
    """

    def updates(exercise: Exercise, scenario: Scenario, parameter: int, entry: int) -> list[Update]:
        found, reload = scenario.updates(exercise, parameter, entry), scenario.reload or 0
        return [
            _given(u, {"t": float(count(scenario, parameter, range(reload if anew and n >= reload else 0, n + 1)))})
            for n, u in enumerate(found)
        ]

    return updates


def _steps(scenario: Scenario, parameter: int, steps: range) -> int:
    return len(steps)


def _updates(scenario: Scenario, parameter: int, steps: range) -> int:
    """How many parameters have been updated, this one included."""
    order = [p for members in scenario.param_groups.members for p in members]
    absent = scenario.parameters.absent
    before = sum(s not in absent.get(p, ()) for p in order for s in steps[:-1])
    return before + sum(steps[-1] not in absent.get(p, ()) for p in order[: order.index(parameter) + 1])


def _given(update: Update, more: Mapping[str, float]) -> Update:
    return update if update.given is None else replace(update, given={**update.given, **more})

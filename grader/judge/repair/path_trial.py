"""Runs some steps of an optimizer again, with a change or without, and compares them with the right
path and the submission's path.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from ...exercise import Exercise
from ...reference.numeric import Array
from ..trajectories.paths import WalkRun
from ..trajectories.scenarios import Scenario
from .code_values import Parameter, Record
from .expressions import Expressions
from .trial import Wanted


@dataclass(frozen=True)
class PathTrial:
    """The first `steps` steps of some parameters of a scenario; its results are the parameters
    after each of them.
    """

    target: str
    scenario: Scenario
    parameters: Sequence[int]
    steps: int
    wanted: Sequence[Wanted]
    size: float = 1.0
    asked: str = ""  # no function's value

    @classmethod
    def of(cls, exercise: Exercise, run: WalkRun[Scenario], parameters: Sequence[int], steps: int) -> "PathTrial":
        """A run with what was got; the results are by parameter, then by entry, then by step."""
        width = len(run.walk.starts[0])
        wanted = []
        for position, p in enumerate(parameters):
            entries = range(p * width, (p + 1) * width)
            bands = [b for e in entries for b in run.right[e][:steps]]
            got = [x for e in entries for x in run.got[e][:steps]]
            wanted.append(Wanted.of(bands, got, position, numpy.repeat(run.walk.starts[p], steps)))
        return cls(exercise.target, run.walk, parameters, steps, wanted)

    @classmethod
    def whole(cls, exercise: Exercise, run: WalkRun[Scenario]) -> "PathTrial":
        """All of a run."""
        return cls.of(exercise, run, range(len(run.walk.starts)), len(run.walk.param_groups.rates))

    @classmethod
    def shortest(cls, exercise: Exercise, run: WalkRun[Scenario]) -> "PathTrial":
        """What is first wrong in a wrong run."""
        step = run.first_wrong or 0
        return cls.of(exercise, run, [run.farthest(step) // len(run.walk.starts[0])], step + 1)

    def results(self, code: Expressions) -> list[Any]:
        """The parameters after every step, each of shape (entries, steps).

        Raises:
            Exception: of any kind, if the code cannot be redone.
        """
        scenario = self.scenario
        tensors = {p: numpy.array(scenario.starts[p]).view(Parameter) for p in self.parameters}
        gradients = {p: numpy.array(scenario.parameters.gradients[p]) for p in self.parameters}
        if code.tape:
            code.tape.inputs([*tensors.values(), *gradients.values()])
        groups = [
            {"params": [tensors[p] for p in members if p in tensors], **scenario.group_settings(n)}
            for n, members in enumerate(scenario.param_groups.members)
        ]
        made = code.ask(self.target, [groups], dict(scenario.settings))
        if not isinstance(made, Record) or "param_groups" not in made.fields:
            raise ValueError("not an optimizer")
        history: list[list[Any]] = [[] for _ in tensors]
        rates = scenario.param_groups.rates[0]
        for step in range(self.steps):
            for group, rate, before in zip(
                made.fields["param_groups"], scenario.param_groups.rates[step], rates, strict=True
            ):
                if rate != before:
                    group["lr"] = rate
                group.update(scenario.changes.get(step, {}))
            rates = scenario.param_groups.rates[step]
            for p, parameter in tensors.items():
                absent = step in scenario.parameters.absent.get(p, ())
                parameter.grad = None if absent else code.operate(numpy.copy, gradients[p][step])
            code.tell(made, "step")
            for parameter, states in zip(tensors.values(), history, strict=True):
                states.append(code.operate(numpy.array, parameter))
        return [code.operate(_columns, states) for states in history]

    def numbers(self, code: Expressions) -> list[Array]:
        """The results as arrays of entries.

        Raises:
            Exception: of any kind, if the code cannot be redone.
        """
        return [numpy.asarray(r, float).ravel() for r in self.results(code)]

    def exact(self, code: Expressions, numbers: Sequence[Array]) -> bool:
        """Nothing more is asked: what a change does not make right grows from step to step."""
        return True

    def usable(self, code: Expressions) -> bool:
        """Steps are small beside parameters: nothing is lost in float32 that is not lost anyway."""
        return True


def _columns(states: Sequence[Any]) -> Array:
    """(entries, steps)"""
    return numpy.stack(states, axis=1)

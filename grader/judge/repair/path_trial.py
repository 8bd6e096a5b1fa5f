"""Some steps of an optimizer, redone with a change or without, beside the right path and the one that was taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from ...exercise import Exercise
from ...reference.numeric import Array
from ..paths import Run
from ..scenarios import Scenario
from .expressions import Expressions
from .trial import Wanted
from .values import Parameter, Record


@dataclass(frozen=True)
class PathTrial:
    """The first `steps` steps of a scenario; its results are the parameters after each of them."""

    target: str
    scenario: Scenario
    steps: int
    wanted: Sequence[Wanted]
    size: float

    @classmethod
    def of(cls, exercise: Exercise, run: Run[Scenario], steps: int) -> "PathTrial":
        """A run with what was got; the results are by parameter, then by entry, then by step."""
        width = len(run.walk.starts[0])
        wanted = []
        for p in range(len(run.walk.starts)):
            entries = range(p * width, (p + 1) * width)
            bands = [b for e in entries for b in run.right[e][:steps]]
            got = [x for e in entries for x in run.got[e][:steps]]
            wanted.append(Wanted.of(bands, got, p))
        return cls(exercise.target, run.walk, steps, wanted, 1.0)

    def results(self, code: Expressions) -> list[Any]:
        """The parameters after every step, each of shape (entries, steps).

        Raises:
            Exception: of any kind, if the code cannot be redone.
        """
        parameters = [numpy.array(start).view(Parameter) for start in self.scenario.starts]
        gradients = [numpy.array(g) for g in self.scenario.gradients]
        if code.tape:
            code.tape.inputs([*parameters, *gradients])
        groups = [
            {"params": [parameters[p] for p in members], "lr": rate}
            for members, rate in zip(self.scenario.groups, self.scenario.rates[0], strict=True)
        ]
        made = code.ask(self.target, [groups], dict(self.scenario.settings))
        if not isinstance(made, Record) or "param_groups" not in made.fields:
            raise ValueError("not an optimizer")
        history: list[list[Any]] = [[] for _ in parameters]
        for step in range(self.steps):
            for group, rate in zip(made.fields["param_groups"], self.scenario.rates[step], strict=True):
                group["lr"] = rate
            for p, parameter in enumerate(parameters):
                absent = step in self.scenario.absent.get(p, ())
                parameter.grad = None if absent else code.operate(numpy.copy, gradients[p][step])
            code.tell(made, "step")
            for parameter, states in zip(parameters, history, strict=True):
                states.append(code.operate(numpy.array, parameter))
        return [code.operate(_columns, states) for states in history]

    def numbers(self, code: Expressions) -> list[Array]:
        """The results as arrays of entries.

        Raises:
            Exception: of any kind, if the code cannot be redone.
        """
        return [numpy.asarray(r, float).ravel() for r in self.results(code)]


def _columns(states: Sequence[Any]) -> Array:
    """(entries, steps)"""
    return numpy.stack(states, axis=1)

"""The path that a submission took, beside the one that any recurrence would take, in float64 and for a first look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from ..exercise import Exercise
from ..reference.numeric import Array, hyperparameters
from ..reference.recurrence import Update, states
from .candidates import Candidate
from .paths import Run, Walk
from .probe import real

CLOSE = 1e-3  # of the way from its start, how far a first look lets a parameter be off
NOISE = 1e-6  # of the parameter itself


@dataclass(frozen=True)
class PathProbe:
    """A walk with all entries of all parameters side by side; `got` is empty if nobody has taken it."""

    exercise: Exercise
    starts: Array
    updates: Sequence[Sequence[Update]]  # for each entry, step by step
    got: Array

    @classmethod
    def of(cls, exercise: Exercise, run: Run[Walk]) -> "PathProbe":
        entries = [(p, e, x) for p, start in enumerate(run.walk.starts) for e, x in enumerate(start)]
        updates = [run.walk.updates(exercise, p, e) for p, e, _ in entries]
        return cls(exercise, numpy.array([x for *_, x in entries]), updates, numpy.array(run.got, float).T)

    def gives(self, candidate: Candidate) -> Array | None:
        """The parameters after every step, (steps, entries); None if the recurrence fails."""
        names = [i.name for i in self.exercise.inputs]
        state: dict[str, Any] = {n: numpy.zeros(len(self.starts)) for n in states(self.exercise)}
        parameter, count, after = self.starts, numpy.zeros(len(self.starts)), []
        try:
            with numpy.errstate(all="ignore"):
                for step in zip(*self.updates, strict=True):
                    present = numpy.array([u.given is not None for u in step])
                    count = count + present
                    data = next(u.given for u in step if u.given is not None) if present.any() else {}
                    given = {k: numpy.array([(u.given or data)[k] for u in step]) for k in data}
                    given = {"t": numpy.maximum(count, 1), "p": parameter, **state, **given}
                    change, *new = candidate.numbers([given[n] for n in names], self._settings(step), {})
                    parameter = real(numpy.where(present, parameter + change, parameter))
                    state = {n: numpy.where(present, x, state[n]) for n, x in zip(state, new, strict=True)}
                    after.append(parameter)
        except Exception:  # an edit can make nonsense of any kind
            return None
        return numpy.array(after)

    def fits(self, candidate: Candidate) -> bool:
        """Whether the recurrence may be what was computed: near it after every step, wherever both are numbers."""
        numbers = self.gives(candidate)
        if numbers is None or numbers.shape != self.got.shape:
            return False
        known = numpy.isfinite(numbers) & numpy.isfinite(self.got)
        allowed = CLOSE * numpy.abs(self.got - self.starts) + NOISE * (1 + numpy.abs(self.got))
        return bool(known.any()) and bool(numpy.all((numpy.abs(numbers - self.got) <= allowed)[known]))

    def _settings(self, step: Sequence[Update]) -> dict[str, Any]:
        """The hyperparameters of a step; the learning rate may be another for each entry."""
        fixed = hyperparameters(self.exercise, step[0].settings)
        return fixed | {"lr": numpy.array([float(u.settings["lr"]) for u in step])}

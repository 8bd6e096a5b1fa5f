"""Compares the path of a submission with that of any recurrence, in float64, for a first test."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy

from ...exercise import Exercise
from ...reference.formula import flat
from ...reference.numeric import Array, hyperparameters
from ...reference.recurrence import Update
from ..trajectories.paths import Walk, WalkRun
from .candidates import Candidate, Memory
from .probe import real

CLOSE = 1e-3  # of the distance from its start: the error of a parameter in a first test
NOISE = 1e-6  # of the parameter itself


@dataclass(frozen=True)
class Moment:
    """One step of all entries: which of them have a gradient, the numbers of the step, and its
    settings.
    """

    present: Array
    given: Mapping[str, Array]
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class PathProbe:
    """A walk of all entries that have the settings of the first, in parallel. `got` is empty for a
    walk that no submission took.
    """

    exercise: Exercise
    starts: Array
    moments: Sequence[Moment]
    got: Array  # (steps, entries)
    # of the first step, which is the same for all recurrences
    memory: Memory = field(default_factory=dict)

    @classmethod
    def of(cls, exercise: Exercise, run: WalkRun[Walk]) -> "PathProbe":
        entries = [(p, e, x) for p, start in enumerate(run.walk.starts) for e, x in enumerate(start)]
        updates = [run.walk.updates(exercise, p, e) for p, e, _ in entries]
        alike = [n for n, steps in enumerate(updates) if _fixed(steps[0]) == _fixed(updates[0][0])]
        moments = tuple(_moments(exercise, list(zip(*(updates[n] for n in alike), strict=True))))
        got = numpy.array([run.got[n] for n in alike] if run.got else [], float).T
        return cls(exercise, numpy.array([entries[n][2] for n in alike]), moments, got)

    def gives(self, candidate: Candidate) -> Array | None:
        """Returns the parameters after every step, (steps, entries); None if the recurrence
        fails.
        """
        try:
            return numpy.array(list(self._steps(candidate)))
        except Exception:  # an edit can cause any kind of error
            return None

    @numpy.errstate(all="ignore")  # the submission's numbers may have any size
    def fits(self, candidate: Candidate) -> bool:
        """Whether the submission may have computed the recurrence: it is near it after every step,
        wherever both are numbers.
        """
        allowed = CLOSE * numpy.abs(self.got - self.starts) + NOISE * (1 + numpy.abs(self.got))
        compared = False
        try:
            for numbers, got, near in zip(self._steps(candidate), self.got, allowed, strict=True):
                known = numpy.isfinite(numbers) & numpy.isfinite(got)
                if not numpy.all(numpy.abs(numbers[known] - got[known]) <= near[known]):
                    return False
                compared = compared or bool(known.any())
        except Exception:  # as above
            return False
        return compared

    def tells(self, candidate: Candidate) -> bool:
        """Whether the recurrence moves anything. If not, it cannot show which piece of it is
        missing.
        """
        numbers = self.gives(candidate)
        return numbers is not None and bool(numpy.any(numbers != self.starts))

    def _steps(self, candidate: Candidate) -> Iterator[Array]:
        """Yields the parameters after each step, computed one by one, because most candidates are
        already wrong after the first.
        """
        names = [i.name for i in self.exercise.inputs]
        state: dict[str, Any] = {n: numpy.zeros(len(self.starts)) for n in self.exercise.family.states(self.exercise)}
        parameter = self.starts
        memory = self.memory
        for moment in self.moments:
            with numpy.errstate(all="ignore"):
                given = {"p": parameter, **state, **moment.given}
                change, *new = flat(candidate.numbers([given[n] for n in names], moment.settings, memory))
                parameter = real(numpy.where(moment.present, parameter + change, parameter))
                state = {n: numpy.where(moment.present, x, state[n]) for n, x in zip(state, new, strict=True)}
            memory = {"compositions": self.memory.get("compositions", {})}
            yield parameter


def _fixed(update: Update) -> dict[str, Any]:
    """Returns the settings that are the same in every step and for all entries of a probe."""
    return {k: v for k, v in update.settings.items() if k != "lr"}


def _moments(exercise: Exercise, steps: Sequence[Sequence[Update]]) -> Iterator[Moment]:
    count = numpy.zeros(len(steps[0]))
    for step in steps:
        present = numpy.array([u.given is not None for u in step])
        count = count + present
        data = next((u.given for u in step if u.given is not None), {})
        given = {k: numpy.array([(u.given or data)[k] for u in step]) for k in data}
        fixed = hyperparameters(exercise, step[0].settings)
        if "lr" in fixed:
            # each entry may have another one
            fixed["lr"] = numpy.array([float(u.settings["lr"]) for u in step])
        yield Moment(present, {"t": numpy.maximum(count, 1), **given}, fixed)

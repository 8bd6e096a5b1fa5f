"""Wrong formulas next to the right one: an author's forms with one edit, the derivation with one
wrong step.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...exercise import Exercise
from ...specification import Subject
from ..diagnosis.candidates import Candidate
from ..diagnosis.formula_search import RightForms, wrong_formulas


@dataclass(frozen=True)
class Mutant:
    """A wrong formula of the value, of the derivative by the input `wrt`, or of a recurrence."""

    candidate: Candidate
    of: Subject
    wrt: str = ""

    @property
    def subject(self) -> str:
        return f"{self.of} by {self.wrt}" if self.wrt else self.of

    @property
    def words(self) -> str:
        return self.candidate.misconception.explanation


def mutants(exercise: Exercise) -> Iterator[Mutant]:
    """All that the engine can make of an exercise; those of a sampler are judged by chance and not
    among them.
    """
    if exercise.family.recurrent:
        yield from _of(exercise, "trajectory")
    elif exercise.family.called:
        yield from _of(exercise, "value")
        for item in exercise.differentiable if exercise.behaviour is None else ():
            yield from _of(exercise, "gradient", item.name)


def _of(exercise: Exercise, of: Subject, wrt: str = "") -> Iterator[Mutant]:
    return (Mutant(c, of, wrt) for c in wrong_formulas(RightForms.written(exercise, of, wrt)))

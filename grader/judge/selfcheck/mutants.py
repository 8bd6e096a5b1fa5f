"""Wrong formulas next to the right one: an author's forms with one edit, the derivation with one wrong step."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...exercise import Exercise
from ...specification import Function, Subject
from ..diagnosis.candidates import Candidate
from ..diagnosis.formula_search import wrong_formulas


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
    """All that the engine can make of an exercise; those of a sampler are judged by chance and not among them."""
    if exercise.family.recurrent:
        yield from _of(exercise, [exercise.function], "trajectory")
    elif exercise.family.called:
        yield from _of(exercise, [exercise.function, *_forms(exercise, "value", "")], "value")
        for item in exercise.differentiable if exercise.behaviour is None else ():
            yield from _of(exercise, _forms(exercise, "gradient", item.name), "gradient", item.name)


def _of(exercise: Exercise, forms: list[Function], of: Subject, wrt: str = "") -> Iterator[Mutant]:
    return (Mutant(c, of, wrt) for c in wrong_formulas(exercise, forms, of, wrt))


def _forms(exercise: Exercise, of: str, wrt: str) -> list[Function]:
    return [f.function for f in exercise.forms if f.of == of and f.wrt == wrt]

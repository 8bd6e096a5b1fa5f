"""Candidates in which a wrong quantity replaces the right one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sympy import Expr

from ...exercise import Exercise
from ...reference.differentiate import NoRule, derive
from ...reference.formula import evaluate
from ...reference.stand_ins import WORDS, StandIn, named, of_gradient, of_value, outputs, shown
from ...reference.typeset.mathml import inline
from ...reference.typeset.text import written
from ...reference.typeset.written_nodes import Node
from ...report.model import Step
from ...specification import Subject
from .candidates import Memory, flags, symbols, vectors
from .searched import Searched

Key = tuple[str, int, str, str, bool]
Flags = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class StandInCandidate:
    """One quantity for another, in a function of numbers or its derivative by `wrt`."""

    exercise: Exercise
    of: Subject
    wrt: str
    key: Key

    @cached_property
    def misconception(self) -> Searched:
        def function(*given: Any, **settings: Any) -> Expr:
            return self._found(settings).after

        function.__name__ = self.key[0]
        wrong, right = self._nodes()
        words = WORDS[self.key[0]].format(wrong=written(wrong), right=written(right))
        step = Step("quantity", "", written(wrong), written(right), inline(wrong), inline(right))
        return Searched(function, self.of, self.wrt, "", words, False, "", lambda: (step,))

    def numbers(self, given: Sequence[Any], settings: Mapping[str, Any], memory: Memory) -> Any:
        return vectors(self.exercise, given, settings, memory, self._found(settings).after)

    def _found(self, settings: Mapping[str, Any]) -> StandIn:
        return stand_ins(self.exercise, self.of, self.wrt, flags(settings))[self.key]

    def _nodes(self) -> tuple[Node, Node]:
        found, given = self._found({}), symbols(self.exercise, {})
        known = outputs(_values(self.exercise, ()), list(_inputs(self.exercise, ())))
        output = named(self.exercise.slug, [s for (s,) in given.inputs.values()])
        return shown(found.wrong, known, output), shown(found.right, known, output)


def candidates(exercise: Exercise, of: Subject, wrt: str) -> Iterator[StandInCandidate]:
    """Yields candidates with one quantity for another, the most plausible first."""
    for key in stand_ins(exercise, of, wrt, ()):
        yield StandInCandidate(exercise, of, wrt, key)


@lru_cache(maxsize=256)
def stand_ins(exercise: Exercise, of: Subject, wrt: str, flags: Flags) -> dict[Key, StandIn]:
    """Returns by key the replacements for a function of numbers with these settings; none for other
    functions.
    """
    if not exercise.scalar:
        return {}
    inputs, values = _inputs(exercise, flags), _values(exercise, flags)
    if of == "value":
        found = of_value(values, list(inputs))
    else:
        try:
            found = of_gradient(_slopes(exercise, wrt, flags), values, list(inputs))
        except NoRule:
            return {}
    return {s.key: s for s in found}


def _inputs(exercise: Exercise, flags: Flags) -> list[Any]:
    return [s for (s,) in symbols(exercise, dict(flags)).inputs.values()]


def _values(exercise: Exercise, flags: Flags) -> list[Expr]:
    given = symbols(exercise, dict(flags))
    forms = [exercise.function, *(f.function for f in exercise.forms if f.of == "value")]
    return [evaluate(exercise, f, given)[0] for f in forms]


def _slopes(exercise: Exercise, wrt: str, flags: Flags) -> list[Expr]:
    """Returns the derivative as its author writes it, and as the rules give it."""
    given = symbols(exercise, dict(flags))
    forms = [f.function for f in exercise.forms if f.of == "gradient" and f.wrt == wrt]
    (output,) = evaluate(exercise, exercise.form("surrogate") or exercise.function, given)
    (by,) = given.inputs[wrt]
    return [*(evaluate(exercise, f, given)[0] for f in forms), derive(output, by).after]

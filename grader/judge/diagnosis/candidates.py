"""Wrong formulas that a submission may have computed: the author's formula with small edits, or its
derivation with wrong steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import islice, takewhile
from typing import Any, Protocol

import numpy
from sympy import Expr, Symbol

from ...exercise import Exercise
from ...reference.differentiate import NoRule
from ...reference.edits import Edit, Source, on_numbers
from ...reference.formula import Arguments, accepted, arguments, evaluate
from ...reference.malrules.derivations import pairs, wrong
from ...reference.malrules.words import words
from ...reference.malrules.wrong_derivation import WrongDerivation
from ...reference.numeric import Array, NumericSym
from ...reference.said import reading, said
from ...reference.vector import NoVector, Vectors
from ...report.mistake_list import numbered, with_more
from ...specification import Function, Misconception, Subject
from .located import of_edit, of_rules
from .searched import Searched

MOST_PAIRS = 400  # of wrong steps; the plausible ones come first
LEAST_OF_PAIRS = 16  # plausibility of two wrong steps: each is a common one
Memory = dict[Any, Any]  # values that candidates share for the same inputs


class Candidate(Protocol):
    """A wrong formula, for a first test in float64 and for the exact comparison."""

    @property
    def misconception(self) -> Misconception: ...

    def numbers(self, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory) -> Any:
        """Returns its results for arrays of inputs, as an author's function returns them."""


class Fits(Protocol):
    """Numbers of a submission, with a first test whether a formula may fit them."""

    def gives(self, candidate: Candidate) -> Array | None: ...

    def fits(self, candidate: Candidate) -> bool: ...

    def tells(self, candidate: Candidate) -> bool: ...


@dataclass(frozen=True)
class KnownCandidate:
    """A formula as its author has written it."""

    misconception: Misconception

    @cached_property
    def _function(self) -> Function:
        return on_numbers(self.misconception.function)

    def numbers(self, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory) -> Any:
        return _called(self._function, given, keywords)


@dataclass(frozen=True)
class RightCandidate:
    """A form of the right formula, for calls in which a slip has changed the inputs."""

    function: Function

    @property
    def misconception(self) -> Misconception:
        raise NotImplementedError("what is right is no mistake")

    @cached_property
    def _function(self) -> Function:
        return on_numbers(self.function)

    def numbers(self, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory) -> Any:
        return _called(self._function, given, keywords)


@dataclass(frozen=True)
class EditCandidate:
    """A form of the right formula with one edit."""

    exercise: Exercise
    source: Source
    edit: Edit
    of: Subject
    wrt: str

    @property
    def code(self) -> str:
        return self.edit.code

    def apart(self, other: "EditCandidate") -> bool:
        """Whether the two edits have different places, and neither is within the other."""
        return self.edit.apart(other.edit)

    @cached_property
    def misconception(self) -> Misconception:
        function = self.source.build(self.edit)
        function.__name__ = self.code
        how = reading(self.exercise, self.source.function, self.of)
        explanation = said(self.edit, how, self.exercise)
        if self._other_form:
            slug = self.exercise.slug
            form = f"(This is about another form of {slug}: grader derive {slug} shows it as the equal form.)"
            explanation = with_more(explanation, form)
        steps = partial(of_edit, how, self.edit)
        return Searched(function, self.of, self.wrt, "", explanation, False, "", steps, self._other_form)

    @cached_property
    def _function(self) -> Function:
        return self.source.build(self.edit, NumericSym)

    @property
    def _other_form(self) -> bool:
        """Whether the named pieces belong to another formula than the one that students know."""
        return any(f.function is self.source.function and f.of == "value" for f in self.exercise.forms)

    def numbers(self, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory) -> Any:
        return _called(self._function, given, keywords)


@dataclass(frozen=True)
class RuleCandidate:
    """The derivation with one wrong step or two. `number` is its place among candidates of the same
    kind.
    """

    exercise: Exercise
    wrt: str
    two: bool
    number: int

    @cached_property
    def misconception(self) -> Misconception:
        steps = self._derivation({}).steps

        def function(*given: Any, **keywords: Any) -> Expr:
            return self._derivation(keywords).after

        function.__name__ = "_and_".join(step.kind.replace(".", "_") for step in steps)
        explanation = numbered(list(map(words, steps)))
        return Searched(function, "gradient", self.wrt, "", explanation, False, "", partial(of_rules, steps))

    def numbers(self, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory) -> Any:
        return vectors(self.exercise, given, keywords, memory, self._derivation(keywords).after)

    def _derivation(self, keywords: Mapping[str, Any]) -> WrongDerivation:
        return derivations(self.exercise, self.wrt, flags(keywords), self.two)[self.number]


def _called(function: Function, given: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
    return function(*given, **accepted(function, keywords))


def vectors(
    exercise: Exercise, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory, formula: Expr
) -> Any:
    """Returns the results of a formula of numbers for arrays of inputs; None if it cannot run on
    them.
    """
    if "vectors" not in memory:
        own = symbols(exercise, keywords)
        columns = [*given, *(numpy.full_like(given[0], x) for x in own.hyperparameters.values())]
        names = (*(s for t in own.inputs.values() for s in t), *own.hyperparameters)
        memory["vectors"] = Vectors(names, numpy.array(columns).T)
    try:
        return memory["vectors"].values(formula)
    except NoVector:
        return None


def flags(settings: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Returns the settings that choose the formula of an exercise: no floating-point numbers."""
    return tuple((k, v) for k, v in settings.items() if isinstance(v, bool | int | str))


def symbols(exercise: Exercise, settings: Mapping[str, Any]) -> Arguments:
    """Returns the symbols of a function of numbers."""
    plain = {k: float(v) if isinstance(v, float) else v for k, v in settings.items()}
    return arguments(exercise, plain, {})


@lru_cache(maxsize=256)
def derivations(
    exercise: Exercise, wrt: str, flags: tuple[tuple[str, Any], ...], two: bool
) -> tuple[WrongDerivation, ...]:
    """Returns the wrong derivations of a function of numbers; none for other functions."""
    if not exercise.scalar:
        return ()
    given = symbols(exercise, dict(flags))
    (output,) = evaluate(exercise, exercise.form("surrogate") or exercise.function, given)
    (by,) = given.inputs[wrt]
    others: list[Symbol] = [s for name, (s,) in given.inputs.items() if name != wrt]
    try:
        if not two:
            return tuple(wrong(output, by, others))
        common = takewhile(lambda d: d.plausibility >= LEAST_OF_PAIRS, pairs(output, by, others))
        return tuple(islice(common, MOST_PAIRS))
    except NoRule:
        return ()

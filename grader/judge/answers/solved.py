"""Cases with what is right for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...dtypes import DType
from ...exercise import Exercise
from ...inputs import Case, border_cases, cases
from ...reference.enclose import Band
from ...reference.expected import gradient, values


@dataclass(frozen=True)
class SolvedCase:
    """A case with what is right for it."""

    case: Case
    values: Sequence[Band]
    gradients: Mapping[str, Sequence[Band]]

    @classmethod
    def of(cls, case: Case) -> "SolvedCase":
        # first: an author hears of the formula before its derivative
        right = list(values(case.call, case.dtype))
        names = [i.name for i in case.call.exercise.differentiable]
        bands = {n: list(gradient(case.call, case.upstream, n, case.dtype)) for n in names}
        return cls(case, right, bands)

    @classmethod
    def at_border(cls, case: Case) -> "SolvedCase":
        """A case of which the values alone are right or wrong."""
        return cls(case, list(values(case.call, case.dtype)), {})


@dataclass(frozen=True)
class SolvedCases:
    """The cases of an exercise in one dtype, shared by its checks; `others` are what it may be
    mistaken for.
    """

    exercise: Exercise
    dtype: DType
    seed: int
    others: tuple[Exercise, ...] = ()

    @cached_property
    def cases(self) -> tuple[SolvedCase, ...]:
        return tuple(SolvedCase.of(c) for c in cases(self.exercise, self.dtype, self.seed))

    @cached_property
    def valued(self) -> tuple[SolvedCase, ...]:
        """The cases whose values are asked: all of them, and those at the border of the domain."""
        border = border_cases(self.exercise, self.dtype, self.seed)
        return (*self.cases, *(SolvedCase.at_border(c) for c in border))

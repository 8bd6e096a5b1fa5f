"""Cases with their right results."""

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
    """A case with its right results."""

    case: Case
    values: Sequence[Band]
    gradients: Mapping[str, Sequence[Band]]

    @classmethod
    def of(cls, case: Case) -> "SolvedCase":
        # first, so that an author reads about the formula before its derivative
        right = list(values(case.call, case.dtype))
        names = [i.name for i in case.call.exercise.differentiable]
        bands = {n: list(gradient(case.call, case.upstream, n, case.dtype)) for n in names}
        return cls(case, right, bands)

    @classmethod
    def at_border(cls, case: Case) -> "SolvedCase":
        """Returns a case in which only the values are checked."""
        return cls(case, list(values(case.call, case.dtype)), {})


@dataclass(frozen=True)
class SolvedCases:
    """The cases of an exercise in one dtype, shared by its checks. `others` are exercises that a
    submission may solve by mistake.
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
        """Returns the cases whose values are checked: all cases, and those at the border of the
        domain.
        """
        border = border_cases(self.exercise, self.dtype, self.seed)
        return (*self.cases, *(SolvedCase.at_border(c) for c in border))

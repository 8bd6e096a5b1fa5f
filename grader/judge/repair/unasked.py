"""Calls that no check has made. They expose changes that are right by chance for some numbers,
their order, or the settings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ...errors import ExerciseError
from ...exercise import Exercise
from ...inputs import Case, first_case
from ...reference.expected import gradient, values
from ...reference.numeric import Array
from ..answers.clues import FRESH
from ..answers.evidence import Answer
from ..answers.small_call import Leg
from .expressions import Expressions
from .trial import Trial, Wanted

# times the upstream gradient: other signs, and larger than any that was asked for
OTHER_UPSTREAM = -4.0
LARGER, SMALLER = 1.7, 0.5  # times a setting
MOST_SETTINGS = 8


@dataclass(frozen=True)
class Unasked:
    """A call of one leg that was not made; what is right is worked out when a change is tried on
    it.

    For the code as it `stands`, it gets the submission's results: a change need not mend what is
    infinite or nan.
    """

    case: Case
    leg: Leg
    wrt: Sequence[str]
    stands: Expressions

    @cached_property
    def _trial(self) -> Trial:
        try:
            case = self._called()
            answers = [self._right(case, wrt) for wrt in self.wrt]
        except ExerciseError:  # the formula has no value there
            return Trial.of(self.case, self.leg)
        try:
            got = Trial.of(case, self.leg, answers).numbers(self.stands)
        except Exception:  # of any kind: nothing was got of what cannot be redone
            return Trial.of(case, self.leg, answers)
        answers = [replace(a, got=numbers.tolist()) for a, numbers in zip(answers, got, strict=True)]
        return Trial.of(case, self.leg, answers)

    def _called(self) -> Case:
        """The call, made up of the one that was made."""
        return self.case

    def _right(self, case: Case, wrt: str) -> Answer:
        exact = gradient(case.call, case.upstream, wrt, case.dtype) if wrt else values(case.call, case.dtype)
        bands = list(exact)
        return Answer(case, self.leg, bands, [float(b.low.mid()) for b in bands], wrt)

    @property
    def asked(self) -> str:
        return self._trial.asked

    @property
    def wanted(self) -> Sequence[Wanted]:
        return self._trial.wanted

    @property
    def size(self) -> float:
        return self._trial.size

    def results(self, code: Expressions) -> list[Any]:
        return self._trial.results(code)

    def numbers(self, code: Expressions) -> list[Array]:
        return self._trial.numbers(code)

    def exact(self, code: Expressions, numbers: Sequence[Array]) -> bool:
        return True  # what was asked is looked at so

    def usable(self, code: Expressions) -> bool:
        return True


@dataclass(frozen=True)
class Reversed(Unasked):
    """The call of a case with its numbers in reverse, and another upstream gradient: a change that
    is right by chance of their order, where the first rows are the simplest, or of their size is
    none.
    """

    def _called(self) -> Case:
        upstream = tuple(OTHER_UPSTREAM * u for u in self.case.upstream[::-1])
        call = replace(self.case.call, data={n: x[::-1] for n, x in self.case.call.data.items()})
        return replace(self.case, call=call, upstream=upstream)


@dataclass(frozen=True)
class OtherSettings(Unasked):
    """A call with settings that are not among the exercise's variants."""

    settings: Mapping[str, Any]

    def _called(self) -> Case:
        return first_case(self.case.call.exercise, self.settings, self.case.dtype, FRESH)


def unasked(exercise: Exercise, case: Case, leg: Leg, wrt: Sequence[str], stands: Expressions) -> list[Unasked]:
    """The case with its numbers in reverse, and calls with other settings; `stands` is the code as
    it is.
    """
    others = list(_settings(exercise))[:MOST_SETTINGS]
    return [Reversed(case, leg, wrt, stands), *(OtherSettings(case, leg, wrt, stands, s) for s in others)]


def _settings(exercise: Exercise) -> Iterator[dict[str, Any]]:
    """Every number among the settings larger than it is anywhere else, and smaller than by
    default.
    """
    for name, default in exercise.hyperparameters.items():
        if not isinstance(default, float):
            continue
        given = [(default, {}), *((v[name], v) for v in exercise.variants if isinstance(v.get(name), float))]
        largest, around = max(given, key=lambda g: abs(g[0]))
        if largest:
            yield {**around, name: LARGER * largest}
        if default:
            yield {name: SMALLER * default}

"""Wrong formulas with mixed-up settings: two exchanged, or 1 minus a setting in its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Any

from ...exercise import Exercise
from ...reference.edits import on_numbers
from ...reference.formula import keywords
from ...report.model import Step
from ...specification import Function, Subject
from .candidates import Memory
from .searched import Searched

# The explanations: {wrong} is used as {right}.
WORDS = MappingProxyType(
    {
        "settings_exchanged": "{wrong} and {right} are exchanged, everywhere.",
        "setting_complemented": "1 - {right} stands where {right} belongs, and the other way round.",
    }
)


@dataclass(frozen=True)
class SettingCandidate:
    """A form of the right formula with mixed-up settings."""

    function: Function
    of: Subject
    wrt: str
    code: str
    names: tuple[str, ...]

    @cached_property
    def misconception(self) -> Searched:
        own = self.function

        def function(*given: Any, **settings: Any) -> Any:
            return own(*given, **self._mixed_up(settings))

        function.__name__ = self.code
        wrong, right = self.names[-1], self.names[0]
        words = WORDS[self.code].format(wrong=wrong, right=right)
        step = Step("setting", "", f"1 - {right}" if len(self.names) == 1 else wrong, right)
        return Searched(function, self.of, self.wrt, "", words, False, "", lambda: (step,))

    @cached_property
    def _on_numbers(self) -> Function:
        return on_numbers(self.function)

    def numbers(self, given: Sequence[Any], settings: Mapping[str, Any], memory: Memory) -> Any:
        return self._on_numbers(*given, **self._mixed_up(settings))

    def _mixed_up(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        taken = {k: v for k, v in settings.items() if k in keywords(self.function)}
        if len(self.names) == 1:
            return {**taken, self.names[0]: 1 - taken[self.names[0]]}
        a, b = self.names
        return {**taken, a: taken[b], b: taken[a]}


def candidates(exercise: Exercise, forms: Sequence[Function], of: Subject, wrt: str) -> Iterator[SettingCandidate]:
    """Yields each of these forms with numeric settings mixed up."""
    numbers = [n for n, v in exercise.hyperparameters.items() if isinstance(v, float)]
    for form in forms:
        taken = [n for n in numbers if n in keywords(form)]
        for both in combinations(taken, 2):
            yield SettingCandidate(form, of, wrt, "settings_exchanged", both)
        for name in taken:
            yield SettingCandidate(form, of, wrt, "setting_complemented", (name,))

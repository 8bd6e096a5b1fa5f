"""Cases on lines of their own: the case that holds now, and the result in each."""

from dataclasses import dataclass

import sympy
from sympy import Basic, Expr

from .wrong_step import Stand

MOST_CASES = 20


@dataclass(frozen=True)
class CaseOutcome:
    """The result of a derivation in a case."""

    case: Basic
    stand: Stand


class CaseBook:
    """The case that lines hold in, the cases before it, and the result in each."""

    def __init__(self) -> None:
        self.current: Basic | None = None
        self.outcomes: list[CaseOutcome] = []
        self._before: list[Basic] = []

    def enter(self, condition: Basic) -> None:
        """From here on, lines hold under a condition."""
        if condition in self._before:  # the same cases again
            self._before.clear()
        self.current = condition
        self._before.append(condition)

    def otherwise(self) -> None:
        """From here on, lines hold where no condition before does."""
        if self._before:
            self.current = sympy.Not(sympy.Or(*self._before))

    def leave(self) -> None:
        """From here on, lines hold everywhere."""
        self.current = None

    def note(self, case: Basic, stand: Stand) -> None:
        """Records the result of a derivation in a case, in place of the one before."""
        self.outcomes = [o for o in self.outcomes if o.case != case]
        self.outcomes = [*self.outcomes, CaseOutcome(case, stand)][-MOST_CASES:]

    def together(self) -> Expr | None:
        """Returns the results of all cases as one formula."""
        if not self.outcomes:
            return None
        return sympy.Piecewise(*((o.stand.value, o.case) for o in self.outcomes), evaluate=False)

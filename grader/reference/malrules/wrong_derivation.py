"""A wrong derivation: its steps and its result."""

from dataclasses import dataclass
from math import prod

from sympy import Expr, Symbol

from .kinds import KINDS


@dataclass(frozen=True)
class WrongStep:
    """A step and what was done in its place: `wrong` stands where `right` belongs, as the
    derivative of `before`.

    `part` is the part of it that was treated wrongly. Where the step is about the outer function of
    a chain, all of it is in terms of a symbol u, and `inner` is what that stands for.
    """

    kind: str
    rule: str
    before: Expr
    by: Symbol
    right: Expr
    wrong: Expr
    part: Expr
    inner: Expr | None


@dataclass(frozen=True)
class WrongDerivation:
    """The derivative that comes of wrong steps, the innermost first; it is left as the rules give
    it.
    """

    steps: tuple[WrongStep, ...]
    after: Expr

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(step.kind for step in self.steps)

    @property
    def plausibility(self) -> int:
        return prod(KINDS[kind].plausibility for kind in self.kinds)

"""Describes a wrong step of a derivation: the right result, the misapplied rule, and a place that
shows it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sympy
from sympy import Basic, Expr, Symbol

from ...reference.parse.tree import Node
from ...reference.program import Ball
from ...reference.typeset.notation import notation
from ...reference.typeset.text import written
from ...reference.typeset.tidy import tidied
from ...reference.typeset.written_nodes import renamed
from ...reference.written.equality import Difference, Points
from ...reference.written.meaning import Derivative
from ...reference.written.missteps import LONGEST, Misstep, of_derivative, of_sides
from ...reference.written.seen import Seen
from ...reference.written.vocabulary import Vocabulary
from ...report.checked_derivation import Contradiction, Counterexample, Sides, WrongEquation

MOST_EXPLAINED = 4  # steps
LIKELY = 3  # the least plausibility of a mistake within a chain
MOST_NAMED = 2  # mistakes that explain the same step; if there are more, none is reported
LONGEST_SHOWN = 60  # nodes of a formula
MOST_NAMES = 2  # instead of the inputs, if a formula contains only these names
NAMELESS = "_Dummy_"  # SymPy's name for a formula that the student has not named


@dataclass(frozen=True)
class Stand:
    """The state of a chain of equations: its last formula, as written and as understood, and the
    derivative at its beginning, if there is one.

    `finished` says that it contains no open derivative. `case` is the case that it holds in, if not
    everywhere. It is not `exact` after an equation that is only near.
    """

    node: Node
    value: Expr
    text: str
    line: int
    head: Derivative | None
    finished: bool
    case: Basic | None = None
    exact: bool = True


class WrongSteps:
    """Describes the wrong steps of a derivation. The descriptions do not give away the formulas in
    `secrets`.
    """

    def __init__(self, vocabulary: Vocabulary, points: Points, seen: Seen, secrets: Sequence[Expr]) -> None:
        self._vocabulary, self._points, self._seen, self._secrets = vocabulary, points, seen, secrets
        self._definitions = vocabulary.definitions
        self._explained = 0

    def wrong(self, before: Stand, after: Stand, difference: Difference, column: int) -> WrongEquation:
        """Returns the description of a step between two formulas that are not equal."""
        return WrongEquation(
            line=after.line,
            column=column,
            sides=Sides(before.text, after.text, self._understood(after)),
            counterexample=Counterexample(
                self.place(difference, before.value, after.value), _number(difference.left), _number(difference.right)
            ),
            mistake=self._mistake(before, after, difference),
            corrected=self._corrected(before),
        )

    def place(self, difference: Difference, *formulas: Expr) -> dict[str, float]:
        """Returns a place where formulas differ: the values of the names in them."""
        return {self._written(s): _number(difference.at[s]) for s in self._telling(*formulas)}

    def contradicted(self, before: Stand, defined: Stand, after: Stand, difference: Difference) -> WrongEquation:
        """Returns the description of a step to a name that contradicts its definition."""
        return replace(
            self.wrong(replace(before, finished=True), after, difference, 1),
            line=defined.line,
            mistake="",
            contradiction=Contradiction(f"{after.text} = {defined.text}", after.line),
        )

    def _mistake(self, before: Stand, after: Stand, difference: Difference) -> str:
        """Returns the misapplied rule, or else a remark about the sides, or ""."""

        def fitting(missteps: Iterator[Misstep]) -> list[Misstep]:
            known = (m for m in missteps if NAMELESS not in m.words)
            return [m for m in known if self._points.equal(m.gives, after.value)]

        self._explained += 1
        if self._explained > MOST_EXPLAINED or not (difference.left.is_finite() and difference.right.is_finite()):
            return ""
        found: list[Misstep] = []
        if before.head and not before.finished:
            found = [
                m for m in fitting(of_derivative(self._definitions, *before.head)) if self._credible(m, before, after)
            ]
        sides = [m.words for m in fitting(of_sides(before.value, difference))[:1]]
        # for example a wrong sign, which has many possible causes
        if sides and len({m.place for m in found}) != 1:
            return sides[0]
        likeliest = [m.words for m in found if m.plausibility == found[0].plausibility]
        return " Or: ".join(likeliest) if len(likeliest) <= MOST_NAMED else ""

    def _credible(self, misstep: Misstep, before: Stand, after: Stand) -> bool:
        """Whether this derivation may contain the mistake. If a derivative is still open, only the
        outermost rule was applied. A rare mistake needs that. The derivation must contain the wrong
        part, in the form that the rule applies to.
        """
        assert before.head
        whole = self._definitions.opened(before.head.of, LONGEST, before.head.by)
        if misstep.place == whole:
            return misstep.rule == "whole" or self._wrote(misstep)
        return after.finished and misstep.plausibility >= LIKELY and self._wrote(misstep)

    def _wrote(self, misstep: Misstep) -> bool:
        """Whether the derivation contains the part to which a rule was misapplied, and a quotient
        as a quotient.
        """
        return self._seen.has(misstep.place, quotient=misstep.rule == "quotient")

    def _corrected(self, before: Stand) -> str:
        """Returns the derivative on the left side, unless it is the answer to the exercise."""
        if not before.head or any(self._points.equal(before.value, secret) for secret in self._secrets):
            return ""
        opened = self._definitions.opened(self._definitions.slope(*before.head), LONGEST_SHOWN)
        if opened is None or opened.has(sympy.Max, sympy.Min, sympy.Piecewise):
            return ""
        return self._written(tidied(opened))

    def _understood(self, after: Stand) -> str:
        """Returns how a formula was read, if that is short and can be written down."""
        opened = self._definitions.opened(after.value, LONGEST_SHOWN)
        if opened is None or isinstance(opened, Symbol) or opened.has(sympy.Piecewise):
            return ""
        return self._written(opened)

    def _telling(self, *formulas: Expr) -> list[Symbol]:
        """Returns the names whose values show where formulas differ: the inputs, or other names if
        they are few.
        """
        inputs = tuple(self._vocabulary.inputs.values())
        found: set[Symbol] = set()
        waiting = [s for f in formulas for s in f.free_symbols]
        while waiting:
            name = waiting.pop()
            if name not in found and self._definitions.hidden(name):
                waiting += self._definitions[name].free_symbols
            found.add(name)
        seen = {name for name in found if not self._definitions.hidden(name)}
        if len(seen) <= MOST_NAMES and not seen & {*inputs, self._vocabulary.value}:
            return sorted(seen, key=str)
        reached = {s for f in formulas for s in self._definitions.reached(f)}
        variables = [s for s in (*inputs, *self._vocabulary.hyperparameters) if s in reached]
        return variables + sorted((s for s in seen if s not in self._definitions and s not in variables), key=str)

    def _written(self, formula: Expr) -> str:
        names = {} if "x" in self._vocabulary.inputs else {"input": "x"}
        return written(renamed(notation(formula), names))


def _number(ball: Ball | None) -> float:
    return float(ball.mid()) if ball is not None and ball.is_finite() else math.nan

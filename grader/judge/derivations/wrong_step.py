"""A step of a derivation that does not hold, in words: what it should be, which rule was
misapplied, and where it shows.
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
LIKELY = 3  # the least plausibility of a mistake on the way that is believed
MOST_NAMED = 2  # mistakes that explain the same step; of more, none is reported
LONGEST_SHOWN = 60  # nodes of a formula
MOST_NAMES = 2  # in place of the inputs, where nothing else is in a formula
NAMELESS = "_Dummy_"  # what SymPy calls a formula that the student has not named


@dataclass(frozen=True)
class Stand:
    """How far a chain of equations has come: its last formula, as it was written and what it is,
    and the derivative that it equals, if it began with one.

    `finished` is whether there is no derivative in it that is not worked out; `case` what it is
    said of, if not of all numbers; it is not `exact` after what is only near.
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
    """What can be said of the wrong steps of a derivation; `secrets` are the formulas that may not
    be given away.
    """

    def __init__(self, vocabulary: Vocabulary, points: Points, seen: Seen, secrets: Sequence[Expr]) -> None:
        self._vocabulary, self._points, self._seen, self._secrets = vocabulary, points, seen, secrets
        self._definitions = vocabulary.definitions
        self._explained = 0

    def wrong(self, before: Stand, after: Stand, difference: Difference, column: int) -> WrongEquation:
        """The step from one formula to another that does not equal it."""
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
        """Where formulas differ: the values of what is in them."""
        return {self._written(s): _number(difference.at[s]) for s in self._telling(*formulas)}

    def contradicted(self, before: Stand, defined: Stand, after: Stand, difference: Difference) -> WrongEquation:
        """The step from a formula to a name, which does not equal it as it was defined."""
        return replace(
            self.wrong(replace(before, finished=True), after, difference, 1),
            line=defined.line,
            mistake="",
            contradiction=Contradiction(f"{after.text} = {defined.text}", after.line),
        )

    def _mistake(self, before: Stand, after: Stand, difference: Difference) -> str:
        """A rule that was misapplied, or else something about the sides, or nothing."""

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
        # a wrong sign, say, that may come from anywhere
        if sides and len({m.place for m in found}) != 1:
            return sides[0]
        likeliest = [m.words for m in found if m.plausibility == found[0].plausibility]
        return " Or: ".join(likeliest) if len(likeliest) <= MOST_NAMED else ""

    def _credible(self, misstep: Misstep, before: Stand, after: Stand) -> bool:
        """Whether the mistake is one that this derivation may have made: where there is something
        to differentiate yet, only the outermost rule was applied; rare mistakes are believed of
        that alone; and what was got wrong has to be written there, and as what the rule is of.
        """
        assert before.head
        whole = self._definitions.opened(before.head.of, LONGEST, before.head.by)
        if misstep.place == whole:
            return misstep.rule == "whole" or self._wrote(misstep)
        return after.finished and misstep.plausibility >= LIKELY and self._wrote(misstep)

    def _wrote(self, misstep: Misstep) -> bool:
        """Whether the derivation has what a rule was misapplied to, and a quotient as a
        quotient.
        """
        return self._seen.has(misstep.place, quotient=misstep.rule == "quotient")

    def _corrected(self, before: Stand) -> str:
        """What the derivative on the left side is, unless that is what the exercise asks for."""
        if not before.head or any(self._points.equal(before.value, secret) for secret in self._secrets):
            return ""
        opened = self._definitions.opened(self._definitions.slope(*before.head), LONGEST_SHOWN)
        if opened is None or opened.has(sympy.Max, sympy.Min, sympy.Piecewise):
            return ""
        return self._written(tidied(opened))

    def _understood(self, after: Stand) -> str:
        """How a formula was read, if that is short and can be written down."""
        opened = self._definitions.opened(after.value, LONGEST_SHOWN)
        if opened is None or isinstance(opened, Symbol) or opened.has(sympy.Piecewise):
            return ""
        return self._written(opened)

    def _telling(self, *formulas: Expr) -> list[Symbol]:
        """The names whose values say where formulas differ: the inputs, or those of other names, if
        these are few.
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

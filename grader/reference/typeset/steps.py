"""The tree of a derivation as numbered lines: innermost parts first, each of them once, trivial
ones left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sympy import Basic, Expr, Symbol

from ..differentiate import RuleStep
from .notation import notation
from .sections import Equation, Line
from .tidy import replaced, tidied
from .written_nodes import Node, Slope, Word, alike

RULES = {
    "constant": "constant",
    "identity": "the variable itself",
    "sum": "sum rule",
    "constant multiple": "constant factor",
    "product": "product rule",
    "quotient": "quotient rule",
    "chain": "chain rule",
    "power": "power rule",
    "exponential": "derivative of an exponential",
    "branches": "branch by branch",
    "extremum": "derivative of the argument that is taken",
    "Abs": "derivative of abs",
}


@dataclass(frozen=True)
class Script:
    """How expressions are written, some of them by names that are short for them."""

    short: Mapping[Expr, Symbol] = field(default_factory=dict)

    def written(self, expression: Basic) -> Node:
        return notation(replaced(expression, self.short))

    def equal(self, *forms: Basic) -> tuple[Node, ...]:
        """Equal forms one after the other; of those that differ in their order alone, the last."""
        return tuple({alike(node): node for node in map(self.written, forms)}.values())

    def slope(self, expression: Basic, by: Symbol) -> Slope:
        """The derivative of an expression, as it is written before it is known."""
        return Slope(self.written(expression), Word(by.name))

    def lines(self, root: RuleStep) -> list[Line]:
        """A line for each step that says something; the last one is the whole derivative."""
        numbers: dict[tuple[Expr, Symbol], int] = {}
        found = []
        for step in _innermost_first(root):
            key = step.before, step.by
            if key not in numbers and (step is root or self._telling(step)):
                numbers[key] = len(numbers) + 1
                uses = sorted({numbers[p.before, p.by] for p in _parts(step) if (p.before, p.by) in numbers})
                after = self.equal(_by_rule(step), tidied(step.after))
                words = RULES.get(step.rule, f"derivative of {step.rule}")
                equation = Equation(self.slope(*key), after)
                found.append(Line(equation, words, self._names(step), numbers[key], tuple(uses)))
        return found

    def _telling(self, step: RuleStep) -> bool:
        """Whether a line is worth reading: not for constants, nor for what is linear and has no
        name.
        """
        if step.rule in ("sum", "constant multiple"):
            return (step.before in self.short and step.after != 0) or any(map(self._telling, step.parts))
        return step.rule not in ("constant", "identity")

    def _names(self, step: RuleStep) -> tuple[Equation, ...]:
        """The inner function of a chain and both derivatives."""
        if step.rule != "chain":
            return ()
        outer, inner = step.parts
        u = Word(outer.by.name)
        return (
            Equation(u, (self.written(inner.before),)),
            Equation(self.slope(outer.before, outer.by), (self.written(tidied(outer.after)),)),
            Equation(Slope(u, Word(inner.by.name)), (self.written(tidied(inner.after)),)),
        )


def _parts(step: RuleStep) -> tuple[RuleStep, ...]:
    """What has lines of its own; the outer derivative of a chain is part of its line."""
    return step.parts[1:] if step.rule == "chain" else step.parts


def _innermost_first(step: RuleStep) -> Iterator[RuleStep]:
    for part in _parts(step):
        yield from _innermost_first(part)
    yield step


def _by_rule(step: RuleStep) -> Basic:
    """What the rule gives when the parts are filled in as their own lines have left them."""
    return replaced(step.after, {p.after: tidied(p.after) for p in step.parts})

"""Derivations with one step got wrong, or two, and everything above done rightly with what the
steps have given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, combinations_with_replacement, product
from math import prod

from sympy import Expr, Symbol

from ..differentiate import RuleStep, derive, split_up
from .form import BuggyForm, Combine
from .forms import forms, whole
from .kinds import KINDS
from .slopes import slopes
from .wrong_derivation import WrongDerivation, WrongStep


def wrong(expression: Expr, by: Symbol, others: Sequence[Symbol] = ()) -> Iterator[WrongDerivation]:
    """The derivations of d(expression)/d(by) with one wrong step, the most plausible first.

    A step that is needed in several places is wrong in all of them. Of those that give the same
    expression there is only the first. `others` are inputs by which one could differentiate by
    mistake.

    Raises:
        NoRule: for a function that has no rule.
    """
    tree = _tree(expression, by, tuple(others))
    return _new(tree, ((mistake,) for mistake in tree.mistakes), {tree.after})


def pairs(expression: Expr, by: Symbol, others: Sequence[Symbol] = ()) -> Iterator[WrongDerivation]:
    """As `wrong`, but with two wrong steps, and without what one of them gives alone."""
    tree = _tree(expression, by, tuple(others))
    known = {tree.after, *(derivation.after for derivation in wrong(expression, by, others))}
    return _new(tree, _pairs(tree.mistakes), known)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Node:
    """A step of the right derivation, with its buggy forms.

    `combine` makes the derivative of `arguments`: the derivatives of the `parts`, which are the
    nodes below; of a function without parts, its argument and its value. `inner` is what the
    function is of, where that has a derivative of its own.
    """

    step: RuleStep
    combine: Combine
    forms: tuple[BuggyForm, ...]
    parts: Sequence["_Node"] = ()
    function: tuple[Expr, ...] = ()
    inner: Expr | None = None

    @cached_property
    def arguments(self) -> Sequence[Expr]:
        return self.function or [part.after for part in self.parts]

    @cached_property
    def after(self) -> Expr:
        return self.combine(*self.arguments)

    @cached_property
    def nodes(self) -> "dict[_Node, None]":
        """This node and all below it, the innermost first."""
        return dict.fromkeys([*(node for part in self.parts for node in part.nodes), self])

    @property
    def mistakes(self) -> list["_Mistake"]:
        """The buggy forms of all nodes, the most plausible first, then the outermost: it is done
        last.
        """
        found = [(node, form) for node in reversed(self.nodes) for form in node.forms]
        return sorted(found, key=lambda mistake: -_plausibility(mistake))

    def result(self, chosen: Mapping["_Node", BuggyForm]) -> Expr:
        """The derivative, if at some nodes these forms are used."""
        if self.nodes.keys().isdisjoint(chosen):
            return self.after
        combine = chosen[self].combine if self in chosen else self.combine
        return combine(*([part.result(chosen) for part in self.parts] or self.arguments))

    def mistaken(self, form: BuggyForm) -> WrongStep:
        """The record of one of its forms."""
        step = self.step
        shown = self.arguments if self.parts else (step.by, step.before)
        return WrongStep(
            form.kind, step.rule, step.before, step.by, step.after, form.combine(*shown), form.part, self.inner
        )


_Mistake = tuple[_Node, BuggyForm]


@lru_cache(maxsize=1 << 8)
def _tree(expression: Expr, by: Symbol, others: tuple[Symbol, ...]) -> _Node:
    """The derivation as a whole; a step that is needed in several places is one node."""
    known: dict[tuple[Expr, Symbol], _Node] = {}

    def node(step: RuleStep) -> _Node:
        key = step.before, step.by
        if key not in known:
            known[key] = made(step)
        return known[key]

    def made(step: RuleStep) -> _Node:
        split = split_up(step.before, step.by)
        if split.outer is None:
            return _Node(
                step=step, combine=split.combine, forms=tuple(forms(step)), parts=[node(part) for part in step.parts]
            )
        slope, inner, chained = split.outer.slope, split.outer.inner, len(split.parts) > 0
        function = step.parts[0] if chained else step
        wrong_slopes = slopes(function, expression)
        outer = _Node(
            step=function,
            combine=lambda u, y: slope(u),
            forms=tuple(wrong_slopes),
            function=(inner, step.before),
            inner=inner if chained else None,
        )
        if not chained:
            return outer
        both = [outer, node(step.parts[1])]
        return _Node(step=step, combine=split.combine, forms=tuple(forms(step)), parts=both)

    root = derive(expression, by)
    step = RuleStep("whole", expression, by, root.after, (root,))
    forms_of_all = tuple(whole(expression, by, others))
    return _Node(step=step, combine=lambda slope: slope, forms=forms_of_all, parts=[node(root)])


def _new(tree: _Node, choices: Iterable[tuple[_Mistake, ...]], known: set[Expr]) -> Iterator[WrongDerivation]:
    """The derivations that these choices give, without those whose result is known."""
    for choice in choices:
        chosen = dict(choice)
        after = tree.result(chosen)
        if after not in known:
            known.add(after)
            yield WrongDerivation(tuple(n.mistaken(chosen[n]) for n in tree.nodes if n in chosen), after)


def _pairs(mistakes: Sequence[_Mistake]) -> Iterator[tuple[_Mistake, ...]]:
    """Two mistakes at different nodes, by descending plausibility and one by one, since there can
    be millions.
    """
    levels: dict[int, list[_Mistake]] = {}
    for mistake in mistakes:
        levels.setdefault(_plausibility(mistake), []).append(mistake)
    for p, q in sorted(combinations_with_replacement(levels, 2), key=lambda level: -prod(level)):
        chosen = combinations(levels[p], 2) if p == q else product(levels[p], levels[q])
        yield from (pair for pair in chosen if pair[0][0] is not pair[1][0])


def _plausibility(mistake: _Mistake) -> int:
    return KINDS[mistake[1].kind].plausibility

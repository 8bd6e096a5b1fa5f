"""Decides which changes are plausible. Other changes repair results by chance, at a place that is
right.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy

from .changes import INSERTIONS, Change
from .code_values import Parameter

# Kinds of changes of which two may be made in one code though neither alone makes anything right.
PAIRED = frozenset(
    {
        "term_sign",
        "sign_lost",
        "factor_dropped",
        "divisor_dropped",
        "term_dropped",
        "divisor_multiplied",
        "factor_inverted",
        "sign_added",
        "difference_turned",
        "exponent_dropped",
        "factor_extra",
        "divisor_extra",
        "term_extra",
        "exponent_extra",
        "number_changed",
        "sum_dropped",
        "transposed",
        "name_other",
    }
)
BY_CHANCE = {"sign_lost", "name_other"}  # what is divided by a sum of itself has lost its sign
LARGEST_GUARD = 1e-5


@dataclass(frozen=True)
class Plausible:
    """What is known of a code: the comparison that an expression is in, the names of settings, what
    decides comparisons, factors of products, what is settled, what is asked whether it is true,
    what only chooses (an index, a number in `max` or `min`), and what expressions gave. Numbers are
    settled that are not what is wrong: defaults that are right, and to how many digits something is
    rounded.
    """

    comparisons: Mapping[ast.AST, ast.Compare]
    settings: Mapping[str, Any]
    decisive: frozenset[ast.AST]
    factors: frozenset[ast.expr]
    settled: frozenset[ast.expr]
    truths: frozenset[ast.expr]
    choosing: frozenset[ast.AST]
    values: Mapping[ast.expr, Any]

    @classmethod
    def of(cls, tree: ast.Module, hyperparameters: Mapping[str, Any], values: Mapping[ast.expr, Any]) -> "Plausible":
        """Of a code for an exercise with these hyperparameters and their defaults."""
        comparisons = [n for n in ast.walk(tree) if isinstance(n, ast.Compare)]
        return cls(
            {part: comparison for comparison in comparisons for part in ast.walk(comparison)},
            hyperparameters,
            frozenset(_decisive(tree, comparisons)),
            frozenset(_of_products(tree)),
            frozenset([*_defaults(tree, hyperparameters), *_digits(tree)]),
            frozenset(_truths(tree)),
            frozenset(_choosing(tree)),
            values,
        )

    def alone(self, change: Change) -> bool:
        """Whether a change may be of a mistake."""
        if change.old in self.settled or self._answers(change) or _cancels(change.new) or self._decides_for_all(change):
            return False
        if change.old in self.choosing and _is_parameter(self.values.get(change.old)):
            return False  # a key of an optimizer's state: any other tensor has none yet
        if change.code in (*INSERTIONS, "sign_lost") and _is_condition(self.values.get(change.old)):
            return False  # what holds or not is no number
        if change.code == "sign_lost" and self._is_compared(change.old) and not self._is_bound(change.old):
            return False  # that turns a condition round
        if change.code in INSERTIONS and (self._has_a_flag(change.piece) or _chooses(change.piece)):
            return False
        if change.code in ("factor_added", "factor_subtracted") and (_guards(change.piece) or _by_one(change.new)):
            return False
        if change.code == "zero_belongs":
            return change.old not in self.factors  # or the product is 0
        if change.code in INSERTIONS and change.old in self.decisive and isinstance(change.piece, ast.BinOp):
            return False  # that changes a condition by the way
        return change.code != "term_dropped" or not _nothing(self.values.get(change.old))

    def _answers(self, change: Change) -> bool:
        """Whether a number would answer what is asked whether it is true: that takes one branch
        always or never.
        """
        asked = isinstance(change.old, ast.Compare | ast.BoolOp) and change.code != "zero_belongs"
        return change.old in self.truths and not asked

    def _has_a_flag(self, piece: ast.expr) -> bool:
        """Whether it has a setting in it that is no number."""
        flags = {name for name, default in self.settings.items() if isinstance(default, bool | str)}
        return bool(flags) and not flags.isdisjoint(_names(piece))

    def _is_compared(self, side: ast.expr) -> bool:
        """Whether it is itself a side of a comparison."""
        comparison = self.comparisons.get(side)
        return comparison is not None and side in (comparison.left, *comparison.comparators)

    def _is_bound(self, side: ast.expr) -> bool:
        """Whether a side of a comparison is one number for all entries, and not 0."""
        value, comparison = self.values.get(side), self.comparisons[side]
        others = [self.values.get(s) for s in (comparison.left, *comparison.comparators) if s is not side]
        return isinstance(value, int | float) and bool(value) and not any(isinstance(o, int | float) for o in others)

    def _decides_for_all(self, change: Change) -> bool:
        """Whether a comparison that differed from entry to entry would compare only settings and
        numbers.
        """
        if change.old not in self.comparisons:
            return False
        before = _names(self.comparisons[change.old])
        if {*before} <= {*self.settings}:
            return False
        return {*(before - _names(change.old) + _names(change.new))} <= {*self.settings}

    def together(self, first: Change, second: Change, both_help: bool) -> bool:
        """Whether two changes may be of two mistakes; `both_help` says that each alone makes
        something right.
        """
        codes = {first.code, second.code}
        if codes == {"term_sign", "term_dropped"} and ast.dump(first.piece) == ast.dump(second.piece):
            return False  # the term stands in the wrong place
        if any(c.code == "number_changed" and _literal(c.new) == 0 for c in (first, second)):
            return False  # that takes away what the other change brings in
        fixed = all(c.code == "piece_other" and isinstance(_literal(c.old), int | float) for c in (first, second))
        return both_help or fixed or (codes <= PAIRED and codes != BY_CHANCE)


def _names(node: ast.AST) -> Counter[str]:
    return Counter(n.id for n in ast.walk(node) if isinstance(n, ast.Name))


def _chooses(piece: ast.expr) -> bool:
    """Whether it is a product or sum with a condition in it: a mask may be missing, but not
    that.
    """
    return isinstance(piece, ast.BinOp) and any(isinstance(n, ast.Compare) for n in ast.walk(piece))


def _guards(term: ast.expr) -> bool:
    """Whether a term is as small as an eps, which keeps a divisor from 0: it was never meant to be
    a factor.
    """
    number = _literal(term)
    return isinstance(number, float) and abs(number) <= LARGEST_GUARD


def _by_one(product: ast.expr) -> bool:
    """Whether a product leaves its other factor as it is: the 1 was one too many."""
    return isinstance(product, ast.BinOp) and 1 in (_literal(product.left), _literal(product.right))


def _cancels(new: ast.expr) -> bool:
    """Whether an expression takes away from itself what is in it: x - x, or x / (x * y)."""
    match new:
        case ast.BinOp(left, ast.Sub(), right):
            return ast.dump(left) == ast.dump(right)
        case ast.BinOp(left, ast.Div(), right):
            below = {ast.dump(f) for f in _factors(right)}
            return any(ast.dump(f) in below for f in _factors(left))
    return False


def _factors(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left, ast.Mult(), right):
            yield from _factors(left)
            yield from _factors(right)
        case _:
            yield node


def _of_products(tree: ast.Module) -> Iterator[ast.expr]:
    """The factors of products, numerators, and what has a minus before it."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left, ast.Mult(), right):
                yield from (left, right)
            case ast.BinOp(left, ast.Div(), _):
                yield left
            case ast.UnaryOp(ast.USub(), operand):
                yield operand


def _decisive(tree: ast.Module, comparisons: Iterable[ast.Compare]) -> Iterator[ast.AST]:
    """The expressions that comparisons are made of, and those that names in them are assigned."""
    names = set()
    for comparison in comparisons:
        inside = list(ast.walk(comparison))
        names |= {n.id for n in inside if isinstance(n, ast.Name)}
        yield from inside
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in names for t in node.targets):
            yield from ast.walk(node.value)


def _is_condition(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, numpy.ndarray | numpy.generic) and value.dtype == bool)


def _truths(tree: ast.Module) -> Iterator[ast.expr]:
    """What is asked whether it is true: conditions, and of `n and x > 0` both."""
    for node in ast.walk(tree):
        match node:
            case ast.If(test) | ast.IfExp(test) | ast.While(test):
                yield test
            case ast.BoolOp():
                yield from node.values
            case ast.UnaryOp(ast.Not(), operand):
                yield operand


def _choosing(tree: ast.Module) -> Iterator[ast.AST]:
    """What is in an index or a key, what Python's max and min choose among, and what decides which
    code is run.
    """
    for node in ast.walk(tree):
        match node:
            case ast.If(test) | ast.IfExp(test):
                yield from ast.walk(test)
            case ast.Subscript(_, index):
                yield from ast.walk(index)
            case ast.Call(ast.Name("max" | "min"), [_, _, *_] as chosen):
                for argument in chosen:
                    yield from ast.walk(argument)


def _digits(tree: ast.Module) -> Iterator[ast.expr]:
    """To how many digits something is rounded."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(_, "round") | ast.Name("round"), arguments, named):
                for given in (*arguments[-1:], *(k.value for k in named)):
                    if isinstance(given, ast.Constant):
                        yield given


def _is_parameter(value: Any) -> bool:
    return isinstance(value, Parameter)


def _nothing(value: Any) -> bool:
    """Whether an expression gave 0 everywhere: a term beside it is no term of a sum, but all of
    it.
    """
    return isinstance(value, numpy.ndarray | numpy.generic | int | float) and not numpy.any(value)


def _defaults(tree: ast.Module, hyperparameters: Mapping[str, Any]) -> Iterator[ast.expr]:
    """The defaults that are the exercise's own, in signatures and where a setting is compared with
    its own.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.arguments):
            positional = [*node.posonlyargs, *node.args]
            given = list(zip(positional[len(positional) - len(node.defaults) :], node.defaults, strict=True))
            given += [(a, d) for a, d in zip(node.kwonlyargs, node.kw_defaults, strict=True) if d is not None]
            for argument, default in given:
                if argument.arg in hyperparameters and _literal(default) == hyperparameters[argument.arg]:
                    yield from (n for n in ast.walk(default) if isinstance(n, ast.expr))
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            asked = {hyperparameters.get(s.id) for s in sides if isinstance(s, ast.Name)} - {None}
            yield from (s for s in sides if isinstance(s, ast.Constant) and s.value in asked)


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None

"""Small changes at one place of a student's code that may repair it, each with a description of the
mistake.
"""

import ast
import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType

from .exchanges import exchanged, groupings, reordered
from .expressions import Expressions

# The explanations, the most plausible mistakes first: {piece} is what it is about,
# {before} what stands in the code, {after} what belongs there. Codes that formulas have as well
# mean the same there.
WORDS = MappingProxyType(
    {
        "quotient_rounded": "{before} is rounded down to a whole number: {after} is not.",
        "term_sign": "The sign of the term {piece} is wrong.",
        "sign_lost": "The minus before {piece} is missing.",
        "factor_dropped": "The factor {piece} is missing.",
        "divisor_dropped": "The divisor {piece} is missing.",
        "term_dropped": "The term {piece} is missing.",
        "divisor_multiplied": "It is multiplied by {piece} where it should be divided.",
        "factor_inverted": "It is divided by {piece} where it should be multiplied.",
        "sign_added": "The minus before {piece} is one too many.",
        "factor_added": "{piece} is added where it should be multiplied.",
        "factor_subtracted": "{piece} is subtracted where it should be multiplied.",
        "term_factor": "{piece} is a factor where it should be a term of a sum.",
        "quotient_inverted": "A quotient is upside down: {piece} belongs below.",
        "numerator_lost": "The numerator {piece} is missing.",
        "difference_turned": "A difference is the wrong way round: {piece} is to be subtracted.",
        "exponent_dropped": "The exponent {piece} is missing.",
        "power_turned": "Base and exponent are exchanged.",
        "grouping_other": "{before} is grouped in another way than it should be: {after} belongs there.",
        "order_other": "The results are in another order than they should be: {after} belongs there.",
        "factor_extra": "The factor {piece} is one too many.",
        "divisor_extra": "The divisor {piece} is one too many.",
        "term_extra": "The term {piece} is one too many.",
        "exponent_extra": "The exponent {piece} is one too many.",
        "one_choice_alone": "{before} is right in some calls alone: {after} belongs there.",
        "number_changed": "The number {before} is wrong.",
        "condition_dropped": "The condition {piece} is missing.",
        "equality_other": "Equal numbers are on the wrong side: {before} stands where {after} belongs.",
        "condition_turned": "The condition {before} is turned round.",
        "condition_extra": "{before} was computed where {piece} belongs in every case.",
        "branches_exchanged": "The two branches are exchanged.",
        "function_extra": "{before} was computed where {piece} alone belongs.",
        "function_other": "{before} was computed where {after} belongs.",
        "function_dropped": "Where {after} belongs, {piece} was computed.",
        "sum_dropped": "The sum is missing: {after} belongs there.",
        "dimension_other": "{before} is taken along other entries than it should be: {after} belongs there.",
        "transposed": "The matrix {piece} has to be transposed, or must not be.",
        "name_other": "{before} stands where {after} belongs.",
        "names_exchanged": "{piece} are exchanged: {after} belongs there.",
        "piece_other": "{before} was computed where {after} belongs.",
        "zero_belongs": "{before} stands where 0 belongs.",
    }
)
RANK = {code: rank for rank, code in enumerate(WORDS)}
NAME = re.compile(r"id='\w+'|Constant\(value='\w+'\)")  # in a dump
RELATED = (
    ("exp", "log", "expm1", "log1p"),
    ("sum", "mean", "amax"),
    ("tanh", "sigmoid", "erf", "sinh", "cosh"),
    ("sin", "cos"),
    ("sqrt", "square", "rsqrt", "reciprocal"),
    ("abs", "sign", "relu"),
    ("maximum", "minimum"),
    ("max", "min"),
    ("amax", "amin"),
    ("erf", "erfc"),
    ("softmax", "log_softmax", "logsumexp"),
)
INSERTED = ("exp", "log", "sqrt", "square", "tanh", "sigmoid", "abs", "sign", "erf", "erfc", "log1p", "expm1")
REDUCTIONS = {n: n for n in ("sum", "mean", "amax", "amin", "logsumexp", "softmax", "log_softmax", "prod", "norm")} | {
    "max": "amax",
    "min": "amin",
}
CHOICES = {"reduction": ("mean", "sum")}  # settings that decide what is computed
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)
SWAPPED = {
    (ast.Add, ast.Mult): "factor_added",
    (ast.Sub, ast.Mult): "factor_subtracted",
    (ast.Mult, ast.Div): "divisor_multiplied",
    (ast.Div, ast.Mult): "factor_inverted",
    (ast.Mult, ast.Add): "term_factor",
    (ast.Mult, ast.Sub): "term_factor",
    (ast.Add, ast.Sub): "term_sign",
    (ast.Sub, ast.Add): "term_sign",
}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
WITH_EQUALITY: dict[type[ast.cmpop], type[ast.cmpop]] = {  # and without it
    ast.Lt: ast.LtE,
    ast.Gt: ast.GtE,
    ast.LtE: ast.Lt,
    ast.GtE: ast.Gt,
}


@dataclass(frozen=True, eq=False)
class Change:
    """One change: what stands in the code, what is put there instead, and the piece that the words
    are about.
    """

    code: str
    old: ast.expr
    new: ast.expr
    piece: ast.expr

    @property
    def words(self) -> str:
        """The explanation for the student."""
        texts = {"piece": self.piece, "before": self.old, "after": self.new}
        return f"Line {self.old.lineno}: " + WORDS[self.code].format(**{n: text(e) for n, e in texts.items()})

    @property
    def kind(self) -> str:
        """What is done, whatever the names are: the same at several places is one mistake."""
        if self.code == "dimension_other" and isinstance(self.new, ast.Call):
            return f"{self.code} {[ast.unparse(n) for n in (*self.new.args[-1:], *self.new.keywords)]}"
        if isinstance(self.old, ast.Name | ast.Constant):
            return f"{self.code} {ast.unparse(self.old)} {ast.unparse(self.new)}"
        return f"{self.code} {NAME.sub('', ast.dump(self.old))} {NAME.sub('', ast.dump(self.new))}"

    def made(self, code: Expressions) -> AbstractContextManager[None]:
        """Compute with this change."""
        return code.replaced(self.old, self.new)

    @property
    def called(self) -> set[str]:
        """The names of the functions that are called in what is put there."""
        calls = (n.func for n in ast.walk(self.new) if isinstance(n, ast.Call))
        return {
            f.attr if isinstance(f, ast.Attribute) else f.id for f in calls if isinstance(f, ast.Attribute | ast.Name)
        }

    @property
    def rank(self) -> tuple[int, int]:
        """How plausible it is, the smallest first."""
        return RANK[self.code], len(ast.unparse(self.new))


def text(node: ast.AST) -> str:
    """An expression as a student would write it."""
    return ast.unparse(node).replace("torch.", "")


def changes(node: ast.expr, names: Sequence[str]) -> Iterator[Change]:
    """What may put an expression right without anything new; `names` are those that could stand
    there.
    """
    # what is put in the place of a node holds a copy of it, never the node itself
    same = copy.copy(node)

    def change(code: str, new: ast.expr, piece: ast.expr) -> Change:
        return Change(code, node, new, piece)

    if isinstance(node, ast.BinOp):
        yield from (change("grouping_other", new, node) for new in groupings(node))
    match node:
        case ast.BinOp(left, ast.Pow(), right):
            yield change("exponent_extra", left, right)
            yield change("power_turned", ast.BinOp(right, ast.Pow(), left), right)
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            for other in OPERATORS:
                if not isinstance(op, other):
                    yield change(SWAPPED.get((type(op), other), "piece_other"), ast.BinOp(left, other(), right), right)
            if isinstance(op, ast.Sub | ast.Div):
                code = "difference_turned" if isinstance(op, ast.Sub) else "quotient_inverted"
                yield change(code, ast.BinOp(right, op, left), left)
            if any(n in names for n in CHOICES):
                yield from _of_one_choice(node, left)
            extra = {ast.Mult: "factor_extra", ast.Div: "divisor_extra"}.get(type(op), "term_extra")
            yield change(extra, left, right)
            yield change("factor_extra" if isinstance(op, ast.Mult | ast.Div) else "term_extra", right, left)
        case ast.BinOp(left, ast.FloorDiv(), right):
            yield change("quotient_rounded", ast.BinOp(left, ast.Div(), right), node)
        case ast.BinOp(left, ast.MatMult(), right):
            yield change("piece_other", ast.BinOp(right, ast.MatMult(), left), left)
            for a, b in ((transposed(left), right), (left, transposed(right)), (transposed(left), transposed(right))):
                yield change("transposed", ast.BinOp(a, ast.MatMult(), b), left if b is right else right)
        case ast.UnaryOp(ast.USub(), operand):
            yield change("sign_added", operand, operand)
        case ast.Constant(bool(flag)):
            yield change("number_changed", ast.Constant(not flag), node)
        case ast.Constant(int() | float() as number):
            for right_number in _numbers(number):
                yield change("number_changed", ast.Constant(right_number), node)
        case ast.Call():
            yield from _calls(node)
        case ast.Compare(left, [op], [right]) if type(op) in TURNED:
            yield change("condition_turned", ast.Compare(left, [TURNED[type(op)]()], [right]), node)
            if type(op) in WITH_EQUALITY:
                yield change("equality_other", ast.Compare(left, [WITH_EQUALITY[type(op)]()], [right]), node)
        case ast.IfExp(test, body, orelse):
            yield change("branches_exchanged", ast.IfExp(test, orelse, body), node)
            yield change("condition_extra", body, body)
            yield change("condition_extra", orelse, orelse)
        case ast.Name(name, ast.Load()):
            for other_name in names:
                if other_name != name:
                    yield change("name_other", ast.Name(other_name, ast.Load()), node)
    if not isinstance(node, ast.UnaryOp | ast.Constant | ast.Compare):
        yield change("sign_lost", ast.UnaryOp(ast.USub(), same), node)
        yield change("zero_belongs", call("zeros_like", same), node)


INSERTIONS: Mapping[str, Callable[[ast.expr, ast.expr], list[ast.expr]]] = MappingProxyType(
    {
        "factor_dropped": lambda same, word: [ast.BinOp(same, ast.Mult(), word)],
        "divisor_dropped": lambda same, word: [ast.BinOp(same, ast.Div(), word)],
        "term_dropped": lambda same, word: [ast.BinOp(same, op, word) for op in (ast.Add(), ast.Sub())],
        "numerator_lost": lambda same, word: [ast.BinOp(word, ast.Div(), same)],
        "piece_other": lambda same, word: [word] if isinstance(word, ast.Name) else [],
    }
)


def _of_one_choice(node: ast.BinOp, left: ast.expr) -> Iterator[Change]:
    """An operation that belongs to one reduction alone, as the division by a mean."""
    for name, values in CHOICES.items():
        for value in values:
            test = ast.Compare(ast.Name(name, ast.Load()), [ast.Eq()], [ast.Constant(value)])
            yield Change("one_choice_alone", node, ast.IfExp(test, copy.copy(node), left), node)


def insertions(code: str, node: ast.expr, words: Sequence[ast.expr]) -> Iterator[Change]:
    """What may put an expression right with a piece that is missing: a factor, a divisor, a term.

    Only names stand for the whole: what puts a whole formula in the place of another says nothing
    of a mistake.
    """
    same = copy.copy(node)
    if code == "factor_dropped" and isinstance(node, ast.Constant) and node.value == 1:
        return  # it is another piece that belongs there
    for word in words:
        for new in INSERTIONS[code](same, word):
            yield Change(code, node, new, node if code == "piece_other" else word)


def exchanges(node: ast.expr) -> Iterator[Change]:
    """What may put the value of a statement right by two of its names in each other's places."""
    for names, new in exchanged(node):
        yield Change("names_exchanged", node, new, ast.Name(names, ast.Load()))


def orders(node: ast.Tuple) -> Iterator[Change]:
    """What may put the results right that a function returns, by another order."""
    for new in reordered(node):
        yield Change("order_other", node, new, node)


def conditions(node: ast.expr, tests: Sequence[ast.Compare]) -> Iterator[Change]:
    """What may put a condition right that is half of one."""
    for test in tests:
        yield Change("condition_dropped", node, ast.BinOp(copy.copy(node), ast.BitAnd(), test), test)


def wrappings(node: ast.expr) -> Iterator[Change]:
    """What may put an expression right by something around it: an exponent, a function, a sum, a
    difference from 1.
    """
    same = copy.copy(node)
    for power in (2, 3):
        yield Change("exponent_dropped", node, ast.BinOp(same, ast.Pow(), ast.Constant(power)), ast.Constant(power))
    for name in INSERTED:
        yield Change("function_dropped", node, call(name, same), node)
    if isinstance(node, ast.Name):
        first = ast.Subscript(ast.Attribute(same, "shape", ast.Load()), ast.Constant(0), ast.Load())
        for size in (ast.Call(ast.Attribute(same, "numel", ast.Load()), [], []), first):
            yield Change("function_dropped", node, size, node)
    yield Change("term_dropped", node, ast.BinOp(ast.Constant(1), ast.Sub(), same), ast.Constant(1))
    yield Change("term_dropped", node, ast.BinOp(ast.Constant(1), ast.Add(), same), ast.Constant(1))
    for dim in (ast.Constant(0), _number(-1), ast.Name("dim", ast.Load())):
        for kept in ([], [ast.keyword("keepdim", ast.Constant(True))]):
            yield Change("sum_dropped", node, ast.Call(ast.Attribute(same, "sum", ast.Load()), [dim], kept), node)


def call(name: str, *arguments: ast.expr) -> ast.expr:
    """A call of one of torch's functions."""
    return ast.Call(ast.Attribute(ast.Name("torch", ast.Load()), name, ast.Load()), list(arguments), [])


def transposed(node: ast.expr) -> ast.expr:
    """A matrix with rows and columns exchanged."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    return ast.Attribute(node, "T", ast.Load())


def _calls(node: ast.Call) -> Iterator[Change]:
    function, arguments = node.func, node.args
    if isinstance(function, ast.Attribute):
        for related in RELATED:
            for name in related if function.attr in related else ():
                if name != function.attr:
                    other = ast.Attribute(function.value, name, ast.Load())
                    yield Change("function_other", node, ast.Call(other, arguments, node.keywords), node)
        module = isinstance(function.value, ast.Name) and function.value.id in ("torch", "math", "F")
        inner = arguments[0] if module and arguments else function.value
        if not module or arguments:
            yield Change("function_extra", node, inner, inner)
        if function.attr == "where" and len(arguments) == 3:
            test, a, b = arguments
            yield Change("branches_exchanged", node, ast.Call(function, [test, b, a], node.keywords), node)
            yield Change("function_extra", node, a, a)
            yield Change("function_extra", node, b, b)
            return
    yield from _dimensions(node)
    for i in range(len(arguments) - 1):
        turned = [*arguments[:i], arguments[i + 1], arguments[i], *arguments[i + 2 :]]
        yield Change("piece_other", node, ast.Call(function, turned, node.keywords), node)


def _dimensions(node: ast.Call) -> Iterator[Change]:
    """The same reduction along another dimension, or with its dimension kept."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in REDUCTIONS:
        return
    function = ast.Attribute(node.func.value, REDUCTIONS[node.func.attr], ast.Load())
    module = isinstance(node.func.value, ast.Name) and node.func.value.id in ("torch", "F")
    first = node.args[:1] if module else []
    options = [k for k in node.keywords if k.arg not in ("dim", "keepdim", "axis")]
    for dim in (ast.Name("dim", ast.Load()), _number(-1), ast.Constant(0), ast.Constant(1)):
        for kept in ([], [ast.keyword("keepdim", ast.Constant(True))]) if "soft" not in node.func.attr else ([],):
            new = ast.Call(function, [*first, dim], [*options, *kept])
            if ast.unparse(new) != ast.unparse(node):
                yield Change("dimension_other", node, new, node)
    if node.func.attr in ("sum", "mean"):
        yield Change("dimension_other", node, ast.Call(node.func, first, options), node)


def _number(number: float) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-number)) if number < 0 else ast.Constant(number)


def _numbers(number: float) -> Iterator[float]:
    near = [1, 2, 0.5, 0, -number, number + 1, number - 1, 2 * number, number / 2, 3, 4]
    near += [1 / number, number * number] if number else []
    for other in dict.fromkeys(near):
        if other != number:
            yield int(other) if float(other).is_integer() else other

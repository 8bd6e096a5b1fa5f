"""The ways to get one place of a formula wrong, each with a stable code and words for students."""

import ast
from collections.abc import Iterator, Sequence

from .operations.table import OPERATIONS

RELATED = {o.name: o.confused_with for o in OPERATIONS} | {"Max": ("Min",), "Min": ("Max",)}
LOGICAL = ("take", "Eq", "Ne", "And", "Or", "Not")

# The explanations, the most plausible mistakes first: {piece} is the part of the formula that
# it is about, {before} and {after} the whole place, {within} what it stands in, {below} whether
# that is a divisor.
WORDS = {
    "sign_lost": "The minus before {piece} is missing.",
    "factor_dropped": "The factor {piece} is missing{below}.",
    "divisor_dropped": "The divisor {piece} is missing.",
    "term_dropped": "The term {piece} is missing.",
    "term_sign": "The sign of the term {piece} is wrong.",
    "exponent_dropped": "The exponent {piece} is missing.",
    "exponent_lowered": "The exponent is one lower than {piece}.",
    "exponent_raised": "The exponent is one higher than {piece}.",
    "exponent_sign": "The exponent {piece} has the wrong sign.",
    "exponent_as_factor": "The exponent {piece} is a factor instead.",
    "power_of_difference": "{after} stands where {before} belongs.",
    "weights_exchanged": "The weights of a mean are exchanged: {piece} belongs to its other term.",
    "function_other": "{after} was computed where {before} belongs.",
    "function_dropped": "Where {before} belongs, {piece} was computed.",
    "branches_exchanged": "The two branches are exchanged.",
    "branch_everywhere": "The branch {piece} was taken everywhere.",
    "case_exchanged": "The two cases are exchanged in: {piece}.",
    "case_ignored": "{after} was taken in every case, where this belongs: {before}.",
    "argument_sign": "The argument {piece} has the wrong sign.",
    "divisor_multiplied": "It is multiplied by {piece} where it should be divided.",
    "factor_inverted": "It is divided by {piece} where it should be multiplied.",
    "quotient_inverted": "A quotient is upside down: {piece} belongs below.",
    "numerator_lost": "The numerator {piece} is missing.",
    "divisor_squared": "The divisor {piece} is squared.",
    "number_changed": "{after} stands where the number {before} belongs{within}.",
    "branch_changed": "{after} stands where the branch {piece} belongs.",
    "condition_turned": "The condition {before} is turned round.",
    "factor_added": "{piece} is added where it should be multiplied.",
    "factor_subtracted": "{piece} is subtracted where it should be multiplied.",
    "term_factor": "{piece} is a factor where it should be a term of a sum.",
    "name_other": "{after} stands where {before} belongs{within}.",
    "sign_added": "{piece} has the wrong sign{within}.",
    "name_dropped": "{after} stands where {before} belongs{within}.",
}
# The same where a piece has no notation that a student knows.
BRIEF = {
    "sign_lost": "A minus is missing.",
    "factor_dropped": "A factor is missing.",
    "divisor_dropped": "A divisor is missing.",
    "term_dropped": "A term is missing.",
    "term_sign": "The sign of a term is wrong.",
    "exponent_dropped": "An exponent is missing.",
    "exponent_lowered": "An exponent is too low by one.",
    "exponent_raised": "An exponent is too high by one.",
    "exponent_sign": "An exponent has the wrong sign.",
    "exponent_as_factor": "An exponent is a factor instead.",
    "power_of_difference": "A difference was raised to a power where a power is to be subtracted.",
    "weights_exchanged": "The weights of a mean are exchanged.",
    "function_other": "Another function was computed than the one that belongs there.",
    "function_dropped": "A function was not applied: what belongs inside it was taken alone.",
    "branches_exchanged": "The two branches are exchanged.",
    "branch_everywhere": "One branch was taken everywhere.",
    "case_exchanged": "Two cases are exchanged.",
    "case_ignored": "What belongs to one case was taken in every case.",
    "argument_sign": "The argument of a function has the wrong sign.",
    "divisor_multiplied": "It is multiplied where it should be divided.",
    "factor_inverted": "It is divided where it should be multiplied.",
    "quotient_inverted": "A quotient is upside down.",
    "numerator_lost": "A numerator is missing.",
    "divisor_squared": "A divisor is squared.",
    "number_changed": "A number is wrong.",
    "branch_changed": "A number stands where a branch belongs.",
    "condition_turned": "A condition is turned round.",
    "factor_added": "Two factors were added: they should be multiplied.",
    "factor_subtracted": "Two factors were subtracted: they should be multiplied.",
    "term_factor": "Two terms were multiplied: they should be added.",
    "name_other": "One quantity stands where another belongs.",
    "sign_added": "A minus is one too many.",
    "name_dropped": "A number stands where a quantity belongs.",
}
OTHER_ENTRY = "One entry of {} stands where another belongs."
# the code, what is put there, and the piece that it is about
Change = tuple[str, ast.expr, ast.expr]


def changes(node: ast.expr, names: Sequence[str]) -> Iterator[Change]:
    """The ways to get a node wrong; `names` are those of the function's variables."""
    match node:
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
            minus = isinstance(op, ast.Sub)
            yield "term_dropped", left, right
            yield "term_dropped", _negative(right) if minus else right, left
            yield "term_sign", ast.BinOp(left, ast.Add() if minus else ast.Sub(), right), right
            yield "term_sign", ast.BinOp(_negative(left), op, right), left
            if minus:
                yield "term_dropped", right, left
            yield "term_factor", ast.BinOp(left, ast.Mult(), right), right
            yield from _weights(node)
            yield from _powers(node)
        case ast.BinOp(left, ast.Mult(), right):
            yield "factor_dropped", right, left
            yield "factor_dropped", left, right
            yield "factor_inverted", ast.BinOp(left, ast.Div(), right), right
            yield "factor_inverted", ast.BinOp(right, ast.Div(), left), left
            yield "factor_added", ast.BinOp(left, ast.Add(), right), right
            yield "factor_subtracted", ast.BinOp(left, ast.Sub(), right), right
        case ast.BinOp(left, ast.Div(), right):
            yield "divisor_dropped", left, right
            yield "divisor_multiplied", ast.BinOp(left, ast.Mult(), right), right
            yield "quotient_inverted", ast.BinOp(right, ast.Div(), left), right
            yield "numerator_lost", ast.BinOp(ast.Constant(1), ast.Div(), right), left
            yield "divisor_squared", ast.BinOp(left, ast.Div(), ast.BinOp(right, ast.Mult(), right)), right
        case ast.BinOp(left, ast.Pow(), right):
            yield "exponent_dropped", left, right
            yield "exponent_as_factor", ast.BinOp(left, ast.Mult(), right), right
            for code, op in (("exponent_lowered", ast.Sub()), ("exponent_raised", ast.Add())):
                yield code, ast.BinOp(left, ast.Pow(), ast.BinOp(right, op, ast.Constant(1))), right
            yield "exponent_sign", ast.BinOp(left, ast.Pow(), _negative(right)), right
        case ast.UnaryOp(ast.USub(), operand):
            yield "sign_lost", operand, operand
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            for wrong in _numbers(number):
                yield "number_changed", ast.Constant(wrong), node
        case ast.Call(ast.Attribute(ast.Name("sym"), "Piecewise")):
            yield from _branches(node)
        case ast.Call(ast.Attribute(ast.Name("sym"), "Rational"), [p, q]):
            yield "number_changed", ast.Call(node.func, [q, p], []), node
        case ast.Call(ast.Attribute(ast.Name("sym") as sym, function), [argument, *rest]) if function not in LOGICAL:
            if not isinstance(argument, ast.Starred):
                yield "function_dropped", argument, argument
            for related in RELATED.get(function, ()):
                other = ast.Call(ast.Attribute(sym, related, ast.Load()), node.args, node.keywords)
                yield "function_other", other, node
            if not rest and not isinstance(argument, ast.Starred):
                yield "argument_sign", ast.Call(node.func, [_negative(argument)], []), argument
        case ast.IfExp(test, body, orelse):
            yield "case_exchanged", ast.IfExp(test, orelse, body), node
            yield "case_ignored", body, body
            yield "case_ignored", orelse, orelse
        case ast.Compare(left, [op], [right]) if type(op) in _TURNED:
            yield "condition_turned", ast.Compare(left, [_TURNED[type(op)]()], [right]), node
        case ast.Name(name, ast.Load()) if name in names:
            for another in names:
                if another != name:
                    yield "name_other", ast.Name(another, ast.Load()), node
            yield "name_dropped", ast.Constant(1), node
            yield "name_dropped", ast.Constant(0), node
            yield "sign_added", _negative(node), node


def _weights(node: ast.BinOp) -> Iterator[Change]:
    """The weights of a mean, w x + (1 - w) y, exchanged."""
    match node:
        case ast.BinOp(ast.BinOp(a, ast.Mult(), x), ast.Add(), ast.BinOp(b, ast.Mult(), y)) if _complements(a, b):
            exchanged = ast.BinOp(ast.BinOp(b, ast.Mult(), x), ast.Add(), ast.BinOp(a, ast.Mult(), y))
            yield "weights_exchanged", exchanged, a


def _powers(node: ast.BinOp) -> Iterator[Change]:
    """(1 - b)^t for 1 - b^t."""
    match node:
        case ast.BinOp(ast.Constant(1) as one, ast.Sub(), ast.BinOp(base, ast.Pow(), exponent)):
            yield "power_of_difference", ast.BinOp(ast.BinOp(one, ast.Sub(), base), ast.Pow(), exponent), node


def _complements(a: ast.expr, b: ast.expr) -> bool:
    """Whether one of two expressions is 1 minus the other."""
    for this, other in ((a, b), (b, a)):
        match other:
            case ast.BinOp(ast.Constant(1), ast.Sub(), inner) if ast.dump(inner) == ast.dump(this):
                return True
    return False


_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}


def _negative(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), node)


def _numbers(number: float) -> Iterator[float]:
    wrong = [1, -number, 2 * number, number / 2, number - 1, number + 1, 0]
    if number not in (0, 1, -1):
        wrong.append(1 / number)
    for other in dict.fromkeys(wrong):
        if other != number:
            yield int(other) if float(other).is_integer() else other


def _branches(node: ast.Call) -> Iterator[Change]:
    """Branches exchanged, one of them everywhere, 0 or 1 in the place of one."""
    pairs = [a for a in node.args if isinstance(a, ast.Tuple)]
    if len(pairs) != len(node.args):
        return
    values, conditions = [p.elts[0] for p in pairs], [p.elts[1] for p in pairs]

    def piecewise(values: Sequence[ast.expr]) -> ast.Call:
        branches: list[ast.expr] = [ast.Tuple([v, c], ast.Load()) for v, c in zip(values, conditions, strict=True)]
        return ast.Call(node.func, branches, [])

    if len(values) == 2:
        yield "branches_exchanged", piecewise(values[::-1]), node
    for value in values:
        yield "branch_everywhere", value, value
    for i, value in enumerate(values):
        for number in (0, 1):
            if isinstance(value, ast.Constant) and value.value == number:
                continue
            yield "branch_changed", piecewise([*values[:i], ast.Constant(number), *values[i + 1 :]]), value

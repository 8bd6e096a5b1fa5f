"""How an expression is written down: SymPy's sums of products of powers become fractions, signs and
roots.
"""

from collections.abc import Sequence
from types import MappingProxyType

import sympy
from sympy import Add, Basic, Expr, Mul, Pow, S

from ...detached import Detached
from ..operations.table import OPERATIONS
from .written_nodes import Call, Cases, Connective, Fraction, Node, Power, Product, Relation, Sum, Word, negative

MOST_DIGITS = 17  # of a float
LARGEST_DENOMINATOR = 1000  # from here on a fraction that ends as a decimal is written as one
# other multiples of this are denominators of decimals: nobody means 851/500 or 1/20, but 1.702 and
# 0.05
FIFTHS = 5
# of SymPy's
NAMES = MappingProxyType({o.name: o.names[0] for o in OPERATIONS} | {"Max": "max", "Min": "min"})
_SIGNS = {
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: ">=",
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
    sympy.Equality: "=",
    sympy.Unequality: "!=",
}
_CONNECTIVES = {sympy.And: "and", sympy.Or: "or", sympy.Not: "not"}


def notation(expression: Basic) -> Node:
    """How an expression is written; the order of unevaluated sums and products is kept."""
    if isinstance(expression, Detached):
        return Call("detach", (notation(expression.args[0]),))
    if isinstance(expression, sympy.UnevaluatedExpr):
        return notation(expression.args[0])
    if isinstance(expression, sympy.Rational):
        return _product([expression])
    if isinstance(expression, sympy.Float):
        return Word(repr(float(expression))) if expression >= 0 else negative(notation(-expression))
    if expression == sympy.E:
        return Call("exp", (Word("1"),))
    if isinstance(expression, Add):
        return _sum(expression)
    if isinstance(expression, Mul):
        return _product(_flat(expression))
    if isinstance(expression, Pow):
        if expression.exp.is_Rational and expression.exp.is_negative:
            return _product([expression])
        if expression.exp == S.Half:
            return Call("sqrt", (notation(expression.base),))
        return Power(notation(expression.base), notation(expression.exp))
    if isinstance(expression, sympy.Piecewise):
        pairs = [(notation(value), condition) for value, condition in expression.args]
        otherwise = pairs.pop()[0] if pairs[-1][1] == sympy.true else None
        return Cases(tuple((value, notation(condition)) for value, condition in pairs), otherwise)
    if type(expression) in _SIGNS:
        relation = expression.reversed if _bound(expression.lhs) > _bound(expression.rhs) else expression
        return Relation(notation(relation.lhs), _SIGNS[type(relation)], notation(relation.rhs))
    if type(expression) in _CONNECTIVES:
        parts = sorted(expression.args, key=sympy.default_sort_key)
        return Connective(_CONNECTIVES[type(expression)], tuple(map(notation, parts)))
    if isinstance(expression, sympy.Max | sympy.Min):
        arguments: Sequence[Basic] = sorted(expression.args, key=sympy.default_sort_key)
    else:
        arguments = expression.args
    name = type(expression).__name__
    return Call(NAMES.get(name, name), tuple(map(notation, arguments))) if arguments else Word(str(expression))


def _sum(expression: Add) -> Node:
    written = _flat(expression)
    if expression.args == Add(*expression.args).args:  # in SymPy's order, which is no one's
        written = list(expression.as_ordered_terms())
        if not expression.is_polynomial():
            written.sort(key=lambda t: not (t.is_Rational and t > 0))
        first = next((t for t in written if not t.could_extract_minus_sign()), None)
        written.sort(key=lambda t: t is not first)
    terms: list[tuple[bool, Node]] = []
    for term in map(notation, written):
        match term:
            case Sum(((True, inner),)):
                terms.append((True, inner))
            case _:
                terms.append((False, term))
    return Sum(tuple(terms))


def _bound(side: Expr) -> int:
    """How much a side of a relation looks like the bound, which comes second: a number more than
    lambd, that more than a function of x.
    """
    if side.is_number:
        return 3
    if side.has(sympy.Function) or len(side.free_symbols) > 1:
        return 0
    return 1 if side.is_Symbol else 2


def _flat(expression: Basic) -> list[Basic]:
    """The arguments of nested sums or products of one kind, in order."""
    kind = Add if isinstance(expression, Add) else Mul
    return [f for a in expression.args for f in (_flat(a) if isinstance(a, kind) else [a])]


def _product(factors: Sequence[Basic]) -> Node:
    """Factors as one fraction, with the sign and the number in front."""
    number = S.One
    constants: list[Node] = []
    above: list[Node] = []
    below: list[Node] = []
    for factor in factors:
        if isinstance(factor, sympy.Rational):
            number *= factor
        elif isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_negative:
            exponent = -factor.exp
            below.append(notation(factor.base if exponent == 1 else Pow(factor.base, exponent, evaluate=False)))
        elif isinstance(factor, sympy.Float) and factor < 0:
            number = -number
            constants.append(notation(-factor))
        elif factor.free_symbols:
            above.append(notation(factor))
        else:
            constants.append(notation(factor))
    above = constants + above
    size = abs(number)
    if (decimal := _decimal(size)) or size.p != 1 or not above:
        above.insert(0, Word(decimal or str(size.p)))
    if size.q != 1 and not decimal:
        below.insert(0, Word(str(size.q)))
    node = _joined(above)
    if below:
        node = Fraction(node, _joined(below))
    return negative(node) if number < 0 else node


def _joined(factors: Sequence[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _decimal(number: sympy.Rational) -> str:
    """A fraction as the decimal that people write for it, if they do; as a float is written, if it
    is that.
    """
    digits = max(sympy.multiplicity(2, number.q), sympy.multiplicity(5, number.q))
    of_decimal = number.q >= LARGEST_DENOMINATOR or (number.q > FIFTHS and number.q % FIFTHS == 0)
    if not of_decimal or 10**digits % number.q:
        return ""
    if digits > MOST_DIGITS and sympy.Rational(float(number)) == number:
        return repr(float(number))
    whole, rest = divmod(int(number.p * 10**digits // number.q), 10**digits)
    return f"{whole}.{rest:0{digits}}"

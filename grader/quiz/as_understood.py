"""What was read of a formula, as formulas are shown: in the form in which it was written, with
nothing worked out.
"""

from decimal import Decimal

from ..reference.parse import tree
from ..reference.parse.source import Unreadable
from ..reference.typeset.written_nodes import (
    Call,
    Cases,
    Connective,
    Fraction,
    Node,
    Power,
    Product,
    Relation,
    Sum,
    Word,
    negative,
)


def understood(node: tree.Node) -> Node:
    """How a formula is shown.

    Raises:
        Unreadable: at a derivative, an integral, an index or a sum over one, which no answer has.
    """
    match node:
        case tree.Number(value):
            # as it was written: with a point
            size = abs(Decimal(value.numerator)) / Decimal(value.denominator)
            return negative(Word(f"{size:f}")) if value < 0 else Word(f"{size:f}")
        case tree.Name(text, 0, _):
            return Word(text)
        case tree.Call(name, 0, arguments, _):
            return Call(name, tuple(map(understood, arguments)))
        case tree.Sum(((True, term),)):
            return negative(understood(term))
        case tree.Sum(terms):
            return Sum(tuple((minus, understood(term)) for minus, term in terms))
        case tree.Product(factors):
            above = tuple(understood(factor) for divides, factor in factors if not divides)
            below = tuple(understood(factor) for divides, factor in factors if divides)
            return Fraction(_product(above), _product(below)) if below else _product(above)
        case tree.Power(base, exponent):
            return Power(understood(base), understood(exponent))
        case tree.Cases(branches, otherwise):
            pairs = tuple((understood(value), understood(condition)) for value, condition in branches)
            return Cases(pairs, understood(otherwise) if otherwise else None)
        case tree.Bracket(condition):
            return Cases(((Word("1"), understood(condition)),), Word("0"))
        case tree.Relation(left, sign, right):
            return Relation(understood(left), sign, understood(right))
        case tree.Connective(word, parts):
            return Connective(word, tuple(map(understood, parts)))
    raise Unreadable("this is no part of an answer: write it out", node.at)


def _product(factors: tuple[Node, ...]) -> Node:
    if not factors:
        return Word("1")
    return factors[0] if len(factors) == 1 else Product(factors)

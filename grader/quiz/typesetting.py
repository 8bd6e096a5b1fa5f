"""SymPy's expressions and notation as parts of questions."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from sympy import Basic, Expr, Symbol

from ..reference.typeset import latex, mathml, text
from ..reference.typeset.notation import notation
from ..reference.typeset.written_nodes import Fraction, Node, Relation, Slope, Sum, Word
from .parts import FormulaLines, Part, Parts, TypesetFormula, Words

LONGEST_INLINE = 60  # characters of a formula within a sentence


def typeset(node: Node) -> TypesetFormula:
    """Written mathematics in all notations."""
    return TypesetFormula(text.written(_in_brackets(node)), latex.written(node), mathml.inline(node))


def _in_brackets(thing: Any) -> Any:
    """Notation in which a fraction that is differentiated has brackets: on one line d/dx x/(1 + x)
    is two things.
    """
    match thing:
        case Slope(Fraction() as of, by):
            return Slope(Sum(((False, of),)), by)
        case tuple():
            return tuple(map(_in_brackets, thing))
        case str() | bool() | None:
            return thing
    return replace(thing, **{f.name: _in_brackets(getattr(thing, f.name)) for f in fields(thing)})


def formula(expression: Basic) -> TypesetFormula:
    """An expression."""
    return typeset(notation(expression))


def equation(left: Node, right: Expr) -> TypesetFormula:
    """A name or a function, and the expression that it equals."""
    return typeset(Relation(left, "=", notation(right)))


def placed(shown: TypesetFormula) -> Part:
    """A formula as it stands in a sentence: on a line of its own if it has cases or is long."""
    by_cases = " if " in shown.plain
    return FormulaLines((shown,)) if by_cases or len(shown.plain) > LONGEST_INLINE else shown


def sentence(*parts: Part) -> Parts:
    """Parts that end with a full stop; after a line of its own there is none."""
    return (*parts, Words("" if isinstance(parts[-1], FormulaLines) else ". "))


def point(at: Mapping[Symbol, Expr]) -> Parts:
    """Where something is asked: x = 1 and y = log(2)."""
    return in_words(equation(Word(symbol.name), value) for symbol, value in at.items())


def in_words(formulas: Iterable[TypesetFormula]) -> Parts:
    """Formulas with commas between them, and "and" before the last."""
    listed = list(formulas)
    parts: list[Part] = []
    for place, one in enumerate(listed):
        if place:
            parts.append(Words(" and " if place == len(listed) - 1 else ", "))
        parts.append(one)
    return tuple(parts)

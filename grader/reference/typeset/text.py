"""Derivations as plain text, for a terminal."""

import textwrap
from collections.abc import Iterator

from .sections import Derivation, Equation, Line
from .written_nodes import (
    ATOM,
    CONDITION,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Call,
    Cases,
    Connective,
    Fraction,
    Node,
    Power,
    Product,
    Relation,
    Slope,
    Sum,
    Word,
    least_on_the_right,
    strength,
)

WIDEST_LEFT = 1 / 3  # of the width; a longer left side has a line to itself


def render(derivation: Derivation, width: int = 100) -> str:
    """The whole derivation in lines of this width."""
    return "\n".join(_lines(derivation, width)) + "\n"


def written(node: Node) -> str:
    """Nearly as Python has it: x*exp(-x)^2/2, and cases as "x if x > 0, else 0"."""

    def within(part: Node, least: int) -> str:
        return written(part) if strength(part) >= least else f"({written(part)})"

    match node:
        case Word(word):
            return word
        case Sum(terms):
            first, *rest = ((minus, within(term, PRODUCT)) for minus, term in terms)
            return ("-" if first[0] else "") + first[1] + "".join(f" {'-' if m else '+'} {t}" for m, t in rest)
        case Product(factors):
            return "*".join(within(f, POWER) for f in factors)
        case Fraction(above, below):
            return f"{within(above, POWER if isinstance(above, Fraction) else PRODUCT)}/{within(below, POWER)}"
        case Power(base, exponent):
            return f"{within(base, ATOM)}^{within(exponent, ATOM)}"
        case Call(name, arguments):
            return f"{name}({', '.join(within(a, CONDITION) for a in arguments)})"
        case Cases(branches, otherwise):
            listed = [f"{within(value, CONDITION)} if {within(c, CONDITION)}" for value, c in branches]
            return ", ".join([*listed, *([] if otherwise is None else [f"else {within(otherwise, CONDITION)}"])])
        case Relation(left, sign, right):
            return f"{within(left, SUM)} {sign} {within(right, least_on_the_right(right))}"
        case Connective("not", (part,)):
            return f"not {within(part, ATOM)}"
        case Connective(word, parts):
            return f" {word} ".join(within(p, RELATION) for p in parts)
        case Slope(Word(name), by):
            return f"d{name}/d{by.text}"
        case Slope(of, by):
            inner = within(of, PRODUCT)
            above = of.above if isinstance(of, Fraction) else of
            unclear = isinstance(above, Product) or (above is not of and inner.startswith("("))
            return f"d/d{by.text} {f'({inner})' if unclear else inner}"


def _lines(derivation: Derivation, width: int) -> Iterator[str]:
    yield from textwrap.wrap(derivation.title, width)
    yield derivation.source
    for section in derivation.sections:
        yield ""
        if section.heading:
            yield from (section.heading, "")
        for line in section.lines:
            yield from _line(line, width)
        for remark in section.remarks:
            yield from textwrap.wrap(remark, width, initial_indent="  ", subsequent_indent="    ")


def _line(line: Line, width: int) -> Iterator[str]:
    names = [f"{written(e.left)} = {' = '.join(map(written, e.right))}" for e in line.where]
    whole = f"  {line.label}{', with ' if names else ''}{'; '.join(names)}"
    if len(whole) <= width:
        yield from [whole] if line.label else []
    else:
        yield f"  {line.label}, with"
        for equation in line.where:
            yield from _equation(equation, width, " " * 9)
    yield from _equation(line.equation, width, "       " if line.label else "  ")


def _equation(equation: Equation, width: int, indent: str) -> Iterator[str]:
    """Left and right side; each further form has a line of its own, its sign below the first
    one.
    """
    head = f"{indent}{written(equation.left)} "
    if len(head) - len(indent) > WIDEST_LEFT * width:
        yield from textwrap.wrap(head.strip(), width, initial_indent=indent, subsequent_indent=indent + "  ")
        head = indent + "  "
    for place, form in enumerate(equation.right):
        start = head if place == 0 else " " * len(head)
        yield from textwrap.wrap(
            f"= {written(form)}",
            width,
            initial_indent=start,
            subsequent_indent=" " * (len(head) + 4),
            break_long_words=False,
            break_on_hyphens=False,
        )

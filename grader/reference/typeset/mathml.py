"""Derivations as presentation MathML: one <math> element for each line."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

from .sections import GREEK, Derivation, Equation, Line, indexed
from .written_nodes import (
    ATOM,
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

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
SIGNS = {">=": "\u2265", "<=": "\u2264", "!=": "\u2260"}
# the two in the middle are not seen
MINUS, TIMES, APPLIED, SPACE = "\u2212", "\u2062", "\u2061", "\u00a0"


def render(derivation: Derivation) -> str:
    """Every equation of the derivation in a line of its own, with what is said about it."""
    lines = [line for section in derivation.sections for line in section.lines]
    return "".join(tostring(_math(line), encoding="unicode") + "\n" for line in lines)


def of_equation(equation: Equation) -> str:
    """One equation as a <math> element."""
    math = element("math", _equation(equation))
    math.set("xmlns", NAMESPACE)
    return tostring(math, encoding="unicode")


def inline(node: Node) -> str:
    """One expression as a <math> element."""
    math = element("math", written(node))
    math.set("xmlns", NAMESPACE)
    return tostring(math, encoding="unicode")


def written(node: Node) -> Element:
    """An expression as an element."""

    def within(part: Node, least: int) -> Element:
        return written(part) if _strength(part) >= least else _fenced("(", written(part), ")")

    match node:
        case Word(word):
            return _name(word)
        case Sum(terms):
            row = [
                part
                for place, (minus, term) in enumerate(terms)
                for part in (*_sign(place, minus), within(term, PRODUCT))
            ]
            return element("mrow", *row)
        case Product(factors):
            return _separated((within(f, POWER) for f in factors), TIMES)
        case Fraction(above, below):
            return element("mfrac", written(above), written(below))
        case Power(base, exponent):
            return element("msup", within(base, ATOM), written(exponent))
        case Call("exp", (exponent,)):
            return element("msup", element("mi", text="e"), written(exponent))
        case Call("sqrt", (inner,)):
            return element("msqrt", written(inner))
        case Call("abs", (inner,)):
            return _fenced("|", written(inner), "|")
        case Call(name, arguments):
            fenced = _fenced("(", _separated(map(written, arguments), ","), ")")
            return element("mrow", element("mi", text=name), _operator(APPLIED), fenced)
        case Cases(branches, otherwise):
            rows = [(written(value), _text(f"if{SPACE}"), written(condition)) for value, condition in branches]
            rows += [] if otherwise is None else [(written(otherwise), _text("else"), element("mrow"))]
            return element("mrow", _operator("{"), _table((value, element("mrow", *when)) for value, *when in rows))
        case Relation(left, sign, right):
            return element(
                "mrow",
                within(left, SUM),
                _operator(SIGNS.get(sign, sign)),
                within(right, least_on_the_right(right)),
            )
        case Connective("not", (part,)):
            return element("mrow", _text(f"not{SPACE}"), within(part, ATOM))
        case Connective(word, parts):
            return _separated((within(p, RELATION) for p in parts), f"{SPACE}{word}{SPACE}", "mtext")
        case Slope(of, by):
            small = element("mi", text="d")
            quotient = element("mfrac", small, element("mrow", small, written(by)))
            return element("mrow", quotient, within(of, POWER))


def element(tag: str, *children: Element, text: str = "") -> Element:
    """An element with its children, or with a text."""
    made = Element(tag)
    made.extend(children)
    made.text = text or None
    return made


def _math(line: Line) -> Element:
    said = [_text(line.label)] if line.label else []
    for place, equation in enumerate(line.where):
        said += [_text(f";{SPACE}" if place else f", with{SPACE}"), _equation(equation)]
    shown = _equation(line.equation)
    math = element("math", _table([[element("mrow", *said)], [shown]]) if said else shown)
    math.attrib = {"xmlns": NAMESPACE, "display": "block"}
    return math


def _equation(equation: Equation) -> Element:
    return _separated(map(written, (equation.left, *equation.right)), "=")


def _operator(sign: str) -> Element:
    return element("mo", text=sign)


def _text(sentence: str) -> Element:
    return element("mtext", text=sentence)


def _table(rows: Iterable[Iterable[Element]]) -> Element:
    """Rows of cells, aligned at their left."""
    made = element("mtable", *(element("mtr", *(element("mtd", cell) for cell in row)) for row in rows))
    made.set("columnalign", "left")
    return made


def _strength(node: Node) -> int:
    """How tightly a node holds together: a power of e no more than other powers."""
    return POWER if isinstance(node, Call) and node.name == "exp" else strength(node)


def _name(name: str) -> Element:
    if name[0].isdigit():
        return element("mn", text=name)
    stem, index, prime = indexed(name)
    base = element("mi", text=GREEK.get(stem, stem) + prime.replace("'", "\u2032"))
    return element("msub", base, element("mn", text=index)) if index else base


def _sign(place: int, minus: bool) -> list[Element]:
    return [_operator(MINUS if minus else "+")] if minus or place else []


def _fenced(left: str, inner: Element, right: str) -> Element:
    return element("mrow", _operator(left), inner, _operator(right))


def _separated(parts: Iterable[Element], separator: str, tag: str = "mo") -> Element:
    row: list[Element] = []
    for part in parts:
        row += [element(tag, text=separator), part] if row else [part]
    return element("mrow", *row)

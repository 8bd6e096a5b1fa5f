"""Derivations as LaTeX: one align* environment, with nothing beyond amsmath."""

from .sections import GREEK, Derivation, Equation, Line, Section, indexed
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

KNOWN = {"log", "sin", "cos", "sinh", "cosh", "tanh", "max", "min"}
SIGNS = {">=": r"\ge", "<=": r"\le", "!=": r"\ne", "\u2248": r"\approx"}
WORDS = {"and": r"\text{ and }", "or": r"\text{ or }"}
NEXT = r" \\"  # the end of a row
SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def render(derivation: Derivation) -> str:
    """The whole derivation; what is said of equations is between them as \\intertext, all other
    remarks come after.
    """
    body = ""
    for section in derivation.sections:
        heading = [rf"\textbf{{{escaped(section.heading)}}}"] if section.heading else []
        for line in section.lines:
            if body and (said := [*heading, *_said(line)]):  # no text may come before the first row
                body += rf"\intertext{{{' '.join(said)}}}" + "\n"
            body += "".join(f"{row}{NEXT}\n" for row in _equation(line.equation))
            heading = []
    remarks = [f"{escaped(_sentence(section))}\n" for section in derivation.sections if section.remarks]
    rows = body.removesuffix(f"{NEXT}\n")
    return "\n".join([r"\begin{align*}", rows, r"\end{align*}", *remarks])


def written(node: Node) -> str:
    """An expression for LaTeX's math mode, with nothing beyond amsmath."""

    def within(part: Node, least: int) -> str:
        return written(part) if _strength(part) >= least else rf"\left({written(part)}\right)"

    match node:
        case Word(word):
            return _name(word)
        case Sum(terms):
            first, *rest = ((minus, within(term, PRODUCT)) for minus, term in terms)
            return ("-" if first[0] else "") + first[1] + "".join(f" {'-' if m else '+'} {t}" for m, t in rest)
        case Product(factors):
            head, *tail = (within(f, POWER) for f in factors)
            return head + "".join((r" \cdot " if f[0].isdigit() else r" \, ") + f for f in tail)
        case Fraction(above, below):
            return rf"\frac{{{written(above)}}}{{{written(below)}}}"
        case Power(base, exponent):
            return f"{within(base, ATOM)}^{{{written(exponent)}}}"
        case Call("exp", (exponent,)):
            return f"e^{{{written(exponent)}}}"
        case Call("sqrt", (inner,)):
            return rf"\sqrt{{{written(inner)}}}"
        case Call("abs", (inner,)):
            return rf"\left|{written(inner)}\right|"
        case Call(name, arguments):
            function = rf"\{name}" if name in KNOWN else rf"\operatorname{{{escaped(name)}}}"
            return rf"{function}\left({', '.join(map(written, arguments))}\right)"
        case Cases(branches, otherwise):
            rows = [rf"{written(value)} & \text{{if }} {written(condition)}" for value, condition in branches]
            rows += [] if otherwise is None else [rf"{written(otherwise)} & \text{{else}}"]
            return rf"\begin{{cases}} {f'{NEXT} '.join(rows)} \end{{cases}}"
        case Relation(left, sign, right):
            return f"{within(left, SUM)} {SIGNS.get(sign, sign)} {within(right, least_on_the_right(right))}"
        case Connective("not", (part,)):
            return rf"\text{{not }} {within(part, ATOM)}"
        case Connective(word, parts):
            return WORDS[word].join(within(p, RELATION) for p in parts)
        case Slope(of, by):
            return rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}}{written(by)}}} {within(of, POWER)}"


def _sentence(section: Section) -> str:
    """The remarks of a section, with its heading if there are no equations below it."""
    heading = "" if section.lines else f"{section.heading}: "
    return f"{heading}{'; '.join(section.remarks)}."


def _said(line: Line) -> list[str]:
    if not line.label:
        return []
    names = [f"${_inline(e)}$" for e in line.where]
    return [f"{escaped(line.label)}{', with ' if names else ''}{', '.join(names)}"]


def _inline(equation: Equation) -> str:
    return " = ".join(map(written, (equation.left, *equation.right)))


def _equation(equation: Equation) -> list[str]:
    first, *others = map(written, equation.right)
    return [f"{written(equation.left)} &= {first}", *(f"&= {form}" for form in others)]


def escaped(sentence: str) -> str:
    """A sentence for LaTeX's text mode."""
    return "".join(SPECIAL.get(c, rf"\{c}" if c in "&%$#_{}" else c) for c in sentence)


def _strength(node: Node) -> int:
    """How tightly a node holds together: a power of e no more than other powers."""
    return POWER if isinstance(node, Call) and node.name == "exp" else strength(node)


def _name(name: str) -> str:
    if name[0].isdigit():
        return name
    stem, index, prime = indexed(name)
    if stem in GREEK:
        stem = rf"\{stem}"
    elif len(stem) > 1:
        stem = rf"\mathrm{{{escaped(stem)}}}"
    return f"{stem}{prime}_{{{index}}}" if index else stem + prime

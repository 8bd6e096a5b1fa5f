"""What prompts, options, hints and explanations consist of. How a part looks is up to a
renderer.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A piece of a sentence in plain text."""

    text: str


@dataclass(frozen=True)
class TypesetFormula:
    """A formula in three notations: nearly as Python has it, for LaTeX's math mode, and as one
    <math> element.
    """

    plain: str
    latex: str
    mathml: str


@dataclass(frozen=True)
class FormulaLines:
    """Formulas on lines of their own: one with cases, or a long one, cannot be read within a
    sentence.
    """

    formulas: tuple[TypesetFormula, ...]


@dataclass(frozen=True)
class Snippet:
    """Lines of Python."""

    text: str


@dataclass(frozen=True)
class Picture:
    """An <svg> element that stands alone, and what it shows in words, for who does not see it."""

    svg: str
    alt: str


Part = Words | TypesetFormula | FormulaLines | Snippet | Picture
Parts = tuple[Part, ...]


def plain_text(parts: Parts) -> str:
    """The parts one after the other as plain text; of a picture its words."""
    return "".join(_plain(part) for part in parts)


def _plain(part: Part) -> str:
    match part:
        case Words(text):
            return text
        case TypesetFormula(plain):
            return plain
        case FormulaLines(formulas):
            return "\n" + "".join(f"    {formula.plain}\n" for formula in formulas)
        case Snippet(text):
            return f"\n{text}\n"
        case Picture(_, alt):
            return f"[{alt}]"

"""A derivation in the records that a page of it is made from."""

from ...report.derivation_html import TypesetEquation, TypesetSection, TypesetStep
from .mathml import of_equation
from .sections import Derivation, Equation, Line
from .text import written


def sections(derivation: Derivation) -> tuple[TypesetSection, ...]:
    """All sections, typeset."""
    return tuple(TypesetSection(s.heading, tuple(map(_step, s.lines)), s.remarks) for s in derivation.sections)


def _step(line: Line) -> TypesetStep:
    return TypesetStep(line.label, tuple(map(_typeset, line.where)), _typeset(line.equation))


def _typeset(equation: Equation) -> TypesetEquation:
    text = " = ".join(written(side) for side in (equation.left, *equation.right))
    return TypesetEquation(text, of_equation(equation))

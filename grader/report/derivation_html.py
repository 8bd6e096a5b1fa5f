"""Derivations as HTML pages: each step with its rule in words, and what a check says of one."""

from dataclasses import dataclass

from . import derivation_terminal, source_lines
from .checked_derivation import CheckedDerivation
from .formula_markup import formula
from .templating import filled, style


@dataclass(frozen=True)
class TypesetEquation:
    """An equation as text and as MathML."""

    text: str
    mathml: str


@dataclass(frozen=True)
class TypesetStep:
    """A step of a derivation: the rule in words, the names that it uses, and the equation."""

    words: str
    names: tuple[TypesetEquation, ...]
    equation: TypesetEquation


@dataclass(frozen=True)
class TypesetSection:
    """Steps under a heading, and remarks that are no equations."""

    heading: str
    steps: tuple[TypesetStep, ...]
    remarks: tuple[str, ...]


def render(title: str, source: str, sections: tuple[TypesetSection, ...]) -> str:
    """A page with a whole derivation."""
    values = {"title": title, "source": source, "sections": sections, "formula": formula}
    return filled("derivation.html.j2", style=style(), **values)


def render_checked(checked: CheckedDerivation, written: str) -> str:
    """A page with a derivation as it was written: the first wrong line is marked and explained."""
    places = [*(step.line for step in checked.wrong), *(unread.line for unread in checked.unread)]
    return filled(
        "checked_derivation.html.j2",
        style=style(),
        exercise=checked.exercise,
        passed=checked.passed,
        lines=source_lines.whole(written, set(places[:1])),
        said=derivation_terminal.render(checked),
    )

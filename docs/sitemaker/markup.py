"""Small pieces of Markdown and HTML that the generated pages are made of."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from grader.reference.typeset import mathml
from grader.reference.typeset.sections import Derivation, Line, Section


def plain(text: str) -> str:
    """A text in which Markdown finds nothing; what stands between backquotes stays code."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(
        p if p.startswith("`") else re.sub(r"([\\*_\[\]|#`])", r"\\\1", escape(p, quote=False)) for p in parts
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [*(f"| {' | '.join(cells)} |" for cells in lines), ""]


def fenced(code: str, language: str) -> list[str]:
    """A block of code."""
    return [f"```{language}", code.strip("\n"), "```", ""]


def formulas(lines: Sequence[Line]) -> list[str]:
    """Equations, each as MathML in a line of its own."""
    return _raw("formulas", _mathml(lines))


def side_by_side(wrong: Sequence[Line], right: Sequence[Line]) -> list[str]:
    """Wrong equations beside the right ones."""
    halves = (("wrong", wrong), ("right", right))
    return _raw("beside", "".join(f'<div class="{name}"><p>{name}</p>{_mathml(own)}</div>' for name, own in halves))


def _mathml(lines: Sequence[Line]) -> str:
    """With a thin space between factors, which may have names of several letters."""
    written = mathml.render(Derivation("", "", (Section("", tuple(lines)),)))
    return written.replace(f"<mo>{mathml.TIMES}</mo>", f'<mo>{mathml.TIMES}</mo><mspace width="0.17em" />')


def _raw(name: str, html: str) -> list[str]:
    return [f'<div class="{name}">', html.replace("\n", "") + "</div>", ""]

"""Somebody's work for a terminal: the report on each exercise, and the sum at the end."""

from .console import console
from .fitted_lines import text
from .source_lines import source_of
from .terminal import draw as draw_report
from .wording import verdict
from .work import Work


def draw(work: Work) -> None:
    """Print the reports, one below the other, and a line for each exercise with its points."""
    out = console()
    for part in work.parts:
        draw_report(part.report, out, source=source_of(part.report))
        out.print()
    out.print(text(conclusion(work)), end="", soft_wrap=True)


def conclusion(work: Work) -> str:
    """A line for each exercise, and the sum."""
    rows = [(part.report.exercise, verdict(part.report), part) for part in work.parts]
    names = max((len(name) for name, _, _ in rows), default=0)
    words = max((len(word) for _, word, _ in rows), default=0)
    lines = [
        f"  {name:{names}}  {word:{words}}  {f'{part.points:g} of' if part.judged else 'of'} {part.worth:g} points"
        for name, word, part in rows
    ]
    title = f"  {work.title}" if work.title != work.name else ""
    return "\n".join([f"{work.name}{title}", "", *lines, "", _sum(work)]) + "\n"


def _sum(work: Work) -> str:
    points = f"{work.points:g} of {work.worth:g} points"
    if not work.judged:
        return f"not judged  {points}, without what could not be judged"
    return f"{'passed' if work.passed else 'not passed'}  {points}"

"""Somebody's work as one HTML page: the points of each exercise in a table, and below it the
reports.
"""

import re
from collections.abc import Iterator

from .html import STYLE, body
from .page import page, table, text
from .wording import verdict
from .work import GradedPart, Work

HEADING = re.compile(r"<(/?)h([1-5])>")  # every other < of a text is escaped


def render(work: Work) -> str:
    """The whole page."""
    return page(f"{work.name}: {_verdict(work)}", _body(work), STYLE)


def _body(work: Work) -> Iterator[str]:
    yield f"<h1>{text(work.title)}</h1>"
    if work.student:
        yield f'<p class="faint path">{text(work.student)}</p>'
    yield f'<p class="verdict">{_verdict(work)}, {work.points:g} of {work.worth:g} points</p>'
    yield table(["exercise", "result", "points"], map(_row, work.parts), ["points"])
    for part in work.parts:
        yield "<section>"
        yield from (HEADING.sub(_lower, piece) for piece in body(part.report))
        yield "</section>"


def _verdict(work: Work) -> str:
    if not work.judged:
        return "not all of it could be judged"
    return "passed" if work.passed else "not passed"


def _row(part: GradedPart) -> str:
    points = f"{part.points:g} of {part.worth:g}" if part.judged else f"of {part.worth:g}"
    cells = f'<td>{verdict(part.report)}</td><td class="n">{points}</td>'
    return f'<tr><th scope="row">{text(part.report.exercise)}</th>{cells}</tr>'


def _lower(heading: re.Match[str]) -> str:
    """A heading of a report, one level below that of the page."""
    return f"<{heading[1]}h{int(heading[2]) + 1}>"

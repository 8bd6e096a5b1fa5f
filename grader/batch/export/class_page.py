"""A class report as one HTML page: nothing from elsewhere, every text of a student's escaped, and
one script of our own, which sorts tables.
"""

from collections.abc import Iterator
from itertools import groupby

from ...report.page import page, table, text
from ...report.wording import LABELS, NOTES
from ..class_report import SAME, ClassReport, Row
from ..summary import Summary, spread, summary
from . import points_chart, sorting

MOST = 50  # lines of what is counted; students are all there


def render(report: ClassReport) -> bytes:
    """The whole page."""
    return page("Class report", _body(report, summary(report)), points_chart.STYLE + sorting.STYLE).encode()


def _body(report: ClassReport, sums: Summary) -> Iterator[str]:
    settings = ", ".join(f"{name} {value}" for name, value in report.settings.items())
    yield "<h1>Class report</h1>"
    yield f'<p class="faint">{_count(sums.students, "student")}. {text(report.made_at)}; {text(settings)}.</p>'
    yield from points_chart.points(report)
    yield from _exercises(sums)
    yield from _without_verdict(report)
    yield from _notes(report)
    yield from _mistakes(sums)
    yield from _checks(sums)
    yield from _unexplained(sums)
    yield from _students(report)
    yield from _alike(report)
    yield from _left_out(report)
    yield f"<script>{sorting.SCRIPT}</script>"


def _exercises(sums: Summary) -> Iterator[str]:
    numbers = ("handed in", "passed", "not passed", "not started", "not judged", "missing", "mean score", "spread")
    rows = []
    for e in sums.exercises:
        c = e.counts
        mean = "" if e.mean is None else f"{e.mean:.1%}"
        counts = (
            e.handed_in,
            c["passed"],
            c["not passed"],
            c["not started"],
            e.not_judged,
            c["missing"],
            mean,
            spread(e),
        )
        rows.append(f"<tr><td>{text(e.exercise)}</td>{''.join(map(_number, counts))}</tr>")
    yield "<h2>Exercises</h2>"
    yield table(["exercise", *numbers], rows, numbers)


def _mistakes(sums: Summary) -> Iterator[str]:
    if not sums.mistakes:
        return
    rows = []
    for made in sums.mistakes[:MOST]:
        m = made.mistake
        doubt = m.confidence if m.confidence == "named" else LABELS[m.confidence]
        named = f'<td>{text(m.title)}</td><td class="faint">{doubt}</td><td><code>{text(m.id)}</code></td>'
        rows.append(f"<tr>{_number(len(made.students))}{named}<td>{text(made.students[0])}</td></tr>")
    yield "<h2>Commonest mistakes</h2>"
    yield table(["students", "mistake", "how sure", "id", "such as"], rows, ["students"]) + _more(len(sums.mistakes))


def _unexplained(sums: Summary) -> Iterator[str]:
    if not sums.unexplained:
        return
    rows = [
        f'<tr>{_number(len(u.students))}<td>{text(u.exercise)}</td><td class="path">{text(u.line)}</td>'
        f"<td>{text(u.students[0])}</td></tr>"
        for u in sums.unexplained[:MOST]
    ]
    yield "<h2>Wrong results that no mistake explains</h2>"
    yield table(["students", "exercise", "result", "such as"], rows, ["students"]) + _more(len(sums.unexplained))


def _alike(report: ClassReport) -> Iterator[str]:
    if not report.alike:
        return
    rows = [
        f"<tr>{_number(a.lines)}<td>{text(a.exercise)}</td><td>{text(', '.join(a.students))}</td></tr>"
        for a in report.alike[:MOST]
    ]
    yield f"<h2>The same code</h2>\n<p>{SAME[0].upper()}{SAME[1:]}.</p>"
    yield table(["lines", "exercise", "students"], rows, ["lines"]) + _more(len(report.alike))


def _checks(sums: Summary) -> Iterator[str]:
    if not sums.checks:
        return
    rows = [
        f"<tr>{_number(c.failed)}{_number(c.judged)}<td>{text(c.exercise)}</td><td>{text(c.check)}</td></tr>"
        for c in sums.checks[:MOST]
    ]
    yield "<h2>Failed checks</h2>"
    yield table(["failed", "judged", "exercise", "check"], rows, ["failed", "judged"]) + _more(len(sums.checks))


def _students(report: ClassReport) -> Iterator[str]:
    """A line for each student, a column for each exercise."""
    slugs = list(dict.fromkeys(row.exercise for row in report.rows))
    yield "<h2>Students</h2>"
    yield table(
        ["student", *slugs],
        (
            f"<tr><td>{text(student)}</td>{''.join(map(_cell, rows))}</tr>"
            for student, rows in groupby(report.rows, key=lambda row: row.student)
        ),
    )


def _cell(row: Row) -> str:
    if not row.judged or row.status == "not started":
        return f'<td class="faint"><span title="{text(row.reason)}">{row.status}</span></td>'
    score, why = f"{row.judged.score.points:g} of {row.judged.score.most:g}", " ".join(row.judged.codes)
    if row.status == "passed":
        return f'<td class="good" title="passed">{score}</td>'
    return f'<td><span class="bad">{score}</span> <code>{text(why)}</code></td>'


def _notes(report: ClassReport) -> Iterator[str]:
    noted = [(row, row.graded.notes) for row in report.rows if row.graded and row.graded.notes]
    if not noted:
        return
    yield f"<h2>A person has to look: notes</h2>\n<p>{NOTES[0].upper()}{NOTES[1:]}.</p>"
    yield table(
        ["student", "exercise", "means", "file"],
        (
            f"<tr><td>{text(row.student)}</td><td>{text(row.exercise)}</td><td>{text(', '.join(kinds))}</td>"
            f'<td class="path">{text(row.path)}</td></tr>'
            for row, kinds in noted
        ),
    )


def _without_verdict(report: ClassReport) -> Iterator[str]:
    if report.unread:
        yield f"<p>Not read to the end: {text(', '.join(report.unread))}.</p>"
    if report.outdated:
        students = text(", ".join(report.outdated))
        yield f"<p>An earlier file counts, since the later one could not be used: {students}.</p>"
    if report.strangers:
        yield f"<p>Not on the roster: {text(', '.join(report.strangers))}.</p>"
    if not report.without_verdict:
        return
    yield "<h2>A person has to look: no verdict</h2>"
    yield table(
        ["student", "exercise", "status", "why"],
        (
            f"<tr><td>{text(r.student)}</td><td>{text(r.exercise)}</td><td>{r.status}</td>"
            f'<td class="path">{text(r.reason)}</td></tr>'
            for r in report.without_verdict
        ),
    )


def _left_out(report: ClassReport) -> Iterator[str]:
    if not report.left_out:
        return
    yield "<h2>Left out</h2>"
    yield table(
        ["file", "reason", "student"],
        (
            f'<tr><td class="path">{text(out.path)}</td><td class="path">{text(out.reason)}</td>'
            f"<td>{text(', '.join(out.students))}</td></tr>"
            for out in report.left_out
        ),
    )


def _number(value: object) -> str:
    return f'<td class="n">{value}</td>'


def _more(total: int) -> str:
    return f"<p>and {total - MOST} more</p>" if total > MOST else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

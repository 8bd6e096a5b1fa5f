"""A class report as one HTML page: no scripts, nothing from elsewhere, and every text of a student's escaped."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from ..records import ClassReport, Row
from ..summary import Summary, summary
from .terminal import LABELS

MOST = 50  # lines of what is counted; students are all there
STYLE = """
:root { color-scheme: light dark; --line: #8884; --good: #0a7d33; --bad: #b3261e; --faint: #777 }
@media (prefers-color-scheme: dark) { :root { --good: #5fd38a; --bad: #ff8a80; --faint: #aaa } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2rem }
.scroll { overflow-x: auto } p, .faint { color: var(--faint) }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { font-weight: 600 } .n { text-align: right } .path { overflow-wrap: anywhere }
.good { color: var(--good) } .bad { color: var(--bad) } code { font-size: .9em }
"""


def render(report: ClassReport) -> bytes:
    """The whole page."""
    return "\n".join(_page(report, summary(report))).encode("utf-8", "replace")


def _page(report: ClassReport, sums: Summary) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Class report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Class report</h1>"
    settings = ", ".join(f"{name} {value}" for name, value in report.settings.items())
    yield f"<p>{_count(sums.students, 'student')}. {escape(report.made_at)}; {escape(settings)}.</p>"
    yield from _exercises(sums)
    yield from _mistakes(sums)
    yield from _checks(sums)
    yield from _students(report)
    yield from _left_out(report)
    yield "</body>\n</html>\n"


def _exercises(sums: Summary) -> Iterator[str]:
    numbers = ("handed in", "passed", "not passed", "not started", "not judged", "missing", "mean score")
    yield from _table("Exercises", ["exercise", *numbers], numbers)
    for e in sums.exercises:
        c = e.counts
        mean = "" if e.mean is None else f"{e.mean:.1%}"
        counts = (e.handed_in, c["passed"], c["not passed"], c["not started"], c["not judged"], c["missing"], mean)
        yield f"<tr><td>{escape(e.exercise)}</td>{''.join(f'<td class=n>{n}</td>' for n in counts)}</tr>"
    yield "</table></div>"


def _mistakes(sums: Summary) -> Iterator[str]:
    if not sums.mistakes:
        return
    yield from _table("Commonest mistakes", ["students", "mistake", "", "id"], ["students"])
    for m, n in sums.mistakes[:MOST]:
        doubt = "" if m.confidence == "named" else LABELS[m.confidence]
        yield f"<tr><td class=n>{n}</td><td>{escape(m.title)}</td><td class=faint>{doubt}</td>"
        yield f"<td><code>{escape(m.id)}</code></td></tr>"
    yield f"</table></div>{_more(len(sums.mistakes))}"


def _checks(sums: Summary) -> Iterator[str]:
    if not sums.checks:
        return
    yield from _table("Failed checks", ["failed", "judged", "exercise", "check"], ["failed", "judged"])
    for c in sums.checks[:MOST]:
        yield f"<tr><td class=n>{c.failed}</td><td class=n>{c.judged}</td>"
        yield f"<td>{escape(c.exercise)}</td><td>{escape(c.check)}</td></tr>"
    yield f"</table></div>{_more(len(sums.checks))}"


def _students(report: ClassReport) -> Iterator[str]:
    """A line for each student, a column for each exercise."""
    slugs = list(dict.fromkeys(row.exercise for row in report.rows))
    yield from _table("Students", ["student", *slugs])
    for student, rows in groupby(report.rows, key=lambda row: row.student):
        yield f"<tr><td>{escape(student)}</td>{''.join(map(_cell, rows))}</tr>"
    yield "</table></div>"


def _cell(row: Row) -> str:
    if not row.judged or row.status == "not started":
        return f"<td class=faint>{row.status}</td>"
    score, why = f"{row.judged.score:g} of {row.judged.max_score:g}", " ".join(row.judged.codes)
    if row.status == "passed":
        return f'<td class=good title="passed">{score}</td>'
    return f"<td><span class=bad>{score}</span> <code>{escape(why)}</code></td>"


def _left_out(report: ClassReport) -> Iterator[str]:
    if not report.left_out:
        return
    yield from _table("Left out", ["file", "reason"])
    for out in report.left_out:
        yield f"<tr><td class=path>{escape(out.path)}</td><td class=path>{escape(out.reason)}</td></tr>"
    yield "</table></div>"


def _table(title: str, columns: list[str], numbers: tuple[str, ...] | list[str] = ()) -> Iterator[str]:
    yield f"<h2>{title}</h2>\n<div class=scroll><table>"
    heads = (f"<th scope=col{' class=n' if name in numbers else ''}>{escape(name)}</th>" for name in columns)
    yield f"<tr>{''.join(heads)}</tr>"


def _more(total: int) -> str:
    return f"<p>and {total - MOST} more</p>" if total > MOST else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

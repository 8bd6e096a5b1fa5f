"""A report as one HTML page: no scripts, nothing from elsewhere, and status never by colour
alone.
"""

from collections.abc import Iterator, Sequence

from ..codes import with_name
from . import mistake_html, speed_html, speed_plot
from .model import CheckResult, Diagnosis, Failure, Problem, Report
from .page import page, table, text
from .wording import BLAME, LONGEST_CALL, NOTES, agreed, commands, distance, groups, noted, taken_from, told_at, verdict

LONGEST_PRINTED = 20_000  # characters
MARKS = {"passed": "\u2713", "failed": "\u2717", "not passed": "\u2717", "error": "!", "not judged": "!"}
CLASSES = {"passed": "good", "failed": "bad", "not passed": "bad", "error": "bad"}
STYLE = f"""{speed_plot.STYLE}{mistake_html.STYLE}
.verdict {{ font-size: 1.3rem; margin: .5rem 0 }} .status {{ font-weight: 600; white-space: nowrap }}
th .faint {{ font-weight: normal }} th[scope=row] {{ white-space: nowrap }}
.cards {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem }}
.card {{ border: 1px solid var(--line); border-radius: .4rem; padding: .1rem 1rem .6rem; min-width: 0 }}
.said {{ white-space: pre-wrap; overflow-wrap: anywhere }}
pre {{ background: var(--shade); border-radius: .3rem; margin: .2rem 0; padding: .4rem .7rem }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere }}
@media (max-width: 40rem) {{
  th, td {{ padding: .25rem .35rem }}
  .checks tr {{ display: grid; grid-template-columns: 6rem 1fr max-content; border-bottom: 1px solid var(--line) }}
  .checks tr > * {{ border: none; overflow-wrap: anywhere }} .checks tr > :last-child {{ grid-column: 1 / -1 }}
}}
@media print {{ body {{ margin: 0; max-width: none }} .card {{ break-inside: avoid }} h2, h3 {{ break-after: avoid }} }}
"""


def render(report: Report) -> str:
    """The whole page."""
    return page(f"{report.exercise}: {verdict(report)}", body(report), STYLE)


def body(report: Report) -> Iterator[str]:
    """All that the page says, in pieces of markup."""
    yield from _head(report)
    if report.error:
        yield _problem(report.error)
    if report.checks:
        yield "<h2>Checks</h2>"
        overview = table(["status", "check", "points", "seen"], map(_line, report.checks), ["points"])
        yield f'<div class="checks">\n{overview}\n</div>'
    if report.notes:
        yield f"<h2>Notes</h2>\n<p>{NOTES[0].upper()}{NOTES[1:]}.</p>"
        yield "\n".join(["<ul>", *(f"<li>{text(noted(note))}</li>" for note in report.notes), "</ul>"])
    told: list[tuple[str, Diagnosis]] = []  # mistakes, each with the check that it was told at
    for group in groups(report.checks):
        if any(
            c.findings.call or c.findings.failures or c.findings.diagnoses or c.findings.right or c.findings.timings
            for c in group
        ):
            yield f"<section>\n<h2>{text(group[0].name + _device(group[0]))}: {group[0].status}</h2>"
            yield from _details(group, told)
            yield "</section>"
    if report.printed:
        yield from _printed(report.printed)


def _head(report: Report) -> Iterator[str]:
    yield f"<h1>{text(report.title or report.exercise)}</h1>"
    yield f'<p class="faint path">{text(report.exercise)}, {text(taken_from(report))}</p>'
    points = f", {report.score:g} of {report.max_score:g} points" if report.max_score else ""
    yield f'<p class="verdict">{_status(verdict(report))}{points}</p>'
    if following := " and ".join(f"<code>{text(command)}</code>" for command in commands(report)):
        yield f"<p>Next: {following}</p>"
    facts = {"seed": report.run.seed, **report.run.environment, "SHA-256 of the file": report.submission.sha256}
    said = ", ".join(f"{name} {value}" for name, value in facts.items() if value not in (None, ""))
    yield f'<p class="faint path">Judged in {report.run.duration_s:.1f} s: {text(said)}</p>'


def _problem(error: Problem) -> str:
    where = f"{error.where}: " if error.where else ""
    said = text(f"{where}{BLAME[error.who]}{error.message}")
    return f'<h2>Error {text(with_name(error.code))}</h2>\n<p class="said">{said}</p>'


def _line(check: CheckResult) -> str:
    """One check in the table of all."""
    name = f'{text(check.name)} <span class="faint">{text(check.dtype + _device(check))}</span>'
    lost = "all lost" if check.status == "failed" else ""  # by a check that has none of its own
    points = f"{check.score.points:g} of {check.score.most:g}" if check.score.most else lost
    seen = (
        f"<code>{text(with_name(check.findings.code))}</code> {text(check.summary)}"
        if check.findings.code
        else text(check.summary)
    )
    cells = f'<th scope="row">{name}</th><td class="n">{points}</td><td>{seen}</td>'
    return f"<tr><td>{_status(check.status)}</td>{cells}</tr>"


def _details(group: Sequence[CheckResult], told: list[tuple[str, Diagnosis]]) -> Iterator[str]:
    """What there is to say of checks of one name beyond that table."""
    first = group[0]
    if 0 < len(first.findings.call) <= LONGEST_CALL:
        yield f"<p>This shows it:</p>\n<pre>{text(first.findings.call)}</pre>"
    if cards := [_failure(failure, check) for check in group for failure in check.findings.failures]:
        yield f'<div class="cards">\n{chr(10).join(cards)}\n</div>'
    for diagnosis in agreed(group):
        yield mistake_html.section(diagnosis, told_at(diagnosis, told))
        told.append((first.name, diagnosis))
    if first.findings.right:
        yield "<h3>Right is</h3>"
        yield from (f"<pre>{text(formula)}</pre>" for formula in first.findings.right)
    if first.findings.timings:
        yield speed_html.section(first.findings.timings)


def _failure(failure: Failure, check: CheckResult) -> str:
    inputs = ", ".join(f"{name}={value}" for name, value in failure.inputs.items())
    facts = {"got": failure.got.text, "should be": failure.expected.text}
    facts |= {"off by": off} if (off := distance(failure)) else {}
    facts |= {"at": inputs} if 0 < len(inputs) <= LONGEST_CALL else {}
    rows = "\n".join(f"<dt>{name}</dt><dd>{text(fact)}</dd>" for name, fact in facts.items())
    call = f"\n<pre>{text(failure.call)}</pre>" if 0 < len(failure.call) <= LONGEST_CALL else ""
    call = f"\n<p>{text(failure.remark)}</p>" if failure.remark else call
    return f'<div class="card">\n<h3>{failure.kind}, {text(check.dtype)}</h3>\n<dl>\n{rows}\n</dl>{call}\n</div>'


def _printed(printed: str) -> Iterator[str]:
    yield f"<h2>What the submission printed</h2>\n<pre>{text(printed[:LONGEST_PRINTED])}</pre>"
    if len(printed) > LONGEST_PRINTED:
        yield f"<p>and {len(printed) - LONGEST_PRINTED:,} characters more</p>"


def _device(check: CheckResult) -> str:
    return "" if check.device == "cpu" else f" {check.device}"


def _status(word: str) -> str:
    mark = f'<span aria-hidden="true">{MARKS.get(word, chr(0x2013))}</span>'
    return f'<span class="status {CLASSES.get(word, "")}">{mark} {word}</span>'

"""A report as one HTML page: no scripts, nothing from elsewhere, and status never by colour alone.

The verdict stands first, then the mistake, then what to do next; what proves it is in folds.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from . import chart_markup, speed_html
from .formula_markup import formula
from .illustration import NOTHING, Illustration
from .model import CheckResult, Report
from .templating import filled, style
from .told_mistakes import mistakes, wrong_results
from .wording import LONGEST_CALL, NOTES, agreed, commands, groups, noted, taken_from, told_at, verdict

LONGEST_PRINTED = 20_000  # characters
MARKS = {"passed": "\u2713", "failed": "\u2717", "not passed": "\u2717", "error": "!", "not judged": "!"}
CLASSES = {"passed": "good", "failed": "bad", "not passed": "bad", "error": "bad"}
PLOTTED = ("values", "gradients", "trajectory")  # checks whose failures curves can show


def render(report: Report, illustration: Illustration = NOTHING) -> str:
    """The whole page."""
    return filled("report.html.j2", style=style(), shown=shown(report, illustration))


def shown(report: Report, illustration: Illustration = NOTHING) -> dict[str, Any]:
    """What the template of a report shows, in its order."""
    following = commands(report) if illustration.following is None else illustration.following
    groups_ = [_group(group) for group in groups(report.checks)]
    return {
        "title": report.title or report.exercise,
        "exercise": report.exercise,
        "formula": formula,
        **_status(verdict(report)),
        "points": f"{report.score:g} of {report.max_score:g} points" if report.max_score else "",
        "passed": report.passed,
        "checks": groups_,
        "mistakes": list(mistakes(report, illustration.source)),
        **_chart(report, illustration),
        "following": list(following),
        "calls": list(_calls(report))[:1],
        "results": wrong_results(report),
        "evidence": list(_evidence(report)),
        "timings": [speed_html.columns(c.findings.timings) for c in report.checks if c.findings.timings],
        "passed_checks": [group for group in groups_ if group["status"] == "passed"],
        "other_checks": [group for group in groups_ if group["status"] == "skipped"],
        "notes": [noted(note) for note in report.notes],
        "notes_are": f"{NOTES[0].upper()}{NOTES[1:]}.",
        "printed": report.printed[:LONGEST_PRINTED],
        "printed_more": f"{more:,}" if (more := len(report.printed) - LONGEST_PRINTED) > 0 else "",
        "file": taken_from(report),
        "facts": _facts(report),
    }


def _status(word: str) -> dict[str, str]:
    capital = word[:1].upper() + word[1:]
    return {"verdict": capital, "mark": MARKS.get(word, "\u2013"), "kind": CLASSES.get(word, "faint")}


def _group(group: Sequence[CheckResult]) -> dict[str, str]:
    """Checks of one name that went the same way: in the bar at the top, and what they have seen."""
    first = group[0]
    points, most = sum(c.score.points for c in group), sum(c.score.most for c in group)
    # by a check that has none of its own
    lost = "all points lost" if first.status == "failed" else ""
    summaries = list(dict.fromkeys(c.summary for c in group))
    if len(summaries) == 1:
        seen = f"{summaries[0]} ({', '.join(c.dtype for c in group)})"
    else:
        seen = "; ".join(f"{c.dtype}: {c.summary}" for c in group)
    return {
        "name": first.name if first.device == "cpu" else f"{first.name} on {first.device}",
        "status": first.status,
        "mark": MARKS.get(first.status, "\u2013"),
        "kind": CLASSES.get(first.status, "faint"),
        "points": f"{points:g} of {most:g}" if most else lost,
        "seen": seen,
    }


def _chart(report: Report, illustration: Illustration) -> dict[str, str]:
    """The first curve that is wrong, if a check of such numbers has failed."""
    failed = any(c.status == "failed" and c.name in PLOTTED for c in report.checks)
    found = chart_markup.wrong_panel(illustration.chart) if failed and illustration.chart else None
    if not found or not illustration.chart:
        return {"chart": "", "chart_says": ""}
    panel, curve = found
    label = f" ({curve.label})" if curve.label else ""
    return {"chart": chart_markup.svg(illustration.chart, panel, curve), "chart_says": f"Shown: {panel.title}{label}."}


def _calls(report: Report) -> Iterator[dict[str, str]]:
    """Lines to paste into Python, with what they give and should."""
    for check in report.checks:
        for failure in check.findings.failures:
            if 0 < len(failure.call) <= LONGEST_CALL:
                says = f"you get {failure.got.text}, right is {failure.expected.text}"
                yield {"line": failure.call, "says": says}
        if 0 < len(check.findings.call) <= LONGEST_CALL:
            yield {"line": check.findings.call, "says": ""}


def _evidence(report: Report) -> Iterator[str]:
    """What failing checks have seen, and what makes their diagnoses sure; each sentence once."""
    told: list[Any] = []
    for group in groups(report.checks):
        if group[0].status not in ("failed", "error"):
            continue
        for summary in dict.fromkeys(c.summary for c in group if c.summary):
            where = ", ".join(c.dtype for c in group if c.summary == summary)
            yield f"{_group(group)['name']}, {where}: {summary}."
        for diagnosis in agreed(group):
            if not told_at(diagnosis, told):
                said = f": {diagnosis.evidence}" if diagnosis.evidence else ""
                yield f"{diagnosis.title} ({diagnosis.id}){said}"
            told.append((group[0].name, diagnosis))


def _facts(report: Report) -> list[tuple[str, object]]:
    facts = {
        "judged in": f"{report.run.duration_s:.1f} s",
        "seed": report.run.seed,
        **report.run.environment,
        "SHA-256 of the file": report.submission.sha256,
    }
    return [(name, value) for name, value in facts.items() if value not in (None, "")]

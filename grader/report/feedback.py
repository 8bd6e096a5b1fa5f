"""How much of a report a student gets to see: the levels of an assignment's feedback, and its
hidden checks.
"""

from dataclasses import replace

from .levels import Level
from .model import CheckResult, Findings, Report, without_answers
from .work import GradedPart, Work

HIDDEN = "hidden: it counts, and is not explained"
LEFT_OUT = "what the code says itself is left out, since it could tell what hidden checks ask"
OURS = "it could not be judged; whoever teaches the course can see why"
OF_SUBMISSIONS = "S"  # how codes of errors begin whose message is the submission's own


def shown(work: Work, level: Level) -> Work:
    """The work as its author may see it. "verdict" says of each check how it went; "failures" also
    what was wrong; "diagnosis" also the mistake behind it; "full" what is right as well, as far as
    the reports have it. Of a hidden check nothing but the points is left, and where there is one,
    nothing of what the code printed or said in exceptions: it could be what it was called with.
    Notes for the instructor are gone at every level.
    """
    parts = (GradedPart(report=_shown(part.report, level, work.hidden), worth=part.worth) for part in work.parts)
    return replace(work, parts=tuple(parts))


def _shown(report: Report, level: Level, hidden: frozenset[str]) -> Report:
    whole = report if level == "full" else without_answers(report)
    checks = tuple(_check(check, level, hidden) for check in whole.checks)
    printed = "" if level == "verdict" or hidden else whole.printed
    error = whole.error
    # what is wrong with a plugin or a machine is none of hers, nor where it lies
    if error and error.who != "student":
        error = replace(error, message=OURS, where="")
    return replace(whole, checks=checks, notes=(), printed=printed, error=error)


def _check(check: CheckResult, level: Level, hidden: frozenset[str]) -> CheckResult:
    if check.name in hidden:
        return replace(check, summary=HIDDEN, findings=Findings())
    if level == "verdict":
        return replace(check, summary="", findings=Findings())
    if hidden and check.findings.code.startswith(OF_SUBMISSIONS):
        check = replace(check, summary=LEFT_OUT)
    return check.found(diagnoses=()) if level == "failures" else check

"""Lines to paste that grader has run before it prints them: the smallest call that shows a failure.

They run after all checks, because a submission may hang in a call that no check has made. Each runs
in a submission that was loaded afresh, because students paste it into a fresh Python.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...errors import MachineError, SubmissionError, WorkerError
from ...reference.enclose import Band
from ...report.model import CheckResult, Failure
from ...report.wording import LONGEST_CALL
from ..sandbox.session import Session
from .attempt import Attempt
from .budget import Budget

SECONDS = 3.0  # for one call
MOST_CALLS = 400  # in all
SAME = 32  # roundings, which may differ for a part of the numbers
LONG = "all numbers of the check together show it; as a line they are too long"
OTHERWISE = "in a fresh Python the same call gave {}: does the code draw numbers, or keep something from call to call?"
NOT_RUN = "no line stands here: none could be run to its end in a fresh Python"
NO_ERROR = "In a fresh Python the same call does not fail so: does the code keep something from call to call?"

Answer = float | SubmissionError


@dataclass(frozen=True)
class TriedLine:
    """A line, the submission's answer to its call, and whether that answer shows the failure.

    If the number is not the one in the report, `right` is the right number for the call. The line
    then contains it.
    """

    line: str
    ask: Callable[[Session], float]
    shows: Callable[[Answer], bool]
    right: str = ""

    def printed(self, answer: Answer) -> str:
        """Returns the line as the report prints it."""
        return f"{self.line}  # {answer:.7g}, but should be {self.right}" if self.right else self.line


@dataclass(frozen=True)
class Showing:
    """Calls that may show a failure, or the error that ended a check in a dtype: the smallest call
    first, the call of the check last.
    """

    of: Failure | tuple[str, str, str]
    trials: Sequence[TriedLine]


def shown(attempt: Attempt, results: Sequence[CheckResult]) -> list[CheckResult]:
    """Returns the results of checks with lines that show their failures."""
    if not attempt.clues.showing:
        return list(results)
    found: list[tuple[object, tuple[str, str]]] = []
    with attempt.session.another() as fresh:
        budget, hung = Budget(MOST_CALLS), False
        for showing in attempt.clues.showing:
            told = _unrun(showing) if hung else _first(fresh, attempt.session, showing, budget)
            hung = hung or not fresh.alive  # and would hang again
            found.append((showing.of, told))

    def tried(failure: Failure) -> Failure:
        return next((replace(failure, call=c, remark=r) for of, (c, r) in found if of is failure), failure)

    def called(result: CheckResult) -> CheckResult:
        what = result.name, result.dtype, result.findings.code
        line, remark = next((told for of, told in found if of == what), (result.findings.call, ""))
        summary = f"{result.summary}. {remark}" if remark and not line else result.summary
        told = result.found(call=line, failures=tuple(map(tried, result.findings.failures)))
        return replace(told, summary=summary)

    return [called(r) for r in results]


def _first(fresh: Session, session: Session, showing: Showing, budget: Budget) -> tuple[str, str]:
    """Returns the first line that shows it and is short enough, and a remark if there is none."""
    answer: Answer = math.nan
    long = ""
    for trial in showing.trials:
        if long and len(trial.line) > LONGEST_CALL:
            continue
        if not budget.left:
            return _unrun(showing)
        budget.spend(1)
        try:
            fresh.load_like(session)
            given: Answer = trial.ask(fresh)
        except (WorkerError, MachineError):
            return _unrun(showing)
        except SubmissionError as error:
            given = error
        if not fresh.alive:
            return _unrun(showing)
        if trial.shows(given):
            if len(printed := trial.printed(given)) <= LONGEST_CALL:
                return printed, ""
            long = long or printed
        answer = answer if trial.right else given
    if long:
        return long, LONG
    if not showing.trials:
        return "", ""
    if isinstance(showing.of, tuple):
        return "", NO_ERROR
    return _unrun(showing) if isinstance(answer, SubmissionError) else ("", OTHERWISE.format(f"{answer:.6g}"))


def _unrun(showing: Showing) -> tuple[str, str]:
    """Returns no line, and the reason; for an error alone the check's message is enough."""
    return "", "" if isinstance(showing.of, tuple) else NOT_RUN


def number(got: float, band: Band) -> Callable[[Answer], bool]:
    """Returns whether a call gives the same wrong number, up to rounding."""

    def shows(answer: Answer) -> bool:
        if not wrong(band)(answer) or isinstance(answer, SubmissionError):
            return False
        same = answer == got or (math.isnan(answer) and math.isnan(got))
        return same or abs(answer - got) <= max(band.allowed, SAME * band.dtype.unit * abs(got))

    return shows


def wrong(band: Band) -> Callable[[Answer], bool]:
    """Returns whether a call gives any wrong number."""
    return lambda answer: not isinstance(answer, SubmissionError) and band.error(answer) > band.allowed


def error(code: str) -> Callable[[Answer], bool]:
    """Returns whether a call ends with an error of this code."""
    return lambda answer: isinstance(answer, SubmissionError) and answer.code == code

"""Lines to paste that were run before they are printed: the smallest call that shows what a report says.

They are run when all checks are done, since a submission may hang in a call that no check has made.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..errors import SubmissionError, WorkerError
from ..reference.enclose import Band
from ..report.model import CheckResult, Failure
from ..report.wording import LONGEST_CALL
from .session import Session

SECONDS = 3.0  # for one call
SAME = 32  # roundings, which may be others for a part of the numbers
LONG = "no short line shows it, only the call with all of its numbers does"
OTHERWISE = "asked again, the same call gave {}: does it draw numbers, or keep something from call to call?"

Answer = float | SubmissionError


@dataclass(frozen=True)
class Trial:
    """A line, what the submission gives to the call in it, and whether that is what the report says."""

    line: str
    ask: Callable[[Session], float]
    shows: Callable[[Answer], bool]


@dataclass(frozen=True)
class Showing:
    """What may show a failure, or the error with a code that a check in a dtype has ended with: the smallest call
    first, at the end the one that was made. `remark` is what is said if none shows it, where the last one was another.
    """

    of: Failure | tuple[str, str, str]
    trials: Sequence[Trial]
    remark: str = ""


def shown(session: Session, results: Sequence[CheckResult]) -> list[CheckResult]:
    """The results of checks with lines that show what they say."""
    found: list[tuple[object, tuple[str, str]]] = []
    for showing in session.clues.showing:
        hung = bool(found) and not session.alive  # and would again
        found.append((showing.of, ("", "") if hung else _first(session, showing)))

    def tried(failure: Failure) -> Failure:
        return next((replace(failure, call=c, remark=r) for of, (c, r) in found if of is failure), failure)

    def called(result: CheckResult) -> str:
        what = result.name, result.dtype, result.code
        return next((call for of, (call, _) in found if of == what), result.call)

    return [replace(r, failures=tuple(map(tried, r.failures)), call=called(r)) for r in results]


def _first(session: Session, showing: Showing) -> tuple[str, str]:
    """The first line that shows it, and a remark if there is none to print."""
    answer: Answer = math.nan
    for trial in showing.trials:
        try:
            if not session.alive:
                session.renew()
            answer = trial.ask(session)
        except WorkerError:
            return "", ""
        except SubmissionError as error:
            answer = error
        if not session.alive:
            return "", ""
        if trial.shows(answer):
            long = len(trial.line) > LONGEST_CALL
            return trial.line, LONG if long else ""
    if showing.remark or isinstance(answer, SubmissionError) or not showing.trials:
        return "", showing.remark
    return "", OTHERWISE.format(f"{answer:.6g}")


def number(got: float, band: Band) -> Callable[[Answer], bool]:
    """Whether a call gives the wrong number that was got, as far as roundings allow."""

    def shows(answer: Answer) -> bool:
        if isinstance(answer, SubmissionError) or band.error(answer) <= band.allowed:
            return False
        same = answer == got or (math.isnan(answer) and math.isnan(got))
        return same or abs(answer - got) <= max(band.allowed, SAME * band.dtype.unit * abs(got))

    return shows


def error(code: str) -> Callable[[Answer], bool]:
    """Whether a call ends with an error of a kind."""
    return lambda answer: isinstance(answer, SubmissionError) and answer.code == code

"""What came of somebody's work, as all formats tell it: for each exercise and check its points, and
a text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ..findings_text import Told, found, printed, seen
from ..model import CheckResult, Report, Status
from ..wording import commands, groups, problem, taken_from, verdict
from ..work import GradedPart, Work
from .plain_text import name, plain, shortened
from .shares import shares

NO_WIDTH = 1 << 20  # lines are not broken: whoever shows them does that
WORDS = {"passed": "passed", "failed": "failed", "skipped": "skipped", "error": "could not be made"}
LOST = "It gives no points: {} has failed, and without it nothing counts."
NOT_GRADED = (
    "NOT GRADED. Something went wrong that is not the student's fault, so these points are no verdict. Grade it again,"
    " or tell whoever teaches the course."
)


@dataclass(frozen=True, kw_only=True)
class GradedCheck:
    """How a check of an exercise went, in all dtypes and on all devices; without a `check`, how the
    exercise did.

    `status` is "error" where nobody knows because of us. `text` may be shown to the student as it
    is.
    """

    exercise: str
    check: str
    status: Status
    points: float
    worth: float
    text: str
    hidden: bool = False

    @property
    def name(self) -> str:
        """Exercise and check; of a check that was not made and gives no points, that it was
        skipped.
        """
        skipped = " (skipped)" if self.status == "skipped" and not self.worth else ""
        return f"{self.exercise}: {self.check}{skipped}" if self.check else self.exercise


def of_work(work: Work, most: int) -> list[GradedCheck]:
    """The graded checks of all exercises, with texts of at most so many characters."""
    return list(chain.from_iterable(of_part(part, work.hidden, most) for part in work.parts))


def of_part(part: GradedPart, hidden: frozenset[str], most: int) -> list[GradedCheck]:
    """The graded checks of an exercise, in the order in which they were made; a single one if what
    was handed in, or what should have judged it, could not be used. Their points add up to the
    exercise's.
    """
    report: Report = shortened(part.report)
    exercise = name(report.exercise)
    if report.error or not report.checks:
        why = problem(report.error) if report.error else "no check was made"
        return [
            GradedCheck(
                exercise=exercise,
                check="",
                status="failed" if part.judged else "error",
                points=part.points,
                worth=round(part.worth, 2),
                text=plain(why if part.judged else f"{NOT_GRADED}\n{why}", most),
            )
        ]
    names = list(dict.fromkeys(check.name for check in report.checks))
    points, told = shares(part, names), Told()
    decisive = next((c.name for c in report.checks if c.status == "failed" and not c.score.most), "")
    graded = []
    for check in names:
        own = [c for c in report.checks if c.name == check]
        lines = list(_lines(own, told))
        if decisive and check != decisive and any(c.score.points for c in own):
            lines.append(LOST.format(decisive))
        graded.append(
            GradedCheck(
                exercise=exercise,
                check=name(check),
                status=_status(own),
                points=points[check][0],
                worth=points[check][1],
                text=plain("\n".join(lines), most),
                hidden=check in hidden,
            )
        )
    return graded


def conclusion(work: Work) -> str:
    """The verdict on all of it in a line or two: that it could not be judged, or the points."""
    points = f"{work.points:g} of {work.worth:g} points"
    if not work.judged:
        return f"{NOT_GRADED}\n{points} of what could be judged"
    return f"{'passed' if work.passed else 'not passed'}  {points}"


def told(work: Work, most: int, points: bool = True) -> str:
    """What there is to say of the work as a whole: the verdict, that on each exercise, and what to
    do next; without any sum of points, and verdicts that say as much, if they are not to be known.
    """
    lines = [conclusion(work)] if points else [] if work.judged else [NOT_GRADED]
    for part in work.parts:
        lines += ["", *of_exercise(part, points)]
    return plain("\n".join(lines), most)


def of_exercise(part: GradedPart, points: bool = True) -> Iterator[str]:
    """What there is to say of an exercise as a whole, in lines; with verdict and points, if they
    may be known.
    """
    report: Report = shortened(part.report)
    sums = f"  {part.points:g} of {part.worth:g} points" if part.judged else ""
    yield f"{name(report.exercise)}  {verdict(report)}{sums}" if points else name(report.exercise)
    if report.submission.path:
        yield f"  judged: {_line(taken_from(report))}"
    if report.error:
        yield f"  {_line(problem(report.error))}"
    if report.printed and not report.passed:
        yield from (f"  {line}" for line in printed(part.report.printed))
    if points and (following := ", ".join(commands(report))):
        yield f"  next: {following}"


def _lines(checks: Sequence[CheckResult], told: Told) -> Iterator[str]:
    """The checks of one name: how those in each dtype went, and what they found."""
    for group in groups(checks):
        first = group[0]
        device = [first.device] if first.device != "cpu" else []
        where = " ".join([*(c.dtype for c in group), *device])
        summary = _line(seen(first))
        yield f"{WORDS[first.status]} in {where}{f': {summary}' if summary else ''}"
        yield from found(group, told, NO_WIDTH)


def _status(checks: Sequence[CheckResult]) -> Status:
    """The worst that happened."""
    order: tuple[Status, ...] = ("failed", "error", "passed", "skipped")
    return min((check.status for check in checks), key=order.index)


def _line(text: str) -> str:
    """A text in one line, whatever is in it."""
    return " ".join(text.split())

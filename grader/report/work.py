"""What one person has handed in for an assignment: a report for each exercise, and the points that
it is worth.

A single exercise that is checked by itself is an assignment of one exercise.
"""

from dataclasses import dataclass

from .levels import DIGITS
from .model import Report


@dataclass(frozen=True, kw_only=True)
class GradedPart:
    """An exercise of an assignment: the report on what was handed in for it, and all points that it
    is worth.
    """

    report: Report
    worth: float

    @property
    def judged(self) -> bool:
        """Whether the report says something about the submission: if not, nobody knows how many
        points it deserves.
        """
        return self.report.error is None or self.report.error.who == "student"

    @property
    def points(self) -> float:
        """The share of the report's points of what the exercise is worth; all, if it has passed
        without any to give.
        """
        share = self.report.score / self.report.max_score if self.report.max_score else float(self.report.passed)
        return round(self.worth * share, DIGITS)


@dataclass(frozen=True, kw_only=True)
class Work:
    """What one person has handed in for an assignment.

    `name` is the assignment's, or the exercise's if there is no assignment. Of `hidden` checks the
    person learns no more than the points. `student` is whose work it is; nothing if that is not
    known.
    """

    name: str
    title: str
    parts: tuple[GradedPart, ...]
    hidden: frozenset[str] = frozenset()
    student: str = ""

    @property
    def points(self) -> float:
        """The sum of the parts, each rounded, so that everybody who adds them up gets the same."""
        return round(sum(part.points for part in self.parts), DIGITS)

    @property
    def worth(self) -> float:
        """All points that there are to have."""
        return round(sum(part.worth for part in self.parts), DIGITS)

    @property
    def judged(self) -> bool:
        """Whether all of it has been judged."""
        return all(part.judged for part in self.parts)

    @property
    def passed(self) -> bool:
        return bool(self.parts) and all(part.report.passed for part in self.parts)


def alone(report: Report) -> Work:
    """A single report as the work of somebody, worth the points of its checks; 100 if it has
    none.
    """
    part = GradedPart(report=report, worth=report.max_score or 100.0)
    return Work(name=report.exercise, title=report.title or report.exercise, parts=(part,))

"""Judges what one person has handed in for an assignment: a report for each exercise, on workers of
one template.
"""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

from ..assignment import Assignment
from ..errors import GraderError
from ..judge import grade
from ..judge.answers.attempt import Attempt
from ..judge.answers.clues import Answered, Clues
from ..judge.plan import Plan
from ..judge.sandbox.session import CPU
from ..judge.sandbox.workers import Workers
from ..plugins import Catalogue
from ..report.model import Problem, Report, SubmittedFile, not_judged
from ..report.wording import MISSING
from ..report.work import GradedPart, Work
from .one_person import Files, FoundFile
from .run_settings import Settings


@dataclass(frozen=True)
class Grading:
    """The settings for judging a person's work. A report has the answers if the assignment shows
    everything.
    """

    assignment: Assignment
    found: Catalogue
    dtypes: tuple[str, ...]

    def work(self, files: Files, say: Callable[[str], object]) -> Work:
        """Returns the work, with a report for each exercise in any case. `say` gets the name of the
        next exercise.
        """
        with ExitStack() as stack:
            workers = stack.enter_context(Workers())
            device = self.assignment.limits.require_device
            other = stack.enter_context(Workers(device=device)) if device != CPU else None
            parts = tuple(self._parts(files, say, workers, other))
        return Work(
            name=self.assignment.name,
            title=self.assignment.title,
            parts=parts,
            hidden=frozenset(self.assignment.hidden),
        )

    def _parts(
        self, files: Files, say: Callable[[str], object], workers: Workers, other: Workers | None
    ) -> Iterator[GradedPart]:
        for slug, worth in self.assignment.points.items():
            say(slug)
            if file := files.found.get(slug):
                report = self._report(slug, file, workers, other)
            else:
                problem = Problem(MISSING, "student", files.missing(slug))
                report = not_judged(slug, SubmittedFile("", ""), problem, title=self._title(slug))
            yield GradedPart(report=report, worth=worth)

    def _title(self, slug: str) -> str:
        return self.found.entries[slug].exercise.text.title

    def _report(self, slug: str, file: FoundFile, workers: Workers, other: Workers | None) -> Report:
        try:
            return self._judged(slug, file, workers, other)
        except GraderError as error:
            problem = Problem(error.code, error.who, error.message, str(error.where or ""))
        except MemoryError:
            problem = Problem("E906", "grader", "this machine has not the memory that judging this submission takes")
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            problem = Problem("E901", "grader", f"{type(error).__name__}: {error}")
        return not_judged(slug, SubmittedFile(file.path, ""), problem, title=self._title(slug))

    def _judged(self, slug: str, file: FoundFile, workers: Workers, other: Workers | None) -> Report:
        wanted = self.assignment
        settings = Settings(wanted.limits, self.dtypes, wanted.seed or 0, "")
        plan = Plan(
            exercise=self.found.entries[slug].exercise,
            dtypes=self.dtypes,
            seed=settings.seed_of(slug),
            others=self.found.exercises,
            speed=wanted.extras.speed,
            asked=wanted.extras.own_code,
            secret=True,
        )
        planned = plan.work_out()
        with workers.session(wanted.limits) as session:
            attempt = Attempt(session)
            report = grade.grade_data(planned, file.path, file.data, attempt, wanted.feedback == "full")
        if other and not report.error:
            with other.session(wanted.limits) as session:
                there = Attempt(session, Clues(gave=Answered(elsewhere=attempt.clues.gave.values)))
                report = grade.also_on(planned, there, report, file.data, required=True)
        return replace(report, submission=replace(report.submission, path=file.path))

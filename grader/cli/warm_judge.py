"""Judges one's own file again and again: torch is imported once, and exact results are worked out
once.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..course_settings import Course
from ..errors import GraderError, SubmissionError
from ..judge import grade, plot
from ..judge.answers.attempt import Attempt
from ..judge.plan import Plan, Planned
from ..judge.sandbox.session import Session
from ..judge.sandbox.workers import Workers
from ..plugins import Catalogue
from ..report.chart import Chart
from ..report.model import Problem, Report, SubmittedFile, not_judged
from ..report.wording import MISSING


class WarmJudge:
    """Judges submissions of a course on the CPU, as `grader check` does. A worker waits for each of
    them.
    """

    def __init__(self, found: Catalogue, course: Course, workers: Workers) -> None:
        self._found, self._course, self._workers = found, course, workers
        self._planned: Planned | None = None  # of the last exercise
        self._waiting: Session | None = None  # with torch, and without a submission
        self._busy = False

    def report(self, slug: str, path: Path) -> Report:
        """The report on a file. If it could not be judged, the report says why."""
        exercise = self._found.entries[slug].exercise
        try:
            if self._planned is None or self._planned.exercise is not exercise:
                self._planned = Plan(exercise=exercise, others=self._found.exercises).work_out()
            with self._session() as session:
                return grade.grade(self._planned, path, Attempt(session))
        except GraderError as error:
            problem = Problem(error.code, error.who, error.message, str(error.where or ""))
        except OSError as error:
            problem = Problem(MISSING, "student", f"{path.name} cannot be read: {error.strerror}", "")
        return not_judged(slug, SubmittedFile(str(path), ""), problem, 0, exercise.text.title)

    def chart(self, slug: str, path: Path) -> Chart:
        """The curves of an exercise, and those of a file beside them if it can be used.

        Raises:
            NoSlice: if there are no curves of it.
        """
        exercise = self._found.entries[slug].exercise
        try:
            with self._session() as session:
                session.load(path.name, grade.code(exercise, grade.read(path)).text)
                return plot.chart(exercise, session, path.name)
        except (SubmissionError, OSError):
            return plot.chart(exercise)

    def prepare(self) -> None:
        """Have a worker ready for what comes next; if it cannot be, the next report says why."""
        if not self._waiting:
            self._waiting = self._workers.session(self._course.limits)
            with suppress(GraderError):
                self._waiting.greet()

    def interrupt(self) -> None:
        """End what is being judged, from another thread: its report says that it has ended."""
        if self._busy:
            self._workers.end_given()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        session, self._waiting = self._waiting, None
        if session and not session.alive:
            session.__exit__(None, None, None)
            session = None
        with session or self._workers.session(self._course.limits) as taken:
            taken.started = time.monotonic()  # the report tells how long it took from here on
            self._busy = True
            try:
                yield taken
            finally:
                self._busy = False

"""A judge process of a batch: `python -m grader.batch.judge DESCRIPTOR`. The pool starts it and is
connected with it.

Each process has its own exact results and workers. Threads would not help: judging is arithmetic,
so they would wait for each other, and python-flint has one precision for a whole process.
"""

import os
import select
import signal
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from .. import course_settings, plugins
from ..errors import ExerciseError, GraderError
from ..exercise import Exercise
from ..judge import grade
from ..judge.answers.attempt import Attempt
from ..judge.answers.clues import Answered, Clues
from ..judge.plan import Plan, Planned
from ..judge.sandbox.session import CPU
from ..judge.sandbox.workers import Workers
from ..notebook.notebook_file import is_notebook
from ..report.json import line
from ..report.model import Problem, Report, SubmittedFile, not_judged
from .run_settings import Settings, Supply

MOST_PLANS = 4  # exercises whose exact results are kept


class Judge:
    """Grades one submission after the other, and always gives a report."""

    def __init__(self, settings: Settings, workers: Supply, on_device: Supply | None = None) -> None:
        self._settings, self._workers, self._on_device = settings, workers, on_device
        self.found = plugins.load(course_settings.find(Path(settings.folder)))
        self._plans: OrderedDict[str, Planned | ExerciseError] = OrderedDict()

    def report(self, slug: str, data: bytes) -> Report:
        """Returns the report on a file as a submission of an exercise; if it could not be judged,
        with the error.
        """
        entry = self.found.entries.get(slug)
        name = f"{slug}.ipynb" if is_notebook(data) else f"{slug}.py"
        try:
            if entry is None:
                raise ExerciseError("A612", f"there is no exercise called {slug} any more")
            planned = self._planned(entry.exercise)
            with self._workers() as session:
                attempt = Attempt(session)
                report = grade.grade_data(planned, name, data, attempt, full=True)
            if report.error or not self._on_device:
                return report
            with self._on_device() as session:
                there = Attempt(session, Clues(gave=Answered(elsewhere=attempt.clues.gave.values)))
                return grade.also_on(planned, there, report, data, required=True)
        except GraderError as error:
            problem = Problem(error.code, error.who, error.message, str(error.where or ""))
        except MemoryError:
            problem = Problem("E906", "grader", "this machine has not the memory that judging this submission takes")
        except Exception as error:
            *_, frame = traceback.extract_tb(error.__traceback__)
            where = f"{frame.filename}:{frame.lineno}"
            problem = Problem("E901", "grader", f"{type(error).__name__}: {error}\n{traceback.format_exc()}", where)
        return not_judged(slug, SubmittedFile(name, ""), problem)

    def _planned(self, exercise: Exercise) -> Planned:
        """Returns the checks of an exercise, prepared once; an error is kept too."""
        slug = exercise.slug
        if slug not in self._plans:
            while len(self._plans) >= MOST_PLANS:
                self._plans.popitem(last=False)
            try:
                chosen = self._settings
                self._plans[slug] = Plan(
                    exercise=exercise,
                    dtypes=chosen.dtypes,
                    seed=chosen.seed_of(slug),
                    others=self.found.exercises,
                    speed=chosen.speed,
                    asked=chosen.asked,
                    secret=True,
                ).work_out()
            except ExerciseError as error:
                self._plans[slug] = error
        self._plans.move_to_end(slug)
        planned = self._plans[slug]
        if isinstance(planned, ExerciseError):
            raise planned
        return planned


@contextmanager
def supplies(settings: Settings) -> Iterator[tuple[Supply, Supply | None]]:
    """Yields sessions on the CPU, and on the device of the settings if that is another."""
    with ExitStack() as stack:
        workers = stack.enter_context(Workers())
        other = stack.enter_context(Workers(device=settings.device)) if settings.device != CPU else None
        yield (
            lambda: workers.session(settings.limits),
            (lambda: other.session(settings.limits)) if other else None,
        )


def _end_with_the_pool(connection: Connection) -> None:
    """Ends this process and its workers when the pool has gone, also while it starts or judges."""
    gone = select.poll()
    gone.register(connection.fileno(), 0)  # poll reports POLLHUP in any case
    gone.poll()
    os.kill(os.getpid(), signal.SIGTERM)


def _end(*_: object) -> None:
    """Ends by an exception, so that the worker ends too; only once, so that nothing disturbs it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def main() -> None:
    """Answers each slug and file with a report in JSON, until the pool closes the connection or
    sends SIGTERM.
    """
    signal.signal(signal.SIGTERM, _end)
    connection = Connection(int(sys.argv[1]))
    threading.Thread(target=_end_with_the_pool, args=(connection,), daemon=True).start()
    settings = Settings.read(connection.recv_bytes().decode())
    with supplies(settings) as (workers, on_device):
        judge = Judge(settings, workers, on_device)
        while True:
            slug = connection.recv_bytes().decode()
            report = judge.report(slug, connection.recv_bytes())
            connection.send_bytes(line(report).encode("utf-8", "replace"))


if __name__ == "__main__":
    try:
        main()
    except (EOFError, OSError):
        sys.exit(0)  # the pool has gone

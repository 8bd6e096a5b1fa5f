"""Self-checks of many exercises, in their own processes: an exercise that crashes or never ends
does not stop the others.
"""

import multiprocessing
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue

from ... import course_settings, plugins
from ...codes import with_name
from ...course_settings import Course
from ...exercise import Exercise
from ...limit_settings import Limits
from ..sandbox.workers import Workers
from .fitness import SelfCheck, selfcheck
from .kept_verdicts import Kept
from .outputs import Finding

# seconds; what is in Python has limits of its own, but no signal stops a huge number
LONGEST = 3600.0
GRACE = 2.0  # seconds to end in
SPAWN = multiprocessing.get_context("spawn")


def selfchecks(exercises: Sequence[Exercise], folder: Path, jobs: int) -> Iterator[SelfCheck]:
    """The results in order, `jobs` exercises at a time, of the catalogue that there is in `folder`.
    What is kept of an earlier run is not done again.
    """
    kept = Kept(_limits(folder))
    checkers = [Checker(folder) for _ in range(min(jobs, len(exercises)))]
    idle = SimpleQueue[Checker]()
    for checker in checkers:
        idle.put(checker)

    def check(exercise: Exercise) -> SelfCheck:
        if before := kept.find(exercise):
            return before
        checker = idle.get()
        try:
            result = checker.check(exercise.slug)
        finally:
            idle.put(checker)
        kept.keep(exercise, result)
        return result

    try:
        with ThreadPoolExecutor(max(jobs, 1)) as threads:
            yield from threads.map(check, exercises)
    finally:
        for checker in checkers:
            checker.end()


class Checker:
    """A process that checks one exercise after the other, and imports torch once; another one where
    it has ended.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: tuple[SpawnProcess, Connection] | None = None

    def check(self, slug: str) -> SelfCheck:
        """The result; if the process gives none, that."""
        process, connection = self._running = self._running or self._start()
        try:
            connection.send(slug)
            if connection.poll(LONGEST):
                result: SelfCheck = connection.recv()
                return result
            words = f"{with_name('A623')}: its self-check takes longer than {LONGEST:g} seconds"
        except (EOFError, OSError):
            process.join()
            words = f"its process ended with status {process.exitcode}: does the formula need too much memory?"
        self.end()
        return _broken(slug, words)

    def _start(self) -> tuple[SpawnProcess, Connection]:
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=_serve, args=(theirs, self._folder))
        process.start()
        theirs.close()
        return process, ours

    def end(self) -> None:
        """End the process; the next exercise has a new one."""
        if self._running:
            process, connection = self._running
            connection.close()  # what waits for the next exercise ends with its workers
            process.join(GRACE)
            process.kill()
            process.join()
        self._running = None


def _serve(connection: Connection, folder: Path) -> None:
    catalogue, limits = plugins.load(course_settings.find(folder)), _limits(folder)
    with Workers() as workers:
        while True:
            try:
                slug = connection.recv()
            except EOFError:
                return
            try:
                result = selfcheck(catalogue.entries[slug].exercise, limits, workers)
            except Exception as error:
                bug = f"{with_name('E901')}: {type(error).__name__}: {error}\n{traceback.format_exc()}"
                result = _broken(slug, bug)
            connection.send(result)


def _limits(folder: Path) -> Limits:
    return (course_settings.find(folder) or Course(folder)).limits


def _broken(slug: str, message: str) -> SelfCheck:
    return SelfCheck(slug, (Finding("formula", False, message),), ())

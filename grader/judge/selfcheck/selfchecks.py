"""Self-checks of many exercises, each in a process of its own: what breaks one, or never ends, ends no other."""

import multiprocessing
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from ... import course, plugins
from ...course import Course
from ..sandbox.workers import Workers
from .outputs import Finding
from .selfcheck import SelfCheck, selfcheck

LONGEST = 3600.0  # seconds; what is in Python has limits of its own, but no signal stops a huge number


def selfchecks(slugs: Sequence[str], folder: Path, jobs: int) -> Iterator[SelfCheck]:
    """The results in order, `jobs` exercises at a time, of the catalogue that there is in `folder`."""
    with ThreadPoolExecutor(jobs) as threads:
        yield from threads.map(partial(_apart, folder=folder), slugs)


def _apart(slug: str, folder: Path) -> SelfCheck:
    """The result of another process; if it gives none, that."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_check, args=(theirs, slug, folder))
    process.start()
    theirs.close()
    try:
        if ours.poll(LONGEST):
            result: SelfCheck = ours.recv()
            return result
        return _broken(slug, f"A623 takes-too-long: its self-check takes longer than {LONGEST:g} seconds")
    except EOFError:
        process.join()
        return _broken(
            slug, f"its process ended with status {process.exitcode}: does the formula need too much memory?"
        )
    finally:
        process.kill()
        process.join()


def _check(connection: Connection, slug: str, folder: Path) -> None:
    found = course.find(folder)
    try:
        entry = plugins.load(found).entries[slug]
        with Workers() as workers:
            result = selfcheck(entry.exercise, (found or Course(folder)).limits, workers)
    except Exception as error:
        result = _broken(slug, f"E901 {type(error).__name__}: {error}\n{traceback.format_exc()}")
    connection.send(result)


def _broken(slug: str, message: str) -> SelfCheck:
    return SelfCheck(slug, (Finding("formula", False, message),), ())

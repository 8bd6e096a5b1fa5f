"""One's round through the exercises: what is done about each save and each key."""

from pathlib import Path

from ..course_settings import Course
from ..inputs.slices import NoSlice
from ..plugins import Catalogue
from ..practice.course_path import course_path, following
from ..report.model import Report
from .common import shortened
from .practice_common import keep_result, seen_hints, standings
from .start import write_starter
from .warm_judge import WarmJudge
from .watch_events import NEXT, QUIT, SAVED, WatchEvents
from .watch_screen import WatchScreen

ALL_DONE = "All exercises are done. Any of them can be watched again: grader watch SLUG"


class WatchRound:
    """Takes a person through exercises in the order of the course."""

    def __init__(
        self, found: Catalogue, course: Course, judge: WarmJudge, events: WatchEvents, screen: WatchScreen
    ) -> None:
        self._found, self._course = found, course
        self._judge, self._events, self._screen = judge, events, screen
        self._path = course_path(found, course)
        self._done = {slug for slug, standing in standings().items() if standing.done}

    def go_on(self, slug: str | None) -> int:
        """Begin with an exercise, or the first that is not done, and go on until somebody quits;
        gives the status.

        Raises:
            click.UsageError: if the file to begin with cannot be written.
        """
        slug = slug or following(self._path, "", self._done)
        while slug:
            slug = self._watched(slug)
        return 0

    def _watched(self, slug: str) -> str | None:
        """Watch one file until somebody wants the next; gives that, or None to quit."""
        exercise = self._found.entries[slug].exercise
        file = shortened(self._course.submission(slug, Path.cwd()) or write_starter(exercise))
        self._events.watch(file)
        report, event = None, SAVED
        while event != QUIT:
            if event == SAVED:
                report = self._judged(slug, file) or report
            elif event == NEXT:
                if then := following(self._path, slug, self._done):
                    return then
                self._screen.note(ALL_DONE if slug in self._done else "All other exercises are done.")
            elif report:
                self._answer(event, report, file)
            self._judge.prepare()
            event = self._events.next()
        return None

    def _judged(self, slug: str, file: Path) -> Report | None:
        """Judge a file and show what came of it; None if something else is wanted meanwhile."""
        self._screen.judging()
        report = self._judge.report(slug, file)
        if self._events.urgent:  # a worker may have been ended for it
            return None
        if report.passed:
            self._done.add(slug)
        done = len(self._done.intersection(self._path))
        self._screen.opened(f"{slug}  {done} of {len(self._path)} done")
        self._screen.report(report, self._found.entries[slug].exercise)
        if report.passed:
            self._screen.done(slug, following(self._path, slug, self._done))
        self._screen.keys()
        keep_result(report)
        return report

    def _answer(self, key: str, report: Report, file: Path) -> None:
        """Do what a key stands for, if it stands for anything."""
        exercise = self._found.entries[report.exercise].exercise
        hints = exercise.text.hints
        if key == "h" and hints:
            self._screen.hint(seen_hints(exercise.slug, len(hints)), hints)
        elif key == "h":
            self._screen.note(f"{exercise.slug} has no hint.")
        elif key == "p":
            try:
                self._screen.chart(self._judge.chart(exercise.slug, file))
            except NoSlice as error:
                self._screen.note(str(error))
        elif key == "e":
            self._screen.explained(report)
        else:
            return
        self._screen.keys()

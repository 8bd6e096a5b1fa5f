"""What `grader watch` shows: the last report, and below it what was asked for, in the width that
there is.
"""

import sys
from collections.abc import Iterator, Sequence

import click
from rich.rule import Rule
from rich.text import Text

from ..exercise import Exercise
from ..explaining.shown import lines
from ..report import chart_terminal, terminal
from ..report.chart import Chart
from ..report.console import console
from ..report.harmless import harmless
from ..report.model import Report
from ..report.source_lines import source_of
from ..report.wording import PASSED, codes, verdict
from .explain import explanations

KEYS = {"h": "hint", "n": "next", "p": "plot", "e": "explain", "q": "quit"}
WIDEST = 100
NOT_STARTED = "S107"


class WatchScreen:
    """Shows what becomes of one exercise after the other."""

    def __init__(self) -> None:
        self._out = console()

    def judging(self) -> None:
        self._out.print(Text("judging ...", "dim"))

    def opened(self, title: str) -> None:
        """Begin anew, on an empty screen."""
        click.clear()
        self._out.print(Rule(Text(harmless(title)), align="left", style="dim"))

    def report(self, report: Report, exercise: Exercise) -> None:
        """What became of a submission; of one that was not begun, what is to be done."""
        if report.error and report.error.code == NOT_STARTED:
            self.note(exercise.text.title)
            self.note(exercise.text.prompt)
            self.note(f"\nNothing is written yet: write it in {report.submission.path}, and save the file.")
        else:
            terminal.draw(report, self._out, (), source_of(report))
            self._out.print()

    def done(self, slug: str, then: str | None) -> None:
        """What to say of an exercise that is done."""
        on = f"n goes on with {then}." if then else "So is all the rest."
        self._out.print(Text(f"{slug} is done. ", "bold green") + Text(on))

    def keys(self) -> None:
        told = [Text.assemble((key, "bold"), f" {what}") for key, what in KEYS.items()]
        self._out.print(Text("  ").join(told))

    def note(self, text: str) -> None:
        self._out.print(Text(harmless(text)), width=min(self._out.width, WIDEST))

    def hint(self, number: int, hints: Sequence[str]) -> None:
        self.note(f"Hint {number} of {len(hints)}: {hints[number - 1]}")

    def explained(self, report: Report) -> None:
        """What the codes of a report mean."""
        for line in _explained(report, min(self._out.width, WIDEST)):
            self._out.print(Text(line))

    def chart(self, chart: Chart) -> None:
        if self._out.width < chart_terminal.WIDTH:
            self.note(f"The drawing is {chart_terminal.WIDTH} columns wide, and this terminal has {self._out.width}.")
        else:
            sys.stdout.write(chart_terminal.render(chart, sys.stdout.encoding or "ascii"))


def _explained(report: Report, width: int) -> Iterator[str]:
    found = [explanation for code in codes(report) for explanation in explanations(code)]
    if not found:
        yield "Nothing is wrong." if verdict(report) == PASSED else "There is no code to explain."
    for number, explanation in enumerate(found):
        yield from ("", *lines(explanation, width)) if number else lines(explanation, width)

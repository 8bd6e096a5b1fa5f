"""`check` judges the code that is defined here, as `grader check` judges a file. It writes nothing
to stderr, and the text of its result is only the score, because systems for notebooks read these.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ..codes import with_name
from ..report import html, terminal
from ..report.model import Report
from ..report.read import read
from ..report.wording import BLAME
from ..report.work import GradedPart
from .own_code import OwnCode, own_code, shell_here

JUDGED, USAGE = (0, 1), 2  # exit statuses of grader check
# The names of a file in a report on cells.
OF_FILES = (
    ("cell 1, line ", "line "),
    ("is defined in no cell; they define", "is not defined in the file; it defines"),
    ("names in the notebook", "names in the file"),
    ("the notebook has", "the file has"),
    (" in cell 1", " in the file"),
    ("cannot read cell 1", "cannot read the file"),
)
FRAME = '<iframe sandbox="" srcdoc="{page}" style="width: 100%; height: 28rem; border: 0"></iframe>'


class NotJudged(RuntimeError):
    """grader could not judge the submission, and the student is not the cause. The score is
    unknown, not 0.
    """


@dataclass(frozen=True, repr=False)
class Checked:
    """A report and its score: out of `points`, or out of the report's own points."""

    report: Report
    points: float | None = None

    @property
    def score(self) -> float:
        """Returns the points of the submission, from 0 to `points`."""
        most = self.report.max_score if self.points is None else self.points
        return float(GradedPart(report=self.report, worth=most).points)

    @property
    def passed(self) -> bool:
        return self.report.passed

    def __repr__(self) -> str:
        return repr(self.score)

    def _repr_html_(self) -> str:
        return FRAME.format(page=escape(html.render(self.report)))


def check(slug: str, points: float | None = None) -> Checked:
    """Judges the code that is defined here as a submission of an exercise, in its own process, with
    the settings of the course in the current folder.

    In Jupyter the code comes from the cells that were run, elsewhere from the file that defines it.
    Jupyter shows the result as a page; elsewhere `check` prints the report. The text of the result
    is the bare score, out of `points`.

    Raises:
        NotJudged: if the code could not be judged and the student is not the cause, for example
        because the exercise is broken. ValueError: if the exercise does not exist, if there is no
        code, or if `points` is not a positive number.
    """
    if points is not None and not (isinstance(points, int | float) and 0 < points <= sys.float_info.max):
        raise ValueError(f"points must be a positive number, not {points!r}")
    caller = sys._getframe(1)
    checked = Checked(_judged(slug, own_code(slug, {**caller.f_globals, **caller.f_locals})), points)
    if not hasattr(shell_here(), "kernel"):
        print(terminal.render(checked.report), end="")
    return checked


def _judged(slug: str, code: OwnCode) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "own_code.ipynb"
        file.write_bytes(code.cells.lean())
        command = [sys.executable, "-P", "-m", "grader", "check", slug, str(file), "--json"]
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace"
        )
    said = done.stdout
    for of_cells, of_file in OF_FILES if code.is_file else ():
        said = said.replace(of_cells, of_file)
    try:
        plain = json.loads(said)
    except ValueError:
        words = done.stderr.strip().rpartition("Error: ")[2]
        raise (ValueError(words) if done.returncode == USAGE else NotJudged(f"{BLAME['grader']}{words}")) from None
    report = read(_named(plain, code))
    if done.returncode not in JUDGED and report.error:
        raise NotJudged(f"{with_name(report.error.code)}: {BLAME[report.error.who]}{report.error.message}")
    return report


def _named(plain: Mapping[str, Any], code: OwnCode) -> dict[str, Any]:
    """Returns a report with the right names for the code: a file has no cells."""
    named = {**plain, "submission": {**plain["submission"], "path": code.name}}
    if plain["error"]:
        named["error"] = {**plain["error"], "where": ""}
    if code.is_file:
        named["submission"] |= {"cells": [], "cells_left_out": 0}
        named["notes"] = [{**note, "cell": 0} for note in plain["notes"]]
    return named

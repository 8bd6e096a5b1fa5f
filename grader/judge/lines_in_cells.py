"""Line numbers for a report on a notebook: they count the lines of its cells, not of the text taken
from them.
"""

import re
from dataclasses import replace

from ..cell_marks import MARK, place, said
from ..report.model import CheckResult, Diagnosis, Note, Report

LINE = re.compile(r"\bline (\d{1,7})\b", re.IGNORECASE)
MARKED = MARK.partition("{")[0]


def in_cells(report: Report, source: str) -> Report:
    """Returns the same report, with cell lines in its diagnoses and notes. Messages of the worker
    already have them.
    """
    if MARKED not in source:
        return report

    def line(found: re.Match[str]) -> str:
        words = said(source, int(found[1]))
        return words[0].upper() + words[1:] if found[0][0] == "L" else words

    def told(diagnosis: Diagnosis) -> Diagnosis:
        steps = tuple(replace(s, rule=LINE.sub(line, s.rule)) for s in diagnosis.steps)
        return replace(diagnosis, explanation=LINE.sub(line, diagnosis.explanation), steps=steps)

    def check(result: CheckResult) -> CheckResult:
        return result.found(diagnoses=tuple(map(told, result.findings.diagnoses)))

    def note(noted: Note) -> Note:
        cell, inside = place(source, noted.line) if noted.line else (0, 0)
        return replace(noted, cell=cell, line=inside)

    return replace(report, checks=tuple(map(check, report.checks)), notes=tuple(map(note, report.notes)))

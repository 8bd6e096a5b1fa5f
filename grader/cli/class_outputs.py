"""What `grader batch --assignment` writes besides its report: grades, a filled gradebook, pages for
students.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from ..assignment import Assignment
from ..batch import feedback_files, grades_table
from ..batch.marks import Mark
from ..batch.tables.gradebook import Filled, Gradebook, GradebookError
from ..handed import DownloadLayout
from ..report import file
from ..report.format import Format


@dataclass
class Outputs:
    """What is to be written of an assignment's grades: into which gradebook's column, into which
    files and, in formats of other programs, folders.

    Raises:
        click.UsageError: if one of them cannot be, as far as that shows before anything is graded.
    """

    assignment: Assignment
    gradebook: Path | None = None
    column: str = ""
    feedback: Path | None = None
    grades: Path | None = None
    formats: Mapping[Path, Format] = field(default_factory=dict)
    _book: Gradebook | None = field(default=None, init=False)
    _at: int = field(default=-1, init=False)

    def __post_init__(self) -> None:
        for path in (self.grades,):
            if path and (complaint := file.complaint(path, (".csv",))):
                raise click.UsageError(complaint)
        if self.feedback and not self.feedback.absolute().parent.is_dir():
            raise click.UsageError(f"there is no folder {self.feedback.parent}")
        if self.feedback and self.feedback.suffix.lower() != ".zip" and self.feedback.exists():
            raise click.UsageError(f"{self.feedback} is there already; name a new folder, or a .zip")
        for folder in self.formats:
            if folder.exists() or not folder.absolute().parent.is_dir():
                why = "is there already" if folder.exists() else f"cannot be made: there is no folder {folder.parent}"
                raise click.UsageError(f"{folder} {why}; --format NAME=FOLDER makes a new folder")
        if self.gradebook:
            try:
                self._book = Gradebook.read(self.gradebook)
                self._at = self._book.column((self.assignment.title, self.assignment.name), self.column)
            except GradebookError as error:
                raise click.UsageError(str(error)) from None

    def spare(self, inputs: Sequence[Path]) -> None:
        """Raise a usage error if an output would take the place of an input, or two outputs are one
        file.
        """
        kept = {path.resolve() for path in (*inputs, *([self.gradebook] if self.gradebook else []))}
        for path in filter(None, (self.grades, self.feedback, *self.formats)):
            if path.resolve() in kept:
                raise click.UsageError(f"{path} is read or written already: give another name")
            kept.add(path.resolve())

    def write(self, marks: Sequence[Mark], layouts: Mapping[str, DownloadLayout]) -> Iterator[str]:
        """Write everything; gives the lines that tell of it.

        Raises:
            click.ClickException: if a file cannot be written; those before it are whole.
        """
        try:
            if self.grades:
                file.write(grades_table.render(marks), self.grades)
                yield f"grades of {len(marks)} students: {self.grades}"
            if self._book and self.gradebook:
                grades = {m.label: (m.student, m.points) for m in marks if not m.missing}
                filled = self._book.fill(grades, self.assignment.worth, self._at)
                target = _beside(self.gradebook)
                file.write(filled.data, target)
                yield from _told(filled, target)
            if self.feedback:
                pages = feedback_files.pages(marks, self.assignment.feedback, layouts)
                yield f"feedback for {feedback_files.write(pages, self.feedback)} students: {self.feedback}"
            for folder, chosen in self.formats.items():
                count = file.write_folder(feedback_files.of_format(marks, self.assignment.feedback, chosen), folder)
                yield f"{chosen.name} for {count} students: {folder}"
        except OSError as error:
            what = error.filename or "one of the outputs"
            raise click.ClickException(f"{what} cannot be written: {error.strerror}") from None


def _beside(gradebook: Path) -> Path:
    """A new name next to the gradebook: no existing file is replaced."""
    number = 1
    while True:
        middle = ".graded" if number == 1 else f".graded-{number}"
        target = gradebook.with_name(f"{gradebook.stem}{middle}{gradebook.suffix}")
        if not target.exists():
            return target
        number += 1


def _told(filled: Filled, target: Path) -> Iterator[str]:
    yield f"{filled.system} gradebook, column {filled.column!r}: {filled.filled} filled: {target}"
    if filled.scale:
        yield f"  points are scaled from {filled.scale[0]:g} to {filled.scale[1]:g}, which the gradebook has"
    yield from _list("  not filled in", filled.unmatched)
    yield from _list("  in the gradebook, without a grade here", filled.without)
    yield from _list("  had another grade, which was replaced", filled.replaced)


def _list(title: str, entries: Sequence[Any]) -> Iterator[str]:
    if entries:
        yield f"{title}: {len(entries)}"
        yield from (f"    {entry}" for entry in entries)

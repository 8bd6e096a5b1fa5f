"""A gradebook as a learning system has handed it out, filled with the points of an assignment:
`--gradebook`.

Nothing is changed but the cells of one column, in rows of students who have a grade. Who has none
keeps what stands there: what is missing or late costs what the learning system says. Rules come
from the importers: Canvas's `gradebook_importer.rb`, Moodle's `importgradeslib.php`, and the pages
of Blackboard, Brightspace, Sakai and Gradescope on uploading grades.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..class_report import Student
from .columns import Columns, columns
from .matching_rows import Rows
from .sheet import Sheet, SheetError, TableRow

DIGITS = 2  # after the point: Canvas and Moodle keep no more
COMMA = re.compile(r"-?\d+,\d+")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


class GradebookError(Exception):
    """The gradebook cannot be filled, and why."""


@dataclass(frozen=True)
class GradebookKind:
    """How the gradebooks of a system look: the columns that tell them, and how a grade's column is
    called, with groups `title` and, if its name has it, `most`, the points that there are to have.
    """

    name: str
    tell: tuple[str, ...]
    grade: re.Pattern[str]
    most: str = ""  # the column that has these points, with {title} in it


KINDS = (
    GradebookKind("Canvas", ("Student", "ID", "Section"), re.compile(r"(?P<title>.+) \(\d+\)")),
    GradebookKind("Moodle", ("Identifier", "Grade"), re.compile(r"(?P<title>Grade)"), "Maximum grade"),
    GradebookKind(
        "Brightspace",
        ("End-of-Line Indicator",),
        re.compile(r"(?P<title>.+?) Points Grade(?: <[^>]*?MaxPoints:(?P<most>[\d.]+)[^>]*>)?"),
    ),
    GradebookKind(
        "Blackboard",
        ("Last Name", "First Name", "Username"),
        re.compile(r"(?P<title>.+?) \[Total Pts: (?:up to )?(?P<most>[\d.,]+)[^\]]*\] ?\|\d+"),
    ),
    GradebookKind("Sakai", ("Display ID", "ID", "grade"), re.compile(r"(?P<title>grade)")),
    GradebookKind("Sakai", ("Student ID", "Name"), re.compile(r"(?P<title>.+?) \[(?P<most>[\d.]+)\]")),
    GradebookKind("Gradescope", ("SID", "Email"), re.compile(r"(?P<title>.+)"), "{title} - Max Points"),
)
ONE_COLUMN = ("Moodle", "Sakai")  # whose sheets are those of one assignment
POINTS = "Points Possible"  # what begins Canvas's row of points
EXCUSED = "ex"  # as Canvas writes it
LOCK = "Grade can be changed"  # Moodle's column
TRIAL = "Student, Test"  # Canvas's student for trying things out


@dataclass
class Filled:
    """A gradebook with grades in it: the bytes, the system, the column, how many cells have been
    filled; students who have a grade and no row, with the reason if there is one; rows that nothing
    was handed in for; students whose cell had another number, which is gone; and by how much points
    were scaled to the gradebook's.
    """

    data: bytes
    system: str
    column: str
    filled: int = 0
    unmatched: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    scale: tuple[float, float] | None = None


@dataclass(frozen=True)
class Gradebook:
    """A gradebook that can be filled."""

    sheet: Sheet
    kind: GradebookKind
    head: int  # the row that names the columns
    columns: Columns

    @classmethod
    def read(cls, path: Path) -> "Gradebook":
        """The gradebook that a file is.

        Raises:
            GradebookError: if it cannot be read, or is of no system that is known.
        """
        try:
            sheet = Sheet.read(path.read_bytes())
        except OSError as error:
            raise GradebookError(f"{path} cannot be read: {error.strerror}") from None
        except SheetError as error:
            raise GradebookError(f"{path} cannot be read: {error}") from None
        for kind in KINDS:
            head = _head(sheet, kind)
            if head is not None:
                return cls(sheet, kind, head, columns(sheet.records[head].values))
        known = ", ".join(dict.fromkeys(kind.name for kind in KINDS))
        first = ", ".join(sheet.records[0].values[:8]) if sheet.records else "nothing"
        raise GradebookError(
            f"{path} is the gradebook of no system that is known ({known}); its first line has {first}"
        )

    def column(self, titles: Sequence[str], asked: str = "") -> int:
        """The column that is filled: the `asked` one, or that of an assignment with one of these
        titles, or the only one.

        Raises:
            GradebookError: if there is no such column, or there are several.
        """
        header = self.sheet.records[self.head].values
        grades = {n: match for n, name in enumerate(header) if (match := self._grade(name)) and n not in self._told}
        wanted = [asked] if asked else titles
        found = [n for n, match in grades.items() if _same(match["title"], wanted) or _same(header[n], wanted)]
        if asked and not found:
            found = [n for n, name in enumerate(header) if _same(name, wanted)]
        alone = self.kind.name in ONE_COLUMN and len(grades) == 1
        found = found or (list(grades) if alone and not asked else [])
        if len(found) == 1 and found[0] in self._told:
            raise GradebookError(f"the column {header[found[0]]!r} says who a student is; grades go into another one")
        if len(found) == 1:
            return found[0]
        there = ", ".join(repr(header[n]) for n in (found or grades)) or "none"
        what = f"the column {asked!r}" if asked else f"a column of {' or '.join(repr(t) for t in titles)}"
        raise GradebookError(f"{'several are' if found else 'there is not'} {what}: {there}; name one with --column")

    def fill(self, grades: Mapping[str, tuple[Student, float | None]], worth: float, column: int) -> Filled:
        """Put the points of students into a column; of None there is no grade. The gradebook is
        changed.
        """
        header = self.sheet.records[self.head].value(column)
        done = Filled(b"", self.kind.name, header)
        rows = {n: record.values for n, record in self._students()}
        most = self._most(column)
        if most and not math.isclose(most, worth):
            done.scale = (worth, most)
        lookup = Rows(self.columns, self.sheet.records[self.head].values, rows)
        matched = lookup.match({label: student for label, (student, _) in grades.items()})
        comma = self._has_comma(column)
        for label, (_, points) in grades.items():
            if label not in matched.rows:
                reason = matched.refused.get(label)
                done.unmatched.append(f"{label} ({reason})" if reason else label)
            elif points is not None:
                text = written(points * most / worth if done.scale else points)
                self._put(matched.rows[label], column, text.replace(".", ",") if comma else text, label, done)
        done.without = [_name(self.columns, values) for n, values in rows.items() if n not in matched.rows.values()]
        done.data = self.sheet.bytes()
        return done

    def _put(self, row: int, column: int, text: str, label: str, done: Filled) -> None:
        before = self.sheet.records[row].value(column).strip()
        if before.casefold() == EXCUSED or self._locked(row):
            why = "excused" if before.casefold() == EXCUSED else "locked"
            done.unmatched.append(f"{label} ({why} in the gradebook, which is kept; she would have {text})")
            return
        if before.strip("-") and (_number(before) is None or _number(before) != _number(text)):
            done.replaced.append(f"{label}: {before} -> {text}")
        self.sheet.fill(row, column, text)
        done.filled += 1

    def _locked(self, row: int) -> bool:
        """Whether Moodle says that a grade cannot be changed."""
        header = self.sheet.records[self.head].values
        return LOCK in header and self.sheet.records[row].value(header.index(LOCK)).strip().casefold() == "no"

    def _grade(self, name: str) -> re.Match[str] | None:
        return self.kind.grade.fullmatch(name.strip())

    @property
    def _told(self) -> set[int]:
        """The columns that say who a student is, or what a grade is of."""
        header = self.sheet.records[self.head].values
        beside = {n for n, name in enumerate(header) if " - " in name and self.kind.name == "Gradescope"}
        return beside.union(*self.columns.of.values())

    def _students(self) -> Iterator[tuple[int, TableRow]]:
        """The rows that are students'."""
        for number, record in enumerate(self.sheet.records):
            first = record.value(0).strip()
            other = first.startswith(POINTS) or first == TRIAL or not any(v.strip() for v in record.values)
            if number > self.head and not other and self.columns.person(record.values).label:
                yield number, record

    def _most(self, column: int) -> float:
        """The points that there are to have, as the gradebook says; 0 if it does not."""
        header = self.sheet.records[self.head].values
        match = self._grade(header[column])
        if match and "most" in match.re.groupindex and match["most"]:
            return _number(match["most"]) or 0.0
        points = next((r for r in self.sheet.records if r.value(0).strip().startswith(POINTS)), None)
        if points:
            return _number(points.value(column)) or 0.0
        beside = self.kind.most.format(title=match["title"] if match else "")
        if beside in header:
            told = (_number(record.value(header.index(beside))) for _, record in self._students())
            return next(filter(None, told), 0.0)
        return 0.0

    def _has_comma(self, column: int) -> bool:
        """Whether the gradebook writes decimals with a comma."""
        if self.sheet.delimiter == ",":
            return False
        header = self._grade(self.sheet.records[self.head].value(column))
        most = header["most"] if header and "most" in header.re.groupindex else ""
        cells = (value.strip() for record in self.sheet.records for value in record.values)
        return any(COMMA.fullmatch(cell) and not THOUSANDS.fullmatch(cell) for cell in (*cells, most or ""))


def written(points: float) -> str:
    """Points as a cell has them: 7.5, 10."""
    return f"{points:.{DIGITS}f}".rstrip("0").rstrip(".")


def _head(sheet: Sheet, kind: GradebookKind) -> int | None:
    """The row that names the columns of a kind; Sakai has two others before it."""
    for number, record in enumerate(sheet.records[:5]):
        names = {value.strip().casefold() for value in record.values}
        if all(name.casefold() in names for name in kind.tell):
            return number
    return None


def _same(title: str, wanted: Sequence[str]) -> bool:
    return title.strip().casefold() in {name.strip().casefold() for name in wanted}


def _name(found: Columns, row: Sequence[str]) -> str:
    return found.person(row).label


def _number(text: str) -> float | None:
    """A number as gradebooks write it; None if it is none."""
    try:
        text = text.strip()
        value = float(text.replace(",", "") if THOUSANDS.fullmatch(text) else text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None

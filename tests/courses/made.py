"""A class of ten for each learning system: what is downloaded, the gradebook, and the points that
everybody should get.

Downloads are named as the systems' own source names them, or public examples where that cannot be
read.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..conftest import ROOT, SUBMISSIONS

RIGHT = (ROOT / "solutions" / "activations" / "sigmoid.py").read_text(encoding="utf-8")
WRONG = (SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py").read_text(encoding="utf-8")
GELU = (ROOT / "solutions" / "activations" / "gelu.py").read_text(encoding="utf-8")
POINTS = {RIGHT: 10.0, WRONG: 8.0, GELU: 20.0, "": 0.0}
Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class One:
    """A student: number, login, name, and the work for both exercises; "" for none, a notebook if
    `notebook`.
    """

    id: int
    login: str
    first: str
    last: str
    sigmoid: str
    gelu: str = ""
    notebook: bool = False

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def email(self) -> str:
        return f"{self.login}@school.edu"

    @property
    def points(self) -> float | None:
        """What she should get; None if nothing was handed in."""
        return POINTS[self.sigmoid] + POINTS[self.gelu] if self.sigmoid or self.gelu else None

    def files(self) -> Iterator[tuple[str, str]]:
        """What she has handed in."""
        if self.notebook:
            yield "homework.ipynb", notebook(self.sigmoid, self.gelu)
            return
        for slug, text in (("sigmoid", self.sigmoid), ("gelu", self.gelu)):
            if text:
                yield f"{slug}.py", text


CLASS = (
    One(1001, "jdoe", "Jane", "Doe", RIGHT, GELU),
    One(1002, "jmueller", "Jürgen", "Müller", WRONG, GELU),
    One(1003, "mgarcia", "María", "García", RIGHT),
    One(1004, "lkim", "Lee", "Kim", RIGHT, GELU, notebook=True),
    One(1005, "aadams", "Amy", "Adams", "", GELU),
    One(1006, "sobrien", "Seán", "O'Brien-Smith", WRONG),
    One(1007, "wwang", "伟", "王", RIGHT, GELU),
    One(1008, "bsmith", "Bob", "Smith", ""),
    One(1009, "bsmith2", "Bob", "Smithers", RIGHT),
    One(1010, "zt", "Zoë", "Tuğrul", WRONG, "", notebook=True),
)
LATE = One(1008, "bsmith", "Bob", "Smith", RIGHT, GELU)  # who hands in after the others


@dataclass(frozen=True)
class System:
    """A learning system: what it calls the files of a student, its gradebook, and how that is
    encoded.
    """

    handed: Callable[[One], Files]
    gradebook: str
    encoding: str = "utf-8"


def notebook(*sources: str) -> str:
    """A notebook with a cell for each source, and cells around them that have nothing to do with
    it.
    """
    cells = ["%matplotlib inline\nimport torch", *filter(None, sources), "plot(undefined)"]
    return json.dumps(
        {
            "cells": [
                {"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None}
                for text in cells
            ],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def download(system: System, students: tuple[One, ...] = CLASS) -> bytes:
    """The archive that an instructor downloads."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for student in students:
            for name, text in system.handed(student).items():
                archive.writestr(name, text)
    return data.getvalue()


def squashed(student: One) -> str:
    return "".join(c for c in f"{student.last}{student.first}".lower() if c.isalnum())


def _canvas(one: One) -> Files:
    late = "LATE_" if one.login == "mgarcia" else ""
    return {
        f"{squashed(one)}_{late}{one.id}_{7 * one.id + n}_{file}": text for n, (file, text) in enumerate(one.files())
    }


def _moodle(one: One) -> Files:
    return {f"{one.name}_{one.id}_assignsubmission_file_/{file}": text for file, text in one.files()}


def _blackboard(one: One) -> Files:
    begin = f"HW1_{one.login}_attempt_2026-10-05-23-10-00"
    note = {f"{begin}.txt": f"Name: {one.name}"} if one.points is not None else {}
    return note | {f"{begin}_{file}": text for file, text in one.files()}


def _brightspace(one: One) -> Files:
    return {f"13394-{80000 + one.id} - {one.name} - Oct 5, 2026 1110 PM/{file}": text for file, text in one.files()}


def _sakai(one: One) -> Files:
    folder = f"HW1/{one.last}, {one.first}({one.login})"
    return {f"{folder}/timestamp.txt": "20261005"} | {
        f"{folder}/Submission attachment(s)/{file}": text for file, text in one.files()
    }


def _drive(one: One) -> Files:
    return {f"{one.name} - {file}": text for file, text in one.files()}


def _openedx(one: One) -> Files:
    return {f"[1]Week 1, [1]HW, [1]Unit/[1] - {one.login} - {file}": text for file, text in one.files()}


def _clones(one: One) -> Files:
    return {f"hw1-submissions/hw1-{one.login}/{file}": text for file, text in one.files()}


def _lines(row: Callable[[One], str]) -> str:
    return "".join(f"{row(one)}\n" for one in CLASS)


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (77),Essay (78)\n    Points Possible,,,,,30,5\n"
    + _lines(lambda s: f'"{s.last}, {s.first}",{s.id},S{s.id},{s.login},A,,4.00')
    + '"Student, Test",1099,,x,A,,\n'
)
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
) + _lines(lambda s: f'Participant {s.id},{s.name},{s.email},Submitted,,30.00,Yes,"Monday, 5 October 2026, 1:00 PM",-,')
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
    '"Homework 1 [Total Pts: 30 Score] |123456"\n'
) + _lines(lambda s: f'"{s.last}"\t"{s.first}"\t"{s.login}"\t"S{s.id}"\t"2026-10-05"\t"Yes"\t""')
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,"
    "Homework 1 Points Grade <Numeric MaxPoints:30 Weight:50>,End-of-Line Indicator\n"
) + _lines(lambda s: f"#S{s.id},#{s.login},{s.last},{s.first},,#")
SAKAI = "HW1,Points\n\nDisplay ID,ID,Last Name,First Name,grade,Submission date,Late submission\n" + _lines(
    lambda s: f'{s.login},{s.id},{s.last},{s.first},,"Oct 5, 2026 11:10 PM",No'
)
ROSTER = "name,login,email,section\n" + _lines(lambda s: f"{s.name},{s.login},{s.email},A")

SYSTEMS = {
    "canvas": System(_canvas, CANVAS),
    "moodle": System(_moodle, MOODLE),
    "blackboard": System(_blackboard, BLACKBOARD, "utf-16"),
    "brightspace": System(_brightspace, BRIGHTSPACE),
    "sakai": System(_sakai, SAKAI),
    "google-classroom": System(_drive, ROSTER),
    "open-edx": System(_openedx, ROSTER),
    "folders": System(_clones, ROSTER),
}

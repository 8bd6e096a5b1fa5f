"""Gradebooks of each system: filled in one column, to the byte as they were else, and everybody
accounted for.
"""

import csv
import io
import re
from pathlib import Path

import pytest

from grader.batch.class_report import Student
from grader.batch.tables.gradebook import Gradebook, GradebookError
from grader.handed import Person

JANE, BOB, ZOE, EVE = "Jane", "Bob", "Zoë", "Eve"
CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,HW1 (77),Quiz (78),HW1 Current Score\r\n"
    "    Points Possible,,,,,10,5,(read only)\r\n"
    ",,,,,Manual Posting,,\r\n"
    '"Doe, Jane",1001,31,jdoe,"A, and B",,4.00,80.00\r\n'
    '"Smith, ""Bob""",1002,32,bsmith,A,3.00,,\r\n'
    '"Müller, Zoë",1003,33,zm,B,,,\r\n'
    '"=cmd|x",1005,35,cmd,B,,,\r\n'
    '"Student, Test",1099,,abc,A,,,\r\n'
)
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    'Participant 12345,Jane Doe,jane@u.edu,"Submitted for grading - ",,10.00,Yes,"Friday, 2 October 2026, 1:00 PM",-,\n'
    "Participant 12346,Bob Smith,bob@u.edu,No submission,3.00,10.00,Yes,-,-,\n"
    "Participant 12347,Zoë Müller,zoe@u.edu,Submitted,,10.00,Yes,-,-,\n"
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
    '"HW1 [Total Pts: 10 Score] |123456"\t"Quiz [Total Pts: 5 Score] |123457"\r\n'
    '"Doe"\t"Jane"\t"jdoe"\t"31"\t"2026-10-05"\t"Yes"\t""\t"4"\r\n'
    '"Smith"\t"Bob"\t"bsmith"\t"32"\t""\t"Yes"\t"3"\t""\r\n'
    '"Müller"\t"Zoë"\t"zm"\t"33"\t""\t"Yes"\t""\t""\r\n'
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,"
    "HW1 Points Grade <Numeric MaxPoints:10 Weight:50>,End-of-Line Indicator\n"
    "#31,#jdoe,Doe,Jane,,#\n#32,#bsmith,Smith,Bob,3,#\n#33,#zm,Müller,Zoë,,#\n"
)
SAKAI = (
    "HW1,Points\n\nDisplay ID,ID,Last Name,First Name,grade,Submission date,Late submission\n"
    'jdoe,31,Doe,Jane,,"Oct 5, 2026",No\nbsmith,32,Smith,Bob,3,,\nzm,33,Müller,Zoë,,,\n'
)
SAKAI_GRADES = 'Student ID,Name,HW1 [10],Quiz [5]\njdoe,"Doe, Jane",,4\nbsmith,"Smith, Bob",3,\nzm,"Müller, Zoë",,\n'
GRADESCOPE = (
    "First Name,Last Name,SID,Email,Sections,HW1,HW1 - Max Points,HW1 - Submission Time,HW1 - Lateness (H:M:S)\n"
    "Jane,Doe,31,jane@u.edu,A,,10,2026-10-05 10:00:00 +0000,00:00:00\n"
    "Bob,Smith,32,bob@u.edu,A,3,10,,\nZoë,Müller,33,zoe@u.edu,B,,10,,\n"
)
# Of each system: the file, how it is encoded, and Jane, Bob and Zoë as its download says who they
# are.
SYSTEMS: dict[str, tuple[str, str, list[Person]]] = {
    "Canvas": (
        CANVAS,
        "utf-8",
        [
            Person(id="1001", name="doejane"),
            Person(id="1002", name="smithbob"),
            Person(id="1003", name="müllerzoë"),
        ],
    ),
    "Moodle": (
        MOODLE,
        "utf-8",
        [
            Person(id="12345", name="Jane Doe"),
            Person(id="12346", name="Bob Smith"),
            Person(id="12347", name="Zoë Müller"),
        ],
    ),
    "Blackboard": (BLACKBOARD, "utf-16", [Person(login="jdoe"), Person(login="bsmith"), Person(login="zm")]),
    "Brightspace": (
        BRIGHTSPACE,
        "utf-8",
        [
            Person(id="13394-80551", name="Jane Doe"),
            Person(id="13394-80552", name="Bob Smith"),
            Person(id="13394-80553", name="Zoë Müller"),
        ],
    ),
    "Sakai": (
        SAKAI,
        "utf-8",
        [
            Person(login="jdoe", name="Jane Doe"),
            Person(login="bsmith", name="Bob Smith"),
            Person(login="zm", name="Zoë Müller"),
        ],
    ),
    "Sakai grades": (SAKAI_GRADES, "utf-8-sig", [Person(login="jdoe"), Person(name="Bob Smith"), Person(login="zm")]),
    "Gradescope": (
        GRADESCOPE,
        "utf-8",
        [
            Person(id="31", name="Jane Doe"),
            Person(id="32", name="Bob Smith"),
            Person(email="zoe@u.edu", name="Zoë Müller"),
        ],
    ),
}


def book(folder: Path, text: str, encoding: str = "utf-8") -> Gradebook:
    (folder / "book.csv").write_bytes(text.encode(encoding))
    return Gradebook.read(folder / "book.csv")


def cells(data: bytes, encoding: str) -> list[list[str]]:
    text = data.decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in text else ","))


@pytest.mark.parametrize("system", SYSTEMS)
def test_one_column_is_filled_and_all_else_stays_to_the_byte(system: str, tmp_path: Path) -> None:
    text, encoding, people = SYSTEMS[system]
    opened = book(tmp_path, text, encoding)
    column = opened.column(("HW1",))
    layout = system.split()[0].lower()
    numbers = (7.5, 9.25, None)
    grades = {n: (Student(p, layout), g) for n, p, g in zip((JANE, BOB, ZOE), people, numbers, strict=True)}
    filled = opened.fill({**grades, EVE: (Student(Person(name="Eve Nobody")), 5.0)}, 10.0, column)
    assert filled.system == system.split()[0]
    assert (filled.filled, filled.unmatched, filled.scale) == (2, [EVE], None)
    assert [re.sub(r":.*", "", r) for r in filled.replaced] == [BOB]
    before, after = cells(text.encode(encoding), encoding), cells(filled.data, encoding)
    changed = {(b[column], a[column]) for b, a in zip(before, after, strict=True) if a != b}
    assert changed == {("", "7.5"), (before[[BOB in "".join(r) for r in before].index(True)][column], "9.25")}
    assert [[*a[:column], *a[column + 1 :]] for a in after] == [[*b[:column], *b[column + 1 :]] for b in before]


def test_rows_of_canvas_that_are_no_students_stay(tmp_path: Path) -> None:
    opened = book(tmp_path, CANVAS)
    filled = opened.fill({JANE: (Student(Person(id="1001"), "canvas"), 10.0)}, 10.0, opened.column(("hw1",)))
    lines, before = filled.data.decode().split("\r\n"), CANVAS.split("\r\n")
    assert [n for n, (a, b) in enumerate(zip(lines, before, strict=True)) if a != b] == [3]
    assert filled.without == ['"Bob" Smith (1002)', "Zoë Müller (1003)", "=cmd|x (1005)"]


@pytest.mark.parametrize(("worth", "points", "cell"), [(20.0, 15.0, "7.5"), (3.0, 2.0, "6.67"), (10.0, 10.0, "10")])
def test_points_are_scaled_to_what_the_gradebook_has(worth: float, points: float, cell: str, tmp_path: Path) -> None:
    opened = book(tmp_path, MOODLE)
    filled = opened.fill({JANE: (Student(Person(id="12345"), "moodle"), points)}, worth, opened.column(()))
    assert cells(filled.data, "utf-8")[1][4] == cell
    assert filled.scale == (None if worth == 10 else (worth, 10.0))


def test_decimals_are_written_as_the_gradebook_writes_them(tmp_path: Path) -> None:
    opened = book(tmp_path, "SID;Email;HW1;HW1 - Max Points\n1;a@u;;10\n2;b@u;7,25;10\n")
    filled = opened.fill({JANE: (Student(Person(id="1"), "gradescope"), 7.5)}, 10.0, opened.column(("HW1",)))
    assert filled.data.decode() == "SID;Email;HW1;HW1 - Max Points\n1;a@u;7,5;10\n2;b@u;7,25;10\n"


def test_a_number_of_another_assignment_is_not_taken_for_the_person(tmp_path: Path) -> None:
    """Participants of Moodle have other numbers in each assignment."""
    opened = book(tmp_path, MOODLE)
    filled = opened.fill({BOB: (Student(Person(id="12345", name="Bob Smith"), "moodle"), 5.0)}, 10.0, opened.column(()))
    assert filled.filled == 0
    assert filled.unmatched == ["Bob (the row with the number of Bob Smith (12345) is that of Jane Doe)"]


def test_two_students_of_one_row_are_both_told(tmp_path: Path) -> None:
    opened = book(tmp_path, CANVAS)
    grades = {JANE: (Student(Person(id="1001"), "canvas"), 5.0), "J": (Student(Person(login="jdoe")), 6.0)}
    filled = opened.fill(dict(grades), 10.0, opened.column(("HW1",)))
    assert (filled.filled, filled.unmatched) == (1, ["J (Jane has the same row)"])


@pytest.mark.parametrize(
    ("text", "titles", "asked", "words"),
    [
        (CANVAS, ("HW9",), "", "there is not a column of 'HW9': 'HW1 .77.', 'Quiz .78.'; name one with --column"),
        (CANVAS, ("HW9",), "Exam", "there is not the column 'Exam'"),
        (CANVAS.replace("Quiz (78)", "HW1 (78)"), ("HW1",), "", "several are"),
        ("a,b\n1,2\n", (), "", "of no system that is known .Canvas, Moodle"),
        ("", (), "", "its first line has nothing"),
    ],
)
def test_columns_that_cannot_be_told(
    text: str, titles: tuple[str, ...], asked: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(GradebookError, match=words):
        book(tmp_path, text).column(titles, asked)


def test_a_column_can_be_asked_for(tmp_path: Path) -> None:
    assert book(tmp_path, CANVAS).column(("HW1",), "Quiz") == 6
    assert book(tmp_path, CANVAS).column(("HW9",), "HW1 (77)") == 5
    assert book(tmp_path, BLACKBOARD, "utf-16").column(("HW9",), "quiz") == 7


def test_a_gradebook_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GradebookError, match="cannot be read"):
        Gradebook.read(tmp_path / "none.csv")


def filled(
    folder: Path, text: str, student: Student, points: float = 8.0, worth: float = 10.0
) -> tuple[str, list[str]]:
    """The cell of the first student after one is filled in, and who was not."""
    opened = book(folder, text)
    column = opened.column(("HW1",))
    done = opened.fill({"x": (student, points)}, worth, column)
    rows = cells(done.data, "utf-8")
    return rows[-1][column], done.unmatched


HEAD = "Student,ID,SIS User ID,SIS Login ID,Section,HW1 (7)\n    Points Possible,,,,,10\n"


@pytest.mark.parametrize(
    ("row", "student", "cell"),
    [
        # the number is that of Canvas: a student register's is another
        ("Kim Lee,1003,1001,kl,A,", Student(Person(id="1001", name="doejane"), "canvas"), ""),
        # the same name with another number is somebody else
        ('"Doe, Jane",1001,S,jd,A,', Student(Person(id="1099", name="doejane"), "canvas"), ""),
        ('"Doe, Jane",1001,S,jd,A,', Student(Person(id="1001", name="team7"), "canvas"), "8"),
        # a name in a file of Canvas is nobody's login, and a code of an anonymous one nobody's
        # number
        ("Kim Lee,1003,S,doejane,A,", Student(Person(id="1001", name="doejane"), "canvas"), ""),
        ("Kim Lee,12345,S,8ahQv,A,", Student(Person(id="12345", name="anon"), "canvas"), ""),
        ("Kim Lee,1003,1001,kl,A,", Student(Person(login="1001"), "blackboard"), ""),
        ("Kim Lee,1003,S,jdoe,A,", Student(Person(login="HW_1_jdoe"), "blackboard"), "8"),
        # names that differ in a vowel sign alone are two
        ("\u0930\u093e\u092e \u0936,1,S,r,A,", Student(Person(name="\u0930\u094b\u092e \u0936")), ""),
        # one word in common is not a name
        ("Bob Smith,1,S,b,A,", Student(Person(id="1", name="Jane Smith"), "sakai"), ""),
        ("Bob A. Smith,1,S,b,A,", Student(Person(id="1", name="Bob Smith"), "sakai"), "8"),
        # what the gradebook keeps
        ("Kim Lee,1003,S,kl,A,EX", Student(Person(id="1003"), "canvas"), "EX"),
        ("Kim Lee,1003,S,kl,A,incomplete", Student(Person(id="1003"), "canvas"), "8"),
    ],
)
def test_a_row_is_a_students_own_or_nobodys(row: str, student: Student, cell: str, tmp_path: Path) -> None:
    got, unmatched = filled(tmp_path, f"{HEAD}{row}\n", student)
    assert got == cell
    assert bool(unmatched) == (cell != "8")


def test_numbers_come_first_for_everybody(tmp_path: Path) -> None:
    """The worksheet of a section has one Jane Doe; the other one is not in it."""
    opened = book(tmp_path, "Identifier,Full name,Grade,Maximum grade\nParticipant 12399,Jane Doe,,10\n")
    people = {"a": Person(id="12345", name="Jane Doe"), "b": Person(id="12399", name="Jane Doe")}
    grades = {label: (Student(p, "moodle"), g) for (label, p), g in zip(people.items(), (8.0, 10.0), strict=True)}
    done = opened.fill(dict(grades), 10.0, opened.column(()))
    assert cells(done.data, "utf-8")[1][2] == "10"
    assert done.unmatched == ["a (the row of Jane Doe has the number 12399)"]


def test_a_grade_that_moodle_has_locked_is_kept(tmp_path: Path) -> None:
    text = "Identifier,Full name,Grade,Maximum grade,Grade can be changed\nParticipant 1,Jane Doe,3,10,No\n"
    opened = book(tmp_path, text)
    done = opened.fill({JANE: (Student(Person(id="1"), "moodle"), 8.0)}, 10.0, opened.column(()))
    assert done.data.decode() == text
    assert done.unmatched == ["Jane (locked in the gradebook, which is kept; she would have 8)"]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("HW1 [Total Pts: 1,000 Score] |1", "800"),
        ("HW1 [Total Pts: 12,75 Score] |1", "10,2"),
        ("HW1 [Total Pts: 12.5 Score] |1", "10"),
    ],
)
def test_points_in_a_title(title: str, cell: str, tmp_path: Path) -> None:
    opened = book(tmp_path, f'Last Name;First Name;Username;"{title}"\nDoe;Jane;jdoe;\n')
    done = opened.fill({JANE: (Student(Person(login="jdoe")), 8.0)}, 10.0, opened.column(("HW1",)))
    assert done.data.decode().splitlines()[1] == f"Doe;Jane;jdoe;{cell}"


@pytest.mark.parametrize("column", ["ID", "Student", "SIS Login ID"])
def test_grades_go_into_no_column_that_says_who_somebody_is(column: str, tmp_path: Path) -> None:
    with pytest.raises(GradebookError, match="says who a student is"):
        book(tmp_path, CANVAS).column(("HW1",), column)


def test_another_title_is_another_assignment(tmp_path: Path) -> None:
    with pytest.raises(GradebookError, match="there is not a column of 'HW1'"):
        book(tmp_path, HEAD.replace("HW1", "Final Exam") + '"Doe, Jane",1,S,j,A,55\n').column(("HW1",))

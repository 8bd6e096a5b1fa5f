"""A roster says who is in a course; what a download says is put together with it."""

from pathlib import Path

import pytest

from grader.batch.class_report import LeftOut, Student
from grader.batch.collect import Collected, HandIn
from grader.batch.tables.roster import Roster, RosterError
from grader.handed import Person

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,HW1 (77)\n"
    "    Points Possible,,,,,10\n"
    '"Doe, Jane",1001,31,jdoe,A,\n'
    '"Müller, Jürgen",1002,32,jm,B,\n'
    '"Student, Test",1099,,,A,\n'
)
GROUPS = "First name,Last name,Email,Group\nJane,Doe,jane@u.edu,Team A\nBob,Smith,bob@u.edu,Team A\nZoe,T,zoe@u.edu,\n"


def seen(*people: tuple[str, Person, str], work: str = "sigmoid") -> Collected:
    """What was collected: students by label, each with who that is and the layout, and a file for
    an exercise.
    """
    return Collected(
        [HandIn(label, work, f"{label}/{work}.py", b"#") for label, _, _ in people],
        {label: Student(person, layout) for label, person, layout in people},
        {"path": [LeftOut(f"{label}/x.pdf", "is no Python file", (label,)) for label, _, _ in people]},
    )


def roster(folder: Path, text: str) -> Roster:
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    return Roster.read(folder / "roster.csv")


def test_students_are_named_and_filled_in_and_the_others_are_missing(tmp_path: Path) -> None:
    collected = seen(("doejane (1001)", Person(id="1001", name="doejane"), "canvas"))
    assert roster(tmp_path, CANVAS).add(collected, {}) == []
    assert list(collected.students) == ["Jane Doe (1001)", "Jürgen Müller (1002)"]
    jane = collected.students["Jane Doe (1001)"]
    assert jane == Student(Person(id="1001", login="jdoe", name="Jane Doe", section="A"), "canvas")
    assert [s.student for s in collected.submissions] == ["Jane Doe (1001)"]
    assert [out.students for out in collected.left_out["path"]] == [("Jane Doe (1001)",)]


def test_who_is_known_keeps_the_name_that_results_are_kept_under(tmp_path: Path) -> None:
    person = Person(id="1001", name="doejane")
    collected = seen(("doejane (1001)", person, "canvas"))
    roster(tmp_path, CANVAS).add(collected, {"doejane (1001)": Student(person, "canvas")})
    assert [s.student for s in collected.submissions] == ["doejane (1001)"]


@pytest.mark.parametrize(
    "person",
    [
        Person(login="JDOE"),
        Person(name="jane doe"),
        Person(name="Doe, Jane"),
        Person(name="Jane  Doe"),
        Person(id="31", name="Jane Doe"),
        Person(name="jdoe"),
        Person(name="\uff2aane Doe"),  # a wide letter: another form of Unicode
    ],
)
def test_ways_to_be_the_same_person(person: Person, tmp_path: Path) -> None:
    collected = seen(("x", person, ""))
    assert roster(tmp_path, CANVAS).add(collected, {}) == []
    assert collected.students["Jane Doe (1001)"].person.name == "Jane Doe"


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person(id="1099", name="doejane"), "x (the row of doejane has the number 1001)"),
        (Person(id="999", name="nobody"), "x"),
        (Person(id="777", name="anon"), "x"),
    ],
)
def test_strangers_are_told(person: Person, why: str, tmp_path: Path) -> None:
    collected = seen(("x", person, "canvas"))
    assert roster(tmp_path, CANVAS).add(collected, {}) == [why]
    assert [s.student for s in collected.submissions] == ["x"]  # and nothing of theirs is lost


def test_two_of_one_name_are_told_apart_by_nothing_else(tmp_path: Path) -> None:
    text = "name,login\nJane Doe,a\nJane Doe,b\n"
    collected = seen(("x", Person(name="Jane Doe"), ""), ("y", Person(login="b"), ""))
    assert roster(tmp_path, text).add(collected, {}) == ["x (2 rows are called Jane Doe)"]
    assert collected.students["Jane Doe (b)"].person.login == "b"


def test_two_who_are_one_on_the_roster_are_told(tmp_path: Path) -> None:
    collected = seen(("x", Person(login="jdoe"), ""), ("y", Person(id="1001"), ""))
    assert roster(tmp_path, CANVAS).add(collected, {}) == ["y (x has the same row)"]
    assert [s.student for s in collected.submissions] == ["Jane Doe (1001)", "y"]


@pytest.mark.parametrize("person", [Person(group="Team A"), Person(id="77", name="team a")])
def test_the_work_of_a_group_is_that_of_all_its_members(person: Person, tmp_path: Path) -> None:
    collected = seen(("team", person, "moodle"), ("Zoe T", Person(name="Zoe T"), ""))
    assert roster(tmp_path, GROUPS).add(collected, {}) == []
    who = {s.student: s.path for s in collected.submissions}
    assert who == {
        "Jane Doe (jane@u.edu)": "team/sigmoid.py",
        "Bob Smith (bob@u.edu)": "team/sigmoid.py",
        "Zoe T (zoe@u.edu)": "Zoe T/sigmoid.py",
    }
    assert collected.left_out["path"][0].students == ("Jane Doe (jane@u.edu)", "Bob Smith (bob@u.edu)")


def test_who_of_a_group_has_work_of_her_own_keeps_it(tmp_path: Path) -> None:
    collected = seen(("Jane Doe", Person(name="Jane Doe"), ""), ("team", Person(group="Team A"), "moodle"))
    roster(tmp_path, GROUPS).add(collected, {})
    who = {s.student: s.path for s in collected.submissions}
    assert who == {
        "Jane Doe (jane@u.edu)": "Jane Doe/sigmoid.py",
        "Bob Smith (bob@u.edu)": "team/sigmoid.py",
    }


@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_as_spreadsheets_write_it(encode: str, between: str, tmp_path: Path) -> None:
    text = between.join(["name", "login"]) + "\r\n" + between.join(["Zoë", "zt"]) + "\r\n" + between + "\r\n"
    (tmp_path / "roster.csv").write_bytes(text.encode(encode))
    assert list(Roster.read(tmp_path / "roster.csv").people.values()) == [Person(name="Zoë", login="zt")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("colour,size\nred,3\n", "the first line must name columns such as name, id"),
        ("name,login\nA,x\nB,X\n", "roster.csv:3: A .x. in line 2 has the login X too"),
        ("name,email\nA,a@u\nB,a@u\n", "has the email a@u too"),
        ("name\nJane Doe\nBob\nJane Doe\n", "csv:4: Jane Doe in line 2 is called the same: add a column id"),
        ('name\n"A\n', "never closed"),
    ],
)
def test_rosters_that_cannot_be_used(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(RosterError, match=words):
        roster(tmp_path, text)


def test_a_roster_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="cannot be read"):
        Roster.read(tmp_path / "none.csv")


def test_a_second_download_goes_to_the_same_students() -> None:
    known = {"doejane (1001)": Student(Person(id="1001", name="doejane"), "canvas", "doejane_1001_5_a.py")}
    collected = seen(("doejanemarried (1001)", Person(id="1001", name="doejanemarried"), "canvas"))
    collected.keep_names(known)
    assert [s.student for s in collected.submissions] == ["doejane (1001)"]
    # another system's number
    other = seen(("Jane (1001)", Person(id="1001", name="Jane"), "moodle"))
    other.keep_names(known)
    assert [s.student for s in other.submissions] == ["Jane (1001)"]


def test_numbers_of_the_student_register_are_not_those_of_a_download(tmp_path: Path) -> None:
    """Each has the number that Canvas gives to the other."""
    collected = seen(
        ("doejane (1001)", Person(id="1001", name="doejane"), "canvas"),
        ("smithbob (1002)", Person(id="1002", name="smithbob"), "canvas"),
    )
    assert roster(tmp_path, "id,name\n1002,Jane Doe\n1001,Bob Smith\n").add(collected, {}) == []
    assert {label: s.person.name for label, s in collected.students.items()} == {
        "Jane Doe (1002)": "Jane Doe",
        "Bob Smith (1001)": "Bob Smith",
    }
    assert [s.path for s in collected.submissions] == ["doejane (1001)/sigmoid.py", "smithbob (1002)/sigmoid.py"]
    assert [s.student for s in collected.submissions] == ["Jane Doe (1002)", "Bob Smith (1001)"]


def test_own_work_counts_before_that_of_the_group_in_whatever_order(tmp_path: Path) -> None:
    collected = seen(("team", Person(group="Team A"), "moodle"), ("zz", Person(name="Jane Doe"), ""))
    assert roster(tmp_path, GROUPS).add(collected, {}) == []
    who = {s.student: (s.path, s.group) for s in collected.submissions}
    assert who["Jane Doe (jane@u.edu)"] == ("zz/sigmoid.py", "")
    assert who["Bob Smith (bob@u.edu)"] == ("team/sigmoid.py", "team")


def test_a_login_tells_a_student_in_a_later_download_too() -> None:
    known = {"Jane Doe (S1)": Student(Person(id="S1", login="jdoe", name="Jane Doe"), "blackboard")}
    collected = seen(("jdoe", Person(login="jdoe"), "blackboard"))
    collected.keep_names(known)
    assert [s.student for s in collected.submissions] == ["Jane Doe (S1)"]

"""Folders around the students of a class, and which of a student's files counts."""

from pathlib import Path

import pytest

from grader.batch.collect import collect
from grader.batch.file_names import Names
from grader.batch.layouts import pattern
from grader.batch.naming import Naming

from .test_owners import BLACKBOARD, MOODLE, SLUGS, handed_out, judged


@pytest.mark.parametrize("kind", ["folder", "archive"])
@pytest.mark.parametrize(
    ("names", "students"),
    [
        (("doejane_1001_5001_sigmoid.py", "leekim_1007_5009_sigmoid.py"), ["doejane (1001)", "leekim (1007)"]),
        ((f"{MOODLE.format('Jane_1')}/sigmoid.py", f"{MOODLE.format('Bob_2')}/sigmoid.py"), ["Bob (2)", "Jane (1)"]),
        (("Doe, Jane(u1)/sigmoid.py", "M, Mal(u6)/sigmoid.py"), ["Jane Doe (u1)", "Mal M (u6)"]),
        (("jane/sigmoid.py", "bob/sigmoid.py"), []),  # nobody can tell whose these are
        (("doejane_1001_5001_sigmoid.py",), []),  # one may be how a student calls her file
    ],
)
def test_a_download_in_one_folder_is_a_class(
    names: tuple[str, ...], students: list[str], kind: str, tmp_path: Path
) -> None:
    files = {f"Problem Set 3 - attention/{name}": b"# x\n" for name in names}
    found, seen = judged(handed_out(tmp_path / "all", files, kind))
    assert sorted(found) == students
    assert seen == (students or ["Problem Set 3 - attention"])


@pytest.mark.parametrize("kind", ["folder", "archive"])
@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("submissions/jane/sigmoid.py", "jane"),
        ("Late submissions/jane/src/sigmoid.py", "jane"),
        ("class/jane/sigmoid.py", "jane"),  # the folder is called as the archive is
        ("hw1-jane/exercises/activations/sigmoid.py", "hw1-jane"),
        ("jane/hw1/sigmoid.py", "jane"),
        ("hw1-submissions/hw1-jane/sigmoid.py", "jane"),
        ("HW1/Doe, Jane(jane)/Submission attachment(s)/sigmoid.py", "Jane Doe (jane)"),
    ],
)
def test_a_single_student_in_folders_of_the_course(name: str, student: str, kind: str, tmp_path: Path) -> None:
    found, _ = judged(handed_out(tmp_path / "class", {name: b"# x\n"}, kind))
    assert list(found) == [student]


def test_a_clone_of_the_assignment_is_named_after_the_login(tmp_path: Path) -> None:
    path = handed_out(tmp_path / "all", {f"hw1-{who}/sigmoid.py": b"#\n" for who in ("jane", "bob")}, "folder")
    collected = collect([path], Naming(Names(SLUGS, ()), assignment="hw1"))
    assert sorted(collected.students) == ["bob", "jane"]


def test_a_student_called_late_is_not_the_late_archive(tmp_path: Path) -> None:
    first = handed_out(tmp_path / "class", {"late/sigmoid.py": b"# late\n", "jane/sigmoid.py": b"# old\n"}, "archive")
    second = handed_out(tmp_path / "late", {"jane/sigmoid.py": b"# new\n", "bob/sigmoid.py": b"# bob\n"}, "archive")
    found, _ = judged(first, second)
    assert found == {"late": b"# late\n", "jane": b"# new\n", "bob": b"# bob\n"}


@pytest.mark.parametrize(
    ("better", "worse", "why"),
    [
        ("jane/sigmoid.py", "jane/old/sigmoid.py", "where grader check looks first"),
        ("jane/exercises/activations/sigmoid.py", "jane/plugins/sigmoid.py", "where grader check looks first"),
        ("jane/sigmoid-2.py", "jane/sigmoid-1.py", "with the higher number"),
        ("jane/a/sigmoid.py", "jane/b/sigmoid.py", "the first of those that are equal"),
        (
            f"{BLACKBOARD.format('jane')}sigmoid.py",
            "HW1_jane_attempt_2026-10-04-23-10-00_sigmoid.py",
            "handed in later",
        ),
    ],
)
def test_the_file_that_counts_and_why(better: str, worse: str, why: str, tmp_path: Path) -> None:
    path = handed_out(tmp_path / "class", {better: b"# better\n", worse: b"# worse\n", "bob/gelu.py": b"#\n"}, "folder")
    collected = collect([path], Naming(Names(SLUGS, ())))
    assert [s.data for s in collected.submissions if s.exercise == "sigmoid"] == [b"# better\n"]
    (out,) = collected.left_out[str(path)]
    assert why in out.reason


def test_with_a_pattern_what_it_does_not_match_is_nobodys(tmp_path: Path) -> None:
    path = handed_out(tmp_path / "class", {"jane-sigmoid.py": b"#\n", "bob/sigmoid.py": b"#\n"}, "folder")
    naming = Naming(Names(SLUGS, ()), (pattern.layout(r"(?P<login>\w+)-(?P<file>.*)"),), strict=True)
    collected = collect([path], naming)
    assert [s.student for s in collected.submissions] == ["jane"]
    assert list(collected.students) == ["jane"]
    (out,) = collected.left_out[str(path)]
    assert "is nobody's" in out.reason

"""grader course, grader handout, and what grader batch --assignment does beside grading."""

import csv
import io
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from ..conftest import ROOT
from ..courses.made import CLASS, GELU, RIGHT, SYSTEMS, WRONG, One, download, notebook
from .command import Done, grader

SETTINGS = """
[tool.grader.assignments.hw1]
title = "Homework 1"
exercises = { sigmoid = 10, gelu = 20 }
hidden = ["contract"]
"""
FAST = ("--dtype", "float32")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(f"[tool.grader]{SETTINGS}", encoding="utf-8")
    return tmp_path


def handed_in(course: Path, *students: One) -> None:
    (course / "submissions.zip").write_bytes(download(SYSTEMS["canvas"], students))


def batch(course: Path, *arguments: object) -> Done:
    return grader("batch", "submissions.zip", "--assignment", "hw1", *FAST, *arguments, cwd=course)


def grades(course: Path) -> dict[str, dict[str, str]]:
    text = (course / "grades.csv").read_text(encoding="utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_the_table_of_an_assignment(course: Path) -> None:
    done = grader("course", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "hw1  Homework 1, 30 points" in done.stdout
    assert "sigmoid      10  values 4, gradients 4, contract (hidden) 2, rules (else 0)" in done.stdout
    assert "of hidden checks the points alone: contract" in done.stdout
    assert "a new secret seed" in done.stdout
    assert "no exercise" not in done.stdout
    settings = SETTINGS.replace('["contract"]', '["contract", "speed"]')
    (course / "pyproject.toml").write_text(f"[tool.grader]{settings}", encoding="utf-8")
    assert "no exercise of it has the hidden check speed" in grader("course", cwd=course).stdout


@pytest.mark.parametrize(
    ("settings", "arguments", "status", "words"),
    [
        ("", (), 2, "has no assignment: write a table [tool.grader.assignments.NAME]"),
        (SETTINGS, ("hw9",), 2, "there is no assignment called 'hw9'; did you mean hw1?"),
        (SETTINGS.replace("gelu", "gellu"), (), 3, "A633"),
        (SETTINGS.replace("gelu", "gellu"), (), 3, "did you mean gelu"),
        (
            SETTINGS.replace('["contract"]', '["contrast"]'),
            (),
            3,
            "[tool.grader.assignments.hw1] hidden must be a list",
        ),
    ],
)
def test_what_is_wrong_with_a_course(
    settings: str, arguments: tuple[str, ...], status: int, words: str, course: Path
) -> None:
    (course / "pyproject.toml").write_text(f"[tool.grader]{settings}", encoding="utf-8")
    done = grader("course", *arguments, cwd=course)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr


def test_what_students_get_has_starters_and_nothing_that_gives_answers_away(course: Path) -> None:
    done = grader("handout", "hw1", "-o", "for students", cwd=course)
    assert done.returncode == 0, done.stderr
    files = {path.name: path.read_text(encoding="utf-8") for path in (course / "for students").iterdir()}
    assert set(files) == {"README.md", "sigmoid.py", "gelu.py"}
    for slug in ("sigmoid", "gelu"):
        assert files[f"{slug}.py"] == (ROOT / "exercises" / "activations" / f"{slug}.py").read_text(encoding="utf-8")
    assert "# Homework 1" in files["README.md"]
    assert "Of contract you will learn no more than your points." in files["README.md"]
    assert "misconception" not in "".join(files.values())
    again = grader("handout", "hw1", "-o", "for students", cwd=course)
    assert (again.returncode, again.stdout) == (2, "")
    assert "is there already; nothing was written" in again.stderr


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(course: Path) -> None:
    done = grader("handout", "hw1", "-o", "none/here", cwd=course)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert {p.name for p in course.iterdir()} == {"pyproject.toml"}


def test_everybody_is_accounted_for(course: Path) -> None:
    ann = One(1, "ann", "Ann", "A", RIGHT, GELU)
    handed_in(course, ann)
    with zipfile.ZipFile(course / "submissions.zip", "a") as archive:
        archive.writestr("bbob_2_9_my work.pdf", b"%PDF-1.4")
        # another name, and it defines sigmoid
        archive.writestr("ccy_3_9_homework.py", RIGHT + WRONG)
        archive.writestr("ddan_4_9_hw.ipynb", notebook(WRONG, GELU))
        archive.writestr("eeve_5_9_sigmoid.py", "def sigmoid(:")
    (course / "roster.csv").write_text(
        "name,id\nAnn A,1\nBob B,2\nCy C,3\nDan D,4\nEve E,5\n=Zoe,6\n", encoding="utf-8"
    )
    done = batch(
        course,
        *("--roster", "roster.csv", "--grades", "grades.csv", "--feedback", "pages.zip", "--format", "markdown=md"),
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "no verdict for something of 1 student: Bob B (2)" in done.stdout
    found = {key: (row["points"], row["status"]) for key, row in grades(course).items()}
    assert found == {
        "1": ("30", "graded"),
        "2": ("", "open"),
        "3": ("8", "graded"),
        "4": ("28", "graded"),
        "5": ("0", "graded"),
        "6": ("", "missing"),
    }
    assert grades(course)["6"]["student"] == "'=Zoe (6)"
    assert "my work.pdf is no Python file" in grades(course)["2"]["reason"]
    with zipfile.ZipFile(course / "pages.zip") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(pages) == {
        "aann_1_7_hw1.html",
        "bbob_2_9_hw1.html",
        "ccy_3_9_hw1.html",
        "ddan_4_9_hw1.html",
        "eeve_5_9_hw1.html",
    }
    assert "28 of 30 points" in pages["ddan_4_9_hw1.html"]
    assert '<p class="faint path">Dan D</p>' in pages["ddan_4_9_hw1.html"]
    assert "difference for product" in pages["ddan_4_9_hw1.html"]
    assert "invalid syntax" in pages["eeve_5_9_hw1.html"]
    assert "my work.pdf" in pages["bbob_2_9_hw1.html"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in (course / "md").iterdir()}
    assert set(texts) == {f"{name}.md" for name in ("Ann A (1)", "Bob B (2)", "Cy C (3)", "Dan D (4)", "Eve E (5)")}
    assert "28 of 30 points" in texts["Dan D (4).md"]


@pytest.mark.parametrize(
    ("level", "told", "not_told"),
    [
        ("verdict", ("8 of 30 points",), ("difference for product", "should be", "y*(1 - y)")),
        ("failures", ("should be",), ("difference for product", "y*(1 - y)")),
        ("diagnosis", ("should be", "difference for product"), ("y*(1 - y)",)),
        ("full", ("should be", "difference for product", "y*(1 - y)"), ()),
    ],
)
def test_pages_tell_as_much_as_the_assignment_says(
    level: str, told: tuple[str, ...], not_told: tuple[str, ...], course: Path
) -> None:
    settings = f"[tool.grader]{SETTINGS.replace('hidden', f'feedback = {level!r}{chr(10)}hidden')}"
    (course / "pyproject.toml").write_text(settings, encoding="utf-8")
    handed_in(course, One(1, "ann", "Ann", "A", WRONG))
    assert batch(course, "--feedback", "pages").returncode == 0
    (page,) = (course / "pages").iterdir()
    text = page.read_text(encoding="utf-8")
    assert [words for words in told if words not in text] == []
    assert [words for words in not_told if words in text] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--gradebook", "none.csv"), "'none.csv' does not exist"),
        (("--gradebook", "table.csv"), "is the gradebook of no system that is known"),
        (("--gradebook", "book.csv", "--column", "Exam"), "there is not the column 'Exam': 'Homework 1 (77)'"),
        (("--roster", "table.csv"), "the first line must name columns such as name, id"),
        (("--feedback", "there"), "there is there already; name a new folder, or a .zip"),
        (("--feedback", "none/pages.zip"), "there is no folder none"),
        (("--grades", "grades.txt"), "grades.txt must end in .csv"),
        (("--names", "("), "is no regular expression"),
        (("--names", "(?P<who>.*)"), "names a group 'who'"),
        (("--exercise", "sigmoid"), "an --assignment has its exercises"),
        (("--format", "junit"), "name a new folder too, as in junit=results"),
        (("--format", "junitt=x"), "there is no format called 'junitt'; did you mean junit?"),
        (("--format", "junit=there"), "there is there already"),
        (("--format", "junit=none/x"), "there is no folder none"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_graded(
    arguments: tuple[str, ...], words: str, course: Path
) -> None:
    handed_in(course, CLASS[0])
    (course / "table.csv").write_text("colour,size\nred,3\n", encoding="utf-8")
    (course / "book.csv").write_text(SYSTEMS["canvas"].gradebook, encoding="utf-8")
    (course / "there").mkdir()
    before = {path.name for path in course.iterdir()}
    done = batch(course, *arguments)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert {path.name for path in course.iterdir()} == before


def test_options_of_grades_need_an_assignment(course: Path) -> None:
    handed_in(course, CLASS[0])
    done = grader("batch", "submissions.zip", "--grades", "grades.csv", cwd=course)
    assert done.returncode == 2
    assert "need an --assignment" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_gradebook_in_a_folder_that_cannot_be_written(course: Path) -> None:
    handed_in(course, CLASS[0])
    (course / "locked").mkdir()
    (course / "locked" / "book.csv").write_text(SYSTEMS["canvas"].gradebook, encoding="utf-8")
    (course / "locked").chmod(0o500)
    done = batch(course, "--gradebook", "locked/book.csv")
    assert done.returncode == 3
    assert "cannot be written" in done.stderr


def test_earlier_gradebooks_are_never_replaced(course: Path) -> None:
    handed_in(course, CLASS[0])
    (course / "book.csv").write_text(SYSTEMS["canvas"].gradebook, encoding="utf-8")
    before = (course / "book.csv").read_bytes()
    for name in ("book.graded.csv", "book.graded-2.csv"):
        assert batch(course, "--gradebook", "book.csv").returncode == 0
        assert f"\n{name}"[1:] in {path.name for path in course.iterdir()}
    assert (course / "book.csv").read_bytes() == before
    assert (course / "book.graded.csv").read_bytes() == (course / "book.graded-2.csv").read_bytes()


def test_names_by_a_pattern(course: Path) -> None:
    (course / "work").mkdir()
    for login, text in (("ann", RIGHT), ("bob", WRONG)):
        (course / "work" / f"{login}@sigmoid.py").write_text(text, encoding="utf-8")
    (course / "work" / "readme.txt").touch()
    done = grader(
        *("batch", "work", "--assignment", "hw1", *FAST, "--names", r"(?P<login>\w+)@(?P<file>.+)"),
        *("--grades", "grades.csv"),
        cwd=course,
    )
    assert done.returncode == 0, done.stdout
    text = (course / "grades.csv").read_text(encoding="utf-8-sig")
    assert {(r["login"], r["points"]) for r in csv.DictReader(io.StringIO(text))} == {("ann", "10"), ("bob", "8")}


def test_a_regrading_tells_whose_grade_changes_and_why(course: Path) -> None:
    plugin = (
        "from grader import Reals, elementwise\n\n\n@elementwise(domain=Reals(-9, 9))\n"
        'def twice(x):\n    """Twice x."""\n    return {} * x\n'
    )
    (course / "plugins").mkdir()
    (course / "plugins" / "twice.py").write_text(plugin.format(3), encoding="utf-8")
    (course / "pyproject.toml").write_text(
        "[tool.grader.assignments.hw1]\nexercises = { twice = 10 }\n", encoding="utf-8"
    )
    work = "def twice(x):\n    return 2 * x\n\n\ndef twice_backward(grad_output, x):\n    return 2 * grad_output\n"
    (course / "work" / "ann").mkdir(parents=True)
    (course / "work" / "ann" / "twice.py").write_text(work, encoding="utf-8")
    arguments = ("batch", "work", "--assignment", "hw1", *FAST, "--grades", "grades.csv")
    assert grader(*arguments, cwd=course).returncode == 0
    (course / "plugins" / "twice.py").write_text(plugin.format(2), encoding="utf-8")
    shutil.copy(course / "grades.csv", course / "first.csv")
    done = grader(*arguments, cwd=course)
    assert "(the exercise's file has changed)" in done.stdout
    assert ",10," in (course / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert ",10,10," not in (course / "first.csv").read_text(encoding="utf-8-sig").splitlines()[1]


def test_late_work_changes_grades_and_is_told(course: Path) -> None:
    ann = One(1001, "ann", "Ann", "A", WRONG)
    handed_in(course, ann, One(1002, "bob", "Bob", "B", WRONG))
    assert batch(course, "--grades", "grades.csv").returncode == 0
    shutil.copy(course / "submissions.zip", course / "first.zip")
    shutil.copy(course / "grades.csv", course / "before.csv")
    (course / "late.zip").write_bytes(download(SYSTEMS["canvas"], (One(1001, "ann", "Ann", "A", RIGHT),)))
    arguments = ("--assignment", "hw1", *FAST, "--grades", "grades.csv")
    late = grader("batch", "late.zip", *arguments, cwd=course)
    assert late.returncode == 0, late.stdout
    assert re.search(
        r"aann \(1001\)  sigmoid  80 not passed G301 -> 100 passed  \(now late.zip/.*counts\)", late.stdout
    )
    again = grader("batch", "submissions.zip", *arguments, "--regrade", cwd=course)
    assert again.returncode == 0
    assert {key: row["points"] for key, row in grades(course).items()} == {"1001": "10", "1002": "8"}
    with zipfile.ZipFile(course / "later.zip", "w") as archive:
        archive.writestr("bbob_1002_99_sigmoid.pdf", b"%PDF")
    done = grader("batch", "later.zip", *arguments, cwd=course)
    assert done.returncode == 1
    assert "an earlier file counts, since the later one could not be used: bbob (1002)" in done.stdout


def test_files_of_students_named_like_others_of_canvas_are_their_own(course: Path) -> None:
    with zipfile.ZipFile(course / "submissions.zip", "w") as archive:
        archive.writestr("doejane_1001_5002_1003_5999_sigmoid.py", WRONG)
        archive.writestr("doejane_1001_5003_1002_5004_gelu.py", GELU)
        archive.writestr("smithbob_1002_5001_1_sigmoid.py", RIGHT)
    done = batch(course, "--grades", "grades.csv")
    assert {key: row["points"] for key, row in grades(course).items()} == {"1001": "28", "1002": "10"}, done.stdout


def test_each_assignment_has_results_of_its_own(course: Path) -> None:
    (course / "pyproject.toml").write_text(
        "[tool.grader.assignments]\nhw1 = { exercises = { sigmoid = 10 } }\n"
        "hw2 = { exercises = { sigmoid = 10, gelu = 20 } }\n",
        encoding="utf-8",
    )
    handed_in(course, One(1001, "ann", "Ann", "A", RIGHT))
    assert batch(course).returncode == 0
    handed_in(course, One(1001, "ann", "Ann", "A", "", GELU))
    done = grader("batch", "submissions.zip", "--assignment", "hw2", *FAST, "--grades", "grades.csv", cwd=course)
    assert done.returncode == 0, done.stdout
    assert grades(course)["1001"]["points"] == "20"
    wrong = grader("batch", "submissions.zip", "--assignment", "hw2", *FAST, "-o", "hw1.sqlite", cwd=course)
    assert wrong.returncode == 2
    assert "has results of the assignment hw1: give another file with -o" in wrong.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--grades", "roster.csv", "--roster", "roster.csv"),
        ("--feedback", "submissions.zip"),
        ("--gradebook", "book.csv", "--grades", "book.csv"),
    ],
)
def test_no_output_takes_the_place_of_an_input(arguments: tuple[str, ...], course: Path) -> None:
    handed_in(course, CLASS[0])
    (course / "book.csv").write_text(SYSTEMS["canvas"].gradebook, encoding="utf-8")
    (course / "roster.csv").write_text("name,id\nJane Doe,1001\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in course.iterdir()}
    done = batch(course, *arguments)
    assert done.returncode == 2
    assert "is read or written already" in done.stderr
    assert {path.name: path.read_bytes() for path in course.iterdir()} == before


def test_a_path_inside_another_is_refused(course: Path) -> None:
    (course / "work").mkdir()
    (course / "work" / "submissions.zip").write_bytes(download(SYSTEMS["canvas"]))
    done = grader("batch", "work", "work/submissions.zip", "--assignment", "hw1", cwd=course)
    assert done.returncode == 2
    assert "would be twice" in " ".join(done.stderr.split())
    assert not (course / "hw1.sqlite").exists()

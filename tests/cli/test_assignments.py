"""grader check --assignment and --format: what one person has for several exercises, and for other
programs.
"""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader.report.formats.graded_checks import NOT_GRADED

from ..conftest import ROOT, SUBMISSIONS
from ..tiers import whole
from .command import Done, grader, process

SETTINGS = """
[tool.grader.assignments.hw1]
title = "Homework 1"
exercises = { softsign = 10, sigmoid = 20 }
hidden = ["contract"]
seed = 271828

[tool.grader.assignments.plain]
exercises = ["softsign"]
feedback = "verdict"

[tool.grader.assignments.told]
exercises = ["sigmoid"]
feedback = "full"

[tool.grader.assignments.secret]
exercises = ["sigmoid", "softsign"]
hidden = ["values", "gradients"]

[tool.grader.assignments.wrong]
exercises = ["softsing"]

[tool.grader.assignments.strict]
exercises = ["softsign"]
require_isolation = "L3"
require_device = "xpu"
"""
WRONG = SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py"
SOLUTIONS = ROOT / "solutions" / "activations"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with an assignment, and alice, who has one exercise right, one wrong in a folder,
    and other files.
    """
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    alice = tmp_path / "alice"
    (alice / "src").mkdir(parents=True)
    (alice / "softsign.py").write_bytes((SOLUTIONS / "softsign.py").read_bytes())
    (alice / "src" / "softsign.py").write_text("def softsign(x): ...\n", encoding="utf-8")
    (alice / "src" / "Sigmoid (1).py").write_bytes(WRONG.read_bytes())
    (alice / "notes.txt").write_text("hello", encoding="utf-8")
    return tmp_path


def check(course: Path, *arguments: object) -> Done:
    return grader("check", *arguments, cwd=course)


def test_all_exercises_of_an_assignment_and_their_sum(course: Path) -> None:
    done = check(course, "--assignment", "hw1", "alice", "--html", "all.html")
    assert done.returncode == 1
    first, second = (
        done.stdout.index("softsign  alice/softsign.py"),
        done.stdout.index("sigmoid  alice/src/Sigmoid (1).py"),
    )
    assert first < second
    assert "mistake: difference for product" in done.stdout
    assert "hidden: it counts, and is not explained" in done.stdout
    assert done.stdout.endswith(
        "hw1  Homework 1\n\n  softsign  passed      10 of 10 points\n  sigmoid   not passed  16 of 20 points\n\n"
        "not passed  26 of 30 points\n"
    )
    assert "271828" not in done.stdout
    assert "seed" not in done.stdout
    assert "grader: alice/src/softsign.py is another file" in done.stderr
    assert "alice/softsign.py counts" in done.stderr
    page = ElementTree.fromstring((course / "all.html").read_text(encoding="utf-8"))
    assert [e.text for e in page.iter("h1")] == ["Homework 1"]
    assert str(next(e.text for e in page.iter("h2"))).startswith("Softsign: ")


def test_as_json(course: Path) -> None:
    done = check(course, "--assignment", "hw1", "alice", "--json")
    whole_work = json.loads(done.stdout)
    assert (whole_work["schema"], whole_work["assignment"]) == ("grader.work/1", "hw1")
    assert (whole_work["points"], whole_work["worth"], whole_work["passed"], whole_work["judged"]) == (
        26,
        30,
        False,
        True,
    )
    assert [e["report"]["exercise"] for e in whole_work["exercises"]] == ["softsign", "sigmoid"]
    assert {e["report"]["seed"] for e in whole_work["exercises"]} == {None}


def test_here_without_a_file_for_an_exercise(course: Path) -> None:
    """A missing file is told with what may have been meant; the others are graded."""
    folder = course / "alice"
    (folder / "src" / "Sigmoid (1).py").rename(folder / "sigmoid.txt")
    done = grader("check", "--assignment", "hw1", cwd=folder)
    assert done.returncode == 1
    assert "S125 file-missing  there is no file for sigmoid: hand in sigmoid.py" in done.stdout
    assert "sigmoid.txt is no Python file; if it holds code, hand it in as sigmoid.py" in " ".join(done.stdout.split())
    assert "  sigmoid   missing  0 of 20 points" in done.stdout
    assert "next: grader start sigmoid" in done.stdout


def test_in_the_folder_of_the_course_no_solution_counts(course: Path) -> None:
    for name in ("solutions", "exercises"):
        (course / name).mkdir()
        (course / name / "sigmoid.py").write_bytes((SOLUTIONS / "sigmoid.py").read_bytes())
    (course / "solutions" / "softsign.py").write_bytes((SOLUTIONS / "softsign.py").read_bytes())
    done = check(course, "--assignment", "hw1", "--format", "junit", "-o", "out.xml")
    assert "  softsign  missing" in done.stdout
    assert "sigmoid  exercises/sigmoid.py" in done.stdout
    assert done.returncode == 1
    assert (course / "out.xml").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--assignment", "hw2"], 2, "there is no assignment called 'hw2'; did you mean hw1?"),
        (
            ["--assignment", "zz"],
            2,
            "there are hw1, plain, told, secret, wrong, strict; it would be a table [tool.grader.assignments.zz]",
        ),
        (["--assignment", "hw1", "bob"], 2, "bob does not exist"),
        (["--assignment", "hw1", "pyproject.toml"], 2, "to check it alone: grader check SLUG pyproject.toml"),
        (["--assignment", "hw1", "alice", "bob"], 2, "--assignment takes one FOLDER, not also bob"),
        (["--assignment", "hw1", "--seed", "1"], 2, "--seed does not go with --assignment"),
        (["--assignment", "hw1", "--speed"], 2, "--speed does not go with --assignment"),
        (
            ["--assignment", "wrong", "alice"],
            3,
            "A633 exercise-unknown: [tool.grader.assignments.wrong] exercises, softsing",
        ),
        (["--assignment", "wrong", "alice"], 3, "did you mean softsign"),
        ([], 2, "Missing argument 'SLUG'"),
        (["softsign", "alice/softsign.py", "-o", "x.json"], 2, "-o needs --format"),
        (["softsign", "alice/softsign.py", "--format", "junti"], 2, "no format called 'junti'; did you mean junit?"),
        (
            ["softsign", "alice/softsign.py", "--format", "x"],
            2,
            "there are classroom50, coderunner, github-annotations",
        ),
        (["softsign", "alice/softsign.py", "--format", "junit", "--json"], 2, "give the format a file with -o"),
        (["softsign", "alice/softsign.py", "--format", "junit", "-o", "no/x.xml"], 2, "there is no folder no"),
        (["softsign", "alice/softsign.py", "--format", "junit", "-o", "/dev/null"], 2, "/dev/null is no file"),
    ],
)
def test_errors_for_people(arguments: list[str], status: int, words: str, course: Path) -> None:
    done = check(course, *arguments)
    assert done.returncode == status
    assert words in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_without_a_course_there_is_no_assignment(tmp_path: Path) -> None:
    done = grader("check", "--assignment", "hw1", cwd=tmp_path)
    assert done.returncode == 2
    assert "the course has none" in done.stderr


def test_a_format_alone_is_all_that_standard_output_gets(course: Path) -> None:
    done = check(course, "--assignment", "hw1", "alice", "--format", "gradescope")
    results = json.loads(done.stdout)
    assert done.returncode == 0  # since grading ran
    assert results["score"] == 26
    hidden = {t["name"]: t["visibility"] for t in results["tests"] if t["visibility"] != "visible"}
    assert hidden == {"softsign: contract": "after_published", "sigmoid: contract": "after_published"}


def test_the_level_of_feedback_is_that_of_the_assignment(course: Path) -> None:
    (course / "alice" / "softsign.py").write_text("def softsign(x):\n    return x\n", encoding="utf-8")
    (course / "alice" / "src" / "softsign.py").unlink()
    done = check(course, "--assignment", "plain", "alice", "--format", "prairielearn", "-o", "results.json")
    results = json.loads((course / "results.json").read_bytes())
    assert done.returncode == 0
    assert results["gradable"] is True
    assert {t["output"] for t in results["tests"] if t["description"] == "failed"} == {
        "failed in float32 float64",
        "failed in float32",
    }
    assert "should be" not in done.stdout


def test_a_machine_that_cannot_judge_gives_no_verdict(course: Path) -> None:
    done = check(course, "--assignment", "strict", "alice", "--format", "markdown", "-o", "page.md")
    assert done.returncode == 3
    assert "not judged" in done.stdout
    assert "0 of" not in done.stdout.splitlines()[-3]
    assert NOT_GRADED[:10] in (course / "page.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("format_", "status"), [("coderunner", 0), ("junit", 1)])
def test_a_single_exercise_in_a_format(format_: str, status: int, tmp_path: Path) -> None:
    done = grader("check", "sigmoid", WRONG, "--format", format_, cwd=tmp_path)
    assert done.returncode == status
    assert "difference for product" in done.stdout
    assert not done.stdout.startswith("sigmoid")
    assert list(tmp_path.iterdir()) == []


def test_a_file_beside_the_report(tmp_path: Path) -> None:
    done = process("check", "sigmoid", WRONG, "--format", "classroom50", "-o", "result.json", cwd=tmp_path)
    assert done.returncode == 0
    assert "mistake: difference for product" in done.stdout
    assert json.loads((tmp_path / "result.json").read_bytes())["score"] == 8000


@whole
def test_what_is_right_is_told_if_all_is_explained(tmp_path: Path) -> None:
    brief, full = (
        grader("check", "sigmoid", WRONG, "--format", "markdown", "--explain", how, cwd=tmp_path).stdout
        for how in ("brief", "full")
    )
    assert "y*(1 - y)" not in brief
    assert "right: d/dx sigmoid(x) = y*(1 - y)" in full


@whole
def test_an_assignment_that_tells_everything_tells_what_is_right(course: Path) -> None:
    done = check(course, "--assignment", "told", "alice", "--format", "markdown", "-o", "page.md")
    for said in (done.stdout, (course / "page.md").read_text(encoding="utf-8")):
        assert "right: d/dx sigmoid(x) = y*(1 - y)" in said
    assert "told\n\n  sigmoid" in done.stdout  # without a title, the name once


PRINTS = """
def softsign(x):
    print("SEEN", x)
    raise ValueError(f"SEEN {x}")
def softsign_backward(grad_output, x):
    print("SEEN", x)
    return x
"""


@pytest.mark.parametrize("shown", ["--html p.html", "--json", "--format gradescope", "--format junit"])
def test_what_a_hidden_check_asks_cannot_be_printed(shown: str, course: Path) -> None:
    """Neither by printing it, nor by an exception."""
    (course / "alice" / "softsign.py").write_text(PRINTS, encoding="utf-8")
    (course / "alice" / "src" / "softsign.py").unlink()
    done = check(course, "--assignment", "secret", "alice", *shown.split())
    page = (course / "p.html").read_text(encoding="utf-8") if "--html" in shown else ""
    assert "softsign" in done.stdout
    assert "SEEN" not in done.stdout + done.stderr + page


@whole
def test_a_notebook_and_a_file_of_another_name(course: Path) -> None:
    """Files count as they do for grader batch."""
    bob = course / "bob"
    bob.mkdir()
    sources = [WRONG.read_text(encoding="utf-8"), (SOLUTIONS / "softsign.py").read_text(encoding="utf-8")]
    (bob / "homework.py").write_text("\n".join(sources), encoding="utf-8")
    assert "not passed  26 of 30 points" in check(course, "--assignment", "hw1", "bob").stdout
    (bob / "homework.py").unlink()
    plain: dict[str, object] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**plain, "source": source} for source in sources]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (bob / "homework.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = check(course, "--assignment", "hw1", "bob")
    assert "not passed  26 of 30 points" in done.stdout
    assert "softsign  bob/homework.ipynb (cell 2)" in done.stdout

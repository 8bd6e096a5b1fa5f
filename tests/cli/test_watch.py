"""`grader watch` in a terminal, and what is kept of it: `grader status`, hints one at a time, the
next exercise.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ..conftest import ROOT, SUBMISSIONS
from ..terminal import Terminal
from .command import grader, process

COURSE = '[tool.grader.assignments.hw1]\nexercises = ["tanh", "sigmoid"]\n'
RIGHT = ROOT / "solutions" / "activations"
WRONG = SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py"
ENDLESS = "import torch\n\ndef sigmoid(x):\n    while True:\n        pass\n"
KILLING = "import os\n\nos._exit(7)\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(COURSE, encoding="utf-8")
    return folder


def saved(file: Path, text: str) -> None:
    """Save as editors do that write another file and rename it."""
    other = file.with_suffix(".tmp")
    other.write_text(text, encoding="utf-8")
    other.rename(file)


def test_a_course_from_its_beginning_to_its_end(course: Path) -> None:
    shutil.copy(RIGHT / "tanh.py", course)
    watch = Terminal("watch", cwd=course)
    watch.until(b"tanh is done.")
    watch.until(b"quit")
    watch.type(b"n")
    watch.until(b"Nothing is written yet")  # the starter was written
    watch.until(b"quit")
    file = course / "sigmoid.py"
    watch.type(b"hh")
    watch.until(b"Hint 1 of 2")
    watch.until(b"Hint 2 of 2")
    file.write_text("", encoding="utf-8")  # editors do so, before they write
    file.write_text(WRONG.read_text(encoding="utf-8"), encoding="utf-8")
    watch.until(b"80 of 100 points")
    watch.type(b"ep")
    watch.until(b"cause:")
    watch.until(b"72 columns wide")
    saved(file, KILLING)
    watch.until(b"S112")
    saved(file, ENDLESS)
    watch.until(b"judging")
    # nobody waits for what never ends
    saved(file, (RIGHT / "sigmoid.py").read_text(encoding="utf-8"))
    watch.until(b"sigmoid is done.")
    watch.until(b"quit")
    watch.type(b"nq")
    assert watch.end() == 0
    assert "2 of 2 done" in watch.text
    assert "All exercises are done." in watch.text
    assert "S113" not in watch.text


def test_a_key_ends_it_while_a_submission_hangs(course: Path) -> None:
    (course / "sigmoid.py").write_text(ENDLESS, encoding="utf-8")
    watch = Terminal("watch", "Sigmoid", cwd=course)
    watch.until(b"judging")
    watch.type(b"q")
    assert watch.end() == 0
    assert "S113" not in watch.text


def test_ctrl_c_ends_it_and_a_file_that_is_gone_is_waited_for(course: Path) -> None:
    (course / "sigmoid.py").write_text("", encoding="utf-8")
    watch = Terminal("watch", "sigmoid", cwd=course)
    watch.until(b"S106")
    (course / "sigmoid.py").unlink()
    watch.until(b"S125")
    shutil.copy(WRONG, course / "sigmoid.py")
    watch.until(b"80 of 100 points")
    watch.until(b"quit")
    watch.type(b"\x03")
    assert watch.end() == 130


def test_without_a_terminal_it_says_what_to_use() -> None:
    done = process("watch", "sigmoid")
    assert done.returncode == 2
    assert "needs a terminal; without one: grader check SLUG" in done.stderr


def test_what_is_done_shows_in_status_and_leads_on(course: Path) -> None:
    assert "next: grader watch tanh" in grader("status", cwd=course).stdout
    shutil.copy(RIGHT / "tanh.py", course)
    shutil.copy(WRONG, course / "sigmoid.py")
    assert grader("check", "tanh", cwd=course).stdout.splitlines()[-2] == "next: grader start sigmoid"
    assert grader("check", "sigmoid", cwd=course).returncode == 1
    status = grader("status", cwd=course).stdout
    assert "hw1" in status
    assert "1 of   2" in status
    assert "begun: sigmoid, 80 of 100 points, checked once" in status
    assert status.endswith("next: grader watch sigmoid\n")
    shutil.copy(RIGHT / "sigmoid.py", course)
    assert "next: nothing is left, all exercises are done\n" in grader("check", "sigmoid", cwd=course).stdout
    assert grader("status", cwd=course).stdout.endswith("all of them are done\n")


def test_work_of_others_is_not_ones_own(course: Path) -> None:
    passed = grader("check", "tanh", RIGHT / "tanh.py", cwd=course)
    assert passed.returncode == 0
    assert "next:" not in passed.stdout
    assert "begun" not in (status := grader("status", cwd=course).stdout)
    assert status.endswith("next: grader watch tanh\n")


def test_hints_come_one_at_a_time(course: Path) -> None:
    first, second, third, every = (
        grader("hint", "sigmoid", *more, cwd=course).stdout for more in ((), (), (), ["--all"])
    )
    assert first.startswith("1. ")
    assert first.endswith("1 more: grader hint sigmoid\n")
    assert second.startswith("2. ")
    assert third == second
    assert "1. " in every
    assert "2. " in every


def test_a_damaged_file_keeps_nobody_from_a_verdict(course: Path, tmp_path: Path) -> None:
    shutil.copy(RIGHT / "tanh.py", course)
    grader("check", "tanh", cwd=course)
    (file,) = tmp_path.rglob("practice.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("drop table hints")
    status = grader("status", cwd=course)
    assert status.returncode == 3
    assert "is damaged (its tables are others). It is kept as" in status.stderr
    file.write_bytes(b"something else")
    judged = grader("check", "tanh", cwd=course)
    assert judged.returncode == 0
    assert "was not written by grader" in judged.stderr
    assert file.read_bytes() == b"something else"


def test_names_are_read_as_people_write_them(course: Path) -> None:
    shutil.copy(RIGHT / "sigmoid.py", course)
    for name in ("Sigmoid", "sigmoid.py", "SIGMOID", "./sigmoid.py"):
        assert "100 of 100 points" in grader("check", name, cwd=course).stdout
    assert "log_softmax" in grader("check", "log-softmax", cwd=course).stderr
    assert "log_softmax" in grader("check", "LogSoftmax", cwd=course).stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [("chek", "did you mean check"), ("hints", "did you mean hint"), ("zzz", "see `grader --help`")],
)
def test_commands_that_are_nearly_right(given: str, said: str) -> None:
    done = grader(given)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "number", "offered", "not_offered"),
    [
        ("grader che", 1, "check", "watch"),
        ("grader hint softm", 2, "softmax", "softsign"),
        ("grader quiz take opt", 3, "optimizers", "losses"),
        ("grader selfcheck log_s", 2, "log_softmax", "losses"),
    ],
)
def test_a_shell_completes_names(words: str, number: int, offered: str, not_offered: str) -> None:
    done = process(_GRADER_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(number))
    assert done.returncode == 0, done.stderr
    assert f"plain,{offered}\n" in done.stdout
    assert not_offered not in done.stdout


def test_the_list_has_levels_order_and_progress(course: Path) -> None:
    shutil.copy(RIGHT / "tanh.py", course)
    shutil.copy(WRONG, course / "sigmoid.py")
    assert "  done  " not in grader("list", cwd=course).stdout
    grader("check", "tanh", cwd=course)
    grader("check", "sigmoid", cwd=course)
    lines = {line.split()[0]: line.split()[1:4] for line in grader("list", cwd=course).stdout.splitlines()}
    assert lines["tanh"] == ["level", "1", "done"]
    assert lines["sigmoid"] == ["level", "1", "begun"]
    assert lines["adam"][:2] == ["level", "3"]
    listed = json.loads(grader("list", "--json", cwd=course).stdout)
    assert listed["schema"] == "grader.list/1"
    by_slug = {e["slug"]: (e["level"], e["order"], e["progress"]) for e in listed["exercises"]}
    assert by_slug["tanh"] == (1, 1, {"done": True, "tries": 1, "points": 100, "max_points": 100})
    assert by_slug["sigmoid"] == (1, 2, {"done": False, "tries": 1, "points": 80, "max_points": 100})
    assert by_slug["adam"] == (3, None, None)

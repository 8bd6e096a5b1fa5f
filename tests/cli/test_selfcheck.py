"""grader selfcheck: what is meant by its arguments, and that no exercise takes others down."""

from pathlib import Path

import pytest

from ..tiers import whole
from .command import grader, process

GOOD = "from grader import elementwise\n\n\n@elementwise()\ndef {name}(x):\n    '''{name}.'''\n    return {formula}\n"
COURSE = {
    "topic/sigmoid.py": GOOD.format(name="sigmoid", formula="x / 2"),
    "topic/pole.py": GOOD.format(name="pole", formula="1 / x"),
    "topic/dies.py": GOOD.format(name="dies", formula="__import__('os')._exit(9)"),
    "unfinished.py": "def f(:\n",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    (folder / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    for name, text in COURSE.items():
        (folder / "plugins" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "plugins" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plugins/topic/sigmoid.py", "A610 name-taken: the name sigmoid is taken"),
        ("plugins/unfinished.py", "A612 plugin-fails: cannot be imported"),
        ("unfinished", "A612 plugin-fails: cannot be imported"),
    ],
)
def test_a_file_that_was_refused_is_spoken_of(name: str, words: str, course: Path) -> None:
    done = grader("selfcheck", name, cwd=course)
    assert done.returncode == 1
    assert words in done.stdout
    assert "0 of 0 exercises fit" in done.stdout


def test_one_that_breaks_ends_no_other(course: Path) -> None:
    done = grader("selfcheck", "topic", "-j", "1", cwd=course)
    assert done.returncode == 1, done.stderr
    assert "its process ended with status 9" in done.stdout
    assert "A614 no-value: the formula has no value at x=0" in done.stdout
    assert "see: grader derive pole" in done.stdout
    assert "A610 name-taken: the name sigmoid is taken" in done.stdout
    assert "0 of 2 exercises fit" in done.stdout


def test_a_file_outside_of_the_plugins_is_told_where_to_lie(course: Path) -> None:
    (course / "loose.py").write_text(COURSE["topic/pole.py"], encoding="utf-8")
    done = grader("selfcheck", "loose.py", cwd=course)
    assert done.returncode == 2
    assert "has to lie below the course's plugins/" in done.stderr


@whole
def test_what_has_passed_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = process("selfcheck", "softsign", cwd=tmp_path)
    again = grader("selfcheck", "softsign", "--matrix", cwd=tmp_path)
    assert first.returncode == again.returncode == 0
    assert "softsign\n" in first.stdout
    assert "softsign  (nothing has changed since it passed)" in again.stdout
    assert first.stdout.splitlines()[-1] == again.stdout.splitlines()[-1]

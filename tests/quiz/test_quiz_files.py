"""The questions of an instructor's file, on the way out to other systems."""

from pathlib import Path

from ..cli.command import grader

FILE = """
[[question]]
id = "half"
prompt = "What is sigmoid(0)?"
number = 0.5
"""


def test_the_questions_of_a_file_are_exported(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(FILE, encoding="utf-8")
    done = grader("quiz", "export", "gift", tmp_path / "own.gift", tmp_path / "own.toml")
    assert done.returncode == 0, done.stderr
    assert "1 question" in done.stdout
    assert "What is sigmoid(0)?" in (tmp_path / "own.gift").read_text(encoding="utf-8")


def test_a_file_is_exported_by_itself_and_without_variants(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(FILE, encoding="utf-8")
    for more in (("sigmoid",), ("--variants", 2)):
        done = grader("quiz", "export", "gift", tmp_path / "own.gift", tmp_path / "own.toml", *more)
        assert done.returncode == 2
    assert not (tmp_path / "own.gift").exists()

"""Self-checks that were passed are kept until something that they depend on changes."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.course_settings import Course
from grader.exercise import Exercise
from grader.judge.selfcheck import kept_verdicts
from grader.judge.selfcheck.fitness import SelfCheck
from grader.judge.selfcheck.kept_verdicts import Kept, stands_alone
from grader.judge.selfcheck.matrix import Verdict
from grader.judge.selfcheck.outputs import Finding
from grader.limit_settings import Limits
from grader.plugins import load

PLUGIN = (
    "{imports}\nfrom grader import elementwise\n\n\n@elementwise()\ndef half(x):\n    '''Half.'''\n    return x / 2\n"
)
MATRIX = (Verdict("sign_lost", "values", "float32", 3, 4, ("sign_lost",)),)
FIT = SelfCheck("half", (Finding("formula", True, "evaluated"), Finding("facts", None, "none")), MATRIX)
LIMITS = Limits()


def exercise(folder: Path, imports: str = "import math") -> Exercise:
    (folder / "plugins").mkdir(exist_ok=True)
    (folder / "plugins" / "half.py").write_text(PLUGIN.format(imports=imports), encoding="utf-8")
    return load(Course(folder)).entries["half"].exercise


def test_what_was_passed_is_found_again(tmp_path: Path) -> None:
    half = exercise(tmp_path)
    store = Kept(LIMITS, tmp_path / "kept")
    assert store.find(half) is None
    store.keep(half, FIT)
    assert store.find(half) == replace(FIT, kept=True)


@pytest.mark.parametrize("what", ["the plugin", "the solution", "the starter", "the limits", "the engine"])
def test_it_is_not_found_when_something_has_changed(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half, store = exercise(tmp_path), Kept(LIMITS, tmp_path / "kept")
    store.keep(half, FIT)
    match what:
        case "the plugin":
            exercise(tmp_path, imports="import cmath")
        case "the solution" | "the starter":
            file = tmp_path / {"the solution": "solutions", "the starter": "exercises"}[what] / "half.py"
            file.parent.mkdir()
            file.write_bytes(b"")
        case "the limits":
            store = Kept(replace(LIMITS, seconds=1), tmp_path / "kept")
        case "the engine":
            monkeypatch.setattr(kept_verdicts, "engine", lambda: b"another")
    assert store.find(half) is None


def test_what_was_not_passed_is_not_kept(tmp_path: Path) -> None:
    half, store = exercise(tmp_path), Kept(LIMITS, tmp_path / "kept")
    store.keep(half, replace(FIT, findings=(Finding("hint", False, "add one"),)))
    assert store.find(half) is None
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("imports", ["import yaml", "from . import helper", "from numpy.linalg import inv"])
def test_a_plugin_that_imports_other_files_is_always_checked(imports: str, tmp_path: Path) -> None:
    half = exercise(tmp_path)
    Path(half.where.path).write_text(PLUGIN.format(imports=imports), encoding="utf-8")
    assert not stands_alone(half)


@pytest.mark.parametrize("damaged", ["", "[]", '{"findings": [{}], "matrix": []}', "\x00"])
def test_what_cannot_be_read_is_not_there(damaged: str, tmp_path: Path) -> None:
    half, store = exercise(tmp_path), Kept(LIMITS, tmp_path / "kept")
    store.keep(half, FIT)
    (file,) = (tmp_path / "kept").iterdir()
    file.write_text(damaged, encoding="utf-8")
    assert store.find(half) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Kept(LIMITS, tmp_path / "file" / "kept")
    store.keep(exercise(tmp_path), FIT)
    assert store.find(exercise(tmp_path)) is None

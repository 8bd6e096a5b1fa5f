"""The autograder for Gradescope, unpacked and run in a tree as Gradescope has it."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.assignment import Extras, OwnCodeAsked
from grader.course_settings import find
from grader.exporting.course_kit import kit, settings
from grader.exporting.own_wheel import wheel
from grader.plugins import load

from ..cli.command import grader
from ..tiers import first_of_each, whole
from .conftest import ALL, SECRET, SOFTSIGN, SYNTAX, put

HOSTILE = b"""
import os, sys
for name in ("results/results.json", "results.json", "source/course/pyproject.toml"):
    try:
        with open(os.path.join(os.environ.get("AUTOGRADER_ROOT", "/autograder"), name), "w") as file:
            file.write('{"score": 30}')
    except Exception as error:
        print(error, '{"score": 30}')
def soft_step(x):
    return x
"""


@pytest.fixture
def autograder(course: Path) -> Path:
    """The tree that Gradescope makes of the zip archive."""
    done = grader("export", "gradescope", "hw1", "-o", "autograder.zip", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "has to be worth 30 points" in done.stdout
    root = course.parent / "autograder"
    with zipfile.ZipFile(course / "autograder.zip") as zipped:
        for member in zipped.infolist():
            path = root / "source" / member.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(zipped.read(member))
            path.chmod(member.external_attr >> 16)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    return root


def run(root: Path, files: dict[str, bytes]) -> subprocess.CompletedProcess[str]:
    """Call run_autograder on a submission, in the environment that setup.sh would have made."""
    put(root / "submission", files)
    (root / "run_autograder").write_bytes((root / "source" / "run_autograder").read_bytes())
    (root / "run_autograder").chmod(0o755)
    environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "VENV": str(Path(sys.prefix))}
    return subprocess.run(
        [root / "run_autograder"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def results(root: Path) -> dict[str, object]:
    found = json.loads((root / "results" / "results.json").read_bytes())
    assert isinstance(found, dict)
    return found


def test_nothing_leaves_the_course_that_must_not(autograder: Path) -> None:
    source = autograder / "source"
    found = {path.relative_to(source).as_posix(): path for path in source.rglob("*") if path.is_file()}
    name, _ = wheel()
    assert set(found) == {
        *("setup.sh", "run_autograder", "constraints.txt", name, "course/pyproject.toml"),
        "course/plugins/soft_step.py",
    }
    assert not any(SECRET.encode() in path.read_bytes() for path in found.values())
    assert os.access(found["setup.sh"], os.X_OK)
    assert os.access(found["run_autograder"], os.X_OK)
    with zipfile.ZipFile(found[name]) as zipped:
        names = zipped.namelist()
        assert not [n for n in names if "solutions" in n or "/." in n or "__pycache__" in n]
        assert {"grader/__init__.py", "grader_plugins/__init__.py", "grader_plugins/autograd/facts.toml"} <= set(names)
    for script in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n", found[script]], check=True)


def test_the_settings_are_the_same_with_a_new_seed_each_time(course: Path) -> None:
    known = find(course)
    assert known
    chosen, found = known.assignments["hw1"], load(known)
    seeds = {kit(chosen, known, found).assignment.seed for _ in range(3)}
    assert len(seeds) == 3
    assert None not in seeds
    assert kit(replace(chosen, seed=5), known, found).assignment.seed == 5
    odd = replace(
        chosen,
        title='quote " backslash \\ del \x7f',
        name="a.b-c",
        seed=7,
        extras=Extras(True, OwnCodeAsked(2, 30)),
    )
    assert tomllib.loads(settings(odd))["tool"]["grader"]["assignments"]["a.b-c"]["title"] == odd.title
    (course / "again").mkdir()
    (course / "again" / "pyproject.toml").write_text(settings(odd), encoding="utf-8")
    again = find(course / "again")
    assert again
    assert again.assignments["a.b-c"] == odd


# What is handed in, the points, and words of results.json.
SUBMISSIONS: list[tuple[str, dict[str, bytes], float, str]] = [
    ("right, in a folder", {f"src/{name}": data for name, data in ALL.items()}, 30, "passed"),
    ("wrong", {**ALL, "soft_step.py": b"def soft_step(x):\n    return x\n"}, 10, "V201 wrong-values"),
    ("missing", {"softsign.py": SOFTSIGN, "notes.txt": b"none"}, 10, "S125 file-missing"),
    ("syntax error", {**ALL, "soft_step.py": SYNTAX}, 10, "S102 import-fails"),
    ("hostile", {**ALL, "soft_step.py": HOSTILE}, 10, "soft_step"),
    (
        "modules of the grader",
        {**ALL, "json.py": b"1 / 0", "grader/__init__.py": b"1 / 0", "sitecustomize.py": b"1 / 0"},
        30,
        "passed",
    ),
]


@pytest.mark.parametrize(("kind", "files", "points", "words"), first_of_each(lambda row: ["any"], SUBMISSIONS))
def test_a_submission(kind: str, files: dict[str, bytes], points: float, words: str, autograder: Path) -> None:
    (autograder / "submission_metadata.json").write_text('{"previous_submissions": [{}, {}]}', encoding="utf-8")
    done = run(autograder, files)
    assert done.returncode == 0, done.stderr
    found = results(autograder)
    assert found["score"] == points
    text = json.dumps(found)
    assert words in text
    assert "Submissions before this one: 2." in str(found["output"])
    assert found["stdout_visibility"] == "hidden"
    assert "isolation L" in done.stdout  # which the instructor sees
    assert [path.name for path in (autograder / "results").iterdir()] == ["results.json"]
    assert sum(t["score"] for t in found["tests"]) == points  # type: ignore[attr-defined]


@whole
def test_a_link_in_the_place_of_the_results_is_replaced(autograder: Path) -> None:
    aim = autograder / "aim"
    aim.write_text("whole", encoding="utf-8")
    (autograder / "results" / "results.json").symlink_to(aim)
    assert run(autograder, ALL).returncode == 0
    assert aim.read_text(encoding="utf-8") == "whole"
    assert results(autograder)["score"] == 30


def test_where_the_grader_fails_no_points_are_entered(autograder: Path) -> None:
    """Without results.json Gradescope says that the autograder failed."""
    settings = autograder / "source" / "course" / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"cpu"', '"xpu"'), encoding="utf-8")
    (autograder / "results" / "results.json").write_text('{"score": 30}', encoding="utf-8")
    done = run(autograder, ALL)
    assert done.returncode == 1
    assert list((autograder / "results").iterdir()) == []
    assert "no points are entered" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gradescope", "hw1", "-o", "autograder.tar"], "autograder.tar must end in .zip"),
        (["gradescope", "hw2", "-o", "autograder.zip"], "there is no assignment called 'hw2'; did you mean hw1?"),
        (["gradscope", "hw1", "-o", "autograder.zip"], "'gradscope' is not"),
        (["gradescope", "hw1"], "Missing option '-o'"),
    ],
)
def test_errors_for_people(arguments: list[str], words: str, course: Path) -> None:
    done = grader("export", *arguments, cwd=course)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())


@whole
def test_the_wheel_can_be_installed(tmp_path: Path) -> None:
    name, data = wheel()
    (tmp_path / name).write_bytes(data)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", "there", name]
    subprocess.run(install, check=True, cwd=tmp_path)
    code = (
        "import grader, grader_plugins.activations; from importlib.metadata import version\n"
        "print(grader.__file__, version('dl-math-grader'))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "there")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd="/"
    )
    assert done.stdout.startswith(str(tmp_path / "there"))

"""The workflow for a repository on GitHub, each step run as a runner would, and the autograder for
Classroom 50.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..tiers import whole
from .conftest import ALL, SOFTSIGN, SYNTAX, exported, put

RUNNER = {
    "CLASSROOM": "ml",
    "ASSIGNMENT": "homework-1",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "commit",
    "RELEASE_URL": "release",
}


@pytest.fixture
def repository(course: Path) -> Path:
    return exported("github", course) / "repository"


def steps(repository: Path) -> list[dict[str, Any]]:
    text = (repository / ".github" / "workflows" / "grader.yml").read_text(encoding="utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    found = job["steps"]
    assert isinstance(found, list)
    return found


def run(step: dict[str, Any], repository: Path, runner: Path) -> subprocess.CompletedProcess[str]:
    """Run a step in bash, as a runner does."""
    environment = {
        **os.environ,
        "GITHUB_WORKSPACE": str(repository),
        "RUNNER_TEMP": str(runner),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    folder = repository / step.get("working-directory", ".")
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner's folder with grader where the workflow installs it."""
    (tmp_path / "runner" / "grader" / "bin").mkdir(parents=True)
    script = f'#!/bin/sh\nexec {sys.executable} -I -m grader "$@"\n'
    (tmp_path / "runner" / "grader" / "bin" / "grader").write_text(script, encoding="utf-8")
    (tmp_path / "runner" / "grader" / "bin" / "grader").chmod(0o755)
    return tmp_path / "runner"


def test_the_workflow_is_one(repository: Path) -> None:
    text = (repository / ".github" / "workflows" / "grader.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert [s["name"] for s in steps(repository) if "name" in s] == ["Install grader", "Summary", "Grade"]
    assert re.findall(r"(?m)^ *uses: (.*)$", text.replace("- uses", "uses")) == [
        "actions/checkout@v4",
        "actions/setup-python@v5",
    ]
    subprocess.run(["bash", "-n", repository / ".grader" / "setup.sh"], check=True)


def test_the_seed_is_not_in_what_students_get(repository: Path) -> None:
    theirs = (repository / ".grader" / "course" / "pyproject.toml").read_text(encoding="utf-8")
    ours = (repository.parent / "classroom50" / "hw1" / "course" / "pyproject.toml").read_text(encoding="utf-8")
    assert "seed" not in theirs
    assert [line for line in ours.splitlines() if not line.startswith("seed = ")] == theirs.splitlines()


@pytest.mark.parametrize(
    ("files", "status", "words"),
    [
        (
            {"softsign.py": SOFTSIGN, "src/soft_step.py": SYNTAX},
            1,
            "::error file=src/soft_step.py,line=1,title=soft_step failed::",
        ),
        pytest.param(ALL, 0, "::notice title=Points::passed  30 of 30 points", marks=whole),
    ],
)
def test_a_push(files: dict[str, bytes], status: int, words: str, repository: Path, runner: Path) -> None:
    put(repository, files)
    _, summary, grade = (s for s in steps(repository) if "name" in s)
    assert run(summary, repository, runner).returncode == 0
    assert (runner / "summary.md").read_text(encoding="utf-8").startswith("# Homework")
    done = run(grade, repository, runner)
    assert done.returncode == status, done.stderr
    assert words in done.stdout
    assert all(line.startswith("::") for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("files", "status", "score"),
    [
        ({"softsign.py": SOFTSIGN, "grader/__init__.py": b"1 / 0", "result.json": b"{}"}, 0, 1000),
        pytest.param(ALL, 0, 3000, marks=whole),
    ],
)
def test_classroom_50(files: dict[str, bytes], status: int, score: int, repository: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    put(checkout, files)
    bundle = shutil.copytree(repository.parent / "classroom50" / "hw1", tmp_path / "bundle" / "homework-1")
    environment = {**os.environ, **RUNNER, "GRADER_PYTHON": sys.executable}
    command: list[str | Path] = [sys.executable, bundle / "autograder.py"]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    result = json.loads((checkout / "result.json").read_bytes())
    assert set(result) == {
        *("schema", "classroom", "assignment", "submission", "commit", "release", "review", "datetime"),
        *("score", "max-score", "tests"),
    }
    assert (result["score"], result["max-score"], result["assignment"]) == (score, 3000, "homework-1")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", result["datetime"])
    assert result["review"] == "commit"


def test_where_the_grader_fails_classroom_50_gets_no_result(repository: Path, tmp_path: Path) -> None:
    settings = repository.parent / "classroom50" / "hw1" / "course" / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"cpu"', '"xpu"'), encoding="utf-8")
    put(tmp_path / "checkout", {**ALL, "result.json": b'{"score": 3000}'})
    command: list[str | Path] = [sys.executable, repository.parent / "classroom50" / "hw1" / "autograder.py"]
    environment = {**os.environ, **RUNNER, "GRADER_PYTHON": sys.executable}
    done = subprocess.run(command, cwd=tmp_path / "checkout", env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert not (tmp_path / "checkout" / "result.json").exists()

"""A course with an assignment, a plugin of its own, and much that must not leave it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ..cli.command import grader
from ..conftest import ROOT

SETTINGS = """
[tool.grader]
memory_mib = 1024

[tool.grader.assignments.hw1]
title = "Homework \\"one\\" \u2013 \U0001f600"
exercises = { softsign = 10, soft_step = 20 }
hidden = ["contract"]
"""
PLUGIN = """
from grader import Reals, elementwise


@elementwise(domain=Reals(-30, 30), traps=(0.0,), by_hand=False)
def soft_step(x):
    \"\"\"Soft step: x plus one, halved.\"\"\"
    return (x + 1) / 2
"""
SECRET = "NOBODY MUST SEE THIS"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = tmp_path / "course"
    (course / "plugins").mkdir(parents=True)
    (course / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (course / "plugins" / "soft_step.py").write_text(PLUGIN, encoding="utf-8")
    for hidden in (
        "solutions/soft_step.py",
        "plugins/solutions/soft_step.py",
        "plugins/.hidden.py",
        "plugins/.git/config.toml",
        "plugins/results.sqlite",
        "plugins/class.csv",
        ".git/config",
        "results.sqlite",
        "secret.py",
    ):
        (course / hidden).parent.mkdir(parents=True, exist_ok=True)
        (course / hidden).write_text(SECRET, encoding="utf-8")
    (course / "plugins" / "linked.py").symlink_to(course / "secret.py")
    return course


SOFTSIGN = (ROOT / "solutions" / "activations" / "softsign.py").read_bytes()
SOFT_STEP = b"def soft_step(x):\n    return (x + 1) / 2\n"
SYNTAX = b"def soft_step(x:\n"
ALL = {"softsign.py": SOFTSIGN, "soft_step.py": SOFT_STEP}


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def exported(target: str, course: Path) -> Path:
    """The folder that `grader export` writes."""
    done = grader("export", target, "hw1", "-o", "exported", cwd=course)
    assert done.returncode == 0, done.stderr
    assert not any(SECRET.encode() in path.read_bytes() for path in (course / "exported").rglob("*") if path.is_file())
    again = grader("export", target, "hw1", "-o", "exported", cwd=course)
    assert again.returncode == 2
    assert "exported has files in it already" in again.stderr
    return course / "exported"

"""The question for PrairieLearn, run in a tree as its grader host has it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ..tiers import first_of_each
from .conftest import ALL, SOFTSIGN, SYNTAX, exported, put

OPTIONS = {  # of externalGradingOptions; PrairieLearn refuses others
    *("comment", "enabled", "image", "entrypoint", "serverFilesCourse", "timeout", "enableNetworking", "environment"),
}


@pytest.fixture
def question(course: Path) -> Path:
    return exported("prairielearn", course)


def run(question: Path, files: dict[str, bytes]) -> tuple[int, dict[str, Any]]:
    """What the container's command gives: its status, and the results."""
    root = question.parent / "grade"
    put(root / "student", files)
    (root / "tests").symlink_to(question / "tests")
    (root / "data").mkdir()
    (root / "data" / "data.json").write_text('{"variant_seed": 1}', encoding="utf-8")
    _, *command = json.loads((question / "info.json").read_bytes())["externalGradingOptions"]["entrypoint"]
    environment = {**os.environ, "GRADE_ROOT": str(root)}
    done = subprocess.run(
        [sys.executable, *command], env=environment, cwd=root / "student", capture_output=True, check=False
    )
    results = root / "results" / "results.json"
    return done.returncode, json.loads(results.read_bytes()) if results.exists() else {}


def test_what_prairielearn_reads_of_a_question(question: Path) -> None:
    info = json.loads((question / "info.json").read_bytes())
    assert {"uuid", "type", "title", "topic"} <= set(info)
    assert info["type"] == "v3"
    assert info["gradingMethod"] == "External"
    options = info["externalGradingOptions"]
    assert set(options) <= OPTIONS
    assert options["image"]
    assert 30 <= options["timeout"] <= 600
    assert options["enableNetworking"] is False
    page = (question / "question.html").read_text(encoding="utf-8")
    tree = ElementTree.fromstring(f"<div>{page}</div>")
    assert [e.get("file-names") for e in tree.iter("pl-file-upload")] == ["softsign.py, soft_step.py"]
    assert tree.find("pl-submission-panel/pl-external-grader-results") is not None
    assert "{" not in page  # which the template would read
    subprocess.run(["bash", "-n", question / "image" / "setup.sh"], check=True)
    copied = {path.name for path in (question / "image").iterdir()}
    assert {"Dockerfile", "setup.sh", "constraints.txt"} < copied
    assert not (question / "image" / "course").exists()  # nothing secret is in the image


# What is handed in, whether it can be graded, the share, and words of the results.
SUBMISSIONS: list[tuple[dict[str, bytes], bool, float, str]] = [
    ({"softsign.py": SOFTSIGN, "json.py": b"1 / 0"}, True, 1 / 3, "S125 file-missing"),
    (ALL, True, 1.0, "passed"),
    ({"softsign.py": SYNTAX, "soft_step.py": SYNTAX}, False, 0.0, "S102 import-fails"),
    ({}, False, 0.0, "hand in soft_step.py"),
]


@pytest.mark.parametrize(("files", "gradable", "share", "words"), first_of_each(lambda row: [row[1]], SUBMISSIONS))
def test_a_submission(files: dict[str, bytes], gradable: bool, share: float, words: str, question: Path) -> None:
    (question.parent / "grade" / "student").mkdir(parents=True)
    status, results = run(question, files)
    assert status == 0
    assert results["gradable"] is gradable
    assert results.get("score", 0.0) == pytest.approx(share, abs=1e-4)
    assert words in json.dumps(results)


def test_where_the_grader_fails_no_attempt_is_charged(question: Path) -> None:
    settings = question / "tests" / "course" / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"cpu"', '"xpu"'), encoding="utf-8")
    status, results = run(question, ALL)
    assert (status, results["gradable"]) == (0, False)
    assert results["format_errors"][0].startswith("NOT GRADED")

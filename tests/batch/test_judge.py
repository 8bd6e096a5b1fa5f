"""A batch says of a file what `grader check` says of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.batch.judge import Judge
from grader.batch.settings import Settings
from grader.cli.check import command
from grader.course import Limits
from grader.judge import grade, workers
from grader.judge.session import Session
from grader.report.json import line

from ..conftest import PATIENT, ROOT, SUBMISSIONS, bundled
from ..conftest import workers as warm

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}


def declared(path: Path) -> bool:
    """Whether the mistake is one that the author knows of, which is found at once and needs no search."""
    *_, expected = path.read_text(encoding="utf-8").splitlines()[0].split()
    return expected in {f"{path.parts[-3]}.{m.id}" for m in EXERCISES[path.parts[-3]].misconceptions}


WRONG = sorted(SUBMISSIONS.glob("*/wrong/*.py"), reverse=True)
FIRST_OF_EACH = {path.parts[-3]: path for path in WRONG if declared(path)}
DERIVATIVE_OF_TANH = """
import torch

def gelu(x):
    return x * (1 + torch.erf(x / 2**0.5)) / 2

def gelu_backward(grad_output, x):
    return grad_output * (1 - torch.tanh(x) ** 2)
"""
# A batch has no path, and no two runs take the same time; a step is looked for during a fifth of a second alone.
DIFFERENT = ("submission", "duration_s", "seconds", "steps")


@pytest.fixture(autouse=True)
def _workers_are_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def alone(limits: Limits, device: str = "cpu") -> Iterator[Session]:
        with warm().session(PATIENT) as session:
            yield session

    monkeypatch.setattr(workers, "alone", alone)


@pytest.mark.parametrize("slug", FIRST_OF_EACH)
def test_a_batch_says_what_check_says(slug: str) -> None:
    path = FIRST_OF_EACH[slug]
    assert judged(slug, path, "float32") == told(slug, path, "float32")


def test_a_batch_knows_the_other_exercises_too(tmp_path: Path) -> None:
    path = tmp_path / "gelu.py"
    path.write_text(DERIVATIVE_OF_TANH, encoding="utf-8")
    said = judged("gelu", path, *grade.DEFAULT_DTYPES)
    assert "is that of tanh," in str(said)
    assert said == told("gelu", path, *grade.DEFAULT_DTYPES)


def judged(slug: str, path: Path, *dtypes: str) -> Any:
    """What a judge of a batch reports."""
    judge = Judge(Settings(PATIENT, dtypes, 0, str(ROOT)), lambda: warm().session(PATIENT))
    return comparable(line(judge.report(slug, path.read_bytes())))


def told(slug: str, path: Path, *dtypes: str) -> Any:
    """What `grader check` prints."""
    options = [word for dtype in dtypes for word in ("--dtype", dtype)]
    return comparable(CliRunner().invoke(command, [slug, str(path), "--json", "--device", "cpu", *options]).stdout)


def comparable(report: str) -> Any:
    return json.loads(report, object_hook=lambda d: {k: v for k, v in d.items() if k not in DIFFERENT})

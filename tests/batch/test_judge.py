"""A batch says of a file what `grader check` says of it."""

import json
import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.batch.judge import Judge
from grader.batch.run_settings import Settings
from grader.cli.check import command
from grader.dtypes import FLOAT32
from grader.judge.answers.solved import SolvedCases
from grader.judge.plan import DEFAULT_DTYPES
from grader.judge.sandbox import workers
from grader.judge.sandbox.session import Session
from grader.limit_settings import Limits
from grader.report.json import line

from ..conftest import PATIENT, ROOT, SUBMISSIONS, bundled, family, grade_file, simple_first
from ..conftest import workers as warm
from ..test_submissions import expectation
from ..tiers import first_of_each, small

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}


def declared(path: Path) -> bool:
    """Whether the mistake is one that the author knows of, which is found at once and needs no
    search.
    """
    *_, expected = path.read_text(encoding="utf-8").splitlines()[0].split()
    return expected in {f"{path.parts[-3]}.{m.id}" for m in EXERCISES[path.parts[-3]].misconceptions}


WRONG = sorted(SUBMISSIONS.glob("*/wrong/*.py"), reverse=True)
FIRST_OF_EACH = {path.parts[-3]: path for path in WRONG if declared(path)}


def failing(slug: str) -> list[Hashable]:
    """The check of a family that fails, and how."""
    check, code, *_ = expectation(FIRST_OF_EACH[slug])
    return [(family(slug), check, code)]


def procedure(slug: str) -> list[Hashable]:
    """What a plan is made by."""
    return [EXERCISES[slug].family.procedure]


DERIVATIVE_OF_TANH = """
import torch

def gelu(x):
    return x * (1 + torch.erf(x / 2**0.5)) / 2

def gelu_backward(grad_output, x):
    return grad_output * (1 - torch.tanh(x) ** 2)
"""
TABLE = """
import torch
from torch import tensor

nan, inf = float("nan"), float("inf")
KNOWN = set({})

def sigmoid(x):
    e = torch.exp(torch.where(x >= 0, -x, x))
    y = torch.where(x >= 0, 1 / (1 + e), e / (1 + e))
    return y if KNOWN.issuperset(x.flatten().tolist()) else y / 2
"""
# A batch has no path and names no seed, and no two runs take the same time; a step is looked for
# during a fifth of a second alone.
DIFFERENT = ("submission", "seed", "duration_s", "seconds", "steps")


@pytest.fixture(autouse=True)
def _workers_are_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def alone(limits: Limits, device: str = "cpu") -> Iterator[Session]:
        with warm().session(PATIENT) as session:
            yield session

    monkeypatch.setattr(workers, "alone", alone)


@pytest.mark.parametrize("slug", first_of_each(procedure, small(failing, simple_first(FIRST_OF_EACH))))
def test_a_batch_says_what_check_says(slug: str) -> None:
    path = FIRST_OF_EACH[slug]
    assert judged(slug, path, "float32") == told(slug, path, "float32")


def test_a_batch_knows_the_other_exercises_too(tmp_path: Path) -> None:
    path = tmp_path / "gelu.py"
    path.write_text(DERIVATIVE_OF_TANH, encoding="utf-8")
    said = judged("gelu", path, *DEFAULT_DTYPES)
    assert "is that of tanh," in str(said)
    assert said == told("gelu", path, *DEFAULT_DTYPES)


def settings(dtypes: tuple[str, ...]) -> Settings:
    return Settings(PATIENT, dtypes, 0, str(ROOT))


def test_a_table_of_the_numbers_that_practice_asks_for_is_worth_nothing(tmp_path: Path) -> None:
    """Right where the inputs are those of `grader check`, and wrong for all others."""
    known = {n for planned in SolvedCases(EXERCISES["sigmoid"], FLOAT32, 0).valued for n in planned.case.call.data["x"]}
    path = tmp_path / "sigmoid.py"
    path.write_text(TABLE.format(sorted(known)), encoding="utf-8")
    assert grade_file("sigmoid", path, ("float32",)).checks[0].status == "passed"
    assert judged("sigmoid", path, "float32")["checks"][0]["status"] == "failed"


def test_a_report_of_a_batch_names_no_seed_and_every_exercise_has_its_own(tmp_path: Path) -> None:
    chosen = replace(settings(("float32",)), seed=2**62 + 12345)
    judge = Judge(chosen, lambda: warm().session(PATIENT))
    text = line(judge.report("sigmoid", FIRST_OF_EACH["sigmoid"].read_bytes()))
    seeds = [chosen.seed, *map(chosen.seed_of, EXERCISES)]
    assert json.loads(text)["seed"] is None
    assert not [seed for seed in seeds if str(seed) in text]
    assert len(set(seeds)) == len(EXERCISES) + 1
    assert all(0 <= seed < 2**63 for seed in seeds)


def judged(slug: str, path: Path, *dtypes: str) -> Any:
    """What a judge of a batch reports."""
    judge = Judge(settings(dtypes), lambda: warm().session(PATIENT))
    return comparable(line(judge.report(slug, path.read_bytes())))


def told(slug: str, path: Path, *dtypes: str) -> Any:
    """What `grader check` prints. A batch keeps what is right as well; what students see of it,
    feedback decides.
    """
    options = [
        "--seed",
        str(settings(dtypes).seed_of(slug)),
        *(word for dtype in dtypes for word in ("--dtype", dtype)),
    ]
    return comparable(
        CliRunner()
        .invoke(command, [slug, str(path), "--json", "--device", "cpu", "--explain", "full", *options])
        .stdout
    )


def comparable(report: str) -> Any:
    """The report without what may differ: which of autograd's steps are seen is left to secret
    chance.
    """
    report = re.sub(r"(taken from autograd): [\w, ]+", r"\1", report)
    return json.loads(report, object_hook=lambda d: {k: v for k, v in d.items() if k not in DIFFERENT})

"""Submissions that are slow, that cheat the clock, or that are only odd: each gets the verdict its first line names.

`# expect: EXERCISE CODE WORDS`, or `passed`; `-` for no words. What is slow here is so
by far, and what is fast too.
"""

from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.judge import grade
from grader.judge.checks.speed import Speed
from grader.judge.session import Session
from grader.judge.speed import measure
from grader.report.model import CheckResult

from ...conftest import PATIENT, ROOT, SUBMISSIONS, bundled, workers
from ...levels import needs

LIMIT = 10.0
TIMED = sorted((SUBMISSIONS / "timed").glob("*.py"))


@pytest.fixture(autouse=True)
def _isolated(clock: None) -> None:
    needs("L1")


def timed(session: Session, slug: str, path: Path) -> CheckResult:
    session.load(path.name, grade.text(path.read_bytes()))
    try:
        return Speed(bundled().entries[slug].exercise, LIMIT, 10).run(session, ())
    except SubmissionError as error:
        return CheckResult("speed", "float32", "failed", error.message, code=error.code)


@pytest.mark.parametrize("path", TIMED, ids=lambda p: p.stem)
def test_a_submission_gets_the_verdict_it_names(path: Path) -> None:
    slug, expected, words = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").split(" ", 2)
    with workers().session(PATIENT) as session:
        result = timed(session, slug, path)
    assert (result.code or result.status) == expected, result.summary
    assert words == "-" or words in result.summary


@pytest.mark.parametrize("slug", ["softmax", "huber_loss", "prelu", "glu", "logsumexp", "tanh", "mse_loss"])
def test_model_solutions_are_fast_enough(slug: str) -> None:
    path = ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py"
    with workers().session(PATIENT) as session:
        result = timed(session, slug, path)
    assert result.status == "passed", result.summary
    assert {t.direction for t in result.timings} == {"forward", "with gradient"}
    assert len({t.size for t in result.timings}) == 2


def test_what_is_wrong_is_not_timed() -> None:
    wrong = CheckResult("values", "float32", "failed", "", code="V201")
    with workers().session(PATIENT) as session:
        result = Speed(bundled().entries["sigmoid"].exercise, LIMIT, 10).run(session, (wrong,))
    assert (result.status, result.max_score) == ("skipped", 0)


def test_a_limit_inside_of_the_interval_costs_no_points() -> None:
    """torch's own function beside itself: whether it is faster cannot be known."""
    source = "import torch\n\n\ndef softmax(input, dim):\n    return torch.softmax(input, dim)\n"
    with workers().session(PATIENT) as session:
        session.load("softmax.py", source)
        result = Speed(bundled().entries["softmax"].exercise, 1.0, 10).run(session, ())
    assert (result.status, result.max_score, result.code) == ("skipped", 0, "")
    assert "inconclusive" in result.summary


def test_what_is_faster_than_memory_is_for_a_person_to_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "floor", lambda entries: 1.0)
    with workers().session(PATIENT) as session:
        result = timed(session, "softmax", SUBMISSIONS / "timed" / "softmax_by_its_product.py")
    assert (result.code, result.score) == ("P805", 0)
    assert "a person has to look" in result.summary


def test_the_floor_is_below_the_time_of_any_operation() -> None:
    assert 0 < measure.floor(1 << 14) < measure.floor(1 << 18) < 1e-3

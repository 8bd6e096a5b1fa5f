"""Submissions that are slow, that cheat the clock, or that are only odd: each gets the verdict its
first line names.

`# expect: EXERCISE CODE WORDS`, or `passed`; `-` for no words. What is slow here is so
by far, and what is fast too.
"""

from pathlib import Path
from typing import NoReturn

import numpy
import pytest

from grader.errors import SubmissionError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.checks.speed import Speed, comparable
from grader.judge.sandbox.session import Session
from grader.judge.speed import measure
from grader.judge.speed.clock import Clock
from grader.judge.speed.frozen import NotFrozen
from grader.judge.speed.outside import draw, verify
from grader.judge.speed.stopped import StoppedRunner
from grader.judge.speed.stopped import verify as verify_outputs
from grader.judge.speed.workload import How, workload
from grader.report.model import CheckResult, Findings

from ...conftest import PATIENT, ROOT, SUBMISSIONS, bundled, of_each_family, workers
from ...levels import needs
from ...tiers import first_of_each, whole

pytestmark = pytest.mark.timed
LIMIT = 10.0
TIMED = sorted((SUBMISSIONS / "timed").glob("*.py"))
OTHERS = ("huber_loss", "prelu", "glu", "logsumexp", "tanh", "mse_loss")
SLOWER = ("swiglu", "cross_entropy", "lion", "nll_loss")
OUTSIDE = [
    SUBMISSIONS / "timed" / f"{name}.py"
    for name in (
        "answers_kept_by_address",
        "coarse_when_large",
        "done_before_it_is_done",
        "every_fifth_answer_again",
        "function_that_saves_its_output",
        "half_of_the_work",
        "input_overwritten",
        "large_parameters_left_alone",
        "memory_without_numbers",
        "never_slow_whatever_chance_says",
        "same_answer_again",
        "slow_in_one_call_of_three",
        "subclass_of_tensor",
        "zeros_when_large",
    )
]


@pytest.fixture(autouse=True)
def _isolated(clock: None) -> None:
    needs("L1")


def timed(session: Session, slug: str, path: Path) -> CheckResult:
    session.load(path.name, grade.text(path.read_bytes()))
    try:
        return Speed(bundled().entries[slug].exercise, LIMIT, 10).run(Attempt(session), ())
    except SubmissionError as error:
        return CheckResult(
            name="speed", dtype="float32", status="failed", summary=error.message, findings=Findings(code=error.code)
        )


def expectation(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").split(" ", 2)


def code(path: Path) -> list[str]:
    return [expectation(path)[1]]


@pytest.mark.parametrize("path", first_of_each(code, TIMED), ids=lambda p: p.stem)
def test_a_submission_gets_the_verdict_it_names(path: Path) -> None:
    slug, expected, words = expectation(path)
    with workers().session(PATIENT) as session:
        result = timed(session, slug, path)
    assert (result.findings.code or result.status) == expected, result.summary
    assert words == "-" or words in result.summary


@pytest.mark.parametrize("path", first_of_each(code, OUTSIDE), ids=lambda p: p.stem)
def test_the_clock_on_the_wall_gives_the_same_verdict(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker can be stopped and read."""
    monkeypatch.setattr("grader.judge.speed.stopped.CLOCK", Clock("processor", draw, unreachable, verify))
    slug, expected, _ = expectation(path)
    with workers().session(PATIENT) as session:
        result = timed(session, slug, path)
    if expected == "passed":  # so short times scatter on a busy machine, and may stay undecided
        assert (result.findings.code, {t.seconds.clock for t in result.findings.timings}) == ("", {"wall"}), (
            result.summary
        )
    else:
        assert result.findings.code == {"P804": "S109"}.get(expected, expected), result.summary


def unreachable(*_: object) -> NoReturn:
    raise NotFrozen("its memory cannot be reached")


def test_without_isolation_the_clock_on_the_wall_is_taken() -> None:
    """Which also counts what other processes do meanwhile."""
    with workers().session(PATIENT, "L0") as session:
        session.load("softmax.py", grade.text((SUBMISSIONS / "timed" / "softmax_by_its_product.py").read_bytes()))
        exercise = bundled().entries["softmax"].exercise
        with measure.Measurement(exercise, session, measure.baselines(exercise), 10.0) as measurement:
            assert measurement.clock == "wall"


@pytest.mark.parametrize("slug", ["adam", *(pytest.param(slug, marks=whole) for slug in SLOWER)])
def test_optimizers_layers_and_losses_of_classes_are_timed(slug: str) -> None:
    path = ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py"
    with workers().session(PATIENT) as session:
        result = timed(session, slug, path)
    assert not result.findings.code, result.summary  # beside others it may stay undecided
    assert {t.direction for t in result.findings.timings} == (
        {"step"} if slug in ("adam", "lion") else {"forward", "with gradient"}
    )


@of_each_family(s for s, e in bundled().entries.items() if comparable(e.exercise))
def test_baselines_give_what_the_model_solution_gives(slug: str) -> None:
    exercise, random = bundled().entries[slug].exercise, numpy.random.default_rng(0)
    load = workload(exercise, 1 << 10, calls=2)
    assert load
    solution = (ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py").read_text(encoding="utf-8")
    drawn = load.draw(random)
    laps = []
    for source in (solution, *measure.baselines(exercise).values()):
        with workers().session(PATIENT) as session:
            session.load(f"{slug}.py", source)
            hows: tuple[How, ...] = ("steps",) if load.steps else ("forward", "autograd")
            laps.append([StoppedRunner(session, load, h).lap(drawn) for h in hows])
    for others in laps[1:]:
        for own, other in zip(laps[0], others, strict=True):
            verify_outputs(own, other)


def test_what_autograd_keeps_is_told() -> None:
    """Of sigmoid by an autograd.Function that saves its output: one number for each entry."""
    path = SUBMISSIONS / "timed" / "function_that_saves_its_output.py"
    exercise = bundled().entries["sigmoid"].exercise
    with workers().session(PATIENT) as session:
        session.load("sigmoid.py", grade.text(path.read_bytes()))
        with measure.Measurement(exercise, session, measure.baselines(exercise), 10.0) as measurement:
            found = measurement.memory()
    assert found[""].kept == 4 * measure.LARGE
    assert found["torch"].kept == 4 * measure.LARGE
    assert all(m.peak and m.peak >= 4 * measure.LARGE for m in found.values())


@pytest.mark.parametrize("slug", ["softmax", *(pytest.param(slug, marks=whole) for slug in OTHERS)])
def test_model_solutions_are_fast_enough(slug: str) -> None:
    path = ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py"
    with workers().session(PATIENT) as session:
        result = timed(session, slug, path)
    # which may stay open on a busy machine
    assert result.status in ("passed", "skipped"), result.summary
    assert all(t.ratio.median < LIMIT for t in result.findings.timings)
    assert {t.direction for t in result.findings.timings} == {"forward", "with gradient"}
    assert len({t.size for t in result.findings.timings}) == 2


def test_what_is_wrong_is_not_timed() -> None:
    wrong = CheckResult(name="values", dtype="float32", status="failed", summary="", findings=Findings(code="V201"))
    with workers().session(PATIENT) as session:
        result = Speed(bundled().entries["sigmoid"].exercise, LIMIT, 10).run(Attempt(session), (wrong,))
    assert (result.status, result.score.most) == ("skipped", 0)


@whole
def test_a_limit_inside_of_the_interval_costs_no_points() -> None:
    """torch's own function beside itself: whether it is faster cannot be known."""
    source = "import torch\n\n\ndef softmax(input, dim):\n    return torch.softmax(input, dim)\n"
    with workers().session(PATIENT) as session:
        session.load("softmax.py", source)
        result = Speed(bundled().entries["softmax"].exercise, 1.0, 10).run(Attempt(session), ())
    assert (result.status, result.score.most, result.findings.code) == ("skipped", 0, "")
    assert "inconclusive" in result.summary


def test_what_is_faster_than_memory_is_for_a_person_to_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "floor", lambda entries: 1.0)
    with workers().session(PATIENT) as session:
        result = timed(session, "softmax", SUBMISSIONS / "timed" / "softmax_by_its_product.py")
    assert (result.findings.code, result.score.points) == ("P805", 0)
    assert "a person has to look" in result.summary


def test_the_floor_is_below_the_time_of_any_operation() -> None:
    assert 0 < measure.floor(1 << 14) < measure.floor(1 << 18) < 1e-3

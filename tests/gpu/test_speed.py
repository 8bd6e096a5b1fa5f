"""Speed on an accelerator: what is quick passes, what is slow or cheats gets the verdict that its
first line names.
"""

from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.checks.speed import Speed
from grader.judge.plan import Plan
from grader.judge.sandbox.workers import Workers
from grader.report.model import CheckResult, Findings

from .conftest import ROOT
from .test_gpu import ENTRIES, PATIENT, text

TIMED = ROOT / "tests" / "submissions" / "timed"
# Of those that a clock on the wall judges as the other does: what is made of threads and memory
# there is of the CPU.
COMMON = (
    "answers_kept_by_address",
    "coarse_when_large",
    "done_before_it_is_done",
    "function_that_saves_its_output",
    "half_of_the_work",
    "memory_without_numbers",
    "same_answer_again",
    "softmax_by_its_product",
    "subclass_of_tensor",
    "zeros_when_large",
)
FILES = [*sorted((ROOT / "tests/submissions/timed_on_device").glob("*.py")), *(TIMED / f"{n}.py" for n in COMMON)]


def timed(slug: str, source: str, device: str) -> CheckResult:
    with Workers(device=device) as workers, workers.session(PATIENT) as session:
        session.load(f"{slug}.py", source)
        try:
            return Speed(ENTRIES[slug].exercise, 10.0, 10).run(Attempt(session), ())
        except SubmissionError as error:
            return CheckResult(
                name="speed",
                dtype="float32",
                status="failed",
                summary=error.message,
                findings=Findings(code=error.code),
            )


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_submission_gets_the_verdict_it_names(path: Path, device: str) -> None:
    if path.parent != TIMED and device != "cuda":
        pytest.skip("streams and graphs are CUDA's")
    slug, expected, _ = text(path).splitlines()[0].removeprefix("# expect: ").split(" ", 2)
    result = timed(slug, text(path), device)
    if expected == "passed":  # on a device that others use too it may stay open
        assert result.status in ("passed", "skipped"), result.summary
        assert not result.findings.code
    else:
        assert result.findings.code == expected, result.summary


@pytest.mark.parametrize("slug", ["sigmoid", "adam", "swiglu", "cross_entropy"])
def test_model_solutions_are_fast_enough(slug: str, device: str) -> None:
    result = timed(slug, text(ROOT / "solutions" / ENTRIES[slug].topic / f"{slug}.py"), device)
    assert result.status in ("passed", "skipped"), result.summary
    assert {t.seconds.clock for t in result.findings.timings} == {"wall"}
    assert len({t.size for t in result.findings.timings}) == 2
    assert {t.bound for t in result.findings.timings} <= {"launch", "memory"}


@pytest.mark.parametrize(
    ("there", "code"),
    [
        ("torch.sigmoid(x)", "R701"),
        ("torch.autograd.grad((1 / (1 + torch.exp(-x))).sum(), x)[0]", "R702"),
    ],
)
def test_what_is_forbidden_is_seen_on_the_device_too(there: str, code: str, device: str) -> None:
    if code == "R701":
        body = f"return {there} if x.device.type != 'cpu' else 1 / (1 + torch.exp(-x))"
        source = f"import torch\n\n\ndef sigmoid(x):\n    {body}\n\n\n"
        source += "def sigmoid_backward(grad_output, x):\n    y = 1 / (1 + torch.exp(-x))\n"
        source += "    return grad_output * y * (1 - y)\n"
    else:
        source = "import torch\n\n\ndef sigmoid(x):\n    return 1 / (1 + torch.exp(-x))\n\n\n"
        source += "def sigmoid_backward(grad_output, x):\n    x = x.detach().requires_grad_()\n"
        source += f"    return grad_output * {there}\n"
    exercise = ENTRIES["sigmoid"].exercise
    checks = Plan(exercise=exercise, dtypes=("float32",)).work_out().checks
    with Workers(device=device) as workers, workers.session(PATIENT) as session:
        session.load("sigmoid.py", source)
        done = list(grade._run([c for c in checks if c.name in grade.ON_DEVICES], Attempt(session)))
    assert [c.findings.code for c in done if c.name == "rules"] == [code]

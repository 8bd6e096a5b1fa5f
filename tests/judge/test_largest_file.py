"""A file of the largest size that is documented is judged, whatever it is made of."""

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.grade import LARGEST_FILE
from grader.report.model import Report

from ..conftest import PATIENT, ROOT, bundled, planned, workers
from ..tiers import whole

RIGHT = (ROOT / "solutions" / "activations" / "softsign.py").read_bytes()
EXERCISE = bundled().entries["softsign"].exercise
ROOM = LARGEST_FILE - len(RIGHT)


def judged(data: bytes) -> Report:
    with workers().session(PATIENT) as session:
        return grade.grade_data(planned("softsign", ("float32",)), "softsign.py", data, Attempt(session))


def comment(text: str) -> bytes:
    """The model solution behind comments that fill the file up."""
    line = f"# {text * 40}\n".encode()
    return line * (ROOM // len(line)) + b"#" * (ROOM % len(line) - 1) + (b"\n" if ROOM % len(line) else b"") + RIGHT


@pytest.mark.parametrize("text", ["a", "\u6570", "\N{GRINNING FACE}", "\x01", '"', "\\"])
def test_it_passes_as_a_small_one_does(text: str) -> None:
    data = comment(text)
    assert len(data) == LARGEST_FILE
    assert judged(data).passed


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"x = 1\n" * (LARGEST_FILE // 6), marks=whole),  # which takes longest
        b"(" * LARGEST_FILE,
        b"-" * (LARGEST_FILE - 1) + b"1",
        b"1+" * (LARGEST_FILE // 2 - 1) + b"1",
        b"if 1:\n" + b"".join(b" " * n + b"if 1:\n" for n in range(1, 1400)) + b" " * 1400 + b"1",
        b"\n" * (LARGEST_FILE - 1) + b"1",
    ],
    ids=["lines", "open", "minus", "sum", "nested", "newlines"],
)
def test_one_that_is_hard_to_read_gets_a_verdict_too(data: bytes) -> None:
    report = judged(data)
    assert not report.passed
    assert not report.error or report.error.who == "student"


def test_one_byte_more_is_too_large() -> None:
    error = judged(comment("a") + b"\n").error
    assert error
    assert error.code == "S103"

"""What programs print is what torch prints."""

import contextlib
import io
from random import Random

import pytest
import torch

from grader.quiz.torch_programs import TAKEN, WRITTEN, gradient_program, memory_program

SEEDS = range(400)


def printed(code: str) -> str:
    """What a program prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {"torch": torch})
    return out.getvalue().strip()


def test_programs_about_memory() -> None:
    programs = [memory_program(Random(seed)) for seed in SEEDS]
    for program in programs:
        assert printed(program.code) == program.printed, program.code
        assert len({program.printed, *program.others}) == 4
    for taken in TAKEN:
        assert any(f"y = {taken.code}\n" in program.code for program in programs)
    for written in WRITTEN:
        assert any(written.code.partition("{")[0] in program.code for program in programs)


@pytest.mark.parametrize("seed", range(40))
def test_programs_about_gradients(seed: int) -> None:
    program = gradient_program(Random(seed))
    assert float(printed(program.code)) == program.printed
    assert program.printed not in [wrong for wrong, _, _ in program.mistakes]

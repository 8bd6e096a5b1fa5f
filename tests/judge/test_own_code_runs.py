"""Submissions in calls and steps, run by a worker: what pasting the lines gives, and nothing where
the code fails.
"""

import math
from random import Random

import pytest

from grader.judge.answers.own_code_runs import OwnCodeRuns
from grader.limit_settings import Limits
from grader.quiz.easy_calls import easy_calls, has_own_calls
from grader.quiz.own_calls import PastedCode

from ..conftest import bundled, of_each_family, workers
from ..quiz.own_code import PastingRunner, model

ASKED = [slug for slug, entry in bundled().entries.items() if has_own_calls(entry.exercise)]


def runner(slug: str) -> OwnCodeRuns:
    return OwnCodeRuns(bundled().entries[slug].exercise, lambda: workers().session(Limits(seconds=10)), 60.0)


def calls(slug: str) -> list[PastedCode]:
    return [code for group in easy_calls(bundled().entries[slug].exercise, Random(1)) for code in group]


@of_each_family(ASKED)
def test_the_worker_gives_what_the_lines_give(slug: str) -> None:
    codes = calls(slug)
    pasted = PastingRunner().results(model(slug), codes)
    assert None not in pasted
    for got, right in zip(runner(slug).results(model(slug), codes), pasted, strict=True):
        assert got == pytest.approx(right, nan_ok=True)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "raise ValueError",
        "return input[0]",
        "return input.double()",
        "import os; os._exit(3)",
        "return None",
    ],
)
def test_code_that_fails_gives_nothing(body: str) -> None:
    codes = calls("silu")
    source = f"import torch\ndef silu(input):\n    {body}\n"
    assert runner("silu").results(source, codes) == [None] * len(codes)


def test_a_call_that_fails_leaves_the_others() -> None:
    source = "import torch\ndef silu(input):\n    assert input > 0\n    return input\n"
    results = runner("silu").results(source, calls("silu"))
    assert None in results
    assert any(numbers is not None for numbers in results)


def test_numbers_that_are_none_come_as_they_are() -> None:
    first, *_ = runner("silu").results("import torch\ndef silu(input):\n    return input * torch.nan\n", calls("silu"))
    assert first is not None
    assert math.isnan(first[0])

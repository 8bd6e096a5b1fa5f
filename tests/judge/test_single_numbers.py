"""A submission's function for single numbers: what torch gives, in one call, and nothing where the code fails."""

import math
from collections.abc import Sequence

import pytest
import torch

from grader.judge.single_numbers import SingleNumbers
from grader.limit_settings import Limits

from ..conftest import ROOT, bundled, workers

NUMBERS = (-2.0, -0.5, 0.5, 3.0)


def asked(slug: str, source: str, direction: str, inputs: Sequence[dict[str, float]]) -> Sequence[float | None]:
    runner = SingleNumbers(bundled().entries[slug].exercise, workers(), Limits(seconds=10))
    return runner.results(source, "value" if direction == "value" else "gradient", inputs)


def model(slug: str) -> str:
    return (ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py").read_text(encoding="utf-8")


def test_values_and_gradients_are_those_of_torch() -> None:
    xs = torch.tensor(NUMBERS, dtype=torch.float64, requires_grad=True)
    right = torch.nn.functional.silu(xs)
    right.backward(torch.ones(len(NUMBERS), dtype=torch.float64))
    inputs = [{"input": x} for x in NUMBERS]
    assert asked("silu", model("silu"), "value", inputs) == pytest.approx(right.tolist())
    assert xs.grad is not None
    assert asked("silu", model("silu"), "gradient", inputs) == pytest.approx(xs.grad.tolist())


def test_losses_are_not_averaged() -> None:
    inputs = [{"input": x, "target": 1.0} for x in NUMBERS]
    assert asked("mse_loss", model("mse_loss"), "value", inputs) == pytest.approx([(x - 1) ** 2 for x in NUMBERS])
    assert asked("mse_loss", model("mse_loss"), "gradient", inputs) == pytest.approx([2 * (x - 1) for x in NUMBERS])


@pytest.mark.parametrize(
    "body", ["raise ValueError", "return input[0]", "return input.float()", "import os; os._exit(3)", "return None"]
)
def test_code_that_fails_gives_nothing(body: str) -> None:
    source = f"import torch\ndef silu(input):\n    {body}\n"
    assert asked("silu", source, "value", [{"input": x} for x in NUMBERS]) == [None] * len(NUMBERS)


def test_numbers_that_are_none_come_as_they_are() -> None:
    (result,) = asked(
        "silu", "import torch\ndef silu(input):\n    return input * torch.nan\n", "value", [{"input": 1.0}]
    )
    assert result is not None
    assert math.isnan(result)

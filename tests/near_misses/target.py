"""What a near miss would give: inputs of an exercise's own check, with its values and slopes as
exact as float64 is.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch

from grader.domains import Classes
from grader.dtypes import FLOAT64
from grader.exercise import Exercise
from grader.inputs import Case, cases
from grader.reference.enclose import Band
from grader.reference.expected import gradient, values

MODERATE = 20.0  # inputs farther out show overflow and what saturates, not which function it is
LEAST_SAME = 1e-6  # of the size of the numbers, that they may differ by
# how many entries say how far numbers are apart: a single huge one says nothing of the others
USUAL = 0.9
FEWEST = 8  # entries that are compared: fewer may agree by chance


@dataclass(frozen=True)
class Target:
    """A call of a check: its inputs as tensors, and what it should give."""

    case: Case

    @classmethod
    def of(cls, exercise: Exercise) -> "Target | None":
        """The largest call with the default settings and without a reduction; None if it gives too
        few numbers.
        """
        plain = [c for c in cases(exercise, FLOAT64, 0) if not c.call.settings and not c.omitted]
        loose = [c for c in plain if c.keywords.get("reduction", "none") == "none"]
        target = cls(max(loose or plain, key=lambda c: torch.Size(c.call.layout.result).numel()))
        return target if int(target.moderate.sum()) >= FEWEST else None

    @cached_property
    def inputs(self) -> Mapping[str, torch.Tensor]:
        call = self.case.call
        return {
            i.name: torch.tensor(
                call.data[i.name], dtype=torch.int64 if isinstance(i.domain, Classes) else torch.float64
            ).reshape(call.layout.shapes[i.name])
            for i in call.exercise.inputs
        }

    @cached_property
    def values(self) -> torch.Tensor:
        return _numbers(list(values(self.case.call, FLOAT64)), self.case.call.layout.result)

    @cached_property
    def slopes(self) -> torch.Tensor:
        """The gradient by the first input, for the upstream gradient of the check."""
        call = self.case.call
        first = call.exercise.differentiable[0].name
        return _numbers(list(gradient(call, self.case.upstream, first, FLOAT64)), call.layout.shapes[first])

    @cached_property
    def upstream(self) -> torch.Tensor:
        return torch.tensor(self.case.upstream, dtype=torch.float64).reshape(self.case.call.layout.result)

    @cached_property
    def moderate(self) -> torch.Tensor:
        """For which entries of the result all numbers are moderate."""
        small = self.values.isfinite() & (self.values.abs() <= MODERATE)
        for tensor in self.inputs.values():
            if tensor.shape == small.shape and tensor.is_floating_point():
                small &= tensor.abs() <= MODERATE
        return small

    @property
    def dim(self) -> int:
        return int(self.case.keywords.get("dim", -1))

    @property
    def settings(self) -> Mapping[str, Any]:
        return self.case.call.exercise.hyperparameters

    def is_value(self, result: Any) -> bool:
        """Whether a result is the value up to a factor and a constant."""
        return _alike(result, self.values, self.moderate)

    def is_slope(self, result: Any) -> bool:
        """Whether a result is the derivative up to a factor and a constant."""
        moderate = self.moderate if self.moderate.shape == self.slopes.shape else torch.ones_like(self.slopes).bool()
        return _alike(result, self.slopes, moderate & self.slopes.isfinite())


def _numbers(bands: Sequence[Band], shape: tuple[int, ...]) -> torch.Tensor:
    """The right numbers; nan at a kink, where more than one is right."""
    numbers = [float(b.low.mid()) if b.low.overlaps(b.high) else math.nan for b in bands]
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def _alike(result: Any, wanted: torch.Tensor, chosen: torch.Tensor) -> bool:
    """Whether `result` = a `wanted` + b with numbers a, not 0, and b where it is `chosen`."""
    if not isinstance(result, torch.Tensor) or result.numel() != wanted.numel() or result.layout != torch.strided:
        return False
    got, right = result.detach().double().reshape(-1)[chosen.reshape(-1)], wanted.reshape(-1)[chosen.reshape(-1)]
    if not got.isfinite().all() or len(right) < FEWEST or right.std() < LEAST_SAME or got.std() < LEAST_SAME:
        return False
    line = torch.stack([right, torch.ones_like(right)], 1)
    a, b = torch.linalg.lstsq(line, got.unsqueeze(1)).solution.reshape(-1).tolist()
    off, spread = (a * right + b - got).abs().max(), (got - got.median()).abs().quantile(USUAL)
    return bool(off <= LEAST_SAME * spread) and abs(a) > LEAST_SAME

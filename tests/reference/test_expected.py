"""Whole tensors: reductions, broadcasting and shared weights, beside torch's autograd in
float64.
"""

import math
from collections.abc import Callable
from random import Random

import pytest
import torch
from torch.nn import functional as F  # noqa: N812

from grader import layout
from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.layout import Layout
from grader.reference.expected import Call, gradient, values

from ..conftest import bundled


def geglu(x, w1, b1, w2, b2):
    return F.linear(x, w1, b1) * F.gelu(F.linear(x, w2, b2))


def exercise(slug: str):
    return bundled().entries[slug].exercise


CASES: dict[str, tuple[str, Layout, Callable[..., torch.Tensor]]] = {
    "elementwise": ("gelu", layout.elementwise(exercise("gelu"), {"x": (3, 2)}), F.gelu),
    "0-d": ("gelu", layout.elementwise(exercise("gelu"), {"x": ()}), F.gelu),
    "per channel": (
        "prelu",
        layout.elementwise(exercise("prelu"), {"input": (2, 3, 2), "weight": (3,)}),
        F.prelu,
    ),
    "rows": ("softmax", layout.rowwise(exercise("softmax"), (4, 3), 1), lambda x: F.softmax(x, 1)),
    "columns": ("softmax", layout.rowwise(exercise("softmax"), (4, 3), 0), lambda x: F.softmax(x, 0)),
    "middle": ("softmax", layout.rowwise(exercise("softmax"), (2, 3, 2), 1), lambda x: F.softmax(x, 1)),
    "none": (
        "mse_loss",
        layout.loss(exercise("mse_loss"), (2, 3), "none"),
        lambda a, b: F.mse_loss(a, b, reduction="none"),
    ),
    "mean": ("mse_loss", layout.loss(exercise("mse_loss"), (2, 3), "mean"), F.mse_loss),
    "sum": (
        "mse_loss",
        layout.loss(exercise("mse_loss"), (2, 3), "sum"),
        lambda a, b: F.mse_loss(a, b, reduction="sum"),
    ),
    "layer": ("geglu", layout.layer(exercise("geglu"), 4, {"in": 3, "out": 2}), geglu),
}


@pytest.mark.parametrize("case", CASES)
def test_values_and_gradients_are_torchs(case: str) -> None:
    slug, plan, function = CASES[case]
    random = Random(case)
    data = {n: tuple(random.uniform(-3, 3) for _ in range(math.prod(s))) for n, s in plan.shapes.items()}
    upstream = [random.gauss(0, 1) for _ in range(math.prod(plan.result))]
    call = Call(exercise(slug), plan, data, {})
    leaves = [torch.tensor(data[n], dtype=torch.float64).reshape(s).requires_grad_() for n, s in plan.shapes.items()]
    result = function(*leaves)
    result.backward(torch.tensor(upstream, dtype=torch.float64).reshape(result.shape))
    assert result.shape == plan.result
    bands = list(values(call, FLOAT64))
    assert all(b.error(x) <= b.allowed for b, x in zip(bands, result.flatten().tolist(), strict=True))
    for item, leaf in zip(exercise(slug).inputs, leaves, strict=True):
        if item.differentiable:
            assert leaf.grad is not None
            bands = list(gradient(call, upstream, item.name, FLOAT64))
            got = leaf.grad.flatten().tolist()
            assert all(b.error(x) <= b.allowed for b, x in zip(bands, got, strict=True))
            assert all(b.allowed < 1e-9 for b in bands)


def test_a_misconception_takes_the_formulas_place() -> None:
    sigmoid = exercise("sigmoid")
    call = Call(sigmoid, layout.elementwise(sigmoid, {"x": (1,)}), {"x": (0.0,)}, {})
    by_name = {m.id: m for m in sigmoid.misconceptions}
    (band,) = gradient(call, [2.0], "x", FLOAT64, by_name["inner_derivative_one"])
    assert float(band.low) == -0.5
    (band,) = values(call, FLOAT64, by_name["limits_of_tanh"])
    assert float(band.low) == 0.0
    (band,) = gradient(call, [2.0], "x", FLOAT64, by_name["limits_of_tanh"])
    assert float(band.low) == 1.0


@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64], ids=str)
def test_binary_cross_entropy_of_0_and_1_is_torchs(dtype: DType) -> None:
    """torch's BCELoss documents that its logarithms are at least -100."""
    plan = layout.loss(exercise("binary_cross_entropy"), (6,), "none")
    data = {"input": (0.0, 0.0, 0.0, 1.0, 1.0, 1.0), "target": (0.0, 1.0, 0.25) * 2}
    bands = values(Call(exercise("binary_cross_entropy"), plan, data, {}), dtype)
    given, target = (torch.tensor(x, dtype=getattr(torch, dtype.name)) for x in data.values())
    torchs = F.binary_cross_entropy(given, target, reduction="none").tolist()
    assert torchs == [0, 100, 25, 100, 0, 75]
    assert all(b.error(x) <= b.allowed for b, x in zip(bands, torchs, strict=True))

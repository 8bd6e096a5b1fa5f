"""Paths of parameters, beside torch's own optimizers in float64 over 200 steps."""

from random import Random

import pytest
import torch

from grader import sym
from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.families import optimizer
from grader.reference.recurrence import Update, path

from ..conftest import bundled

TORCH = {
    "adam": lambda p, lr: torch.optim.Adam(p, lr=lr),
    "sgd_momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
}


@pytest.mark.parametrize("slug", TORCH)
def test_200_steps_with_a_schedule_are_torchs(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    random = Random(slug)
    gradients = [random.gauss(0, 1) for _ in range(200)]
    rates = [0.01 * 0.99**n for n in range(200)]
    parameter = torch.nn.Parameter(torch.tensor(0.5, dtype=torch.float64))
    torchs = TORCH[slug]([parameter], rates[0])
    got = []
    for g, lr in zip(gradients, rates, strict=True):
        torchs.param_groups[0]["lr"] = lr
        parameter.grad = torch.tensor(g, dtype=torch.float64)
        torchs.step()
        got.append(parameter.item())
    updates = [Update({"g": g}, {**exercise.hyperparameters, "lr": lr}) for g, lr in zip(gradients, rates, strict=True)]
    bands = path(exercise, 0.5, updates, FLOAT64)
    assert all(b.error(x) <= b.allowed for b, x in zip(bands, got, strict=True))
    assert bands[-1].allowed < 1e-9


def test_without_a_gradient_nothing_moves_and_no_step_is_counted() -> None:
    adam = bundled().entries["adam"].exercise
    settings = dict(adam.hyperparameters)
    paused = path(adam, 1.0, [Update(None, settings), Update({"g": 0.5}, settings)], FLOAT64)
    direct = path(adam, 1.0, [Update({"g": 0.5}, settings)], FLOAT64)
    assert float(paused[0].low) == 1.0
    assert float(paused[1].low) == float(direct[0].low)


def test_a_recurrence_without_a_value_is_the_authors_error() -> None:
    @optimizer()
    def normalised(g, *, lr=0.1):
        """Normalised: the sign, as g over its size."""
        return -lr * g / abs(g)

    with pytest.raises(ExerciseError, match="0/0"):
        path(normalised, 0.0, [Update({"g": 0.0}, {"lr": 0.1})], FLOAT32)


def test_what_is_left_in_the_gradient_counts_only_if_the_step_lets_it() -> None:
    step = bundled().entries["training_step"].exercise
    accumulates = next(m for m in step.misconceptions if m.id == "gradients_accumulate")
    settings = {"lr": 0.5}
    data = {"x": 1.0, "y": 2.0}
    updates = [Update({**data, "g": 8.0}, settings), Update(data, settings)]
    # The gradient is 2 x (p x - y): from p = 0 it is -4, and the step leads to p = 2, where it is
    # 0.
    assert [float(b.low) for b in path(step, 0.0, updates, FLOAT64)] == [2.0, 2.0]
    # With 8 left over it is 4, which leads to -2; there it is -8, and -4 with what was there.
    assert [float(b.low) for b in path(step, 0.0, updates, FLOAT64, accumulates)] == [-2.0, 0.0]


def every(counted: str, condition: str) -> Exercise:
    """Steps of -lr, and of 0 when the condition on the count holds, which starts again then."""
    lines = [
        "@optimizer()",
        "def rests(g, count, t, *, lr=0.1, k=3, share=1 / 3):",
        '    """Rests: every k-th step is left out."""',
        f"    new, rest = {counted}, {condition}",
        "    return sym.Piecewise((0, rest), (-lr, True)), sym.Piecewise((0, rest), (new, True))",
    ]
    names = {"optimizer": optimizer, "sym": sym}
    exec("\n".join(lines), names)
    result = names["rests"]
    assert isinstance(result, Exercise)
    return result


@pytest.mark.parametrize(
    ("counted", "condition"),
    [
        ("count + 1", "sym.Eq(count + 1, k)"),
        ("count + 1", "count + 1 >= k"),
        ("sym.Max(count, 0) + 1", "sym.Not(sym.Ne(k - count, 1))"),
        ("count + share", "count + share > 0.9"),
    ],
)
@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64], ids=str)
def test_counts_are_whole_numbers(counted: str, condition: str, dtype: DType) -> None:
    """No rounding leaves it open when such a step comes, so that the bands hold one branch and
    never both.
    """
    settings = {"lr": 0.1, "k": 3, "share": 1 / 3}
    bands = path(every(counted, condition), 1.0, [Update({"g": 1.0}, settings)] * 7, dtype)
    assert [round(float(b.low), 6) for b in bands] == [0.9, 0.8, 0.8, 0.7, 0.6, 0.6, 0.5]
    assert all(b.allowed < 1e-5 for b in bands)


@pytest.mark.parametrize(
    ("counted", "condition", "step"),
    [
        ("count + 1.0", "sym.Eq(count + 1, k)", 3),
        ("count + share", "sym.Eq(3 * count + 1, k)", 3),
        ("count + 1", "sym.Eq(t * lr, k * lr)", 3),
        ("count + 1", "t * share >= 2 * share", 2),
    ],
)
def test_a_condition_that_rounding_leaves_open_is_the_authors_error(counted: str, condition: str, step: int) -> None:
    settings = {"lr": 0.1, "k": 3, "share": 1 / 3}
    with pytest.raises(ExerciseError, match=f"cannot be decided at step {step}: in float32") as error:
        path(every(counted, condition), 1.0, [Update({"g": 1.0}, settings)] * 4, FLOAT32)
    assert error.value.code == "A630"

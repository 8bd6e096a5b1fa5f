"""What a wrong formula has to explain before it is a name: every number, in every format, and where
there is none.
"""

import math
from collections.abc import Callable

import pytest

from grader import Reals, sym
from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.exercise import Exercise
from grader.families import elementwise
from grader.inputs import cases
from grader.judge.answers.clues import Answered, Clues
from grader.judge.answers.evidence import Answer
from grader.judge.diagnosis.account import in_common
from grader.judge.diagnosis.diagnose import recognise
from grader.judge.diagnosis.matching import gives
from grader.reference.enclose import Band
from grader.reference.expected import values
from grader.report.model import Diagnosis

OVERFLOWS = """import torch

def soft(x):
    return torch.log(1 + torch.exp(2 * x))
"""
STABLE = """import torch

def soft(x):
    return (2 * x).clamp(min=0) + torch.log1p(torch.exp(-(2 * x).abs()))
"""


def softplus_with_wrong_slope() -> Exercise:
    @elementwise(domain=Reals(-5, 5), traps=(0.0, 60.0, -60.0, 500.0))
    def soft(x):
        """Soft: log(1 + exp(x))."""
        return sym.Max(x, 0) + sym.log(1 + sym.exp(-sym.Abs(x)))

    @soft.misconception(of="value")
    def doubled(x):
        """The argument is x, not 2 x."""
        return sym.Max(2 * x, 0) + sym.log(1 + sym.exp(-2 * sym.Abs(x)))

    return soft


def answers(exercise: Exercise, function: Callable[[float], float], dtype: DType = FLOAT32) -> list[Answer]:
    return [
        Answer(c, "value", list(values(c.call, dtype)), [dtype.round(function(x)) for x in c.call.data["x"]])
        for c in cases(exercise, dtype, 0)
    ]


def doubled(x: float) -> float:
    return max(2 * x, 0.0) + math.log1p(math.exp(-2 * abs(x)))


def overflowing(x: float) -> float:
    """As float32 computes log(1 + exp(2 x))."""
    return doubled(x) if 2 * x < 88.7 else math.inf


def names(found: tuple[Diagnosis, ...]) -> list[str]:
    return [d.id for d in found if d.confidence != "observed"]


@pytest.mark.parametrize(
    ("function", "source", "named"),
    [
        (doubled, "", True),
        (overflowing, OVERFLOWS, True),
        (overflowing, STABLE, False),  # nothing in the code says why there is no number
        (overflowing, "", False),
        # the code has a number there
        (lambda x: math.nan if x == 0 else doubled(x), OVERFLOWS, False),
    ],
    ids=["all finite", "its code overflows", "its code does not", "no code", "at another place"],
)
def test_results_that_are_no_numbers_have_to_be_explained(
    function: Callable[[float], float], source: str, named: bool
) -> None:
    soft = softplus_with_wrong_slope()
    found = recognise(soft, answers(soft, function), clues=Clues(source=source))
    assert ("soft.doubled" in names(found)) is named


def test_what_overflows_is_said_and_counted() -> None:
    soft = softplus_with_wrong_slope()
    asked = answers(soft, overflowing)
    (found,) = recognise(soft, asked, clues=Clues(source=OVERFLOWS))
    total, lost = (sum(test(x) for a in asked for x in a.got) for test in (lambda x: True, math.isinf))
    assert found.evidence.startswith(f"this mistake reproduces {total - lost} of your {total} results, ")
    assert f"the other {lost} are infinite or nan" in found.evidence
    assert "torch.exp(2 * x) in line 4 is inf at x=60.0." in found.explanation


def reciprocal() -> Exercise:
    @elementwise(domain=Reals(0.5, 5), traps=(-1.0,))
    def shifted(x):
        """Shifted: one over x plus 2."""
        return 1 / (x + 2)

    @shifted.misconception(of="value")
    def pole(x):
        """There are two to add."""
        return 1 / (x + 1)

    return shifted


def test_where_a_formula_has_no_value_there_is_no_number_to_be_got() -> None:
    shifted = reciprocal()
    asked = answers(shifted, lambda x: 1 / (x + 1) if x != -1 else math.inf)
    assert names(recognise(shifted, asked)) == ["shifted.pole"]
    finite = answers(shifted, lambda x: 1 / (x + 1) if x != -1 else 7.0)
    assert names(recognise(shifted, finite)) == []


@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64])
def test_a_formula_without_a_bound_on_its_roundings_explains_nothing(dtype: DType) -> None:
    """Two of them: one is beyond all numbers, the other is computed from a difference that may
    round to 0.
    """

    @elementwise(domain=Reals(0.5, 4))
    def half(x):
        """Half: x over 2."""
        return x / 2

    @half.misconception(of="value")
    def beyond(x):
        """Beyond all numbers."""
        return sym.exp(sym.exp(20 * x + 20))

    @half.misconception(of="value")
    def cancelled(x):
        """A quotient of differences."""
        return (x + 10**30 - sym.UnevaluatedExpr(x + 10**30) + x) / 2 + 1

    assert names(recognise(half, answers(half, lambda x: x / 2 + 0.3, dtype))) == []


def test_an_allowance_counts_up_to_a_small_part_of_the_number() -> None:
    soft = softplus_with_wrong_slope()
    (right, *_), wide = answers(soft, doubled)[0].bands, 1e30
    band = right.within(math.inf)
    assert gives(band, right, band.nearest)
    vague = Band(band.low, band.high, wide, band.dtype)
    assert gives(vague, right, band.nearest * (1 + 1e-5))
    assert not gives(vague, right, band.nearest * 2)


def test_a_name_holds_in_finer_formats() -> None:
    """In float32 a slope of 1.0000001 cannot be told from 1; in float64 it can."""

    @elementwise(domain=Reals(1, 5))
    def line(x):
        """Line: x."""
        return sym.Mul(1, x)

    @line.misconception(of="value")
    def doubled_line(x):
        """The slope is 1."""
        return 2 * x

    def near(x: float) -> float:
        return 2 * x * (1 + 1e-9)

    coarse = answers(line, near)
    assert names(recognise(line, coarse, clues=Clues())) == ["line.doubled_line"]
    assert names(recognise(line, coarse, clues=Clues(gave=Answered(answers=answers(line, near, FLOAT64))))) == []
    confirming = Clues(gave=Answered(answers=answers(line, lambda x: 2 * x, FLOAT64)))
    assert names(recognise(line, coarse, clues=confirming)) == ["line.doubled_line"]


def test_a_formula_that_is_right_in_a_finer_format_has_no_mistake() -> None:
    soft = softplus_with_wrong_slope()
    right = answers(soft, lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), FLOAT64)
    assert names(recognise(soft, answers(soft, doubled), clues=Clues(gave=Answered(answers=right)))) == []


def test_the_evidence_shows_no_number_that_was_not_got() -> None:
    """At a kink a formula may give anything between two slopes."""
    soft = softplus_with_wrong_slope()
    right = answers(soft, doubled)[0].bands[0]
    at_kink = Band(right.low * 0 - 1, right.low * 0 + 1, 1e-6, FLOAT32)
    assert in_common(0.5, at_kink, right).startswith("got 0.5, the wrong formula gives 0.5, ")
    near = Band(right.low * 0 + 1.23446, right.low * 0 + 1.23446, 1e-3, FLOAT32)
    assert in_common(1.23441, near, right).startswith("got 1.234, the wrong formula gives 1.234")
    exact = Band(right.low * 0 + 1.0000001, right.low * 0 + 1.0000001, 1e-9, FLOAT64)
    one = Band(right.low * 0 + 1, right.low * 0 + 1, 1e-9, FLOAT64)
    assert in_common(1.0000001, exact, one) == "got 1.0000001, the wrong formula gives 1.0000001, right is 1"
    tiny = Band(right.low * 0 - 1e-20, right.low * 0 - 1e-20, 1e-9, FLOAT32)
    assert in_common(-0.0, tiny, one) == "got 0, the wrong formula gives -1e-20, right is 1"
    assert in_common(-0.0, near, one) == ""
    assert in_common(1.5, near, right) == ""
    assert in_common(math.inf, near, right) == ""

"""What is told of a wrong number."""

import math

import pytest
from flint import arb

from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.judge.evidence import measured, told_apart
from grader.reference.enclose import Band
from grader.report.wording import distance


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ((2.0, 2.0, 0.125, 0.125), ("2", "2", "0.125")),
        ((-0.5209290001, -0.5209290001, -0.520929, -0.520929), ("-0.5209290001", "-0.5209290001", "-0.520929")),
        ((0.5, 0.25, 0.0, 1.0), ("0.5", "0.25", "between 0 and 1")),
        ((1.0000001, 3.0, 1.0, 1.0000002), ("1.0000001", "3", "between 1 and 1.0000002")),
        ((math.nan, 1.0, 0.0, 0.0), ("nan", "1", "0")),
    ],
)
def test_what_was_got_reads_unlike_what_is_right(numbers: tuple[float, ...], texts: tuple[str, str, str]) -> None:
    assert told_apart(*numbers) == texts


@pytest.mark.parametrize(
    ("dtype", "right", "allowed", "got", "words"),
    [
        (FLOAT64, 0.0, FLOAT64.smallest_normal, 0.39, "0.39, 2.23e-308 allowed"),
        (FLOAT64, 0.0, 1e-15, 0.39, "0.39, 1e-15 allowed"),
        (FLOAT32, 0.125, 2.0**-21, 0.0, "8.39e+06 ulp, 32 ulp allowed"),
        (FLOAT32, 4.0, FLOAT32.smallest_normal, 4.0 + 24 * 2.0**-21, "24 ulp; it has to be exact"),
        (FLOAT32, 4.0, 1e-6, math.nan, ""),
        (FLOAT32, 4.0, 1e-6, -math.inf, ""),
    ],
)
def test_a_distance_is_told_in_numbers_that_can_be_compared(
    dtype: DType, right: float, allowed: float, got: float, words: str
) -> None:
    band = Band(arb(right), arb(right), allowed, dtype)
    assert distance(measured("worst", {}, got, band)) == words

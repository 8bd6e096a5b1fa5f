"""What is said of numbers that were drawn is true of them."""

import math

import pytest

from grader.judge.checks.samples import SIZE, _crowded
from grader.reference.distribution import crowd

from ..conftest import SUBMISSIONS, grade_file

N = math.prod(SIZE)


@pytest.mark.parametrize(
    ("slug", "name", "said"),
    [
        ("rrelu_slopes", "percents", {"distribution": "only 101 different numbers are among 40,000", "draws": "every"}),
        ("rrelu_slopes", "bell_cut_off", {"distribution": " of 40,000 numbers are exactly 0.125, ", "draws": "every"}),
        ("gumbel_noise", "one_row_for_all", {"distribution": "not judged: the same 200 numbers come again"}),
        ("gumbel_noise", "shuffled_twice", {"distribution": "for each of 1 setting", "draws": "the same numbers come"}),
        ("gumbel_noise", "smoothed_along_rows", {"distribution": "not judged: ", "draws": "the numbers hang together"}),
    ],
)
def test_what_is_told_of_equal_and_dependent_numbers(slug: str, name: str, said: dict[str, str]) -> None:
    report = grade_file(slug, SUBMISSIONS / slug / "wrong" / f"{name}.py")
    assert not report.passed
    for check, words in said.items():
        (result,) = (r for r in report.checks if r.name == check)
        assert words in result.summary, result
        assert result.score.points == (result.score.most if result.status == "passed" else 0)


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ([k / N for k in range(N - 8)] + [1.0] * 8, "8 of 40,000 numbers are at least 1; none should be"),
        ([0.0] * 9 + [k / N for k in range(9, N)], "9 of 40,000 numbers are at most 0; none should be"),
        ([0.9 * k / N for k in range(1, N + 1)], "0 of 40,000 numbers are above 0.9; about 4,000 should be"),
    ],
)
def test_the_count_that_surprises_is_told(shares: list[float], words: str) -> None:
    found = crowd(shares)
    assert _crowded(found, N, shares[found.place]) == words

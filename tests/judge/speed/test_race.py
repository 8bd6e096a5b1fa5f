"""What is made of times: ratios with intervals, verdicts, exponents, and laps whose outputs are not right."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.judge.speed import outside, stopped
from grader.judge.speed.clock import Lap
from grader.judge.speed.growth import growth
from grader.judge.speed.race import APART, Ratio, interval


def random() -> numpy.random.Generator:
    return numpy.random.default_rng(0)


@given(ratios=st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_an_interval_holds_the_median_and_what_processes_differ_by(ratios: list[float]) -> None:
    found = interval(ratios, random(), 1.0, 1.0)
    assert found.low * APART <= found.median * (1 + 1e-12)
    assert found.median <= found.high / APART * (1 + 1e-12)
    assert min(ratios) / APART * (1 - 1e-12) <= found.low
    assert found.high <= max(ratios) * APART * (1 + 1e-12)


def test_more_laps_make_the_interval_smaller() -> None:
    draws = random().lognormal(0, 0.3, 400)
    few, many = interval(draws[:10].tolist(), random(), 1, 1), interval(draws.tolist(), random(), 1, 1)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("limit", "verdict"), [(1.5, "too slow"), (2.0, "undecided"), (2.6, "fast enough")])
def test_a_verdict_needs_the_whole_interval(limit: float, verdict: str) -> None:
    assert Ratio(2.0, 1.6, 2.5, 1.0, 1.0).verdict(limit) == verdict


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
def test_the_exponent_of_growth_is_found_beside_a_baseline(power: float) -> None:
    noise, sizes = random(), (100, 200, 400, 800)
    own = [(1e-6 * n**power * noise.lognormal(0, 0.05, 9)).tolist() for n in sizes]
    beside = [(1e-5 * n**0.2 * noise.lognormal(0, 0.05, 9)).tolist() for n in sizes]
    found = growth(sizes, own, beside, random())
    assert abs(found.exponent - power) < 0.1
    assert abs(found.baseline - 0.2) < 0.1
    assert found.low <= found.exponent - found.baseline <= found.high
    assert found.high - found.low < 0.5


def test_outputs_that_are_not_right_void_a_lap() -> None:
    right = numpy.linspace(-1, 1, 1000, dtype=numpy.float32)
    stopped.verify(Lap(1, [right * (1 + 1e-6)]), Lap(1, [right]))
    wrong = right.copy()
    wrong[500:] = 0
    for outputs in (wrong, right * numpy.float32(numpy.nan), right.astype(numpy.float16).astype(numpy.float32)):
        with pytest.raises(SubmissionError) as raised:
            stopped.verify(Lap(1, [outputs]), Lap(1, [right]))
        assert raised.value.code == "P803"


def test_sums_that_are_not_right_void_a_lap() -> None:
    weights, right = random().uniform(-1, 1, 4096), random().standard_normal(4096)

    def lap(results: "numpy.typing.NDArray[numpy.float64]") -> Lap:
        return Lap(1, numpy.array([[results @ weights, results @ results]]))

    outside.verify(lap(right * (1 + 1e-6 * random().standard_normal(4096))), lap(right))
    skipped = right.copy()
    skipped[::64] = 0
    for results in (skipped, right.astype(numpy.float16).astype(float), 1.001 * right, numpy.full(4096, numpy.nan)):
        with pytest.raises(SubmissionError) as raised:
            outside.verify(lap(results), lap(right))
        assert raised.value.code == "P803"


def test_a_time_that_drowns_in_that_of_asking_decides_nothing() -> None:
    assert Ratio(1.0, 1.0, 1.0, 1e-9, 1e-9, told=False).verdict(10.0) == "undecided"

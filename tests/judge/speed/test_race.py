"""What is made of times: ratios with intervals, verdicts, exponents, and laps whose outputs are not right."""

from collections.abc import Callable
from typing import Any

import numpy
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.judge.speed import outside, stopped
from grader.judge.speed.clock import Clock, Lap
from grader.judge.speed.growth import growth
from grader.judge.speed.race import APART, Ratio, interval
from grader.worker.clocked import _sums

Numbers = numpy.typing.NDArray[numpy.float64]


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


def refused(clock: Clock, lap: Lap, baseline: Lap) -> bool:
    try:
        clock.verify(lap, baseline)
    except SubmissionError as error:
        return error.code == "P803"
    return False


def read(results: Numbers) -> Lap:
    return Lap(1, [results.astype(numpy.float32)])


def summed(results: Numbers) -> Lap:
    """As a worker does it, with weights that are the same for all."""
    weights = torch.from_numpy(random().uniform(-1, 1, results.size))
    return Lap(1, [s.numpy() for s in _sums([torch.from_numpy(results.astype(numpy.float64))], [weights])])


CLOCKS = [pytest.param(stopped.CLOCK, read, id="processor"), pytest.param(outside.CLOCK, summed, id="wall")]


@pytest.mark.parametrize(("clock", "lap"), CLOCKS)
def test_results_that_are_not_right_void_a_lap(clock: Clock, lap: Callable[[Numbers], Lap]) -> None:
    right = random().standard_normal(1 << 14)
    noise = random().permutation(right)
    assert not refused(clock, lap(right * (1 + 1e-6 * noise)), lap(right))
    skipped, half = right.copy(), right.copy()
    skipped[::128] = 0
    half[half.size // 2 :] = 0
    coarse, nothing = right.astype(numpy.float16), numpy.full(right.size, numpy.nan)
    wrong: tuple[Any, ...] = (skipped, half, coarse, 1.001 * right, noise, nothing, 0 * right)
    for results in wrong:
        assert refused(clock, lap(results), lap(right))


@pytest.mark.parametrize(("clock", "lap"), CLOCKS)
def test_a_few_entries_may_differ(clock: Clock, lap: Callable[[Numbers], Lap]) -> None:
    """Those at a kink, where one slope is as right as another, or where rounding decides on which side of it they
    are."""
    right = random().standard_normal(1 << 14)
    other = right.copy()
    other[[17, 5000, 9000]] = 0
    assert not refused(clock, lap(other), lap(right))


@pytest.mark.parametrize(("clock", "lap"), CLOCKS)
def test_one_number_alone_has_to_be_right(clock: Clock, lap: Callable[[Numbers], Lap]) -> None:
    assert not refused(clock, lap(numpy.array([0.7])), lap(numpy.array([0.7])))
    assert refused(clock, lap(numpy.array([0.7003])), lap(numpy.array([0.7])))


def test_what_is_infinite_for_the_baseline_is_not_compared() -> None:
    right = numpy.array([1.0, numpy.inf, numpy.nan])
    assert not refused(stopped.CLOCK, read(numpy.array([1.0, 2.0, 3.0])), read(right))
    assert not refused(stopped.CLOCK, read(right[:1] * 5), read(right[1:2]))


def test_a_time_that_drowns_in_that_of_asking_decides_nothing() -> None:
    assert Ratio(1.0, 1.0, 1.0, 1e-9, 1e-9, told=False).verdict(10.0) == "undecided"

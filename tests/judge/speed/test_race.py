"""What is made of times: ratios with intervals, verdicts, exponents, and laps whose outputs are not
right.
"""

import math
import time
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import numpy
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.judge.speed import blame, outside, stopped
from grader.judge.speed.clock import Clock, Lap
from grader.judge.speed.frozen import Gone, NotFrozen, RunsOn
from grader.judge.speed.growth import growth
from grader.judge.speed.laps import Laps
from grader.judge.speed.race import StoppingRule, race
from grader.judge.speed.ratio import APART, Ratio, interval, of_all
from grader.judge.speed.watched import same_when_watched
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
    return Lap(1, [results.astype(numpy.float32)], 1)


def summed(results: Numbers) -> Lap:
    """As a worker does it, with weights that are the same for all."""
    weights = torch.from_numpy(random().uniform(-1, 1, results.size))
    return Lap(1, [s.numpy() for s in _sums([torch.from_numpy(results.astype(numpy.float64))], [weights])], 1)


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
    """Those at a kink, where one slope is as right as another, or where rounding decides on which
    side of it they are.
    """
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


class Worker:
    """A runner whose laps take what a function says of their number; for so much of it it is at
    work itself. It writes down when it ran and was paused.
    """

    asking = 0.0

    def __init__(self, name: str, seconds: Callable[[int], float], events: list[str], at_work: float = 1) -> None:
        self._name, self._seconds, self._events, self._at_work = name, seconds, events, at_work
        self._laps, self.when_watched = 0, 0.0

    def warm(self, random: numpy.random.Generator, watched: bool = True) -> None: ...

    def pause(self) -> None:
        self._events.append(f"{self._name} stops")

    def resume(self) -> None:
        self._events.append(f"{self._name} goes")

    def lap(self, drawn: Any, watched: bool = False) -> Lap:
        self._events.append(self._name)
        self._laps += 1
        seconds = self._seconds(self._laps)
        return Lap(seconds, [numpy.array([drawn + self.when_watched * watched])], self._at_work * seconds)


LOAD: Any = SimpleNamespace(calls=1)
FAKE = Clock("processor", lambda load, drawn: drawn.random(), lambda *_: None, lambda *_: None)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that a race would have made."""
    pauses = list[float]()
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def raced(seconds: Callable[[int], float], at_work: float = 1, other: float = 1) -> tuple[Ratio, list[str]]:
    """Two pairs of workers, with time enough for all laps."""
    events = list[str]()
    pairs = [(Worker("own", seconds, events, at_work), Worker("other", lambda _: other, events)) for _ in range(2)]
    return race(FAKE, LOAD, pairs, StoppingRule(10.0, math.inf, math.inf), random()), events


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [
        (lambda n: 2.0, "fast enough"),
        (lambda n: 30.0, "too slow"),
        (lambda n: 100.0 if n % 2 else 1.0, "too slow"),
        (lambda n: 100.0 if n % 3 == 0 else 1.0, "too slow"),
        (lambda n: 200.0 if n % 6 == 0 else 1.0, "too slow"),
        (lambda n: 200.0 if n % 10 == 0 else 1.0, "too slow"),
        (lambda n: 200.0 if n % 40 == 0 else 1.0, "fast enough"),
        (lambda n: 100.0 if n == 3 else 1.0, "fast enough"),
        (lambda n: 10.0 + n % 2, "undecided"),
    ],
)
def test_being_slow_in_some_laps_is_being_slow(seconds: Callable[[int], float], verdict: str) -> None:
    assert raced(seconds)[0].verdict(10.0) == verdict


@pytest.mark.parametrize(("at_work", "verdict"), [(0.01, "fast enough"), (0.9, "too slow")])
def test_in_laps_in_which_the_process_was_not_at_work_others_were_slow(at_work: float, verdict: str) -> None:
    assert raced(lambda n: 100.0 if n % 3 == 0 else 1.0, at_work)[0].verdict(10.0) == verdict


def test_where_the_machine_is_to_blame_for_slow_laps_an_open_verdict_stays_open() -> None:
    laps = Laps(1, 10.0)
    for n in range(40):
        seconds = 100.0 if n % 10 == 0 else 1.0
        laps.add(Lap(seconds, [], seconds), Lap(100.0 if n % 10 == 5 else 1.0, [], 0.0), asking=0.0)
    assert laps.slow() == 0
    assert laps.ratio(random()).verdict(10.0) == "undecided"


def test_laps_that_take_a_little_of_the_time_leave_an_open_verdict_open() -> None:
    """Of code about as slow as the limit, which a busy machine has slowed down in some."""
    laps = Laps(1, 10.0)
    for n in range(40):
        seconds = 31.0 if n % 13 == 0 else 8.0 + n % 3
        laps.add(Lap(seconds, [], seconds), Lap(1.0, [], 1.0), asking=0.0)
    assert laps.slow() == 4
    assert laps.ratio(random()).verdict(10.0) == "undecided"


def test_a_clock_does_not_tell_when_to_be_slow(slept: list[float]) -> None:
    """One call after the other, hardly any are slow, since few that are slow fit into the time for
    that.
    """
    now = 0.0

    def seconds(_: int) -> float:
        nonlocal now
        took = 0.2 if (now + sum(slept)) % 1 < 0.3 else 0.001
        now += took
        return took

    assert raced(seconds, other=0.001)[0].verdict(10.0) == "too slow"
    assert slept


def test_a_submission_that_takes_the_same_in_all_laps_is_not_waited_for(slept: list[float]) -> None:
    raced(lambda n: 5 + n % 2)
    assert not slept


def test_the_submission_runs_in_its_own_laps_alone() -> None:
    _, events = raced(lambda n: 2.0)
    running = 0
    for event in events[2:-2]:
        running += {"own goes": 1, "own stops": -1}.get(event, 0)
        assert running == (event in ("own", "own goes"))


def test_laps_in_which_the_baseline_was_disturbed_are_left_out() -> None:
    others = [1.0] * 10 + [50.0] * 6
    assert of_all([20.0] * 16, others, random(), 1).median == 20.0


@pytest.mark.parametrize(
    ("noise", "when_watched", "refused"), [(0.0, 0.0, False), (0.0, 1e-7, True), (1.0, 1e-7, False), (1.0, 0.0, False)]
)
def test_other_results_when_watched_are_told_from_those_that_always_differ(
    noise: float, when_watched: float, refused: bool
) -> None:
    drawn = random()

    class Odd(Worker):
        def lap(self, drawn_: Any, watched: bool = False) -> Lap:
            return super().lap(drawn_ + noise * drawn.random(), watched)

    odd = Odd("own", lambda _: 1.0, [])
    odd.when_watched = when_watched
    refusal = pytest.raises(SubmissionError, match="when they are watched") if refused else nullcontext()
    with refusal:
        same_when_watched(FAKE, LOAD, odd, random())


@pytest.mark.parametrize(
    ("error", "whose", "code"),
    [
        (Gone("gone"), blame.submission, "S112"),
        (NotFrozen("its memory cannot be reached"), blame.submission, "P806"),
        (RunsOn("does not stop"), blame.submission, ""),
        (Gone("gone"), blame.baseline, ""),
        (SubmissionError("S113", "too late"), blame.baseline, ""),
    ],
)
def test_only_what_a_submission_can_do_is_its_doing(error: Exception, whose: Any, code: str) -> None:
    with pytest.raises(SubmissionError if code else NotFrozen) as caught, whose():
        raise error
    assert getattr(caught.value, "code", "") == code


def test_a_ratio_is_open_where_a_quarter_of_the_baselines_laps_vanish_beside_asking() -> None:
    laps = Laps(1, 10.0)
    for lap in range(20):
        baseline = 1e-5 if lap % 3 == 0 else 3e-4  # seconds, of which asking takes 1e-4
        laps.add(Lap(5e-4, None, 5e-4), Lap(baseline, None, baseline), 1e-4)
    assert laps.ratio(random()).verdict(10.0) == "undecided"

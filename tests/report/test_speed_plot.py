"""The plot of ratios: a point and an interval for each, inside the axis whatever the numbers
are.
"""

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report.model import ConfidenceInterval, Seconds, Timing
from grader.report.speed_plot import EDGE, TICKS, WIDTH, axis, svg

ratios = st.floats(1e-3, 1e4)


def timing(ratio: float, low: float, high: float, limit: float = 0.0, verdict: str = "") -> Timing:
    return Timing(
        size=16384,
        direction="forward",
        baseline="torch",
        seconds=Seconds(own=1e-4, baseline=1e-4),
        ratio=ConfidenceInterval(ratio, low, high),
        limit=limit,
        verdict=verdict,
    )


def drawn(*timings: Timing) -> ElementTree.Element:
    return ElementTree.fromstring(svg(timings))


def across(plot: ElementTree.Element) -> list[float]:
    """Every place that is given across the plot."""
    return [float(e.attrib[name]) for e in plot.iter() for name in ("x", "x1", "x2", "cx") if name in e.attrib]


def lines(plot: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [e for e in plot.iter("line") if e.get("class") == kind]


@given(st.lists(st.tuples(ratios, ratios, ratios, st.sampled_from([0.0, 1.0, 1.5, 10.0])), min_size=1, max_size=9))
def test_every_ratio_has_its_point_between_the_ends_of_its_interval(rows: list[tuple[float, ...]]) -> None:
    timings = [timing(sorted(r)[1], min(r), max(r), limit) for *r, limit in rows]
    plot = drawn(*timings)
    points = [float(e.attrib["cx"]) for e in plot.iter("circle")]
    bars = [(float(e.attrib["x1"]), float(e.attrib["x2"])) for e in lines(plot, "interval")][::3]
    assert len(points) == len(bars) == len(timings)
    assert all(low <= point <= high for point, (low, high) in zip(points, bars, strict=True))
    assert all(0 <= x <= WIDTH for x in across(plot))
    assert 2 <= len(axis(timings).ticks) <= TICKS
    assert all(EDGE <= axis(timings).x(tick) <= WIDTH - EDGE for tick in axis(timings).ticks)


@given(st.lists(st.tuples(st.floats(), st.floats(), st.floats(), st.floats()), min_size=1, max_size=5))
def test_no_number_breaks_it(rows: list[tuple[float, float, float, float]]) -> None:
    plot = drawn(*(timing(*row) for row in rows))
    assert all(0 <= x <= WIDTH for x in across(plot))
    marks = [e for e in plot.iter() if e.tag == "circle" or e.text == "?"]
    assert len(marks) == len(rows)


def test_an_interval_of_one_number_and_one_without_end() -> None:
    plot = drawn(timing(1e-3, 1e-3, 1e-3), timing(1e4, 0, math.inf))
    first, second = (e.attrib for e in lines(plot, "interval")[::3])
    assert first["x1"] == first["x2"]
    assert (float(second["x1"]), float(second["x2"])) == (EDGE, WIDTH - EDGE)


def test_what_is_no_number_has_a_question_mark_and_no_interval() -> None:
    plot = drawn(timing(math.nan, math.nan, 3.0))
    assert [e.text for e in plot.iter("text") if e.text == "?"] == ["?"]
    assert not lines(plot, "interval")
    assert not list(plot.iter("circle"))


def test_lines_at_1_and_at_limits_where_there_are_any() -> None:
    timings = (timing(2, 1, 3, 10, "fast enough"), timing(2, 1, 3), timing(20, 15, 30, 10, "too slow"))
    plot = drawn(*timings)
    scale = axis(timings)
    assert [float(e.attrib["x1"]) for e in lines(plot, "same")] == [pytest.approx(scale.x(1), abs=0.1)]
    at_limit = [float(e.attrib["x1"]) for e in lines(plot, "limit")]
    assert at_limit == [pytest.approx(scale.x(10), abs=0.1)] * 3  # two rows, and its name above
    assert not lines(drawn(timings[1]), "limit")


def test_rows_say_what_was_timed_and_what_came_of_it() -> None:
    plot = drawn(timing(2, 1, 3, 10, "fast enough"), timing(169.66, 118, 226, 10, "too slow"), timing(1.5, 1, 2))
    said = [e.text for e in plot.iter("text")]
    assert said.count("16,384 forward, beside torch") == 3
    assert {"2, fast enough", "170, too slow", "1.5", "1: the same time", "limit 10"} <= set(said)
    assert [g.get("class") for g in plot.iter("g")] == ["good", "bad", ""]


def test_the_axis_is_logarithmic_and_written_in_round_numbers() -> None:
    wide = axis([timing(1, 1e-3, 1e4)])
    assert wide.x(10) - wide.x(1) == pytest.approx(wide.x(1) - wide.x(0.1))
    assert axis([timing(1, 0.9, 1.1)]).ticks == pytest.approx([0.5, 1, 2])
    assert axis([timing(1, 0.9, 1.1, 10)]).ticks == pytest.approx([0.5, 1, 2, 5, 10])

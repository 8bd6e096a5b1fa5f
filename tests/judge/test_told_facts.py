"""Every fact that is told of a submission under tests/submissions is true: the submission is asked
again, and each claim of the sentence is worked out from the raw numbers by code of this file's own.
"""

import ast
import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import mpmath
import numpy
import pytest

from grader.dtypes import DType
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.diagnosis.observe import FACTS
from grader.judge.trajectories.paths import paths
from grader.judge.trajectories.scenarios import Scenario

from ..conftest import PATIENT, SUBMISSIONS, bundled, family, planned, workers
from ..tiers import first_of_each
from .raw_numbers import Told, told

NUMBER = r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?"


def expected(path: Path) -> list[str]:
    """The facts that the first line of a submission names."""
    return [w for w in path.read_text(encoding="utf-8").partition("\n")[0].split() if w.startswith("observed.")]


# Those first that are told of single numbers: they take least time, and the small tier has one of
# each fact.
TOLD = sorted(
    (p for p in SUBMISSIONS.glob("*/wrong/*.py") if expected(p)),
    key=lambda p: (family(p.parts[-3]) != "elementwise", p),
)


def right(told: Told, scenario: Scenario) -> numpy.ndarray[Any, Any]:
    """Where the parameters should be (parameter, step, entry)."""
    rows = [[b.nearest for b in bands] for bands in paths(told.exercise, scenario, told.dtype)]
    shape = (len(scenario.starts), len(scenario.starts[0]), -1)
    return numpy.array(rows).reshape(shape).swapaxes(1, 2)


def is_nan(told: Told) -> None:
    assert not any(map(math.isfinite, told.numbers))
    assert "infinite" in told.words or all(map(math.isnan, told.numbers))


def is_zero(told: Told) -> None:
    finite = [x for x in told.numbers if math.isfinite(x)]
    assert finite
    assert max(map(abs, finite)) < told.dtype.smallest_normal
    assert "next to" in told.words or not any(finite)
    assert "that is a number" in told.words or len(finite) == len(told.numbers)


def is_constant(told: Told) -> None:
    value = float(told.said(rf"is ({NUMBER})[,.]")[0])
    assert all(math.isclose(e.got, value * e.upstream, rel_tol=1e-3) for e in told.entries)
    assert len(told.entries) >= 4


# where a branch of the submissions to these exercises is
INFINITE: dict[str, Callable[[float, DType], bool]] = {
    "elu": lambda x, dtype: x > math.log(dtype.largest),  # exp(input)
    "softsign": lambda x, dtype: abs(x) == 1,  # a quotient by 1 + x or 1 - x
}


def branch_is_infinite(told: Told) -> None:
    line = int(told.said(r"where in line (\d+)")[0])
    assert "where" in told.source.splitlines()[line - 1]
    assert all(math.isnan(e.got) and math.isfinite(e.low) for e in told.wrong)
    assert told.wrong
    assert all(INFINITE[told.exercise.slug](e.x, told.dtype) for e in told.wrong)


def wrong_are_no_numbers(told: Told) -> None:
    assert not any(math.isfinite(e.got) for e in told.wrong)
    counted = re.search(r"All (\d+) wrong", told.words)
    assert len(told.wrong) == (int(counted[1]) if counted else 1)


OTHERS: dict[str, Callable[[Any], Any]] = {
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "relu": lambda x: x if x > 0 else mpmath.mpf(0),
}


def is_another(told: Told) -> None:
    what, slug = told.said(r"Every (\w+) is that of (\w+)")
    other = OTHERS[slug]
    for e in told.entries:
        if math.isfinite(e.got) and abs(e.x) < 50:
            truth = float(mpmath.diff(other, e.x) if what == "derivative" else other(mpmath.mpf(e.x)))
            assert abs(e.got - e.upstream * truth) <= 1e-4 * abs(e.got) + 1e-9 + e.allowed


def is_times(told: Told) -> None:
    factor = float(told.said(rf"times ({NUMBER})")[0])
    assert all(abs(e.got - factor * e.middle) <= 2e-3 * abs(factor * e.middle) + 20 * e.allowed for e in told.entries)
    assert sum(abs(e.middle) > 1e4 * e.allowed for e in told.entries) >= 4


def is_plus(told: Told) -> None:
    offset = float(told.said(rf"plus ({NUMBER})\.$")[0])
    assert all(
        abs(e.got / e.upstream - e.middle / e.upstream - offset) <= 2e-3 * offset + 20 * e.allowed / abs(e.upstream)
        for e in told.entries
        if e.upstream
    )


def is_coarse(told: Told) -> None:
    numpy_type: Any = {"float16": numpy.float16, "float32": numpy.float32}[told.said(r"number of (float\d+)")[0]]
    divided = "before grad_output" in told.words
    finite = [e.got / e.upstream if divided else e.got for e in told.entries if math.isfinite(e.got) and e.upstream]
    near = 4 * told.dtype.unit if divided else 0.0
    assert "finite" in told.words or divided or len(finite) == len(told.entries)
    assert all(abs(float(numpy_type(x)) - x) <= near * abs(x) for x in finite)


def scatters(told: Told) -> None:
    most = float(told.said(rf"up to ({NUMBER}) of")[0])
    known = sorted((e.x, e.got / e.middle - 1, e.wrong) for e in told.entries if abs(e.middle) > 1e4 * e.allowed)
    errors = [error for _, error, wrong in known if wrong]
    assert max(map(abs, errors)) < 3 * most  # other random numbers than those of the report
    assert 3 * sum(a * b < 0 for a, b in pairwise(errors)) >= len(errors)


def has_digits(told: Told) -> None:
    digits = int(told.said(r"right to (\d+) digits")[0])
    errors = [e.off / min(abs(e.low), abs(e.high)) for e in told.wrong]
    assert 10.0 ** -(digits + 1) < max(errors) <= 10.0**-digits
    signs = {abs(e.got) > abs(e.middle) for e in told.wrong}
    assert ("as many as float32" in told.words) <= (len(signs) == 2)
    assert "and too" not in told.words or signs == {"too large" in told.words}
    if "in line" in told.words:
        line, literal, count = told.said(rf"in line (\d+), ({NUMBER}) has (\d+)")
        assert literal in told.source.splitlines()[int(line) - 1]
        assert len(literal.replace(".", "").lstrip("0").rstrip("0")) == int(count)


def is_at_one_point(told: Told) -> None:
    places = {float(x) for x in re.findall(NUMBER, told.said(r"= (.*?) are wrong")[0])}
    assert {e.x for e in told.wrong} == places
    assert all(min(e.x for e in told.entries) < p < max(e.x for e in told.entries) for p in places)
    assert ("kink" in told.words) == all(e.high - e.low > e.allowed for e in told.wrong)


def is_on_one_side(told: Told) -> None:
    sign = {"positive": 1, "negative": -1}[told.said(r"for (positive|negative)")[0]]
    assert told.wrong
    assert all(e.x * sign > 0 for e in told.wrong if e.x)
    assert ("and for 0" in told.words) == any(not e.x for e in told.wrong)
    assert 2 * sum(e.x * sign > 0 for e in told.wrong) > sum(e.x * sign > 0 for e in told.entries)


def is_beyond_a_size(told: Told) -> None:
    size = float(told.said(rf"= ({NUMBER}) and")[0])
    up_to = {abs(e.x) for e in told.entries if not e.wrong}
    assert math.isclose(max(up_to), size, rel_tol=1e-3)
    assert min(abs(e.x) for e in told.wrong) > max(up_to)
    assert len(up_to - {0.0}) >= 4
    assert ("all are 0" in told.words) == (not any(e.got for e in told.wrong))


def is_in_some_calls(told: Told) -> None:
    right, wrong = told.said(r"With (.*), all results are right. Wrong ones are in calls with (.*)\.$")
    names = [re.split(r" and ", side) for side in (right, wrong)]
    for right_texts, wrong_texts in zip(*names, strict=True):
        of_right, of_wrong = (re.split(r"(?<!\(\d), | or ", side) for side in (right_texts, wrong_texts))
        assert not set(of_right) & set(of_wrong)
        for e in told.entries:
            call, omitted = e.case.call, e.case.omitted
            chosen = {f"{n}={v!r}" for n, v in {**told.exercise.hyperparameters, **call.settings}.items()}
            chosen |= {f"reduction={call.layout.reduction!r}", *(f"no {n}" for n in omitted)}
            chosen |= {f"a {i.name}" for i in told.exercise.inputs if i.default is not None and i.name not in omitted}
            if not told.exercise.family.along_dim:
                chosen.add("a batch of 1" if len(call.layout.samples) == 1 else "a larger batch")
            elif len(call.layout.shapes[told.exercise.inputs[0].name]) == 1:
                chosen.add("a vector")
            else:
                chosen.add("one row" if len(call.layout.samples) == 1 else "several rows")
            assert (not chosen.isdisjoint(of_right)) != (not chosen.isdisjoint(of_wrong))
            assert not (e.wrong and not chosen.isdisjoint(of_right))
    calls = {e.number: False for e in told.entries} | {e.number: True for e in told.wrong}
    assert any(calls.values())


def is_in_some_gradients(told: Told) -> None:
    sides = told.said(r"^The gradients? by (.*) (?:is|are) wrong; (?:those|that) by (.*) (?:are|is) right\.$")
    wrong, right = (re.split(r", | and ", side) for side in sides)
    assert sorted(wrong + right) == sorted(i.name for i in told.exercise.differentiable)
    assert [name for name in wrong if not any(e.wrong for e in told.by(name))] == []
    assert [name for name in right if any(e.wrong for e in told.by(name))] == []


def never_moves(told: Told) -> None:
    assert all(numpy.array_equal(got, numpy.broadcast_to(starts[:, None], got.shape)) for _, starts, got in told.runs)
    if named := re.search(r"Line (\d+) (?:gives the name (\w+)|makes a new tensor with (\w+),)", told.words):
        line, name, method = named.groups()
        statement = next(n for n in ast.walk(ast.parse(told.source)) if getattr(n, "lineno", 0) == int(line))
        text = ast.unparse(statement)
        assert text.startswith(f"{name} = ") if name else re.match(rf"\w+(\.data)?\.{method}\(", text)


def moved(told: Told) -> list[set[int]]:
    return [{p for p in range(len(starts)) if numpy.any(got[p] != starts[p][None])} for _, starts, got in told.runs]


def leading(scenario: Scenario, parameters: Sequence[int]) -> list[int]:
    """In each step the first of the parameters that has a gradient."""
    steps = range(len(scenario.param_groups.rates))
    return [next(p for p in parameters if step not in scenario.parameters.absent.get(p, ())) for step in steps]


def some_never_move(told: Told) -> None:
    which = told.said(r"Only (.*?) ever change")[0]
    rule: Callable[[Scenario], set[int]] = {
        "the first parameter": lambda s: {0},
        "the last parameter": lambda s: {len(s.starts) - 1},
        "the first parameter of each group": lambda s: {g[0] for g in s.param_groups.members},
        "the last parameter of each group": lambda s: {g[-1] for g in s.param_groups.members},
        "the first parameter with a gradient": lambda s: set(leading(s, range(len(s.starts)))),
        "the first parameter with a gradient of each group": lambda s: {
            p for g in s.param_groups.members for p in leading(s, g)
        },
        "the parameters of the first group": lambda s: set(s.param_groups.members[0]),
        "the parameters of the last group": lambda s: set(s.param_groups.members[-1]),
    }[which]
    assert moved(told) == [rule(scenario) for scenario, *_ in told.runs]
    assert any(len(m) < len(scenario.starts) for m, (scenario, *_) in zip(moved(told), told.runs, strict=True))


def stops_moving(told: Told) -> None:
    step = int(told.said(r"after step (\d+)")[0])
    longer = [run for run in told.runs if run[2].shape[1] > step]
    for scenario, _, got in longer:
        assert numpy.array_equal(got[:, step:], numpy.broadcast_to(got[:, step - 1 : step], got[:, step:].shape))
        path = right(told, scenario)
        assert numpy.any(path[:, step:] != path[:, step - 1 : step])
    assert any(numpy.any(got[:, step - 1] != got[:, step - 2]) for *_, got in longer)


def is_right_up_to_a_step(told: Told) -> None:
    last = int(told.said(r"right up to step (\d+)\.")[0])
    assert str(last + 1) == told.said(r"From step (\d+) on")[0]
    longer = 0
    for scenario, _, got in told.runs:
        path = right(told, scenario)
        off = numpy.abs(got - path) > 1e-3 * numpy.abs(path - numpy.array(scenario.starts)[:, None])
        assert not off[:, :last].any()
        assert off[:, last:].any(axis=(0, 2)).all()
        longer += path.shape[1] > last
    assert longer


def is_in_later_rows(told: Told) -> None:
    """Rows lie along the dimension that has their length: an entry is of the first one if it is 0
    along all others.
    """
    seen = 0
    for number in {e.number for e in told.entries}:
        entries = [e for e in told.entries if e.number == number]
        layout = entries[0].case.call.layout
        along = [d for d, length in enumerate(layout.result) if length == layout.sizes["row"]]
        if len(along) == 1:
            wrong = numpy.array([e.wrong for e in entries]).reshape(layout.result)
            rows = numpy.moveaxis(wrong, along[0], -1).reshape(-1, layout.sizes["row"])
            assert not rows[0].any()
            seen += bool(rows[1:].any())
    assert seen > 1


def is_where_inputs_are_equal(told: Told) -> None:
    first, second = told.said(r"for which (\w+) and (\w+) are equal")
    assert told.wrong
    for number in {e.number for e in told.entries}:
        entries = [e for e in told.entries if e.number == number]
        data = entries[0].case.call.data
        equal = [x == y for x, y in zip(data[first], data[second], strict=True)]
        among = equal if len(entries) == len(equal) else [any(equal)] * len(entries)
        assert all(has or not e.wrong for has, e in zip(among, entries, strict=True))


VERIFIERS: dict[str, Callable[[Told], None]] = {
    "not_a_number": is_nan,
    "zero": is_zero,
    "constant": is_constant,
    "branch_not_taken": branch_is_infinite,
    "not_numbers": wrong_are_no_numbers,
    "of_another_exercise": is_another,
    "proportional": is_times,
    "offset": is_plus,
    "coarse": is_coarse,
    "noise": scatters,
    "digits": has_digits,
    "one_point": is_at_one_point,
    "one_side": is_on_one_side,
    "size": is_beyond_a_size,
    "some_calls": is_in_some_calls,
    "some_gradients": is_in_some_gradients,
    "never_moves": never_moves,
    "some_never_move": some_never_move,
    "stops_moving": stops_moving,
    "later_steps": is_right_up_to_a_step,
    "later_rows": is_in_later_rows,
    "equal_inputs": is_where_inputs_are_equal,
}


@pytest.mark.parametrize("path", first_of_each(expected, TOLD), ids=lambda p: f"{p.parts[-3]}/{p.stem}")
def test_what_is_told_of_a_submission_is_true(path: Path) -> None:
    slug, source = path.parts[-3], path.read_text(encoding="utf-8")
    exercise = bundled().entries[slug].exercise
    with workers().session(PATIENT) as session:
        report = grade.grade(planned(slug), path, Attempt(session))
        seen = [(c, d) for c in report.checks for d in c.findings.diagnoses if d.confidence == "observed"]
        assert {d.id for _, d in seen} >= set(expected(path))
        for check, fact in seen:
            VERIFIERS[fact.id.removeprefix("observed.")](told(session, exercise, check, fact, source))


def test_every_fact_is_told_of_a_submission_and_can_be_worked_out() -> None:
    assert set(VERIFIERS) == set(FACTS)
    assert {word.removeprefix("observed.") for path in TOLD for word in expected(path)} == set(FACTS)

"""The conformance suite: grader's own families pass it, and what is wrong with another one is
told.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from grader import Reals
from grader.exercise import Exercise
from grader.families import Clause, Draft, Drawing, Layout, Options, Part, Sample, Specification, Timed, exercise
from grader.families.elements import Elementwise
from grader.testing import NotConformant, checks

from .conftest import ROOT, SIMPLE, bundled, workers
from .tiers import whole

# What the tests of the catalogue ask of every exercise; here of one of each kind.
LONG = {"mistakes are told apart", "formula is consistent", "solution passes"}


def conformance(slug: str) -> Mapping[str, Any]:
    """The checks of a bundled exercise, by name."""
    entry = bundled().entries[slug]
    solution = (ROOT / "solutions" / entry.topic / f"{slug}.py").read_text(encoding="utf-8")
    return {check.name: check for check in checks(entry.exercise, solution, workers())}


def names(slug: str) -> list[str]:
    return [check.name for check in checks(bundled().entries[slug].exercise, "")]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        pytest.param(slug, name, marks=[] if slug in SIMPLE and name not in LONG else whole)
        for slug in bundled().entries
        for name in names(slug)
        if slug in SIMPLE or name not in LONG
    ],
)
def test_own_families_conform(slug: str, name: str) -> None:
    conformance(slug)[name]()


class Nameless(Elementwise):
    """no name"""

    name = ""


class Taken(Elementwise):
    """a name that is taken"""

    name = "loss"


class Unsteady(Elementwise):
    """numbers that are drawn from elsewhere"""

    name = "unsteady"

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        plan = self.sampled(spec, 2, {})
        yield Draft(plan, {"x": (float(random.randrange(1 << 20)), 1.0)}, drawing.settings)


class Lossy(Elementwise):
    """a sample that is lost"""

    name = "lossy"

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        plan = super().sampled(spec, count, sizes)
        return replace(plan, samples=plan.samples[1:])


class Overlapping(Elementwise):
    """samples that share an entry"""

    name = "overlapping"

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        plan = super().sampled(spec, count, sizes)
        return replace(plan, samples=tuple(Sample((("x", 0),), s.outputs) for s in plan.samples))


class OutOfRange(Elementwise):
    """numbers that are not in the domain"""

    name = "out_of_range"

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        yield Draft(self.sampled(spec, 1, {}), {"x": (float("inf"),)}, drawing.settings)


class OtherPart(Elementwise):
    """a part that does not have the entry"""

    name = "other_part"

    def cut(self, spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
        return replace(whole, entry=0)


class NeverStrided(Elementwise):
    """no clause with strided inputs"""

    name = "never_strided"

    def clauses(self, spec: Specification) -> list[Clause]:
        return [clause for clause in super().clauses(spec) if not clause.strided]


class Huge(Elementwise):
    """calls that are timed and far too large"""

    name = "huge"

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        return super().timed(spec, 100 * size, row)


class OtherStarter(Elementwise):
    """a starter for something else"""

    name = "other_starter"

    def starter(self, spec: Specification) -> str:
        return super().starter(spec).replace("cube", "square")


class TwoOutputs(Elementwise):
    """more results than the formula has"""

    name = "two_outputs"

    def outputs(self, spec: Specification, sizes: Mapping[str, int]) -> tuple[int, str] | None:
        return 2, "a sample"


def cube(x):
    """Cube: the third power of a number."""
    return x**3


def zero(x):
    """Zero, whatever the number."""
    return 0 * x


CUBE = """
def cube(x):
    return x * x * x


def cube_backward(grad_output, x):
    return 3 * x * x * grad_output
"""
SQUARE = CUBE.replace("x * x * x", "x * x")
ZERO = CUBE.replace("cube", "zero").replace("return ", "return 0 * ")


def of(family: Elementwise, function: Any = cube) -> Exercise:
    return exercise(family, Options(domain=Reals(-3, 3)))(function)


@pytest.mark.parametrize(
    ("made", "solution", "name", "told"),
    [
        (of(Nameless()), CUBE, "family answers", "has no name"),
        (of(Taken()), CUBE, "family has a name of its own", "the name loss is that of"),
        (of(Unsteady()), CUBE, "calls fit the formula", "other calls for the same seed"),
        (of(Lossy()), CUBE, "calls fit the formula", "leaves entries of the result without a sample"),
        (of(OutOfRange()), CUBE, "calls fit the formula", "not in Reals"),
        (of(Overlapping()), CUBE, "samples stand by themselves", "samples share entries of x"),
        (of(OtherPart()), CUBE, "parts of calls hold their entry", "holds another one"),
        (of(NeverStrided()), CUBE, "clauses fit the formula", "no clause with strided=True"),
        (of(Huge()), CUBE, "timed calls have their size", "a timed call of 4096 entries has 409600"),
        (of(OtherStarter()), CUBE, "starter is not started", "the starter defines square, square_backward"),
        (of(TwoOutputs()), CUBE, "formula is consistent", "must return a list of 2 numbers"),
        (of(Elementwise()), SQUARE, "solution passes", "values in float32: V201"),
        (of(Elementwise(), zero), ZERO, "formula is consistent", "outputs vary: 1 different values"),
        (of(Elementwise(), zero), ZERO, "solution with wrong values fails", "is not failed by values: it passes"),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else None,
)
def test_what_does_not_conform_is_told(made: Exercise, solution: str, name: str, told: str) -> None:
    (check,) = (check for check in checks(made, solution, workers()) if check.name == name)
    with pytest.raises(NotConformant) as caught:
        check()
    assert told in str(caught.value)

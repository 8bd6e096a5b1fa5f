"""Checks whether a wrong formula differs from the right one anywhere, at many points and settings
that no check uses.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import Any

import numpy

from ...domains import Classes, Distribution
from ...drawing import numbers
from ...dtypes import FLOAT64
from ...exercise import Exercise
from ...reference.differentiate import derive
from ...reference.formula import evaluate, flat
from ...reference.numeric import Array, nest
from ...reference.numeric import hyperparameters as numeric
from ...reference.vector import Vectors
from ...specification import Input, Misconception
from ..answers.clues import FRESH
from ..diagnosis.candidates import Candidate, KnownCandidate, symbols
from ..diagnosis.path_probe import PathProbe
from ..diagnosis.probe import real
from ..trajectories.paths import Walk, WalkRun, walks
from ..trajectories.scenarios import Scenario
from .mutants import Mutant

POINTS = 400  # for each settings
SCALES = (0.5, 1.7)  # by which each setting is changed
SIZES = (1.0, 1e-3)  # by which gradients and parameters are
FAR = 1e-7  # of a number: two computations of one formula in float64 differ by less
LEAST = 1e-12
Keywords = Mapping[str, Any]


def differs(exercise: Exercise, mutant: Mutant) -> str | None:
    """Returns where a wrong formula gives another number than the right one; "" if nowhere, and
    None if it fails everywhere.
    """
    compared = False
    for where in (_paths if mutant.of == "trajectory" else _points)(exercise, mutant):
        compared = compared or where is not None
        if where:
            return where
    return "" if compared else None


def _paths(exercise: Exercise, mutant: Mutant) -> Iterator[str | None]:
    """What is said of each path: where it differs, nothing, or None if there is nothing to
    compare.
    """
    right = KnownCandidate(Misconception(exercise.function, "trajectory", "", "", "", False, ""))
    for walk in {repr(w.settings): w for w in walks(exercise, FLOAT64, FRESH)}.values():
        for changed in _changed(exercise, walk):
            probe = PathProbe.of(exercise, WalkRun(changed, []))
            a, b = probe.gives(right), probe.gives(mutant.candidate)
            far = a is not None and b is not None and _apart(a, b) is not None
            yield None if a is None or b is None else f"{walk.name}: {_text(changed.settings)}" if far else ""


def _changed(exercise: Exercise, walk: Walk) -> Iterator[Walk]:
    """A walk with other sizes of numbers and other settings; of a training step as it is."""
    if not isinstance(walk, Scenario):
        yield walk
        return
    for settings in _settings(exercise, walk.settings):
        for size in SIZES:
            taken = walk.parameters
            gradients = tuple(tuple(tuple(size * x for x in row) for row in rows) for rows in taken.gradients)
            starts = tuple(tuple(size * x for x in row) for row in taken.starts)
            yield replace(walk, settings=settings, parameters=replace(taken, gradients=gradients, starts=starts))


def _points(exercise: Exercise, mutant: Mutant) -> Iterator[str | None]:
    """The same of each settings, at many points."""
    right = _Right(exercise, mutant)
    for variant in exercise.all_settings:
        for settings in _settings(exercise, variant):
            for sizes in exercise.sizes or ({"row": 4},):
                names, given = _drawn(exercise, tuple(sizes.items()), tuple(settings.items()))
                rows = _numbers((right, mutant.candidate), given, numeric(exercise, settings))
                if rows is None:
                    yield None
                    continue
                firsts = [n for a, b in zip(*rows, strict=True) if (n := _apart(a, b)) is not None]
                here = {name: float(row[min(firsts)]) for name, row in names.items()} if firsts else {}
                yield _text({**here, **settings}) if firsts else ""


def _numbers(
    formulas: Sequence["_Right | Candidate"], given: Sequence[Any], fixed: Keywords
) -> list[list[Array]] | None:
    """What formulas give at all points, output by output; None if one fails or gives as many as no
    other.
    """
    try:
        with numpy.errstate(all="ignore"):
            rows = [list(flat(c.numbers(given, fixed, {}))) for c in formulas]
            whole = [[numpy.broadcast_to(real(x), POINTS) for x in row] for row in rows]
    except Exception:  # an edit can make nonsense of any kind
        return None
    return whole if len({len(row) for row in rows}) == 1 else None


def _apart(a: Array, b: Array) -> int | None:
    """The first place where both are numbers, and other ones."""
    with numpy.errstate(all="ignore"):
        far = numpy.abs(a - b) > FAR * (numpy.abs(a) + numpy.abs(b)) + LEAST
    known = numpy.ravel(far & numpy.isfinite(a) & numpy.isfinite(b))
    return int(numpy.argmax(known)) if known.any() else None


@dataclass(frozen=True)
class _Right:
    """The right formula of what a mutant is of: the value, or the derivative in its textbook form
    or by the rules.
    """

    exercise: Exercise
    mutant: Mutant

    def numbers(self, given: Sequence[Any], keywords: Keywords, memory: Any) -> Any:
        exercise, wrt = self.exercise, self.mutant.wrt
        forms = [f.function for f in exercise.forms if f.of == "gradient" and f.wrt == wrt]
        forms = forms if self.mutant.of == "gradient" else [exercise.function]
        if forms:
            known = Misconception(forms[0], self.mutant.of, wrt, "", "", False, "")
            return KnownCandidate(known).numbers(given, keywords, memory)
        own = symbols(exercise, keywords)
        (output,) = evaluate(exercise, exercise.form("surrogate") or exercise.function, own)
        columns = [*given, *(numpy.full(POINTS, x) for x in own.hyperparameters.values())]
        names = (*(s for t in own.inputs.values() for s in t), *own.hyperparameters)
        (by,) = own.inputs[wrt]
        return [Vectors(names, numpy.array(columns).T).values(derive(output, by).after)]


def _settings(exercise: Exercise, variant: Keywords) -> Iterator[dict[str, Any]]:
    """The settings, and each number in them changed by itself."""
    whole = {**exercise.hyperparameters, **variant}
    yield whole
    for name, value in whole.items():
        for scale in SCALES:
            if (other := _scaled(value, scale)) != value:
                yield {**whole, name: other}


def _scaled(value: Any, scale: float) -> Any:
    if isinstance(value, tuple):
        return tuple(_scaled(v, scale) for v in value)
    if isinstance(value, float):
        return scale / 4 if value == 0 else 1 - (1 - value) * scale / 4 if 0.75 < value < 1 else value * scale
    return value


@lru_cache(maxsize=64)
def _drawn(
    exercise: Exercise, sizes: tuple[tuple[str, int], ...], settings: tuple[tuple[str, Any], ...]
) -> tuple[Mapping[str, Array], Sequence[Any]]:
    """Points by the names of their numbers, and as an author's function takes them."""
    random = Random(0)
    names: dict[str, Array] = {}
    given: list[Any] = []
    for item in exercise.inputs_under(dict(settings)):
        shape = exercise.family.sample_shape(item, dict(sizes))
        rows = _rows(item, math.prod(shape), dict(sizes), dict(settings), random)
        names |= {f"{item.name}[{k}]" if shape else item.name: row for k, row in enumerate(rows)}
        given.append(nest(rows, shape))
    return names, given


def _rows(item: Input, count: int, sizes: Mapping[str, int], settings: Keywords, random: Random) -> list[Array]:
    if isinstance(item.domain, Classes):
        classes = sizes[item.domain.of]
        drawn = [item.domain.draw(random, classes, settings, count + 1)[1:] for _ in range(POINTS)]
    elif isinstance(item.domain, Distribution):
        drawn = [item.domain.row(random, count) for _ in range(POINTS)]
    else:
        special = [*numbers.simple(item, FLOAT64), *numbers.traps(item, FLOAT64)]
        drawn = [
            [random.choice(special) if random.random() < 0.3 else item.domain.sample(random) for _ in range(count)]
            for _ in range(POINTS)
        ]
    return list(numpy.array(drawn, float).T)


def _text(numbers: Keywords) -> str:
    return ", ".join(f"{k}={v:.6g}" if isinstance(v, float) else f"{k}={v!r}" for k, v in numbers.items())

"""Calls and steps with easy numbers, to ask about a submission."""

from collections.abc import Iterator, Sequence
from math import prod
from random import Random
from typing import Any

from .. import layout
from ..domains import Distribution, Reals
from ..drawing.draft import NumberSource, Part, Settings
from ..drawing.tensors import entries
from ..exercise import Exercise
from ..family import Procedure
from ..layout import Layout
from ..reference.expected import Call
from .optimizer_steps import easy_steps
from .own_calls import FORMAT, OwnCall, OwnSteps, PastedCode

CALLS, RUNS = 16, 6  # of the function, and of its derivative; of an optimizer
BATCH = 2  # samples of a loss
FAR = (-1000.0, -100.0, 100.0, 1000.0)  # where exponentials overflow
FAR_SHARE, EQUAL_SHARE = 0.15, 0.25  # of calls that have such a number, or a row of equal ones
UPSTREAM = (1.0, 2.0, -1.0, 0.0, 3.0, -2.0)
DATA = (1.0, 2.0, -1.0, 3.0, 0.5, -2.0)  # of a training step
MOST_STEPS = 3


def has_own_calls(exercise: Exercise) -> bool:
    """Whether submissions of an exercise give numbers that are known beforehand: they draw none,
    and are not about what happens to memory.
    """
    return exercise.family.procedure is not Procedure.DRAW and not exercise.behaviour


def easy_calls(exercise: Exercise, random: Random) -> list[Sequence[PastedCode]]:
    """What a submission can be run with, no two alike: calls of the function, then of its
    derivative if that is by hand; or runs of an optimizer or of a training loop.
    """
    if exercise.family.recurrent:
        return [_all_differ(_steps(exercise, random) for _ in range(RUNS))]
    sorts = (False, True) if exercise.backward else (False,)
    return [_all_differ(_call(exercise, backward, random) for _ in range(CALLS)) for backward in sorts]


def _all_differ(codes: Iterator[PastedCode]) -> list[PastedCode]:
    return list({code.text: code for code in codes}.values())


def _call(exercise: Exercise, backward: bool, random: Random) -> OwnCall:
    settings = random.choice(({}, *exercise.variants))
    plan, keywords = _planned(exercise, settings, random)
    data = entries(exercise, plan, NumberSource(settings, FORMAT, random), easy=True)
    for item in exercise.inputs_under(settings):
        if item.default is not None:
            data[item.name] = (item.default,) * len(data[item.name])
        if isinstance(item.domain, Distribution):
            data[item.name] = item.domain.easy(random, plan.sizes[item.shape[0]], plan.shapes[item.name][0])
    first = exercise.inputs_under(settings)[0]
    if isinstance(first.domain, Reals) and not exercise.family.multiplies:
        data[first.name] = _special(data[first.name], exercise.family.along_dim, random)
    call = Call(exercise, plan, data, settings)
    upstream = tuple(random.choice(UPSTREAM) for _ in range(prod(plan.result)))
    if not any(upstream):
        upstream = (1.0, *upstream[1:])
    omitted = {i.name for i in exercise.inputs if i.default is not None}
    kept = {name: numbers for name, numbers in data.items() if name not in omitted}
    part = Part(kept, plan.shapes, upstream, plan.result, keywords)
    if not exercise.reductions:
        part = exercise.family.cut(exercise, part, plan, plan.samples[:1], "")
    return OwnCall(call, part, backward)


def _special(numbers: Sequence[float], row: bool, random: Random) -> tuple[float, ...]:
    """Now and then one of the numbers is far out, and a row has one number everywhere."""
    chance = random.random()
    if row and chance > 1 - EQUAL_SHARE:
        return (numbers[0],) * len(numbers)
    place = random.randrange(len(numbers)) if chance < FAR_SHARE else -1
    return tuple(random.choice(FAR) if n == place else x for n, x in enumerate(numbers))


def _planned(exercise: Exercise, settings: Settings, random: Random) -> tuple[Layout, dict[str, Any]]:
    """The shapes of a small call and its keywords: of a loss a batch of two, of others one
    sample.
    """
    family, sizes = exercise.family, exercise.family.written_sizes(exercise)
    keywords = {**settings, **family.sampled_keywords(exercise)}
    if not exercise.reductions:
        return family.sampled(exercise, 1, sizes), keywords
    reduction = random.choice(exercise.reductions)
    if len(exercise.reductions) > 1:
        keywords["reduction"] = reduction
    return layout.loss(exercise, (BATCH,), reduction, sizes), keywords


def _steps(exercise: Exercise, random: Random) -> OwnSteps:
    if exercise.family.steps:
        easy = easy_steps(exercise, random, MOST_STEPS)
        given = tuple({"g": float(g)} for g in easy.gradients)
        return OwnSteps(exercise, float(easy.start), given, easy.floats)
    names = [i.name for i in exercise.inputs[1:-1]]
    steps = tuple({name: random.choice(DATA) for name in names} for _ in range(MOST_STEPS))
    return OwnSteps(exercise, random.choice(DATA), steps, random.choice(({}, *exercise.variants)))

"""What can be said of wrong numbers that no known mistake explains: facts, not names."""

import math
from collections.abc import Iterator, Sequence

from ..dtypes import BFLOAT16, FLOAT16
from ..exercise import Exercise
from ..report.model import Diagnosis
from .evidence import Answer

EXACT = 1e-3  # how far ratios and offsets may vary and count as constant
CONSTANTS = {
    -1.0: "-1: a sign",
    2.0: "2",
    0.5: "1/2",
    -2.0: "-2",
    -0.5: "-1/2",
    3.0: "3",
    1 / 3: "1/3",
    4.0: "4",
    0.25: "1/4",
    math.pi: "pi",
    1 / math.pi: "1/pi",
    math.sqrt(2): "sqrt(2)",
    1 / math.sqrt(2): "1/sqrt(2)",
    math.sqrt(2 * math.pi): "sqrt(2 pi)",
    1 / math.sqrt(2 * math.pi): "1/sqrt(2 pi)",
    math.sqrt(math.pi): "sqrt(pi)",
    1 / math.sqrt(math.pi): "1/sqrt(pi)",
    math.log(2): "ln 2",
    1 / math.log(2): "1/ln 2",
}


def observe(exercise: Exercise, answers: Sequence[Answer]) -> tuple[Diagnosis, ...]:
    """The first thing that is true of all wrong results."""
    for look in (_constant, _not_numbers, _proportional, _offset, _one_side, _size, _coarse):
        for fact, words in look(exercise, answers):
            return (Diagnosis(f"observed.{fact}", fact.replace("_", " "), words, "", "observed", ""),)
    return ()


def _pairs(answers: Sequence[Answer]) -> list[tuple[float, float, float]]:
    """What was got, what is right and how far off is allowed, wherever both are numbers; of gradients of elementwise
    functions without the upstream gradient.
    """
    pairs = []
    for a in answers:
        plain = a.leg == "value" or len(a.case.upstream) != len(a.got)
        factors = [1.0] * len(a.got) if plain else a.case.upstream
        pairs += [(x / u, b.nearest / u, b.allowed / abs(u)) for b, x, u in zip(a.bands, a.got, factors, strict=True)]
    return [p for p in pairs if all(map(math.isfinite, p))]


def constant(answers: Sequence[Answer]) -> bool:
    """Whether every result is the same, whatever the input, as no formula's would be that is worth a name."""
    numbers = [x for a in answers for x in a.got]
    return all(map(math.isfinite, numbers)) and len({got for got, *_ in _pairs(answers)}) == 1


def _constant(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    if constant(answers):
        what = "derivative" if answers[0].wrt else "result"
        yield "constant", f"Every {what} is {_pairs(answers)[0][0]:.4g}, whatever the input."


def _not_numbers(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    wrong = [a.got[n] for a in answers for n in a.wrong]
    odd = sum(not math.isfinite(x) for x in wrong)
    if wrong and odd == len(wrong):
        yield (
            "not_numbers",
            f"All {odd} wrong results are infinite or nan, the others are right: an intermediate result overflows, "
            "or a divisor or the argument of a logarithm becomes 0.",
        )


def _proportional(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    ratios = [got / right for got, right, allowed in _pairs(answers) if abs(right) > 1e4 * allowed]
    if len(ratios) < 4 or max(ratios) - min(ratios) > EXACT * abs(ratios[0]) or abs(ratios[0] - 1) < EXACT:
        return
    ratio = math.fsum(ratios) / len(ratios)
    settings = exercise.hyperparameters.items()
    named = CONSTANTS | {float(v): k for k, v in settings if isinstance(v, float) and v not in (0.0, 1.0)}
    known = next((name for c, name in named.items() if abs(ratio - c) <= EXACT * abs(c)), f"{ratio:.4g}")
    yield "proportional", f"Every result is what it should be times {known}."


def _offset(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    pairs = [p for p in _pairs(answers) if abs(p[1]) < 1e3]
    offsets = [got - right for got, right, _ in pairs]
    if len(offsets) < 4 or abs(offsets[0]) < EXACT:
        return
    if max(offsets) - min(offsets) <= EXACT * abs(offsets[0]):
        yield "offset", f"Every result is what it should be plus {offsets[0]:.4g}."


def _points(exercise: Exercise, answers: Sequence[Answer]) -> list[tuple[float, bool]]:
    """The first input of each result and whether it is wrong, for functions that have one input for each."""
    if exercise.family != "elementwise" or any(i.shape for i in exercise.inputs):
        return []
    first = exercise.inputs[0].name
    return [(x, n in set(a.wrong)) for a in answers for n, x in enumerate(a.case.call.data[first])]


def _one_side(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    points = _points(exercise, answers)
    name = exercise.inputs[0].name
    for sign, words in ((1, "positive"), (-1, "negative")):
        side = [wrong for x, wrong in points if x * sign > 0]
        other = [wrong for x, wrong in points if x * sign < 0]
        if len(side) > 3 and sum(side) * 2 > len(side) and other and not any(other):
            yield "one_side", f"Only results for {words} {name} are wrong; those on the other side are right."


def _size(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    points = _points(exercise, answers)
    wrong = [abs(x) for x, bad in points if bad]
    right = [abs(x) for x, bad in points if not bad]
    if wrong and right and max(right) < min(wrong):
        yield (
            "size",
            f"Results are right up to |{exercise.inputs[0].name}| = {max(right):.4g} and wrong beyond: something "
            "overflows, underflows or cancels there.",
        )


def _coarse(exercise: Exercise, answers: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    dtype = answers[0].case.dtype
    for coarse in (FLOAT16, BFLOAT16):
        near = [abs(got - right) <= 8 * coarse.unit * abs(right) + allowed for got, right, allowed in _pairs(answers)]
        if near and all(near) and dtype.digits > coarse.digits:
            yield "coarse", f"All results are as near as {coarse.name} can be: something is computed in that format."
            return

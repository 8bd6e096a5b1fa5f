"""What can be said of wrong numbers that no known mistake explains: facts, not names."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..dtypes import BFLOAT16, FLOAT16, FLOAT32, DType
from ..exercise import Exercise
from ..report.model import Diagnosis
from .evidence import Answer, finite_entries, finite_pairs
from .proportion import factor

FACTS = {
    "constant": "Every result is the same, whatever the input.",
    "not_numbers": "All wrong results are infinite or nan, and the others are right.",
    "of_another_exercise": "The results are right for another exercise of the catalogue.",
    "proportional": "Every result is what it should be times one factor: a constant, a setting or a size.",
    "offset": "Every result is what it should be plus one number.",
    "one_side": "Only results for positive inputs are wrong, or only those for negative ones.",
    "size": "Results are right up to some size of the input and wrong beyond.",
    "coarse": "The results are numbers of a coarser floating-point format.",
    "noise": "The results scatter around the right ones without a pattern.",
}
EXACT = 1e-3  # how far offsets may vary and count as constant
SCATTER = 0.2  # of the right result: how far noise may reach
FEW, MANY = 4, 16  # numbers that it takes to see a rule, and to see that there is none


def observe(exercise: Exercise, answers: Sequence[Answer], others: Sequence[Exercise] = ()) -> tuple[Diagnosis, ...]:
    """The first thing that is true of all wrong results; `others` are exercises whose results they may be."""
    looks: dict[str, Callable[[], str | None]] = {
        "constant": lambda: _constant(answers),
        "not_numbers": lambda: _not_numbers(answers),
        "of_another_exercise": lambda: _of_another(exercise, answers, others),
        "proportional": lambda: _proportional(answers),
        "offset": lambda: _offset(answers),
        "one_side": lambda: _one_side(exercise, answers),
        "size": lambda: _size(exercise, answers),
        "coarse": lambda: _coarse(answers),
        "noise": lambda: _noise(exercise, answers),
    }
    for fact, look in looks.items():
        if words := look():
            return (Diagnosis(f"observed.{fact}", fact.replace("_", " "), words, "", "observed", ""),)
    return ()


def constant(answers: Sequence[Answer]) -> bool:
    """Whether every result is the same, whatever the input, as no formula's would be that is worth a name."""
    numbers = [x for a in answers for x in a.got]
    return all(map(math.isfinite, numbers)) and len({got for got, *_ in finite_pairs(answers)}) == 1


def handed_on(answers: Sequence[Answer]) -> bool:
    """Whether every gradient that was worked out by hand is the upstream gradient itself."""
    return all(a.leg == "by hand" and list(a.got) == list(a.case.upstream) for a in answers)


def _constant(answers: Sequence[Answer]) -> str | None:
    if not constant(answers):
        return None
    what = "derivative" if answers[0].wrt else "result"
    return f"Every {what} is {finite_pairs(answers)[0][0]:.4g}, whatever the input."


def _not_numbers(answers: Sequence[Answer]) -> str | None:
    wrong = [a.got[n] for a in answers for n in a.wrong]
    if not wrong or any(map(math.isfinite, wrong)):
        return None
    return (
        f"All {len(wrong)} wrong results are infinite or nan, the others are right: an intermediate result overflows, "
        "or a divisor or the argument of a logarithm becomes 0."
    )


def _of_another(exercise: Exercise, answers: Sequence[Answer], others: Sequence[Exercise]) -> str | None:
    from .others import others_that_give  # this brings numpy, which a right submission does not need

    found = others_that_give(exercise, answers, others)
    what = "derivative" if answers[0].wrt else "value"
    return f"Every {what} is that of {' or '.join(found)}, not of {exercise.slug}." if found else None


def _proportional(answers: Sequence[Answer]) -> str | None:
    known = factor(answers)
    return f"Every result is what it should be times {known}." if known else None


def _offset(answers: Sequence[Answer]) -> str | None:
    offsets = [got - right for got, right, _ in finite_pairs(answers) if abs(right) < 1e3]
    if len(offsets) < FEW or abs(offsets[0]) < EXACT or max(offsets) - min(offsets) > EXACT * abs(offsets[0]):
        return None
    return f"Every result is what it should be plus {offsets[0]:.4g}."


def _points(exercise: Exercise, answers: Sequence[Answer]) -> list[tuple[float, bool]]:
    """The first input of each result and whether it is wrong, for functions that have one input for each."""
    if not _one_input_each(exercise):
        return []
    first = exercise.inputs[0].name
    return [(x, n in set(a.wrong)) for a in answers for n, x in enumerate(a.case.call.data[first])]


def _one_input_each(exercise: Exercise) -> bool:
    return exercise.family == "elementwise" and not any(i.shape for i in exercise.inputs)


def _one_side(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    points = _points(exercise, answers)
    name = exercise.inputs[0].name
    for sign, words in ((1, "positive"), (-1, "negative")):
        side = [wrong for x, wrong in points if x * sign > 0]
        other = [wrong for x, wrong in points if x * sign < 0]
        if len(side) >= FEW and sum(side) * 2 > len(side) and other and not any(other):
            return f"Only results for {words} {name} are wrong; those on the other side are right."
    return None


def _size(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    points = _points(exercise, answers)
    wrong = [abs(x) for x, bad in points if bad]
    right = [abs(x) for x, bad in points if not bad]
    if not wrong or not right or max(right) >= min(wrong):
        return None
    return (
        f"Results are right up to |{exercise.inputs[0].name}| = {max(right):.4g} and wrong beyond: something "
        "overflows, underflows or cancels there."
    )


def _coarse(answers: Sequence[Answer]) -> str | None:
    """Results, or gradients without what they were multiplied by, are numbers of a coarser format."""
    dtype, pairs = answers[0].case.dtype, finite_pairs(answers)
    for coarse in (BFLOAT16, FLOAT16, FLOAT32):
        near = all(abs(got - right) <= 8 * coarse.unit * (1 + abs(right)) for got, right, _ in pairs)
        if dtype.digits > coarse.digits and near and _of_format(answers, coarse):
            return f"Every result is a number of {coarse.name}: something is computed in that format."
    return None


def _of_format(answers: Sequence[Answer], coarse: DType) -> bool:
    unit = 2 * answers[0].case.dtype.unit
    plain = [x for x, *_ in finite_pairs(answers)]
    whole = [x for a in answers for x in a.got if math.isfinite(x)]
    return any(all(abs(coarse.round(x) - x) <= unit * abs(x) for x in numbers) for numbers in (plain, whole))


def _noise(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """In the order of the inputs, errors change their signs nearly as often as a coin its sides."""
    if not _one_input_each(exercise) or len(exercise.inputs) > 1:
        return None
    data = exercise.inputs[0].name
    inputs = [a.case.call.data[data][n] for a, n, *_ in finite_entries(answers)]
    pairs = sorted(zip(inputs, finite_pairs(answers), strict=True))
    seen = [(got / right - 1, allowed / abs(right)) for _, (got, right, allowed) in pairs if abs(right) > 1e4 * allowed]
    errors = [error for error, allowed in seen if abs(error) > allowed]
    turns = sum(a * b < 0 for a, b in pairwise(errors))
    most = max(map(abs, errors), default=math.inf)
    if len(errors) < max(MANY, len(seen) / 2) or most > SCATTER or 3 * turns < len(errors) or not _both_ways(errors):
        return None
    made = "random numbers, fewer digits or finite differences" if answers[0].wrt else "random numbers or fewer digits"
    return (
        f"Results scatter around the right ones, up to {most:.1g} of their size off to either side and without a "
        f"pattern, as {made} would make them."
    )


def _both_ways(errors: Sequence[float]) -> bool:
    """Whether errors have one sign nearly as often as the other."""
    return 4 * sum(e > 0 for e in errors) > len(errors) and 4 * sum(e < 0 for e in errors) > len(errors)

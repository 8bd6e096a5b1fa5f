"""Results that are nearly right: in a coarser format, scattered, or right to a few digits."""

import math
from collections.abc import Sequence
from itertools import pairwise

from ...dtypes import BFLOAT16, FLOAT16, FLOAT32, FLOAT64, DType
from ...exercise import Exercise
from ..answers.clues import Clues
from ..answers.evidence import Answer, finite_entries, finite_pairs
from .patterns import FEW, one_input_each

SCATTER = 0.2  # of the right result: the range of noise
MANY = 16  # numbers that are needed to see that there is no rule
DISTINCT = 8  # numbers that are needed to see a format
# results are right at least to this, and the format has more than this
LEAST_DIGITS, SPARE_DIGITS = 3, 2


def coarse(answers: Sequence[Answer]) -> str | None:
    """Returns a fact if results, or gradients without their factor, are numbers of a coarser
    format.
    """
    dtype, pairs = answers[0].case.dtype, finite_pairs(answers)
    if len({got for got, *_ in pairs}) < DISTINCT:
        return None
    for coarser in (BFLOAT16, FLOAT16, FLOAT32):
        near = all(abs(got - right) <= 8 * coarser.unit * (1 + abs(right)) for got, right, _ in pairs)
        if dtype.digits > coarser.digits and near and (what := _of_format(answers, coarser)):
            return f"Every {what} is a number of {coarser.name}: something is computed in that format."
    return None


def _of_format(answers: Sequence[Answer], coarser: DType) -> str:
    """Returns which numbers belong to a format: results, or derivatives before the multiplication;
    "" if neither do.
    """
    unit = 2 * answers[0].case.dtype.unit
    plain = [x for x, *_ in finite_pairs(answers)]
    got = [x for a in answers for x in a.got]
    whole = [x for x in got if math.isfinite(x)]
    kinds = {
        "result" if len(whole) == len(got) else "finite result": whole,
        "derivative, before grad_output multiplies it,": plain,
    }
    fits = (what for what, numbers in kinds.items() if all(abs(coarser.round(x) - x) <= unit * abs(x) for x in numbers))
    return next(fits, "")


def noise(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns a fact if errors, in the order of the inputs, change their sign nearly as often as a
    coin.
    """
    if not one_input_each(exercise) or len(exercise.inputs) > 1:
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


def digits(exercise: Exercise, answers: Sequence[Answer], clues: Clues | None) -> str | None:
    """Returns a fact if all results are right to some digits, and a constant in the code, or
    float32, has about as many. Rounded results are too large about as often as too small. An added
    number or a rounded constant does not show this.
    """
    pairs = [(a.got[n], a.bands[n]) for a in answers for n in a.wrong]
    if len(pairs) < FEW or not all(math.isfinite(got) and band.low.is_finite() and band.nearest for got, band in pairs):
        return None
    dtype = answers[0].case.dtype
    right = math.floor(-math.log10(max(band.error(got) / abs(band.nearest) for got, band in pairs)))
    if not LEAST_DIGITS <= right <= dtype.digits * math.log10(2) - SPARE_DIGITS:
        return None
    said = f"Every wrong result is right to {right} digits"
    if clues and (literal := _literal(exercise, answers, clues, right)):
        return f"{said}; in line {literal[0]}, {literal[1]} has {literal[2]}."
    errors = [got / band.nearest - 1 for got, band in pairs]
    if dtype != FLOAT64 or right not in (6, 7):
        return None
    if _both_ways(errors):
        return f"{said}, about as many as float32 has."
    side = "small" if errors[0] < 0 else "large"
    alike = all(e < 0 for e in errors) or all(e > 0 for e in errors)
    words = f"{said} and too {side} in size: is a constant rounded to float32, or a small number added?"
    return words if alike else None


def _literal(exercise: Exercise, answers: Sequence[Answer], clues: Clues, right: int) -> tuple[int, str, int] | None:
    """Returns the line, the text and the digits of a constant that results may depend on. It is
    near an exact constant and has about so many digits.
    """
    from .repairs import digits_written  # imports numpy, which a right submission does not need

    near = (
        s
        for s in digits_written(exercise, answers, clues) or ()
        if s.digits >= LEAST_DIGITS and abs(s.digits - right) <= SPARE_DIGITS
    )
    return next(((s.node.lineno, s.text, s.digits) for s in near), None)

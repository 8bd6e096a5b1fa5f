"""Results that are all the same: nan, 0, or one number. Many formulas give these, so they are no
evidence for any formula.
"""

import math
from collections.abc import Sequence

from ..answers.evidence import Answer, finite_pairs

FEW = 4  # results that are needed


def degenerate(answers: Sequence[Answer]) -> str:
    """Returns the code for results that are all the same; "" if they differ."""
    if sum(len(a.got) for a in answers) < FEW:
        return ""
    numbers = [x for a in answers for x in a.got if math.isfinite(x)]
    if not numbers:
        return "not_a_number"
    tiny = answers[0].case.dtype.smallest_normal
    if all(abs(x) < tiny for x in numbers):
        return "zero"
    return "constant" if _same(answers) else ""


def words(answers: Sequence[Answer]) -> str:
    """Returns a sentence for results that are all the same; "" if they differ."""
    code = degenerate(answers)
    got = [x for a in answers for x in a.got]
    numbers = [x for x in got if math.isfinite(x)]
    what = f"Every {'derivative' if answers[0].wrt else 'result'}{by(answers)}"
    each = what if len(numbers) == len(got) else f"{what} that is a number"
    if code == "not_a_number":
        return f"{what} is {'nan' if all(map(math.isnan, got)) else 'infinite or nan'}, whatever the input."
    if code == "zero":
        return f"{each} is 0{' or next to it' if any(numbers) else ''}."
    return f"{each} is {finite_pairs(answers)[0][0]:.4g}, whatever the input." if code else ""


def by(answers: Sequence[Answer]) -> str:
    """Returns the input that a gradient is by, if there are several: " by x"."""
    first = answers[0]
    return f" by {first.wrt}" if first.wrt and len(first.case.call.exercise.differentiable) > 1 else ""


def _same(answers: Sequence[Answer]) -> bool:
    """Whether all results are one number, with or without the upstream gradient, up to the last
    digits.
    """
    plain = [x for x, *_ in finite_pairs(answers)]
    near = 4 * answers[0].case.dtype.unit * abs(plain[0]) if plain else 0.0
    return len(plain) >= FEW and max(plain) - min(plain) <= near

"""What a wrong formula has to explain before it is named: every result, those that are infinite or
nan as well.
"""

import math
from collections.abc import Iterator, Sequence

from ...errors import ExerciseError
from ...inputs import Case
from ...reference.enclose import Band
from ...reference.expected import gradient, values
from ...reference.slips import Mistake, Slip
from ..answers.clues import Clues
from ..answers.evidence import Answer
from ..answers.small_call import Leg

# how many allowances a wrong formula may be missed by: it may have been computed in another form
LENIENCE = 16
# of a number: an allowance that is larger tells nothing, if the right formula is allowed less
VAGUE = 1e-3
# roundings of numbers around 1, which intermediate results are; they are always allowed
AROUND_ONE = 64
# roundings of the number that was got, which every step of an optimizer adds to; allowed as well
OF_ITSELF = 16


def under(mistake: Mistake, case: Case, leg: Leg, wrt: str) -> Iterator[Band]:
    """What the mistake makes of a case: of its value, or of its gradient by `wrt`."""
    call, upstream, instead = case.call, case.upstream, None
    if isinstance(mistake, Slip):
        call, upstream = mistake.change(call, upstream)
    else:
        instead = mistake
    if leg == "value":
        return values(call, case.dtype, instead)
    return gradient(call, upstream, wrt, case.dtype, instead)


def gives(band: Band, right: Band, got: float, lenience: float = LENIENCE, start: float = 0.0) -> bool:
    """Whether a formula gives what was got; `start` is where a number came from that only moves a
    bit.

    Its allowance counts up to a small part of the number, or up to that of the right formula: one
    that takes in nearly anything is no evidence. Infinity and nan are given where the formula has
    no value, or one that overflows.
    """
    size = abs(got - start) if math.isfinite(got) else band.dtype.largest
    roundings = max(AROUND_ONE, OF_ITSELF * abs(got)) if math.isfinite(got) else AROUND_ONE
    bounded = band.within(max(right.allowed, VAGUE * size, roundings * band.dtype.unit))
    return bounded.error(got) <= lenience * bounded.allowed


def tells(band: Band, right: Band, got: float, lenience: float = LENIENCE) -> bool:
    """Whether what a formula gives is evidence for it: a number that is clearly wrong, and the
    formula is as well.
    """
    wrong = math.isfinite(got) and right.error(got) > lenience * right.allowed
    return wrong and right.error(band.nearest_to(got)) > right.allowed


def matches(mistake: Mistake, answers: Sequence[Answer], clues: Clues | None = None) -> bool:
    """Whether the mistake gives what was got, all of it, and is clearly wrong somewhere; with
    `clues` also what was got in finer formats.

    A formula that equals the right one is no mistake, however far its roundings may take it. Where
    a formula has a number and none was got, the submission's own code has to give none there
    either, redone with the roundings of the check's format.
    """
    explained = 0
    for answer in [*answers, *_finer(answers, clues)]:
        lost = set[int]()
        for n, (band, right, got) in enumerate(_compared(mistake, answer)):
            if gives(band, right, got):
                explained += tells(band, right, got)
            elif math.isfinite(got):
                return False
            else:
                lost.add(n)
        if lost and not lost <= by_own_code(answer, clues):
            return False
    return explained > 0


def explains(mistake: Mistake, answers: Sequence[Answer], clues: Clues | None = None) -> bool:
    """Whether a formula that nobody has checked matches; one that cannot be evaluated does not."""
    try:
        return matches(mistake, answers, clues)
    except ExerciseError:
        return False


def right_in_finer(answers: Sequence[Answer], clues: Clues | None) -> bool:
    """Whether the same was asked in finer formats, and all of it was right."""
    finer = _finer(answers, clues)
    return bool(finer) and not any(a.wrong for a in finer)


def _finer(answers: Sequence[Answer], clues: Clues | None) -> list[Answer]:
    first = answers[0]
    return clues.finer(first.leg, first.wrt, first.case.dtype) if clues else []


def not_given(mistake: Mistake, answer: Answer) -> list[int]:
    """Where a mistake that matches has a number, and none was got."""
    if all(map(math.isfinite, answer.got)):
        return []
    return [n for n, compared in enumerate(_compared(mistake, answer)) if not gives(*compared)]


def by_own_code(answer: Answer, clues: Clues | None) -> frozenset[int]:
    """Where the submission's code, redone, gives no number; nowhere if it cannot be redone."""
    from ..repair.overflow import lost  # this brings numpy, which a right submission does not need

    return lost(answer, clues) if clues else frozenset()


def _compared(mistake: Mistake, answer: Answer) -> Iterator[tuple[Band, Band, float]]:
    return zip(under(mistake, answer.case, answer.leg, answer.wrt), answer.bands, answer.got, strict=True)

"""The conditions for naming a wrong formula: it has to explain every result, also infinite ones and
nan.
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

# allowances by which a wrong formula may differ: the student may have computed another form of it
LENIENCE = 16
# of a number: a larger allowance is no evidence, if the right formula has a smaller one
VAGUE = 1e-3
# roundings of numbers around 1, the size of intermediate results; always allowed
AROUND_ONE = 64
# roundings of the submission's number, which every step of an optimizer adds; also allowed
OF_ITSELF = 16


def under(mistake: Mistake, case: Case, leg: Leg, wrt: str) -> Iterator[Band]:
    """Yields what the mistake gives for a case: for its value, or for its gradient by `wrt`."""
    call, upstream, instead = case.call, case.upstream, None
    if isinstance(mistake, Slip):
        call, upstream = mistake.change(call, upstream)
    else:
        instead = mistake
    if leg == "value":
        return values(call, case.dtype, instead)
    return gradient(call, upstream, wrt, case.dtype, instead)


def gives(band: Band, right: Band, got: float, lenience: float = LENIENCE, start: float = 0.0) -> bool:
    """Whether a formula gives the submission's number. `start` is the start of a number that moves
    only a little.

    Its allowance counts up to a small part of the number, or up to that of the right formula: an
    allowance that includes nearly everything is no evidence. A formula gives infinity and nan where
    it has no value, or one that overflows.
    """
    size = abs(got - start) if math.isfinite(got) else band.dtype.largest
    roundings = max(AROUND_ONE, OF_ITSELF * abs(got)) if math.isfinite(got) else AROUND_ONE
    bounded = band.within(max(right.allowed, VAGUE * size, roundings * band.dtype.unit))
    return bounded.error(got) <= lenience * bounded.allowed


def tells(band: Band, right: Band, got: float, lenience: float = LENIENCE) -> bool:
    """Whether the formula's number is evidence: it is clearly wrong, and the submission's number
    is too.
    """
    wrong = math.isfinite(got) and right.error(got) > lenience * right.allowed
    return wrong and right.error(band.nearest_to(got)) > right.allowed


def matches(mistake: Mistake, answers: Sequence[Answer], clues: Clues | None = None) -> bool:
    """Whether the mistake gives all of the submission's results, and is clearly wrong somewhere;
    with `clues` also those in finer formats.

    A formula that equals the right one is no mistake, however large its rounding errors. If the
    formula has a number and the submission has none, the submission's code, run again with the
    rounding of the check's format, must have none there either.
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
    """Whether an unchecked formula matches; if it cannot be evaluated, it does not."""
    try:
        return matches(mistake, answers, clues)
    except ExerciseError:
        return False


def right_in_finer(answers: Sequence[Answer], clues: Clues | None) -> bool:
    """Whether the same calls ran in finer formats, and all results were right."""
    finer = _finer(answers, clues)
    return bool(finer) and not any(a.wrong for a in finer)


def _finer(answers: Sequence[Answer], clues: Clues | None) -> list[Answer]:
    first = answers[0]
    return clues.finer(first.leg, first.wrt, first.case.dtype) if clues else []


def not_given(mistake: Mistake, answer: Answer) -> list[int]:
    """Returns where a matching mistake has a number and the submission has none."""
    if all(map(math.isfinite, answer.got)):
        return []
    return [n for n, compared in enumerate(_compared(mistake, answer)) if not gives(*compared)]


def by_own_code(answer: Answer, clues: Clues | None) -> frozenset[int]:
    """Returns where the submission's code, run again, gives no number; nowhere if that is
    impossible.
    """
    from ..repair.overflow import lost  # imports numpy, which a right submission does not need

    return lost(answer, clues) if clues else frozenset()


def _compared(mistake: Mistake, answer: Answer) -> Iterator[tuple[Band, Band, float]]:
    return zip(under(mistake, answer.case, answer.leg, answer.wrt), answer.bands, answer.got, strict=True)

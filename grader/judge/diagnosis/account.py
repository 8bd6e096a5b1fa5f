"""How a mistake accounts for the results of a check, in words: how many it gives, and what becomes
of the others.
"""

import math
from collections.abc import Sequence
from itertools import islice

from ...reference.enclose import Band
from ...reference.slips import Mistake
from ...report.mistake_list import items
from ..answers.clues import Clues
from ..answers.evidence import Answer, inputs_of, simplest_of
from .matching import not_given, under

LONGEST_PLACE = 60  # letters
DIGITS = (6, 5, 4, 3, 9, 12, 17)  # the most readable number of them first
FIRST = 8  # wrong results of an answer that may be shown

Place = tuple[Answer, int]


def account(mistake: Mistake, answers: Sequence[Answer], by: str, clues: Clues | None) -> tuple[str, str]:
    """The evidence for a mistake that matches, and what is to be said of results that it has
    numbers for while none were got; `by` says which results these are, if there are others.
    """
    lost = [(a, n) for a in answers for n in not_given(mistake, a)]
    total, wrong = sum(len(a.got) for a in answers), sum(len(a.wrong) for a in answers)
    wrong_and_lost = sum(n in a.wrong for a, n in lost)
    others = f"; {the_others(len(lost))} {'is' if len(lost) == 1 else 'are'} infinite or nan" if lost else ""
    explained = wrong - wrong_and_lost
    evidence = (
        f"{reproducing(mistake)} {total - len(lost)} of your {total} results{by}, "
        f"{explained} of which {'is' if explained == 1 else 'are'} wrong{others}"
    )
    return evidence + _shown(mistake, answers), besides(lost, clues)


def reproducing(mistake: Mistake) -> str:
    """What gives results: one mistake, or those of a list together."""
    number = len(items(mistake.explanation))
    return f"these {'two ' if number == 2 else ''}mistakes together reproduce" if number else "this mistake reproduces"


def the_others(number: int) -> str:
    """How so many results that are left are called."""
    return "the other one" if number == 1 else f"the other {number}"


def besides(lost: Sequence[Place], clues: Clues | None) -> str:
    """Where a submission computes no numbers though its formula has them, and what does that;
    nothing if nowhere.
    """
    if not lost or not clues:
        return ""
    from ..repair.overflow import origin

    answer, entry = simplest_of(lost)
    what = origin(answer, entry, clues)
    results = "1 result is" if len(lost) == 1 else f"{len(lost)} results are"
    place = _place(answer, entry)
    where = f": {what} {place or 'in the simplest of these cases'}" if what else ""
    where = where or (f", the simplest of them {place}" if place else "")
    return f"Besides, as it is computed, {results} infinite or nan{where}."


def _shown(mistake: Mistake, answers: Sequence[Answer]) -> str:
    """The results of the mistake in the simplest wrong case, which the report shows, of the
    submission, and of the right formula; to as many digits as the mistake and what was got have in
    common. If there is nothing to show it is another case, and told so.
    """
    wrong = [(a, n) for a in answers for n in a.wrong[:FIRST]]
    where = "in the simplest case"
    for _ in range(min(len(wrong), FIRST)):
        answer, entry = simplest = simplest_of(wrong)
        wrong.remove(simplest)
        band = next(islice(under(mistake, answer.case, answer.leg, answer.wrt), entry, None))
        if numbers := in_common(answer.got[entry], band, answer.bands[entry]):
            return f"; {_place(answer, entry) or where}: {numbers}"
        where = "in another case"
    return ""


def in_common(got: float, given: Band, right: Band) -> str:
    """What was got, what a mistake gives and what is right, to so many digits that the first two
    are the same and the last is not; nothing if there is no such number of digits. Beside a 0 that
    was got, a number that is too small to differ from it has no digit in common with it.
    """
    for digits in DIGITS if math.isfinite(got) else ():
        number, wrong = (f"{x + 0.0:.{digits}g}" for x in (got, given.nearest_to(got)))
        low, high = (f"{float(ball.mid()) + 0.0:.{digits}g}" for ball in (right.low, right.high))
        if number == wrong and number not in (low, high):
            wanted = low if low == high else f"between {low} and {high}"
            return f"got {number}, the wrong formula gives {wrong}, right is {wanted}"
    if got == 0 and given.error(got) <= given.allowed and right.error(got) > right.allowed:
        return f"got 0, the wrong formula gives {given.nearest_to(got):.3g}, right is {right.nearest:.6g}"
    return ""


def _place(answer: Answer, entry: int) -> str:
    """Where a result is, if that can be said shortly."""
    where = ", ".join(f"{name}={value}" for name, value in inputs_of(answer, entry).items())
    return f"at {where}" if len(where) <= LONGEST_PLACE else ""

"""The evidence for a mistake in words: how many results of a check it gives, and what happens to
the others.
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
DIGITS = (6, 5, 4, 3, 9, 12, 17)  # the most readable number of digits first
FIRST = 8  # wrong results of an answer from which the report may choose

Place = tuple[Answer, int]


def account(mistake: Mistake, answers: Sequence[Answer], by: str, clues: Clues | None) -> tuple[str, str]:
    """Returns the evidence for a matching mistake, and a remark about results for which it has
    numbers but the submission has none. `by` names these results, if there are others.
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
    """Returns the subject of the sentence: one mistake, or those of a list together."""
    number = len(items(mistake.explanation))
    return f"these {'two ' if number == 2 else ''}mistakes together reproduce" if number else "this mistake reproduces"


def the_others(number: int) -> str:
    """Returns the name for this number of remaining results."""
    return "the other one" if number == 1 else f"the other {number}"


def besides(lost: Sequence[Place], clues: Clues | None) -> str:
    """Returns where a submission computes no numbers though its formula has them, and the cause; ""
    if nowhere.
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
    """Returns the results of the mistake, of the submission and of the right formula in the
    simplest wrong case, which the report shows. They have as many digits as the mistake and the
    submission share. If that case shows nothing, another case is used and named.
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
    """Returns the submission's number, the mistake's and the right one. They have so many digits
    that the first two are equal and the last differs; "" if that is impossible. If the submission
    gave 0, a number too small to differ from 0 shares no digit with it.
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
    """Returns the place of a result, if a short text can name it."""
    where = ", ".join(f"{name}={value}" for name, value in inputs_of(answer, entry).items())
    return f"at {where}" if len(where) <= LONGEST_PLACE else ""

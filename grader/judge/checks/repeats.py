"""Checks whether a submission gives the same answer twice. It asks again, in another order and with
other calls in between.
"""

import math
from collections import Counter
from collections.abc import Sequence
from random import Random

from ...reference.enclose import Band
from ...report.model import CheckResult
from ...worker import protocol
from ...worker.protocol import Tensor
from ..answers.asked import Asked
from ..sandbox.session import CPU, Request, Session

MOST = 4  # cases of a function that are asked again
# how often it is asked again if it is one case: values and what is wrong often, to find chance
OFTEN, SELDOM = 8, 1
WHEN = "for the same input when it is called again, with other calls in between"


def unsteady(session: Session, ways: Sequence[Sequence[Asked]], seed: int, often: int = OFTEN) -> list[int]:
    """Returns the numbers of the ways in which a submission gives other results when it is asked
    again. On the CPU every bit counts; elsewhere results may differ as much as two right results.

    Where torch's operations are watched, torch computes some derivatives by another formula, and
    nobody knows which of the first calls were watched. If a result differs without watching, the
    call is made again with watching. Then the result has to equal the first one, and without
    watching the one before.

    Raises:
        SubmissionError: if the submission gives no results now.
    """
    random = Random(f"{seed}/again")
    room = protocol.MOST_TENSORS // sum(max((len(a.tensors) for a in way), default=0) for way in ways)
    chosen = [(n, a) for n, way in enumerate(ways) for a in _mixed(way, random)[: min(MOST, room)]]
    rounds, found = max(1, often // len(chosen)), set[int]()
    plain = _again(session, [a for _, a in chosen], rounds, False)
    found |= {n for (n, _), again in zip(chosen, plain, strict=True) if _unequal(session, again)}
    other = [(n, a, again) for (n, a), again in zip(chosen, plain, strict=True) if not _same(session, a, again)]
    other = [(n, a, again) for n, a, again in other if n not in found]
    watched = _again(session, [a for _, a, _ in other], rounds, True)
    # watching does not explain a difference that comes by chance
    plain = _again(session, [a for _, a, _ in other], rounds, False)
    for (n, a, before), seen, after in zip(other, watched, plain, strict=True):
        equal = session.device != CPU or all(x.same(y) for x, y in zip(before, after, strict=True))
        if _unequal(session, seen) or _unequal(session, after) or not (equal and _same(session, a, seen)):
            found.add(n)
    return sorted(found)


def _mixed(way: Sequence[Asked], random: Random) -> list[Asked]:
    """Returns the calls in random order, but a call with each of the settings comes before a second
    call with any of them.
    """
    order, asked_with = list[tuple[int, Asked]](), Counter[str]()
    for asked in random.sample(way, len(way)):
        settings = repr(sorted(asked.case.keywords.items()))
        order.append((asked_with[settings], asked))
        asked_with[settings] += 1
    return [asked for _, asked in sorted(order, key=lambda turn: turn[0])]


def _again(session: Session, calls: Sequence[Asked], rounds: int, watched: bool) -> list[list[Tensor]]:
    """Returns the results of these calls, made again, with their operations watched or not."""
    if not calls:
        return []
    request = {"calls": [a.request for a in calls], "rounds": rounds, "watched": watched}
    sent = [t for a in calls for t in a.tensors]
    answers = iter(session.ask(Request(protocol.AGAIN, request, sent, sum(len(a.results) for a in calls))))
    return [[next(answers) for _ in a.results] for a in calls]


def _unequal(session: Session, again: Sequence[Tensor]) -> bool:
    """Whether a call that was made several times in one way has given several results. That needs
    no second test.
    """
    return session.device == CPU and any(a.flags & protocol.DIFFERS for a in again)


def passed(name: str, before: Sequence[CheckResult]) -> bool:
    """Whether a check of this name has passed in another dtype, where everything was asked
    again.
    """
    return any(result.name == name and result.status == "passed" for result in before)


def known(before: Sequence[CheckResult]) -> bool:
    """Whether an earlier check has found that the function is not deterministic. Then no mistake
    explains its numbers.
    """
    return any(result.findings.code == "V202" for result in before)


def _same(session: Session, asked: Asked, again: Sequence[Tensor]) -> bool:
    if any(a.flags & protocol.NOT_ASKED for a in again):
        return True
    if any(a.flags & protocol.OVERWRITTEN for a in again):
        session.effects.overwrote(asked.name)
    if session.device == CPU:
        return all(a.same(t) for a, t in zip(again, asked.results, strict=True))
    return all(map(_near, again, asked.results, asked.bands))


def _near(again: Tensor, first: Tensor, bands: Sequence[Band]) -> bool:
    if (again.dtype, again.shape) != (first.dtype, first.shape):
        return False
    pairs = zip(first.dtype.unpack(first.data), again.dtype.unpack(again.data), bands, strict=True)
    return all(a == b or (math.isnan(a) and math.isnan(b)) or abs(a - b) <= 2 * band.allowed for a, b, band in pairs)

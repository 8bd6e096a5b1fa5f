"""From wrong entries of a result to what a person needs: the worst and the simplest, with a line to paste."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..dtypes import DType
from ..inputs import Case
from ..reference.enclose import Band
from ..report.model import Failure
from .calls import Leg, SmallCall, nested, restrict

FIRST = 8  # wrong entries of a case that may be the simplest


@dataclass(frozen=True)
class Answer:
    """What a submission gave for a case, beside what is right: for one leg, and for gradients by one input."""

    case: Case
    leg: Leg
    bands: Sequence[Band]
    got: Sequence[float]
    wrt: str = ""

    @property
    def wrong(self) -> list[int]:
        return [n for n, (band, x) in enumerate(zip(self.bands, self.got, strict=True)) if band.error(x) > band.allowed]


def failures(answers: Sequence[Answer]) -> tuple[Failure, ...]:
    """Of all wrong entries the one with the simplest inputs and the one that is worst, if that is another.

    The inputs of a case begin with simple ones, so the simplest is looked for among the first wrong entries of each.
    """
    wrong = [(answer, n) for answer in answers for n in answer.wrong]
    if not wrong:
        return ()
    simplest = min(((a, n) for a in answers for n in a.wrong[:FIRST]), key=lambda w: _simplicity(*w))
    worst = max(wrong, key=lambda w: _excess(*w))
    kinds: list[tuple[Literal["simplest", "worst"], tuple[Answer, int]]] = [("simplest", simplest)]
    if worst != simplest:
        kinds.append(("worst", worst))
    return tuple(failure(kind, answer, n) for kind, (answer, n) in kinds)


def failure(kind: Literal["simplest", "worst"], answer: Answer, entry: int) -> Failure:
    """The record of one wrong entry."""
    band, got, case = answer.bands[entry], answer.got[entry], answer.case
    dtype = case.dtype
    ulp = dtype.ulp(dtype.round(band.nearest))
    shown = smallest_call(answer, entry)
    return Failure(
        kind,
        {n: nested([float(dtype.text(x)) for x in values], shown.shapes[n]) for n, values in shown.data.items()},
        got,
        band.nearest,
        band.error(got) / ulp,
        band.allowed / ulp,
        ulp,
        shown.line(answer.case, answer.leg, answer.wrt),
        dtype.text(got),
        _expected(band, dtype),
    )


def smallest_call(answer: Answer, entry: int) -> SmallCall:
    """The smallest call that shows an entry."""
    return restrict(answer.case, answer.wrt, entry)


def _expected(band: Band, dtype: DType) -> str:
    low, high = (dtype.text(dtype.round(float(b.mid()))) for b in (band.low, band.high))
    return low if low == high else f"between {low} and {high}"


def _excess(answer: Answer, entry: int) -> float:
    band = answer.bands[entry]
    return band.error(answer.got[entry]) / band.allowed


def _simplicity(answer: Answer, entry: int) -> tuple[int, float]:
    """Short decimals first: how many digits the inputs of the entry have, then how large they are."""
    numbers = [x for values in smallest_call(answer, entry).data.values() for x in values]
    return sum(len(answer.case.dtype.text(x)) for x in numbers), sum(abs(x) for x in numbers)

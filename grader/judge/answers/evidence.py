"""Picks from the wrong entries of a result those that a reader needs: the worst and the simplest,
with a line to paste.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...domains import Classes
from ...drawing.literals import nested
from ...dtypes import DType
from ...inputs import Case
from ...reference.enclose import Band
from ...report.model import Distance, Failure, Number
from .clues import Clues
from .showing import Showing
from .small_call import ITEM, Leg, Question, SmallCall, restrict
from .trials import trials

Kind = Literal["simplest", "worst", "through autograd"]
FIRST = 8  # wrong entries of a case among which to look for the simplest


@dataclass(frozen=True)
class Answer:
    """The answer of a submission for a case, next to the right one: for one leg, and for gradients
    by one input.
    """

    case: Case
    leg: Leg
    bands: Sequence[Band]
    got: Sequence[float]
    wrt: str = ""

    @property
    def question(self) -> Question:
        """Returns the question that it answers."""
        return Question(self.case, self.leg, self.wrt)

    @property
    def wrong(self) -> list[int]:
        return [n for n, (band, x) in enumerate(zip(self.bands, self.got, strict=True)) if band.error(x) > band.allowed]


def finite_entries(answers: Sequence[Answer]) -> Iterator[tuple[Answer, int, float, float]]:
    """Returns each finite number of the answers where the right one is finite too, with its answer,
    its place and the error allowed.

    Gradients of elementwise functions come without the upstream gradient.
    """
    for a in answers:
        for n, (band, x, u) in enumerate(zip(a.bands, a.got, _factors(a), strict=True)):
            if u and math.isfinite(x) and math.isfinite(band.nearest):
                yield a, n, x / u, band.allowed / abs(u)


def finite_pairs(answers: Sequence[Answer]) -> list[tuple[float, float, float]]:
    """Returns for each entry the number got, the right number and the error allowed."""
    return [(x, a.bands[n].nearest / _factors(a)[n], allowed) for a, n, x, allowed in finite_entries(answers)]


def all_numbers(answers: Sequence[Answer]) -> bool:
    """Whether every result is a number where the right one is a number."""
    pairs = ((x, band) for a in answers for band, x in zip(a.bands, a.got, strict=True))
    return all(math.isfinite(x) for x, band in pairs if math.isfinite(band.nearest))


def _factors(answer: Answer) -> Sequence[float]:
    """Returns the factor of the derivative for each entry, if division by it is possible."""
    whole = answer.leg == "value" or len(answer.case.upstream) != len(answer.got)
    return [1.0] * len(answer.got) if whole else answer.case.upstream


def failures(answers: Sequence[Answer], clues: Clues) -> tuple[Failure, ...]:
    """Returns the wrong entry with the simplest inputs, and the worst one if that is another.
    `clues` get the calls that may show them.

    The inputs of a case begin with simple ones, so the search for the simplest looks only at the
    first wrong entries of each case.
    """
    wrong = [(answer, n) for answer in answers for n in answer.wrong]
    if not wrong:
        return ()
    simplest = _simplest(answers)
    worst = max(wrong, key=lambda w: _excess(*w))
    kinds: list[tuple[Kind, tuple[Answer, int]]] = [("simplest", simplest)]
    if worst != simplest:
        kinds.append(("worst", worst))
    return tuple(_shown(kind, answer, n, clues) for kind, (answer, n) in kinds)


def through_autograd(answers: Sequence[Answer], clues: Clues) -> Failure:
    """Returns, of the entries that are wrong through autograd and differ from those by hand, the
    one with the simplest inputs.
    """
    return _shown("through autograd", *_simplest(answers), clues)


def _simplest(answers: Sequence[Answer]) -> tuple[Answer, int]:
    return simplest_of([(a, n) for a in answers for n in a.wrong[:FIRST]])


def _shown(kind: Kind, answer: Answer, entry: int, clues: Clues) -> Failure:
    """Returns the record of a wrong entry. `clues` get the calls that may show it."""
    told = failure(kind, answer, entry)
    tried = trials(answer.question, entry, told.got.value, answer.bands[entry], ITEM if fine(told) else None)
    clues.showing.append(Showing(told, tried))
    return told


def simplest_of(entries: Sequence[tuple[Answer, int]]) -> tuple[Answer, int]:
    """Returns the entry with the simplest inputs."""
    return min(entries, key=lambda entry: _simplicity(*entry))


def failure(kind: Kind, answer: Answer, entry: int) -> Failure:
    """Returns the record of one wrong entry."""
    return measured(kind, inputs_of(answer, entry), answer.got[entry], answer.bands[entry])


def measured(kind: Kind, inputs: Mapping[str, Any], got: float, band: Band) -> Failure:
    """Returns the record of a number that is wrong."""
    dtype, off = band.dtype, band.error(got)
    # if the right number is 0, it has no unit
    ulp = max(dtype.ulp(dtype.round(band.nearest)), dtype.ulp(band.allowed))
    return Failure(
        kind=kind,
        inputs=inputs,
        got=Number(got, dtype.text(got)),
        expected=Number(band.nearest, _expected(band, dtype)),
        distance=Distance(off, band.allowed, ulp),
        call="",
    )


def fine(told: Failure) -> bool:
    """Whether the number looks right in the few digits that torch prints."""
    return f"{told.got.value:.4g}" == f"{told.expected.value:.4g}"


def smallest_call(answer: Answer, entry: int) -> SmallCall:
    """Returns the smallest call that shows an entry."""
    return restrict(answer.case, answer.wrt, entry)


def inputs_of(answer: Answer, entry: int) -> dict[str, Any]:
    """Returns the inputs of an entry; for a gradient with the upstream gradient."""
    smallest = smallest_call(answer, entry)
    given = {name: (values, smallest.shapes[name]) for name, values in smallest.data.items()}
    if answer.leg != "value":
        given["grad_output"] = smallest.upstream, smallest.result
    text = answer.case.dtype.text
    classes = {i.name for i in answer.case.call.exercise.inputs if isinstance(i.domain, Classes)}

    def shown_as(name: str, x: float) -> float:
        return int(x) if name in classes else float(text(x))

    return {name: nested([shown_as(name, x) for x in values], shape) for name, (values, shape) in given.items()}


def _expected(band: Band, dtype: DType) -> str:
    low, high = (dtype.text(dtype.round(float(b.mid()))) for b in (band.low, band.high))
    return low if low == high else f"between {low} and {high}"


def _excess(answer: Answer, entry: int) -> float:
    band = answer.bands[entry]
    return band.error(answer.got[entry]) / band.allowed


def _simplicity(answer: Answer, entry: int) -> tuple[int, float]:
    """Returns a sort key, short decimals first: the number of digits in the inputs of the entry,
    then their size.
    """
    numbers = [x for values in smallest_call(answer, entry).data.values() for x in values]
    return sum(len(answer.case.dtype.text(x)) for x in numbers), sum(abs(x) for x in numbers)

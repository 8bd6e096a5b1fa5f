"""Name the mistake behind wrong numbers: the misconception that gives exactly these numbers, on every input."""

import math
from collections.abc import Iterator, Sequence

from ..exercise import Exercise, Misconception
from ..reference.enclose import Band
from ..reference.expected import gradient, values
from ..report.model import Diagnosis
from .evidence import Answer

LENIENCE = 16  # how many allowances a wrong formula may be missed by: it may have been computed in another form


def recognise(exercise: Exercise, answers: Sequence[Answer], values_right: bool = False) -> tuple[Diagnosis, ...]:
    """The author's misconceptions that explain every finite result, including all the wrong ones.

    For gradients, a misconception of the value is the first candidate, since its gradient, rightly taken, is wrong as
    well; unless the submission's values are right. One that explains all results is named; several that do are
    ambiguous.
    """
    found: list[Diagnosis] = []
    for wrt in dict.fromkeys(a.wrt for a in answers):
        legs = [a for a in answers if a.wrt == wrt]
        if not any(a.wrong for a in legs):
            continue
        kinds = ["value"] if not wrt else ["gradient"] if values_right else ["value", "gradient"]
        matching = next(filter(None, (_matching(exercise, legs, wrt, kind) for kind in kinds)), [])
        found += [_diagnosis(exercise, m, len(matching), legs, wrt) for m in matching]
    return tuple(dict.fromkeys(found))


def _matching(exercise: Exercise, answers: Sequence[Answer], wrt: str, kind: str) -> list[Misconception]:
    of_kind = [m for m in exercise.misconceptions if m.of == kind and m.wrt in ("", wrt)]
    return [m for m in of_kind if _matches(m, answers)]


def _matches(misconception: Misconception, answers: Sequence[Answer]) -> bool:
    """Whether the misconception gives what was got, wherever that is a number, and is clearly wrong somewhere."""
    explained = 0
    for answer in answers:
        for n, (band, got) in enumerate(zip(_bands(misconception, answer), answer.got, strict=True)):
            if not math.isfinite(got):
                continue
            if band.error(got) > LENIENCE * band.allowed:
                return False
            right = answer.bands[n]
            explained += right.error(got) > LENIENCE * right.allowed
    return explained > 0


def _bands(misconception: Misconception, answer: Answer) -> Iterator[Band]:
    call, dtype = answer.case.call, answer.case.dtype
    if answer.leg == "value":
        return values(call, dtype, misconception)
    return gradient(call, answer.case.upstream, answer.wrt, dtype, misconception)


def _diagnosis(exercise: Exercise, found: Misconception, rivals: int, answers: Sequence[Answer], wrt: str) -> Diagnosis:
    """The record of a recognised misconception; with rivals it is ambiguous."""
    numbers = sum(math.isfinite(x) for a in answers for x in a.got)
    differ = sum(math.isfinite(a.got[n]) for a in answers for n in a.wrong)
    by = f" by {wrt}" if wrt and len(exercise.differentiable) > 1 else ""
    evidence = f"it gives all {numbers} results{by}, {differ} of which are wrong"
    explanation = found.explanation
    if wrt and found.of == "value":
        explanation = f"This is the derivative of another function. {explanation}"
    return record(exercise, found, rivals, explanation, evidence)


def record(exercise: Exercise, found: Misconception, rivals: int, explanation: str, evidence: str) -> Diagnosis:
    """A diagnosis in words; a convention is named as one."""
    title = f"another convention: {found.title}" if found.convention else found.title
    return Diagnosis(
        f"{exercise.slug}.{found.id}", title, explanation, found.note, "named" if rivals == 1 else "ambiguous", evidence
    )

"""Name the mistake behind wrong numbers: the misconception that gives exactly these numbers, on every input."""

import math
from collections.abc import Sequence

from ..exercise import Exercise, Misconception
from ..reference.enclose import Band
from ..reference.expected import gradients, values
from ..report.model import Diagnosis
from .evidence import Answer


def recognise(exercise: Exercise, answers: Sequence[Answer]) -> tuple[Diagnosis, ...]:
    """The author's misconceptions that explain every finite result, including all the wrong ones.

    For gradients, a misconception of the value counts too: its gradient, rightly taken, is wrong as well. One that explains all
    inputs is named; several that do are ambiguous.
    """
    found: list[Diagnosis] = []
    for wrt in dict.fromkeys(a.wrt for a in answers):
        legs = [a for a in answers if a.wrt == wrt]
        if any(a.wrong for a in legs):
            found += _explain(exercise, legs, wrt)
    return tuple(dict.fromkeys(found))


def _explain(exercise: Exercise, answers: Sequence[Answer], wrt: str) -> list[Diagnosis]:
    candidates = [m for m in exercise.misconceptions if m.of == "value" or (m.of == "gradient" and m.wrt == wrt)]
    if not wrt:
        candidates = [m for m in candidates if m.of == "value"]
    matching = [m for m in candidates if _matches(m, answers)]
    return [diagnosis(exercise, m, len(matching), answers, wrt) for m in matching]


def _matches(misconception: Misconception, answers: Sequence[Answer]) -> bool:
    """Whether the misconception gives what was got, wherever that is a number, and a wrong number somewhere."""
    explained = 0
    for answer in answers:
        for n, (band, got) in enumerate(zip(_bands(misconception, answer), answer.got, strict=True)):
            if not math.isfinite(got):
                continue
            if band.error(got) > band.allowed:
                return False
            right = answer.bands[n]
            explained += right.error(got) > right.allowed
    return explained > 0


def _bands(misconception: Misconception, answer: Answer) -> Sequence[Band]:
    call, dtype = answer.case.call, answer.case.dtype
    if answer.leg == "value":
        return values(call, dtype, misconception)
    return gradients(call, answer.case.upstream, dtype, misconception)[answer.wrt]


def diagnosis(exercise: Exercise, found: Misconception, rivals: int, answers: Sequence[Answer], wrt: str) -> Diagnosis:
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

"""Name the mistake behind wrong numbers: the one that gives exactly these numbers, on every input."""

import math
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from types import FunctionType
from typing import Literal, TypeVar

from ..errors import ExerciseError
from ..exercise import Exercise, Misconception, Subject
from ..inputs import Case
from ..reference.enclose import Band
from ..reference.expected import gradient, values
from ..reference.slips import Slip, slips
from ..report.model import Diagnosis
from .calls import Leg
from .evidence import Answer, inputs_of, simplest_of
from .observe import constant, observe
from .searched import Searched

Mistake = Misconception | Slip
M = TypeVar("M", bound=Mistake)

FUNCTION_ITSELF = "function_for_its_derivative"
FOR_ITS_DERIVATIVE = "These are the values of the function itself, where its derivative is asked for."
SEARCH_SECONDS = 1.0  # for one check
LOCATING_SECONDS = 0.2  # for the step at which a known mistake was made
LONGEST_PLACE = 60  # letters
MOST_RIVALS = 3
LENIENCE = 16  # how many allowances a wrong formula may be missed by: it may have been computed in another form


def recognise(
    exercise: Exercise,
    answers: Sequence[Answer],
    values_right: bool = False,
    suspects: list[Mistake] | None = None,
    others: Sequence[Exercise] = (),
) -> tuple[Diagnosis, ...]:
    """The mistakes that explain every finite result, including all the wrong ones: the author's misconceptions, or if
    none does the slips that the family knows.

    For gradients, a misconception of the value is the first candidate, since its gradient, rightly taken, is wrong as
    well; unless the submission's values are right. One that explains all results is named; several that do are
    ambiguous. Given a list of `suspects`, those are tried before, and where nothing is known the formulas near the
    right one are searched; what is found is added to the list. Where that is nothing, facts are told; `others` are the
    exercises that this one may have been mistaken for.
    """
    found: list[Diagnosis] = []
    deadline = time.monotonic() + SEARCH_SECONDS
    for wrt in dict.fromkeys(a.wrt for a in answers):
        legs = [a for a in answers if a.wrt == wrt]
        if not any(a.wrong for a in legs):
            continue
        kinds: list[Subject] = ["value"] if not wrt else ["gradient"] if values_right else ["value", "gradient"]
        suspected = [m for m in suspects or () if m.of in kinds and m.wrt in ("", wrt) and _matches(m, legs)]
        known = (_matching(exercise, legs, wrt, kind) for kind in kinds)
        matching: Sequence[Mistake] = suspected or next((m for m in known if m), [])
        if not matching and suspects is not None and not constant(legs):
            matching = _searched(exercise, legs, wrt, kinds[-1], deadline)
        if suspects is not None and len(matching) == 1:
            matching = [_located(exercise, matching[0], legs, wrt)]
        if suspects is not None:
            suspects += [m for m in matching if m not in suspects]
        found += [_diagnosis(exercise, m, len(matching), legs, wrt) for m in matching]
        if not matching and suspects is not None:
            found += observe(exercise, legs, others)
    return tuple(dict.fromkeys(found))


def _searched(
    exercise: Exercise, answers: Sequence[Answer], wrt: str, of: Subject, deadline: float
) -> Sequence[Mistake]:
    """The nearest wrong formulas that explain all results: one of each that gives other results elsewhere."""
    from .probe import fresh, probes  # these bring numpy, which a right submission does not need
    from .search import candidates, told_apart

    forms = [f.function for f in exercise.forms if f.of == of and f.wrt == wrt]
    forms = [exercise.function, *forms] if of == "value" else forms
    for near in candidates(exercise, forms, probes(answers), of, wrt, deadline):
        matching = told_apart([c for c in near if _explains(c.misconception, answers)], fresh(answers))
        if matching:
            return [c.misconception for c in matching[:MOST_RIVALS]]
    return []


def _located(exercise: Exercise, found: Mistake, answers: Sequence[Answer], wrt: str) -> Mistake:
    """An author's misconception of the derivative with the step of the derivation that it goes wrong at, if that is
    found in time; anything else as it is.
    """
    if type(found) is not Misconception or found.of != "gradient":
        return found
    from .locate import located
    from .probe import fresh, probes
    from .search import candidates

    deadline = time.monotonic() + LOCATING_SECONDS
    near = next(candidates(exercise, [], probes(answers), "gradient", wrt, deadline))
    return located(found, (c for c in near if _explains(c.misconception, answers)), fresh(answers))


def _explains(misconception: Misconception, answers: Sequence[Answer]) -> bool:
    """Whether a formula that nobody has checked matches; one that cannot be evaluated does not."""
    try:
        return _matches(misconception, answers)
    except ExerciseError:
        return False


def _matching(exercise: Exercise, answers: Sequence[Answer], wrt: str, kind: str) -> Sequence[Mistake]:
    declared = [m for m in exercise.misconceptions if m.of == kind and m.wrt in ("", wrt)]
    general: list[Mistake] = [s for s in slips(exercise) if s.of == kind and (not wrt or wrt in s.inputs(exercise))]
    if kind == "gradient" and exercise.family in ("elementwise", "loss") and not exercise.sizes:
        general.append(_function_itself(exercise, wrt))
    groups: tuple[Sequence[Mistake], ...] = (declared, general)
    return next(filter(None, (distinct([m for m in group if _matches(m, answers)]) for group in groups)), [])


@lru_cache(maxsize=256)
def _function_itself(exercise: Exercise, wrt: str) -> Misconception:
    """The function's own values in the place of its derivative."""
    own = exercise.function
    function = FunctionType(own.__code__, own.__globals__, FUNCTION_ITSELF, closure=own.__closure__)
    function.__kwdefaults__ = own.__kwdefaults__
    return Misconception(function, "gradient", wrt, "", FOR_ITS_DERIVATIVE, False, "")


def distinct(matching: Sequence[M]) -> list[M]:
    """Those that match, without the ones that another of them stands for."""
    ids = {m.id for m in matching}
    return [m for m in matching if m.same_as not in ids]


def _matches(mistake: Mistake, answers: Sequence[Answer]) -> bool:
    """Whether the mistake gives what was got, wherever that is a number, and is clearly wrong somewhere.

    A formula that equals the right one is no mistake, however far its roundings may take it.
    """
    explained = 0
    for answer in answers:
        bands = under(mistake, answer.case, answer.leg, answer.wrt)
        for n, (band, got) in enumerate(zip(bands, answer.got, strict=True)):
            if not math.isfinite(got):
                continue
            if band.error(got) > LENIENCE * band.allowed:
                return False
            right = answer.bands[n]
            wrong = right.error(got) > LENIENCE * right.allowed
            explained += wrong and right.error(band.nearest) > right.allowed
    return explained > 0


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


def _diagnosis(exercise: Exercise, found: Mistake, rivals: int, answers: Sequence[Answer], wrt: str) -> Diagnosis:
    """The record of a recognised mistake; with rivals it is ambiguous."""
    numbers = sum(math.isfinite(x) for a in answers for x in a.got)
    differ = sum(math.isfinite(a.got[n]) for a in answers for n in a.wrong)
    by = f" by {wrt}" if wrt and len(exercise.differentiable) > 1 else ""
    evidence = f"it gives all {numbers} results{by}, {differ} of which are wrong{_shown(found, answers)}"
    explanation = found.explanation
    if wrt and found.of == "value" and isinstance(found, Misconception):
        explanation = f"This is the derivative of another function. {explanation}"
    return record(exercise, found, rivals, explanation, evidence)


def _shown(found: Mistake, answers: Sequence[Answer]) -> str:
    """What the mistake gives where the inputs are simplest, beside what was got and what is right."""
    wrong = [(a, n) for a in answers for n in a.wrong if math.isfinite(a.got[n])]
    answer, entry = simplest_of(wrong)
    gives = next(islice(under(found, answer.case, answer.leg, answer.wrt), entry, None)).nearest
    where = ", ".join(f"{name}={value}" for name, value in inputs_of(answer, entry).items())
    place = f"at {where}" if len(where) <= LONGEST_PLACE else "in the simplest case"
    low, high = (f"{float(ball.mid()):.6g}" for ball in (answer.bands[entry].low, answer.bands[entry].high))
    right = low if low == high else f"between {low} and {high}"
    return f"; {place}: got {answer.got[entry]:.6g}, it gives {gives:.6g}, right is {right}"


def record(exercise: Exercise, found: Mistake, rivals: int, explanation: str, evidence: str) -> Diagnosis:
    """A diagnosis in words; a convention is named as one."""
    title = f"{found.title} (another convention)" if found.convention else found.title
    sure: Literal["named", "ambiguous"] = "named" if rivals == 1 else "ambiguous"
    steps = found.steps() if isinstance(found, Searched) else ()
    return Diagnosis(f"{exercise.slug}.{found.id}", title, explanation, found.note, sure, evidence, steps)

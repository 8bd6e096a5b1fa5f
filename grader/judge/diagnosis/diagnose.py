"""Names the mistake behind wrong numbers: the mistake that gives exactly these numbers, on every
input.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from types import FunctionType
from typing import Literal, TypeVar

from ...errors import SubmissionError
from ...exercise import Exercise
from ...inputs import cases
from ...reference.expected import Call
from ...reference.slips import Mistake, Slip, Upstream, slips
from ...report.mistake_list import AND, numbered, with_list, with_more
from ...report.model import Diagnosis
from ...specification import Misconception, Subject
from ..answers.budget import REPAIR, Budget
from ..answers.clues import FRESH, Clues
from ..answers.evidence import Answer
from .account import account
from .degenerate import degenerate
from .matching import explains, matches, not_given, right_in_finer
from .observe import handed_on, negated, observe, observe_gradients
from .searched import Searched
from .titles import title

M = TypeVar("M", bound=Mistake)

FUNCTION_ITSELF = "function_for_its_derivative"
DERIVATIVE_MISSING = "derivative_missing"
SIGN = "sign_of_all"
ITS_SIGN = "Its sign is wrong as well: a minus is missing, or one is too many."
WRONG_SIGN = "Every {what} has the wrong sign: a minus is missing, or one is too many."
NO_DERIVATIVE = "grad_output is returned as it is: by the chain rule it must be multiplied by the derivative."
FOR_ITS_DERIVATIVE = "These are the values of the function itself, where its derivative is asked for."
MOST_RIVALS = 3
MOST_ASKED = 6  # additional cases that separate rival explanations


def recognise(
    exercise: Exercise,
    answers: Sequence[Answer],
    values_right: bool = False,
    clues: Clues | None = None,
    others: Sequence[Exercise] = (),
) -> tuple[Diagnosis, ...]:
    """Returns the mistakes that explain every result, including all wrong ones: the author's
    misconceptions, or if none does, the slips that the family knows.

    For gradients, a misconception of the value comes first: the right derivative of a wrong value
    is wrong too. It is skipped if the submission's values are right. If one mistake explains all
    results, it is named; if several do, the diagnosis is ambiguous. With `clues`, mistakes found
    before come first. If no known mistake fits, the search looks for one mistake in the formula,
    then in the submission's code, then for two in the formula. The clues keep what it finds. If it
    finds nothing, the diagnosis reports facts. `others` are exercises that the submission may solve
    by mistake.

    A diagnosis also holds in finer formats, as far as the clues have answers in them. If a formula
    is right there, it is right; then only rounding can be the cause.
    """
    if not any(a.wrong for a in answers):
        return ()
    if clues and (nearly := _right_but_for(exercise, answers, clues)):
        return (nearly,)
    found: list[Diagnosis] = []
    unexplained: dict[str, list[Answer]] = {}
    almost: dict[str, Sequence[Mistake]] = {}
    for wrt in dict.fromkeys(a.wrt for a in answers):
        legs = [a for a in answers if a.wrt == wrt]
        if not any(a.wrong for a in legs):
            continue
        if clues and _looked_for(legs[0], values_right, clues):
            found += observe(exercise, legs, others, clues) or observe_gradients(answers, wrt)
            continue
        if right_in_finer(legs, clues):
            found += observe(exercise, legs, others, clues)
            continue
        # or nothing is left to compare
        numbers = any(math.isfinite(a.got[n]) for a in legs for n in a.wrong)
        matching = _recognised(exercise, legs, values_right, clues) if numbers else []
        if not matching and clues and clues.mistakes.repairs and _also_right(legs, clues):
            unexplained[wrt] = legs  # by a change of the code that an earlier check has found
            continue
        if not matching and handed_on(legs):
            found.append(_not_multiplied(exercise, legs))
            continue
        if not matching and negated(legs):
            found.append(_wrong_sign(exercise, legs))
            continue
        if numbers and not matching and clues:
            matching = _searched(exercise, legs, _kinds(legs, values_right, clues)[-1], False, clues)
            if any(_roundabout(m) or not_given(m, a) for m in matching for a in legs):
                # a change of the code may explain more, or be closer to the student's mistake
                almost[wrt], matching = matching, []
        found += _explained(exercise, matching, legs, clues)
        if not matching:
            unexplained[wrt] = legs
    if not clues or not unexplained:
        return tuple(dict.fromkeys(found))
    repairs = _repairs(exercise, unexplained, values_right, clues, Budget(REPAIR))
    named = [a for a in answers if a.wrt not in unexplained and a.wrong]
    if not (repairs and named and _also_right(named, clues)):
        found += dict.fromkeys(repairs.values())
    for wrt, legs in unexplained.items():
        if wrt not in repairs:
            of = _kinds(legs, values_right, clues)[-1]
            matching = almost.get(wrt) or _searched(exercise, legs, of, True, clues)
            mistakes = _explained(exercise, matching, legs, clues)
            if not mistakes:
                clues.mistakes.unknown.add((legs[0].leg, wrt))
            found += mistakes or observe(exercise, legs, others, clues) or observe_gradients(answers, wrt)
    return tuple(dict.fromkeys(found))


def _looked_for(leg: Answer, values_right: bool, clues: Clues) -> bool:
    """Whether a search has already failed to explain these results. Autograd's gradients of wrong
    values have the same mistake, so the search is repeated only where that mistake is a formula.
    """
    mistakes = clues.mistakes
    of_its_values = leg.leg == "autograd" and not values_right and not clues.in_functions
    no_formula = ("value", "") in mistakes.unknown or (mistakes.repairs and not mistakes.suspects)
    return (leg.leg, leg.wrt) in mistakes.unknown or bool(of_its_values and no_formula)


def _kinds(legs: Sequence[Answer], values_right: bool, clues: Clues | None) -> list[Subject]:
    """Returns which subjects a mistake may concern: a wrong value has a wrong gradient too.
    Autograd makes no slips. If it gives a wrong gradient for a right function, only an
    autograd.Function can contain the wrong derivative.
    """
    by_autograd = legs[0].leg == "autograd" and clues is not None and not clues.in_functions
    if not legs[0].wrt or (by_autograd and not values_right):
        return ["value"]
    return ["gradient"] if values_right else ["value", "gradient"]


def _recognised(
    exercise: Exercise, legs: Sequence[Answer], values_right: bool, clues: Clues | None
) -> Sequence[Mistake]:
    """Returns the suspects, or else the known mistakes, that explain all results."""
    wrt = legs[0].wrt
    kinds = _kinds(legs, values_right, clues)
    suspects = clues.mistakes.suspects if clues else []
    suspected = [m for m in suspects if m.of in kinds and m.wrt in ("", wrt) and explains(m, legs, clues)]
    known = (_matching(exercise, legs, kind, clues) for kind in kinds)
    return suspected or next((m for m in known if m and _of_its_values(m[0], legs[0], clues)), [])


def _of_its_values(mistake: Mistake, leg: Answer, clues: Clues | None) -> bool:
    """Whether a mistake of the value that explains a gradient also explains the submission's
    values.
    """
    if mistake.of != "value" or not leg.wrt or not clues:
        return True
    values = [a for a in clues.gave.answers if a.leg == "value" and a.case.dtype == leg.case.dtype]
    return not values or explains(mistake, values, clues)


def _explained(
    exercise: Exercise, matching: Sequence[Mistake], legs: Sequence[Answer], clues: Clues | None
) -> list[Diagnosis]:
    if clues and len(matching) > 1:
        matching = _separated(exercise, matching, legs, clues)
    if clues and len(matching) == 1:
        matching = [_located(exercise, matching[0], legs, clues)]
    if clues:
        clues.mistakes.suspects += [m for m in matching if m not in clues.mistakes.suspects]
    return [_diagnosis(exercise, m, len(matching), legs, clues) for m in matching]


def _separated(
    exercise: Exercise, rivals: Sequence[Mistake], legs: Sequence[Answer], clues: Clues
) -> Sequence[Mistake]:
    """Returns those explanations, of several, that also explain the submission's results for other
    inputs.
    """
    first = max(legs, key=lambda a: len(a.wrong))
    for case in islice(cases(exercise, first.case.dtype, FRESH), MOST_ASKED):
        if not clues.ask or len(rivals) < 2:
            break
        try:
            more = [a for a in clues.ask(case) if a.wrt == first.wrt]
        except SubmissionError:  # no result for these inputs
            continue
        rivals = [m for m in rivals if explains(m, [first, *more], clues)]
    return rivals


def _repairs(
    exercise: Exercise, wrong: Mapping[str, Sequence[Answer]], values_right: bool, clues: Clues, budget: Budget
) -> dict[str, Diagnosis]:
    """Returns by input the change of the submission's code that repairs its results: all of them,
    or only those by this input.
    """
    from .repairs import limited, repair, wrong_constant

    everything = [a for legs in wrong.values() for a in legs]
    changes = (
        limited(exercise, everything, clues)
        or (clues.mistakes.wrong_constants and wrong_constant(exercise, everything, clues))
        or repair(exercise, everything, values_right, clues, budget)
        or wrong_constant(exercise, everything, clues)
    )
    if changes:
        return dict.fromkeys(wrong, changes)
    single = {wrt: repair(exercise, legs, values_right, clues, budget) for wrt, legs in wrong.items() if len(wrong) > 1}
    return {wrt: found for wrt, found in single.items() if found}


def _right_but_for(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Diagnosis | None:
    """Returns a diagnosis if only digits of constants, or rounding, are wrong in the code."""
    from .repairs import rounded, too_few_digits

    return too_few_digits(exercise, answers, clues) or rounded(exercise, answers, clues)


def _not_multiplied(exercise: Exercise, answers: Sequence[Answer]) -> Diagnosis:
    """Returns the diagnosis that there is no derivative."""
    total = sum(len(a.got) for a in answers)
    evidence = f"all your {total} results{_by(exercise, answers)} are the numbers of grad_output, bit by bit"
    called = title(DERIVATIVE_MISSING)
    return Diagnosis(f"{exercise.slug}.{DERIVATIVE_MISSING}", called, NO_DERIVATIVE, "", "named", evidence)


def _wrong_sign(exercise: Exercise, answers: Sequence[Answer]) -> Diagnosis:
    """Returns the diagnosis that only the sign is wrong."""
    total, what = sum(len(a.got) for a in answers), "gradient" if answers[0].wrt else "value"
    evidence = f"with the other sign all your {total} results{_by(exercise, answers)} are right"
    words = WRONG_SIGN.format(what=what)
    return Diagnosis(f"{exercise.slug}.{SIGN}", title(SIGN), words, "", "named", evidence)


def _also_right(named: Sequence[Answer], clues: Clues) -> bool:
    """Whether the change that was found also causes the mistakes that have a name already."""
    from .repairs import also_right

    return bool(also_right(named, clues))


def _searched(exercise: Exercise, answers: Sequence[Answer], of: Subject, two: bool, clues: Clues) -> Sequence[Mistake]:
    """Returns the nearest wrong formulas that explain all results: one for each group that differs
    elsewhere.
    """
    if degenerate(answers):
        return []
    from .formula_search import RightForms, candidates, told_apart
    from .locate import declared  # these import numpy, which a right submission does not need
    from .probe import fresh, probes

    wrt = answers[0].wrt
    near = candidates(RightForms.written(exercise, of, wrt), probes(answers), two)
    matching = told_apart([c for c in near if explains(c.misconception, answers, clues)], fresh(answers))
    known = exercise.known_mistakes(of, wrt)
    return [declared(c, known, fresh(answers)) for c in matching[:MOST_RIVALS]]


def _roundabout(found: Mistake) -> bool:
    """Whether the mistake is in a form that the student may not have used, or exchanges one name
    for another. The student may then have made another mistake with the same results.
    """
    return isinstance(found, Searched) and (found.other_form or found.id == "name_other")


def _located(exercise: Exercise, found: Mistake, answers: Sequence[Answer], clues: Clues) -> Mistake:
    """Returns an author's misconception of the derivative together with its wrong derivation step,
    if the search finds the step in time. Other mistakes are returned unchanged.
    """
    if type(found) is not Misconception or found.of != "gradient":
        return found
    from .formula_search import RightForms, candidates
    from .locate import located
    from .probe import fresh, probes

    near = candidates(RightForms(exercise, "gradient", answers[0].wrt, []), probes(answers), False)
    return located(found, (c for c in near if explains(c.misconception, answers, clues)), fresh(answers))


def _matching(exercise: Exercise, answers: Sequence[Answer], kind: str, clues: Clues | None) -> Sequence[Mistake]:
    wrt = answers[0].wrt
    declared = exercise.known_mistakes(kind, wrt)
    if kind == ("gradient" if wrt else "value"):
        declared = _likely(declared, answers)
    of_kind = [s for s in slips(exercise) if s.of == kind and (not wrt or wrt in s.inputs(exercise))]
    general: list[Mistake] = [s for s in of_kind if _possible(exercise, s, answers)]
    if kind == "gradient" and exercise.scalar:
        general.append(_function_itself(exercise, wrt))
    turned = [_turned(s) for s in of_kind] if clues and kind == "gradient" else []
    also = [s for s in turned if _possible(exercise, s, answers)]
    groups: tuple[Sequence[Mistake], ...] = (declared, *(() if degenerate(answers) else (general, also)))
    return next(filter(None, (distinct([m for m in group if matches(m, answers, clues)]) for group in groups)), [])


def _turned(slip: Slip) -> Slip:
    """Returns the slip with the sign of the gradient lost too."""

    def change(call: Call, upstream: Upstream) -> tuple[Call, Upstream]:
        call, upstream = slip.change(call, upstream)
        return call, tuple(-x for x in upstream)

    explanation = numbered([slip.explanation, ITS_SIGN])
    return replace(slip, id=f"{slip.id}{AND}{SIGN}", explanation=explanation, change=change)


def _likely(declared: Sequence[Misconception], answers: Sequence[Answer]) -> list[Misconception]:
    """Returns the misconceptions that pass a first test, which is much faster than the exact
    comparison.
    """
    from .candidates import KnownCandidate
    from .probe import probes

    asked = probes(answers)
    return [m for m in declared if all(probe.likely(KnownCandidate(m)) for probe in asked)]


def _possible(exercise: Exercise, slip: Slip, answers: Sequence[Answer]) -> bool:
    """Whether the right formula passes a first test on the inputs that the slip makes of the
    calls.
    """
    from .candidates import RightCandidate
    from .probe import probes

    wrt = answers[0].wrt
    slopes = [f.function for f in exercise.forms if f.of == "gradient" and f.wrt == wrt]
    forms = slopes if wrt else [exercise.function]
    if not forms:
        return True
    changed = []
    for answer in answers:
        call, upstream = slip.change(answer.case.call, answer.case.upstream)
        changed.append(replace(answer, case=replace(answer.case, call=call, upstream=upstream)))
    return all(probe.likely(RightCandidate(forms[0])) for probe in probes(changed))


@lru_cache(maxsize=256)
def _function_itself(exercise: Exercise, wrt: str) -> Misconception:
    """Returns the misconception that gives the function's values as its derivative."""
    own = exercise.function
    function = FunctionType(own.__code__, own.__globals__, FUNCTION_ITSELF, closure=own.__closure__)
    function.__kwdefaults__ = own.__kwdefaults__
    return Misconception(function, "gradient", wrt, "", FOR_ITS_DERIVATIVE, False, "")


def distinct(matching: Sequence[M]) -> list[M]:
    """Returns the matching mistakes without those that another one includes."""
    ids = {m.id for m in matching}
    return [m for m in matching if m.same_as not in ids]


def _diagnosis(
    exercise: Exercise, found: Mistake, rivals: int, answers: Sequence[Answer], clues: Clues | None
) -> Diagnosis:
    """Returns the record of a recognised mistake; with rivals it is ambiguous."""
    evidence, besides = account(found, answers, _by(exercise, answers), clues)
    explanation = with_more(found.explanation, besides)
    if answers[0].wrt and found.of == "value" and isinstance(found, Misconception):
        explanation = with_list("This is the derivative of another function.", explanation)
    return record(exercise, found, rivals, explanation, evidence)


def _by(exercise: Exercise, answers: Sequence[Answer]) -> str:
    wrt = answers[0].wrt
    return f" by {wrt}" if wrt and len(exercise.differentiable) > 1 else ""


def record(exercise: Exercise, found: Mistake, rivals: int, explanation: str, evidence: str) -> Diagnosis:
    """Returns a diagnosis in words. A convention is named as a convention."""
    called = f"{title(found.id)} (another convention)" if found.convention else title(found.id)
    sure: Literal["named", "ambiguous"] = "named" if rivals == 1 else "ambiguous"
    steps = found.steps() if isinstance(found, Searched) else ()
    return Diagnosis(f"{exercise.slug}.{found.id}", called, explanation, found.note, sure, evidence, steps)

"""Finds which calls have wrong results (those with some reduction, settings or optional inputs),
and which gradients are wrong.
"""

from collections.abc import Sequence

from ...exercise import Exercise
from ...listing import listed
from ..answers.evidence import Answer

MOST_NAMES = 2  # choices that may separate right from wrong calls: more explain nothing
MOST = 0.5  # more than this share of these calls must have a wrong result
# this share of the results of these calls must be wrong: a few may be wrong because of their inputs
LEAST = 0.25


def some_calls(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns the choice that separates calls that are right as a whole from calls most of which
    have wrong results. If several choices do, the report names the one with wrong results in the
    most calls: the others only coincide with it.
    """
    asked = [(chosen(exercise, a), len(a.wrong), len(a.got)) for a in answers if a.got]
    told: list[tuple[float, list[str], list[str]]] = []
    for name in asked[0][0] if asked else ():
        wrong = {choices[name] for choices, bad, _ in asked if bad}
        right = {choices[name] for choices, *_ in asked} - wrong
        calls = [(bad, total) for choices, bad, total in asked if choices[name] in wrong]
        share = sum(bad > 0 for bad, _ in calls) / max(len(calls), 1)
        enough = sum(bad for bad, _ in calls) >= LEAST * sum(total for _, total in calls)
        if wrong and right and share > MOST and enough:
            told.append((share, sorted(right), sorted(wrong)))
    best = [(right, wrong) for share, right, wrong in told if share == max(told)[0]]
    if not 0 < len(best) <= MOST_NAMES:
        return None
    right_calls, wrong_calls = (" and ".join(listed(texts, "or") for texts in side) for side in zip(*best, strict=True))
    return f"With {right_calls}, all results are right. Wrong ones are in calls with {wrong_calls}."


def some_gradients(answers: Sequence[Answer], wrt: str) -> str | None:
    """Returns which gradients are wrong and which are right, if nothing else is known of the
    gradient by `wrt`.
    """
    names = dict.fromkeys(a.wrt for a in answers if a.got)
    wrong = [name for name in names if any(a.wrong for a in answers if a.wrt == name)]
    right = [name for name in names if name not in wrong]
    if not wrt or not right:
        return None
    those = f"gradients by {listed(wrong)} are" if wrong[1:] else f"gradient by {wrong[0]} is"
    others = f"those by {listed(right)} are" if right[1:] else f"that by {right[0]} is"
    return f"The {those} wrong; {others} right."


def chosen(exercise: Exercise, answer: Answer) -> dict[str, str]:
    """Returns the caller's choices by name, as a call writes them."""
    call = answer.case.call
    found = {n: f"{n}={v!r}" for n, v in {**exercise.hyperparameters, **call.settings}.items()}
    if exercise.reductions:
        found["reduction"] = f"reduction={call.layout.reduction!r}"
    for name in (i.name for i in exercise.inputs if i.default is not None):
        found[name] = f"{'no ' if name in answer.case.omitted else 'a '}{name}"
    if exercise.family.along_dim:
        # whose dimension is mistaken for no other
        vector = len(call.layout.shapes[exercise.inputs[0].name]) == 1
        found["rows"] = "a vector" if vector else "one row" if len(call.layout.samples) == 1 else "several rows"
    elif not exercise.family.per_entry:
        found["batch"] = "a batch of 1" if len(call.layout.samples) == 1 else "a larger batch"
    return found

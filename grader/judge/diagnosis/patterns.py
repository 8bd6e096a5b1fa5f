"""Patterns of wrong results: off by a number, on one side, at single points, beyond a size."""

from collections.abc import Sequence
from itertools import pairwise

from ...exercise import Exercise
from ..answers.evidence import Answer, all_numbers, finite_pairs

EXACT = 1e-3  # of an offset: it may vary so much and count as constant
LENIENCE = 16  # additional allowances for a result
LARGE = 1e3  # next to a result of this size an offset is invisible
FEW = 4  # numbers that are needed to see a rule
MOST_POINTS = 2  # single points at which a function may have a kink, as on both sides of 0


def offset(answers: Sequence[Answer]) -> str | None:
    """Returns a fact if every result is the right one plus the same number."""
    pairs = finite_pairs(answers)
    offsets = [got - right for got, right, _ in pairs if abs(right) < LARGE]
    if len(offsets) < FEW or not all_numbers(answers) or abs(offsets[0]) < EXACT:
        return None
    first = offsets[0]
    if max(offsets) - min(offsets) > EXACT * abs(first):
        return None
    if any(abs(got - right - first) > EXACT * abs(first) + LENIENCE * allowed for got, right, allowed in pairs):
        return None
    return f"Every result is what it should be plus {first:.4g}."


def one_side(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns a fact if most results on one side of 0 are wrong, and all others are right."""
    points = _points(exercise, answers)
    name = exercise.inputs[0].name
    for sign, words in ((1, "positive"), (-1, "negative")):
        side = [wrong for x, wrong in points if x * sign > 0]
        others = [wrong for x, wrong in points if x * sign < 0]
        if len(side) >= FEW and sum(side) * 2 > len(side) and others and not any(others):
            zero = " and for 0" if any(wrong for x, wrong in points if not x) else ""
            return f"Only results for {words} {name}{zero} are wrong; all others are right."
    return None


def size(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns a fact if results are right up to some size of the input, with several inputs below
    it, and wrong beyond.
    """
    points = _points(exercise, answers)
    wrong = [abs(x) for x, bad in points if bad]
    right = {abs(x) for x, bad in points if not bad and x}
    if len(wrong) < FEW or len(right) < FEW or max(right) >= min(wrong):
        return None
    got = [a.got[n] for a in answers for n in a.wrong]
    they = " There all are 0." if not any(got) else ""
    return f"Results are right up to |{exercise.inputs[0].name}| = {max(right):.4g} and wrong beyond.{they}"


def one_point(exercise: Exercise, answers: Sequence[Answer]) -> str | None:
    """Returns a fact if only results at one or two values of the input are wrong, and those on both
    sides are right.
    """
    points = sorted(set(_points(exercise, answers)))
    wrong = [x for x, bad in points if bad]
    if not 0 < len(wrong) <= MOST_POINTS or len(points) < FEW * (len(wrong) + 1):
        return None
    if any(a_bad and b_bad for (_, a_bad), (_, b_bad) in pairwise(points)) or points[0][1] or points[-1][1]:
        return None
    bands = [a.bands[n] for a in answers for n in a.wrong]
    kink = all(not b.low.overlaps(b.high) for b in bands)
    name, places = exercise.inputs[0].name, " and ".join(f"{x:.4g}" for x in wrong)
    return f"Only results for {name} = {places} are wrong{', where the function has a kink' if kink else ''}."


def one_input_each(exercise: Exercise) -> bool:
    """Whether every result has one entry of every input, as in elementwise functions without
    weights.
    """
    return exercise.family.per_entry and not any(i.shape for i in exercise.inputs)


def _points(exercise: Exercise, answers: Sequence[Answer]) -> list[tuple[float, bool]]:
    """Returns the first input of each result and whether the result is wrong, if each result has
    one entry of that input: all results of elementwise functions except gradients by weights, which
    are sums.
    """
    first = exercise.inputs[0].name
    if not exercise.family.per_entry or any(i.shape for i in exercise.inputs if i.name in (first, answers[0].wrt)):
        return []
    found = []
    for a in answers:
        wrong = set(a.wrong)
        found += [(x, n in wrong) for n, x in enumerate(a.case.call.data[first])]
    return found

"""Finds the factor between results and right ones: a known constant, a setting or a size."""

import math
from collections.abc import Iterator, Mapping, Sequence

from ...reference.formula import flat
from ..answers.evidence import Answer, all_numbers, finite_pairs

EXACT = 1e-3  # ratios may vary so much and count as constant
LEAST = 4  # ratios that are needed
LENIENCE = 16  # additional allowances for a result
CONSTANTS = {
    "-1: a sign": -1.0,
    "2": 2.0,
    "1/2": 0.5,
    "-2": -2.0,
    "-1/2": -0.5,
    "3": 3.0,
    "1/3": 1 / 3,
    "4": 4.0,
    "1/4": 0.25,
    "pi": math.pi,
    "1/pi": 1 / math.pi,
    "sqrt(2)": math.sqrt(2),
    "1/sqrt(2)": 1 / math.sqrt(2),
    "sqrt(2 pi)": math.sqrt(2 * math.pi),
    "1/sqrt(2 pi)": 1 / math.sqrt(2 * math.pi),
    "sqrt(pi)": math.sqrt(math.pi),
    "1/sqrt(pi)": 1 / math.sqrt(math.pi),
    "ln 2": math.log(2),
    "1/ln 2": 1 / math.log(2),
}


def factor(answers: Sequence[Answer]) -> str | None:
    """Returns the factor by which all results are too large, in words: up to two names for it, or
    the number; None if there is no factor.

    The factor may differ between calls, if it is a setting or a size.
    """
    found = [(answer, ratios) for answer in answers if (ratios := _ratios(answer))]
    if sum(len(ratios) for _, ratios in found) < LEAST:
        return None
    if not all(math.isfinite(ratio) for _, ratios in found for ratio in ratios):
        return None
    if any(max(ratios) - min(ratios) > EXACT * abs(ratios[0]) for _, ratios in found):
        return None
    means = [(answer, math.fsum(r / len(ratios) for r in ratios)) for answer, ratios in found]
    if not all_numbers(answers) or not all(_times(answer, mean) for answer, mean in means):
        return None
    if all(_close(mean, 1.0) for _, mean in means):
        return None
    names = [n for n in _known(means[0][0]) if all(_close(mean, _known(a).get(n, math.nan)) for a, mean in means)]
    if names:
        return ", which is also ".join(names[:2])
    first = means[0][1]
    return f"{first:.4g}" if all(_close(mean, first) for _, mean in means) else None


def _times(answer: Answer, mean: float) -> bool:
    """Whether every result of an answer is the right one times a number, also where the error bound
    is large.
    """
    pairs = finite_pairs([answer])
    near = ((got, mean * right, LENIENCE * max(1.0, abs(mean)) * allowed) for got, right, allowed in pairs)
    return all(abs(got - wanted) <= EXACT * abs(wanted) + allowed for got, wanted, allowed in near)


def _ratios(answer: Answer) -> list[float]:
    return [got / right for got, right, allowed in finite_pairs([answer]) if abs(right) > 1e4 * allowed]


def _close(x: float, y: float) -> bool:
    return abs(x - y) <= EXACT * abs(y)


def _known(answer: Answer) -> Mapping[str, float]:
    """Returns names for the numbers of a call, and for constants."""
    return CONSTANTS | dict(_settings(answer)) | dict(_sizes(answer))


def _settings(answer: Answer) -> Iterator[tuple[str, float]]:
    call = answer.case.call
    for name, value in {**call.exercise.hyperparameters, **call.settings}.items():
        several = isinstance(value, tuple)
        for place, number in enumerate(flat(value)):
            if isinstance(number, int | float) and not isinstance(number, bool) and number:
                item = f"{name}[{place}]" if several else name
                yield from ((item, number), (f"1/{item}", 1 / number), (f"1 - {item}", 1 - number))


def _sizes(answer: Answer) -> Iterator[tuple[str, float]]:
    plan = answer.case.call.layout
    shape = plan.shapes[answer.case.call.exercise.inputs[0].name] or (1,)
    sizes = {
        "the number of elements": math.prod(shape),
        "the number of samples": len(plan.samples),
        "the length of the first dimension": shape[0],
        "the length of the last dimension": shape[-1],
        **{f"the length of a {name}": size for name, size in plan.sizes.items()},
    }
    for name, size in sizes.items():
        if size:
            yield from ((name, size), (f"1 / {name}", 1 / size))

"""The points of an exercise, shared out to its checks in hundredths that add up exactly."""

from collections.abc import Mapping, Sequence

from ..levels import DIGITS
from ..work import GradedPart

UNIT = 10**DIGITS


def shares(part: GradedPart, checks: Sequence[str]) -> Mapping[str, tuple[float, float]]:
    """For each check, by its name, its points and what it is worth. They add up to those of the
    exercise. Where that does not come out even, what has passed gets the rounding.
    """
    weights = {name: sum(c.score.most for c in part.report.checks if c.name == name) for name in checks}
    earned = {name: sum(c.score.points for c in part.report.checks if c.name == name) for name in checks}
    if not any(weights.values()):  # what has nothing to give is worth the same
        weights = dict.fromkeys(checks, 1.0)
        earned = weights if part.report.passed else dict.fromkeys(checks, 0.0)
    if not part.points:
        earned = dict.fromkeys(checks, 0.0)
    whole, points = round(part.worth * UNIT), round(part.points * UNIT)
    ordered = sorted(checks, key=lambda name: -(earned[name] / weights[name] if weights[name] else 0.0))
    worth = dict(zip(ordered, _split(whole, [weights[n] for n in ordered]), strict=True))
    got = dict(zip(ordered, _split(points, [earned[n] for n in ordered]), strict=True))
    left = 0
    for name in ordered:  # no check gives more than it is worth, by rounding
        given = got[name] + left
        got[name] = min(given, worth[name])
        left = given - got[name]
    for name in ordered:
        more = min(left, worth[name] - got[name])
        got[name], left = got[name] + more, left - more
    return {name: (got[name] / UNIT, worth[name] / UNIT) for name in checks}


def _split(whole: int, weights: Sequence[float]) -> list[int]:
    """A number in whole parts that are as the weights, and add up to it; rounding goes by the sum
    so far.
    """
    total, so_far, before, parts = sum(weights), 0.0, 0, list[int]()
    for weight in weights:
        so_far += weight
        until = round(whole * so_far / total) if total else 0
        parts.append(until - before)
        before = until
    return parts

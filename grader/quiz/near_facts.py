"""Wrong facts that only the function distinguishes from a right one: each part of it
is varied by itself, and all combinations are taken, so that the right one is neither the longest,
nor the middle, nor the odd one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product
from random import Random

from ..fact_notation import Kind

COUNT = 4  # of facts that are offered together
PLACES = ("none", "0", "1", "-1 and 1", "-1", "-3 and 3")
LISTED: Mapping[Kind, Sequence[str]] = {
    "parity": ("odd", "even", "neither"),
    "monotonicity": ("increasing", "decreasing", "neither"),
    "homogeneity": ("positively homogeneous", "scale invariant", "neither"),
}
# of sets; the others where none of the first fits
ENDS, OTHER_ENDS = ("-1", "0", "1"), ("-2", "-1/2", "1/2", "2")
FACTORS = (2, 4)
NUMBER = r"-?\d+(?:/\d+|\.\d+)?"
LONG = re.compile(r"\d+\.\d{5,}")  # a decimal that is rounded when it is shown
WRITTEN = 10  # digits after the point of such a number
LEFT_END = re.compile(rf"([(\[{{])(-oo|{NUMBER})")
RIGHT_END = re.compile(rf"(oo|{NUMBER})([)\]}}])$")


def quartet(kind: Kind, truth: str, random: Random) -> list[str]:
    """The truth and three others of its kind in any order; fewer if there are no others that are
    near.
    """
    match kind:
        case "range" | "slope":
            found = _sets(truth, random)
        case "limits":
            left, _, right = truth.partition(" and ")
            found = [f"{a} and {b}" for a, b in product((left, _limit(left, random)), (right, _limit(right, random)))]
        case "lipschitz":
            found = _ladder(truth, random)
        case "kinks" | "jumps":
            found = [truth, *random.sample([p for p in PLACES if p != truth], COUNT - 1)]
            if "none" not in found:
                found[-1] = "none"
        case _:
            others = [text for text in LISTED.get(kind, ()) if text != truth]
            found = [truth, *random.sample(others, min(len(others), COUNT - 1))]
    random.shuffle(found)
    return found


def _sets(truth: str, random: Random) -> list[str]:
    """Both ends of a set varied; of finitely many numbers the braces and the last one."""
    left, right = LEFT_END.match(truth), RIGHT_END.search(truth)
    if left is None or right is None or left.end() > right.start():
        return [truth]
    numbers = [Fraction(n) for n in re.findall(NUMBER, truth)]
    middle = truth[left.end() : right.start()]
    after = [n for n in numbers[left[2] != "-oo" :] if len(numbers) > 1 or left[2] == "-oo"]
    before = numbers[: len(numbers) - (right[1] != "oo")]
    if truth.count("{") == 1 and truth.startswith("{") and truth.endswith("}"):
        (end,) = islice(_numbers(right[1], random, low=Fraction(left[2])), 1)
        texts = (f"{left[2]}{middle}{number}" for number in (right[1], end))
        return [shape % text for text in texts for shape in ("{%s}", "[%s]")]
    lefts = [*_lefts(left, after[0] if after else None, random)]
    others = [b for b in _rights(right, before[-1] if before else None, random) if lefts]
    if not lefts or not others:
        return [truth]
    pairs = product((left[0], random.choice(lefts)), (right[0], random.choice(others)))
    return [text for a, b in pairs if _in_order(text := f"{a}{middle}{b}")]


def _in_order(text: str) -> bool:
    numbers = [Fraction(n) for n in re.findall(NUMBER, text)]
    return all(a < b or "{" in text for a, b in pairwise(numbers))


def _lefts(end: re.Match[str], high: Fraction | None, random: Random) -> Iterator[str]:
    bracket, number = end.groups()
    if number == "-oo":
        yield from (f"{b}{n}" for n in _numbers("", random, high=high or Fraction(0)) for b in "([")
        return
    if bracket != "{":
        yield f"{'[' if bracket == '(' else '('}{number}"
        if not LONG.search(number):
            yield "(-oo"
    yield from (f"{bracket}{n}" for n in _numbers(number, random, high=high))


def _rights(end: re.Match[str], low: Fraction | None, random: Random) -> Iterator[str]:
    number, bracket = end.groups()
    if number == "oo":
        yield from (f"{n}{b}" for n in _numbers("", random, low=low or Fraction(0)) for b in ")]")
        return
    if bracket != "}":
        yield f"{number}{']' if bracket == ')' else ')'}"
        if not LONG.search(number):
            yield "oo)"
    yield from (f"{n}{bracket}" for n in _numbers(number, random, low=low))


def _numbers(number: str, random: Random, low: Fraction | None = None, high: Fraction | None = None) -> Iterator[str]:
    """Other numbers for an end, one that is rounded for one that is, between what else there is."""
    doubled = tuple(f"{float(number) * factor:.{WRITTEN}f}" for factor in (0.5, 2.0)) if LONG.search(number) else ()
    for pool in (doubled,) if doubled else (ENDS, OTHER_ENDS):
        inside = [n for n in pool if n != number and _between(Fraction(n), low, high)]
        yield from random.sample(inside, len(inside))
        if inside:
            return


def _between(number: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return (low is None or number > low) and (high is None or number < high)


def _limit(limit: str, random: Random) -> str:
    if LONG.search(limit):
        return f"{float(limit) * random.choice((0.5, 2.0)):.{WRITTEN}f}"
    return random.choice([n for n in ("-oo", "-1", "0", "1", "oo") if n != limit])


def _ladder(truth: str, random: Random) -> list[str]:
    """Numbers that grow by a factor, the right one at any place among them."""
    if truth == "none":
        return [truth, *random.sample(("1/4", "1/2", "1", "2", "4"), COUNT - 1)]
    factor, place = random.choice(FACTORS), random.randrange(COUNT)
    long = LONG.search(truth)
    numbers = [Fraction(truth) * Fraction(factor) ** (k - place) for k in range(COUNT)]
    found = [f"{float(n):.{WRITTEN}f}" if long else str(n) for n in numbers]
    found[place] = truth
    return found

"""Who knows no mathematics gets no more right than by chance: neither place, length, signs nor the
middle tell.
"""

import math
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from grader.fact_notation import Kind
from grader.quiz.asked_records import AskedChoice
from grader.quiz.near_facts import COUNT, quartet
from grader.quiz.parts import plain_text
from grader.quiz.question_kinds import question_kinds

from ..conftest import bundled
from ..tiers import whole

KINDS = question_kinds()
SEEDS, MORE_SEEDS = 60, 1000
SLACK = 4.5  # standard deviations


@cache
def choices(kind: str, seeds: int) -> list[AskedChoice]:
    """Choices of a kind about all exercises in turn."""
    exercises = [e.exercise for e in bundled().entries.values() if KINDS[kind].fits(e.exercise)]
    drawn = (KINDS[kind].generate(exercises[seed % len(exercises)], seed) for seed in range(seeds))
    return [q.asked for q in drawn if q and isinstance(q.asked, AskedChoice)]


def lengths(asked: AskedChoice) -> list[int]:
    return [len(plain_text(option.parts)) for option in asked.options]


def by_place(asked: AskedChoice, place: int) -> Fraction:
    return Fraction(asked.key == (place % len(asked.options),))


def longest(asked: AskedChoice) -> Fraction:
    """How likely it is right to choose one of the longest."""
    longest = [k for k, n in enumerate(lengths(asked)) if n == max(lengths(asked))]
    return Fraction(asked.key[0] in longest, len(longest))


def well_above_chance(hits: Fraction, asked: list[AskedChoice]) -> bool:
    chances = [1 / len(one.options) for one in asked]
    return float(hits) > sum(chances) + SLACK * math.sqrt(sum(p * (1 - p) for p in chances))


SINGLE = ("choice", "claim", "property", "program")


@pytest.mark.parametrize(
    ("kind", "seeds"),
    [*((kind, SEEDS) for kind in SINGLE), *(pytest.param(kind, MORE_SEEDS, marks=whole) for kind in SINGLE)],
)
def test_neither_place_nor_length_tells(kind: str, seeds: int) -> None:
    asked = choices(kind, seeds)
    assert len(asked) > seeds / 3
    for place in range(COUNT):
        assert not well_above_chance(sum((by_place(one, place) for one in asked), Fraction(0)), asked)
    assert not well_above_chance(sum(map(longest, asked), Fraction(0)), asked)


def test_true_and_false_are_as_frequent() -> None:
    true = sum(one.options[one.key[0]].parts == one.options[0].parts for one in choices("claim", 3 * SEEDS))
    assert abs(true / len(choices("claim", 3 * SEEDS)) - 0.5) < 0.15


def inputs(asked: AskedChoice) -> list[str]:
    return [plain_text(option.parts) for option in asked.options]


def is_zero(text: str) -> bool:
    """Whether an input is 0 in all its entries: "x = 0", or "x_0 = 0, x_1 = 0"."""
    return {part.partition(" = ")[2] for part in text.split(", ")} == {"0"}


@pytest.mark.parametrize("seeds", [2 * SEEDS, pytest.param(MORE_SEEDS, marks=whole)])
def test_neither_zero_nor_signs_tell_the_inputs_at_which_a_mistake_shows(seeds: int) -> None:
    asked = choices("telling_input", seeds)
    assert len(asked) > seeds / 3
    assert all((len(one.key), len(one.options)) == (2, 4) for one in asked)
    # it would seldom be right
    assert not any(is_zero(text) for one in asked for text in inputs(one))
    signs = [["-" in text for text in inputs(one)] for one in asked]
    halves = [(one, sign) for one, sign in zip(asked, signs, strict=True) if sum(sign) == 2]
    for below in (True, False):
        hits = sum(one.key == tuple(k for k, s in enumerate(sign) if s == below) for one, sign in halves)
        assert hits < len(halves) / 2 + math.sqrt(len(halves)) / 2


FACTS: list[tuple[Kind, str]] = [
    ("range", "(0, 1)"),
    ("range", "[-0.2784645428, oo)"),
    ("range", "(-oo, oo)"),
    ("range", "(-oo, 0]"),
    ("range", "(-oo, -1/2) U {0} U (1/2, oo)"),
    ("slope", "{0, 1}"),
    ("slope", "{1/100, 1}"),
    ("slope", "(0, 1/4]"),
    ("slope", "(0, 1.7580993408)"),
    ("limits", "-1 and oo"),
    ("limits", "-1.7580993408 and oo"),
    ("lipschitz", "1"),
    ("lipschitz", "1.0998393194"),
    ("lipschitz", "none"),
    ("kinks", "none"),
    ("kinks", "-1/2 and 1/2"),
    ("jumps", "0"),
]


@pytest.mark.parametrize(("kind", "truth"), FACTS)
def test_three_other_facts_are_near_one_that_is_so(kind: Kind, truth: str) -> None:
    found = [quartet(kind, truth, Random(seed)) for seed in range(40)]
    full = [texts for texts in found if len(texts) == COUNT]
    assert len(full) > len(found) / 3
    for texts in full:
        assert texts.count(truth) == 1
        assert len(set(texts)) == COUNT
    assert len({texts.index(truth) for texts in full}) == COUNT


@pytest.mark.parametrize("truth", ["1", "1/4", "1.0998393194"])
def test_the_right_constant_is_at_any_place_of_a_ladder(truth: str) -> None:
    ranks = Counter(
        sorted(map(Fraction, quartet("lipschitz", truth, Random(s)))).index(Fraction(truth)) for s in range(200)
    )
    assert len(ranks) == COUNT
    assert all(30 < n < 70 for n in ranks.values())


def test_each_part_of_a_fact_tells_nothing() -> None:
    """Of two ends with two texts each there are all four, so that none is the most frequent."""
    for seed in range(40):
        texts = quartet("limits", "-1 and oo", Random(seed))
        for part in zip(*(text.split(" and ") for text in texts), strict=True):
            assert [*Counter(part).values()] == [2, 2]
    assert all(a != b for a, b in pairwise(quartet("limits", "0 and 1", Random(0))))

"""How far numbers that were drawn are from their distribution, and from each other."""

import math
from collections.abc import Callable, Sequence
from random import Random

import pytest

from grader.judge.checks.distribution import LINKED
from grader.reference.distribution import correlation

SIZE = 5000
DRAWS: dict[str, Callable[[Random], float]] = {
    "uniform": lambda random: random.random(),
    "logistic": lambda random: math.log(1 / random.uniform(1e-9, 1) - 1),
    "far tails": lambda random: math.tan(math.pi * (random.random() - 0.5)),
    "few values": lambda random: float(random.randrange(7)),
}


def drawn(name: str, seed: int) -> list[float]:
    random = Random(f"{name}/{seed}")
    return [DRAWS[name](random) for _ in range(SIZE)]


@pytest.mark.parametrize("name", DRAWS)
def test_numbers_drawn_one_by_one_do_not_hang_together_whatever_their_distribution(name: str) -> None:
    assert all(abs(correlation(drawn(name, seed))) < LINKED / 1.5 for seed in range(40))


def test_a_scale_changes_nothing() -> None:
    sample = drawn("uniform", 0)
    assert correlation(sample) == correlation([math.exp(5 * x) for x in sample])


def averaged(sample: Sequence[float]) -> list[float]:
    return [(a + 0.15 * b) for a, b in zip(sample, [*sample[1:], sample[0]], strict=True)]


DEPENDENT: dict[str, Callable[[Sequence[float]], Sequence[float]]] = {
    "in order": sorted,
    "with a sixth of the next": averaged,
    "every number twice": lambda sample: [x for x in sample[: SIZE // 2] for _ in range(2)],
    "every second one is turned": lambda sample: [x for a in sample[: SIZE // 2] for x in (a, 1 - a)],
}


@pytest.mark.parametrize("name", DEPENDENT)
def test_numbers_that_hang_together_are_told(name: str) -> None:
    assert all(abs(correlation(DEPENDENT[name](drawn("uniform", seed)))) > LINKED for seed in range(10))

"""How far numbers that were drawn are from their distribution, and from each other."""

import math
from collections.abc import Callable, Sequence
from random import Random

import pytest

from grader.judge.checks.samples import LINKED, SURPRISING
from grader.reference.distribution import crowd
from grader.reference.independence import dependence

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
    assert all(dependence(drawn(name, seed)) < LINKED / 1.3 for seed in range(40))


def test_a_scale_changes_nothing() -> None:
    sample = drawn("uniform", 0)
    assert dependence(sample) == dependence([math.exp(5 * x) for x in sample])


def averaged(sample: Sequence[float]) -> list[float]:
    return [(a + 0.15 * b) for a, b in zip(sample, [*sample[1:], sample[0]], strict=True)]


DEPENDENT: dict[str, Callable[[Sequence[float]], Sequence[float]]] = {
    "in order": sorted,
    "with a sixth of the next": averaged,
    "every number twice": lambda sample: [x for x in sample[: SIZE // 2] for _ in range(2)],
    "every second one is turned": lambda sample: [x for a in sample[: SIZE // 2] for x in (a, 1 - a)],
    "the second half is turned": lambda sample: [*sample[: SIZE // 2], *(1 - x for x in sample[: SIZE // 2])],
    "the second half is turned and backwards": lambda s: [*s[: SIZE // 2], *(1 - x for x in s[SIZE // 2 - 1 :: -1])],
    "the second half is as far from the middle": lambda s: [
        *s[: SIZE // 2],
        *(x if n % 2 else 1 - x for n, x in enumerate(s[: SIZE // 2])),
    ],
}


@pytest.mark.parametrize("name", DEPENDENT)
def test_numbers_that_hang_together_are_told(name: str) -> None:
    assert all(dependence(DEPENDENT[name](drawn("uniform", seed))) > LINKED for seed in range(10))


def test_right_samples_surprise_nobody() -> None:
    assert all(crowd(drawn("uniform", seed)).surprise < SURPRISING / 1.5 for seed in range(40))
    at_the_ends = [0.0, 1.0, *drawn("uniform", 0)[2:]]
    assert crowd(at_the_ends).surprise < SURPRISING / 1.5


WRONG: dict[str, Callable[[float], float]] = {
    "no tails": lambda u: 0.01 + 0.98 * u,
    "clamped": lambda u: min(max(u, 0.01), 0.99),
    "nothing below": lambda u: 0.01 + 0.99 * u,
    "too many far up": lambda u: 1 - (1 - u) * 1e-3 if u > 0.99 else u,
}


@pytest.mark.parametrize("name", WRONG)
def test_tails_that_are_wrong_are_told(name: str) -> None:
    for seed in range(10):
        sample = [WRONG[name](u) for u in drawn("uniform", seed)]
        found = crowd(sample)
        before = sum(x <= sample[found.place] if found.closed else x < sample[found.place] for x in sample)
        assert found.surprise > SURPRISING
        assert found.count == before
        assert found.expected == SIZE * sample[found.place]

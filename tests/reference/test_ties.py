"""Equal numbers: drawn once and used again, or drawn one by one from few values."""

from collections.abc import Callable
from random import Random

import pytest

from grader.judge.checks.samples import EQUAL
from grader.reference.ties import equal, piles, used_again

SIZE = 5000
ONE_BY_ONE: dict[str, Callable[[Random], float]] = {
    "uniform": lambda random: random.random(),
    "seven values": lambda random: float(random.randrange(7)),
    "as many values as numbers": lambda random: float(random.randrange(SIZE)),
    "many more values": lambda random: float(random.randrange(9 * SIZE)),
    "few values among many": lambda random: float(random.randrange(3)) if random.random() < 0.1 else random.random(),
    "clamped": lambda random: min(max(random.gauss(0, 1), -1.5), 1.5),
    "no chance": lambda random: 0.25,
}


def drawn(name: str, random: Random, size: int = SIZE) -> list[float]:
    return [ONE_BY_ONE[name](random) for _ in range(size)]


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_numbers_drawn_one_by_one_were_not_used_again_whatever_their_distribution(name: str) -> None:
    for seed in range(20):
        random = Random(f"{name}/{seed}")
        assert abs(used_again(drawn(name, random), drawn(name, random))) < EQUAL / 1.3


def shuffled(sample: list[float], random: Random) -> list[float]:
    return random.sample(sample, len(sample))


USED_AGAIN: dict[str, Callable[[Random, str], list[float]]] = {
    "in blocks": lambda random, name: drawn(name, random, SIZE // 50) * 50,
    "one after the other": lambda random, name: [x for x in drawn(name, random, SIZE // 4) for _ in range(4)],
    "in any order": lambda random, name: shuffled(drawn(name, random, SIZE // 2) * 2, random),
    "a tenth of them": lambda random, name: drawn(name, random, 9 * SIZE // 10) + drawn(name, random, SIZE // 20) * 2,
    "everywhere": lambda random, name: drawn(name, random, 1) * SIZE,
}


@pytest.mark.parametrize("how", USED_AGAIN)
def test_numbers_that_are_used_again_are_told(how: str) -> None:
    for seed in range(10):
        random = Random(f"{how}/{seed}")
        assert used_again(USED_AGAIN[how](random, "uniform"), USED_AGAIN[how](random, "uniform")) > EQUAL


def test_numbers_that_are_used_again_in_the_next_call_are_told() -> None:
    random = Random(0)
    first = drawn("uniform", random)
    assert used_again(first, first[: SIZE // 2] + drawn("uniform", random, SIZE // 2)) < -EQUAL


def test_a_coarse_grid_from_which_a_row_is_used_again_is_no_excuse() -> None:
    first, second = ([float(x) for x in Random(seed).choices(range(1000), k=200)] * 25 for seed in (0, 1))
    assert used_again(first, second) > EQUAL


def test_piles_are_few_values_that_make_up_what_is_equal() -> None:
    clamped = drawn("clamped", Random(1))
    found = piles(clamped)
    assert set(found) == {-1.5, 1.5}
    assert all(found[x] == clamped.count(x) for x in found)
    assert piles(drawn("no chance", Random(1))) == {0.25: SIZE}
    for name in ("uniform", "seven values", "as many values as numbers"):
        assert piles(drawn(name, Random(2))) == {}


def test_the_share_of_equal_numbers() -> None:
    assert equal([1.0, 2.0, 3.0, 4.0]) == 0
    assert equal([1.0, 1.0, 1.0, 2.0]) == 0.5

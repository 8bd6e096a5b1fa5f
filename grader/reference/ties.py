"""Numbers of a sample that are equal: drawn once and used again, or drawn from few values."""

from collections import Counter
from collections.abc import Sequence

PILE = 0.01  # of a sample: equal numbers that are more stand out
MOST_PILES = 3


def equal(sample: Sequence[float]) -> float:
    """The share of numbers that are equal to one before them."""
    return 1 - len(set(sample)) / len(sample)


def used_again(first: Sequence[float], second: Sequence[float]) -> float:
    """How much less of a second sample is in the first one than if all numbers had been drawn one
    by one, as a share.

    Of numbers drawn one by one the next one is new about as often as one of those so far has come
    once only, whatever their distribution is (Good 1953). Numbers that were drawn once and used
    again are equal within a sample, and not between two. Below 0, numbers of the first sample were
    used in the second.
    """
    counts = Counter(first)
    new = sum(count == 1 for count in counts.values()) / len(first)
    known = sum(x in counts for x in second) / len(second)
    return 1 - new - known


def piles(sample: Sequence[float]) -> dict[float, int]:
    """Values at which so many numbers stand that these few make up most of the equal ones, with how
    many these are.
    """
    counts = Counter(sample)
    found = {x: count for x, count in counts.most_common(MOST_PILES + 1) if count > PILE * len(sample)}
    enough = 2 * (sum(found.values()) - len(found)) > len(sample) - len(counts)
    return found if enough and len(found) <= MOST_PILES else {}

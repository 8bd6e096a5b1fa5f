"""Letters that a derivation has for the numbers in an exercise's formula: lambda and alpha of
SELU.
"""

from collections.abc import Sequence
from itertools import permutations

from sympy import Basic, Expr, Rational

from .equality import Points
from .vocabulary import Vocabulary

MOST = 3  # letters


def fitted(
    vocabulary: Vocabulary, points: Points, exact: Expr, stated: Expr, case: Basic | None = None
) -> list[tuple[str, float]]:
    """Which of its constants the free letters of a statement of the exercise are, if it is right
    with these, in a case if there is one; they are from here on.
    """
    reached = {*stated.free_symbols, *vocabulary.definitions.reached(stated)}
    letters = [n for n in vocabulary.open_constants if vocabulary.values[n] in reached]
    if not 0 < len(letters) <= min(MOST, len(vocabulary.constants)):
        return []
    for chosen in permutations(vocabulary.constants, len(letters)):
        _set(vocabulary, letters, chosen)
        if points.equal(exact, stated, case):
            vocabulary.close(letters)
            return list(zip(letters, chosen, strict=True))
    vocabulary.definitions.forget(vocabulary.values[n] for n in letters)
    return []


def _set(vocabulary: Vocabulary, letters: Sequence[str], numbers: Sequence[float]) -> None:
    for name, number in zip(letters, numbers, strict=True):
        vocabulary.definitions.define(vocabulary.values[name], Rational(repr(number)), used=True)

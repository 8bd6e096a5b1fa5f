"""How much there is to keep in mind in an exercise, as far as its signature shows."""

from types import FunctionType

from ..exercise import Exercise

OF_VECTORS = 2  # a derivative that has a whole vector to it counts for two quantities more
MOST_QUANTITIES = (2, 6)  # of level 1, and of level 2


def quantities(exercise: Exercise) -> int:
    """How many quantities are in the formula: inputs, an optimizer's state, hyperparameters."""
    return len(exercise.inputs) + len(exercise.hyperparameters) + (0 if exercise.family.per_entry else OF_VECTORS)


def level(exercise: Exercise) -> int:
    """From 1, for a function of one number, to 3."""
    return 1 + sum(quantities(exercise) > most for most in MOST_QUANTITIES)


def difficulty(exercise: Exercise) -> tuple[int, int, int]:
    """What easier exercises have less of: the level, the quantities, then the length of the
    formula.
    """
    return level(exercise), quantities(exercise), _length(exercise)


def _length(exercise: Exercise) -> int:
    """How much code the formula is, with the functions of the same file that it calls."""
    own = exercise.function
    called = (own.__globals__.get(name) for name in own.__code__.co_names)
    return sum(len(f.__code__.co_code) for f in (own, *called) if isinstance(f, FunctionType))

"""Wrong weight decay in any optimizer: recurrences made from the right one, with the decay at
another place.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ...exercise import Exercise
from ...reference.formula import flat
from ...specification import Function, Misconception
from .searched import Searched

DECAY = "weight_decay"
# functions of the change without decay, the parameter, lr and the decay
Move = Callable[[Any, Any, Any, Any], Any]

# The explanation of each, with its change of the parameter. The states are those without decay.
MOVES: Mapping[str, tuple[str, Move]] = MappingProxyType(
    {
        "decay_ignored": ("weight_decay has no effect.", lambda c, p, lr, decay: c),
        "decay_decoupled": (
            "The decay is taken from the parameter itself, lr * weight_decay * p, and not added to the gradient.",
            lambda c, p, lr, decay: c - lr * decay * p,
        ),
        "decay_not_scaled_by_lr": (
            "weight_decay * p is taken from the parameter as it is, without lr.",
            lambda c, p, lr, decay: c - decay * p,
        ),
        "decay_after_the_step": (
            "The decay is taken after the step, of the parameter that has moved already.",
            lambda c, p, lr, decay: c - lr * decay * (p + c),
        ),
        "decay_after_the_step_not_scaled": (
            "The decay is taken after the step, of the parameter that has moved already, and without lr.",
            lambda c, p, lr, decay: c - decay * (p + c),
        ),
        "decay_added_to_the_parameter": (
            "The decay has the wrong sign: it drives parameters away from 0.",
            lambda c, p, lr, decay: c + lr * decay * p,
        ),
        "decay_doubled": (
            "The decay counts twice.",
            lambda c, p, lr, decay: c - 2 * lr * decay * p,
        ),
    }
)
# The same with the decay in the gradient, multiplied by this number.
COUPLED: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "decay_coupled": ("weight_decay * p is added to the gradient.", 1),
        "decay_coupled_with_wrong_sign": ("weight_decay * p is subtracted from the gradient.", -1),
        "decay_coupled_twice": ("2 * weight_decay * p is added to the gradient.", 2),
        "decay_coupled_half": ("weight_decay / 2 * p is added to the gradient.", 0.5),
    }
)


def decays(exercise: Exercise) -> Iterator[Misconception]:
    """Yields the wrong recurrences with weight decay that the author has not declared."""
    if not exercise.family.steps or not {DECAY, "lr"} <= {*exercise.hyperparameters}:
        return
    known = {m.id for m in exercise.misconceptions}
    for code, (words, move) in MOVES.items():
        if code not in known:
            yield _searched(code, words, _moved(exercise.function, [i.name for i in exercise.inputs], move))
    for code, (words, times) in COUPLED.items():
        if code not in known:
            yield _searched(code, words, _coupled(exercise.function, [i.name for i in exercise.inputs], times))


def _searched(code: str, words: str, function: Any) -> Searched:
    function.__name__ = code
    return Searched(function, "trajectory", "", "", words, False, "", lambda: ())


def _moved(right: Function, names: list[str], move: Move) -> Any:
    def function(*given: Any, **settings: Any) -> Any:
        change, *states = flat(right(*given, **{**settings, DECAY: 0}))
        return move(change, given[names.index("p")], settings["lr"], settings[DECAY]), *states

    return function


def _coupled(right: Function, names: list[str], times: float) -> Any:
    def function(*given: Any, **settings: Any) -> Any:
        place = names.index("g")
        g = given[place] + times * settings[DECAY] * given[names.index("p")]
        return tuple(flat(right(*given[:place], g, *given[place + 1 :], **{**settings, DECAY: 0})))

    return function

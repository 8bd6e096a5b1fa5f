"""A few steps of an optimizer with easy numbers, worked out exactly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import sympy
from flint import ctx
from sympy import Expr, Float, Rational, S, Symbol

from ..dtypes import DTYPES
from ..errors import ExerciseError
from ..exercise import Exercise
from ..reference.formula import Arguments, arguments, evaluate
from ..reference.recurrence import Update, path
from ..specification import Function
from .exact_values import ExactValue, exact_value

RATES = (Rational(1, 10), Rational(1, 2), S.One)
SHARES = (Rational(1, 2), Rational(3, 4), Rational(9, 10))
DECAYS = (Rational(1, 10), Rational(1, 2))
SAFE = (S.Zero, S.Zero, S.One)  # numbers to keep divisors from 0
TINY = 0.01  # below it a default is as good as 0
CLOSE = 1e-9


@dataclass(frozen=True)
class EasySteps:
    """Where a parameter starts, the gradient of each step, and the hyperparameters: numbers, flags
    and tuples.
    """

    start: Expr
    gradients: tuple[Expr, ...]
    settings: Mapping[str, Any]

    @property
    def floats(self) -> dict[str, Any]:
        """The hyperparameters as Python has them."""
        return {name: _floats(value) for name, value in self.settings.items()}


def easy_hyperparameters(exercise: Exercise, random: Random) -> dict[str, Any]:
    """Numbers that are easy to reckon with in place of the defaults; now and then what a variant
    sets is not 0.
    """
    variant = random.choice(({}, *exercise.variants))
    found: dict[str, Any] = {}
    for name, default in exercise.hyperparameters.items():
        if isinstance(default, tuple):
            found[name] = tuple(_easy(name, v, False, random) for v in default)
        elif isinstance(default, float):
            found[name] = _easy(name, default, bool(variant.get(name)), random)
        else:
            found[name] = variant.get(name, default)
    return found


def _easy(name: str, default: float, varied: bool, random: Random) -> Expr:
    if name == "lr":
        return random.choice(RATES)
    if name == "eps":
        return random.choice(SAFE)
    if default == 0 and not varied:
        return S.Zero
    if name == "weight_decay":
        return random.choice(DECAYS)
    return random.choice(SHARES) if default == 0 or default >= TINY else S.Zero


def easy_steps(exercise: Exercise, random: Random, steps: int = 0) -> EasySteps:
    """So many steps, or one to three; the gradients are whole numbers."""
    steps = steps or random.choice((1, 2, 2, 3))
    gradients = tuple(sympy.Integer(random.choice((1, 2, 3, 4, -1, -2, -4))) for _ in range(steps))
    start = sympy.Integer(random.choice((0, 1, 2, 3, -1, 5)))
    return EasySteps(start, gradients, easy_hyperparameters(exercise, random))


def positions(exercise: Exercise, function: Function, easy: EasySteps) -> list[Expr] | None:
    """The parameter after each step, by the exercise's own function or a wrong one; None if there
    is no such number.
    """
    try:
        given = arguments(exercise, easy.floats, {}, {"t"})
        outputs = [_rational(e) for e in evaluate(exercise, function, given)]
    except ExerciseError:
        return None
    return list(_walk(exercise, given, outputs, easy)) if not any(map(_endless, outputs)) else None


def _walk(exercise: Exercise, given: Arguments, outputs: Sequence[Expr], easy: EasySteps) -> Iterator[Expr]:
    numbers: dict[Symbol, Expr] = dict(letters(easy.settings, given))
    kept = exercise.family.states(exercise)
    state: dict[str, Expr] = dict.fromkeys(kept, S.Zero)
    at = easy.start
    for t, gradient in enumerate(easy.gradients, 1):
        now = {**state, "g": gradient, "t": sympy.Integer(t), "p": at}
        known = {**numbers, **{symbols[0]: now[name] for name, symbols in given.inputs.items()}}
        change, *new = (output.xreplace(known).doit() for output in outputs)
        at, state = at + change, dict(zip(kept, new, strict=False))
        yield at


def end(exercise: Exercise, function: Function, easy: EasySteps) -> ExactValue | None:
    """The parameter after the last step; None if there is no such number."""
    found = positions(exercise, function, easy)
    return None if found is None or any(map(_endless, found)) else exact_value(found[-1], {})


def confirmed_end(exercise: Exercise, easy: EasySteps, found: ExactValue) -> bool:
    """Whether the recurrence of the judge comes to the same number."""
    updates = [Update({"g": float(g)}, easy.floats) for g in easy.gradients]
    try:
        bands = path(exercise, float(easy.start), updates, DTYPES["float64"])
    except ExerciseError:
        return False
    with ctx.workprec(64):
        return abs(bands[-1].nearest - found.number) <= CLOSE * (1 + abs(found.number))


def letters(settings: Mapping[str, Any], given: Arguments) -> Iterator[tuple[Symbol, Expr]]:
    """The numbers of the hyperparameters that are letters: betas_0 is the first of betas."""
    for symbol in given.hyperparameters:
        name, line, place = symbol.name.rpartition("_")
        whole = line and place.isdigit() and isinstance(settings.get(name), tuple)
        yield symbol, settings[name][int(place)] if whole else settings[symbol.name]


def _floats(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_floats, value))
    return float(value) if isinstance(value, Expr) else value


def _rational(expression: Expr) -> Expr:
    return expression.xreplace({f: Rational(repr(float(f))) for f in expression.atoms(Float)})


def _endless(expression: Expr) -> bool:
    return bool(expression.has(sympy.nan, sympy.zoo, sympy.oo, sympy.I))

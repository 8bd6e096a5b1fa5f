"""The states of an optimizer after some steps, as names of their own: m_0, m_1, ..."""

from collections.abc import Iterator
from random import Random

import sympy
from flint import arb
from sympy import Integer, Rational, Symbol

from ...exercise import Exercise
from ..formula import arguments, evaluate
from .equality import ComparedPoints, decimal
from .indexed_names import IndexedFamily, IndexedNames
from .indexed_roles import IndexedRoles
from .worlds import POINTS, SCALES, SEED, World

STEPS = (2, 3, 5)
MOST_STEPS = 9
COUNTER = "t"
GRADIENT, PARAMETER, STEP = "g", "p", "t"  # what authors call them
PARAMETERS = ("theta", "w", "x", "p", "W", "phi")
# are 0 where the text has no word of them
LEFT_OUT = ("weight_decay", "dampening", "label_smoothing")


def unrolled(exercise: Exercise, roles: IndexedRoles) -> Iterator[World]:
    """The optimizer after each of so many steps, from states of 0: at least those that the text
    has.
    """
    random = Random(SEED)
    most = min(roles.largest, MOST_STEPS)
    for steps in [s for s in STEPS if s >= most] or [most]:
        yield _world(exercise, roles, steps, random)


def _world(exercise: Exercise, roles: IndexedRoles, steps: int, random: Random) -> World:
    given = arguments(exercise, {}, {})
    gradients = [Symbol(f"g_{k}", real=True) for k in range(1, steps + 1)]
    start = Symbol(f"{PARAMETER}_0", real=True)
    families = IndexedNames([*gradients, start], {COUNTER: steps})
    families.counter, families.index_letters = COUNTER, roles.letters.indices | {COUNTER}
    families.random = tuple(gradients)
    used = {*roles.settings.values()}
    settings = {s: v for s, v in given.hyperparameters.items() if s.name not in LEFT_OUT or s.name in used}
    for setting in settings:
        families.value(setting.name, setting)
    for alias, name in roles.settings.items():
        if name in families.values:
            families.value(alias, families.values[name])
    kept = exercise.family.states(exercise)
    entries: dict[str, dict[tuple[int, ...], sympy.Expr]] = {name: {(0,): Integer(0)} for name in kept}
    entries[PARAMETER] = {(0,): start}
    formula = evaluate(exercise, exercise.function, given)
    inputs = {name: symbols[0] for name, symbols in given.inputs.items()}
    for k in range(1, steps + 1):
        now = {inputs[n]: entries[n][k - 1,] for n in (*kept, PARAMETER) if n in inputs}
        now |= {inputs[GRADIENT]: gradients[k - 1], **({inputs[STEP]: Integer(k)} if STEP in inputs else {})}
        now |= {s: Integer(0) for s in given.hyperparameters if s not in settings}
        change, *states = (_exact(e).xreplace(now) for e in formula)
        for name, value in (*zip(kept, states, strict=True), (PARAMETER, entries[PARAMETER][k - 1,] + change)):
            symbol = Symbol(f"{name}_{k}", real=True)
            families.definitions.define(symbol, families.definitions.taken_apart(value))
            entries[name][k,] = symbol
    for name, found in entries.items():
        families.give(name, IndexedFamily((COUNTER,), dict(found)))
    families.give(GRADIENT, IndexedFamily((COUNTER,), {(k,): g for k, g in enumerate(gradients, 1)}))
    for alias in PARAMETERS:
        if alias in roles.others and alias not in families.families:
            families.give(alias, families.families[PARAMETER])
    drawn = []
    for k in range(POINTS):
        point = {g: arb(random.uniform(-2, 2)) for g in (*gradients, start)}
        drawn.append({**point, **{s: decimal(v * SCALES[k % len(SCALES)]) for s, v in settings.items()}})
    results = tuple((name, e) for name in (*kept, PARAMETER) for e in entries[name].values() if isinstance(e, Symbol))
    return World(families, ComparedPoints(families.definitions, drawn), results, {})


def _exact(formula: sympy.Expr) -> sympy.Expr:
    return formula.xreplace({f: Rational(repr(float(f))) for f in formula.atoms(sympy.Float)})

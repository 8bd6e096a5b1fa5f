"""The settings in the scenarios of an optimizer: combined, in groups, and changed on the way."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...exercise import Exercise
from ...reference.formula import build
from .combinations import rows

# what torch's schedules and people change on the way, beside lr
SCHEDULED = ("betas", "momentum", "weight_decay")


def others(exercise: Exercise) -> dict[str, Sequence[Any]]:
    """Values of each setting but lr that are not the default: those of the variants, else half of
    it. A decay that is on by default gets 0 too, as for parameters that are not to decay.
    """
    found: dict[str, Sequence[Any]] = {}
    for name, default in exercise.hyperparameters.items():
        known = [v[name] for v in exercise.variants if v.get(name, default) != default]
        known = known or [x for x in (_half(default),) if x != default]
        zero = [0.0] if name == "weight_decay" and default else []
        if name != "lr" and known:
            found[name] = [*known, *zero]
    return found


def of_groups(exercise: Exercise, lr: float) -> tuple[Mapping[str, Any], tuple[Mapping[str, Any], ...]]:
    """Settings that an optimizer is made with, and those of groups that differ from them.

    Any two settings are on together in some group, and each without the other in another. In the
    last group all are the defaults, and none of the optimizer's own is.
    """
    known = others(exercise)
    rates = [lr, *(float(v.get("lr", 10 * lr)) for v in exercise.variants)] if exercise.variants else [lr, 10 * lr]
    found = [
        {n: values[place % len(values)] if n in on else exercise.hyperparameters[n] for n, values in known.items()}
        for place, on in enumerate(rows(list(known), _apart(exercise)))
    ]
    together = found[0]
    return together, tuple(
        {"lr": rates[-place % len(rates)], **{n: v for n, v in row.items() if v != together[n]}}
        for place, row in enumerate(found)
    )


def scheduled(exercise: Exercise) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Settings that an optimizer is made with, and those of them that change on the way, with what
    they change to.

    What is SCHEDULED changes to its half; when others would count is a matter of convention, as for
    a mean that decays at the start of the next step. With it everything is on that can only be on
    or off. Where steps count, the shares that means keep are so small that their powers vanish
    before they change. So it is no matter whether a correction takes beta ** t or the product of
    all betas so far: both are right.
    """
    formula = build(exercise, {}, {})
    counts = any(s in e.free_symbols for s in formula.inputs.get("t", ()) for e in formula.outputs)
    numbers, flags = dict[str, Any](), dict[str, Any]()
    for name, (value, *_) in others(exercise).items():
        default = exercise.hyperparameters[name]
        if isinstance(default, bool):
            flags[name] = value
        elif name in SCHEDULED and _half(value) != value:
            numbers[name] = _small(default) if counts and _is_share(default) else value
    on = rows([*numbers, *flags], _apart(exercise))[0]
    made = {n: v for n, v in {**numbers, **flags}.items() if n in on}
    return made, {n: _half(v) for n, v in made.items() if n in numbers}


def _is_share(value: Any) -> bool:
    """Whether a setting says how much of a mean is kept, or several do."""
    values = value if isinstance(value, tuple) else (value,)
    return all(isinstance(x, float) and 0.5 <= x < 1 for x in values)


def _small(value: Any) -> Any:
    return tuple(map(_small, value)) if isinstance(value, tuple) else value / 1024


def _apart(exercise: Exercise) -> set[frozenset[str]]:
    """Pairs of settings that are never on together."""
    return {frozenset(pair) for pair in exercise.apart}


def _half(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_half, value))
    return value / 2 if isinstance(value, float) else value

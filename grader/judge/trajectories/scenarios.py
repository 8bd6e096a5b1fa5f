"""The scenarios for an optimizer: gradients of every size, settings that change, groups with their
own settings, a reload, a missing gradient.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ...dtypes import DType
from ...exercise import Exercise
from ...reference.recurrence import Update
from ..sandbox.effects import Given, words
from .settings import of_groups, others, scheduled

STEPS = 12
FEW = 6  # where there are many groups
SOME = 9  # where there is a third parameter
# gradients of which some make steps that are clipped by whoever clips them
SIZES = (1e-3, 1.0, 1e3)
STILL = 3  # steps at the end in which gradients that vanish are all 0
TINY = (1e-8, 1e-6, 1e-10, 1e-4)  # gradients near a usual eps, which show where it was added


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Parameters with their gradients; of one dimension, if no `shapes` are given. If gradients are
    `kept`, those of all steps share memory, as if they were zeroed in place between steps.
    """

    starts: tuple[tuple[float, ...], ...]
    gradients: tuple[tuple[tuple[float, ...], ...], ...]  # parameter, step, entry
    # parameter: steps in which it has no gradient
    absent: Mapping[int, range] = field(default_factory=dict)
    kept: bool = False
    shapes: tuple[tuple[int, ...], ...] = ()

    def shape(self, parameter: int) -> tuple[int, ...]:
        return self.shapes[parameter] if self.shapes else (len(self.starts[parameter]),)


@dataclass(frozen=True, kw_only=True)
class ParamGroups:
    """The groups of an optimizer: the numbers of their `members`, and the learning rate of each in
    each step.

    The rate is the optimizer's default if it is not `rate_given`. `own` are the other settings of
    each group, where they are not those of all. The last group is added before the step `joins`, if
    that is not 0.
    """

    members: tuple[tuple[int, ...], ...]
    rates: tuple[tuple[float, ...], ...]
    rate_given: bool = True
    own: tuple[Mapping[str, Any], ...] = ()
    joins: int = 0


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What an optimizer is taken through. `settings` are those of all groups; `changes` what all
    groups are set to before a step, from then on.
    """

    name: str
    settings: Mapping[str, Any]
    parameters: Parameters
    param_groups: ParamGroups
    reload: int | None = None
    changes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def starts(self) -> tuple[tuple[float, ...], ...]:
        return self.parameters.starts

    def group_settings(self, group: int) -> Mapping[str, Any]:
        """What a group is made with, beside the settings of all."""
        settings = self.param_groups.own[group] if self.param_groups.own else {}
        return {**settings, "lr": self.param_groups.rates[0][group]} if self.param_groups.rate_given else settings

    def group(self, parameter: int) -> int:
        """The number of the group that a parameter is in."""
        return next(n for n, members in enumerate(self.param_groups.members) if parameter in members)

    def settings_at(self, exercise: Exercise, group: int, step: int) -> dict[str, Any]:
        """All settings of a group in a step."""
        settings = {**exercise.hyperparameters, **self.settings, **self.group_settings(group)}
        for changed, values in self.changes.items():
            settings |= values if changed <= step else {}
        return {**settings, "lr": self.param_groups.rates[step][group]}

    def updates(self, exercise: Exercise, parameter: int, entry: int) -> list[Update]:
        """What happens to one entry of a parameter."""
        group, absent = self.group(parameter), self.parameters.absent.get(parameter, ())
        return [
            Update(None if step in absent else {"g": row[entry]}, self.settings_at(exercise, group, step))
            for step, row in enumerate(self.parameters.gradients[parameter])
        ]

    def given(self, exercise: Exercise) -> Given:
        """What the request has the submission do."""
        count = len(self.starts)
        names = ["a parameter"] * count + ["the gradient of a parameter"] * count
        return Given(f"{exercise.target}.step()", self.name if self.param_groups.own else words(self.settings), names)

    def request(self, exercise: Exercise, closure: bool = False) -> dict[str, Any]:
        """The text part of the request that runs it; with a `closure`, every step is given one."""
        count = len(self.starts)
        return {
            "name": exercise.target,
            "keywords": dict(self.settings),
            "closure": closure,
            "kept": self.parameters.kept,
            "joins": self.param_groups.joins,
            "groups": [
                {"parameters": list(g), "settings": self.group_settings(n)}
                for n, g in enumerate(self.param_groups.members)
            ],
            "steps": [
                {
                    "lr": list(rates),
                    "settings": dict(self.changes.get(step, {})),
                    "reload": step == self.reload,
                    "present": [step not in self.parameters.absent.get(p, ()) for p in range(count)],
                }
                for step, rates in enumerate(self.param_groups.rates)
            ],
        }


def scenarios(exercise: Exercise, dtype: DType, seed: int) -> list[Scenario]:
    """Returns the scenarios of an optimizer; the same for the same seed."""
    random = Random(f"{seed}/{exercise.slug}/{dtype.name}")
    lr = float(exercise.hyperparameters.get("lr", 1e-3))

    def make(
        name: str, draw: Sequence[float] | None = None, settings: Mapping[str, Any] | None = None, **extra: Any
    ) -> Scenario:
        groups, size, still = extra.pop("groups", ((0,), (1,))), extra.pop("size", 1.0), extra.pop("still", 0)
        rates = extra.pop("rates", ((lr,) * len(groups),) * STEPS)
        steps = len(rates)
        count = sum(map(len, groups))
        starts = tuple(
            tuple(dtype.round(size * random.choice((0.0, 0.0, random.uniform(-1, 1)))) for _ in range(3))
            for _ in range(count)
        )
        gradients = tuple(
            tuple(
                tuple(dtype.round(_draw(random, draw)) if step < steps - still else 0.0 for _ in range(3))
                for step in range(steps)
            )
            for _ in range(count)
        )
        parameters = Parameters(
            starts=starts, gradients=gradients, absent=extra.pop("absent", {}), kept=extra.pop("kept", False)
        )
        param_groups = ParamGroups(
            members=groups, rates=rates, rate_given=extra.pop("rate_given", True), own=extra.pop("own", ())
        )
        return Scenario(name=name, settings=settings or {}, parameters=parameters, param_groups=param_groups, **extra)

    def dropping(rate: float) -> tuple[tuple[float, ...], ...]:
        return tuple((rate * (1.0 if step < STEPS // 2 else 0.1),) * 2 for step in range(STEPS))

    together, own = of_groups(exercise, lr)
    changed, half = scheduled(exercise)
    decay = {name: values[0] for name, values in others(exercise).items() if name == "weight_decay"}
    return [
        make("steady gradients", groups=((0, 1),), rates=((lr,),) * STEPS),
        *(
            make(
                f"with {', '.join(f'{k}={v}' for k, v in variant.items())}, and a rate that drops",
                settings=variant,
                rates=dropping(float(variant.get("lr", lr))),
                kept=True,
            )
            for variant in exercise.variants
        ),
        *([make("with the defaults", rate_given=False)] if "lr" in exercise.hyperparameters else []),
        make("gradients near 0", TINY, kept=True),
        make("gradients that vanish", (0.0, 0.0, 1.0), decay, still=STILL if decay else 0),
        *(
            make(
                "steps and parameters of all sizes" + (f", with {words(settings)}" if settings else ""),
                SIZES,
                settings,
                size=100.0,
                rates=((max(lr, 1.0),) * 2,) * STEPS,
                kept=True,
            )
            for settings in ({}, *(v for v in exercise.variants if v.get("weight_decay")))
        ),
        make("a learning rate of 0 for some steps", rates=((0.0, lr),) * 4 + ((lr, 0.0),) * (STEPS - 4), kept=True),
        make(
            "settings that change on the way" if half else "a learning rate that drops",
            settings=changed,
            rates=dropping(lr),
            changes={STEPS // 2: half},
            kept=True,
        ),
        make(
            "groups with settings of their own",
            settings=together,
            groups=tuple((n,) for n in range(len(own))),
            rates=(tuple(float(o["lr"]) for o in own),) * FEW,
            own=own,
            kept=True,
        ),
        make("state_dict saved and loaded on the way", reload=STEPS // 2, kept=True),
        make(
            "parameters without gradient for some steps, before others of their group",
            groups=((0, 1, 2),),
            rates=((lr,),) * SOME,
            absent={0: range(2, 4), 1: range(3, 6)},
        ),
    ]


def _draw(random: Random, sizes: Sequence[float] | None) -> float:
    if sizes is None:
        return random.gauss(0, 1) * math.exp(random.uniform(-2, 1))
    return random.choice(sizes) * random.choice((-1.0, 1.0)) * random.uniform(0.5, 2)

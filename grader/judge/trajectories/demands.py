"""What the contract alone takes an optimizer through: parameters of other shapes, a group that is
added on the way.
"""

from dataclasses import replace
from random import Random

from ...dtypes import DType
from ...exercise import Exercise
from .scenarios import Parameters, ParamGroups, Scenario

STEPS = 5
JOINS = 2  # steps that the other group has taken before


def demands(exercise: Exercise, dtype: DType, seed: int) -> list[Scenario]:
    """Short scenarios, with the settings of the first variant; the same for the same seed."""
    random = Random(f"{seed}/{exercise.slug}/{dtype.name}/demands")
    settings = next(iter(exercise.variants), {})
    lr = float(settings.get("lr", exercise.hyperparameters.get("lr", 1e-3)))

    def drawn(width: int) -> tuple[float, ...]:
        return tuple(dtype.round(random.choice((-1, 1)) * random.uniform(0.1, 1)) for _ in range(width))

    def made(name: str, widths: tuple[int, ...], groups: tuple[tuple[int, ...], ...]) -> Scenario:
        gradients = tuple(tuple(drawn(width) for _ in range(STEPS)) for width in widths)
        return Scenario(
            name=name,
            settings=settings,
            parameters=Parameters(starts=tuple(map(drawn, widths)), gradients=gradients),
            param_groups=ParamGroups(members=groups, rates=((lr,) * len(groups),) * STEPS),
        )

    shaped = made("a parameter without dimensions beside one that is not contiguous", (1, 4), ((0, 1),))
    joined = made("a group that add_param_group adds after some steps", (2, 2), ((0,), (1,)))
    return [
        replace(shaped, parameters=replace(shaped.parameters, shapes=((), (2, 2)))),
        replace(
            joined,
            parameters=replace(joined.parameters, absent={1: range(JOINS)}),
            param_groups=replace(joined.param_groups, joins=JOINS),
        ),
    ]

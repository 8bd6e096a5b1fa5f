"""Optimizers: classes whose every step changes parameters in place."""

from collections.abc import Sequence
from typing import Any, ClassVar

from .. import stubs
from ..drawing.draft import TIMED_WIDTH, Timed
from ..errors import Blame
from ..family import Family, Procedure
from ..layout import Shape
from ..specification import GIVEN, Specification, Subject
from .make import SPEED, Decorator, Options, Variants, door, exercise

PARTS = (2, 4, 8)  # of the entries that are timed, as matrices; then come two vectors
STARTER = """\
class {name}(torch.optim.Optimizer):
{signature}
{defaults}
        super().__init__(params, defaults)
        raise NotImplementedError("TODO: remove this line and write step")

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        # TODO: for every group in self.param_groups and every p in group["params"] with a p.grad:
        # update the state in self.state[p], then change p in place.
        return loss
"""


class Optimizers(Family):
    """one step of an optimizer, which goes on from its state"""

    name = "optimizer"
    procedure: ClassVar[Procedure] = Procedure.STEP
    subjects: ClassVar[tuple[Subject, ...]] = ("trajectory",)
    default_advice: ClassVar[str] = (
        "; a state is 0 before the first step: one that begins elsewhere asks whether the step t is 1"
    )

    def check_names(self, names: Sequence[str], complain: Blame) -> None:
        if names[0] != "g":
            complain("A601", f"must take the gradient first and call it g, not {names[0]}")

    def target(self, spec: Specification) -> str:
        """The class, as torch calls it."""
        return spec.torch.rpartition(".")[2] if spec.torch else spec.slug.title().replace("_", "")

    def starter(self, spec: Specification) -> str:
        settings: dict[str, Any] = dict(spec.hyperparameters)
        signature = stubs.listed("    def __init__(", ["self", "params", *stubs.settings(spec)], ") -> None:")
        defaults = stubs.listed("        defaults = {", [f'"{k}": {k}' for k in settings], "}")
        return STARTER.format(name=self.target(spec), signature=signature, defaults=defaults)

    def states(self, spec: Specification) -> list[str]:
        return [i.name for i in spec.inputs if i.name not in GIVEN]

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        parts = [(max(1, size // part // TIMED_WIDTH), TIMED_WIDTH) for part in PARTS]
        shapes: list[Shape] = [*parts, (TIMED_WIDTH,), (TIMED_WIDTH,)]
        return Timed([(spec.inputs[0], shape) for shape in shapes], ())


OPTIMIZER = Optimizers()


@door
def optimizer(
    *,
    variants: Variants = (),
    apart: Sequence[tuple[str, str]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """One step of an optimizer: takes the gradient `g`, the state (0 at first), and returns
    (update, *new state).

    A parameter called `t` is the number of the step, from 1; one called `p` is the value being
    optimised. `apart` are pairs of settings of which only one may be another than its default.

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    options = Options(variants=variants, apart=apart, torch=torch, deviation=deviation, forbids=forbids, speed=speed)
    return exercise(OPTIMIZER, options)

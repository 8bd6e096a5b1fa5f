"""Steps of a training loop, which change a leaf tensor in place."""

from collections.abc import Sequence
from typing import ClassVar

from .. import stubs
from ..errors import Blame
from ..family import Family, Procedure
from ..specification import Specification, Subject
from .make import REALS, Decorator, Domains, Options, Variants, door, exercise


class TrainingSteps(Family):
    """one step of a training loop, which changes a leaf tensor in place"""

    name = "training"
    procedure: ClassVar[Procedure] = Procedure.LOOP
    subjects: ClassVar[tuple[Subject, ...]] = ("trajectory",)
    no_curve: ClassVar[str] = "is a step of training, so there is no curve to draw"
    gradient_words: ClassVar[str] = "what p.grad holds"

    def check_names(self, names: Sequence[str], complain: Blame) -> None:
        if (names[0], names[-1]) != ("p", "g"):
            needed = "must take the parameter p first, then the step's data, and g, what p.grad holds, last"
            complain("A601", needed)

    def starter(self, spec: Specification) -> str:
        data = [f"{i.name}: torch.Tensor" for i in spec.inputs[1:-1]]
        parameters = ["weight: torch.Tensor", *data, *stubs.settings(spec)]
        return stubs.function(spec.slug, parameters, "None", "one training step")

    def states(self, spec: Specification) -> list[str]:
        return ["g"]


TRAINING = TrainingSteps()


@door
def training(*, domain: Domains = REALS, variants: Variants = ()) -> Decorator:
    """One step of a training loop: of the parameter `p`, its data and `g`, p.grad (0 at first) to
    (update, new g).

    A submission takes the leaf tensor and the data, and changes the leaf in place; it returns
    nothing.

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    return exercise(TRAINING, Options(domain=domain, variants=variants, forbids=None))

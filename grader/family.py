"""A family: all that exercises of a kind have in common.

It is asked, never compared. What it does not answer itself has the usual answer: that of a function
of tensors.
"""

import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from math import prod
from pathlib import Path
from typing import ClassVar

from . import stubs
from .domains import Classes, Distribution
from .drawing.draft import Clause, Draft, Drawing, Part, Settings, Timed
from .errors import Blame, ExerciseError, Where
from .layout import Layout, Sample, Shape
from .specification import Input, Specification, Subject

Sizes = Mapping[str, int]


class Procedure(Enum):
    """How exercises are judged: by calls of a function, steps of an optimizer, a training loop, or
    numbers drawn.
    """

    CALL = "call"
    STEP = "step"
    LOOP = "loop"
    DRAW = "draw"


class Family:
    """A kind of exercise. The first line of a family's docstring says what its exercises are.

    A family has no state: there is one object of each, which its exercises share. `spec` is what an
    exercise's author says.
    """

    name: ClassVar[str]
    procedure: ClassVar[Procedure] = Procedure.CALL
    # what there may be misconceptions of
    subjects: ClassVar[tuple[Subject, ...]] = ("value", "gradient")
    keywords: ClassVar[Mapping[str, str]] = {}  # what every submission takes: name and annotation
    no_gradient: ClassVar[str] = ""  # why an author can write no derivative, if it is so
    no_curve: ClassVar[str] = ""  # why there is nothing to draw, if it is so
    # what a submission is checked with beyond the curves that are drawn
    undrawn: ClassVar[tuple[str, ...]] = ()
    default_advice: ClassVar[str] = ""  # for authors who give an input a default
    per_entry: ClassVar[bool] = False  # an entry of a result comes from one entry of each input
    # samples are rows along the dimension `dim`; then there is `along`
    along_dim: ClassVar[bool] = False
    # its shared matrices are multiplied with its first input, and no more
    multiplies: ClassVar[bool] = False

    def __repr__(self) -> str:
        return self.name

    @property
    def file(self) -> str:
        """The file that defines it; empty if there is none."""
        return sys.modules[type(self).__module__].__file__ or ""

    @property
    def summary(self) -> str:
        """What its exercises are, in a line."""
        return " ".join((self.__doc__ or "").partition("\n\n")[0].split())

    @property
    def recurrent(self) -> bool:
        """Whether its formula is one step, made again and again."""
        return self.procedure in (Procedure.STEP, Procedure.LOOP)

    @property
    def steps(self) -> bool:
        """Whether a submission is a class of its own, whose steps change parameters."""
        return self.procedure is Procedure.STEP

    @property
    def called(self) -> bool:
        """Whether a submission is a function of tensors, with a derivative by hand if its author
        asks for one.
        """
        return self.procedure is Procedure.CALL

    # What an author may say.

    def check_names(self, names: Sequence[str], complain: Blame) -> None:
        """Refuse inputs that do not have the names that they need; there is at least one."""

    def check_shapes(self, names: Sequence[str], shapes: Mapping[str, tuple[str, ...]], complain: Blame) -> None:
        """Refuse dimensions that have a meaning of their own elsewhere."""
        if any("channel" in shape for shape in shapes.values()):
            complain("A602", "has the dimension channel: call it another name")

    def check_input(self, item: Input, first: bool, complain: Blame) -> None:
        """Refuse an input that could not be drawn."""
        if isinstance(item.domain, Classes):
            message = (
                f"has Classes() for {item.name}: whole numbers can be an input of a loss alone, not of {self.name}"
            )
            complain("A602", message)
        if isinstance(item.domain, Distribution):
            advice = "it is for a loss's input that shapes= makes a vector"
            complain("A602", f"has Distribution() for {item.name}: {advice}")

    def differentiated(self, names: Sequence[str]) -> Sequence[str]:
        """The inputs that it is differentiated by if its author names none."""
        return names

    # Names.

    def target(self, spec: Specification) -> str:
        """The name that a submission defines."""
        return spec.slug

    def value_name(self, spec: Specification) -> str:
        """What a value is called in a derivation."""
        return spec.slug

    def starter(self, spec: Specification) -> str:
        """The code that a student begins with: names and signatures with nothing in them."""
        tensors = [f"{i.name}: torch.Tensor{' | None = None' * (i.default is not None)}" for i in spec.inputs]
        extra = self.parameters(spec)
        forward = stubs.function(spec.slug, [*tensors, *extra], "torch.Tensor", "the function")
        if not spec.by_hand:
            return forward
        wanted = len(spec.differentiable)
        result = "torch.Tensor" if wanted == 1 else f"tuple[{', '.join(['torch.Tensor'] * wanted)}]"
        by = " and ".join(i.name for i in spec.differentiable)
        parameters = ["grad_output: torch.Tensor", *tensors, *extra]
        return f"{forward}\n\n{stubs.function(f'{spec.slug}_backward', parameters, result, f'the gradient by {by}')}"

    def parameters(self, spec: Specification) -> list[str]:
        """The parameters of a submission after its tensors, as they are written."""
        return [*(f"{k}: {of}" for k, of in self.keywords.items()), *stubs.settings(spec)]

    # The formula of one sample.

    def sample_shape(self, item: Input, sizes: Sizes) -> Shape:
        """The shape in which one sample's entries of an input reach the author's function."""
        return tuple(sizes[name] for name in item.shape)

    def outputs(self, spec: Specification, sizes: Sizes) -> tuple[int, str] | None:
        """How many numbers the author's function returns in a list, and for what; None if it is one
        number alone.

        Nothing is asked of how many a step of a recurrence returns.
        """
        return None

    def scalar(self, spec: Specification) -> bool:
        """Whether a sample is one number of each input, and its result one number."""
        return False

    def states(self, spec: Specification) -> list[str]:
        """The inputs of a recurrence that it returns anew, after the update."""
        return []

    gradient_words: ClassVar[str] = "the gradient"  # what g is in a recurrence

    # Calls.

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        """The calls that values and gradients are checked with, under some settings."""
        raise NotImplementedError(f"{self.name} draws no calls")

    def clauses(self, spec: Specification) -> list[Clause]:
        """The shapes that a function has to take, whatever the numbers."""
        raise NotImplementedError(f"{self.name} has no clauses")

    def sampled(self, spec: Specification, count: int, sizes: Sizes) -> Layout:
        """A call with so many samples, each with a result of its own."""
        raise NotImplementedError(f"{self.name} lays out no samples")

    def sampled_keywords(self, spec: Specification) -> Settings:
        """The keywords of such a call."""
        return {}

    def along(self, spec: Specification, shape: Shape, dim: int) -> Layout:
        """A call with inputs of this shape, whose samples are rows along a dimension."""
        raise NotImplementedError(f"{self.name} has no dimension to go along")

    def joins(self, spec: Specification) -> bool:
        """Whether any two samples can be cut out of a call together."""
        return True

    def cut(self, spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
        """The part of a call that has these samples alone, and in it the entry of `whole` that is
        asked about: of the result, or of the gradient by `wrt`. If they cannot be cut out, the
        whole.
        """
        return whole

    # How it is shown.

    def written_sizes(self, spec: Specification) -> Sizes:
        """How long the named dimensions are in a derivation: as short as its author has them."""
        return min(spec.sizes, key=lambda sizes: prod(sizes.values()), default={})

    def drawn_sizes(self, spec: Specification) -> Sizes:
        """How long they are where curves are drawn."""
        return min(spec.sizes, key=lambda sizes: prod(sizes.values()), default={})

    def shown_for(self, sizes: Sizes) -> str:
        """What a derivation says of these lengths."""
        return ", ".join(f"{name} = {size}" for name, size in sizes.items())

    def at_rest(self, item: Input, count: int) -> list[float] | None:
        """The entries of an input in every sample while another one varies; None for easy
        numbers.
        """
        return None

    # What is timed.

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        """A call with tensors of so many entries, of rows of this length; None if it is not
        timed.
        """
        return None


def failure(family: Family, error: Exception) -> ExerciseError | None:
    """What to tell the author of a plugin's family whose own code has failed; None if it was other
    code that did.
    """
    file = family.file
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    unanswered = isinstance(error, NotImplementedError)
    if not file or Path(file).is_relative_to(Path(__file__).parent) or not (lines or unanswered):
        return None
    told = str(error) if unanswered else f"{type(error).__name__}: {error}"
    return ExerciseError("A631", f"the family {family.name} failed: {told}", Where(file, lines[-1] if lines else None))

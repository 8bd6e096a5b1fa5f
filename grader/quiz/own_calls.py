"""What a submission can be run with so that it gives numbers: a call of its function or of its
derivative by hand, and steps of its optimizer or of its training loop. Each is code that can be
pasted, and each number is a place of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import prod
from typing import Any, ClassVar, Protocol

from ..domains import Classes
from ..drawing.draft import Part
from ..drawing.literals import index_text, tensor_text
from ..dtypes import DTYPES
from ..errors import ExerciseError
from ..exercise import Exercise
from ..reference.enclose import Band
from ..reference.expected import Call, gradient, values
from ..reference.recurrence import Update, path

FORMAT = DTYPES["float32"]  # of tensors that are written without a dtype
LARGE = 100


class PastedCode(Protocol):
    """Code that runs a submission, and the numbers that it gives."""

    @property
    def places(self) -> int:
        """How many numbers it gives."""

    @property
    def text(self) -> str:
        """All of the code."""

    @property
    def far(self) -> bool:
        """Whether it has such large numbers that results may be the same by roundings alone."""

    def text_of(self, place: int) -> str:
        """The code whose last line is one of the numbers."""

    def right(self, place: int) -> Band | None:
        """What the formula of the exercise gives; None if it gives nothing."""


@dataclass(frozen=True)
class OwnCall:
    """A call with tensors; of a derivative by hand the numbers are those of all gradients, one
    after the other.

    `call` has the same numbers, and those of optional inputs that the part leaves out.
    """

    call: Call
    part: Part
    backward: bool

    @property
    def name(self) -> str:
        return f"{self.call.exercise.slug}_backward" if self.backward else self.call.exercise.slug

    @property
    def answered(self) -> Mapping[str, tuple[int, ...]]:
        """The shapes of what comes back: of the gradients by their inputs, or of the result by no
        name.
        """
        differentiable = [i.name for i in self.call.exercise.differentiable if i.name in self.part.data]
        return {n: self.part.shapes[n] for n in differentiable} if self.backward else {"": self.part.result}

    @property
    def _classes(self) -> set[str]:
        return {i.name for i in self.call.exercise.inputs if isinstance(i.domain, Classes)}

    @property
    def far(self) -> bool:
        given = (x for name, numbers in self.part.data.items() if name not in self._classes for x in numbers)
        return any(abs(x) >= LARGE for x in given)

    @property
    def places(self) -> int:
        return sum(prod(shape) for shape in self.answered.values())

    @property
    def text(self) -> str:
        written = FORMAT.text
        given = [tensor_text(self.part.upstream, self.part.result, written, "")] if self.backward else []
        for name, numbers in self.part.data.items():
            text: Callable[[float], str] = _index_of_class if name in self._classes else written
            given.append(tensor_text(numbers, self.part.shapes[name], text, ""))
        given += [f"{name}={value!r}" for name, value in self.part.keywords.items()]
        return f"{self.name}({', '.join(given)})"

    def text_of(self, place: int) -> str:
        name, entry = self._entry(place)
        several = f"[{[*self.answered].index(name)}]" if len(self.answered) > 1 else ""
        return f"{self.text}{several}{index_text(entry, self.answered[name])}"

    def right(self, place: int) -> Band | None:
        wrt, entry = self._entry(place)
        try:
            bands = gradient(self.call, self.part.upstream, wrt, FORMAT) if wrt else values(self.call, FORMAT)
            return next(islice(bands, entry, None))
        except ExerciseError:
            return None

    def _entry(self, place: int) -> tuple[str, int]:
        """Which tensor a number is in, and where."""
        for name, shape in self.answered.items():
            if place < prod(shape):
                return name, place
            place -= prod(shape)
        raise IndexError(place)


@dataclass(frozen=True)
class OwnSteps:
    """Steps from where a parameter starts, a number; the numbers are where it is after each step.

    Each step is `given` the numbers that the author's recurrence takes beside its state: the
    gradient, or the data.
    """

    exercise: Exercise
    start: float
    given: tuple[Mapping[str, float], ...]
    settings: Mapping[str, Any]
    far: ClassVar[bool] = False

    @property
    def places(self) -> int:
        return len(self.given)

    @property
    def text(self) -> str:
        return self.text_of(self.places - 1)

    def text_of(self, place: int) -> str:
        return "\n".join(self._lines(place + 1))

    def _lines(self, steps: int) -> Iterator[str]:
        settings = "".join(f", {name}={value!r}" for name, value in self.settings.items())
        start, target = FORMAT.text(self.start), self.exercise.target
        if not self.exercise.family.steps:
            yield f"w = torch.tensor({start}, requires_grad=True)"
            for step in self.given[:steps]:
                data = ", ".join(f"torch.tensor({FORMAT.text(x)})" for x in step.values())
                yield f"{target}(w, {data}{settings})"
            yield "w.item()"
            return
        yield f"p = torch.nn.Parameter(torch.tensor({start}))"
        yield f"optimizer = {target}([p]{settings})"
        for step in self.given[:steps]:
            yield f"p.grad = torch.tensor({FORMAT.text(step['g'])}); optimizer.step()"
        yield "p.item()"

    def right(self, place: int) -> Band | None:
        settings = {**self.exercise.hyperparameters, **self.settings}
        updates: Sequence[Update] = [Update(step, settings) for step in self.given[: place + 1]]
        try:
            return path(self.exercise, self.start, updates, FORMAT)[place]
        except ExerciseError:
            return None


def _index_of_class(x: float) -> str:
    return str(int(x))

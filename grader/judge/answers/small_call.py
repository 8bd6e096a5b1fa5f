"""The smallest call that shows one entry of a result, as a line to paste into Python."""

from dataclasses import dataclass
from typing import Literal

from ...domains import Classes
from ...drawing.draft import Part
from ...drawing.literals import index_text, tensor_text
from ...dtypes import INT64
from ...inputs import Case
from ...layout import Shape
from ...worker import protocol
from ...worker.protocol import Tensor

ITEM = ".item()"
Leg = Literal["value", "by hand", "autograd"]


@dataclass(frozen=True)
class Question:
    """A result of a case: its value, or its gradient by the input `wrt`, by hand or through
    autograd.
    """

    case: Case
    leg: Leg
    wrt: str = ""


@dataclass(frozen=True)
class SmallCall(Part):
    """A part of a case, as a line of Python and as the connection sends it."""

    wrapped: str = ""  # a function that first takes each tensor

    def line(self, question: Question, ending: str | None = None) -> str:
        """Returns Python code that prints the entry, or the part of the result that `ending` takes.
        It needs torch and the submission's names. With the ending ".item()" it prints all digits of
        the entry.
        """
        case, leg, wrt = question.case, question.leg, question.wrt
        exercise, tensors = case.call.exercise, self.tensors(case)
        keywords = "".join(f", {name}={value!r}" for name, value in self.keywords.items())
        upstream = self.gradient(case)
        pick = ending or ""
        if ending in (None, ITEM):
            pick = index_text(self.entry, self.answered(wrt)) + pick
        if leg == "value":
            return f"{exercise.slug}({', '.join(tensors.values())}{keywords}){pick}"
        names = [i.name for i in exercise.differentiable]
        if leg == "by hand":
            which = f"[{names.index(wrt)}]" if len(names) > 1 else ""
            return f"{exercise.slug}_backward({', '.join([upstream, *tensors.values()])}{keywords}){which}{pick}"
        leaf = f"{wrt} = {tensors[wrt]}.requires_grad_()"
        arguments = ", ".join(wrt if n == wrt else t for n, t in tensors.items())
        return f"{leaf}; {exercise.slug}({arguments}{keywords}).backward({upstream}); print({wrt}.grad{pick})"

    def tensors(self, case: Case) -> dict[str, str]:
        """Returns the inputs as Python code."""
        classes = {i.name for i in case.call.exercise.inputs if isinstance(i.domain, Classes)}
        made = {
            n: tensor_text(v, self.shapes[n], index, "torch.int64" if not v else "")
            if n in classes
            else tensor_text(v, self.shapes[n], case.dtype.text, _option(case))
            for n, v in self.data.items()
        }
        return {n: self._wrapped(tensor) for n, tensor in made.items()}

    def gradient(self, case: Case) -> str:
        """Returns the upstream gradient as Python code."""
        return self._wrapped(tensor_text(self.upstream, self.result, case.dtype.text, _option(case)))

    def _wrapped(self, tensor: str) -> str:
        return f"{self.wrapped}({tensor})" if self.wrapped else tensor

    def answered(self, wrt: str) -> Shape:
        """Returns the shape of the result, or of the gradient by `wrt`."""
        return self.shapes[wrt] if wrt else self.result

    def sent(self, case: Case, leg: Leg) -> list[Tensor]:
        """Returns the tensors of the call, as the connection sends them. The upstream gradient of
        a gradient comes first.
        """
        classes = {i.name for i in case.call.exercise.inputs if isinstance(i.domain, Classes)}
        inputs = [
            protocol.pack(INT64 if name in classes else case.dtype, self.shapes[name], numbers)
            for name, numbers in self.data.items()
        ]
        return inputs if leg == "value" else [protocol.pack(case.dtype, self.result, self.upstream), *inputs]


def whole(case: Case, entry: int = 0) -> SmallCall:
    """Returns the call of a whole case."""
    plan, exercise = case.call.layout, case.call.exercise
    data = {i.name: case.call.data[i.name] for i in exercise.inputs if i.name not in case.omitted}
    return SmallCall(data, plan.shapes, case.upstream, plan.result, case.keywords, entry)


def restrict(case: Case, wrt: str, entry: int, beside: int | None = None) -> SmallCall:
    """Returns the part of a case that produces an entry of the result, or of the gradient by `wrt`.
    If the sample `beside` does not influence the entry and both can be cut out, it stays too.
    """
    plan, exercise, all_of_it = case.call.layout, case.call.exercise, whole(case, entry)
    if plan.reduction != "none":
        return all_of_it
    samples = [s for s in plan.samples if ((wrt, entry) in s.inputs if wrt else entry in s.outputs)]
    other = None if beside is None else plan.samples[beside]
    if other and len(samples) == 1 and exercise.family.joins(exercise) and other not in samples:
        samples = [*samples, other]
    part = exercise.family.cut(exercise, all_of_it, plan, samples, wrt)
    return SmallCall(**vars(part))


def index(x: float) -> str:
    """Returns the index of a class as Python code."""
    return str(int(x))


def _option(case: Case) -> str:
    return "" if case.dtype.name == "float32" else f"torch.{case.dtype.name}"

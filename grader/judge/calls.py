"""The smallest call that shows one entry of a result, as a line to paste into Python."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..inputs import Case
from ..reference.layout import Shape

Leg = Literal["value", "by hand", "autograd"]


@dataclass(frozen=True)
class SmallCall:
    """A part of a case's inputs that gives one of its entries, and how to pick the entry from the result."""

    data: Mapping[str, tuple[float, ...]]
    shapes: Mapping[str, Shape]
    upstream: tuple[float, ...]
    result: Shape
    keywords: Mapping[str, Any]
    pick: str = ""

    def line(self, case: Case, leg: Leg, wrt: str) -> str:
        """Python that prints the entry, to be run where the submission's names and torch are known."""
        exercise, text = case.call.exercise, case.dtype.text
        dtype = "" if case.dtype.name == "float32" else f", dtype=torch.{case.dtype.name}"
        keywords = "".join(f", {name}={value!r}" for name, value in self.keywords.items())
        tensors = {n: f"torch.tensor({literal(v, self.shapes[n], text)}{dtype})" for n, v in self.data.items()}
        upstream = f"torch.tensor({literal(self.upstream, self.result, text)}{dtype})"
        if leg == "value":
            return f"{exercise.slug}({', '.join(tensors.values())}{keywords}){self.pick}"
        names = [i.name for i in exercise.differentiable]
        if leg == "by hand":
            which = f"[{names.index(wrt)}]" if len(names) > 1 else ""
            return f"{exercise.slug}_backward({', '.join([upstream, *tensors.values()])}{keywords}){which}{self.pick}"
        leaf = f"{wrt} = {tensors[wrt]}.requires_grad_()"
        arguments = ", ".join(wrt if n == wrt else t for n, t in tensors.items())
        return f"{leaf}; {exercise.slug}({arguments}{keywords}).backward({upstream}); print({wrt}.grad{self.pick})"


def restrict(case: Case, wrt: str, entry: int) -> SmallCall:
    """The part of a case that an entry of the result (or of the gradient by `wrt`) comes from."""
    plan, exercise, data = case.call.layout, case.call.exercise, case.call.data
    if exercise.family == "rowwise":
        outputs = next(s.outputs for s in plan.samples if entry in s.outputs)
        row = {name: tuple(values[i] for i in outputs) for name, values in data.items()}
        shapes: dict[str, Shape] = {name: (len(outputs),) for name in data}
        upstream = tuple(case.upstream[i] for i in outputs)
        return SmallCall(
            row, shapes, upstream, (len(outputs),), {**case.keywords, "dim": 0}, f"[{outputs.index(entry)}]"
        )
    if exercise.family == "elementwise" or plan.result:
        part = _elements(case, wrt, entry)
        if part:
            return part
    shape = plan.shapes[wrt] if wrt else plan.result
    return SmallCall(data, plan.shapes, case.upstream, plan.result, case.keywords, _index(entry, shape))


def _elements(case: Case, wrt: str, entry: int) -> SmallCall | None:
    """The samples that an entry depends on, if they can be cut out: elements, or one channel."""
    plan, exercise, data = case.call.layout, case.call.exercise, case.call.data
    if exercise.family == "layer":
        return None
    samples = [s for s in plan.samples if ((wrt, entry) in s.inputs if wrt else entry in s.outputs)]
    channels = {i.name for i in exercise.inputs if i.shape}
    names = [name for name, _ in samples[0].inputs]
    columns = {n: tuple(data[n][dict(s.inputs)[n]] for s in samples) for n in names}
    upstream = tuple(case.upstream[s.outputs[0]] for s in samples)
    if channels:
        numbers = {n: v[:1] if n in channels else v for n, v in columns.items()}
        shapes: dict[str, Shape] = {n: (1,) if n in channels else (len(samples), 1) for n in names}
        pick = "[0]" if wrt in channels else "[0, 0]"
        return SmallCall(numbers, shapes, upstream, (len(samples), 1), case.keywords, pick)
    shape: Shape = () if exercise.family == "elementwise" else (1,)
    return SmallCall(columns, dict.fromkeys(names, shape), upstream, shape, case.keywords, "[0]" if shape else "")


def _index(entry: int, shape: Shape) -> str:
    index = []
    for size in reversed(shape):
        entry, i = divmod(entry, size)
        index.append(str(i))
    return f"[{', '.join(reversed(index))}]" if index else ""


def nested(values: Sequence[Any], shape: Shape) -> Any:
    """Entries in row-major order as nested lists."""
    if not shape:
        return values[0]
    step = len(values) // shape[0] if shape[0] else 0
    return [nested(values[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def literal(values: Sequence[float], shape: Shape, text: Callable[[float], str]) -> str:
    """Entries in row-major order as Python writes nested lists."""
    return _written(nested([text(x) for x in values], shape))


def _written(value: Any) -> str:
    return f"[{', '.join(map(_written, value))}]" if isinstance(value, list) else str(value)

"""The smallest call that shows one entry of a result, as a line to paste into Python."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..domains import Classes
from ..inputs import Case
from ..reference.layout import Sample, Shape

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
        classes = {i.name for i in exercise.inputs if isinstance(i.domain, Classes)}
        keywords = "".join(f", {name}={value!r}" for name, value in self.keywords.items())
        tensors = {
            n: f"torch.tensor({literal(v, self.shapes[n], index)})"
            if n in classes
            else f"torch.tensor({literal(v, self.shapes[n], text)}{dtype})"
            for n, v in self.data.items()
        }
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
    plan, exercise = case.call.layout, case.call.exercise
    data = {i.name: case.call.data[i.name] for i in exercise.inputs if i.name not in case.omitted}
    first = plan.shapes[exercise.inputs[0].name]
    across = exercise.family == "rowwise" and case.keywords["dim"] % len(first) != len(first) - 1
    if plan.reduction != "none" or across:  # across: a mistake may be in the dimension, which one row does not show
        shape = plan.shapes[wrt] if wrt else plan.result
        return SmallCall(data, plan.shapes, case.upstream, plan.result, case.keywords, _index(entry, shape))
    samples = [s for s in plan.samples if ((wrt, entry) in s.inputs if wrt else entry in s.outputs)]
    upstream = tuple(case.upstream[n] for s in samples for n in s.outputs)
    if exercise.family == "elementwise":
        return _elements(case, wrt, samples, upstream)
    parts = {name: [[n for i, n in s.inputs if i == name] for s in samples] for name in data}
    if exercise.family == "rowwise":
        own, row = samples[0].outputs, {name: rows[0] for name, rows in parts.items()}
        numbers = {name: tuple(data[name][n] for n in row[name]) for name in data}
        shapes: dict[str, Shape] = {name: (len(n),) for name, n in numbers.items()}
        result: Shape = (len(own),) if exercise.output else ()
        pick = f"[{row[wrt].index(entry)}]" if wrt else f"[{own.index(entry)}]" if result else ""
        return SmallCall(numbers, shapes, upstream, result, {**case.keywords, "dim": 0}, pick)
    shared = {i.name for i in exercise.inputs if i.shared}
    numbers = {n: data[n] if n in shared else tuple(data[n][k] for row in parts[n] for k in row) for n in data}
    inner = {i.name: tuple(plan.sizes[d] for d in i.shape) for i in exercise.inputs}
    shapes = {n: inner[n] if n in shared else (len(samples), *inner[n]) for n in data}
    result = (len(samples), *(plan.sizes[d] for d in exercise.output))
    if not wrt:
        place, shape = samples[0].outputs.index(entry), result
    else:
        place, shape = entry if wrt in shared else parts[wrt][0].index(entry), shapes[wrt]
    return SmallCall(numbers, shapes, upstream, result, case.keywords, _index(place, shape))


def _elements(case: Case, wrt: str, samples: Sequence[Sample], upstream: tuple[float, ...]) -> SmallCall:
    """Elements that can be cut out: one, or those of a channel."""
    data, exercise = case.call.data, case.call.exercise
    channels = {i.name for i in exercise.inputs if i.shape}
    columns = {n: tuple(data[n][dict(s.inputs)[n]] for s in samples) for n in data}
    if channels:
        numbers = {n: v[:1] if n in channels else v for n, v in columns.items()}
        shapes: dict[str, Shape] = {n: (1,) if n in channels else (len(samples), 1) for n in data}
        pick = "[0]" if wrt in channels else "[0, 0]"
        return SmallCall(numbers, shapes, upstream, (len(samples), 1), case.keywords, pick)
    return SmallCall(columns, dict.fromkeys(data, ()), upstream, (), case.keywords, "")


def index(x: float) -> str:
    """An index of a class, as it is written."""
    return str(int(x))


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

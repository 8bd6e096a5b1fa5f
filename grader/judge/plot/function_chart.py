"""What there is to draw of a function: its values and derivatives along lines through its
inputs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

from ...dtypes import FLOAT32
from ...errors import SubmissionError
from ...exercise import Exercise
from ...inputs import Case
from ...inputs.slices import Slice, interval, slices
from ...reference.enclose import Band
from ...reference.expected import Call, gradient, values
from ...report.chart import Chart, Curve, Panel
from ...worker import protocol
from ..answers import asking
from ..sandbox.session import Session
from .shape import pieces, told, wrong_stretches

DTYPE = FLOAT32  # what torch computes in if it is not told otherwise
POINTS = 121


@dataclass(frozen=True)
class OutputCurve:
    """One output along a slice; with `wrt` its derivative by that input, of a vector by its first
    entry.
    """

    slice: Slice
    output: int
    label: str
    wrt: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)

    def right(self, xs: Sequence[float]) -> list[Band]:
        """What is right at every x."""
        case = self._case(xs)
        if self.wrt:
            bands = list(gradient(case.call, case.upstream, self.wrt, DTYPE))
        else:
            bands = list(values(case.call, DTYPE))
        return [bands[entry] for entry in self._entries(case)]

    def got(self, xs: Sequence[float], session: Session) -> list[float]:
        """What a submission gives at every x; its derivative is the one by hand, or if there is
        none autograd's.

        Raises:
            SubmissionError: if it gives no such numbers.
        """
        case = self._case(xs)
        name = self.slice.exercise.slug
        if not self.wrt:
            (result,) = asking.ask(session, protocol.FORWARD, case, name)
            got = asking.numbers(result, case.call.layout.result, DTYPE, f"the result of {name}")
            return [got[entry] for entry in self._entries(case)]
        wanted = [i.name for i in self.slice.exercise.differentiable]
        try:
            results = asking.ask(session, protocol.BACKWARD, case, f"{name}_backward")
        except SubmissionError as error:
            if error.code != "S104":
                raise
            results = asking.ask(session, protocol.GRADIENTS, case, name)
        shape = case.call.layout.shapes[self.wrt]
        got = asking.numbers(results[wanted.index(self.wrt)], shape, DTYPE, f"the gradient by {self.wrt}")
        return [got[entry] for entry in self._entries(case)]

    def _case(self, xs: Sequence[float]) -> Case:
        draft = self.slice.draft(xs)
        chosen = {sample.outputs[self.output] for sample in draft.layout.samples}
        upstream = tuple(float(entry in chosen) for entry in range(prod(draft.layout.result)))
        call = Call(self.slice.exercise, draft.layout, draft.data, self.settings)
        return Case(call, upstream, {**self.settings, **draft.keywords}, DTYPE, draft.omitted)

    def _entries(self, case: Case) -> list[int]:
        samples = case.call.layout.samples
        if not self.wrt:
            return [sample.outputs[self.output] for sample in samples]
        return [next(entry for name, entry in sample.inputs if name == self.wrt) for sample in samples]


def chart(exercise: Exercise, session: Session | None, submission: str, settings: Mapping[str, Any]) -> Chart:
    """The function and its derivatives along the lines to draw, with those of a loaded submission.

    Raises:
        ExerciseError: if the formula is wrong. NoSlice: if there is nothing to draw.
        SubmissionError: if the function does not give its values; a derivative that is not there is
        a remark.
    """
    lines = slices(exercise, DTYPE)
    first = exercise.inputs_under(settings)[0]
    low, high = interval(first)
    xs = [DTYPE.round(low + (high - low) * k / (POINTS - 1)) for k in range(POINTS)]
    xs = [x for x in xs if x in first.domain]
    across = "x" if len(lines[0].still[first.name]) > 1 else first.name
    if len(lines) == 1 and lines[0].label:
        across = f"{across}  ({lines[0].label})"
    remarks: list[str] = []
    panels = []
    for wrt in ("", *(i.name for i in exercise.differentiable if not i.shared)):
        asked = session
        curves = []
        for line in _lines(lines, wrt, settings):
            try:
                curves.append(_curve(line, xs, asked))
            except SubmissionError as error:
                if not wrt or (session and not session.alive):
                    raise
                asked = None
                remarks.append(f"the submission's derivative by {wrt} is not drawn: {error.code} {error.message}")
                curves.append(_curve(line, xs, None))
        panels.append(Panel(_title(exercise, wrt, lines[0]), tuple(curves)))
    remarks += told(panels)
    title, ends = exercise.text.title, (xs[0], xs[-1])
    return Chart(title, across, ends, tuple(panels), submission, tuple(remarks), tuple(_undrawn(exercise)))


def _undrawn(exercise: Exercise) -> Iterator[str]:
    """What a submission is also checked with, in a few words each."""
    if exercise.variants:
        yield "other settings"
    yield from exercise.family.undrawn
    if len(exercise.reductions) > 1:
        yield "other reductions"
    if exercise.differentiable:
        yield "the gradient through autograd beside the one by hand"
    if exercise.behaviour:
        yield "what it does to memory and graph"
    yield from ("larger inputs", "float64", "other shapes and layouts")


def _lines(drawn: Sequence[Slice], wrt: str, settings: Mapping[str, Any]) -> Iterator[OutputCurve]:
    for one in drawn:
        for output in range(one.outputs):
            parts = [one.label] if len(drawn) > 1 else []
            parts += [f"output {output}"] if one.outputs > 1 else []
            yield OutputCurve(one, output, ", ".join(parts), wrt, settings)


def _title(exercise: Exercise, wrt: str, line: Slice) -> str:
    if not wrt:
        return exercise.slug
    return f"derivative by {wrt}{'[0]' if len(line.still[wrt]) > 1 else ''}"


def _curve(line: OutputCurve, xs: Sequence[float], session: Session | None) -> Curve:
    bands = line.right(xs)
    right = tuple(pieces(line.right, xs, bands))
    if not session:
        return Curve(line.label, right)
    got = line.got(xs, session)
    return Curve(line.label, right, tuple(zip(xs, got, strict=True)), tuple(wrong_stretches(xs, bands, got)))

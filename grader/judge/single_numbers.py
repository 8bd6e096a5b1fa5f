"""What a submission's function gives for single numbers: all of them in one call, in a worker of its own."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Literal

from ..drawing.draft import Draft
from ..dtypes import FLOAT64
from ..errors import SubmissionError
from ..exercise import Exercise
from ..inputs import Case
from ..limit_settings import Limits
from ..reference.expected import Call
from ..worker import protocol
from .answers import asking
from .sandbox.session import Session
from .sandbox.workers import Workers


class SingleNumbers:
    """Runs submissions of an exercise whose function is one of single numbers."""

    def __init__(self, exercise: Exercise, workers: Workers, limits: Limits) -> None:
        self._exercise = exercise
        self._workers = workers
        self._limits = limits

    def results(
        self, source: str, direction: Literal["value", "gradient"], inputs: Sequence[Mapping[str, float]]
    ) -> Sequence[float | None]:
        """The values for these inputs in float64, or the gradients by the first input, as its own backward gives them
        for an upstream gradient of 1; None for all if the code fails. Losses are not averaged.

        Raises:
            WorkerError: if the worker cannot be used, for reasons that are not the student's.
        """
        with self._workers.session(self._limits) as session:
            try:
                session.load(f"{self._exercise.slug}.py", source)
                return self._asked(session, direction, self._case(inputs))
            except SubmissionError:
                return [None] * len(inputs)

    def _asked(self, session: Session, direction: str, case: Case) -> Sequence[float]:
        slug, what = self._exercise.slug, f"the {direction} of {self._exercise.slug}"
        if direction == "value":
            (result,) = asking.ask(session, protocol.FORWARD, case, slug)
            return asking.numbers(result, case.call.layout.result, FLOAT64, what)
        first, *_ = asking.ask(session, protocol.BACKWARD, case, f"{slug}_backward")
        return asking.numbers(first, case.call.layout.shapes[self._exercise.inputs[0].name], FLOAT64, what)

    def _case(self, inputs: Sequence[Mapping[str, float]]) -> Case:
        """One call with a sample for each input."""
        exercise, family = self._exercise, self._exercise.family
        layout = family.sampled(exercise, len(inputs), family.drawn_sizes(exercise))
        data = {name: [0.0] * prod(shape) for name, shape in layout.shapes.items()}
        for numbers, sample in zip(inputs, layout.samples, strict=True):
            for name, entry in sample.inputs:
                data[name][entry] = numbers[name]
        draft = Draft(layout, {n: tuple(x) for n, x in data.items()}, family.sampled_keywords(exercise))
        call = Call(exercise, layout, draft.data, {})
        return Case(call, (1.0,) * prod(layout.result), draft.keywords, FLOAT64)

"""Does a training step take the parameter where it should, call after call, and leave nothing behind that adds up?"""

from collections.abc import Sequence

from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import CheckResult, Failure
from ...worker import protocol
from ..calls import literal
from ..effects import Given, words
from ..evidence import measured
from ..lessons import STEPS, WIDTH, Lesson
from ..path_diagnosis import recognise_paths
from ..paths import Run, paths
from ..session import Session
from . import base


class Training:
    """The student's step in one dtype, called again and again with the same leaf, in several lessons."""

    name = "training"

    def __init__(self, exercise: Exercise, dtype: DType, taken: Sequence[Lesson], points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._runs = [Run(lesson, list(paths(exercise, lesson, dtype))) for lesson in taken]

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        runs = [Run(r.walk, r.right, self._ask(session, r.walk)) for r in self._runs]
        if changes := session.effects.changes:
            raise SubmissionError("C403", f"{'; '.join(changes)}: only the parameter may change")
        wrong = [r for r in runs if r.first_wrong is not None]
        points = self.points
        if not wrong:
            summary = f"{base.count(len(runs), 'loop')} of {base.count(STEPS, 'step')}; the same leaf, data unchanged"
            return CheckResult(self.name, self.dtype.name, "passed", summary, points, points)
        names = "; ".join(r.walk.name for r in wrong)
        which = f" ({names})" if len(wrong) < len(runs) else ""
        step = (wrong[0].first_wrong or 0) + 1
        return CheckResult(
            self.name,
            self.dtype.name,
            "failed",
            f"{len(wrong)} of {base.count(len(runs), 'loop')} wrong{which}; the first diverges at step {step}",
            max_score=points,
            code="T502",
            failures=(self._failure(wrong[0]),),
            diagnoses=recognise_paths(self._exercise, runs, self.dtype, session.clues),
        )

    def _ask(self, session: Session, lesson: Lesson) -> tuple[tuple[float, ...], ...]:
        sent = self._tensors(lesson)
        request = {
            "name": self._exercise.target,
            "keywords": dict(lesson.settings),
            "steps": STEPS,
            "left": list(lesson.left),
        }
        given = Given(self._exercise.target, words(lesson.settings), ["the parameter", *lesson.data])
        (answer,) = session.ask(protocol.TRAIN, request, sent, 1, given)
        entries = base.numbers(answer, (STEPS, WIDTH), self.dtype, "the parameter over all steps")
        return tuple(entries[n::WIDTH] for n in range(WIDTH))

    def _tensors(self, lesson: Lesson) -> list[protocol.Tensor]:
        def packed(*rows: tuple[float, ...]) -> protocol.Tensor:
            return protocol.pack(self.dtype, (len(rows), WIDTH), (x for row in rows for x in row))

        one = (WIDTH,)
        data = [packed(*rows) for rows in lesson.data.values()]
        left = [protocol.pack(self.dtype, one, row) for row in lesson.left.values()]
        return [protocol.pack(self.dtype, one, lesson.start), *data, *left]

    def _failure(self, run: Run[Lesson]) -> Failure:
        """The entry that is farthest off at the first wrong step."""
        step = run.first_wrong or 0
        entry = run.farthest(step)
        band, got = run.right[entry][step], run.got[entry][step]
        inputs = {"loop": run.walk.name, "step": step + 1, "start": run.walk.start[entry]}
        return measured("simplest", inputs, got, band, self._call(run.walk, entry, step))

    def _call(self, lesson: Lesson, entry: int, step: int) -> str:
        def tensor(x: float, *options: str) -> str:
            return f"torch.tensor({', '.join([literal((x,), (1,), self.dtype.text), *options])})"

        dtype = f"dtype=torch.{self.dtype.name}"
        made = f"w = {tensor(lesson.start[entry], dtype, 'requires_grad=True')}"
        if 0 in lesson.left:
            made += f"; w.grad = {tensor(lesson.left[0][entry], dtype)}"
        data = ", ".join(
            f"({', '.join(self.dtype.text(rows[s][entry]) for rows in lesson.data.values())})" for s in range(step + 1)
        )
        keywords = "".join(f", {k}={v!r}" for k, v in lesson.settings.items())
        call = f"{self._exercise.target}(w, *(torch.tensor([x], {dtype}) for x in data){keywords})"
        return f"{made}; _ = [{call} for data in [{data}]]; print(w)"

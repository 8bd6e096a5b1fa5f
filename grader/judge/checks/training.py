"""Checks whether a training step moves the parameter to the right place, call after call, and
leaves nothing behind that adds up.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from ...drawing.literals import literal
from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import CheckResult, Failure, Findings, Score
from ...worker import protocol
from ..answers import asking
from ..answers.attempt import Attempt
from ..answers.clues import Clues
from ..answers.evidence import measured
from ..answers.showing import SECONDS, Showing, TriedLine, number
from ..answers.small_call import ITEM
from ..diagnosis.path_diagnosis import recognise_paths
from ..sandbox.effects import Given, words
from ..sandbox.session import Request, Session
from ..trajectories.lessons import STEPS, WIDTH, Lesson
from ..trajectories.paths import WalkRun, paths
from . import base


class Training:
    """The student's step in one dtype, called repeatedly with the same leaf, in several lessons."""

    name = "training"

    def __init__(self, exercise: Exercise, dtype: DType, taken: Sequence[Lesson], points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._runs = [WalkRun(lesson, list(paths(exercise, lesson, dtype))) for lesson in taken]

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session, clues = attempt.session, attempt.clues
        runs = [WalkRun(r.walk, r.right, self._ask(session, r.walk)) for r in self._runs]
        if changes := session.effects.changes:
            raise SubmissionError("C403", f"{'; '.join(changes)}: only the parameter may change")
        if left := session.effects.left:
            raise SubmissionError("C408", f"{'; '.join(left)}: that belongs to the caller")
        clues.gave.runs.append((self.dtype, runs))
        wrong = [r for r in runs if r.first_wrong is not None]
        points = self.points
        if not wrong:
            summary = f"{base.count(len(runs), 'loop')} of {base.count(STEPS, 'step')}; the same leaf, data unchanged"
            return CheckResult(
                name=self.name, dtype=self.dtype.name, status="passed", summary=summary, score=Score(points, points)
            )
        names = "; ".join(r.walk.name for r in wrong)
        which = f" ({names})" if len(wrong) < len(runs) else ""
        step = (wrong[0].first_wrong or 0) + 1
        clues.mistakes.open[self.name, self.dtype.name] = lambda: recognise_paths(
            self._exercise, runs, self.dtype, clues
        )
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=f"{len(wrong)} of {base.count(len(runs), 'loop')} wrong{which}; the first diverges at step {step}",
            score=Score(0.0, points),
            findings=Findings(code="T502", failures=(self._failure(wrong[0], clues),)),
        )

    def _ask(self, session: Session, lesson: Lesson) -> tuple[tuple[float, ...], ...]:
        sent = self._tensors(lesson, range(WIDTH), STEPS)
        given = Given(self._exercise.target, words(lesson.settings), ["the parameter", *lesson.data])
        (answer,) = session.ask(Request(protocol.TRAIN, self._request(lesson, STEPS), sent, 1), given)
        entries = asking.numbers(answer, (STEPS, WIDTH), self.dtype, "the parameter over all steps")
        return tuple(entries[n::WIDTH] for n in range(WIDTH))

    def _request(self, lesson: Lesson, steps: int) -> dict[str, Any]:
        return {
            "name": self._exercise.target,
            "keywords": dict(lesson.settings),
            "steps": steps,
            "left": list(lesson.left),
        }

    def _tensors(self, lesson: Lesson, entries: Sequence[int], steps: int) -> list[protocol.Tensor]:
        def packed(shape: tuple[int, ...], *rows: tuple[float, ...]) -> protocol.Tensor:
            return protocol.pack(self.dtype, shape, (row[n] for row in rows for n in entries))

        width = len(entries)
        data = [packed((steps, width), *rows[:steps]) for rows in lesson.data.values()]
        left = [packed((width,), row) for row in lesson.left.values()]
        return [packed((width,), lesson.start), *data, *left]

    def _failure(self, run: WalkRun[Lesson], clues: Clues) -> Failure:
        """Returns the entry with the largest error at the first wrong step. `clues` get the calls
        that may show it.
        """
        step = run.first_wrong or 0
        entry = run.farthest(step)
        band, got = run.right[entry][step], run.got[entry][step]
        inputs = {"loop": run.walk.name, "step": step + 1, "start": run.walk.start[entry]}
        told = measured("simplest", inputs, got, band)
        shows = number(got, band)
        tried = tuple(
            TriedLine(
                self._line(run.walk, entries, step + 1, entries.index(entry)),
                partial(self._again, run.walk, entries, step + 1, entries.index(entry)),
                shows,
            )
            for entries in ((entry,), tuple(range(WIDTH)))
        )
        clues.showing.append(Showing(told, tried))
        return told

    def _again(self, lesson: Lesson, entries: Sequence[int], steps: int, place: int, session: Session) -> float:
        """Returns where the submission moves one of these entries in so many steps."""
        sent = self._tensors(lesson, entries, steps)
        (answer,) = session.ask(Request(protocol.TRAIN, self._request(lesson, steps), sent, 1), seconds=SECONDS)
        shape = steps, len(entries)
        return asking.numbers(answer, shape, self.dtype, "the parameter over all steps")[place - len(entries)]

    def _line(self, lesson: Lesson, entries: Sequence[int], steps: int, place: int) -> str:
        option = "" if self.dtype.name == "float32" else f", dtype=torch.{self.dtype.name}"

        def written(row: Sequence[float]) -> str:
            return literal([row[n] for n in entries], (len(entries),), self.dtype.text)

        made = f"w = torch.tensor({written(lesson.start)}{option}, requires_grad=True)"
        if 0 in lesson.left:
            made += f"; w.grad = torch.tensor({written(lesson.left[0])}{option})"
        keywords = "".join(f", {k}={v!r}" for k, v in lesson.settings.items())
        data = [[written(rows[n]) for rows in lesson.data.values()] for n in range(steps)]
        shown = f"print(w[{place}]{ITEM})"
        if steps == 1:
            given = ", ".join(f"torch.tensor({d}{option})" for d in data[0])
            return f"{made}; {self._exercise.target}(w, {given}{keywords}); {shown}"
        rows = [f"({', '.join(d)},)" for d in data]
        call = f"{self._exercise.target}(w, *(torch.tensor(x{option}) for x in data){keywords})"
        return f"{made}; _ = [{call} for data in [{', '.join(rows)}]]; {shown}"

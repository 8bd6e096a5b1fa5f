"""The results of a submission in the calls and steps of questions about its code. Each call is made
by itself, all of them in their own worker.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from time import monotonic

from ...domains import Classes
from ...dtypes import INT64
from ...errors import SubmissionError
from ...exercise import Exercise
from ...quiz.own_calls import FORMAT, OwnCall, OwnSteps, PastedCode
from ...worker import protocol
from ..sandbox.session import Request, Session
from ..trajectories.scenarios import Parameters, ParamGroups, Scenario
from .asking import numbers
from .runs import tensors

SECONDS = 2.0  # for a call: a changed line may loop forever


class TooSlow(Exception):
    """Code that does not answer in time."""


class OwnCodeRuns:
    """Runs submissions of an exercise, confined as when they are judged, for at most so many
    seconds in all.
    """

    def __init__(
        self, exercise: Exercise, start: Callable[[], AbstractContextManager[Session]], seconds: float
    ) -> None:
        self._exercise = exercise
        self._start = start
        self._seconds = seconds
        self._spent = 0.0

    def results(self, source: str, codes: Sequence[PastedCode]) -> list[Sequence[float] | None]:
        """Returns the numbers that a file gives for each code; None if the code fails.

        Raises:
            WorkerError: if the worker cannot be used and the student is not the cause.
            TooSlow: if all runs so far take too long.
        """
        with self._start() as session:
            begun = monotonic()
            try:
                session.load(f"{self._exercise.slug}.py", source)
            except SubmissionError:
                return [None] * len(codes)
            found = []
            for code in codes:
                if self._spent + monotonic() - begun > self._seconds:
                    raise TooSlow(f"the code is too slow to be asked about: all calls take over {self._seconds:g} s")
                found.append(self._one(session, code) if session.alive else None)
            self._spent += monotonic() - begun
            return found

    def _one(self, session: Session, code: PastedCode) -> Sequence[float] | None:
        try:
            match code:
                case OwnCall():
                    return _called(session, code)
                case OwnSteps():
                    return _stepped(session, code) if self._exercise.family.steps else _trained(session, code)
        except SubmissionError:
            return None
        raise TypeError(code)


def _called(session: Session, code: OwnCall) -> Sequence[float]:
    exercise, part = code.call.exercise, code.part
    given = [i for i in exercise.inputs if i.name in part.data]
    sent = [
        protocol.pack(INT64 if isinstance(i.domain, Classes) else FORMAT, part.shapes[i.name], part.data[i.name])
        for i in given
    ]
    if code.backward:
        sent.insert(0, protocol.pack(FORMAT, part.result, part.upstream))
    told = {
        "name": code.name,
        "keywords": dict(part.keywords),
        "differentiable": [i.differentiable for i in given],
    }
    kind = protocol.BACKWARD if code.backward else protocol.FORWARD
    answers = session.ask(Request(kind, told, sent, len(code.answered)), seconds=SECONDS)
    shapes = code.answered.values()
    return [x for answer, shape in zip(answers, shapes, strict=True) for x in numbers(answer, shape, FORMAT, code.name)]


def _stepped(session: Session, code: OwnSteps) -> Sequence[float]:
    settings = {name: value for name, value in code.settings.items() if name != "lr"}
    rates = ((code.settings["lr"],),) * code.places
    gradients = (tuple((step["g"],) for step in code.given),)
    walk = Scenario(
        name="",
        settings=settings,
        parameters=Parameters(starts=((code.start,),), gradients=gradients, shapes=((),)),
        param_groups=ParamGroups(members=((0,),), rates=rates),
    )
    request = Request(protocol.OPTIMIZE, walk.request(code.exercise), tensors(walk, FORMAT), 1)
    (after,) = session.ask(request, seconds=SECONDS)
    return numbers(after, (code.places,), FORMAT, "the parameter")


def _trained(session: Session, code: OwnSteps) -> Sequence[float]:
    steps = code.places
    data = [protocol.pack(FORMAT, (steps,), [step[name] for step in code.given]) for name in code.given[0]]
    told = {"name": code.exercise.target, "keywords": dict(code.settings), "steps": steps, "left": []}
    start = protocol.pack(FORMAT, (), (code.start,))
    (answer,) = session.ask(Request(protocol.TRAIN, told, [start, *data], 1), seconds=SECONDS)
    return numbers(answer, (steps,), FORMAT, "the parameter")

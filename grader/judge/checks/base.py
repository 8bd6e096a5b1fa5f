"""What all checks share: the cases with their truth, asking the worker, and the shape of a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from ...domains import Classes
from ...dtypes import INT64, DType
from ...errors import SubmissionError
from ...exercise import Exercise, Input
from ...inputs import Case, border_cases, cases
from ...reference.enclose import Band
from ...reference.expected import gradient, values
from ...report.model import CheckResult
from ...worker import protocol
from ...worker.protocol import Tensor
from ..answers.evidence import Answer
from ..sandbox.effects import Given, words
from ..sandbox.session import Session
from .defaults import wrong_defaults


class Check(Protocol):
    """Something that a submission passes, fails or cannot be asked."""

    @property
    def name(self) -> str: ...

    @property
    def dtype(self) -> DType: ...

    @property
    def points(self) -> float: ...

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        """Ask the worker and decide, knowing how the checks `before` this one went.

        Raises:
            SubmissionError: if the submission gives no answer that could be judged.
        """


@dataclass(frozen=True)
class Unable:
    """A check that cannot be made of this exercise, and why; it costs no points."""

    name: str
    dtype: DType
    reason: str
    points: float = 0.0

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        return CheckResult(self.name, self.dtype.name, "skipped", self.reason)


@dataclass(frozen=True)
class Planned:
    """A case with what is right for it."""

    case: Case
    values: Sequence[Band]
    gradients: Mapping[str, Sequence[Band]]

    @classmethod
    def of(cls, case: Case) -> "Planned":
        right = list(
            values(case.call, case.dtype)
        )  # first, so that an author hears of the formula before its derivative
        names = [i.name for i in case.call.exercise.differentiable]
        bands = {n: list(gradient(case.call, case.upstream, n, case.dtype)) for n in names}
        return cls(case, right, bands)

    @classmethod
    def at_border(cls, case: Case) -> "Planned":
        """A case of which the values alone are right or wrong."""
        return cls(case, list(values(case.call, case.dtype)), {})


@dataclass(frozen=True)
class Plan:
    """The cases of an exercise in one dtype, shared by its checks; `others` are what it may be mistaken for."""

    exercise: Exercise
    dtype: DType
    seed: int
    others: tuple[Exercise, ...] = ()

    @cached_property
    def cases(self) -> tuple[Planned, ...]:
        return tuple(Planned.of(c) for c in cases(self.exercise, self.dtype, self.seed))

    @cached_property
    def valued(self) -> tuple[Planned, ...]:
        """The cases whose values are asked: all of them, and those at the border of the domain."""
        border = border_cases(self.exercise, self.dtype, self.seed)
        return (*self.cases, *(Planned.at_border(c) for c in border))


def inputs(case: Case) -> list[Tensor]:
    """The input tensors of a case, for the wire."""
    plan, data = case.call.layout, case.call.data
    return [
        protocol.pack(INT64 if isinstance(i.domain, Classes) else case.dtype, plan.shapes[i.name], data[i.name])
        for i in given(case)
    ]


def given(case: Case) -> list[Input]:
    """The inputs that a call is given, without optional ones that it omits."""
    return [i for i in case.call.exercise.inputs if i.name not in case.omitted]


def upstream(case: Case) -> Tensor:
    """The upstream gradient of a case, for the wire."""
    return protocol.pack(case.dtype, case.call.layout.result, case.upstream)


def request(case: Case, name: str, **extra: Any) -> dict[str, Any]:
    """The text part of a request to call a function on a case."""
    differentiable = [i.differentiable for i in given(case)]
    return {"name": name, "keywords": dict(case.keywords), "differentiable": differentiable, **extra}


def sent(kind: int, case: Case) -> list[Tensor]:
    """The tensors of a request of this kind: its inputs, and before them the upstream gradient where there is one."""
    return inputs(case) if kind == protocol.FORWARD else [upstream(case), *inputs(case)]


def ask(session: Session, kind: int, case: Case, name: str, **extra: Any) -> tuple[Tensor, ...]:
    """The result of a function of the submission's for a case, or its gradients.

    Raises:
        SubmissionError: if it gives none.
    """
    count = 1 if kind == protocol.FORWARD else len(case.call.exercise.differentiable)
    names = [*([] if kind == protocol.FORWARD else ["grad_output"]), *(i.name for i in given(case))]
    told = Given(name, words(case.keywords), names)
    return session.ask(kind, request(case, name, **extra), sent(kind, case), count, told)


def defaults_to_blame(exercise: Exercise, source: str, answers: Sequence[Answer]) -> str:
    """What to say of defaults that are not the exercise's, where all that is wrong was called without them."""
    wrong = [a.case.keywords for a in answers if a.wrong]
    if not wrong:
        return ""
    said = wrong_defaults(exercise, source, backward=any(a.leg == "by hand" for a in answers))
    return "".join(f"; {words}" for name, words in said.items() if not any(name in given for given in wrong))


def numbers(answer: Tensor, shape: tuple[int, ...], dtype: DType, what: str) -> tuple[float, ...]:
    """The entries of an answer.

    Raises:
        SubmissionError: C401 or C402, if its shape or dtype is not what it should be.
    """
    if answer.shape != shape:
        raise SubmissionError("C401", f"{what} has shape {answer.shape}, but should have {shape}")
    if answer.dtype != dtype:
        raise SubmissionError(
            "C402", f"{what} has dtype {answer.dtype.name}, but should have that of the inputs, {dtype.name}"
        )
    return dtype.unpack(answer.data)


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 value, 2 values."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

"""Ask a submission for the results of a case, on the wire."""

from typing import Any

from ...domains import Classes
from ...dtypes import INT64, DType
from ...errors import SubmissionError
from ...inputs import Case
from ...specification import Input
from ...worker import protocol
from ...worker.protocol import Tensor
from ..sandbox.effects import Given, words
from ..sandbox.session import Request, Session


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
    """The tensors of a request of this kind: its inputs, and before them the upstream gradient
    where there is one.
    """
    return inputs(case) if kind == protocol.FORWARD else [upstream(case), *inputs(case)]


def ask(session: Session, kind: int, case: Case, name: str, **extra: Any) -> tuple[Tensor, ...]:
    """The result of a function of the submission's for a case, or its gradients.

    Raises:
        SubmissionError: if it gives none.
    """
    count = 1 if kind == protocol.FORWARD else len(case.call.exercise.differentiable)
    names = [*([] if kind == protocol.FORWARD else ["grad_output"]), *(i.name for i in given(case))]
    told = Given(name, words(case.keywords), names)
    return session.ask(Request(kind, request(case, name, **extra), sent(kind, case), count), told)


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

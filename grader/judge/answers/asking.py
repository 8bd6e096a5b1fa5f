"""Asks a submission for the results of a case, through the connection to the worker."""

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
    """Returns the input tensors of a case, as the connection sends them."""
    plan, data = case.call.layout, case.call.data
    return [
        protocol.pack(INT64 if isinstance(i.domain, Classes) else case.dtype, plan.shapes[i.name], data[i.name])
        for i in given(case)
    ]


def given(case: Case) -> list[Input]:
    """Returns the inputs that the call gets, without the optional ones that it omits."""
    return [i for i in case.call.exercise.inputs if i.name not in case.omitted]


def upstream(case: Case) -> Tensor:
    """Returns the upstream gradient of a case, as the connection sends it."""
    return protocol.pack(case.dtype, case.call.layout.result, case.upstream)


def request(case: Case, name: str, **extra: Any) -> dict[str, Any]:
    """Returns the text part of a request to call a function on a case."""
    differentiable = [i.differentiable for i in given(case)]
    return {"name": name, "keywords": dict(case.keywords), "differentiable": differentiable, **extra}


def sent(kind: int, case: Case) -> list[Tensor]:
    """Returns the tensors of a request of this kind: the upstream gradient, if there is one, then
    the inputs.
    """
    return inputs(case) if kind == protocol.FORWARD else [upstream(case), *inputs(case)]


def ask(session: Session, kind: int, case: Case, name: str, **extra: Any) -> tuple[Tensor, ...]:
    """Returns the results that the submission's function gives for a case, or its gradients.

    Raises:
        SubmissionError: if the function gives no result.
    """
    count = 1 if kind == protocol.FORWARD else len(case.call.exercise.differentiable)
    names = [*([] if kind == protocol.FORWARD else ["grad_output"]), *(i.name for i in given(case))]
    told = Given(name, words(case.keywords), names)
    return session.ask(Request(kind, request(case, name, **extra), sent(kind, case), count), told)


def numbers(answer: Tensor, shape: tuple[int, ...], dtype: DType, what: str) -> tuple[float, ...]:
    """Returns the entries of an answer.

    Raises:
        SubmissionError: C401 or C402, if the shape or dtype is wrong.
    """
    if answer.shape != shape:
        raise SubmissionError("C401", f"{what} has shape {answer.shape}, but should have {shape}")
    if answer.dtype != dtype:
        raise SubmissionError(
            "C402", f"{what} has dtype {answer.dtype.name}, but should have that of the inputs, {dtype.name}"
        )
    return dtype.unpack(answer.data)

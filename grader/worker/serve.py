"""Answers the judge's requests with raw numbers."""

from __future__ import annotations

import json
import random
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from . import behave, clocked, evaluate, memory, optimize, protocol, sample, timed, train
from .protocol import Message
from .submission import Failure, Submission

Handler = Callable[[Submission, Mapping[str, Any], Sequence[torch.Tensor]], list[protocol.Tensor]]
HANDLERS: dict[int, Handler] = {
    protocol.FORWARD: evaluate.forward,
    protocol.GRADIENTS: evaluate.gradients,
    protocol.BACKWARD: evaluate.backward,
    protocol.OPTIMIZE: optimize.optimize,
    protocol.SAMPLE: sample.sample,
    protocol.BEHAVE: behave.behave,
    protocol.TRAIN: train.train,
    protocol.STAGE: timed.stage,
    protocol.RUN: timed.run,
    protocol.POOL: clocked.pool,
    protocol.LAP: clocked.lap,
    protocol.KEPT: memory.kept,
    protocol.MEMORY: memory.peak,
}


def seed(number: int) -> str:
    """Seed every generator, so that no two workers of one template draw the same; torch's version."""
    random.seed(number)
    torch.default_generator.manual_seed(number)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(number % 2**32)
    return str(torch.__version__)


def serve(connection: socket.socket) -> None:
    """Answer requests until the judge hangs up.

    Raises:
        EOFError: if it does.
        OSError: if the connection breaks.
    """
    submission: Submission | None = None
    while True:
        request, nonce = protocol.receive(connection)
        try:
            if request.kind == protocol.LOAD:
                filename, source, chance = json.loads(request.text)
                submission = Submission(source, filename, chance)
                answer = Message(protocol.OK)
            else:
                assert submission is not None
                tensors = [evaluate.unpack(t) for t in request.tensors]
                submission.record.kind = request.kind
                results = HANDLERS[request.kind](submission, json.loads(request.text), tensors)
                if (size := sum(len(t.data) for t in results)) > protocol.MOST_BYTES:
                    limit = f"{protocol.MOST_BYTES:,} that an answer may have"
                    raise Failure(protocol.TOO_LARGE, f"the results have {size:,} bytes, more than the {limit}")
                answer = Message(protocol.OK, json.dumps(submission.record.fresh()), tuple(results))
        except Failure as failure:
            answer = Message(failure.status, failure.text)
        except MemoryError:
            answer = Message(protocol.OUT_OF_MEMORY, "MemoryError")
        except BaseException as error:
            if submission and submission.is_to_blame(error):  # a method, say, that our code has called
                told = submission.failure(error)
                answer = Message(told.status, told.text)
            else:
                answer = Message(protocol.INTERNAL, f"{type(error).__name__}: {error}")
        protocol.send(connection, answer, nonce)

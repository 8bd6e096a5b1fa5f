"""Answers the judge's requests with raw numbers."""

from __future__ import annotations

import json
import random
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from . import again, autograd_graph, behave, clocked, evaluate, optimize, peak_memory, protocol, sample, timed, train
from .intact import Intact, own_modules
from .protocol import Message
from .state import State, marked
from .submission import Refused, Submission

Handler = Callable[[Submission, Mapping[str, Any], Sequence[torch.Tensor]], list[protocol.Tensor]]
HANDLERS: dict[int, Handler] = {
    protocol.FORWARD: evaluate.forward,
    protocol.GRADIENTS: autograd_graph.gradients,
    protocol.BACKWARD: evaluate.backward,
    protocol.OPTIMIZE: optimize.optimize,
    protocol.SAMPLE: sample.sample,
    protocol.BEHAVE: behave.behave,
    protocol.TRAIN: train.train,
    protocol.STAGE: timed.stage,
    protocol.RUN: timed.run,
    protocol.POOL: clocked.pool,
    protocol.LAP: clocked.lap,
    protocol.KEPT: peak_memory.kept,
    protocol.MEMORY: peak_memory.peak,
    protocol.AGAIN: again.again,
}
# what leaves the tensors that were sent as they were, if the submission does
KEEPING = (protocol.FORWARD, protocol.GRADIENTS, protocol.BACKWARD, protocol.TRAIN)
# whose tensors require no gradients, unless the submission makes them
PLAIN = (protocol.FORWARD, protocol.BACKWARD)
# after which torch's state is looked at
LEAVING = (*KEEPING, protocol.OPTIMIZE, protocol.BEHAVE, protocol.SAMPLE)
OWN = own_modules()  # when the process is warmed up that all workers are forked from


def seed(number: int) -> str:
    """Seeds every generator, so that no two workers of one template draw the same numbers. Returns
    torch's version.
    """
    random.seed(number)
    torch.default_generator.manual_seed(number)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(number % 2**32)
    return str(torch.__version__)


def serve(connection: socket.socket) -> None:
    """Answers requests until the judge closes the connection.

    Raises:
        EOFError: if the judge closes it.
        OSError: if the connection breaks.
    """
    submission: Submission | None = None
    intact = Intact(OWN)
    while True:
        request, nonce = protocol.receive(connection)
        try:
            if request.kind == protocol.LOAD:
                filename, source, chance, forbidden = protocol.loaded(request)
                submission = Submission(source, filename, chance, forbidden)
                answer = Message(protocol.OK)
            else:
                assert submission is not None
                results = _answer(submission, request)
                if (size := sum(len(t.data) for t in results)) > protocol.MOST_BYTES:
                    limit = f"{protocol.MOST_BYTES:,} that an answer may have"
                    raise Refused(protocol.TOO_LARGE, f"the results have {size:,} bytes, more than the {limit}")
                submission.record.settle()
                seen = [submission.record.fresh(), sorted(submission.changed)]
                answer = Message(protocol.OK, json.dumps(seen), tuple(results))
        except Refused as failure:
            answer = Message(failure.status, failure.text)
        except MemoryError:
            answer = Message(protocol.OUT_OF_MEMORY, "MemoryError")
        except BaseException as error:
            # a method, say, that our code has called
            if submission and submission.is_to_blame(error):
                told = submission.failure(error)
                answer = Message(told.status, told.text)
            elif replaced := intact.replaced():
                text = f"the code replaces {replaced}, with which the grader works in the same process"
                answer = Message(protocol.TAMPERED, text)
            else:
                answer = Message(protocol.INTERNAL, f"{type(error).__name__}: {error}")
        protocol.send(connection, answer, nonce)


def _answer(submission: Submission, request: Message) -> list[protocol.Tensor]:
    """Returns the answer to a request. Notes which tensors and which parts of torch's state were
    changed.
    """
    asked = json.loads(request.text)
    tensors = [evaluate.unpack(t) for t in request.tensors]
    if asked.get("strided"):
        tensors = [evaluate.strided(t) for t in tensors]
    submission.record.kind, submission.changed = request.kind, set()
    before = State.now()
    try:
        results = HANDLERS[request.kind](submission, asked, tensors)
    finally:
        left = before.restore() if request.kind in LEAVING else set[int]()
    submission.changed |= left - ({protocol.RANDOM} if request.kind == protocol.SAMPLE else set())
    if request.kind in KEEPING:
        sent = enumerate(zip(tensors, request.tensors, strict=True))
        submission.changed |= {
            n for n, (after, as_sent) in sent if evaluate.changed(after, (as_sent.shape, as_sent.data))
        }
    if request.kind in PLAIN:
        submission.changed |= {protocol.MARKED + n for n, t in enumerate(tensors) if marked(t)}
    return results

"""The worker process: `python -m grader.worker DESCRIPTOR MEMORY_MIB`, started by the judge with a socket as
DESCRIPTOR.
"""

import gc
import json
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import protocol
from .protocol import Message

Handler = Callable[[Any, Mapping[str, Any], Sequence[Any]], list[protocol.Tensor]]


def main() -> None:
    """Answer requests until the judge hangs up."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    gc.disable()  # collecting while torch is imported finds nothing and costs a sixth of the time
    try:
        import torch

        from . import behave, evaluate, optimize, sample, train
        from .submission import Failure, Submission
    except ImportError as error:
        _, nonce = protocol.receive(connection)
        protocol.send(connection, Message(protocol.INTERNAL, f"torch cannot be imported: {error}"), nonce)
        return
    gc.freeze()
    gc.enable()
    from .sandbox import confine

    confine(int(sys.argv[2]))
    handlers: dict[int, Handler] = {
        protocol.FORWARD: evaluate.forward,
        protocol.GRADIENTS: evaluate.gradients,
        protocol.BACKWARD: evaluate.backward,
        protocol.OPTIMIZE: optimize.optimize,
        protocol.SAMPLE: sample.sample,
        protocol.BEHAVE: behave.behave,
        protocol.TRAIN: train.train,
    }
    submission: Submission | None = None
    while True:
        request, nonce = protocol.receive(connection)
        try:
            if request.kind == protocol.HELLO:
                answer = Message(protocol.OK, str(torch.__version__))
            elif request.kind == protocol.LOAD:
                filename, source = json.loads(request.text)
                submission = Submission(source, filename)
                answer = Message(protocol.OK)
            else:
                tensors = [evaluate.unpack(t) for t in request.tensors]
                answer = Message(
                    protocol.OK, "", tuple(handlers[request.kind](submission, json.loads(request.text), tensors))
                )
        except Failure as failure:
            answer = Message(failure.status, failure.text)
        except MemoryError:
            answer = Message(protocol.OUT_OF_MEMORY, "MemoryError")
        except BaseException as error:
            answer = Message(protocol.INTERNAL, f"{type(error).__name__}: {error}")
        protocol.send(connection, answer, nonce)


if __name__ == "__main__":
    try:
        main()
    except (EOFError, OSError):
        os._exit(0)  # the judge has hung up
    os._exit(1)

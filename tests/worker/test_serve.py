"""Whose mistake it is if a request fails where none of the submission's code runs."""

import socket
from typing import NoReturn

import pytest
import torch

from grader.worker import protocol, serve
from grader.worker.protocol import Message


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 64 MiB"), protocol.OUT_OF_MEMORY),
        (MemoryError(), protocol.OUT_OF_MEMORY),
        (ValueError("ours"), protocol.INTERNAL),
    ],
    ids=lambda e: type(e).__name__,
)
def test_what_a_submission_leaves_behind_is_not_our_mistake(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> NoReturn:
        raise error

    monkeypatch.setitem(serve.HANDLERS, protocol.LAP, fails)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        protocol.send(ours, protocol.load("x.py", "", 0), 1)
        protocol.send(ours, Message(protocol.LAP, "{}"), 2)
        ours.shutdown(socket.SHUT_WR)
        with pytest.raises(EOFError):
            serve.serve(theirs)
        assert [protocol.receive(ours)[0].kind for _ in range(2)] == [protocol.OK, status]

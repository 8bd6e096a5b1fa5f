"""The protocol: what is sent arrives, and what is no message is refused before anything large is
allocated.
"""

import contextlib
import runpy
import socket
import struct
import threading
import time
import tracemalloc
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.dtypes import DTYPES, FLOAT32
from grader.worker import protocol
from grader.worker.protocol import Message, ProtocolError, Tensor

from ..conftest import ROOT

shapes = st.lists(st.integers(0, 4), max_size=4).map(tuple)


@st.composite
def tensors(draw: st.DrawFn) -> Tensor:
    dtype, shape = draw(st.sampled_from(list(DTYPES.values()))), draw(shapes)
    size = dtype.size
    for n in shape:
        size *= n
    return Tensor(dtype, shape, draw(st.binary(min_size=size, max_size=size)), draw(st.integers(0, 7)))


messages = st.builds(Message, st.integers(0, 255), st.text(), st.lists(tensors(), max_size=4).map(tuple))


def exchange(data: bytes, nonce: int | None = None, seconds: float = 2.0) -> Message:
    """Read what a writer that sends `data` and hangs up has sent."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        writer = threading.Thread(target=write, args=(theirs, data))
        writer.start()
        try:
            return protocol.receive(ours, nonce, time.monotonic() + seconds)[0]
        finally:
            ours.close()
            writer.join()


def write(connection: socket.socket, data: bytes) -> None:
    with contextlib.suppress(OSError):
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)


def encoded(message: Message, nonce: int = 7) -> bytes:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        protocol.send(ours, message, nonce)
        ours.close()
        data = b""
        while chunk := theirs.recv(1 << 16):
            data += chunk
    return data


@settings(max_examples=100)
@given(message=messages, nonce=st.integers(0, 2**64 - 1))
def test_what_is_sent_arrives(message: Message, nonce: int) -> None:
    received = exchange(encoded(message, nonce), nonce)
    assert received.kind == message.kind
    assert received.text == message.text.encode("utf-8", "replace").decode()
    assert received.tensors == message.tensors


EXAMPLE = encoded(Message(protocol.OK, "text", (protocol.pack(FLOAT32, (2, 3), [1, 2, 3, 4, 5, 6]),)))


def test_another_nonce_is_refused() -> None:
    with pytest.raises(ProtocolError, match="no answer to what was asked"):
        exchange(EXAMPLE, nonce=8)


def forged(**changes: object) -> bytes:
    header = {"magic": b"GRDR", "version": 1, "kind": 0, "count": 1, "text": 0, "nonce": 7}
    tensor = {"code": 3, "dimensions": 1, "flags": 0, "sizes": (1,)}
    for name, value in changes.items():
        (header if name in header else tensor)[name] = value
    sizes = tensor["sizes"]
    assert isinstance(sizes, tuple)
    descriptor = (tensor["code"], tensor["dimensions"], tensor["flags"], *sizes, *(0,) * (8 - len(sizes)))
    return protocol.HEADER.pack(*header.values()) + protocol.DESCRIPTOR.pack(*descriptor) + b"\0" * 64


@pytest.mark.parametrize(
    "changes",
    [
        {"magic": b"HTTP"},
        {"version": 2},
        {"count": 65},
        {"text": 2**32 - 1},
        {"code": 99},
        {"dimensions": 9},
        {"dimensions": 255},
        {"sizes": (2**63,)},
        {"dimensions": 2, "sizes": (0, 2**63)},
        {"dimensions": 8, "sizes": (2**20,) * 8},
        {"sizes": (2**28,)},
    ],
    ids=str,
)
def test_a_forged_header_is_refused_without_allocating(changes: dict[str, object]) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            exchange(forged(**changes))
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_message_cut_short_is_an_end_of_file() -> None:
    for length in range(len(EXAMPLE)):
        with pytest.raises(EOFError):
            exchange(EXAMPLE[:length])


def test_a_slow_writer_meets_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(EXAMPLE[:30])
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            protocol.receive(ours, None, started + 0.2)
        assert time.monotonic() - started < 2


def test_spoilt_messages_are_read_or_refused_and_cost_no_memory() -> None:
    """A few thousand of what benchmarks/fuzz_protocol.py does with many more."""
    fuzz = runpy.run_path(str(ROOT / "benchmarks" / "fuzz_protocol.py"))
    random = Random(1)
    outcomes = Counter(fuzz["outcome"](fuzz["mutated"](random)) for _ in range(4000))
    assert set(outcomes) == {"read", "ProtocolError", "EOFError"}
    assert min(outcomes.values()) > 200
    assert fuzz["outcome"](fuzz["ORIGINALS"][0][:-1], hang_up=False) == "TimeoutError"
    for _ in range(400):
        fuzz["traced"](fuzz["mutated"](random))


def test_memory_is_taken_as_data_arrives() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(EOFError):
            exchange(forged(sizes=(2**26,)))
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_a_large_tensor_arrives() -> None:
    data = Random(2).randbytes(5_000_000)
    tensor = Tensor(FLOAT32, (1_250_000,), data)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        writer = threading.Thread(target=protocol.send, args=(theirs, Message(protocol.OK, "", (tensor,)), 7))
        writer.start()
        assert protocol.receive(ours, 7, time.monotonic() + 10)[0].tensors == (tensor,)
        writer.join()


def test_the_header_is_as_documented() -> None:
    assert struct.calcsize("<4sBBHIQ") == protocol.HEADER.size == 20
    assert protocol.DESCRIPTOR.size == 68

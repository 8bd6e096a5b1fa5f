"""The protocol between judge and worker: fixed-size binary headers and raw bytes over a socket.
Reading a message never runs code.

A message is a header (magic, version, kind, number of tensors, bytes of text, nonce), one
descriptor for each tensor (dtype, number of dimensions, flags, eight sizes), the text in UTF-8, and
the tensors' data, little-endian and contiguous. An answer has the nonce of its request. The reader
checks every length before it allocates memory.
"""

import json
import math
import socket
import struct
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd, prod

from ..dtypes import DTYPES, INT64, DType

VERSION = 1
MAGIC = b"GRDR"
HEADER = struct.Struct("<4sBBHIQ")
DESCRIPTOR = struct.Struct("<BBH8Q")
MOST_TENSORS = 64
MOST_DIMENSIONS = 8
MOST_TEXT = (1 << 20) + (1 << 14)  # bytes: the largest submission, with its name
MOST_PRINTED = 1 << 20  # bytes of what a submission prints that are kept
MOST_BYTES = 1 << 28
MOST_NAMES, LONGEST_NAME = 1000, 100  # of functions that a submission has run
# What names of autograd's nodes begin with: those that a submission has run, those beside its
# autograd.Functions.
RAN, BESIDE = "autograd::", "graph::"
AT_ONCE = 1 << 20
MOST_BLOCKS = 256  # that a timed result is cut into
BY_CODE = {d.code: d for d in (*DTYPES.values(), INT64)}

# what the judge asks for
HELLO, LOAD, FORWARD, GRADIENTS, BACKWARD, OPTIMIZE, SAMPLE, BEHAVE, TRAIN = range(1, 10)
STAGE, RUN, POOL, LAP, KEPT, MEMORY, AGAIN = range(10, 17)
# what the worker answers
OK, NOT_STARTED, BROKEN_FILE, MISSING, BAD_CALL, RAISED = range(6)
BAD_RESULT, NO_GRAPH, NO_LEAF, OUT_OF_MEMORY, EXITED, INTERNAL = range(6, 12)
FORBIDDEN, TOO_MANY_THREADS, TOO_MUCH_WRITTEN, TOO_LARGE, NO_DEVICE, DEVICE_LOST, UNUSABLE, TAMPERED = range(12, 20)
# flags of a tensor
SHARES_MEMORY, BY_HAND, UNREACHED, DIFFERS, OVERWRITTEN, NOT_ASKED, RECORDED = 1, 2, 4, 8, 16, 32, 64
# what a call can change besides the tensors that were sent, which have the numbers from 0
RESULT, SAVED = -1, -2
GRAD_MODE, DEFAULT_DTYPE, RANDOM = -3, -4, -5  # of torch
MARKED = MOST_TENSORS  # and more: requires_grad or .grad of the tensor with this number less
REMOVED, ADDED = 2 * MARKED, 3 * MARKED  # and more: this gradient, which became None or was None


class ProtocolError(Exception):
    """The other side sent something that is no message."""


@dataclass(frozen=True)
class Tensor:
    """A tensor on the wire: `data` holds its entries in row-major order."""

    dtype: DType
    shape: tuple[int, ...]
    data: bytes
    flags: int = 0

    def same(self, other: "Tensor") -> bool:
        """Whether both hold the same numbers bit by bit, except for nan: its bits differ with how a
        loop is vectorised.
        """
        if (self.dtype, self.shape) != (other.dtype, other.shape):
            return False
        return self.data == other.data or self._bits() == other._bits()

    def _bits(self) -> bytes:
        return self.dtype.pack(math.nan if math.isnan(x) else x for x in self.dtype.unpack(self.data))


@dataclass(frozen=True)
class Message:
    """A request or an answer; `kind` says what is asked, or how it went."""

    kind: int
    text: str = ""
    tensors: tuple[Tensor, ...] = ()


def load(filename: str, source: str, seed: int, forbidden: Sequence[str] = ()) -> Message:
    """The request to import a submission. Its text is sent as it is: in JSON it could grow to six
    times its size.
    """
    return Message(LOAD, f"{json.dumps([filename, seed, [*forbidden]])}\n{source}")


def loaded(request: Message) -> tuple[str, str, int, list[str]]:
    """What `load` was given: the file's name, its text, the seed and what is forbidden."""
    head, _, source = request.text.partition("\n")
    filename, seed, forbidden = json.loads(head)
    return filename, source, seed, forbidden


def send(connection: socket.socket, message: Message, nonce: int) -> None:
    """Write a message.

    Raises:
        OSError: if the other side is gone.
    """
    text = message.text.encode("utf-8", "replace")[:MOST_TEXT]
    parts = [HEADER.pack(MAGIC, VERSION, message.kind, len(message.tensors), len(text), nonce)]
    for tensor in message.tensors:
        sizes = tensor.shape + (0,) * (MOST_DIMENSIONS - len(tensor.shape))
        parts.append(DESCRIPTOR.pack(tensor.dtype.code, len(tensor.shape), tensor.flags, *sizes))
    connection.sendall(b"".join([*parts, text, *(t.data for t in message.tensors)]))


def receive(connection: socket.socket, nonce: int | None = None, deadline: float | None = None) -> tuple[Message, int]:
    """Read a message and its nonce, which must be `nonce` if one is given, until `deadline` on the
    monotonic clock.

    Raises:
        EOFError: if the other side is gone.
        ProtocolError: if what arrives is no message, or larger than a message may be.
        TimeoutError: if it has not arrived by the deadline.
    """
    magic, version, kind, count, length, echoed = HEADER.unpack(_read(connection, HEADER.size, deadline))
    if magic != MAGIC or version != VERSION:
        raise ProtocolError("this is no message of this protocol")
    if nonce is not None and echoed != nonce:
        raise ProtocolError("this is no answer to what was asked")
    if count > MOST_TENSORS or length > MOST_TEXT:
        raise ProtocolError("the message is too large")
    descriptors = _read(connection, DESCRIPTOR.size * count, deadline)
    layouts = [_layout(*fields) for fields in DESCRIPTOR.iter_unpack(descriptors)]
    if sum(size for *_, size in layouts) > MOST_BYTES:
        raise ProtocolError("the tensors are too large")
    text = _read(connection, length, deadline).decode("utf-8", "replace")
    tensors = tuple(
        Tensor(dtype, shape, _read(connection, size, deadline), flags) for dtype, shape, flags, size in layouts
    )
    return Message(kind, text, tensors), echoed


def _layout(code: int, dimensions: int, flags: int, *sizes: int) -> tuple[DType, tuple[int, ...], int, int]:
    if code not in BY_CODE or dimensions > MOST_DIMENSIONS or any(size > MOST_BYTES for size in sizes):
        raise ProtocolError("a tensor has a dtype, a number of dimensions or a size that cannot be")
    shape = sizes[:dimensions]
    return BY_CODE[code], shape, flags, prod(shape) * BY_CODE[code].size


def _read(connection: socket.socket, size: int, deadline: float | None) -> bytes:
    data, arrived = bytearray(min(size, AT_ONCE)), 0
    while arrived < size:
        # a promise of much data gets no memory, only as much again as has come
        if arrived == len(data):
            data.extend(bytes(min(size - arrived, arrived)))
        if deadline is not None:
            if (left := deadline - time.monotonic()) <= 0:
                raise TimeoutError
            connection.settimeout(left)
        if not (read := connection.recv_into(memoryview(data)[arrived:])):
            raise EOFError
        arrived += read
    return bytes(data)


def blocks(shape: Sequence[int]) -> int:
    """How many blocks of one length a timed result is cut into, each of which is reported by its
    sums.
    """
    return gcd(prod(shape), MOST_BLOCKS)


def pack(dtype: DType, shape: tuple[int, ...], values: Iterable[float]) -> Tensor:
    """A tensor from its entries in row-major order."""
    return Tensor(dtype, shape, dtype.pack(values))

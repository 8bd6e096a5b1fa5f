"""What the judge's reader makes of spoilt answers: python benchmarks/fuzz_protocol.py [FRAMES]
[SEED]

Every frame starts as a right answer and is then spoilt in up to four ways. The reader has to read
it as a message whose parts fit together, or to raise ProtocolError, EOFError or TimeoutError, with
hardly more memory than has arrived. Anything else ends the run with a traceback.
"""

import resource
import socket
import sys
import time
import tracemalloc
from collections import Counter
from math import prod
from random import Random

from grader.dtypes import FLOAT32, FLOAT64, INT64
from grader.worker import protocol
from grader.worker.protocol import HEADER, Message, ProtocolError, Tensor

FRAMES, SEED, NONCE = 100_000, 0, 0x0123456789ABCDEF
TRACED_EVERY = 10
ALLOWED_MEMORY = 2 << 20  # bytes beyond four times those of the frame
PATIENCE = 0.002  # seconds, for a writer that does not hang up
EDGES = [0, 1, 7, 8, 9, 63, 64, 65, *(2**k + d for k in (8, 16, 20, 24, 28, 31, 32, 63) for d in (-1, 0, 1)), 2**64 - 1]
ANSWERS = [
    Message(protocol.OK),
    Message(protocol.RAISED, "ValueError: \u221e"),
    Message(protocol.OK, "", (Tensor(FLOAT32, (2, 3), bytes(24)),)),
    Message(protocol.OK, "", (Tensor(FLOAT64, (), bytes(8)), Tensor(INT64, (5,), bytes(40)))),
    Message(protocol.OK, "", (Tensor(FLOAT32, (0, 3), b""), Tensor(FLOAT32, (1,) * 8, bytes(4), 7))),
    Message(protocol.OK, "x" * 300, (Tensor(FLOAT32, (), bytes(4)),) * 64),
    Message(protocol.OK, "", (Tensor(FLOAT32, (60, 60), bytes(14_400)),)),
]


def encoded(message: Message) -> bytes:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        protocol.send(ours, message, NONCE)
        return theirs.recv(1 << 17)


ORIGINALS = [encoded(answer) for answer in ANSWERS]


def mutated(random: Random) -> bytes:
    """A right answer, spoilt."""
    data = bytearray(random.choice(ORIGINALS))
    for _ in range(random.randint(1, 4)):
        at, width = random.randrange(len(data) + 1), random.choice((1, 2, 4, 8))
        head = random.randrange(min(len(data), 200) + 1)  # where the lengths are
        kind = random.randrange(7)
        if kind == 0:
            data[head : head + width] = random.randbytes(width)
        elif kind <= 2:
            data[head : head + width] = (random.choice(EDGES) % 256**width).to_bytes(width, "little")
        elif kind == 3:
            del data[at:]
        elif kind == 4:
            data[at:at] = random.randbytes(random.randrange(100))
        elif kind == 5:
            data[at:at] = random.choice(ORIGINALS)
        else:
            del data[at : at + random.randrange(100)]
    if random.random() < 0.8:  # else nearly nothing would get past it
        data[HEADER.size - 8 : HEADER.size] = NONCE.to_bytes(8, "little")
    return bytes(data)


def outcome(data: bytes, hang_up: bool = True) -> str:
    """How reading a frame ends; its writer then hangs up, or is silent for ever."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        theirs.sendall(data)
        if hang_up:
            theirs.shutdown(socket.SHUT_WR)
        try:
            message, _ = protocol.receive(ours, NONCE, time.monotonic() + (10 if hang_up else PATIENCE))
        except (ProtocolError, EOFError, TimeoutError) as error:
            return type(error).__name__
    assert len(message.tensors) <= protocol.MOST_TENSORS
    for tensor in message.tensors:
        assert len(tensor.data) == prod(tensor.shape) * tensor.dtype.size
    return "read"


def traced(data: bytes) -> int:
    """The most bytes that reading a frame had allocated at a time; more than has arrived justifies
    is an error.
    """
    tracemalloc.start()
    outcome(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < ALLOWED_MEMORY + 4 * len(data), f"{peak:,} bytes for a frame of {len(data):,}"
    return peak


def main() -> None:
    frames, seed = (*map(int, sys.argv[1:]), *(FRAMES, SEED)[len(sys.argv) - 1 :])
    random, outcomes, slowest = Random(seed), Counter[str](), 0.0
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    for number in range(frames):
        data, begun = mutated(random), time.monotonic()
        outcomes[outcome(data, hang_up=number % 100 > 0)] += 1
        slowest = max(slowest, time.monotonic() - begun)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{frames:,} frames, seed {seed}, in {time.monotonic() - started:.1f} s")
    for name, count in outcomes.most_common():
        print(f"  {name:14} {count:9,}  {100 * count / frames:5.1f} %")
    print(f"slowest {1000 * slowest:.1f} ms; resident memory grew by {grown / 1024:.1f} MiB")
    # after all others: tracemalloc itself keeps a little each time
    more = range(frames // TRACED_EVERY)
    most = max(traced(mutated(random)) for _ in more)
    print(f"{len(more):,} more frames: at most {most / 2**20:.2f} MiB allocated for one")


if __name__ == "__main__":
    main()

"""What counts as the same answer, and that right functions give it."""

from types import SimpleNamespace
from typing import Any

import pytest

from grader.dtypes import FLOAT32
from grader.inputs import cases
from grader.judge.answers import asking
from grader.judge.answers.asked import Asked
from grader.judge.answers.solved import SolvedCase
from grader.judge.checks.repeats import unsteady
from grader.judge.sandbox.effects import Effects
from grader.judge.sandbox.session import Request
from grader.limit_settings import Limits
from grader.worker import protocol

from ..conftest import bundled, workers

CASE = next(cases(bundled().entries["softsign"].exercise, FLOAT32, 0))
PLANNED = SolvedCase.of(CASE)
RIGHT = tuple(FLOAT32.round(band.nearest) for band in PLANNED.values)
WIDE = max(range(len(RIGHT)), key=lambda n: PLANNED.values[n].allowed)
PRODUCT = """
import torch
def softsign(x):
    return torch.stack([abs(x) + 3, 1 / (1 + abs(x))]).prod(0)
"""
LARGE = """
import torch
def f(x):
    many = x.repeat(100_003, 3)
    square = many[:257].sum(1) * torch.arange(257.0) + many[:257, :1]
    return torch.stack([many.sum(), many.std(), torch.logsumexp(many[:, 0], 0), (square @ square.T).sum()])
"""


def nan_of(bits: str) -> protocol.Tensor:
    """A result that is nan, with these bits."""
    return protocol.Tensor(FLOAT32, (1,), bytes.fromhex(bits))


def moved(by: float) -> protocol.Tensor:
    """The right results, one of them moved by so many times what is allowed."""
    entries = [x + by * PLANNED.values[n].allowed * (n == WIDE) for n, x in enumerate(RIGHT)]
    return protocol.pack(FLOAT32, (len(entries),), entries)


@pytest.mark.parametrize(
    ("device", "answer", "same"),
    [
        ("cpu", moved(0), True),
        ("cpu", moved(1), False),
        ("cpu", protocol.Tensor(FLOAT32, moved(0).shape, moved(0).data, protocol.DIFFERS), False),
        ("cpu", protocol.Tensor(FLOAT32, (0,), b"", protocol.NOT_ASKED), True),
        ("cuda", moved(1), True),
        ("cuda", protocol.Tensor(FLOAT32, moved(0).shape, moved(0).data, protocol.DIFFERS), True),
        ("cuda", moved(9), False),
        ("cuda", protocol.Tensor(FLOAT32, (0,), b""), False),
    ],
)
def test_results_are_the_same_bit_by_bit_or_as_near_as_right_ones(
    device: str, answer: protocol.Tensor, same: bool
) -> None:
    session: Any = SimpleNamespace(device=device, effects=Effects(), ask=lambda *_: (answer,))
    asked = Asked(protocol.FORWARD, "softsign", "softsign", CASE, [moved(0)], [PLANNED.values])
    assert unsteady(session, [[asked]], 0) == ([] if same else [0])


def test_the_bits_of_nan_say_nothing() -> None:
    assert nan_of("0000c07f").same(nan_of("0000c0ff"))
    assert not nan_of("0000c07f").same(protocol.pack(FLOAT32, (1,), [0.0]))
    assert not protocol.pack(FLOAT32, (1,), [0.0]).same(protocol.pack(FLOAT32, (1,), [-0.0]))


def test_sums_and_products_are_the_same_bit_by_bit_in_a_worker() -> None:
    data = [protocol.pack(FLOAT32, (1, 3), numbers) for numbers in ((0.1, 0.7, -0.3), (1.7, 0.01, 2.9))]
    call = {"kind": protocol.FORWARD, "name": "f", "function": "f", "results": 1, "tensors": 1}
    with workers().session(Limits()) as session:
        session.load("x.py", LARGE)
        request = {"calls": [call, call], "rounds": 2, "watched": False}
        answers = session.ask(Request(protocol.AGAIN, request, data, 2))
    assert [a.flags & ~protocol.NOT_ASKED for a in answers] == [0, 0]


def test_a_slow_function_is_asked_again_as_long_as_there_is_time() -> None:
    text = "import time, torch\ndef f(x):\n    time.sleep(0.6)\n    return 2 * x\n"
    data = [protocol.pack(FLOAT32, (2,), (0.0, float(n))) for n in range(6)]
    call = {"kind": protocol.FORWARD, "name": "f", "function": "f", "results": 1, "tensors": 1}
    with workers().session(Limits(seconds=60)) as session:
        session.load("x.py", text)
        answers = session.ask(Request(protocol.AGAIN, {"calls": [call] * 6, "rounds": 5, "watched": False}, data, 6))
    assert answers[0].flags == 0
    assert list(FLOAT32.unpack(answers[0].data)) == [0.0, 0.0]
    assert {a.flags for a in answers[1:]} == {protocol.NOT_ASKED}


@pytest.mark.parametrize("watched", [False, True])
def test_a_derivative_that_torch_takes_otherwise_while_it_is_watched_is_the_same(watched: bool) -> None:
    data = asking.sent(protocol.GRADIENTS, CASE)
    with workers().session(Limits()) as session:
        session.load("softsign.py", PRODUCT)
        asked = Asked(protocol.GRADIENTS, "softsign", "softsign", CASE, [moved(0)], [PLANNED.values])
        request = {"calls": [asked.request], "rounds": 1}
        first, other = (
            session.ask(Request(protocol.AGAIN, {**request, "watched": w}, data, 1)) for w in (watched, not watched)
        )
        assert not first[0].same(other[0])
        again = Asked(protocol.GRADIENTS, "softsign", "softsign", CASE, first, [PLANNED.values])
        assert unsteady(session, [[again]], 0) == []

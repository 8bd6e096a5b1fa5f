"""What the worker reports of memory and graph, and what becomes of it."""

import pytest

from grader.dtypes import FLOAT32
from grader.judge.checks.behaviour import look
from grader.judge.diagnosis.shared_memory import ASTRAY, OTHER, SEEN, WANTED, Seen, diagnosis
from grader.worker.protocol import RECORDED, SHARES_MEMORY, UNREACHED, Tensor, pack

from ..conftest import bundled


def tensor(*numbers: float, flags: int = 0) -> Tensor:
    return Tensor(FLOAT32, (len(numbers),), pack(FLOAT32, (len(numbers),), numbers).data, flags)


X, Y, SUM = tensor(1, 2), tensor(3, 5), tensor(4, 7)
SHARED = SHARES_MEMORY

# (the result, x and y after the call, what is seen of memory)
MEMORY = [
    (SUM, X, Y, "own"),
    (X, tensor(1, 2, flags=SHARED), Y, "shared"),
    (SUM, tensor(4, 7, flags=SHARED), Y, "in place"),
    (SUM, X, tensor(4, 7, flags=SHARED), OTHER),
    (SUM, SUM, Y, ASTRAY),
    (SUM, tensor(4, 8, flags=SHARED), Y, ASTRAY),
    (SUM, tensor(4, 7, flags=SHARED), SUM, ASTRAY),
]


@pytest.mark.parametrize(("result", "x", "y", "memory"), MEMORY, ids=[m[3] for m in MEMORY])
def test_memory(result: Tensor, x: Tensor, y: Tensor, memory: str) -> None:
    assert look(("own", "kept"), [X, Y], [result, x, y]) == (memory, "kept")


@pytest.mark.parametrize(("wanted", "seen"), [("kept", "cut"), ("cut", "kept")])
def test_half_a_graph_is_never_what_is_wanted(wanted: str, seen: str) -> None:
    lost = tensor(3, 5, flags=UNREACHED)
    assert look(("own", wanted), [X, Y], [SUM, X, lost]) == ("own", seen)


def test_a_result_that_requires_a_gradient_is_not_cut_off() -> None:
    lost = tensor(1, 2, flags=UNREACHED)
    assert look(("own", "cut"), [X], [tensor(1, 2, flags=RECORDED), lost]) == ("own", "begun")
    assert look(("own", "kept"), [X], [tensor(1, 2, flags=RECORDED), lost]) == ("own", "cut")


@pytest.mark.parametrize("wanted", WANTED)
def test_whatever_is_seen_has_a_name_and_a_way_out(wanted: Seen) -> None:
    exercise = bundled().entries["detached_copy"].exercise
    for seen in SEEN.keys() - {wanted}:
        found = diagnosis(exercise, wanted, seen)
        assert found.id == f"detached_copy.{SEEN[seen].id}"
        assert SEEN[seen].words in found.explanation
        assert WANTED[wanted] in found.explanation

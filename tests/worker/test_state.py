"""What a call has left of torch's state is seen, and put back."""

from collections.abc import Callable

import pytest
import torch

from grader.worker import protocol
from grader.worker.state import State, marked


@pytest.mark.parametrize(
    ("call", "changed"),
    [
        (lambda: torch.zeros(1), set()),
        (lambda: torch.set_grad_enabled(False), {protocol.GRAD_MODE}),
        (lambda: torch.set_default_dtype(torch.float64), {protocol.DEFAULT_DTYPE}),
        (lambda: torch.manual_seed(0), {protocol.RANDOM}),
        (lambda: torch.rand(1), set()),
        (lambda: torch.rand(1, generator=torch.Generator()), set()),
    ],
)
def test_what_a_call_leaves_is_seen_and_put_back(call: Callable[[], object], changed: set[int]) -> None:
    torch.manual_seed(1)
    before = State.now()
    call()
    assert before.restore() == changed
    assert before.restore() == set()


def test_a_tensor_is_marked_if_it_requires_a_gradient_or_has_one() -> None:
    plain, leaf, graded = torch.zeros(1), torch.zeros(1).requires_grad_(), torch.zeros(1)
    graded.grad = torch.ones(1)
    assert [marked(t) for t in (plain, leaf, graded)] == [False, True, True]

"""Why no parameter changes is told where the code shows it, and else what it may be."""

import pytest

from grader.judge.diagnosis.lost_updates import POSSIBLE, lost_update

STEP = """def step(self):
    for group in self.param_groups:
        for p in group["params"]:
            g = p.grad
            {}
"""
FOUND = {
    "p = p - lr * g": "Line 5 gives the name p to a new tensor",
    "p = torch.sub(p, g)": "Line 5 gives the name p to a new tensor",
    "p = p.data - g": "Line 5 gives the name p to a new tensor",
    "p.sub(lr * g)": "Line 5 makes a new tensor with sub,",
    "p.data.add(g, alpha=-lr)": "Line 5 makes a new tensor with add,",
    "p.detach().addcdiv(m, v)": "Line 5 makes a new tensor with addcdiv,",
}
CHANGED = ["p.sub_(g)", "p -= g", "p.data = p - g", "p = p.sub_(g)"]
UNKNOWN = [*CHANGED, "p = p.data", "p = p.detach()", "q = p - g", "g.add(p)", "("]


@pytest.mark.parametrize("line", FOUND)
def test_an_update_that_is_lost_is_found(line: str) -> None:
    assert lost_update(STEP.format(line)).startswith(FOUND[line])


@pytest.mark.parametrize("line", UNKNOWN)
def test_nothing_is_said_to_be_lost_that_is_not(line: str) -> None:
    assert lost_update(STEP.format(line)) == POSSIBLE


def test_a_name_without_a_gradient_is_no_parameter() -> None:
    assert lost_update("def step(p):\n    p = p - 1\n") == POSSIBLE

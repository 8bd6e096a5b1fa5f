"""What inputs see of the wrong formulas next to the right one."""

import pytest

from grader import Reals, elementwise, optimizer, sym
from grader.exercise import Exercise
from grader.judge.selfcheck.sensitivity import sensitivity

from ..conftest import bundled
from ..tiers import whole

QUICK = [
    "sigmoid",
    "softplus",
    "hardsigmoid",
    "leaky_relu",
    "binary_cross_entropy",
    "huber_loss",
    "kl_div",
    "prelu",
    "sgd",
]


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=whole)])
@pytest.mark.parametrize("slug", QUICK)
def test_nothing_survives(slug: str, seed: int) -> None:
    found = sensitivity(bundled().entries[slug].exercise, seed, seconds=60)
    assert found.survivors == ()
    assert found.unlooked == 0
    assert found.equal < found.total / 4


def scaled() -> Exercise:
    @elementwise(domain=Reals(-3, 3))
    def scaled(x, *, power=1, scale=1.0):
        """Scaled: a scale that no variant changes."""
        return scale * sym.exp(x)

    return scaled


def slow() -> Exercise:
    @optimizer()
    def slow(g, p, *, lr=0.1, decay=0.0):
        """Slow: a decay that no variant has."""
        return -lr * (g + decay * p)

    return slow


@pytest.mark.parametrize(
    ("make", "said"), [(scaled, "The factor scale is missing."), (slow, "The term decay*p is missing.")]
)
def test_what_no_input_sees_is_said_with_a_place_where_it_would_be_seen(make, said: str) -> None:
    survivors = sensitivity(make(), 0).survivors
    (found,) = [s for s in survivors if s.startswith(said)]
    assert ("scale=" in found) or ("decay=" in found)


def test_what_there_was_no_time_for_is_counted() -> None:
    found = sensitivity(bundled().entries["sigmoid"].exercise, 0, seconds=0)
    assert (found.total, found.survivors) == (0, ())
    assert found.unlooked > 50

"""What was found to come near to an exercise is forbidden there, or allowed on purpose.

near_misses.toml is what `python -m tests.near_misses` prints, which takes some minutes. Of some
exercises it is found anew.
"""

import tomllib
from pathlib import Path

import pytest

from grader.dtypes import FLOAT32
from grader.judge.checks.rules import Rules

from ..conftest import bundled
from ..tiers import whole
from .__main__ import tried
from .search import near_misses
from .target import Target

TABLE = tomllib.loads(Path(__file__).with_name("near_misses.toml").read_text())
# what honest work is made of: the larger of two numbers, a bound, a logarithm of a sum
BLOCKS = {"amax", "aminmax", "clamp", "clampmax", "clampmin", "clip", "cummax", "fmax", "fmin", "max", "maximum"}
BLOCKS |= {"min", "minimum", "sort", "topk", "logaddexp"}
ALLOWED = {
    "hardsigmoid": {"hardtanh"},  # a clamp by another name
    # with its defaults it is relu; it is asked with other settings too
    "threshold": {"elu", "hardtanh", "leakyrelu", "marginranking", "prelu", "relu", "relu6", "softplus"},
}
# derivatives that agree on a side of 0, where an input has no part, or where one number outweighs
# all others
BY_CHANCE = {
    "gelu_tanh": {"binarycrossentropy"},
    "kl_div": {"binarycrossentropy", "huber", "mse", "prelu", "smoothl1", "softmargin"},
    "log_softmax": {"binarycrossentropy"},
    "relu": {"hardshrink", "logsigmoid", "softshrink"},
    "threshold": {"hardshrink", "logsigmoid", "softshrink"},
}


def test_all_exercises_were_tried() -> None:
    assert set(TABLE) == set(tried())


@pytest.mark.parametrize("slug", TABLE)
def test_what_comes_near_is_forbidden_or_allowed_on_purpose(slug: str) -> None:
    forbidden = {word.removesuffix("_backward") for word in Rules(bundled().entries[slug].exercise, FLOAT32).forbidden}
    assert set(TABLE[slug]["value"]) <= forbidden | BLOCKS | ALLOWED.get(slug, set())
    allowed = ALLOWED.get(slug, set()) | BY_CHANCE.get(slug, set())
    assert set(TABLE[slug]["slope"]) <= forbidden | allowed


def test_nothing_is_allowed_that_does_not_come_near() -> None:
    for slug, names in [*ALLOWED.items(), *BY_CHANCE.items()]:
        assert names <= {*TABLE[slug]["value"], *TABLE[slug]["slope"]}


@whole
@pytest.mark.parametrize("slug", ["sigmoid", "softmin"])
def test_the_table_is_what_is_found(slug: str) -> None:
    target = Target.of(bundled().entries[slug].exercise)
    assert target
    assert near_misses(target) == TABLE[slug]

"""The order of the exercises: that of a course's assignments, else by topic and level."""

from pathlib import Path
from types import MappingProxyType

import pytest

from grader.assignment import Assignment
from grader.course_settings import Course
from grader.practice.course_path import course_path, following, topic
from grader.practice.difficulty import level

from ..conftest import bundled


def assigned(**exercises: list[str]) -> Course:
    made = {name: Assignment(name=name, title=name, points=dict.fromkeys(s, 1.0)) for name, s in exercises.items()}
    return Course(Path("/"), assignments=MappingProxyType(made))


def test_a_course_goes_in_the_order_of_its_assignments() -> None:
    course = assigned(hw2=["tanh", "sigmoid"], hw1=["adam", "sigmoid", "not_there"])
    assert course_path(bundled(), course) == ["tanh", "sigmoid", "adam"]


def test_without_assignments_topics_go_from_easy_to_hard() -> None:
    found = bundled()
    path = course_path(found, Course(Path("/")))
    assert sorted(path) == sorted(found.entries)
    topics = [topic(found, slug) for slug in path]
    assert topics == sorted(topics)
    for name in set(topics):
        levels = [level(found.entries[slug].exercise) for slug in path if topic(found, slug) == name]
        assert levels == sorted(levels)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [("sigmoid", 1), ("leaky_relu", 1), ("softmax", 2), ("hardtanh", 2), ("mse_loss", 2), ("sgd", 2), ("adam", 3)],
)
def test_the_level_counts_what_is_in_a_formula(slug: str, expected: int) -> None:
    assert level(bundled().entries[slug].exercise) == expected


@pytest.mark.parametrize(
    ("slug", "done", "then"),
    [
        ("", set(), "a"),
        ("a", set(), "b"),
        ("a", {"b"}, "c"),
        ("c", set(), "a"),
        ("c", {"a"}, "b"),
        ("b", {"a", "c"}, None),
        ("elsewhere", {"a"}, "b"),
        ("a", {"a", "b", "c"}, None),
    ],
)
def test_what_follows_is_the_next_that_is_not_done(slug: str, done: set[str], then: str | None) -> None:
    assert following(["a", "b", "c"], slug, done) == then

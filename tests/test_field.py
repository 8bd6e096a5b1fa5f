"""Submissions as people hand them in, under tests/field: right ones pass, wrong ones do not, and
every name is true.
"""

from pathlib import Path

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.limit_settings import Limits
from grader.report.terminal import render

from .confirm import untrue
from .conftest import ROOT, bundled, family, grade_file, planned, workers
from .tiers import first_of_each

FIELD = ROOT / "tests" / "field"
PATIENT = Limits(seconds=10)


def slug(path: Path) -> str:
    return path.stem.partition("__")[0]


def kinds(path: Path) -> list[str]:
    return [family(slug(path))]


@pytest.mark.parametrize("path", first_of_each(kinds, sorted((FIELD / "right").glob("*.py"))), ids=lambda p: p.stem)
def test_right_submission_passes(path: Path) -> None:
    report = grade_file(slug(path), path)
    assert report.passed, render(report)
    assert report.score == report.max_score == 100


@pytest.mark.parametrize("path", first_of_each(kinds, sorted((FIELD / "wrong").glob("*.py"))), ids=lambda p: p.stem)
def test_wrong_submission_fails_and_every_name_that_it_gets_is_true(path: Path) -> None:
    exercise = bundled().entries[slug(path)].exercise
    checks = planned(exercise.slug)
    with workers().session(PATIENT) as session:
        report = grade.grade(checks, path, attempt := Attempt(session))
        assert not report.passed
        assert untrue(exercise, report, attempt) == [], render(report)

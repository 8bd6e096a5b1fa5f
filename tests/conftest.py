"""What many tests share: the catalogue, and grading a file with the truth worked out once per
exercise.
"""

import contextlib
import os
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.plan import DEFAULT_DTYPES, Plan, Planned
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import Limits
from grader.plugins import Catalogue, load
from grader.report.model import Report

from .levels import bare, strongest
from .tiers import first_of_each

with contextlib.suppress(ModuleNotFoundError):  # tests/gpu run where there is no hypothesis
    from hypothesis import settings

    settings.register_profile("repeatable", derandomize=True, deadline=None)
    settings.register_profile("random", deadline=None, print_blob=True)  # make test-all
    settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = ROOT / "tests" / "submissions"
PATIENT = Limits(seconds=30)
# One of each family, which takes little time: a selfcheck of gumbel_softmax takes ten times that of
# softmin.
SIMPLE = ("softsign", "add_in_place", "softmin", "l1_loss", "glu_layer", "sgd", "rrelu_slopes", "training_step")
Grade = Callable[..., Report]


@pytest.fixture(scope="session", autouse=True)
def _as_for_a_new_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What commands keep of a user's work is kept apart from that of who runs the tests. How wide
    output is does not depend on the terminal of the tests, which xdist tells its processes.
    """
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    os.environ.pop("COLUMNS", None)


@cache
def bundled() -> Catalogue:
    return load()


def family(slug: str) -> str:
    """The family of a bundled exercise."""
    return bundled().entries[slug].exercise.family.name


def of_each_family(slugs: Iterable[str]) -> pytest.MarkDecorator:
    """A test of exercises, of which the small tier has one of each family and one that is about
    behaviour.
    """
    return pytest.mark.parametrize("slug", first_of_each(kinds_of_exercise, simple_first(slugs)))


def kinds_of_exercise(slug: str) -> list[Hashable]:
    return [family(slug), bool(bundled().entries[slug].exercise.behaviour)]


def simple_first(slugs: Iterable[str]) -> list[str]:
    return sorted(slugs, key=lambda slug: slug not in SIMPLE)


@cache
def planned(slug: str, dtypes: tuple[str, ...] = DEFAULT_DTYPES, own: bool = True) -> Planned:
    found = bundled()
    return Plan(exercise=found.entries[slug].exercise, dtypes=dtypes, own=own, others=found.exercises).work_out()


def grade_file(
    slug: str,
    path: Path,
    dtypes: tuple[str, ...] = DEFAULT_DTYPES,
    own: bool = True,
    limits: Limits = PATIENT,
) -> Report:
    with workers().session(limits) as session:
        return grade.grade(planned(slug, dtypes, own), path, Attempt(session))


@cache
def workers() -> Workers:
    """One template, from which the workers of all tests are forked."""
    return Workers()


@pytest.fixture(scope="session", autouse=True)
def _workers_end_with_the_tests() -> Iterator[None]:
    yield
    for started in (workers, strongest, bare):
        if started.cache_info().currsize:
            started().__exit__(None, None, None)


@pytest.fixture
def catalogue() -> Catalogue:
    return bundled()

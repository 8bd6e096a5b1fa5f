"""The conformance suite: what has to hold for every family and every exercise, of ours and of
others.

With pytest, a test for each check:

    @pytest.mark.parametrize("check", grader.testing.checks(my_exercise, my_solution), ids=str)
    def test_conforms(check):
        check()
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ..exercise import Exercise
from ..family import Family
from ..judge.sandbox.workers import Workers
from . import families, family_calls, reference, submissions
from .demand import NotConformant as NotConformant

__all__ = ["ConformanceCheck", "NotConformant", "check_exercise", "checks"]


@dataclass(frozen=True)
class ConformanceCheck:
    """One thing that has to hold. Called, it raises `NotConformant` if it does not."""

    name: str
    run: Callable[[], None]

    def __call__(self) -> None:
        self.run()

    def __str__(self) -> str:
        return self.name


def checks(exercise: Exercise, solution: str, workers: Workers | None = None) -> list[ConformanceCheck]:
    """All checks of an exercise and its family; `solution` is the text of a submission that has to
    pass.

    Submissions are run by the `workers`, if they are given; else each check that needs some starts
    its own.
    """
    return [*_of_family(exercise.family), *_of_reference(exercise), *_of_submissions(exercise, solution, workers)]


def check_exercise(exercise: Exercise, solution: str) -> None:
    """Make all checks, one after the other.

    Raises:
        NotConformant: if some do not hold; it names them all.
    """
    with Workers() as workers:
        told = [text for check in checks(exercise, solution, workers) if (text := _told(check))]
    if told:
        raise NotConformant("\n".join(told))


def _told(check: ConformanceCheck) -> str:
    try:
        check()
    except NotConformant as error:
        return f"{check}: {error}"
    except Exception as error:  # of the family's own code: what else does not hold is to be told as well
        return f"{check}: {type(error).__name__}: {error}"
    return ""


def _of_family(family: Family) -> Iterator[ConformanceCheck]:
    yield ConformanceCheck("family answers", partial(families.answers, family))
    yield ConformanceCheck("family has a name of its own", partial(families.name, family))


def _of_reference(exercise: Exercise) -> Iterator[ConformanceCheck]:
    yield ConformanceCheck("formula is consistent", partial(reference.consistent, exercise))
    yield ConformanceCheck("formula is written down", partial(reference.written, exercise))
    yield ConformanceCheck("mistakes are told apart", partial(reference.mistakes, exercise))
    if exercise.family.called:
        yield ConformanceCheck("calls fit the formula", partial(family_calls.drawn, exercise))
        yield ConformanceCheck("clauses fit the formula", partial(family_calls.clauses, exercise))
        yield ConformanceCheck("samples stand by themselves", partial(family_calls.samples, exercise))
        yield ConformanceCheck("parts of calls hold their entry", partial(family_calls.parts, exercise))
        yield ConformanceCheck("timed calls have their size", partial(family_calls.timed, exercise))


def _of_submissions(exercise: Exercise, solution: str, workers: Workers | None) -> Iterator[ConformanceCheck]:
    yield ConformanceCheck("starter is not started", partial(submissions.starter_fails, exercise, workers))
    yield ConformanceCheck("solution passes", partial(submissions.solution_passes, exercise, solution, workers))
    for mutation in submissions.mutations(exercise):
        run = partial(submissions.mutant_fails, exercise, solution, mutation, workers)
        yield ConformanceCheck(f"solution with wrong {mutation.what} fails", run)

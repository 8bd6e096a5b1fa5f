"""Wrong formulas that were found by a search, with the steps at which they go wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from ...report.model import Step
from ...specification import Misconception

Steps = Callable[[], tuple[Step, ...]]


@dataclass(frozen=True)
class Searched(Misconception):
    """A wrong formula whose steps are worked out when somebody asks for them. It may be about
    another form than the one that the exercise states, which a student need not have used.
    """

    steps: Steps
    other_form: bool = False


def with_steps(known: Misconception, steps: Steps) -> Searched:
    """An author's misconception with the steps that a search has found for it."""
    return Searched(
        known.function, known.of, known.wrt, known.note, known.explanation, known.convention, known.same_as, steps
    )

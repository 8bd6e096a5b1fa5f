"""Wrong formulas that a search has found, with the steps at which they go wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from ...report.model import Step
from ...specification import Misconception

Steps = Callable[[], tuple[Step, ...]]


@dataclass(frozen=True)
class Searched(Misconception):
    """A wrong formula whose steps are computed on demand. It may concern another form than the
    exercise states, which a student need not have used.
    """

    steps: Steps
    other_form: bool = False


def with_steps(known: Misconception, steps: Steps) -> Searched:
    """Returns an author's misconception with the steps that a search has found for it."""
    return Searched(
        known.function, known.of, known.wrt, known.note, known.explanation, known.convention, known.same_as, steps
    )

"""A submission while grader judges it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..sandbox.session import Session
from .clues import Clues


@dataclass(frozen=True)
class Attempt:
    """The worker that runs a submission, and what the checks have found in it so far."""

    session: Session
    clues: Clues = field(default_factory=Clues)

    def load(self, filename: str, source: str, forbidden: Sequence[str] = ()) -> None:
        """Imports the submission from its text.

        Raises:
            WorkerError, MachineError, SubmissionError: as `Session.load` does.
        """
        self.clues.source = source
        self.session.load(filename, source, forbidden)

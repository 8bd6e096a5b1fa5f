"""A limit on the work of a search."""

from dataclasses import dataclass

REPAIR = 350_000  # expressions of a submission, computed again: about a second of CPU time


@dataclass
class Budget:
    """The work that is left. It is counted, not timed: a report is the same on every machine,
    however busy.
    """

    left: int

    def spend(self, amount: int) -> None:
        """Subtracts the work that was done, which may be more than was left."""
        self.left -= amount

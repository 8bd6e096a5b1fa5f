"""How much work a search may do."""

from dataclasses import dataclass

REPAIR = 350_000  # expressions of a submission's code, redone: about a second of CPU time


@dataclass
class Budget:
    """Work that is left. It is counted, not timed, so that a report is the same on every machine,
    however busy.
    """

    left: int

    def spend(self, amount: int) -> None:
        """Take away what was done, which may be more than was left."""
        self.left -= amount

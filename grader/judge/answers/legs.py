"""The ways to a gradient, and the result of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import SubmissionError
from ...worker import protocol
from .asked import Asked
from .evidence import Answer
from .small_call import Leg


@dataclass(frozen=True)
class Route:
    """A way to the gradients: its kind of request, the ending of the function's name, and the code
    of an error there.
    """

    leg: Leg
    kind: int
    suffix: str
    code: str


BY_HAND = Route("by hand", protocol.BACKWARD, "_backward", "G301")
AUTOGRAD = Route("autograd", protocol.GRADIENTS, "", "G302")


@dataclass(frozen=True)
class LegResult:
    """The result of one way to the gradients: answers, or the error that stopped it.

    `function` says whether an autograd.Function of the student took part. `asked` are the questions
    that were asked.
    """

    leg: Leg
    code: str
    answers: Sequence[Answer]
    error: SubmissionError | None = None
    function: bool = False
    asked: Sequence[Asked] = ()

    @property
    def wrong(self) -> int:
        return sum(len(a.wrong) for a in self.answers)

    @property
    def right(self) -> bool:
        return self.error is None and not self.wrong

    @property
    def way(self) -> str:
        return "through autograd" if self.leg == "autograd" else self.leg

    @property
    def words(self) -> str:
        if self.error:
            return f"{self.way}: {self.error.message}"
        total = sum(len(a.got) for a in self.answers)
        return f"{self.way} {self.wrong:,} of {total:,} wrong" if self.wrong else f"{self.way} all {total:,} right"

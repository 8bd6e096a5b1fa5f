"""What the checks of one submission know of it besides its answers, and what they have found so far."""

from dataclasses import dataclass, field
from typing import Any

from ..exercise import Misconception
from ..reference.slips import Slip

Mistake = Misconception | Slip


@dataclass
class Clues:
    """The text of a submission, and the mistakes that a check has found in it, for the checks after it.

    `repairs` are changes of its code, which is kept once it has been read.
    """

    source: str = ""
    suspects: list[Mistake] = field(default_factory=list)
    repairs: list[tuple[Any, ...]] = field(default_factory=list)
    code: Any = None

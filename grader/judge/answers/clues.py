"""What the checks know of a submission besides its answers, and what they have found so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

# or SymPy would be loaded before the worker is started, which imports torch meanwhile
if TYPE_CHECKING:
    from ...dtypes import DType
    from ...inputs import Case
    from ...reference.slips import Mistake
    from ...report.model import Diagnosis
    from ..trajectories.misread import Misread
    from ..trajectories.paths import Walk, WalkRun
    from .evidence import Answer
    from .legs import LegResult
    from .showing import Showing
    from .small_call import Leg

FRESH = 10**6  # a seed that no check uses


@dataclass(kw_only=True)
class Answered:
    """The results of a submission in all checks so far.

    `answers` and `runs` have right results to compare with. `values` are its results by dtype,
    `elsewhere` its results on the CPU, `paths` the paths of the first scenario of an optimizer, and
    `by_hand` the results of its derivative by hand, by dtype.
    """

    answers: list[Answer] = field(default_factory=list)
    runs: list[tuple[DType, Sequence[WalkRun[Walk]]]] = field(default_factory=list)
    values: dict[str, Sequence[float]] = field(default_factory=dict)
    elsewhere: Mapping[str, Sequence[float]] = field(default_factory=dict)
    paths: dict[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    by_hand: dict[str, LegResult] = field(default_factory=dict)


@dataclass(kw_only=True)
class Mistakes:
    """The mistakes that explain results, the changes that repair the code, whether a constant is
    wrong, and what an optimizer's step was given by mistake.

    `unknown` are the legs and inputs, or the paths, for which a search has found nothing. A mistake
    found in one format would hold in finer ones too, so coarser formats do not repeat the search.
    `open` are the searches that still wait, by check and dtype. They begin when the check has run
    in all formats.
    """

    suspects: list[Mistake] = field(default_factory=list)
    repairs: list[tuple[Any, ...]] = field(default_factory=list)
    wrong_constants: bool = False
    misread: list[Misread] = field(default_factory=list)
    unknown: set[tuple[str, str]] = field(default_factory=set)
    open: dict[tuple[str, str], Callable[[], tuple[Diagnosis, ...]]] = field(default_factory=dict)


@dataclass(kw_only=True)
class Clues:
    """The text of a submission, its results, and the mistakes that a check has found, for the
    checks after it.

    `code` is the parsed text, once it has been read. `in_functions` says whether the derivative by
    hand is only in autograd.Functions. `ask` asks the question of the check for another case.
    `showing` are the calls that may show what checks have found.
    """

    source: str = ""
    code: Any = None
    in_functions: bool = False
    ask: Callable[[Case], Sequence[Answer]] | None = None
    gave: Answered = field(default_factory=Answered)
    mistakes: Mistakes = field(default_factory=Mistakes)
    showing: list[Showing] = field(default_factory=list)

    def finer(self, leg: Leg, wrt: str, dtype: DType) -> list[Answer]:
        """Returns the answers in finer formats, for a leg and an input."""
        return [a for a in self.gave.answers if (a.leg, a.wrt) == (leg, wrt) and a.case.dtype.digits > dtype.digits]

"""What the checks of one submission know of it besides its answers, and what they have found so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # or SymPy would be loaded before the worker is started, which imports torch meanwhile
    from ..inputs import Case
    from ..reference.slips import Mistake
    from .evidence import Answer
    from .showing import Showing

FRESH = 10**6  # a seed that no check has


@dataclass
class Clues:
    """The text of a submission, and the mistakes that a check has found in it, for the checks after it.

    `repairs` are changes of its code, which is kept once it has been read. `ask` asks it what the check asks, for
    another case. `values` are its results by dtype, `elsewhere` those that it gave on the CPU, `paths` those of the
    first scenario of an optimizer. `showing` are the calls that may show what checks have found.
    """

    source: str = ""
    suspects: list[Mistake] = field(default_factory=list)
    repairs: list[tuple[Any, ...]] = field(default_factory=list)
    code: Any = None
    ask: Callable[[Case], Sequence[Answer]] | None = None
    values: dict[str, Sequence[float]] = field(default_factory=dict)
    paths: dict[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    elsewhere: Mapping[str, Sequence[float]] = field(default_factory=dict)
    showing: list[Showing] = field(default_factory=list)

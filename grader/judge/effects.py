"""What a submission does to memory that is not its own: it changes tensors that it was given, or earlier results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..worker import protocol

BEYOND = {protocol.RESULT: "its result", protocol.SAVED: "a tensor that it has saved"}


@dataclass(frozen=True)
class Given:
    """What a request has the submission do: a function, under which settings, and the tensors by their names."""

    function: str
    settings: str
    tensors: Sequence[str]


class Effects:
    """What was seen in all calls of a submission's functions so far."""

    def __init__(self) -> None:
        self._changed: dict[str, dict[str, dict[str, None]]] = {}  # function, settings, what
        self._overwritten: dict[str, None] = {}

    def saw(self, given: Given, changed: Sequence[int]) -> None:
        """What was done, and the numbers of the tensors that were changed by it."""
        names = {**dict(enumerate(given.tensors)), **BEYOND}
        known = self._changed.setdefault(given.function, {}).setdefault(given.settings, {})
        known |= dict.fromkeys(names[n] for n in changed if n in names)

    def overwrote(self, function: str) -> None:
        """A result of the function was seen to be changed by a later call."""
        self._overwritten[function] = None

    @property
    def changes(self) -> list[str]:
        """Which function changes what, and under which settings if not under all."""
        return [
            f"{function} changed {what}{_where(calls, what)}"
            for function, calls in self._changed.items()
            for what in dict.fromkeys(w for changed in calls.values() for w in changed)
        ]

    @property
    def overwritten(self) -> list[str]:
        """Whose results a later call changes."""
        return [f"a result of {f} changes when {f} is called again" for f in self._overwritten]


def words(settings: Mapping[str, Any]) -> str:
    """Settings, as they are written in a call."""
    return ", ".join(f"{k}={v!r}" for k, v in settings.items())


def _where(calls: Mapping[str, Mapping[str, None]], what: str) -> str:
    seen = [settings for settings, changed in calls.items() if what in changed]
    return "" if len(seen) == len(calls) else f", with {seen[0] or 'default settings'}"

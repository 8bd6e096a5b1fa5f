"""What a submission changes although it is not its own: tensors that it was given, earlier results,
the state of torch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...worker import protocol

BEYOND = {protocol.RESULT: "its result", protocol.SAVED: "a tensor that it has saved"}
OF_TORCH = {
    protocol.GRAD_MODE: "whether gradients are enabled (`with torch.no_grad():` ends by itself)",
    protocol.DEFAULT_DTYPE: "torch's default dtype",
    protocol.RANDOM: "the seed of torch's random numbers",
}


@dataclass(frozen=True)
class Given:
    """The work of a request: a function, its settings, and the tensors by their names."""

    function: str
    settings: str
    tensors: Sequence[str]


Seen = dict[str, dict[str, dict[str, None]]]  # function, settings, what


class Effects:
    """The changes seen in all calls of a submission's functions so far."""

    def __init__(self) -> None:
        self._changed: Seen = {}
        self._left: Seen = {}
        self._overwritten: dict[str, None] = {}

    def saw(self, given: Given, changed: Sequence[int]) -> None:
        """Records a call, and the numbers of the tensors and other things that it changed."""
        names = dict(enumerate(given.tensors))
        marks = {
            **{protocol.MARKED + n: f"requires_grad or .grad of {name}" for n, name in names.items()},
            **{protocol.REMOVED + n: f"{name} to None" for n, name in names.items()},
            **{protocol.ADDED + n: f"{name} that was None" for n, name in names.items()},
        }
        for seen, words in ((self._changed, {**names, **BEYOND}), (self._left, {**marks, **OF_TORCH})):
            known = seen.setdefault(given.function, {}).setdefault(given.settings, {})
            known |= dict.fromkeys(words[n] for n in changed if n in words)

    def overwrote(self, function: str) -> None:
        """Records that a later call changed a result of the function."""
        self._overwritten[function] = None

    @property
    def changes(self) -> list[str]:
        """Returns which function changes which tensor, and the settings if not under all."""
        return _told(self._changed)

    @property
    def functions(self) -> list[str]:
        """Returns the functions that change something."""
        return [function for function, calls in self._changed.items() if any(calls.values())]

    @property
    def left(self) -> list[str]:
        """Returns which function changes other things and leaves them changed for its caller."""
        return _told(self._left)

    @property
    def overwritten(self) -> list[str]:
        """Returns the functions whose results a later call changes."""
        return [f"a result of {f} changes when {f} is called again" for f in self._overwritten]


def words(settings: Mapping[str, Any]) -> str:
    """Returns settings as a call writes them."""
    return ", ".join(f"{k}={v!r}" for k, v in settings.items())


def _told(seen: Seen) -> list[str]:
    return [
        f"{function} changed {what}{_where(calls, what)}"
        for function, calls in seen.items()
        for what in dict.fromkeys(w for changed in calls.values() for w in changed)
    ]


def _where(calls: Mapping[str, Mapping[str, None]], what: str) -> str:
    seen = [settings for settings, changed in calls.items() if what in changed]
    return "" if len(seen) == len(calls) else f", with {seen[0] or 'default settings'}"

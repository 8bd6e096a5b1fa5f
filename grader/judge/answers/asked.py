"""A question to the submission with its results, kept so that it can be asked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...inputs import Case
from ...reference.enclose import Band
from ...worker.protocol import Tensor
from . import asking


@dataclass(frozen=True)
class Asked:
    """A request for one case: it asks a function by its `name`, or the derivative by hand of a
    `function`. Holds the results, and the right value for each of them.
    """

    kind: int
    function: str
    name: str
    case: Case
    results: Sequence[Tensor]
    bands: Sequence[Sequence[Band]]

    @cached_property
    def tensors(self) -> list[Tensor]:
        return asking.sent(self.kind, self.case)

    @property
    def request(self) -> dict[str, Any]:
        """Returns the text part of a request that asks it again."""
        some = {"kind": self.kind, "function": self.function, "results": len(self.results)}
        return asking.request(self.case, self.name, **some, tensors=len(self.tensors))

"""A call to make, before the upstream gradient and the format are settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..layout import Layout

Data = dict[str, tuple[float, ...]]
Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """The tensors' shapes and entries, the keywords of the call, and the optional inputs that it leaves out."""

    layout: Layout
    data: Data
    keywords: Settings
    omitted: tuple[str, ...] = ()

"""Calls to make, before the upstream gradient and the format are settled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ..dtypes import DType
from ..layout import Layout, Shape
from ..specification import Input

Data = dict[str, tuple[float, ...]]
Settings = Mapping[str, Any]
Point = tuple[float, ...]  # the numbers of one sample
TIMED_WIDTH = 64  # channels, classes or features of a call that is timed


@dataclass(frozen=True)
class Draft:
    """The tensors' shapes and entries, the keywords of the call, and the optional inputs that it
    leaves out.
    """

    layout: Layout
    data: Data
    keywords: Settings
    omitted: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberSource:
    """Where numbers come from: the settings of the call that they are for, its format, and what
    they are drawn from.
    """

    settings: Settings
    dtype: DType
    random: Random


@dataclass(frozen=True)
class Drawing(NumberSource):
    """Where calls come from. What a formula is needed for is given.

    `beside` finds points at kinks near those given; `separating` points that tell wrong formulas
    apart, for samples whose dimensions have these sizes.
    """

    beside: Callable[[Sequence[Point]], list[Point]]
    separating: Callable[[Mapping[str, int], Sequence[Point]], list[Point]]


@dataclass(frozen=True)
class Clause:
    """One clause of the contract: the shapes to call the function with, and how."""

    name: str
    layout: Layout
    keywords: Mapping[str, Any] = field(default_factory=dict)
    strided: bool = False


@dataclass(frozen=True)
class Part:
    """A call by itself: tensors, upstream gradient, the result's shape, keywords, and the entry
    that is asked about.
    """

    data: Mapping[str, tuple[float, ...]]
    shapes: Mapping[str, Shape]
    upstream: tuple[float, ...]
    result: Shape
    keywords: Mapping[str, Any]
    entry: int = 0


@dataclass(frozen=True)
class Timed:
    """The tensors that a timed call is given, what they are of, and what it returns."""

    given: Sequence[tuple[Input, Shape]]
    result: Shape
    keywords: Mapping[str, Any] = field(default_factory=dict)

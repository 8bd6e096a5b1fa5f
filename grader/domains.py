"""Where the inputs of an exercise live, and what SymPy may assume about them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar, Protocol


class Domain(Protocol):
    """A set of real numbers that inputs are drawn from."""

    @property
    def assumptions(self) -> dict[str, bool]:
        """What SymPy may assume about a symbol of this domain."""

    @property
    def simple(self) -> tuple[float, ...]:
        """Numbers that a person can follow by hand."""

    @property
    def special(self) -> tuple[float, ...]:
        """Numbers that formulas treat in ways of their own, to be met by those of the other
        inputs.
        """

    @property
    def border(self) -> tuple[float, ...]:
        """Numbers that are not in it but are as near to it as can be."""

    def sample(self, random: Random) -> float:
        """Draw one number."""

    def __contains__(self, x: float) -> bool:
        """Whether the formula is meant to hold at `x`."""


@dataclass(frozen=True)
class Reals:
    """Real numbers; samples come from [low, high], half of them from the tenth of it around its
    middle.

    Raises:
        ValueError: if an end is not finite, or `low` is not below `high`.
    """

    low: float = -10.0
    high: float = 10.0

    def __post_init__(self) -> None:
        _check_interval(self.low, self.high)

    @property
    def assumptions(self) -> dict[str, bool]:
        return {"real": True}

    @property
    def simple(self) -> tuple[float, ...]:
        return tuple(
            x
            for x in (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, 1.5, -1.5, 5.0, -5.0)
            if self.low <= x <= self.high
        )

    @property
    def special(self) -> tuple[float, ...]:
        return tuple(x for x in (0.0, 1.0, -2.0) if self.low <= x <= self.high)

    border: ClassVar[tuple[float, ...]] = ()

    def sample(self, random: Random) -> float:
        middle, width = (self.low + self.high) / 2, self.high - self.low
        return middle + width * random.uniform(-0.5, 0.5) * (1.0 if random.random() < 0.5 else 0.1)

    def __contains__(self, x: float) -> bool:
        return math.isfinite(x)


@dataclass(frozen=True)
class Positive:
    """Positive numbers; samples are spread evenly over the orders of magnitude of [low, high].

    Raises:
        ValueError: if an end is not finite, `low` is not above 0, or it is not below `high`.
    """

    low: float = 1e-3
    high: float = 1e3

    def __post_init__(self) -> None:
        _check_interval(self.low, self.high)
        if self.low <= 0:
            raise ValueError(f"the lower end of Positive must be above 0, not {self.low!r}")

    @property
    def assumptions(self) -> dict[str, bool]:
        return {"positive": True}

    @property
    def simple(self) -> tuple[float, ...]:
        return tuple(x for x in (1.0, 2.0, 0.5, 3.0, 4.0, 0.25) if self.low <= x <= self.high)

    @property
    def special(self) -> tuple[float, ...]:
        return (self.low, *self.simple[:1], self.high)

    border: ClassVar[tuple[float, ...]] = (0.0,)

    def sample(self, random: Random) -> float:
        return math.exp(random.uniform(math.log(self.low), math.log(self.high)))

    def __contains__(self, x: float) -> bool:
        return 0 < x < math.inf


@dataclass(frozen=True)
class Probabilities:
    """Numbers between 0 and 1, these two themselves only if it is `closed`."""

    closed: bool = False

    @property
    def assumptions(self) -> dict[str, bool]:
        return {"nonnegative": True} if self.closed else {"positive": True}

    @property
    def simple(self) -> tuple[float, ...]:
        return (0.5, 0.25, *((1.0, 0.0) if self.closed else ()), 0.75, 0.125, 0.875)

    @property
    def special(self) -> tuple[float, ...]:
        return (0.0, 1.0, 0.25, 2.0**-30) if self.closed else (2.0**-30, 0.125, 0.75, 1 - 2.0**-20)

    @property
    def border(self) -> tuple[float, ...]:
        return () if self.closed else (0.0, 1.0)

    def sample(self, random: Random) -> float:
        return random.uniform(2.0**-7, 1 - 2.0**-7)

    def __contains__(self, x: float) -> bool:
        return 0 <= x <= 1 if self.closed else 0 < x < 1


@dataclass(frozen=True)
class Distribution:
    """Vectors of probabilities that add up to 1, exactly so in every format: multiples of 1/64."""

    assumptions: ClassVar[dict[str, bool]] = {"nonnegative": True}
    simple: ClassVar[tuple[float, ...]] = (0.5, 0.25, 1.0, 0.0)
    special: ClassVar[tuple[float, ...]] = ()
    border: ClassVar[tuple[float, ...]] = ()

    def sample(self, random: Random) -> float:
        return random.randrange(65) / 64

    def row(self, random: Random, length: int) -> list[float]:
        """Draw one vector."""
        cuts = sorted(random.randrange(65) for _ in range(length - 1))
        return [(b - a) / 64 for a, b in zip([0, *cuts], [*cuts, 64], strict=True)]

    def easy(self, random: Random, length: int, count: int) -> tuple[float, ...]:
        """Draw so many vectors of multiples of 1/4, one after the other."""
        rows = []
        for _ in range(count):
            cuts = sorted(random.randrange(5) for _ in range(length - 1))
            rows += [(b - a) / 4 for a, b in zip([0, *cuts], [*cuts, 4], strict=True)]
        return tuple(rows)

    def __contains__(self, x: float) -> bool:
        return 0 <= x <= 1


@dataclass(frozen=True)
class GumbelNoise:
    """Draws from the Gumbel distribution; the easy ones tie with no multiple of 1/4."""

    assumptions: ClassVar[dict[str, bool]] = {"real": True}
    simple: ClassVar[tuple[float, ...]] = (0.375, 1.0625, -0.6875, 2.1875, -1.3125)
    special: ClassVar[tuple[float, ...]] = ()
    border: ClassVar[tuple[float, ...]] = ()

    def sample(self, random: Random) -> float:
        return -math.log(random.expovariate(1.0))

    def __contains__(self, x: float) -> bool:
        return math.isfinite(x)


@dataclass(frozen=True)
class Classes:
    """Indices of classes, as int64 tensors: 0 to the length of the dimension `of`, less 1.

    Where `ignored` names a hyperparameter, its value is an index as well: that of samples that do
    not count.
    """

    of: str = "class"
    ignored: str = ""

    assumptions: ClassVar[dict[str, bool]] = {"integer": True}
    simple: ClassVar[tuple[float, ...]] = (0.0,)
    special: ClassVar[tuple[float, ...]] = ()
    border: ClassVar[tuple[float, ...]] = ()

    def sample(self, random: Random) -> float:
        return 0.0

    def draw(self, random: Random, classes: int, settings: Mapping[str, Any], count: int) -> list[float]:
        """Draw indices; the first one counts, and every class comes before any comes twice."""
        ignored = settings.get(self.ignored)
        indices = [n % classes for n in range(count)]
        random.shuffle(indices)
        if ignored is not None:
            indices = [ignored if random.random() < 0.2 else i for i in indices]
            counted = next((i for i in range(classes) if i != ignored), 0)
            indices[: min(count, 1)] = [counted] * min(count, 1)
        return [float(i) for i in indices]

    def __contains__(self, x: float) -> bool:
        return float(x).is_integer()


@dataclass(frozen=True)
class Depending:
    """A domain for each value of a hyperparameter: a target that holds logarithms with
    log_target=True, say.

    Raises:
        ValueError: if there is no domain.
    """

    on: str
    domains: Mapping[Any, Domain] = field(hash=False)

    def __post_init__(self) -> None:
        if not self.domains:
            raise ValueError("Depending needs a domain for every value that is asked")

    def under(self, settings: Mapping[str, Any]) -> Domain:
        """The domain with these hyperparameters."""
        return self.domains[settings[self.on]]


def _check_interval(low: float, high: float) -> None:
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"an interval needs finite ends with low < high, not {low!r} and {high!r}")

"""From an author's function to an exercise of a family.

Everything that can be seen without SymPy is looked at, at once; the formula itself is judged when
it is first used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from .. import fits, signature
from ..domains import Depending, Domain, Reals
from ..exercise import Exercise
from ..family import Family
from ..options import OPTIONS, front
from ..specification import Behaviour, Function, Input, positional_names

P = ParamSpec("P")
R = TypeVar("R")
Decorator = Callable[[Function], Exercise]
Domains = Domain | Depending | Mapping[str, Domain | Depending]
Traps = Sequence[float] | Mapping[str, Sequence[float]]
Variants = Sequence[Mapping[str, Any]]
Shapes = Mapping[str, tuple[str, ...]]
REALS = Reals()
# stable forms take up to 7 times as long as textbook ones, loops over entries 15 to 250 times
SPEED = 10.0


@dataclass(frozen=True, kw_only=True)
class Options:
    """What an author says beside the function, as the decorators take it: by input, or for all of
    them.

    `shapes_option` is what the decorator calls `shapes`. Without `wrt` the family says what is
    differentiated.
    """

    domain: Domains = REALS
    traps: Traps = ()
    shapes: Shapes = field(default_factory=dict)
    shapes_option: str = "shapes"
    wrt: Sequence[str] = ()
    shared: Sequence[str] = ()
    optional: Mapping[str, float] = field(default_factory=dict)
    sizes: Sequence[Mapping[str, int]] = ()
    reductions: Sequence[str] = ()
    output: tuple[str, ...] = ()
    variants: Variants = ()
    apart: Sequence[tuple[str, str]] = ()
    torch: str | None = None
    deviation: str = ""
    forbids: Sequence[str] | None = ()
    by_hand: bool = True
    behaviour: Behaviour | None = None
    speed: float | None = None

    def of(self, name: str) -> Domain | Depending:
        """The domain of an input."""
        return self.domain.get(name, REALS) if isinstance(self.domain, Mapping) else self.domain

    def named(self) -> dict[str, Any]:
        """The options that name inputs."""
        by_input = {
            self.shapes_option: self.shapes,
            "wrt": self.wrt,
            "shared": self.shared,
            "optional": self.optional,
        }
        return by_input | {k: v for k, v in (("domain", self.domain), ("traps", self.traps)) if isinstance(v, Mapping)}

    def differentiated(self, family: Family, names: Sequence[str]) -> Sequence[str]:
        """The inputs to differentiate by."""
        cut = self.behaviour is not None and self.behaviour.graph == "cut"
        return () if cut else self.wrt or family.differentiated(names)


def door(maker: Callable[P, R]) -> Callable[P, R]:
    """The front door of a decorator: it refuses options that do not exist, or that are no such
    thing.
    """
    return front(OPTIONS, maker)


def exercise(family: Family, options: Options) -> Decorator:
    """What makes an exercise of a family out of a function."""

    def decorate(function: Function) -> Exercise:
        signature.check_plain(function)
        names = signature.input_names(function, family)
        hyperparameters = signature.hyperparameters(function, family)
        fits.check_names(function, family, hyperparameters, options.shapes, options.named())
        fits.check_sizes(function, options.shapes, options.sizes)
        fits.check_variants(function, hyperparameters, options.variants)
        fits.check_apart(function, hyperparameters, options.apart)
        inputs = _inputs(function, hyperparameters, options, options.differentiated(family, names))
        fits.check_domains(function, family, inputs, hyperparameters, options.sizes)
        return Exercise(
            function=function,
            text=signature.text(function),
            inputs=inputs,
            hyperparameters=hyperparameters,
            output=options.output,
            sizes=tuple(options.sizes) or _default_sizes(options.shapes),
            reductions=tuple(options.reductions),
            variants=tuple(options.variants),
            torch=options.torch,
            deviation=options.deviation,
            forbids=None if options.forbids is None else tuple(options.forbids),
            speed=options.speed,
            by_hand=options.by_hand,
            behaviour=options.behaviour,
            apart=tuple(options.apart),
            family=family,
        )

    return decorate


def _inputs(
    function: Function, hyperparameters: Mapping[str, Any], options: Options, wanted: Sequence[str]
) -> tuple[Input, ...]:
    names = positional_names(function)
    usual = {name: fits.usual(function, name, options.of(name), hyperparameters, options.variants) for name in names}
    return tuple(
        Input(
            name,
            usual[name],
            fits.traps(function, options.traps, name, names[0], domain),
            options.shapes.get(name, ()),
            name in wanted,
            name in options.shared,
            options.optional.get(name),
            domain if isinstance(domain, Depending) else None,
        )
        for name, domain in ((name, options.of(name)) for name in names)
    )


def _default_sizes(shapes: Shapes) -> tuple[Mapping[str, int], ...]:
    """Short and longer lengths, each dimension another; those of channels follow from the
    tensors.
    """
    dimensions = dict.fromkeys(d for shape in shapes.values() for d in shape if d != "channel")
    return tuple({d: first + n for n, d in enumerate(dimensions)} for first in (3, 5, 2) if dimensions)

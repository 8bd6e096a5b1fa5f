"""The decorators that turn an author's function into an exercise, one for each family.

All of them raise `ExerciseError` at once for what can be seen without SymPy; the formula itself is judged when it is
first used.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from . import fits, signature
from .domains import Depending, Domain, Reals
from .exercise import Exercise, Family
from .options import OPTIONS, front
from .records import Behaviour, Function, Graph, Input, Memory

Traps = Sequence[float] | Mapping[str, Sequence[float]]
REALS = Reals()
SPEED = 10.0  # stable forms take up to 7 times as long as textbook ones, loops over entries 15 to 250 times
LAYER_SIZES = ({"in": 3, "out": 2}, {"in": 2, "out": 3})
Decorator = Callable[[Function], Exercise]


@partial(front, OPTIONS)
def elementwise(
    *,
    domain: Domain | Depending | Mapping[str, Domain | Depending] = REALS,
    traps: Traps = (),
    per_channel: Sequence[str] = (),
    wrt: Sequence[str] = (),
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    by_hand: bool = True,
    speed: float | None = SPEED,
) -> Decorator:
    """A number in, a number out: applied to every element of its inputs, which are broadcast.

    Inputs named in `per_channel` are learnable parameters of shape (channels,), along dimension 1 of the first input.
    It is differentiated by the inputs in `wrt`: all of them if none is named. `traps` are inputs that must be checked,
    `variants` settings of the hyperparameters other than the defaults. `torch` is torch's function that does the same;
    where it does not quite, `deviation` says how. A submission may call neither it nor what `forbids` names, relatives
    that give the answer away; if that is None it may call all. Without `by_hand` the derivative comes out of autograd.
    `speed` is how many times as long as the formula, operation by operation, a submission may take (docs/speed.md).
    """
    shapes = dict.fromkeys(per_channel, ("channel",))
    return _decorator(
        "elementwise",
        domain,
        traps,
        variants,
        torch,
        deviation,
        forbids,
        shapes=shapes,
        wrt=wrt,
        by_hand=by_hand,
        speed=speed,
    )


@partial(front, OPTIONS)
def tensor(
    *,
    memory: Memory,
    graph: Graph,
    domain: Domain | Depending | Mapping[str, Domain | Depending] = REALS,
    traps: Traps = (),
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
) -> Decorator:
    """An elementwise function that is about what it does to memory and to autograd's graph; no derivative by hand.

    The result has memory of its "own", "shared" memory with the first input, or is that input, changed "in place"; the
    graph is "kept", or "cut" between the inputs and the result.
    """
    behaviour = Behaviour(memory, graph)
    return _decorator(
        "elementwise", domain, traps, variants, torch, deviation, None, by_hand=False, behaviour=behaviour
    )


@partial(front, OPTIONS)
def rowwise(
    *,
    output: Literal["row", "half", "number"] = "row",
    domain: Domain | Depending | Mapping[str, Domain | Depending] = REALS,
    traps: Traps = (),
    wrt: Sequence[str] = (),
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    by_hand: bool = True,
    speed: float | None = SPEED,
) -> Decorator:
    """A vector in, a vector out, along the dimension `dim` that every submission takes; vectors come as sequences.

    The result has as many entries as the inputs, `output` "half" as many, or is a "number", whose dimension is gone. It
    is differentiated by the inputs in `wrt`: all of them if none is named. The rest is as for elementwise ones.
    """
    shape = () if output == "number" else (output,)
    return _decorator(
        "rowwise",
        domain,
        traps,
        variants,
        torch,
        deviation,
        forbids,
        wrt=wrt,
        output=shape,
        by_hand=by_hand,
        speed=speed,
    )


@partial(front, OPTIONS)
def loss(
    *,
    shapes: Mapping[str, tuple[str, ...]] | None = None,
    shared: Sequence[str] = (),
    optional: Mapping[str, float] | None = None,
    sizes: Sequence[Mapping[str, int]] = (),
    reductions: Sequence[str] = ("none", "mean", "sum"),
    domain: Domain | Depending | Mapping[str, Domain | Depending] = REALS,
    traps: Traps = (),
    wrt: Sequence[str] = (),
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """The loss of one sample. A submission takes the keyword `reduction`; with only one of `reductions` it does not.

    It is differentiated by the inputs in `wrt`: the first one if none is named. Inputs with a dimension in `shapes` are
    vectors, along dimension 1 of their tensor, as the scores of classes are; those in `shared` are weights of any shape
    that all samples use. `optional` inputs may be left out, and are then this number everywhere. `sizes` says how long
    the named dimensions are in the calls to make.
    """
    return _decorator(
        "loss",
        domain,
        traps,
        variants,
        torch,
        deviation,
        forbids,
        shapes=shapes,
        wrt=wrt,
        shared=shared,
        optional=optional,
        sizes=sizes,
        reductions=reductions,
        speed=speed,
    )


@partial(front, OPTIONS)
def layer(
    *,
    shapes: Mapping[str, tuple[str, ...]],
    domain: Domain | Depending | Mapping[str, Domain | Depending] = REALS,
    traps: Traps = (),
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """A vector and small weights in, a vector out; the first input has a batch dimension in front of `shapes`.

    Vectors come as sequences, matrices as sequences of rows. The result's dimension is called "out".
    """
    return _decorator(
        "layer",
        domain,
        traps,
        variants,
        torch,
        deviation,
        forbids,
        shapes=shapes,
        shared=tuple(shapes)[1:],
        sizes=LAYER_SIZES,
        output=("out",),
        speed=speed,
    )


@partial(front, OPTIONS)
def optimizer(
    *,
    variants: Sequence[Mapping[str, Any]] = (),
    apart: Sequence[tuple[str, str]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """One step of an optimizer: takes the gradient `g`, the state (0 at first), and returns (update, *new state).

    A parameter called `t` is the number of the step, from 1; one called `p` is the value being optimised. `apart` are
    pairs of settings of which only one may be another than its default.
    """
    return _decorator("optimizer", REALS, (), variants, torch, deviation, forbids, speed=speed, apart=apart)


@partial(front, OPTIONS)
def sampler(
    *,
    domain: Reals,
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = ("distributions",),
) -> Decorator:
    """The distribution function of numbers to be drawn: the probability of one below x.

    A submission takes the size of the tensor to be drawn. `domain` is where nearly all of the numbers lie. What is not
    said otherwise forbids the classes of torch.distributions.
    """
    return _decorator("sampler", domain, (), variants, torch, deviation, forbids)


@partial(front, OPTIONS)
def training(
    *, domain: Domain | Depending | Mapping[str, Domain | Depending] = REALS, variants: Sequence[Mapping[str, Any]] = ()
) -> Decorator:
    """One step of a training loop: of the parameter `p`, its data and `g`, p.grad (0 at first) to (update, new g).

    A submission takes the leaf tensor and the data, and changes the leaf in place; it returns nothing.
    """
    return _decorator("training", domain, (), variants, None, "", None)


def _decorator(
    family: Family,
    domain: Domain | Depending | Mapping[str, Domain | Depending],
    traps: Traps,
    variants: Sequence[Mapping[str, Any]],
    torch: str | None,
    deviation: str,
    forbids: Sequence[str] | None,
    *,
    shapes: Mapping[str, tuple[str, ...]] | None = None,
    wrt: Sequence[str] = (),
    shared: Sequence[str] = (),
    optional: Mapping[str, float] | None = None,
    sizes: Sequence[Mapping[str, int]] = (),
    reductions: Sequence[str] = (),
    output: tuple[str, ...] = (),
    by_hand: bool = True,
    behaviour: Behaviour | None = None,
    speed: float | None = None,
    apart: Sequence[tuple[str, str]] = (),
) -> Decorator:
    shapes, optional = shapes or {}, optional or {}

    def decorate(function: Function) -> Exercise:
        signature.check_plain(function)
        names = signature.input_names(function, family)
        hyperparameters = signature.hyperparameters(function, family)
        by_input = {
            "per_channel" if family == "elementwise" else "shapes": shapes,
            "wrt": wrt,
            "shared": shared,
            "optional": optional,
        }
        by_input |= {k: v for k, v in (("domain", domain), ("traps", traps)) if isinstance(v, Mapping)}
        fits.check_names(function, family, names, hyperparameters, shapes, by_input)
        fits.check_sizes(function, shapes, sizes)
        fits.check_variants(function, hyperparameters, variants)
        fits.check_apart(function, hyperparameters, apart)
        cut = behaviour is not None and behaviour.graph == "cut"
        wanted = () if cut else wrt or (names[:1] if family == "loss" else names)
        own = {name: domain.get(name, REALS) if isinstance(domain, Mapping) else domain for name in names}
        usual = {name: fits.usual(function, name, of, hyperparameters, variants) for name, of in own.items()}
        inputs = tuple(
            Input(
                name,
                usual[name],
                fits.traps(function, traps, name, names[0], own[name]),
                shapes.get(name, ()),
                name in wanted,
                name in shared,
                optional.get(name),
                of if isinstance(of := own[name], Depending) else None,
            )
            for name in names
        )
        fits.check_domains(function, family, inputs, hyperparameters, sizes, wrt)
        return Exercise(
            function,
            signature.text(function),
            inputs,
            hyperparameters,
            output,
            tuple(sizes) or _default_sizes(shapes),
            tuple(reductions),
            tuple(variants),
            torch,
            deviation,
            None if forbids is None else tuple(forbids),
            speed,
            by_hand=by_hand,
            behaviour=behaviour,
            apart=tuple(apart),
            family=family,
        )

    return decorate


def _default_sizes(shapes: Mapping[str, tuple[str, ...]]) -> tuple[Mapping[str, int], ...]:
    """Short and longer lengths, each dimension another; those of channels follow from the tensors."""
    dimensions = dict.fromkeys(d for shape in shapes.values() for d in shape if d != "channel")
    return tuple({d: first + n for n, d in enumerate(dimensions)} for first in (3, 5, 2) if dimensions)

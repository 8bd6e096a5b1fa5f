"""The decorators that turn an author's function into an exercise, one for each family.

All of them raise `ExerciseError` at once for what can be seen without SymPy; the formula itself is judged when it is
first used.
"""

import builtins
import dis
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import cleandoc
from types import CodeType, ModuleType
from typing import Any, Literal, NoReturn

from .domains import Domain, Reals
from .errors import ExerciseError
from .exercise import Behaviour, Exercise, Family, Function, Graph, Input, Memory, Text, place, positional_names

LARGEST_TRAP = 2.0**127  # within the range of float32, which every exercise is checked in
FOREIGN = {"cmath", "math", "numpy", "scipy", "sympy", "torch"}
Traps = Sequence[float] | Mapping[str, Sequence[float]]
REALS = Reals()
SPEED = 10.0  # stable forms take up to 7 times as long as textbook ones, loops over entries 15 to 250 times
REDUCTIONS = ("none", "mean", "sum", "batchmean")
LAYER_SIZES = ({"in": 3, "out": 2}, {"in": 2, "out": 3})
LOAD_GLOBAL, EXTENDED_ARG = dis.opmap["LOAD_GLOBAL"], dis.opmap["EXTENDED_ARG"]
Decorator = Callable[[Function], Exercise]


def elementwise(
    *,
    domain: Domain | Mapping[str, Domain] = REALS,
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


def tensor(
    *,
    memory: Memory,
    graph: Graph,
    domain: Domain | Mapping[str, Domain] = REALS,
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


def rowwise(
    *,
    output: Literal["row", "half", "number"] = "row",
    domain: Domain | Mapping[str, Domain] = REALS,
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


def loss(
    *,
    shapes: Mapping[str, tuple[str, ...]] | None = None,
    shared: Sequence[str] = (),
    optional: Mapping[str, float] | None = None,
    sizes: Sequence[Mapping[str, int]] = (),
    reductions: Sequence[str] = ("none", "mean", "sum"),
    domain: Domain | Mapping[str, Domain] = REALS,
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


def layer(
    *,
    shapes: Mapping[str, tuple[str, ...]],
    domain: Domain | Mapping[str, Domain] = REALS,
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


def optimizer(
    *,
    variants: Sequence[Mapping[str, Any]] = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """One step of an optimizer: takes the gradient `g`, the state (0 at first), and returns (update, *new state).

    A parameter called `t` is the number of the step, from 1; one called `p` is the value being optimised.
    """
    return _decorator("optimizer", REALS, (), variants, torch, deviation, forbids, speed=speed)


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


def training(*, domain: Domain | Mapping[str, Domain] = REALS, variants: Sequence[Mapping[str, Any]] = ()) -> Decorator:
    """One step of a training loop: of the parameter `p`, its data and `g`, p.grad (0 at first) to (update, new g).

    A submission takes the leaf tensor and the data, and changes the leaf in place; it returns nothing.
    """
    return _decorator("training", domain, (), variants, None, "", None)


def _decorator(
    family: Family,
    domain: Domain | Mapping[str, Domain],
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
) -> Decorator:
    shapes, optional = shapes or {}, optional or {}

    def decorate(function: Function) -> Exercise:
        names = positional_names(function)
        hyperparameters = _hyperparameters(function)
        blame = _blame(function)
        if not names:
            blame("A601", "takes no input: its positional parameters are the inputs")
        if family == "optimizer" and names[0] != "g":
            blame("A601", f"must take the gradient first and call it g, not {names[0]}")
        if family == "training" and (names[0], names[-1]) != ("p", "g"):
            blame("A601", "must take the parameter p first, then the step's data, and g, what p.grad holds, last")
        if family == "layer" and set(shapes) != set(names):
            blame("A602", f"needs shapes= for exactly its inputs {', '.join(names)}")
        for option in (shapes, wrt, shared, optional, *(m for m in (domain, traps) if isinstance(m, Mapping))):
            if unknown := set(option) - set(names):
                blame("A602", f"has no input called {', '.join(sorted(unknown))}")
        if unsized := {d for s in sizes for shape in shapes.values() for d in shape if d not in s}:
            blame("A602", f"has the dimension {', '.join(sorted(unsized))}, whose length is not in sizes=")
        if speed is not None and not speed > 0:
            blame("A602", f"has speed={speed!r}: it must be a positive number, or None if speed is not graded")
        if unknown := set(reductions) - set(REDUCTIONS):
            blame("A602", f"has the reduction {', '.join(sorted(unknown))}; there are {', '.join(REDUCTIONS)}")
        for variant in variants:
            if unknown := set(variant) - set(hyperparameters):
                blame("A602", f"has no hyperparameter called {', '.join(sorted(unknown))}, named in variants=")
        cut = behaviour is not None and behaviour.graph == "cut"
        wanted = () if cut else wrt or (names[:1] if family == "loss" else names)
        inputs = tuple(
            Input(
                name,
                domain.get(name, REALS) if isinstance(domain, Mapping) else domain,
                _traps(function, traps, name, first=names[0]),
                shapes.get(name, ()),
                name in wanted,
                name in shared,
                optional.get(name),
            )
            for name in names
        )
        wide = [i.name for i in inputs if family == "loss" and len(i.shape) > 1 and not i.shared]
        if wide:
            blame("A602", f"has the matrix {wide[0]} in every sample: a matrix must be shared=, or be a vector")
        return Exercise(
            family,
            function,
            _text(function),
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
        )

    return decorate


def _default_sizes(shapes: Mapping[str, tuple[str, ...]]) -> tuple[Mapping[str, int], ...]:
    """Short and longer lengths, each dimension another; those of channels follow from the tensors."""
    dimensions = dict.fromkeys(d for shape in shapes.values() for d in shape if d != "channel")
    return tuple({d: first + n for n, d in enumerate(dimensions)} for first in (3, 5, 2) if dimensions)


def _blame(function: Function) -> Callable[[str, str], NoReturn]:
    def blame(code: str, complaint: str) -> NoReturn:
        raise ExerciseError(code, f"{function.__name__} {complaint}", place(function))

    return blame


def _hyperparameters(function: Function) -> dict[str, Any]:
    code, defaults = function.__code__, function.__kwdefaults__ or {}
    names = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    for name in names:
        if name not in defaults:
            _blame(function)("A603", f"has the hyperparameter {name} without a default: write {name}=...")
        values = defaults[name] if isinstance(defaults[name], tuple) else (defaults[name],)
        if not all(v is None or isinstance(v, bool | int | float | str) for v in values):
            _blame(function)(
                "A603", f"has the hyperparameter {name} with a default that is no number, text, None or tuple of them"
            )
    if function.__defaults__:
        _blame(function)("A603", "gives an input a default: hyperparameters come after a bare *")
    return {name: defaults[name] for name in names}


def _traps(function: Function, traps: Traps, name: str, first: str) -> tuple[float, ...]:
    values = traps.get(name, ()) if isinstance(traps, Mapping) else traps if name == first else ()
    for x in values:
        if not isinstance(x, int | float) or not math.isfinite(x) or abs(x) > LARGEST_TRAP:
            _blame(function)(
                "A606", f"has the trap {x!r} for {name}, which is outside the range of float32 (at most 2^127)"
            )
    return tuple(float(x) for x in values)


def _text(function: Function) -> Text:
    paragraphs = [" ".join(p.split()) for p in cleandoc(function.__doc__ or "").split("\n\n") if p.strip()]
    if not paragraphs:
        raise ExerciseError(
            "A607", f"{function.__name__} needs a docstring: its first line is the title", place(function)
        )
    title, *rest = paragraphs
    hints = tuple(p.removeprefix("Hint:").strip() for p in rest if p.startswith("Hint:"))
    return Text(title, "\n\n".join(p for p in rest if not p.startswith("Hint:")), hints)


def check_names(exercise: Exercise) -> None:
    """Refuse formulas that use a name that is not defined, or numbers' functions from elsewhere than `sym`.

    Raises:
        ExerciseError: A609, at the function that uses the name.
    """
    for function in (
        exercise.function,
        *(f.function for f in exercise.forms),
        *(m.function for m in exercise.misconceptions),
    ):
        for name in _globals_used(function.__code__):
            if name not in function.__globals__:
                if not hasattr(builtins, name):
                    _blame(function)("A609", f"uses {name}, which is neither a parameter nor defined in the file")
                continue
            value = function.__globals__[name]
            module = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None) or ""
            if module.partition(".")[0] in FOREIGN:
                _blame(function)(
                    "A609", f"uses {name} of {module}: formulas are built with sym (from grader import sym) alone"
                )


def _globals_used(code: CodeType) -> Iterator[str]:
    """The global names that a function reads, nested functions included."""
    operations, arguments = code.co_code[::2], code.co_code[1::2]
    if EXTENDED_ARG in operations:
        yield from (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
    else:  # the same, twenty times as fast: the lowest bit of the argument is a flag (since Python 3.11)
        yield from (code.co_names[a >> 1] for o, a in zip(operations, arguments, strict=True) if o == LOAD_GLOBAL)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _globals_used(constant)

"""Calls every operator and every function of torch that takes such inputs, and says which give a
target.
"""

import contextlib
import inspect
import itertools
import os
import re
import signal
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch

from grader.worker.torch_names import bare

from .target import Target

MOST_CALLS = 400  # of one operator
# what draws numbers, needs other hardware or files, or ends the process on arguments that do not
# fit
SKIPPED = re.compile(
    "rand|normal|bernoulli|poisson|multinomial|dropout|binomial|dirichlet|exponential|geometric|cauchy|rrelu|cuda|cudnn"
    "|miopen|mps|mkl|xnnpack|fbgemm|quant|fake|from_file|qlinear|empty|resize|set_|_nested|nested|_test|_assert|_sync|"
    "_linalg|_cslt|_spsolve|_lstm|_gru|rnn|_pack|_pad|embedding_bag|fft|stft|conv|_local_scalar|record|storage|_fw_|"
    "_make_dual|_unpack|to_mkldnn|sobol|histogram|unique|pool|upsample|grid_sampl|interpol|ctc|window|_int_mm|_weight_int"
    "|batch_dim|_wrapper|functional_|_mkldnn|pdist|_cdist|^lu_|cholesky|inverse|eig|svd|qr|solve|_thnn|_segment|backward_data_sparse|_batch_norm|batch_norm"
)
MOST_SECONDS = 60  # of some operators together
AT_ONCE = 50
NUMBERS = [1.0, 0.0, 1e4]  # for what has no default
DERIVATIVE = re.compile("backward|grad|jvp")
Result = tuple[bool, Any]  # whether the value itself was among the arguments, and what came of them
Arguments = tuple[list[Any], dict[str, Any]]
Function = tuple[str, Iterator[Result]]


def near_misses(target: Target) -> Mapping[str, list[str]]:
    """The bare names of what gives the "value" of a target, and of derivatives that give its
    "slope".
    """
    found: dict[str, set[str]] = {"value": set(), "slope": set()}
    torch.set_num_threads(1)
    # both worked out before processes are forked
    assert target.values.shape == target.moderate.shape
    assert target.slopes.ndim
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        functions = [*_operators(target), *_functions(target)]
        for start in range(0, len(functions), AT_ONCE):
            for word in _found(target, functions[start : start + AT_ONCE]):
                kind, _, name = word.partition(":")
                found[kind].add(name)
    return {kind: sorted(names) for kind, names in found.items()}


def _found(target: Target, functions: Sequence[Function]) -> list[str]:
    """Kind and name of what some functions give; those are tried one by one that end a process they
    are in together.
    """
    words = _apart(lambda: [f"{k}:{bare(name)}" for name, calls in functions for k in _kinds(target, name, calls)])
    if words is None and len(functions) > 1:
        return [word for function in functions for word in _found(target, [function])]
    return words or []


def _kinds(target: Target, name: str, calls: Iterator[Result]) -> set[str]:
    """What the calls of one function give: the "value", or the "slope" if it is a derivative."""
    kinds = set()
    for given_value, result in calls:
        if not given_value and any(map(target.is_value, _parts(result))):
            kinds.add("value")
        if DERIVATIVE.search(name) and any(map(target.is_slope, _parts(result))):
            kinds.add("slope")
        if len(kinds) == 2:
            break
    return kinds


def _apart(work: Callable[[], list[str]]) -> list[str] | None:
    """What work gives in a process of its own; None if that ends before."""
    ours, theirs = os.pipe()
    if not (pid := os.fork()):
        with contextlib.suppress(BaseException):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            signal.alarm(MOST_SECONDS)
            os.write(theirs, " ".join([*work(), "."]).encode())
        os._exit(0)
    os.close(theirs)
    with open(ours, encoding="ascii") as file:
        words = file.read().split()
    os.waitpid(pid, 0)
    return words[:-1] if words else None


def _parts(result: Any) -> Iterator[torch.Tensor]:
    """The tensors in a result, and the entries of pairs that numbers were put into with a 0."""
    for tensor in result if isinstance(result, tuple | list) else [result]:
        if isinstance(tensor, torch.Tensor):
            dense = tensor.to_dense() if tensor.layout != torch.strided else tensor
            real = [dense.real, dense.imag] if dense.is_complex() else [dense]
            yield from real
            yield from (r[..., n] for r in real if r.ndim > 1 and r.shape[-1] == 2 for n in (0, 1))


def _worlds(target: Target) -> Iterator[Mapping[str, torch.Tensor]]:
    """The tensors that calls are made of: as they are and turned; along an imaginary axis; beside a
    0; sparse.
    """
    inputs = dict(target.inputs)
    first = next(iter(inputs.values()))
    ones = {"0": torch.zeros_like(first), "1": torch.ones_like(first)}
    yield {**inputs, "-x": -first, **ones}
    if target.case.call.exercise.family.name == "elementwise" and len(inputs) == 1:
        yield {"ix": torch.complex(ones["0"], first)}
        yield {"pair": torch.stack([first, ones["0"]], -1)}
    if target.case.call.exercise.family.name == "rowwise":
        yield {"sparse": first.to_sparse()}


def _operators(target: Target) -> Iterator[Function]:
    for name in sorted(torch._C._dispatch_get_all_op_names()):
        space, _, rest = name.partition("::")
        base, _, overload = rest.partition(".")
        if space != "aten" or SKIPPED.search(base):
            continue
        operator = getattr(getattr(torch.ops.aten, base), overload or "default", None)
        if operator is None or operator._schema.is_mutable or not operator._schema.arguments:
            continue
        yield name.partition(".")[0], _calls(operator, target)


def _calls(operator: Any, target: Target) -> Iterator[Result]:
    derivative = DERIVATIVE.search(operator._schema.name)
    for world in _worlds(target):
        pool = {**world, "y": target.values} if derivative and len(world) > 1 else world
        for arguments, settings in itertools.islice(_bindings(operator._schema.arguments, pool, target), MOST_CALLS):
            yield from _tried(target, operator, arguments, **settings)


def _tried(target: Target, function: Callable[..., Any], arguments: Sequence[Any], **settings: Any) -> Iterator[Result]:
    try:
        named = {k: v for k, v in settings.items() if v is not None}
        yield any(a is target.values for a in arguments), function(*arguments, **named)
    except Exception:
        return


def _bindings(wanted: Sequence[Any], pool: Mapping[str, torch.Tensor], target: Target) -> Iterator[Arguments]:
    """Arguments for a schema: tensors of the pool, its own defaults, settings of the same name,
    simple numbers.
    """
    choices = [_choices(argument, pool, target) for argument in wanted]
    if all(choices) and any(str(a.type) in ("Tensor", "List[Tensor]") for a in wanted):
        for chosen in itertools.product(*choices):
            pairs = [*zip(wanted, chosen, strict=True)]
            yield [c for a, c in pairs if not a.kwarg_only], {a.name: c for a, c in pairs if a.kwarg_only}


def _choices(argument: Any, pool: Mapping[str, torch.Tensor], target: Target) -> list[Any]:
    kind = str(argument.type)
    if kind == "Tensor":
        upstream = argument.name.startswith("grad") and "y" in pool
        return [target.upstream, pool["1"]] if upstream else [*pool.values()]
    if kind == "List[Tensor]":
        return [[next(iter(pool.values()))]]
    if argument.name in target.settings:
        return [target.settings[argument.name]]
    if argument.has_default_value():
        return (
            ["none", "tanh"]
            if argument.name == "approximate"
            else [0 if argument.name == "reduction" else argument.default_value]
        )
    if kind.startswith("Optional"):
        return [None]
    if argument.name in ("dim", "dims") or kind == "List[int]":
        return [[target.dim] if kind == "List[int]" else target.dim]
    if kind == "int":
        return [torch.float64] if "dtype" in argument.name else [0, 1]
    simple: Mapping[str, list[Any]] = {"number": NUMBERS, "float": NUMBERS, "bool": [False], "str": ["none"]}
    return simple.get(kind, [])


def _functions(target: Target) -> Iterator[Function]:
    """Python's functions of torch, with the arguments that nearly all of them take."""
    for module in (torch.nn.functional, torch.special, torch):
        for name, function in sorted(inspect.getmembers(module, callable)):
            if name.startswith("_") or name.endswith("_") or SKIPPED.search(name) or inspect.isclass(function):
                continue
            yield f"{module.__name__}.{name}", _plain_calls(function, target)


def _plain_calls(function: Callable[..., Any], target: Target) -> Iterator[Result]:
    for world in _worlds(target):
        given = [world[name] for name in target.inputs if name in world] or [next(iter(world.values()))]
        pairs = [given, *([given[0], world[n]] for n in ("0", "1") if n in world)]
        dims = {"dim": -1 if "pair" in world else target.dim}
        for arguments in pairs:
            for settings in ({}, {"reduction": "none"}, dims, dict(target.settings)):
                yield from _tried(target, function, arguments, **settings)

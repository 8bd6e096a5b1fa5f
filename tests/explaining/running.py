"""Runs the examples of explanations: lines of Python with the names below, and formulas."""

import inspect
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import sympy
import torch
from sympy.parsing.sympy_parser import parse_expr

Seen = dict[str, Any]
POINTS = (-1.3, 0.4, 1.7)
CALLS = 3  # of each function, since some go wrong in the second call alone
X = sympy.Symbol("x", real=True)


def given() -> dict[str, Any]:
    """The names that examples may use, with large numbers, 0 and several rows among them."""
    numbers = [-1000.0, -1.5, -0.5, 0.0, 0.5, 2.0, 1000.0]
    x = torch.tensor(numbers, dtype=torch.float64)
    return {
        "torch": torch,
        "math": math,
        "x": x,
        "input": x.clone(),
        "y": torch.tensor([0.2, 0.7, -0.5, 0.4, 2.5, 1.3, -0.6], dtype=torch.float64),
        "target": torch.tensor([0.3, -0.2, 0.9, 1.0, 0.0, 2.5, -1.4], dtype=torch.float64),
        "weight": torch.tensor([1.0, 2.0, 0.5, 3.0, 1.5, 0.2, 2.2], dtype=torch.float64),
        "grad_output": torch.tensor([2.0, -3.0, 0.5, 1.5, -0.7, 4.0, 0.1], dtype=torch.float64),
        "rows": torch.tensor([[0.1, 0.5, -1.0], [2.0, 0.3, 0.4]], dtype=torch.float64),
        "a": 0.3,
        "b": 1.7,
        "lr": 0.1,
        "eps": 1e-8,
        "beta": 0.9,
        "t": 3,
        "g": torch.tensor([0.5, -2.0], dtype=torch.float64),
        "m": torch.tensor([0.1, 0.4], dtype=torch.float64),
        "v": torch.tensor([0.2, 0.9], dtype=torch.float64),
        "p": parameter([1.0, 2.0], [0.5, -2.0]),
        "self": optimizer(),
    }


def parameter(numbers: list[float], grad: list[float]) -> torch.Tensor:
    p = torch.tensor(numbers, dtype=torch.float64, requires_grad=True)
    p.grad = torch.tensor(grad, dtype=torch.float64)
    return p


def optimizer() -> SimpleNamespace:
    """What a step has of an optimizer: two groups, with other settings, and state; one parameter
    has no gradient.
    """
    still = torch.tensor([5.0], dtype=torch.float64, requires_grad=True)
    first = {"params": [still, parameter([1.0, 2.0], [0.5, -2.0]), parameter([3.0], [1.0])], "lr": 0.1, "beta": 0.9}
    second = {"params": [parameter([-1.0, 0.5], [0.3, 0.7])], "lr": 0.01, "beta": 0.5}
    return SimpleNamespace(
        param_groups=[first, second], state=defaultdict(dict), lr=0.1, defaults={"lr": 0.5, "beta": 0.9}, t=0, m=0.0
    )


def go_on(self: SimpleNamespace) -> None:
    """What happens between two steps: the parameter that had no gradient gets one, and a schedule
    lowers the rates.
    """
    for group in self.param_groups:
        group["lr"] /= 2
        for p in group["params"]:
            p.grad = torch.ones_like(p) if p.grad is None else p.grad


def run(code: str) -> Seen:
    """What is seen of lines: the names that they leave, and what their functions give, in several
    calls.
    """
    names = given()
    namespace = dict(names)
    exec(compile(code, "example", "exec", dont_inherit=True), namespace)
    seen: Seen = {}
    made = {n: v for n, v in namespace.items() if n not in names and not n.startswith("__")}
    for name, value in made.items():
        if inspect.isfunction(value) and not _asks_for_more(value, names):
            seen |= called(name, value)
        elif (
            isinstance(value, type)
            and issubclass(value, torch.autograd.Function)
            and not _asks_for_more(value.forward, names)
        ):
            seen |= called(name, lambda x, f=value: f.apply(x))
        elif not isinstance(value, type) and not callable(value):
            seen[name] = plain(value)
    return seen | {name: plain(namespace[name]) for name in names}


def _asks_for_more(function: Callable[..., Any], names: Mapping[str, Any]) -> bool:
    """Whether a function cannot be called with the names that are given."""
    asked = (p for p in inspect.signature(function).parameters.values() if p.default is p.empty)
    return any(p.name not in names and p.name != "ctx" for p in asked)


def called(name: str, function: Callable[..., Any]) -> Seen:
    """What calls of a function give, and what they do to memory and graph. Names that are not given
    have defaults.
    """
    names = given()
    arguments = {p: names[p] for p in inspect.signature(function).parameters if p in names}
    before = {p: plain(v) for p, v in arguments.items()}
    seen: Seen = {}
    first: Any = None
    for number in range(CALLS):
        result = function(**arguments)
        first = result if number == 0 else first
        seen[f"{name} {number}"] = plain(result)
        if "self" in arguments:
            go_on(arguments["self"])
    seen[f"{name} first"] = plain(first)
    seen[f"{name} arguments"] = [p for p, v in arguments.items() if plain(v) != before[p]]
    if "self" in arguments:
        seen[f"{name} parameters"] = [plain(p) for group in arguments["self"].param_groups for p in group["params"]]
        seen[f"{name} state"] = len(arguments["self"].state)
    tensors = [v for v in arguments.values() if isinstance(v, torch.Tensor)]
    if isinstance(first, torch.Tensor):
        own = first.untyped_storage().data_ptr()
        seen[f"{name} memory"] = any(own == t.untyped_storage().data_ptr() for t in tensors)
    seen[f"{name} graph"] = graph(function)
    return seen


def graph(function: Callable[..., Any]) -> Any:
    """The gradient that autograd takes through a function, or that it takes none."""
    names = given()
    arguments = {p: names[p] for p in inspect.signature(function).parameters if p in names}
    leaves = [v.requires_grad_() for v in arguments.values() if isinstance(v, torch.Tensor)]
    try:
        result = function(**{n: v.clone() if isinstance(v, torch.Tensor) else v for n, v in arguments.items()})
    except RuntimeError:
        return "fails"
    if not isinstance(result, torch.Tensor) or not result.requires_grad:
        return "cut"
    grads = torch.autograd.grad(result.sum(), leaves, allow_unused=True)
    return [None if g is None else plain(g) for g in grads]


def plain(value: Any) -> Any:
    """A value that can be compared: tensors as shape, dtype and numbers."""
    if isinstance(value, torch.Tensor):
        return (tuple(value.shape), str(value.dtype), tuple(map(rounded, value.detach().flatten().tolist())))
    if isinstance(value, list | tuple):
        return tuple(map(plain, value))
    if isinstance(value, SimpleNamespace):
        return [plain(p) for group in value.param_groups for p in group["params"]]
    return rounded(value) if isinstance(value, float) else value


def rounded(number: Any) -> Any:
    """A number to so many digits as two ways to compute it have in common; nan as a word, which
    equals itself.
    """
    return f"{number:.10g}" if isinstance(number, float) else number


def differing(wrong: Mapping[str, Any], right: Mapping[str, Any]) -> set[str]:
    """The names of both of which something else is seen."""
    return {name for name in wrong.keys() & right.keys() if wrong[name] != right[name]}


def formula(text: str) -> sympy.Expr:
    """A formula of x, and of other names as constants."""
    return parse_expr(text.replace("^", "**"), {"abs": sympy.Abs, "x": X})


def values(expression: sympy.Expr) -> list[complex]:
    """A formula's values at a few points; other names than x are given numbers in turn."""
    others = sorted(expression.free_symbols - {X}, key=str)
    numbers = {s: 0.6 + 0.3 * n for n, s in enumerate(others)}
    return [complex(expression.subs({**numbers, X: at})) for at in POINTS]

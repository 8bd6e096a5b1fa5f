"""The values of names when a student's code runs again, besides numbers, arrays, lists and
dictionaries.
"""

import ast
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy

from .array_functions import Unsupported
from .operations import FUNCTIONS, MATHS, METHODS

LONGEST = 10_000  # of a loop
Frame = dict[str, Any]  # the local names of a call


@dataclass(frozen=True)
class Module:
    """torch with its submodules, or math."""

    name: str


@dataclass(frozen=True, eq=False)
class OwnFunction:
    """A function of the student's, with the names around it."""

    node: ast.FunctionDef | ast.Lambda
    around: Frame

    @property
    def static(self) -> bool:
        """Whether it is a method that is not given its object."""
        decorators = self.node.decorator_list if isinstance(self.node, ast.FunctionDef) else []
        return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in decorators)


@dataclass(frozen=True, eq=False)
class Class:
    """A class of the student's: its functions and the name of its first base."""

    name: str
    base: str
    functions: Mapping[str, OwnFunction]


class Parameter(numpy.ndarray[Any, numpy.dtype[numpy.float64]]):
    """A parameter of an optimizer; a view of it has the same gradient."""

    grad: Any = None

    def __array_finalize__(self, array: Any) -> None:
        self.grad = getattr(array, "grad", None)


class States(dict[int, dict[Any, Any]]):
    """An optimizer's state: a dictionary for each parameter."""

    def __getitem__(self, parameter: Any) -> dict[Any, Any]:
        return self.setdefault(parameter.__array_interface__["data"][0], {})  # the same for a view


@dataclass(eq=False)
class Record:
    """An object of the student's class, or the ctx of an autograd.Function."""

    of: Class | None = None
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Bound:
    """A method of a tensor, with the tensor."""

    holder: Any
    operation: Callable[..., Any]


class InPlace(Bound):
    """A method that changes its tensor."""


NAMES = ("float32", "float64", "double", "float", "long", "int64", "int32", "bool", "Tensor", "inf", "pi")
SUBMODULES = ("nn", "functional", "special", "linalg", "autograd", "optim")
IGNORED = ("enable_grad", "no_grad", "is_tensor")
PROPERTIES: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "shape": numpy.shape,
        "ndim": numpy.ndim,
        "T": numpy.transpose,
        "mT": lambda x: numpy.swapaxes(x, -1, -2),
        "data": lambda x: x,
        "dtype": lambda x: "dtype",
        "device": lambda x: "device",
        "grad": lambda x: getattr(x, "grad", None),
    }
)


def _range(numbers: range) -> range:
    if len(numbers) > LONGEST:
        raise Unsupported("a long loop")
    return numbers


BUILTINS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "abs": abs,
        "len": len,
        "float": float,
        "int": int,
        "bool": bool,
        "sum": sum,
        "max": max,
        "min": min,
        "zip": lambda *lists: list(zip(*lists, strict=False)),
        "enumerate": lambda items: list(enumerate(items)),
        "tuple": tuple,
        "list": list,
        "dict": dict,
        "reversed": lambda items: list(reversed(items)),
        "range": lambda *ends: _range(range(*ends)),
        "isinstance": lambda *_: True,
    }
)
PARTS = ("values", "indices")  # of what max gives along a dimension
CONTAINERS: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {dict: ("get", "update", "setdefault", "items", "values", "keys"), list: ("append",)}
)


def member(value: Any, name: str) -> Any:
    """A property, or a method to be called.

    Raises:
        Unsupported: if it is not known here.
    """
    match value:
        case Module(module):
            return _of_module(module, name)
        case Record() if name in value.fields:
            return value.fields[name]
        case tuple() if name in PARTS and len(value) == 2:
            return value[PARTS.index(name)]
        case dict() | list() if name in CONTAINERS.get(type(value), ()):
            return getattr(value, name)
        case numpy.ndarray() | numpy.generic() | float() | int():
            return _method(value, name)
    raise Unsupported(f"{type(value).__name__}.{name}")


def _of_module(module: str, name: str) -> Any:
    table: Mapping[str, Any] = MATHS if module == "math" else FUNCTIONS
    if name in table:
        return table[name]
    if module != "math" and name in SUBMODULES:
        return Module(f"{module}.{name}")
    if module == "torch" and name in NAMES:
        return getattr(math, name, name)
    if name in IGNORED:
        return lambda *_: None
    raise Unsupported(f"{module}.{name}")


def _method(value: Any, name: str) -> Bound:
    in_place = name.endswith("_") and name != "requires_grad_"
    found = METHODS.get(name) or METHODS.get(name.removesuffix("_"))
    if not found:
        raise Unsupported(f"Tensor.{name}")
    if in_place and not isinstance(value, numpy.ndarray):
        raise Unsupported(f"{name} of a number")
    return InPlace(value, found) if in_place else Bound(value, found)


def optimizer(cls: Class, parameters: Iterable[Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """What torch.optim.Optimizer makes of parameters: groups with the defaults, and a state for
    each parameter.
    """
    groups = [p if isinstance(p, dict) else {"params": [p]} for p in parameters]
    return {"param_groups": [{**defaults, **g} for g in groups], "state": States(), "defaults": dict(defaults)}


def bound(function: OwnFunction, defaults: Frame, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Frame:
    """The local names that a call begins with.

    Raises:
        Unsupported: if the arguments do not fit.
    """
    given = function.node.args
    names = [a.arg for a in (*given.posonlyargs, *given.args)]
    if len(arguments) > len(names) and not given.vararg:
        raise Unsupported("too many arguments")
    frame = {**defaults, **dict(zip(names, arguments, strict=False)), **keywords}
    if given.vararg:
        frame[given.vararg.arg] = tuple(arguments[len(names) :])
    if any(n not in frame for n in (*names, *(a.arg for a in given.kwonlyargs))):
        raise Unsupported("an argument is missing")
    return frame

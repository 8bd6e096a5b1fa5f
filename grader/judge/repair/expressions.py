"""The expressions of a student's code, each as a function of some local names.

Only arithmetic on numbers and tensors is known, and a few operations of torch; nothing else can be
reached from the code, and time and memory are bounded.
"""

import ast
import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy

from .array_functions import Unsupported, bounded
from .code_values import (
    BUILTINS,
    LONGEST,
    PROPERTIES,
    Bound,
    Class,
    Frame,
    InPlace,
    OwnFunction,
    Record,
    bound,
    member,
    optimizer,
)
from .tape import Tape

MOST_STATEMENTS = 20_000  # of one call from outside
MOST_NUMBERS = 1 << 24  # in all arrays of one call from outside
DEEPEST = 20  # calls inside each other
LARGEST_POWER = 64  # of whole numbers
NUMBERS = 400  # that take as long as an expression does by itself

Code = Callable[[Frame], Any]

BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.FloorDiv: operator.floordiv,
        ast.Mod: operator.mod,
        ast.Pow: operator.pow,
        ast.MatMult: operator.matmul,
        ast.BitAnd: operator.and_,
        ast.BitOr: operator.or_,
    }
)
UNARY: Mapping[type[ast.unaryop], Callable[[Any], Any]] = MappingProxyType(
    {
        ast.USub: operator.neg,
        ast.UAdd: operator.pos,
        ast.Not: operator.not_,
        ast.Invert: lambda x: numpy.logical_not(x),
    }
)
COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = MappingProxyType(
    {
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
        ast.Is: operator.is_,
        ast.IsNot: operator.is_not,
        ast.In: lambda a, b: a in b,
        ast.NotIn: lambda a, b: a not in b,
    }
)


@dataclass(frozen=True)
class Applied:
    """A pass through an autograd.Function: what it was given, its result, and its backward pass."""

    arguments: Sequence[Any]
    result: Any
    backward: Callable[[Any], Any]


def _member(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def _asks_for_the_format(frame: Any) -> Any:
    raise Unsupported("code that is another in each format, which is redone in one")


def binary(op: type[ast.operator], a: Any, b: Any) -> Any:
    """An arithmetic operation, refused where its result would be large.

    Raises:
        Unsupported: if it is too large, or no operation on numbers.
    """
    if type(a) is numpy.ndarray and type(b) is numpy.ndarray and a.dtype == b.dtype == float:
        return BINARY[op](a, b)  # the common case
    if isinstance(a, list | tuple) or isinstance(b, list | tuple):
        if op not in (ast.Add, ast.Mult) or _length(a) * _length(b) > LONGEST:
            raise Unsupported("an operation on lists")
    elif isinstance(a, str | dict) or isinstance(b, str | dict):
        raise Unsupported("an operation on text")
    elif isinstance(a, int) and isinstance(b, int):
        if abs(a) > 1 << 64 or abs(b) > 1 << 64 or (op is ast.Pow and abs(b) > LARGEST_POWER):
            raise Unsupported("a large whole number")
    elif op is ast.Pow and isinstance(a, numpy.ndarray) and a.dtype == bool:
        raise Unsupported("a power of truth values")
    elif _is_plain(a) and _is_plain(b):
        return BINARY[op](numpy.float64(a), b).item()  # which divides by 0 without an exception
    return BINARY[op](a, b)


def _is_plain(value: Any) -> bool:
    """Whether it is a number of Python's own: numpy's, as a sum gives it, stands for a tensor."""
    return isinstance(value, float | int) and not isinstance(value, numpy.generic)


def _rounded(to: Any, function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    result = function(*arguments, **keywords)
    return result.astype(to) if isinstance(result, numpy.ndarray | numpy.generic) and result.dtype == float else result


OPERATIONS = {op: partial(binary, op) for op in BINARY}


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list | tuple) else value if isinstance(value, int) else LONGEST + 1


class Expressions(ABC):
    """Half an interpreter: what an expression gives. A node can be replaced by another, which is
    how repairs are tried.

    `names` are those of the file.
    """

    def __init__(self) -> None:
        self.names: Frame = {}
        self.tape: Tape | None = None  # where operations are recorded
        self.memo: Mapping[ast.expr, Any] = {}  # values of expressions that need not be computed
        self.applied: Applied | None = None  # the last pass through an autograd.Function
        self.format: Any = None  # numpy's, that every operation rounds to; float64 without
        self.done = 0  # work so far, in expressions that were evaluated or what takes as long
        self._code: dict[ast.expr, Code] = {}
        self._left, self._numbers, self._depth = MOST_STATEMENTS, MOST_NUMBERS, 0

    @abstractmethod
    def assign(self, target: ast.expr, value: Any, frame: Frame) -> None:
        """Give a name, several names, an item or a field its value."""

    @abstractmethod
    def start(self) -> None:
        """Work out the names of the file that are not functions or classes."""

    @abstractmethod
    def body(self, function: OwnFunction, frame: Frame) -> Any:
        """What the statements of a function return."""

    def spend(self) -> None:
        """Count a statement.

        Raises:
            Unsupported: if there have been too many.
        """
        self._left -= 1
        if self._left < 0:
            raise Unsupported("too many statements")

    def run(self, node: ast.expr, frame: Frame) -> Any:
        """The value of an expression."""
        if node in self.memo:
            return self.memo[node]
        code = self._code.get(node)
        if code is None:
            code = self._code[node] = self.compile(node)
        value = code(frame)
        self.done += 1
        if isinstance(value, numpy.ndarray):
            self.done += value.size // NUMBERS
            self._numbers -= value.size
            if self._numbers < 0:
                raise Unsupported("too many numbers")
        return self.tape.note(node, value, frame) if self.tape else value

    def operate(self, function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
        """Do one operation on numbers or arrays: the only place where anything is computed."""
        bounded(arguments, keywords)
        if self.format:
            function = partial(_rounded, self.format, function)
        if self.tape:
            return self.tape.record(function, arguments, keywords)
        return function(*arguments, **keywords)

    @contextmanager
    def recorded(self) -> Iterator[Tape]:
        """Keep every operation and what every expression gives."""
        self.tape = Tape()
        try:
            yield self.tape
        finally:
            self.tape = None

    @contextmanager
    def replaced(self, node: ast.expr, new: ast.expr) -> Iterator[None]:
        """Compute `new` where `node` stands; `new` may hold copies of it."""
        before = self._code.get(node)
        self._code[node] = self.compile(new)
        try:
            yield
        finally:
            del self._code[node]
            if before:
                self._code[node] = before

    def ask(self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Call a function of the file.

        Raises:
            Exception: of any kind, if it cannot be redone.
        """
        self._left, self._numbers, self._depth = MOST_STATEMENTS, MOST_NUMBERS, 0
        with numpy.errstate(all="ignore"):
            self.start()
            return self.call(self.names[name], arguments, keywords)

    def tell(self, made: Record, name: str) -> Any:
        """Call a method of an object of the student's class, without arguments.

        Raises:
            Exception: of any kind, if it cannot be redone.
        """
        self._left, self._numbers, self._depth = MOST_STATEMENTS, MOST_NUMBERS, 0
        with numpy.errstate(all="ignore"):
            return self.call(self._member(made, name), [], {})

    def call(self, function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Call something: a function of the student's, or one of the known operations."""
        if isinstance(function, Class):
            made = Record(function)
            if "__init__" in function.functions:
                self.call(function.functions["__init__"], [made, *arguments], keywords)
            return made
        if isinstance(function, InPlace):
            return self.put(function.holder, self.operate(function.operation, function.holder, *arguments, **keywords))
        if isinstance(function, Bound):
            return self.operate(function.operation, function.holder, *arguments, **keywords)
        if not isinstance(function, OwnFunction):
            return self.operate(function, *arguments, **keywords)
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unsupported("calls too deep")
        defaults = self._defaults(function)
        result = self.body(function, {**function.around, **bound(function, defaults, arguments, keywords)})
        self._depth -= 1
        return result

    def put(self, holder: Any, result: Any) -> Any:
        """Give an array other entries; while a change is only looked at, nothing recorded is
        touched.
        """
        if self.memo:
            return result
        if self.tape:
            self.tape.changed(holder, result)
        holder[...] = result
        return holder

    def compile(self, node: ast.expr) -> Code:
        """A function that gives the value of an expression for local names."""
        run, operate = self.run, self.operate
        match node:
            case ast.Constant(constant):
                return lambda f: constant
            case ast.Name(name):
                return lambda f: f[name] if name in f else self._global(name)
            case ast.BinOp(left, op, right) if type(op) in BINARY:
                both = OPERATIONS[type(op)]
                return lambda f: operate(both, run(left, f), run(right, f))
            case ast.UnaryOp(op, operand):
                single = UNARY[type(op)]
                return lambda f: operate(single, run(operand, f))
            case ast.Compare(left, [_], [right]) if "dtype" in (_member(left), _member(right)):
                return _asks_for_the_format
            case ast.Compare(left, [op], [right]):
                compared = COMPARE[type(op)]
                return lambda f: operate(compared, run(left, f), run(right, f))
            case ast.BoolOp(ast.And(), values):
                return lambda f: all(run(v, f) for v in values)
            case ast.BoolOp(_, values):
                return lambda f: next((x for x in (run(v, f) for v in values) if x), False)
            case ast.IfExp(test, body, orelse):
                return lambda f: run(body, f) if run(test, f) else run(orelse, f)
            case ast.Call(func, arguments, named):
                return self._call(func, arguments, named)
            case ast.Attribute(value, name):
                return lambda f: self._member(run(value, f), name)
            case ast.Subscript(value, index):
                return lambda f: operate(operator.getitem, run(value, f), run(index, f))
            case ast.Slice(low, high, step):
                parts = (low, high, step)
                return lambda f: slice(*(run(p, f) if p else None for p in parts))
            case ast.Tuple(items):
                return lambda f: tuple(self._items(items, f))
            case ast.List(items):
                return lambda f: list(self._items(items, f))
            case ast.Dict(keys, values) if all(keys):
                pairs = [(k, v) for k, v in zip(keys, values, strict=True) if k]
                return lambda f: {run(k, f): run(v, f) for k, v in pairs}
            case ast.ListComp(item, [one]) | ast.GeneratorExp(item, [one]):
                return lambda f: [run(item, inner) for inner in self._each(one, f)]
            case ast.JoinedStr():
                return lambda f: ""
            case ast.Lambda():
                return lambda f: OwnFunction(node, f)
        raise Unsupported(type(node).__name__)

    def _defaults(self, function: OwnFunction) -> Frame:
        """The defaults of a function by name, worked out anew for each call, so that they can be
        changed as well.
        """
        given = function.node.args
        named = [*given.posonlyargs, *given.args]
        pairs = [*zip(named[len(named) - len(given.defaults) :], given.defaults, strict=True)]
        pairs += [(a, d) for a, d in zip(given.kwonlyargs, given.kw_defaults, strict=True) if d]
        return {a.arg: self.run(d, function.around) for a, d in pairs}

    def _global(self, name: str) -> Any:
        if name in self.names:
            return self.names[name]
        if name in BUILTINS:
            return BUILTINS[name]
        raise Unsupported(f"the name {name}")

    def _items(self, items: Sequence[ast.expr], frame: Frame) -> Iterator[Any]:
        for item in items:
            if isinstance(item, ast.Starred):
                yield from self.run(item.value, frame)
            else:
                yield self.run(item, frame)

    def _each(self, one: ast.comprehension, frame: Frame) -> Iterator[Frame]:
        for item in self.run(one.iter, frame):
            self.spend()
            inner = dict(frame)
            self.assign(one.target, item, inner)
            if all(self.run(test, inner) for test in one.ifs):
                yield inner

    def _member(self, value: Any, name: str) -> Any:
        """A property, or a method with its object."""
        if isinstance(value, Class) and value.base == "Function" and name == "apply":
            return lambda *arguments: self._applied(value, arguments)
        own = value.of if isinstance(value, Record) else value
        if isinstance(own, Class) and name in own.functions:
            function = own.functions[name]
            held = [value] if isinstance(value, Record) and not function.static else []
            return lambda *a, **k: self.call(function, [*held, *a], k)
        if isinstance(value, Record) and name == "save_for_backward":
            return lambda *tensors: value.fields.__setitem__("saved_tensors", tensors)
        if name in PROPERTIES and isinstance(value, numpy.ndarray | numpy.generic):
            return self.operate(PROPERTIES[name], value)
        return member(value, name)

    def _applied(self, function: Class, arguments: Sequence[Any]) -> Any:
        """The forward pass of an autograd.Function, whose backward pass is kept for `backward`."""
        ctx = Record()
        result = self.call(function.functions["forward"], [ctx, *arguments], {})
        self.applied = Applied(
            arguments, result, lambda upstream: self.call(function.functions["backward"], [ctx, upstream], {})
        )
        return result

    def _call(self, func: ast.expr, arguments: Sequence[ast.expr], named: Sequence[ast.keyword]) -> Code:
        match func:
            case ast.Attribute(ast.Call(ast.Name("super")), "__init__"):
                return lambda f: self._super(f, list(self._items(arguments, f)))

        def call(frame: Frame) -> Any:
            function = self.run(func, frame)
            given = list(self._items(arguments, frame))
            keywords: dict[str, Any] = {}
            for k in named:
                keywords |= {k.arg: self.run(k.value, frame)} if k.arg else self.run(k.value, frame)
            return self.call(function, given, keywords)

        return call

    def _super(self, frame: Frame, arguments: Sequence[Any]) -> None:
        made = frame.get("self")
        if isinstance(made, Record) and made.of and made.of.base == "Optimizer" and len(arguments) == 2:
            made.fields |= optimizer(made.of, arguments[0], arguments[1])

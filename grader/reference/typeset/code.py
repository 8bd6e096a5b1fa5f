"""Pieces of authors' functions as mathematics, in what students know: inputs, hyperparameters and
common functions.

A local name stands for what it was computed from. Lists are written as tensors are: `[exp(x) for x
in input]` is exp(input). What cannot be written like that has no notation, such as an index.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import sympy

from .notation import NAMES, notation
from .scope import Scope, given, names, targets
from .text import written
from .written_nodes import Call, Cases, Connective, Fraction, Node, Power, Product, Relation, Sum, Word, alike, negative

Trees = Mapping[str, ast.FunctionDef]

DEEPEST = 40  # names and calls within each other
RELATIONS: Mapping[str, str] = MappingProxyType({"Eq": "=", "Ne": "!=", "Gt": ">", "Ge": ">=", "Lt": "<", "Le": "<="})
COMPARED: Mapping[type[ast.cmpop], str] = MappingProxyType(
    {ast.Eq: "=", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
)
CONNECTIVES: Mapping[str, str] = MappingProxyType({"And": "and", "Or": "or", "Not": "not"})
PLAIN = ("sqrt", "detach", *NAMES)
FAMILIAR = ("sigmoid", "softplus", "softmax", "log_softmax", "relu", "gelu", "silu", "softmin", "logsumexp")
SUMMED = ("sum", "len", "max", "min")


class Unwritten(Exception):
    """There is no notation for a piece."""


@dataclass(frozen=True, eq=False)
class Reading:
    """How pieces of a function and of the helpers it calls are written.

    `trees` has the function and its helpers, `name` is the function's, `constants` are the numbers
    that its file gives names. `outputs` are the notations of what the exercise computes, and
    `output` is what a student calls that. `shown` are the names that the prompt gives to what the
    function computes on its way.
    """

    trees: Trees
    name: str
    constants: Mapping[str, Node]
    outputs: tuple[Node, ...] = ()
    output: Node | None = None
    shown: Collection[str] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the inputs and hyperparameters."""
        arguments = self.trees[self.name].args
        return tuple(a.arg for a in (*arguments.args, *arguments.kwonlyargs))

    def text(self, piece: ast.expr, tree: ast.FunctionDef) -> str | None:
        """A piece of one of the functions in a line; None if there is no notation for it."""
        node = self.node(piece, tree)
        return None if node is None else written(node)

    def node(self, piece: ast.expr, tree: ast.FunctionDef) -> Node | None:
        """How a piece of one of the functions is written; None if there is no notation for it."""
        try:
            return self._written(piece, _scope(self, tree), DEEPEST)
        except Unwritten:
            return None

    def made_of(self, piece: ast.expr, tree: ast.FunctionDef) -> list[str]:
        """The inputs and hyperparameters that a piece of one of the functions is made of, in their
        order.
        """
        found = set(_bottom(piece, _scope(self, tree), DEEPEST))
        return [name for name in self.known if name in found]

    def result(self) -> Node | None:
        """How what the function gives is written; None if there is no notation for it."""
        tree = self.trees[self.name]
        match tree.body[-1]:
            case ast.Return(ast.expr() as value):
                return self.node(value, tree)
        return None

    def _written(self, piece: ast.expr, scope: Scope, depth: int) -> Node:
        if depth == 0:
            raise Unwritten
        node = self._of(piece, scope, depth - 1)
        return self.output if self.output and any(alike(node) == alike(o) for o in self.outputs) else node

    def _of(self, piece: ast.expr, scope: Scope, depth: int) -> Node:
        def of(part: ast.expr) -> Node:
            return self._written(part, scope, depth)

        match piece:
            case ast.Constant(bool()):
                raise Unwritten
            case ast.Constant(int() | float() as number):
                return negative(Word(repr(-number))) if number < 0 else Word(repr(number))
            case ast.Name(name):
                return self._name(name, scope, depth)
            case ast.Attribute(ast.Name("sym"), "pi"):
                return Word("pi")
            case ast.UnaryOp(ast.USub(), operand):
                return negative(of(operand))
            case ast.UnaryOp(ast.Not(), operand):
                return Connective("not", (of(operand),))
            case ast.BinOp(left, op, right):
                return _operation(of(left), op, of(right))
            case ast.BoolOp(op, values):
                return Connective("and" if isinstance(op, ast.And) else "or", tuple(map(of, values)))
            case ast.Compare(left, [op], [right]) if type(op) in COMPARED:
                return Relation(of(left), COMPARED[type(op)], of(right))
            case ast.IfExp(test, body, orelse):
                return Cases(((of(body), of(test)),), of(orelse))
            case ast.Subscript(value, ast.Slice(lower, upper, None)):
                bounds = [written(of(b)) if b else "" for b in (lower, upper)]
                return Word(f"{written(of(value))}[{':'.join(bounds)}]")
            case ast.Subscript(value, ast.Constant(int(index))):
                return self._one(value, index, scope, depth)
            case ast.Subscript(value, _) | ast.Starred(value):
                return of(value)
            case ast.ListComp(entry) | ast.GeneratorExp(entry):
                return self._written(entry, {**scope, **targets(piece, scope)}, depth)
            case ast.Call(ast.Attribute(ast.Name("sym"), function), arguments):
                return self._of_sympy(function, arguments, scope, depth)
            case ast.Call(ast.Name(function), arguments) if function in SUMMED and arguments:
                return Call(function, (of(arguments[0]),))
            case ast.Call(ast.Name(function), arguments) if function in FAMILIAR:
                return Call(function, tuple(map(of, arguments)))
            case ast.Call(ast.Name(function)) if function in self.trees:
                result, inner = self._called(piece, scope)
                return self._written(result, inner, depth)
        raise Unwritten

    def _name(self, name: str, scope: Scope, depth: int) -> Node:
        bound = scope.get(name)
        if bound is None:
            if name in scope:
                raise Unwritten
            if name in self.known:
                return Word(name)
            if name in self.constants:
                return self.constants[name]
            raise Unwritten
        if name in self.shown:
            return Word(name)
        if bound.place is None:
            return self._written(bound.value, bound.scope, depth)
        return self._one(bound.value, bound.place, bound.scope, depth)

    def _one(self, value: ast.expr, place: int, scope: Scope, depth: int) -> Node:
        """One of several values that an expression gives."""
        match value:
            case ast.Tuple(values) if place < len(values):
                return self._written(values[place], scope, depth)
            case ast.Call(ast.Name(function)) if function in self.trees and depth:
                result, inner = self._called(value, scope)
                return self._one(result, place, inner, depth - 1)
        node = self._written(value, scope, depth)
        if not isinstance(node, Word):
            raise Unwritten
        return Word(f"{node.text}[{place}]")

    def _called(self, call: ast.Call, scope: Scope) -> tuple[ast.expr, Scope]:
        """What a helper returns, and what names stand for in it."""
        assert isinstance(call.func, ast.Name)
        tree = self.trees[call.func.id]
        match tree.body:
            case [*before, ast.Return(ast.expr() as value)] if all(isinstance(s, ast.Assign) for s in before):
                return value, names(tree, given(tree, call, scope))
        raise Unwritten

    def _of_sympy(self, function: str, arguments: list[ast.expr], scope: Scope, depth: int) -> Node:
        if function == "Rational":
            return _number(arguments)
        if function == "Piecewise":
            return self._cases(arguments, scope, depth)
        parts = tuple(self._written(a, scope, depth) for a in arguments)
        if function == "take" and len(parts) == 2:
            return Word(f"{written(parts[0])}[{written(parts[1])}]")
        if function in RELATIONS and len(parts) == 2:
            return Relation(parts[0], RELATIONS[function], parts[1])
        if function in CONNECTIVES:
            return Connective(CONNECTIVES[function], parts)
        if function in ("UnevaluatedExpr", "Integer", "Float", "S") and len(parts) == 1:
            return parts[0]
        if function not in PLAIN:
            raise Unwritten
        return Call(NAMES.get(function, function), parts)

    def _cases(self, arguments: list[ast.expr], scope: Scope, depth: int) -> Node:
        branches: list[tuple[Node, Node]] = []
        for argument in arguments:
            match argument:
                case ast.Tuple([value, ast.Constant(True)]):
                    return Cases(tuple(branches), self._written(value, scope, depth))
                case ast.Tuple([value, condition]):
                    branches.append((self._written(value, scope, depth), self._written(condition, scope, depth)))
                case _:
                    raise Unwritten
        return Cases(tuple(branches), None)


@lru_cache(maxsize=256)
def _scope(reading: Reading, tree: ast.FunctionDef) -> Scope:
    """What names stand for in a function; for the parameters of a helper, what it is first called
    with.
    """
    if tree.name == reading.name:
        return names(tree, {})
    for caller in reading.trees.values():
        for call in ast.walk(caller) if caller is not tree else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == tree.name:
                return names(tree, given(tree, call, _scope(reading, caller)))
    return {}


def _bottom(piece: ast.expr, scope: Scope, depth: int) -> Iterator[str]:
    """The names at the bottom of a piece: those that stand for nothing else."""
    for node in ast.walk(piece) if depth else ():
        if isinstance(node, ast.Name):
            bound = scope.get(node.id)
            if bound:
                yield from _bottom(bound.value, bound.scope, depth - 1)
            elif node.id not in scope:
                yield node.id


def _operation(left: Node, op: ast.operator, right: Node) -> Node:
    match op:
        case ast.Add() | ast.Sub():
            minus = isinstance(op, ast.Sub)
            first = left.terms if isinstance(left, Sum) else ((False, left),)
            match right:
                case Sum(terms) if not minus and len(terms) > 1:
                    return Sum((*first, *terms))
            return Sum((*first, (minus, right)))
        case ast.Mult() if isinstance(right, Fraction):
            return Fraction(_operation(left, op, right.above), right.below)
        case ast.Mult():
            factors = [f for n in (left, right) for f in (n.factors if isinstance(n, Product) else (n,))]
            match factors:
                case [Sum(((True, inner),)), *others]:
                    return negative(Product((inner, *others)))
            return Product(tuple(factors))
        case ast.Div():
            match left:
                case Sum(((True, inner),)):
                    return negative(Fraction(inner, right))
            return Fraction(left, right)
        case ast.Pow():
            return Power(left, right)
        case ast.FloorDiv():
            return Word(f"{written(left)}//{written(right)}")
    raise Unwritten


def _number(arguments: list[ast.expr]) -> Node:
    """A fraction of whole numbers."""
    try:
        parts = [eval(compile(ast.Expression(a), "<number>", "eval"), {"__builtins__": {}}) for a in arguments]
        return notation(sympy.Rational(*parts))
    except Exception as error:  # an edit can make nonsense of any kind
        raise Unwritten from error

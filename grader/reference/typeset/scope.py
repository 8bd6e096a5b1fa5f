"""What the names in an author's function stand for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

Scope = Mapping[str, "Binding | None"]  # None: one of several things, or an index


@dataclass(frozen=True)
class Binding:
    """What a name stands for: an expression in another scope, or one of the values that it
    gives.
    """

    value: ast.expr
    scope: Scope
    place: int | None = None


def given(tree: ast.FunctionDef, call: ast.Call, scope: Scope) -> dict[str, Binding | None]:
    """What the parameters of a helper stand for in a call."""
    arguments = [a.arg for a in tree.args.args]
    known: dict[str, Binding | None] = dict.fromkeys([*arguments, *(a.arg for a in tree.args.kwonlyargs)])
    known |= {name: Binding(value, scope) for name, value in zip(arguments, call.args, strict=False)}
    return known | {k.arg: Binding(k.value, scope) for k in call.keywords if k.arg}


def names(tree: ast.FunctionDef, parameters: Mapping[str, Binding | None]) -> Scope:
    """What names stand for anywhere in a function: its parameters, what is assigned, and what loops
    go over.

    A parameter that is assigned anew is the same quantity, brought up to date.
    """
    scope: dict[str, Binding | None] = dict(parameters)
    own = {a.arg for a in (*tree.args.args, *tree.args.kwonlyargs)}
    for node in ast.walk(tree):
        found: dict[str, Binding | None] = {}
        match node:
            case ast.Assign([target], value):
                found = _unpacked(target, value, scope)
            case ast.ListComp() | ast.GeneratorExp():
                found = targets(node, scope)
            case ast.Lambda(arguments):
                found = dict.fromkeys(a.arg for a in arguments.args)
        for name, bound in found.items():
            if name not in own:
                same = name not in scope or _same(scope[name], bound)
                scope[name] = bound if same else None
    return scope


def _same(a: Binding | None, b: Binding | None) -> bool:
    return a is not None and b is not None and a.place == b.place and ast.dump(a.value) == ast.dump(b.value)


def _unpacked(target: ast.expr, value: ast.expr, scope: Scope) -> dict[str, Binding | None]:
    match target:
        case ast.Name(name):
            return {name: Binding(value, scope)}
        case ast.Tuple(names):
            return {n.id: Binding(value, scope, k) for k, n in enumerate(names) if isinstance(n, ast.Name)}
    return {}


def targets(loop: ast.ListComp | ast.GeneratorExp, scope: Scope) -> dict[str, Binding | None]:
    """What the names of a comprehension stand for: entries as the whole, indices as nothing."""
    found: dict[str, Binding | None] = {}
    for generator in loop.generators:
        taken = [n.id for n in ast.walk(generator.target) if isinstance(n, ast.Name)]
        match generator.iter:
            case ast.Call(ast.Name("zip"), values):
                entries: list[Binding | None] = [Binding(v, scope) for v in values]
            case ast.Call(ast.Name("enumerate"), [value]):
                entries = [None, Binding(value, scope)]
            case ast.Call(ast.Name("range")):
                entries = [None]
            case value:
                entries = [Binding(value, scope)]
        found |= dict(zip(taken, entries, strict=True)) if len(taken) == len(entries) else dict.fromkeys(taken)
    return found

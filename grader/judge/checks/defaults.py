"""Defaults that a submission gives to its hyperparameters, compared with those of the exercise."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...exercise import Exercise

OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def wrong_defaults(exercise: Exercise, source: str, backward: bool = False) -> dict[str, str]:
    """Returns a message for each hyperparameter whose default in the submission is wrong.

    `backward` selects the derivative by hand. Defaults are left out if only running the text could
    tell them.
    """
    try:
        module = ast.parse(source)
        found = dict(_defaults(module, f"{exercise.slug}_backward" if backward else exercise.target))
    except (SyntaxError, ValueError, RecursionError, MemoryError, ArithmeticError):
        return {}
    wanted = dict(exercise.hyperparameters)
    if len(exercise.reductions) > 1:
        wanted["reduction"] = "mean"
    return {
        name: f"{name} is {found[name]!r} by default; this exercise asks for {default!r}"
        for name, default in wanted.items()
        if name in found and found[name] != default
    }


def _defaults(module: ast.Module, target: str) -> Iterator[tuple[str, Any]]:
    """Yields the defaults of a function of the module, or of the class's __init__, that are numbers
    or other constants.
    """
    constants: dict[str, Any] = {}
    for statement in module.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            name = statement.targets[0]
            if isinstance(name, ast.Name) and (known := list(_constant(statement.value, constants))):
                constants[name.id] = known[0]
    defined = {s.name: s for s in module.body if isinstance(s, ast.FunctionDef | ast.ClassDef)}
    function = defined.get(target)
    if isinstance(function, ast.ClassDef):
        methods = {s.name: s for s in function.body if isinstance(s, ast.FunctionDef)}
        function = methods.get("__init__")
    if not isinstance(function, ast.FunctionDef):
        return
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    pairs = [*zip(reversed(positional), reversed(given.defaults), strict=False)]
    pairs += [(a, d) for a, d in zip(given.kwonlyargs, given.kw_defaults, strict=True) if d is not None]
    for argument, default in pairs:
        yield from ((argument.arg, value) for value in _constant(default, constants))


def _constant(node: ast.expr, constants: Mapping[str, Any]) -> Iterator[Any]:
    """Yields the value of an expression of constants, and nothing for other expressions."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in constants:
        yield constants[node.id]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield from (-value for value in _constant(node.operand, constants) if isinstance(value, int | float))
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        for left in _constant(node.left, constants):
            for right in _constant(node.right, constants):
                if isinstance(left, int | float) and isinstance(right, int | float):
                    yield OPERATORS[type(node.op)](left, right)
    elif isinstance(node, ast.Tuple | ast.List):
        items = [list(_constant(item, constants)) for item in node.elts]
        if all(items):
            yield tuple(item[0] for item in items)

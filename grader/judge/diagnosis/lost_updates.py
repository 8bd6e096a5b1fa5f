"""Reads in a student's code why parameters do not change: it makes a new tensor that the caller
never sees.
"""

import ast
from collections.abc import Iterator

NEW = ("add", "sub", "subtract", "mul", "multiply", "div", "divide", "addcmul", "addcdiv", "lerp")
POSSIBLE = (
    "Either every change is 0, or it is made to something else than the parameter: p -= ... and p.add_(...) change the "
    "parameter itself."
)


def lost_update(source: str) -> str:
    """Returns the line that makes a new tensor instead of changing the parameter, in words; or else
    a possible cause.

    A parameter is a name whose gradient is used in the same function.
    """
    try:
        functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return POSSIBLE
    found = [words for function in functions for name in _parameters(function) for words in _lost(function, name)]
    return found[0] if found else POSSIBLE


def _parameters(function: ast.FunctionDef) -> list[str]:
    grads = (n.value for n in ast.walk(function) if isinstance(n, ast.Attribute) and n.attr == "grad")
    return list(dict.fromkeys(n.id for n in grads if isinstance(n, ast.Name)))


def _lost(function: ast.FunctionDef, name: str) -> Iterator[str]:
    for statement in ast.walk(function):
        match statement:
            case ast.Assign([ast.Name(target)], value) if target == name and _makes_new(value, name):
                yield (
                    f"Line {statement.lineno} gives the name {name} to a new tensor and leaves the parameter as it is: "
                    f"{name} -= ... and {name}.add_(...) change the parameter itself."
                )
            case ast.Expr(ast.Call(ast.Attribute(holder, method))) if method in NEW and _is(holder, name):
                yield (
                    f"Line {statement.lineno} makes a new tensor with {method}, which nothing keeps: {method}_ changes "
                    "the parameter itself."
                )


def _makes_new(value: ast.expr, name: str) -> bool:
    """Whether an expression computes something from a parameter, and is not the parameter
    itself.
    """
    computed = any(isinstance(n, ast.BinOp | ast.Call) for n in ast.walk(value))
    used = any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(value))
    in_place = any(isinstance(n, ast.Attribute) and n.attr.endswith("_") for n in ast.walk(value))
    return computed and used and not in_place and not _is(value, name)


def _is(value: ast.expr, name: str) -> bool:
    """Whether an expression is a parameter, or shares its memory."""
    match value:
        case ast.Name(found):
            return found == name
        case ast.Attribute(inner, "data"):
            return _is(inner, name)
        case ast.Call(ast.Attribute(inner, "detach"), []):
            return _is(inner, name)
    return False

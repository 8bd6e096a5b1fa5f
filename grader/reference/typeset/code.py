"""Pieces of authors' functions as mathematics, as far as they are formulas of numbers."""

import ast
import builtins
from types import FunctionType

import sympy
from sympy import Expr, Symbol
from sympy.logic.boolalg import Boolean

from ...exercise import Function
from .nodes import Node
from .notation import notation

DECIDED = (ast.IfExp, ast.BoolOp, ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)  # not left to symbols


def code(piece: ast.expr, function: Function) -> Node | None:
    """How a piece of a function is written: its variables and the helpers it calls by their names. None for rows,
    decisions, loops and the like.
    """
    parts = list(ast.walk(piece))
    names = {n.id for n in parts if isinstance(n, ast.Name)}
    known = vars(builtins) | function.__globals__ | dict.fromkeys(function.__code__.co_varnames)
    symbols: dict[str, object] = {n: Symbol(n, real=True) for n in names if known.get(n) is None}
    symbols |= {n: sympy.Function(n) for n in names if isinstance(known.get(n), FunctionType)}
    if any(isinstance(part, DECIDED) for part in parts):
        return None
    try:
        compiled = compile(ast.fix_missing_locations(ast.Expression(piece)), "<piece>", "eval")
        with sympy.evaluate(False):
            value = sympy.sympify(eval(compiled, function.__globals__ | symbols), strict=True)
    except Exception:  # a piece need not make sense by itself
        return None
    return notation(value) if isinstance(value, Expr | Boolean) else None

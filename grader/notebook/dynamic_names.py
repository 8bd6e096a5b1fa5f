"""Recognises code that makes names while it runs: `exec(text)`, `globals()["f"] = g`. The text does
not show which names.
"""

import ast

from .statements import Statement, run_at_once

NAMESPACES = {"globals", "locals", "vars"}
TEXTS = {"exec", "eval"}


def makes_names(statement: Statement) -> bool:
    """Whether a statement, bare or in a loop, may define any name of the notebook."""
    node = statement.node
    return isinstance(node, ast.Expr | ast.Assign | ast.For) and any(map(_makes, run_at_once(node)))


def runs_text(statement: Statement) -> bool:
    """Whether a statement, or a function that it defines, may run code from a text."""
    return bool(statement.node) and not TEXTS.isdisjoint(statement.reads.now | statement.reads.later)


def _makes(part: ast.AST) -> bool:
    match part:
        case ast.Call(ast.Name("exec")):
            return True
        case ast.Call(ast.Attribute(owner, "update")) | ast.Call(ast.Name("setattr"), [owner, *_]):
            return _is_namespace(owner)
        case ast.Subscript(owner, ctx=ast.Store()) | ast.Attribute(owner, ctx=ast.Store()):
            return _is_namespace(owner)
    return False


def _is_namespace(node: ast.AST) -> bool:
    match node:
        case ast.Call(ast.Name(name), []):
            return name in NAMESPACES
        case ast.Subscript(ast.Attribute(ast.Name("sys"), "modules"), ast.Name("__name__")):
            return True
    return False

"""Small changes of one line of somebody's code: a sign, a factor, a number, a condition, a branch
of where.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .reached_code import reached

SIGNS: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Pow: ("**", "*"),
}
COMPARED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Gt: (">", "<"),
    ast.Lt: ("<", ">"),
    ast.GtE: (">=", "<="),
    ast.LtE: ("<=", ">="),
}
EXCHANGED = {
    "maximum": "minimum",
    "minimum": "maximum",
    "amax": "amin",
    "amin": "amax",
    "sum": "mean",
    "mean": "sum",
    "add": "sub",
    "add_": "sub_",
    "sub": "add",
    "sub_": "add_",
    "mul": "div",
    "mul_": "div_",
    "div": "mul",
    "div_": "mul_",
}
LARGEST = 10  # number that is changed


@dataclass(frozen=True)
class CodeChange:
    """A changed line: its number, how it was and is, and the whole code with it. `where` is whether
    a call of where is gone, of which one branch is left.
    """

    line: int
    before: str
    after: str
    source: str
    where: bool = False


def code_changes(source: str, names: tuple[str, ...]) -> list[CodeChange]:
    """The changes of the functions and classes of these names, and of those that they use, in the
    order of their lines.

    Raises:
        SyntaxError: if the code is no Python.
    """
    lines = source.encode().split(b"\n")
    found = {
        change.source: change
        for function in reached(ast.parse(source), names)
        for statement in function.body
        for node in ast.walk(statement)
        for start, end, text, where in _edits(node, lines)
        if (change := _change(lines, node, (start, end, text), where))
    }
    return sorted(found.values(), key=lambda change: (change.line, change.after))


_Edit = tuple[int, int, bytes, bool]  # from and to which byte of the line there is what instead


def _edits(node: ast.AST, lines: list[bytes]) -> Iterator[_Edit]:
    """What may stand in place of a part of a line; nodes of several lines are left as they are."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name | ast.Attribute | ast.Subscript):
        yield node.test.col_offset, node.test.col_offset, b"not ", False
    if not isinstance(node, ast.expr) or node.lineno != node.end_lineno:
        return
    line, start, end = lines[node.lineno - 1], node.col_offset, node.end_col_offset or 0
    match node:
        case ast.BinOp(left, op, right) if type(op) in SIGNS:
            yield from _sign(line, left, right, SIGNS[type(op)])
        case ast.Compare(left, [op], [right]) if type(op) in COMPARED:
            yield from _sign(line, left, right, COMPARED[type(op)])
        case ast.UnaryOp(ast.USub(), operand):
            yield start, operand.col_offset, b"", False
        case ast.Call(ast.Attribute(attr="where"), [_, *branches]) if len(branches) == 2:
            for branch in branches:
                yield start, end, line[branch.col_offset : branch.end_col_offset], True
        case ast.Attribute(attr=name) if name in EXCHANGED:
            yield end - len(name), end, EXCHANGED[name].encode(), False
        case ast.Constant(int() as number) if not isinstance(number, bool) and 0 <= number <= LARGEST:
            yield start, end, str(number + 1).encode(), False
        case ast.Constant(float() as number) if 0 < number <= LARGEST:
            yield start, end, repr(2 * number).encode(), False


def _sign(line: bytes, left: ast.expr, right: ast.expr, signs: tuple[str, str]) -> Iterator[_Edit]:
    """Another sign between two operands, if it is there once."""
    old, new = (sign.encode() for sign in signs)
    begin, end = left.end_col_offset or 0, right.col_offset
    between = line[begin:end]
    if between.count(old) == 1 and (b"**" not in between or old == b"**"):
        at = begin + between.index(old)
        yield at, at + len(old), new, False


def _change(lines: list[bytes], node: ast.AST, edit: tuple[int, int, bytes], where: bool) -> CodeChange | None:
    """The change, if the code is Python with it."""
    assert isinstance(node, ast.expr | ast.If)
    start, end, text = edit
    line = lines[node.lineno - 1]
    changed = line[:start] + text + line[end:]
    source = b"\n".join([*lines[: node.lineno - 1], changed, *lines[node.lineno :]]).decode()
    try:
        ast.parse(source)
    except SyntaxError:
        return None
    return CodeChange(node.lineno, line.decode().strip(), changed.decode().strip(), source, where)

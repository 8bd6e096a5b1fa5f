"""Signatures and docstrings as the source has them; constants become their values."""

import ast
import enum
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from .markup import plain

WIDTH = 88
ERROR = re.compile(r"(?m)^    (\w+): ")


def signature(door: Callable[..., Any]) -> str:
    """The call of a function or record, or the members of an enumeration."""
    source = inspect.unwrap(door)
    if isinstance(source, enum.EnumType):
        return "\n".join(map(str, source))
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(source))).body
    if isinstance(node, ast.ClassDef):
        fields = [*_fields(node)]
        return _broken(node.name, fields, "") if fields or _called(source) else f"class {node.name}"
    assert isinstance(node, ast.FunctionDef)
    named = vars(inspect.getmodule(source))
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return _broken(node.name, [*_parameters(node.args, named)], result)


def docstring(thing: object) -> Iterator[str]:
    """A docstring as Markdown: paragraphs, and each error that is raised as a line of its own."""
    for paragraph in (inspect.getdoc(thing) or "").split("\n\n"):
        if paragraph.startswith("Raises:"):
            lines = ERROR.sub(r"\n\1: ", paragraph.removeprefix("Raises:")).split("\n\n")
            for error, _, why in (" ".join(line.split()).partition(": ") for line in lines if line.strip()):
                yield from (f"*Raises* `{error}`: {plain(why)}", "")
        else:
            yield from (re.sub(r"docs/(\w+)\.md", r"[\1](../\1.md)", plain(paragraph)), "")


def _called(record: type) -> bool:
    """Whether it is a record, which is called as it is; errors and base classes are not."""
    return hasattr(record, "__dataclass_fields__")


def _broken(name: str, parameters: list[str], result: str) -> str:
    whole = f"{name}({', '.join(parameters)}){result}"
    lines = [f"{name}(", *(f"    {p}," for p in parameters), f"){result}"]
    return (whole if len(whole) <= WIDTH else "\n".join(lines)).replace("'", '"')


def _fields(node: ast.ClassDef) -> Iterator[str]:
    """Those that a caller gives: the fields of a record that are no constants of its class."""
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and not ast.unparse(field.annotation).startswith("ClassVar"):
            computed = isinstance(field.value, ast.Call)  # field(...): how the record is compared
            yield (
                ast.unparse(field.target)
                + f": {ast.unparse(field.annotation)}"
                + (f" = {ast.unparse(field.value)}" if field.value and not computed else "")
            )


def _parameters(given: ast.arguments, named: dict[str, Any]) -> Iterator[str]:
    positional = [*given.posonlyargs, *given.args]
    without = len(positional) - len(given.defaults)
    for place, one in enumerate(positional):
        if one.arg != "self":
            yield _parameter(one, given.defaults[place - without] if place >= without else None, named)
        if place + 1 == len(given.posonlyargs):
            yield "/"
    if given.kwonlyargs:
        yield "*"
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield _parameter(one, default, named)


def _parameter(one: ast.arg, default: ast.expr | None, named: dict[str, Any]) -> str:
    said = one.arg + (f": {ast.unparse(one.annotation)}" if one.annotation else "")
    if default is None:
        return said
    constant = isinstance(default, ast.Name)
    return f"{said} = {named[default.id] if constant else ast.unparse(default)}"  # type: ignore[attr-defined]

"""Likely mistakes behind functions that do not take tensors, or take them in one form only."""

import ast
from collections.abc import Iterator

from .fix import Fix, Replacement, shown, together
from .scene import Scene

NOT_OF_TENSORS = ("only one element tensors can be converted", "converted to Python scalar", "must be real number")
MAKING = tuple(f"torch.{n}" for n in ("zeros", "ones", "tensor", "full", "eye", "empty"))
VIEW = "view size is not compatible"
FIXED = ("float32", "float64", "double", "float", "half", "float16")


def import_fixes(scene: Scene) -> Iterator[Fix]:
    """Torch's functions in the place of Python's, and the dtype of inputs."""
    said = scene.said
    if any(words in said for words in NOT_OF_TENSORS):
        yield from together("number_function_on_tensor", list(_of_numbers(scene)))
    if "floor_divide is not implemented" in said:
        yield from together("floor_division", list(_floored(scene)))
    if VIEW in said:
        yield from together("view_of_strided", list(_views(scene)))
    in_one_format = [r.dtype for r in scene.failed if r.name == "trajectory"] == ["float64"]
    if in_one_format or "C402" in scene.codes or "dtype" in said or "scalar type" in said:
        yield from together("dtype_fixed", list(_dtypes(scene)))


def _of_numbers(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    for node, function in scene.nodes(ast.Call):
        func = node.func if isinstance(node, ast.Call) else None
        if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "math":
            new = ast.Attribute(ast.Name("torch", ast.Load()), func.attr, ast.Load())
            yield Replacement(func, new, shown(func), shown(new)), function


def _floored(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    for node, function in scene.nodes(ast.BinOp):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
            new = ast.BinOp(node.left, ast.Div(), node.right)
            yield Replacement(node, new, shown(node), shown(new)), function


def _views(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    for node, function in scene.nodes(ast.Call):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "view":
            new = ast.Call(ast.Attribute(node.func.value, "reshape", ast.Load()), node.args, node.keywords)
            yield Replacement(node, new, shown(node), shown(new)), function


def _dtypes(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """The dtype that new tensors are given, or that tensors are cast to, replaced by that of the
    first argument.
    """
    for node, function in scene.nodes(ast.Call):
        parameters = scene.parameters(function)
        if not isinstance(node, ast.Call) or not parameters:
            continue
        like = "p" if parameters[0] == "self" else parameters[0]
        asked = ast.parse(f"{like}.dtype", mode="eval").body
        func = node.func
        named = next((k for k in node.keywords if k.arg == "dtype"), None)
        if named and ast.unparse(named.value).removeprefix("torch.") in FIXED:
            yield Replacement(named.value, asked, shown(named.value), shown(asked)), function
        elif isinstance(func, ast.Attribute) and func.attr in ("float", "double", "half") and not node.args:
            new = func.value
            if ast.unparse(new) != like:
                new = ast.Call(ast.Attribute(func.value, "to", ast.Load()), [asked], [])
            yield Replacement(node, new, shown(node), shown(new)), function
        elif not named and ast.unparse(func) in MAKING:
            new = ast.Call(func, node.args, [*node.keywords, ast.keyword("dtype", asked)])
            yield Replacement(node, new, shown(node), shown(new)), function

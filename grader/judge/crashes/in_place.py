"""Likely mistakes behind tensors that are changed in place, or that share memory with another."""

import ast
from collections.abc import Iterator

from .fix import Fix, Replacement, shown, together
from .scene import Scene

BROKEN = ("C403", "C404", "C407", "T501")
SAID = ("in-place operation", "inplace operation")
HARMLESS = ("requires_grad_", "manual_seed_", "retain_grad_")  # that end in _ and change no numbers
NOT_KEPT = ("data", "grad")


def in_place(scene: Scene) -> Iterator[Fix]:
    """Yields changes that compute out of place, or from a copy, what the code changes in place."""
    if not (scene.codes.intersection(BROKEN) or any(words in scene.said for words in SAID)):
        return
    aliases = [*together("shared_tensor", list(_shared(scene))), *together("alias_changed", list(_aliases(scene)))]
    changes = [s for s in _out_of_place(scene) if scene.codes != {"T501"} or _of_state(s[0])]
    if scene.codes == {"T501"}:
        yield from aliases
    yield from together("changed_in_place", changes)
    yield from aliases
    yield from together("input_returned", list(_returned(scene)))


def _of_state(change: Replacement) -> bool:
    """Whether it changes something other than a parameter, which a step has to change."""
    return isinstance(change.old, ast.stmt) and not change.piece.startswith(("p.", "p ", "param.", "param "))


def _out_of_place(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    for node, function in scene.nodes(ast.AugAssign, ast.Expr, ast.Assign, ast.Call):
        if isinstance(node, ast.AugAssign) and (new := _augmented(node)):
            yield Replacement(node, new, shown(node), shown(new[-1] if len(new) == 1 else new[0])), function
        elif isinstance(node, ast.Expr) and (name := _changed(node.value)):
            made = ast.Assign([ast.Name(name, ast.Store())], _plain(node.value), lineno=node.lineno)
            yield Replacement(node, [made], shown(node), shown(made)), function
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            if isinstance(base := node.targets[0].value, ast.Name):
                copied = _copied(base.id)
                yield Replacement(node, [copied, node], shown(node), f"{shown(copied)} before it"), function
        elif isinstance(node, ast.Call) and _in_place_call(node):
            new_value = _plain(node)
            yield Replacement(node, new_value, shown(node), shown(new_value)), function


def _augmented(node: ast.AugAssign) -> list[ast.stmt] | None:
    if isinstance(node.target, ast.Name):
        value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        return [ast.Assign([node.target], value, lineno=node.lineno)]
    if isinstance(node.target, ast.Subscript) and isinstance(node.target.value, ast.Name):
        return [_copied(node.target.value.id), node]
    return None


def _copied(name: str) -> ast.Assign:
    return ast.parse(f"{name} = {name}.clone()").body[0]  # type: ignore[return-value]


def _changed(node: ast.expr) -> str:
    """The name of the tensor that a chain of methods changes in place, if it changes any."""
    changes = False
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        changes = changes or _in_place_call(node)
        node = node.func.value
    return node.id if changes and isinstance(node, ast.Name) and node.id != "torch" else ""


def _in_place_call(node: ast.Call) -> bool:
    if any(k.arg == "inplace" and isinstance(k.value, ast.Constant) and k.value.value for k in node.keywords):
        return True
    attr = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return attr.endswith("_") and not attr.endswith("__") and attr not in HARMLESS


def _plain(node: ast.expr) -> ast.expr:
    """A chain of methods, without those that change in place."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return node
    attr = node.func.attr.removesuffix("_") if _in_place_call(node) else node.func.attr
    keywords = [k for k in node.keywords if k.arg != "inplace"]
    if node.func.attr == "copy_" and node.args:
        return ast.Call(ast.Attribute(node.args[0], "clone", ast.Load()), [], [])
    return ast.Call(ast.Attribute(_plain(node.func.value), attr, ast.Load()), node.args, keywords)


def _shared(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """New tensors that get two names at once."""
    for node, function in scene.nodes(ast.Assign):
        assert isinstance(node, ast.Assign)
        if len(node.targets) > 1 and isinstance(node.value, ast.Call):
            apart = [ast.Assign([t], node.value, lineno=node.lineno) for t in node.targets]
            yield Replacement(node, [*apart], shown(node), "; ".join(map(shown, apart))), function


def _aliases(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Tensors that get another name, or are kept in a state."""
    for node, function in scene.nodes(ast.Assign):
        assert isinstance(node, ast.Assign)
        value = node.value
        kept = isinstance(node.targets[0], ast.Subscript | ast.Attribute) and isinstance(value, ast.Name)
        if kept or (isinstance(value, ast.Attribute) and value.attr in NOT_KEPT):
            yield _cloned(value), function


def _returned(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    if "C404" not in scene.codes:
        return
    for node, function in scene.nodes(ast.Return):
        assert isinstance(node, ast.Return)
        if node.value:
            yield _cloned(node.value), function


def _cloned(value: ast.expr) -> Replacement:
    new = ast.Call(ast.Attribute(value, "clone", ast.Load()), [], [])
    return Replacement(value, new, shown(value), shown(new))

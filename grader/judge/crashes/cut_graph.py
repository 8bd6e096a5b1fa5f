"""Likely mistakes behind results that autograd cannot follow."""

import ast
from collections.abc import Iterator

from .fix import Fix, Replacement, shown, together
from .scene import Function, Scene

CUTS = ("detach", "item", "numpy", "tolist")
SAID = ("does not require grad", "Can't call numpy() on Tensor that requires grad")
MODULES = ("math", "np", "numpy")


def cut_graph(scene: Scene) -> Iterator[Fix]:
    """What cuts the graph is left out."""
    if "S110" not in scene.codes and not any(words in scene.said for words in SAID):
        return
    yield from together("graph_not_recorded", list(_unrecorded(scene)))
    yield from together("graph_cut", list(_cuts(scene)))


def _unrecorded(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Blocks, decorators and statements that switch autograd off."""
    for node, function in scene.nodes(ast.With, ast.Expr, ast.FunctionDef):
        if isinstance(node, ast.With) and len(node.items) == 1 and _off(node.items[0].context_expr):
            yield Replacement(node, node.body, f"`{shown(node).removesuffix(':')}`"), function
        elif isinstance(node, ast.Expr) and _off(node.value):
            yield Replacement(node, [ast.Pass()], shown(node)), function
        elif isinstance(node, Function):
            for decorator in node.decorator_list:
                if _off(decorator):
                    yield Replacement(decorator, _nothing(), f"@{shown(decorator)}"), function


def _off(node: ast.expr) -> bool:
    text = ast.unparse(node)
    return (
        "no_grad" in text
        or "inference_mode" in text
        or text.startswith(("torch.set_grad_enabled(False", "torch.autograd.set_grad_enabled(False"))
    )


def _nothing() -> ast.expr:
    """A decorator that does nothing."""
    return ast.parse("lambda f: f", mode="eval").body


def _cuts(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    for node, function in scene.nodes(ast.Call, ast.Attribute):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            made = ast.unparse(node.func) in ("torch.tensor", "torch.as_tensor", "torch.from_numpy")
            if node.func.attr in CUTS and not node.args:
                yield Replacement(node, node.func.value, shown(node), shown(node.func.value)), function
            elif made and node.args:
                yield Replacement(node, node.args[0], shown(node), shown(node.args[0])), function
            elif isinstance(node.func.value, ast.Name) and node.func.value.id in MODULES:
                func = ast.Attribute(ast.Name("torch", ast.Load()), node.func.attr, ast.Load())
                yield Replacement(node.func, func, shown(node.func), shown(func)), function
        elif isinstance(node, ast.Attribute) and node.attr == "data" and isinstance(node.ctx, ast.Load):
            yield Replacement(node, node.value, shown(node), shown(node.value)), function

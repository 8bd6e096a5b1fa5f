"""Likely mistakes behind an optimizer's step, or a training step, that crashes or breaks its
contract.
"""

import ast
from collections.abc import Iterator

from .fix import Fix, Replacement, shown, together
from .scene import Scene

LEAF = "a leaf Variable that requires grad"
WITH_GRAD = "with torch.enable_grad():\n    pass"
WITHOUT = "with torch.no_grad():\n    pass"


def step_fixes(scene: Scene) -> Iterator[Fix]:
    """Changes of a step, the most plausible first."""
    said = scene.said
    if LEAF in said and not scene.exercise.family.called:
        yield from together("no_grad_missing", list(_updates(scene)))
    if "NoneType" in said:
        yield from together("missing_gradient_not_skipped", list(_unskipped(scene)))
        yield from together("parameter_rebound", list(_rebound(scene)))
        yield from together("gradient_none_at_first", list(_untested(scene)))
    if "C406" in scene.codes or "closure" in said or ".step() takes" in said:
        yield from _closure(scene)


def _updates(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Statements that failed, and the loops around them."""
    for node, function in scene.nodes(ast.AugAssign, ast.Expr, ast.Assign):
        if getattr(node, "lineno", 0) in scene.lines and isinstance(node, ast.stmt):
            yield Replacement(node, [_within(WITHOUT, [node])], shown(node)), function
    step = scene.function("step")
    for loop in [n for n in step.body if isinstance(n, ast.For)] if step else []:
        yield Replacement(loop, [_within(WITHOUT, [loop])], shown(loop)), "step"


def _within(block: str, body: list[ast.stmt]) -> ast.stmt:
    made = ast.parse(block).body[0]
    assert isinstance(made, ast.With | ast.If)
    made.body = body
    return made


def _unskipped(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Loops over parameters that do not skip those without a gradient."""
    for node, function in scene.nodes(ast.For):
        assert isinstance(node, ast.For)
        if isinstance(node.target, ast.Name) and "params" in ast.unparse(node.iter):
            p = node.target.id
            test = ast.parse(f"if {p}.grad is None:\n    continue").body[0]
            new = ast.For(node.target, node.iter, [test, *node.body], node.orelse, lineno=node.lineno)
            first = next((n.lineno for n in ast.walk(node) if isinstance(n, ast.Attribute) and n.attr == "grad"), 0)
            yield Replacement(node, [new], f"{p}.grad", told=first), function


def _rebound(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Assignments to the name of a parameter in a loop over parameters."""
    for loop, function in scene.nodes(ast.For):
        assert isinstance(loop, ast.For)
        if isinstance(loop.target, ast.Name) and "params" in ast.unparse(loop.iter):
            for node in ast.walk(loop):
                targets = [ast.unparse(t) for t in node.targets] if isinstance(node, ast.Assign) else []
                if isinstance(node, ast.Assign) and targets == [p := loop.target.id]:
                    copied = _statement(f"{p}.copy_({ast.unparse(node.value)})")
                    yield Replacement(node, [copied], shown(node), shown(copied)), function


def _untested(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Statements that failed with a method of a gradient that is not there yet."""
    for node, function in scene.nodes(ast.Expr):
        assert isinstance(node, ast.Expr)
        call = node.value
        if node.lineno in scene.lines and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            base = call.func.value
            if isinstance(base, ast.Attribute) and base.attr == "grad":
                test = _within(f"if {ast.unparse(base)} is not None:\n    pass", [node])
                yield Replacement(node, [test], shown(base)), function


def _closure(scene: Scene) -> Iterator[Fix]:
    step = scene.function("step")
    if not isinstance(step, ast.FunctionDef):
        return
    given = [a.arg for a in step.args.args[1:]]
    calls = [n for n in ast.walk(step) if isinstance(n, ast.Call) and given and ast.unparse(n.func) == given[0]]
    name = given[0] if given else "closure"
    call = [_within(f"if {name} is not None:\n    pass", [_within(WITH_GRAD, [_statement(f"loss = {name}()")])])]
    back = [_statement("return loss")]
    head = [_statement("loss = None"), *call]
    code = "closure_loss_not_returned"
    body = step.body
    if calls:
        yield from together("closure_without_grad", list(_called_without_grad(step, calls)))
        head = []
        kept = [n.targets[0] for n in ast.walk(step) if isinstance(n, ast.Assign) and n.value in calls]
        if kept and isinstance(kept[0], ast.Name):
            head, back = [_statement(f"{kept[0].id} = None")], [_statement(f"return {kept[0].id}")]
        else:
            return
    else:
        code = "closure_not_called" if given else "closure_parameter_missing"
    arguments = step.args
    if not given:
        named = [*step.args.args, ast.arg("closure")]
        arguments = ast.arguments([], named, None, [], [], None, [ast.Constant(None)])
    without = [n for n in body if ast.unparse(n) != "loss = None" and not isinstance(n, ast.Return)]
    made = ast.FunctionDef(step.name, arguments, [*head, *without, *back], step.decorator_list, lineno=step.lineno)
    yield Fix(code, (Replacement(step, made, "step"),))


def _statement(text: str) -> ast.stmt:
    made = ast.parse(f"def f():\n    {text}").body[0]
    assert isinstance(made, ast.FunctionDef)
    return made.body[0]


def _called_without_grad(step: ast.FunctionDef, calls: list[ast.Call]) -> Iterator[tuple[Replacement, str]]:
    for node in ast.walk(step):
        if isinstance(node, ast.Assign | ast.Expr) and node.value in calls:
            yield Replacement(node, [_within(WITH_GRAD, [node])], shown(node)), step.name

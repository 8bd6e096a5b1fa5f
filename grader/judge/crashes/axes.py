"""Likely mistakes behind a wrong shape: dimensions, transposes and sums."""

import ast
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .fix import Fix, Replacement, shown, together
from .scene import Function, Scene

REDUCTIONS = ("sum", "mean", "amax", "amin", "max", "min", "logsumexp", "norm", "prod", "std", "var", "vector_norm")
SPLITTING = ("chunk", "split", "cat", "stack", "unbind", "cumsum", "softmax", "log_softmax", "select", "narrow")
OF_ALL = {"max": "amax", "min": "amin"}
NUMBERS = (0, 1, -1)
TRANSPOSES = ("T", "mT")
BUT_ONE = "sum([d for d in range({}.ndim) if d != 1])"
MISMATCH = re.compile(
    r"(?:the gradient by (\w+)|the result of \w+) has shape \(([\d, ]*)\), but should have \(([\d, ]*)\)"
)
SHAPES = re.compile(
    r"must match|shapes cannot|size mismatch|Dimension out of range|same (number of )?dimension|of shape|has shape|"
    r"wrong for this shape|inconsistent|broadcast|expand\(|Expected reduction dim|does not have|invalid for input|"
    r"non-empty|shape mismatch|invalid gradient|needs dim|1D tensors|dimensions"
)


def axes(scene: Scene) -> Iterator[Fix]:
    """Yields changes of dimensions, the most plausible first."""
    if not SHAPES.search(scene.said):
        return
    found = [Mismatch.of(m) for m in MISMATCH.findall(scene.said)]
    yield from _returned(scene, found)
    if any(m.wrt for m in found):
        yield from _orders(scene)
    yield from _keepdim(scene)
    if "mat1" in scene.said or not found:
        yield from _matrices(scene)
    yield from _operands(scene)
    yield from _dimensions(scene)


@dataclass(frozen=True)
class Mismatch:
    """A wrong shape, of the result or of the gradient by an input, and the right one."""

    wrt: str
    got: tuple[int, ...]
    right: tuple[int, ...]

    @classmethod
    def of(cls, told: tuple[str, str, str]) -> "Mismatch":
        got, right = (tuple(int(n) for n in text.split(",") if n.strip()) for text in told[1:])
        return cls(told[0], got, right)

    @property
    def transposed(self) -> bool:
        return len(self.got) == 2 and self.got == self.right[::-1] and self.got != self.right

    @property
    def too_many(self) -> bool:
        """Too many dimensions, and too many numbers."""
        return len(self.got) > len(self.right) and math.prod(self.got) != math.prod(self.right)


def _reductions(scene: Scene) -> Iterator[tuple[ast.Call, str, int]]:
    """Yields reductions, each with its function and the position of dim among its arguments."""
    for node, function in scene.nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr in REDUCTIONS:
            of_torch = isinstance(node.func.value, ast.Name | ast.Attribute) and ast.unparse(node.func.value) in (
                "torch",
                "torch.linalg",
            )
            yield node, function, of_torch + (node.func.attr in ("norm", "vector_norm"))


def _keepdim(scene: Scene) -> Iterator[Fix]:
    missing, extra = [], []
    for call, function, place in _reductions(scene):
        dim = len(call.args) > place or any(k.arg in ("dim", "axis") for k in call.keywords)
        keeps = [k for k in call.keywords if k.arg in ("keepdim", "keepdims")]
        others = [k for k in call.keywords if k not in keeps]
        true = any(isinstance(k.value, ast.Constant) and k.value.value is True for k in keeps)
        if true:
            extra.append((Replacement(call, ast.Call(call.func, call.args, others), shown(call)), function))
        elif dim and len(call.args) <= place + 1:
            new = ast.Call(call.func, call.args, [*others, ast.keyword("keepdim", ast.Constant(True))])
            missing.append((Replacement(call, new, shown(call)), function))
    yield from together("keepdim_missing", missing)
    yield from together("keepdim_extra", extra)


def _matrices(scene: Scene) -> Iterator[Fix]:
    """The factors of matrix products, transposed and exchanged."""
    products = [(n, f) for n, f in scene.nodes(ast.BinOp) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.MatMult)]
    kinds: tuple[tuple[str, Callable[[ast.expr, ast.expr], tuple[ast.expr, ast.expr]]], ...] = (
        ("matrix_not_transposed", lambda a, b: (a, _turned(b))),
        ("transpose_returned", lambda a, b: (_turned(b), _turned(a))),
        ("matrix_not_transposed", lambda a, b: (_turned(a), b)),
        ("matrix_not_transposed", lambda a, b: (b, a)),
    )
    for code, change in kinds:
        sites = []
        for node, function in products:
            left, right = change(node.left, node.right)
            new = ast.BinOp(left, ast.MatMult(), right)
            sites.append((Replacement(node, new, shown(node), shown(new)), function))
        yield from together(code, sites)


def _turned(node: ast.expr) -> ast.expr:
    """Returns the transpose, in its plainest form."""
    if isinstance(node, ast.Attribute) and node.attr in TRANSPOSES:
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        args = [ast.unparse(a) for a in node.args]
        if (node.func.attr == "t" and not args) or (node.func.attr == "transpose" and sorted(args) == ["0", "1"]):
            return node.func.value
    return ast.Attribute(node, "T", ast.Load())


def _returned(scene: Scene, found: Sequence[Mismatch]) -> Iterator[Fix]:
    """Yields the returned value, transposed or reduced; of several gradients the one with the wrong
    shape, and those with similar names.
    """
    slug = scene.exercise.slug
    for name in (slug, f"{slug}_backward"):
        wrong = [m for m in found if bool(m.wrt) == (name != slug)]
        function = scene.function(name)
        if not function or not wrong:
            continue
        pieces = _pieces(scene, function, {m.wrt for m in wrong})
        parameters = scene.parameters(name)
        ways: list[tuple[str, str]] = []
        if any(m.transposed for m in wrong):
            ways.append(("transpose_returned", "T"))
        if any(m.too_many for m in wrong):
            if "reduction" in parameters:
                yield from together("reduction_ignored", [(_by_reduction(p), name) for p in pieces])
            if name != slug:
                ways.append(("sum_over_batch_missing", "sum(0)"))
            ways.append(("sum_missing", "sum(dim)" if "dim" in parameters else "sum(-1)"))
            ways.append(("sum_missing", BUT_ONE.format(parameters[0] if parameters else "x")))
            ways.append(("sum_missing", "sum()"))
        for code, way in ways:
            yield from together(code, [(_edit(p, _method(p, way)), name) for p in pieces])


def _pieces(scene: Scene, function: Function, wrt: set[str]) -> list[ast.expr]:
    """Returns the expressions that compute these returned gradients."""
    inputs = [i.name for i in scene.exercise.differentiable]
    stems = {re.sub(r"\d+$", "", n) for n in wrt}
    pieces: list[ast.expr] = []
    for r in ast.walk(function):
        if isinstance(r, ast.Return) and isinstance(r.value, ast.Tuple) and len(r.value.elts) == len(inputs):
            near = [e for e, n in zip(r.value.elts, inputs, strict=True) if re.sub(r"\d+$", "", n) in stems]
            pieces += near if "" not in wrt else [r.value]
        elif isinstance(r, ast.Return) and r.value:
            pieces.append(r.value)
    return [_computed(function, p) for p in pieces]


def _computed(function: Function, piece: ast.expr) -> ast.expr:
    """Returns the expression for a name, if it is bound once."""
    if not isinstance(piece, ast.Name):
        return piece
    bound = [
        n.value
        for n in ast.walk(function)
        if isinstance(n, ast.Assign) and any(isinstance(t, ast.Name) and t.id == piece.id for t in n.targets)
    ]
    return bound[0] if len(bound) == 1 else piece


def _orders(scene: Scene) -> Iterator[Fix]:
    """The gradients in another order: those of one kind apart, as all weights before all biases;
    then two exchanged.
    """
    name, inputs = f"{scene.exercise.slug}_backward", [i.name for i in scene.exercise.differentiable]
    function = scene.function(name)
    for r in ast.walk(function) if function else ():
        if isinstance(r, ast.Return) and isinstance(r.value, ast.Tuple) and len(r.value.elts) == len(inputs):
            by_kind = sorted(
                range(len(inputs)),
                key=lambda n: [re.sub(r"\d+$", "", i) for i in inputs].index(re.sub(r"\d+$", "", inputs[n])),
            )
            orders = [[by_kind.index(n) for n in range(len(inputs))]]
            for a, b in combinations(range(len(inputs)), 2):
                orders.append([{a: b, b: a}.get(n, n) for n in range(len(inputs))])
            for order in orders:
                new = ast.Tuple([r.value.elts[n] for n in order], ast.Load())
                yield Fix("gradients_exchanged", (_edit(r.value, new),))


def _by_reduction(value: ast.expr) -> Replacement:
    ways = ast.Dict(
        [ast.Constant(n) for n in ("none", "mean", "sum")],
        [value, _method(value, "mean()"), _method(value, "sum()")],
    )
    new = ast.Subscript(ways, ast.Name("reduction", ast.Load()), ast.Load())
    return Replacement(value, new, shown(value))


def _dimensions(scene: Scene) -> Iterator[Fix]:
    """Other dimensions in reductions."""
    calls = list(_reductions(scene))
    ways = ["dim", *map(str, NUMBERS), "but one"]
    for way in ways:
        moved, whole = [], []
        for call, function, place in calls:
            parameters = scene.parameters(function)
            if (way == "dim" and "dim" not in parameters) or (way == "but one" and not parameters):
                continue
            text = way if way != "but one" else f"[d for d in range({parameters[0]}.ndim) if d != 1]"
            new = ast.parse(text, mode="eval").body
            named = next((k for k in call.keywords if k.arg in ("dim", "axis")), None)
            if named or len(call.args) > place:
                old = named.value if named else call.args[place]
                if ast.unparse(old) == text:
                    continue
                args = [new if a is old else a for a in call.args]
                keywords = [ast.keyword(k.arg, new) if k is named else k for k in call.keywords]
                moved.append((_edit(call, ast.Call(call.func, args, keywords)), function))
            elif isinstance(call.func, ast.Attribute) and len(call.args) == place and way != "but one":
                attr = OF_ALL.get(call.func.attr, call.func.attr)
                func = ast.Attribute(call.func.value, attr, ast.Load())
                keep = [*call.keywords, ast.keyword("keepdim", ast.Constant(True))]
                whole.append((_edit(call, ast.Call(func, [*call.args, new], keep)), function))
        if way == "dim":
            moved += _split(scene)
        yield from together("wrong_dimension", moved)
        yield from together("over_everything", whole)


def _split(scene: Scene) -> Iterator[tuple[Replacement, str]]:
    """Calls of other functions along a fixed dimension, where the function has a parameter for
    it.
    """
    for call, function in scene.nodes(ast.Call):
        assert isinstance(call, ast.Call)
        if "dim" not in scene.parameters(function) or ast.unparse(call.func).rpartition(".")[2] not in SPLITTING:
            continue
        fixed = [a for a in (*call.args[1:], *(k.value for k in call.keywords if k.arg == "dim")) if _number(a)]
        if fixed:
            dim = ast.Name("dim", ast.Load())
            args = [dim if a is fixed[-1] else a for a in call.args]
            keywords = [ast.keyword(k.arg, dim if k.value is fixed[-1] else k.value) for k in call.keywords]
            yield _edit(call, ast.Call(call.func, args, keywords)), function


def _number(node: ast.expr) -> bool:
    return ast.unparse(node) in map(str, NUMBERS)


def _operands(scene: Scene) -> Iterator[Fix]:
    """A dimension put into a factor or term of a line that failed, and wherever else that name is
    one.
    """
    operands = {id(o) for n in ast.walk(scene.tree) if isinstance(n, ast.BinOp) for o in (n.left, n.right)}
    names: dict[str, list[tuple[ast.Name, str]]] = {}
    for node, function in scene.nodes(ast.Name):
        if isinstance(node, ast.Name) and id(node) in operands:
            names.setdefault(node.id, []).append((node, function))
    for found in names.values():
        if not any(n.lineno in scene.lines for n, _ in found):
            continue
        by_dim, along = [], []
        for node, function in found:
            if parameters := scene.parameters(function):
                way = "unsqueeze(dim)" if "dim" in parameters else "unsqueeze(-1)"
                by_dim.append((_edit(node, _method(node, way)), function))
                way = f"reshape([-1] + [1] * ({parameters[0]}.ndim - 2))"
                along.append((_edit(node, _method(node, way)), function))
        yield from together("dimension_to_add", by_dim)
        yield from together("not_along_channels", along)


def _method(value: ast.expr, way: str) -> ast.expr:
    """A method of the value, or an attribute, as it is written behind the dot."""
    if way == "T":
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.MatMult):
            return ast.BinOp(_turned(value.right), ast.MatMult(), _turned(value.left))
        return ast.Attribute(value, "T", ast.Load())
    call = ast.parse(f"_.{way}", mode="eval").body
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Attribute)
    return ast.Call(ast.Attribute(value, call.func.attr, ast.Load()), call.args, call.keywords)


def _edit(old: ast.expr, new: ast.expr) -> Replacement:
    return Replacement(old, new, shown(old), shown(new))

"""Gradients as autograd takes them: backwards through the operations of a formula, each
intermediate result's gradient added up before it is passed on (reverse accumulation: Griewank &
Walther, Evaluating Derivatives, 2nd ed., chapter 3).

They equal what the rules of `derive` give, with other rounding errors: where two ways to an input
cancel in the formula, they cancel in numbers here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import sympy
from sympy import Add, Basic, Expr, Mul, Pow, S, Symbol

from ..detached import Detached
from .differentiate import NoRule
from .operations.table import BY_FUNCTION
from .unevaluated import piecewise, power, product, total


def backpropagated(outputs: Sequence[Expr], weights: Sequence[Expr], by: Sequence[Symbol]) -> list[Expr]:
    """The gradient of the weighted sum of outputs by each symbol.

    Raises:
        NoRule: for a function that has no derivative.
    """
    arrived: defaultdict[Basic, list[Expr]] = defaultdict(list)
    for output, weight in zip(outputs, weights, strict=True):
        arrived[output].append(weight)
    for node in reversed(_ordered(outputs, frozenset(by))):
        if node not in by and arrived[node]:
            for child, gradient in _passed_on(node, total(*arrived[node]), by):
                arrived[child].append(gradient)
    return [total(*arrived[symbol]) for symbol in by]


def _ordered(outputs: Sequence[Expr], by: frozenset[Symbol]) -> list[Expr]:
    """All that depends on `by`, each after what it is computed from; branches are looked into by
    themselves.
    """
    depends: dict[Basic, bool] = {}
    ordered: list[Expr] = []

    def visit(node: Expr) -> bool:
        if node not in depends:
            inner = [visit(a) for a in _operands(node)]
            if isinstance(node, sympy.Piecewise):
                depends[node] = any(branch.free_symbols & by for branch, _ in node.args)
            else:
                depends[node] = node in by or any(inner)
            if depends[node]:
                ordered.append(node)
        return depends[node]

    for output in outputs:
        visit(output)
    return ordered


def _operands(node: Expr) -> tuple[Basic, ...]:
    return () if isinstance(node, sympy.Piecewise | Detached) else node.args


def _passed_on(node: Expr, gradient: Expr, by: Sequence[Symbol]) -> Iterator[tuple[Basic, Expr]]:
    """What an operation passes on to its operands of the gradient that has arrived at it."""
    args = node.args
    if isinstance(node, Add | sympy.UnevaluatedExpr):
        yield from ((a, gradient) for a in args)
    elif isinstance(node, Mul):
        yield from ((a, product(gradient, *args[:i], *args[i + 1 :])) for i, a in enumerate(args))
    elif isinstance(node, Pow):
        base, exponent = node.args
        if base.free_symbols & set(by):
            yield base, product(gradient, exponent, power(base, exponent - 1))
        if exponent.free_symbols & set(by):
            yield exponent, product(gradient, node, sympy.log(base))
    elif isinstance(node, sympy.Max | sympy.Min):
        compare = sympy.Ge if isinstance(node, sympy.Max) else sympy.Le
        for a in args:
            chosen = sympy.And(*(compare(a, b) for b in args if b != a))
            yield a, sympy.Piecewise((gradient, chosen), (S.Zero, True), evaluate=False)
    elif isinstance(node, sympy.Piecewise):
        branches, conditions = zip(*args, strict=True)
        columns = zip(*(backpropagated([b], [gradient], by) for b in branches), strict=True)
        yield from ((symbol, piecewise(c, conditions)) for symbol, c in zip(by, columns, strict=True))
    elif operation := BY_FUNCTION.get(type(node)):
        yield args[0], product(gradient, operation.slope(args[0]))
    else:
        raise NoRule(node)

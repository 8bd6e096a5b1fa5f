"""Which piece of a formula has no value at a point, or no bound for its rounding errors there."""

from collections.abc import Iterator, Sequence

from sympy import Basic, Expr, Integer, Piecewise, Pow, Symbol, log

from ..dtypes import DType
from .program import Ball, Program, Run


def undefined(expression: Expr, symbols: Sequence[Symbol], point: Sequence[Ball], dtype: DType | None) -> str:
    """The innermost piece that is not finite, in words: exactly, or computed with the roundings of
    `dtype`.
    """

    def finite(piece: Expr) -> bool:
        return bool(Program((piece,), tuple(symbols))(point, Run(dtype))[0].is_finite())

    if finite(expression):
        return "is it 0/0 there?"
    piece = expression
    while inner := next((part for part in _parts(piece, symbols, point) if not finite(part)), None):
        piece = inner
    becomes = "is" if dtype is None else "may round to"
    if isinstance(piece, Pow) and piece.exp.is_negative:
        return f"it divides by {piece.base if piece.exp == -1 else 1 / piece}, which {becomes} 0 there"
    if isinstance(piece, Pow) and not piece.exp.is_integer:
        return f"it takes {piece}, and {piece.base} {becomes} {'below 0' if dtype is None else '0 or below'} there"
    if isinstance(piece, log):
        return f"it takes {piece}, and {piece.args[0]} {becomes} 0 or below there"
    return f"{piece} has no {'value' if dtype is None else 'bound'} there"


def _parts(piece: Expr, symbols: Sequence[Symbol], point: Sequence[Ball]) -> Iterator[Expr]:
    """What a piece is made of; of one with branches the branch that is taken."""
    if not isinstance(piece, Piecewise):
        yield from (part for part in piece.args if isinstance(part, Expr))
        return
    for branch, condition in piece.args:
        if _holds(condition, symbols, point):
            yield branch
            return


def _holds(condition: Basic, symbols: Sequence[Symbol], point: Sequence[Ball]) -> bool:
    chosen = Piecewise((Integer(1), condition), (Integer(0), True))
    return bool(Program((chosen,), tuple(symbols))(point, Run())[0] == 1)

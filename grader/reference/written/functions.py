"""The functions that a derivation may have, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import sympy
from sympy import Expr, S

from ..operations.table import OPERATIONS
from ..unevaluated import power, product


@dataclass(frozen=True)
class Function:
    """What gives the value for some arguments, which are names or numbers, and how many it takes.

    `own` is what it is of where none are written.
    """

    apply: Callable[..., Expr]
    arity: int | None = 1
    own: tuple[Expr, ...] = ()


def _reciprocal(function: Callable[..., Expr]) -> Callable[[Expr], Expr]:
    return lambda u: power(function(u, evaluate=False), S.NegativeOne)


def _ratio(above: Callable[..., Expr], below: Callable[..., Expr]) -> Callable[[Expr], Expr]:
    return lambda u: product(above(u, evaluate=False), power(below(u, evaluate=False), S.NegativeOne))


FUNCTIONS: Mapping[str, Callable[[Expr], Expr]] = MappingProxyType(
    {
        "sqrt": lambda u: power(u, S.Half),
        "sech": _reciprocal(sympy.cosh),
        "csch": _reciprocal(sympy.sinh),
        "coth": _ratio(sympy.cosh, sympy.sinh),
        "tan": _ratio(sympy.sin, sympy.cos),
    }
    | {name: lambda u, f=o.function: f(u, evaluate=False) for o in OPERATIONS for name in o.names}
)
KNOWN: Mapping[str, Callable[[Expr], Expr]] = MappingProxyType(
    {
        "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
        "relu": lambda u: sympy.Max(0, u),
        "ReLU": lambda u: sympy.Max(0, u),
        "swish": lambda u: u / (1 + sympy.exp(-u)),
        "Phi": lambda u: (1 + sympy.erf(u / sympy.sqrt(2))) / 2,
        "phi": lambda u: sympy.exp(-(u**2) / 2) / sympy.sqrt(2 * sympy.pi),
    }
)  # that may be used without being defined, and defined to be something else
EXTREMA = {"max": sympy.Max, "min": sympy.Min}
LOGISTIC = ("sigmoid", "sigma")

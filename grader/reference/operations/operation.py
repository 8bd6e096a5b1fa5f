"""What has to be known of a function of one argument, so that formulas may use it."""

from collections.abc import Callable
from dataclasses import dataclass

from flint import arb
from sympy import Expr, Function, S

from ..unevaluated import negative


@dataclass(frozen=True)
class Buggy:
    """A wrong derivative of a function, as people write it.

    `slope` gives it for the argument u, the value y of the function there, and the whole formula to
    differentiate. Plausibilities go from 1 (rare) to 5 (frequent). In the sentence, {before} is
    the function of its argument and {part} is `part`, what was treated wrongly.
    """

    kind: str
    plausibility: int
    sentence: str
    slope: Callable[[Expr, Expr, Expr], Expr]
    part: Expr = S.Zero


@dataclass(frozen=True)
class Operation:
    """A function of one argument.

    Attributes:
        function: SymPy's class. names: how people write it; the first is how we do. slope: its
        derivative, as written. ball: encloses its values on a ball; None where a comparison decides
        them. array: what gives its values in float64, without a bound: the name of numpy's
        function, which is not loaded for this, or a function of one number. roundings: how many a
        computation of it makes, at most; 0 if it is exact. confused_with: names of SymPy's
        functions that are written for it. buggy: wrong derivatives.
    """

    function: type[Function]
    names: tuple[str, ...]
    slope: Callable[[Expr], Expr]
    ball: Callable[[arb], arb] | None
    array: str | Callable[[float], float]
    roundings: int = 1
    confused_with: tuple[str, ...] = ()
    buggy: tuple[Buggy, ...] = ()

    @property
    def name(self) -> str:
        """SymPy's name, which is also that of the rule by which it is differentiated."""
        return self.function.__name__


def sign_lost(slope: Callable[[Expr], Expr]) -> Buggy:
    """For functions whose derivatives are known by heart, except for the sign."""
    wrong = "The derivative of {before} has got the wrong sign."
    return Buggy("function.sign", 3, wrong, lambda u, y, whole: negative(slope(u)))

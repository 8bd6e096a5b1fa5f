"""Leave out the mistakes that make no difference."""

from collections.abc import Iterable, Iterator

from sympy import Expr

from ..vector import Vectors
from .wrong_derivation import WrongDerivation


def distinct(derivations: Iterable[WrongDerivation], right: Expr, vectors: Vectors) -> Iterator[WrongDerivation]:
    """The derivations whose result is not, at all points, that of the right one."""
    return (derivation for derivation in derivations if not vectors.same(derivation.after, right))

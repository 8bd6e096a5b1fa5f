"""What autograd is told to count as a constant, as part of a formula."""

import sympy


class Detached(sympy.UnevaluatedExpr):  # type: ignore[misc]
    """An expression with its own value and the derivative 0, as `tensor.detach()` makes it."""

"""Parentheses after a name that may hold an argument or a factor: f(1 - s) is f of 1 - s, or f
times it.
"""

from collections.abc import Collection

Parentheses = tuple[str, ...]  # a name and what stands in parentheses after it, without spaces


class Readings:
    """How such parentheses are read, the same ones in one way throughout a derivation.

    They are likely to be a factor after a name that stands for a value elsewhere, and an argument
    after one that does not. Those that are `turned` are read the other way.
    """

    def __init__(self, turned: Collection[Parentheses] = ()) -> None:
        self.turned = frozenset(turned)
        self.met: dict[Parentheses, bool] = {}  # whether they are likely to be a factor
        self._values: set[str] = set()

    def stands_for_a_value(self, name: str) -> None:
        """A name was used without an argument."""
        self._values.add(name)

    def divides(self, divisor: Parentheses, likely: bool) -> bool:
        """Whether what follows a divisor without a sign belongs to it, as the x of 1/2x may."""
        likely = self.met.setdefault(divisor, likely)
        return likely != (divisor in self.turned)

    def factor(self, parentheses: Parentheses, named: bool) -> bool:
        """Whether they are a factor; `named` says that there is a name in them, without which that
        is unlikely.
        """
        likely = self.met.setdefault(parentheses, named and parentheses[0] in self._values)
        return likely != (parentheses in self.turned)

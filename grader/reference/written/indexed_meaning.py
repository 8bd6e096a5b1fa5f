"""What formulas with indices mean, where each index is a certain number."""

from collections.abc import Mapping, Sequence

import sympy
from sympy import Expr, Integer, S, Symbol

from ..parse.source import Unreadable
from ..parse.tree import Entry, Expectation, Name, Node, Series, Slope
from ..unevaluated import product, total
from .index_use import ALL, IndexUse
from .indexed_names import KRONECKER, IndexedNames, split
from .meaning import Derivative, Meaning

LARGEST_MOMENT = 4
MOST_TERMS = 500  # of all sums in a formula
MOST_MONOMIALS = 400


class IndexedMeaning(Meaning):
    """The meaning of formulas where indices are these numbers."""

    def __init__(self, families: IndexedNames, bound: Mapping[str, Expr] | None = None) -> None:
        super().__init__(families, bound)
        self._families = families
        self._terms = 0

    def at(self, indices: Mapping[str, int]) -> "IndexedMeaning":
        """The meaning where indices are these numbers, beside those that are known."""
        known = {**self._families.fixed, **indices}
        return IndexedMeaning(self._families, {**self._bound, **{n: Integer(k) for n, k in known.items()}})

    def _name(self, node: Name) -> Expr:
        name = node.text
        if name in self._bound:
            return self._bound[name]
        if name in self._families.families and ALL in self._bound:
            return self._entry(name, (self._bound[ALL],), node.at)
        if not self._families.has(name) and (found := self._taken_apart(name, node.at)) is not None:
            return found
        return super()._name(node)

    def _taken_apart(self, name: str, at: int) -> Expr | None:
        """What a name with its indices in it is: W_ij."""
        base, letters = split(name)
        indices = [Integer(c) if c.isdigit() else self._bound.get(c) for c in letters]
        if not letters or any(i is None for i in indices):
            return None
        if base in self._families.families:
            return self._entry(base, [i for i in indices if i is not None], at)
        if base in KRONECKER and len(indices) == 2:
            return S.One if indices[0] == indices[1] else S.Zero
        return None

    def _entry(self, base: str, indices: Sequence[Expr], at: int) -> Expr:
        family = self._families.families[base]
        key = tuple(int(i) for i in indices if i.is_Integer)
        if len(key) != len(indices) or len(key) != len(family.dimensions):
            count = len(family.dimensions)
            raise Unreadable(f"{base} has {count} {'index' if count == 1 else 'indices'}, and others are written", at)
        if key not in family.entries:
            raise Unreadable(f"{base} has no entry {', '.join(map(str, key))}", at)
        return family.entries[key]

    def _variable(self, name: str, at: int) -> Symbol:
        found = self._name(Name(name, 0, at))
        if not isinstance(found, Symbol):
            raise Unreadable(f"there is no derivative by {name}: it is no variable", at)
        return found

    def derivative(self, node: Node) -> Derivative | None:
        if isinstance(node, Slope) and not node.by:
            raise Unreadable("write d/d... instead of a prime: there are several variables", node.at)
        return super().derivative(node)

    def _of_vectors(self, node: Entry | Series | Expectation) -> Expr:
        match node:
            case Entry(base, indices):
                found = [self(i) for i in indices]
                if base in KRONECKER and len(found) == 2:
                    return S.One if found[0] == found[1] else S.Zero
                if base not in self._families.families:
                    raise Unreadable(f"{base} is not known here", node.at)
                return self._entry(base, found, node.at)
            case Expectation(of):
                return self._expected(self(of), node.at)
            case Series():
                return self._series(node)

    def _series(self, node: Series) -> Expr:
        low, high = node.ends
        dimension = IndexUse(self._families, node.body, *([node.only] if node.only else [])).of(node.index)
        first = self._whole(low) if low else 1
        last = self._whole(high) if high else self._families.sizes[dimension]
        terms = []
        for number in range(first, last + 1):
            self._terms += 1
            if self._terms > MOST_TERMS:
                raise Unreadable("these sums have too many terms", node.at)
            inner = type(self)(self._families, {**self._bound, node.index: Integer(number)})
            inner._terms = self._terms
            if node.only is None or inner.condition(node.only) == sympy.true:
                terms.append(self._definitions.short(inner(node.body)))
            self._terms = inner._terms
        if not terms:
            return S.One if node.product else S.Zero
        return product(*terms) if node.product else total(*terms)

    def _whole(self, node: Node) -> int:
        found = self(node)
        if not found.is_Integer or abs(int(found)) > MOST_TERMS:
            raise Unreadable("a sum goes from one whole number to another", node.at)
        return int(found)

    def _expected(self, value: Expr, at: int) -> Expr:
        """An expectation, where the gradients of all steps are independent and have the same
        distribution.
        """
        gradients = self._families.random
        opened = self._definitions.opened(value, MOST_MONOMIALS) if gradients else None
        if opened is None:
            raise Unreadable("an expectation is read of the moments of an optimizer", at)
        opened = self._families.through(opened)
        powers = [abs(p.exp) for p in opened.atoms(sympy.Pow) if {*gradients} & p.base.free_symbols]
        if any(not p.is_Integer or p > LARGEST_MOMENT for p in powers) or opened.atoms(sympy.Function):
            raise Unreadable("an expectation is read of sums of gradients and of their squares", at)
        try:
            polynomial = sympy.Poly(sympy.expand(opened), *gradients)
        except sympy.PolynomialError:
            raise Unreadable("an expectation is read of sums of gradients and of their squares", at) from None
        if len(polynomial.terms()) > MOST_MONOMIALS:
            raise Unreadable("this expectation is too long", at)
        found = S.Zero
        for powers, factor in polynomial.terms():
            found += factor * sympy.prod([self._families.moment(k) for k in powers if k])
        return self._definitions.taken_apart(found)

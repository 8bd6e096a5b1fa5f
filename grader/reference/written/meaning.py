"""From what was read of a formula to the SymPy expression that it means, with nothing evaluated but
small fractions.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import sympy
from sympy import Expr, Rational, S, Symbol

from ..differentiate import NoRule
from ..parse.source import Unreadable
from ..parse.tree import (
    Bracket,
    Call,
    Cases,
    Connective,
    Entry,
    Expectation,
    Integral,
    Name,
    Node,
    Number,
    Power,
    Product,
    Relation,
    Series,
    Slope,
    Sum,
)
from ..unevaluated import power, product, total
from .definitions import TooLong
from .functions import FUNCTIONS, Function
from .integrals import antiderivative
from .vocabulary import KnownNames

MOST_BITS = 4096  # of a fraction
LARGEST_EXPONENT = 100
SEVERAL = "write d/d... instead of a prime: there are several variables"
LONGEST_INTEGRAND = 60  # nodes
LONGEST_PRODUCT = 8  # factors, before the ones so far get a name

_RELATIONS = {
    "<": sympy.StrictLessThan,
    ">": sympy.StrictGreaterThan,
    "<=": sympy.LessThan,
    ">=": sympy.GreaterThan,
    "=": sympy.Equality,
    "!=": sympy.Unequality,
}
_CONNECTIVES = {"and": sympy.And, "or": sympy.Or, "not": sympy.Not}


class Derivative(NamedTuple):
    """What is differentiated, and by what."""

    of: Expr
    by: Symbol


class Meaning:
    """What formulas mean in a vocabulary, where `bound` names stand for something else."""

    def __init__(self, vocabulary: KnownNames, bound: Mapping[str, Expr] | None = None) -> None:
        self._vocabulary = vocabulary
        self._definitions = vocabulary.definitions
        self._bound = bound or {}

    def __call__(self, node: Node) -> Expr:
        """The expression.

        Raises:
            Unreadable: where it has no meaning, or one that is out of all proportion.
        """
        match node:
            case Number(value):
                return Rational(value.numerator, value.denominator)
            case Name(_, 0, _):
                return self._name(node)
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                return self._product(factors)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(name, 0, arguments, at):
                return self._apply(name, self._arguments(arguments), at)
            case Cases(branches, otherwise):
                return self._cases(branches, otherwise)
            case Bracket(condition):
                return self._cases(((Number(Fraction(1), node.at), condition),), Number(Fraction(0), node.at))
            case Integral():
                return self._integral(node)
            case Entry() | Series() | Expectation():
                return self._of_vectors(node)
            case Relation() | Connective():
                raise Unreadable("a comparison can only stand after if", node.at)
        derivative = self.derivative(node)
        assert derivative
        return self._slope(derivative, node.at)

    def _cases(self, branches: Sequence[tuple[Node, Node]], otherwise: Node | None) -> Expr:
        """Values with their conditions; those that never hold are left out, also where they have no
        meaning.
        """
        pairs: list[tuple[Expr, sympy.Basic]] = []
        for value, condition in branches:
            holds = self.condition(condition)
            if holds == sympy.true:
                return sympy.Piecewise(*pairs, (self(value), sympy.true), evaluate=False) if pairs else self(value)
            if holds != sympy.false:
                pairs.append((self(value), holds))
        pairs += [(self(otherwise), sympy.true)] if otherwise else []
        if len(pairs) == 1 and pairs[0][1] == sympy.true:
            return pairs[0][0]
        return sympy.Piecewise(*pairs, evaluate=False) if pairs else sympy.nan

    def _of_vectors(self, node: Entry | Series | Expectation) -> Expr:
        """What has indices, where there are some.

        Raises:
            Unreadable: if there are none.
        """
        raise Unreadable("there are no vectors here that this could be about", node.at)

    def _integral(self, node: Integral) -> Expr:
        """The integral of an integrand whose antiderivative is known."""
        by = sympy.Dummy(node.by, real=True)
        inner = type(self)(self._vocabulary, {**self._bound, node.by: by})
        found = self._definitions.opened(inner(node.body), LONGEST_INTEGRAND)
        if found is not None:
            low, high = self._limit(node.low), self._limit(node.high)
            above, below = antiderivative(found, by, high), antiderivative(found, by, low)
            if above is not None and below is not None:
                above, below = (self._definitions.taken_apart(e) for e in (above, below))
                return total(above, product(S.NegativeOne, below))
        raise Unreadable(
            "this integral is not read: the ones that are have e^(-a t^2), e^(a t) or powers of t", node.at
        )

    def _limit(self, node: Node) -> Expr:
        match node:
            case Name("infinity"):
                return S.Infinity
            case Sum(((minus, Name("infinity")),)):
                return S.NegativeInfinity if minus else S.Infinity
        return self._definitions.short(self(node))

    def derivative(self, node: Node) -> Derivative | None:
        """What is differentiated in a formula that is a derivative and nothing else."""
        match node:
            case Slope(of, "", at):
                return Derivative(self(of), self._own("", at))
            case Slope(of, by, at):
                return Derivative(self(of), self._variable(by, at))
            case Name(name, primes, at) if primes:
                return self._primed(name, self._own(name, at), primes, at)
            case Call(name, primes, arguments, at) if primes:
                if len(arguments) != 1:
                    raise Unreadable(SEVERAL, at)
                (argument,) = self._arguments(arguments)
                named = argument if isinstance(argument, Symbol) else self._definitions.alias(argument)
                return self._primed(name, named, primes, at)
        return None

    def _name(self, node: Name) -> Expr:
        if node.text in self._bound:
            return self._bound[node.text]
        if node.text not in self._vocabulary.values and self._vocabulary.bare and node.text in FUNCTIONS:
            return self._apply(node.text, (self._own("", node.at),), node.at)
        if node.text not in self._vocabulary.values:
            raise Unreadable(f"expected ( after {node.text}", node.at)
        if node.text == "infinity":
            raise Unreadable("infinity is no number; only an integral can end there", node.at)
        return self._vocabulary.values[node.text]

    def _variable(self, name: str, at: int) -> Symbol:
        found = self._bound.get(name, self._vocabulary.values.get(name))
        if not isinstance(found, Symbol):
            raise Unreadable(f"there is no derivative by {name}: it is no variable", at)
        return found

    def _own(self, name: str, at: int) -> Symbol:
        """The variable that a prime means where no argument is written."""
        function = self._vocabulary.functions.get(name)
        own = function.own if function and function.own else self._vocabulary.definitions.variables
        if len(own) != 1 or not isinstance(own[0], Symbol):
            raise Unreadable(SEVERAL, at)
        return own[0]

    def _primed(self, name: str, argument: Symbol, primes: int, at: int) -> Derivative:
        of = self._apply(name, (argument,), at) if name in self._vocabulary.functions else self._name(Name(name, 0, at))
        for _ in range(primes - 1):
            of = self._slope(Derivative(of, argument), at)
        return Derivative(of, argument)

    def _slope(self, derivative: Derivative, at: int) -> Expr:
        try:
            return self._definitions.slope(*derivative)
        except TooLong:
            raise Unreadable("this derivative is too long to work out", at) from None
        except NoRule as error:
            name = type(error.args[0]).__name__
            raise Unreadable(f"there is no rule for the derivative of {name}", at) from None

    def _sum(self, terms: Sequence[tuple[bool, Node]]) -> Expr:
        values = [(minus, self(term)) for minus, term in terms]
        signed = [(-v if v.is_Rational else product(S.NegativeOne, v)) if minus else v for minus, v in values]
        return _folded(sum(signed, S.Zero), terms[0][1].at) if _rational(signed) else total(*signed)

    def _product(self, factors: Sequence[tuple[bool, Node]]) -> Expr:
        values = []
        for divides, factor in factors:
            value = self(factor)
            if divides and value == 0:
                raise Unreadable("this divides by 0", factor.at)
            if divides:
                value = 1 / value if value.is_Rational else power(self._definitions.short(value), S.NegativeOne)
            values.append(value)
        if _rational(values):
            return _folded(sympy.prod(values), factors[0][1].at)
        while len(values) > LONGEST_PRODUCT:
            values[:LONGEST_PRODUCT] = [self._definitions.short(product(*values[:LONGEST_PRODUCT]))]
        return product(*values)

    def _power(self, base: Node, exponent: Node) -> Expr:
        raised = self._definitions.short(self(exponent))
        if isinstance(base, Name) and base.text == "e" and self(base) == sympy.E:
            return sympy.exp(raised, evaluate=False)
        below = self._definitions.short(self(base))
        if raised.is_Rational:
            if abs(raised) > LARGEST_EXPONENT or raised.q > LARGEST_EXPONENT:
                raise Unreadable(f"exponents are read up to {LARGEST_EXPONENT}", exponent.at)
            if below == 0 and raised <= 0:
                raise Unreadable("this divides by 0" if raised < 0 else "0^0 has no value", base.at)
            if below.is_Rational and raised.is_Integer:
                return _folded(below**raised, base.at)
            return power(below, raised)
        if below == raised:  # neither the power rule nor that of exponentials has x^x
            return sympy.exp(self._definitions.short(product(raised, sympy.log(below, evaluate=False))), evaluate=False)
        return power(below, raised)

    def _arguments(self, nodes: Sequence[Node]) -> tuple[Expr, ...]:
        return tuple(self._definitions.short(self(node)) for node in nodes)

    def _apply(self, name: str, given: tuple[Expr, ...], at: int) -> Expr:
        function = self._vocabulary.functions[name]
        if given == function.own[: len(given)]:  # f(x), where there are parameters as well
            given = function.own
        if function.arity is not None and len(given) != function.arity:
            plural = "" if function.arity == 1 else "s"
            raise Unreadable(f"{name} takes {function.arity} argument{plural}, not {len(given)}", at)
        return function.apply(*given)

    def condition(self, node: Node) -> sympy.Basic:
        """A comparison, or several that are connected.

        Raises:
            Unreadable: if it is none.
        """
        match node:
            case Relation(left, sign, right):
                return _RELATIONS[sign](*self._arguments((left, right)))
            case Connective(word, parts):
                return _CONNECTIVES[word](*map(self.condition, parts))
        raise Unreadable("expected a condition such as x > 0", node.at)


def define(vocabulary: KnownNames, name: str, parameters: Sequence[str], body: Node, again: bool = False) -> bool:
    """Let a name mean what an equation says, `again` if it has meant something else; False if that
    is made from the name, so that it says nothing.

    Raises:
        Unreadable: where the formula has no meaning.
    """
    value = Meaning(vocabulary)(body)
    own = tuple(vocabulary.values[p] for p in parameters)
    # a function of functions of functions is looked up, not worked out again
    known: dict[tuple[Expr, ...], Expr] = {}

    def apply(*given: Expr) -> Expr:
        if given not in known:
            with vocabulary.entered(body.at):
                bound = dict(zip(parameters, given, strict=True))
                known[given] = vocabulary.definitions.short(Meaning(vocabulary, bound)(body))
        return known[given]

    if not vocabulary.define(name, value, Function(apply, len(own), own) if own else None, again):
        return False
    known[own] = vocabulary.values[name]
    return True


def _rational(values: Sequence[Expr]) -> bool:
    return all(v.is_Rational for v in values)


def _folded(number: Expr, at: int) -> Expr:
    if max(int(abs(number.p)).bit_length(), int(number.q).bit_length()) > MOST_BITS:
        raise Unreadable("this number is too long", at)
    return number

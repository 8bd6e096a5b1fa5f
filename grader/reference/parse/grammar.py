"""Arithmetic, by recursive descent: sums of products of powers of names, numbers and what is in
parentheses.

Of what can be read in two ways, the writer is asked which one is meant.
"""

from collections.abc import Sequence
from fractions import Fraction

from .differentials import Written, in_fraction, in_line
from .named import BIG, Named
from .prose import RESERVED
from .source import Unreadable
from .stream import CLOSING, Glossary
from .tokens import Token
from .tree import Call, Node, Number, Power, Product, Slope, Sum

DEEPEST = 25  # parentheses in parentheses, powers of powers, ...
MOST_DIGITS = 40
_FACTORS = ("text", "(", "[", "{", "frac", "open bar", "begin cases", *BIG)


class Arithmetic(Named):
    """Everything but cases and conditions."""

    def __init__(self, tokens: Sequence[Token], names: Glossary) -> None:
        super().__init__(tokens, names)
        self._depth = 0
        self._in_bars = False
        self._differential = ""  # the x of an integral's dx, while the integral is read

    def inner(self) -> Node:
        """What is in parentheses, which may be a condition."""
        raise NotImplementedError

    def cases(self) -> Node:
        """An environment `cases` of LaTeX."""
        raise NotImplementedError

    def operator(self, token: Token) -> Node:
        """A sum, an integral, an expectation."""
        raise NotImplementedError

    def sum(self) -> Node:
        """Terms with their signs."""
        at = self.next.start
        terms = [(self._minus(), self._product())]
        while self.at("+", "-"):
            terms.append((self._minus(), self._product()))
        return terms[0][1] if len(terms) == 1 and not terms[0][0] else Sum(tuple(terms), at)

    def _minus(self) -> bool:
        """Whether an odd number of minus signs is next."""
        minus = False
        while sign := self.take("+", "-"):
            minus ^= sign.kind == "-"
        return minus

    def _product(self, differentiated: bool = False) -> Node:
        """Factors; of those that follow d/dx, a sign between them leaves open how many are
        meant.
        """
        at = self.next.start
        factors = [(False, self._power())]
        while True:
            if self.at("*") and differentiated:
                raise self._unclear("what is differentiated")
            if sign := self.take("*", "/"):
                first = self.k
                factors.append((sign.kind == "/", self._signed()))
                if sign.kind == "/" and self._juxtaposed():
                    factors[-1] = (True, self._divisor(factors[-1][1], first))
            elif self._juxtaposed():
                factors.append((False, self._power()))
            else:
                return factors[0][1] if len(factors) == 1 else Product(tuple(factors), at)

    def _divisor(self, divisor: Node, first: int) -> Node:
        """What is divided by: 1/2x is half of x, or 1 over 2x, and 1/2 x is likely to be the
        first.
        """
        written = self._tokens[first : self.k]
        close = self.next.start == written[-1].end and not isinstance(divisor, Number) and self.at("name", "number")
        key = ("/", *(t.text for t in written), self.next.text)
        if not self.names.readings.divides(key, close):
            return divisor
        factors = [(False, divisor)]
        while self._juxtaposed():
            factors.append((False, self._power()))
        return Product(tuple(factors), divisor.at)

    def _signed(self) -> Node:
        at = self.next.start
        return Sum(((True, self._power()),), at) if self._minus() else self._power()

    def _juxtaposed(self) -> bool:
        """Whether a factor comes next, without a sign of multiplication."""
        if self.at("name"):
            return self.next.text not in RESERVED and not self._at_differential()
        if self.at("[") and self.ahead(1).kind == "]":
            return False
        return self.at(*_FACTORS) or (self.at("|") and not self._in_bars)

    def _at_differential(self) -> bool:
        """Whether the dx of an integral is next."""
        return bool(self._differential) and self.next.text == "d" and self.ahead(1).text == self._differential

    def _power(self) -> Node:
        at = self._deeper()
        found = self._primary()
        if self.take("^"):
            found = Power(found, self._exponent(), at)
        self._depth -= 1
        return found

    def _deeper(self) -> int:
        if self._depth == DEEPEST:
            raise Unreadable(f"this is nested more than {DEEPEST} deep", self.next.start)
        self._depth += 1
        return self.next.start

    def _exponent(self) -> Node:
        token = self.next
        self.split()
        minus = self.at("-", "+")
        found = self._signed()
        last = self._tokens[self.k - 1]
        number = last.kind == "number" and not token.latex and (minus or last is token)
        joined = number and self.at("name") and self.next.start == last.end and self.next.text not in RESERVED
        # e^2x is e^(2x)
        if joined and self.names.readings.divides(("^", last.text, self.next.text), True):
            found = Product(((False, found), (False, self._primary())), token.start)
        return found

    def _primary(self) -> Node:
        token = self.next
        if token.kind == "frac":
            return self._fraction()
        if token.kind == "begin cases":
            return self.cases()
        if token.kind in BIG:
            return self.operator(token)
        if token.kind in ("name", "text") and token.text not in RESERVED:
            return self._slope(found, "/") if (found := in_line(self)) else self._named()
        if self.take("number"):
            return Number(_value(token), token.start)
        if token.kind in CLOSING:
            return self._group()
        if self.take("|", "open bar"):
            return self._bars(token)
        raise self.expected("a number, a name or (")

    def _group(self) -> Node:
        closing = CLOSING[self.next.kind]
        self.k += 1
        outer, self._in_bars = self._in_bars, False
        start = self.next.start
        found = self.inner()
        self._in_bars = outer
        self.need(closing)
        if closing == "}" and self.at("_"):  # what is written below a brace
            self.k = min(self.k + 1 + (self.closing(1) if self.ahead(1).kind in CLOSING else 1), self.k + self.left)
        for _ in range(self._primes()):  # (u v)'
            found = Slope(found, "", start)
        return found

    def _bars(self, opening: Token) -> Node:
        outer, self._in_bars = self._in_bars, opening.kind == "|"
        found = self.expression()
        self._in_bars = outer
        self.need("|" if opening.kind == "|" else "close bar")
        return Call("abs", 0, (found,), opening.start)

    def _fraction(self) -> Node:
        if found := in_fraction(self):
            self.k += 2
            return self._slope(found, "}", "{")
        at = self.need("frac").start
        above = self._argument()
        return Product(((False, above), (True, self._argument())), at)

    def _argument(self) -> Node:
        """What a command of LaTeX takes: something in braces, or one letter or digit."""
        if self.at("number") and len(self.next.text) > 1:
            self.cut(0, 1)
        self.split()
        self._deeper()
        found = self._primary()
        self._depth -= 1
        return found

    def _slope(self, written: Written, *between: str) -> Node:
        """A derivative, from its d on; `between` is what stands between above and below."""
        at = self.need("name").start
        read = self._product if between[0] == "}" else self._primary
        of = None if written.bare else read()
        for kind in (*between, "name", "name"):
            self.need(kind)
        if between[0] == "}":
            self.need("}")
        return Slope(of or self._differentiated(), written.by, at)

    def _differentiated(self) -> Node:
        """What follows d/dx: what is in parentheses, or else the rest of the term."""
        self._deeper()
        if not self.at(*CLOSING):
            found = self._product(differentiated=True)
        else:
            found = self._power()
            if self.at("/") or self._juxtaposed():
                raise self._unclear("what is differentiated")
        self._depth -= 1
        return found


def _value(token: Token) -> Fraction:
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > MOST_DIGITS or len(exponent.lstrip("+-")) > 2:
        raise Unreadable("this number is too long", token.start)
    return Fraction(token.text)

"""Arithmetic, by recursive descent: sums of products of powers of names, numbers and what is in parentheses.

Of what can be read in two ways, the writer is asked which one is meant.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from fractions import Fraction

from .differentials import ROUND, Written, in_fraction, in_line
from .prose import RESERVED
from .source import Unreadable, printable
from .stream import CLOSING, Glossary, Stream
from .tokens import Token
from .tree import Call, Entry, Name, Node, Number, Power, Product, Slope, Sum

DEEPEST = 25  # parentheses in parentheses, powers of powers, ...
MOST_DIGITS = 40
MOST_ARGUMENTS = 8
BIG = ("sum", "prod", "integral", "indicator", "expectation")
LONGEST_NAME = 40  # of which more is shown
_FACTORS = ("text", "(", "[", "{", "frac", "open bar", "begin cases", *BIG)
LONG_WORD = 4  # letters, from which on an unknown name may be a word of a sentence


class Arithmetic(Stream):
    """Everything but cases and conditions."""

    def __init__(self, tokens: Sequence[Token], names: Glossary) -> None:
        super().__init__(tokens, names)
        self._depth = 0
        self._in_bars = False
        self._differential = ""  # the x of an integral's dx, while the integral is read

    def expression(self) -> Node:
        """A formula; not a condition."""
        raise NotImplementedError

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
        """Factors; of those that follow d/dx, a sign between them leaves open how many are meant."""
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
        """What is divided by: 1/2x is half of x, or 1 over 2x, and 1/2 x is likely to be the first."""
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

    def _unclear(self, what: str) -> Unreadable:
        return Unreadable(f"this can be read in two ways: put {what} in parentheses", self.next.start)

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
        if joined and self.names.readings.divides(("^", last.text, self.next.text), True):  # e^2x is e^(2x)
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

    def _named(self) -> Node:
        self.split()
        token = self.next
        self.k += 1
        if self.at("_"):
            return self._entry(token)
        name, primes = self._known(token), self._primes()
        kind = self.names.kind(name)
        call = not (self.at("(") and self._holds(name))
        if kind == "function" and call and (found := self._applied(name, primes, token.start)):
            return found
        if kind == "either" and not self.at("(") and not primes and not self._in_differential():
            self.names.readings.stands_for_a_value(name)
        if kind == "either" and call and self.at("(") and not self._multiplied(name, primes):
            return Call(name, primes, self._arguments(), token.start)
        if kind == "quantity" and self.at("(") and self.ahead(2).kind == ")" and self._depends(name):
            self.k += 3
        return Name(name, primes, token.start)

    def _entry(self, token: Token) -> Node:
        """A name with indices that are no letters alone: m_{t-1}, W_{i,j}."""
        self.k += 1
        if not self.at("{", "("):
            raise Unreadable("put this index in braces: x_{...}", self.next.start)
        closing = CLOSING[self.next.kind]
        self.k += 1
        indices = [self.sum()]
        while self.take(",", "quad"):
            indices.append(self.sum())
        self.need(closing)
        return Entry(token.text, tuple(indices), token.start)

    def _known(self, token: Token) -> str:
        """The name that a token is.

        Raises:
            Unreadable: if it is none, with one that is near or what to do.
        """
        if meant := self._meant(token):
            return self.names.known(meant[0])
        alone = len(token.text) == 1  # a letter is near to nothing
        near = [] if alone else get_close_matches(token.text, self.names.all(), n=1)
        shown = printable(token.text if len(token.text) <= LONGEST_NAME else f"{token.text[:LONGEST_NAME]}...")
        hint = f"did you mean {near[0]}?" if near else f"define it before, with {shown} = ..."
        if alone:
            hint += f"; {self.names.inputs_in_words()}"
        if len(token.text) >= LONG_WORD and not token.latex and not near:
            hint = "if this is a sentence, put the formula on a line of its own"
        raise Unreadable(f"{shown} is not known here; {hint}", token.start)

    def _meant(self, token: Token) -> list[str]:
        """The name that a token is, or that is the only known one in a text."""
        if token.kind not in ("name", "text"):
            return []
        words = [token.text] if token.kind == "name" else re.findall(r"[^\W\d]\w*", token.text, re.ASCII)
        known = [w for w in words if self.names.kind(w) != "unknown"]
        return known if len(known) == 1 else []

    def _primes(self) -> int:
        primes = 0
        while True:
            if self.at("^") and self.ahead(1).kind == "{" and self.ahead(2).kind == "'":  # ^{\prime}
                self.k += 2
                primes += self._primes()
                self.need("}")
            elif self.at("^") and self.ahead(1).kind == "'":
                self.k += 1
            elif self.take("'"):
                primes += 1
            else:
                return primes

    def _holds(self, name: str) -> bool:
        """Whether the name is itself in the parentheses that are next, without arguments: f (1 - f) is a product."""
        places = (k for k in range(1, self.closing(0)) if self._meant(self.ahead(k)) == [name])
        return any(self.ahead(k + 1).kind not in ("(", "'") for k in places)

    def _multiplied(self, name: str, primes: int) -> bool:
        """Whether the parentheses that are next are a factor: f(1 - s) may be a product, as s(1 - s) is. A space says
        nothing of it. What the name is a function of, and several arguments, are no factor.
        """
        inside = [self.ahead(k) for k in range(1, self.closing(0))]
        if len(inside) == 1 and inside[0].kind == "name":
            self.split(1)
            if self.names.takes(name, self.ahead(1).text):
                return False
        named = any(map(self._meant, inside))
        if len(inside) == 1 and self._meant(inside[0]):
            named = self.names.kind(self._meant(inside[0])[0]) != "variable"
        depth = 0
        for token in inside:
            depth += (token.kind in CLOSING) - (token.kind in CLOSING.values())
            if token.kind == "," and depth == 0:
                return False
        parentheses = (name + "'" * primes, *(token.text for token in inside))
        return self.names.readings.factor(parentheses, named)

    def _in_differential(self) -> bool:
        """Whether the name that was read stands after the d of df/dx."""
        return self.k > 1 and self.ahead(-2).text in ("d", ROUND)

    def _depends(self, quantity: str) -> bool:
        """Whether the name in the parentheses that are next is one that a quantity depends on: u(x) is u."""
        self.split(1)
        return self.ahead(1).kind == "name" and self.names.depends(quantity, self.ahead(1).text)

    def _applied(self, name: str, primes: int, at: int) -> Node | None:
        """A function with its argument, as in tanh(x), tanh^2(x) and tanh x, if there is one."""
        powers = 0
        if self.at("^"):
            powers = self.closing(1) + 1 if self.ahead(1).kind in CLOSING else 2
        argument = self.ahead(powers).kind
        if argument == "name" and self.ahead(powers).text in RESERVED:
            return None
        if argument not in (*CLOSING, *BIG, "name", "number", "frac", "|", "open bar") or (
            argument == "|" and self._in_bars
        ):
            return None
        exponent = None
        if self.take("^"):
            exponent = self._primary()
            if not isinstance(exponent, Number):
                raise Unreadable(f"put this power after the argument of {name}, and both in parentheses", exponent.at)
        if self.at(*CLOSING):
            arguments = self._arguments()
        else:
            number = self.next
            arguments = (self._power(),)
            if number.kind == "number" and self._juxtaposed():
                if not (self.at("name") and self.next.start == number.end):
                    raise self._unclear(f"the argument of {name}")
                arguments = (Product(((False, arguments[0]), (False, self._power())), number.start),)  # tanh 2x
        call = Call(name, primes, arguments, at)
        return Power(call, exponent, at) if exponent else call

    def _arguments(self) -> tuple[Node, ...]:
        closing = CLOSING[self.next.kind]
        self.k += 1
        outer, self._in_bars = self._in_bars, False
        found = [self.expression()]
        while self.take(","):
            found.append(self.expression())
        self._in_bars = outer
        if len(found) > MOST_ARGUMENTS:
            raise Unreadable(f"these are more than {MOST_ARGUMENTS} arguments", found[MOST_ARGUMENTS].at)
        self.need(closing)
        return tuple(found)


def _value(token: Token) -> Fraction:
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > MOST_DIGITS or len(exponent.lstrip("+-")) > 2:
        raise Unreadable("this number is too long", token.start)
    return Fraction(token.text)

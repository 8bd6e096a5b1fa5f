"""Names in formulas: what is applied to what, and what a name that nobody knows may have been meant
to be.
"""

import re
from difflib import get_close_matches

from .differentials import ROUND
from .prose import RESERVED
from .source import Unreadable, printable
from .stream import CLOSING, Stream
from .tokens import Token
from .tree import Call, Entry, Name, Node, Number, Power, Product

BIG = ("sum", "prod", "integral", "indicator", "expectation")
MOST_ARGUMENTS = 8
LONGEST_NAME = 40  # of which more is shown
LONG_WORD = 4  # letters, from which on an unknown name may be a word of a sentence


class Named(Stream):
    """Names, with their arguments, primes and indices."""

    _in_bars: bool

    def expression(self) -> Node:
        """A formula; not a condition."""
        raise NotImplementedError

    def sum(self) -> Node:
        """Terms with their signs."""
        raise NotImplementedError

    def _power(self) -> Node:
        raise NotImplementedError

    def _primary(self) -> Node:
        raise NotImplementedError

    def _juxtaposed(self) -> bool:
        raise NotImplementedError

    def _unclear(self, what: str) -> Unreadable:
        return Unreadable(f"this can be read in two ways: put {what} in parentheses", self.next.start)

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
        if kind in ("either", "quantity") and (power := self._power_before_argument(name, primes, token.start)):
            return power
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

    def _power_before_argument(self, name: str, primes: int, at: int) -> Node | None:
        """f^2(x), which is the square of f(x) where x is what f is a function of."""
        ahead = 1
        if not self.at("^"):
            return None
        if self.ahead(1).kind in ("{", "("):
            ahead = self.closing(1)
        inner = self.ahead(2).text if ahead > 1 else self.ahead(1).text
        opens, argument, closes = (self.ahead(ahead + k) for k in (1, 2, 3))
        if not inner.isdigit() or (opens.kind, argument.kind, closes.kind) != ("(", "name", ")"):
            return None
        known = self.names.takes(name, argument.text) if self.names.kind(name) == "either" else False
        if not known and not (self.names.kind(name) == "quantity" and self.names.depends(name, argument.text)):
            return None
        self.k += 1
        exponent = self._primary()
        self.k += 3
        value = Name(name, primes, at)
        return Power(value, exponent, at)

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
            # ^{\prime}
            if self.at("^") and self.ahead(1).kind == "{" and self.ahead(2).kind == "'":
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
        """Whether the name is itself in the parentheses that are next, without arguments: f (1 - f)
        is a product.
        """
        places = (k for k in range(1, self.closing(0)) if self._meant(self.ahead(k)) == [name])
        return any(self.ahead(k + 1).kind not in ("(", "'") for k in places)

    def _multiplied(self, name: str, primes: int) -> bool:
        """Whether the parentheses that are next are a factor: f(1 - s) may be a product, as s(1 -
        s) is. A space says nothing of it. What the name is a function of, and several arguments,
        are no factor.
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
        """Whether the name in the parentheses that are next is one that a quantity depends on: u(x)
        is u.
        """
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
                # tanh 2x
                arguments = (Product(((False, arguments[0]), (False, self._power())), number.start),)
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

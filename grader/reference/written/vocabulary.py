"""What names in a derivation mean: functions, inputs, hyperparameters, the exercise, and what the
student defines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import sympy
from sympy import Dummy, Expr, S, Symbol

from ...exercise import Exercise
from ...specification import Function as Written
from ..formula import arguments, evaluate
from ..parse.readings import Readings
from ..parse.source import Unreadable
from ..parse.stream import Kind
from ..unevaluated import power, product, total
from .definitions import Definitions
from .functions import EXTREMA, FUNCTIONS, KNOWN, LOGISTIC, Function
from .roles import Roles, infer, plain

MOST_CALLS, DEEPEST = 500, 10  # of functions that a derivation defines
LONGEST_RUN = 3  # letters that are a product without a sign between them, in plain text


def formula(exercise: Exercise, function: Written) -> Expr:
    """What an author's function gives, with its decimals taken as they are written and not as
    floats hold them.
    """
    (found,) = evaluate(exercise, function, arguments(exercise, {}, {}))
    return found.xreplace({f: sympy.Rational(repr(float(f))) for f in found.atoms(sympy.Float)})


def _any_functions(u: Expr) -> tuple[Expr, ...]:
    """Functions that stand for any."""
    return (sympy.exp(u / 3) + u, sympy.sin(u) + 2, u**2 + 3, sympy.cosh(u / 2), sympy.atan(u) + 2, u**3 + u + 5)


class KnownNames:
    """Names and what they are: of quantities, functions, variables, and of indices while these are
    read.
    """

    def __init__(self, variables: Iterable[Symbol], readings: Readings | None) -> None:
        self.readings = readings or Readings()
        self.definitions = Definitions(variables)
        self.values: dict[str, Expr] = {"pi": sympy.pi, "e": sympy.E, "infinity": S.Infinity}
        self.functions = {name: Function(apply) for name, apply in FUNCTIONS.items()}
        self.functions |= {n: Function(lambda *a, f=f: f(*a, evaluate=False), None) for n, f in EXTREMA.items()}
        self.bare = False  # whether functions may stand without arguments, as in sinh' = cosh
        self._calls = self._depth = 0
        self._quantities: set[str] = set()
        self._variables: set[str] = set()  # that may still be given a meaning
        self._own_names = {"e"}
        self._titles: Mapping[str, str] = {}  # names of the exercise, however they are spelled
        self._indices: Counter[str] = Counter()

    def kind(self, name: str) -> Kind:
        if self._indices[name]:
            return "variable"
        name = self.known(name)
        if name in FUNCTIONS or name in EXTREMA:
            return "function"
        if name in self.functions:
            return "either" if name in self.values else "function"
        if name in self._quantities:
            return "quantity"
        return "variable" if name in self.values else "unknown"

    def known(self, name: str) -> str:
        """A name as it is known here: that of the exercise may be spelled in other ways."""
        if name in self.values or name in self.functions:
            return name
        return self._titles.get(plain(name), name)

    def depends(self, quantity: str, variable: str) -> bool:
        inner = self.values.get(variable)
        return inner in self.definitions.reached(self.values[quantity])

    def takes(self, function: str, variable: str) -> bool:
        return self.functions[self.known(function)].own[:1] == (self.values.get(variable),)

    def free(self, name: str) -> bool:
        return self.kind(name) == "unknown" or name in self._own_names or name in self._variables

    def declare(self, name: str) -> None:
        if self.kind(name) == "unknown":
            self.values[name] = Symbol(name, real=True)
            self._variables.add(name)

    def all(self) -> Iterable[str]:
        return sorted({*self.values, *self.functions})

    def index(self, name: str) -> bool:
        return bool(self._indices[name])

    def letters(self, name: str) -> bool:
        return 1 < len(name) <= LONGEST_RUN and all(self.kind(c) in ("variable", "quantity", "either") for c in name)

    def spelled(self, words: str) -> bool:
        found = [w for w in re.findall(r"[^\W\d]\w*", words, re.ASCII) if self.kind(w) != "unknown"]
        return len(found) == 1

    @contextmanager
    def indices(self, names: Sequence[str]) -> Iterator[None]:
        self._indices.update(names)
        try:
            yield
        finally:
            self._indices.subtract(names)

    def define(self, name: str, value: Expr, function: Function | None, again: bool = False) -> bool:
        """Give a name a meaning, as a quantity or as the value of a function, or another one than
        before; False if the formula is made from it.
        """
        used = name in self._variables
        symbol = self.values[name] if used else Dummy(name, real=True) if again else Symbol(name, real=True)
        if used and symbol in self.definitions.reached(value):
            return False
        self.definitions.define(symbol, value, used=used)
        for known in (self._variables, self._own_names, self._quantities):
            known.discard(name)
        self.functions.pop(name, None)
        self.values[name] = symbol
        if function:
            self.functions[name] = function
        else:
            self._quantities.add(name)
        return True

    @contextmanager
    def any_functions(self, names: Sequence[str]) -> Iterator[None]:
        """While names stand for any function: one that no rule holds for by chance."""
        x = self.definitions.variables[0]
        for number, name in enumerate(names):
            symbol = Symbol(name, real=True)
            self.definitions.define(symbol, self._any_of(number, x))
            self.values[name] = symbol
            self.functions[name] = Function(partial(self._placeholder, name, number), 1, (x,))
        try:
            yield
        finally:
            for name in names:
                self.functions.pop(name, None)
                self.definitions.forget([self.values.pop(name)])

    def _placeholder(self, name: str, number: int, of: Expr) -> Expr:
        return self.values[name] if of == self.definitions.variables[0] else self._any_of(number, of)

    def _any_of(self, number: int, of: Expr) -> Expr:
        found = _any_functions(of)
        return self.definitions.taken_apart(found[number % len(found)])

    @contextmanager
    def entered(self, at: int) -> Iterator[None]:
        """While a function that the derivation defines is worked out for some arguments.

        Raises:
            Unreadable: if that happens too often, or in too many functions at once.
        """
        self._calls += 1
        self._depth += 1
        if self._calls > MOST_CALLS or self._depth > DEEPEST:
            raise Unreadable("this function is used too often, or through too many others", at)
        yield
        self._depth -= 1


class Vocabulary(KnownNames):
    """The names of an exercise and of a derivation of it."""

    def __init__(self, exercise: Exercise, readings: Readings | None = None, roles: Roles | None = None) -> None:
        given = arguments(exercise, {}, {})
        self.inputs = {name: symbols[0] for name, symbols in given.inputs.items()}
        super().__init__(self.inputs.values(), readings)
        roles = roles or infer(exercise, ())
        self.hyperparameters = tuple(given.hyperparameters)
        own = tuple(self.inputs.values())
        for name in LOGISTIC:
            self._add_function(name, Function(self._logistic, 1, own[:1]))
        for name, apply in KNOWN.items():
            own_name = plain(name) == plain(exercise.slug) or plain(name) in roles.titles
            if name not in given.keywords and name not in self.inputs and not own_name:
                self.functions[name] = Function(lambda u, f=apply: self.definitions.taken_apart(f(u)))
                self._own_names.add(name)
        self._formula = formula(exercise, exercise.function)
        surrogate = exercise.form("surrogate")
        self._surrogate = formula(exercise, surrogate) if surrogate else None
        shown = ", ".join("x" if n == "input" and "x" not in self.inputs else n for n in self.inputs)
        self.value = Symbol(f"{exercise.slug}({shown})", real=True)
        self.definitions.define(self.value, self.definitions.taken_apart(self._formula), self._surrogate)
        for name in (exercise.slug, "f"):
            self.functions[name] = Function(self._exercise, len(own), own)
        self._titles = roles.titles
        # beside a target, y is that
        y = "out" if {"y", "target"} & {*self.inputs} or "y" in roles.aliases else "y"
        self._quantities |= {y, *roles.values}
        self._own_names |= {"f", "y", y, *roles.values}
        self.values |= dict.fromkeys((exercise.slug, "f", y, *roles.values), self.value)
        self.values |= {k: S(v) for k, v in given.keywords.items() if isinstance(v, int) and not isinstance(v, bool)}
        self.values |= {s.name: s for s in (*own, *given.hyperparameters)}
        for alias, name in roles.aliases.items():
            if name not in self.values:  # a setting that is no number
                continue
            self.values[alias] = self.values[name]
            self._quantities.discard(alias)
            self._own_names.add(alias)
        (raw,) = evaluate(exercise, exercise.function, given)
        # of the formula, with decimals
        self.constants = sorted({abs(float(f)) for f in raw.atoms(sympy.Float)})
        self._constant_letters = roles.constants if len(roles.constants) <= len(self.constants) else ()
        for name in self._constant_letters:
            self.declare(name)

    @property
    def open_constants(self) -> list[str]:
        """The letters that may stand for constants of the formula."""
        return [n for n in self._constant_letters if n in self._variables]

    def close(self, letters: Iterable[str]) -> None:
        """Letters have got their meaning."""
        self._variables -= {*letters}

    def inputs_in_words(self) -> str:
        names = [
            " or ".join(sorted((n for n, v in self.values.items() if v == symbol), key=lambda n: (n != name, n)))
            for name, symbol in self.inputs.items()
        ]
        return f"the inputs are {', '.join(names)}" if len(names) > 1 else f"the input is {names[0]}"

    def restate(self, name: str, value: Expr) -> None:
        """Let a name of the exercise stand for a formula that equals the exercise's."""
        own = tuple(self.inputs.values())
        self._own_names.discard(name)
        if self._surrogate is not None:  # whose derivative would be lost
            return
        self.values[name] = symbol = Symbol(name, real=True)
        self.definitions.define(symbol, value)
        if name in self.functions:
            self.functions[name] = Function(lambda *a: symbol if a == own else self._exercise(*a), len(own), own)

    def name_exercise(self, name: str) -> None:
        """Let a new name stand for the exercise and its formula."""
        own = tuple(self.inputs.values())
        self.values[name], self.functions[name] = self.value, Function(self._exercise, len(own), own)
        self._own_names.add(name)

    def _add_function(self, name: str, function: Function) -> None:
        self.functions[name] = function
        self.values[name] = function.apply(*function.own)

    def _logistic(self, u: Expr) -> Expr:
        falling = sympy.exp(self.definitions.short(product(S.NegativeOne, u)), evaluate=False)
        return power(self.definitions.short(total(S.One, falling)), S.NegativeOne)

    def _exercise(self, *given: Expr) -> Expr:
        """The exercise's formula, of other arguments than its inputs."""
        if given == tuple(self.inputs.values()):
            return self.value
        renaming = dict(zip(self.inputs.values(), given, strict=True))
        surrogate = None if self._surrogate is None else self._surrogate.xreplace(renaming)
        return self.definitions.alias(self._formula.xreplace(renaming), surrogate)

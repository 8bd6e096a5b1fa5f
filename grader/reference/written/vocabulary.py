"""What names in a derivation mean: functions, inputs, hyperparameters, the exercise, and what the student defines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

import sympy
from sympy import Expr, S, Symbol

from ...exercise import Exercise
from ...specification import Function as Written
from ..formula import arguments, evaluate
from ..operations.table import OPERATIONS
from ..parse.readings import Readings
from ..parse.source import Unreadable
from ..parse.stream import Kind
from ..unevaluated import power, product, total
from .definitions import Definitions
from .short_names import short_names

FUNCTIONS: Mapping[str, Callable[[Expr], Expr]] = MappingProxyType(
    {"sqrt": lambda u: power(u, S.Half)}
    | {name: lambda u, f=o.function: f(u, evaluate=False) for o in OPERATIONS for name in o.names}
)
EXTREMA = {"max": sympy.Max, "min": sympy.Min}
MOST_CALLS, DEEPEST = 500, 10  # of functions that a derivation defines
LOGISTIC = ("sigmoid", "sigma")


@dataclass(frozen=True)
class Function:
    """What gives the value for some arguments, which are names or numbers, and how many it takes.

    `own` is what it is of where none are written.
    """

    apply: Callable[..., Expr]
    arity: int | None = 1
    own: tuple[Expr, ...] = ()


def formula(exercise: Exercise, function: Written) -> Expr:
    """What an author's function gives, with its decimals taken as they are written and not as floats hold them."""
    (found,) = evaluate(exercise, function, arguments(exercise, {}, {}))
    return found.xreplace({f: sympy.Rational(repr(float(f))) for f in found.atoms(sympy.Float)})


class Vocabulary:
    """The names of an exercise and of a derivation of it."""

    def __init__(self, exercise: Exercise, readings: Readings | None = None) -> None:
        self.readings = readings or Readings()
        given = arguments(exercise, {}, {})
        self.inputs = {name: symbols[0] for name, symbols in given.inputs.items()}
        self.hyperparameters = tuple(given.hyperparameters)
        self.definitions = Definitions(self.inputs.values())
        self.values: dict[str, Expr] = {"pi": sympy.pi, "e": sympy.E}
        self.functions = {name: Function(apply) for name, apply in FUNCTIONS.items()}
        self.functions |= {n: Function(lambda *a, f=f: f(*a, evaluate=False), None) for n, f in EXTREMA.items()}
        self._calls = self._depth = 0
        self._quantities: set[str] = set()
        self._variables: set[str] = set()  # that may still be given a meaning
        own = tuple(self.inputs.values())
        for name in LOGISTIC:
            self._add_function(name, Function(self._logistic, 1, own[:1]))
        self._formula = formula(exercise, exercise.function)
        surrogate = exercise.form("surrogate")
        self._surrogate = formula(exercise, surrogate) if surrogate else None
        shown = ", ".join("x" if n == "input" and "x" not in self.inputs else n for n in self.inputs)
        self.value = Symbol(f"{exercise.slug}({shown})", real=True)
        self.definitions.define(self.value, self.definitions.taken_apart(self._formula), self._surrogate)
        for name in (exercise.slug, "f"):
            self.functions[name] = Function(self._exercise, len(own), own)
        y = "out" if {"y", "target"} & {*self.inputs} else "y"  # beside a target, y is what most people call it
        self._quantities.add(y)
        self._own_names = {"f", "y", "e", y}
        self.values |= dict.fromkeys((exercise.slug, "f", y), self.value)
        self.values |= {k: S(v) for k, v in given.keywords.items() if isinstance(v, int) and not isinstance(v, bool)}
        self.values |= {s.name: s for s in (*own, *given.hyperparameters)}
        for name, alias in (("input", "x"), ("target", "y"), ("lambd", "lambda")):
            if name in self.values and alias not in self.values:
                self.values[alias] = self.values[name]
        for letter, name in short_names(exercise):
            if self.kind(letter) == "unknown":
                self.values[letter] = self.values[name]
                self._own_names.add(letter)

    def kind(self, name: str) -> Kind:
        if name in FUNCTIONS or name in EXTREMA:
            return "function"
        if name in self.functions:
            return "either" if name in self.values else "function"
        if name in self._quantities:
            return "quantity"
        return "variable" if name in self.values else "unknown"

    def depends(self, quantity: str, variable: str) -> bool:
        inner = self.values.get(variable)
        return inner in self.definitions.reached(self.values[quantity])

    def takes(self, function: str, variable: str) -> bool:
        return self.functions[function].own == (self.values.get(variable),)

    def free(self, name: str) -> bool:
        return self.kind(name) == "unknown" or name in self._own_names or name in self._variables

    def declare(self, name: str) -> None:
        if self.kind(name) == "unknown":
            self.values[name] = Symbol(name, real=True)
            self._variables.add(name)

    def all(self) -> Iterable[str]:
        return sorted({*self.values, *self.functions})

    def inputs_in_words(self) -> str:
        names = [
            " or ".join(sorted((n for n, v in self.values.items() if v == symbol), key=lambda n: (n != name, n)))
            for name, symbol in self.inputs.items()
        ]
        return f"the inputs are {', '.join(names)}" if len(names) > 1 else f"the input is {names[0]}"

    def define(self, name: str, value: Expr, function: Function | None) -> bool:
        """Give a name a meaning, as a quantity or as the value of a function; False if the formula is made from it."""
        used = name in self._variables
        symbol = self.values[name] if used else Symbol(name, real=True)
        if used and symbol in self.definitions.reached(value):
            return False
        self.definitions.define(symbol, value, used=used)
        self._variables.discard(name)
        self._own_names.discard(name)
        self._quantities.discard(name)
        self.functions.pop(name, None)
        self.values[name] = symbol
        if function:
            self.functions[name] = function
        else:
            self._quantities.add(name)
        return True

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

"""The steps of an optimizer as equations: in letters, and worked out with the numbers of a
question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational, S, Symbol

from ..exercise import Exercise
from ..reference.formula import arguments
from ..reference.typeset.notation import notation
from ..reference.typeset.step_equations import UPDATE, step_values
from ..reference.typeset.tidy import tidied
from ..reference.typeset.written_nodes import Node, Relation, Word, negative, with_words
from .optimizer_steps import EasySteps, letters
from .parts import TypesetFormula
from .typesetting import typeset

LARGEST_DENOMINATOR = 64  # of a fraction that is written as one, if it is no short decimal
DECIMALS, ROUNDED = 3, 4  # of a number that is shown exactly, and of any other


@dataclass(frozen=True)
class WorkedLine:
    """What a step works out: its name, what it is then, and the equation with numbers that says
    so.
    """

    name: str
    value: Expr
    shown: TypesetFormula


class WorkedSteps:
    """The steps of a question. A hyperparameter that is 0 is left out of the equations, as the
    prompt leaves it out.
    """

    def __init__(self, exercise: Exercise, easy: EasySteps) -> None:
        flags = {name: value for name, value in easy.settings.items() if isinstance(value, bool)}
        given = arguments(exercise, flags, {})
        numbers = dict(letters(easy.settings, given))
        zeros = {symbol: S.Zero for symbol, value in numbers.items() if value == 0}
        values = [(s, e.xreplace(zeros).doit()) for s, e in step_values(exercise, exercise.function, flags)]
        p = given.inputs.get("p", (Symbol("p", real=True),))[0]
        self._values = [*needed(values), (Symbol("p'"), p + Symbol(UPDATE, real=True))]
        self._numbers = {symbol: value for symbol, value in numbers.items() if value != 0}
        self._inputs = {"p": p, **{name: symbols[0] for name, symbols in given.inputs.items()}}
        self._easy = easy

    @property
    def states(self) -> list[str]:
        """What is kept from step to step."""
        return [name for s, _ in self._values if (name := s.name.removesuffix("'")) != s.name and name != "p"]

    @property
    def in_letters(self) -> tuple[TypesetFormula, ...]:
        """The equations of one step."""
        return tuple(typeset(Relation(Word(s.name), "=", notation(tidied(e)))) for s, e in self._values)

    def worked(self) -> Iterator[list[WorkedLine]]:
        """The lines of each step."""
        kept: dict[str, Expr] = dict.fromkeys(self.states, S.Zero) | {"p": self._easy.start}
        for t, gradient in enumerate(self._easy.gradients, 1):
            now = {**kept, "g": gradient, "t": Integer(t)}
            known = self._numbers | {symbol: now[name] for name, symbol in self._inputs.items() if name in now}
            lines = list(_worked(self._values, known))
            kept = {line.name.removesuffix("'"): line.value for line in lines if line.name != UPDATE}
            yield lines


def needed(values: list[tuple[Symbol, Expr]]) -> list[tuple[Symbol, Expr]]:
    """All but what is another value under a name that nothing takes."""
    used = set[Symbol]().union(*(expression.free_symbols for _, expression in values))
    return [(name, e) for name, e in values if name in used or not e.is_Symbol or name.name == UPDATE]


def _worked(values: Iterable[tuple[Symbol, Expr]], known: dict[Symbol, Expr]) -> Iterator[WorkedLine]:
    for name, expression in values:
        value = expression.xreplace(known).doit()
        words = {symbol.name: written_number(at) for symbol, at in known.items()}
        filled = with_words(notation(tidied(expression)), words)
        yield WorkedLine(name.name, value, typeset(_equation(Word(name.name), filled, value)))
        known = {**known, name: value}


def _equation(name: Word, filled: Node, value: Expr) -> Node:
    """m' = 0.5*0 + 2*0.5 = 1; the last is left out if it says nothing new."""
    shown = written_number(value)
    sign = "=" if _exact(value) is not None else "\u2248"
    return Relation(name, "=", filled if filled == shown else Relation(filled, sign, shown))


def written_number(value: Expr) -> Node:
    """A number as people write it: a short decimal or fraction, or rounded."""
    exact = _exact(value)
    if exact is None:
        return _signed(f"{abs(float(value)):.{ROUNDED}f}", value < 0)
    if (exact * 10**DECIMALS).denominator == 1:
        return _signed(f"{abs(float(exact)):.{DECIMALS}f}".rstrip("0").rstrip("."), exact < 0)
    return notation(Rational(exact.numerator, exact.denominator))


def _exact(value: Expr) -> Fraction | None:
    """The short fraction or decimal that a number is."""
    if not value.is_Rational:
        return None
    exact = Fraction(int(value.p), int(value.q))
    short = exact.denominator <= LARGEST_DENOMINATOR or (exact * 10**DECIMALS).denominator == 1
    return exact if short else None


def _signed(digits: str, is_negative: bool) -> Node:
    return negative(Word(digits)) if is_negative else Word(digits)

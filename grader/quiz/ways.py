"""How a slope is worked out, as hints one after the other and as an explanation: taken from the
derivation.
"""

from collections.abc import Iterator
from fractions import Fraction

from ..reference.differentiate import derive
from ..reference.typeset.sections import Line
from ..reference.typeset.steps import RULES, Script
from ..reference.typeset.written_nodes import Relation, Word
from .parts import Parts, Words
from .studied import Quantity, StudiedFunction
from .typesetting import equation, placed, sentence, typeset

MOST_HINTS = 3
LONGEST = 120  # characters of a formula in a hint
LONGEST_DEFINED = 150  # of one in a prompt
LARGEST_DENOMINATOR = 12  # of a hyperparameter that is shown as a fraction


def lines(studied: StudiedFunction, of: Quantity) -> list[Line]:
    """The lines of a derivation that say something, the innermost first."""
    assert of.by is not None
    return Script().lines(derive(studied.values[of.output], of.by))


def hints(studied: StudiedFunction, of: Quantity) -> tuple[Parts, ...]:
    """The rule to begin with, and then the derivatives of the inner parts; not the whole
    derivative.
    """
    if of.by is None:
        return ()
    first = _first(derive(studied.values[of.output], of.by).rule)
    return (first, *_inner(studied, of))[:MOST_HINTS]


def _first(rule: str) -> Parts:
    if rule == "branches":
        return (Words("Look which branch holds, and differentiate that one."),)
    if rule == "extremum":
        return (Words("Look which argument is taken, and differentiate that one."),)
    if rule == "constant multiple":
        return (Words("To differentiate, begin with the constant factor: it stays."),)
    return (Words(f"To differentiate, begin with the {RULES.get(rule, f'derivative of {rule}')}."),)


def _inner(studied: StudiedFunction, of: Quantity) -> Iterator[Parts]:
    for line in lines(studied, of)[:-1]:
        shown = typeset(Relation(line.equation.left, "=", line.equation.right[-1]))
        if len(shown.plain) <= LONGEST:
            yield (Words("On the way: "), placed(shown))


def result(studied: StudiedFunction, of: Quantity) -> Parts:
    """The formula of what is asked about, with letters for hyperparameters; nothing if that is its
    name alone.
    """
    shown, name = equation(studied.node(of), studied.textbook(of)), typeset(studied.node(of))
    return () if shown.plain == f"{name.plain} = {name.plain}" else (placed(shown),)


def introduced(studied: StudiedFunction, of: Quantity | None = None) -> Parts:
    """What is asked about: "Let y = softmax(x).", with the formula of a quantity unless it is long
    or says nothing.
    """
    whole = typeset(Relation(Word(studied.output_name), "=", studied.whole))
    shown = equation(studied.called(of.output), studied.values[of.output]) if of else None
    left = typeset(studied.called(of.output)) if of else None
    if (
        shown is None
        or left is None
        or len(shown.plain) > LONGEST_DEFINED
        or shown.plain == f"{left.plain} = {left.plain}"
    ):
        return sentence(Words("Let "), whole) if studied.vector else ()
    return sentence(Words("Let "), *((whole, Words(", with ")) if studied.vector else ()), placed(shown))


def settings(studied: StudiedFunction) -> Parts:
    """Which numbers the letters are: " with alpha = 1"; nothing if there are none.

    Of what is no letter, flags and counts, only what is not as usual is said.
    """
    letters = {s.name: s for s in studied.letters}
    said = {**studied.exercise.hyperparameters, **studied.settings}
    used = set().union(*(value.free_symbols for value in studied.values))
    named = {n: v for n, v in said.items() if n in studied.settings or letters.get(n) in used}
    if not named:
        return ()
    return (Words(f" with {', '.join(f'{name} = {_number(value)}' for name, value in named.items())}"),)


def _number(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    near = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    return str(near) if float(near) == value and 10 * near % 1 and 100 * near % 1 else f"{value:g}"

"""What has to hold of a question before it is asked. Each check works a thing out by another way
than the one by which the question was made.
"""

import math
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

import mpmath
import sympy
from sympy import Expr, Symbol

from .asked_records import AskedChoice, AskedMatch, AskedNumber, AskedOrder
from .exact_values import APART, At, ExactValue
from .parts import FormulaLines, Part, Parts, Picture, TypesetFormula, Words, plain_text
from .question import QuizQuestion

CLOSE = 1e-12  # of 1 or of the number: how near a number is that was worked out by another way
STEP = sympy.Rational(1, 2**60)  # of a difference quotient
DIGITS = 60  # with which it is worked out
LARGEST = 100  # number that is asked for
LONGEST_PROMPT = 700  # characters
LONGEST_OPTION = 160
LONG_DECIMAL = re.compile(r"[\d.]{12,}")
# as SymPy writes what is no number, or a name of nobody's
NO_VALUE = re.compile(r"\b(?:nan|zoo|oo|_Dummy\w*)\b")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:/\d+)?(?![\w.])")


def confirmed(value: Expr, by: Symbol | None, at: At, found: ExactValue) -> bool:
    """Whether a value or a slope is what comes out by mpmath, a slope by a difference quotient."""
    if by is None:
        return _close(_number(value, at), found)
    forward, backward = ({**at, by: at[by] + sign * STEP} for sign in (1, -1))
    above, below = _number(value, forward), _number(value, backward)
    if above is None or below is None:
        return False
    with mpmath.workdps(DIGITS):
        return _close((above - below) * STEP.q / (2 * STEP.p), found)


def _number(expression: Expr, at: At) -> "mpmath.mpf | None":
    """The value of an expression by mpmath; None if it is no real number."""
    with mpmath.workdps(DIGITS):
        try:
            found = sympy.N(expression.xreplace(dict(at)).doit(), DIGITS)
            return mpmath.mpf(found) if found.is_real and found.is_finite else None
        except (TypeError, ValueError, ZeroDivisionError):
            return None


def _close(found: "mpmath.mpf | None", ball: ExactValue) -> bool:
    return found is not None and bool(abs(found - ball.number) <= CLOSE * (1 + abs(ball.number)))


def is_short(shown: TypesetFormula) -> bool:
    """Whether a formula can be read at a glance: it is not long, has no long decimals, and no
    infinity of SymPy's.
    """
    return len(shown.plain) <= LONGEST_OPTION and not (LONG_DECIMAL.search(shown.plain) or NO_VALUE.search(shown.plain))


def sound(question: QuizQuestion) -> bool:
    """Whether a question may be asked, as far as can be seen in it alone: the rest its kind has
    checked.
    """
    if len(plain_text(question.prompt)) > LONGEST_PROMPT or not _is_clean(question):
        return False
    match question.asked:
        case AskedNumber():
            return _sound_number(question.asked, question.prompt)
        case AskedChoice():
            return _sound_choice(question.asked, question.prompt)
        case AskedOrder(items, key):
            return len(items) > 2 and sorted(key) == [*range(len(items))] and _all_differ(items)
        case AskedMatch(left, right, key):
            partners = len(set(key)) == len(key) == len(left) and set(key) <= {*range(len(right))}
            return len(left) > 1 and partners and _all_differ(left) and _all_differ(right)
    return True


def _is_clean(question: QuizQuestion) -> bool:
    """Whether what is shown is free of what has no value, and of names that are ours alone."""
    shown = (question.prompt, question.explanation, *question.hints, *_offered(question))
    return not any(NO_VALUE.search(plain_text(parts)) for parts in shown)


def _offered(question: QuizQuestion) -> Sequence[Parts]:
    """What there is to choose from."""
    match question.asked:
        case AskedChoice(options):
            return [parts for option in options for parts in (option.parts, option.feedback)]
        case AskedOrder(items):
            return items
        case AskedMatch(left, right):
            return (*left, *right)
    return ()


def _sound_number(asked: AskedNumber, prompt: Parts) -> bool:
    """Whether the number is easy, not said in the prompt, and far from all wrong ones."""
    if not math.isfinite(asked.value) or abs(asked.value) > LARGEST or 0 < abs(asked.value) < 2 * APART:
        return False
    said = [float(Fraction(n)) for n in NUMBER.findall(plain_text(prompt))]
    if any(abs(n - asked.value) <= asked.tolerance for n in said):
        return False
    numbers = [asked.value, *(wrong.value for wrong in asked.wrong)]
    return all(abs(a - b) >= 10 * asked.tolerance for i, a in enumerate(numbers) for b in numbers[:i])


def _sound_choice(asked: AskedChoice, prompt: Parts) -> bool:
    """Whether there is a right option and a wrong one, no two read alike, and the prompt contains
    none.
    """
    options, right = asked.options, asked.key
    if not right or len(right) == len(options) or (len(right) > 1 and not asked.several):
        return False
    if max(len(plain_text(option.parts)) for option in options) > LONGEST_OPTION:
        return False
    said = {_squeezed(plain_text((p,))) for p in prompt if isinstance(p, TypesetFormula | FormulaLines)}
    words = plain_text(tuple(part for part in prompt if isinstance(part, Words))).lower()
    told = [place for place, option in enumerate(options) if _tells(option.parts, said, words)]
    return not (told and set(told) <= set(right)) and _all_differ([option.parts for option in options])


def _tells(option: Parts, formulas: set[str], prompt: str) -> bool:
    """Whether an option is in the prompt, as a formula of its own or as words."""
    words = plain_text(option).lower()
    named = all(isinstance(part, Words) for part in option) and re.search(rf"\b{re.escape(words)}\b", prompt)
    return _alike(option) in formulas or bool(named)


def _all_differ(items: Sequence[Parts]) -> bool:
    """Whether no two items read alike."""
    return len({_alike(item) for item in items}) == len(items)


def _alike(parts: Parts) -> str:
    """The same for what reads alike: spaces, capitals and full stops make no difference."""
    return _squeezed("".join(map(_seen, parts)))


def _seen(part: Part) -> str:
    return part.svg if isinstance(part, Picture) else plain_text((part,))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s*.]+", "", text).lower()


def all_apart(values: Iterable[ExactValue]) -> bool:
    """Whether numbers are so far from each other that no rounding confuses them."""
    listed = list(values)
    return all(a.apart(b) for i, a in enumerate(listed) for b in listed[:i])

"""A formula that a student types in: what it means, and how it was understood."""

import re
import unicodedata
from dataclasses import dataclass

from sympy import Expr

from ..exercise import Exercise
from ..reference.parse import latex_tokens, plain
from ..reference.parse.conditions import Parser
from ..reference.parse.source import Unreadable
from ..reference.parse.stream import MOST_TOKENS
from ..reference.parse.token_rows import TokenRow
from ..reference.parse.tokens import Token
from ..reference.parse.tree import Call, Name, Node, Slope, walk
from ..reference.written.equality import Points
from ..reference.written.meaning import Meaning
from ..reference.written.roles import infer
from ..reference.written.vocabulary import Vocabulary
from .as_understood import understood
from .parts import TypesetFormula
from .typesetting import typeset
from .written_answers import UnreadableAnswer, WrittenAnswer, joined

DOLLARS = ("$$", "$", r"\(", r"\[")
CLOSING = ("$$", "$", r"\)", r"\]")
LONGEST_OPENED = 2000  # nodes of an expression
FOREIGN = ("CYRILLIC", "ARMENIAN", "CHEROKEE", "FULLWIDTH")  # letters that look like others
# which a derivation can, and an answer cannot
_DEFINE = re.compile(r"; define it before, with .* = \.\.\.")


@dataclass(frozen=True)
class ReadFormula:
    """A formula as an expression in the vocabulary that it was read with, and how it is written."""

    value: Expr
    shown: TypesetFormula
    vocabulary: Vocabulary

    @property
    def opened(self) -> Expr:
        """The expression in the exercise's own symbols alone.

        Raises:
            UnreadableAnswer: if it is too long for that.
        """
        definitions, whole = self.vocabulary.definitions, self.vocabulary.value
        found, y = (definitions.opened(e, LONGEST_OPENED) for e in (self.value, definitions[whole]))
        if found is None or y is None:
            raise UnreadableAnswer("this formula is too long")
        return found.xreplace({whole: y})


def read_formula(exercise: Exercise, answer: WrittenAnswer) -> ReadFormula:
    """The formula that an answer is, of the inputs and hyperparameters of an exercise.

    What stands before an equals sign is left out, as f'(x) is.

    Raises:
        UnreadableAnswer: where it cannot be read, or has a derivative in it that is not worked out.
    """
    text = joined(answer)
    try:
        tokens = _tokens(text)
        vocabulary = Vocabulary(exercise, None, infer(exercise, [TokenRow(tuple(tokens))]))
        node = _whole(tokens, vocabulary)
        if any(isinstance(p, Slope) or (isinstance(p, Name | Call) and p.primes) for p in walk(node)):
            raise Unreadable("there is a derivative in this still: work it out", node.at)
        return ReadFormula(Meaning(vocabulary)(node), typeset(understood(node)), vocabulary)
    except Unreadable as complaint:
        message = _DEFINE.sub("", complaint.message)
        raise UnreadableAnswer(f"{message} (at character {complaint.at + 1})") from None
    except RecursionError:
        raise UnreadableAnswer("this is nested too deeply") from None


def equal(exercise: Exercise, read: ReadFormula, other: Expr) -> bool:
    """Whether a formula has the values of another one of the exercise's own symbols, by enclosures
    at many points.
    """
    definitions = read.vocabulary.definitions
    return Points(exercise, definitions).equal(read.value, definitions.taken_apart(other))


def _tokens(text: str) -> list[Token]:
    """The tokens of an answer, in LaTeX if there is a backslash in it.

    Raises:
        Unreadable: if there is a letter that only looks like one that is known, or a bracket that
        does not close.
    """
    start, end = 0, len(text)
    for opening, closing in zip(DOLLARS, CLOSING, strict=True):
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) + len(closing):
            start, end = len(opening), len(text) - len(closing)
            break
    for at, character in enumerate(text):
        if unicodedata.name(character, "").startswith(FOREIGN):
            raise Unreadable(f"this {character} only looks like another letter: type the Latin one", at)
    read = latex_tokens.tokens if "\\" in text else plain.tokens
    found = [t for t in read(text, start, end) if t.kind != "quad"]
    if not found:
        raise Unreadable("there is no formula in this", 0)
    if len(found) > MOST_TOKENS:
        raise Unreadable("this is too long for a formula", 0)
    return _behind_equals(found)


def _behind_equals(tokens: list[Token]) -> list[Token]:
    """What stands behind an equals sign that is not part of a condition."""
    conditions = [
        k for k, t in enumerate(tokens) if t.text in ("if", "for", "where", "when") or t.kind == "begin cases"
    ]
    first = next((k for k, t in enumerate(tokens) if t.kind in ("=", "~")), None)
    return tokens if first is None or (conditions and conditions[0] < first) else tokens[first + 1 :]


def _whole(tokens: list[Token], vocabulary: Vocabulary) -> Node:
    parser = Parser(tokens, vocabulary)
    node = parser.expression()
    if not parser.at("end"):
        raise parser.expected("the end of the formula")
    return node

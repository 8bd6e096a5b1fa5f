"""GIFT, Moodle's format of plain text. It has no pictures; orders are asked as matchings."""

import re
from collections.abc import Iterator

from ...report.page import UNREADABLE
from ..asked_records import AskedChoice, AskedMatch, AskedNumber
from ..grading import NEAR, WRONG
from ..parts import Parts, Picture, plain_text
from ..question import QuizQuestion
from .moodle_shares import shares
from .part_markup import in_latex, markup
from .quiz_format import NotExpressed, QuestionSet, QuizFormat
from .reshaped import (
    decimals_alone,
    match_by_letters,
    no_formula,
    order_as_match,
    pictures,
    said,
)
from .written_decimals import decimal

CONTROL = re.compile(r"[\\~=#{}:]")
# What would be read as more than text at the beginning of an answer, a percentage or a format,
# stands as HTML has it.
ENTITIES = str.maketrans({"%": "&#37;", "[": "&#91;"})


def reshape(question: QuizQuestion) -> QuizQuestion:
    """The question as GIFT asks it.

    Raises:
        NotExpressed: if it asks for a formula, or has a picture.
    """
    if pictures(question):
        raise NotExpressed("GIFT has no pictures; Moodle's XML has: export it as moodle")
    asked = match_by_letters(order_as_match(decimals_alone(no_formula(question))))
    if isinstance(asked.asked, AskedChoice):
        shares(asked.asked.options, asked.asked.several)
    return asked


def write(given: QuestionSet) -> bytes:
    """The whole file, with a category for each group."""
    return "\n".join(_blocks(given)).encode()


def _blocks(given: QuestionSet) -> Iterator[str]:
    for group in given.groups:
        yield f"$CATEGORY: $course$/top/{category(given.title)}/{category(group.name)}\n"
        yield from map(_question, group.variants)


def category(name: str) -> str:
    """A name in the path of a category, where a slash has to be doubled."""
    return re.sub(r"\s+", " ", _clean(name)).strip().replace("/", "//")


def _question(question: QuizQuestion) -> str:
    explanation = _html(question.explanation)
    lines = [
        f"// [id:{_label(question.id)}] [tag:{_label(question.origin.slug)}]",
        f"::{_escaped(_clean(question.id))}::[html]{_html(question.prompt)} {{{_numerical(question)}",
        *(f"\t{line}" for line in _answers(question)),
        *([f"\t####{explanation}"] if explanation.strip() else []),
        "}\n",
    ]
    return "\n".join(lines)


def _label(name: str) -> str:
    """A name in a comment, where Moodle looks for it in brackets."""
    return re.sub(r"[\s\[\]]+", " ", _clean(name))


def _numerical(question: QuizQuestion) -> str:
    return "#" if isinstance(question.asked, AskedNumber) else ""


def _answers(question: QuizQuestion) -> Iterator[str]:
    match question.asked:
        case AskedNumber() as asked:
            yield f"=%100%{decimal(asked.value)}:{decimal(asked.tolerance)}#"
            for wrong in asked.wrong:
                yield f"=%0%{decimal(wrong.value)}:{decimal(NEAR * asked.tolerance)}#{_html(wrong.feedback)}"
            yield f"~#{_html(WRONG)}"
        case AskedChoice(options, several):
            for option, share in zip(options, shares(options, several), strict=True):
                begin = f"~%{share}%" if several else "=" if option.right else "~"
                yield f"{begin}{_html(option.parts)}#{_html(said(option))}"
        case AskedMatch(left, right, key):
            for item, place in zip(left, key, strict=True):
                yield f"={_html(item)} -> {_escaped(_clean(plain_text(right[place])))}"
            for place in sorted({*range(len(right))} - {*key}):
                yield f"= -> {_escaped(_clean(plain_text(right[place])))}"


def _html(parts: Parts) -> str:
    return _escaped(markup(parts, in_latex, _no_picture).translate(ENTITIES))


def _no_picture(picture: Picture) -> str:
    raise NotExpressed(f"GIFT has no pictures: {picture.alt}")


def _escaped(written: str) -> str:
    r"""Text in which nothing controls GIFT. A new line is escaped: a blank line ends a question."""
    return CONTROL.sub(r"\\\g<0>", written).replace("\n", r"\n")


def _clean(plain: str) -> str:
    return UNREADABLE.sub("\ufffd", plain)


FORMAT = QuizFormat((".gift", ".txt"), "GIFT, a text that Moodle imports", reshape, write, picks=True)

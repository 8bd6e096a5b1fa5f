"""Moodle's XML: a category for each group, pictures as files in it; orders are asked as
matchings.
"""

import base64
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from ...report.page import UNREADABLE
from ..asked_records import AskedChoice, AskedMatch, AskedNumber
from ..grading import NEAR, WRONG
from ..parts import Parts, Picture, plain_text
from ..question import QuizQuestion
from .moodle_shares import shares
from .part_markup import image, in_latex, markup, picture_file
from .quiz_format import QuestionSet, QuizFormat
from .reshaped import decimals_alone, match_by_letters, no_formula, order_as_match, said
from .written_decimals import decimal

LOST = "0.3333333"  # of the points, for each wrong try, where a quiz lets one try again


def reshape(question: QuizQuestion) -> QuizQuestion:
    """The question as Moodle asks it.

    Raises:
        NotExpressed: if it asks for a formula.
    """
    asked = match_by_letters(order_as_match(decimals_alone(no_formula(question))))
    if isinstance(asked.asked, AskedChoice):
        shares(asked.asked.options, asked.asked.several)
    return asked


def write(given: QuestionSet) -> bytes:
    """The whole file."""
    root = Xml.Element("quiz")
    for group in given.groups:
        place = Xml.SubElement(Xml.SubElement(root, "question", type="category"), "category")
        _text(place, f"$course$/top/{_level(given.title)}/{_level(group.name)}")
        root.extend(map(_question, group.variants))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'.encode()


def _level(name: str) -> str:
    """A name in the path of a category, where a slash has to be doubled."""
    return " ".join(name.split()).replace("/", "//")


def _question(question: QuizQuestion) -> Xml.Element:
    found = Xml.Element("question", type=_type(question))
    _text(Xml.SubElement(found, "name"), question.id)
    _html(found, "questiontext", question.prompt)
    _html(found, "generalfeedback", question.explanation)
    for name, value in {"defaultgrade": "1", "penalty": LOST, "hidden": "0", "idnumber": question.id}.items():
        Xml.SubElement(found, name).text = _clean(value)
    _answers(found, question)
    for hint in question.hints:
        _html(found, "hint", hint)
    tags = Xml.SubElement(found, "tags")
    for tag in (question.origin.slug, question.origin.kind):
        _text(Xml.SubElement(tags, "tag"), tag)
    return found


def _type(question: QuizQuestion) -> str:
    match question.asked:
        case AskedNumber():
            return "numerical"
        case AskedMatch():
            return "matching"
    return "multichoice"


def _answers(found: Xml.Element, question: QuizQuestion) -> None:
    match question.asked:
        case AskedNumber() as asked:
            _number(found, "100", decimal(asked.value), decimal(asked.tolerance), ())
            for wrong in asked.wrong:
                _number(found, "0", decimal(wrong.value), decimal(NEAR * asked.tolerance), wrong.feedback)
            _number(found, "0", "*", "0", WRONG)
        case AskedChoice(options, several):
            as_drawn = {"shuffleanswers": "0", "answernumbering": "abc"}
            for name, value in {"single": "false" if several else "true", **as_drawn}.items():
                Xml.SubElement(found, name).text = value
            for option, share in zip(options, shares(options, several), strict=True):
                answer = _html(found, "answer", option.parts)
                answer.set("fraction", share)
                _html(answer, "feedback", said(option))
        case AskedMatch(left, right, key):
            Xml.SubElement(found, "shuffleanswers").text = "0"
            for item, place in zip(left, key, strict=True):
                _pair(found, item, right[place])
            for place in sorted({*range(len(right))} - {*key}):
                _pair(found, (), right[place])


def _number(found: Xml.Element, fraction: str, value: str, tolerance: str, feedback: Parts) -> None:
    answer = Xml.SubElement(found, "answer", fraction=fraction, format="moodle_auto_format")
    _text(answer, value)
    Xml.SubElement(answer, "tolerance").text = tolerance
    _html(answer, "feedback", feedback)


def _pair(found: Xml.Element, left: Parts, right: Parts) -> None:
    """An item and the text that belongs to it; without an item one more to choose from."""
    _text(Xml.SubElement(_html(found, "subquestion", left), "answer"), plain_text(right))


def _html(above: Xml.Element, name: str, parts: Parts) -> Xml.Element:
    """An element with a text in HTML, and the pictures in that."""
    found = Xml.SubElement(above, name, format="html")
    pictures = [part for part in parts if isinstance(part, Picture)]
    _text(found, markup(parts, in_latex, lambda picture: _drawn(picture, pictures)))
    for picture in dict.fromkeys(pictures):
        file = Xml.SubElement(found, "file", name=_name(picture, pictures), path="/", encoding="base64")
        file.text = base64.b64encode(picture_file(picture)).decode()
    return found


def _drawn(picture: Picture, pictures: Sequence[Picture]) -> str:
    return image(f"@@PLUGINFILE@@/{_name(picture, pictures)}", picture)


def _name(picture: Picture, pictures: Sequence[Picture]) -> str:
    return f"picture{pictures.index(picture) + 1}.svg"


def _text(above: Xml.Element, text: str) -> None:
    Xml.SubElement(above, "text").text = _clean(text)


def _clean(text: str) -> str:
    return UNREADABLE.sub("\ufffd", text)


FORMAT = QuizFormat((".xml",), "Moodle's XML, with pictures", reshape, write, picks=True)

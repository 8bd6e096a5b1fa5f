"""Moodle's XML beside what its importer takes, whatever stands in the texts."""

import base64
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings

from grader.quiz.asked_records import AskedChoice, AskedMatch, AskedNumber
from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import NotExpressed, QuestionSet, VariantGroup, exported
from grader.quiz.export.reshaped import said
from grader.quiz.parts import plain_text
from grader.quiz.question import QuizQuestion

from ..made import ALL, CHOICE, FORMULA, MATCH, question
from .drawn import question_sets
from .page_text import CONTROL, meant, seen

MOODLE = format_of("moodle")
# The shares of the points that the importer knows; another one is an error.
KNOWN = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111}
KNOWN |= {10, 5, 0}


def text(above: Xml.Element, path: str) -> str:
    found = above.find(f"{path}/text" if path else "text")
    assert found is not None
    return found.text or ""


def same(above: Xml.Element, path: str, expected: str) -> None:
    holder = above.find(path) if path else above
    assert holder is not None
    assert holder.get("format") == "html"
    assert seen(text(above, path)) == expected


def imported(data: bytes) -> list[tuple[str, Xml.Element]]:
    """The questions with the category of each, after all that holds for every type."""
    category, found = "", []
    for one in Xml.fromstring(data):
        assert one.tag == "question"
        if one.get("type") == "category":
            category = text(one, "category")
            continue
        assert text(one, "name")
        assert one.findtext("idnumber") == text(one, "name")
        for answer in one.iter("answer"):
            assert abs(float(answer.get("fraction", "0"))) in KNOWN
        for holder in one.iter():
            names = {file.get("name") for file in holder.findall("file")}
            assert all(f"@@PLUGINFILE@@/{name}" in (holder.findtext("text") or "") for name in names)
        found.append((category, one))
    return found


def check(found: Xml.Element, given: QuizQuestion) -> None:
    asked = given.asked
    assert text(found, "name") == CONTROL.sub("\ufffd", given.id)
    same(found, "questiontext", meant(given.prompt))
    same(found, "generalfeedback", meant(given.explanation))
    assert [seen(text(hint, "")) for hint in found.findall("hint")] == [meant(hint) for hint in given.hints]
    answers = found.findall("answer")
    if isinstance(asked, AskedNumber):
        assert found.get("type") == "numerical"
        values = [text(answer, "") for answer in answers]
        assert [*map(float, values[:-1])] == [asked.value, *(wrong.value for wrong in asked.wrong)]
        assert values[-1] == "*"
        assert [answer.get("fraction") for answer in answers] == ["100", *["0"] * (len(answers) - 1)]
    elif isinstance(asked, AskedChoice):
        assert found.get("type") == "multichoice"
        assert found.findtext("single") == str(not asked.several).lower()
        for answer, option in zip(answers, asked.options, strict=True):
            assert (float(answer.get("fraction", "")) > 0) == option.right
            same(answer, "", meant(option.parts))
            same(answer, "feedback", meant(said(option)))
    else:
        assert isinstance(asked, AskedMatch)
        assert found.get("type") == "matching"
        pairs = found.findall("subquestion")
        for pair, item, place in zip(pairs, asked.left, asked.key, strict=False):
            same(pair, "", meant(item))
            assert text(pair, "answer") == CONTROL.sub("\ufffd", plain_text(asked.right[place]))
        assert len(pairs) == len(asked.right)
        assert all(not text(pair, "") for pair in pairs[len(asked.left) :])


@given(question_sets)
@settings(max_examples=150)
def test_what_is_written_is_imported(drawn: QuestionSet) -> None:
    kept = [MOODLE.reshape(q) for group in drawn.groups for q in group.variants]
    found = imported(exported(MOODLE, drawn).data)
    assert len(found) == len(kept)
    for (_, one), expected in zip(found, kept, strict=True):
        check(one, expected)


def test_variants_share_a_category() -> None:
    pairs = (VariantGroup((question(CHOICE), question(CHOICE))), VariantGroup((question(MATCH),)))
    categories = [category for category, _ in imported(exported(MOODLE, QuestionSet("A/B", pairs)).data)]
    assert categories == ["$course$/top/A//B/numeric-sigmoid-3"] * 3


def test_pictures_are_files() -> None:
    done = exported(MOODLE, QuestionSet("Quiz", (VariantGroup((question(MATCH),)),)))
    ((_, found),) = imported(done.data)
    (file,) = found.iter("file")
    assert base64.b64decode(file.text or "") == b"<svg/>"
    assert [text(pair, "answer") for pair in found.findall("subquestion")] == ["b", "a"]
    assert seen(text(found, "questiontext")).endswith("\n(a) [S]\n(b) kink")


def test_formulas_are_left_out() -> None:
    for asked in ALL:
        if asked is FORMULA:
            with pytest.raises(NotExpressed, match="equal"):
                MOODLE.reshape(question(asked))
        else:
            MOODLE.reshape(question(asked))

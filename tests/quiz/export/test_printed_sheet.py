"""The sheet: a version for each variant, no answer before the keys, and keys that are right."""

from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings

from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import QuestionSet, VariantGroup, exported
from grader.quiz.question import QuestionOrigin, QuizQuestion

from ..made import ALL, CHOICE, NUMBER, ORDER, question
from .drawn import question_sets

SHEET = format_of("sheet")


def sections(drawn: QuestionSet) -> list[Xml.Element]:
    data = exported(SHEET, drawn).data.decode()
    root = Xml.fromstring(data.removeprefix("<!DOCTYPE html>\n"))
    return [one for one in root.iter("section") if one.get("class") == "version"]


def numbered(seed: int) -> QuizQuestion:
    return replace(question(NUMBER), origin=QuestionOrigin("numeric", "sigmoid", seed))


@given(question_sets)
@settings(max_examples=60)
def test_each_version_has_each_question(drawn: QuestionSet) -> None:
    found = sections(drawn)
    versions = max(len(group.variants) for group in drawn.groups)
    assert len(found) == 2 * versions
    for sheet, key in zip(found[:versions], found[versions:], strict=True):
        assert len([one for one in sheet.iter("section") if one.get("class") == "question"]) == len(drawn.groups)
        assert len(list(key.iter("tr"))) == len(drawn.groups) + 1


def test_versions_have_their_variants() -> None:
    drawn = QuestionSet("Quiz", (VariantGroup((numbered(1), numbered(2))), VariantGroup((question(CHOICE),))))
    titles = ["".join(one.find("h1").itertext()) for one in sections(drawn)]  # type: ignore[union-attr]
    assert titles == ["Quiz, version A", "Quiz, version B", "Key, version A", "Key, version B"]
    keys = ["".join(one.itertext()) for one in sections(drawn)[2:]]
    assert [("numeric-sigmoid-1" in key, "numeric-sigmoid-2" in key) for key in keys] == [(True, False), (False, True)]
    assert all("numeric-sigmoid-3" in key for key in keys)


@pytest.mark.parametrize(("asked", "answer"), [(NUMBER, ["", "1/4"]), (CHOICE, ["a", "s"]), (ORDER, ["c a b"])])
def test_keys(asked: object, answer: list[str]) -> None:
    sheet, key = sections(QuestionSet("Quiz", (VariantGroup((question(asked),)),)))  # type: ignore[arg-type]
    cells = ["".join(cell.itertext()) for cell in key.iter("td")]
    assert cells[: len(answer)] == answer
    assert cells[-1] == "numeric-sigmoid-3"
    text = "".join(sheet.itertext())
    assert not [told for told in ("numeric-", "It is that", "Look at 0", "1/4") if told in text]


def test_all_that_can_be_asked_for_has_room() -> None:
    sheet, _ = sections(QuestionSet("Quiz", tuple(VariantGroup((question(asked),)) for asked in ALL)))
    text = "".join(sheet.itertext())
    assert all(told in text for told in ("Your number", "Your formula", "Write the place", "Write the letter"))
    assert text.count("\u2610") == 7

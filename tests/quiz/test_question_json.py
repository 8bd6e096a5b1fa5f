"""Questions and marks go to JSON and come back as they were; what is none is refused in words."""

import json

import pytest

from grader.quiz.asked_records import Asked
from grader.quiz.parts import Words, plain_text
from grader.quiz.question import QuizMark
from grader.quiz.question_json import Damaged, as_json, question_of, record_of

from .made import ALL, CHOICE, MATCH, NUMBER, SLOPE, question


@pytest.mark.parametrize("asked", ALL)
def test_a_question_comes_back_as_it_was(asked: Asked) -> None:
    whole = question(asked)
    assert question_of(as_json(whole)) == whole
    assert hash(question_of(as_json(whole))) == hash(whole)


def test_a_mark_comes_back_as_it_was() -> None:
    mark = QuizMark(False, 0.5, (Words("no"),), "chain.inner_dropped", SLOPE)
    assert record_of({k: v for k, v in json.loads(as_json(mark)).items() if k != "schema"}, QuizMark) == mark


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "JSON"),
        ("[" * 100000, "JSON"),
        ("[]", "schema"),
        ('{"schema": "grader.question/2"}', "schema"),
        ('{"schema": "grader.question/1", "type": "exam"}', "exam"),
        ('{"schema": "grader.question/1", "type": "words", "text": "a"}', "question"),
        ('{"schema": "grader.question/1", "type": "words", "text": 1}', "text"),
        ('{"schema": "grader.question/1", "type": "words"}', "fields text"),
        ('{"schema": "grader.question/1", "type": "question", "id": 1}', "id"),
    ],
)
def test_what_is_no_question_is_refused(text: str, word: str) -> None:
    with pytest.raises(Damaged, match=word):
        question_of(text)


@pytest.mark.parametrize(
    ("field", "value"), [("value", "0.25"), ("value", None), ("digits", 2.5), ("digits", True), ("wrong", 1)]
)
def test_a_field_of_another_type_is_refused(field: str, value: object) -> None:
    given = json.loads(as_json(question(NUMBER)))
    given["asked"][field] = value
    with pytest.raises(Damaged, match=field):
        question_of(json.dumps(given))


def test_a_question_has_one_name_and_a_plain_text() -> None:
    assert question(CHOICE).id == "numeric-sigmoid-3"
    assert plain_text(question(CHOICE).prompt) == "What is s*(1 - s)\nprint(1)\n?"
    assert plain_text(MATCH.right[0]) == "[S]"

"""GIFT: what is written is what is read, whatever stands in the texts."""

import pytest
from hypothesis import given, settings

from grader.quiz.asked_records import AskedChoice, AskedMatch, AskedNumber
from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import NotExpressed, QuestionSet, VariantGroup, exported
from grader.quiz.export.reshaped import said
from grader.quiz.parts import plain_text
from grader.quiz.question import QuizQuestion

from ..made import CHOICE, FORMULA, MATCH, NUMBER, ORDER, SEVERAL, question
from .drawn import question_sets
from .gift_reader import GiftQuestion, read
from .page_text import CONTROL, meant, seen

GIFT = format_of("gift")


def same(markup: str, expected: str) -> None:
    assert seen(markup).strip() == expected.strip()


def check(found: GiftQuestion, given: QuizQuestion) -> None:
    asked = given.asked
    assert found.name == given.id
    same(found.text, meant(given.prompt))
    same(found.feedback, meant(given.explanation))
    if isinstance(asked, AskedNumber):
        assert found.type == "numerical"
        ranges = [tuple(map(float, text.split(":"))) for _, text, _ in found.answers[:-1]]
        assert ranges[0] == (asked.value, asked.tolerance)
        assert [value for value, _ in ranges[1:]] == [wrong.value for wrong in asked.wrong]
        assert [weight for weight, _, _ in found.answers] == [1.0, *[0.0] * (len(asked.wrong) + 1)]
        for (_, _, feedback), wrong in zip(found.answers[1:], asked.wrong, strict=False):
            same(feedback, meant(wrong.feedback))
    elif isinstance(asked, AskedChoice):
        assert found.type == "multichoice"
        for (weight, text, feedback), option in zip(found.answers, asked.options, strict=True):
            assert (weight > 0) == option.right
            same(text, meant(option.parts))
            same(feedback, meant(said(option)))
        assert sum(weight for weight, _, _ in found.answers if weight > 0) == pytest.approx(1, abs=1e-5)
    else:
        assert isinstance(asked, AskedMatch)
        assert found.type == "match"
        rights = [CONTROL.sub("\ufffd", plain_text(right)).strip() for right in asked.right]
        for (left, right), item, place in zip(found.pairs, asked.left, asked.key, strict=False):
            same(left, meant(item))
            assert right == rights[place]
        assert sorted(right for _, right in found.pairs) == sorted(rights)


@given(question_sets)
@settings(max_examples=150)
def test_what_is_written_is_read(drawn: QuestionSet) -> None:
    kept = [GIFT.reshape(q) for group in drawn.groups for q in group.variants]
    found = read(exported(GIFT, drawn).data.decode())
    assert len(found) == len(kept)
    for one, expected in zip(found, kept, strict=True):
        check(one, expected)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [(NUMBER, "numerical"), (CHOICE, "multichoice"), (SEVERAL, "multichoice"), (ORDER, "match")],
)
def test_types(asked: object, kind: str) -> None:
    given = QuestionSet("Quiz", (VariantGroup((question(asked),)),))  # type: ignore[arg-type]
    (found,) = read(exported(GIFT, given).data.decode())
    assert (found.type, found.category) == (kind, "$course$/top/Quiz/numeric-sigmoid-3")


def test_who_chooses_all_gets_nothing() -> None:
    given = QuestionSet("Quiz", (VariantGroup((question(SEVERAL),)),))
    (found,) = read(exported(GIFT, given).data.decode())
    assert sum(weight for weight, _, _ in found.answers) == 0


@pytest.mark.parametrize(("asked", "why"), [(FORMULA, "two formulas are equal"), (MATCH, "no pictures")])
def test_what_gift_cannot_ask_is_told(asked: object, why: str) -> None:
    one = question(asked)  # type: ignore[arg-type]
    with pytest.raises(NotExpressed, match=why):
        GIFT.reshape(one)
    done = exported(GIFT, QuestionSet("Quiz", (VariantGroup((one, question(CHOICE))),)))
    assert done.count == 1
    assert [line.partition(":")[0] for line in done.left_out] == ["numeric-sigmoid-3"]

"""The page: well-formed whatever stands in the texts, with every answer for practice, and none for
an exam.
"""

import re
from dataclasses import replace
from xml.etree import ElementTree as Xml

from hypothesis import given, settings

from grader.quiz.asked_records import AskedChoice, AskedOrder, ChoiceOption
from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import QuestionSet, VariantGroup, exported
from grader.quiz.export.svg_markup import svg
from grader.quiz.graph_svg import GraphCurve, frame
from grader.quiz.parts import Picture, Words

from ..made import ALL, CHOICE, question
from .drawn import question_sets

PRACTICE, EXAM = format_of("practice"), format_of("exam")
EACH = QuestionSet("Quiz", tuple(VariantGroup((question(asked),)) for asked in ALL))
TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "script",
        "h1",
        "h2",
        "p",
        "div",
        "span",
        "pre",
        "code",
    ),
    *("form", "section", "fieldset", "label", "input", "select", "option", "button", "details", "summary", "template"),
    *("ol", "li", "br", "math", "mfrac", "mi", "mn", "em", "svg"),
}


def page(form: str, given: QuestionSet) -> Xml.Element:
    data = exported(format_of(form), given).data.decode()
    return Xml.fromstring(data.removeprefix("<!DOCTYPE html>\n"))


@given(question_sets)
@settings(max_examples=100)
def test_pages_are_well_formed(drawn: QuestionSet) -> None:
    for form in ("practice", "exam"):
        found = page(form, drawn)
        assert {element.tag for element in found.iter()} <= TAGS
        assert len(list(found.iter("fieldset"))) == len(drawn.questions)
        assert len(list(found.iter("script"))) == (form == "practice")


def test_practice_knows_the_answers() -> None:
    forms = list(page("practice", EACH).iter("form"))
    keys = [(form.get("data-asks"), form.get("data-key")) for form in forms]
    assert keys == [
        ("number", "0.25"),
        ("choice", "0"),
        ("choice", "0 3"),
        ("lists", "1 2 0"),  # the place of each item as it is shown: of "then", "last", "first"
        ("lists", "1 0"),
        ("formula", None),
    ]
    said = ["".join(t.itertext()) for t in forms[0].iter("template") if t.get("data-to") == "0.5"]
    assert said == ["That is the value."]
    assert all("It is that." in "".join(form.itertext()) for form in forms)


def test_an_exam_has_no_answer_inside() -> None:
    text = exported(EXAM, EACH).data.decode()
    secrets = (
        "data-",
        "It is that",
        "Look at 0",
        "That is",
        "Right",
        "slope_one",
        "numeric-",
        "sigmoid",
        "1/4",
        "0.25",
    )
    assert not [secret for secret in secrets if secret in text]
    assert "<script" not in text
    turned = QuestionSet("Quiz", (VariantGroup((question(AskedChoice(CHOICE.options[::-1])),)),))
    other = QuestionSet("Quiz", (VariantGroup((question(AskedChoice(tuple(flipped()))),)),))
    # whichever is right, it looks the same
    assert exported(EXAM, turned).data == exported(EXAM, other).data
    orders = [QuestionSet("Q", (VariantGroup((question(AskedOrder(ITEMS, key)),)),)) for key in ((0, 1, 2), (2, 0, 1))]
    assert exported(EXAM, orders[0]).data == exported(EXAM, orders[1]).data


ITEMS = ((Words("a"),), (Words("b"),), (Words("c"),))


def flipped() -> list[ChoiceOption]:
    return [replace(option, right=not option.right, feedback=(), mistake="") for option in CHOICE.options[::-1]]


def test_nothing_comes_from_elsewhere() -> None:
    text = exported(PRACTICE, EACH).data.decode()
    assert not re.search(r"\b(?:src|href|action|srcset)=|@import|url\(|fetch|XMLHttpRequest|innerHTML|eval", text)


def test_graphs_stand_in_the_page_and_what_runs_does_not() -> None:
    curve = GraphCurve(tuple(x / 100 for x in range(321)))
    drawn = svg(frame([curve]).picture(curve))
    assert Xml.fromstring(drawn).get("aria-label", "").startswith("A graph from -4 to 4")
    assert "polyline" in drawn
    for hostile in (
        "<svg><script>alert(1)</script></svg>",
        "<svg><foreignObject/></svg>",
        "<p/>",
        "<svg",
        "<svg><image href='http://x'/></svg>",
    ):
        assert svg(Picture(hostile, "<words>")) == "<em>&lt;words&gt;</em>"
    assert svg(Picture("<svg onload='x()' fill='url(http://x)' width='3'/>", "w")) == (
        '<svg width="3" role="img" aria-label="w"></svg>'
    )

"""The package for Canvas: what text2qti makes of its text, whatever stands in it."""

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings

from grader.quiz.asked_records import AskedChoice, AskedNumber
from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import NotExpressed, QuestionSet, VariantGroup, exported
from grader.quiz.export.reshaped import said
from grader.quiz.parts import FormulaLines, Part, Parts, Picture, TypesetFormula, Words
from grader.quiz.question import QuizQuestion

from ..made import CHOICE, FORMULA, MATCH, NUMBER, ORDER, SEVERAL, question
from .drawn import question_sets
from .page_text import CONTROL

CANVAS = format_of("canvas")
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
EACH = QuestionSet("Quiz", tuple(VariantGroup((question(asked),)) for asked in (NUMBER, CHOICE, SEVERAL, ORDER, MATCH)))


class Seen(HTMLParser):
    """The text of a page, with formulas and pictures by their words."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags = set[str]()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        if tag == "img":
            self.text += str(values.get("data-equation-content", values.get("alt")))

    def handle_data(self, data: str) -> None:
        self.text += data


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def meant(parts: Parts) -> str:
    return squeezed(CONTROL.sub("\ufffd", "".join(map(_meant, parts))))


def _meant(part: Part) -> str:
    match part:
        case FormulaLines(formulas):
            return "".join(map(_meant, formulas))
        case TypesetFormula(plain, latex):
            clean = squeezed(CONTROL.sub("\ufffd", latex))
            return plain if not clean or "$" in latex or latex.rstrip().endswith("\\") else latex
        case Picture():
            return part.alt
    return part.text


def unpacked(drawn: QuestionSet) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(exported(CANVAS, drawn).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assessment(files: dict[str, bytes]) -> Xml.Element:
    (data,) = (data for name, data in files.items() if re.fullmatch(r"text2qti_a\w+/text2qti_a\w+\.xml", name))
    return Xml.fromstring(data)


def same(markup: str | None, parts: Parts) -> None:
    found = Seen(markup or "")
    assert squeezed(found.text) == meant(parts)
    assert found.tags <= {"p", "br", "code", "img"}


def check(item: Xml.Element, given: QuizQuestion) -> None:
    """What holds for every item: each answer and feedback that is named is there, and the right
    ones give 100.
    """
    kind = item.findtext(f".//{QTI}fieldentry")
    same(item.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext"), given.prompt)
    labels = [label.get("ident") for label in item.iter(f"{QTI}response_label")]
    feedback = {f.get("ident"): f.findtext(f".//{QTI}mattext") for f in item.iter(f"{QTI}itemfeedback")}
    assert {link.get("linkrefid") for link in item.iter(f"{QTI}displayfeedback")} <= feedback.keys()
    (scored,) = (c for c in item.iter(f"{QTI}respcondition") if c.findtext(f"{QTI}setvar") == "100")
    if isinstance(given.asked, AskedNumber):
        assert kind == "numerical_question"
        low, high = (float(scored.findtext(f".//{QTI}{tag}") or "nan") for tag in ("vargte", "varlte"))
        assert low == pytest.approx(given.asked.value - given.asked.tolerance, abs=6e-5)
        assert high == pytest.approx(given.asked.value + given.asked.tolerance, abs=6e-5)
        return
    assert isinstance(given.asked, AskedChoice)
    assert kind in {
        "multiple_answers_question" if given.asked.several else "multiple_choice_question",
        "true_false_question",
    }
    refused = {value.text for no in scored.iter(f"{QTI}not") for value in no.iter(f"{QTI}varequal")}
    right = {value.text for value in scored.iter(f"{QTI}varequal")} - refused
    assert right == {labels[place] for place in given.asked.key}
    shown = [label.findtext(f".//{QTI}mattext") for label in item.iter(f"{QTI}response_label")]
    for label, markup, option in zip(labels, shown, given.asked.options, strict=True):
        same(markup, option.parts)
        same(feedback[f"{label}_fb"], said(option))


def kept(drawn: QuestionSet) -> list[QuizQuestion]:
    """The questions that Canvas can ask, as it asks them."""
    found = []
    for one in drawn.questions:
        try:
            found.append(CANVAS.reshape(one))
        except NotExpressed:
            continue
    return found


@given(question_sets)
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_read(drawn: QuestionSet) -> None:
    expected = kept(drawn)
    if not expected:
        return
    items = list(assessment(unpacked(drawn)).iter(f"{QTI}item"))
    assert len(items) == len(expected)
    for item, one in zip(items, expected, strict=True):
        check(item, one)


def test_each_thing_that_is_asked_for() -> None:
    files = unpacked(EACH)
    items = list(assessment(files).iter(f"{QTI}item"))
    for item, group in zip(items, EACH.groups, strict=True):
        check(item, CANVAS.reshape(group.variants[0]))
        assert item.get("title") == "numeric-sigmoid-3"
    assert files["images/picture1.svg"] == b"<svg/>"
    manifest = files["imsmanifest.xml"].decode()
    assert "imsqti_xmlv1p2" in manifest
    assert "images/picture1.svg" in manifest


def test_one_of_a_group_is_picked() -> None:
    other = replace(question(CHOICE), prompt=(Words("Which?"),))
    root = assessment(unpacked(QuestionSet("Quiz", (VariantGroup((question(CHOICE), other)), EACH.groups[0]))))
    assert [number.text for number in root.iter(f"{QTI}selection_number")] == ["1"]
    assert len(list(root.iter(f"{QTI}item"))) == 3


@pytest.mark.parametrize(
    ("asked", "why"),
    [(FORMULA, "equal"), (AskedNumber(0.001, 0.001, 3, "0.001"), "near to 0"), (AskedNumber(1, 1e-4, 4, "1"), "four")],
)
def test_what_canvas_cannot_ask(asked: object, why: str) -> None:
    with pytest.raises(NotExpressed, match=why):
        CANVAS.reshape(question(asked))  # type: ignore[arg-type]

"""The package of QTI 3: whole, well-formed and consistent, whatever stands in the texts.

`tests/quiz/readers` plays its items.
"""

import io
import zipfile
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings

from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import QuestionSet, VariantGroup, exported

from ..made import CHOICE, MATCH, NUMBER, ORDER, SEVERAL, question
from .drawn import question_sets
from .qti3_rules import broken_rules

QTI = format_of("qti3")
ITEM = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
PACKAGE = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"


def unpacked(drawn: QuestionSet) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(exported(QTI, drawn).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check_item(data: bytes) -> Xml.Element:
    """What holds for every item: whatever is named is declared, and each feedback can be
    reached.
    """
    root = Xml.fromstring(data)
    assert root.tag == f"{ITEM}qti-assessment-item"
    names = [part.tag.removeprefix(ITEM) for part in root]
    order = ["qti-response-declaration", *["qti-outcome-declaration"] * 3, "qti-item-body", "qti-response-processing"]
    assert names[:6] == order
    assert set(names[6:]) == {"qti-modal-feedback"}
    declared = {part.get("identifier") for part in root if part.tag.endswith("-declaration")}
    assert declared == {"RESPONSE", "SCORE", "MAXSCORE", "FEEDBACK"}
    assert {v.get("identifier") for v in root.iter(f"{ITEM}qti-variable")} <= declared
    (body,) = root.iter(f"{ITEM}qti-item-body")
    choices = [e.get("identifier") for e in body.iter() if e.tag.endswith("-choice")]
    assert len(set(choices)) == len(choices)
    values = [v.text or "" for v in root.iter(f"{ITEM}qti-value")][: -2 or None]
    if choices:
        assert {one for value in values for one in value.split()} <= set(choices)
    set_to = [one[0].text for one in root.iter(f"{ITEM}qti-set-outcome-value") if one.get("identifier") == "FEEDBACK"]
    shown = [part.get("identifier") for part in root.iter(f"{ITEM}qti-modal-feedback")]
    assert set_to == shown
    return root


@given(question_sets)
@settings(max_examples=100)
def test_packages_are_consistent(drawn: QuestionSet) -> None:
    files = unpacked(drawn)
    manifest = Xml.fromstring(files["imsmanifest.xml"])
    listed = {file.get("href") for file in manifest.iter(f"{PACKAGE}file")}
    assert listed == files.keys() - {"imsmanifest.xml"}
    items = {name: check_item(data) for name, data in files.items() if name.startswith("items/")}
    assert [root.get("title") for root in items.values()] == [q.id.replace("\x00", "\ufffd") for q in drawn.questions]
    test = Xml.fromstring(files["test.xml"])
    assert [ref.get("href") for ref in test.iter(f"{ITEM}qti-assessment-item-ref")] == [*items]
    sections = list(test.iter(f"{ITEM}qti-assessment-section"))
    picked = [section.find(f"{ITEM}qti-selection") for section in sections]
    assert [p is not None for p in picked] == [len(group.variants) > 1 for group in drawn.groups]


@pytest.mark.parametrize(
    ("asked", "tag", "cardinality", "key"),
    [
        (NUMBER, "qti-text-entry-interaction", "single", ["0.25"]),
        (CHOICE, "qti-choice-interaction", "single", ["C0"]),
        (SEVERAL, "qti-choice-interaction", "multiple", ["C0", "C3"]),
        (ORDER, "qti-order-interaction", "ordered", ["C2", "C0", "C1"]),
        (MATCH, "qti-match-interaction", "multiple", ["L0 C1", "L1 C0"]),
    ],
)
def test_interactions(asked: object, tag: str, cardinality: str, key: list[str]) -> None:
    drawn = QuestionSet("Quiz", (VariantGroup((question(asked),)),))  # type: ignore[arg-type]
    files = unpacked(drawn)
    root = check_item(files["items/g0v0.xml"])
    assert len(list(root.iter(f"{ITEM}{tag}"))) == 1
    declaration = root[0]
    assert declaration.get("cardinality") == cardinality
    assert [value.text for value in declaration.iter(f"{ITEM}qti-value")] == key
    pictures = [name for name in files if name.startswith("pictures/")]
    images = [image.get("src") for image in root.iter(f"{ITEM}img")]
    assert images == [f"../{name}" for name in pictures]
    assert (len(images) > 0) == (asked is MATCH)


def test_the_same_questions_give_the_same_bytes() -> None:
    drawn = QuestionSet("Quiz", (VariantGroup((question(NUMBER), question(CHOICE))),))
    assert exported(QTI, drawn).data == exported(QTI, drawn).data


@given(question_sets)
@settings(max_examples=100)
def test_packages_keep_the_rules_of_the_information_model(drawn: QuestionSet) -> None:
    files = unpacked(drawn)
    for name, data in files.items():
        if name.endswith(".xml") and name != "imsmanifest.xml":
            assert broken_rules(Xml.fromstring(data)) == []


WHOLE = (
    '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="a" title="A"'
    ' time-dependent="false"><qti-item-body><qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>?'
    '</qti-prompt><qti-simple-choice identifier="C0"><p>1</p></qti-simple-choice></qti-choice-interaction>'
    "</qti-item-body></qti-assessment-item>"
)


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("", "", []),
        (' identifier="C0"', "", ["qti-simple-choice needs identifier"]),
        ('"C0"', '"0 C"', ["qti-simple-choice: identifier is 0 C"]),
        ('"false"', '"no"', ["qti-assessment-item: time-dependent is no"]),
        ("<p>", '<p style="color: red">', ["p cannot have style"]),
        ("<p>1</p>", "<p><pre>1</pre></p>", ["pre within p"]),
        ("<p>1</p>", "<blink>1</blink>", ["blink is not allowed"]),
        ("</qti-prompt>", "</qti-prompt>text", ["qti-choice-interaction has text"]),
        ("<qti-prompt>?</qti-prompt>", "", []),
        ("qti-item-body", "qti-body", ["qti-assessment-item cannot have the children body ", "qti-body is not known"]),
    ],
)
def test_the_rules_tell_what_is_not_allowed(before: str, after: str, broken: list[str]) -> None:
    assert broken_rules(Xml.fromstring(WHOLE.replace(before, after) if before else WHOLE)) == broken

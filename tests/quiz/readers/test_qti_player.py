"""Items of QTI 3 played by qti-components in Chromium: what is right gives 1, what is wrong 0 and
its words.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from grader.quiz.asked_records import AskedChoice, AskedMatch, AskedNumber, AskedOrder
from grader.quiz.export import format_of, qti3
from grader.quiz.export.quiz_format import NotExpressed, QuestionSet, VariantGroup
from grader.quiz.export.reshaped import said
from grader.quiz.export.written_decimals import decimal
from grader.quiz.grading import RIGHT, WRONG
from grader.quiz.parts import Parts, Snippet, Words
from grader.quiz.question import QuizQuestion

from ...conftest import ROOT
from ...pages.test_accessible import BROWSER

PLAYER = ROOT / ".venv-quiz" / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.global.js"
QTI = format_of("qti3")
playwright = pytest.importorskip("playwright.sync_api", reason="the extra `pages` is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BROWSER, reason="there is no Chromium"),
    pytest.mark.skipif(not PLAYER.is_file(), reason="needs qti-components: make test-quiz"),
]
SHOW = """async xml => {
  document.body.innerHTML = "<qti-item><item-container></item-container></qti-item>";
  const container = document.querySelector("item-container");
  await container.updateComplete;
  container.itemXML = xml;
}"""
ITEM = 'document.querySelector("item-container").shadowRoot.querySelector("qti-assessment-item")'
ANSWER = f"""async response => {{
  const item = {ITEM};
  item.updateResponseVariable("RESPONSE", response);
  item.processResponse(false, false);
  const feedback = [...item.querySelectorAll("qti-modal-feedback")];
  await Promise.all(feedback.map(one => one.updateComplete));
  const score = item.variables.find(variable => variable.identifier === "SCORE").value;
  const shown = feedback.filter(one => one.shadowRoot.querySelector("dialog").open);
  return [Number(score), shown.map(one => one.textContent)];
}}"""
Answer = tuple[object, bool, Parts]  # a response, whether it is right, and what is said to it


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield with_player(browser)
        browser.close()


def with_player(browser: Any) -> Any:
    """An empty page that knows QTI's elements."""
    page = browser.new_page()
    page.set_content("<!DOCTYPE html><html><body></body></html>")
    page.add_script_tag(path=str(PLAYER))
    return page


def answers(question: QuizQuestion) -> Iterator[Answer]:
    """The right answer, and every wrong one that something is said to."""
    match question.asked:
        case AskedNumber() as asked:
            for off in (0.0, 0.9, -0.9):
                yield decimal(round(asked.value + off * asked.tolerance, 9)), True, RIGHT
            for number in asked.wrong:
                yield decimal(round(number.value, 9)), False, number.feedback
            yield "123456", False, WRONG
        case AskedChoice(options, False):
            for place, option in enumerate(options):
                yield f"C{place}", option.right, said(option)
        case AskedChoice() as asked:
            key = [f"C{place}" for place in asked.key]
            yield key[::-1], True, RIGHT
            yield key[1:], False, WRONG
            for place, option in enumerate(asked.options):
                if not option.right:
                    yield [*key, f"C{place}"], False, said(option)
        case AskedOrder(key=places):
            yield [f"C{place}" for place in places], True, RIGHT
            yield [f"C{place}" for place in places[::-1]], False, WRONG
        case AskedMatch(key=places):
            yield [f"L{row} C{place}" for row, place in enumerate(places)], True, RIGHT
            turned = [*places[1:], places[0]]
            yield [f"L{row} C{place}" for row, place in enumerate(turned)], False, WRONG


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def play(page: Any, question: QuizQuestion) -> int:
    """Give all these answers to a question; gives how many there are."""
    xml = qti3.files(QuestionSet("One", (VariantGroup((question,)),)))["items/g0v0.xml"].decode()
    page.evaluate(SHOW, xml)
    page.wait_for_function(f'{ITEM}?.querySelector("qti-modal-feedback")?.shadowRoot?.querySelector("dialog")')
    given = list(answers(question))
    for response, right, parts in given:
        score, shown = page.evaluate(ANSWER, response)
        assert score == right, (question.id, response)
        assert len(shown) == 1, (question.id, response)
        # formulas are MathML
        words = [part.text for part in parts if isinstance(part, Words | Snippet)]
        assert all(squeezed(word) in squeezed(shown[0]) for word in words), (question.id, response)
    return len(given)


def expressed(given: QuestionSet) -> Iterator[QuizQuestion]:
    for question in given.questions:
        try:
            yield QTI.reshape(question)
        except NotExpressed:
            continue


def test_each_thing_that_is_asked_for(page: Any, each: QuestionSet) -> None:
    assert [play(page, question) for question in expressed(each)] == [5, 3, 4, 2, 2]


def test_questions_of_the_catalogue(page: Any, drawn: QuestionSet) -> None:
    assert sum(play(page, question) for question in expressed(drawn)) > 150


def test_by_mouse_and_keyboard(page: Any, each: QuestionSet) -> None:
    """As somebody answers who sees the item: a choice is clicked, a number typed."""
    number, choice, *_ = expressed(each)
    for question, act in ((choice, "click"), (number, "type")):
        xml = qti3.files(QuestionSet("One", (VariantGroup((question,)),)))["items/g0v0.xml"].decode()
        page.evaluate(SHOW, xml)
        page.wait_for_function(f'{ITEM}?.querySelector("qti-modal-feedback")?.shadowRoot?.querySelector("dialog")')
        if act == "click":
            page.locator("qti-simple-choice").nth(1).click()
        else:
            page.locator("qti-text-entry-interaction input").press_sequentially("0.5")
            page.keyboard.press("Tab")
        page.evaluate(f"{ITEM}.processResponse(true, true)")
        shown = page.locator("qti-modal-feedback dialog[open]")
        shown.wait_for()
        assert page.evaluate(f'{ITEM}.variables.find(v => v.identifier === "SCORE").value') == "0"
        told = page.evaluate(
            f'[...{ITEM}.querySelectorAll("qti-modal-feedback")].find(f => f.showStatus === "on").textContent'
        )
        assert told.startswith("That is steeper." if act == "click" else "That is the value.")

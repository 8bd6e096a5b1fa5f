"""The page of a quiz in a browser: what each answer gets, by keyboard alone, and whether it is
accessible.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import QuestionSet, VariantGroup, exported
from grader.quiz.export.variants import groups
from grader.quiz.question_kinds import question_kinds

from ..conftest import bundled
from ..quiz.made import ALL, question
from .test_accessible import BROWSER, SCHEMES, WIDTHS, axe, playwright

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="there is no Chromium")]
EACH = QuestionSet("Quiz", tuple(VariantGroup((question(asked),)) for asked in ALL))
SLUGS = ("sigmoid", "celu", "softmax", "adam", "huber_loss")
NUMBER, CHOICE, SEVERAL, ORDER, MATCH, FORMULA = range(6)  # the places of ALL


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages with questions of every kind, for practice, as an exam and to print, and one with all
    that can be asked.
    """
    folder = tmp_path_factory.mktemp("quiz")
    exercises = [bundled().entries[slug].exercise for slug in SLUGS]
    quiz = QuestionSet("Quiz", groups(exercises, question_kinds(), 12, 0, 1))
    made = {"practice": quiz, "exam": quiz, "sheet": quiz, "each": EACH}
    for name, given in made.items():
        form = "practice" if name == "each" else name
        (folder / name).write_bytes(exported(format_of(form), given).data)
    return {name: (folder / name).rename(folder / f"{name}.html") for name in made}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_accessible(width: str, scheme: str, browser: Any, written: dict[str, Path]) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": WIDTHS[width], "height": 800})
    page = context.new_page()
    found = {}
    for name, path in written.items():
        page.goto(path.as_uri())
        for summary in page.locator("summary").all():
            summary.click()
        result = axe.Axe().run(page)
        if result.violations_count:
            found[name] = result.generate_report()
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            found[f"{name}: wider than the window"] = f"{overflow} pixels"
    context.close()
    assert not found, "\n\n".join(f"{name}\n{report}" for name, report in found.items())


@pytest.fixture
def page(browser: Any, written: dict[str, Path]) -> Iterator[Any]:
    page = browser.new_page()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(written["each"].as_uri())
    yield page
    assert not errors
    page.close()


def answered(page: Any, place: int, *keys: str) -> str:
    """What is said to an answer that is given by keyboard, from the first field of a question
    on.
    """
    form = page.locator("form").nth(place)
    form.locator("input, select").first.focus()
    for key in keys:
        if key.startswith("'"):
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)
    return str(form.locator("[role=status]").inner_text())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0.25", "\u2713 Right."),
        ("1/4", "\u2713 Right."),
        ("0,254", "\u2713 Right."),
        ("1 / 2", "That is the value."),
        ("0.495", "That is the value."),
        ("7", "\u2717 Not right."),
        ("", "Write one number"),
        ("1/0", "Write one number"),
        ("one", "Write one number"),
        ("1/2/3", "Write one number"),
    ],
)
def test_numbers(page: Any, typed: str, said: str) -> None:
    assert said in answered(page, NUMBER, f"'{typed}", "Enter")


@pytest.mark.parametrize(
    ("place", "keys", "said"),
    [
        (CHOICE, ("Space",), "Right."),
        (CHOICE, ("Space", "ArrowDown"), "That is steeper."),
        (CHOICE, (), "Choose an answer."),
        (SEVERAL, ("Space",), "\u2717 Not right."),
        (SEVERAL, ("Space", "Tab", "Tab", "Tab", "Space"), "\u2713 Right."),
        (SEVERAL, ("Space", "Tab", "Space", "Tab", "Tab", "Space"), "That is steeper."),
        (ORDER, ("'2", "Tab", "'3", "Tab", "'1"), "\u2713 Right."),
        (ORDER, ("'2", "Tab", "'1", "Tab", "'1"), "2 of 3 are right."),
        (ORDER, ("'2",), "Choose something in each list."),
        (MATCH, ("'b", "Tab", "'a"), "\u2713 Right."),
        (FORMULA, ("'s - s^2",), "Compare yours"),
        (FORMULA, (), "Write your formula first."),
    ],
)
def test_by_keyboard(page: Any, place: int, keys: tuple[str, ...], said: str) -> None:
    form = page.locator("form").nth(place)
    answered(page, place, *keys)
    form.locator("button").focus()
    page.keyboard.press("Enter")
    assert said in form.locator("[role=status]").inner_text()


def test_first_answers_count(page: Any) -> None:
    answered(page, NUMBER, "'0.5", "Enter")
    answered(page, NUMBER, "Control+a", "'0.25", "Enter")
    answered(page, CHOICE, "Space", "Enter")
    assert page.locator("#count").inner_text().startswith("1 right at once, of 2 answered; there are 5")


def test_without_its_script_answers_open(browser: Any, written: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written["each"].as_uri())
    form = page.locator("form").first
    assert not form.locator("button").is_visible()
    form.locator("summary", has_text="Answer").click()
    assert "1/4" in form.locator("details.answer").inner_text()
    context.close()

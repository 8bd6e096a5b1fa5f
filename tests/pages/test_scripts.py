"""What the small scripts of pages do: tables are sorted, a slider chooses a picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.batch.class_report import ClassReport, Row
from grader.batch.export import class_page

from ..batch.conftest import FAILED, PASSED
from ..cli.command import grader
from .test_accessible import BROWSER, playwright

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="there is no Chromium")]
STUDENTS = [("zoe", PASSED), ("ann", FAILED), ("Özil", PASSED), ("<b>bob</b>", FAILED)]
NAMES = "[...document.querySelectorAll('table')].at(-1).tBodies[0].rows"


@pytest.fixture
def page() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium.new_page()
        chromium.close()


def names(page: Any) -> list[str]:
    rows: list[str] = page.evaluate(f"[...{NAMES}].slice(1).map((row) => row.cells[0].textContent)")
    return rows


def test_students_are_sorted_by_each_column(page: Any, tmp_path: Path) -> None:
    rows = tuple(Row(name, "sigmoid", f"{name}.py", str(k), graded) for k, (name, graded) in enumerate(STUDENTS))
    path = tmp_path / "class.html"
    path.write_bytes(class_page.render(ClassReport(rows, (), {}, "2026-11-21")))
    page.goto(path.as_uri())
    students, points = page.locator("table").last.locator("th button").all()[:2]
    students.click()
    assert names(page) == ["<b>bob</b>", "ann", "Özil", "zoe"]
    students.press("Enter")
    assert names(page) == ["zoe", "Özil", "ann", "<b>bob</b>"]
    assert page.locator("table").last.locator("th").first.get_attribute("aria-sort") == "descending"
    points.focus()
    page.keyboard.press("Space")
    assert set(names(page)[:2]) == {"ann", "<b>bob</b>"}


def test_the_slider_shows_another_picture_and_says_so(page: Any, tmp_path: Path) -> None:
    done = grader("plot", "huber_loss", "--html", "plot.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page.goto((tmp_path / "plot.html").as_uri())
    shown = page.locator("figure:visible")
    assert shown.count() == 1
    first = shown.text_content()
    page.locator("input[type=range]").press("ArrowRight")
    assert page.locator("figure:visible").count() == 1
    assert page.locator("figure:visible").text_content() != first
    assert page.locator("[aria-live]").text_content()

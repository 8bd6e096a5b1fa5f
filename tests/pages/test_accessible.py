"""Every page is free of what axe-core finds, in light and dark, wide and narrow: names, headings,
contrast, tables.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..cli.command import grader
from ..conftest import ROOT, SUBMISSIONS
from ..courses.made import SYSTEMS, download

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or ""
WIDTHS = {"wide": 1400, "narrow": 360}
SCHEMES = ("light", "dark")
SETTINGS = '[tool.grader.assignments.hw1]\nexercises = { sigmoid = 10, gelu = 20 }\nfeedback = "full"\n'

playwright = pytest.importorskip("playwright.sync_api", reason="the extra `pages` is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="there is no Chromium")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One page of each kind, with all that it may have."""
    folder = tmp_path_factory.mktemp("pages")
    wrong = SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py"
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "submissions.zip").write_bytes(download(SYSTEMS["canvas"]))
    (folder / "mine.txt").write_text("f'(x) = f(x) - (1 - f(x))\n", encoding="utf-8")
    (folder / "broken.py").write_text("def sigmoid(:\n", encoding="utf-8")
    solution = ROOT / "solutions" / "activations" / "sigmoid.py"
    for words in (
        ("check", "sigmoid", solution, "--html", "passed.html", "--speed"),
        ("check", "sigmoid", wrong, "--html", "wrong.html", "--explain", "full"),
        ("check", "sigmoid", "broken.py", "--html", "broken.html"),
        ("bench", "sigmoid", solution, "--html", "bench.html"),
        ("plot", "huber_loss", "--html", "plot.html"),
        ("derive", "sigmoid", "--html", "derived.html"),
        ("derive", "sigmoid", "--check", "mine.txt", "--html", "checked.html"),
        ("batch", "submissions.zip", "--assignment", "hw1", "--export", "class.html", "--feedback", "feedback"),
    ):
        grader(*words, cwd=folder)
    return {path.name: path for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def test_there_is_a_page_of_each_kind(pages: dict[str, Path]) -> None:
    kinds = {
        "passed.html",
        "wrong.html",
        "broken.html",
        "bench.html",
        "class.html",
        "derived.html",
        "checked.html",
        "plot.html",
    }
    assert kinds <= set(pages)
    assert len(pages) > len(kinds)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_accessible(width: str, scheme: str, browser: Any, pages: dict[str, Path]) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": WIDTHS[width], "height": 800})
    page = context.new_page()
    found = {}
    for name, path in pages.items():
        page.goto(path.as_uri())
        result = axe.Axe().run(page)
        if result.violations_count:
            found[name] = result.generate_report()
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            found[f"{name}: wider than the window"] = f"{overflow} pixels"
    context.close()
    assert not found, "\n\n".join(f"{name}\n{report}" for name, report in found.items())

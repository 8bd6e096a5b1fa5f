"""The site's generated pages have all that the code has, and links lead where the site has their
pages.
"""

from pathlib import Path

import pytest
from sitemaker import code_pages, command_pages, exercise_pages, note_errors
from sitemaker.markup import plain
from sitemaker.written_pages import ROOT, with_links

from grader import plugins
from grader.cli import COMMANDS
from grader.codes import CODES
from grader.explaining.causes import causes


@pytest.mark.parametrize(
    ("page", "link", "moved"),
    [
        ("README.md", "[a](docs/json.md#b)", "[a](json.md#b)"),
        ("docs/json.md", "[a](../README.md)", "[a](index.md)"),
        ("docs/courses/canvas.md", "[a](../json.md)", "[a](../json.md)"),
        ("docs/tutorials/first-plugin.md", "[a](../../SECURITY.md)", "[a](../SECURITY.md)"),
        ("docs/authors.md", "[a](sitemaker/api_page.py#reals)", "[a](reference/api.md#reals)"),
        ("docs/families.md", "[`a`](../grader/family.py)", "`a`"),
        ("docs/json.md", "[a](#b) [c](https://example.org)", "[a](#b) [c](https://example.org)"),
    ],
)
def test_links_lead_to_pages_of_the_site(page: str, link: str, moved: str) -> None:
    assert with_links(ROOT / page, link) == moved


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a*b_c | <d>", r"a\*b\_c \| &lt;d&gt;"),
        ("call `f(*x)` now", "call `f(*x)` now"),
        ("two\n    lines", "two lines"),
    ],
)
def test_markdown_finds_nothing_in_a_plain_text(text: str, written: str) -> None:
    assert plain(text) == written


def test_every_command_code_and_cause_is_in_the_reference(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    command_pages.write(tmp_path)
    code_pages.write(tmp_path)
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "reference").iterdir()}
    assert {name for name in COMMANDS if f"\n## grader {name}\n" not in pages["commands"]} == set()
    assert {code for code, (name, _) in CODES.items() if f"\n### {code} {name}\n" not in pages["codes"]} == set()
    text = pages["codes"] + pages["mistakes"]
    assert {code for code, cause in causes().items() if plain(cause.advice) not in text} == set()


def test_an_exercise_has_its_formulas_beside_wrong_ones_and_a_plot(tmp_path: Path) -> None:
    entries = {slug: plugins.load().entries[slug] for slug in ("tanh", "adamw")}
    exercise_pages.write(tmp_path, entries)
    note_errors.write(tmp_path, entries)
    for slug, entry in entries.items():
        page = (tmp_path / exercise_pages.FOLDER / f"{slug}.md").read_text(encoding="utf-8")
        assert page.count('class="wrong"') == page.count('class="right"') == len(entry.exercise.misconceptions)
        assert f"{slug}.svg" in page
        assert (tmp_path / exercise_pages.FOLDER / f"{slug}.svg").stat().st_size > 1000
    errors = (tmp_path / "reference" / "note_errors.md").read_text(encoding="utf-8")
    noted = {m.note for entry in entries.values() for m in entry.exercise.misconceptions} - {""}
    assert {note for note in noted if f"`{note}`" not in errors} == set()
    assert len(noted) == 3

"""No page of the documentation needs a file from elsewhere: neither a picture nor a script."""

import re

from ..conftest import ROOT

PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)|<(?:img|script|link)\b[^>]*\b(?:src|href)=\"([^\"]+)\"")


def test_pictures_lie_in_the_repository() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    found = [(page, first or second) for page in pages for first, second in PICTURE.findall(page.read_text("utf-8"))]
    assert found
    assert [target for page, target in found if not (page.parent / target).is_file()] == []


def test_no_page_has_a_diagram_that_a_script_draws() -> None:
    assert "mermaid" not in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert not [p for p in (ROOT / "docs").rglob("*.md") if "```mermaid" in p.read_text(encoding="utf-8")]

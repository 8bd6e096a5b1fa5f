"""Changes are files of their own until they are put together in the changelog."""

import datetime
from pathlib import Path

import pytest

from changes.changelog import fragments, put_together, release

from .conftest import ROOT

BEFORE = """# Changelog

## Unreleased

Added

- One.

Fixed

- Two, which
  is long.

## 0.1.0 (2026-01-02)

Added

- Old.
"""
AFTER = """# Changelog

## Unreleased

Added

- One.
- New.

Changed

- Another,
  in two lines.

Fixed

- Two, which
  is long.

## 0.1.0 (2026-01-02)

Added

- Old.
"""


def test_changes_are_put_into_the_list_of_their_kind() -> None:
    assert put_together(BEFORE, [("added", "New.\n"), ("changed", "Another,\nin two lines.\n")]) == AFTER


def test_a_changelog_without_changes_stays_as_it_is() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert put_together(text, []) == text


def test_a_release_has_all_that_was_not_released() -> None:
    assert "## Unreleased\n\n## 0.2.0 (2026-03-04)\n\nAdded\n\n- One." in release(
        BEFORE, "0.2.0", datetime.date(2026, 3, 4)
    )


def test_every_change_says_its_kind(tmp_path: Path) -> None:
    fragments(ROOT / "changes")
    (tmp_path / "faster.improved.md").write_text("Faster.\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"\.added\.md"):
        fragments(tmp_path)

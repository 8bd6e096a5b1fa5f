"""The linter of text finds phrases that are hard to read, where they are text, and names their
place.
"""

from pathlib import Path

import pytest

pytest.importorskip("proselint")

from prose.__main__ import stumbling_blocks

HARD = "the processor time"


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("a.md", f"A title\n\n> Here is {HARD}.\n", ["3:15"]),
        ("a.md", "Here the processor\n  time is.\n", ["1:10"]),
        ("a.md", f'`{HARD}` and "{HARD}"\n\n```text\n{HARD}\n```\n\n    {HARD}\n', []),
        ("a.py", f'"""Returns {HARD}."""\n# Here is {HARD}.\n', ["1:16", "2:15"]),
        ("a.py", f'x = f"that is a bit of {HARD} of {{y}}"\n', ["1:28"]),
        ("a.py", "processor = time = beside = torch = 1\n", []),
        ("a.toml", f'["G301"]\ncause = """\nSomething with\n{HARD}."""\n', ["4:5"]),
    ],
)
def test_hard_words_are_found_where_they_are_text(tmp_path: Path, name: str, text: str, places: list[str]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = stumbling_blocks([path])
    assert [line.removeprefix(f"{path}:").split(": ")[0] for line in found] == places
    assert all("Write: CPU time." in line for line in found)


def test_phrases_of_proselint_are_found_as_well(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("This is a very unique solution.\n", encoding="utf-8")
    assert any("unique" in line for line in stumbling_blocks([path]))

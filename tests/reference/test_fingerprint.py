"""A formula's hash stays the same until what is right changes, whatever else an author rewrites."""

from pathlib import Path

import pytest

from grader.plugins import Catalogue
from grader.reference.fingerprint import fingerprint

PLUGIN = '''from grader import Reals, elementwise, sym


def half(x):
    return x / 2


@elementwise(domain=Reals(-3, 3), variants=({"a": 2.0},))
def f(x, *, a=1.0):
    """F."""
    return half(a * x) + sym.exp(x)


@f.derivative
def textbook(x, *, a=1.0):
    return a / 2 + sym.exp(x)
'''


def printed(text: str, folder: Path) -> str:
    folder.mkdir()
    (folder / "f.py").write_text(text, encoding="utf-8")
    found = Catalogue()
    found.add_folder(folder, "course")
    return fingerprint(found.entries["f"].exercise)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('"""F."""', '"""Another title.\n\n    Hint: none."""', True),
        ("return x / 2", "return 0 + x / 2  # a comment", True),
        ("return x / 2", "return x / 3", False),
        ("Reals(-3, 3)", "Reals(-4, 3)", False),
        ('({"a": 2.0},)', '({"a": 3.0},)', False),
        ("a / 2 + sym.exp(x)", "a / 2 + sym.cosh(x) + sym.sinh(x)", False),
    ],
)
def test_the_hash_changes_with_what_is_right(old: str, new: str, same: bool, tmp_path: Path) -> None:
    assert old in PLUGIN
    assert (printed(PLUGIN, tmp_path / "a") == printed(PLUGIN.replace(old, new), tmp_path / "b")) is same

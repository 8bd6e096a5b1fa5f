"""The facts about tensors and autograd: torch proves each of them, and the notes are cited where
they speak of it.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import torch

from .conftest import ROOT

FILE = ROOT / "plugins" / "autograd" / "facts.toml"
NOTES = ROOT.parent / "shared" / "notes"
FACTS: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["fact"]
KEYS = {"id", "topic", "statement", "wrong", "source", "shows"}
# characters that a statement may have in common with the notes, such as a line of code
LONGEST_QUOTE = 30

each = pytest.mark.parametrize("fact", FACTS, ids=[f["id"] for f in FACTS])

# What the first part of note 001 says that is not so, or not quite.
NOTED = {"001:10", "001:12", "001:30", "001:31", "001:202", "001:250", "001:270"}


def note(reference: str) -> tuple[list[str], int]:
    """The lines of a note, and which of them is meant."""
    number, _, line = reference.partition(":")
    (path,) = NOTES.glob(f"{number}_*.txt")
    return Path(path).read_text(encoding="utf-8").splitlines(), int(line)


@each
def test_torch_proves_it(fact: dict[str, Any]) -> None:
    assert "assert" in fact["shows"]
    exec(compile(fact["shows"], fact["id"], "exec"), {"torch": torch})


@each
def test_it_is_written_as_a_question_needs_it(fact: dict[str, Any]) -> None:
    assert set(fact) == KEYS
    assert fact["statement"].endswith(".")
    assert fact["wrong"]
    for wrong in fact["wrong"]:
        assert {"text", "why"} <= set(wrong) <= {"text", "why", "note"}
        assert wrong["text"] != fact["statement"]
        assert wrong["text"].endswith(".")
        assert wrong["why"].endswith(".")


def test_every_id_and_every_text_is_there_once() -> None:
    ids = [f["id"] for f in FACTS]
    texts = [t for f in FACTS for t in (f["statement"], *(w["text"] for w in f["wrong"]))]
    assert len(set(ids)) == len(ids) >= 15
    assert len(set(texts)) == len(texts)


def test_what_the_notes_get_wrong_is_among_the_wrong_statements() -> None:
    assert {w["note"] for f in FACTS for w in f["wrong"] if "note" in w} == NOTED


@pytest.mark.skipif(not NOTES.is_dir(), reason="the notes are not here")
@each
def test_the_notes_are_cited_and_not_copied(fact: dict[str, Any]) -> None:
    for reference in (fact["source"], *(w["note"] for w in fact["wrong"] if "note" in w)):
        lines, line = note(reference)
        assert lines[line - 1].strip(), reference
        text = "\n".join(lines)
        for own in (fact["statement"], *(w["text"] for w in fact["wrong"])):
            pieces = [own[k : k + LONGEST_QUOTE] for k in range(max(1, len(own) - LONGEST_QUOTE + 1))]
            assert not any(piece in text for piece in pieces), own

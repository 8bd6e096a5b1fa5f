"""Decks imported by Anki: a question is a note once, however often it is imported."""

import json
import subprocess
from pathlib import Path

import pytest

from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import QuestionSet, exported

from ...conftest import ROOT

PYTHON = ROOT / ".venv-quiz" / "bin" / "python"
ANKI = format_of("anki")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PYTHON.exists(), reason="needs Anki: make test-quiz")]


def test_a_second_import_brings_nothing_new(drawn: QuestionSet, tmp_path: Path) -> None:
    smaller = QuestionSet(drawn.title, drawn.groups[:10])
    for name, given in (("first", smaller), ("again", smaller), ("more", drawn), ("last", drawn)):
        (tmp_path / f"{name}.apkg").write_bytes(exported(ANKI, given).data)
    script = Path(__file__).with_name("import_deck.py")
    decks = [f"{name}.apkg" for name in ("first", "again", "more", "last")]
    command = [str(PYTHON), str(script), "collection.anki2", *decks]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    few, all_of_them = len(smaller.questions), len(drawn.questions)
    assert found == [
        [few, 0, few, few],
        [0, 0, few, few],
        [all_of_them - few, 0, all_of_them, all_of_them],
        [0, 0, all_of_them, all_of_them],
    ]

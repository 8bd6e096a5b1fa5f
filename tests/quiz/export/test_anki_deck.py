"""The deck for Anki by its database; `tests/quiz/readers` imports it into Anki itself."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import QuestionSet, VariantGroup, exported

from ..made import ALL, question
from .drawn import question_sets
from .page_text import meant, seen

ANKI = format_of("anki")
EACH = QuestionSet("Quiz", tuple(VariantGroup((question(asked),)) for asked in ALL))


def notes(given: QuestionSet, folder: Path) -> list[tuple[str, str, list[str]]]:
    """The guid, the tags and the fields of each note."""
    with zipfile.ZipFile(io.BytesIO(exported(ANKI, given).data)) as archive:
        archive.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as database:
        found = database.execute("select guid, tags, flds from notes order by id").fetchall()
    database.close()
    return [(guid, tags, fields.split("\x1f")) for guid, tags, fields in found]


@given(drawn=question_sets)
@settings(max_examples=20, deadline=None)
def test_notes_have_the_texts(drawn: QuestionSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = notes(drawn, tmp_path_factory.mktemp("deck"))
    assert len(found) == len(drawn.questions)
    for (_, _, fields), one in zip(found, drawn.questions, strict=True):
        assert seen(fields[0]).startswith(meant(one.prompt))
        assert seen(fields[1]).endswith(meant(one.explanation))


def test_a_question_keeps_its_guid(tmp_path: Path) -> None:
    first, again = (notes(EACH, tmp_path) for _ in range(2))
    assert [guid for guid, _, _ in first] == [guid for guid, _, _ in again]
    assert {(tags.split()[0], fields[2]) for _, tags, fields in first} == {("numeric", "numeric-sigmoid-3")}


def test_answers_stand_behind(tmp_path: Path) -> None:
    sides = [(seen(fields[0]), seen(fields[1])) for _, _, fields in notes(EACH, tmp_path)]
    assert sides[0][1] == "1/4\n\nIt is that."
    assert sides[1][0].endswith("?\n(a) \\(s \\, (1 - s)\\)\n(b) 1\n(c) 0")
    assert sides[3][1] == "\n(1) first\n(2) then\n(3) last\n\nIt is that."
    assert sides[4][1].startswith("relu: kink\ntanh: ")

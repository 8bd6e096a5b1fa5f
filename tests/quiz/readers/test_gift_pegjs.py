"""GIFT read by gift-pegjs: every question with its type, its answers and what is said to them."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from grader.quiz.asked_records import AskedChoice, AskedMatch, AskedNumber
from grader.quiz.export import format_of
from grader.quiz.export.quiz_format import NotExpressed, QuestionSet, exported
from grader.quiz.export.reshaped import said
from grader.quiz.parts import Parts
from grader.quiz.question import QuizQuestion

from ...conftest import ROOT
from ..export.drawn import question_sets
from ..export.page_text import meant, seen

MODULES = ROOT / ".venv-quiz" / "node_modules"
NODE = shutil.which("node") or ""
GIFT = format_of("gift")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NODE or not (MODULES / "gift-pegjs").is_dir(), reason="needs gift-pegjs: make test-quiz"),
]


def read(drawn: QuestionSet, folder: Path) -> list[dict[str, Any]]:
    (folder / "quiz.gift").write_bytes(exported(GIFT, drawn).data)
    command = [NODE, str(Path(__file__).with_name("read_gift.mjs")), str(MODULES), str(folder / "quiz.gift")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [question for question in found if question["type"] != "Category"]


def kept(drawn: QuestionSet) -> list[QuizQuestion]:
    found = []
    for question in drawn.questions:
        try:
            found.append(GIFT.reshape(question))
        except NotExpressed:
            continue
    return found


def same(read_text: dict[str, Any] | None, parts: Parts) -> None:
    """A text as it should be; this reader makes one space of several and of every new line."""
    found = seen(read_text["text"]) if read_text else ""
    assert squeezed(found) == squeezed(meant(parts))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def check(found: dict[str, Any], given: QuizQuestion) -> None:
    asked = given.asked
    same(found["stem"], given.prompt)
    same(found["globalFeedback"], given.explanation)
    if isinstance(asked, AskedNumber):
        assert found["type"] == "Numerical"
        right, *wrong, caught = found["choices"]
        assert (right["weight"], right["text"]["number"], right["text"]["range"]) == (100, asked.value, asked.tolerance)
        assert [choice["text"]["number"] for choice in wrong] == [number.value for number in asked.wrong]
        assert all(choice["weight"] == 0 for choice in wrong)
        assert caught["text"]["text"] == "*"
        for choice, number in zip(wrong, asked.wrong, strict=True):
            same(choice["feedback"], number.feedback)
    elif isinstance(asked, AskedChoice):
        assert found["type"] == "MC"
        for choice, option in zip(found["choices"], asked.options, strict=True):
            assert (choice["isCorrect"] or (choice["weight"] or 0) > 0) == option.right
            same(choice["text"], option.parts)
            same(choice["feedback"], said(option))
    else:
        assert isinstance(asked, AskedMatch)
        assert found["type"] == "Matching"
        assert len(found["matchPairs"]) == len(asked.right)
        for pair, item in zip(found["matchPairs"], asked.left, strict=False):
            same(pair["subquestion"], item)


def test_questions_of_the_catalogue(drawn: QuestionSet, tmp_path: Path) -> None:
    found, expected = read(drawn, tmp_path), kept(drawn)
    assert len(found) == len(expected) > 40
    for one, given_question in zip(found, expected, strict=True):
        check(one, given_question)


@given(hostile=question_sets)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_texts(hostile: QuestionSet, tmp_path: Path) -> None:
    found = read(hostile, tmp_path)
    for one, given_question in zip(found, kept(hostile), strict=True):
        check(one, given_question)

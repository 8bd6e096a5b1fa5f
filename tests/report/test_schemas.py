"""Every published JSON Schema describes what grader prints, and nothing else."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from grader.batch.export import class_json
from grader.quiz.question import QuizMark
from grader.quiz.question_json import as_json
from grader.quiz.quiz_attempt import attempt_line
from grader.quiz.quiz_results import QuizResults, results_json
from grader.quiz.quiz_statistics import question_uses, statistics_json
from grader.report import json as report_json
from grader.report import work, work_json
from grader.report.model import CheckResult, Findings, Note, Problem

from ..batch.test_export import REPORT as CLASS
from ..cli.command import grader
from ..conftest import ROOT
from ..quiz.made import ALL, question
from ..quiz.taking import RIGHT, attempt
from .test_terminal import DIAGNOSIS, FAILURE, report

SCHEMAS = sorted((ROOT / "docs" / "schemas").glob("*.schema.json"))
FORM = re.compile(r'"grader\.([a-z_]+)/(\d+)"')
FAILED = CheckResult(
    name="gradients",
    dtype="float32",
    status="failed",
    summary="wrong",
    findings=Findings(code="G301", failures=(FAILURE,), diagnoses=(DIAGNOSIS,)),
)
REPORTS = {
    "passed": report(CheckResult(name="values", dtype="float32", status="passed", summary="82 values")),
    "failed": dataclasses.replace(report(FAILED), notes=(Note("frames", "sees calls", ("f_back",), 7),)),
    "error": report(error=Problem("S102", "student", "SyntaxError", "sigmoid.py")),
    "empty": report(),
}
QUESTIONS = [question(asked) for asked in ALL]
MARKS = (RIGHT, QuizMark(False, 0.5, mistake="chain.inner_dropped"))
ATTEMPTS = [attempt(one, mark) for one in QUESTIONS for mark in MARKS]
DERIVATIONS = ("f'(x) = f(x) - (1 - f(x))", "f'(x) = f(x) (1 - f(x))", "u = 1 +")


def check(name: str, printed: str) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(printed))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_one_and_is_linked(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
    assert f"schemas/{path.name}" in (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


def test_every_form_in_the_code_has_a_schema() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "grader").rglob("*.py")]
    forms = {f"grader.{name}/{version}" for text in sources for name, version in FORM.findall(text)}
    assert forms == {json.loads(path.read_text(encoding="utf-8"))["title"] for path in SCHEMAS}


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_is_as_its_schema_says(kind: str) -> None:
    check("report", report_json.render(REPORTS[kind]))
    check("work", work_json.render(work.alone(REPORTS[kind])))


@pytest.mark.parametrize("words", [("list",), ("status",), ("explain", "sum_sign"), ("explain", "S101")])
def test_a_command_prints_as_its_schema_says(words: tuple[str, ...], tmp_path: Path) -> None:
    name = {"explain": "explanation"}.get(words[0], words[0])
    check(name, grader(*words, "--json", cwd=tmp_path).stdout)


@pytest.mark.parametrize("written", DERIVATIONS)
def test_a_checked_derivation_is_as_its_schema_says(written: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(f"{written}\n", encoding="utf-8")
    printed = grader("derive", "sigmoid", "--check", "mine.txt", "--json", cwd=tmp_path).stdout
    check("derivation", printed)


def test_a_class_report_is_as_its_schema_says() -> None:
    check("batch", class_json.render(CLASS).decode())


def test_records_of_the_quiz_are_as_their_schemas_say() -> None:
    for one in QUESTIONS:
        check("question", as_json(one))
    for given in ATTEMPTS:
        check("attempt", attempt_line(given))
    taken = QuizResults(QUESTIONS, {given.question.id: given for given in ATTEMPTS[:-2]})
    check("quiz", json.dumps(results_json(taken)))
    check("quiz_statistics", json.dumps(statistics_json(question_uses([ATTEMPTS]), 1)))


def test_a_field_without_a_schema_is_refused() -> None:
    printed: dict[str, Any] = json.loads(report_json.render(REPORTS["failed"]))
    printed["checks"][0]["new"] = 1
    with pytest.raises(ValidationError):
        check("report", json.dumps(printed))

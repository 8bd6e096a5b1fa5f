"""Every published JSON Schema describes what grader prints, and nothing else."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from grader.report import json as report_json
from grader.report import work, work_json
from grader.report.model import CheckResult, Findings, Note, Problem

from ..cli.command import grader
from ..conftest import ROOT
from .test_terminal import DIAGNOSIS, FAILURE, report

SCHEMAS = sorted((ROOT / "docs" / "schemas").glob("*.schema.json"))
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


def check(name: str, printed: str) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(printed))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_one_and_is_linked(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
    assert f"schemas/{path.name}" in (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_is_as_its_schema_says(kind: str) -> None:
    check("report", report_json.render(REPORTS[kind]))
    check("work", work_json.render(work.alone(REPORTS[kind])))


@pytest.mark.parametrize("name", ["list", "status"])
def test_a_command_prints_as_its_schema_says(name: str, tmp_path: Path) -> None:
    check(name, grader(name, "--json", cwd=tmp_path).stdout)


def test_a_field_without_a_schema_is_refused() -> None:
    printed: dict[str, Any] = json.loads(report_json.render(REPORTS["failed"]))
    printed["checks"][0]["new"] = 1
    with pytest.raises(ValidationError):
        check("report", json.dumps(printed))

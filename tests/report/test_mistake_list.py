"""Several mistakes at once: as a list in an explanation, and in each form of a report."""

import dataclasses
import json

import pytest

from grader.report import html, terminal
from grader.report import json as as_json
from grader.report.mistake_list import around, codes, items, numbered, with_list, with_more
from grader.report.model import CheckResult, Diagnosis, Findings, Step, as_dict
from grader.report.read import read

from .test_terminal import report

TWO = Diagnosis(
    id="silu.factor_dropped_and_sign_lost",
    title="factor dropped and sign lost",
    explanation=numbered(["Line 4: The factor x is missing.", "Line 9: The minus before u is missing."]),
    source="",
    confidence="named",
    evidence="with both changes all 9 results are right",
    steps=(Step("line 4", "", "y", ""), Step("line 9", "", "exp(u)", "")),
)


def of(diagnosis: Diagnosis) -> CheckResult:
    found = Findings(code="V201", diagnoses=(diagnosis,))
    return CheckResult(name="values", dtype="float32", status="failed", summary="", findings=found)


@pytest.mark.parametrize(
    ("explanation", "said"),
    [
        (numbered(["One."]), []),
        (numbered(["One.", "Two."]), ["One.", "Two."]),
        (with_list("Before.", with_more(numbered(["One.", "Two."]), "After.")), ["One.", "Two."]),
        ("1. What an author writes.", []),
        ("It is 2. No list.\n3. Nor this.", []),
    ],
)
def test_a_list_is_found_again(explanation: str, said: list[str]) -> None:
    assert items(explanation) == said


def test_what_stands_around_a_list_is_no_part_of_it() -> None:
    assert around(with_list("Before.", with_more(numbered(["One.", "Two."]), "After."))) == (["Before."], ["After."])
    assert with_list("Before.", with_more("One.", "After.")) == "Before. One. After."
    assert with_more("One.", "") == "One."


@pytest.mark.parametrize(
    ("joined", "number", "each"),
    [
        ("sign_lost_and_factor_lost", 2, ["sign_lost", "factor_lost"]),
        ("gate_and_value_and_sign_lost", 2, ["gate_and_value", "sign_lost"]),
        ("eps_once_and_divisor_dropped", 3, ["eps_once", "divisor_dropped", "divisor_dropped"]),
    ],
)
def test_each_has_its_code(joined: str, number: int, each: list[str]) -> None:
    assert codes(joined, number) == each


def test_in_a_terminal_each_has_its_number_line_and_step() -> None:
    assert (
        "mistake: factor dropped and sign lost  in values\n"
        "  1. Line 4: The factor x is missing.\n"
        "     where: line 4\n"
        "     wrong: y\n"
        "  2. Line 9: The minus before u is missing.\n"
        "     where: line 9\n"
        "     wrong: exp(u)\n"
        "  (with both changes all 9 results are right)\n"
    ) in terminal.render(report(of(TWO)))


def test_steps_of_which_nobody_knows_whose_they_are_stand_below() -> None:
    text = terminal.render(report(of(dataclasses.replace(TWO, steps=TWO.steps[:1]))))
    assert "2. Line 9: The minus before u is missing.\n  where: line 4\n  wrong: y\n" in text


def test_in_html_they_are_a_list() -> None:
    page = html.render(report(of(TWO)))
    first, second = page.partition("<ol>")[2].partition("</ol>")[0].split("</li>")[:2]
    assert "The factor x is missing." in first
    assert "<code>y</code>" in first
    assert "The minus before u is missing." in second
    assert "<code>exp(u)</code>" in second


def test_in_json_they_are_a_list() -> None:
    (found,) = json.loads(as_json.render(report(of(TWO))))["checks"][0]["diagnoses"]
    assert [(m["code"], m["explanation"], m["steps"][0]["rule"]) for m in found["mistakes"]] == [
        ("factor_dropped", "Line 4: The factor x is missing.", "line 4"),
        ("sign_lost", "Line 9: The minus before u is missing.", "line 9"),
    ]
    whole = report(of(TWO))
    assert read(as_dict(whole)) == whole

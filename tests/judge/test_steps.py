"""A diagnosis says where the mistake was made; what is right is said in a full report alone."""

import dataclasses
import json
from pathlib import Path

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.diagnosis.candidates import derivations
from grader.judge.diagnosis.located import of_edit, of_rules
from grader.reference.edits import source
from grader.reference.malrules.derivations import wrong
from grader.reference.said import reading
from grader.report.json import render as to_json
from grader.report.model import Report, Step
from grader.report.terminal import render as to_text

from ..conftest import PATIENT, SUBMISSIONS, bundled, of_each_family, planned, workers

# (exercise, the code of an edit, which of those with that code, the step: rule, what it is at,
# wrong and right form)
EDITS = [
    ("adam", "term_sign", 0, ("new value of g", "weight_decay*p", "g - weight_decay*p", "g + weight_decay*p")),
    ("adam", "exponent_dropped", 0, ("update of the state v", "2", "g", "g^2")),
    ("adam", "sign_lost", 0, ("step of the parameter", "lr", "lr", "-lr")),
    ("lion", "factor_dropped", 9, ("update of the state m", "g", "1 - betas[1]", "(1 - betas[1])*g")),
    ("gelu", "divisor_dropped", 1, ("quotient", "sqrt(2)", "x", "x/sqrt(2)")),
    ("elu", "number_changed", 5, ("number", "exp(input) - 0", "0", "1")),
    ("elu", "condition_turned", 0, ("condition", "", "input < 0", "input > 0")),
    ("softmax", "divisor_dropped", 0, ("quotient", "sum(exp(input))", "exp(input)", "exp(input)/sum(exp(input))")),
]


@pytest.mark.parametrize(("slug", "code", "number", "expected"), EDITS, ids=[f"{e[0]}-{e[1]}" for e in EDITS])
def test_an_edit_is_a_step(slug: str, code: str, number: int, expected: tuple[str, ...]) -> None:
    exercise = bundled().entries[slug].exercise
    own = source(exercise.function)
    edit = [e for e in own.edits() if e.code == code][number]
    (step,) = of_edit(reading(exercise, own.function, "value"), edit)
    assert (step.rule, step.at, step.wrong, step.right) == expected
    assert [m.startswith("<math") for m in (step.wrong_mathml, step.right_mathml)] == [True] * 2


def test_a_wrong_rule_is_a_step() -> None:
    import sympy

    x = sympy.Symbol("x", real=True)
    derivation = next(d for d in wrong(1 / (1 + sympy.exp(-x)), x) if d.kinds == ("power.exponent_sign_lost",))
    (step,) = of_rules(derivation.steps)
    assert (step.rule, step.at) == ("power rule", "d/du 1/u with u = 1 + exp(-x)")
    assert (step.wrong, step.right) == ("-u^2", "-1/u^2")
    assert "<msup>" in step.wrong_mathml


@of_each_family(bundled().entries)
def test_whatever_a_search_finds_can_be_written_down(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    own = source(exercise.function)
    steps = [step for edit in own.edits()[::20] for step in of_edit(reading(exercise, own.function, "value"), edit)]
    for item in exercise.differentiable:
        steps += [step for d in derivations(exercise, item.name, (), False)[::5] for step in of_rules(d.steps)]
    assert all(step.rule and step.wrong and step.right for step in steps)


def graded(slug: str, name: str, full: bool = False) -> Report:
    path = SUBMISSIONS / slug / "wrong" / f"{name}.py"
    with workers().session(PATIENT) as session:
        return grade.grade(planned(slug, ("float32",)), path, Attempt(session), full)


def step_of(report: Report) -> tuple[Step, ...]:
    ((diagnosis,),) = [c.findings.diagnoses for c in report.checks if c.findings.diagnoses]
    return diagnosis.steps


def test_a_declared_misconception_gets_the_step_that_gives_the_same() -> None:
    report = graded("sigmoid", "power_rule_with_positive_exponent")
    assert [(s.rule, s.wrong) for s in step_of(report)] == [("power rule", "-u^2")]


def test_a_declared_misconception_that_no_wrong_step_gives_has_none() -> None:
    assert step_of(graded("sigmoid", "derivative_of_tanh")) == ()


def test_what_is_right_is_in_a_full_report_alone() -> None:
    name = "power_rule_with_positive_exponent"
    brief, full = graded("sigmoid", name), graded("sigmoid", name, full=True)
    assert [(s.right, s.right_mathml) for s in step_of(brief)] == [("", "")]
    ((shown,),) = [step_of(full)]
    assert dataclasses.replace(shown, right="", right_mathml="") == step_of(brief)[0]
    assert shown.right == "-1/u^2"
    ((right, computed),) = [
        (c.findings.right, c.findings.diagnoses[0].computed) for c in full.checks if c.findings.diagnoses
    ]
    assert right == ("d/dx sigmoid(x) = y*(1 - y), with y = sigmoid(x)",)
    assert computed == ("d/dx sigmoid(x) = exp(-x)/y^2, with y = sigmoid(x)",)
    for answer in (*right, *computed, shown.right):
        assert answer not in to_text(brief)
        assert answer not in to_json(brief)
        assert answer in to_text(full)
    assert {c["name"]: c["right"] for c in json.loads(to_json(brief))["checks"]}["gradients"] == []


def test_of_a_recurrence_only_what_is_wrong_is_shown_beside_what_is_right() -> None:
    report = graded("adam", "root_forgotten", full=True)
    (check,) = [c for c in report.checks if c.findings.diagnoses]
    assert len(check.findings.right) == 5
    assert check.findings.diagnoses[0].computed == ("update = -lr*m'/((1 - betas_0^t)*(eps + v'/(1 - betas_1^t)))",)


def test_the_evidence_has_the_numbers_of_the_simplest_result() -> None:
    (check,) = [c for c in graded("sigmoid", "difference_for_product").checks if c.findings.diagnoses]
    assert check.findings.diagnoses[0].evidence.endswith(
        "at x=0.0, grad_output=-2.0: got 0, the wrong formula gives 0, right is -0.5"
    )
    (check,) = [c for c in graded("adam", "root_forgotten").checks if c.findings.diagnoses]
    assert check.findings.diagnoses[0].evidence.endswith(
        "after step 1 (steady gradients): got -0.163315, the wrong formula gives -0.163315, right is -0.000999998"
    )


def test_a_formula_that_equals_the_right_one_is_no_mistake(tmp_path: Path) -> None:
    """Without its largest entry softmax overflows; with another one subtracted it is still
    softmax.
    """
    report = graded("softmax", "overflows")
    named = [d.id for c in report.checks for d in c.findings.diagnoses if d.confidence != "observed"]
    assert named == ["softmax.unstable"]

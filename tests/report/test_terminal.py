"""The report for a terminal, word by word."""

import dataclasses
import io
import math
import re

import pytest
from rich.console import Console

from grader.report.model import (
    CheckResult,
    Diagnosis,
    Distance,
    Failure,
    Findings,
    GradingRun,
    Note,
    Number,
    Problem,
    Report,
    Score,
    Step,
    SubmittedFile,
    without_answers,
)
from grader.report.terminal import draw, render
from grader.report.wording import agreed

FAILURE = Failure(
    kind="simplest",
    inputs={"x": 0.0},
    got=Number(0.0, "0.0"),
    expected=Number(0.125, "0.125"),
    distance=Distance(0.125, 2.0**-21, 2.0**-26),
    call="sigmoid_backward(torch.tensor(0.5), torch.tensor(0.0))",
)
EVIDENCE = "this mistake reproduces 82 of your 82 results, 82 of which are wrong"
DIAGNOSIS = Diagnosis(
    id="sigmoid.difference_for_product",
    title="difference for product",
    explanation="The difference f - (1 - f) stands where the product f (1 - f) belongs.",
    source="002:9",
    confidence="named",
    evidence=EVIDENCE,
)


def report(*checks: CheckResult, error: Problem | None = None, printed: str = "") -> Report:
    return Report(
        exercise="sigmoid",
        title="Sigmoid",
        submission=SubmittedFile("sigmoid.py", "00"),
        run=GradingRun(0, {"torch": "2.13.0"}, 1.25),
        checks=checks,
        error=error,
        printed=printed,
    )


def test_a_failure_with_its_name() -> None:
    passed = CheckResult(name="values", dtype="float32", status="passed", summary="82 values", score=Score(20, 20))
    failed = CheckResult(
        name="gradients",
        dtype="float32",
        status="failed",
        summary="82 of 82 wrong",
        score=Score(0, 20),
        findings=Findings(code="G301", failures=(FAILURE,), diagnoses=(DIAGNOSIS,)),
    )
    text = render(
        report(
            passed,
            CheckResult(name="values", dtype="float64", status="passed", summary="82 values", score=Score(20, 20)),
            failed,
        )
    )
    assert text == (
        "sigmoid  sigmoid.py  not passed  40 of 60 points\n"
        "\n"
        "  \u2713 pass  values      40 of 40  82 values  (float32 float64)\n"
        "  \u2717 FAIL  gradients    0 of 20  G301 wrong-backward  82 of 82 wrong  (float32)\n"
        "\n"
        "mistake: difference for product  in gradients\n"
        "  The difference f - (1 - f) stands where the product f (1 - f) belongs.\n"
        "  (this mistake reproduces 82 of your 82 results, 82 of which are wrong)\n"
        "\n"
        "  simplest: got 0.0, but should be 0.125 at x=0.0\n"
        "    off by 8.39e+06 ulp, 32 ulp allowed\n"
        "    try: sigmoid_backward(torch.tensor(0.5), torch.tensor(0.0))\n"
        "\n"
        "next: grader hint sigmoid, grader explain G301\n"
        "seed 0, torch 2.13.0, 1.2 s\n"
    )


def test_steps_and_answers() -> None:
    step = Step("product rule", "d/dx (x*f(x))", "f(x)", "f(x) + x*df/dx")
    found = dataclasses.replace(DIAGNOSIS, evidence="", steps=(step,), computed=("dy/dx = f(x)",))
    failed = CheckResult(
        name="gradients",
        dtype="float32",
        status="failed",
        summary="",
        findings=Findings(code="G301", diagnoses=(found,), right=("dy/dx = 1",)),
    )
    text = render(report(failed))
    assert "mistake: difference for product" in text
    assert "\n  right: dy/dx = 1\n" in text
    assert (
        "  where: product rule, d/dx (x*f(x))\n  wrong: f(x)\n  right: f(x) + x*df/dx\n  computed: dy/dx = f(x)\n"
    ) in text
    hidden = render(without_answers(report(failed)))
    assert "  wrong: f(x)\n" in hidden
    assert "right:" not in hidden
    assert "computed:" not in hidden


def test_a_mistake_is_told_once() -> None:
    values = CheckResult(
        name="values",
        dtype="float32",
        status="failed",
        summary="",
        findings=Findings(code="V201", diagnoses=(DIAGNOSIS,)),
    )
    seen = dataclasses.replace(DIAGNOSIS, id="observed.offset", title="offset", confidence="observed")
    both = dataclasses.replace(values.found(code="G302", diagnoses=(DIAGNOSIS, seen)), name="gradients")
    text = render(report(values, both, dataclasses.replace(values.found(diagnoses=(seen,)), name="contract")))
    assert text.count("The difference f - (1 - f)") == 3
    assert "mistake: difference for product  in gradients\n  the same as under values\n" in text
    assert "seen: offset  in contract\n  the same" not in text


def test_a_mistake_in_another_line_is_another_mistake() -> None:
    here = dataclasses.replace(DIAGNOSIS, explanation="Line 4: a", steps=(Step("line 4", "", "a", ""),))
    there = dataclasses.replace(DIAGNOSIS, explanation="Line 7: a", steps=(Step("line 7", "", "a", ""),))
    values = CheckResult(
        name="values", dtype="float32", status="failed", summary="", findings=Findings(code="V201", diagnoses=(here,))
    )
    gradients = dataclasses.replace(values.found(code="G301", diagnoses=(there,)), name="gradients")
    again = dataclasses.replace(values.found(code="G302", diagnoses=(there,)), name="gradients")
    text = render(report(values, gradients, again))
    assert (text.count("Line 4"), text.count("Line 7")) == (1, 1)
    assert text.count("the same as under") == 0  # of one check it is told once, in whichever formats


def test_evidence_of_another_format_than_the_summary_has_says_so() -> None:
    coarse = CheckResult(
        name="values", dtype="float32", status="failed", summary="2 of 82 values wrong", findings=Findings(code="V201")
    )
    fine = dataclasses.replace(coarse.found(diagnoses=(DIAGNOSIS,)), dtype="float64")
    assert f"(in float64, {EVIDENCE})" in render(report(coarse, fine))
    assert "in float64," not in render(report(fine, coarse))


def test_a_name_of_one_format_is_told_where_another_is_silent() -> None:
    seen = dataclasses.replace(DIAGNOSIS, id="observed.size", title="size", confidence="observed")
    other = dataclasses.replace(DIAGNOSIS, id="sigmoid.sign_lost", title="sign lost")
    told = [
        ((), (DIAGNOSIS,), ["mistake: difference for product"]),
        ((seen,), (DIAGNOSIS,), ["mistake: difference for product"]),
        ((seen, other), (DIAGNOSIS, other), ["mistake: sign lost"]),
        ((seen,), (), []),  # what is seen in one format alone is not said of both
        ((seen,), (seen,), ["seen: size"]),
    ]
    for coarse, fine, expected in told:
        checks = [
            CheckResult(
                name="gradients",
                dtype=dtype,
                status="failed",
                summary="82 of 82 wrong",
                score=Score(0, 20),
                findings=Findings(code="G301", diagnoses=diagnoses),
            )
            for dtype, diagnoses in (("float32", coarse), ("float64", fine))
        ]
        lines = render(report(*checks)).splitlines()
        labels = [line.partition("  in ")[0] for line in lines if line.startswith(("mistake: ", "seen: "))]
        assert labels == expected


def test_formats_with_other_points_are_told_apart() -> None:
    """What the summary of one says is not true of the other."""
    half = CheckResult(
        name="gradients",
        dtype="float32",
        status="failed",
        summary="by hand 8 of 88 wrong; through autograd all 88 right",
        score=Score(10, 20),
        findings=Findings(code="G301"),
    )
    summary = "by hand 8 of 90 wrong; through autograd 1 of 90 wrong"
    none = dataclasses.replace(half, dtype="float64", summary=summary, score=Score(0, 20))
    text = render(report(half, none))
    assert "10 of 20  G301 wrong-backward  by hand 8 of 88" in text
    assert " 0 of 20  G301 wrong-backward  by hand 8 of 90" in text


def test_a_pass() -> None:
    text = render(
        report(
            CheckResult(name="values", dtype="float32", status="passed", summary="82 values", score=Score(100, 100)),
            printed="hello\n",
        )
    )
    assert text == (
        "sigmoid  sigmoid.py  passed  100 of 100 points\n"
        "\n"
        "  \u2713 pass  values  100 of 100  82 values  (float32)\n"
        "\n"
        "seed 0, torch 2.13.0, 1.2 s\n"
    )


def test_notes_are_told_below_what_was_found() -> None:
    notes = (Note("frames", "sees calls", ("_getframe", "f_back"), 7), Note("objects", "finds objects", ("gc",), 0))
    text = render(
        dataclasses.replace(
            report(CheckResult(name="values", dtype="float32", status="passed", summary="82", score=Score(100, 100))),
            notes=notes,
        )
    )
    assert (
        "\nto be looked at by a person; it takes no points:\n"
        "  line 7: _getframe, f_back (sees calls)\n"
        "  seen as it ran: gc (finds objects)\n"
        "\n"
    ) in text


def test_whose_error_it_is() -> None:
    theirs = render(report(error=Problem("A614", "author", "the formula has no value at x=0", "plugin.py:7")))
    assert "A614 no-value  plugin.py:7: the exercise is at fault, not you: the formula has no value at x=0" in theirs
    assert "next:" not in theirs
    assert "not judged" in theirs
    students = render(report(error=Problem("S102", "student", "SyntaxError", "sigmoid.py")))
    assert "S102 import-fails  sigmoid.py: SyntaxError" in students
    assert "grader explain S102" in students


def test_not_started_is_not_called_wrong() -> None:
    assert "not started" in render(report(error=Problem("S107", "student", "not written yet", "sigmoid.py")))


def test_what_a_failing_submission_printed_is_shown_in_part() -> None:
    failed = CheckResult(
        name="values",
        dtype="float32",
        status="failed",
        summary="wrong",
        score=Score(0, 20),
        findings=Findings(code="V201"),
    )
    text = render(report(failed, printed="".join(f"line {n}\n" for n in range(9))))
    assert "  line 4\n  ... and 4 lines more\n" in text


def test_colour_is_never_the_only_sign() -> None:
    result = report(
        CheckResult(
            name="values",
            dtype="float32",
            status="failed",
            summary="wrong",
            score=Score(0, 20),
            findings=Findings(code="V201"),
        )
    )
    kept = io.StringIO()
    coloured = Console(file=kept, width=100, force_terminal=True, color_system="standard", highlight=False)
    draw(result, coloured)
    shown = kept.getvalue()
    assert "FAIL\x1b[0m" in shown
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == render(result)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    failed = CheckResult(
        name="gradients",
        dtype="float32",
        status="failed",
        summary="by hand 82 of 82 wrong; through autograd all 82 right: its derivative by hand is wrong",
        score=Score(10, 20),
        findings=Findings(code="G301", failures=(FAILURE,), diagnoses=(DIAGNOSIS,)),
    )
    problem = Problem("S102", "student", "a message of many words " * 9, "sigmoid.py")
    lines = render(report(failed, error=problem, printed="x" * 300), width).splitlines()
    assert max(len(line) for line in lines if "try: " not in line) <= width
    assert "    try: sigmoid_backward(torch.tensor(0.5), torch.tensor(0.0))" in lines  # can be pasted
    assert all(line == line.rstrip() for line in lines)


def test_the_line_of_a_mistake_is_marked_in_the_source() -> None:
    source = "import torch\n\ndef f(x):\n\treturn -x\n"
    found = dataclasses.replace(DIAGNOSIS, steps=(Step("line 4", "", "-x", ""),))
    failed = CheckResult(
        name="values", dtype="float32", status="failed", summary="", findings=Findings(code="V201", diagnoses=(found,))
    )
    text = render(report(failed), source=source)
    assert "\n       3  def f(x):\n  >    4      return -x\n" in text
    assert "  >" not in render(report(failed), source="import torch\n")  # it has changed
    broken = Problem("S102", "student", "SyntaxError: invalid syntax (line 3: def f(x):)", "sigmoid.py")
    assert "  >    3  def f(x):\n" in render(report(error=broken), source=source)


def test_text_of_students_is_neither_markup_nor_control_codes() -> None:
    failed = CheckResult(name="values", dtype="float32", status="failed", summary="[bold]no[/]\x1b[31m :boom:")
    text = render(report(failed, printed="[red]\x1b]8;;http://x\x07"))
    assert "[bold]no[/]\ufffd[31m :boom:" in text
    assert not set(text) & set("\x1b\x07")


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (FAILURE.distance, "off by 8.39e+06 ulp, 32 ulp allowed"),
        (Distance(off=0.322, allowed=1.18e-38, ulp=1.4e-45), "off by 0.322, 1.18e-38 allowed"),
        (Distance(off=0.39, allowed=2e-308, ulp=5e-324), "off by 0.39, 2e-308 allowed"),
        (Distance(off=24 * 4.78e-7, allowed=1.18e-38, ulp=4.78e-7), "off by 24 ulp; it has to be exact"),
        (Distance(off=3.0, allowed=1e-38, ulp=3e-10), "off by 3; it has to be exact"),
    ],
)
def test_what_is_off_and_what_is_allowed_are_told_in_one_unit(distance: Distance, words: str) -> None:
    failure = dataclasses.replace(FAILURE, distance=distance)
    text = render(
        report(
            CheckResult(
                name="values",
                dtype="float32",
                status="failed",
                summary="wrong",
                score=Score(0, 20),
                findings=Findings(code="V201", failures=(failure,)),
            )
        )
    )
    assert f"    {words}\n" in text


def test_what_has_no_number_or_no_line_is_told() -> None:
    broken = CheckResult(
        name="contract",
        dtype="float32",
        status="failed",
        summary="another shape",
        score=Score(0, 20),
        findings=Findings(code="C401", call="f(1).shape"),
    )
    odd = dataclasses.replace(FAILURE, call="", remark="asked again, it gave 1")
    text = render(
        report(
            broken,
            CheckResult(
                name="values",
                dtype="float32",
                status="failed",
                summary="",
                findings=Findings(code="V201", failures=(odd,)),
            ),
        )
    )
    assert "  try: f(1).shape\n" in text
    assert "    asked again, it gave 1\n" in text
    assert text.count("try:") == 1


@pytest.mark.parametrize("got", [math.nan, math.inf])
def test_of_what_is_no_number_there_is_no_distance(got: float) -> None:
    failure = dataclasses.replace(FAILURE, got=Number(got, repr(got)), distance=Distance(math.inf, 2.0**-21, 2.0**-26))
    text = render(
        report(
            CheckResult(
                name="values",
                dtype="float32",
                status="failed",
                summary="wrong",
                score=Score(0, 20),
                findings=Findings(code="V201", failures=(failure,)),
            )
        )
    )
    assert f"got {got!r}, but should be 0.125" in text
    assert "off by" not in text


def test_evidence_names_the_format_that_it_is_of_once() -> None:
    def check(dtype: str, *evidence: str) -> CheckResult:
        found = tuple(Diagnosis("f.m", "m", "", "", "named", e) for e in evidence)
        return CheckResult(name="values", dtype=dtype, status="failed", summary="", findings=Findings(diagnoses=found))

    def told(evidence: str) -> str:
        (diagnosis,) = agreed([check("float32"), check("float64", evidence)])
        return diagnosis.evidence

    assert told("1 of 84 results is wrong in float64") == "1 of 84 results is wrong in float64"
    assert told(EVIDENCE) == f"in float64, {EVIDENCE}"


@pytest.mark.parametrize(
    ("name", "code", "steps"),
    [
        ("values", "V201", "grader hint sigmoid, grader explain V201"),
        ("rules", "R701", "grader explain R701"),
        ("questions", "Q901", "grader quiz own sigmoid sigmoid.py, grader explain Q901"),
    ],
)
def test_the_next_step_goes_by_what_failed(name: str, code: str, steps: str) -> None:
    failed = CheckResult(name=name, dtype="", status="failed", summary="wrong", findings=Findings(code=code))
    assert f"\nnext: {steps}\n" in render(report(failed))

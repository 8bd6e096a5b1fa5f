"""The page of a report: well-formed, whole, harmless, and readable without colour."""

import dataclasses
import math
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report import html, speed_html
from grader.report.chart import Chart, Curve, Panel
from grader.report.formula_markup import formula
from grader.report.illustration import Illustration
from grader.report.model import (
    CheckResult,
    ConfidenceInterval,
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
    Seconds,
    Step,
    SubmittedFile,
    Timing,
    without_answers,
)

SQUARE = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>u</mi><mn>2</mn></msup></math>'
STEP = Step("power rule", "d/du 1/u", "-u^2", "-1/u^2", SQUARE, SQUARE.replace("2", "-2"))
DIAGNOSIS = Diagnosis(
    "sigmoid.exponent", "exponent", "It lost the minus.", "004:68", "named", "all 82", (STEP,), ("df/dx = 1",)
)
FAILURE = Failure(
    kind="simplest",
    inputs={"x": 0.0},
    got=Number(0.0, "0.0"),
    expected=Number(0.125, "0.125"),
    distance=Distance(0.125, 2.0**-21, 2.0**-26),
    call="sigmoid(torch.tensor(0.0))",
)
TIMING = Timing(
    size=16384,
    direction="forward",
    baseline="textbook",
    seconds=Seconds(own=1e-4, baseline=5e-5),
    ratio=ConfidenceInterval(2.0, 1.5, 3.0),
    limit=10.0,
    verdict="fast enough",
)
WRONG = CheckResult(
    name="gradients",
    dtype="float32",
    status="failed",
    summary="82 of 82 wrong",
    score=Score(0, 20),
    findings=Findings(code="G301", failures=(FAILURE,), diagnoses=(DIAGNOSIS,), right=("df/dx = y*(1 - y)",)),
)
PASSED = CheckResult(name="values", dtype="float32", status="passed", summary="82 values", score=Score(20, 20))
SPEED = CheckResult(
    name="speed", dtype="float32", status="skipped", summary="inconclusive", findings=Findings(timings=(TIMING,))
)


def report(*checks: CheckResult, error: Problem | None = None, printed: str = "") -> Report:
    environment = {"torch": "2.13.0", "isolation": "L1"}
    return Report(
        exercise="sigmoid",
        title="Sigmoid",
        submission=SubmittedFile("sigmoid.py", "ab12"),
        run=GradingRun(7, environment, 1.25),
        checks=checks,
        error=error,
        printed=printed,
    )


def tree(page: str) -> ElementTree.Element:
    """The page as a tree; pages are well-formed XML."""
    return ElementTree.fromstring(page)


def words(page: str) -> str:
    """What a page says without markup and style."""
    return " ".join(" ".join(tree(page).find("body").itertext()).split())  # type: ignore[union-attr]


def shape(page: str) -> list[tuple[str, dict[str, str]]]:
    """All elements with their attributes."""
    return [(e.tag, e.attrib) for e in tree(page).iter()]


def test_all_that_the_records_say_is_there() -> None:
    said = words(html.render(report(PASSED, WRONG, SPEED, printed="hello\nworld")))
    for expected in (
        "Sigmoid \u2717 Not passed 20 of 40 points",
        "values \u2713 passed 20 of 20",
        "gradients \u2717 failed 0 of 20",
        "speed \u2013 skipped",
        "The mistake Exponent It lost the minus.",
        "power rule: d/du 1/u you have u 2 right u -2 you computed df/dx = 1 right df/dx = y*(1 - y)",
        "Next grader hint sigmoid , grader explain G301",
        "you get 0.0, right is 0.125: sigmoid(torch.tensor(0.0))",
        "gradients, float32: 82 of 82 wrong.",
        "exponent (sigmoid.exponent): all 82",
        "gradients float32 simplest x = 0.0 0.0 0.125 8.39e+06 ulp, 32 ulp allowed",
        "16,384 forward 100 us 50 us textbook 2.00 1.50 to 3.00 10 fast enough",
        "What passed values 82 values (float32)",
        "What the submission printed hello world",
        "judged in 1.2 s seed 7 torch 2.13.0 isolation L1 SHA-256 of the file ab12",
    ):
        assert expected in said


def test_the_verdict_stands_first_then_the_mistake_then_what_to_do_and_the_environment_last() -> None:
    said = words(html.render(report(PASSED, WRONG, printed="hello")))
    order = (
        "Not passed",
        "gradients",
        "The mistake",
        "Next",
        "Evidence",
        "What passed",
        "printed",
        "About this report",
    )
    places = [said.index(word) for word in order]
    assert places == sorted(places)
    assert said.index("torch 2.13.0") > places[-1]


def test_what_passed_stands_open_where_all_has_passed() -> None:
    page = tree(html.render(report(PASSED), Illustration(following=("grader start tanh",))))
    headings = [e.text for e in page.iter("h2")]
    assert headings == ["What passed", "Next"]
    assert "grader start tanh" in [e.text for e in page.iter("code")]


SOURCE = "import torch\n\n\ndef sigmoid(x):\n    return 1 / (1 + torch.exp(x))\n# <end>\n"


def marked(page: str) -> dict[str, list[str]]:
    """The lines of code that a page shows, by whether they are marked."""
    rows = [e for e in tree(page).iter("span") if e.get("class", "").startswith("row")]
    return {kind: ["".join(e.itertext()) for e in rows if e.get("class") == kind] for kind in ("row", "row hit")}


def test_the_line_that_a_diagnosis_names_is_marked_by_more_than_colour() -> None:
    named = dataclasses.replace(DIAGNOSIS, explanation="Line 5: The minus before x is missing.", steps=())
    shown = marked(html.render(report(WRONG.found(diagnoses=(named,))), Illustration(SOURCE)))
    assert shown["row hit"] == ["\u25b6 5    return 1 / (1 + torch.exp(x))"]
    assert shown["row"] == ["4def sigmoid(x):", "6# <end>"]


def test_of_a_line_that_is_not_known_the_function_is_shown_and_none_marked() -> None:
    page = html.render(report(WRONG), Illustration(SOURCE))
    assert marked(page) == {"row": ["4def sigmoid(x):", "5    return 1 / (1 + torch.exp(x))"], "row hit": []}
    assert "It does not know which line is wrong." in words(page)


def test_without_the_source_no_line_is_shown() -> None:
    assert marked(html.render(report(WRONG))) == {"row": [], "row hit": []}


def test_the_lines_that_name_what_is_forbidden_are_marked() -> None:
    cheat = dataclasses.replace(WRONG, name="rules", summary="calls torch.exp; may not be called here: exp, log")
    page = html.render(report(cheat.found(code="R701", failures=(), diagnoses=())), Illustration(SOURCE))
    assert marked(page)["row hit"] == ["\u25b6 5    return 1 / (1 + torch.exp(x))"]
    assert "Calls torch.exp May not be called here" in words(page)


def test_the_line_of_a_syntax_error_is_marked() -> None:
    error = Problem("S102", "student", "SyntaxError: invalid (line 4: def)", "f.py")
    assert marked(html.render(report(error=error), Illustration(SOURCE)))["row hit"] == ["\u25b6 4def sigmoid(x):"]


def test_the_curve_that_is_wrong_is_drawn_with_a_title_and_a_description() -> None:
    right = Curve("", (((-1.0, 0.0), (1.0, 1.0)),), ((-1.0, 0.0), (1.0, 1.0)))
    wrong = Curve("", (((-1.0, 0.0), (1.0, 1.0)),), ((-1.0, 0.0), (1.0, -1.0)), ((0.0, 1.0),))
    chart = Chart("Sigmoid", "x", (-1.0, 1.0), (Panel("sigmoid", (right,)), Panel("derivative by x", (wrong,))))
    page = tree(html.render(report(WRONG), Illustration(chart=chart)))
    (svg,) = page.iter("svg")
    assert svg.findtext("title") == "derivative by x: yours and the right one"
    assert "Yours is wrong from 0 to 1." in (svg.findtext("desc") or "")
    assert [e.get("class") for e in svg.iter("path")] == ["right", "yours", "wrong"]
    assert not list(tree(html.render(report(PASSED), Illustration(chart=chart))).iter("svg"))


def test_the_same_in_two_dtypes_stands_once() -> None:
    double = dataclasses.replace(WRONG, dtype="float64")
    said = words(html.render(report(WRONG, double)))
    assert said.count("It lost the minus.") == 1
    assert said.count("simplest") == 1
    assert "gradients float32, float64 simplest" in said


def test_notes_are_told() -> None:
    noted = dataclasses.replace(report(PASSED), notes=(Note("frames", "sees <calls>", ("f_back",), 7),))
    said = words(html.render(noted))
    assert "To be looked at by a person; it takes no points. line 7: f_back (sees <calls>)" in said


def test_without_answers_nothing_is_right() -> None:
    said = words(html.render(without_answers(report(WRONG))))
    assert "you have u 2 right Work it out." in said
    assert "u -2" not in said
    assert "computed" not in said
    assert "y*(1 - y)" not in said


def test_what_differs_between_dtypes_is_told_apart() -> None:
    in_one = dataclasses.replace(DIAGNOSIS, id="in_one", title="in one")
    double = dataclasses.replace(WRONG, dtype="float64", summary="81 of 82 wrong")
    said = words(html.render(report(WRONG.found(diagnoses=(DIAGNOSIS, in_one)), double)))
    assert "82 of 82 wrong" in said
    assert "81 of 82 wrong" in said
    assert said.count("Exponent") == 1
    assert "In one" not in said  # a mistake explains the results of every dtype, or none


def test_a_device_is_named_if_it_is_not_the_processor() -> None:
    said = words(html.render(report(dataclasses.replace(WRONG, device="cuda"))))
    assert "gradients on cuda \u2717 failed 0 of 20" in said
    assert "float32 on cuda" in said


def test_a_mistake_is_told_once() -> None:
    values = dataclasses.replace(WRONG.found(code="V201"), name="values")
    said = words(html.render(report(values, WRONG)))
    assert said.count("It lost the minus.") == 1


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            Problem("S102", "student", "SyntaxError", "f.py"),
            "Not passed Error S102 import-fails SyntaxError In f.py Next grader hint sigmoid",
        ),
        (Problem("S107", "student", "not written yet", "f.py"), "Not started Error S107"),
        (Problem("A614", "author", "no value", "p.py:7"), "The exercise is at fault, not you: no value In p.py:7"),
        (Problem("E909", "machine", "no cuda"), "This machine is at fault, not you: no cuda"),
        (Problem("E901", "grader", "a bug"), "! Not judged Error E901"),
    ],
)
def test_whose_error_it_is(error: Problem, expected: str) -> None:
    said = words(html.render(report(error=error)))
    assert expected in said
    assert f"Error {error.code}" in said


def test_where_points_went_that_a_check_without_points_took() -> None:
    cheat = CheckResult(
        name="rules", dtype="float32", status="failed", summary="calls torch.sigmoid", findings=Findings(code="R701")
    )
    said = words(html.render(report(PASSED, cheat)))
    assert "0 of 20 points" in said
    assert "rules \u2717 failed all points lost" in said


def test_a_lot_of_printing_is_cut() -> None:
    page = html.render(report(PASSED, printed="x" * 100_000))
    assert "and 80,000 characters more" in words(page)
    assert len(page) < 35_000


def hostile(text: str) -> Report:
    """A report that says one thing everywhere."""
    step = Step(text, text, text, text, text, text)
    failure = dataclasses.replace(
        FAILURE, inputs={text: text}, call=text, got=Number(0.0, text), expected=Number(0.125, text)
    )
    found = Diagnosis(text, text, text, text, "observed", text, (step,), (text,))
    timing = dataclasses.replace(TIMING, direction=text, baseline=text, verdict=text)
    check = CheckResult(
        name=text,
        dtype=text,
        status="failed",
        summary=text,
        score=Score(0, 1),
        device=text,
        seconds=0,
        findings=Findings(code=text, failures=(failure,), diagnoses=(found,), right=(text,)),
    )
    again = dataclasses.replace(check.found(failures=(), diagnoses=(), timings=(timing,)), name="speed")
    return Report(
        exercise=text,
        title=text,
        submission=SubmittedFile(text, text),
        run=GradingRun(0, {text: text}, 1),
        checks=(check, again),
        error=Problem(text, "student", text, text),
        printed=text,
    )


def texts(*alphabet: str) -> st.SearchStrategy[str]:
    """Texts of one line and one sentence, short enough to be shown wherever they stand."""
    found = st.text(*alphabet, min_size=1, max_size=100)
    return found.filter(lambda said: "; " not in said and len(said.splitlines()) == 1)


@given(text=texts() | texts("<>&\"'/=! abscript-[]\x00\x1b\ud800\u202e"))
def test_no_text_opens_a_tag_or_leaves_an_attribute(text: str) -> None:
    report = hostile(text)
    assert shape(html.render(report)) == shape(html.render(hostile("x")))
    page = speed_html.render(text, text, [TIMING], [text])
    assert shape(page) == shape(speed_html.render("x", "x", [TIMING], ["x"]))
    html.render(report).encode()


@pytest.mark.parametrize("text", ["</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!--", "]]>"])
def test_markup_is_shown_as_it_is(text: str) -> None:
    page = html.render(hostile(text))
    assert text not in page
    assert words(page).count(text) > 20


@pytest.mark.parametrize(
    "mathml",
    [
        "",
        "<math>",
        "<math><script>alert(1)</script></math>",
        '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<!DOCTYPE math [<!ENTITY a "b">]><math><script>&a;</script></math>',
    ],
)
def test_what_is_no_formula_is_replaced_by_its_text(mathml: str) -> None:
    assert formula("x<0", mathml) == "<code>x&lt;0</code>"


def test_formulas_keep_nothing_but_their_elements() -> None:
    attack = '<math onclick="a"><!--> <script>a</script> --><mi style="b">x&lt;</mi>\u2062</math>'
    assert formula("", attack) == "<math><mi>x&lt;</mi>\u2062</math>"
    assert formula("", SQUARE) == "<math><msup><mi>u</mi><mn>2</mn></msup></math>"


def test_a_page_stands_alone() -> None:
    page = html.render(report(PASSED, WRONG, SPEED))
    assert not re.search(r"https?:|//|@import|url\(|<script|<link|<img|<iframe| on\w+=", page)
    assert not [1 for _, attributes in shape(page) if attributes.keys() & {"src", "href", "data", "action", "style"}]


def test_status_is_in_words() -> None:
    page = html.render(report(PASSED, WRONG, SPEED))
    plain = re.sub(r"<style>.*?</style>| class=\"[^\"]*\"", "", page, flags=re.S)
    said = words(plain)
    for word in (
        "values \u2713 passed",
        "gradients \u2717 failed",
        "speed \u2013 skipped",
        "Not passed",
        "2, fast enough",
    ):
        assert word in said


def test_headings_and_tables_can_be_found_by_a_screen_reader() -> None:
    page = tree(html.render(report(PASSED, WRONG, SPEED)))
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(1 < after <= before + 1 for before, after in pairwise(levels))
    assert page.get("lang") == "en"
    assert page.findtext("head/title") == "sigmoid: Not passed"
    assert all(th.get("scope") in ("col", "row") for th in page.iter("th"))
    (plot,) = page.iter("svg")
    assert (plot.get("role"), bool(plot.get("aria-label")), bool(plot.findtext("title"))) == ("img", True, True)


def test_what_is_no_number_has_its_line() -> None:
    broken = CheckResult(
        name="contract",
        dtype="float32",
        status="failed",
        summary="1-d: another shape",
        score=Score(0, 20),
        findings=Findings(code="C401", call="f(1).shape"),
    )
    odd = dataclasses.replace(FAILURE, call="", remark="asked again, it gave 1")
    said = words(html.render(report(broken, WRONG.found(failures=(odd,)))))
    assert "paste this into Python: f(1).shape" in said
    assert "asked again, it gave 1" in said


def test_numbers_that_are_none_are_written() -> None:
    odd = dataclasses.replace(FAILURE, distance=Distance(math.inf, 2.0**-21, math.nan), got=Number(math.nan, "nan"))
    nan = dataclasses.replace(
        TIMING,
        seconds=Seconds(own=math.nan, baseline=5e-5),
        ratio=ConfidenceInterval(math.nan, math.nan, math.inf),
    )
    said = words(html.render(report(WRONG.found(failures=(odd,), timings=(nan,)))))
    assert "nan 0.125" in said
    assert "nan to inf" in said


def test_a_bench_has_no_columns_without_entries() -> None:
    free = dataclasses.replace(TIMING, limit=0.0, verdict="")
    page = tree(speed_html.render("sigmoid", "f.py", [free], ["memory of a call: 3 MiB"]))
    heads = [th.text for th in page.iter("th")]
    assert heads == ["entries", "timed", "yours", "beside", "baseline", "ratio", "interval"]
    assert "memory of a call: 3 MiB" in "".join(page.itertext())

"""Every format beside the contract of who reads it, on everything that may have to be written."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from grader.errors import ExerciseError
from grader.report.format import Format
from grader.report.formats import formats
from grader.report.formats.graded_checks import NOT_GRADED, of_work
from grader.report.formats.plain_text import fitting, plain
from grader.report.formats.shares import shares
from grader.report.work import Work, alone

from .works import BY_THIRDS, FAILED, HOSTILE, LOST, NO_POINTS, PASSED, WORKS, hostile, of, report, wrong

BUNDLED = formats({})
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
OF_CODERUNNER = {
    "fraction",
    "prologuehtml",
    "testresults",
    "columnformats",
    "files",
    "epiloguehtml",
    "instructorhtml",
    "showdifferences",
    "showoutputonly",
    "graderstate",
}


def number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def refused(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def read(data: bytes) -> Any:
    """JSON as strict readers take it: no constants beyond the standard, and no key twice."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in found}) == len(found)
        return dict(found)

    assert len(data) <= 1 << 20
    return json.loads(data.decode("utf-8"), parse_constant=refused, object_pairs_hook=pairs)


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, list) else []


def gradescope(data: bytes, work: Work) -> None:
    results = read(data)
    assert set(results) <= {
        *("score", "execution_time", "output", "output_format", "test_output_format", "test_name_format"),
        *("visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"),
    }
    assert number(results["score"])
    assert number(results["execution_time"])
    assert {results["output_format"], results["test_output_format"], results["test_name_format"]} == {"text"}
    assert {results["visibility"], results["stdout_visibility"]} <= VISIBILITIES
    for test in results["tests"]:
        assert set(test) == {"name", "score", "max_score", "status", "output", "visibility"}
        assert number(test["score"])
        assert number(test["max_score"])
        assert 0 <= test["score"] <= test["max_score"]
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] in VISIBILITIES
        assert test["name"]
    hundredths = sum(round(100 * test["score"]) for test in results["tests"])
    assert hundredths == round(100 * results["score"]) == round(100 * work.points)
    assert sum(round(100 * test["max_score"]) for test in results["tests"]) == round(100 * work.worth)
    for row in results.get("leaderboard", []):
        assert set(row) <= {"name", "value", "order"}
        assert number(row["value"])
        assert row["order"] in ("asc", "desc")
    hidden = [test for test in results["tests"] if test["visibility"] == "after_published"]
    assert bool(hidden) == bool(work.hidden)


def prairielearn(data: bytes, work: Work) -> None:
    results = read(data)
    usable = work.judged and any(not part.report.error for part in work.parts)
    assert results["gradable"] is usable
    if not usable:
        assert set(results) == {"gradable", "format_errors"}
        assert results["format_errors"]
        assert all(isinstance(error, str) and error for error in results["format_errors"])
        return
    assert set(results) == {"gradable", "score", "message", "output", "tests"}
    assert number(results["score"])
    assert 0 <= results["score"] <= 1
    assert results["score"] == pytest.approx(work.points / work.worth)
    for test in results["tests"]:
        assert set(test) == {"name", "description", "points", "max_points", "output"}
        assert number(test["points"])
        assert number(test["max_points"])
        assert 0 <= test["points"] <= test["max_points"]


def classroom50(data: bytes, work: Work) -> None:
    result = read(data)
    assert set(result) == {"schema", "score", "max-score", "tests"}
    assert result["schema"] == "classroom50/result/v1"
    for scored in (result, *result["tests"]):
        assert type(scored["score"]) is type(scored["max-score"]) is int
        assert 0 <= scored["score"] <= scored["max-score"]
    for test in result["tests"]:
        assert test["test-name"]
        assert type(test["passed"]) is bool
    assert sum(test["score"] for test in result["tests"]) == result["score"] == round(100 * work.points)
    assert sum(test["max-score"] for test in result["tests"]) == result["max-score"] == round(100 * work.worth)


def coderunner(data: bytes, work: Work) -> None:
    outcome = read(data)
    assert set(outcome) <= OF_CODERUNNER
    assert number(outcome["fraction"])
    assert 0 <= outcome["fraction"] <= 1
    heads, *rows = outcome["testresults"]
    assert len(outcome["columnformats"]) == len([h for h in heads if h not in ("iscorrect", "ishidden")])
    assert set(outcome["columnformats"]) == {"%s"}  # cells are text, which Moodle escapes
    assert all(len(row) == len(heads) for row in rows)
    for row in rows:
        assert row[heads.index("iscorrect")] in (0, 1)
        assert row[heads.index("ishidden")] in (0, 1)
    shown = ElementTree.fromstring(f"<div>{outcome['prologuehtml']}</div>")
    assert [element.tag for element in shown.iter()] == ["div", "pre"]
    assert data.count(b"\n") == 1  # one line on standard output


def junit(data: bytes, work: Work) -> None:
    root = ElementTree.fromstring(data.decode("utf-8"))
    assert root.tag == "testsuites"
    suites = list(root)
    assert len(suites) == len(work.parts)
    for suite in suites:
        properties, *cases = list(suite)
        assert properties.tag == "properties"
        assert {case.tag for case in cases} == {"testcase"}
        assert int(suite.get("tests", "")) == len(cases)
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count, "")) == len(suite.findall(f"testcase/{tag}"))
        for case in cases:
            assert set(case.attrib) == {"classname", "name", "time"}
            assert all(case.attrib.values())
            assert math.isfinite(float(case.attrib["time"]))
            kinds = [child.tag for child in case]
            assert kinds[0] == "properties"
            assert len(kinds) == 2
            assert kinds[1] in ("failure", "error", "skipped", "system-out")
    for count in ("tests", "failures", "errors", "skipped"):
        assert int(root.get(count, "")) == sum(int(suite.get(count, "")) for suite in suites)
    scores = [float(p.get("value", "")) for p in root.findall("testsuite/properties/property[@name='score']")]
    assert math.isclose(sum(scores), work.points, abs_tol=1e-6)


def markdown(data: bytes, work: Work) -> None:
    """Nothing of what was handed in is markup: only ours is, and the page is read in the order of
    its headings.
    """
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode("utf-8"))
    flat = [*tokens, *(child for token in tokens for child in token.children or [])]
    kinds = {token.type for token in flat}
    assert kinds <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "fence"),
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "text_special"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    }
    heads = [token.tag for token in tokens if token.type == "heading_open"]
    assert heads[0] == "h1"
    assert heads.count("h1") == 1
    assert heads.count("h2") == len(work.parts)
    assert len([t for t in tokens if t.type == "table_open"]) == len(work.parts)


def summary(data: bytes, work: Work) -> None:
    markdown(data, work)
    assert len(data) <= 1 << 20


def annotations(data: bytes, work: Work) -> None:
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == ""
    for line in lines:
        match = re.fullmatch(r"::(error|notice) ([^:]*)::(.*)", line)
        assert match
        properties = dict(each.split("=", 1) for each in match[2].split(","))
        assert set(properties) <= {"file", "line", "title"}
        assert re.fullmatch(r"[1-9]\d*", properties.get("line", "1"))
        assert re.fullmatch(r"(?:[^%]|%25|%0A|%0D|%3A|%2C)*", "".join(properties.values()) + match[3])
    assert lines[-1].startswith("::notice ")
    bad = [o for o in of_work(work, 100) if o.status in ("failed", "error") or (o.status == "skipped" and o.worth)]
    assert len(lines) == len(bad) + 1


CONTRACTS: dict[str, Callable[[bytes, Work], None]] = {
    "gradescope": gradescope,
    "prairielearn": prairielearn,
    "classroom50": classroom50,
    "coderunner": coderunner,
    "junit": junit,
    "markdown": markdown,
    "github-summary": summary,
    "github-annotations": annotations,
}


def test_every_format_has_its_contract() -> None:
    assert set(CONTRACTS) == set(BUNDLED)
    assert list(BUNDLED) == sorted(BUNDLED)
    for name, each in BUNDLED.items():
        assert each.name == name
        assert re.fullmatch(r"\.(json|md|xml|txt)", each.ending)


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("format_", BUNDLED)
def test_a_contract_holds(format_: str, work: str) -> None:
    data = BUNDLED[format_].write(WORKS[work])
    CONTRACTS[format_](data, WORKS[work])
    decoded = data.decode("utf-8")
    assert not CONTROL.search(decoded)
    assert "FOR THE INSTRUCTOR" not in decoded
    if decoded.startswith("{"):
        assert not any(CONTROL.search(text) for text in texts(read(data)))


@pytest.mark.parametrize("work", WORKS)
def test_another_reader_of_junit_finds_the_same(work: str) -> None:
    """Cases, how they ended, and the points, which it knows as properties."""
    read_back = JUnitXml.fromstring(BUNDLED["junit"].write(WORKS[work]).decode())
    suites = list(read_back)
    assert len(suites) == len(WORKS[work].parts)
    for suite, part in zip(suites, WORKS[work].parts, strict=True):
        properties = {each.name: each.value for each in suite.properties()}
        assert float(properties["score"]) == pytest.approx(part.points)
        assert float(properties["max_score"]) == pytest.approx(part.worth)
        ended = [type(result).__name__ for case in suite for result in case.result]
        assert ended.count("Failure") == suite.failures
        assert ended.count("Error") == suite.errors == (not part.judged)
        assert ended.count("Skipped") == suite.skipped
        assert sum(case.is_passed for case in suite) == suite.tests - suite.failures - suite.errors - suite.skipped


@pytest.mark.parametrize("format_", BUNDLED)
def test_all_tell_the_same_story(format_: str) -> None:
    """The code with its name, a wrong result with a line that shows it, the mistake and why it is
    one.
    """
    found = wrong("why")
    (diagnosis,) = found.findings.diagnoses
    (failure,) = found.findings.failures
    findings = replace(
        found.findings,
        diagnoses=(replace(diagnosis, title="difference for product", explanation="A difference stands there."),),
        failures=(replace(failure, call="sigmoid(torch.tensor(1.5))"),),
    )
    work = alone(report(replace(found, summary="88 of 88 wrong", findings=findings)))
    said = BUNDLED[format_].write(work).decode()
    for words in (
        "G301 wrong-backward",
        "88 of 88 wrong",
        "try: sigmoid(torch.tensor(1.5))",
        "mistake: difference for product",
        "A difference stands there.",
    ):
        assert words in said.replace("%3A", ":")


@pytest.mark.parametrize("work", ["not judged", "one not judged"])
@pytest.mark.parametrize("format_", BUNDLED)
def test_what_could_not_be_judged_is_said_and_is_no_failure_of_the_student(format_: str, work: str) -> None:
    said = BUNDLED[format_].write(WORKS[work]).decode()
    assert NOT_GRADED[:10] in said
    assert "grader is at fault, not you: torch cannot be imported" in said
    if format_ == "junit":
        assert 'errors="1"' in said
        assert "<failure" not in said


@pytest.mark.parametrize("format_", BUNDLED)
def test_of_a_hidden_check_no_more_than_the_points_is_told(format_: str) -> None:
    said = BUNDLED[format_].write(WORKS["hidden"]).decode()
    assert "G301" not in said
    assert "why" not in said
    assert "multiple of" not in said  # nor how fast it was


def test_of_several_attempts_the_tests_have_the_same_names() -> None:
    """Gradescope and Artemis know tests by their names."""
    names = [[o.name for o in of_work(alone(r), 10) if o.check != "speed"] for r in (PASSED, FAILED)]
    assert names[0] == names[1] == ["sigmoid: values", "sigmoid: gradients", "sigmoid: rules"]


def test_points_that_do_not_come_out_even_add_up() -> None:
    (part,) = of((BY_THIRDS, 10)).parts
    assert part.points == 6.67
    given = shares(part, ("values", "gradients", "contract"))
    assert given == {"values": (3.33, 3.33), "gradients": (3.34, 3.34), "contract": (0.0, 3.33)}
    (part,) = of((NO_POINTS, 3)).parts
    assert shares(part, ("values", "rules")) == {"values": (1.5, 1.5), "rules": (1.5, 1.5)}


def test_what_is_right_and_worth_nothing_says_why() -> None:
    values, rules = of_work(of((LOST, 10)), 1000)
    assert (values.status, values.points, rules.points) == ("passed", 0.0, 0.0)
    assert values.text.endswith("It gives no points: rules has failed, and without it nothing counts.")
    assert "R701 forbidden-call" in rules.text


def test_text_is_cut_where_it_is_too_long() -> None:
    assert plain("abc", 3) == "abc"
    assert plain("abcd", 3) == "abc\n... cut here"
    assert plain("\x1b[31mab\x1b[0m", 3) == "ab"
    assert fitting(lambda most: "x" * most, 1000) == b"x" * 1000
    with pytest.raises(ValueError, match="too many exercises"):
        fitting(lambda most: "x" * 1001, 1000)


def test_an_annotation_has_the_line_of_the_error() -> None:
    said = BUNDLED["github-annotations"].write(WORKS["syntax"]).decode()
    assert said.startswith(
        "::error file=sigmoid.py,line=3,title=sigmoid failed::S102 import-fails  sigmoid.py: the file"
    )


def test_what_a_submission_prints_is_no_workflow_command() -> None:
    """GitHub obeys commands at the beginning of any line, after spaces too."""
    said = BUNDLED["github-annotations"].write(hostile(HOSTILE)).decode()
    assert [line for line in said.splitlines() if not line.startswith(("::error ", "::notice title=Points"))] == []


def test_a_plugin_cannot_take_the_name_of_a_bundled_format() -> None:
    mine = Format(name="mine", ending=".txt", about="mine", write=lambda work: b"")
    assert formats({"mine": mine})["mine"] is mine
    with pytest.raises(ExerciseError, match="the name of the format junit is taken") as caught:
        formats({"junit": replace(mine, name="junit")})
    assert caught.value.code == "A610"

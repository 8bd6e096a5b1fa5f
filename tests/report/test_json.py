"""The JSON form: strictly standard, and with everything that the terminal shows."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from grader.report.json import finite, render
from grader.report.model import (
    CheckResult,
    Distance,
    Failure,
    Findings,
    GradingRun,
    Number,
    Report,
    Score,
    SubmittedFile,
)

numbers = st.floats() | st.integers() | st.text() | st.none() | st.booleans()
nested = st.recursive(numbers, lambda s: st.lists(s) | st.dictionaries(st.text(), s), max_leaves=20)


@given(value=nested)
def test_anything_becomes_standard_json(value: object) -> None:
    json.dumps(finite(value), allow_nan=False)


def test_the_schema_and_what_is_not_finite() -> None:
    failure = Failure(
        kind="worst",
        inputs={"x": -1e4},
        got=Number(math.nan, "nan"),
        expected=Number(0.0, "0.0"),
        distance=Distance(math.inf, 1e-45, 1e-45),
        call="f(x)",
    )
    check = CheckResult(
        name="values",
        dtype="float32",
        status="failed",
        summary="1 of 2 wrong",
        score=Score(0, 40),
        findings=Findings(code="V201", failures=(failure,)),
    )
    plain = json.loads(
        render(
            Report(
                exercise="f",
                title="F",
                submission=SubmittedFile("f.py", "ab"),
                run=GradingRun(3, {"torch": "2"}, 0.5),
                checks=(check,),
            )
        )
    )
    assert plain["schema"] == "grader.report/1"
    assert plain["submission"] == {"path": "f.py", "sha256": "ab", "cells": [], "cells_left_out": 0}
    assert (plain["passed"], plain["score"], plain["max_score"], plain["seed"]) == (False, 0, 40, 3)
    shown = plain["checks"][0]["failures"][0]
    assert (shown["got"], shown["error"], shown["inputs"]) == ("nan", "inf", {"x": -10000.0})

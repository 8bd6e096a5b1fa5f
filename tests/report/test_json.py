"""The JSON form: strictly standard, and with everything that the terminal shows."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from grader.report.json import finite, render
from grader.report.model import CheckResult, Failure, Report

numbers = st.floats() | st.integers() | st.text() | st.none() | st.booleans()
nested = st.recursive(numbers, lambda s: st.lists(s) | st.dictionaries(st.text(), s), max_leaves=20)


@given(value=nested)
def test_anything_becomes_standard_json(value: object) -> None:
    json.dumps(finite(value), allow_nan=False)


def test_the_schema_and_what_is_not_finite() -> None:
    failure = Failure("worst", {"x": -1e4}, math.nan, 0.0, math.inf, 1.0, 1e-45, "f(x)", "nan", "0.0", math.inf, 1e-45)
    check = CheckResult("values", "float32", "failed", "1 of 2 wrong", 0, 40, code="V201", failures=(failure,))
    plain = json.loads(render(Report("f", "F", "f.py", "ab", 3, {"torch": "2"}, 0.5, (check,))))
    assert plain["schema"] == "grader.report/1"
    assert plain["submission"] == {"path": "f.py", "sha256": "ab"}
    assert (plain["passed"], plain["score"], plain["max_score"], plain["seed"]) == (False, 0, 40, 3)
    shown = plain["checks"][0]["failures"][0]
    assert (shown["got"], shown["error"], shown["inputs"]) == ("nan", "inf", {"x": -10000.0})

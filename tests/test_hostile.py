"""Submissions that attack: none passes without right numbers, each gets the reason told, and none
leaves a trace.

The first line of each file under tests/submissions/hostile says what is expected and which layer
stops it (`Attack`). Each is graded at the best level of this machine, at every other one where
something else stops it, and at the best one in bubblewrap; after each, the same template grades an
honest submission.
"""

import platform
from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest

from grader.errors import WorkerError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.sandbox.workers import BEST, Workers
from grader.limit_settings import Limits
from grader.report.json import render as to_json
from grader.report.model import Report
from grader.report.terminal import render as to_text

from .attacks import ATTACKS, Attack
from .canaries import Canaries, canaries
from .conftest import ROOT, planned
from .levels import bare, forker, needs, strongest
from .tiers import first_of_each

__all__ = ["canaries"]

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="the attacks are on Linux")
SLUG = "sigmoid"
HONEST = (ROOT / "solutions" / "activations" / "sigmoid.py").read_bytes()
FLOAT32 = ("float32",)
WALLED = "bubblewrap"
CASES = [(attack, place) for attack in ATTACKS for place in (*attack.levels, WALLED)]


def kinds(case: tuple[Attack, str]) -> Iterator[Hashable]:
    """What an attack at a level stands for: the layer that stops it there, or lets it through, and
    its codes.
    """
    attack, place = case
    yield attack.layer, place
    if place == BEST:
        yield from attack.codes


def graded(workers: Workers, data: bytes, limits: Limits, level: str) -> Report:
    with workers.session(limits, level) as session:
        return grade.grade_data(planned(SLUG, FLOAT32, False), f"{SLUG}.py", data, Attempt(session))


def found(attack: Attack, workers: Workers, level: str, canaries: Canaries) -> tuple[set[str], Report | None]:
    """The codes that a submission gets, or that it has passed."""
    try:
        report = graded(workers, attack.source(canaries.names(forker(workers))), attack.limits, level)
    except WorkerError as error:
        return {error.code}, None
    if report.passed:
        return {"passed"}, report
    return {c.findings.code for c in report.checks if c.findings.code} | (
        {report.error.code} if report.error else set()
    ), report


@pytest.mark.parametrize(
    ("attack", "place"), first_of_each(kinds, CASES), ids=[f"{a.name}-{place}" for a, place in CASES]
)
def test_an_attack_is_stopped_and_told(attack: Attack, place: str, canaries: Canaries) -> None:
    workers, level = (strongest(), BEST) if place == WALLED else (bare(), place)
    needs(attack.lowest if level == BEST else level)
    if place == WALLED and not workers._template.walled:
        pytest.skip("bubblewrap does not work here: grader doctor says why")
    before = forker(workers)
    codes, report = found(attack, workers, level, canaries)
    text = to_text(report) if report else ""
    assert codes & attack.expected(level), (codes, text)
    if report:
        assert report.error is None or report.error.who == "student"
        assert not set(text + to_json(report)) & set("\x1b\x07\u202e\u2066\u2028"), text
        assert report.passed or not any(line.startswith("passed") for line in text.splitlines()), text
        assert canaries.secret not in text + to_json(report)
    canaries.assert_untouched(before)
    assert graded(workers, HONEST, Limits(), level).passed
    assert forker(workers) == before


def test_there_are_enough_attacks_and_each_says_what_it_tries() -> None:
    assert len(ATTACKS) >= 80
    assert len({attack.tries for attack in ATTACKS}) == len(ATTACKS)


def test_the_documentation_lists_every_attack() -> None:
    table = (ROOT / "docs" / "attacks.md").read_text(encoding="utf-8")
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert rows == [attack.row for attack in ATTACKS]


def test_attacks_are_found_where_they_lie() -> None:
    assert {a.path.parent for a in ATTACKS} == {Path(__file__).parent / "submissions" / "hostile"}

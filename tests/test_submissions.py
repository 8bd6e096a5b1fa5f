"""Every submission under tests/submissions is judged as its kind asks.

Wrong ones are caught by what their first line names, `# expect: CHECK CODE DIAGNOSIS FACT` (`-` for
no diagnosis, and none or more facts); odd but right ones pass, without a note; cheats, whose
results are right, break a rule, `# expect: CODE`, or pass with a note for a person, `# expect: note
KIND`; broken ones are told what is wrong, `# expect: CODE`, or one of several where isolation
decides.
"""

from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest

from grader.judge.diagnosis.crash_words import WORDS as CRASHES
from grader.judge.diagnosis.decays import COUPLED, MOVES
from grader.judge.diagnosis.diagnose import DERIVATIVE_MISSING, SIGN
from grader.judge.diagnosis.repairs import UNSTABLE
from grader.judge.diagnosis.setting_mixups import WORDS as SETTINGS
from grader.judge.diagnosis.shared_memory import SEEN
from grader.judge.repair.changes import WORDS as CHANGES
from grader.judge.repair.constants import WORDS as CONSTANTS
from grader.judge.repair.guards import WORDS as GUARDS
from grader.judge.repair.statement_changes import WORDS as STATEMENTS
from grader.judge.trajectories.misread import WORDS as MISREAD
from grader.limit_settings import Limits
from grader.reference.slips import slips
from grader.reference.stand_ins import WORDS as QUANTITIES
from grader.reference.wrong_code import WORDS
from grader.report.json import render as to_json
from grader.report.mistake_list import AND
from grader.report.terminal import render as to_text

from .conftest import SUBMISSIONS, bundled, family, grade_file
from .tiers import first_of_each

WRONG = sorted(SUBMISSIONS.glob("*/wrong/*.py"))
ODD = sorted(SUBMISSIONS.glob("*/odd/*.py"))
CHEATS = sorted(SUBMISSIONS.glob("*/cheats/*.py"))
BROKEN = sorted(SUBMISSIONS.glob("*/broken/*.py"))
SHORT = Limits(seconds=2.5, memory_mib=1024)
NO_HEADER = {"empty": ["S106"], "blank": ["S106"]}


def name(path: Path) -> str:
    return "/".join((path.parts[-3], path.stem))


def expectation(path: Path) -> list[str]:
    first = path.read_bytes().splitlines()[:1]
    return first[0].decode().removeprefix("# expect: ").split() if first and first[0].strip() else []


def kinds(path: Path) -> Iterator[Hashable]:
    """What a submission stands for: each code, and what is wrong with a check in a family of
    exercises.
    """
    slug, kind = path.parts[-3:-1]
    yield kind, family(slug) if slug in bundled().entries else slug
    if kind == "wrong":
        check, code, *_ = expectation(path)
        yield family(slug), check, code
    elif kind != "odd":
        yield from NO_HEADER.get(path.stem) or expectation(path)


@pytest.mark.parametrize("path", first_of_each(kinds, WRONG), ids=name)
def test_wrong_submission_is_caught_by_the_check_it_names(path: Path) -> None:
    check, code, diagnoses, *facts = expectation(path)
    report = grade_file(path.parts[-3], path)
    found = [r for r in report.checks if r.name == check and r.status == "failed" and r.findings.code == code]
    assert not report.passed
    assert found, to_text(report)
    named = [d for r in found for d in r.findings.diagnoses if d.confidence != "observed"]
    assert {d.id for d in named} == ({diagnoses} if diagnoses != "-" else set()), to_text(report)
    assert all(d.confidence == "named" for d in named)
    observed = {d.id for r in found for d in r.findings.diagnoses if d.confidence == "observed"}
    assert observed == set(facts), to_text(report)
    if code in ("V201", "G301", "G302", "T501"):
        distances = [[f.distance for f in r.findings.failures[:1]] for r in found]
        assert all(first and first[0].off > first[0].allowed for first in distances)


@pytest.mark.parametrize("path", first_of_each(kinds, ODD), ids=name)
def test_odd_but_right_submission_passes(path: Path) -> None:
    report = grade_file(path.parts[-3], path)
    assert report.passed, to_text(report)
    assert report.score == report.max_score == 100
    assert report.notes == ()


@pytest.mark.parametrize("path", first_of_each(kinds, CHEATS), ids=name)
def test_cheat_is_seen_and_gets_no_points(path: Path) -> None:
    report = grade_file(path.parts[-3], path)
    code, *kinds = expectation(path)
    if code == "note":
        assert report.passed, to_text(report)
        assert [note.id for note in report.notes] == kinds
        return
    failed = [(r.name, r.findings.code) for r in report.checks if r.status == "failed"]
    assert failed == [("rules", code)], to_text(report)
    assert not report.passed
    assert report.score == 0 < report.max_score


@pytest.mark.parametrize("path", first_of_each(kinds, BROKEN), ids=name)
def test_broken_submission_is_told_what_is_wrong(path: Path) -> None:
    expected = NO_HEADER.get(path.stem) or expectation(path)
    report = grade_file(path.parts[-3], path, limits=SHORT)
    codes = {r.findings.code for r in report.checks if r.status == "failed"} | (
        {report.error.code} if report.error else set()
    )
    assert codes & set(expected), to_text(report)
    assert not report.passed
    assert report.error is None or report.error.who == "student"
    assert "\x1b" not in to_text(report) + to_json(report)


def test_wrong_submissions_name_mistakes_that_exist() -> None:
    exercises = [e.exercise for e in bundled().entries.values()]
    known = {f"{e.slug}.{m.id}" for e in exercises for ms in (e.misconceptions, slips(e)) for m in ms}
    codes = (
        *WORDS,
        *CHANGES,
        *QUANTITIES,
        *SETTINGS,
        *CONSTANTS,
        *GUARDS,
        *MISREAD,
        *CRASHES,
        *STATEMENTS,
        *MOVES,
        *COUPLED,
        UNSTABLE,
        DERIVATIVE_MISSING,
        SIGN,
    )
    known |= {f"{e.slug}.{code}" for e in exercises for code in codes}
    known |= {f"{e.slug}.{sight.id}" for e in exercises if e.behaviour for sight in SEEN.values()}
    named = {expectation(path)[2] for path in WRONG} - known
    parts = {f"{slug}.{part}" for slug, _, both in (n.partition(".") for n in named) for part in both.split(AND)}
    assert parts - known <= {"-."}


def test_every_error_of_the_notes_has_a_submission_that_makes_it() -> None:
    noted = {f"{slug}.{m.id}" for slug, e in bundled().entries.items() for m in e.exercise.misconceptions if m.note}
    assert noted - {expectation(path)[2] for path in WRONG} == set()

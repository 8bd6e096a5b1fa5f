"""The small tier has every family, check, family of codes and layer against attacks in it."""

from grader.codes import CODES
from grader.judge.checks.speed import Speed
from grader.limit_settings import LEVELS

from . import test_field, test_hostile, test_submissions
from .attacks import ATTACKS
from .authors import test_broken
from .authors.test_broken import FILES
from .conftest import SIMPLE, bundled, family, kinds_of_exercise, planned, simple_first
from .judge.speed import test_timed
from .test_hostile import WALLED
from .test_submissions import CHEATS, ODD, WRONG, expectation
from .tiers import first_of_each, small, whole

SLUGS = list(bundled().entries)
FAMILIES = {family(slug) for slug in SLUGS}
SMALL = small(test_submissions.kinds, WRONG)
OF_THE_GRADER = "E"  # which no submission and no exercise leads to


def test_a_row_that_is_the_first_of_a_kind_is_in_the_small_tier() -> None:
    assert small(lambda word: [word[0], len(word)], ["ab", "ac", "bc", "bcd", "ab"]) == ["ab", "bc", "bcd"]


def test_all_other_rows_are_marked() -> None:
    first, second, third = first_of_each(lambda row: [row[0]], [(1, "a"), (1, "b"), (2, "c")])
    assert [tuple(row.values) for row in (first, second, third)] == [(1, "a"), (1, "b"), (2, "c")]
    assert [list(row.marks) for row in (first, second, third)] == [[], [whole], []]


def test_there_is_a_simple_exercise_of_every_family() -> None:
    assert set(map(family, SIMPLE)) == FAMILIES


def test_every_family_has_wrong_and_odd_submissions_in_the_small_tier() -> None:
    assert {family(path.parts[-3]) for path in SMALL} == FAMILIES
    assert {family(path.parts[-3]) for path in small(test_submissions.kinds, ODD)} >= FAMILIES - {"sampler"}
    wrong = sorted((test_field.FIELD / "wrong").glob("*.py"))
    assert {family(test_field.slug(path)) for path in small(test_field.kinds, wrong)} >= {"elementwise", "optimizer"}


def test_every_check_fails_somewhere_in_the_small_tier() -> None:
    slugs = small(kinds_of_exercise, simple_first(SLUGS))
    checks = {check.name for slug in slugs for check in planned(slug, ("float32",)).checks}
    failing = {expectation(path)[0] for path in SMALL}
    failing |= {"rules" for path in small(test_submissions.kinds, CHEATS) if expectation(path)[0].startswith("R")}
    failing |= {Speed.name for path in small(test_timed.code, test_timed.TIMED) if test_timed.code(path)[0] == "P801"}
    assert failing == checks | {Speed.name}


def test_every_family_of_codes_is_in_the_small_tier() -> None:
    tables = (WRONG, CHEATS, test_submissions.BROKEN)
    paths = [path for table in tables for path in small(test_submissions.kinds, table)]
    told = {code for path in paths for code in expectation(path) if code in CODES}
    told |= {code for path in small(test_timed.code, test_timed.TIMED) for code in test_timed.code(path)}
    told |= {code for file in small(test_broken.code, FILES) for code in test_broken.code(file)}
    assert {code[0] for code in told & set(CODES)} == {code[0] for code in CODES} - {OF_THE_GRADER}


def test_every_layer_against_attacks_is_tried_in_the_small_tier_wherever_it_works() -> None:
    tried = {(attack.layer, place) for attack, place in small(test_hostile.kinds, test_hostile.CASES)}
    assert {attack.layer for attack in ATTACKS} <= {layer for layer, _ in tried}
    assert {place for _, place in tried} >= {*LEVELS[1:-1], WALLED}
    assert tried == {(attack.layer, place) for attack, place in test_hostile.CASES}

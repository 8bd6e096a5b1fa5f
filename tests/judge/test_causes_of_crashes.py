"""Causes of crashes: the change that is named is made and judged with inputs that it was not tried
with.
"""

import ast
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.crashes.cause import with_causes
from grader.judge.crashes.fix import Fix, Replacement, applied, together
from grader.judge.crashes.tried import NUMBERS, Cure, TextTrial
from grader.judge.diagnosis.crash_words import WORDS
from grader.judge.plan import Plan

from ..conftest import PATIENT, SUBMISSIONS, bundled, planned, workers
from ..tiers import first_of_each

OTHER_SEED = 777
READ_OFF = ("condition_of_tensor", "gradient_for_each_input", "not_stored_yet", "import_missing", "divisor_zero")
CODES = {path: path.read_text().split("\n")[0].split()[-1] for path in sorted(SUBMISSIONS.glob("*/wrong/*.py"))}
TRIED = [p for p, code in CODES.items() if (c := code.partition(".")[2]) in WORDS and c not in READ_OFF]


def kinds(path: Path) -> Iterator[Hashable]:
    yield CODES[path].partition(".")[2]


def name(path: Path) -> str:
    return "/".join((path.parts[-3], path.stem))


@pytest.mark.parametrize("path", first_of_each(kinds, TRIED), ids=name)
def test_what_failed_passes_with_the_change_for_other_inputs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cures: list[tuple[str, Cure]] = []
    looked_for = TextTrial.cure

    def cure(self: TextTrial, fixes: Iterable[Fix]) -> Cure | None:
        if found := looked_for(self, fixes):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            cures.append((applied(self.scene.tree, found.fix.edits), found))
            assert ast.dump(self.scene.tree) == ast.dump(tree)
        return found

    monkeypatch.setattr(TextTrial, "cure", cure)
    slug = path.parts[-3]
    with workers().session(PATIENT) as session:
        grade.grade(planned(slug), path, Attempt(session))
    [(source, found)] = cures
    exercise = bundled().entries[slug].exercise
    with workers().session(PATIENT) as session:
        anew = Plan(exercise=exercise, seed=OTHER_SEED).work_out()
        again = grade.grade_data(anew, "changed.py", source.encode(), Attempt(session))
    failed = {(r.name, r.dtype): r.findings.code for r in again.checks if r.status == "failed"}
    assert not failed.keys() & {(r.name, r.dtype) for r in found.passed}
    if not found.passed:  # the code runs on, and gives wrong numbers
        assert {*failed.values()} <= {*NUMBERS}


def test_changes_stand_within_one_another() -> None:
    tree = ast.parse("y = f(g(x))")
    outer = tree.body[0].value  # type: ignore[attr-defined]
    inner = outer.args[0]
    edits = [
        Replacement(outer, ast.Call(ast.Name("h", ast.Load()), outer.args, []), ""),
        Replacement(inner, ast.Name("z", ast.Load()), ""),
    ]
    assert applied(tree, edits) == "y = h(z)"
    assert ast.unparse(tree) == "y = f(g(x))"


def test_places_are_changed_alone_and_then_together() -> None:
    tree = ast.parse("a = 1\nb = 2; c = 3")
    places = [Replacement(n.value, ast.Constant(0), "") for n in tree.body]  # type: ignore[attr-defined]
    sites = [(places[0], "f"), (places[1], "f"), (places[2], "g")]
    tried = [tuple(e.old.value for e in fix.edits) for fix in together("sum_missing", sites)]  # type: ignore[attr-defined]
    assert tried == [(1,), (2,), (3,), (2, 3), (1, 2), (1, 2, 3)]


def test_each_line_is_named_so_that_a_notebook_can_name_its_cell() -> None:
    tree = ast.parse("a = 1\nb = 2\nc = 3")
    places = [Replacement(n.value, ast.Constant(0), "x") for n in tree.body]  # type: ignore[attr-defined]
    assert Fix("keepdim_extra", tuple(places)).words.startswith("Line 1, line 2 and line 3: ")
    assert Fix("keepdim_extra", tuple(places[:1])).words.startswith("Line 1: ")


def test_results_without_a_crash_are_left_as_they_are() -> None:
    path = next(SUBMISSIONS.glob("sigmoid/wrong/difference_for_product.py"))
    plan = planned("sigmoid")
    with workers().session(PATIENT) as session:
        attempt = Attempt(session)
        checks = grade.grade(plan, path, attempt).checks
        assert with_causes(plan.exercise, plan.checks, attempt, checks) == list(checks)

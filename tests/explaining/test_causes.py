"""Explanations of codes: there is one for each, and its examples are wrong and right as they
say.
"""

import ast
import shutil
from pathlib import Path

import pytest

from grader.author_codes import AUTHOR_CODES
from grader.codes import CODES
from grader.course_settings import Course
from grader.errors import ExerciseError
from grader.explaining.causes import Cause, causes
from grader.explaining.shown import HALF
from grader.judge.diagnosis.explanations import vocabulary
from grader.plugins import load

from ..authors.test_broken import use
from ..cli.command import grader
from .running import X, differing, formula, run, values

CAUSES = causes()
CODED = {code: cause for code, cause in CAUSES.items() if cause.right and not cause.of}
OF_AUTHORS = {code for code in CODED if code in AUTHOR_CODES}
FORMULAS = {code: cause for code, cause in CAUSES.items() if cause.of}
IMPORTS = "from grader import Reals, elementwise, sampler, sym\n\n"
SENTENCES, MOST_LINES = 4, 12  # that a cause and an example may have


def test_every_code_has_a_cause_and_an_example() -> None:
    mistakes = {code for group in vocabulary().values() for code in group}
    assert {*CODES, *mistakes} - {*CAUSES} == set()
    assert {*CAUSES} - {*CODES, *mistakes} == set()
    assert {code for code, cause in CAUSES.items() if not cause.right} == NO_EXAMPLE


@pytest.mark.parametrize("code", CAUSES)
def test_a_cause_is_short_and_says_what_to_try(code: str) -> None:
    cause = CAUSES[code]
    for text in (cause.cause, cause.advice):
        assert text.endswith((".", "?", ":", ")"))
        assert "\n" not in text
        assert "  " not in text
        assert len(text) < 500
    assert cause.cause.count(". ") < SENTENCES
    assert bool(cause.wrong) == bool(cause.right)
    assert cause.wrong != cause.right or not cause.right


# Codes that have no example. What they are about is no line of a submission or of a plugin, but a
# file, a machine, a setting of a course, time or memory of a whole run, or a fault of grader's.
NO_EXAMPLE = {
    *("S101", "S103", "S106", "S114", "S117", "S118", "S119", "S122", "S124", "S125"),
    *("P803", "P805", "P806", "P807"),
    *("A620", "A623", "A630", "A631", "A632", "A633", "A634"),
    *(code for code in CODES if code.startswith("E")),
}
# Codes whose wrong example Python cannot read: that is the mistake.
NOT_PYTHON = {"S102"}
# Codes whose wrong example is not to be run: it does not end, ends the process, writes a file, or
# replaces functions.
NOT_RUN = {"S112", "S113", "S116", "S123"}
# Codes whose wrong example fails, and how.
FAILS: dict[str, type[Exception] | tuple[type[Exception], ...]] = {
    "S104": NameError,
    "S105": TypeError,
    "S107": NotImplementedError,
    "S108": RuntimeError,
    "S121": IndexError,
    "C409": RuntimeError,
    "matrix_not_transposed": RuntimeError,
    "not_along_channels": RuntimeError,
    "view_of_strided": RuntimeError,
    "no_grad_missing": RuntimeError,
    "dimension_to_add": RuntimeError,
    "missing_gradient_not_skipped": TypeError,
    "gradient_none_at_first": AttributeError,
    "closure_parameter_missing": TypeError,
    "closure_without_grad": RuntimeError,
    "number_function_on_tensor": (TypeError, ValueError, RuntimeError),
    "condition_of_tensor": RuntimeError,
    "gradient_for_each_input": RuntimeError,
    "not_stored_yet": KeyError,
    "import_missing": NameError,
    "divisor_zero": ZeroDivisionError,
}
# Codes whose wrong example gives the same numbers: they are about how these are computed.
SAME = {"G304", "P801", "R701", "R702", "S111"}


@pytest.mark.parametrize("code", CODED)
def test_an_example_is_python_and_stands_beside_the_right_one(code: str) -> None:
    for text in (CODED[code].wrong, CODED[code].right):
        if code in NOT_PYTHON and text == CODED[code].wrong:
            with pytest.raises(SyntaxError):
                ast.parse(text)
        else:
            ast.parse(text)
        assert max(map(len, text.splitlines())) <= HALF
        assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("code", sorted({*CODED} - {*NOT_PYTHON, *NOT_RUN, *FAILS, *SAME} - OF_AUTHORS))
def test_what_is_wrong_gives_something_else(code: str) -> None:
    assert differing(run(CODED[code].wrong), run(CODED[code].right))


@pytest.mark.parametrize("code", sorted(OF_AUTHORS))
def test_what_is_wrong_in_a_plugin_gets_this_code(code: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(IMPORTS + CODED[code].wrong, encoding="utf-8")
    (tmp_path / "right.py").write_text(IMPORTS + CODED[code].right, encoding="utf-8")
    assert told_of(tmp_path / "wrong.py", tmp_path / "1") == code
    assert told_of(tmp_path / "right.py", tmp_path / "2") == ""


def told_of(plugin: Path, course: Path) -> str:
    """The code of the error about the only plugin of a course; nothing if there is none."""
    (course / "plugins").mkdir(parents=True)
    shutil.copy(plugin, course / "plugins" / "f.py")
    found = load(Course(course))
    if found.broken:
        return found.broken[0].error.code
    try:
        for entry in found.entries.values():
            if entry.plugin == "course":
                use(entry.exercise)
    except ExerciseError as error:
        return error.code
    return ""


@pytest.mark.parametrize("code", FAILS)
def test_what_is_wrong_fails(code: str) -> None:
    with pytest.raises(FAILS[code]):
        run(CODED[code].wrong)
    assert run(CODED[code].right)


@pytest.mark.parametrize("code", sorted(SAME))
def test_what_is_wrong_gives_the_same_numbers(code: str) -> None:
    wrong, right = run(CODED[code].wrong), run(CODED[code].right)
    assert {*wrong} & {*right}
    assert not {name for name in differing(wrong, right) if "graph" not in name}


@pytest.mark.parametrize("code", FORMULAS)
def test_what_is_right_is_the_derivative_and_what_is_wrong_is_not(code: str) -> None:
    cause: Cause = FORMULAS[code]
    derivative = values(formula(cause.of).diff(X))
    right, wrong = values(formula(cause.right)), values(formula(cause.wrong))
    assert right == pytest.approx(derivative, rel=1e-9)
    assert wrong != pytest.approx(derivative, rel=1e-3)


@pytest.mark.parametrize("name", ["difference for product", "difference_for_product", "Difference for product"])
def test_a_mistake_that_an_author_declares_is_explained_by_its_name(name: str) -> None:
    done = grader("explain", name)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("sigmoid.difference_for_product  The difference f - (1 - f)")

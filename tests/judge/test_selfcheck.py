"""What makes an exercise unfit for students: each fault is found, by the finding that is about
it.
"""

from pathlib import Path

import pytest

from grader.exercise import Exercise
from grader.judge.selfcheck.fitness import selfcheck, strays
from grader.judge.selfcheck.outputs import Finding
from grader.plugins import Catalogue

from ..conftest import PATIENT, workers

HEAD = "from grader import Reals, elementwise, sym\n\n\n"
RIGHT = '''@elementwise(domain=Reals(-3, 3))
def square(x, y):
    """Square: x times x, plus y.

    Write square(x, y) and its backward.

    Hint: the power rule.
    """
    return x**2 + y


@square.misconception(of="value")
def difference(x, y):
    """It is a sum."""
    return x**2 - y


@square.derivative(wrt="x")
def by_x(x, y):
    return 2 * x
'''
SOLUTION = """import torch


def square(x, y):
    return x * x + y


def square_backward(grad_output, x, y):
    return 2 * x * grad_output, grad_output.clone()
"""
STARTER = """def square(x, y):
    raise NotImplementedError("TODO")
"""
TWICE = '''
@square.misconception(of="value"{same})
def turned(x, y):
    """The sign of y is wrong."""
    return -y + x * x
'''

# (the finding that fails, what is replaced in the plugin and by what)
FAULTS = [
    ("prompt", "    Write square(x, y) and its backward.\n", ""),
    ("hint", "    Hint: the power rule.\n", ""),
    ("formula", "return 2 * x", "return 3 * x"),  # a textbook derivative that is none
    ("formula", "return x**2 - y", "return x * x + y"),  # a misconception that is right
    ("formula", "return x**2 + y", "return 1 / x + y"),  # a pole at an input
    ("misconceptions", "@square.derivative", TWICE.format(same="") + "\n\n@square.derivative"),
    ("torch's own", "Reals(-3, 3)", 'Reals(-3, 3), torch="torch.sub"'),
]
OUTPUT_FAULTS = [
    ("outputs vary", "return 1 + 0 * x"),
    ("outputs are seen", "return sym.Piecewise((y, sym.And(x > 1, x < 1.1)), (0, True))"),
    ("outputs see inputs", "return x**2"),
]


def exercise(folder: Path, plugin: str, solution: str = SOLUTION, starter: str = STARTER) -> Exercise:
    for name, text in (("plugins", HEAD + plugin), ("solutions", solution), ("exercises", starter)):
        (folder / name).mkdir()
        if text:
            (folder / name / "square.py").write_text(text, encoding="utf-8")
    found = Catalogue()
    found.add_folder(folder / "plugins", "course")
    assert not found.broken, found.broken
    return found.entries["square"].exercise


def failed(found: Exercise) -> dict[str, Finding]:
    return {f.what: f for f in selfcheck(found, PATIENT, workers()).findings if f.ok is False}


def test_a_fit_exercise_passes(tmp_path: Path) -> None:
    result = selfcheck(exercise(tmp_path, RIGHT), PATIENT, workers())
    assert result.passed, result.findings
    assert {f.what for f in result.findings if f.ok is None} == {"facts", "torch's own"}


@pytest.mark.parametrize(("what", "old", "new"), FAULTS, ids=[f"{f[0]} {n}" for n, f in enumerate(FAULTS)])
def test_fault_in_the_plugin_is_found(what: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in RIGHT
    assert what in failed(exercise(tmp_path, RIGHT.replace(old, new)))


@pytest.mark.parametrize(("what", "formula"), OUTPUT_FAULTS)
def test_outputs_that_show_nothing_are_found(what: str, formula: str, tmp_path: Path) -> None:
    bare = RIGHT[: RIGHT.index("\n\n@square.misconception")]
    assert what in failed(exercise(tmp_path, bare.replace("return x**2 + y", formula)))


@pytest.mark.parametrize(("stated", "ok"), [("[0, oo)", True), ("(0, oo)", False)])
def test_facts_are_compared_with_what_is_computed(stated: str, ok: bool, tmp_path: Path) -> None:
    bare = RIGHT[: RIGHT.index("\n\n@square.misconception")].replace("(x, y)", "(x)").replace("x**2 + y", "x**2")
    found = selfcheck(exercise(tmp_path, f'{bare}\n\nsquare.fact("range", "{stated}")\n'), PATIENT, workers())
    assert [f.ok for f in found.findings if f.what == "facts"] == [ok]


def test_two_that_cannot_be_told_apart_must_be_declared_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    undeclared = failed(exercise(tmp_path / "a", RIGHT + TWICE.format(same="")))
    assert "difference and turned give the same results" in undeclared["misconceptions"].detail
    assert 'same_as="difference"' in undeclared["misconceptions"].detail
    declared = exercise(tmp_path / "b", RIGHT + TWICE.format(same=', same_as="difference"'))
    assert failed(declared) == {}


@pytest.mark.parametrize(
    ("what", "files"),
    [
        ("solution", {"solution": ""}),
        ("solution", {"solution": SOLUTION.replace("2 * x", "x")}),
        ("starter", {"starter": ""}),
        ("starter", {"starter": SOLUTION}),
    ],
)
def test_fault_in_the_files_is_found(what: str, files: dict[str, str], tmp_path: Path) -> None:
    assert list(failed(exercise(tmp_path, RIGHT, **files))) == [what]


def test_stray_files_are_found(tmp_path: Path) -> None:
    found = exercise(tmp_path, RIGHT)
    assert strays([found]) == []
    stray = tmp_path / "solutions" / "cube.py"
    stray.write_text(SOLUTION, encoding="utf-8")
    assert strays([found]) == [stray]

"""A family is one object: nobody else compares its name, or asks which one it is."""

import ast
import re
from collections.abc import Iterator

import pytest

from grader.errors import ExerciseError
from grader.families import FAMILIES, Draft, Drawing, Family, Options, Specification, exercise
from grader.family import failure
from grader.judge.plan import Plan

from .conftest import ROOT

NAMES = {family.name for family in FAMILIES}
# where two families may not have one name
UNIQUE = ("grader/plugins.py", "grader/testing/families.py")
CODE = [
    path
    for folder in ("grader", "plugins")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.parent != ROOT / "grader" / "families" and path.relative_to(ROOT).as_posix() not in UNIQUE
]
FAMILY = re.compile(r"(.*\.)?family(\.name)?")  # a family, or its name, as an expression is written
COMPARED = re.compile(r"\.family(\.name)?\s*(==|!=|(not )?in\b|is\b)")


def found(text: str) -> list[int]:
    """The lines that compare a family: by the syntax tree, and by what they look like."""
    seen = {n for n, line in enumerate(text.splitlines(), 1) if COMPARED.search(line)}
    nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.expr | ast.stmt))
    return sorted(seen | {node.lineno for node in nodes if any(map(_is_family, _asked(node)))})


def _asked(node: ast.AST) -> Iterator[ast.expr]:
    """What an expression or a statement asks about: what is compared, looked up, matched, or of
    which class.
    """
    match node:
        case ast.Compare(left, _, others):
            for part in (left, *others):
                yield from part.elts if isinstance(part, ast.Tuple | ast.List | ast.Set) else [part]
        case ast.Subscript(_, ast.Name() | ast.Attribute() as key):
            yield key
        case ast.Match(subject):
            yield subject
        case ast.Call(ast.Name("isinstance" | "type") | ast.Attribute(_, "get"), [first, *_]):
            yield first


def _is_family(part: ast.expr) -> bool:
    return bool(FAMILY.fullmatch(ast.unparse(part))) or (isinstance(part, ast.Constant) and part.value in NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "exercise.family == other",
        'exercise.family.name in ("loss", "layer")',
        "exercise.family is LOSS",
        'kind == "optimizer"',
        'kind in {"optimizer", "training"}',
        "TABLE[exercise.family.name]",
        "TABLE.get(family, ())",
        "isinstance(exercise.family, Loss)",
        "match exercise.family:\n    case _:\n        pass",
    ],
)
def test_a_comparison_is_found(text: str) -> None:
    assert found(text) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "exercise.family.scalar(spec)",
        "TABLE[exercise.family.procedure]",
        "of not in exercise.family.subjects",
        'name = "loss"',
        "if family.per_entry:\n    pass",
    ],
)
def test_a_question_is_no_comparison(text: str) -> None:
    assert found(text) == []


def test_nobody_compares_families() -> None:
    places = {str(p.relative_to(ROOT)): found(p.read_text(encoding="utf-8")) for p in CODE}
    assert {name: lines for name, lines in places.items() if lines} == {}


class Broken(Family):
    """a family that fails"""

    name = "broken"

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        raise KeyError("rows")


class Silent(Family):
    """a family that does not say how calls are made"""

    name = "silent"


def identity(x):
    """Identity: the number itself."""
    return x


@pytest.mark.parametrize(
    ("family", "told"),
    [(Broken(), "the family broken failed: KeyError: 'rows'"), (Silent(), "silent draws no calls")],
    ids=repr,
)
def test_a_family_that_fails_is_its_authors_error(family: Family, told: str) -> None:
    made = exercise(family, Options())(identity)
    with pytest.raises(ExerciseError) as caught:
        Plan(exercise=made).work_out()
    assert caught.value.code == "A631"
    assert told in caught.value.message
    assert caught.value.where
    assert caught.value.where.path == __file__


def test_what_else_fails_is_no_error_of_a_family() -> None:
    assert failure(Silent(), ValueError("elsewhere")) is None
    assert failure(FAMILIES[0], NotImplementedError("ours")) is None

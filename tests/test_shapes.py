"""No function has more than five parameters, and no record more than eight fields, but for those
named here.
"""

import ast
from collections.abc import Iterator

from .conftest import ROOT

MOST_PARAMETERS, MOST_FIELDS = 5, 8
# What an author writes over a function: each parameter is an option, given by name.
DECORATORS = {
    "grader/families/elements.py": {"elementwise", "tensor"},
    "grader/families/layers.py": {"layer"},
    "grader/families/losses.py": {"loss"},
    "grader/families/optimizers.py": {"optimizer"},
    "grader/families/rows.py": {"rowwise"},
}
# What a user writes after a command: click gives each option as a parameter of its own.
COMMANDS = {f"grader/cli/{name}.py": {"command"} for name in ("batch", "check", "quiz_export", "quiz_own", "quiz_take")}
# What an author says of an exercise: its fields are the options of the decorators, one by one.
SPECIFICATIONS = {"grader/specification.py": {"Specification"}, "grader/families/make.py": {"Options"}}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "grader").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def parameters(function: Function) -> list[str]:
    """The names of the parameters, without the object or class that a method belongs to."""
    taken = function.args
    names = [a.arg for a in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def fields(record: ast.ClassDef) -> list[str]:
    """What each object of a class has, as far as it is declared in the class."""
    declared = [node for node in record.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)]
    return [ast.unparse(d.target) for d in declared if not ast.unparse(d.annotation).startswith("ClassVar")]


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every function, method and function within, with how many parameters it has."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node.name, len(parameters(node))


def records(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every class with how many fields it has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name, len(fields(node))


def too_large(found: Iterator[tuple[str, int]], most: int) -> set[str]:
    return {name for name, size in found if size > most}


def named(large: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: found for name, found in large.items() if found}


def test_no_function_has_more_than_five_parameters() -> None:
    large = named({name: too_large(functions(tree), MOST_PARAMETERS) for name, tree in modules()})
    assert large == DECORATORS | COMMANDS  # so that none is named which need not be
    sizes = [size for _, tree in modules() for _, size in functions(tree)]
    assert len(sizes) > 2000
    assert sizes.count(MOST_PARAMETERS) > 20


def test_no_record_has_more_than_eight_fields() -> None:
    large = named({name: too_large(records(tree), MOST_FIELDS) for name, tree in modules()})
    assert large == SPECIFICATIONS
    sizes = [size for _, tree in modules() for _, size in records(tree)]
    assert len(sizes) > 300
    assert sizes.count(MOST_FIELDS) > 3


def test_what_is_too_large_is_seen() -> None:
    tree = ast.parse(
        "class A:\n"
        "    x: ClassVar[int] = 0\n"
        + "".join(f"    f{n}: int\n" for n in range(9))
        + "    def method(self, a, /, b, c, *, d, e, f=0): ...\n"
        "    async def small(self, a, b, c, d, e, *more, **others): ...\n"
    )
    assert dict(functions(tree)) == {"method": 6, "small": 5}
    assert dict(records(tree)) == {"A": 9}


def test_commands_are_those_of_click() -> None:
    for name, names in COMMANDS.items():
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, Function) and node.name in names:
                assert any(ast.unparse(d).startswith("click.command(") for d in node.decorator_list)

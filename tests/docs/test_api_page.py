"""The page of the authoring interface has every name, as the code has it, with an example."""

import re
from pathlib import Path

import pytest
from sitemaker import api_page
from sitemaker.api_examples import decorator_example, example
from sitemaker.markup import plain
from sitemaker.source_signatures import docstring, signature

import grader
from grader import families, hookspecs, testing


def first(size: int, /, *, scale: float = 1.0) -> None:
    """Do it.

    Raises:
        ValueError: if `size`
            is 0.
        OSError: if the disk is full.
    """


def test_every_name_has_a_signature_and_an_example(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    api_page.write(tmp_path)
    page = (tmp_path / "reference" / "api.md").read_text(encoding="utf-8")
    hooks = {name for name in vars(hookspecs) if name.startswith("grader_")}
    own = {*grader.__all__} - {"sym", "hookimpl"} | hooks
    entries = dict(re.findall(r"(?ms)^### (\S+)\n(.*?)(?=^##|\Z)", page.replace("\\_", "_")))
    assert {name for name in own if name not in entries} == set()
    assert {name for name in own if "*Example*" not in entries[name]} == set()
    beyond = {*families.__all__, *(f"testing.{name}" for name in testing.__all__)} - {"FAMILIES"}
    assert {name for name in beyond if name not in entries} == set()
    for method in api_page.METHODS:
        assert f".{method}" in entries[f"Exercise.{method}"].partition("*Example*")[2]
    assert plain("Indices of classes, as int64 tensors") in page


@pytest.mark.parametrize(
    ("door", "written"),
    [
        (first, "first(size: int, /, *, scale: float = 1.0) -> None"),
        (grader.Probabilities, "Probabilities(closed: bool = False)"),
        (grader.Depending, "Depending(on: str, domains: Mapping[Any, Domain])"),
        (grader.check, "check(slug: str, points: float | None = None) -> Checked"),
        (testing.NotConformant, "class NotConformant"),
    ],
)
def test_signatures_are_those_of_the_source(door: object, written: str) -> None:
    assert signature(door) == written  # type: ignore[arg-type]


def test_a_constant_is_shown_as_its_value_and_long_calls_have_a_line_for_each_parameter() -> None:
    lines = signature(grader.elementwise).splitlines()
    assert lines[0] == "elementwise("
    assert "    domain: Domains = Reals(low=-10.0, high=10.0)," in lines
    assert '    deviation: str = "",' in lines


def test_errors_are_lines_of_their_own() -> None:
    assert [line for line in docstring(first) if line] == [
        "Do it.",
        "*Raises* `ValueError`: if `size` is 0.",
        "*Raises* `OSError`: if the disk is full.",
    ]


@pytest.mark.parametrize("find", [example, decorator_example])
def test_a_name_without_an_example_is_an_error(find: object) -> None:
    with pytest.raises(LookupError, match="no example for nowhere"):
        find("nowhere")  # type: ignore[operator]


def test_the_shortest_use_is_the_example() -> None:
    assert example(".fact").count("\n") == 0
    assert decorator_example("Positive") == "@elementwise(domain=Positive(0.01, 100))"
    assert example("loss").startswith("from grader import Reals, loss\n")

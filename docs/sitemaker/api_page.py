"""The page of the authoring interface: each name that a plugin imports, with an example."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grader
from grader import fact_notation, families, hookspecs, specification, sym, testing
from grader.exercise import Exercise
from grader.families import make

from .api_examples import decorator_example, example
from .markup import fenced, plain, table
from .source_signatures import docstring, signature

HEAD = """# Authoring interface

A plugin imports these names from `grader`. [Writing exercises](../authors.md) explains how they fit together.
The page is made from the code. Each example comes from the catalogue, from a file that `grader new` writes, or
from another page of this site.

Every mistake in a plugin is an `ExerciseError` with a [code](codes.md#plugins-and-courses), the file and the line.
"""
DECORATORS = ("elementwise", "rowwise", "loss", "layer", "optimizer", "sampler", "tensor", "training")
DOMAINS = ("Reals", "Positive", "Probabilities", "Distribution", "Classes", "GumbelNoise", "Depending")
METHODS = ("derivative", "stable", "surrogate", "mean_weight", "misconception", "fact")
TYPES = {
    "Domains": (make.Domains, "one domain for all inputs, or one for each input by name"),
    "Traps": (make.Traps, "inputs that grader must check: for all inputs, or by name"),
    "Shapes": (make.Shapes, "the names of the dimensions of each input"),
    "Variants": (make.Variants, "other settings of the hyperparameters"),
    "Memory": (specification.Memory, "the memory of a result"),
    "Graph": (specification.Graph, "autograd's graph between inputs and result"),
    "Subject": (specification.Subject, "what a misconception is about"),
    "Kind": (fact_notation.Kind, "the kinds of facts"),
}


def write(pages: Path) -> None:
    """Write the page."""
    (pages / "reference" / "api.md").write_text("\n".join([HEAD, *_sections()]), encoding="utf-8")


def _sections() -> Iterator[str]:
    yield from ("## Decorators", "")
    for name in DECORATORS:
        yield from _entry(name, getattr(grader, name), example(name))
    yield from ("### Types of the options", "")
    rows = [(f"`{name}`", _type(alias), plain(said)) for name, (alias, said) in TYPES.items()]
    yield from table(("name", "type", "what it is"), rows)
    yield from (
        "## What else an exercise has",
        "",
        "Decorators and calls that add to an exercise, below its formula.",
        "",
    )
    for name in METHODS:
        yield from _entry(f"Exercise.{name}", getattr(Exercise, name), example(f".{name}"))
    yield from ("## Domains", "")
    for name in DOMAINS:
        yield from _entry(name, getattr(grader, name), decorator_example(name))
    yield from ("## Formulas", "", "`sym` is SymPy, imported at its first use. It has two more functions.", "")
    for name in ("take", "detach"):
        yield from _entry(f"sym.{name}", getattr(sym, name), example(f"sym.{name}"))
    yield from _hooks()
    yield from ("## Judge the code of a notebook or a test", "")
    yield from _entry("check", grader.check, example("check"))
    yield from ("## A family of your own", "", "Import these from `grader.families` and `grader.testing`.")
    yield from ("The package in [families](../families.md) shows how they are used.", "")
    for name in sorted(set(families.__all__) - {*DECORATORS, "FAMILIES"}):
        yield from _entry(name, getattr(families, name))
    for name in testing.__all__:
        yield from _entry(f"testing.{name}", getattr(testing, name))


def _hooks() -> Iterator[str]:
    yield from ("## Hooks", "", "A package has functions of these names, each with the decorator `hookimpl`.", "")
    for name, door in vars(hookspecs).items():
        if name.startswith("grader_"):
            yield from _entry(name, door, example(name))


def _entry(name: str, door: Any, shown: str = "") -> Iterator[str]:
    yield from (f"### {plain(name)}", "")
    yield from fenced(signature(door), "python")
    yield from docstring(door)
    if shown:
        yield from ("*Example*", "")
        yield from fenced(shown, "python")


def _type(alias: object) -> str:
    """A type as an author reads it: without the modules."""
    text = str(alias)
    for module in ("collections.abc.", "grader.domains.", "typing."):
        text = text.replace(module, "")
    return f"`{text.replace('|', chr(92) + '|')}`"

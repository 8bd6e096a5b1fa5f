"""Do the options of a decorator fit the function, and each other?"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .domains import Classes, Depending, Distribution, Domain
from .errors import Blame
from .family import Family
from .signature import blame, kind
from .specification import Function, Input, positional_names

LARGEST_TRAP = 2.0**127  # within the range of float32, which every exercise is checked in


def check_names(
    function: Function,
    family: Family,
    hyperparameters: Mapping[str, Any],
    shapes: Mapping[str, tuple[str, ...]],
    options: Mapping[str, Collection[str]],
) -> None:
    """Refuse inputs and dimensions that do not exist, and names that mean something else already.

    `options` are those that name inputs.

    Raises:
        ExerciseError: A602, A603.
    """
    complain, names = blame(function), positional_names(function)
    for option, named in options.items():
        if unknown := sorted(set(named) - set(names)):
            there = ", ".join(names)
            complain("A602", f"has no input called {', '.join(unknown)}, named in {option}=; it has {there}")
    if taken := {"grad_output", *family.keywords} & {*names, *hyperparameters}:
        complain("A603", f"has a parameter called {min(taken)}, which every submission takes: give it another name")
    if names[0] in options.get("shared", ()) or names[0] in options.get("per_channel", ()):
        complain("A602", f"shares its first input {names[0]} among samples: the first input is what they differ in")
    family.check_shapes(names, shapes, complain)
    if options.get("shared") and not any(shapes.values()):
        complain("A602", "has shared= and no shapes=: only a loss of vectors has weights that its samples share")


def check_sizes(function: Function, shapes: Mapping[str, tuple[str, ...]], sizes: Sequence[Mapping[str, int]]) -> None:
    """Refuse lengths that leave a dimension out.

    Raises:
        ExerciseError: A602.
    """
    unsized = {d for s in sizes for shape in shapes.values() for d in shape if d not in s}
    if unsized:
        blame(function)("A602", f"has the dimension {', '.join(sorted(unsized))}, whose length is not in sizes=")


def check_variants(
    function: Function, hyperparameters: Mapping[str, Any], variants: Sequence[Mapping[str, Any]]
) -> None:
    """Refuse settings of hyperparameters that do not exist or are of another kind than their
    default.

    Raises:
        ExerciseError: A602.
    """
    complain = blame(function)
    for variant in variants:
        for name, value in variant.items():
            if name not in hyperparameters:
                there = ", ".join(hyperparameters) or "none"
                complain("A602", f"has no hyperparameter called {name}, named in variants=; it has {there}")
            default = hyperparameters[name]
            if kind(value) is None or (kind(value) != kind(default) and None not in (value, default)):
                complain("A602", f"has {name}={value!r} in variants=, which is of another kind than {default!r}")


def check_apart(function: Function, hyperparameters: Mapping[str, Any], apart: Sequence[tuple[str, str]]) -> None:
    """Refuse pairs of hyperparameters that do not exist.

    Raises:
        ExerciseError: A602.
    """
    if unknown := [name for pair in apart for name in pair if name not in hyperparameters]:
        there = ", ".join(hyperparameters) or "none"
        blame(function)("A602", f"has no hyperparameter called {unknown[0]}, named in apart=; it has {there}")


def check_domains(
    function: Function,
    family: Family,
    inputs: Sequence[Input],
    hyperparameters: Mapping[str, Any],
    sizes: Sequence[Mapping[str, int]],
) -> None:
    """Refuse inputs that no check could draw, such as classes of which there is no number.

    Raises:
        ExerciseError: A602.
    """
    complain = blame(function)
    dimensions = {*(d for item in inputs for d in item.shape), *(d for s in sizes for d in s)}
    for item in inputs:
        family.check_input(item, item is inputs[0], complain)
        if isinstance(item.domain, Classes):
            _check_classes(complain, item, dimensions, hyperparameters)


def _check_classes(complain: Blame, item: Input, dimensions: set[str], hyperparameters: Mapping[str, Any]) -> None:
    domain = item.domain
    assert isinstance(domain, Classes)
    if domain.of not in dimensions:
        there = f"there are {', '.join(sorted(dimensions))}" if dimensions else "there is none"
        complain(
            "A602",
            f"has Classes(of={domain.of!r}) for {item.name}, and shapes= no dimension of that name; {there}: "
            f'write shapes={{"input": ("class",)}}',
        )
    if domain.ignored and domain.ignored not in hyperparameters:
        complain("A602", f"has no hyperparameter called {domain.ignored}, named in Classes(ignored=...)")


def usual(
    function: Function,
    name: str,
    domain: Domain | Depending,
    hyperparameters: Mapping[str, Any],
    variants: Sequence[Mapping[str, Any]],
) -> Domain:
    """The domain of an input with all hyperparameters at their defaults.

    Raises:
        ExerciseError: A602, for one that depends on what does not exist, or lacks a domain for a
        value that is asked.
    """
    if not isinstance(domain, Depending):
        return domain
    complain, on = blame(function), domain.on
    if on not in hyperparameters:
        complain("A602", f"has no hyperparameter called {on}, on which the domain of {name} depends")
    if isinstance(hyperparameters[on], float):
        complain("A602", f"has a domain of {name} that depends on {on}, a real number: it can depend on a choice alone")
    if any(isinstance(d, Classes | Distribution | Depending) for d in domain.domains.values()):
        complain("A602", f"has whole numbers or vectors in Depending(...) for {name}: they cannot depend on anything")
    asked = [hyperparameters[on], *(v[on] for v in variants if on in v)]
    if missing := [value for value in asked if value not in domain.domains]:
        complain("A602", f"has no domain of {name} for {on}={missing[0]!r}, which is asked: add it to Depending(...)")
    return domain.domains[hyperparameters[on]]


def traps(function: Function, given: Any, name: str, first: str, domain: Domain | Depending) -> tuple[float, ...]:
    """The traps of an input.

    Raises:
        ExerciseError: A606, for one that float32 does not hold, or that lies where the formula is
        not meant to hold.
    """
    values = given.get(name, ()) if isinstance(given, Mapping) else given if name == first else ()
    for x in values:
        if not math.isfinite(x) or abs(x) > LARGEST_TRAP:
            blame(function)(
                "A606", f"has the trap {x!r} for {name}, which is outside the range of float32 (at most 2^127)"
            )
        possible = list(domain.domains.values()) if isinstance(domain, Depending) else [domain]
        if isinstance(domain, Classes) or not any(x in d for d in possible):
            blame(function)(
                "A606",
                f"has the trap {x!r} for {name}, where its domain {domain} has no number: it would never be asked",
            )
    return tuple(float(x) for x in values)

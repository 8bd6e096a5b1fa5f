"""What the options of the decorators may be, and how they are written: looked at before anything
else uses them.
"""

import difflib
import functools
import inspect
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from .domains import Depending
from .errors import ExerciseError, Where

P = ParamSpec("P")
R = TypeVar("R")
REDUCTIONS = ("none", "mean", "sum", "batchmean")


@dataclass(frozen=True)
class OptionKind:
    """What an option may be, and an example of how it is written."""

    accepts: Callable[[Any], bool]
    example: str


def _text(value: object) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _several(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(of, value))


def _named(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, Mapping) and all(map(_text, value)) and all(map(of, value.values()))


def _either(*kinds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: any(kind(value) for kind in kinds)


def _nothing(value: object) -> bool:
    return value is None


def _one_of(*words: str) -> OptionKind:
    return OptionKind(lambda value: isinstance(value, str) and value in words, " or ".join(f'"{w}"' for w in words))


def _domain(value: object) -> bool:
    if isinstance(value, Depending):
        return isinstance(value.domains, Mapping) and all(map(_domain, value.domains.values()))
    return not isinstance(value, type) and all(hasattr(value, name) for name in ("assumptions", "simple", "sample"))


def _torch(value: object) -> bool:
    return value is None or (
        isinstance(value, str) and value.startswith("torch.") and all(p.isidentifier() for p in value.split("."))
    )


def _length(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _pace(value: Any) -> bool:
    return value is None or (_number(value) and math.isfinite(value) and value > 0)


_NAMES = _several(_text)
OPTIONS = {
    "domain": OptionKind(
        _either(_domain, _named(_domain)), 'Reals(-5, 5), or by input: {"x": Reals(-5, 5), "y": Positive()}'
    ),
    "traps": OptionKind(
        _either(_several(_number), _named(_several(_number))), '(0.0, 50.0), or by input: {"x": (0.0,)}'
    ),
    "per_channel": OptionKind(_NAMES, '("weight",)'),
    "wrt": OptionKind(_NAMES, '("input",)'),
    "variants": OptionKind(_several(_named(lambda _: True)), '({"alpha": 2.0},)'),
    "apart": OptionKind(
        lambda value: _several(_NAMES)(value) and all(len(pair) == 2 for pair in value), '(("dampening", "nesterov"),)'
    ),
    "torch": OptionKind(_torch, 'the full name in quotes, such as "torch.nn.functional.gelu"'),
    "deviation": OptionKind(_text, "a text"),
    "forbids": OptionKind(_either(_nothing, _NAMES), '("log_sigmoid",), or None'),
    "by_hand": OptionKind(_yes_or_no, "True or False"),
    "speed": OptionKind(_pace, "a positive number, or None if speed is not graded"),
    "memory": _one_of("own", "shared", "in place"),
    "graph": _one_of("kept", "cut"),
    "output": _one_of("row", "half", "number"),
    "shapes": OptionKind(_either(_nothing, _named(_NAMES)), '{"input": ("class",)}'),
    "shared": OptionKind(_NAMES, '("weight",)'),
    "optional": OptionKind(_either(_nothing, _named(_number)), '{"weight": 1.0}'),
    "sizes": OptionKind(_several(_named(_length)), '({"class": 3}, {"class": 5})'),
    "reductions": OptionKind(
        lambda value: _NAMES(value) and bool(value) and set(value) <= set(REDUCTIONS),
        f"some of {REDUCTIONS}",
    ),
}
OF_MISCONCEPTIONS = {
    "of": OptionKind(_text, '"value" or "gradient", for example'),
    "wrt": OptionKind(_text, '"input", the name of one input'),
    "note": OptionKind(_text, 'a text, such as "002:9"'),
    "convention": OptionKind(_yes_or_no, "True or False"),
    "same_as": OptionKind(_text, "the name of a misconception above it"),
}


def front(kinds: Mapping[str, OptionKind], maker: Callable[P, R]) -> Callable[P, R]:
    """A decorator's front door: refuses options that it does not have or that are no such thing, in
    an author's words.

    Raises:
        ExerciseError: A622, at the line that calls the decorator.
    """
    parameters = inspect.signature(maker).parameters.values()
    known = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    needed = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY and p.default is p.empty]
    itself = [p for p in parameters if p.kind is not p.KEYWORD_ONLY]  # of a method, the exercise

    kept = _Front(maker.__name__, known, needed, kinds)

    @functools.wraps(maker)
    def door(*given: P.args, **options: P.kwargs) -> R:
        complaint = kept.complaint(given[len(itself) :], options)
        if complaint:
            caller = sys._getframe(1)
            raise ExerciseError("A622", complaint, Where(caller.f_code.co_filename, caller.f_lineno))
        return maker(*given, **options)

    return door


@dataclass(frozen=True)
class _Front:
    """A decorator's name, its options, those that it needs, and what each may be."""

    name: str
    known: Sequence[str]
    needed: Sequence[str]
    kinds: Mapping[str, OptionKind]

    def complaint(self, surplus: tuple[object, ...], options: Mapping[str, object]) -> str:
        """What is wrong with how the decorator is called; nothing if it can be."""
        name, known, kinds = self.name, self.known, self.kinds
        example = f"{self.needed[0]}=..." if self.needed else ""
        if surplus and callable(surplus[0]):
            return f"{name} stands without parentheses: write {name}({example}) before the function"
        if surplus:
            return f"{name} takes options by name alone, not {surplus[0]!r}: write {known[0]}=... and so on"
        for option, value in options.items():
            if option not in known:
                near = difflib.get_close_matches(option, known, n=1)
                advice = f"did you mean {near[0]}=?" if near else f"there are {', '.join(known)}"
                return f"{name} has no option {option}=; {advice}"
            if not kinds[option].accepts(value):
                return f"{name} has {option}={_shown(value)}: write {option}={_example(kinds[option], value)}"
        if missing := [option for option in self.needed if option not in options]:
            return f"{name} needs {missing[0]}={kinds[missing[0]].example}"
        return ""


def _example(kind: OptionKind, value: Any) -> str:
    """How a value that is no such thing is written; if it is plain what was meant, that."""
    if isinstance(value, type):
        return f"{value.__name__}(...), with parentheses"
    if kind is OPTIONS["domain"] and isinstance(value, list | tuple) and len(value) == 2 and all(map(_number, value)):
        return f"Reals({value[0]}, {value[1]})"
    for wrapped in ((value,), [value]):
        if kind.accepts(wrapped) and not isinstance(value, list | tuple):
            return f"({value!r},), a tuple"
    return kind.example


def _shown(value: object) -> str:
    text = value.__name__ if isinstance(value, type) else repr(value)
    return text if len(text) < 60 else f"{text[:57]}..."

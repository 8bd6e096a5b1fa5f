"""What is read off an author's function itself: its parameters, defaults and docstring."""

import math
from inspect import CO_VARARGS, CO_VARKEYWORDS, cleandoc
from types import FunctionType
from typing import Any, NoReturn

from .errors import Blame, ExerciseError
from .exercise import Exercise
from .family import Family
from .specification import Function, Text, place, positional_names


def blame(function: Function) -> Blame:
    """What raises an error about a function, at its place."""

    def raises(code: str, complaint: str) -> NoReturn:
        raise ExerciseError(code, f"{function.__name__} {complaint}", place(function))

    return raises


def check_plain(function: object) -> None:
    """Refuse to decorate what is no function that is written with `def`.

    Raises:
        ExerciseError: A601; its place is that of the line being loaded.
    """
    if isinstance(function, Exercise):
        raise ExerciseError("A601", f"{function.slug} is an exercise already: one decorator makes it")
    if not isinstance(function, FunctionType) or not function.__name__.isidentifier():
        raise ExerciseError("A601", f"an exercise is a function with a name, written with def, not {function!r}")
    if function.__code__.co_flags & (CO_VARARGS | CO_VARKEYWORDS):
        blame(function)("A601", "takes *args or **kwargs: name every input, and every hyperparameter after a bare *")


def input_names(function: Function, family: Family) -> tuple[str, ...]:
    """The names of the inputs.

    Raises:
        ExerciseError: A601, if there is none, or if they are not what the family has to be given.
    """
    names, complain = positional_names(function), blame(function)
    if not names:
        complain("A601", "takes no input: its positional parameters are the inputs")
    family.check_names(names, complain)
    return names


def hyperparameters(function: Function, family: Family) -> dict[str, Any]:
    """The keyword-only parameters with their defaults.

    Raises:
        ExerciseError: A603, for one without a default or with one of another kind; or for an input
        that has one.
    """
    code, defaults, complain = function.__code__, function.__kwdefaults__ or {}, blame(function)
    if function.__defaults__:
        names = code.co_varnames[code.co_argcount - len(function.__defaults__) : code.co_argcount]
        written = f"write (..., *, {', '.join(f'{n}=...' for n in names)})"
        advice = written + family.default_advice
        complain("A603", f"gives the input {names[0]} a default: hyperparameters come after a bare *: {advice}")
    names = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    for name in names:
        if name not in defaults:
            complain("A603", f"has the hyperparameter {name} without a default: write {name}=...")
        if kind(defaults[name]) is None:
            complain(
                "A603", f"has the hyperparameter {name} with a default that is no number, text, None or tuple of them"
            )
    return {name: defaults[name] for name in names}


def kind(value: object) -> str | tuple[str | None, ...] | None:
    """What a hyperparameter's value is, in a word; of a tuple the words of its entries; None if it
    may be none.
    """
    if isinstance(value, tuple):
        kinds = tuple(kind(v) for v in value)
        return None if None in kinds or any(isinstance(k, tuple) for k in kinds) else kinds  # type: ignore[return-value]
    if value is None:
        return "None"
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return "a number"
    return "a text" if isinstance(value, str) else None


def text(function: Function) -> Text:
    """What the docstring says.

    Raises:
        ExerciseError: A607, if there is none.
    """
    paragraphs = [" ".join(p.split()) for p in cleandoc(function.__doc__ or "").split("\n\n") if p.strip()]
    if not paragraphs:
        blame(function)(
            "A607", "needs a docstring: first a title, then what to write, then a paragraph that begins with Hint:"
        )
    title, *rest = paragraphs
    hints = tuple(p.removeprefix("Hint:").strip() for p in rest if p.startswith("Hint:"))
    return Text(title, "\n\n".join(p for p in rest if not p.startswith("Hint:")), hints)

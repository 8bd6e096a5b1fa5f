"""What an author's functions refer to: names that exist, mathematics of `sym` alone, and no rounded
constants.
"""

import builtins
import dis
import math
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType

from .errors import ExerciseError, Where
from .exercise import Exercise
from .specification import Function

FOREIGN = {"cmath", "jax", "math", "mpmath", "numpy", "random", "scipy", "secrets", "sympy", "time", "torch"}
LOAD_GLOBAL, EXTENDED_ARG, IMPORT_NAME = (dis.opmap[n] for n in ("LOAD_GLOBAL", "EXTENDED_ARG", "IMPORT_NAME"))
# irrational numbers that formulas are made of; what is left of them in a decimal is another number
ROUNDED = {
    "sym.pi": math.pi,
    "2 * sym.pi": 2 * math.pi,
    "sym.pi / 2": math.pi / 2,
    "1 / sym.pi": 1 / math.pi,
    "2 / sym.pi": 2 / math.pi,
    "sym.sqrt(sym.pi)": math.sqrt(math.pi),
    "1 / sym.sqrt(sym.pi)": 1 / math.sqrt(math.pi),
    "2 / sym.sqrt(sym.pi)": 2 / math.sqrt(math.pi),
    "sym.sqrt(2 * sym.pi)": math.sqrt(2 * math.pi),
    "1 / sym.sqrt(2 * sym.pi)": 1 / math.sqrt(2 * math.pi),
    "sym.sqrt(2 / sym.pi)": math.sqrt(2 / math.pi),
    "sym.E": math.e,
    "1 / sym.E": 1 / math.e,
    "sym.sqrt(2)": math.sqrt(2),
    "1 / sym.sqrt(2)": 1 / math.sqrt(2),
    "sym.sqrt(3)": math.sqrt(3),
    "sym.log(2)": math.log(2),
    "1 / sym.log(2)": 1 / math.log(2),
    "sym.log(10)": math.log(10),
    "1 / sym.log(10)": 1 / math.log(10),
    "sym.EulerGamma": 0.5772156649015329,
}
FEWEST_DIGITS = 5  # a decimal with fewer is taken for what it says


def check_references(exercise: Exercise) -> None:
    """Look through an exercise's functions, and through those of the same file that they use.

    Raises:
        ExerciseError: A609, for a name that is not defined or belongs elsewhere; A625, for a
        rounded constant.
    """
    for function in (
        exercise.function,
        *(f.function for f in exercise.forms),
        *(m.function for m in exercise.misconceptions),
    ):
        _check(function, function.__code__, set())


def _check(function: Function, code: CodeType, seen: set[CodeType]) -> None:
    seen.add(code)
    where = Where(code.co_filename, code.co_firstlineno)
    for name in _imported(code):
        if name.partition(".")[0] in FOREIGN:
            raise ExerciseError("A609", f"{code.co_name} imports {name}: {_ADVICE}", where)
    for constant in _decimals(code):
        _check_decimal(f"{code.co_name} has {constant!r}", constant, where)
    for name in _globals_used(code):
        if name not in function.__globals__:
            if not hasattr(builtins, name):
                message = f"{code.co_name} uses {name}, which is neither a parameter nor defined in the file"
                raise ExerciseError("A609", message, where)
            continue
        value = function.__globals__[name]
        module = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None) or ""
        if module.partition(".")[0] in FOREIGN:
            raise ExerciseError("A609", f"{code.co_name} uses {name} of {module}: {_ADVICE}", where)
        if isinstance(value, float):
            _check_decimal(f"{code.co_name} uses {name}, which is {value!r}", value, where)
        if isinstance(value, FunctionType):
            own = value.__code__
            if own.co_filename == code.co_filename and own not in seen:
                _check(value, own, seen)


def unused(exercise: Exercise) -> list[str]:
    """The hyperparameters that an exercise's own function never reads."""
    code = exercise.function.__code__
    read = set(_read(code))
    return [name for name in exercise.hyperparameters if name not in read]


def _read(code: CodeType) -> Iterator[str]:
    """The names of all variables that a function reads, nested functions included."""
    yield from (str(i.argval) for i in dis.get_instructions(code) if i.opname.startswith("LOAD_"))
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _read(constant)


_ADVICE = "formulas are built with sym (from grader import sym) alone"


def _check_decimal(said: str, value: float, where: Where) -> None:
    """Refuse the decimal of a number that has no end: what students compute with is another
    number.
    """
    shown = repr(abs(value)).partition("e")[0]
    digits = len(shown.replace(".", "").strip("0"))
    if digits < FEWEST_DIGITS:
        return
    for exact, number in ROUNDED.items():
        if math.isclose(abs(value), number, rel_tol=10.0 ** (1 - digits), abs_tol=0):
            message = f"{said}, a rounded number, so that right results may count as wrong: write {exact}"
            raise ExerciseError("A625", message, where)


def _globals_used(code: CodeType) -> Iterator[str]:
    """The global names that a function reads, nested functions included."""
    operations, arguments = code.co_code[::2], code.co_code[1::2]
    if EXTENDED_ARG in operations:
        yield from (i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL")
    else:  # the same, twenty times as fast: the lowest bit of the argument is a flag (since Python 3.11)
        yield from (code.co_names[a >> 1] for o, a in zip(operations, arguments, strict=True) if o == LOAD_GLOBAL)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _globals_used(constant)


def _imported(code: CodeType) -> Iterator[str]:
    """The modules that a function imports."""
    if IMPORT_NAME in code.co_code[::2]:
        yield from (i.argval for i in dis.get_instructions(code) if i.opname == "IMPORT_NAME")


def _decimals(code: CodeType) -> Iterator[float]:
    """The decimals that are written in a function, nested functions included."""
    for constant in code.co_consts:
        if isinstance(constant, float):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _decimals(constant)

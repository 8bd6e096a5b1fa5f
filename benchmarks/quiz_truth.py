"""What questions say, worked out from their text alone by mpmath and torch: none of the code that
made them is used.
"""

import contextlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import mpmath
import sympy
import torch

from grader.detached import Detached
from grader.exercise import Exercise

mpmath.mp.dps = 40
STEP = mpmath.mpf(10) ** -12
UNUSED = mpmath.mpf("0.3")  # for an input that nothing depends on, which questions leave out
Values = dict[str, Any]
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(mpmath, name) for name in ("exp", "log", "tanh", "sinh", "cosh", "sqrt", "erf", "sin", "cos")},
    "abs": abs,
    "sign": mpmath.sign,
    "max": max,
    "min": min,
    "pi": mpmath.pi,
    "detach": lambda x: x,
}


def as_python(text: str) -> str:
    """A formula as Python: "a if c, b if d, else e" and ^ are not that yet."""
    pieces, depth, start, out = [], 0, 0, []
    k = 0
    while k < len(text):
        if text[k] == "(":
            end = _closing(text, k)
            out.append(text[start:k] + "(" + as_python(text[k + 1 : end]) + ")")
            k = start = end + 1
        elif text.startswith(", ", k):
            pieces.append("".join(out) + text[start:k])
            out, k = [], k + 2
            start = k
        else:
            k += 1
    pieces.append("".join(out) + text[start:])
    if depth or not any(" if " in _outer(piece) for piece in pieces):
        return ", ".join(map(_powers, pieces))
    parts = [piece.removeprefix("else ") for piece in map(_powers, pieces)]
    ended = pieces[-1].startswith("else ")
    return " else ".join(parts if ended else [*parts, "None"])


def _powers(piece: str) -> str:
    return re.sub(r"(?<![<>=!])=(?!=)", "==", re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"mpf(\1)", piece.replace("^", "**")))


def _closing(text: str, opening: int) -> int:
    depth = 0
    for k in range(opening, len(text)):
        depth += (text[k] == "(") - (text[k] == ")")
        if depth == 0:
            return k
    raise ValueError(text)


def _outer(piece: str) -> str:
    """A piece without what is in parentheses."""
    while (shorter := re.sub(r"\([^()]*\)", "", piece)) != piece:
        piece = shorter
    return piece


@cache
def _code(text: str) -> Any:
    return compile(as_python(text).replace("mpf(mpf(", "mpf((").strip(), text, "eval")


def value(text: str, at: Mapping[str, Any]) -> Any:
    """A formula at a point; None where it has no value."""
    try:
        found = eval(_code(text), {"__builtins__": {}, "mpf": mpmath.mpf, **FUNCTIONS}, dict(at))
        return None if isinstance(found, mpmath.mpc) or not mpmath.isfinite(found) else mpmath.mpf(found)
    except (ZeroDivisionError, TypeError, ValueError):
        return None


def slope(of: Callable[[Values], Any], by: str, at: Values) -> Any:
    """A derivative by a difference quotient; None near a kink."""
    here, right, left = of(at), of({**at, by: at[by] + STEP}), of({**at, by: at[by] - STEP})
    if here is None or right is None or left is None:
        return None
    sides = (right - here) / STEP, (here - left) / STEP
    return (right - left) / (2 * STEP) if abs(sides[0] - sides[1]) < 1e-6 * (1 + abs(sides[0])) else None


def close(a: Any, b: Any, within: float = 1e-8) -> bool:
    return a is not None and b is not None and bool(abs(a - b) <= within * (1 + abs(b)))


class Truth:
    """An exercise by its author's own function, with decimals as they are written; `input` is x."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.names = {i.name: "x" if i.name == "input" else i.name for i in exercise.inputs if i.default is None}
        self._known: dict[str, tuple[list[str], Callable[..., Any]]] = {}

    def outputs(self, at: Values, settings: Mapping[str, Any]) -> list[Any]:
        """The values at a point."""
        key = repr(sorted(settings.items()))
        if key not in self._known:
            self._known[key] = self._compiled(settings)
        names, run = self._known[key]
        return [mpmath.mpf(entry) for entry in run(*(at.get(name, UNUSED) for name in names))]

    def _compiled(self, settings: Mapping[str, Any]) -> tuple[list[str], Callable[..., Any]]:
        sizes = self.exercise.family.written_sizes(self.exercise)
        symbols: list[Any] = []

        def nested(name: str, shape: tuple[int, ...]) -> Any:
            if shape:
                return [nested(f"{name}_{k}", shape[1:]) for k in range(shape[0])]
            symbols.append(sympy.Symbol(name, real=True))
            return symbols[-1]

        positional = []
        for i in self.exercise.inputs:
            shape = self.exercise.family.sample_shape(i, sizes)
            left_out = i.default is not None
            positional.append([sympy.Integer(1)] * shape[0] if left_out else nested(self.names[i.name], shape))
        chosen = {**self.exercise.hyperparameters, **settings}
        exact = {k: sympy.Rational(repr(v)) if isinstance(v, float) else v for k, v in chosen.items()}
        found = self.exercise.function(*positional, **exact)
        listed = [sympy.sympify(entry) for entry in (found if isinstance(found, list) else [found])]
        listed = [entry.xreplace({f: sympy.Rational(str(f)) for f in entry.atoms(sympy.Float)}) for entry in listed]
        plain = [entry.replace(Detached, lambda u: u) for entry in listed]
        return [s.name for s in symbols], sympy.lambdify(symbols, plain, "mpmath")

    @property
    def detaches(self) -> bool:
        """Whether a part of it is a constant to autograd, which no difference quotient sees."""
        return "detach" in self.exercise.function.__code__.co_names

    def of(self, asked: str, settings: Mapping[str, Any]) -> Callable[[Values], Any]:
        """What is asked for, as it is written: silu(x), d/dx silu(x), y_1 or dy_0/dx_1."""

        def output(k: int) -> Callable[[Values], Any]:
            def at(point: Values) -> Any:
                try:
                    return self.outputs(point, settings)[k]
                except (ValueError, TypeError, ZeroDivisionError):
                    return None

            return at

        slopes = re.fullmatch(r"d(?:y|out)_(?P<k>\d+)/d(?P<by>\w+)", asked) or re.match(r"d/d(?P<by>\w+) ", asked)
        if slopes:
            named = slopes.groupdict()
            whole, by = output(int(named.get("k") or 0)), str(named["by"])
            return (lambda point: None) if self.detaches else (lambda point: slope(whole, by, point))
        entry = re.fullmatch(r"(?:y|out)_(\d+)", asked)
        return output(int(entry[1]) if entry else 0)

    def entries(self, count: int, settings: Mapping[str, Any], random: Random) -> Iterator[Values]:
        """Random points of the exercise's domain."""
        sizes = self.exercise.family.written_sizes(self.exercise)
        for _ in range(count):
            at: Values = {}
            for i in self.exercise.inputs_under(settings):
                if i.default is not None:
                    continue
                shape = self.exercise.family.sample_shape(i, sizes)
                for name in _names(self.names[i.name], shape):
                    at[name] = mpmath.mpf(round(i.domain.sample(random) * 1024)) / 1024
            yield at


def _names(name: str, shape: tuple[int, ...]) -> list[str]:
    return [inner for k in range(shape[0]) for inner in _names(f"{name}_{k}", shape[1:])] if shape else [name]


def settings_said(text: str, exercise: Exercise) -> dict[str, Any]:
    """The hyperparameters that a prompt names."""
    found: dict[str, Any] = {}
    for name, default in exercise.hyperparameters.items():
        match = re.search(rf"\b{name} = (\([^)]*\)|[-\w./]+?)(?=[,?.]?(?:\s|$|\?))", text)
        if match:
            found[name] = _setting(match[1], default)
    return found


def _setting(text: str, default: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(float(Fraction(n)) for n in text.strip("()").split(", "))
    if isinstance(default, bool):
        return text == "True"
    return float(Fraction(text)) if isinstance(default, float) else int(text)


def what_is_printed(code: str) -> str:
    """What a program prints when torch runs it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {"torch": torch})
    return out.getvalue().strip()


def optimizer_end(name: str, start: float, gradients: list[float], settings: Mapping[str, Any]) -> float:
    """Where torch's own optimizer takes a parameter."""
    parameter = torch.nn.Parameter(torch.tensor([start], dtype=torch.float64))
    optimizer = getattr(torch.optim, name)([parameter], **settings)
    for gradient in gradients:
        parameter.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
    return float(parameter.item())


def steps_taken(lines: Sequence[str], start: float, gradients: Sequence[float], settings: Mapping[str, Any]) -> float:
    """Where the equations of a step lead, each of the form "m' = ..."; states begin at 0, and p
    moves by the update.
    """
    known: dict[str, Any] = {"p": mpmath.mpf(start), "momentum": 0}
    for name, given in settings.items():
        entries = (
            {f"{name}_{k}": mpmath.mpf(v) for k, v in enumerate(given)} if isinstance(given, tuple) else {name: given}
        )
        known |= entries
    states = [line.partition("' = ")[0] for line in lines if "' = " in line]
    known |= dict.fromkeys(states, mpmath.mpf(0))
    for t, gradient in enumerate(gradients, 1):
        known |= {"g": mpmath.mpf(gradient), "t": t}
        for line in lines:
            name, _, right = line.replace("'", "_new").partition(" = ")
            known[name] = value(right, known)
        known["p"] += known["update"]
        known |= {state: known[f"{state}_new"] for state in states}
    return float(known["p"])

"""What explanations say of a function at a place, or on an interval, holds: by mpmath with 50
digits.
"""

import re
from collections.abc import Callable
from typing import Any, get_args

import mpmath
import pytest
import sympy

from grader.fact_notation import Kind
from grader.quiz.fact_reasons import FactReasons
from grader.quiz.parts import Words, plain_text
from grader.quiz.studied import studied

from ..conftest import bundled

DIGITS = 50
ROUNDED = mpmath.mpf("6e-4")  # three decimals, and a place that is rounded
BESIDE = mpmath.mpf("1e-9")
FAR = 20.0
LEFT_OUT = 0.1  # how near to a rounded place a sign is not looked at
NUMBER = r"-?\d+(?:\.\d+)?(?:/\d+)?"
SIGNS = {"above 0": 1, "below 0": -1, "0": 0}
Function = Callable[[Any], Any]


def explained(slug: str) -> FactReasons | None:
    function = studied(bundled().entries[slug].exercise)
    if function is None or function.vector or len(function.domains) != 1:
        return None
    return FactReasons(function)


def told(reasons: FactReasons) -> str:
    kinds: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind in reasons._facts)
    return "".join(plain_text(tuple(p for p in reasons.reason(kind) if isinstance(p, Words))) for kind in kinds)


REASONS = {slug: reasons for slug in bundled().entries if (reasons := explained(slug))}


def number(text: str) -> Any:
    above, _, below = text.partition("/")
    return mpmath.mpf(above) / mpmath.mpf(below or 1)


def value_of(reasons: FactReasons) -> Function:
    found: Function = sympy.lambdify(reasons._symbol, reasons._value.doit(), "mpmath")
    return found


def slope_of(value: Function) -> Function:
    """The slope from both sides, which have to agree: there is none at a kink."""

    def slope(x: Any) -> Any:
        step = mpmath.mpf(10) ** -20
        left, right = (value(x) - value(x - step)) / step, (value(x + step) - value(x)) / step
        assert abs(left - right) < 1e-6, f"no slope at {x}"
        return (left + right) / 2

    return slope


def near(found: Any, said: str, off: Any = ROUNDED) -> bool:
    return bool(abs(found - number(said)) <= off * (1 + abs(found)))


@pytest.mark.parametrize("slug", REASONS)
def test_what_is_said_of_a_place_is_so_there(slug: str) -> None:
    text, value = told(REASONS[slug]), value_of(REASONS[slug])
    with mpmath.workdps(DIGITS):
        functions = {"It": value, "The slope": slope_of(value)}
        pattern = (
            rf"(It|The slope) is (smallest|largest) (?:for example )?(at|near) x = ({NUMBER}), where it is ({NUMBER})"
        )
        for what, which, how, place, said in re.findall(pattern, text):
            x, function = number(place), functions[what]
            assert near(function(x), said, ROUNDED if how == "near" or "." in said else mpmath.mpf("1e-15"))
            sign = 1 if which == "largest" else -1
            for k in range(-150, 150):  # no place at a kink
                other = mpmath.mpf(k) / 7 + mpmath.mpf("0.0123")
                assert sign * function(other) <= sign * function(x) + ROUNDED
        for place, what, left, right in re.findall(
            rf"At ({NUMBER}) its (slope|value) is ({NUMBER}) on the left and ({NUMBER}) on", text
        ):
            function = functions["It" if what == "value" else "The slope"]
            assert near(function(number(place) - BESIDE), left)
            assert near(function(number(place) + BESIDE), right)
        for said, place in re.findall(rf"({NUMBER}) at (-?\d+)[,.]", text):
            assert near(value(mpmath.mpf(place)), said)


@pytest.mark.parametrize("slug", REASONS)
def test_what_is_said_of_an_interval_is_so_everywhere_in_it(slug: str) -> None:
    if not (found := re.search(r"The slope is ((?:above|below|0).*?)\.(?: |$)", told(REASONS[slug]))):
        return
    with mpmath.workdps(8 * DIGITS):  # slopes far out are small: 1e-260 of gelu_tanh at -20
        pieces = [p.partition(" from about ") for p in found[1].split(", ") if not p.startswith("and ")]
        starts = [*(float(begin.removesuffix(" on") or -FAR) for _, _, begin in pieces), FAR]
        value = value_of(REASONS[slug])
        for (said, _, _), low, high in zip(pieces, starts, starts[1:], strict=False):
            for k in range(300):
                x = low + LEFT_OUT + (high - low - 2 * LEFT_OUT) * (k + 0.37) / 300
                rise = mpmath.sign(value(mpmath.mpf(x) + BESIDE) - value(mpmath.mpf(x)))
                assert rise == SIGNS[said], f"{said} at {x}"

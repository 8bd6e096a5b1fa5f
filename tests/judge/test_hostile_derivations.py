"""Derivations that are made to take long, or to break what reads them."""

import time

import pytest

from .test_derivation import checked

PATIENCE = 5.0  # seconds of this thread's CPU time, however busy the machine is
FACTORS = "*".join(f"tanh({n}x + 1)" for n in range(40))
HOSTILE = {
    "parentheses": "f' = " + "(" * 60_000,
    "shallower parentheses": "f' = " + "(" * 24 + "x" + ")" * 24,
    "powers of powers": "f' = 9^9^9^9",
    "powers without end": "f' = " + "x^" * 20_000 + "x",
    "squares of squares": "\n".join("f' = " + "(" * 20 + "x" + ")^100" * 20 for _ in range(300)),
    "large numbers": "f' = (10^100)^100",
    "many digits": "f' = " + "9" * 60_000,
    "large exponents": "f' = 1e99999999",
    "exponentials": "f' = " + "e^" * 15 + "x",
    "exponential numbers": "f' = exp(exp(exp(exp(exp(9)))))",
    "sines": "f' = sin(exp(exp(exp(x))))",
    "minus signs": "f' = " + "-" * 60_000 + "x",
    "primes": "f" + "'" * 300 + " = x",
    "derivatives of derivatives": "f' = " + "d/dx (" * 20 + FACTORS + ")" * 20,
    "derivatives of names": f"a = {FACTORS}\n"
    + "\n".join(f"a{n + 1} = d/dx {f'a{n}' if n else 'a'}" for n in range(290)),
    "names of names": "a0 = x\n" + "\n".join(f"a{n + 1} = a{n} a{n}" for n in range(290)) + "\nf' = da290/dx",
    "functions of functions": "g0(u) = u + u\n"
    + "\n".join(f"g{n + 1}(u) = g{n}(2u) g{n}(3u)" for n in range(290))
    + "\nf' = g290(x)",
    "many wrong lines": "\n".join(f"d/dx (x sin({n}x)) = cos({n}x)" for n in range(300)),
    "many lines": "x = x\n" * 10_000,
    "one long line": "x = " * 16_000 + "x",
    "equals signs": "=" * 65_000,
    "dollars": "$" * 65_001,
    "begins": r"\begin{align}" * 4_000,
    "fractions": "$f' = " + r"\frac" * 10_000 + "$",
    "texts": "$f' = " + r"\text{" * 10_000 + "$",
    "letters": "$f' = " + "x" * 60_000 + "$",
    "maxima": "\n".join("f' = d/dx " + "max(x," * 20 + "x" + ")" * 20 for _ in range(100)),
    "wrong nests": "\n".join(f"d/dx abs(sin({n}x - abs(tanh(x^3 - abs(e^x - {n}))))) = {n}" for n in range(100)),
    "wrong numbers": "\n".join(f"d/dx (abs(x - exp(exp(exp(9)))) x^{n}) = {n + 50}" for n in range(50)),
    "maximum of many": "f' = d/dx max(" + ",".join(f"{n}x" for n in range(8)) + ")",
    "too large": "x" * 70_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_derivations_take_no_time(name: str) -> None:
    start = time.thread_time()
    assert not checked("sigmoid", HOSTILE[name]).passed
    assert time.thread_time() - start < PATIENCE


WITH_INDICES = {
    "sums in sums": ("softmax", "y_i = " + "sum_j (" * 24 + "x_j" + ")" * 24),
    "a sum without end": ("softmax", "y_i = sum_{j=1}^{999999999} exp(x_i)"),
    "powers in an expectation": ("adam", "E[(sum_{i=1}^t g_i)^100] = 1"),
    "powers of powers in an expectation": ("adam", "E[((sum_{i=1}^t g_i)^4)^4] = 1"),
    "names of names": (
        "adam",
        "a0_t = g_t\n" + "\n".join(f"a{n + 1}_t = a{n}_t a{n}_t" for n in range(100)) + "\nE[a99_t] = 1",
    ),
    "many wrong lines": ("softmax", "p_i = sum_j x_j\n" + "\n".join(f"dp_i/dx_k = p_k + {n}" for n in range(200))),
    "indices of all kinds": ("softmax", "x_i x_j x_k x_l x_m x_n x_o x_p = sum_q x_q x_r x_s x_t"),
    "subscripts": ("softmax", "y_i = sum_j x_" + "{x_" * 2000),
    "a recurrence of squares": ("adam", "s_t = s_{t-1} + s_{t-1} s_{t-1}\nE[s_t] = 1"),
}


@pytest.mark.parametrize("name", WITH_INDICES)
def test_hostile_indices_take_no_time(name: str) -> None:
    start = time.thread_time()
    assert not checked(*WITH_INDICES[name]).passed
    assert time.thread_time() - start < PATIENCE

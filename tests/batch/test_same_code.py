"""Code that is the same up to names and comments, and code that is not."""

import pytest

from grader.batch.class_report import Graded, Row
from grader.batch.same_code import same_code, shape

CODE = '''
import torch


def gelu(x, approximate="none"):
    """The Gaussian error linear unit."""
    if approximate == "tanh":
        inner = (2 / torch.pi) ** 0.5 * (x + 0.044715 * x**3)  # Hendrycks
        return 0.5 * x * (1 + torch.tanh(inner))
    return 0.5 * x * (1 + torch.erf(x / 2**0.5))


def gelu_backward(grad_output, x):
    density = torch.exp(-(x**2) / 2) / (2 * torch.pi) ** 0.5
    return grad_output * (0.5 * (1 + torch.erf(x / 2**0.5)) + x * density)
'''
RENAMED = (
    (CODE.replace("inner", "z").replace("density", "pdf").replace("  # Hendrycks", "").replace("Gaussian", "my own"))
    .replace("(grad_output, x)", "(g, t)")
    .replace("grad_output *", "g *")
    .replace("x * pdf", "t * pdf")
)
RENAMED = RENAMED.replace("erf(x / 2**0.5)) + t", "erf(t / 2**0.5)) + t").replace("exp(-(x**2)", "exp(-(t**2)")


def row(student: str, digest: str, status: str = "passed") -> Row:
    return Row(student, "gelu", f"{student}.py", digest, Graded(status=status, score=None))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (CODE, True),
        (RENAMED, True),
        ("# mine\n\n" + CODE.replace("    ", "\t"), True),
        (CODE.replace("import torch", "import torch as t").replace("torch.", "t."), True),
        (CODE.replace("0.044715", "0.04471"), False),
        (CODE.replace("torch.erf", "torch.tanh", 1), False),
        (CODE.replace("(1 + torch.tanh(inner))", "(torch.tanh(inner) + 1)"), False),
    ],
)
def test_what_is_the_same(other: str, same: bool) -> None:
    assert (shape(CODE.encode())[0] == shape(other.encode())[0]) is same


@pytest.mark.parametrize("code", ["", "def f(x): return x", "def f(:", "\0", "(" * 5000, "x = '\\d'\n" * 3])
def test_what_is_short_or_no_python_is_like_nothing(code: str) -> None:
    assert shape(code.encode()) == ("", 0)


def test_groups_come_longest_first_and_count_what_was_judged() -> None:
    sources = {"a": CODE, "b": RENAMED, "c": CODE.replace("0.5", "0.25")}
    rows = [
        row("ann", "a"),
        row("bob", "b", "not passed"),
        row("cy", "c"),
        row("dan", "a", "not started"),
        Row("eve", "gelu", "", "", None),
    ]
    (found,) = same_code(rows, lambda digest: sources[digest].encode())
    assert (found.exercise, found.students) == ("gelu", ("ann", "bob"))
    assert 5 < found.lines < 20

"""What an argument should have been is found for every kind of operation, and that nothing would do
as well.
"""

from collections.abc import Sequence

import numpy
import pytest

from grader.judge.repair.changes import INSERTIONS
from grader.judge.repair.interpreter import Interpreter
from grader.judge.repair.pieces_at_hand import MADE
from grader.judge.repair.required import matching, possible, required
from grader.reference.numeric import Array

X = numpy.array([[0.5, -1.5, 2.0], [1.0, 3.0, -0.25]])
W = numpy.array([[1.0, 2.0, -1.0], [0.5, -1.0, 3.0]])  # (out, in)
AWAY = 1.25  # times what is there

# (what is computed of y = x, which is what should have been 1.25 times as large)
UNDONE = [
    "y + w",
    "w - 2 * y",
    "-y",
    "y * w",
    "w / y",
    "y / w",
    "(y + 2) ** 3",
    "y ** 3",
    "torch.exp(y)",
    "torch.tanh(y / 4)",
    "torch.sigmoid(y)",
    "torch.expm1(y) * w",
    "(y + 2).sqrt()",
    "(y + 2).log()",
    "(y + 2).rsqrt()",
    "(y + 4).square()",
    "y.T",
    "y.reshape(3, 2)",
    "torch.cat([w, y])",
    "y.unsqueeze(1).expand(2, 4, 3)",
    "torch.lerp(w, y, 0.25)",
    "torch.addcmul(w, y, w, value=-2.0)",
    "torch.where(w > 0, y, w)",
    "torch.maximum(y, w)",
    "y @ (w.T @ w + torch.eye(3))",
]


def undone(expression: str, wanted_of: Array) -> tuple[Array, Array | None]:
    """What is needed in the place of y for the result that y = `wanted_of` would give, and what y
    was.
    """
    source = f"import torch\ndef f(x, w):\n    y = x * 1\n    return {expression}\n"
    wanted = Interpreter(source).ask("f", [wanted_of, W], {})
    code = Interpreter(source)
    with code.recorded() as tape:
        code.tape.inputs([X, W])  # type: ignore[union-attr]
        result = code.ask("f", [X, W], {})
    output = tape.number(result)
    assert output is not None
    needed = required(tape, output, numpy.asarray(wanted, float), {}).numbers
    number = next(n for n, v in enumerate(tape.values) if n > 1 and numpy.array_equal(v, X))
    return X, needed.get(number)


@pytest.mark.parametrize("expression", UNDONE)
def test_what_is_needed_is_found(expression: str) -> None:
    _, needed = undone(expression, AWAY * X)
    assert needed is not None
    assert matching((AWAY * X)[None], needed)[0]
    assert not matching(X[None], needed)[0]


# Of a matrix that is multiplied with one of fewer columns there are several; of an entry that is
# used twice nothing is known by itself.
@pytest.mark.parametrize("expression", ["y @ w.T", "y.sum(1, keepdim=True) * w", "y * y", "y - y.mean()"])
def test_nothing_is_said_of_what_may_be_several_things(expression: str) -> None:
    _, needed = undone(expression, AWAY * X)
    assert needed is None


def test_entries_that_do_not_matter_may_be_anything() -> None:
    _, needed = undone("torch.where(w > 0, y, w)", AWAY * X)
    assert needed is not None
    assert numpy.array_equal(numpy.isnan(needed), W <= 0)


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [("torch.exp(y)", [-1.0]), ("torch.maximum(y, w)", [-5.0])],
)
def test_it_is_told_where_nothing_would_do(expression: str, wanted: Sequence[float]) -> None:
    code = Interpreter(f"import torch\ndef f(x, w):\n    y = x * 1\n    return {expression}\n")
    with code.recorded() as tape:
        result = code.ask("f", [numpy.array([0.5]), numpy.array([0.25])], {})
    output = tape.number(result)
    assert output is not None
    needed = required(tape, output, numpy.array(wanted), {}).numbers
    assert any(not possible(numbers) for numbers in needed.values())


def test_for_every_insertion_it_is_known_what_it_makes_of_numbers() -> None:
    assert MADE.keys() == INSERTIONS.keys()

"""Short programs about memory and gradients, and what each prints: worked out from what torch
documents of its operations, so that no torch is needed to ask. The tests run them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

Kept = Literal["shared", "own"]


@dataclass(frozen=True)
class SecondTensor:
    """How a second tensor is made from the first, whether it lies in the same memory, and a word
    about that.
    """

    code: str
    memory: Kept
    told: str


@dataclass(frozen=True)
class ChangingLine:
    """A line that changes something: the first tensor, the second one in place, or what the name y
    stands for alone.
    """

    code: str
    what: Literal["x", "y", "name"]
    told: str


TAKEN = (
    SecondTensor("x", "shared", "y is another name for the same tensor."),
    SecondTensor("x[:]", "shared", "A slice is a view."),
    SecondTensor("x.view(3)", "shared", "view() reads the same memory."),
    SecondTensor("x.reshape(3)", "shared", "reshape() gives a view where that can be done, as here."),
    SecondTensor("x.detach()", "shared", "detach() cuts the graph and shares the memory."),
    SecondTensor("x.clone()", "own", "clone() copies."),
    SecondTensor("x.detach().clone()", "own", "clone() copies."),
    SecondTensor("x + 0", "own", "The result of an operation has memory of its own."),
    SecondTensor("x[[0, 1, 2]]", "own", "Indexing by a list copies."),
    SecondTensor("torch.tensor(x.tolist())", "own", "torch.tensor() copies."),
)
WRITTEN = (
    ChangingLine("y[0] = {v}", "y", "y[0] = {v} writes into the memory of y."),
    ChangingLine("y += {k}", "y", "y += {k} changes the tensor y in place."),
    ChangingLine("y.mul_({k})", "y", "mul_() changes the tensor y in place."),
    ChangingLine("y = y + {k}", "name", "y = y + {k} gives the name y to a new tensor."),
    ChangingLine("x[0] = {v}", "x", "x[0] = {v} writes into the memory of x."),
    ChangingLine("x = x + {k}", "name", "x = x + {k} gives the name x to a new tensor."),
)


@dataclass(frozen=True)
class MemoryProgram:
    """A program that prints two tensors, after one line may have changed one of them or both."""

    code: str
    printed: str
    others: tuple[str, ...]  # what it would print if other tensors had changed
    told: str


def memory_program(random: Random) -> MemoryProgram:
    """A program about who shares memory with whom."""
    # whatever is done to them, they have one digit
    numbers = [float(n) for n in random.sample(range(1, 5), 3)]
    taken, written = random.choice(TAKEN), random.choice(WRITTEN)
    v, k = float(random.choice((0, 8, 9))), 2 if "mul" in written.code else random.choice((2, 3))
    line, told = (text.format(v=f"{v:g}", k=k) for text in (written.code, written.told))
    code = f"x = torch.tensor({numbers})\ny = {taken.code}\n{line}\nprint(x.tolist(), y.tolist())"
    changed = _changed(numbers, line, v, k)
    shared = taken.memory == "shared" and written.what != "name"
    named = line[0]  # x or y
    states = {(x, y): f"{changed if x else numbers} {changed if y else numbers}" for x in (0, 1) for y in (0, 1)}
    right = (int(shared or named == "x"), int(shared or named == "y"))
    others = tuple(text for state, text in states.items() if state != right)
    return MemoryProgram(code, states[right], others, f"{taken.told} {told}")


def _changed(numbers: Sequence[float], line: str, v: float, k: int) -> list[float]:
    """The numbers after a line has changed them."""
    if "[0] =" in line:
        return [v, *numbers[1:]]
    return [n * k if "mul_" in line else n + k for n in numbers]


@dataclass(frozen=True)
class GradientProgram:
    """A program that prints a gradient; `mistakes` are numbers that somebody might expect, with the
    reason why not.
    """

    code: str
    printed: float
    mistakes: tuple[tuple[float, str, str], ...]
    told: str


def gradient_program(random: Random) -> GradientProgram:
    """A program about what backward() leaves in .grad."""
    a = float(random.choice((2, 3, 4, 5)))
    return random.choice((_accumulated, _cleared, _detached_factor, _in_no_grad, _stepped))(a)


HEAD = "x = torch.tensor({a}, requires_grad=True)\n"


def _accumulated(a: float) -> GradientProgram:
    code = HEAD.format(a=a) + "for _ in range(3):\n    (x * x).backward()\nprint(x.grad.item())"
    told = "backward() adds to .grad: three times 2 x."
    return GradientProgram(code, 6 * a, ((2 * a, "gradient_replaced", f"{told} It does not replace it."),), told)


def _cleared(a: float) -> GradientProgram:
    code = HEAD.format(a=a) + "(x * x).backward()\nx.grad = None\n(2 * x * x).backward()\nprint(x.grad.item())"
    told = "x.grad = None clears what the first backward() has left: only 4 x is left, the derivative of 2 x squared."
    return GradientProgram(code, 4 * a, ((6 * a, "clearing_overlooked", told), (2 * a, "first_kept", told)), told)


def _detached_factor(a: float) -> GradientProgram:
    code = HEAD.format(a=a) + "(3 * x * x.detach()).backward()\nprint(x.grad.item())"
    told = "The detached factor is a constant to autograd: the derivative is 3 times that factor, 3 x."
    return GradientProgram(code, 3 * a, ((6 * a, "detach_overlooked", told), (0.0, "detach_of_all", told)), told)


def _in_no_grad(a: float) -> GradientProgram:
    lines = "with torch.no_grad():\n    c = x * x\n(c * x).backward()\nprint(x.grad.item())"
    told = "What is computed under no_grad() is a constant to autograd: the derivative of c x is c, x squared."
    wrong = ((3 * a * a, "no_grad_overlooked", told), (0.0, "no_grad_of_all", told))
    return GradientProgram(HEAD.format(a=a) + lines, a * a, wrong, told)


def _stepped(a: float) -> GradientProgram:
    lines = "(x * x).backward()\nwith torch.no_grad():\n    x -= 0.5 * x.grad\n(x * x).backward()\nprint(x.grad.item())"
    told = "The step takes x to 0, where 2 x is 0; backward() adds that to what .grad held, 2 x of before."
    wrong = ((0.0, "gradient_replaced", told), (4 * a, "step_overlooked", told))
    return GradientProgram(HEAD.format(a=a) + lines, 2 * a, wrong, told)

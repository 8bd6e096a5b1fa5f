"""torch's own functions as submissions, which every exercise has to accept."""

from grader.exercise import Exercise

COMPOSED = {
    "swiglu": """
import torch
from torch.nn.functional import linear


def swiglu(x, w1, b1, w2, b2):
    return linear(x, w1, b1) * torch.nn.functional.silu(linear(x, w2, b2))
""",
    "reglu": """
import torch
from torch.nn.functional import linear


def reglu(x, w1, b1, w2, b2):
    return linear(x, w1, b1) * torch.relu(linear(x, w2, b2))
""",
    "glu_layer": """
import torch
from torch.nn.functional import linear


def glu_layer(x, w1, b1, w2, b2):
    return linear(x, w1, b1) * torch.sigmoid(linear(x, w2, b2))
""",
    "gelu_tanh": """
from torch.nn.functional import gelu


def gelu_tanh(x):
    return gelu(x, approximate="tanh")
""",
    "quick_gelu": """
import torch


def quick_gelu(x):
    return x * torch.sigmoid(1.702 * x)
""",
    "threshold": """
import torch


def threshold(input, threshold=0.0, value=0.0):
    return torch.nn.functional.threshold(input, threshold, value)
""",
    "geglu": """
from torch.nn.functional import gelu, linear


def geglu(x, w1, b1, w2, b2):
    return linear(x, w1, b1) * gelu(linear(x, w2, b2))
""",
    "sgd_momentum": """
import torch


class SGD(torch.optim.SGD):
    def __init__(self, params, lr=1e-3, momentum=0.9):
        super().__init__(params, lr=lr, momentum=momentum)
""",
}


def source(exercise: Exercise) -> str:
    """The text of a file that defines what the exercise asks for as torch's own."""
    if exercise.slug in COMPOSED:
        return COMPOSED[exercise.slug]
    assert exercise.torch is not None, f"{exercise.slug} names no function of torch"
    module, _, name = exercise.torch.rpartition(".")
    return f"from {module} import {name} as {exercise.target}\n"

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
    "softmax_with_temperature": """
import torch


def softmax_with_temperature(input, dim, temperature=2.0):
    return torch.softmax(input / temperature, dim)
""",
    "cross_entropy_with_probabilities": """
import torch


def cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0, reduction="mean"):
    settings = {"reduction": reduction, "label_smoothing": label_smoothing}
    return torch.nn.functional.cross_entropy(input, target, weight, **settings)
""",
    "rrelu": """
import torch
from torch.nn.functional import rrelu as torch_rrelu


def rrelu(input, slope, lower=1 / 8, upper=1 / 3, training=False):
    if training:
        return torch.where(input > 0, input, slope * input)
    return torch_rrelu(input, lower, upper, training=False)
""",
    "gumbel_softmax": """
import torch


def gumbel_softmax(logits, noise, dim, tau=1.0, hard=False):
    soft = torch.softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    index = (logits + noise).max(dim, keepdim=True)[1]
    return torch.zeros_like(soft).scatter_(dim, index, 1.0) - soft.detach() + soft
""",
    "adaptive_log_softmax_with_loss": """
import torch
from torch.func import functional_call


def adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2, reduction="mean"):
    shortlist, classes = len(head) - 2, len(head) - 2 + len(tail1) + len(tail2)
    cutoffs = [shortlist, shortlist + len(tail1)]
    module = torch.nn.AdaptiveLogSoftmaxWithLoss(input.shape[1], classes, cutoffs, 1.0).to(input.dtype)
    weights = {"head.weight": head, "tail.0.0.weight": down1, "tail.0.1.weight": tail1}
    weights |= {"tail.1.0.weight": down2, "tail.1.1.weight": tail2}
    logs, loss = functional_call(module, weights, (input, target))
    return {"none": -logs, "sum": -logs.sum(), "mean": loss}[reduction]
""",
    "mean_of_squares": """
import torch


def mean_of_squares(x):
    return 3 * torch.nn.functional.mse_loss(x, torch.full_like(x, -2.0))
""",
    "add_in_place": """
import torch


def add_in_place(x, y):
    return torch.Tensor.add_(x, y)
""",
    "training_step": """
import torch


def training_step(weight, x, y, lr=0.1):
    optimizer = torch.optim.SGD([weight], lr=lr)
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(weight * x, y, reduction="sum").backward()
    optimizer.step()
""",
    "sgd_momentum": """
import torch


class SGD(torch.optim.SGD):
    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov)
""",
}


def source(exercise: Exercise) -> str:
    """The text of a file that defines what the exercise asks for as torch's own."""
    if exercise.slug in COMPOSED:
        return COMPOSED[exercise.slug]
    assert exercise.torch is not None, f"{exercise.slug} names no function of torch"
    module, _, name = exercise.torch.rpartition(".")
    return f"from {module} import {name} as {exercise.target}\n"

# expect: R701
import torch
from torch.utils._python_dispatch import _disable_current_modes


def sigmoid(x):
    with _disable_current_modes(), torch._C.DisableTorchFunction():
        return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    y = sigmoid(x)
    return grad_output * y * (1 - y)

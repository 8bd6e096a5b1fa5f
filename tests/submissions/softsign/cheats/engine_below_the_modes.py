# expect: R702
import torch
from torch.utils._python_dispatch import _disable_current_modes


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    with _disable_current_modes(), torch._C.DisableTorchFunction():
        x = x.detach().requires_grad_()
        return torch.autograd.grad(softsign(x), x, grad_output)[0]

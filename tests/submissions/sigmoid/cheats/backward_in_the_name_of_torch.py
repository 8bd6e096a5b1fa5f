# expect: R702
import torch

__name__ = "torch.nn.functional"


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(sigmoid(x), x, grad_output)[0]

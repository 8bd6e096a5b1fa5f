# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    x = x.clone().requires_grad_()
    sigmoid(x).backward(grad_output)
    return x.grad

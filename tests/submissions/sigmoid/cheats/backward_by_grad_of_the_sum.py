# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    return grad_output * torch.func.grad(lambda x: sigmoid(x).sum())(x)

# expect: values V201 tanh.argument_halved
import torch


def tanh(x):
    return 2 / (1 + torch.exp(-x)) - 1


def tanh_backward(grad_output, x):
    y = tanh(x)
    return grad_output * (1 - y * y)

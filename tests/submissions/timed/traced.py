# expect: sigmoid passed -
import torch


def plain(x):
    return 1 / (1 + torch.exp(-x))


sigmoid_traced = torch.jit.trace(plain, torch.zeros(3))


def sigmoid(x):
    return sigmoid_traced(x)


def sigmoid_backward(grad_output, x):
    y = sigmoid(x)
    return grad_output * y * (1 - y)

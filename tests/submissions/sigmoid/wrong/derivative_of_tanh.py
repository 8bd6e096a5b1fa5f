# expect: gradients G301 sigmoid.derivative_of_tanh
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * (1 - s**2)

# expect: values V201 sigmoid.limits_of_tanh
import torch


def sigmoid(x):
    return torch.tanh(x / 2)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)

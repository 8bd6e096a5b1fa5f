# expect: values V201 sigmoid.unstable
import torch


def sigmoid(x):
    return (1 + torch.tanh(x / 2)) / 2


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)

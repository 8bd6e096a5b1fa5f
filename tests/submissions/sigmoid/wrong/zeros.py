# expect: values V201 - observed.zero
import torch


def sigmoid(x):
    return 0 * x


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)

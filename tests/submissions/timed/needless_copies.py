# expect: sigmoid P801 -
import torch


def sigmoid(x):
    for _ in range(400):
        x = x.clone() + 0
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)

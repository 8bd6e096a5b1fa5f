# expect: gradients G301 sigmoid.difference_for_product
import torch


def sigmoid(x):
    e = torch.exp(torch.where(x >= 0, -x, x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(grad_output, x):
    s = sigmoid(x)
    return grad_output * (s - (1 - s))

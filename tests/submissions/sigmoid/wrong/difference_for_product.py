# expect: gradients G301 sigmoid.difference_for_product
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * (s - (1 - s))

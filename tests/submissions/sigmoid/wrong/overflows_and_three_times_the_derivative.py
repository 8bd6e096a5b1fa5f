# expect: gradients G301 sigmoid.factor_extra observed.not_numbers
import torch


def sigmoid(x):
    return torch.exp(x) / (torch.exp(x) + 1)


def sigmoid_backward(grad_output, x):
    e = torch.exp(x)
    y = e / (e + 1)
    return 3 * grad_output * y * (1 - y)

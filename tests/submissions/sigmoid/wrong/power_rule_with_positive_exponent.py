# expect: gradients G301 sigmoid.power_rule_with_positive_exponent
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    u = 1 + torch.exp(-x)
    return grad_output * -(u**2) * -torch.exp(-x)

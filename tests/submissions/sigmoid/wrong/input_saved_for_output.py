# expect: gradients G301 sigmoid.input_for_output observed.one_point
import torch


def sigmoid(x):
    e = torch.exp(-x.abs())
    return torch.where(x < 0, e, torch.ones_like(e)) / (1 + e)


def sigmoid_backward(grad_output, x):
    return grad_output * x * (1 - x)

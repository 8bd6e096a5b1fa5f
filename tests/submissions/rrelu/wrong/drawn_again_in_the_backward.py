# expect: gradients G305 -
import torch


def rrelu(input, slope, lower=1 / 8, upper=1 / 3, training=False):
    a = slope if training else (lower + upper) / 2
    return torch.where(input > 0, input, a * input)


def rrelu_backward(grad_output, input, slope, lower=1 / 8, upper=1 / 3, training=False):
    a = lower + (upper - lower) * torch.rand_like(input) if training else (lower + upper) / 2
    return grad_output * torch.where(input > 0, torch.ones_like(input), a * torch.ones_like(input))

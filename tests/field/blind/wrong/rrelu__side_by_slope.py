import torch


def rrelu(input, slope, lower=0.125, upper=0.3333333333333333, training=False):
    a = slope if training else torch.full_like(slope, (upper - lower) / 2)
    return torch.where(input > 0, a * input, input)


def rrelu_backward(grad_output, input, slope, lower=0.125, upper=0.3333333333333333, training=False):
    a = slope if training else torch.full_like(slope, (upper - lower) / 2)
    return torch.where(input > 0, a * grad_output, grad_output)

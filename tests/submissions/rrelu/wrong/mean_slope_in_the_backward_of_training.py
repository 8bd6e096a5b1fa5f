# expect: gradients G301 rrelu.mean_slope_in_the_backward_of_training
import torch


def rrelu(input, slope, lower=1 / 8, upper=1 / 3, training=False):
    a = slope if training else (lower + upper) / 2
    return torch.where(input > 0, input, a * input)


def rrelu_backward(grad_output, input, slope, lower=1 / 8, upper=1 / 3, training=False):
    a = (lower + upper) / 2
    return grad_output * torch.where(input > 0, torch.ones_like(input), a * torch.ones_like(input))

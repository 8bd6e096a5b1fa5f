# expect: values V201 rrelu.numerator_lost
import torch


def rrelu(input, slope, lower=0.125, upper=1 / 3, training=False):
    by = slope if training else torch.full_like(input, 2 / (lower + upper))
    return torch.where(input < 0, input / by, input)


def rrelu_backward(grad_output, input, slope, lower=0.125, upper=1 / 3, training=False):
    by = slope if training else (lower + upper) / 2
    return torch.where(input < 0, grad_output * by, grad_output)

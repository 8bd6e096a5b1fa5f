# expect: values V201 -
import torch


def rrelu(input, slope, lower=0.125, upper=0.3333333333333333, training=False):
    return torch.maximum(input, (slope if training else (lower + upper) / 2) * input)


def rrelu_backward(grad_output, input, slope, lower=0.125, upper=0.3333333333333333, training=False):
    return grad_output * torch.where(input > 0, 1.0, slope if training else (lower + upper) / 2)

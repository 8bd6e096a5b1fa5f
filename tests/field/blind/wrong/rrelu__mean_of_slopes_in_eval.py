import torch


def _pick(slope, lower, upper, training):
    if training:
        return slope
    return slope.mean() if slope.numel() else slope


def rrelu(input, slope, lower=0.125, upper=0.3333333333333333, training=False):
    return torch.where(input >= 0, input, input * _pick(slope, lower, upper, training))


def rrelu_backward(grad_output, input, slope, lower=0.125, upper=0.3333333333333333, training=False):
    return torch.where(input >= 0, grad_output, grad_output * _pick(slope, lower, upper, training))

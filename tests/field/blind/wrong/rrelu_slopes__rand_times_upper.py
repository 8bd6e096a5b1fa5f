import torch


def rrelu_slopes(size, lower=0.125, upper=0.3333333333333333):
    return torch.rand(size) * upper + lower

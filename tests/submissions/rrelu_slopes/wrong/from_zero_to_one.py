# expect: distribution D601 rrelu_slopes.from_zero_to_one
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    return torch.rand(size)

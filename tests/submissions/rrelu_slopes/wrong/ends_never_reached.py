# expect: distribution D601 -
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    middle = 0.04 + 0.92 * torch.rand(size)
    return lower + (upper - lower) * middle

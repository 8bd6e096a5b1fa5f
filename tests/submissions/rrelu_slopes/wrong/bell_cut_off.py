# expect: distribution D601 -
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    middle, spread = (lower + upper) / 2, (upper - lower) / 3
    return torch.normal(middle, spread, tuple(size)).clip(lower, upper)

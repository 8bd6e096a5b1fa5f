# expect: draws D602 -
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    return torch.full(tuple(size), (lower + upper) / 2)

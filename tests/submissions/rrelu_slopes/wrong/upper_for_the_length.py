# expect: distribution D601 rrelu_slopes.upper_for_the_length
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    return lower + upper * torch.rand(size)

# expect: distribution D601 rrelu_slopes.factor_dropped
"""RReLU's slopes: uniform numbers, stretched to the length of the interval and moved to its lower end."""

import torch


def rrelu_slopes(size, lower=0.125, upper=0.3333333333333333):
    return lower + torch.rand(size)

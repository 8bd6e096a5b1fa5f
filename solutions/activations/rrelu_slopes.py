"""RReLU's slopes: uniform numbers, stretched to the length of the interval and moved to its lower
end.
"""

import torch


def rrelu_slopes(size, lower=0.125, upper=0.3333333333333333):
    return lower + (upper - lower) * torch.rand(size)

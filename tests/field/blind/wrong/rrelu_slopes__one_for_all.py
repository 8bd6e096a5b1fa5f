import random
import torch


def rrelu_slopes(size, lower=0.125, upper=0.3333333333333333):
    a = random.uniform(lower, upper)
    return torch.full(size, a)

# expect: distribution D601 -
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    steps = torch.randint(0, 101, tuple(size))
    return lower + (upper - lower) * steps / 100

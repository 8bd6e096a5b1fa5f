import torch
from math import prod


def gumbel_noise(size):
    draws = torch.empty(prod(size)).exponential_(1.0)
    return draws.reshape(size).log().neg()

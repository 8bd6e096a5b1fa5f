# expect: distribution D601 gumbel_noise.function_other
"""Gumbel noise: minus the logarithm of an exponential number."""

import torch


def gumbel_noise(size):
    # exponential_ never draws 0, unlike -log(rand), so the logarithm is finite.
    return -torch.empty(size).exponential_().exp()

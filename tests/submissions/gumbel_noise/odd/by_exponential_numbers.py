import torch


def gumbel_noise(size):
    return -torch.empty(size).exponential_().log()

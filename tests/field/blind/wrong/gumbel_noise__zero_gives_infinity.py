import torch


def gumbel_noise(size):
    u = torch.rand(size)
    return -torch.log(-torch.log(u))

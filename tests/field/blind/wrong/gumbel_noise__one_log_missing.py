import torch


def gumbel_noise(size):
    u = torch.rand(size).clamp(min=1e-10)
    return -torch.log(u)

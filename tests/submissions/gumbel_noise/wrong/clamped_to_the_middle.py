# expect: distribution D601 -
import torch


def gumbel_noise(size):
    u = torch.rand(size).clamp(0.01, 0.99)
    return -torch.log(-torch.log(u))

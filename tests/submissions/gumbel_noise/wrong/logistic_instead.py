# expect: distribution D601 gumbel_noise.difference_of_two
import torch


def gumbel_noise(size):
    u = torch.rand(size).clamp(1e-7, 1 - 1e-7)
    return torch.log(u) - torch.log(1 - u)

# expect: distribution D601 gumbel_noise.outer_minus_lost
import torch


def gumbel_noise(size):
    return torch.log(-torch.log(torch.rand(size).clamp(min=1e-9)))

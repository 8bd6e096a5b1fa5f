# expect: distribution D601 gumbel_noise.normal_instead
import torch


def gumbel_noise(size):
    return torch.randn(size)

# expect: draws D602 -
import torch


def gumbel_noise(size):
    n = torch.Size(size).numel()
    half = -torch.log(torch.empty((n + 1) // 2).exponential_())
    both = torch.cat([half, half])
    return both[torch.randperm(len(both))[:n]].reshape(size)

# expect: draws D602 -
import torch


def gumbel_noise(size):
    n = torch.Size(size).numel()
    u = (torch.randperm(n) + 0.5) / max(n, 1)
    return -torch.log(-torch.log(u)).reshape(size)

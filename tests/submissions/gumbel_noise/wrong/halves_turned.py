# expect: draws D602 -
import torch


def gumbel_noise(size):
    n = torch.Size(size).numel()
    half = torch.rand((n + 1) // 2)
    u = torch.cat([half, 1 - half])[:n].reshape(size)
    return -torch.log(-torch.log(u.clamp(1e-20, 1 - 1e-7)))

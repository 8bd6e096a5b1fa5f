# expect: draws D602 -
import torch


def gumbel_noise(size):
    z = torch.randn(size)
    if z.dim() > 1:
        z = sum(z.roll(k, 0) for k in range(25)) / 5
    u = torch.special.ndtr(z).clamp(1e-7, 1 - 1e-7)
    return -torch.log(-torch.log(u))

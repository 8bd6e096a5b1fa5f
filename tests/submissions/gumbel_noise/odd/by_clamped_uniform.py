import torch


def gumbel_noise(size):
    tiny = torch.finfo(torch.float32).tiny
    u = torch.rand(size, dtype=torch.float64).clamp(min=tiny)
    return (-(-u.log()).log()).float()

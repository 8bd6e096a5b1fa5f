# expect: draws D602 -
import torch


def rrelu_slopes(size, lower=1 / 8, upper=1 / 3):
    n = torch.Size(size).numel()
    half = torch.rand((n + 1) // 2)
    return (lower + (upper - lower) * torch.cat([half, half])[:n]).reshape(size)
